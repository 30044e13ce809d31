"""What is to be read again: by the date that its author set, or because nobody has for long."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from livret import limits
from livret.schema.verification import valid_until
from livret.site import Site
from livret.source.read import FACTS
from livret.tongue import told


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


def due(site: Site, today: datetime.date) -> list[Due]:
    """Booklets, chapters, services and facts, those that have waited longest first."""
    dated = (*_dated_pages(site), *_services(site), *_facts(site))
    found = []
    for path, name, verified, review, days in dated:
        if review and review < today:
            found.append(Due(review, path, name, set_by_author=True))
        elif verified and not review and valid_until(verified, days) < today:
            found.append(Due(verified, path, name, set_by_author=False))
    return sorted(found)


# Path, name, when it was checked, when it is to be again, or else after how many days.
_Dated = tuple[str, str, datetime.date | None, datetime.date | None, int]


def _dated_pages(site: Site) -> Iterator[_Dated]:
    for booklet in site.booklets:
        yield (
            booklet.meta.title.place.path,
            booklet.slug,
            booklet.meta.verified_on,
            booklet.meta.review_before,
            limits.VERIFIED_DAYS,
        )
    for chapter in (*site.chapters.values(), *site.natives.values()):
        meta = chapter.head.meta
        yield chapter.path, chapter.head.title.text, meta.verified_on, meta.review_before, limits.VERIFIED_DAYS


def _services(site: Site) -> Iterator[_Dated]:
    for ident, service in site.services.items():
        yield service.gloss.place.path, f"services/{ident}", service.verified_on, None, site.config.services_review_days


def _facts(site: Site) -> Iterator[_Dated]:
    for kind in type(site.facts).model_fields:
        for name, fact in getattr(site.facts, kind).items():
            yield FACTS, f"{kind}.{name}", getattr(fact, "read_on", None), None, limits.VERIFIED_DAYS
