"""Three hundred expressions: each is said in French as its golden lines have it, or refused at its column."""

from __future__ import annotations

import pytest
from expressions import ENTRIES, FILE, said


def test_there_are_three_hundred(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--refresh"):
        head = FILE.read_text(encoding="utf-8").splitlines()
        lines = [
            new
            for line in head
            if not line.startswith("  ")
            for new in [line, *(f"  {each}" for each in (said(line) if line in ENTRIES else ()))]
        ]
        FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert len(ENTRIES) >= 300


@pytest.mark.parametrize("text", ENTRIES)
def test_an_expression_is_said_or_refused(text: str) -> None:
    assert said(text) == ENTRIES[text]
