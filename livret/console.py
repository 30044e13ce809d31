"""What the commands that look at translations share: their options, what they read, how they tell it."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from livret import check as checking
from livret import pipeline, wording
from livret.problems import Place, Report, Severity
from livret.translation.stock import Stock

FOLDER = click.Path(file_okay=False, path_type=Path)
SITE = click.option("--site", type=FOLDER, default=Path(), show_default=True, help="The site folder.")
DATE = click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The day to build for [default: today in the site's time zone].")
LANG = click.option("--lang", "languages", help="Only these languages, separated by commas.")


def tags(languages: str | None) -> tuple[str, ...]:
    """ar,ti as they are; none for all."""
    return tuple(tag.strip() for tag in languages.split(",")) if languages else ()


def day(date: datetime.datetime | None) -> datetime.date | None:
    return date.date() if date else None


def tell(report: Report, *, err: bool = True) -> None:
    for line in checking.lines(report):
        click.echo(line, err=err)


def gather(site: Path, languages: str | None, date: datetime.datetime | None) -> tuple[Stock, Report]:
    """What can be read of the site, and its errors, those of other languages' catalogs left out; of warnings, `check` tells.
    Without a site, or its language, it ends here."""
    found, errors, asked = Report(), Report(), tags(languages)
    stock = pipeline.gather(pipeline.Options(site, site / "public", asked, date=day(date)), found)
    known = stock.reading.site.config.languages if stock else ()
    others = tuple(f"translations/{tag}/" for tag in known if asked and tag not in asked)
    for problem in found:
        if wording.severity(problem) is Severity.ERROR and not problem.place.path.startswith(others):
            errors.add(problem.code, problem.place, **dict(problem.values))
    for tag in (tag for tag in asked if stock and tag not in known):  # a pseudo-locale has no catalogs
        errors.add("language-absent", Place("--lang"), value=tag, choices=", ".join(known))
    if stock is None or not set(asked) <= set(known):
        tell(errors)
        sys.exit(1)
    return stock, errors


def readable(errors: Report) -> bool:
    """Whether all errors are in catalogs. Texts of a chapter that cannot be read would seem to be gone."""
    return all(problem.place.path.startswith("translations/") for problem in errors)
