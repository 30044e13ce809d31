"""Loose: what stands in a text and is no part of it – signs that no rule took, and phone numbers and addresses that nobody can press.

Sources and translations are looked at with the one checker.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from livret.model import CrossLink, Emphasis, Inline, Link, Strong, Text
from livret.text.isolates import MAIL, PHONE, SITE
from livret.text.targets import Fault

_MARK = re.compile(r"\*\*|`+|__(?=\w)|~~|(?<!=)==(?=[^\s=][^=]*==(?!=))|\[\[")
_CLOSED = ("**", "`", "__")  # those that the dialect has: one is open, or meant
_BARE = re.compile(f"(?P<phone>{PHONE})|(?P<site>{SITE})|(?P<mail>{MAIL})")
_POINTED = re.compile(r"(?<![\w.])(?:[^\W\d_a-z]\.){2,}[^\W\d_a-z]?(?!\w)")
_IN_A_LINK = re.compile(
    r"(?:\)\[|\][ \u00a0]+\(|^\[[^\]]*\]:\s*)$"
)  # in one that is none: (text)[address], [text] (address), [1]: address
_PERHAPS = re.compile(r"\*\*|`|__|~~|==|\[\[|@|://|www\.|\+\d|0\d")


def marks(source: str, nodes: tuple[Inline, ...]) -> Iterator[Fault]:
    """Signs of markup that would be shown; those that an author escaped are meant."""
    for text in _texts(nodes) if _PERHAPS.search(source) else ():
        for found in dict.fromkeys(_MARK.findall(text)):
            if found.startswith(_CLOSED):
                if f"\\{found[0]}" not in source:
                    yield Fault("mark-open", found, (("text", found),))
            else:
                yield Fault("mark-unknown", found, (("text", found),))


def bare(source: str, nodes: tuple[Inline, ...]) -> Iterator[Fault]:
    """Phone numbers and addresses outside of links."""
    for text in _texts(nodes, links=False) if _PERHAPS.search(source) else ():
        for found in _BARE.finditer(text):
            if _IN_A_LINK.search(text, 0, found.start()):
                continue  # what is wrong with the link is told
            if found["phone"]:
                yield Fault("phone-bare", found[0], (("text", found[0]),))
            else:
                yield Fault("address-bare", found[0], (("text", found[0]), ("href", _href(found))))


def abbreviations(nodes: tuple[Inline, ...], known: Collection[str]) -> Iterator[Fault]:
    """Words of the termbase that are written with points between their letters: nobody finds C.A.F., and no gloss stands beside it."""
    for text in _texts(nodes):
        for found in _POINTED.finditer(text) if "." in text else ():
            if (plain := found[0].replace(".", "")) in known:
                yield Fault("abbreviation-points", found[0], (("text", found[0]), ("near", plain)))


def unpointed(text: str) -> str:
    """A text whose abbreviations have no points."""
    return _POINTED.sub(lambda found: found[0].replace(".", ""), text) if "." in text else text


def _href(found: re.Match[str]) -> str:
    if found["mail"]:
        return f"mailto:{found[0]}"
    return found[0] if "://" in found[0] else f"https://{found[0]}"


def _texts(nodes: tuple[Inline, ...], *, links: bool = True) -> Iterator[str]:
    for node in nodes:
        match node:
            case Text(text):
                yield text
            case Strong(children) | Emphasis(children):
                yield from _texts(children, links=links)
            case Link(_, children) | CrossLink(_, _, _, children) if links:
                yield from _texts(children, links=links)
            case _:
                pass
