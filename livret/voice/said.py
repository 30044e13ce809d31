"""One thing that somebody said of a page, as it came back."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from livret.phrases.remarks import KINDS
from livret.problems import Place, Report
from livret.source.page_codes import suggestion
from livret.voice.searched import seen

# As people say it at a counter, beside the phrases of every language.
_SPOKEN = {"wrong": ("wrong", "faux"), "missing": ("missing", "manque"), "unclear": ("not understood", "unclear", "pas compris")}
_CODE = re.compile(r"(?<![\w@.])([a-z])(\s?[-–—]\s?|)(\d{1,4})(?![\w@])")
# What stands behind it in a message that was ready, up to the end of its line.
_BEHIND = re.compile(r"(?:\s+([a-z]{2,3}))?(?:\s+(\d{4}-\d\d-\d\d))?\s*$")
_NUMBER = re.compile(r"\s*(?:n[°o]\s*)?(\d{1,3}[a-z]?)\s*[-–.:)]?\s+")


@dataclass(frozen=True, slots=True)
class Said:
    """`place` is where it stands in what came, `kind` one of `KINDS` or "", `number` that of a sentence of a review. `senders` are the names that stood
    beside the words; nothing but masking may look at them."""

    place: Place
    words: str
    code: str = ""
    kind: str = ""
    number: str = ""
    language: str = ""
    dated: str = ""
    day: datetime.date | None = None
    senders: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Intake:
    """What is known while a file is read: its `path`, the `codes` of the site, the `phrases` of each kind, the `languages` of the site by tag."""

    path: str
    codes: Collection[str]
    phrases: Mapping[str, str]
    languages: Collection[str]
    report: Report

    def unknown(self, code: str, place: Place) -> None:
        """Tells of a code that there is not."""
        self.report.add("voice-code", place, value=code, near=suggestion(code, self.codes))


def phrases(say: Callable[[str], Iterable[str]]) -> dict[str, str]:
    """What each kind is called, as it is searched; `say` gives a message of the interface in every language."""
    every = {seen(said): kind for kind, message in KINDS.items() for said in (message, *say(message), *_SPOKEN[kind])}
    return dict(sorted(every.items(), key=lambda item: -len(item[0])))


@dataclass(frozen=True, slots=True)
class Tag:
    """A code in a line, and what stood behind it."""

    code: str
    language: str
    dated: str
    start: int
    end: int


def tags(text: str, codes: Collection[str], languages: Collection[str]) -> Iterator[Tag]:
    """The codes in a line: with their hyphen, or those that there are."""
    shown = seen(text)
    for found in _CODE.finditer(shown):
        code = f"{found[1].upper()}-{found[3]}"
        if not (found[2] or code in codes):
            continue
        behind = _BEHIND.match(shown, found.end())
        if behind and behind[1] in (None, *languages):
            yield Tag(code, behind[1] or "", behind[2] or "", found.start(), behind.end())
        else:
            yield Tag(code, "", "", *found.span())


def kind_of(text: str, known: Mapping[str, str]) -> tuple[str, str]:
    """The kind that a text begins with, "" for none, and the rest of it."""
    begun = len(text) - len(text.lstrip(" -–:\n\t"))
    shown = seen(text)
    for phrase, kind in known.items():
        end = begun + len(phrase)
        if shown.startswith(phrase, begun) and not shown[end : end + 1].isalnum():
            return kind, text[end:].lstrip(" :.,;-–\n").strip()
    return "", text.strip()


def numbered(line: str, known: Mapping[str, str]) -> tuple[str, str, str] | None:
    """The number, the kind and the rest of “4 wrong”, “7b: I could not understand this”; None of any other line."""
    found = _NUMBER.match(seen(line) + " ")
    if found is None:
        return None
    kind, rest = kind_of(line[found.end() :], known)
    return (found[1], kind, rest) if kind else None
