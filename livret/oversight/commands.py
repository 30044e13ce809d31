"""`alert`, `rollback` and `approve`."""

from __future__ import annotations

import datetime
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from livret.console import DATE, FOLDER, LANG, SITE, day, echo, tell
from livret.problems import Report
from livret.tongue import marked, told, told_many

if TYPE_CHECKING:
    from livret.oversight.alert_entry import Asked
    from livret.source.door import Door
    from livret.workshop import Workshop


@click.command()
@click.argument("text", required=False)
@day("--until", "last", help="The last day on which it stands on the pages.")
@day("--from", "first", help="The first one [default: today].")
@click.option("--about", multiple=True, metavar="FACT|BOOKLET", help="What was printed and is no longer right; may be repeated.")
@click.option("--end", "ident", default="", metavar="ID", help="Take this one away before its last day.")
@LANG
@SITE
@DATE
def alert(
    text: str | None,
    last: datetime.date | None,
    first: datetime.date | None,
    about: tuple[str, ...],
    ident: str,
    languages: tuple[str, ...],
    site: Path,
    date: datetime.date | None,
) -> None:
    """Put a correction on top of every page until a day; without TEXT, list them."""
    from livret.oversight import alerting
    from livret.oversight.alert_entry import Asked
    from livret.running import opened

    if text and ident:
        raise click.UsageError(told("begin an alert or end one, not both at once"))
    if not (text or ident) and (text is not None or last or first or about or languages):
        raise click.UsageError(told("write between quotation marks what readers are to know"))
    if text and last is None:
        raise click.UsageError(told("say with --until until which day it holds"))
    shop, errors = opened(site, (), date)
    today = shop.inputs.door.today
    if ident:
        _end(shop.inputs.door, ident)
    elif text and last is not None:
        if last < max(first or today, today):
            raise click.BadParameter(told("{day} is over, or before the first day", day=last), param_hint="--until")
        _begin(site, date, shop.inputs.door, Asked(text, first or today, last, languages, about))
    else:
        for line in list(alerting.lines(shop.editions, shop.site)) or [told("There is no correction.")]:
            echo(line)
        tell(errors)


def _begin(site: Path, date: datetime.date | None, door: Door, asked: Asked) -> None:
    from livret.oversight import alerting
    from livret.running import opened, whole

    report = Report()
    ident = alerting.begin(whole(site, date), door, asked, report)
    if not ident:
        _unchanged(report)
    shop, errors = opened(site, (), date)
    begun = next(each for each in shop.site.alerts if each.id == ident)
    echo(told("{id}: from {first} until {last}", id=ident, first=begun.from_, last=begun.until))
    for line in alerting.begun(shop.editions, shop.site, begun):
        echo(f"  {line}")
    echo(told("Next: livret update, have it translated, and livret build"))
    tell(errors)


def _end(door: Door, ident: str) -> None:
    from livret.oversight import alerting

    report = Report()
    if not alerting.end(door, ident, report):
        _unchanged(report)
    echo(told("{id} is taken away. Next: livret build", id=ident))


def _unchanged(report: Report) -> NoReturn:
    tell(report)
    echo(told("Nothing was changed."), err=True)
    sys.exit(1)


@click.command()
@click.argument("number", type=click.IntRange(1), required=False)
@click.option("--list", "listed", is_flag=True, help="Only list those that there are, the latest first.")
@click.option("--forget", is_flag=True, help="Delete them all.")
@click.option("--out", type=FOLDER, help="Where it is published [default: public/ in the site folder].")
@SITE
@DATE
def rollback(number: int | None, listed: bool, forget: bool, out: Path | None, site: Path, date: datetime.date | None) -> None:
    """Publish a former output again, the last one or that of NUMBER. Alerts in force stand on it; the next build replaces it."""
    from livret.oversight import way_back
    from livret.publish import former

    shop, errors = _opened(site, out or site / "public", date)
    every = way_back.choices(shop, errors)
    for each in every if listed or forget else ():
        if forget:
            former.forget(each)
        echo(
            told_many(
                "{number}: of {day}, {count} file",
                "{number}: of {day}, {count} files",
                len(each.shown.files),
                number=each.number,
                day=each.shown.day,
            )
        )
    if listed or forget:
        return
    chosen = next((each for each in every if number in (None, each.number)), None)
    if chosen is None:
        raise click.UsageError(told("there is no such former output: see livret rollback --list"))
    report = Report()
    if not way_back.publish(shop, chosen, report):
        _unchanged(report)
    echo(told("{out}: as it was published for {day}. The next build replaces it.", out=shop.options.out, day=chosen.shown.day))


@click.command()
@click.argument("pages", nargs=-1, required=True, metavar="PAGE…")
@click.option("--by", default="", metavar="ID|ROLE", help="Who approves: an author's id, or a role of site.yaml; never a name.")
@click.option("--take-back", is_flag=True, help="Take approvals away, of a page that is gone too.")
@LANG
@SITE
@DATE
def approve(
    pages: tuple[str, ...], by: str, take_back: bool, languages: tuple[str, ...], site: Path, date: datetime.date | None
) -> None:
    """Say that a page (urgences/numeros), or each of a booklet, is right as it is, in its own language or in those named."""
    from livret.oversight import approving
    from livret.running import opened

    if not by and not take_back:
        raise click.UsageError(told("say with --by who approves: an author's id, or a role of site.yaml"))
    shop, _ = opened(site, languages, date)
    report = Report()
    do = approving.take_back if take_back else approving.approve
    found = do(shop.editions, shop.site, pages, by, languages, report)
    if not found:
        _unchanged(report)
    words = (
        marked("{page} in {tag}: no longer approved by {by}") if take_back else marked("{page} in {tag}: approved by {by} on {day}")
    )
    for each in found:
        echo(told(words, page=each.page, tag=each.language, by=each.by, day=each.on))


def _opened(site: Path, out: Path, date: datetime.date | None) -> tuple[Workshop, Report]:
    """A site with all that is wrong in it: what is published was right when it was."""
    from livret.running import whole
    from livret.workshop import Workshop

    report = Report()
    shop = Workshop.open(replace(whole(site, date), out=out), report)
    if shop is None:
        _unchanged(report)
    return shop, report


COMMANDS = (alert, rollback, approve)
