"""What reading costs: an entry of a catalog, beside polib and Babel in the same run; a chapter; a service.

    python bench/reading.py [site]

Processor time of the fastest of several runs, without the garbage collector, whose time depends on what else is held. Without a site, two
are generated, always the same: 4,000 messages in chapters, 700 services with their catalogs in nine languages.
"""

from __future__ import annotations

import datetime
import gc
import io
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import corpus
import directory
import polib
from babel.messages.pofile import read_po

from livret.catalogs import catalog
from livret.hours import expression, rule_order
from livret.problems import Report
from livret.schema.site_config import SiteConfig
from livret.source import prose, services, yaml
from livret.source.door import Door
from livret.source.inherited import Hidden
from livret.source.read import SITE


def best(work: Callable[[], object], times: int = 5) -> float:
    """Seconds."""
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
        gc.collect()
    return min(found)


def catalogs(site: Path) -> None:
    paths = sorted(site.glob("translations/*/*.po"))
    door = Door(site, datetime.date.min)
    named = [(path.relative_to(site).as_posix(), path.parent.name) for path in paths]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    count = sum(len(catalog.read(door, path, tag, Report()).lines) for path, tag in named)
    ways: dict[str, Callable[[], object]] = {
        "Livret": lambda: [catalog.read(door, path, tag, Report()) for path, tag in named],
        "polib, guarded": lambda: [catalog.understood(catalog.parse(text, "x.po"), "x.po") for text in texts],
        "polib": lambda: [polib.pofile(text + "\n") for text in texts],
        "Babel": lambda: [read_po(io.StringIO(text)) for text in texts],
    }
    print(
        f"{count} entries of catalogs, µs each: " + ", ".join(f"{name} {best(way) / count * 1e6:.1f}" for name, way in ways.items())
    )


def chapters(site: Path) -> None:
    config = configured(site)
    count = len(prose.read(Door(site, datetime.date.min), config, Report(), Hidden()).chapters)
    seconds = best(lambda: prose.read(Door(site, datetime.date.min), config, Report(), Hidden()))
    print(f"{count} chapters, ms each: {seconds / count * 1e3:.2f}")


def listings(site: Path) -> None:
    """As a build does: no opening hours are known yet."""
    config = configured(site)

    def read() -> services.Directory:
        expression.parse.cache_clear()
        rule_order._chosen.cache_clear()  # noqa: SLF001
        return services.read(Door(site, datetime.date.min), config, Report(), Hidden())

    count = len(read().written)
    print(f"{count} services, ms each: {best(read) / count * 1e3:.2f}")


def configured(site: Path) -> SiteConfig | None:
    return yaml.load(Door(site, datetime.date.min), SITE, SiteConfig, Report(), "site")[0]


def main() -> None:
    gc.disable()
    with tempfile.TemporaryDirectory() as name:
        booklets, listed = (Path(sys.argv[1]),) * 2 if sys.argv[1:] else (Path(name) / "booklets", Path(name) / "services")
        if not sys.argv[1:]:
            corpus.site(booklets, corpus.messages())
            directory.site(listed, 700)
        catalogs(listed)
        chapters(booklets)
        listings(listed)


if __name__ == "__main__":
    main()
