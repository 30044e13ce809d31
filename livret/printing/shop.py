"""What the commands of the room work with: a site ready for paper, and what becomes of its files on the way out."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import click

from livret import pipeline
from livret.artifact import Artifact
from livret.console import echo, tell
from livret.editions.edition import Edition
from livret.options import Options
from livret.paper.compile import PaperError
from livret.paper.guide import GUIDE
from livret.paper.paper_formats import A5, CARD
from livret.press.impose import Paper, booklet, filled_up, n_up, split
from livret.press.make import to_read
from livret.printing import handout
from livret.printing.handout import Override, Pressed, Ticket
from livret.problems import Place, Report
from livret.publish import atomic
from livret.publish.cache import Cache
from livret.publish.files import Laid
from livret.site import Site
from livret.tongue import told
from livret.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Shop:
    """What every command of the group works with: the site at `folder` and its editions, and where its papers go."""

    workshop: Workshop
    cache: Cache
    out: Path

    @classmethod
    def of(cls, options: Options, out: Path) -> Shop:
        """Without a site, or with an error in it, the command ends here."""
        report = Report()
        workshop = pipeline.translated(options, report)
        tell(report)
        if workshop is None or not pipeline.publishable(report, options):
            sys.exit(1)
        return cls(workshop, Cache.load(options.site, out), out)

    @property
    def folder(self) -> Path:
        return self.workshop.options.site

    @property
    def site(self) -> Site:
        return self.workshop.site

    @property
    def editions(self) -> dict[str, Edition]:
        return {tag: self.workshop.editions[tag] for tag in self.workshop.published}

    @property
    def editions_printed(self) -> Mapping[str, Edition]:
        """Those in which something may have been printed: what was handed out is there, though its language waits since."""
        waiting = () if self.workshop.options.languages else self.site.config.publish
        return self.editions | {tag: self.workshop.editions[tag] for tag in waiting}

    def jobs(self, subject: str, formats: tuple[str, ...], release: str = "") -> list[Artifact]:
        """Every press file of a booklet, or of all; in all its formats, or in some."""
        found = handout.jobs(self.site, self.editions, subject, formats, release)
        if not found:
            choices = sorted({job.path.split(".")[0] for job in handout.jobs(self.site, self.editions)})
            if choices:
                raise click.UsageError(told("there is nothing to print of that; there are {choices}", choices=", ".join(choices)))
            raise click.UsageError(told("there is nothing to print: no booklet asks for paper in its “formats”"))
        return found

    def press(self, wanted: list[Artifact], workers: int) -> list[Pressed]:
        """Makes the files; with one that cannot be made the command ends here."""
        workshop = replace(self.workshop, options=replace(self.workshop.options, jobs=workers))
        made = list(handout.press_all(wanted, workshop, self.cache))
        report = Report()
        for pressed in made:
            if pressed.problem:
                report.add(pressed.problem.code, pressed.problem.place, **dict(pressed.problem.values))
            elif pressed.record is not None:
                self.cache.keep(pressed.job, pressed.record, Laid.of(pressed.data))
        stop_at(report)
        return made

    def to_read(self, job: Artifact) -> Path:
        """Writes the same document to read on a screen; one that cannot be made ends the command here."""
        path, report = self.out / "screen" / job.path, Report()
        try:
            atomic.write(path, to_read(self.editions[job.language], job.subject))
        except PaperError as error:
            report.add(error.code, error.place or Place(job.path), **error.values)
        stop_at(report)
        return path

    def give(self, pressed: Pressed, override: Override | None) -> Ticket | None:
        """Hands a file out, or says what stands in its way."""
        ticket = handout.hand_out(pressed, self.out, override)
        if ticket is None:
            for line in handout.blocked_lines(pressed):
                echo(line, err=True)
        else:
            echo(self.out / pressed.job.path)
        return ticket


def stop_at(report: Report) -> None:
    tell(report)
    if len(report):
        sys.exit(1)


def imposable(job: Artifact) -> bool:
    name = job.subject.partition("/")[2]
    return name in (CARD.name, GUIDE) or name.startswith(A5.name)


def imposed(pressed: Pressed, ticket: Ticket, paper: Paper, separate_cover: bool) -> Iterator[tuple[str, bytes]]:
    """The sheets of a press file, by the names that they are written under."""
    path = pressed.job.path
    if ticket["fold"] != "saddle":
        yield path, n_up(pressed.data)
        return
    right_bound = ticket["binding"] == "right"
    if not separate_cover:
        yield path, booklet(pressed.data, right_bound, paper)
        return
    document, dot, rest = path.partition(".")
    for part, pages in zip(("cover", "inside"), split(filled_up(ticket["pages"])), strict=True):
        if pages:
            yield f"{document}-{part}{dot}{rest}", booklet(pressed.data, right_bound, paper, pages)
