"""docs/start.md, walked as it is written: each file that it shows is written, each command that it names is run, one after the other, on one site."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from conftest import DAY, ROOT, run

TEXT = (ROOT / "docs/start.md").read_text(encoding="utf-8")
STEPS = re.findall(r"^```(\S+)(?: (\S+))?\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
DATED = {"check", "status", "build", "due", "verify", "print"}  # what a day is to be told to, so that no test is of its own


def done(site: Path, line: str) -> str:
    words = shlex.split(line)[1:]
    if words[0] == "serve":  # it runs until somebody ends it: that it would is all that is asked
        words = ["serve", "--help"]
    elif words[0] == "new" and words[1] == "site":
        words[2] = str(site)
    else:
        words += ["--site", str(site), *(["--date", DAY] if words[0] in DATED else [])]
    result = run(*words)
    assert result.exit_code == 0, f"{line}\n{result.output}"
    return result.output


@pytest.mark.parametrize("language", ["fr"])
def test_the_walk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("LIVRET_LANG", language)
    site, said = tmp_path / "mon-guide", {}
    for kind, path, text in STEPS:
        if path:
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_text(text, encoding="utf-8")
        elif kind == "sh":
            for line in filter(None, text.splitlines()):
                if line != "cd mon-guide":
                    said[line] = done(site, line)
    assert said["livret check"].endswith("aucun problème\n")
    assert "Le premier jour" in (site / "public/fr/premiers-pas/arriver.html").read_text(encoding="utf-8")
    styles = [path.read_text(encoding="utf-8") for path in (site / "public/assets").glob("style.*.css")]
    assert ["#6a1b9a" in style for style in sorted(styles, key=lambda style: "#6a1b9a" in style)] == [False, True], (
        "the one before lingers"
    )
    assert (site / "report/index.html").is_file()
    assert next((site / "press").glob("premiers-pas-a5.fr.pdf")).read_bytes().startswith(b"%PDF")
    assert (site / "netlify.toml").is_file()


def test_a_command_in_a_sentence_is_one_that_there_is() -> None:
    for line in re.findall(r"`livret ([a-z]+)", TEXT):
        assert run(line, "--help").exit_code == 0, line
