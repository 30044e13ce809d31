"""What was printed, and when: `content/releases/`."""

from __future__ import annotations

from collections.abc import Collection
from posixpath import splitext

from livret.problems import Place, Report
from livret.schema.release import Release
from livret.source import yaml
from livret.source.door import Door

FOLDER = "content/releases"


def read(door: Door, languages: Collection[str], report: Report) -> dict[str, Release]:
    """Every release by its name. Reports `release-language`, too: the code of a printed edition leads to a page of its language."""
    found: dict[str, Release] = {}
    for name in door.folder(FOLDER):
        stem, ending = splitext(name)
        if ending != ".yaml":
            report.add("file-unexpected", Place(f"{FOLDER}/{name}"), name=name, expected="2026-12.yaml")
            continue
        release, tree = yaml.load(door, f"{FOLDER}/{name}", Release, report, "site")
        if release:
            found[stem] = release
            for number, each in enumerate(release.documents):
                if each.language not in languages:
                    place = yaml.place_of(tree, "documents", number, "language")
                    report.add("release-language", place, value=each.language, document=each.document)
    return found
