"""Mistakes of volunteers, translators and partners: what each is told, word for word, and that its cure, to the letter, leads to a site without it."""

from __future__ import annotations

import shlex
from pathlib import Path

import mistaken
import plain
import pytest
from conftest import DAY, run

MISTAKES = mistaken.mistakes()


def checked(site: Path) -> tuple[str, list[dict[str, str]]]:
    return mistaken.said(run("check", "--site", site, "--date", DAY, "--json").output)


def called(command: str, site: Path) -> tuple[int, str]:
    result = run(*shlex.split(command.replace("SITE", str(site))))
    return result.exit_code, result.output.replace(str(site), "SITE").strip()


@pytest.mark.parametrize("mistake", [each for each in MISTAKES if each.command], ids=lambda mistake: mistake.name)
def test_what_a_command_tells_and_how_it_is_called_instead(mistake: mistaken.Mistake, sound: Path) -> None:
    plain.lay(mistake.edits, sound)
    code, told = called(mistake.command, sound)
    assert (code > 0, told) == (True, mistake.told)
    if mistake.cure:
        plain.lay(mistake.cure, sound)
    code, told = called(mistake.again, sound)
    assert code == 0, told
    assert "help: " not in told


@pytest.mark.parametrize("mistake", [each for each in MISTAKES if not each.command], ids=lambda mistake: mistake.name)
def test_what_is_told_and_its_cure(mistake: mistaken.Mistake, sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same in French: another sentence, the same cure. It is the French one that is followed."""
    plain.lay(mistake.edits, sound)
    told, [english, *_] = checked(sound)
    assert told == mistake.told
    monkeypatch.setenv("LIVRET_LANG", "fr")
    [french, *_] = checked(sound)[1]
    assert french["code"] == english["code"]
    assert french["message"] != english["message"]
    assert french["help"] != english["help"]
    if mistake.cure:
        plain.lay(mistake.cure, sound)
    else:
        assert mistaken.to_write(french) == mistaken.to_write(english)
        mistaken.take(french, sound)
    assert checked(sound)[0] == ""


def test_there_are_five_hundred_each_with_a_name_and_words_of_its_own() -> None:
    assert len(MISTAKES) >= 500
    assert len({mistake.name for mistake in MISTAKES}) == len(MISTAKES)
    assert len({(mistake.edits.parts, mistake.told) for mistake in MISTAKES}) == len(MISTAKES)
    assert all(mistake.told.count("\n  help: ") == 1 for mistake in MISTAKES if not mistake.command), "one cause is one problem"
