"""`codes`, `voice` and `review`."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from livret.console import ADDRESS, DATE, FILE, SITE, echo, names, tell
from livret.problems import Place, Report, near
from livret.tongue import marked, told, told_many

# What is masked, as `livret.voice.masking` calls it.
MASKED = (marked("e-mail"), marked("account"), marked("address"), marked("date"), marked("number"), marked("name"))


@click.command()
@SITE
def codes(site: Path) -> None:
    """Give a code to each page that has none, in content/codes.yaml: readers say it of what is wrong."""
    from livret.running import gather, readable
    from livret.voice import new_codes

    inputs = gather(site, (), None, drafts=True)[0].inputs
    report = Report()
    added = new_codes.assign(inputs.door, inputs.reading.site, report)
    for code, page in added.items():
        echo(f"{code}: {page}")
    tell(report)
    sys.exit(int(not readable(report)))


@click.command()
@FILE
@SITE
@DATE
def voice(file: Path, site: Path, date: datetime.date | None) -> None:
    """Take in what readers said – forwarded messages, or a counter's CSV – without who said it, for the team to sort."""
    from livret.running import gather, readable
    from livret.voice import taking

    editions, errors = gather(site, (), date)
    report = Report()
    taken = None
    if readable(errors):
        taken = taking.take(editions, file, report)
    if taken:
        masked = ", ".join(f"{told(what)}: {count}" for what, count in sorted(taken.masked.items())) or told("nothing")
        said = told_many(
            "{path}: {count} thing said; masked – {masked}.",
            "{path}: {count} things said; masked – {masked}.",
            taken.count,
            path=taken.path,
            masked=masked,
        )
        echo(said)
        echo(told("Read what is there, then delete {file}: nothing is masked in it.", file=file))
    tell(errors)
    tell(report)
    if not taken:
        echo(told("Nothing was taken in."), err=True)
    sys.exit(int(not taken))


@click.command()
@click.argument("chapter", type=ADDRESS)
@SITE
@names("--lang", "languages", required=True, help="The languages to review, separated by commas.")
@DATE
def review(chapter: str, site: Path, languages: tuple[str, ...], date: datetime.date | None) -> None:
    """Write a CHAPTER (urgences/numeros, or its code) with numbered sentences into report/: a file for a phone, and an A4 PDF."""
    from livret.paper.compile import PaperError
    from livret.publish import folder
    from livret.running import gather, readable
    from livret.voice import review as reviewing

    editions, errors = gather(site, languages, date, drafts=True)
    known = editions.inputs.reading.site
    page = next((page for page, code in known.codes.items() if code == chapter.upper()), chapter)
    booklet, _, slug = page.partition("/")
    choices = ["/".join(each) for each in known.chapters]
    if page not in choices:
        errors.add("review-unknown", Place(chapter), value=chapter, choices=", ".join(choices), near=near(page, choices))
    found: dict[str, bytes] = {}
    if readable(errors):
        try:
            found = {name: data for tag in languages for name, data in reviewing.files(editions, tag, booklet, slug)}
        except PaperError as error:
            errors.add(error.code, error.place or Place(chapter), **error.values)
    if found:
        folder.write(site / folder.REPORT, site, found.items(), lambda name: name not in found)
    for name in found:
        echo(site / folder.REPORT / name)
    tell(errors)
    sys.exit(int(not found))


COMMANDS = (codes, voice, review)
