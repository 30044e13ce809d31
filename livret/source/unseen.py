"""Signs that nobody sees: a space without a width makes an address that leads nowhere, a mark of direction turns a number round.

They come with what is copied from web pages, PDFs and messages. Every file of an author is looked through as a whole.
"""

from __future__ import annotations

import re

from livret.problems import Place, Report, detail
from livret.source.door import Refused
from livret.text.characters import garbled, unseen

_LINE_ENDS = "\v\f\u0085\u2028\u2029"  # of Word and of programs for pictures: the lines around would run together


_VERSIONS = re.compile(r"^<{7}(?: .*)?\n(?:.*\n)*?={7}\n(?:.*\n)*?>{7}(?: |$)", re.MULTILINE)


def refuse_versions(text: str, path: str) -> None:
    """Raises Refused where git has left two versions of some lines, one under the other: no other mistake of the file can be trusted."""
    if found := _VERSIONS.search(text):
        raise Refused("file-versions", Place(path, text.count("\n", 0, found.start()) + 1, 1))


def check(text: str, path: str, report: Report) -> None:
    """Tells of each such sign in the text of a file, and once that it is written in signs of another encoding."""
    for at in unseen(text):
        begin = text.rfind("\n", 0, at) + 1
        before = "".join(sign for sign in text[begin:at] if sign.isprintable())
        place = Place(path, text.count("\n", 0, at) + 1, at - begin + 1)
        then = detail(", then Enter") if text[at] in _LINE_ENDS else ""
        report.add("sign-unseen", place, found=f"{ord(text[at]):04X}", near=before[-20:].lstrip(), then=then)
    if found := garbled(text):
        begin = text.rfind("\n", 0, found.start()) + 1
        place = Place(path, text.count("\n", 0, found.start()) + 1, found.start() - begin + 1)
        report.add("text-garbled", place, found=found[0])
