"""Consents that were withdrawn: the name and the picture are gone from what is built, and this is what no build reaches.

Members are called by their ids alone: the list lies in report/, and is read aloud.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from livret.schema.members import Consent, Member, Scope
from livret.schema.order import Order
from livret.site import Site
from livret.source.read import Reading
from livret.tongue import marked, told


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A consent that no longer holds, and what is to be done by hand, one by one. `printed` and `ordered` are what is known of paper that may tell it:
    `2026-12 urgences-a5.ar`, and names of orders."""

    ident: str
    scope: Scope
    withdrawn: datetime.date
    printed: tuple[str, ...]
    ordered: tuple[str, ...]
    to_do: tuple[str, ...]

    @property
    def words(self) -> str:
        return told("{ident}, {scope}, withdrawn on {day}", ident=self.ident, scope=told(_SCOPES[self.scope]), day=self.withdrawn)


def withdrawn(reading: Reading, orders: Mapping[str, Order]) -> tuple[Withdrawn, ...]:
    """Each consent that was given and taken back, the newest first. One that was given again is none."""
    found = (_one(reading, orders, member, each) for member in reading.site.members.values() for each in member.ended())
    return tuple(sorted(found, key=lambda each: each.withdrawn, reverse=True))


def _one(reading: Reading, orders: Mapping[str, Order], member: Member, consent: Consent) -> Withdrawn:
    site, until = reading.site, consent.withdrawn or datetime.date.max
    slugs = frozenset(_SLUGS[consent.scope](reading, member.id))
    printed = tuple(
        f"{name} {each.document}.{each.language}"
        for name, release in sorted(site.releases.items())
        for each in release.documents
        if each.subject.partition("/")[0] in slugs and consent.on <= each.date <= until
    )
    ordered = tuple(
        name
        for name, order in sorted(orders.items())
        if any(line.document.startswith(f"{slug}-") for slug in slugs for line in order.documents)
        and (order.ordered_on is None or consent.on <= order.ordered_on <= until)
    )
    return Withdrawn(member.id, consent.scope, until, printed, ordered, tuple(_to_do(site, consent.scope, printed, ordered)))


def _authored(reading: Reading, ident: str) -> Iterator[str]:
    """The booklets that somebody wrote, or has a chapter in."""
    site = reading.site
    for booklet in site.booklets:
        chapters = (chapter for (slug, _), chapter in site.chapters.items() if slug == booklet.slug)
        natives = (chapter for (slug, *_), chapter in site.natives.items() if slug == booklet.slug)
        heads = (chapter.head.meta.authors for chapter in (*chapters, *natives))
        if any(ident in authors for authors in (booklet.meta.authors, *heads)):
            yield booklet.slug


def _pictured(reading: Reading, ident: str) -> Iterator[str]:
    """The booklets with a picture of somebody."""
    for each in reading.withheld.values():
        if ident in each.people:
            yield from (reading.contents.by_path[file][0] for file in each.files if file in reading.contents.by_path)


_SCOPES: Mapping[Scope, str] = {"site": marked("site"), "paper": marked("paper"), "photograph": marked("photograph")}
_SLUGS: Mapping[Scope, Callable[[Reading, str], Iterable[str]]] = {
    "site": lambda *_: (),
    "paper": _authored,
    "photograph": _pictured,
}


def _to_do(site: Site, scope: Scope, printed: tuple[str, ...], ordered: tuple[str, ...]) -> Iterator[str]:
    if scope != "site":
        recorded = [*(f"content/releases: {name}" for name in printed), *(f"content/orders: {name}" for name in ordered)]
        known = "; ".join(recorded) or told("none is recorded, so ask who handed copies out")
        yield told("printed editions ({known}): take back what has not been given away, and print no more of it", known=known)
        yield told("press/ and report/ on this machine, and what a shop has: delete what was made before")
    yield told(
        "old deploys of {url}: delete them at the host; ask archives and search engines to forget the pages", url=site.config.url
    )
    yield told("saved packs and files that were carried away: a phone that is online again has the new ones; others keep the old")
    yield told("catalogs and review sheets that were sent: ask who has them to delete them")
    if scope == "photograph":
        yield told("the picture itself in content/, and every copy of that folder: take it out")
    yield told("the history of git: git log --all -S 'the name' finds it; rewrite it, or say honestly that it stays")
