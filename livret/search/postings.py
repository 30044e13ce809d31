"""The index of a language is merged from what its pages give: for each term, where it is found. No word is read here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from livret.search.entry import Entry

# A word of more than one page in so many tells them apart no more, unless it is named in a title, a heading or a summary.
COMMON = 6
At = tuple[int, int]  # a page, counted from 0, and a place on it
Where = tuple[Sequence[At], Sequence[At], Sequence[int]]  # strong, weak, source


@dataclass(frozen=True, slots=True)
class Found:
    """Where each term is found, in the order of the pages; `places` are how many each page has, itself among them."""

    places: Sequence[int]
    strong: dict[str, list[At]]
    weak: dict[str, list[At]]
    source: dict[str, list[int]]

    @property
    def spoken(self) -> set[str]:
        """The terms that readers see."""
        return self.strong.keys() | self.weak.keys()

    @property
    def terms(self) -> set[str]:
        return self.spoken | self.source.keys()

    def where(self, term: str) -> Where:
        """Where an index leads to from a term: it leaves out a list of too many pages."""
        strong, weak, source = self.strong.get(term, ()), self.weak.get(term, ()), self.source.get(term, ())
        return strong, () if strong and self.common(weak) else weak, () if self.common(source) else source

    def common(self, found: Sequence[object]) -> bool:
        return len(found) * COMMON > len(self.places)


def merge(entries: Sequence[Entry]) -> Found:
    strong, weak, source = defaultdict[str, list[At]](list), defaultdict[str, list[At]](list), defaultdict[str, list[int]](list)
    for page, entry in enumerate(entries):
        for found, places in ((strong, entry["strong"]), (weak, entry["weak"])):
            for place, terms in enumerate(places):
                at = page, place
                for term in terms.split():
                    found[term].append(at)
        for term in entry["source"].split():
            source[term].append(page)
    return Found([len(entry["places"]) + 1 for entry in entries], strong, weak, source)
