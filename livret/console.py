"""What the commands share: their options, and how they tell problems. What they share once they run is in `running`.

Options that several commands have are declared here, and only here. They give values ready for use: `--date` a date or None,
`--lang` the tags in a tuple, which is empty for all languages.
"""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, TypeVar

import click

from livret import check as checking
from livret import progress
from livret.encode.terminal import visible
from livret.problems import Report, Severity, near
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
    """ar,ti as they are, each once, a comma too many left out; none where nothing is asked for."""
    return tuple(dict.fromkeys(filter(None, map(str.strip, (value or "").split(",")))))


def names(*declarations: str, **settings: Any) -> Callable[[Command], Command]:
    """An option of names that are separated by commas."""
    return click.option(*declarations, callback=_names, **settings)


class _Where(click.Path):
    """A file or folder. One that is written as Windows writes it, elsewhere than there, would be a name with signs in it, which nobody means."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        written = str(value)
        if os.sep == "/" and "\\" in written and not os.path.lexists(written):
            near = posix(written)
            self.fail(told("“{value}” is a path of Windows: here, write {near}", value=written, near=near), param, ctx)
        return super().convert(value, param, ctx)


def posix(written: str) -> str:
    """A path of Windows as other systems have it; a drive lies where Linux on Windows has it: C:\\guide is /mnt/c/guide."""
    path = PureWindowsPath(written)
    drive = path.drive.removesuffix(":")
    parts = path.parts[1:] if path.anchor else path.parts
    return PurePosixPath(f"/mnt/{drive.lower()}" if len(drive) == 1 else "/" if path.root else ".", *parts).as_posix()


class _Address(click.ParamType[str]):
    """The address of a page or of a text, sante/numeros: who types it as a path of Windows means the same."""

    name = "address"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002 – click's
        return str(value).replace("\\", "/").strip("/")


ADDRESS = _Address()
FOLDER = _Where(file_okay=False, path_type=Path)
FILE = click.argument("file", type=_Where(exists=True, dir_okay=False, path_type=Path))


def day(*declarations: str, **settings: Any) -> Callable[[Command], Command]:
    """An option that is a day."""
    return click.option(*declarations, type=_Date(), callback=_day, **settings)


SITE = click.option("--site", type=FOLDER, default=Path(), show_default=True, help="The site folder.")
DATE = day("--date", help="The day to build for [default: today in the site's time zone].")
LANG = names("--lang", "languages", help="Only these languages, separated by commas.")
JSON = click.option("--json", "as_json", is_flag=True, help="As JSON.")
JOBS = click.option("--jobs", "workers", type=click.IntRange(0), default=0, help="Processes at work [default: one for each core].")
BY = click.option("--by", envvar="LIVRET_BY", required=True, help="Your pseudonym [default: LIVRET_BY of the environment].")


class Group(click.Group):
    """Commands under one name. A slip in the name of one is told with the one that was meant."""

    def make_context(self, *arguments: Any, **settings: Any) -> click.Context:
        with _shown_as_it_is():
            return super().make_context(*arguments, **settings)

    def invoke(self, ctx: click.Context) -> Any:
        with _shown_as_it_is():
            return super().invoke(ctx)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            close = near(args[0], self.commands)
            meant = told("Did you mean “{near}”?", near=close) if close else told("See {command} --help.", command=ctx.command_path)
            raise click.UsageError(f"{told('There is no command “{name}”.', name=args[0])} {meant}", ctx)
        return super().resolve_command(ctx, args)


@contextmanager
def _shown_as_it_is() -> Iterator[None]:
    """What click says of wrong use, which may name a file that somebody else has named."""
    try:
        yield
    except click.UsageError as wrong:
        said = wrong.format_message()
        if visible(said) == said:
            raise
        raise click.UsageError(visible(said), wrong.ctx) from None


def echo(words: object = "", *, err: bool = False) -> None:
    """A line or more, where commands say things: whatever stands in it is shown, and does nothing to a terminal."""
    click.echo(visible(str(words)), err=err)


_COLOURS = {Severity.ERROR: "red", Severity.DAMAGE: "magenta", Severity.WARNING: "yellow"}
_CLEARED = "\r\x1b[K"


def tell(report: Report, *, err: bool = True) -> None:
    """Every problem with its place and cure, where errors go; to the output where problems are what was asked for."""
    for line in checking.lines(report, *((_painted,) if _has_colours() else ())):
        click.echo(line, err=err)


def _painted(severity: Severity, words: str) -> str:
    """As a terminal shows it; of what goes elsewhere, click takes the colours away."""
    return click.style(words, fg=_COLOURS[severity], bold=True)


def _has_colours() -> bool:
    """Nobody has to bear them: https://no-color.org."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


@contextmanager
def progress_line() -> Iterator[None]:
    """Within the block, a terminal has a line that says how far a long work is; it is gone when that is done."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield
        return
    with progress.watched(_show_progress):
        yield


def _show_progress(what: str, done: int, total: int) -> None:
    click.echo(f"{_CLEARED}{told(what)} … {done}/{total}" if what else _CLEARED, nl=False, err=True)
