"""Links: a translation whose source is the same but for where its links lead – a chapter or a file has moved – leads there too."""

from __future__ import annotations

from copy import copy

import polib

from livret.catalogs import catalog
from livret.catalogs.catalog import Key
from livret.model import folded
from livret.text.targets import TARGET, unlinked


def unlinked_key(entry: polib.POEntry) -> Key:
    """The key of an entry, wherever its links lead."""
    return entry.msgctxt or "", folded(unlinked(entry.msgid))


def relinked(found: polib.POEntry | None, entry: polib.POEntry) -> polib.POEntry | None:
    """A copy of an entry with the text and the links of another, from which it differs in these alone; None where it is not certain which link has
    become which, or the translation has others."""
    if found is None:
        return None
    before, now = TARGET.findall(found.msgid), TARGET.findall(entry.msgid)
    became = dict(zip(before, now, strict=True))
    if [became[target] for target in before] != now:
        return None
    if any(target not in became for form in catalog.forms(found) for target in TARGET.findall(form)):
        return None

    def led(text: str) -> str:
        return TARGET.sub(lambda link: f"]({became.get(link[1], link[1])})", text)

    moved = copy(found)
    moved.msgid, moved.msgstr = entry.msgid, led(found.msgstr)
    moved.msgstr_plural = {index: led(form) for index, form in found.msgstr_plural.items()}
    moved.previous_msgid = led(found.previous_msgid) if found.previous_msgid else None
    return moved
