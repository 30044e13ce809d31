"""What readers do not see, or will not see much longer: drafts, pages and listings with a day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from livret.editions.inputs import Inputs
from livret.schema.days_out import Dated
from livret.tongue import marked, told


@dataclass(frozen=True, slots=True, order=True)
class HeldBack:
    """`day` is that of its change, None for a draft; `name` is its address: `sante/numeros`, `services/permanence`."""

    path: str
    name: str
    why: str
    day: datetime.date | None = None

    @property
    def words(self) -> str:
        return told(_WORDS[self.why], day=self.day or "")


_WORDS = {
    "draft": marked("is a draft"),
    "later": marked("is out from {day} on"),
    "withdrawn": marked("was withdrawn on {day}"),
    "until": marked("will be withdrawn on {day}"),
}


def held_back(inputs: Inputs) -> list[HeldBack]:
    """What is not out, and what has a last day, those of one file together. Of a booklet that waits its pages are not told."""
    waits = inputs.waiting
    found = [
        HeldBack(held.path, address, *held.wait)
        for address, held in waits.items()
        if address.partition("/")[0] not in waits or "/" not in address
    ]
    for path, address, dated in _out(inputs):
        if dated.withdraw_on and dated.withdraw_on > inputs.door.today and address not in waits:
            found.append(HeldBack(path, address, "until", dated.withdraw_on))
    return sorted(found, key=lambda each: (each.path, each.name))


def _out(inputs: Inputs) -> Iterator[tuple[str, str, Dated]]:
    """What may have a last day: file, address, what its head says."""
    reading = inputs.reading
    for booklet in reading.site.booklets:
        yield f"{reading.contents.folders[booklet.slug]}/booklet.yaml", booklet.slug, booklet.meta
    for where, page in reading.site.chapters.items():
        yield page.path, "/".join(where), page.head.meta
    for (booklet_slug, slug, tag), page in reading.site.natives.items():
        yield page.path, f"{booklet_slug}/{slug}.{tag}", page.head.meta
    for ident, service in {**reading.site.services, **reading.private}.items():
        yield reading.begins[ident].path, f"services/{ident}", service
