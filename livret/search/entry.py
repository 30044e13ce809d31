"""What one page gives to the index of its language: a value that JSON can hold, the same whenever the page says the same.

An index is merged from these (`merge.py`), so that a page that changed is read again and no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TypedDict


class Entry(TypedDict):
    """A page. Its places are its headings, from 1, and itself, 0; `strong` and `weak` hold the terms that lead to each of them,
    from 0, sorted and joined by spaces. `source` knows no place. `texts` are what is read at each place, one a line, each with the
    other names of its things behind a vertical tab.

    `path` begins below the language's folder. A text in another language begins with its tag between two tabs. `only` is what readers call the
    language that all of the page is in, where it is not theirs.
    """

    path: str
    title: str
    summary: str
    only: str
    places: list[str]
    strong: list[str]
    weak: list[str]
    source: str
    texts: list[str]


@dataclass(slots=True)
class Passage:
    """A text as it is read, in one line, and the other names of its things, as terms."""

    text: str
    names: dict[str, None] = field(default_factory=dict)

    @property
    def line(self) -> str:
        return "\v".join(filter(None, (self.text, " ".join(self.names))))


@dataclass(slots=True)
class Draft:
    """A page as it is read. A term leads to one place that has it: a heading tells better where to jump than the title that repeats it.

    A term is in one of the three: in `strong`, else in `weak`, else in `source`.
    """

    path: str
    title: str
    summary: str
    places: list[str] = field(default_factory=list)
    strong: dict[str, int] = field(default_factory=dict)
    weak: dict[str, int] = field(default_factory=dict)
    source: set[str] = field(default_factory=set)
    texts: list[list[Passage]] = field(default_factory=lambda: [[]])
    only: str = ""

    def go(self, heading: str) -> int:
        """A new place begins; its number."""
        self.places.append(heading)
        self.texts.append([])
        return len(self.places)

    def put(self, terms: Iterable[str], place: int, *, strong: bool) -> None:
        found = self.strong if strong else self.weak
        for term in terms:
            if not found.get(term):
                found[term] = place

    def passage(self, place: int, text: str) -> Passage:
        found = Passage(" ".join(text.split("\n")))
        self.texts[place].append(found)
        return found

    def entry(self, known: AbstractSet[str] = frozenset()) -> Entry:
        """The page without the terms that are known of another."""
        strong = self.strong.keys() - known
        weak = self.weak.keys() - strong - known
        return {
            "path": self.path,
            "title": self.title,
            "summary": self.summary,
            "only": self.only,
            "places": self.places,
            "strong": self._placed(sorted(strong), self.strong),
            "weak": self._placed(sorted(weak), self.weak),
            "source": " ".join(sorted(self.source - strong - weak - known)),
            "texts": ["\n".join(dict.fromkeys(each.line for each in passages if each.text)) for passages in self.texts],
        }

    def _placed(self, terms: Iterable[str], places: Mapping[str, int]) -> list[str]:
        found: list[list[str]] = [[] for _ in range(len(self.places) + 1)]
        for term in terms:
            found[places[term]].append(term)
        return [" ".join(each) for each in found]


def terms(entry: Entry) -> set[str]:
    """All that a page is found by."""
    return set(" ".join((*entry["strong"], *entry["weak"], entry["source"])).split())
