"""`extract`, `update`, `confirm` and `receive`."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from livret import check as checking
from livret.console import ADDRESS, BY, DATE, FILE, LANG, SITE, echo, tell
from livret.problems import Report
from livret.tongue import told
from livret.wording import STATES

PROVENANCES = ("people", "machine-reviewed", "machine")  # those of `livret.catalogs.catalog`, which is not to be waited for


@click.command()
@SITE
def extract(site: Path) -> None:
    """Write translations/*.pot: what there is to translate."""
    from livret import extract as extraction

    report = Report()
    pots = extraction.templates(site, report)
    tell(report)
    for path in extraction.write(site, pots):
        echo(path)
    sys.exit(int(not pots))


@click.command()
@SITE
def update(site: Path) -> None:
    """Write the templates and merge what changed into every catalog."""
    from livret.source.door import Door
    from livret.translating import update as updating

    report = Report()
    for path in updating.update(site, Door(site, datetime.date.min), report):
        echo(path)
    tell(report)
    sys.exit(checking.exit_code(report))


@click.command()
@click.argument("addresses", type=ADDRESS, nargs=-1, required=True, metavar="ADDRESS…")
@SITE
@LANG
@BY
@click.option("--reviewed", is_flag=True, help="You also checked what a machine translated.")
@DATE
def confirm(
    addresses: tuple[str, ...], site: Path, languages: tuple[str, ...], by: str, reviewed: bool, date: datetime.date | None
) -> None:
    """Say that translations are still right: of a text, a page, a booklet or a service, by its address."""
    from livret.running import gather
    from livret.translating import confirm as confirming
    from livret.translating.marks import pseudonym

    if not pseudonym(by):
        raise click.BadParameter(told("a pseudonym is one word of letters and digits"), param_hint="--by")
    editions, report = gather(site, languages, date, drafts=True)
    inputs = editions.inputs
    approval = confirming.Approval(by, inputs.door.today, reviewed)
    found = list(confirming.confirm(inputs, addresses, languages or inputs.reading.site.config.languages, approval, report))
    for each in found:
        echo(
            told(
                "{place}: {address} is confirmed (it was {was})",
                place=each.place,
                address=each.message.address,
                was=told(STATES[each.was]),
            )
        )
    tell(report)
    if not found:
        echo(told("Nothing was confirmed."), err=True)
    sys.exit(checking.exit_code(report) or int(not found))


@click.command()
@FILE
@SITE
@click.option("--lang", "language", default="", help="The language of the catalog [default: as its Language header says].")
@click.option("--domain", default="", help="The part of the site that it translates [default: found by its texts].")
@click.option(
    "--provenance",
    type=click.Choice(PROVENANCES),
    help="Who translated it [default: as the catalog says, else people].",
)
@DATE
def receive(file: Path, site: Path, language: str, domain: str, provenance: str | None, date: datetime.date | None) -> None:
    """Take in a catalog that came by e-mail, however old it is."""
    from livret.model import Provenance
    from livret.running import gather, readable
    from livret.translating import receive as receiving

    editions, report = gather(site, (), date, drafts=True)
    inputs = editions.inputs
    asked = receiving.CatalogHints(language, domain, Provenance(provenance) if provenance else None)
    if readable(report):
        answer = receiving.receive(inputs, file, asked, report)
        for line in receiving.lines(answer, site) if answer else ():
            echo(line)
    tell(report)
    sys.exit(checking.exit_code(report))


COMMANDS = (extract, update, confirm, receive)
