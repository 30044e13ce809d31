"""Whoever has a page of an earlier output finds its style, its scripts and fonts; nothing else of that output is there, and nothing takes them for new."""

from __future__ import annotations

import shutil
from pathlib import Path

import plain
import pytest
from conftest import DAY, ROOT, run

from livret import paths
from livret.publish import lingering
from livret.publish.stage import MARK, Stage


def asset(data: bytes, name: str = "style.css") -> str:
    return paths.hashed(paths.ASSETS, name, data)


def publish(out: Path, files: dict[str, bytes]) -> None:
    with Stage.open(out, out.parent) as stage:
        for path, data in files.items():
            stage.files.write(path, data)
        stage.swap()


def there(out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} - {MARK}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "site/public"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    now = [1_000_000]
    monkeypatch.setattr(lingering.time, "time", lambda: now[0])
    return now


@pytest.mark.parametrize("name", ["style.css", "script.js", "Ethi-bold.woff2"])
def test_it_stays_for_some_outputs_and_for_an_hour(name: str, out: Path, clock: list[int]) -> None:
    first = asset(b"0", name)
    publish(out, {first: b"0"})
    for number in range(1, 9):
        publish(out, {asset(b"%d" % number, name): b"%d" % number})
        assert (out / first).read_bytes() == b"0", "within the hour"
    clock[0] += 3_599
    publish(out, {asset(b"9", name): b"9"})
    assert first in there(out)
    clock[0] += 1
    publish(out, {asset(b"10", name): b"10"})
    assert first not in there(out)


def test_after_the_hour_for_five_outputs(out: Path, clock: list[int]) -> None:
    first = asset(b"0")
    publish(out, {first: b"0"})
    for number in range(1, 6):
        clock[0] += 3_600
        publish(out, {asset(b"%d" % number): b"%d" % number})
        assert first in there(out), number
    publish(out, {asset(b"6"): b"6"})
    assert first not in there(out)


def test_what_comes_back_is_an_output_s_own_again(out: Path, clock: list[int]) -> None:
    first = asset(b"0")
    publish(out, {first: b"0"})
    publish(out, {asset(b"1"): b"1"})
    publish(out, {first: b"0"})
    assert [each.path for each in lingering.found(out)] == [asset(b"1")]
    assert clock


@pytest.mark.parametrize(
    "path",
    [
        "fr/page.html",
        "media/photo.0123456789.jpg",
        "packs/fr.json",
        "fr/style.css",
        "assets/icon.0123456789.svg",
        "assets/style.css",
        "sw.js",
    ],
)
def test_nothing_else_lingers(path: str, out: Path) -> None:
    publish(out, {path: b"0"})
    publish(out, {"a.html": b"1"})
    assert there(out) == {"a.html"}


@pytest.mark.parametrize("way", ["written", "link", "folder", "named otherwise"])
def test_what_somebody_put_there_does_not(way: str, out: Path) -> None:
    """A file is known by its name, which is that of its bytes."""
    publish(out, {"assets/style.css": b""})
    (out.parent / "secret").write_bytes(b"secret")
    name = out / asset(b"secret")
    if way == "written":
        (out / asset(b"other")).write_bytes(b"secret")
    elif way == "link":
        name.symlink_to(out.parent / "secret")
    elif way == "folder":
        name.mkdir()
    else:
        (out / "assets/..css").write_bytes(b"secret")
    publish(out, {"a.html": b"1"})
    assert there(out) == {"a.html"}


@pytest.mark.parametrize(
    "text", [b"\xff", b"assets/../../x.css 1 99999999999\n", b"assets/a.css 99999999999999 1\n", b"fr/x.html 3 9\n"]
)
def test_a_mark_that_somebody_wrote_leads_nowhere(text: bytes, out: Path) -> None:
    publish(out, {"a.html": b"0"})
    with (out / MARK).open("ab") as mark:
        mark.write(text)
    assert lingering.found(out) == ()
    publish(out, {"a.html": b"1"})
    assert there(out) == {"a.html"}


def test_a_site_whose_style_changes(sound: Path) -> None:
    """It is published as by a first build, but for what lingers; and where nothing changes, nothing is done."""
    build = ("build", "--site", sound, "--out", sound / "public", "--date", DAY, "--no-pdf", "--jobs", "1")
    assert run(*build).exit_code == 0
    before = {path for path in there(sound / "public") if path.startswith("assets/style.")}
    shutil.copytree(ROOT / "theme/web", sound / "theme/web")
    with (sound / "theme/web/style.css").open("a", encoding="utf-8") as style:
        style.write("main{outline:0}")
    result = run(*build)
    assert result.exit_code == 0, result.output
    assert before <= there(sound / "public")
    assert before <= {each.path for each in lingering.found(sound / "public")}
    lasting = {path: (sound / "public" / path).stat().st_mtime_ns for path in there(sound / "public")}
    assert run(*build).exit_code == 0
    assert {path: (sound / "public" / path).stat().st_mtime_ns for path in there(sound / "public")} == lasting
    after = plain.tree(sound / "public")
    shutil.rmtree(sound / "public")
    shutil.rmtree(sound / ".livret")
    assert run(*build).exit_code == 0
    assert after == plain.tree(sound / "public")
