"""What the commands share: their options, what they read, how they tell it.

Options that several commands have are declared here, and only here. They give values ready for use: `--date` a date or None,
`--lang` the tags in a tuple, which is empty for all languages.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from livret import check as checking
from livret import pipeline, wording
from livret.cluster import ClusterError
from livret.problems import Place, Report, Severity
from livret.publish.stage import PublishError
from livret.translation.editions import Editions
from livret.workshop import Workshop

Command = TypeVar("Command", bound=Callable[..., Any])


def _day(_context: click.Context, _option: click.Parameter, date: datetime.datetime | None) -> datetime.date | None:
    return date.date() if date else None


def _names(_context: click.Context, _option: click.Parameter, value: str | None) -> tuple[str, ...]:
    """ar,ti as they are; none where nothing is asked for."""
    return tuple(name.strip() for name in value.split(",")) if value else ()


def names(*declarations: str, **settings: Any) -> Callable[[Command], Command]:
    """An option of names that are separated by commas."""
    return click.option(*declarations, callback=_names, **settings)


FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
SITE = click.option("--site", type=FOLDER, default=Path(), show_default=True, help="The site folder.")
DATE = click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_day,
    help="The day to build for [default: today in the site's time zone].",
)
LANG = names("--lang", "languages", help="Only these languages, separated by commas.")
JSON = click.option("--json", "as_json", is_flag=True, help="As JSON.")
JOBS = click.option("--jobs", "workers", type=click.IntRange(0), default=0, help="Processes at work [default: one for each core].")
BY = click.option("--by", envvar="LIVRET_BY", required=True, help="Your pseudonym [default: LIVRET_BY of the environment].")


def whole(site: Path, date: datetime.date | None, languages: tuple[str, ...] = ()) -> pipeline.Options:
    """The site as `build` would publish it, for what only looks at it."""
    return pipeline.Options(site, site / "public", languages, date=date)


def tell(report: Report, *, err: bool = True) -> None:
    """Every problem with its place and cure, where errors go; to the output where problems are what was asked for."""
    for line in checking.lines(report):
        click.echo(line, err=err)


def gather(site: Path, languages: tuple[str, ...], date: datetime.date | None) -> tuple[Editions, Report]:
    """What can be read of the site, and its errors, those of other languages' catalogs left out; of warnings, `check` tells.
    Without a site, or its language, it ends here."""
    found, errors = Report(), Report()
    shop = Workshop.open(whole(site, date, languages), found)
    known = shop.site.config.languages if shop else ()
    if shop:
        shop.read_catalogs(found)
    others = tuple(f"translations/{tag}/" for tag in known if languages and tag not in languages)
    for problem in found:
        if wording.severity(problem) is Severity.ERROR and not problem.place.path.startswith(others):
            errors.take(problem)
    for tag in (tag for tag in languages if shop and tag not in known):  # a pseudo-locale has no catalogs
        errors.add("language-absent", Place("--lang"), value=tag, choices=", ".join(known))
    if shop is None or not set(languages) <= set(known):
        tell(errors)
        sys.exit(1)
    return shop.editions, errors


def readable(errors: Report) -> bool:
    """Whether all errors are in catalogs. Texts of a chapter that cannot be read would seem to be gone."""
    return all(problem.place.path.startswith("translations/") for problem in errors)


@contextmanager
def machine() -> Iterator[None]:
    """Where the machine fails – a full disk, another build at work, no cluster – the command ends here, in words, with 2."""
    try:
        yield
    except (PublishError, ClusterError, OSError) as error:
        click.echo(f"livret: {error}", err=True)
        sys.exit(2)
