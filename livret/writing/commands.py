"""`clean`: texts that were pasted, as the dialect has them."""

from __future__ import annotations

import datetime
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from livret import check as checking
from livret import limits
from livret.console import SITE, echo, tell
from livret.problems import Report
from livret.tongue import marked, told, told_many

if TYPE_CHECKING:
    from livret.source.read import Reading
    from livret.writing.mending import Mended, Mender

_TEXTS = (".md", ".markdown", ".txt")


@click.command()
@click.argument("file", type=click.Path(exists=True, path_type=Path), metavar="FILE|FOLDER")
@click.option("--write", is_flag=True, help="Write what is shown.")
@SITE
def clean(file: Path, write: bool, site: Path) -> None:
    """Mend pasted text in a chapter, or in all of a FOLDER: show what would change, and what is left to you."""
    from livret.source import read
    from livret.source.door import Door, Refused, elsewhere
    from livret.writing.difference import difference, moved

    files, report, changed = _meant(file), Report(), 0
    reading = read.read(Door(site, datetime.date.min), Report()) if (site / read.SITE).is_file() else None
    for each in files:
        try:
            before = elsewhere(each, limits.TEXT_FILE_BYTES)
        except Refused as refused:
            report.take(refused.problem)
            continue
        mended = _mender(each, site, reading).mended(before)
        for line in difference(before, mended.text, str(each)):
            echo(line)
        lines = {} if write else moved(mended.text, before)  # what is left is told where it stands in the file as it is now
        for problem in mended.left:
            place = replace(problem.place, line=lines.get(problem.place.line, problem.place.line))
            report.take(replace(problem, place=place))
        changed += mended.text != before
        if write and mended.text != before:
            _write(each, mended)
    tell(report)
    _sum_up(changed, len(files), write=write)
    sys.exit(checking.exit_code(report))


def _meant(path: Path) -> list[Path]:
    """The texts that are meant. Documents have another command."""
    if path.is_dir():
        return sorted(each for each in path.rglob("*.md") if not any(part.startswith(".") for part in each.relative_to(path).parts))
    if path.suffix.lower() not in _TEXTS:
        from livret.writing.documents import READERS

        of_document = marked("{file} is no text of a chapter (.md): make one of a document with livret new chapter --from {file}")
        other = marked("{file} is no text of a chapter: name a file that ends in .md, or the folder of a booklet")
        words = of_document if path.suffix.lower() in READERS else other
        raise click.BadParameter(told(words, file=path), param_hint=told("FILE"))
    return [path]


def _mender(file: Path, site: Path, reading: Reading | None) -> Mender:
    """What is known of a file: its language, where it is a page of the site."""
    from livret.writing.mending import Mender

    path = Path(os.path.relpath(file.resolve(), site.resolve())).as_posix()
    if reading is None:
        return Mender(str(file), "")
    pages = (*reading.site.chapters.values(), *reading.site.natives.values())
    language = next((page.language for page in pages if page.path == path), reading.site.config.language)
    return Mender(str(file), language, reading.site.termbase.abbreviations)


def _write(file: Path, mended: Mended) -> None:
    """The file with the line ends that it had."""
    from livret.publish import atomic
    from livret.source.door import Door

    before = Door(file.resolve().parent, datetime.date.min).read(file.name, limits.TEXT_FILE_BYTES)
    ends = "\r\n" if b"\r\n" in before else "\n"
    atomic.write(file, mended.text.replace("\n", ends).encode())


def _sum_up(changed: int, count: int, *, write: bool) -> None:
    of = told_many("{count} file", "{count} files", count)
    if not changed:
        echo(told("{files}: nothing to mend that a program could.", files=of))
    elif write:
        echo(told("{files}: {changed} mended.", files=of, changed=changed))
    else:
        echo(told("{files}: {changed} would change. To do it, call this again with --write.", files=of, changed=changed))


COMMANDS = (clean,)
