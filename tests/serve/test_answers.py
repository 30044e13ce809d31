"""What is served is what a build publishes: every address, in any order, whatever was edited since, while the rest is made in the background."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import plain
import pytest
from conftest import DAY, run
from hypothesis import HealthCheck, given, seed, settings
from previews import asked, previewing
from test_incremental import EDITS, ROUNDS, Built, whole
from waiting import LAST_RESORT

from livret.serve.draft import Failed, Unplanned

MARK = ".livret-output"  # a build's own
GATE = 100  # `--sequences` in the gate
Build = Callable[..., Built]


@pytest.fixture(scope="module")
def build() -> Iterator[Build]:
    """Builds in another process: this one is the preview's, of which a thread is at work."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as worker:
        yield lambda site, **options: worker.submit(whole, site, **options).result(LAST_RESORT)


def shuffled(paths: dict[str, bytes], key: object) -> list[str]:
    found = [path for path in paths if path != MARK]
    random.Random(repr(key)).shuffle(found)  # noqa: S311 – an order, no secret
    return found


def compare(edits: Iterable[str], build: Build, *, pdf: bool = False) -> None:
    """After each edit every address has the bytes of a build of the site as it is; with errors, nothing is a mistake of ours."""
    with tempfile.TemporaryDirectory() as folder:
        site, clean = Path(folder) / "site", Path(folder) / "clean"
        plain.lay(plain.read(plain.HERE / "sites/sound.txt"), site)
        published = build(site, pdf=pdf)[0]
        with previewing(site, pdf=pdf) as preview:
            for name in edits:
                EDITS[name](site)
                preview.due()
                shutil.rmtree(clean, ignore_errors=True)
                shutil.copytree(site, clean, ignore=shutil.ignore_patterns(".livret", "out", ".out*"))
                if expected := build(clean, pdf=pdf)[0]:
                    paths = shuffled(expected, name)
                    assert asked(preview, paths) == {path: expected[path] for path in paths}, name
                    gone = published.keys() - expected.keys()
                    assert all(isinstance(preview.ask(path).exception(LAST_RESORT), Unplanned) for path in gone)
                    published = expected
                for path in shuffled(published, name) if not expected else ():
                    failed = preview.ask(path).exception(LAST_RESORT)
                    assert failed is None or (isinstance(failed, Failed) and failed.problems) or isinstance(failed, Unplanned)


def test_every_address_has_the_bytes_of_a_build(build: Build, request: pytest.FixtureRequest) -> None:
    """After each edit of some sequences; the long run asks for a hundred of them: `--sequences 1000`."""
    sequences = request.config.getoption("--sequences")

    @seed(0)
    @given(ROUNDS)
    @settings(
        max_examples=sequences // 10 if sequences > GATE else 3,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def holds(rounds: list[list[str]]) -> None:
        compare([name for names in rounds for name in names], build)

    holds()


def test_paper_has_the_bytes_of_a_build(build: Build) -> None:
    compare(["a paragraph", "a phone"], build, pdf=True)


def test_an_alert_is_on_what_is_shown(sound: Path) -> None:
    assert run("alert", "Fermé vendredi.", "--until", "2026-12-01", "--site", sound, "--date", DAY).exit_code == 0
    with previewing(sound) as preview:
        found = asked(preview, ("index.html", "404.html", "ar/sante/numeros.html", "offline/sante.ar.html"))
    assert [path for path, data in found.items() if "Fermé vendredi" not in data.decode()] == []
