"""A command that has nothing to do answers as one that did its work, and loads nothing for it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import plain
import pytest
from click.testing import Result
from conftest import DAY, ROOT, run

from livret import pipeline
from livret.catalogs.inventory import Inventory
from livret.editions.filling import Filler
from livret.model import Filled, Message
from livret.publish import outputs
from livret.publish.watch import Watch
from livret.source.door import Door

CHAPTER = "content/booklets/01-sante/01-numeros.md"


@pytest.fixture
def troubled(sound: Path) -> Path:
    """A site with a warning, and a translation that would mislead."""
    edit(sound / CHAPTER, "authors:", "review_before: 2026-01-01\nauthors:")
    edit(sound / "translations/ar/sante.po", "{phone.samu} أو", "أو")
    return sound


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def built(site: Path, *options: str) -> Result:
    return run("--site", site, "--date", DAY, "--jobs", "1", *options)


def idle(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on no command does any work."""
    for name in ("build", "read"):
        monkeypatch.setattr(pipeline, name, lambda *_: pytest.fail("a command is at work"))


def told(result: Result) -> tuple[int, str, str]:
    """How a command ended and what it said, but for the seconds and the files made anew."""
    return result.exit_code, result.stderr, re.sub(r"\d+ made anew, in [\d.]+ s", "", result.stdout)


def test_a_build_says_what_the_one_before_said(troubled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = built(troubled)
    before = plain.tree(troubled / "public")
    assert "warning[review-due]" in first.stderr
    assert "damage[damage-facts]" in first.stderr
    idle(monkeypatch)
    for options in ((), ("--why",), ("--verify",), ("--jobs", "2")):
        again = built(troubled, *options)
        assert told(again) == told(first), options
        assert ", 0 made anew, in " in again.stdout
    assert plain.tree(troubled / "public") == before


def test_a_clean_build_says_the_same(troubled: Path) -> None:
    built(troubled)
    known = told(built(troubled))
    shutil.rmtree(troubled / ".livret")
    shutil.rmtree(troubled / "public")
    assert told(built(troubled)) == known


def test_damage_stops_a_strict_build_that_would_have_nothing_to_do(troubled: Path) -> None:
    assert built(troubled).exit_code == 0
    assert built(troubled, "--strict").exit_code == 1
    assert built(troubled).exit_code == 0


def test_a_mistake_that_is_undone_leaves_nothing_to_do(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(sound)
    edit(sound / "content/facts.yaml", '"15"', '"1A5"')
    assert built(sound).exit_code == 1
    edit(sound / "content/facts.yaml", '"1A5"', '"15"')
    idle(monkeypatch)
    assert ", 0 made anew, in " in built(sound).stdout


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("content/facts.yaml", '"15"', '"1A5"'),
        ("content/site.yaml", "livret: 1", "livret 1"),
        ("translations/terms.yaml", "provenance: machine", "provenance machine"),
    ],
    ids=["a listing of facts", "the configuration", "the terms"],
)
def test_what_failed_fails_again_at_once(path: str, old: str, new: str, sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(sound / path, old, new)
    first, checked = built(sound), run("check", "--site", sound, "--date", DAY)
    assert (first.exit_code, checked.exit_code) == (1, 1)
    assert "Nothing was published: 1 error" in first.stderr
    idle(monkeypatch)
    assert told(built(sound)) == told(first)
    assert told(run("check", "--site", sound, "--date", DAY)) == told(checked)


def test_a_catalog_that_cannot_be_read_is_told_again_at_once(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It costs its own texts, and the site is published."""
    edit(sound / "translations/ar/sante.po", 'msgid "Que dire"', "msgid Que dire")
    first, checked = built(sound), run("check", "--site", sound, "--date", DAY)
    assert (first.exit_code, checked.exit_code) == (0, 1)
    assert "damage[catalog-broken]" in first.stderr
    idle(monkeypatch)
    again = built(sound)
    assert (again.exit_code, again.stderr) == (0, first.stderr)
    assert told(run("check", "--site", sound, "--date", DAY)) == told(checked)


def test_a_mistake_that_shows_when_files_are_made_is_told_again_at_once(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (sound / "theme/web").mkdir(parents=True)
    (sound / "theme/web/about.html").write_text("{% if %}", encoding="utf-8")
    first = built(sound)
    assert "template-broken" in first.stderr
    idle(monkeypatch)
    assert told(built(sound)) == told(first)


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_check_says_what_it_said(form: tuple[str, ...], troubled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run("check", "--site", troubled, "--date", DAY, *form)
    assert first.exit_code == 1
    idle(monkeypatch)
    again = run("check", "--site", troubled, "--date", DAY, *form)
    assert (again.exit_code, again.output) == (first.exit_code, first.output)


@pytest.mark.parametrize("form", [(), ("--json",), ("--lang", "ar")])
def test_status_says_what_it_said(form: tuple[str, ...], troubled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (troubled / "translations/ar/services.po").write_text("<<<<<<< HEAD\n", encoding="utf-8")  # an error, too
    first = run("status", "--site", troubled, "--date", DAY, *form)
    assert "catalog-conflict" in first.stderr
    idle(monkeypatch)
    again = run("status", "--site", troubled, "--date", DAY, *form)
    assert told(again) == told(first)


def test_status_check_and_build_work_from_the_same_store(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was filled once is not filled to count it, to check it or to say how hard it is to read; a build in between makes nothing forgotten."""
    filled = set[str]()
    fill = Filler.fill

    def filling(filler: Filler, message: Message, source: Inventory) -> tuple[Filled, str]:
        filled.add(message.address.partition("#")[0])
        return fill(filler, message, source)

    monkeypatch.setattr(Filler, "fill", filling)
    for commands in (("status", "check"), ("status", "check"), ("check", "status")):
        for command in commands:
            run(command, "--site", sound, "--date", DAY)
        built(sound)
        with (sound / "content/booklets/01-sante/02-soins.md").open("a", encoding="utf-8") as file:
            file.write("\nEncore.\n")
        filled.clear()
        for command in commands:
            run(command, "--site", sound, "--date", DAY)
        assert filled == {"sante/soins"}


def test_check_and_build_do_not_answer_for_each_other(sound: Path) -> None:
    """Only one of them looks at how hard a text is to read."""
    hard = " ".join(["préalablement territorialement nécessitant internationalisation administrative"] * 8)
    chapter = sound / "content/booklets/01-sante/02-soins.md"
    chapter.write_text(f"{chapter.read_text(encoding='utf-8')}\n{hard.capitalize()}.\n", encoding="utf-8")
    for _ in range(2):
        assert "reading-hard" not in built(sound).stderr
        assert "reading-hard" in run("check", "--site", sound, "--date", DAY).output


@pytest.mark.parametrize("command", ["check", "status"])
def test_it_writes_nothing_but_what_it_keeps(command: str, sound: Path) -> None:
    before = plain.tree(sound)
    run(command, "--site", sound, "--date", DAY)
    written = plain.tree(sound).keys() - before.keys()
    assert f".livret/manifest-{command}" in written
    assert all(path.startswith(".livret/") for path in written)


def test_a_picture_that_lies_beside_the_content(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the chapter leads to it."""
    edit(sound / CHAPTER, "## Que dire", "![Une carte](../../../media/carte.png)\n\n## Que dire")
    (sound / "media").mkdir()
    shutil.copyfile(ROOT / "theme/web/shortcut-192.png", sound / "media/carte.png")
    built(sound)
    with monkeypatch.context() as patch:
        idle(patch)
        built(sound)
    before = plain.tree(sound / "public")
    shutil.copyfile(ROOT / "theme/web/shortcut-512.png", sound / "media/carte.png")
    built(sound)
    assert plain.tree(sound / "public") != before


@pytest.mark.parametrize("site", ["sound", "arabic"])
def test_all_that_the_door_reads_is_watched(site: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """In all layers, whatever the door will read one day: what is asked of it, and is there, has been seen."""
    folder: Path = request.getfixturevalue(site)
    opened: list[tuple[Watch, Door]] = []
    monkeypatch.setattr(Watch, "opened", lambda self, door, _: opened.append((self, door)))
    monkeypatch.setattr(Watch, "keep", lambda *_: None)
    built(folder)
    ((watching, door),) = opened
    there = {str(place) for path in door.looks for place in door.places(path) if place.is_file()}
    assert len(there) > 20
    assert there <= watching.inputs.seen.keys()


def test_a_damaged_manifest_makes_a_build(sound: Path) -> None:
    first = built(sound)
    before = plain.tree(sound / "public")
    store = outputs.of(sound, sound / "public") / "manifest"
    sealed = store.read_bytes()
    for data in (sealed[:-1], sealed.replace(b"carte", b"carta"), sealed.replace(b"livret 2", b"livret 9"), b""):
        store.write_bytes(data + b"!")
        assert told(built(sound)) == told(first)
        assert store.read_bytes() != data
    assert plain.tree(sound / "public") == before


# --- what is loaded -----------------------------------------------------------------------------------

_LOADED = """
import json, sys
from livret.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    assert not end.code, end
print(json.dumps({name: getattr(module, "__file__", None) or "" for name, module in sys.modules.items()}))
"""
LIGHT = {
    "check", "cli", "clock", "console", "directory", "encode", "ending", "limits", "lock", "options", "oversight", "paths", "printing", "problems", "progress", "publish", "report", "scratch", "source", "starting", "tongue", "translating", "usage", "voice", "wording", "writing",
}  # fmt: skip


def loaded(*arguments: str | Path) -> tuple[str, set[str], set[str]]:
    """The last line that a command says, and what it loads: libraries, and rooms of Livret."""
    packages = [entry for entry in sys.path if entry.endswith("site-packages")]
    command = [sys.executable, "-S", "-c", _LOADED, *map(str, arguments)]  # -S: what a virtual environment loads is not ours
    environment = {"PYTHONPATH": os.pathsep.join([str(ROOT), *packages]), "LIVRET_LANG": os.environ["LIVRET_LANG"]}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    *_, said, found = done.stdout.splitlines()
    modules: dict[str, str] = json.loads(found)
    libraries = {name.partition(".")[0] for name, file in modules.items() if "site-packages" in file}
    return said, libraries, {name.split(".")[1] for name in modules if name.startswith("livret.")}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["build", "--help"], ["print", "press", "--help"]])
def test_help_waits_for_no_library(arguments: list[str], language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVRET_LANG", language)
    _, libraries, rooms = loaded(*arguments)
    assert libraries == {"click"}
    assert rooms <= LIGHT


@pytest.mark.parametrize(("command", "words"), [("build", "no problem"), ("check", "no problem"), ("status", "« ")])
def test_nothing_is_loaded_where_nothing_changed(command: str, words: str, sound: Path) -> None:
    assert "pydantic" in loaded(command, "--site", sound, "--date", DAY)[1]
    said, libraries, rooms = loaded(command, "--site", sound, "--date", DAY)
    assert words in said
    assert libraries == {"click"}
    assert rooms <= LIGHT
