"""The wheel carries the theme and the interface: a site elsewhere is built with nothing of this repository beside it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import DAY, ROOT
from opened import holders

from livret import __version__
from livret.source.yaml import parse


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked as pip does it, where nothing of this repository is."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = (folder / "dist").glob(f"livret-{__version__}-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def livret(installed: Path, cwd: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "livret", *arguments],
        env=os.environ | {"PYTHONPATH": str(installed)},
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_takes_every_interface_and_no_other_catalog(installed: Path) -> None:
    carried = {path.relative_to(installed / "livret/_data/translations") for path in (installed / "livret/_data").rglob("*.po*")}
    shipped = {path.relative_to(ROOT / "translations") for path in (ROOT / "translations").glob("*/interface.po")}
    assert len(shipped) > 10
    assert carried == {Path("interface.pot"), *shipped}


def test_the_wheel_brings_the_editor_of_the_preview(installed: Path) -> None:
    assert {path.name for path in (installed / "livret/serve").glob("editor.*")} == {"editor.js", "editor.css"}


def test_the_wheel_speaks_french(installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVRET_LANG", "fr")
    assert "Montrer cette aide." in livret(installed, tmp_path, "--help")


def test_a_site_is_built_from_the_wheel_alone(installed: Path, sound: Path, tmp_path: Path) -> None:
    livret(installed, tmp_path, "--site", str(sound), "--date", DAY)
    assert (sound / "public/print/sante-a5.ar.pdf").is_file()
    assert "أرقام" in (sound / "public/ar/index.html").read_text(encoding="utf-8") or "الرئيسية" in (
        sound / "public/ar/404.html"
    ).read_text(encoding="utf-8")


def test_a_site_of_another_town_has_nothing_of_grenoble(installed: Path, tmp_path: Path) -> None:
    """Begun and built by the wheel, on paper too: no byte that is published, however it is packed, says what content/ here says of its town."""
    asked = ("--name", "Guide de Namur", "--languages", "fr,ar,ti", "--country", "BE", "--host", "apache")
    livret(installed, tmp_path, "new", "site", "namur", *asked)
    site = tmp_path / "namur"
    assert "(no problem)" in livret(installed, site, "build", "--date", DAY)
    assert (site / "public/print/premiers-pas-a5.ti.pdf").is_file()
    assert holders(site / "public", ["Guide de Namur"]), "what is searched can be found"
    shutil.rmtree(site / ".livret")
    assert holders(site, of_grenoble()) == []


def of_grenoble() -> set[str]:
    """The town by its names, and whom and what the shipped content names there."""
    services = [parse(path.read_text(encoding="utf-8"), path.name) for path in sorted((ROOT / "content/services").glob("*.yaml"))]
    facts = parse((ROOT / "content/facts.yaml").read_text(encoding="utf-8"), "facts.yaml")
    listed = [service for listing in services for service in listing["services"]]
    numbers = {phone["number"] for each in listed for phone in each.get("phones", ())} | {
        each["number"] for each in facts["phone"].values()
    }
    names = {each["name"] for each in listed} | {
        each["address"]["street"] for each in listed if "street" in each.get("address", {})
    }
    assert len(names) > 20
    return {"Grenoble", "grenoble", "Isère", "38000", "livret.example", *(each for each in names | numbers if len(each) > 4)}
