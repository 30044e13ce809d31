"""Dated editions: what was handed out is recorded, and what has changed since is listed, for those who decide on a reprint."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from livret.artifact import Artifact
from livret.editions.edition import Edition
from livret.paper.paper_plan import compose
from livret.publish import atomic
from livret.release.printed_text import Changes, changes, printed
from livret.schema.release import Printed, Release
from livret.site import Site
from livret.source.releases import FOLDER
from livret.tongue import told


@dataclass(frozen=True, slots=True)
class Reprint:
    """A document of a release, and what it says no longer."""

    release: str
    record: Printed
    changes: Changes

    @property
    def lines(self) -> Iterator[str]:
        name = f"{self.release} {self.record.document}.{self.record.language}"
        yield told("{name}: reprint", name=name) if self.changes else told("{name}: as it was printed", name=name)
        for fact, before, now in self.changes.facts:
            yield f"  {fact}: {before} → {now or told('no longer there')}"
        for sign, texts in (("-", self.changes.before), ("+", self.changes.now)):
            yield from (f"  {sign} {said.text}" for said in texts)

    def json(self) -> dict[str, Any]:
        return {
            "release": self.release,
            "document": self.record.document,
            "language": self.record.language,
            "printed": self.record.date.isoformat(),
            "reprint": bool(self.changes),
            "facts": [{"name": name, "before": before, "now": now} for name, before, now in self.changes.facts],
            "before": [said.text for said in self.changes.before],
            "now": [said.text for said in self.changes.now],
        }


def record(edition: Edition, job: Artifact) -> Printed:
    """What a press file says that was just handed out."""
    subject = job.subject.partition("@")[0]
    with edition.recording() as looks:
        document = compose(edition, subject)
    return printed(edition, job.path.partition(".")[0], subject, document, looks)


def write(folder: Path, site: Site, name: str, records: Iterable[Printed]) -> Path:
    """Adds documents to a release; one that was there in the same language is replaced."""
    known = {(each.document, each.language): each for each in site.releases.get(name, Release()).documents}
    known |= {(each.document, each.language): each for each in records}
    kept = Release(documents=tuple(known[key] for key in sorted(known)))
    path = folder / FOLDER / f"{name}.yaml"
    # JSON is YAML: nothing of a text can be read as anything else.
    atomic.write(path, (json.dumps(kept.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n").encode())
    return path


def reprints(site: Site, editions: Mapping[str, Edition]) -> Iterator[Reprint]:
    """Every document that was released, in the languages of the site."""
    for name, release in sorted(site.releases.items()):
        for each in release.documents:
            if each.language in editions:
                yield Reprint(name, each, changes(editions[each.language], each))
