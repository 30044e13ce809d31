"""What commands share once they run: the site as they read it, its errors, a machine that fails.

`console` has what they share before: options and words. It is told apart because help, and a build that has nothing to do, are
answered without what is imported here.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from livret import pipeline, wording
from livret.console import tell
from livret.problems import Place, Report, Severity
from livret.publish.stage import PublishError
from livret.translation.stock import Stock


def whole(site: Path, date: datetime.date | None, languages: tuple[str, ...] = ()) -> pipeline.Options:
    """The site as `build` would publish it, for what only looks at it."""
    return pipeline.Options(site, site / "public", languages, date=date)


def gather(site: Path, languages: tuple[str, ...], date: datetime.date | None) -> tuple[Stock, Report]:
    """What can be read of the site, and its errors, those of other languages' catalogs left out; of warnings, `check` tells.
    Without a site, or its language, it ends here."""
    found, errors = Report(), Report()
    stock = pipeline.gather(whole(site, date, languages), found)
    known = stock.reading.site.config.languages if stock else ()
    others = tuple(f"translations/{tag}/" for tag in known if languages and tag not in languages)
    for problem in found:
        if wording.severity(problem) is Severity.ERROR and not problem.place.path.startswith(others):
            errors.take(problem)
    for tag in (tag for tag in languages if stock and tag not in known):  # a pseudo-locale has no catalogs
        errors.add("language-absent", Place("--lang"), value=tag, choices=", ".join(known))
    if stock is None or not set(languages) <= set(known):
        tell(errors)
        sys.exit(1)
    return stock, errors


def readable(errors: Report) -> bool:
    """Whether all errors are in catalogs. Texts of a chapter that cannot be read would seem to be gone."""
    return all(problem.place.path.startswith("translations/") for problem in errors)


@contextmanager
def machine() -> Iterator[None]:
    """Where the machine fails – a full disk, another build at work – the command ends here, in words, with 2."""
    try:
        yield
    except (PublishError, OSError) as error:
        click.echo(f"livret: {error}", err=True)
        sys.exit(2)
