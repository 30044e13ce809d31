"""The key of what is kept: whoever puts a store into a site has not this person's key, and nothing of it is believed."""

from __future__ import annotations

import datetime
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import plain
import pytest
from conftest import DAY, ROOT

from livret import pipeline
from livret.options import Options
from livret.problems import Report
from livret.publish import kept, manifest, store_key
from livret.publish.store_key import NAME

FORGED, SHARES = 100, 4


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    """Each test, and whatever comes after it, asks for the key again."""
    store_key.store_key.cache_clear()
    yield
    store_key.store_key.cache_clear()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's own folder, where nothing is yet; and no key in the environment."""
    monkeypatch.setattr(click, "get_app_dir", lambda _: str(tmp_path / "settings/livret"))
    monkeypatch.delenv(NAME)
    return tmp_path / "settings/livret"


def test_the_first_run_writes_it_for_its_person_alone(home: Path) -> None:
    first = store_key.store_key()
    assert (home / "store-key").stat().st_mode & 0o777 == 0o600
    store_key.store_key.cache_clear()
    assert store_key.store_key() == first
    assert os.environ.get(NAME) is None


def test_the_environment_comes_first(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "x" * 1_000)
    assert len(store_key.store_key()) == 64
    assert not home.exists()


@pytest.mark.parametrize("lack", ["a file in the way", "bytes", "a folder", "empty"])
def test_where_none_can_be_had_it_lasts_as_long_as_the_run(lack: str, home: Path) -> None:
    if lack == "a file in the way":
        home.parent.write_bytes(b"")
    elif lack == "a folder":
        (home / "store-key").mkdir(parents=True)
    else:
        home.mkdir(parents=True)
        (home / "store-key").write_bytes(b"\xff" if lack == "bytes" else b"")
    first = store_key.store_key()
    assert os.environ[NAME], "the processes that this one begins have it"
    store_key.store_key.cache_clear()
    assert store_key.store_key() == first


def test_of_two_that_begin_at_once_one_is_right(tmp_path: Path) -> None:
    code = "from livret.publish.store_key import store_key; print(store_key().hex())"
    environment = {name: value for name, value in os.environ.items() if name != NAME} | {
        "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "settings"),
    }  # fmt: skip
    runs = [subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE) for _ in range(4)]
    assert len({run.communicate()[0] for run in runs}) == 1


# --- stores of somebody else ---------------------------------------------------------------------------


def built(site: Path) -> dict[str, bytes]:
    report = Report()
    assert pipeline.build(Options(site, site / "out", date=datetime.date.fromisoformat(DAY), jobs=1, pdf=False), report).published
    return plain.tree(site / "out")


def forge(path: Path, luck: random.Random) -> None:
    """As somebody would who has the same Livret, and another key: other words, a script in them, the right checksum of their own."""
    data = path.read_bytes().partition(b"\n")[2]
    changed = luck.choice(
        (
            data.replace(b"15", b"666"),
            data.replace(b"urgence", b"<script>alert(1)</script>"),
            data.replace(b"</p>", b"<script src=//forged.example></script></p>"),
            b"\x80\x04\x95cos\nsystem\n(S'touch forged'\ntR.",
        )
    )
    path.write_bytes(kept._digest(path, changed) + b"\n" + changed)


@pytest.mark.parametrize("share", range(SHARES))
def test_nothing_of_a_forged_store_is_published_or_run(share: int, sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = built(sound)
    luck = random.Random(share)  # noqa: S311 – forgery, no secret
    for _ in range(FORGED // SHARES):
        monkeypatch.setenv(NAME, "of somebody else")
        store_key.store_key.cache_clear()
        for path in (sound / ".livret").rglob("*.json"):
            if path.parent.name != ".livret":  # what is kept there is history, and published by none
                forge(path, luck)
        monkeypatch.undo()
        store_key.store_key.cache_clear()
        assert built(sound) == expected
    assert not list(sound.rglob("forged"))


def test_a_forged_manifest_does_not_say_that_nothing_changed(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(sound)
    watch = sound / "m"
    found = manifest.Manifest({"a": 1}, *([manifest.Snapshot({}, "")] * 3))
    found.save(watch)
    assert manifest.load(watch) is not None
    monkeypatch.setenv(NAME, "of somebody else")
    store_key.store_key.cache_clear()
    assert manifest.load(watch) is None
