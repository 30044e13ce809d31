"""What people do to a site between two builds, and where a reader sees it. Each edit has a word of its own, and a chapter."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import corpus

from speed.measure import Failed

FRAME = Path("theme/web/base.html")  # the template that every page is made with
_SENTENCE = re.compile(r"^(?!\w+: )([^\W\d_][^{}\n]* )\w+\.$", re.MULTILINE)  # of prose, not of the head; its last word has no mark
_ORDER = re.compile(r"^\d+-")  # before the name of a file or folder; no part of an address


@dataclass(frozen=True, slots=True)
class Sign:
    """A word that an edit brought, and the files of the output that have to hold it."""

    word: str
    paths: tuple[str, ...]

    def check(self, out: Path) -> None:
        for path in self.paths:
            if self.word not in (out / path).read_text(encoding="utf-8"):
                raise Failed(f"{path} does not show the edit")


Edit = Callable[[Path, int], Sign]


def nothing(_site: Path, _number: int) -> Sign:
    return Sign("", ())


def chapter(site: Path, number: int) -> Sign:
    """A word of a French paragraph, of another chapter each time."""
    found = chapters(site)
    return reword(found[number % len(found)], number)


def reword(path: Path, number: int) -> Sign:
    """A word of a French paragraph, so that its translations are stale and Arabic shows French, too."""
    sign = Sign(_word(number, "fr"), (page(path, "fr"), page(path, "ar")))
    _replace(path, _SENTENCE, sign.word)
    return sign


def message(site: Path, number: int) -> Sign:
    """A word of one translation in one catalog. It is counted from the last chapter, which no other edit has touched."""
    found = chapters(site)
    path = found[-1 - number % len(found)]
    place = re.escape(f"{path.parent.name}/{path.stem}#")
    pattern = re.compile(rf'(^#\. {place}.*\n#: .*\nmsgid "[^"]*"\nmsgstr "[^"]* )\w+\."$', re.MULTILINE)
    sign = Sign(_word(number, "ar"), (page(path, "ar"),))
    _replace(site / f"translations/ar/{path.parent.name}.po", pattern, sign.word, '."')
    return sign


def template(site: Path, number: int) -> Sign:
    """A remark in the frame, and so in every page."""
    sign = Sign(_word(number, "fr"), ("fr/index.html",))
    _replace(site / FRAME, re.compile(r"()</body>"), f"<!-- {sign.word} -->", "</body>")
    return sign


def page(chapter: Path, tag: str) -> str:
    """Where a chapter is published."""
    return f"{tag}/{_ORDER.sub('', chapter.parent.name)}/{_ORDER.sub('', chapter.stem)}.html"


def chapters(site: Path) -> list[Path]:
    """Every chapter in French; a page beside one, as the easy-to-read, has a dot in its name."""
    return sorted(path for path in (site / "content/booklets").glob("*/*.md") if "." not in path.stem)


def _word(number: int, tag: str) -> str:
    """A word that the library does not have, without a digit, which would be compared with the translation's."""
    return corpus.translated("retouche" + "".join("abcdefghij"[int(digit)] for digit in str(number)), tag)


def _replace(path: Path, pattern: re.Pattern[str], word: str, end: str = ".") -> None:
    text, found = pattern.subn(lambda match: match[1] + word + end, path.read_text(encoding="utf-8"), count=1)
    if not found:
        raise Failed(f"{path} has nothing to edit")
    path.write_text(text, encoding="utf-8")
