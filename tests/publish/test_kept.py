"""What is kept between runs is a hint: two hundred damaged stores build the same bytes with the same problems, and never a traceback."""

from __future__ import annotations

import datetime
import os
import random
import shutil
from pathlib import Path

import plain
import pytest
from conftest import DAY

from livret import pipeline
from livret.options import Options
from livret.problems import Problem, Report
from livret.publish import kept

STORES, SHARES = 200, 4


def built(site: Path) -> tuple[dict[str, bytes], list[Problem], int]:
    report = Report()
    options = Options(site, site / "out", date=datetime.date.fromisoformat(DAY), jobs=1, pdf=False)
    outcome = pipeline.build(options, report)
    assert outcome.published
    return plain.tree(site / "out"), list(report), outcome.made


def damage(store: Path, luck: random.Random) -> None:
    """One of the files is cut, flipped, of another Livret, empty, gone – or all of its kind are."""
    files = sorted(path for path in store.rglob("*.json") if path.is_file())
    path = luck.choice(files)
    data = bytearray(path.read_bytes())
    match luck.choice(("cut", "flip", "foreign", "empty", "gone", "folder", "exchanged")):
        case "cut":
            path.write_bytes(data[: luck.randrange(len(data) + 1)])
        case "flip":
            data = data or bytearray(b"?")
            data[luck.randrange(len(data))] ^= 1 << luck.randrange(8)
            path.write_bytes(data)
        case "foreign":
            path.write_bytes(b"0" * 32 + data[32:])
        case "empty":
            path.write_bytes(b"")
        case "gone":
            path.unlink()
        case "folder":
            path.unlink()
            path.mkdir()
        case _:
            path.write_bytes(luck.choice(files).read_bytes())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site with a translation that is damaged, and its store."""
    site = tmp_path_factory.mktemp("kept") / "site"
    plain.lay(plain.read(plain.HERE / "sites/sound.txt"), site)
    catalog = site / "translations/ar/sante.po"
    catalog.write_text(catalog.read_text(encoding="utf-8").replace("{phone.samu} أو", "أو"), encoding="utf-8")
    built(site)
    return site


@pytest.mark.parametrize("share", range(SHARES))
def test_damaged_stores(share: int, whole: Path, tmp_path: Path) -> None:
    luck = random.Random(share)  # noqa: S311 – damage, no secret
    site = tmp_path / "site"
    shutil.copytree(whole, site)
    expected, problems, _ = built(site)
    assert [problem.code for problem in problems] == ["damage-facts"]
    for _ in range(STORES // SHARES):
        for _ in range(luck.randrange(1, 4)):
            damage(site / ".livret", luck)
        files, found, _ = built(site)
        assert (files, found) == (expected, problems)


def test_a_whole_store_is_believed(whole: Path) -> None:
    assert built(whole)[2] == 0


def rewritten(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def every(site: Path, jobs: int = 1) -> None:
    """A build of the whole site."""
    report = Report()
    assert pipeline.build(Options(site, site / "out", date=datetime.date.fromisoformat(DAY), jobs=jobs), report).published, list(
        report
    )


def steps(site: Path) -> set[str]:
    """The languages and parts of which steps are kept."""
    return {path.name.rpartition(".rows.")[0] for path in (site / ".livret/steps").glob("*.rows.*.json")}


def test_what_no_language_and_no_worker_needs_any_more_is_gone(sound: Path) -> None:
    config = sound / "content/site.yaml"
    rewritten(config, "languages: [fr, ar]", "languages: [fr, ar, ti]")
    every(sound, jobs=4)
    assert steps(sound) == {f"{tag}.{part}" for tag in ("fr", "ar", "ti") for part in range(4)}
    every(sound)
    assert steps(sound) == {"fr.0", "ar.0", "ti.0"}
    rewritten(config, "languages: [fr, ar, ti]", "languages: [fr, ar]")
    every(sound)
    assert {path.name.partition(".")[0] for path in (sound / ".livret/steps").iterdir()} == {"fr", "ar"}


def test_what_is_known_of_a_language_that_waits_is_kept(sound: Path) -> None:
    rewritten(sound / "content/site.yaml", "timezone:", "publish: {ar: complete}\ntimezone:")
    every(sound)
    assert not (sound / "out/ar").exists()
    assert steps(sound) == {"fr.0", "ar.0"}


def test_what_another_livret_wrote_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.write(tmp_path / "x.json", {"a": [1]})
    assert kept.read(tmp_path / "x.json") == {"a": [1]}
    monkeypatch.setattr(kept, "generator", lambda: "f" * 64)
    assert kept.read(tmp_path / "x.json") is None


def test_what_a_killed_build_was_writing_is_swept_when_it_is_nobody_s_any_more(sound: Path) -> None:
    every(sound)
    records = next((sound / ".livret/outputs").glob("*/*.json"))
    old, young = (records.with_name(f".{records.name}.new.{ending}") for ending in ("o1nm6d_i", "a2b3c4d5"))
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    os.utime(records, (0, 0))
    rewritten(sound / "content/facts.yaml", '"112"', '"15"')
    every(sound)
    assert (old.exists(), young.exists()) == (False, True)
