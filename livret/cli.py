"""The command line: `python build.py …`, or `livret …`. Exit 0: done; 1: the content has errors; 2: wrong use or a failing machine."""

from __future__ import annotations

import datetime
import re
import sys
import time
from pathlib import Path

import click

from livret import check as checking
from livret import confirm as confirming
from livret import due as asking
from livret import extract as extraction
from livret import importing, pipeline, schemas
from livret import new as starting
from livret import receive as receiving
from livret import script as reading_aloud
from livret import update as updating
from livret import verify as verifying
from livret.console import DATE, FOLDER, LANG, SITE, day, gather, readable, tags, tell
from livret.model import Provenance
from livret.printing import commands as printing
from livret.problems import Report
from livret.publish.stage import PublishError
from livret.report.commands import proof_command, status_command
from livret.source.door import Door
from livret.source.read import for_professionals
from livret.translation.catalog import PROVENANCES
from livret.translation.edition import Edition
from livret.translation.marks import pseudonym


class _Livret(click.Group):
    """Without a command, it builds: `python build.py --out DIR` is `python build.py build --out DIR`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in ("-h", "--help", "--version")):
            args.insert(0, "build")
        return super().parse_args(ctx, args)


@click.group(cls=_Livret, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="livret")
def main() -> None:
    """Build, preview and check a site of booklets in many languages. Without a command: build."""


@main.command()
@SITE
@click.option("--out", type=FOLDER, help="Where to publish [default: public/ in the site folder].")
@click.option("--lang", "languages", help="Only these languages, separated by commas; wants --out.")
@click.option("--no-pdf", is_flag=True, help="No paper; wants --out.")
@DATE
@click.option("--jobs", type=click.IntRange(0), default=0, help="Processes at work [default: one for each core].")
@click.option("--why", is_flag=True, help="Say for each file that was made anew why it was.")
@click.option("--strict", is_flag=True, help="A damaged translation stops the build.")
@click.option("--professional", is_flag=True, help="Also the listings for professionals, and what has changed; wants --out, never public/.")
def build(
    site: Path,
    out: Path | None,
    languages: str | None,
    date: datetime.datetime | None,
    no_pdf: bool,
    jobs: int,
    why: bool,
    strict: bool,
    professional: bool,
) -> None:
    """Build content/, translations/ and theme/ into public/."""
    options = pipeline.Options(site, out or site / "public", tags(languages), not no_pdf, day(date), jobs, why, strict, professional)
    if professional and out is None:
        raise click.UsageError("--professional holds what is not for everybody: say with --out where to put it, outside public/")
    if options.partial and out is None:
        raise click.UsageError("--lang and --no-pdf make a part of the site: say with --out where to put it")
    _build(options)


def _build(options: pipeline.Options) -> None:
    report, start = Report(), time.monotonic()
    try:
        outcome = pipeline.build(options, report)
    except (PublishError, OSError) as error:
        click.echo(f"livret: {error}", err=True)
        sys.exit(2)
    tell(report)
    if options.why:
        for reason in outcome.reasons:
            click.echo(reason)
    if not outcome.published:
        click.echo(f"Nothing was published: {checking.summary(report)}.", err=True)
        sys.exit(1)
    total = sum(outcome.kinds.values())
    seconds = time.monotonic() - start
    click.echo(f"{options.out}: {total} files, {outcome.made} made anew, in {seconds:.1f} s ({checking.summary(report)}).")


@main.command()
@SITE
@DATE
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def check(site: Path, date: datetime.datetime | None, as_json: bool) -> None:
    """Find every problem; write nothing."""
    report = Report()
    found, editions = pipeline.translate(pipeline.Options(site, site / "public", date=day(date)), report)
    if found:
        checking.readability(found, editions, report)
    if as_json:
        click.echo(checking.as_json(report))
    else:
        tell(report, err=False)
        click.echo(checking.summary(report))
    sys.exit(checking.exit_code(report))


@main.command()
@SITE
@DATE
def plan(site: Path, date: datetime.datetime | None) -> None:
    """How many files of each kind a build makes."""
    report = Report()
    options = pipeline.Options(site, site / "public", date=day(date))
    found, editions = pipeline.translate(options, report)
    tell(report)
    if found is None:
        sys.exit(1)
    for kind, count in pipeline.count(pipeline.compose(found, editions, options)):
        click.echo(f"{count:6} {kind}")


@main.command()
@SITE
def extract(site: Path) -> None:
    """Write translations/*.pot: what there is to translate."""
    report = Report()
    pots = extraction.templates(site, report)
    tell(report)
    for path in extraction.write(site, pots):
        click.echo(path)
    sys.exit(int(not pots))


@main.command()
@SITE
def update(site: Path) -> None:
    """Write the templates and merge what changed into every catalog."""
    report = Report()
    for path in updating.update(site, Door(site, datetime.date.min), report):
        click.echo(path)
    tell(report)
    sys.exit(checking.exit_code(report))


@main.command()
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS…")
@SITE
@LANG
@click.option("--by", envvar="LIVRET_BY", required=True, help="Your pseudonym [default: LIVRET_BY of the environment].")
@click.option("--reviewed", is_flag=True, help="You also checked what a machine translated.")
@DATE
def confirm(
    addresses: tuple[str, ...], site: Path, languages: str | None, by: str, reviewed: bool, date: datetime.datetime | None
) -> None:
    """Say that translations are still right: of a text, a page, a booklet or a service, by its address."""
    if not pseudonym(by):
        raise click.BadParameter("a pseudonym is one word of letters and digits", param_hint="--by")
    stock, report = gather(site, languages, date)
    word = confirming.Word(by, stock.door.today, reviewed)
    found = list(confirming.confirm(stock, addresses, tags(languages) or stock.reading.site.config.languages, word, report))
    for each in found:
        click.echo(f"{each.place}: {each.message.address} is confirmed (it was {each.was.replace('-', ' ')})")
    tell(report)
    if not found:
        click.echo("Nothing was confirmed.", err=True)
    sys.exit(checking.exit_code(report) or int(not found))


@main.command()
@click.argument("services", nargs=-1, required=True, metavar="ID…")
@SITE
@click.option("--by", envvar="LIVRET_BY", required=True, help="Your pseudonym [default: LIVRET_BY of the environment].")
@DATE
def verify(services: tuple[str, ...], site: Path, by: str, date: datetime.datetime | None) -> None:
    """Say that services are still as they are described, by their ids: nothing but the date and your name is changed."""
    if not verifying.is_name(by):
        raise click.BadParameter("a pseudonym is one word of small letters, digits and _", param_hint="--by")
    stock, _ = gather(site, None, date)
    report = Report()
    found = list(verifying.verify(stock.door, services, by, stock.door.today, report))
    for each in found:
        click.echo(f"{each.place}: {each.ident} is verified (it was on {each.was})")
    tell(report)
    sys.exit(checking.exit_code(report))


@main.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@SITE
@click.option("--format", "form", type=click.Choice(importing.FORMATS), help="What the file is [default: seen by its content].")
@click.option("--category", default="", help="The category of services that name none.")
@click.option("--source", default="", help="The web address of the other directory, for services that name no source.")
@click.option("--name", default="", help="The name of the new file, without .yaml [default: that of FILE].")
@DATE
def take_in(file: Path, site: Path, form: str | None, category: str, source: str, name: str, date: datetime.datetime | None) -> None:
    """Make listings of the services of another directory: HSDS 3, data·inclusion or CSV."""
    stock, _ = gather(site, None, date)
    report = Report()
    taken = importing.take(stock.door, stock.reading, file, importing.Asked(form or "", category, source, name), report)
    if taken and taken.services:
        again = Report()
        pipeline.gather(pipeline.Options(site, site / "public", date=day(date)), again)
        for problem in (each for each in again if each.place.path == taken.path):
            report.add(problem.code, problem.place, **dict(problem.values))
        click.echo(f"{taken.path}: {taken.services} services")
    tell(report)
    if not (taken and taken.services):
        click.echo("Nothing was imported.", err=True)
    sys.exit(int(bool(len(report)) or not (taken and taken.services)))


@main.group()
def new() -> None:
    """Start something new."""


@new.command("service")
@click.argument("category")
@click.argument("id")
@SITE
@DATE
def new_service(category: str, id: str, site: Path, date: datetime.datetime | None) -> None:  # noqa: A002 – as it is called in the file
    """Write a listing that validates and says it is an example, at the end of content/services/CATEGORY.yaml."""
    if not re.fullmatch("[a-z][a-z0-9_]*", id):
        raise click.BadParameter("small letters, digits and _, a letter first", param_hint="ID")
    stock, _ = gather(site, None, date)
    report = Report()
    place = starting.service(stock.door, stock.reading, category, id, stock.door.today, report)
    tell(report)
    if place is None:
        sys.exit(1)
    click.echo(f"{place}: {id}, an example to fill in")
    for path in schemas.write(site):
        click.echo(path)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@SITE
@click.option("--lang", "language", default="", help="The language of the catalog [default: as its Language header says].")
@click.option("--domain", default="", help="The part of the site that it translates [default: found by its texts].")
@click.option("--provenance", type=click.Choice([str(by) for by in PROVENANCES]), help="Who translated it [default: as the catalog says, else people].")
@DATE
def receive(file: Path, site: Path, language: str, domain: str, provenance: str | None, date: datetime.datetime | None) -> None:
    """Take in a catalog that came by e-mail, however old it is."""
    stock, report = gather(site, None, date)
    asked = receiving.Asked(language, domain, Provenance(provenance) if provenance else None)
    if readable(report):
        answer = receiving.receive(stock, file, asked, report)
        for line in receiving.lines(answer, site) if answer else ():
            click.echo(line)
    tell(report)
    sys.exit(checking.exit_code(report))


@main.command()
@SITE
@DATE
@click.option("--section", type=click.IntRange(0), default=0, help="Only this section, counted from 1 [default: the whole chapter].")
@click.argument("language")
@click.argument("chapter")
def script(site: Path, date: datetime.datetime | None, section: int, language: str, chapter: str) -> None:
    """Print a CHAPTER (urgences/numeros) in LANGUAGE for whoever reads it aloud into a recording."""
    report = Report()
    text = reading_aloud.script(pipeline.Options(site, site / "public", (language,), pdf=False, date=day(date)), chapter, section, report)
    tell(report)
    if text is None:
        sys.exit(checking.exit_code(report) or 2)
    click.echo(text)


@main.command()
@SITE
def schema(site: Path) -> None:
    """Write docs/schema/*.json: what an editor needs to complete the keys of YAML files."""
    for path in schemas.write(site):
        click.echo(path)


@main.command()
@SITE
@DATE
def due(site: Path, date: datetime.datetime | None) -> None:
    """Which services to verify this month, by organisation; a letter for each into report/letters/."""
    stock, report = gather(site, None, date)
    tell(report)
    found, today = stock.reading.site, stock.door.today
    asked = asking.due(for_professionals(stock.reading).site, today)
    edition = Edition(stock, found.config.language, report)
    letters = list(asking.letters(edition, asked))
    try:
        asking.write(site, letters)
    except (PublishError, OSError) as error:
        click.echo(f"livret: {error}", err=True)
        sys.exit(2)
    for each, letter in zip(asked, letters, strict=True):
        click.echo(f"{each.name}: {letter.path}")
        for service in each.services:
            click.echo(f"  {service.id}: verified on {service.verified_on}, holds until {asking.until(service, found.config)}")
    services = sum(len(each.services) for each in asked)
    click.echo(f"{today:%Y-%m}: {services} services to verify, {len(asked)} letters.")


@main.command()
@SITE
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Where to listen.")
def serve(site: Path, port: int) -> None:
    """Preview on 127.0.0.1: save a file, see the page."""
    from livret.serve import serve as run  # noqa: PLC0415 – tornado is only needed here

    run(site, port)


for _command in (status_command, proof_command, printing.group):
    main.add_command(_command)
