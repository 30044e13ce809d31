"""The pipeline, from a site folder to public/. `build` is its table of contents."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from livret import progress, wording
from livret.artifact import Artifact
from livret.crew import Crew
from livret.editions import thresholds
from livret.editions.edition import Edition
from livret.options import Options
from livret.problems import Place, Report, Severity
from livret.publish import bounds, former, fullness, outputs, snapshots, steps, withdrawals
from livret.publish import cache as caches
from livret.publish.files import Laid
from livret.publish.stage import Stage
from livret.publish.watch import Watch
from livret.site import Site
from livret.source.door import Known
from livret.tongue import marked
from livret.workshop import Done, Plan, Survey, Task, Workshop, at_work, opened, opened_door

__all__ = ["Options", "Outcome", "build", "count", "errors", "planned", "publishable", "translate"]


@dataclass(slots=True)
class Outcome:
    """What a build did: whether it published, how many artifacts of each kind, and why those made anew were."""

    published: bool = False
    kinds: Counter[str] = field(default_factory=Counter)
    made: int = 0
    size: int = 0  # bytes of all files
    reasons: list[str] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)  # of the files that were published, by their paths
    noted: bool = True  # whether what has to be known of it later is written beside it


def build(options: Options, report: Report, watch: Watch | None = None, known: Known | None = None) -> Outcome:
    """Read, translate, compose, publish. Problems go to the report; with an error nothing is published. Whoever watches what it
    works from is told what came of it; `known` is what was made of files for other sites, and takes up what is made for this one."""
    outcome = Outcome()
    shop = read(options, report, watch, known)
    if shop and publishable(report, options):
        with at_work(shop) as workers:
            plan = survey(shop, workers, report)
            if publishable(report, options):
                publish(shop, workers, plan, report, outcome)
    if shop:
        shop.save_reading()
        withdrawals.reach(options.site, shop.inputs.reading, shop.inputs.door, report)
    if watch and outcome.noted:
        watch.keep(report, outcome.digests if outcome.published else None)
    elif watch:
        watch.forget()
    return outcome


def read(options: Options, report: Report, watch: Watch | None = None, known: Known | None = None) -> Workshop | None:
    """The workshop of a site; None without a configuration. Whoever watches is told what it was read through."""
    door = opened_door(options, known)
    shop = Workshop.open(options, report, door, stays=True)
    if watch:
        watch.opened(door, shop.site.config.timezone if shop else "")
    return shop


def translate(options: Options, report: Report) -> tuple[Site | None, dict[str, Edition]]:
    """The site and its editions, by tag; none with an error. Every problem of reading and translation is in the report."""
    shop = translated(options, report)
    return (shop.site, {tag: shop.editions[tag] for tag in shop.published}) if shop else (None, {})


def planned(options: Options, report: Report) -> list[Artifact] | None:
    """Every file that a build would lay out; None with an error."""
    shop = translated(options, report)
    return [artifact for tag in ("", *shop.published) for artifact in shop.planned(tag)] if shop else None


def translated(options: Options, report: Report, watch: Watch | None = None) -> Workshop | None:
    """The workshop of a site whose languages were all surveyed, in this process; None with an error."""
    shop = read(replace(options, jobs=1, cluster=""), report, watch)
    if shop:
        shop.save_reading()
    if shop is None or errors(report):
        return None
    with at_work(shop) as workers:
        shop.learn(survey(shop, workers, report))
    shop.save(shop.asked, whole=False)
    return None if errors(report) else shop


def survey(shop: Workshop, workers: Crew, report: Report) -> Plan:
    """Every language filled and checked: which of them are published, and which of them have which chapter."""
    asked = [(number, _survey, (shop.options, tag)) for number, tag in enumerate(shop.asked)]
    found = {each.tag: each for each in progress.through(marked("Reading translations"), workers.each(asked), len(asked))}
    for each in found.values():
        _take(each.problems, report)
    fullness.compare(shop.options.site, _held(found), report)
    if left := sorted({path for each in found.values() for path in each.behind}):
        report.add("translations-left", Place(left[0]), count=len(left))
    waiting = {tag: each.percent for tag, each in found.items() if each.percent is not None}
    published = thresholds.published(shop.inputs.reading, waiting, report)
    for tag in published:
        _take(found[tag].shown if tag in found else (), report)
    return Plan(published, _coverage(shop, found), _held(found))


def _held(found: Mapping[str, Survey]) -> dict[str, int]:
    return {path: count for each in found.values() for path, count in each.held.items()}


def _coverage(shop: Workshop, found: Mapping[str, Survey]) -> Mapping[str, tuple[str, ...]]:
    """The languages of each chapter; those that were not surveyed are asked."""
    every = [*shop.site.config.languages, *(tag for tag in found if tag not in shop.site.config.languages)]
    covered = {tag: found[tag].covered if tag in found else shop.covered(tag) for tag in every}
    return {name: tuple(tag for tag in every if name in covered[tag]) for name in shop.chapters()}


def publish(shop: Workshop, workers: Crew, plan: Plan, report: Report, outcome: Outcome) -> None:
    """Lays out every file beside the output and puts them in its place. What nothing needs any more is gone then."""
    options, asked = shop.options, shop.asked  # as it was read: the plan takes those away that wait
    with Stage.open(options.out, options.site, professional=options.professional) as stage:
        records = lay(shop, workers, plan, stage, report, outcome)
        if not publishable(report, options):
            return
        is_new = options.whole and outcome.made > 0
        stage.swap(partial(former.keep, options.site, options.out) if is_new else None)
        caches.commit(options.site, options.out, records)
        outcome.published = True
    outcome.noted = _noted(shop, plan, outcome)
    published = options.languages or plan.languages
    waiting = [(number, _keep, (options, tag)) for number, tag in enumerate(asked) if tag not in published]
    deque(workers.each(waiting), maxlen=0)
    outputs.sweep(options.site)
    shop.sweep_shelf()
    if not options.partial:
        steps.sweep(options.site, asked, _shares(workers, published))


def _noted(shop: Workshop, plan: Plan, outcome: Outcome) -> bool:
    """Writes what later runs compare with, or go back to; whether the disk took all of it."""
    options, door = shop.options, shop.inputs.door
    shown = withdrawals.shown(shop.inputs.reading, door, outcome.digests) if options.whole else None
    noted = [former.note(options.site, options.out, shown), fullness.keep(options.site, plan.held)]
    if options.professional:
        noted.append(snapshots.write(options.site, shop.site.services, door.today))
    return all(noted)


def lay(shop: Workshop, workers: Crew, plan: Plan, stage: Stage, report: Report, outcome: Outcome) -> list[Path]:
    """Lays out every file: first what is made of the site, then what is made of published files. Gives where their records are."""
    records: list[Path] = []
    tags = shop.options.languages or plan.languages
    shares = _shares(workers, tags)
    tasks = [Task(""), *(Task(tag, share=share, shares=shares) for share in range(shares) for tag in tags)]
    first = list(_publish(shop, workers, plan, stage, tasks))
    _note(shop, first, report, outcome, records)
    if publishable(report, shop.options):
        laid = {tag: _laid(done for task, done in zip(tasks, first, strict=True) if task.tag in ("", tag)) for tag in tags}
        later = [Task(tag, later=True, laid=laid[tag]) for tag in tags]
        last = list(_publish(shop, workers, plan, stage, later))
        _note(shop, last, report, outcome, records)
    return records


def _shares(workers: Crew, tags: Sequence[str]) -> int:
    """In how many parts the files of a language are made: a site of few languages is split, too."""
    return 1 if len(tags) >= len(workers.workers) else len(workers.workers)


def _publish(shop: Workshop, workers: Crew, plan: Plan, stage: Stage, tasks: Sequence[Task]) -> Iterator[Done]:
    whose = {tag: number for number, tag in enumerate(shop.asked)}
    given: list[tuple[int, Any, tuple[Any, ...]]] = [
        (whose.get(task.tag, 0) + task.share, _make_task, (shop.options, plan, task, stage.folder)) for task in tasks
    ]
    return progress.through(marked("Making pages and paper"), workers.each(given), len(given))


def _laid(done: Iterable[Done]) -> dict[str, Laid]:
    return {path: laid for each in done for path, laid in each.laid.items()}


def _note(shop: Workshop, done: Iterable[Done], report: Report, outcome: Outcome, records: list[Path]) -> None:
    for each in done:
        outcome.kinds += each.kinds
        outcome.made += each.made
        outcome.size += sum(laid.size for laid in each.laid.values())
        outcome.digests.update((path, laid.sha256) for path, laid in each.laid.items())
        outcome.reasons += each.reasons
        records += [each.records] if each.records else []
        _take(each.problems, report)
    bounds.is_within(shop.site.config.output, len(outcome.digests), outcome.size, report)


def _take(problems: Iterable[Any], report: Report) -> None:
    for problem in problems:
        report.take(problem)


# --- in whichever process ----------------------------------------------------------------------------


def _survey(options: Options, tag: str) -> Survey:
    with opened(options) as shop:
        found = shop.survey(tag)
        shop.put_away_catalogs(tag)
        return found


def _make_task(options: Options, plan: Plan, task: Task, folder: Path) -> Done:
    with opened(options) as shop:
        shop.learn(plan)
        done, last = shop.publish(task, folder), bool(task.later or task.share)
        if last:
            shop.save((task.tag,), task.share, whole=not options.partial)
        shop.put_away(task.tag, task.share, kept=last)
        return done


def _keep(options: Options, tag: str) -> None:
    """Keeps what was learnt of a language that waits until it is far enough."""
    with opened(options) as shop:
        shop.save((tag,), whole=not options.partial)


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
