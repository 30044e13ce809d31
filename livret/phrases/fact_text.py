"""Facts as readers see them: in words, with what can be pressed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from livret.catalogs.interface import N_
from livret.editions.edition import Edition
from livret.languages import name_in
from livret.model import (
    Break,
    Code,
    CrossLink,
    Emphasis,
    FactRef,
    Filled,
    Image,
    Inline,
    Isolate,
    Isolated,
    Language,
    Link,
    Message,
    NoteRef,
    Strong,
    Text,
)
from livret.phrases.quantities import date, period, phone, price
from livret.schema.facts import (
    AddressFact,
    DateFact,
    DeadlineFact,
    EmailFact,
    Fact,
    LinkFact,
    PhoneFact,
    PriceFact,
    SentenceFact,
)
from livret.schema.terms import Term
from livret.source.read import sentence_message
from livret.text.typography import typeset

NO_PLACE = N_("Example: not a real place")
_BLANK = "………"  # room for a word


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact as a reader sees it.

    `text` is in the language `language` (a tag; "" for the edition's own, or no language at all, as a number)
    and is isolated with `direction` when that is not "". `href` is a `tel:`, `sms:`, `mailto:` or web address; a service
    has its id in `service` instead, a term in `term`, a sentence its name in `sentence`. `gloss` is what a term is called in the reader's language: it goes before, and the
    term in brackets. `pronunciation` and `meaning` belong to sentences, and only where the edition has them. `mark` says, in the edition's own
    language, that a service is an example: it goes wherever the name goes.
    """

    kind: str
    text: str
    href: str = ""
    service: str = ""
    language: str = ""
    direction: str = ""
    pronunciation: Filled | None = None
    meaning: Filled | None = None
    term: str = ""
    gloss: str = ""
    mark: str = ""
    sentence: str = ""

    @property
    def words(self) -> str:
        """The text where nothing can be marked: إيصال (récépissé)."""
        named = f"{self.gloss} ({self.text})" if self.gloss else self.text
        return f"{named} ({self.mark})" if self.mark else named


def show(edition: Edition, ref: FactRef, reader: Language | None = None) -> Shown:
    """A fact or a service in the edition's language, or in that of the block it stands in."""
    if ref.kind == "service":
        service = edition.service(ref.name)
        mark = edition.say(NO_PLACE) if service.example else ""
        return Shown("service", service.name, service=ref.name, language=edition.source.tag, direction="ltr", mark=mark)
    return _fact(edition, ref, edition.fact(ref), reader or edition.language)


def _fact(edition: Edition, ref: FactRef, fact: Fact | Term, reader: Language) -> Shown:
    source = edition.source.tag
    match fact:
        case PhoneFact():
            scheme = "sms" if fact.sms else "tel"
            return Shown("phone", phone(edition, fact.number, reader), f"{scheme}:{fact.number}", direction="ltr")
        case DeadlineFact():
            return Shown("deadline", period(edition, fact, reader))
        case PriceFact():
            return Shown("price", price(edition, fact, reader))
        case DateFact():
            return Shown("date", date(edition, fact.value, reader))
        case AddressFact():
            text = f"{fact.street}, {fact.postal_code} {fact.city}"
            return Shown("address", text, language=source, direction="ltr")
        case EmailFact():
            return Shown("email", fact.address, f"mailto:{fact.address}", direction="ltr")
        case LinkFact():
            return Shown("link", fact.label, fact.url, language=source, direction="ltr")
        case SentenceFact():
            return _sentence(edition, ref, fact)
        case Term(term=text, glosses=glosses):
            return Shown("term", text, language=source, direction="ltr", term=ref.name, gloss=glosses.get(reader.tag, ""))
        case _:
            assert_never(fact)


def _sentence(edition: Edition, ref: FactRef, fact: SentenceFact) -> Shown:
    """The sentence as it is said, and what a reader of another language needs to say it."""
    filled = [edition.fill(way) for way in ways(edition, ref)]
    said, meant = (found if found.state.translated else None for found in filled) if filled else (None, None)
    source = edition.source
    return Shown(
        "sentence",
        typeset(spoken(edition, fact), source.tag),
        language=source.tag,
        direction=source.direction,
        pronunciation=said,
        meaning=meant,
        sentence=ref.name,
    )


def spoken(edition: Edition, fact: SentenceFact) -> str:
    """A sentence as a reader of the edition says it: with what their language is called in that of the sentence, or room for what they say."""
    own, source = edition.language.tag, edition.source.tag
    return fact.text.replace("…", name_in(own, source) if fact.blank and own != source else _BLANK)


def ways(edition: Edition, ref: FactRef) -> tuple[Message, ...]:
    """How a sentence is pronounced and what it means, as messages; none in its own language."""
    fact = edition.fact(ref)
    if not isinstance(fact, SentenceFact) or edition.language.tag == edition.source.tag:
        return ()
    return tuple(sentence_message(ref.name, fact.text, context) for context in ("pronunciation", "meaning"))


def plain(edition: Edition, message: Message) -> str:
    """A message without its markup, facts in words: for a title, a bookmark, a description."""
    return plain_text(edition, edition.fill(message))


def plain_text(edition: Edition, filled: Filled, *, isolated: bool = False) -> str:
    """The same of what is filled already. `isolated` keeps directions, in characters (U+2066, U+2069)."""
    return _node_texts(edition, filled.nodes, filled.language, isolated)


def _node_texts(edition: Edition, nodes: tuple[Inline, ...], reader: Language, isolated: bool) -> str:
    return "".join(_node_text(edition, node, reader, isolated) for node in nodes)


def _node_text(edition: Edition, node: Inline, reader: Language, isolated: bool) -> str:
    match node:
        case Text(text) | Code(text):
            return text
        case Isolate(text, forced=forced):
            return f"\u2066\u202d{text}\u202c\u2069" if isolated and forced else f"\u2066{text}\u2069" if isolated else text
        case Isolated(children):
            text = _node_texts(edition, children, reader, isolated)
            return f"\u2066{text}\u2069" if isolated else text
        case Strong(children) | Emphasis(children) | Link(_, children) | CrossLink(_, _, _, children):
            return _node_texts(edition, children, reader, isolated)
        case Image(_, alt):
            return alt
        case FactRef():
            shown = show(edition, node, reader)
            return f"\u2066{shown.words}\u2069" if isolated and shown.direction else shown.words
        case NoteRef():
            return ""
        case Break():
            return " "
        case _:
            assert_never(node)
