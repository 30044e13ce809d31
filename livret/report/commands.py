"""`status` and `proof`."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import click

from livret import check as checking
from livret.console import DATE, JSON, LANG, SITE, names, tell
from livret.problems import Place, near

_PROOF = "proof-"


@click.command(name="status")
@SITE
@LANG
@JSON
@click.option("--html", is_flag=True, help="Also write report/: pages for the team, of every language.")
@DATE
def status_command(site: Path, languages: tuple[str, ...], as_json: bool, html: bool, date: datetime.date | None) -> None:
    """How far each language is, what to translate first, which panels are almost full, what to read again."""
    from livret.publish import folder
    from livret.report import pages, room, status
    from livret.running import gather, readable

    editions, errors = gather(site, languages, date)
    stock = editions.stock
    every = stock.reading.site.config.languages
    asked = languages or every
    whole = readable(errors)
    found = status.status(
        editions, every if html else asked, lambda edition: room.tight(edition, stock.reading.site, site, errors) if whole else ()
    )
    shown = replace(found, languages=tuple(each for each in found.languages if each.language.tag in asked))
    for line in [status.as_json(shown)] if as_json else status.lines(shown, all_parts=bool(languages)):
        click.echo(line)
    if html:
        _write(site, pages.pages(stock, found), lambda name: name.startswith((_PROOF, folder.LETTERS)))
        click.echo(site / pages.FOLDER / "index.html", err=as_json)
    tell(errors)
    sys.exit(checking.exit_code(errors))


@click.command(name="proof")
@click.argument("booklet", default="", metavar="[BOOKLET]")
@SITE
@names("--lang", "languages", required=True, help="The languages to be read, separated by commas.")
@DATE
def proof_command(booklet: str, site: Path, languages: tuple[str, ...], date: datetime.date | None) -> None:
    """Write proof sheets into report/: each text beside its original, with a number, to be printed or sent."""
    from livret.report import pages, proof
    from livret.running import gather, readable

    editions, errors = gather(site, languages, date)
    parts = tuple(editions.stock.reading.messages)
    if booklet and booklet not in parts:
        errors.add("part-unknown", Place(booklet), value=booklet, choices=", ".join(parts), near=near(booklet, parts))
    sheets: dict[str, bytes] = {}
    if readable(errors):
        sheets = {name: data for tag in languages for name, data in proof.sheets(editions, tag, (booklet,) if booklet else parts)}
        if not sheets:
            click.echo(f"There is no sheet to write: this is written in “{', '.join(languages)}”.", err=True)
    if sheets:
        _write(site, sheets.items(), lambda name: name not in sheets)
    for name in sheets:
        click.echo(site / pages.FOLDER / name)
    tell(errors)
    sys.exit(int(not sheets))


def _write(site: Path, files: Iterable[tuple[str, bytes]], kept: Callable[[str], bool]) -> None:
    from livret.publish import folder
    from livret.report import pages
    from livret.running import machine

    with machine():
        folder.write(site / pages.FOLDER, site, files, kept)


COMMANDS = (status_command, proof_command)
