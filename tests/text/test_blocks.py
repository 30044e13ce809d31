"""Markdown to blocks, as triples of plain text: a name, the source, the blocks with the place of each message."""

from __future__ import annotations

from collections.abc import Iterator

import plain
import pytest

from livret.model import Block, Callout, Definitions, Heading, Items, Message, Notes, Paragraph, Quote, Separator, Table
from livret.problems import Report
from livret.text import blocks

CASES = [case.split("\n--\n") for case in (plain.HERE / "text/cases.txt").read_text(encoding="utf-8").split("== ")[1:]]


def outline(found: tuple[Block, ...], indent: str = "") -> Iterator[str]:
    inner = indent + "  "
    for block in found:
        match block:
            case Heading(level, anchor, message):
                yield f"{indent}heading {level} {anchor} {at(message)}"
            case Paragraph(message):
                yield f"{indent}paragraph {at(message)}"
            case Items(_, start, items):
                yield f"{indent}list" + (f" from {start}" if start != 1 else "")
                for item in items:
                    yield from outline(item, inner)
            case Table(alignments, header, rows):
                yield f"{indent}table {' '.join(alignment or 'left' for alignment in alignments)}"
                for row in (header, *rows):
                    yield from (f"{inner}{at(cell) if cell else '–'}" for cell in row)
            case Definitions(entries):
                yield f"{indent}definitions"
                for entry in entries:
                    yield from (f"{inner}term {at(term)}" for term in entry.terms)
                    for meaning in entry.meanings:
                        yield from outline(meaning, inner)
            case Callout(kind, title, inside):
                yield f"{indent}callout {kind}"
                if title:
                    yield f"{inner}title {at(title)}"
                yield from outline(inside, inner)
            case Quote(inside):
                yield f"{indent}quote"
                yield from outline(inside, inner)
            case Separator():
                yield f"{indent}separator"
            case Notes(notes):
                yield f"{indent}notes"
                for note in notes:
                    yield from outline(note.blocks, inner)


def at(message: Message) -> str:
    return f"{message.place.line}:{message.place.column} | {message.text}"


@pytest.mark.parametrize(("head", "expected"), CASES, ids=[case[0].partition("\n")[0] for case in CASES])
def test_blocks(head: str, expected: str) -> None:
    source = head.partition("\n")[2]
    prose = blocks.parse(source, "x.md", "x", "x/y", 1, Report())
    assert "\n".join(outline(prose.blocks)) == expected.strip("\n")


def test_places_count_from_the_head_of_the_file() -> None:
    prose = blocks.parse("# Titre\n\nTexte\n", "x.md", "x", "x/y", 7, Report())
    assert prose.title
    assert [message.place.line for message in prose.messages] == [7, 9]


def test_addresses_count_in_reading_order() -> None:
    prose = blocks.parse("# T\n\n- a\n- b\n", "x.md", "x", "x/y", 1, Report())
    assert [message.address for message in prose.messages] == ["x/y#p1", "x/y#p2", "x/y#p3"]
