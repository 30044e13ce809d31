"""The way back: a former output is published again, in one step, with the alerts that are in force today; what it replaces can be come back to as well."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from livret.oversight.alerts_laid_over import SHEETS, Overlay
from livret.problems import MachineFailed, Place, Report
from livret.publish import former, withdrawals
from livret.publish.files import Files
from livret.publish.former import Former, Shown
from livret.publish.stage import Stage
from livret.tongue import told
from livret.workshop import Workshop


def choices(shop: Workshop, report: Report) -> list[Former]:
    """The outputs that one can come back to, the latest first; those that show what is withdrawn are deleted. Raises MachineFailed where it cannot be
    known what is withdrawn, or what is in force."""
    if not (withdrawals.can_tell(report) and withdrawals.can_correct(report)):
        raise MachineFailed(
            told("what is withdrawn, or in force, cannot be read: mend content/alerts.yaml and .livret-private/ first")
        )
    withdrawals.reach(shop.options.site, shop.inputs.reading, shop.inputs.door, report)
    return former.every(shop.options.site, shop.options.out)


def publish(shop: Workshop, chosen: Former, report: Report) -> bool:
    """Puts a former output in the place of the one that is published; not one that somebody changed."""
    site, out = shop.options.site, shop.options.out
    if wrong := chosen.damaged():
        report.add("former-damaged", Place(str(chosen.folder / wrong)))
        former.forget(chosen)
        return False
    with Stage.open(out, site) as stage:
        files = dict(_laid(shop, chosen, stage.files))
        stage.swap(partial(former.keep, site, out))
    former.note(site, out, Shown(chosen.shown.day, files, chosen.shown.marks, chosen.shown.consents))
    former.forget(chosen)
    return True


def _laid(shop: Workshop, chosen: Former, files: Files) -> Iterator[tuple[str, str]]:
    """Lays out every file; gives its path and SHA-256. What has no part in an alert is the same file, linked."""
    config = shop.site.config
    before = Files(files.folder, chosen.folder)
    overlay = Overlay(shop.editions, config.languages, config.language, chosen.read)
    for path, sha256 in chosen.shown.files.items():
        if SHEETS.fullmatch(path):
            continue
        changed = overlay.changed(path)
        if changed is not None:
            yield path, files.write(path, changed).sha256
        elif before.link(path):
            yield path, sha256
    yield from _sheets(shop, files)


def _sheets(shop: Workshop, files: Files) -> Iterator[tuple[str, str]]:
    """The sheets for a counter are those of today, as far as they were made."""
    for path in sorted((shop.options.out / "print").glob("site-alert.*.pdf")):
        tag = path.name.split(".")[1]
        if tag in shop.site.config.languages and shop.editions[tag].alerts:
            name = path.relative_to(shop.options.out).as_posix()
            if files.link(name):
                yield name, former.digest(path)
