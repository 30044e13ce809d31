"""What a leaflet takes: chapters, sections of them, services, phone numbers, as blocks for its panels."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from livret.editions.edition import Edition
from livret.model import Block, FactRef, Heading, Language, Message, Notes
from livret.paper.typst_blocks import Json, PaperVisitor
from livret.phrases import listing_text
from livret.phrases.fact_text import NO_PLACE, show
from livret.phrases.runs import runs
from livret.schema.service import Service
from livret.site import Chapter
from livret.source.leaflets import chapter_of, section
from livret.text.tree import messages


@dataclass(slots=True)
class Excerpts:
    """Turns the words of `booklet.yaml` into values of JSON. Links lead to the site: in a leaflet a page is not there to turn to."""

    edition: Edition
    slug: str
    beside: Language | None = None
    pictures: dict[str, bytes] = field(default_factory=dict)

    def panel(self, takes: tuple[str, ...]) -> list[Json]:
        return [group for take in takes for group in self.take(take)]

    def take(self, take: str) -> list[Json]:
        """Groups of blocks, each with the notice of a text that is not translated."""
        kind, dot, name = take.partition(".")
        if dot and kind == "phone":
            return [self._group(self.phone(name))]
        if dot and kind == "service":
            return [self._group(self.service(name))]
        name, anchor = chapter_of(take)
        return self.chapter(self.edition.chapter(self.slug, name), anchor)

    def phone(self, name: str) -> Json:
        label = self.label(name)
        visitor = PaperVisitor(self.edition, "")
        number = visitor.shown(show(self.edition, FactRef("phone", name), self.edition.language))
        return {
            **visitor.language(self.edition.language),
            "t": "phone",
            "number": number,
            "label": visitor.said(label) if label else None,
        }

    def label(self, name: str) -> Message | None:
        """What a phone number is for."""
        label = getattr(self.edition.fact(FactRef("phone", name)), "label", None)
        return label if isinstance(label, Message) else None

    def service(self, name: str) -> Json:
        """Its name, what it is, how to reach it: no hours, which change more often than a leaflet."""
        service: Service = self.edition.service(name)
        visitor = PaperVisitor(self.edition, "")
        source = visitor.language(self.edition.source)
        ref = FactRef("service", name)
        named = {"t": "fact", "name": f"service.{name}", "c": [visitor.shown(show(self.edition, ref))]}
        lines = [
            {"t": "isolate", "v": line, "dir": "ltr", "lang": source["lang"]}
            for line in listing_text.reached(self.edition, service)
        ]
        calls = len(service.calls)
        return {
            **visitor.language(self.edition.language),
            "t": "service",
            "name": {**source, "c": [named]},
            "gloss": visitor.said(service.gloss),
            "lines": [*({"t": "strong", "c": [line]} for line in lines[:calls]), *lines[calls:]],
            "example": self.edition.say(NO_PLACE) if service.example else None,
        }

    def chapter(self, chapter: Chapter, anchor: str) -> list[Json]:
        visitor = PaperVisitor(self.edition, "", chapter.head.slug, self.beside)
        blocks = whole(chapter) if not anchor else _with_notes(chapter, section(chapter.blocks, anchor))
        groups = [
            {"notice": notice, "blocks": visitor.blocks(run)} for notice, run in runs(self.edition, blocks, self.edition.fill)
        ]
        self.pictures.update(visitor.pictures)
        return groups

    def _group(self, block: Json) -> Json:
        return {"notice": "", "blocks": [block]}


def calls(edition: Edition) -> Json:
    """Whom to call, in every booklet: the emergency numbers of the site, as on its home page."""
    taker = Excerpts(edition, "")
    return {
        "title": edition.say("In danger? Call now"),
        "items": [taker.phone(name.partition(".")[2]) for name in edition.config.emergency],
    }


def whole(chapter: Chapter) -> tuple[Block, ...]:
    """A chapter under its title."""
    return (Heading(1, "", chapter.head.title), *chapter.blocks)


def _with_notes(chapter: Chapter, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A section, its first heading at level 1, with the footnotes that it names."""
    first = blocks[0]
    shift = first.level - 1 if isinstance(first, Heading) else 0
    raised = tuple(replace(block, level=block.level - shift) if isinstance(block, Heading) else block for block in blocks)
    named = {note for block in blocks for note in _named(block)}
    notes = tuple(note for block in chapter.blocks if isinstance(block, Notes) for note in block.notes if note.name in named)
    return (*raised, Notes(notes)) if notes else raised


def _named(block: Block) -> set[str]:
    return {name for message in messages(block) for name in re.findall(r"\[\^([^\]]+)\]", message.text)}
