"""What several tests share: the small sound site, and the shipped site built once for a run."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import plain
import pytest
from chromium import PHONE, chromium
from click.testing import CliRunner, Result
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext

from livret.cli import main

ROOT = Path(__file__).resolve().parents[1]
DAY = "2026-11-24"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--sequences", type=int, default=100, help="How many sequences of edits are built upon each other.")
    parser.addoption("--refresh", action="store_true", help="Write the goldens anew.")


def run(*arguments: str | Path) -> Result:
    """The command line, in this process. An exception that is no exit is a traceback: it fails the test."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """A copy of the sound site."""
    site = tmp_path / "site"
    plain.lay(plain.read(plain.HERE / "sites" / "sound.txt"), site)
    return site


@pytest.fixture
def arabic(tmp_path: Path) -> Path:
    """A copy of the site that has a booklet in Arabic, native pages and easy ones."""
    site = tmp_path / "site"
    plain.lay(plain.read(plain.HERE / "sites" / "arabic.txt"), site)
    return site


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
def shipped(common: Path) -> Path:
    """The site of this repository as public/, built once for all workers."""
    out, done = common / "shipped" / "public", common / "shipped.json"
    with FileLock(common / "shipped.lock"):
        if not done.exists():
            site = common / "shipped"
            for name in ("content", "translations", "theme"):
                shutil.copytree(ROOT / name, site / name)
            result = run("--site", site, "--date", DAY, "--jobs", "2")
            done.write_text(json.dumps({"exit": result.exit_code, "output": result.output}))
    outcome: dict[str, Any] = json.loads(done.read_text())
    assert outcome["exit"] == 0, outcome["output"]
    return out


@pytest.fixture(scope="session")
def directory(common: Path) -> Path:
    """The site of `tests/sites/public.txt`, in production mode, with its public/."""
    site = common / "directory"
    with FileLock(common / "directory.lock"):
        if not (site / "public").exists():
            plain.lay(plain.read(plain.HERE / "sites" / "public.txt"), site)
            result = run("--site", site, "--date", DAY, "--jobs", "1")
            assert result.exit_code == 0, result.output
    return site


@pytest.fixture(scope="session")
def pressed(common: Path, shipped: Path) -> Path:
    """Every press file of the shipped site, made once for all workers."""
    site, done = shipped.parent, common / "pressed.json"
    with FileLock(common / "pressed.lock"):
        if not done.exists():
            result = run("print", "press", "--site", site, "--date", DAY, "--jobs", "2", "--override", "Essai: pour les tests")
            done.write_text(json.dumps({"exit": result.exit_code, "output": result.output}))
    outcome: dict[str, Any] = json.loads(done.read_text())
    assert outcome["exit"] == 0, outcome["output"]
    return site / "press"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone with nothing on it; an error in a script fails the test."""
    context = browser.new_context(viewport=PHONE)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context
    context.close()
    assert errors == []
