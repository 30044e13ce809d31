"""Whether a folder is a site: asked before anything is read, and of no more than names. It alone looks beside the folder that a door confines to."""

from __future__ import annotations

from pathlib import Path

from livret.problems import Place, Report
from livret.source.door import Door
from livret.source.layers import SITE


def is_site(door: Door, report: Report) -> bool:
    """Tells of a folder that is none: where the site is that it lies in, or the only one near it."""
    if door.has(SITE):
        return True
    if outer := next((folder for folder in door.root.parents if _has_site(folder)), None):
        report.add("site-inside", Place(SITE), outer=outer)
    else:
        near = [folder for folder in door.root.glob("*") if _has_site(folder)]
        report.add("site-missing", Place(SITE), near=near[0] if len(near) == 1 else "")
    return False


def _has_site(folder: Path) -> bool:
    return (folder / SITE).is_file()
