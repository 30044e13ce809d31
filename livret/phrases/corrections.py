"""Corrections: the alerts that stand on top of every page, as readers of a language are told them, and the printed editions that they overrule."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from livret.editions.edition import Edition
from livret.languages import language
from livret.model import Filled, Language, Message, Provenance
from livret.phrases.fact_text import plain
from livret.phrases.quantities import date
from livret.schema.alert import Alert
from livret.schema.release import Printed, Release
from livret.text.dialect import REFERENCE


@dataclass(frozen=True, slots=True)
class Correction:
    """An alert in an edition: its text, in `language`, and in words alone; `beside` is the language that has to stand with it, since nobody has checked
    the translation; `overruled` are the printed editions in words, those of this language."""

    message: Message
    plain: str
    language: Language
    days: str
    until: datetime.date
    beside: Language | None = None
    overruled: tuple[str, ...] = ()


def corrections(edition: Edition) -> tuple[Correction, ...]:
    """Those that stand on the pages of an edition today."""
    return tuple(_correction(edition, alert) for alert in edition.alerts)


def _correction(edition: Edition, alert: Alert) -> Correction:
    filled = edition.fill(alert.text)
    first, last = (date(edition, day) for day in (alert.from_, alert.until))
    return Correction(
        alert.text,
        plain(edition, alert.text),
        filled.language,
        edition.say("From {from_date} to {until_date}", from_date=first, until_date=last),
        alert.until,
        _unchecked(edition, alert.text, filled),
        tuple(printed_words(edition, record) for record in overruled(edition, alert) if record.language == edition.language.tag),
    )


def _unchecked(edition: Edition, text: Message, filled: Filled) -> Language | None:
    """The language of the original, where only a machine translated it: who acts on a correction must be able to show what was meant."""
    made_by = filled.provenance if filled.state.translated else Provenance.SOURCE
    return edition.original(text.domain) if made_by is Provenance.MACHINE else None


def overruled(edition: Edition, alert: Alert) -> tuple[Printed, ...]:
    """What was printed before the alert, in any language, and says what it corrects: one of its facts, or anything of its booklets. The newest first."""
    named = {*alert.about, *(f"{kind}.{name}" for kind, name in REFERENCE.findall(alert.text.text))}
    if not named:
        return ()
    releases: dict[str, Release] = edition.look("releases")
    every = (record for release in releases.values() for record in release.documents)
    found = (each for each in every if each.date <= alert.from_ and named.intersection(_says(edition, each)))
    return tuple(sorted(found, key=lambda each: (-each.date.toordinal(), each.subject, each.language)))


def _says(edition: Edition, record: Printed) -> Iterable[str]:
    return (*record.facts, edition.slug_now(record.subject.partition("/")[0]))


def printed_words(edition: Edition, record: Printed) -> str:
    """A printed edition, as somebody finds it in their hand: its title and its date, the two that stand on it."""
    return f"\u2068{record.title}\u2069 – {edition.say('Edition of {date}', date=date(edition, record.date))}"


def every_printed(edition: Edition, alert: Alert) -> Iterator[str]:
    """The same in every language, each with the name of its own: for whoever clears a counter."""
    for record in overruled(edition, alert):
        yield f"\u2068{language(record.language).name}\u2069: {printed_words(edition, record)}"
