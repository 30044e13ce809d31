"""The guide of this repository as it is read, and in each language: once in a process, for whoever only looks at it."""

from __future__ import annotations

import datetime
from functools import cache

from conftest import DAY, ROOT

from livret import formats
from livret.editions.editions import Editions
from livret.editions.inputs import Inputs
from livret.options import Options
from livret.phrases import ease
from livret.problems import Report
from livret.workshop import gather


@cache
def inputs() -> Inputs:
    found = gather(Options(ROOT, ROOT / "public", date=datetime.date.fromisoformat(DAY), pdf=False), Report())
    assert found
    return found


@cache
def editions() -> Editions:
    """A text is filled when it is asked for; what a build would say of it is not asked."""
    return Editions(inputs(), {**ease.STEPS, **formats.steps()})
