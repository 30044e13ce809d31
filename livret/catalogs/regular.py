"""The regular part of PO files, read with one expression: what gettext's tools, editors and platforms write.

A file is regular when its head comes first, and each entry is its comments, then its texts, every line of them from the first
column on and with nothing behind it. Nothing is refused here: for anything else `scan` gives None, so that polib alone says what
such a file means, or what is wrong with it. `tests/catalogs/test_regular.py` holds that the two read the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import polib

from livret.model import folded

BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"  # polib takes them for the end of a line
_MANY = "{0,9999}"  # more is not regular: `re` keeps a hundred bytes for each repetition
_LINE = rf'"[^"\\\n]*(?:\\.[^"\\\n]*){_MANY}"\n'
_TEXT, _FORMER, _GONE = (f"{_LINE}(?:{sign}{_LINE}){_MANY}" for sign in ("", r"\#\|[ ]", r"\#~[ ]"))
_ENTRY = re.compile(
    rf"""
    (?P<comments> (?: \n | \#(?: [ \#].* | [.:,][ ].* )?\n | \#\|[ ]msg(?:id|id_plural|ctxt)[ ]{_FORMER} | \#~\|[ ].*\n ){_MANY} )
    (?:
        (?: msgctxt[ ](?P<context> {_TEXT} ) )?
        msgid[ ](?P<text> {_TEXT} )
        (?: msgid_plural[ ]{_TEXT} )?
        (?: msgstr[ ](?P<form> {_TEXT} ) | (?P<forms> (?: msgstr\[[0-9]\][ ]{_TEXT} ){{1,99}} ) )
    |
        (?: \#~[ ]msgctxt[ ](?P<gone_context> {_GONE} ) )?
        \#~[ ]msgid[ ](?P<gone_text> {_GONE} )
        (?: \#~[ ]msgid_plural[ ]{_GONE} )?
        (?P<gone_forms> \#~[ ]msgstr[ ]{_GONE} | (?: \#~[ ]msgstr\[[0-9]\][ ]{_GONE} ){{1,99}} )
    )
    """,
    re.VERBOSE,
)
_FORM = re.compile(rf"msgstr\[([0-9])\] ({_TEXT})")
_FLAGS = re.compile(r"^#, (.*)", re.MULTILINE)
_PREVIOUS = re.compile(rf"^#\| msgid ({_FORMER})", re.MULTILINE)
_TEXTS = re.compile(r'"((?:[^"\\]|\\.)*)"$', re.MULTILINE)
_REMARK = re.compile(r"^#(?=[ #\n])#* ?(.*)", re.MULTILINE)


class Written(NamedTuple):
    """An entry in use: its texts as they are meant, its comments as they are written, and the line of its msgid."""

    comments: str
    context: str
    text: str
    forms: tuple[str, ...]
    line: int

    @property
    def fuzzy(self) -> bool:
        if "fuzzy" not in self.comments:
            return False
        return any(flag.strip() == "fuzzy" for flags in _FLAGS.findall(self.comments) for flag in flags.split(","))

    @property
    def previous(self) -> str:
        """The text that the translation was made from, where it has changed."""
        found = _PREVIOUS.findall(self.comments) if "#| msgid " in self.comments else None
        return _meant(found[-1].replace("\n#| ", "\n")) if found else ""

    @property
    def remarks(self) -> str:
        """The translator's own comments."""
        return "\n".join(_REMARK.findall(self.comments))


@dataclass(frozen=True, slots=True)
class Scan:
    """A regular catalog: its head as it is written, the entries in use, in their order, and the keys of translations that are obsolete."""

    head: str
    entries: list[Written]
    gone: frozenset[tuple[str, str]] = frozenset()


def scan(text: str) -> Scan | None:
    """What a catalog holds, whose line ends are all "\\n"; None for one that is not regular."""
    if any(sign in text for sign in BREAKS):
        return None
    text = text.rstrip("\n") + "\n"
    head = _ENTRY.match(text)
    if head is None or head["context"] or head["text"] != '""\n':
        return None
    entries: list[Written] = []
    gone: set[tuple[str, str]] = set()
    line, counted, at = 1, 0, head.end()
    while at < len(text):
        found = _ENTRY.match(text, at)
        if found is None:
            return None
        at, start = found.end(), found.start("text")
        if start < 0:  # it is obsolete
            gone.update(_gone(found))
            continue
        line, counted = line + text.count("\n", counted, start), start
        entries.append(_entry_of_match(found, line))
    return Scan(text[: head.end()], entries, frozenset(gone)) if all(each.text for each in entries) else None


def _entry_of_match(found: re.Match[str], line: int) -> Written:
    comments, context, text, form, forms = found.group(1, 2, 3, 4, 5)
    return Written(
        comments, _meant(context) if context else "", _meant(text), (_meant(form).strip(),) if form else _plural(forms), line
    )


def _gone(found: re.Match[str]) -> Iterator[tuple[str, str]]:
    """The key of an obsolete entry that is translated."""
    context, text, forms = (
        written.replace("\n#~ ", "\n") if written else "" for written in found.group("gone_context", "gone_text", "gone_forms")
    )
    if any(polib.unescape(form).strip() for form in _TEXTS.findall(forms)):
        yield (_meant(context) if context else ""), folded(_meant(text))


def _plural(written: str) -> tuple[str, ...]:
    """The forms in the order of their numbers."""
    forms = {number: _meant(text).strip() for number, text in _FORM.findall(written)}
    return tuple(forms[number] for number in sorted(forms))


def _meant(written: str) -> str:
    """A text without its quotes, made one line."""
    text = written[1:-2]
    if "\n" in text:
        text = text.replace('"\n"', "")
    return polib.unescape(text) if "\\" in text else text
