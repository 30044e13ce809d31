"""The status of a site: each language's, and what is to be read again. Gathered once, shown on a terminal, as JSON and as pages."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from livret import check as checking
from livret.editions import coverage
from livret.editions.coverage import Coverage
from livret.editions.edition import Edition
from livret.editions.editions import Editions
from livret.languages import language, name_in
from livret.model import Language
from livret.phrases.approved import Waiting, waiting
from livret.problems import Report
from livret.report import work
from livret.report.held_back import HeldBack, held_back
from livret.report.reread import Due, due
from livret.report.room import Tight
from livret.report.upstream import Upstream, upstream
from livret.report.voiced import Voiced, voiced
from livret.report.withdrawn import Withdrawn, withdrawn
from livret.report.work import Hands, Task
from livret.schema.approval import Approval
from livret.source import approvals, orders
from livret.tongue import marked, spoken, told
from livret.wording import STATES

INTERFACE = "interface"
_FEW, _MANY = 3, 20  # tasks on a terminal, for each language of many, and of those that were asked for
_LONGEST = 60  # characters of a text
COLUMNS = (
    STATES["current"], STATES["to-check"], STATES["stale"], STATES["missing"], STATES["damaged"], marked("machine-made"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LanguageStatus:
    """`parts` are by domain, the interface last. `total` is that of the site's own texts, which a threshold (`wanted`, in percent) looks at."""

    language: Language
    name: str  # in the language that is spoken
    parts: dict[str, Coverage]
    total: Coverage
    wanted: int
    first: tuple[Task, ...]
    unreviewed: tuple[Task, ...]
    hands: Hands
    tight: tuple[Tight, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether it is not published yet."""
        return self.total.percent < self.wanted


@dataclass(frozen=True, slots=True)
class Status:
    """How far the languages are on a day, what is to be read again then, what is not out, what the Agora waits for, and what consents that were withdrawn ask for."""

    day: datetime.date
    languages: tuple[LanguageStatus, ...]
    due: tuple[Due, ...]
    held_back: tuple[HeldBack, ...]
    voiced: Voiced
    withdrawn: tuple[Withdrawn, ...]
    unapproved: tuple[Waiting, ...] = ()
    disowned: tuple[Approval, ...] = ()  # approvals of pages that there are no more
    upstream: Upstream | None = None  # of a site that extends a base


Measure = Callable[[Edition], tuple[Tight, ...]]  # the panels with little room


def status(editions: Editions, tags: Iterable[str], measure: Measure, report: Report) -> Status:
    """How some languages stand. A language that the whole site is written in has nothing to translate but the interface.
    Reports orders that cannot be read."""
    return Status(
        editions.inputs.door.today,
        tuple(_language(editions, tag, measure) for tag in tags),
        tuple(due(editions.inputs.reading.site, editions.inputs.door.today)),
        tuple(held_back(editions.inputs)),
        voiced(editions.inputs.reading.site, editions.inputs.door),
        withdrawn(editions.inputs.reading, orders.read(editions.inputs.door, report)),
        tuple(each for tag in editions.inputs.reading.site.config.languages for each in waiting(editions[tag])),
        approvals.gone(editions.inputs.reading.site),
        upstream(editions.inputs, report),
    )


def _language(editions: Editions, tag: str, measure: Measure) -> LanguageStatus:
    inputs, edition = editions.inputs, editions[tag]
    config = inputs.reading.site.config
    found = work.of(inputs, edition)
    counted = found.coverage()
    parts = {domain: counted.get(domain, Coverage()) for domain in (*inputs.reading.asked(tag), INTERFACE)}
    written = {*(domain for domain, source in inputs.sources.items() if source == tag)}
    return LanguageStatus(
        language(tag),
        name_in(tag, spoken()),
        {domain: part for domain, part in parts.items() if domain not in written},
        coverage.total(parts[domain] for domain in inputs.reading.counted),
        getattr(config.thresholds, config.publish[tag]) if tag in config.publish else 0,
        tuple(found.first),
        tuple(found.unreviewed),
        found.hands,
        measure(edition),
    )


# --- on a terminal --------------------------------------------------------------------------------------


def lines(found: Status, *, all_parts: bool) -> Iterator[str]:
    """A table, what to do first, what to read again. Without `all_parts` a part is shown when there is something to do in it."""
    width = max((len(domain) + 4 for each in found.languages for domain in each.parts), default=0)
    width = max(width, *(len(each.name) + len(each.language.tag) + 2 for each in found.languages), 8)
    columns = [told(column) for column in COLUMNS]
    yield " ".join((" " * width, told("seen").rjust(7), *(name.rjust(max(8, len(name))) for name in columns)))
    for each in found.languages:
        waits = told("  waits for {wanted} %", wanted=each.wanted) if each.waits else ""
        yield _row(f"{each.language.tag}  {each.name}", each.total, width) + waits
        for domain, part in each.parts.items():
            if all_parts or part.current < part.total:
                yield _row(f"    {domain}", part, width)
    for each in found.languages:
        yield from _first(each, _MANY if all_parts else _FEW)
    if tight := [one.problem for each in found.languages for one in each.tight]:
        yield from ("", told("Almost full:"), *(f"  {line}" for line in checking.lines(tight)))
    if found.due:
        yield from ("", told("To be read again:"), *(f"  {one.path}: {one.name} {one.words}" for one in found.due))
    if found.unapproved:
        yield from ("", told("To be approved:"), *(f"  {unapproved_words(one)}" for one in found.unapproved))
    if found.disowned:
        yield from ("", told("Approvals of pages that are gone:"), *(f"  {disowned_words(one)}" for one in found.disowned))
    if found.held_back:
        yield from ("", told("Not out, or not for ever:"), *(f"  {one.path}: {one.name} {one.words}" for one in found.held_back))
    if found.voiced.waiting:
        yield from ("", told("Needs without an answer:"), *(f"  {one.words}" for one in found.voiced.waiting))
    if found.voiced.unsorted:
        yield from ("", told("Said by readers, to be sorted:"), *(f"  {one.words}" for one in found.voiced.unsorted))
    if found.voiced.late:
        yield from ("", told("Decided, and not done:"), *(f"  {one.words}" for one in found.voiced.late))
    if found.voiced.unasked:
        yield from ("", told("Laboratories that no need asked for:"), *(f"  {ident}" for ident in found.voiced.unasked))
    if found.upstream and (changed := [*found.upstream.lines]):
        yield from ("", *changed)
    for one in found.withdrawn:
        yield from (
            "",
            told("Consent of {member}. A build does not reach:", member=one.words),
            *(f"  [ ] {line}" for line in one.to_do),
        )


def disowned_words(each: Approval) -> str:
    """An approval of a page that is gone, and how to take it away."""
    return told("{page} in {tag}, by {by}: livret approve {page} --take-back", page=each.page, tag=each.language, by=each.by)


def unapproved_words(each: Waiting) -> str:
    """A page that waits, and why."""
    if each.former is None:
        return told("{page} in {tag}: not yet", page=each.page, tag=each.language)
    return told(
        "{page} in {tag}: changed since {by} approved it on {day}",
        page=each.page,
        tag=each.language,
        by=each.former.by,
        day=each.former.on,
    )


def _row(name: str, part: Coverage, width: int) -> str:
    numbers = (part.current, part.to_check, part.stale, part.missing, part.damaged, part.machine)
    cells = (str(number).rjust(max(8, len(told(column)))) for number, column in zip(numbers, COLUMNS, strict=True))
    return " ".join((name.ljust(width), f"{part.percent} %".rjust(7), *cells))


def _first(each: LanguageStatus, limit: int) -> Iterator[str]:
    if not each.first:
        return
    shown = min(limit, len(each.first))
    yield from ("", told("{tag}: first of all ({shown} of {count})", tag=each.language.tag, shown=shown, count=len(each.first)))
    for task in each.first[:limit]:
        text = task.message.text if len(task.message.text) <= _LONGEST else task.message.text[: _LONGEST - 1] + "…"
        yield f"  {task.place}: {', '.join(filter(None, (said(task), task.urgency.words)))}: {task.message.address} « {text} »"
        yield from (f"    {reason}" for reason in task.reasons)


def said(task: Task) -> str:
    """The state of a message as a person says it."""
    return told(STATES[task.state])


# --- as JSON ----------------------------------------------------------------------------------------------


def as_json(found: Status) -> str:
    """Objects with plain names; shares run from 0 to 1."""
    languages = [_json_of(each) for each in found.languages]
    data = {
        "date": str(found.day),
        "languages": languages,
        "due": [asdict(one) for one in found.due],
        "unapproved": [
            {
                "page": one.page,
                "language": one.language,
                "path": one.path,
                "by": one.former.by if one.former else None,
                "on": one.former.on if one.former else None,
            }
            for one in found.unapproved
        ],
        "disowned": [each.model_dump(mode="json") for each in found.disowned],
        "held_back": [asdict(one) for one in found.held_back],
        "agora": asdict(found.voiced),
        "withdrawn": [asdict(one) for one in found.withdrawn],
        "upstream": asdict(found.upstream) if found.upstream else None,
    }
    return json.dumps(data, ensure_ascii=False, indent=1, default=str)


def _json_of(each: LanguageStatus) -> dict[str, Any]:
    return {
        "language": each.language.tag,
        "name": each.name,
        "total": _counts(each.total),
        "parts": {domain: _counts(part) for domain, part in each.parts.items()},
        "published_from": each.wanted,
        "waits": each.waits,
        "first": [_task(task) for task in each.first],
        "unreviewed": [_task(task) for task in each.unreviewed],
        "tight": [one.json() for one in each.tight],
    }


def _counts(part: Coverage) -> dict[str, float]:
    return {**asdict(part), "total": part.total, "share": round(part.share, 4)}


def _task(task: Task) -> dict[str, Any]:
    return {
        "address": task.message.address,
        "state": task.state,
        "urgency": task.urgency.words,
        "path": task.place.path,
        "line": task.place.line,
        "source": task.message.text,
        "previous": task.entry.previous if task.entry else "",
        "translation": list(task.entry.forms) if task.entry else [],
        "reasons": list(task.reasons),
    }
