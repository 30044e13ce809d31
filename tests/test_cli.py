"""The command line: what it prints, and how it ends."""

from __future__ import annotations

import json
import re
from pathlib import Path

import plain
import pytest
from click.testing import CliRunner
from conftest import DAY, ROOT, run

from livret import __version__, progress
from livret.cli import main


def test_build_is_meant_when_no_command_is_named(sound: Path) -> None:
    assert run("--site", sound, "--date", DAY).exit_code == 0
    assert ", 0 made anew," in run("build", "--site", sound, "--date", DAY).output


def test_plan_counts(sound: Path) -> None:
    lines = dict(reversed(line.split()) for line in run("plan", "--site", sound).output.splitlines())
    assert lines["chapter"] == "4"
    assert lines["pdf"] == "2"
    assert lines["chooser"] == "1"


def test_check_as_json(sound: Path) -> None:
    facts = sound / "content/facts.yaml"
    facts.write_text(facts.read_text().replace('"15"', '"1A5"'))
    before = plain.tree(sound)
    result = run("check", "--site", sound, "--json")
    assert result.exit_code == 1
    assert [(p["path"], p["line"], p["column"], p["code"]) for p in json.loads(result.output)] == [
        ("content/facts.yaml", 2, 18, "phone-invalid")
    ]
    assert {path: data for path, data in plain.tree(sound).items() if not path.startswith(".livret/")} == before


def test_a_part_never_replaces_the_whole(sound: Path, tmp_path: Path) -> None:
    for arguments in (["--lang", "ar"], ["--no-pdf"]):
        assert CliRunner().invoke(main, ["--site", str(sound), *arguments]).exit_code == 2
    assert run("--site", sound, "--lang", "ar", "--no-pdf", "--out", tmp_path / "part").exit_code == 0
    assert {path.name for path in (tmp_path / "part").iterdir() if path.is_dir()} == {"ar", "assets", "offline", "packs", "qr"}


def test_a_language_that_is_not_there(sound: Path, tmp_path: Path) -> None:
    result = run("--site", sound, "--lang", "ti", "--out", tmp_path / "part")
    assert result.exit_code == 1
    assert "“ti” is not one of the site's languages" in result.output


def test_no_site(tmp_path: Path) -> None:
    result = run("--site", tmp_path / "nowhere")
    assert result.exit_code == 1
    assert "content/site.yaml: error[site-missing]" in result.output


def test_the_date_is_an_input(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chapter = sound / "content/booklets/01-sante/01-numeros.md"
    chapter.write_text(
        chapter.read_text(encoding="utf-8").replace("authors:", "review_before: 2027-01-01\nauthors:", 1), encoding="utf-8"
    )
    assert "review-due" not in run("check", "--site", sound, "--date", "2026-12-31").output
    assert "review-due" in run("check", "--site", sound, "--date", "2027-01-02").output
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1893456000")
    assert "review-due" in run("check", "--site", sound).output


def test_extracting_twice_changes_nothing(sound: Path) -> None:
    assert run("extract", "--site", sound).output.splitlines()
    before = plain.tree(sound / "translations")
    assert run("extract", "--site", sound).output == ""
    assert plain.tree(sound / "translations") == before


def test_the_shipped_templates_are_true() -> None:
    """translations/*.pot say what content/, the theme and the code say now."""
    from livret.extract import templates  # noqa: PLC0415
    from livret.problems import Report  # noqa: PLC0415

    for path, data in templates(ROOT, Report()).items():
        assert (ROOT / path).read_bytes() == data, f"{path}: run `python build.py extract`"


def test_the_shipped_content_has_no_problem() -> None:
    """On the day on which it was read last: on an earlier one nobody has read it yet."""
    written = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "content").rglob("*") if path.suffix in (".md", ".yaml"))
    day = max(re.findall(r"(?:read|verified)_on: (\d{4}-\d\d-\d\d)", written))
    assert run("check", "--site", ROOT, "--date", day).output.strip() == "no problem"


def test_check_names_what_is_hard_to_read(sound: Path) -> None:
    assert "reading-hard" not in run("check", "--site", sound, "--date", DAY).output
    chapter = sound / "content/booklets/01-sante/02-soins.md"
    hard = " ".join(["préalablement territorialement nécessitant internationalisation administrative"] * 8)
    chapter.write_text(chapter.read_text(encoding="utf-8") + f"\n{hard.capitalize()}.\n", encoding="utf-8")
    result = run("check", "--site", sound, "--date", DAY)
    assert "content/booklets/01-sante/02-soins.md: warning[reading-hard]: this is hard to read" in result.output
    assert result.exit_code == 0


def test_the_version_is_known_where_livret_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """`scripts/build` installs the libraries alone."""
    monkeypatch.setattr("importlib.metadata.version", lambda name: pytest.fail(f"{name} need not be installed"))
    assert run("--version").output == f"livret, version {__version__}\n"


@pytest.mark.parametrize(("words", "meant"), [("biuld", "build"), ("print pres", "press"), ("new langage", "language")])
def test_a_command_that_was_perhaps_meant(words: str, meant: str) -> None:
    result = run(*words.split())
    assert result.exit_code == 2
    assert f"Did you mean “{meant}”?" in result.output


@pytest.mark.parametrize("words", ["--version", "check --version", "print press --version"])
def test_every_command_knows_the_version(words: str) -> None:
    assert run(*words.split()).output == f"livret, version {__version__}\n"


@pytest.mark.parametrize(
    ("line", "offered"), [("livret bui", "build"), ("livret new ", "language"), ("livret build --wi", "--without")]
)
def test_a_shell_completes_the_first_word_too(line: str, offered: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As bash asks: through the variables that `livret completion bash` sets."""
    words = line.split(" ")
    asked = {"_LIVRET_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    result = CliRunner().invoke(main, [], prog_name="livret", env=asked)
    assert f"plain,{offered}\n" in result.output
    assert "_LIVRET_COMPLETE=bash_complete" in run("completion", "bash").output


@pytest.mark.parametrize(("variables", "has_colours"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colours_are_nobody_s_duty(variables: dict[str, str], has_colours: bool, sound: Path) -> None:
    (sound / "content/facts.yaml").write_text("phone: 3\n")
    environment = {"TERM": "xterm", "NO_COLOR": "", **variables}
    result = CliRunner().invoke(main, ["check", "--site", str(sound)], env=environment, color=True)
    assert ("\x1b[31m" in result.output) == has_colours
    assert "\x1b[" not in run("check", "--site", sound).output, "where it is no terminal"


def test_a_terminal_is_told_how_far_it_is(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line is gone before anything else is said; nobody else has one."""
    said: list[tuple[str, int, int]] = []
    with progress.watched(lambda *told: said.append(told)):
        assert run("--site", sound, "--date", DAY, "--jobs", "1").exit_code == 0
    assert ("Reading translations", 2, 2) in said
    assert ("Making pages and paper", 0, 3) in said
    assert said[-1] == ("", 0, 0)
    assert "Reading translations" not in run("check", "--site", sound, "--date", "2026-11-25").output


COMMANDS = [
    "build --date DAY", "check --date DAY", "plan", "script fr sante/numeros", "extract", "update", "schema", "status --html --date DAY", "proof sante --lang ar",
    "codes", "due --date DAY", "verify permanence --by selam --date DAY", "consent --lang fr", "print press --date DAY --override Essai:essai", "print impose --date DAY --override Essai:essai",
    "print changes", "host nginx", "new chapter sante Dents", "new booklet Logement", "new service health dentiste --date DAY", "new language so --date DAY",
]  # fmt: skip


def test_every_command_works_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PDFs too: from the root of the disk, from inside the site and beside it, all is written that is written in the site folder."""
    trees = []
    for name, folder, site in (
        ("in", "site", "."),
        ("root", "/", "site"),
        ("inside", "site/content", ".."),
        ("beside", ".", "site"),
    ):
        own = tmp_path / name
        there = plain.site(own / "site", "sound")
        monkeypatch.chdir(own / folder)
        where = str(there) if folder == "/" else site
        for line in COMMANDS:
            result = run(*line.replace("DAY", DAY).split(), "--site", where)
            assert result.exit_code == 0, (name, line, result.output)
        trees.append({path: data for path, data in plain.tree(there).items() if not path.startswith(".livret/")})
    assert any(path.endswith(".pdf") for path in trees[0])
    assert all(tree == trees[0] for tree in trees[1:])
