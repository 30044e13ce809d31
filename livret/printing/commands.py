"""`print …`: press files, imposed sheets, preflight, orders."""

from __future__ import annotations

import datetime
import functools
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from livret import check as checking
from livret.console import DATE, FILE, FOLDER, JOBS, JSON, LANG, SITE, Command, Group, echo, names
from livret.problems import Place, Report
from livret.tongue import marked, told, told_many

if TYPE_CHECKING:
    from livret.artifact import Artifact
    from livret.printing.handout import Override, Ticket
    from livret.printing.shop import Shop


def _opening(*options: Callable[[Command], Command]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Declares the options that say which site, languages and day, and gives the command its shop in their place. Without a site it ends there."""

    def decorated(command: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(command)
        def opened(
            site: Path, date: datetime.date | None, out: Path | None = None, languages: tuple[str, ...] = (), **values: Any
        ) -> None:
            from livret.printing.shop import Shop
            from livret.running import whole

            command(Shop.of(whole(site, date, languages), out or site / "press"), **values)

        for option in reversed(options):
            opened = option(opened)
        return opened

    return decorated


def _override(_context: click.Context, _option: click.Parameter, answer: str | None) -> Override | None:
    from livret.printing.handout import Override

    if answer is None:
        return None
    name, colon, reason = (part.strip() for part in answer.partition(":"))
    if not (name and colon and reason):
        raise click.UsageError(told('--override is written as "name: reason"'))
    return Override(name, reason)


_BOOKLET = click.argument("booklet_name", metavar="[BOOKLET]", default="")
_OUT = click.option("--out", type=FOLDER, help="Where to write [default: press/ in the site folder].")
_FORMAT = names("--format", "formats", help="Only these formats, separated by commas: a5, trifold, card …")
_OVERRIDE = click.option(
    "--override", callback=_override, help='Hand out what something stands in the way of: "name: reason"; the ticket records it.'
)


@click.group(cls=Group, name="print")
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
    """Write press/<booklet>-<format>.<lang>.pdf (PDF/X-4) and its ticket (.json). `site` means the card, the Agora's leaves and the welcome poster."""
    from livret.printing import dated
    from livret.source.prose import slug_of

    if release and slug_of(release) is None:
        raise click.UsageError(told("--release is written with small letters, digits and hyphens: 2026-12"))
    made = shop.press(shop.jobs(booklet_name, formats, release), workers)
    written = [pressed.job for pressed in made if shop.give(pressed, override)]
    shop.cache.save()
    if release and written:
        records = [dated.record(shop.editions[job.language], job) for job in written if "@" in job.subject]
        echo(dated.write(shop.folder, shop.site, release, records))
    sys.exit(int(len(written) < len(made)))


@group.command()
@_opening(SITE, _OUT, LANG, DATE)
@_OVERRIDE
@JOBS
def guide(shop: Shop, override: Override | None, workers: int) -> None:
    """Write the whole guide of a language, all booklets and the directory by category, A5: press/screen/site-guide.<lang>.pdf to read, press/site-guide.<lang>.pdf for a shop."""
    from livret.paper.fonts import SITE as OF_SITE
    from livret.paper.guide import GUIDE

    made = shop.press(shop.jobs(OF_SITE, (GUIDE,)), workers)
    for pressed in made:
        echo(shop.to_read(pressed.job))
    written = [pressed for pressed in made if shop.give(pressed, override)]
    shop.cache.save()
    sys.exit(int(len(written) < len(made)))


@group.command()
@_opening(SITE, LANG, DATE)
@JSON
def changes(shop: Shop, as_json: bool) -> None:
    """What to reprint, and why: how dated editions differ from what the site says now."""
    from livret.release.reprints import reprints

    found = list(reprints(shop.site, shop.editions_printed))
    if as_json:
        echo(json.dumps([reprint.json() for reprint in found], ensure_ascii=False, indent=1))
        return
    for reprint in found:
        echo("\n".join(reprint.lines))
    echo(told("{count} of {all} to reprint", count=sum(bool(reprint.changes) for reprint in found), all=len(found)))


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
    from livret.press.impose import Paper
    from livret.printing.shop import imposable, imposed
    from livret.publish import atomic

    paper = Paper(thickness, signature, for_shop)
    done = True
    for pressed in shop.press([job for job in shop.jobs(booklet_name, formats) if imposable(job)], workers):
        ticket = shop.give(pressed, override)
        done &= ticket is not None
        if ticket:
            for path, data in imposed(pressed, ticket, paper, separate_cover):
                atomic.write(shop.out / "imposed" / path, data)
                echo(shop.out / "imposed" / path)
    shop.cache.save()
    sys.exit(int(not done))


@group.command(name="preflight")
@FILE
@JSON
def preflight_command(file: Path, as_json: bool) -> None:
    """Find what a print shop would send back in any PDF."""
    from livret import limits, preflight
    from livret.source.door import Door, Refused

    try:
        data = Door(file.resolve().parent, datetime.date.min).read(file.name, limits.PDF_BYTES)
    except Refused as refused:
        for line in checking.lines([refused.problem]):
            echo(line, err=True)
        sys.exit(2)
    findings = preflight.check(data)
    if as_json:
        echo(json.dumps([finding.json() for finding in findings], ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            echo("\n".join(finding.lines(str(file))))
        echo(told_many("{count} finding", "{count} findings", len(findings)))
    sys.exit(int(any(finding.error for finding in findings)))


@group.command()
@click.argument("name")
@_opening(SITE, _OUT, DATE)
@_OVERRIDE
@JOBS
def order(shop: Shop, name: str, override: Override | None, workers: int) -> None:
    """Write press/orders/<NAME>.zip from content/orders/<NAME>.yaml: press files, job ticket, proofs to sign."""
    from livret.paper.compile import PaperError
    from livret.printing import order_pack as ordering
    from livret.printing.handout import jobs
    from livret.printing.shop import stop_at
    from livret.publish import atomic
    from livret.source import orders
    from livret.source.door import Door

    report = Report()
    edition = next(iter(shop.editions.values()))
    read = ordering.read(Door(shop.folder, edition.today), name, jobs(shop.site, shop.editions), edition, report)
    stop_at(report)
    if read is None:
        raise RuntimeError("an order that could not be read was not reported")
    made: dict[Artifact, tuple[bytes, Ticket]] = {}
    wanted = list(dict.fromkeys(job for each in read[1] for job in each.jobs.values()))
    for pressed in shop.press(wanted, workers):
        if ticket := shop.give(pressed, override):
            made[pressed.job] = pressed.data, ticket
    shop.cache.save()
    if len(made) < len(wanted):
        words = marked("The order was not written: {count} of {all} files may not be handed out.")
        echo(told(words, count=len(wanted) - len(made), all=len(wanted)), err=True)
        sys.exit(1)
    path = shop.out / "orders" / f"{name}.zip"
    try:
        data = ordering.pack(name, read[0], read[1], made, shop.editions)
    except PaperError as error:
        report.add(error.code, Place(f"{orders.FOLDER}/{name}.yaml"), **error.values)
        stop_at(report)
    else:
        atomic.write(path, data)
        echo(path)
