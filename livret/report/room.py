"""Panels of leaflets that are almost full, or overflow: before a build fails, for those who write and translate.

A leaflet is measured as the build measures it (`paper.plan.rooms`); one whose texts, theme and Livret are as they were is not measured again.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from livret import limits, wording
from livret.artifact import Artifact
from livret.editions.edition import Edition
from livret.paper.compile import PaperError
from livret.paper.paper_plan import Room, leaflets, rooms
from livret.problems import Place, Problem, Report
from livret.publish import atomic
from livret.publish.cache import Cache
from livret.publish.files import Laid
from livret.site import Site
from livret.source.door import Door, Refused

_FOLDER = ".livret/measures"


@dataclass(frozen=True, slots=True)
class Tight:
    """A panel of a document (`urgences-trifold`) with little room left, or none."""

    document: str
    language: str
    room: Room

    @property
    def left(self) -> int:
        """Whole millimetres that are left; below zero, by how many it overflows."""
        return math.floor(self.room.height - self.room.needed)

    @property
    def problem(self) -> Problem:
        """The words of the error that a build has, or of the warning before it."""
        longest = ", ".join(self.room.longest)
        values = {"language": self.language, "panel": self.room.panel, "longest": longest, "height": round(self.room.height)}
        code, millimetres = ("paper-overflow", -self.left) if self.left < 0 else ("paper-tight", self.left)
        place = Place(f"print/{self.document}.{self.language}.pdf")
        return Problem(code, place, tuple((name, str(value)) for name, value in {**values, "millimetres": millimetres}.items()))

    def json(self) -> dict[str, Any]:
        problem = self.problem
        return {
            "document": self.document,
            "panel": self.room.panel,
            "millimetres_left": self.left,
            "height": round(self.room.height, 1),
            "longest": list(self.room.longest),
            "severity": wording.severity(problem).value,
            "code": problem.code,
            "message": wording.words(problem),
            "help": wording.cure(problem),
        }


def tight(edition: Edition, site: Site, folder: Path, report: Report) -> tuple[Tight, ...]:
    """What is fuller than `limits.PANEL_FULL`, the fullest first. What cannot be laid out goes to the report."""
    cache = Cache.load(folder, folder / _FOLDER / edition.language.tag)
    found = sorted(_tight(leaflets(site, edition), edition, cache, report), key=lambda each: each.left)
    cache.save()
    return tuple(found)


def _tight(wanted: Iterable[Artifact], edition: Edition, cache: Cache, report: Report) -> Iterator[Tight]:
    for leaflet in wanted:
        measures = replace(leaflet, path=f"{leaflet.path}.json")
        try:
            panels = _kept_measures(measures, edition, cache) or _measured(measures, edition, cache)
        except PaperError as error:
            report.add(error.code, error.place or Place(leaflet.path), **error.values)
            continue
        except Refused as refused:
            report.add(refused.problem.code, refused.problem.place, **dict(refused.problem.values))
            continue
        document = Path(leaflet.path).name.partition(".")[0]
        yield from (Tight(document, edition.language.tag, room) for room in panels if room.needed > limits.PANEL_FULL * room.height)


def _kept_measures(measures: Artifact, edition: Edition, cache: Cache) -> list[Room] | None:
    if cache.reason(measures, edition) is not None:
        return None
    data = Door(cache.out, edition.today).read(measures.path)
    cache.renew(measures)
    return [Room(each["panel"], each["height"], each["needed"], tuple(each["longest"])) for each in json.loads(data)]


def _measured(measures: Artifact, edition: Edition, cache: Cache) -> list[Room]:
    with edition.recording() as record:
        found = rooms(edition, measures.subject)
    data = json.dumps([asdict(room) for room in found], ensure_ascii=False).encode()
    atomic.write(cache.out / measures.path, data)
    cache.keep(measures, record, Laid.of(data))
    return found
