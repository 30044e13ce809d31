"""What was printed, and when: `content/releases/`."""

from __future__ import annotations

from posixpath import splitext

from livret.problems import Place, Report
from livret.schema.release import Release
from livret.source import yaml
from livret.source.door import Door

FOLDER = "content/releases"


def read(door: Door, report: Report) -> dict[str, Release]:
    """Every release by its name."""
    found: dict[str, Release] = {}
    for name in door.folder(FOLDER):
        stem, ending = splitext(name)
        if ending != ".yaml":
            report.add("file-unexpected", Place(f"{FOLDER}/{name}"), name=name, expected="2026-12.yaml")
            continue
        release, _ = yaml.load(door, f"{FOLDER}/{name}", Release, report, "site")
        if release:
            found[stem] = release
    return found
