"""`import`, `verify` and `due`."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from livret import check as checking
from livret.console import BY, DATE, FILE, SITE, echo, tell
from livret.directory.asked import FORMATS, FileHints
from livret.problems import Report
from livret.tongue import marked, told, told_many


@click.command("import")
@FILE
@SITE
@click.option("--format", "form", type=click.Choice(FORMATS), help="What the file is [default: seen by its content].")
@click.option("--category", default="", help="The category of services that name none.")
@click.option("--source", default="", help="The web address of the other directory, for services that name no source.")
@click.option("--name", default="", help="The name of the new file, without .yaml [default: that of FILE].")
@click.option("--map", "named", multiple=True, metavar="COLUMN=KEY", help='What a column is, such as "Nom=name"; may be repeated.')
@click.option("--dry-run", "dry", is_flag=True, help="Show what would be written, and write nothing.")
@DATE
def take_in(
    file: Path,
    site: Path,
    form: str | None,
    category: str,
    source: str,
    name: str,
    named: tuple[str, ...],
    dry: bool,
    date: datetime.date | None,
) -> None:
    """Make listings of the services of another directory: HSDS 3, data·inclusion or CSV."""
    from livret import workshop
    from livret.directory import importing
    from livret.running import gather, whole

    inputs = gather(site, (), date)[0].inputs
    report = Report()
    hints = FileHints(form or "", category, source, name, _mapped(named), dry)
    taken = importing.take(inputs.door, inputs.reading, file, hints, report)
    done, left = taken is not None and taken.services > 0, len(report)
    if taken and done and dry:
        importing.trial(taken, inputs.reading, report)
        trial = told_many(
            "{path}: {count} service would be written", "{path}: {count} services would be written", taken.services, path=taken.path
        )
        echo(f"{trial}\n\n{taken.text}")
    elif taken and done:
        again = Report()
        workshop.gather(whole(site, date), again)
        for problem in (each for each in again if each.place.path == taken.path):
            report.take(problem)
        echo(told_many("{path}: {count} service", "{path}: {count} services", taken.services, path=taken.path))
    tell(report)
    if not done:
        echo(told("Nothing was imported."), err=True)
    sys.exit(int(bool(left) or not done or checking.exit_code(report)))  # what a site is only warned of is there all the same


def _mapped(named: tuple[str, ...]) -> dict[str, str]:
    """Columns and the keys that they are."""
    pairs = [each.rpartition("=")[::2] for each in named]
    for column, key in pairs:
        if not (column.strip() and key.strip()):
            raise click.BadParameter(told('write the column, “=” and the key: --map "Nom=name"'), param_hint="--map")
    return {column.strip(): key.strip() for column, key in pairs}


@click.command()
@click.argument("services", nargs=-1, required=True, metavar="ID…")
@SITE
@BY
@DATE
def verify(services: tuple[str, ...], site: Path, by: str, date: datetime.date | None) -> None:
    """Say that services are still as they are described, by their ids: nothing but the date and your name is changed."""
    from livret.directory import verify as verifying
    from livret.running import gather

    if not verifying.is_name(by):
        raise click.BadParameter(told("a pseudonym is one word of small letters, digits and _"), param_hint="--by")
    inputs = gather(site, (), date)[0].inputs
    report = Report()
    found = list(verifying.verify(inputs.door, services, by, inputs.door.today, report))
    for each in found:
        echo(told("{place}: {ident} is verified (it was on {was})", place=each.place, ident=each.ident, was=each.was))
    tell(report)
    sys.exit(checking.exit_code(report))


@click.command()
@SITE
@DATE
def due(site: Path, date: datetime.date | None) -> None:
    """Which services to verify this month, by organisation; a letter for each into report/letters/."""
    from livret.directory import due as asking
    from livret.running import gather
    from livret.source.read import for_professionals

    editions, report = gather(site, (), date)
    inputs = editions.inputs
    tell(report)
    found, today = inputs.reading.site, inputs.door.today
    asked = asking.due(for_professionals(inputs.reading).site, today)
    letters = list(asking.letters(editions[found.config.language], asked))
    asking.write(site, letters)
    for each, letter in zip(asked, letters, strict=True):
        echo(f"{each.name}: {letter.path}")
        for service in each.services:
            until, words = asking.until(service, found.config), marked("  {ident}: verified on {day}, holds until {until}")
            echo(told(words, ident=service.id, day=service.verified_on, until=until))
    services = sum(len(each.services) for each in asked)
    to_verify = told_many("{count} service to verify", "{count} services to verify", services)
    echo(f"{today:%Y-%m}: {to_verify}, {told_many('{count} letter', '{count} letters', len(asked))}.")


COMMANDS = (take_in, verify, due)
