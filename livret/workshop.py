"""A workshop: what one process knows of a site that is being built, and the two things that it does for a language – survey it, publish it.

Whoever is given a task opens a workshop for it, or has one: a forked worker inherits that of the process that read the site, any other
reads the site itself. Tasks and what comes of them are addresses, digests and problems, never trees.
"""

from __future__ import annotations

import ctypes
import datetime
import gc
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from livret import formats
from livret.artifact import Artifact
from livret.catalogs import interface, translations
from livret.clock import today
from livret.crew import Crew, crew
from livret.editions import thresholds
from livret.editions.edition import Edition
from livret.editions.editions import Editions
from livret.editions.inputs import Inputs
from livret.engine.memo import EmptyStore, Store
from livret.languages import PSEUDO, tag_of
from livret.media.shelf import Shelf
from livret.options import Options
from livret.paper import fonts
from livret.paper.compile import PaperError
from livret.phrases import approved, ease, read_aloud
from livret.problems import Place, Problem, Report, detail
from livret.publish import bounds, snapshots
from livret.publish.cache import Cache
from livret.publish.files import Files, Laid
from livret.publish.kept import FRESH
from livret.publish.readings import Readings
from livret.publish.steps import SHELF, Steps
from livret.site import Site
from livret.source import admin_folder, causes, easy, waiting
from livret.source import read as source
from livret.source.door import Door, Known, Refused
from livret.source.listed_assets import listed
from livret.source.references import check as check_references
from livret.source.tokens import tokens
from livret.theming import own_files, tried_pages


@dataclass(frozen=True, slots=True)
class Survey:
    """What others have to know of a language: its problems – those of what is `shown` are none of a language that is not published –, which
    chapters it has, how much of it is seen, where that is asked, how many translations each catalog holds that can be read, and which files have texts
    whose translations were left behind."""

    tag: str
    problems: tuple[Problem, ...]
    shown: tuple[Problem, ...]
    covered: frozenset[str]
    percent: int | None
    held: Mapping[str, int] = field(default_factory=dict)
    behind: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Plan:
    """Which languages are published, the languages of each chapter where all of them were surveyed – else these are asked one by one –, and how many
    translations the catalogs hold."""

    languages: tuple[str, ...]
    coverage: Mapping[str, tuple[str, ...]] | None = None
    held: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Task:
    """A part of what is published: a language's files – "" for those of no language – of the site alone or of published files (`later`), the
    `share`-th of so many `shares`; `laid` is what they may be made of."""

    tag: str
    later: bool = False
    share: int = 0
    shares: int = 1
    laid: Mapping[str, Laid] = field(default_factory=dict)


@dataclass(slots=True)
class Done:
    """What was published of a task: its files, how many of each kind, why some were made anew, what stands in the way, and where their records are."""

    laid: dict[str, Laid] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    made: int = 0
    reasons: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    records: Path | None = None


# --- reading -----------------------------------------------------------------------------------------


def opened_door(options: Options, known: Known | None = None) -> Door:
    """The door to a site, which knows what was made of its files by earlier runs, and of those of its base by other towns of this one."""
    known = {} if known is None else known
    return Door(options.site, options.date or datetime.date.min, known=known, readings=Readings.of(options.site))


def gather(options: Options, report: Report, door: Door | None = None, kept: Store | None = None) -> Inputs | None:
    """What is read of the site, with every problem of it in the report; None without a configuration, or a folder. Catalogs are read when they are needed.
    `kept` has what was made of pictures before."""
    door = door or opened_door(options)
    found = Report()
    inputs = None
    try:
        inputs = _gathered(options, found, door, Shelf(store=kept or EmptyStore(), door=door))
    except Refused as refused:  # a folder: without it, nothing that was read can be trusted
        found.take(refused.problem)
    placed = Report()
    placed.take_all(map(door.placed, found if options.drafts or inputs is None else waiting.quiet(found, inputs.waiting)))
    causes.told(placed, report)
    return inputs


def _gathered(options: Options, report: Report, door: Door, shelf: Shelf) -> Inputs | None:
    reading = source.read(door, report)
    if reading is None:
        return None
    config = reading.site.config
    door.today = options.date or today(config.timezone)
    translations.check_names(door, reading, report)
    waits = waiting.waiting(reading, door.today)
    pictured = check_references(reading, door, report, shelf.faults, waits if not options.drafts else {})
    reading = replace(reading, pictures=pictured.shown, withheld=pictured.withheld)
    if not options.drafts:
        waiting.check(reading, waits, door, report)
        reading = waiting.out(reading, waits)
    for path in (each.path for heard in reading.site.recordings.values() for each in heard):
        shelf.digest_at("sound", path)  # here, and not once for each language
    easy.check(reading, door, report)
    source.due(reading, door, report)
    for tag in (tag for tag in options.languages if tag not in (*config.languages, *PSEUDO)):
        close = tag_of(tag) if tag_of(tag) in config.languages else ""
        report.add("language-absent", Place("--lang"), value=tag, choices=", ".join(config.languages), near=close)
    catalogs, wanted = translations.of(door, reading), interface.wanted(door, report)
    themed, loaded = tokens(door, report), listed(door, report)
    own_files.check(door, loaded, themed, report)
    editable = admin_folder.read(door, reading, report)
    inputs = Inputs(reading, door, catalogs, themed, loaded, wanted, editable, shelf=shelf, waiting=waits)
    if options.professional:
        inputs = replace(inputs, reading=source.for_professionals(reading))
        inputs = replace(inputs, changes=snapshots.changes(options.site, inputs.reading.site.services, door.today))
    return inputs


# --- the workshop ------------------------------------------------------------------------------------


@dataclass
class Workshop:
    """A site that was read, and its editions."""

    options: Options
    inputs: Inputs
    editions: Editions
    steps: dict[str, Steps]
    plan: Plan | None = None

    @classmethod
    def open(
        cls,
        options: Options,
        report: Report,
        door: Door | None = None,
        steps: dict[str, Steps] | None = None,
        *,
        stays: bool = False,
    ) -> Workshop | None:
        """None without a configuration. Whoever opened one before can give its door, or one that knows as much, and its steps; one that `stays` is the
        only one of its process."""
        known = {} if steps is None else steps

        def store(tag: str) -> Steps:
            if tag not in known:
                known[tag] = Steps.of(options.site, tag)
            return known[tag]

        with _unswept(stays=stays):
            inputs = gather(options, report, door, store(SHELF))
        if inputs is None:
            return None
        store(SHELF).put_by(inputs.shelf)
        return cls(options, inputs, Editions(inputs, {**ease.STEPS, **formats.steps()}, store), known)

    @property
    def site(self) -> Site:
        return self.inputs.reading.site

    @property
    def asked(self) -> tuple[str, ...]:
        """The languages to look at."""
        return self.options.languages or self.site.config.languages

    # --- survey ------------------------------------------------------------------------------------------

    def survey(self, tag: str) -> Survey:
        """Fills every message of a language, and checks what it is shown in."""
        edition = self.editions[tag]
        with _unswept(stays=True):
            return Survey(
                tag,
                self._problems(edition, self._text_steps(tag)),
                self._problems(edition, self._shown(edition)) + self._heard(edition),
                self.covered(tag),
                self.percent(tag),
                self.held(tag),
                self.behind(tag),
            )

    def held(self, tag: str) -> dict[str, int]:
        """How many translations there are in each catalog of the site's own that can be read, by its path; none where it is gone."""
        rows = {
            translations.path(tag, domain): self.editions[tag].resolver.row("readable", domain)
            for domain in self.inputs.catalogs.get(tag, ())
        }
        door = self.inputs.door
        return {path: row.note for path, row in rows.items() if not row.problems and (door.is_own(path) or not door.has(path))}

    def behind(self, tag: str) -> frozenset[str]:
        """The files with texts whose translations are still where these stood before."""
        resolver = self.editions[tag].resolver
        return frozenset(path for domain in self.inputs.catalogs.get(tag, ()) for path in resolver.row("behind", domain).note)

    def percent(self, tag: str) -> int | None:
        """How much of the site is seen in a language that is published from some level on; None for another one, and for one that was asked for."""
        waits = tag in self.site.config.publish and tag not in self.options.languages
        return thresholds.percent(self.editions[tag], self.inputs.reading) if waits else None

    def _problems(self, edition: Edition, steps: Iterable[tuple[str, str]]) -> tuple[Problem, ...]:
        return tuple(problem for kind, name in steps for problem in edition.resolver.row(kind, name).problems)

    def _text_steps(self, tag: str) -> Iterator[tuple[str, str]]:
        """The steps that read and fill what is written in a language."""
        if tag in self.inputs.catalogs:
            yield from (("readable", domain) for domain in self.inputs.catalogs[tag])
        yield "interface", ""
        yield from (("text", name) for name in self.inputs.groups)

    def _shown(self, edition: Edition) -> Iterator[tuple[str, str]]:
        """Those that look at what readers are shown, where the language is published."""
        if self.options.paper:
            yield from (("glyphs", name) for name in fonts.parts(edition))

    def _heard(self, edition: Edition) -> tuple[Problem, ...]:
        report = Report()
        read_aloud.check(edition, self.site.chapters, report)
        approved.check(edition, report)
        return tuple(report)

    def read_catalogs(self, report: Report) -> None:
        """Reads every catalog; what is wrong with their form, and with what the interface says, goes to the report."""
        for tag, domains in self.inputs.catalogs.items():
            rows = [("readable", domain) for domain in domains] + [("interface", "")]
            for problem in self._problems(self.editions[tag], rows):
                report.take(problem)

    def covered(self, tag: str) -> frozenset[str]:
        """The chapters that a language has."""
        answers = self.editions[tag].resolver
        return frozenset(name for name in self.chapters() if answers.row("covered", name).note)

    def chapters(self) -> Iterator[str]:
        return (f"{booklet}/{slug}" for booklet, slug in self.site.chapters)

    def learn(self, plan: Plan) -> None:
        """Takes up what is known now of all languages."""
        if plan != self.plan:
            self.plan, self.inputs = plan, self.inputs.with_languages(plan.languages, plan.coverage)
            self.editions.learn(self.inputs)

    def try_theme(self, report: Report) -> None:
        """What a build would meet of the templates of the site's own, in its first language."""
        found = Report()
        tried_pages.check(self.inputs.door, self.edition(""), self.planned(self.published[0]) + self.planned(""), found)
        report.take_all(map(self.inputs.door.placed, found))

    # --- publishing --------------------------------------------------------------------------------------

    def publish(self, task: Task, folder: Path) -> Done:
        """Makes what has changed and keeps what has not, into the folder of a stage."""
        artifacts = self.artifacts(task)
        files = Files(folder, self.options.out, dict(task.laid))
        part = f"{task.tag}.{'later' if task.later else task.share}"
        cache = Cache.load(self.options.site, self.options.out, part, verify=self.options.verify)
        done, found = Done(kinds=Counter(artifact.kind for artifact in artifacts)), Report()
        edition = self.edition(task.tag)
        for tier in formats.tiers(artifacts):
            edition.publishes(files.so_far())
            for artifact in tier:
                if bounds.is_within(self.site.config.output, len(files.laid), files.size, found):
                    self._publish(artifact, edition, files, cache, done)
        done.problems += map(self.inputs.door.placed, found)
        done.laid = {path: laid for path, laid in files.laid.items() if path not in task.laid}
        done.records = cache.save(FRESH)
        return done

    def _publish(self, artifact: Artifact, edition: Edition, files: Files, cache: Cache, done: Done) -> None:
        reason = cache.reason(artifact, edition)
        if reason is None and files.keep(artifact.path, cache.known[artifact.path].laid):
            cache.renew(artifact)
            return
        done.made += 1
        done.reasons.append(
            detail("{path}: {reason}", path=artifact.path, reason=reason or detail("it is no longer in the output"))
        )
        try:
            with edition.recording() as record:
                data = formats.make(edition, artifact)
        except PaperError as error:
            if not error.told:
                done.problems.append(self.inputs.door.placed(error.problem(Place(artifact.path))))
        except Refused as refused:
            done.problems.append(self.inputs.door.placed(refused.problem))
        else:
            cache.keep(artifact, record, files.write(artifact.path, data))

    def artifacts(self, task: Task) -> list[Artifact]:
        """What belongs to a task."""
        return [each for each in self.planned(task.tag) if formats.is_later(each.kind) == task.later][task.share :: task.shares]

    def planned(self, tag: str) -> list[Artifact]:
        """The files of a language, or of none."""
        if tag:
            return formats.plan(self.site, self.editions[tag], self.options)
        pictures = (path for found in self.inputs.reading.pictures.values() for path in found)
        return formats.shared(self.site, self.edition(""), pictures, self.options)

    def edition(self, tag: str) -> Edition:
        """What has no language is made from the first edition."""
        return self.editions[tag or self.published[0]]

    @property
    def published(self) -> tuple[str, ...]:
        """The languages that are published: those that were asked for, or those that are far enough."""
        return self.options.languages or (self.plan.languages if self.plan else self.site.config.languages)

    def save_reading(self) -> None:
        """Keeps what was made of each file by itself for the next run."""
        self.inputs.door.readings.save()

    def sweep_shelf(self) -> None:
        """Lets go of what was kept of pictures that no chapter shows any more."""
        self.steps[SHELF].put_by(self.inputs.shelf, whole=True)

    def save(self, tags: Iterable[str], part: int = 0, *, whole: bool) -> None:
        """Keeps what was learnt of some languages for the next run; after a `whole` build nothing else is needed."""
        for tag in tags:
            if whole or not self.steps[tag].knows(self.editions[tag].resolver):
                self.steps[tag].save(self.editions[tag].resolver, part, whole=whole)

    def put_away_catalogs(self, tag: str) -> None:
        """Lets go of what was read in a language, half of what is known of it: its texts are made of that. Whoever asks all the same reads it again."""
        self.editions[tag].resolver.forget(("catalog",))
        if tag in self.inputs.catalogs:
            self.inputs.catalogs[tag].put_away()

    def put_away(self, tag: str, part: int = 0, *, kept: bool) -> None:
        """Lets go of what is hardly asked for again in a language: of its texts and of what was made of them when its pages are made, and of all when
        it was `kept`. The site's own language stays, for others look at it."""
        if tag not in ("", self.site.config.language):
            self.put_away_catalogs(tag)
            if kept:
                self.editions.put_away(tag)
                self.steps.pop(tag)
            else:
                self.editions[tag].resolver.forget(("text",))
                self.steps[tag].save_values(self.editions[tag].resolver, part)


# --- in whichever process ----------------------------------------------------------------------------

_OPEN: dict[Options, Workshop] = {}  # one: what a forked worker inherits
_TRIM_THRESHOLD = -1  # M_TRIM_THRESHOLD of malloc.h: mallopt(3)
_ALONE = threading.RLock()  # a workshop is no place for two: a worker of a cluster may have threads


@contextmanager
def opened(options: Options) -> Iterator[Workshop]:
    """The workshop of a build, for the block. A process that did not inherit it reads the site again."""
    with _ALONE:
        if options not in _OPEN:
            if _OPEN:
                _OPEN.clear()
                let_go()
            shop = Workshop.open(options, Report(), stays=True)
            if shop is None:
                raise ValueError(f"{options.site} cannot be read any more")
            _OPEN[options] = shop
        yield _OPEN[options]


@contextmanager
def _unswept(*, stays: bool = False) -> Iterator[None]:
    """No collector, for the block: all that is read and filled is kept, and looking through it for what is not takes a fifth of the time. What `stays`
    until this process has done its work is not looked through later, either: the first sweep after the block would go through all of it."""
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if stays:
            gc.freeze()
        if swept:
            gc.enable()


def let_go() -> None:
    """Before a process reads another site: what it knew of the one before, which it was told not to look through, would stay for ever."""
    gc.unfreeze()
    gc.collect()


def _give_back() -> None:
    """From here on, what this process and those forked from it free goes back to the system at once, where the C library is glibc. Left to itself it learns
    from large files to keep large blocks: a thirtieth of a large build's memory, that nobody uses any more."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(_TRIM_THRESHOLD, 1 << 16)


@contextmanager
def at_work(shop: Workshop) -> Iterator[Crew]:
    """The crew of a build. What was read stays until the end: a collector that goes through it time and again takes a quarter of a large build."""
    with _ALONE:
        _OPEN.clear()
        _OPEN[shop.options] = shop
        gc.freeze()
        _give_back()
    try:
        with crew(shop.options) as workers:
            yield workers
    finally:
        gc.unfreeze()
        _OPEN.clear()
