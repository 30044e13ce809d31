"""The search indexes of a site: what it costs to read its pages, and to merge what they give; how large that is.

    PYTHONPATH=. python bench/index.py [site]

Seconds are of the processor, for all languages. What a page gives is measured as JSON in UTF-8, beside the page that a visitor gets.
"""

from __future__ import annotations

import datetime
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from livret import formats
from livret.editions.edition import Edition
from livret.options import Options
from livret.pipeline import translate
from livret.problems import Report
from livret.search.entries import names, page_entry
from livret.search.entry import Entry
from livret.search.index import NAME, assembled
from livret.search.pack import assigned, packed
from livret.search.postings import merge
from livret.site import Site

ROOT = Path(__file__).resolve().parents[1]
T = TypeVar("T")


class Clock:
    """The processor's seconds of each step."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)

    def time(self, step: str, make: Callable[[], T]) -> T:
        start = time.process_time()
        made = make()
        self.spent[step] += time.process_time() - start
        return made


def read(edition: Edition, clock: Clock) -> list[Entry]:
    """What the pages of a language give, and from that its index, in steps and whole."""
    entries = clock.time("entries", lambda: [page_entry(edition, name).value for name in names(edition)])
    found = clock.time("merge", lambda: merge(entries))
    clock.time("pack", lambda: packed(found))
    clock.time("all but entries", lambda: assigned(NAME, assembled(edition, entries)))
    return entries


def weight(entry: Entry) -> int:
    return len(json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode())


def pages(site: Site, edition: Edition, options: Options) -> dict[str, int]:
    """The bytes of the pages of a language, by their paths below its folder."""
    planned = [each for each in formats.plan(site, edition, options) if each.path.endswith(".html")]
    return {each.path.partition("/")[2]: len(formats.make(edition, each)) for each in planned if not formats.is_later(each.kind)}


def main() -> None:
    site_folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT
    options = Options(site_folder, site_folder / "none", date=datetime.date(2026, 11, 24), pdf=False)
    site, editions = translate(options, Report())
    if site is None:
        sys.exit(f"{site_folder} has errors: see livret check")
    clock = Clock()
    read_of = {tag: read(edition, clock) for tag, edition in editions.items()}
    count = sum(map(len, read_of.values()))
    print(f"{count} pages of {len(editions)} languages:", ", ".join(f"{step} {spent:.2f} s" for step, spent in clock.spent.items()))
    print(f"  all but entries, a thousand pages: {clock.spent['all but entries'] / count * 1000:.3f} s")
    for tag, entries in read_of.items():
        sizes, given = pages(site, editions[tag], options), sum(map(weight, entries))
        whole = sum(sizes[entry["path"]] for entry in entries)
        print(f"{tag}: what a page gives {given / len(entries):.0f} bytes, {100 * given / whole:.1f} % of the pages")


if __name__ == "__main__":
    main()
