"""Signs that nobody sees: a space without a width makes an address that leads nowhere, a mark of direction turns a number round.

They come with what is copied from web pages, PDFs and messages. Every file of an author is looked through as a whole.
"""

from __future__ import annotations

from livret.problems import Place, Report
from livret.text.characters import unseen


def check(text: str, path: str, report: Report) -> None:
    """Tells of each such sign in the text of a file."""
    for at in unseen(text):
        begin = text.rfind("\n", 0, at) + 1
        before = "".join(sign for sign in text[begin:at] if sign.isprintable())
        place = Place(path, text.count("\n", 0, at) + 1, at - begin + 1)
        report.add("sign-unseen", place, found=f"{ord(text[at]):04X}", near=before[-20:].lstrip())
