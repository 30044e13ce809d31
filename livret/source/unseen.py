"""Signs that nobody sees: a space without a width makes an address that leads nowhere, a mark of direction turns a number round.

They come with what is copied from web pages, PDFs and messages. Every file of an author is looked through as a whole.
"""

from __future__ import annotations

import html
import re

from livret.problems import Place, Report, detail
from livret.source.door import Refused
from livret.text.characters import garbled, unseen

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LINE_ENDS = "\v\f\u0085\u2028\u2029"  # of Word and of programs for pictures: the lines around would run together


_VERSIONS = re.compile(r"^<{7}(?: .*)?\n(?:.*\n)*?={7}\n(?:.*\n)*?>{7}(?: |$)", re.MULTILINE)


def refuse_versions(text: str, path: str) -> None:
    """Raises Refused where git has left two versions of some lines, one under the other: no other mistake of the file can be trusted."""
    if found := _VERSIONS.search(text):
        raise Refused("file-versions", Place(path, text.count("\n", 0, found.start()) + 1, 1))


def check(text: str, path: str, report: Report) -> None:
    """Tells of each such sign in the text of a file, as itself or by its name or number, and once that it is written in signs of another encoding."""
    for at in unseen(text):
        before = "".join(sign for sign in text[text.rfind("\n", 0, at) + 1 : at] if sign.isprintable())
        then = detail(", then Enter") if text[at] in _LINE_ENDS else ""
        report.add("sign-unseen", _where_at(text, at, path), found=f"{ord(text[at]):04X}", near=before[-20:].lstrip(), then=then)
    for entity in _ENTITY.finditer(text) if "&" in text else ():
        meant = html.unescape(entity[0])
        if next(unseen(meant), None) is not None:
            report.add("entity-unseen", _where_at(text, entity.start(), path), text=entity[0], found=f"{ord(meant[0]):04X}")
    if found := garbled(text):
        report.add("text-garbled", _where_at(text, found.start(), path), found=found[0])


def _where_at(text: str, at: int, path: str) -> Place:
    return Place(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
