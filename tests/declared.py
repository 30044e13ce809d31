"""Formats as a test wants them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from livret import formats
from livret.format import Format


def changed(monkeypatch: pytest.MonkeyPatch, name: str, **values: Any) -> None:
    """The format with that name has other values."""
    monkeypatch.setattr(
        formats, "FORMATS", tuple(replace(each, **values) if each.name == name else each for each in formats.FORMATS)
    )


def named(monkeypatch: pytest.MonkeyPatch, *more: Format) -> None:
    """What the line of a new format in `livret/formats.py` does."""
    monkeypatch.setattr(formats, "FORMATS", (*formats.FORMATS, *more))
