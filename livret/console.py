"""What the commands share: their options, and how they tell problems. What they share once they run is in `running`.

Options that several commands have are declared here, and only here. They give values ready for use: `--date` a date or None,
`--lang` the tags in a tuple, which is empty for all languages.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from livret import check as checking
from livret.problems import Report
from livret.tongue import told

Command = TypeVar("Command", bound=Callable[..., Any])


def _day(_context: click.Context, _option: click.Parameter, date: datetime.datetime | None) -> datetime.date | None:
    return date.date() if date else None


_YEARS = range(1900, 2200)  # of `livret.schema.fields.Day`


class _Date(click.ParamType[datetime.datetime]):
    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime.datetime:
        try:
            day = datetime.datetime.strptime(str(value), "%Y-%m-%d")  # noqa: DTZ007 – a day has no zone
        except ValueError:
            self.fail(told("“{value}” is no date: write year-month-day, such as 2026-11-20", value=value), param, ctx)
        if day.year not in _YEARS:
            words = told(
                "{value} is too far away: write a day between {first} and {last}", value=value, first=_YEARS[0], last=_YEARS[-1]
            )
            self.fail(words, param, ctx)
        return day


def _names(_context: click.Context, _option: click.Parameter, value: str | None) -> tuple[str, ...]:
    """ar,ti as they are; none where nothing is asked for."""
    return tuple(name.strip() for name in value.split(",")) if value else ()


def names(*declarations: str, **settings: Any) -> Callable[[Command], Command]:
    """An option of names that are separated by commas."""
    return click.option(*declarations, callback=_names, **settings)


FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


def day(*declarations: str, **settings: Any) -> Callable[[Command], Command]:
    """An option that is a day."""
    return click.option(*declarations, type=_Date(), callback=_day, **settings)


SITE = click.option("--site", type=FOLDER, default=Path(), show_default=True, help="The site folder.")
DATE = day("--date", help="The day to build for [default: today in the site's time zone].")
LANG = names("--lang", "languages", help="Only these languages, separated by commas.")
JSON = click.option("--json", "as_json", is_flag=True, help="As JSON.")
JOBS = click.option("--jobs", "workers", type=click.IntRange(0), default=0, help="Processes at work [default: one for each core].")
BY = click.option("--by", envvar="LIVRET_BY", required=True, help="Your pseudonym [default: LIVRET_BY of the environment].")


def tell(report: Report, *, err: bool = True) -> None:
    """Every problem with its place and cure, where errors go; to the output where problems are what was asked for."""
    for line in checking.lines(report):
        click.echo(line, err=err)
