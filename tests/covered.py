"""How each part of a site stands in a language, by its catalog."""

from __future__ import annotations

import datetime
from pathlib import Path

from conftest import DAY

from livret.editions import coverage
from livret.editions.coverage import Coverage
from livret.editions.editions import Editions
from livret.options import Options
from livret.problems import Report
from livret.workshop import gather


def covered(site: Path, tag: str) -> dict[str, Coverage]:
    """What a native page stands for is not counted."""
    inputs = gather(Options(site, site / "public", date=datetime.date.fromisoformat(DAY)), Report())
    assert inputs
    edition = Editions(inputs)[tag]
    return {
        domain: coverage.of(edition, filter(edition.translates, messages)) for domain, messages in inputs.reading.messages.items()
    }
