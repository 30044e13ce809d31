"""Groups: the messages that are filled together and looked at as one – the text of a chapter, its head, a service, a fact.

A page of a hundred messages then depends on a handful of addresses; a change of one message makes those pages anew that show its group.
"""

from __future__ import annotations

from functools import lru_cache

HEAD = "#head"
_TITLE = ("p1", "summary")  # what other pages show of a chapter


@lru_cache(maxsize=1 << 16)
def group(address: str) -> str:
    """`sante/numeros` for `sante/numeros#p7`, `sante/numeros#head` for its title and summary, `facts#phone.samu`, `site#categories`,
    `services/caf`, `sante` for what a booklet says of itself."""
    page, _, name = address.partition("#")
    match page:
        case "site" | "terms" | "alerts":
            return f"{page}#{name.partition('.')[0]}"
        case "facts":
            return f"{page}#{'.'.join(name.split('.')[:2])}"
        case _:
            return page + HEAD if name in _TITLE and "/" in page else page
