"""`new admin`: an editor out of a package, its settings as git has them, and nothing where it cannot be had."""

from __future__ import annotations

import gzip
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from conftest import run
from editors import PACKAGE, SCRIPT, add, packed, unpacked

from livret.starting.new_admin import of_remote

ADMIN = Path("theme/admin")


def settings(site: Path) -> dict[str, str]:
    found: dict[str, str] = yaml.safe_load((site / ADMIN / "admin.yaml").read_text(encoding="utf-8"))
    return found


def laid(site: Path) -> list[str]:
    return sorted(path.relative_to(site / ADMIN).as_posix() for path in (site / ADMIN).rglob("*") if path.is_file())


def test_a_package_is_laid_so_that_nothing_is_loaded_from_elsewhere(sound: Path, tmp_path: Path) -> None:
    said = add(sound, unpacked(tmp_path / "cms"))
    script = (sound / ADMIN / "sveltia-cms.js").read_text(encoding="utf-8")
    assert "https://" not in script
    assert "url(fonts/material-symbols-outlined.woff2)" in script
    assert "fetch(`./sveltia`)" in script
    assert laid(sound) == [
        "LICENSE.txt",
        "admin.yaml",
        *(
            f"fonts/{name}"
            for name in ("material-symbols-outlined.woff2", "noto-mono.LICENSE.txt", "noto-mono.woff2", "source-sans-3.woff2")
        ),
        "sveltia-cms.js",
        "sveltia/package.json",
        *(f"sveltia@0.1.2/locales/{tag}.json" for tag in ("ar", "fr")),
    ]
    assert settings(sound) == {"host": "gitlab", "repository": "ville/guide", "branch": "main"}
    assert "livret host …" in said


@pytest.mark.parametrize("how", ["folder", "archive", "script", "npm"])
def test_a_package_is_a_folder_what_npm_packs_its_script_or_a_name(
    how: str, sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = unpacked(tmp_path / "node_modules/@sveltia/cms")
    archive = packed(tmp_path / "sveltia-cms-0.1.2.tgz", PACKAGE)
    sources = {"folder": folder, "archive": archive, "script": folder / "dist/sveltia-cms.js", "npm": Path("@sveltia/cms")}
    add(sound, sources[how])
    assert len(laid(sound)) == 10


WRONG = {
    "another-package": ({"package.json": '{"name": "decap-cms", "version": "3.16.3"}'}, "is not the package @sveltia/cms"),
    "no-json": ({"package.json": "["}, "is not the package @sveltia/cms"),
    "a-version-that-is-a-path": ({"package.json": '{"name": "@sveltia/cms", "version": "../../0.1.2"}'}, "is not the package"),
    "a-script-of-somebody": ({"dist/sveltia-cms.js": "alert(1)"}, "is another version than Livret knows"),
    "a-font-from-elsewhere": ({"dist/sveltia-cms.js": SCRIPT + " https://cdn.jsdelivr.net/fontsource/fonts/new@1.0/a.woff2"}, "another version"),
    "no-font": ({"npm/assets/noto-mono-latin-Ab_9.woff2": None}, "lacks the font noto-mono"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_not_the_editor_is_refused_before_anything_is_written(name: str, sound: Path, tmp_path: Path) -> None:
    files, words = WRONG[name]
    package = unpacked(tmp_path / "cms", **files)  # type: ignore[arg-type]  # a table of its own
    result = run("new", "admin", "--site", sound, "--from", package, "--host=gitlab", "--repository=ville/guide")
    assert result.exit_code == 2
    assert words in result.output
    assert not (sound / ADMIN).exists()


def test_an_archive_that_is_none_or_would_fill_the_machine_is_refused(sound: Path, tmp_path: Path) -> None:
    cut, bomb = tmp_path / "cut.tgz", tmp_path / "bomb.tgz"
    cut.write_bytes(packed(tmp_path / "whole.tgz", PACKAGE).read_bytes()[:200])
    packed(bomb, {"dist/sveltia-cms.js": " " * 10_000_001})
    plain = tmp_path / "plain.tgz"
    plain.write_bytes(gzip.compress(b"no archive"))
    for path in (cut, bomb, plain, tmp_path / "nowhere.tgz"):
        result = run("new", "admin", "--site", sound, "--from", path, "--host=gitlab", "--repository=ville/guide")
        assert result.exit_code == 2, result.output
        assert "Traceback" not in result.output
    assert not (sound / ADMIN).exists()


def test_settings_are_those_that_git_knows_and_the_given_ones_stand_before(sound: Path, tmp_path: Path) -> None:
    above = sound.parent
    for arguments in (("init", "-q", "-b", "site"), ("remote", "add", "origin", "git@codeberg.org:ville/guide.git")):
        subprocess.run(["git", "-C", above, *arguments], check=True)
    package = unpacked(tmp_path / "cms")
    assert run("new", "admin", "--site", sound, "--from", package, "--branch", "publié").exit_code == 0
    address = "https://codeberg.org"
    known = {"host": "gitea", "repository": "ville/guide", "branch": "publié", "folder": "site", "address": address}
    assert settings(sound) == known
    assert run("new", "admin", "--site", sound, "--app-id", "00ff").exit_code == 0  # called again: the rest stays
    assert settings(sound) == {**known, "app_id": "00ff"}


def test_another_version_takes_the_place_of_the_former(sound: Path, tmp_path: Path) -> None:
    add(sound, unpacked(tmp_path / "old"))
    about = '{"name": "@sveltia/cms", "version": "0.2.0"}'
    assert run("new", "admin", "--site", sound, "--from", unpacked(tmp_path / "new", **{"package.json": about})).exit_code == 0
    assert [path for path in laid(sound) if "@" in path] == ["sveltia@0.2.0/locales/ar.json", "sveltia@0.2.0/locales/fr.json"]


def test_where_nothing_is_known_and_nobody_answers_it_is_asked_for(sound: Path, tmp_path: Path) -> None:
    package = unpacked(tmp_path / "cms")
    result = run("new", "admin", "--site", sound, "--from", package)
    assert result.exit_code == 2
    assert "--host" in result.output
    result = run("new", "admin", "--site", sound, "--host=github", "--repository=a/b")
    assert "npm pack @sveltia/cms" in result.output


@pytest.mark.parametrize(
    "options",
    [
        ("--host=github", "--repository=a/b", "--app-id=x"),
        ("--host=gitlab", "--repository=guide"),
        ("--host=gitlab", "--repository=a/b", "--address=https://a.example;script-src *"),
        ("--host=gitlab", "--repository=a/b", "--folder=../elsewhere"),
    ],
)
def test_settings_that_cannot_be_are_told_and_not_written(options: tuple[str, ...], sound: Path, tmp_path: Path) -> None:
    result = run("new", "admin", "--site", sound, "--from", unpacked(tmp_path / "cms"), *options)
    assert result.exit_code == 1
    assert "theme/admin/admin.yaml:" in result.output
    assert not (sound / ADMIN).exists()


def test_hosts_are_told_of_it(sound: Path, tmp_path: Path) -> None:
    run("host", "netlify", "--site", sound)
    add(sound, unpacked(tmp_path / "cms"))
    written = tomllib.loads((sound / "netlify.toml").read_text(encoding="utf-8"))
    headers = next(each["values"] for each in written["headers"] if each["for"] == "/admin/*")
    assert "connect-src 'self' blob: data: https://gitlab.com;" in headers["Content-Security-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "unsafe-none"
    assert headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("git@github.com:ville/guide.git", {"host": "github", "repository": "ville/guide"}),
        ("https://gitlab.com/groupe/sous/guide.git", {"host": "gitlab", "repository": "groupe/sous/guide"}),
        ("ssh://git@git.ville.example:22/a/b.git", {"repository": "a/b", "address": "https://git.ville.example"}),
        ("https://gitlab.ville.example/a/b", {"host": "gitlab", "repository": "a/b", "address": "https://gitlab.ville.example"}),
        ("/srv/guide.git", {}),
        ("", {}),
    ],
)
def test_an_address_of_git_says_host_and_repository(address: str, said: dict[str, str]) -> None:
    assert of_remote(address) == said
