"""The wheel carries the theme and the interface: a site elsewhere is built with nothing of this repository beside it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path
from urllib.parse import quote

import pytest
from conftest import DAY, ROOT, Once, succeeded
from opened import holders
from servers import assert_lost, assert_sent, hosted, is_shown

from livret import __version__
from livret.source.yaml import parse
from livret.starting import hosting


@pytest.fixture(scope="session")
def installed(common: Path, once: Once) -> Path:
    """The wheel in a fresh environment, as pip installs it: its libraries are those of the tests, so that nothing is loaded, and nothing of this repository
    is in its reach. The folder of its packages."""
    env = common / "env"

    def install() -> tuple[int, str]:
        wheels = common / "wheels"
        called(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", wheels, cwd=ROOT)
        called(sys.executable, "-m", "venv", "--without-pip", env)
        [wheel] = wheels.glob(f"livret-{__version__}-*.whl")
        called(sys.executable, "-m", "pip", "--python", env / "bin/python", "install", "--quiet", "--no-index", "--no-deps", wheel)
        (packages(env) / "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
        return 0, ""

    succeeded(once("env", install))
    return packages(env)


def packages(env: Path) -> Path:
    return Path(sysconfig.get_path("purelib", vars={"base": str(env)}))


def called(*command: str | Path, cwd: Path | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def livret(installed: Path, cwd: Path, *arguments: str) -> str:
    """The command, as it is there once Livret is installed."""
    return called(installed.parents[2] / "bin/livret", *arguments, cwd=cwd)


@pytest.fixture(scope="session")
def namur(installed: Path, common: Path, once: Once) -> Path:
    """A town's site, begun and built by the wheel."""

    def begin() -> tuple[int, str]:
        asked = ("--name", "Guide de Namur", "--languages", "fr,ar,ti", "--country", "BE", "--url", "https://namur.example/town/")
        livret(installed, common, "new", "site", "namur", *asked, *(f"--host={name}" for name in ("apache", "nginx", "netlify")))
        said = livret(installed, common / "namur", "build", "--date", DAY)
        return int("(no problem)" not in said), said

    succeeded(once("namur", begin))
    return common / "namur"


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


def test_a_site_of_another_town_has_nothing_of_grenoble(namur: Path, tmp_path: Path) -> None:
    """On paper too: no byte of it, however it is packed, says what content/ here says of its town. The wheel, which lies beside it for hosts, is the program."""
    assert (namur / "public/print/premiers-pas-a5.ti.pdf").is_file()
    assert holders(namur / "public", ["Guide de Namur"]), "what is searched can be found"
    site = tmp_path / "namur"
    shutil.copytree(namur, site, ignore=shutil.ignore_patterns(".livret", "*.whl"))
    assert holders(site, of_grenoble()) == []


@pytest.mark.parametrize("name", ["apache", "nginx"])
def test_a_server_has_it_below_a_folder(name: str, namur: Path) -> None:
    """The end of the chain – wheel, environment, site, server –: each file with its type and headers, and what is not there."""
    public = namur / "public"
    files = {path.relative_to(public).as_posix(): path.read_bytes() for path in public.rglob("*") if path.is_file()}
    said = tomllib.loads((namur / "netlify.toml").read_text(encoding="utf-8"))
    with hosted(name, "/town/", namur / hosting.HOSTS[name].path, files) as server:
        for path, data in files.items():
            answer = server.ask(f"/town/{quote(path)}")
            if is_shown(path):
                assert (answer.status, answer.headers["Content-Type"], answer.body) == (200, hosting.media_type(path), data), path
                assert_sent(said, path, answer)
            else:
                assert answer.status == 404, path
        for path in ("none.html", "ti/none.html", "data/none"):
            answer = server.ask(f"/town/{path}")
            assert answer.status == 404
            assert_lost(said, files, path, answer)


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
