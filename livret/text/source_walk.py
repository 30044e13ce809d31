"""Where each message is written: the source is walked once from top to bottom, in reading order.

Python-Markdown keeps no line numbers. What stands before a message on its line is a sign of the dialect, or the message before it; so a
text that stands elsewhere too – as a part of a word, in a footnote – is not taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from livret.problems import Place
from livret.text.habits import NOTE, SIGN

_BEFORE = re.compile(rf"(?:[\s>|:#]|{SIGN}|!!!\s*[\w-]+\s*[:–—-]?\s*[\"'“”„«»‘’‹›]?)*")
_NOTE = re.compile(rf"^[ >\t]*{NOTE}", re.MULTILINE)


@dataclass(slots=True)
class SourceWalk:
    """Finds where each message begins. `first_line` is the line of the file at which the source begins."""

    source: str
    path: str
    first_line: int
    lengths: Mapping[str, list[int]] = field(default_factory=dict)  # of the footnotes of each name: lines that are not empty
    at: int = 0
    line: int = 0  # the one that `at` is in, and where it begins
    begin: int = 0
    body: str = field(init=False)  # what is walked: the source without its footnotes, then with them
    notes: dict[str, int] = field(default_factory=dict)  # where the text of each footnote begins

    def __post_init__(self) -> None:
        self.body = self._without_notes() if "]:" in self.source else self.source

    def find(self, raw: str) -> Place:
        """Where the next message begins, that has this text."""
        first, *more = [line.strip() for line in raw.strip().split("\n")]
        begin, end = self._begin(first)
        if begin < 0:
            return Place(self.path, self.line + self.first_line, 1)
        self._go(begin)
        place = self.place
        self.at = end
        for _ in more:  # it has whole lines, one under the other; what follows is after all of them
            if (below := self.body.find("\n", self.at)) >= 0:
                self._go(below + 1)
        if more and (end := self.body.find("\n", self.at)) >= 0:
            self.at = end
        return place

    def next_line(self, sign: str) -> Place:
        """Where the next line begins that has nothing but this sign."""
        found = re.compile(rf"^[ >]*({re.escape(sign)}+)[ \t]*$", re.MULTILINE).search(self.body, self.at)
        if found:
            self._go(found.start(1))
            self.at = found.end()
        return self.place

    def callout(self) -> Place:
        """Where the next callout begins."""
        if (at := self.body.find("!!!", self.at)) >= 0:
            self._go(at)
        return self.place

    def text(self, line: int) -> str:
        """A line of the file, without the white space around it."""
        return self._written(line).strip()

    def first_word(self, line: int) -> str:
        """What a line begins with: its sign, where it has one."""
        return self.text(line).partition(" ")[0]

    def sign(self, line: int) -> Place:
        """Where a line of the file begins to say something."""
        written = self._written(line)
        return Place(self.path, line, len(written) - len(written.lstrip()) + 1)

    def _written(self, line: int) -> str:
        lines = self.source.split("\n")
        return lines[min(line - self.first_line, len(lines) - 1)]

    @property
    def place(self) -> Place:
        return Place(self.path, self.line + self.first_line, self.at - self.begin + 1)

    def above(self, line: int) -> str:
        """What the last line above a line of the file says that is not empty; "" for none."""
        return next(filter(None, (each.strip() for each in reversed(self.source.split("\n")[: line - self.first_line]))), "")

    def begun(self, name: str) -> Place:
        """Where the text of a footnote begins with its mark."""
        at = self.source.rfind("[^", 0, self.notes.get(name, 0))
        return Place(self.path, self.source.count("\n", 0, at) + self.first_line, at - self.source.rfind("\n", 0, at))

    def note(self, name: str) -> None:
        """Goes to the text of a footnote."""
        self.at = self.line = self.begin = 0
        self.body = self.source
        self._go(self.notes.get(name, 0))

    def _begin(self, first: str) -> tuple[int, int]:
        """Where the first line of a message begins and ends; -1 where it is not found."""
        at = self.body.find(first, self.at)
        while at >= 0 and not self._begins(at):
            at = self.body.find(first, at + 1)
        return (at, at + len(first)) if at >= 0 else self._anywhere(first)

    def _begins(self, at: int) -> bool:
        """Whether nothing but signs stands before a place on its line, or behind the message before it."""
        line = max(self.at, self.body.rfind("\n", self.at, at) + 1)
        return line == at or bool(_BEFORE.fullmatch(self.body, line, at))

    def _anywhere(self, line: str) -> tuple[int, int]:
        """The same of any line, wherever it stands first; a tab or a no-break space of the source has become spaces."""
        words = re.compile(r"\s+".join(map(re.escape, line.split())))
        spaced = words.search(self.body, self.at) or words.search(self.source, self.at)
        return spaced.span() if spaced else (-1, -1)

    def _go(self, at: int) -> None:
        if lines := self.source.count("\n", self.at, at):
            self.line, self.begin = self.line + lines, self.source.rfind("\n", 0, at) + 1
        self.at = at

    def _without_notes(self) -> str:
        """The source with spaces in the place of its footnotes, which are read after all else."""
        lines, lengths = self.source.split("\n"), {name: iter(its) for name, its in self.lengths.items()}
        offset, left = 0, 0  # lines of a footnote that are still to come
        for number, line in enumerate(lines):
            if found := _NOTE.match(line):
                self.notes.setdefault(found[1], offset + found.end())
                begun = not line[found.end() :].strip()  # its text begins on the next line
                left = max(left, next(lengths.get(found[1], iter(())), 0) + begun)
            offset += len(line) + 1
            if line.strip() and left:
                lines[number], left = " " * len(line), left - 1
        return "\n".join(lines)
