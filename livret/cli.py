"""The command line: `python build.py …`, or `livret …`. Exit 0: done; 1: the content has errors; 2: wrong use or a failing machine.

The commands for the whole site are written here; those of a room are in its `commands.py`.
"""

from __future__ import annotations

import datetime
import sys
import time
from dataclasses import replace
from pathlib import Path

import click

from livret import check as checking
from livret import pipeline, schemas
from livret import script as reading_aloud
from livret.console import DATE, FOLDER, JOBS, JSON, LANG, SITE, machine, names, tell, whole
from livret.directory import commands as directory
from livret.printing import commands as printing
from livret.problems import Report
from livret.report import commands as reporting
from livret.translating import commands as translating


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
@names("--lang", "languages", help="Only these languages, separated by commas; wants --out.")
@click.option("--no-pdf", is_flag=True, help="No paper; wants --out.")
@DATE
@JOBS
@click.option("--why", is_flag=True, help="Say for each file that was made anew why it was.")
@click.option("--strict", is_flag=True, help="A damaged translation stops the build.")
@click.option(
    "--professional", is_flag=True, help="Also the listings for professionals, and what has changed; wants --out, never public/."
)
def build(
    site: Path,
    out: Path | None,
    languages: tuple[str, ...],
    no_pdf: bool,
    date: datetime.date | None,
    workers: int,
    why: bool,
    strict: bool,
    professional: bool,
) -> None:
    """Build content/, translations/ and theme/ into public/."""
    options = pipeline.Options(site, out or site / "public", languages, not no_pdf, date, workers, why, strict, professional)
    if professional and out is None:
        raise click.UsageError("--professional holds what is not for everybody: say with --out where to put it, outside public/")
    if options.partial and out is None:
        raise click.UsageError("--lang and --no-pdf make a part of the site: say with --out where to put it")
    _build(options)


def _build(options: pipeline.Options) -> None:
    report, start = Report(), time.monotonic()
    with machine():
        outcome = pipeline.build(options, report)
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
@LANG
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Where to listen.")
@click.option("--open", "show", is_flag=True, help="Open the browser.")
@click.option("--poll", is_flag=True, help="Look at the files time and again, where the system does not tell what was saved.")
def serve(site: Path, languages: tuple[str, ...], port: int, show: bool, poll: bool) -> None:
    """Preview on 127.0.0.1: save a file, see the page."""
    from livret.serve.server import serve as run  # noqa: PLC0415 – tornado is only needed here

    run(whole(site, None, languages), port, show=show, poll=poll)


@main.command()
@SITE
@DATE
@JSON
def check(site: Path, date: datetime.date | None, as_json: bool) -> None:
    """Find every problem; write nothing."""
    report = Report()
    found, editions = pipeline.translate(whole(site, date), report)
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
def plan(site: Path, date: datetime.date | None) -> None:
    """How many files of each kind a build makes."""
    report, options = Report(), whole(site, date)
    artifacts = pipeline.planned(options, report)
    tell(report)
    if artifacts is None:
        sys.exit(1)
    for kind, count in pipeline.count(artifacts):
        click.echo(f"{count:6} {kind}")


@main.command()
@SITE
@DATE
@click.option(
    "--section", type=click.IntRange(0), default=0, help="Only this section, counted from 1 [default: the whole chapter]."
)
@click.argument("language")
@click.argument("chapter")
def script(site: Path, date: datetime.date | None, section: int, language: str, chapter: str) -> None:
    """Print a CHAPTER (urgences/numeros) in LANGUAGE for whoever reads it aloud into a recording."""
    report = Report()
    text = reading_aloud.script(replace(whole(site, date, (language,)), pdf=False), chapter, section, report)
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


for _command in (*directory.COMMANDS, *translating.COMMANDS, *reporting.COMMANDS, printing.group):
    main.add_command(_command)
