"""`print …`: press files, imposed sheets, preflight, orders."""

from __future__ import annotations

import datetime
import functools
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from livret import check as checking
from livret import pipeline, preflight
from livret.artifact import Artifact
from livret.console import DATE, FILE, FOLDER, JOBS, JSON, LANG, SITE, Command, names, tell, whole
from livret.paper.compile import PaperError
from livret.press.impose import Paper, booklet, filled_up, n_up, split
from livret.printing import dated
from livret.printing import order as ordering
from livret.printing.handout import Override, Pressed, Ticket, blocked_lines, hand_out, jobs, press_all
from livret.problems import Place, Report
from livret.publish import atomic
from livret.publish.cache import Cache
from livret.publish.files import Laid
from livret.site import Site
from livret.source.door import Door, Refused
from livret.source.prose import slug_of
from livret.translation.edition import Edition
from livret.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Shop:
    """What every command of the group works with: the site at `folder` and its editions, and where its papers go."""

    workshop: Workshop
    cache: Cache
    out: Path

    @property
    def folder(self) -> Path:
        return self.workshop.options.site

    @property
    def site(self) -> Site:
        return self.workshop.site

    @property
    def editions(self) -> Mapping[str, Edition]:
        return {tag: self.workshop.editions[tag] for tag in self.workshop.published}


def _opening(*options: Callable[[Command], Command]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Declares the options that say which site, languages and day, and gives the command its shop in their place. Without a site it ends there."""

    def decorated(command: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(command)
        def opened(
            site: Path, date: datetime.date | None, out: Path | None = None, languages: tuple[str, ...] = (), **values: Any
        ) -> None:
            command(_open(whole(site, date, languages), out or site / "press"), **values)

        for option in reversed(options):
            opened = option(opened)
        return opened

    return decorated


def _open(options: pipeline.Options, out: Path) -> Shop:
    report = Report()
    workshop = pipeline.translated(options, report)
    tell(report)
    if workshop is None or not pipeline.publishable(report, options):
        sys.exit(1)
    return Shop(workshop, Cache.load(options.site, out), out)


def _override(_context: click.Context, _option: click.Parameter, answer: str | None) -> Override | None:
    if answer is None:
        return None
    name, colon, reason = (part.strip() for part in answer.partition(":"))
    if not (name and colon and reason):
        raise click.UsageError('--override is written as "name: reason"')
    return Override(name, reason)


_BOOKLET = click.argument("booklet_name", metavar="[BOOKLET]", default="")
_OUT = click.option("--out", type=FOLDER, help="Where to write [default: press/ in the site folder].")
_FORMAT = names("--format", "formats", help="Only these formats, separated by commas: a5, trifold, card …")
_OVERRIDE = click.option(
    "--override", callback=_override, help='Hand out what something stands in the way of: "name: reason"; the ticket records it.'
)


@click.group(name="print")
def group() -> None:
    """Press files for a print shop, imposed sheets, preflight, orders."""


@group.command()
@_BOOKLET
@_opening(SITE, _OUT, LANG, _FORMAT, DATE)
@_OVERRIDE
@JOBS
@click.option(
    "--release",
    default="",
    metavar="NAME",
    help="A dated edition: its codes lead to what has changed since; content/releases/<NAME>.yaml keeps what it says.",
)
def press(shop: Shop, booklet_name: str, formats: tuple[str, ...], override: Override | None, workers: int, release: str) -> None:
    """Write press/<booklet>-<format>.<lang>.pdf (PDF/X-4) and its ticket (.json). `site` means the card and the welcome poster."""
    if release and slug_of(release) is None:
        raise click.UsageError("--release is written with small letters, digits and hyphens: 2026-12")
    made = _press(shop, _jobs(shop, booklet_name, formats, release), workers)
    written = [pressed.job for pressed in made if _give(shop, pressed, override)]
    shop.cache.save()
    if release and written:
        records = [dated.record(shop.editions[job.language], job) for job in written if "@" in job.subject]
        click.echo(dated.write(shop.folder, shop.site, release, records))
    sys.exit(int(len(written) < len(made)))


@group.command()
@_opening(SITE, LANG, DATE)
@JSON
def changes(shop: Shop, as_json: bool) -> None:
    """What to reprint, and why: how dated editions differ from what the site says now."""
    found = list(dated.reprints(shop.site, shop.editions))
    if as_json:
        click.echo(json.dumps([reprint.json() for reprint in found], ensure_ascii=False, indent=1))
        return
    for reprint in found:
        click.echo("\n".join(reprint.lines))
    click.echo(f"{sum(bool(reprint.changes) for reprint in found)} of {len(found)} to reprint")


@group.command()
@_BOOKLET
@_opening(SITE, _OUT, LANG, _FORMAT, DATE)
@_OVERRIDE
@JOBS
@click.option(
    "--shop", "for_shop", is_flag=True, help="Sheets with bleed and marks for a shop, instead of A4 for an office printer."
)
@click.option("--cover", "separate_cover", is_flag=True, help="The cover on a sheet of its own, for other paper.")
@click.option("--signature", type=click.IntRange(0), default=0, help="Sheets in a signature [default: all in one].")
@click.option(
    "--thickness",
    type=click.FloatRange(0, 1),
    default=0.1,
    show_default=True,
    help="Of the paper in mm: inner sheets are pushed out by it.",
)
def impose(
    shop: Shop,
    booklet_name: str,
    formats: tuple[str, ...],
    override: Override | None,
    workers: int,
    for_shop: bool,
    signature: int,
    thickness: float,
    separate_cover: bool,
) -> None:
    """Write press/imposed/: booklets as sheets to fold and stitch, cards as many as a sheet holds. Print on both sides, flip on the short edge."""
    paper = Paper(thickness, signature, for_shop)
    done = True
    for pressed in _press(shop, [job for job in _jobs(shop, booklet_name, formats) if _imposable(job)], workers):
        ticket = _give(shop, pressed, override)
        done &= ticket is not None
        if ticket:
            for path, data in _imposed(pressed, ticket, paper, separate_cover):
                atomic.write(shop.out / "imposed" / path, data)
                click.echo(shop.out / "imposed" / path)
    shop.cache.save()
    sys.exit(int(not done))


@group.command(name="preflight")
@FILE
@JSON
def preflight_command(file: Path, as_json: bool) -> None:
    """Find what a print shop would send back in any PDF."""
    try:
        data = Door(file.resolve().parent, datetime.date.min).read(file.name, _LARGEST)
    except Refused as refused:
        for line in checking.lines([refused.problem]):
            click.echo(line, err=True)
        sys.exit(2)
    findings = preflight.check(data)
    if as_json:
        click.echo(json.dumps([finding.json() for finding in findings], ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            click.echo("\n".join(finding.lines(str(file))))
        click.echo(f"{len(findings)} finding{'s' * (len(findings) != 1)}")
    sys.exit(int(any(finding.error for finding in findings)))


_LARGEST = 500_000_000  # bytes: a book with photographs


@group.command()
@click.argument("name")
@_opening(SITE, _OUT, DATE)
@_OVERRIDE
@JOBS
def order(shop: Shop, name: str, override: Override | None, workers: int) -> None:
    """Write press/orders/<NAME>.zip from content/orders/<NAME>.yaml: press files, job ticket, proofs to sign."""
    report = Report()
    edition = next(iter(shop.editions.values()))
    read = ordering.read(Door(shop.folder, edition.today), name, jobs(shop.site, shop.editions), edition, report)
    _stop_at(report)
    if read is None:
        raise RuntimeError("an order that could not be read was not reported")
    made: dict[Artifact, tuple[bytes, Ticket]] = {}
    wanted = list(dict.fromkeys(job for each in read[1] for job in each.jobs.values()))
    for pressed in _press(shop, wanted, workers):
        if ticket := _give(shop, pressed, override):
            made[pressed.job] = pressed.data, ticket
    shop.cache.save()
    if len(made) < len(wanted):
        click.echo(f"The order was not written: {len(wanted) - len(made)} of {len(wanted)} files may not be handed out.", err=True)
        sys.exit(1)
    path = shop.out / "orders" / f"{name}.zip"
    try:
        data = ordering.pack(name, read[0], read[1], made, shop.editions)
    except PaperError as error:
        report.add(error.code, Place(f"{ordering.FOLDER}/{name}.yaml"), **error.values)
        _stop_at(report)
    else:
        atomic.write(path, data)
        click.echo(path)


# --- what they share ---------------------------------------------------------------------------------


def _jobs(shop: Shop, booklet_name: str, formats: tuple[str, ...], release: str = "") -> list[Artifact]:
    found = jobs(shop.site, shop.editions, booklet_name, formats, release)
    if not found:
        choices = sorted({job.path.split(".")[0] for job in jobs(shop.site, shop.editions)})
        raise click.UsageError(f"there is nothing to print of that; there are {', '.join(choices)}")
    return found


def _imposable(job: Artifact) -> bool:
    return job.subject.endswith("/card") or job.subject.partition("/")[2].startswith("a5")


def _imposed(pressed: Pressed, ticket: Ticket, paper: Paper, separate_cover: bool) -> Iterator[tuple[str, bytes]]:
    """The sheets of a press file, by the names that they are written under."""
    path = pressed.job.path
    if ticket["fold"] != "saddle":
        yield path, n_up(pressed.data)
        return
    right_bound = ticket["binding"] == "right"
    if not separate_cover:
        yield path, booklet(pressed.data, right_bound, paper)
        return
    document, dot, rest = path.partition(".")
    for part, pages in zip(("cover", "inside"), split(filled_up(ticket["pages"])), strict=True):
        if pages:
            yield f"{document}-{part}{dot}{rest}", booklet(pressed.data, right_bound, paper, pages)


def _press(shop: Shop, wanted: list[Artifact], workers: int) -> list[Pressed]:
    workshop = replace(shop.workshop, options=replace(shop.workshop.options, jobs=workers))
    made = list(press_all(wanted, workshop, shop.cache))
    report = Report()
    for pressed in made:
        if pressed.problem:
            report.add(pressed.problem.code, pressed.problem.place, **dict(pressed.problem.values))
        elif pressed.record is not None:
            shop.cache.keep(pressed.job, pressed.record, Laid.of(pressed.data))
    _stop_at(report)
    return made


def _stop_at(report: Report) -> None:
    for line in checking.lines(report):
        click.echo(line, err=True)
    if len(report):
        sys.exit(1)


def _give(shop: Shop, pressed: Pressed, override: Override | None) -> Ticket | None:
    """Hands a file out, or says what stands in its way."""
    ticket = hand_out(pressed, shop.out, override)
    if ticket is None:
        for line in blocked_lines(pressed):
            click.echo(line, err=True)
    else:
        click.echo(shop.out / pressed.job.path)
    return ticket
