"""What commands share once they run: the site as they read it, its errors.

`console` has what they share before: options and words. It is told apart because help, and a build that has nothing to do, are
answered without what is imported here.
"""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

from livret import __version__, ordered, pipeline, wording
from livret.console import tell
from livret.editions.editions import Editions
from livret.languages import tag_of
from livret.options import Options
from livret.outside import answers, linked
from livret.outside.asking import Manners
from livret.phrases import ease
from livret.problems import Place, Report, Severity
from livret.publish.watch import Watch
from livret.workshop import Workshop


def whole(site: Path, date: datetime.date | None, languages: tuple[str, ...] = (), *, drafts: bool = False) -> Options:
    """The site as `build` would publish it, for what only looks at it; or with its `drafts`, for who works on them."""
    return Options(site, site / "public", languages, date=date, drafts=drafts)


def gather(site: Path, languages: tuple[str, ...], date: datetime.date | None, *, drafts: bool = False) -> tuple[Editions, Report]:
    """The editions of what can be read of the site, and its errors, as `opened` has them."""
    shop, errors = opened(site, languages, date, drafts=drafts)
    return shop.editions, errors


def opened(
    site: Path, languages: tuple[str, ...], date: datetime.date | None, watch: Watch | None = None, *, drafts: bool = False
) -> tuple[Workshop, Report]:
    """What can be read of the site, and its errors and unreadable catalogs, those of other languages left out; of warnings, `check` tells.
    Without a site, or its language, it ends here."""
    found, errors = Report(), Report()
    shop = pipeline.read(whole(site, date, languages, drafts=drafts), found, watch)
    known = shop.site.config.languages if shop else ()
    if shop:
        shop.read_catalogs(found)
    others = tuple(f"translations/{tag}/" for tag in known if languages and tag not in languages)
    for problem in found:
        stops = wording.severity(problem) is Severity.ERROR or problem.is_spared
        if stops and not problem.place.path.startswith(others):
            errors.take(problem.spared(spares=False))
    for tag in (tag for tag in languages if shop and tag not in known):  # a pseudo-locale has no catalogs
        close = tag_of(tag) if tag_of(tag) in known else ""
        errors.add("language-absent", Place("--lang"), value=tag, choices=", ".join(known), near=close)
    if shop is None or not set(languages) <= set(known):
        tell(errors)
        sys.exit(1)
    return shop, errors


def readable(errors: Report) -> bool:
    """Whether all errors are in catalogs. Texts of a chapter that cannot be read would seem to be gone."""
    return all("translations" in problem.place.path.split("/")[:-1] for problem in errors)


def checked(site: Path, date: datetime.date | None, watch: Watch) -> Report:
    """Every problem of a site, of whatever may stop a build or mislead a reader; whoever watches is told."""
    report = Report()
    if shop := pipeline.translated(whole(site, date), report, watch):
        editions = {tag: shop.editions[tag] for tag in shop.published}
        ease.check(shop.site, editions, report)
        ordered.check(shop.inputs.door, shop.site, editions, report)
        shop.try_theme(report)
        shop.save(shop.asked, whole=False)
    watch.keep(report)
    return report


def ask_outside(site: Path, date: datetime.date | None, report: Report) -> None:
    """Asks whether what the site links to still answers, and tells what does not. A site that cannot be read has told why."""
    shop = pipeline.read(whole(site, date), Report())
    if shop:
        config = shop.site.config
        manners = Manners(agent=f"Livret/{__version__} (+{config.url or config.publisher.email})")
        answers.asked(site, linked.addresses(shop.inputs), shop.inputs.door.today, manners).tell(report)
