"""`check --changed` and `--comment`: what concerns the files of a commit in the making, as git knows them, in words for a merge request."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from conftest import DAY, run

from livret import check, uncommitted
from livret.problems import MachineFailed, Place, Report


def git(folder: Path, *arguments: str) -> None:
    own = ("-c", "user.name=x", "-c", "user.email=x@x.example", "-c", "init.defaultBranch=main", "-c", "core.hooksPath=/dev/null")
    subprocess.run(["git", "-C", str(folder), *own, *arguments], check=True, capture_output=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site inside a repository, before its first commit."""
    git(tmp_path, "init")
    site = tmp_path / "le site"
    (site / "content").mkdir(parents=True)
    (site / "content/a.md").write_text("a")
    (site / "content/é.md").write_text("é")
    (tmp_path / "elsewhere.md").write_text("x")
    return site


def test_before_the_first_commit_all_is_new(folder: Path) -> None:
    assert uncommitted.changed(folder) == {"content/a.md", "content/é.md"}
    git(folder, "add", ".")
    assert uncommitted.changed(folder) == {"content/a.md", "content/é.md"}


def test_what_differs_from_a_commit(folder: Path) -> None:
    git(folder, "add", "-A", "..")
    git(folder, "commit", "-m", "first")
    assert uncommitted.changed(folder) == frozenset()
    (folder / "content/a.md").write_text("b")
    (folder / "content/a new one.md").write_text("n")
    (folder.parent / "elsewhere.md").write_text("y")
    git(folder, "mv", "content/é.md", "content/è.md")
    assert uncommitted.changed(folder) == {"content/a.md", "content/a new one.md", "content/é.md", "content/è.md"}
    git(folder, "add", "-A")
    git(folder, "commit", "-m", "second")
    assert uncommitted.changed(folder) == frozenset()
    assert uncommitted.changed(folder, "HEAD~1") == {"content/a.md", "content/a new one.md", "content/é.md", "content/è.md"}


@pytest.mark.parametrize("since", ["no-such-branch", "--output=/tmp/x", "HEAD:content", ""])
def test_a_commit_that_git_does_not_know(folder: Path, since: str) -> None:
    git(folder, "add", ".")
    git(folder, "commit", "-m", "first")
    with pytest.raises(MachineFailed, match="git does not know"):
        uncommitted.changed(folder, since)


def test_a_folder_in_no_git_and_a_machine_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(MachineFailed, match="in no git"):
        uncommitted.changed(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MachineFailed, match="not installed"):
        uncommitted.changed(tmp_path)


def found(*problems: tuple[str, str]) -> Report:
    report = Report()
    for code, path in problems:
        report.add(code, Place(path, 3), words="30", score="10", most=15, least=60, href="ftp://x", url="u", reason="r")
    return report


def test_what_stops_a_build_is_told_wherever_it_stands() -> None:
    report = found(("reading-hard", "content/a.md"), ("reading-hard", "content/b.md"), ("link-scheme", "content/b.md"))
    kept = check.concerning(report, {"content/a.md"})
    assert [(problem.place.path, problem.code) for problem in kept] == [
        ("content/a.md", "reading-hard"),
        ("content/b.md", "link-scheme"),
    ]


def test_a_comment_shows_an_author_s_words_and_obeys_none() -> None:
    report = Report()
    report.add("link-scheme", Place("content/`a`\n# b.md", 3), href="![x](http://tracker.example) @everyone <img src=x>\n\n# Lu")
    text = check.as_comment(report)
    first, blank, line = text.splitlines()
    assert (first, blank) == ("**1 error**", "")
    assert line.startswith("- `content/a # b.md:3` error&#91;link-scheme&#93;: ")
    assert not set("<>![]@`|").intersection(line.partition("` ")[2])
    assert check.as_comment(Report()) == "**no problem**"


def test_on_the_command_line(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(sound, "init")
    (sound / ".gitignore").write_text(".livret/\n")
    chapter = sound / "content/booklets/01-sante/02-soins.md"
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(text + "\nUne[faute](ftp://x.fr).\n", encoding="utf-8")
    git(sound, "add", "-A")
    git(sound, "commit", "-m", "first")
    result = run("check", "--site", sound, "--date", DAY, "--comment", "--changed")
    assert result.exit_code == 1, "it stops a build, whoever wrote it"
    assert "**1 error**" in result.output
    chapter.write_text(text, encoding="utf-8")
    result = run("check", "--site", sound, "--date", DAY, "--changed=HEAD")
    assert (result.exit_code, result.output) == (0, "no problem\n")
    result = run("check", "--site", sound, "--date", DAY, "--changed=nothing")
    assert result.exit_code == 2
