"""What lies beside an output while one is made, and the mark inside that says who made it."""

from __future__ import annotations

from pathlib import Path

MARK = ".livret-output"  # says that a folder was made by Livret and may be replaced


def lock(out: Path) -> Path:
    """What one build at a time holds."""
    return out.parent / f".{out.name}.lock"


def stage(out: Path) -> Path:
    """Where the new output is laid out."""
    return out.parent / f".{out.name}.stage"


def old(out: Path) -> Path:
    """Where the output before is put aside."""
    return out.parent / f".{out.name}.old"
