"""What is to be read again: by the date that its author set, or because nobody has for long."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from livret import limits
from livret.schema.verification import valid_until
from livret.site import Site
from livret.source.read import FACTS
from livret.tongue import marked, told


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """`since` is the day by which it was to be read again, or – without such a date (`set_by_author` false) – on which it was last checked."""

    since: datetime.date
    path: str
    name: str
    set_by_author: bool

    @property
    def words(self) -> str:
        if self.set_by_author:
            return told("was to be read again before {day}", day=self.since)
        return told("was last checked on {day}", day=self.since)


@dataclass(frozen=True, slots=True)
class Dated:
    """Something that was checked on a day – on none, as far as anybody wrote – and is to be again before another one, or else after so many `days`."""

    kind: str
    path: str
    name: str
    checked: datetime.date | None
    review: datetime.date | None = None
    days: int = limits.VERIFIED_DAYS


KINDS = (marked("booklets"), marked("chapters"), marked("services"), marked("facts"))
_BOOKLETS, _CHAPTERS, _SERVICES, _FACTS = KINDS


def due(site: Site, today: datetime.date) -> list[Due]:
    """Booklets, chapters, services and facts, those that have waited longest first."""
    found = []
    for each in dated(site):
        if each.review and each.review < today:
            found.append(Due(each.review, each.path, each.name, set_by_author=True))
        elif each.checked and not each.review and valid_until(each.checked, each.days) < today:
            found.append(Due(each.checked, each.path, each.name, set_by_author=False))
    return sorted(found)


def dated(site: Site) -> Iterator[Dated]:
    """Everything that has a day on which it was checked, or could have one."""
    for booklet in site.booklets:
        meta = booklet.meta
        yield Dated(_BOOKLETS, meta.title.place.path, booklet.slug, meta.verified_on, meta.review_before)
    for chapter in (*site.chapters.values(), *site.natives.values()):
        head = chapter.head.meta
        yield Dated(_CHAPTERS, chapter.path, chapter.head.title.text, head.verified_on, head.review_before)
    for ident, service in site.services.items():
        place, days = service.gloss.place.path, site.config.services_review_days
        yield Dated(_SERVICES, place, f"services/{ident}", service.verified_on, days=days)
    for kind in type(site.facts).model_fields:
        for name, fact in getattr(site.facts, kind).items():
            yield Dated(_FACTS, FACTS, f"{kind}.{name}", getattr(fact, "read_on", None))
