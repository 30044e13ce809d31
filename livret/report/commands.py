"""`status`, and what is written for the team: `news`, `consent`, `proof` and `funder`."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from livret import check as checking
from livret.console import DATE, JSON, LANG, SITE, day, echo, names, tell
from livret.problems import Place, Report, near
from livret.tongue import spoken, told

if TYPE_CHECKING:
    from livret.editions.edition import Edition
    from livret.paper.document import Document
    from livret.publish.watch import Found, Watch
    from livret.report.overview import Overview
    from livret.workshop import Workshop


@click.command(name="status")
@SITE
@LANG
@JSON
@click.option("--html", is_flag=True, help="Also write report/: pages for the team, of every language.")
@DATE
def status_command(site: Path, languages: tuple[str, ...], as_json: bool, html: bool, date: datetime.date | None) -> None:
    """How far each language is, what to translate first, which panels are almost full, what to read again."""
    from livret.publish.watch import Request, Watch
    from livret.source.door import VOICE

    watch = Watch(
        Request("status", site, date, options={"languages": list(languages), "json": as_json, "spoken": spoken()}, besides=(VOICE,))
    )
    found = None if html else watch.found()
    if found is None:
        found = _status(site, languages, date, watch, as_json=as_json, html=html)
    echo(found.said)
    if html:
        from livret.report import report_pages

        echo(site / report_pages.FOLDER / "index.html", err=as_json)
    tell(found.report)
    sys.exit(checking.exit_code(found.report))


def _status(
    site: Path, languages: tuple[str, ...], date: datetime.date | None, watch: Watch, *, as_json: bool, html: bool
) -> Found:
    from livret.publish.watch import Found
    from livret.report import report_pages, room, status
    from livret.running import opened, readable

    shop, errors = opened(site, languages, date, watch)
    every = shop.site.config.languages
    asked = languages or every
    whole = readable(errors)
    found = status.status(
        shop.editions,
        every if html else asked,
        lambda edition: room.tight(edition, shop.site, site, errors) if whole else (),
        errors,
    )
    if html:
        _write(site, report_pages.pages(shop.inputs, found, _overview(site, date, shop)), _is_anothers)
    shop.save_reading()
    shop.save(asked, whole=False)
    shown = replace(found, languages=tuple(each for each in found.languages if each.language.tag in asked))
    said = status.as_json(shown) if as_json else "\n".join(status.lines(shown, all_parts=bool(languages)))
    watch.keep(errors, said=said)
    return Found(errors, said=said)


def _overview(site: Path, date: datetime.date | None, shop: Workshop) -> Overview:
    """What `check` finds, what servers answered when they were asked last, what is published: nothing is asked for here."""
    from livret.outside import answers, linked
    from livret.publish.watch import Request, Watch
    from livret.report import overview
    from livret.running import checked
    from livret.source import orders
    from livret.source.door import Door

    watch, inputs = Watch(Request("check", site, date)), shop.inputs
    found = watch.found()
    return overview.overview(
        shop.editions,
        found.report if found else checked(site, date, watch),
        orders.read(inputs.door, Report()),
        answers.known(site, linked.addresses(inputs)),
        Door(site / "public", inputs.door.today),
    )


@click.command(name="upstream")
@SITE
@DATE
def upstream_command(site: Path, date: datetime.date | None) -> None:
    """Take note of the base as it is now: `status` says what has changed in it since."""
    from livret.report import upstream
    from livret.running import gather

    editions, errors = gather(site, (), date)
    inputs = editions.inputs
    if not inputs.door.layers.bases:
        raise click.UsageError(told("this site extends no base: write extends: in content/site.yaml"))
    found = upstream.upstream(inputs, Report())
    for line in found.lines if found and found.since else ():
        echo(line)
    if path := upstream.note(inputs, errors):
        echo(path)
    tell(errors)
    sys.exit(checking.exit_code(errors))


def _is_anothers(name: str) -> bool:
    """Whether a file of report/ is another command's: these lie in a folder, or are named after a document and a language."""
    return "/" in name or name.count(".") > 1


@click.command(name="news")
@SITE
@names("--lang", "languages", required=True, help="The languages to print it in, separated by commas.")
@day("--since", required=True, help="The first day: year-month-day.")
@DATE
def news_command(site: Path, languages: tuple[str, ...], since: datetime.date, date: datetime.date | None) -> None:
    """Write report/news.<lang>.pdf: what is new since a day, on a sheet for the next meeting."""
    from livret.paper import agora_leaves

    _sheets(site, languages, date, "news", lambda edition: agora_leaves.since(edition, since))


def _sheets(
    site: Path, languages: tuple[str, ...], date: datetime.date | None, name: str, compose: Callable[[Edition], Document]
) -> None:
    """Writes one document in some languages, or in all, into report/."""
    from livret.paper import paper_plan
    from livret.paper.compile import PaperError
    from livret.report import report_pages
    from livret.running import gather, readable

    editions, errors = gather(site, languages, date)
    sheets: dict[str, bytes] = {}
    if readable(errors):
        try:
            for tag in languages or editions.inputs.reading.site.config.languages:
                sheets[f"{name}.{tag}.pdf"] = paper_plan.typeset(editions[tag], compose(editions[tag]))
        except PaperError as error:
            sheets = {}
            errors.add(error.code, error.place or Place(name), **error.values)
    if sheets:
        _write(site, sheets.items(), lambda path: path not in sheets)
    for path in sheets:
        echo(site / report_pages.FOLDER / path)
    tell(errors)
    sys.exit(checking.exit_code(errors))


@click.command(name="proof")
@click.argument("booklet", default="", metavar="[BOOKLET]")
@SITE
@names("--lang", "languages", required=True, help="The languages to be read, separated by commas.")
@DATE
def proof_command(booklet: str, site: Path, languages: tuple[str, ...], date: datetime.date | None) -> None:
    """Write proof sheets into report/: each text beside its original, with a number, to be printed or sent."""
    from livret.report import proof, report_pages
    from livret.running import gather, readable

    editions, errors = gather(site, languages, date, drafts=True)
    parts = tuple(editions.inputs.reading.messages)
    if booklet and booklet not in parts:
        errors.add("part-unknown", Place(booklet), value=booklet, choices=", ".join(parts), near=near(booklet, parts))
    sheets: dict[str, bytes] = {}
    if readable(errors):
        sheets = {name: data for tag in languages for name, data in proof.sheets(editions, tag, (booklet,) if booklet else parts)}
        if not sheets:
            words = told("There is no sheet to write: this is written in “{languages}”.", languages=", ".join(languages))
            echo(words, err=True)
    if sheets:
        _write(site, sheets.items(), lambda name: name not in sheets)
    for name in sheets:
        echo(site / report_pages.FOLDER / name)
    tell(errors)
    sys.exit(int(not sheets))


@click.command(name="consent")
@SITE
@LANG
@DATE
def consent_command(site: Path, languages: tuple[str, ...], date: datetime.date | None) -> None:
    """Write report/consent.<lang>.pdf: what a member agrees to, in their language beside the site's own, to be filled in by hand."""
    from livret.paper import consent_form

    _sheets(site, languages, date, "consent", consent_form.compose)


@click.command(name="funder")
@SITE
@LANG
@day("--from", "first", required=True, help="The first day of the period: year-month-day.")
@day("--until", "last", required=True, help="Its last day.")
@DATE
def funder_command(
    site: Path, languages: tuple[str, ...], first: datetime.date, last: datetime.date, date: datetime.date | None
) -> None:
    """Write report/funder/<from>--<until>.zip: what a funder is told of a period, with pictures of what is published."""
    from livret.paper.compile import PaperError
    from livret.report import evidence, funder_pack, report_pages
    from livret.running import gather, readable
    from livret.source.door import Refused

    if last < first:
        raise click.UsageError(told("--until {last} is before --from {first}", last=last, first=first))
    editions, errors = gather(site, languages, date)
    path, found = f"{funder_pack.FOLDER}/{first}--{last}.zip", None
    if readable(errors):
        try:
            found = funder_pack.pack(editions, languages, first, last, evidence.Published.of(site / "public", editions), errors)
        except PaperError as error:
            errors.add(error.code, error.place or Place(path), **error.values)
        except Refused as refused:
            errors.take(refused.problem)
    if found:
        _write(site, [(path, found.data)], lambda name: name != path)
        echo("\n".join((str(site / report_pages.FOLDER / path), *found.lines)))
    tell(errors)
    sys.exit(int(not found))


def _write(site: Path, files: Iterable[tuple[str, bytes]], kept: Callable[[str], bool]) -> None:
    from livret.publish import folder
    from livret.report import report_pages

    folder.write(site / report_pages.FOLDER, site, files, kept)


COMMANDS = (status_command, upstream_command, news_command, consent_command, proof_command, funder_command)
