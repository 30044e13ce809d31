"""Dated editions: what was handed out is recorded, so that what has changed since can be told (`release.reprints`)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from livret.artifact import Artifact
from livret.editions.edition import Edition
from livret.paper.paper_plan import compose
from livret.publish import atomic
from livret.release.printed_text import printed
from livret.schema.release import Printed, Release
from livret.site import Site
from livret.source.releases import FOLDER


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
