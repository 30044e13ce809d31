"""A draft: the site as one reading found it, and the files made of it so far, each when it is asked for.

Makers, dependencies and bytes are those of a build. What an earlier draft made is still good where nothing that it looked at has changed.
"""

from __future__ import annotations

import hashlib
import re
import traceback
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property

from livret import formats, wording
from livret.artifact import Artifact
from livret.editions import editions, thresholds
from livret.editions.edition import Edition
from livret.engine.memo import Made, Record, Seen, Step
from livret.options import Options
from livret.paper.compile import PaperError
from livret.problems import Place, Problem, Report, Severity
from livret.publish.steps import Steps
from livret.schema.days_out import Wait
from livret.serve.moment import Interrupted, Still
from livret.serve.sources import Finder, about
from livret.serve.unpublished import wait_of
from livret.source.door import Refused
from livret.workshop import Plan, Workshop


class GivesWay(Interrupted):
    """Somebody waits for something else."""


class Wanting(Interrupted):
    """It is made of other files, which are to be made before it."""

    def __init__(self, artifacts: Iterable[Artifact]) -> None:
        super().__init__()
        self.artifacts = tuple(artifacts)


class Failed(Exception):
    """A file cannot be shown: for problems that a person can mend, or a mistake of ours, in words."""

    def __init__(self, problems: Iterable[Problem], mistake: str = "") -> None:
        super().__init__(mistake)
        self.problems, self.mistake = tuple(problems), mistake

    @classmethod
    def by_mistake(cls, error: Exception) -> Failed:
        """Of ours: whoever reads the terminal is told where it is."""
        traceback.print_exception(error)
        return cls((), f"{type(error).__name__}: {error}")


class Unplanned(Exception):
    """A build would lay out no such file."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A file that was made, and what was seen when it was."""

    data: bytes
    sha256: str
    seen: tuple[Seen, ...]


@dataclass
class Draft:
    """`shop` is None where there is no site to be read. `waited_for` says whether somebody waits while there is no hurry about what is made."""

    door: Still
    report: Report
    shop: Workshop | None
    steps: dict[str, Steps]  # of each language, from draft to draft
    earlier: dict[Artifact, Ready]  # what drafts before this one made, the last of each
    waited_for: Callable[[], bool]
    _made: dict[Artifact, Ready] = field(default_factory=dict)
    _failed: dict[Artifact, tuple[tuple[Problem, ...], str]] = field(default_factory=dict)
    _tables: dict[str, dict[str, Artifact]] = field(default_factory=dict)
    _finders: dict[str, Finder] = field(default_factory=dict)

    @classmethod
    def read(cls, options: Options, before: Draft | None, waited_for: Callable[[], bool]) -> Draft:
        """Reads the site again; what has not changed is known from the draft before. Raises Outdated."""
        door, report = Still(options.site, before.door if before else None), Report()
        steps = before.handed() if before else {}
        shop = Workshop.open(options, report, door, steps)
        if any(problem.place.path == "--lang" for problem in report):
            shop = None
        draft = cls(door, report, shop, steps, before.ready() if before else {}, waited_for)
        if shop:
            shop.editions.steps = {kind: draft.patient(step) for kind, step in {**editions.STEPS, **formats.steps()}.items()}
            shop.learn(draft.plan(shop))
        return draft

    def handed(self) -> dict[str, Steps]:
        """What is known of each language, for the next draft."""
        for edition in self.shop.editions if self.shop else ():
            self.steps[edition.language.tag].learn(edition.resolver)
        return self.steps

    def ready(self) -> dict[Artifact, Ready]:
        """What this draft and those before it made, for the next one."""
        return {**self.earlier, **self._made}

    def plan(self, shop: Workshop) -> Plan:
        """Of the languages only those are looked at whole that wait until enough of the site can be read in them; in a site with errors they do
        not wait."""
        if self.errors:
            return Plan(shop.site.config.languages)
        shares = {tag: share for tag in shop.asked if (share := shop.percent(tag)) is not None}
        return Plan(thresholds.published(shop.inputs.reading, shares, self.report))

    def patient(self, step: Step) -> Step:
        """The step, which is not begun while somebody waits: what the steps before it gave is not lost."""

        def make(view: Edition, name: str) -> Made:
            if self.waited_for():
                raise GivesWay
            return step.make(view, name)

        return replace(step, make=make)

    # --- what is wrong -----------------------------------------------------------------------------------

    @cached_property
    def errors(self) -> tuple[Problem, ...]:
        """What stops a build, as far as it is known from reading."""
        return tuple(problem for problem in self.report if wording.severity(problem) is Severity.ERROR)

    def problems(self) -> set[Problem]:
        """Everything that reading and making have met so far."""
        met = (problem for edition in (self.shop.editions if self.shop else ()) for problem in edition.resolver.problems())
        return {*self.report, *met}

    def wait(self, path: str) -> Wait | None:
        """Why a page is not out, by its path; None for one that is."""
        return wait_of(path, self.shop.inputs.waiting) if self.shop and path.endswith(".html") else None

    # --- which files there are -----------------------------------------------------------------------------

    def artifact(self, path: str) -> Artifact:
        """The file at a path. A language's files have its tag between slashes or dots. Raises Unplanned, and Failed for a page that is perhaps
        not there because of an error."""
        parts = set(re.split(r"[/.]", path))
        for tag in (*(tag for tag in self._shop().published if tag in parts), ""):
            if (found := self.table(tag).get(path)) is not None:
                return found
        if self.errors and path.endswith(".html"):
            raise Failed(self.errors)
        raise Unplanned(path)

    def table(self, tag: str) -> dict[str, Artifact]:
        """The files of a language, or of none, by path."""
        if tag not in self._tables:
            shop = self._shop()
            try:
                self._tables[tag] = {artifact.path: artifact for artifact in shop.planned(tag)}
            except Interrupted:
                raise
            except Refused as refused:
                raise Failed(self._where_written(refused.problem)) from refused
            except Exception as error:
                raise (Failed(self.errors) if self.errors else Failed.by_mistake(error)) from error
        return self._tables[tag]

    def _shop(self) -> Workshop:
        if self.shop is None:
            raise Failed(self.errors)
        return self.shop

    # --- making ------------------------------------------------------------------------------------------

    def answer(self, artifact: Artifact) -> Generator[None, None, Ready]:
        """Makes a file, and before it what it is made of. Yields between two files. Raises Failed, Outdated."""
        waiting = [artifact]
        while True:
            try:
                made = self.make(waiting[-1])
                waiting.pop()
            except Wanting as wanting:
                waiting += wanting.artifacts
            if not waiting:
                return made
            yield

    def prepare(self, path: str) -> Iterator[None]:
        """Makes what nobody has asked for yet, the pages at a path in other languages first. Yields after each file. Raises GivesWay, Outdated."""
        for artifact in self._expected(path):
            if not self.has(artifact):
                with suppress(Failed):
                    self.make(artifact)
                yield

    def _expected(self, path: str) -> Iterator[Artifact]:
        shop = self._shop()
        try:
            asked = self.artifact(path)
        except (Unplanned, Failed):
            asked = Artifact(path, "")
        tags = sorted(shop.published, key=lambda tag: tag != asked.language)
        for tag in tags:
            yield from (each for each in self._ahead(tag) if (each.kind, each.subject) == (asked.kind, asked.subject))
        for tag in (*tags, ""):
            yield from self._ahead(tag)

    def _ahead(self, tag: str) -> Iterator[Artifact]:
        """What is made before anybody asks: single pages. Paper, packs, archives, the search and lists of hundreds wait until they are wanted."""
        return (artifact for artifact in self.table(tag).values() if formats.named(artifact.kind).ahead)

    def keep(self) -> Iterator[None]:
        """Keeps what was learnt of each language for the next start. Yields between two languages."""
        shop = self._shop()
        shop.save_reading()
        for edition in shop.editions:
            if not self.steps[edition.language.tag].knows(edition.resolver):
                shop.save((edition.language.tag,), whole=False)
            yield

    def make(self, artifact: Artifact) -> Ready:
        """A file as a build would make it of this site. Raises Failed, Wanting, GivesWay, Outdated."""
        if artifact in self._failed:
            raise Failed(*self._failed[artifact])
        if artifact not in self._made:
            try:
                self._made[artifact] = self._sound(artifact)
            except Failed as failed:
                self._failed[artifact] = failed.problems, failed.mistake
                raise
        return self._made[artifact]

    @property
    def count(self) -> int:
        """How many files it is known of what comes of them."""
        return len(self._made) + len(self._failed)

    def has(self, artifact: Artifact) -> bool:
        """Whether it is known what comes of a file."""
        return artifact in self._made or artifact in self._failed

    def _sound(self, artifact: Artifact) -> Ready:
        """A file whose sources hold no error."""
        edition = self._shop().edition(artifact.language)
        edition.publishes(_Published(self, artifact))
        ready = self.earlier.get(artifact)
        if ready is None or edition.changed(ready.seen) is not None:
            ready = self._make_file(artifact, edition)
        if wrong := self._wrong(artifact, edition, ready.seen):
            raise Failed(wrong)
        return ready

    def _make_file(self, artifact: Artifact, edition: Edition) -> Ready:
        record: Record = {}
        try:
            with edition.recording() as record:
                data = formats.make(edition, artifact)
        except (Interrupted, Failed):
            raise
        except PaperError as error:
            raise Failed((error.problem(Place(artifact.path)),)) from error
        except Refused as refused:
            raise Failed(self._where_written(refused.problem)) from refused
        except Exception as error:  # noqa: BLE001 – whatever it is, it concerns this file alone
            return self._instead(artifact, error, self._wrong(artifact, edition, _seen(record)))
        return Ready(data, hashlib.sha256(data).hexdigest(), _seen(record))

    def _where_written(self, problem: Problem) -> tuple[Problem, ...]:
        """A problem of a file, at the lines that show it, where the reading told it there."""
        found = tuple(each for each in self.errors if (each.code, each.values) == (problem.code, problem.values))
        return found or (problem,)

    def _instead(self, artifact: Artifact, error: Exception, wrong: tuple[Problem, ...]) -> Ready:
        """A maker cannot go on: for what is wrong in the sources of the file, else elsewhere in the site – then what was there before stays –, else
        in Livret."""
        if wrong:
            raise Failed(wrong) from error
        if not self.errors:
            raise Failed.by_mistake(error) from error
        if artifact not in self.earlier:
            raise Failed(self.errors) from error
        return self.earlier[artifact]

    def _wrong(self, artifact: Artifact, edition: Edition, seen: Iterable[Seen]) -> tuple[Problem, ...]:
        """The errors in the sources of a file."""
        sources = self._finder(edition.language.tag).of(seen, about(artifact))
        inside = {
            problem
            for problem in self.errors
            if self.door.within(problem.place.path) in sources.files or problem.place.path in sources.files
        }
        return tuple(sorted(inside | sources.problems, key=lambda problem: problem.place))

    def _finder(self, tag: str) -> Finder:
        if tag not in self._finders:
            self._finders[tag] = Finder(self._shop().editions.resolver(tag), self._finder)
        return self._finders[tag]


class _Published:
    """What a file may be made of: those of its language, and of none, that come before its own tier. Each is made when it is needed."""

    def __init__(self, draft: Draft, artifact: Artifact) -> None:
        self._draft, self._own = draft, artifact
        self._files: dict[str, Artifact] | None = None
        self._named: dict[str, None] = {}

    def names(self, prefix: str) -> tuple[str, ...]:
        found = tuple(path for path in self._before() if path.startswith(prefix))
        self._named |= dict.fromkeys(found)
        return found

    def digests(self, prefix: str) -> tuple[tuple[str, str, int], ...]:
        found = ((path, self._there(path)) for path in self.names(prefix))
        return tuple((path, ready.sha256, len(ready.data)) for path, ready in found if ready)

    def _there(self, path: str) -> Ready | None:
        """None for what a build leaves out with a warning."""
        try:
            return self._ready(path)
        except Failed as failed:
            if failed.problems and all(wording.severity(problem) is Severity.WARNING for problem in failed.problems):
                return None
            raise

    def digest(self, path: str) -> str:
        return self._ready(path).sha256 if path in self._before() else ""

    def read(self, path: str) -> bytes:
        if path not in self._before():
            raise LookupError(path)
        return self._ready(path).data

    def _ready(self, path: str) -> Ready:
        """Whoever needs a file that was named needs the others as well, most probably: they are asked for together."""
        artifact = self._before()[path]
        if not self._draft.has(artifact):
            named = (self._before()[name] for name in self._named)
            raise Wanting((artifact, *(each for each in named if each != artifact and not self._draft.has(each))))
        return self._draft.make(artifact)

    def _before(self) -> dict[str, Artifact]:
        if self._files is None:
            tier, draft = formats.tier(self._own.kind), self._draft
            every = {**draft.table(""), **(draft.table(self._own.language) if self._own.language else {})}
            self._files = {path: artifact for path, artifact in sorted(every.items()) if formats.tier(artifact.kind) < tier}
        return self._files


def _seen(record: Record) -> tuple[Seen, ...]:
    return tuple((*address, digest) for address, digest in record.items())
