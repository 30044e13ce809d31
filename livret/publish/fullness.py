"""How full catalogs were when the site was last published: `.livret/translations.json`. One that was emptied, cut in the middle or lost since is told of.

It is told until the catalog is back, or until `update` has taken the catalogs as they are. Without the file nothing is lost but this comparison.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from livret.problems import Place, Report
from livret.publish import atomic

_FILE = ".livret/translations.json"
_FEW = 3  # translations: a catalog with fewer was never full
_MOST = 0.8  # of its translations: who takes some out by hand leaves more
Counts = Mapping[str, int]  # translations, by the path of their catalog


def known(site: Path) -> dict[str, int]:
    """What catalogs held the last time; nothing where that cannot be read."""
    try:
        found = json.loads((site / _FILE).read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(path): count for path, count in found.items() if isinstance(count, int)} if isinstance(found, dict) else {}


def compare(site: Path, now: Counts, report: Report) -> None:
    """Tells of catalogs that have lost much of what they held. One that cannot be read, which is told by itself, is not among `now`."""
    before = known(site)
    for path in sorted(now):
        if _has_lost(before.get(path, 0), now[path]):
            report.add("catalog-lost", Place(path), before=before[path], count=now[path])


def keep(site: Path, now: Counts) -> bool:
    """Notes what catalogs hold; of one that has lost much, what it held. Whether that is written: a site that cannot be costs the comparison, and nothing else."""
    before = known(site)
    after = {**before, **{path: before[path] if _has_lost(before.get(path, 0), count) else count for path, count in now.items()}}
    with suppress(OSError):
        if after != before:
            atomic.write(site / _FILE, json.dumps(after, indent=0, sort_keys=True).encode())
        return True
    return False


def forget(site: Path) -> None:
    """The catalogs are as they are meant to be."""
    with suppress(OSError):
        (site / _FILE).unlink(missing_ok=True)


def _has_lost(before: int, now: int) -> bool:
    return before >= _FEW and now < _MOST * before
