"""What a document says, to keep; and how it differs from what it says now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from livret.editions.edition import Edition
from livret.model import FactRef, folded
from livret.paper.document import Document
from livret.paper.fonts import SITE
from livret.paper.panels import sayings
from livret.paper.paper_plan import compose
from livret.phrases.fact_text import show
from livret.schema.release import Printed, Said
from livret.text.typography import keyed

_SAID = ("phone", "deadline", "price", "date", "address", "email")  # facts that a reader acts on


@dataclass(frozen=True, slots=True)
class Changes:
    """Facts as (name, before, now) – "" where there is none any more – and the texts that went and that came."""

    facts: tuple[tuple[str, str, str], ...] = ()
    before: tuple[Said, ...] = ()
    now: tuple[Said, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.facts or self.before or self.now)


def printed(edition: Edition, name: str, subject: str, document: Document, looks: Iterable[tuple[str, str]]) -> Printed:
    """The record of a document that was just made; `looks` are the addresses it looked at."""
    names = [address for kind, address in looks if kind == "fact" and address.partition(".")[0] in _SAID]
    return Printed(
        document=name,
        subject=subject,
        language=edition.language.tag,
        title=document.values["plain_title"],
        date=edition.today,
        facts={fact: said for fact in sorted(names) if (said := _shown(edition, fact))},
        texts=_all_said(document),
    )


def changes(edition: Edition, record: Printed) -> Changes:
    """What has changed since, but for the signs of print. Texts that only hold a changed fact are told with it."""
    facts = tuple(
        (name, before, now) for name, before in record.facts.items() if _alike(now := _shown(edition, name)) != _alike(before)
    )
    texts = _now(edition, record.subject)
    return Changes(facts, _only_in(record.texts, texts), _only_in(texts, record.texts))


def _alike(text: str) -> str:
    return keyed(folded(text))


def _only_in(ones: tuple[Said, ...], others: tuple[Said, ...]) -> tuple[Said, ...]:
    """The texts of which the others have none that reads the same, in whatever signs."""
    there = {(said.language, _alike(said.text)) for said in others}
    return tuple(said for said in ones if (said.language, _alike(said.text)) not in there)


def _shown(edition: Edition, name: str) -> str:
    kind, _, ident = name.partition(".")
    if not edition.knows(kind, ident):
        return ""
    return show(edition, FactRef(kind, ident)).text


def _now(edition: Edition, subject: str) -> tuple[Said, ...]:
    """What the document says today; nothing when its booklet is gone."""
    name, slash, rest = subject.partition("/")
    slug = name if name == SITE else edition.slug_now(name)
    return _all_said(compose(edition, f"{slug}{slash}{rest}")) if slug else ()


def _all_said(document: Document) -> tuple[Said, ...]:
    return tuple(Said(language=tag or "und", text=text) for tag, text in dict.fromkeys(sayings(document)))
