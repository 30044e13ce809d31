"""The marks that most messages have, as nodes: each pair closed, none inside another of its sort.

`dialect` has the rules; it reads whatever is not provably simple. What is read here is read as there, which `tests/text/test_simple.py`
holds with texts made of every sign of the dialect. Why that is so: each sign of markup is part of one token, so there is none that a
rule could pair otherwise, and a run of stars meets the next run of the same length.
"""

from __future__ import annotations

import re

from livret.model import Emphasis, FactRef, Inline, Strong, Text
from livret.text.targets import Targets

_TOKEN = re.compile(
    r"""
      \{(?P<kind>[a-z]+)\.(?P<name>[a-z][a-z0-9_]*)\}
    | \[\^(?P<note>[\w-]+)\]
    | !\[(?!\^)(?P<alt>[^\\`*_\[\]{}<\x02]*)\]\((?P<src>[^\\`*\[\]{}()<>'"\s\x02]+)\)
    | \[(?<!!\[)(?!\^)(?P<text>[^\[\]]+)\]\((?P<href>[^\\`*\[\]{}()<>'"\s\x02]+)\)
    | \*(?P<more>\*?)(?P<stressed>[^\s*](?:[^*]*[^\s*])?)(?P=more)\*(?!\*)
    """,
    re.VERBOSE,
)
_SIGN = re.compile(r"[\\`*_\[\]{}<\x02]")  # what no text between two tokens may hold; \x02 is Python-Markdown's own


def nodes(source: str, targets: Targets) -> tuple[Inline, ...] | None:
    """The nodes of a message; None if it is not simple."""
    if not _SIGN.search(source):
        return (Text(source),) if source else ()
    found: list[Inline] = []
    end = 0
    for token in _TOKEN.finditer(source):
        if not _add_text(source[end : token.start()], found) or not _add_token(token, found, targets):
            return None
        end = token.end()
    return tuple(found) if _add_text(source[end:], found) else None


def _add_text(text: str, found: list[Inline]) -> bool:
    """Whether a text has no sign of markup that is part of no token."""
    if text:
        found.append(Text(text))
    return not _SIGN.search(text)


def _add_token(token: re.Match[str], found: list[Inline], targets: Targets) -> bool:
    """Whether all that is inside a token is simple."""
    match token.lastgroup:
        case "name":
            found.append(FactRef(token["kind"], token["name"]))
        case "note":
            found.extend(targets.noteref(token["note"]))
        case "src":
            found.extend(targets.image(token["src"], token["alt"]))
        case "href" if (children := nodes(token["text"], targets)) is not None:
            found.extend(targets.link(token["href"], children))
        case "stressed" if (children := nodes(token["stressed"], targets)) is not None:
            found.append(Strong(children) if token["more"] else Emphasis(children))
        case _:
            return False
    return True
