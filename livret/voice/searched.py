"""A text as it is searched, sign for sign as long: so what is found in one stands at the same place in the other."""

from __future__ import annotations

import unicodedata

from livret.search.letters import FOLD

_FOLD = {ord(sign): other for sign, other in FOLD.items() if len(other) == 1}

_APOSTROPHES = "\u2019\u02bc\u2018"  # as phones and people write it


def seen(text: str) -> str:
    """Small letters without accents, digits of every script as ours, any space a space, any apostrophe one."""
    return "".join(map(_plain, text))


def folded(text: str) -> str:
    """The same with letters that people type for each other as one, as the search of the site has them: ی and ي, і and и, ı and i."""
    return seen(text).translate(_FOLD)


def figures(text: str) -> str:
    """The digits of a text."""
    return "".join(sign for sign in seen(text) if sign.isdecimal())


def _plain(sign: str) -> str:
    if (digit := unicodedata.digit(sign, None)) is not None:
        return str(digit)
    if unicodedata.category(sign) == "Cf":  # nobody sees it, and it must not hide a number
        return "-"
    if sign.isspace():
        return " " if sign != "\n" else sign
    if sign in _APOSTROPHES:
        return "'"
    base = unicodedata.normalize("NFKD", sign)[:1].lower()
    return base if len(base) == 1 else sign
