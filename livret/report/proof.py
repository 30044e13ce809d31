"""Proof sheets: each text beside its original under its number, for reviewers who work on paper or by phone.

A sheet is one file, to be sent or printed. The number of a text is the end of its address, which `confirm` takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from livret.catalogs.catalog import Entry
from livret.editions.editions import Editions
from livret.encode.html import EMPTY, Html, element, escaped, join
from livret.languages import language
from livret.model import CrossLink, FactRef, Filled, Image, Inline, Language, Link, Message, NoteRef, State
from livret.phrases.fact_text import plain, plain_text, show
from livret.phrases.notices import origin_notice
from livret.phrases.quantities import date
from livret.report import diff
from livret.report.report_pages import template
from livret.report.work import Urgency, urgencies
from livret.text.inline import has_words, walk
from livret.web.html_inline import InlineVisitor


class Row(NamedTuple):
    """A text: `number` is the end of its address and may break at its points, `source` and `translation` are as readers see them, `note` says what is the matter."""

    number: Html
    message: Message
    state: State
    danger: bool
    source: Html
    translation: Html
    note: str


class Printed(InlineVisitor):
    """On paper nothing can be pressed: facts stand as their values, pictures as their descriptions."""

    def node(self, node: Inline, reader: Language) -> Html:
        match node:
            case Link(_, children) | CrossLink(_, _, _, children):
                return element("u", self.nodes(children, reader))
            case FactRef():
                shown = show(self.edition, node, reader)
                return self.shown(shown, reader) if shown.direction else escaped(shown.words)
            case Image(_, alt):
                return element("em", escaped(f"[{alt}]"))
            case NoteRef(_, number):
                return element("sup", escaped(str(number)))
            case _:
                return super().node(node, reader)


def sheets(editions: Editions, tag: str, domains: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """The sheets of some domains in a language, by their names in report/; none of what is written in that language."""
    for domain in domains:
        if editions.inputs.sources[domain] != tag:
            yield f"proof-{domain}.{tag}.html", _Sheet(editions, tag, domain).page()


class _Sheet:
    def __init__(self, editions: Editions, tag: str, domain: str) -> None:
        self._stock, self._domain = editions.inputs, domain
        self._edition = editions[tag]
        self._source = language(self._stock.sources[domain])
        # Both sides name their facts in the language of their texts.
        self._here = Printed(self._edition)
        self._there = Printed(self._edition.beside(self._source.tag))

    def page(self) -> bytes:
        edition, reader = self._edition, self._edition.language
        messages = [
            m for m in dict.fromkeys(self._stock.reading.messages[self._domain]) if has_words(m.text) and edition.translates(m)
        ]
        words = {
            "title": edition.say("Proof sheet"),
            "how": edition.say(
                "Compare each text with its original. If it is right, tick OK. If not, write what should stand there. On the phone, say its number."
            ),
            "remarks": edition.say("Remarks"),
            "pseudonym": edition.say("Pseudonym"),
            "date": edition.say("Date"),
            "origin": origin_notice(edition, messages),
        }
        text = template(self._stock, "proof.html").render(
            words=words,
            domain=self._domain,
            name=plain(edition, self.title()),
            day=date(edition, edition.today),
            reader=reader,
            source=self._source,
            source_name=edition.language_name(self._source.tag),
            scripts=[reader.script],
            pages=[
                (page, list(rows))
                for page, rows in groupby(self.rows(messages), key=lambda row: row.message.address.partition("#")[0])
            ],
        )
        return text.encode()

    def title(self) -> Message:
        """What the sheet is about: a booklet, or the site."""
        booklets = {booklet.slug: booklet.meta.title for booklet in self._edition.booklets()}
        return booklets.get(self._domain, self._edition.config.name)

    def rows(self, messages: list[Message]) -> Iterator[Row]:
        urgent = urgencies(self._stock.reading)
        for message in messages:
            state = self._edition.fill(message).state
            danger = urgent[message] is Urgency.DANGER
            number = join(map(escaped, re.split(r"(?<=[._])", message.address.partition("#")[2])), Html("<wbr>"))
            yield Row(
                number, message, state, danger, self.source(message, state), self.translation(message, state), self.note(state)
            )

    def source(self, message: Message, state: State) -> Html:
        """The original; where it changed after it was translated, with what went and what came."""
        filled = self._there.edition.fill(message)
        before = self.former(message) if state in (State.STALE, State.TO_CHECK) else None
        if before is None:
            return self._there.nodes(filled.nodes, self._source)
        return diff.html(*(plain_text(self._there.edition, each) for each in (before, filled)))

    def translation(self, message: Message, state: State) -> Html:
        """The translation, whether readers see it or not; a broken one as it is written."""
        filled, reader = self._edition.fill(message), self._edition.language
        if state.translated:
            return self._here.nodes(filled.nodes, reader)
        if filled.former:
            return self._here.nodes(filled.former.nodes, reader)
        entry = self.entry(message)
        return diff.raw(entry.text) if entry else EMPTY

    def former(self, message: Message) -> Filled | None:
        """What the original said when it was translated, if it is known, and all it refers to is still there."""
        entry = self.entry(message)
        nodes = self._stock.parse(message, entry.previous).nodes if entry and entry.previous else ()
        known = all(self._stock.knows(node.kind, node.name) for node in walk(nodes) if isinstance(node, FactRef))
        return Filled(State.SOURCE, self._source, nodes) if nodes and known else None

    def entry(self, message: Message) -> Entry | None:
        return self._stock.catalogs[self._edition.language.tag][self._domain].get(message.key)

    def note(self, state: State) -> str:
        match state:
            case State.STALE | State.TO_CHECK:
                return self._edition.say("The original has changed.")
            case State.MISSING:
                return self._edition.say("Not translated.")
            case State.DAMAGED:
                return self._edition.say("This translation is broken. Readers see the original.")
            case _:
                return ""
