"""What several tests share: the small sound site, and the shipped site built once for a run."""

from __future__ import annotations

import gc
import json
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import plain
import pytest
import yaml
from chromium import NewContext, Phone, chromium, window
from click.testing import CliRunner, Result
from filelock import FileLock
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext

from livret.cli import main

os.environ["LIVRET_LANG"] = (
    "en"  # whoever runs the tests, and wherever: what is compared is English, but where a test asks for another language
)
os.environ["LIVRET_STORE_KEY"] = "tests"  # nothing is written into the folder of whoever runs them
Once = Callable[[str, Callable[[], Any]], Any]  # what the fixture once gives
ROOT = Path(__file__).resolve().parents[1]
DAY = "2026-11-24"
# The booklets of the guide, and each of them on paper: `urgences`, `urgences-a5`, `urgences-trifold`.
_GUIDE = {path.parent.name.partition("-")[2]: path for path in sorted((ROOT / "content/booklets").glob("*/booklet.yaml"))}
BOOKLETS = tuple(_GUIDE)
ON_PAPER = tuple(
    f"{slug}-{form}"
    for slug, path in _GUIDE.items()
    for form in yaml.safe_load(path.read_text(encoding="utf-8")).get("formats", ["a5"])
)
LONGEST = (
    "test_incremental.py", "test_axe.py", "test_reader.py", "test_press_files.py", "test_offline.py", "test_reproducible.py", "test_book.py", "test_mutations.py",
)  # fmt: skip
# The same examples in every run, as many as a test says, however long they take.
settings.register_profile(
    "gate", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.load_profile("gate")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--sequences", type=int, default=100, help="How many sequences of edits are built upon each other.")
    parser.addoption("--first-seed", type=int, default=0, help="What the first of these sequences is made of.")
    parser.addoption(
        "--every-kind",
        action="store_true",
        help="Look at every kind of page in every language, where a run has a part of them for some.",
    )
    parser.addoption("--refresh", action="store_true", help="Write the goldens anew.")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Nothing that is collected is let go of: no collector looks through it time and again while it grows."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that the last worker is waited for with short tests alone."""
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))


def run(*arguments: str | Path) -> Result:
    """The command line, in this process. An exception that is no exit is a traceback: it fails the test."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


_freeze, _unfreeze = gc.freeze, gc.unfreeze


def settle() -> None:
    """What there is now stays until the run ends: no collector goes through it any more."""
    gc.collect()
    _freeze()


@pytest.fixture(autouse=True, scope="session")
def _settled() -> Iterator[None]:
    """Libraries and eleven thousand tests, which every build would else have looked through once and every module once more. A build tells the collector to
    let be what it has read, and at its end to look at everything again; here builds by the hundred share a process, where neither is told."""
    settle()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gc, "freeze", lambda: None)
        patch.setattr(gc, "unfreeze", lambda: None)
        yield
    _unfreeze()


@pytest.fixture
def obedient() -> Iterator[None]:
    """A collector that does what a build tells it, for whoever looks at that."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gc, "freeze", _freeze)
        patch.setattr(gc, "unfreeze", _unfreeze)
        yield


@pytest.fixture(autouse=True, scope="module")
def _collected() -> Iterator[None]:
    """Builds by the hundred share a process, which would grow to gigabytes. What is still there then is kept for the run."""
    yield
    settle()


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """A copy of the sound site."""
    return plain.site(tmp_path / "site", "sound")


@pytest.fixture
def arabic(tmp_path: Path) -> Path:
    """A copy of the site that has a booklet in Arabic, native pages and easy ones."""
    return plain.site(tmp_path / "site", "arabic")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with `tests/goldens/<name>`; `--refresh` writes it."""

    def compare(name: str, text: str) -> None:
        path = plain.HERE / "goldens" / name
        if request.config.getoption("--refresh"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of one run have, and no other run."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def once(common: Path) -> Once:
    """Makes something once for all workers of a run: what a function gives, as JSON brings it back. The others wait for the first."""

    def once(name: str, make: Callable[[], Any]) -> Any:
        made = common / f"{name}.json"
        with FileLock(common / f"{name}.lock"):
            if not made.exists():
                made.write_text(json.dumps(make()), encoding="utf-8")
        return json.loads(made.read_text(encoding="utf-8"))

    return once


def succeeded(outcome: tuple[int, str]) -> None:
    assert outcome[0] == 0, outcome[1]


@pytest.fixture(scope="session")
def shipped(common: Path, once: Once) -> Path:
    """The site of this repository as public/."""
    site = common / "shipped"

    def build() -> tuple[int, str]:
        for name in ("content", "translations", "theme"):
            shutil.copytree(ROOT / name, site / name)
        result = run("--site", site, "--date", DAY, "--jobs", "2")
        return result.exit_code, result.output

    succeeded(once("shipped", build))
    return site / "public"


@pytest.fixture(scope="session")
def pressed(shipped: Path, once: Once) -> Path:
    """Every press file of the shipped site."""
    site = shipped.parent

    def press() -> tuple[int, str]:
        result = run("print", "press", "--site", site, "--date", DAY, "--jobs", "2", "--override", "Essai: pour les tests")
        return result.exit_code, result.output

    succeeded(once("pressed", press))
    return site / "press"


@pytest.fixture(scope="session")
def directory(common: Path, once: Once) -> Path:
    """The site of `tests/sites/public.txt`, in production mode, with its public/."""
    return built(common / "directory", "public", once)


@pytest.fixture(scope="session")
def published(common: Path, once: Once) -> Path:
    """The sound site with its public/: to be looked at, or copied."""
    return built(common / "sound", "sound", once)


def built(site: Path, name: str, once: Once) -> Path:
    def build() -> tuple[int, str]:
        result = run("--site", plain.site(site, name), "--date", DAY)
        return result.exit_code, result.output

    succeeded(once(site.name, build))
    return site


@pytest.fixture(scope="session", autouse=True)
def _one_core() -> Iterator[None]:
    """A run has a worker for each core already: a build is done in one process, where none says how many it wants."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.cpu_count", lambda: 1)
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def new_context(browser: Browser) -> Iterator[NewContext]:
    with contexts(browser) as new_context:
        yield new_context


@contextmanager
def contexts(browser: Browser) -> Iterator[NewContext]:
    """Makes browsers with nothing in them: phones, where nothing else is said. An error in a script fails the test."""
    made: list[BrowserContext] = []
    errors: list[str] = []

    def new_context(**options: Any) -> BrowserContext:
        made.append(window(browser, errors, **options))
        return made[-1]

    yield new_context
    for context in made:
        context.close()
    assert errors == []


@pytest.fixture(scope="session")
def _one_phone(browser: Browser) -> Phone:
    return Phone(browser)


@pytest.fixture
def phone(_one_phone: Phone) -> Iterator[BrowserContext]:
    """The window of all tests, with nothing in it. Whoever sets its clock needs a new context."""
    yield _one_phone.context
    _one_phone.empty()
