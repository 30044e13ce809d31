"""How stale: a hundred edits, labelled by hand."""

from __future__ import annotations

import plain

from livret.catalogs.state import cosmetic

LINES = [
    line.split("|") for line in (plain.HERE / "catalogs/edits.txt").read_text(encoding="utf-8").splitlines() if line[1:2] == "|"
]


def test_there_are_a_hundred() -> None:
    assert len(LINES) == 100


def test_no_real_edit_is_called_cosmetic() -> None:
    assert [
        (before, after) for label, before, after in LINES if label == "R" and (cosmetic(before, after) or cosmetic(after, before))
    ] == []


def test_most_cosmetic_edits_keep_their_translation() -> None:
    edits = [(before, after) for label, before, after in LINES if label == "C"]
    kept = [edit for edit in edits if cosmetic(*edit)]
    assert len(kept) / len(edits) >= 0.8, [edit for edit in edits if edit not in kept]
