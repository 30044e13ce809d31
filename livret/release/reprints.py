"""Which documents of dated editions say something that is no longer so, for those who decide on a reprint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from livret.editions.edition import Edition
from livret.release.printed_text import Changes, changes
from livret.schema.release import Printed
from livret.site import Site
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


def reprints(site: Site, editions: Mapping[str, Edition]) -> Iterator[Reprint]:
    """Every document that was released, in the languages of the site."""
    for name, release in sorted(site.releases.items()):
        for each in release.documents:
            if each.language in editions:
                yield Reprint(name, each, changes(editions[each.language], each))
