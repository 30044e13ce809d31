"""Recordings."""

from __future__ import annotations

from livret.translation.edition import Edition


def of(_edition: Edition, _booklet: str, _chapter: str) -> object | None:
    return None


def all_of(_edition: Edition) -> tuple[object, ...]:
    return ()
