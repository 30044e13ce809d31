"""There are as many bad inputs of each kind as there are to be, and some of them, here and there: the long run has all."""

from __future__ import annotations

from pathlib import Path

import bad_inputs
import pytest

EVERY = bad_inputs.every()
MADE = [bad for bad in EVERY if not bad.name.startswith("broken/") and bad.name.partition(":")[0] not in bad_inputs.FILES]


@pytest.fixture(scope="module")
def bench(published: Path, tmp_path_factory: pytest.TempPathFactory) -> bad_inputs.Bench:
    return bad_inputs.Bench(published, tmp_path_factory.mktemp("inputs"))


def test_there_are_as_many_as_there_are_to_be() -> None:
    counts = bad_inputs.counts(EVERY)
    assert {kind: counts[kind] >= wanted for kind, wanted in bad_inputs.WANTED.items()} == dict.fromkeys(bad_inputs.WANTED, True)


@pytest.mark.parametrize("bad", MADE[::60], ids=lambda bad: f"{bad.kind} {bad.name}"[:60])
def test_one_of_them(bad: bad_inputs.Bad, bench: bad_inputs.Bench) -> None:
    came = bench.see(bad)
    assert came.fault(bad) == "", came.told
