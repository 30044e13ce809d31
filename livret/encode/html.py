"""HTML that is XML too, for an EPUB has the same.

`Html` is what is HTML already. It comes from here, from templates and from files of the theme, and from nowhere else; every other
text is escaped on its way, by `escaped`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

_SIGNS = re.compile("[&<>\"']")
_VOID = frozenset({"img", "hr", "br", "meta"})


class Html(str):
    """Text that no sink has to escape: Jinja and markupsafe ask for `__html__`.

    It is a plain text otherwise. markupsafe's own class looks through all that it is joined with, which is half the time of a page; of
    this one, what is cut from it or added to it is a text like any other, and shows its signs where it was not meant to.
    """

    __slots__ = ()

    def __html__(self) -> str:
        return self


EMPTY = Html()


def escaped(text: str) -> Html:
    """A text as HTML: the five signs that markupsafe escapes, as it writes them. What is HTML already stays as it is."""
    if isinstance(text, Html):
        return text
    if _SIGNS.search(text) is None:
        return Html(text)
    return Html(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;").replace("'", "&#39;"))


def element(name: str, content: Html = EMPTY, **values: str | bool | None) -> Html:
    """`<name …>content</name>`. An attribute that is None, False or "" is left out; `class_` is class, `data_fact` data-fact."""
    begun = name + attributes(values) if values else name
    return Html(f"<{begun}/>" if name in _VOID else f"<{begun}>{escaped(content)}</{name}>")


def attributes(values: Mapping[str, str | bool | None]) -> Html:
    """Each with a space before it."""
    written = ""
    for key, value in values.items():
        if value:
            written += f' {_attribute_name(key)}="{"" if value is True else escaped(value)}"'
    return Html(written)


def join(parts: Iterable[Html], between: Html = EMPTY) -> Html:
    """Parts one after the other, with something between them; none of it is escaped again."""
    return Html(between.join(parts))


@lru_cache(maxsize=1 << 8)
def _attribute_name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")
