"""A chapter's text by itself: what would be shown of it, and what is told of it, without a site around."""

from __future__ import annotations

from collections.abc import Iterator

from livret.model import Code, FactRef, Image, Inline, Message, Notes, Text
from livret.problems import Problem, Report
from livret.text import blocks, loose
from livret.text.inline import InlineParser, walk
from livret.text.tree import messages

PAGE = "content/booklets/01-a/01-x.md"
PARSER = InlineParser("content/booklets/01-a", {PAGE: ("a", "x"), "content/booklets/01-a/02-y.md": ("a", "y")}.get)


class ProseOf:
    """`shown` are the texts in reading order, `told` the problems as `line:column code`; faults of a text stand where the text begins."""

    def __init__(self, source: str, language: str = "fr") -> None:
        report = Report()
        self.prose = blocks.parse(source, PAGE, "a", "a/x", 1, report, language=language)
        for message in self.prose.messages:
            parsed = PARSER.parse(message.text, self.prose.notes)
            for fault in (
                *parsed.faults,
                *loose.faults(message.text, parsed.nodes),
            ):
                report.add(fault.code, message.place, at=fault.at, **dict(fault.values))
        self.problems: list[Problem] = [problem for problem in report if problem.code != "title-missing"]

    @property
    def told(self) -> list[str]:
        return [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in self.problems]

    @property
    def in_order(self) -> list[Message]:
        """The messages as the tree has them, which is the order that a page has."""
        title = [self.prose.title] if self.prose.title else []
        return [*title, *(message for block in self.prose.blocks for message in messages(block))]

    @property
    def notes_shown(self) -> list[str]:
        """The texts of footnotes, which a page has at its end."""
        notes = [message for block in self.prose.blocks if isinstance(block, Notes) for message in messages(block)]
        return ["".join(_words(PARSER.parse(message.text, self.prose.notes).nodes)) for message in notes]

    @property
    def shown(self) -> list[str]:
        return ["".join(_words(PARSER.parse(message.text, self.prose.notes).nodes)) for message in self.in_order]


def _words(nodes: tuple[Inline, ...]) -> Iterator[str]:
    for node in walk(nodes):
        match node:
            case Text(text) | Code(text) | Image(_, text):
                yield text
            case FactRef(kind, name):
                yield f"{kind}.{name}"
            case _:
                pass
