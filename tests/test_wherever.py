"""Commands are called from any folder, with paths as people's systems write them; paper too."""

from __future__ import annotations

import os
from pathlib import Path

import plain
import pytest
from conftest import DAY, run

from livret.console import posix


def test_paper_from_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site in a folder with signs in its name, named from elsewhere, with an output named from there."""
    plain.site(tmp_path / "mes sites/l'été", "sound")
    (tmp_path / "ailleurs").mkdir()
    monkeypatch.chdir(tmp_path / "ailleurs")
    site = Path("../mes sites/l'été")
    result = run("build", "--site", site, "--out", "out", "--lang", "fr", "--date", DAY)
    assert result.exit_code == 0, result.output
    assert next((tmp_path / "ailleurs/out/print").glob("*.pdf")).read_bytes().startswith(b"%PDF")
    result = run("print", "press", "sante", "--site", site, "--lang", "fr", "--date", DAY)
    assert result.exit_code == 0, result.output
    assert next((tmp_path / "mes sites/l'été/press").glob("*.pdf")).is_file()
    assert sorted(path.name for path in Path.cwd().iterdir() if not path.name.startswith(".")) == ["out"]


@pytest.mark.parametrize(
    ("written", "here"),
    [
        (r"C:\guide", "/mnt/c/guide"),
        (r"d:\Mes sites\été", "/mnt/d/Mes sites/été"),
        (r"..\site", "../site"),
        (r"site\content", "site/content"),
        (r"\guide", "/guide"),
    ],
)
def test_a_path_of_windows_as_others_have_it(written: str, here: str) -> None:
    assert posix(written) == here


@pytest.mark.parametrize(
    "arguments",
    [
        ("new", "site", r"C:\guide"),
        ("check", "--site", r"C:\guide"),
        ("receive", r"C:\guide\a.po"),
        ("build", "--out", r"C:\public"),
    ],
)
def test_a_path_of_windows_elsewhere_is_told(arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2
    assert "is a path of Windows: here, write /mnt/c/" in result.output
    assert list(tmp_path.iterdir()) == [], "no folder of that name was made"


def test_a_file_whose_name_has_such_a_sign_is_taken(tmp_path: Path) -> None:
    if os.sep == "/":
        (tmp_path / "a\\b").mkdir()
        assert "is a path of Windows" not in run("check", "--site", tmp_path / "a\\b").output


def test_an_address_that_is_typed_as_a_path_means_the_same(sound: Path) -> None:
    said = [
        run("script", "fr", address, "--site", sound, "--date", DAY)
        for address in ("sante/numeros", "sante\\numeros", "/sante/numeros")
    ]
    assert [(result.exit_code, result.output) for result in said] == [(0, said[0].output)] * 3
