"""Press files and whether they may be handed out.

1. `jobs` names them, `press_all` makes them – several at once, unchanged ones not again – each with its ticket.
2. A ticket holds what stands in the way: errors of preflight; text that is stale, not translated, damaged, unreviewed, expired.
3. `hand_out` writes those with nothing in the way, or those for which a person answers by name: the ticket records it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from livret import paths, preflight, progress
from livret.artifact import Artifact
from livret.editions.edition import Edition
from livret.engine.memo import Record
from livret.model import Filled, Message, Provenance, State
from livret.options import Options
from livret.paper.compile import PaperError
from livret.paper.document import Document, codes
from livret.paper.guide import GUIDE
from livret.paper.panels import ends
from livret.paper.paper_formats import BLEED
from livret.paper.paper_plan import MANY, is_dated, to_print
from livret.press.make import press, sheet
from livret.problems import Place, Problem
from livret.publish import atomic
from livret.publish.cache import Cache
from livret.site import Site
from livret.source.door import Door, Refused
from livret.tongue import marked, told
from livret.workshop import Plan, Workshop, at_work, opened

KIND = "press"
Ticket = dict[str, Any]
_STATES = {State.STALE: "handout-stale", State.MISSING: "handout-missing", State.DAMAGED: "handout-damaged"}


@dataclass(frozen=True, slots=True)
class Override:
    """Who answers for a file that something stands in the way of, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press file, its ticket, what it was made from – or the problem that kept it from being made."""

    job: Artifact
    data: bytes = b""
    ticket: Ticket | None = None
    record: Record | None = None
    problem: Problem | None = None


def jobs(
    site: Site, editions: Mapping[str, Edition], subject: str = "", formats: Sequence[str] = (), release: str = ""
) -> list[Artifact]:
    """Every press file, or those of one booklet (or of `site`: its card, the Agora's leaves, the welcome poster), in all its formats or in some. The
    whole guide of a language, which holds all of its booklets again, only where it is asked for.

    Those of a release are dated, where they can be: the code on them leads to the page that says what has changed since.
    """
    found = (
        Artifact(f"{where.replace('/', '-', 1)}.{tag}.pdf", KIND, language, where)
        for where, tag, language in to_print(site, editions, whole=GUIDE in formats)
    )
    wanted = [job for job in found if _wanted(job, subject, formats)]
    return [replace(job, subject=f"{job.subject}@{release}") if release and is_dated(job.subject) else job for job in wanted]


def _wanted(job: Artifact, subject: str, formats: Sequence[str]) -> bool:
    slug, _, name = job.subject.partition("/")
    return (not subject or slug == subject) and (not formats or name in formats)


# --- making ------------------------------------------------------------------------------------------


_POOL_FROM = 4  # files: below, a pool costs more than it gains


def press_all(wanted: Sequence[Artifact], shop: Workshop, cache: Cache) -> Iterator[Pressed]:
    """Each press file, in the order asked for. Those whose texts, theme and Livret are as they were are taken from `cache.out`."""
    kept = {job: pressed for job in wanted if (pressed := _handed_out_before(job, shop.editions[job.language], cache))}
    stale = [job for job in wanted if job not in kept]
    at = shop if len(stale) >= _POOL_FROM else replace(shop, options=replace(shop.options, jobs=1))
    with at_work(at) as workers:
        tasks = [(number, _make_job, (at.options, shop.plan, job)) for number, job in enumerate(stale)]
        done = progress.through(marked("Making press files"), workers.each(tasks), len(tasks))
        made = {pressed.job: pressed for pressed in done}
    yield from (kept.get(job) or made[job] for job in wanted)


def _make_job(options: Options, plan: Plan | None, job: Artifact) -> Pressed:
    with opened(options) as shop:
        if plan:
            shop.learn(plan)
        return make_one(job, shop)


def _handed_out_before(job: Artifact, edition: Edition, cache: Cache) -> Pressed | None:
    """What was handed out before, when it would be the same; a folder that was tampered with is no reason to fail."""
    if cache.reason(job, edition) is not None:
        return None
    try:
        door = Door(cache.out, edition.today)
        data, ticket = door.read(job.path), json.loads(door.text(ticket_path(job)))
    except (Refused, ValueError):
        return None
    if ticket.get("sha256") != _sha(data) or ticket.get("release") != _release(job):
        return None
    cache.renew(job)
    return Pressed(job, data, {**ticket, "override": None})


def _release(job: Artifact) -> str | None:
    return job.subject.partition("@")[2] or None


def ticket_path(job: Artifact) -> str:
    return job.path.removesuffix(".pdf") + ".json"


def make_one(job: Artifact, shop: Workshop) -> Pressed:
    edition = shop.editions[job.language]
    try:
        with edition.recording() as record:
            with edition.recording() as looks, edition.filling() as filled:
                document, data = press(edition, job.subject)
            made = ticket(edition, job, document, data, addresses(edition, job, shop.site), in_the_way(edition, looks, filled))
    except PaperError as error:
        values = tuple((name, str(value)) for name, value in error.values.items())
        return Pressed(job, problem=Problem(error.code, error.place or Place(job.path), values))
    except Refused as refused:
        return Pressed(job, problem=refused.problem)
    return Pressed(job, data, made, record)


# --- the ticket --------------------------------------------------------------------------------------


def ticket(
    edition: Edition, job: Artifact, document: Document, data: bytes, addresses: frozenset[str], way: Iterable[preflight.Finding]
) -> Ticket:
    """What a print shop and the one who orders have to know of a file, as JSON; `addresses` are those that its codes may lead to."""
    shape, values = document.format, document.values
    folds = tuple(tuple(each) for each in sheet(edition, document).folds)
    expected = preflight.Expected(shape.width, shape.height, shape.multiple, codes(document), addresses, folds, own=True)
    found = [*preflight.check(data, expected), *way]
    right = edition.language.direction == "rtl"
    publisher = edition.config.publisher
    return {
        "file": job.path,
        "title": values["plain_title"],
        "language": MANY if job.path.endswith(f".{MANY}.pdf") else job.language,
        "direction": edition.language.direction,
        "format": job.subject.partition("/")[2].partition("@")[0],
        "release": _release(job),
        "trim_mm": [shape.width, shape.height],
        "bleed_mm": BLEED,
        "pages": preflight.count(data),
        "inks": ["black"] if document.one_ink else ["cyan", "magenta", "yellow", "black"],
        "standard": "PDF/X-4",
        "output_intent": sheet(edition, document).condition,
        "fold": shape.fold,
        "panels_mm": [[{"number": panel["number"], "width": panel["width"]} for panel in face] for face in values.get("faces", [])],
        "binding": ("right" if right else "left") if shape.fold == "saddle" else None,
        "edition": edition.today.isoformat(),
        "sha256": _sha(data),
        **dict(zip(("first", "last"), ends(document), strict=True)),
        "contact": {"name": publisher.name, "email": publisher.email, "phone": publisher.phone},
        "findings": [finding.json() for finding in found],
        "blocked": sorted({finding.code for finding in found if finding.error}),
        "override": None,
        "note": "Preflight by Livret is structural; no certified PDF/X preflight was made.",
    }


def addresses(edition: Edition, job: Artifact, site: Site) -> frozenset[str]:
    """The addresses that a code can lead to: home pages, booklets and chapters in all languages, and releases, also the one that is being made."""
    found = {path for tag in site.config.languages for path in pages(site, tag)}
    found |= {
        paths.release(each.language, name, each.document) for name, release in site.releases.items() for each in release.documents
    }
    if release := _release(job):
        found.add(paths.release(job.language, release, job.path.partition(".")[0]))
    return frozenset(edition.absolute(path) for path in found)


def pages(site: Site, tag: str) -> Iterator[str]:
    """The pages of a language that paper leads to, but for releases."""
    yield paths.home(tag)
    yield paths.agora(tag)
    yield from (paths.lab(tag, ident) for ident in site.room.labs)
    if site.room.project:
        yield paths.agora(tag, "project")
    for booklet in site.booklets:
        yield paths.booklet(tag, booklet.slug)
        yield from (paths.chapter(tag, booklet.slug, slug) for slug in booklet.pages)


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def in_the_way(
    edition: Edition, addresses: Iterable[tuple[str, str]], filled: Mapping[Message, Filled]
) -> Iterator[preflight.Finding]:
    """What is doubtful in the chapters that a document looked at and in its texts: one finding for each kind, with how many and the first."""
    states: dict[str, list[str]] = {}
    unreviewed: set[str] = set()
    for message, each in sorted(filled.items(), key=lambda pair: (pair[0].domain, pair[0].context, pair[0].text)):
        if each.provenance is Provenance.MACHINE:
            unreviewed.add(message.domain)
        if code := _STATES.get(each.state):
            states.setdefault(code, []).append(message.text)
    for kind, name in addresses:
        if kind == "chapter":
            slug, _, chapter = name.partition("/")
            until = edition.chapter(slug, chapter).head.meta.review_before
            if until and until < edition.today:
                yield preflight.Finding(0, "handout-expired", values=(("name", name), ("date", until.isoformat())))
    for code, texts in sorted(states.items()):
        yield preflight.Finding(0, code, values=(("count", str(len(texts))), ("text", _short(texts[0]))))
    if unreviewed:
        names = ", ".join(sorted(unreviewed))
        yield preflight.Finding(0, "handout-unreviewed", values=(("language", edition.language.tag), ("names", names)))


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"  # noqa: PLR2004


# --- handing out -------------------------------------------------------------------------------------


def hand_out(pressed: Pressed, out: Path, override: Override | None) -> Ticket | None:
    """Writes a press file and its ticket; None when something stands in the way and nobody answers for it."""
    if pressed.ticket is None:
        return None
    written = {**pressed.ticket, "override": None}
    if written["blocked"]:
        if override is None:
            return None
        written["override"] = {"name": override.name, "reason": override.reason, "blocked": written["blocked"]}
    atomic.write(out / pressed.job.path, pressed.data)
    atomic.write(out / ticket_path(pressed.job), (json.dumps(written, ensure_ascii=False, indent=1) + "\n").encode())
    return written


def blocked_lines(pressed: Pressed) -> Iterator[str]:
    """What stands in the way of a file, and what to do about each."""
    for finding in pressed.ticket["findings"] if pressed.ticket else ():
        where = f" {told('page {number}', number=finding['page'])}" if finding["page"] else ""
        at = f" ({finding['x']:.0f}, {finding['y']:.0f} mm)" if finding.get("x") is not None else ""
        yield f"{pressed.job.path}{where}{at}: {told(finding['severity'])}[{finding['code']}]: {finding['message']}"
        yield told("  help: {cure}", cure=finding["help"])
