"""The pipeline, from a site folder to public/. `build` is its table of contents."""

from __future__ import annotations

import datetime
import gc
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path

from livret import carry, data, paper, release, search, web, wording
from livret.artifact import Artifact
from livret.clock import today
from livret.languages import PSEUDO
from livret.paper.compile import PaperError
from livret.problems import Place, Problem, Report, Severity
from livret.publish import snapshots
from livret.publish.cache import Cache
from livret.publish.stage import Stage
from livret.publish.watch import Watch
from livret.site import Site
from livret.source import easy
from livret.source import read as source
from livret.source.door import Door, Refused
from livret.source.references import check as check_references
from livret.source.tokens import tokens
from livret.translation import catalogs, interface, spoken, thresholds
from livret.translation.edition import Edition
from livret.translation.looks import Record
from livret.translation.stock import Stock

Maker = Callable[[Edition, Artifact], bytes]
MAKERS: Mapping[str, Maker] = {
    **web.MAKERS, **search.MAKERS, **paper.MAKERS, **release.MAKERS, **carry.MAKERS, **data.MAKERS,
}  # fmt: skip
TIERS: tuple[frozenset[str], ...] = (*carry.TIERS, *web.TIERS)  # the kinds that are made of published files


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is asked for. `languages` empty means all; `date` None means today in the site's time zone."""

    site: Path
    out: Path
    languages: tuple[str, ...] = ()
    pdf: bool = True
    date: datetime.date | None = None
    jobs: int = 0  # 0: one for each core
    why: bool = False
    strict: bool = False
    professional: bool = False  # with the listings that are for professionals only; never into public/


@dataclass(slots=True)
class Outcome:
    """What a build did: whether it published, how many artifacts of each kind, and why those made anew were."""

    published: bool = False
    kinds: Counter[str] = field(default_factory=Counter)
    made: int = 0
    reasons: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Made:
    """An artifact's bytes and what they depend on, or the problem that stands in the way."""

    artifact: Artifact
    data: bytes = b""
    record: Record = field(default_factory=dict)
    problem: Problem | None = None


def build(options: Options, report: Report, watch: Watch | None = None) -> Outcome:
    """Read, translate, compose, publish. Problems go to the report; with an error nothing is published. Whoever watches what it
    works from is told what was published."""
    outcome = Outcome()
    site, editions = translate(options, report)
    if site is None or not publishable(report, options):
        return outcome
    artifacts = compose(site, editions, options)
    outcome.kinds.update(artifact.kind for artifact in artifacts)
    with Stage.open(options.out, options.site, professional=options.professional) as stage:
        cache = Cache.load(options.site, options.out)
        for tier in tiers(artifacts):
            for edition in editions.values():
                edition.publishes(stage)
            stale = select(tier, editions, cache, stage, outcome)
            with settled():
                for made in make(stale, editions, options):
                    keep(made, cache, stage, report)
            outcome.made += len(stale)
            if not publishable(report, options):
                break
        if publishable(report, options):
            stage.swap()
            cache.save()
            outcome.published = True
            first = next(iter(editions.values()))
            if options.professional:
                snapshots.write(options.site, site.services, first.today)
            if watch:
                watch.keep(report, cache.digests, day=first.today, timezone=site.config.timezone, sought=first.sought)
    return outcome


def gather(options: Options, report: Report) -> Stock | None:
    """Everything that is read, as far as it can be read, with every problem of it in the report; None without a configuration."""
    door = Door(options.site, options.date or datetime.date.min)
    reading = source.read(door, report)
    if reading is None:
        return None
    config = reading.site.config
    door.today = options.date or today(config.timezone)
    known = catalogs.read(door, reading, report)
    check_references(reading, door, report)
    easy.check(reading, door, report)
    source.due(reading, door.today, report)
    known = interface.check(door, known, config.strict_interface, report)
    for tag in (tag for tag in options.languages if tag not in (*config.languages, *PSEUDO)):
        report.add("language-absent", Place("--lang"), value=tag, choices=", ".join(config.languages))
    return Stock(reading, door, known, tokens(door, report))


def translate(options: Options, report: Report) -> tuple[Site | None, dict[str, Edition]]:
    """The site and its editions, by tag; none with an error. Every problem of reading and translation is in the report."""
    stock = gather(options, report)
    if stock is None:
        return None, {}
    if errors(report):
        return None, {}
    if options.professional:
        stock.reading = source.for_professionals(stock.reading)
        stock.changes = snapshots.changes(options.site, stock.reading.site.services, stock.door.today)
    editions = {tag: Edition(stock, tag, report) for tag in options.languages or stock.reading.site.config.languages}
    for edition in editions.values():
        for messages in stock.reading.messages.values():
            for message in messages:
                edition.fill(message)
    stock.reading = thresholds.published(stock.reading, editions, options.languages, report)
    site = stock.reading.site
    editions = {tag: edition for tag, edition in editions.items() if tag in (*site.config.languages, *options.languages)}
    for edition in editions.values():
        spoken.check(edition, site.chapters, report)
    if options.pdf:
        paper.check(site, editions, report)
    return site, editions


def compose(site: Site, editions: Mapping[str, Edition], options: Options) -> list[Artifact]:
    """The addresses of everything to publish."""
    artifacts = [
        *web.plan(site, editions),
        *search.plan(editions),
        *release.plan(site, editions),
        *carry.plan(site, editions),
        *(() if options.professional else data.plan(site)),
    ]
    artifacts += paper.plan(site, editions) if options.pdf else ()
    artifacts += [*web.codes(artifacts), *web.sheaves(artifacts)]
    paths = Counter(artifact.path.casefold() for artifact in artifacts)
    if twice := [path for path, count in paths.items() if count > 1]:
        raise ValueError(f"two artifacts for one path: {twice}")
    return artifacts


def tiers(artifacts: Sequence[Artifact]) -> Iterator[list[Artifact]]:
    """First what is made of the site, then what is made of published files, each tier of those before it."""
    later = frozenset().union(*TIERS)
    yield [artifact for artifact in artifacts if artifact.kind not in later]
    for kinds in TIERS:
        yield [artifact for artifact in artifacts if artifact.kind in kinds]


def select(
    artifacts: Sequence[Artifact], editions: Mapping[str, Edition], cache: Cache, stage: Stage, outcome: Outcome
) -> list[Artifact]:
    """The artifacts to make anew, each with its reason; the others are kept from what is published."""
    stale = []
    for artifact in artifacts:
        reason = cache.reason(artifact, edition_of(artifact, editions))
        if reason is None and stage.keep(artifact.path):
            cache.renew(artifact)
        else:
            stale.append(artifact)
            outcome.reasons.append(f"{artifact.path}: {reason or 'is no longer in the output'}")
    return stale


def keep(made: Made, cache: Cache, stage: Stage, report: Report) -> None:
    if made.problem:
        report.add(made.problem.code, made.problem.place, **dict(made.problem.values))
    else:
        stage.write(made.artifact.path, made.data)
        cache.keep(made.artifact, made.record, made.data)


def edition_of(artifact: Artifact, editions: Mapping[str, Edition]) -> Edition:
    """An artifact without a language is made from the first edition."""
    return editions[artifact.language] if artifact.language else next(iter(editions.values()))


# --- making, in this process or in a pool -------------------------------------------------------------

_EDITIONS: Mapping[str, Edition] = {}  # what a forked worker inherits; a task carries addresses only
_POOL_FROM = 8  # artifacts: below, a pool costs more than it gains


@contextmanager
def settled() -> Iterator[None]:
    """What was read stays until the end: a collector that goes through it time and again takes a quarter of a large build."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def make(artifacts: Sequence[Artifact], editions: Mapping[str, Edition], options: Options) -> Iterator[Made]:
    """Each artifact's bytes, in any order."""
    global _EDITIONS  # noqa: PLW0603 – inherited by fork, see above
    _EDITIONS = editions
    jobs = options.jobs or os.cpu_count() or 1
    if jobs == 1 or len(artifacts) < _POOL_FROM or "fork" not in get_all_start_methods():
        yield from map(make_one, artifacts)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("fork")) as pool:
        yield from spread(pool, artifacts, jobs)


def spread(pool: Executor, artifacts: Sequence[Artifact], jobs: int) -> Iterator[Made]:
    """The work in shards of one kind and language, so that a worker's memos serve its whole shard."""
    ordered = sorted(artifacts, key=lambda a: (a.kind != "pdf", a.language, a.kind, a.path))
    size = max(1, min(48, len(ordered) // (jobs * 4)))
    shards = [ordered[start : start + size] for start in range(0, len(ordered), size)]
    for made in pool.map(make_shard, shards):
        yield from made


def make_shard(artifacts: Sequence[Artifact]) -> list[Made]:
    return [make_one(artifact) for artifact in artifacts]


def make_one(artifact: Artifact) -> Made:
    edition = edition_of(artifact, _EDITIONS)
    try:
        with edition.recording() as record:
            data = MAKERS[artifact.kind](edition, artifact)
    except PaperError as error:
        values = tuple((name, str(value)) for name, value in error.values.items())
        return Made(artifact, problem=Problem(error.code, error.place or Place(artifact.path), values))
    except Refused as refused:
        return Made(artifact, problem=refused.problem)
    return Made(artifact, data, record)


# --- verdicts ----------------------------------------------------------------------------------------


def count(artifacts: Sequence[Artifact]) -> list[tuple[str, int]]:
    """How many artifacts of each kind, the most frequent first."""
    return Counter(artifact.kind for artifact in artifacts).most_common()


def errors(report: Report) -> bool:
    return any(wording.severity(problem) is Severity.ERROR for problem in report)


def publishable(report: Report, options: Options) -> bool:
    """Errors stop a build; damage too, when it is strict."""
    stopping = {Severity.ERROR, *((Severity.DAMAGE,) if options.strict else ())}
    return not any(wording.severity(problem) in stopping for problem in report)
