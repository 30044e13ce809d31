"""Facts in words: numbers, periods, prices and dates as CLDR writes them; times stay on 24 hours everywhere."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import assert_never

import phonenumbers
from babel.dates import format_date, format_timedelta
from babel.numbers import format_currency

from livret.editions.edition import Edition
from livret.languages import locale
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
    Language,
    Link,
    Message,
    NoteRef,
    Strong,
    Text,
)
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

_HOURS = {"hour": 1, "day": 24, "week": 7 * 24, "month": 30 * 24, "year": 365 * 24}


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact as a reader sees it.

    `text` is in the language `language` (a tag; "" for the edition's own, or no language at all, as a number)
    and is isolated with `direction` when that is not "". `href` is a `tel:`, `sms:`, `mailto:` or web address; a service
    has its id in `service` instead, a term in `term`. `gloss` is what a term is called in the reader's language: it goes before, and the
    term in brackets. `pronunciation` and `meaning` belong to sentences, and only where the edition has them.
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

    @property
    def words(self) -> str:
        """The text where nothing can be marked: إيصال (récépissé)."""
        return f"{self.gloss} ({self.text})" if self.gloss else self.text


def show(edition: Edition, ref: FactRef, reader: Language | None = None) -> Shown:
    """A fact or a service in the edition's language, or in that of the block it stands in."""
    if ref.kind == "service":
        service = edition.service(ref.name)
        return Shown("service", service.name, service=ref.name, language=edition.source.tag, direction="ltr")
    return _fact(edition, ref, edition.fact(ref), reader or edition.language)


def _fact(edition: Edition, ref: FactRef, fact: Fact | Term, reader: Language) -> Shown:
    source = edition.source.tag
    match fact:
        case PhoneFact():
            scheme = "sms" if fact.sms else "tel"
            return Shown("phone", phone(fact.number), f"{scheme}:{fact.number}", direction="ltr")
        case DeadlineFact():
            return Shown("deadline", deadline(fact, reader.tag))
        case PriceFact():
            return Shown("price", price(edition, fact, reader))
        case DateFact():
            return Shown("date", str(format_date(fact.value, "long", locale=locale(reader.tag))))
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
    return Shown("sentence", fact.text, "", "", edition.source.tag, edition.source.direction, said, meant)


def ways(edition: Edition, ref: FactRef) -> tuple[Message, ...]:
    """How a sentence is pronounced and what it means, as messages; none in its own language."""
    fact = edition.fact(ref)
    if not isinstance(fact, SentenceFact) or edition.language.tag == edition.source.tag:
        return ()
    return tuple(sentence_message(ref.name, fact.text, context) for context in ("pronunciation", "meaning"))


@lru_cache(maxsize=4096)
def phone(number: str) -> str:
    """+33 4 65 71 00 12 for +33465710012; a short number as it is."""
    if not number.startswith("+"):
        return number
    return phonenumbers.format_number(phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def deadline(fact: DeadlineFact, tag: str) -> str:
    """21 jours. Babel's `format_unit` knows the plurals of fewer languages than `format_timedelta`."""
    span = datetime.timedelta(hours=fact.value * _HOURS[fact.unit])
    return str(format_timedelta(span, granularity=fact.unit, threshold=1000, locale=locale(tag)))


def price(edition: Edition, fact: PriceFact, reader: Language) -> str:
    """6,80 € par jour; no cents where there are none."""
    whole = fact.amount == fact.amount.to_integral_value()
    amount = str(
        format_currency(
            fact.amount.quantize(Decimal(1)) if whole else fact.amount,
            fact.currency,
            locale=locale(reader.tag),
            currency_digits=not whole,
            decimal_quantization=whole,
        )
    )
    match fact.per:
        case "day":
            return edition.say_in(reader, "{price} per day", price=amount)
        case "month":
            return edition.say_in(reader, "{price} per month", price=amount)
        case "year":
            return edition.say_in(reader, "{price} per year", price=amount)
        case None:
            return amount


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
