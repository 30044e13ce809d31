"""Panels that are almost full: warned of before a build fails, by the measure of the build."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import DAY, run

TAKES = "formats: [trifold]\ntakes:\n  trifold: [[01-numeros.md], [02-soins.md], [service.permanence], [phone.samu]]\n"
ALMOST = 26
SENTENCE = "Le médecin vous reçoit sans rendez-vous et sans argent."


@pytest.fixture
def site(sound: Path) -> Path:
    booklet = sound / "content/booklets/01-sante/booklet.yaml"
    booklet.write_text(booklet.read_text(encoding="utf-8") + TAKES, encoding="utf-8")
    return sound


def write(site: Path, sentences: int) -> None:
    """The chapter that stands on panel 3."""
    text = "# Les soins\n\n## Le médecin\n\nCourt.\n\n" + " ".join([SENTENCE] * sentences) + "\n"
    (site / "content/booklets/01-sante/02-soins.md").write_text(text, encoding="utf-8")


def status(site: Path, *arguments: str, code: int = 0) -> str:
    result = run("status", "--site", site, "--date", DAY, *arguments)
    assert result.exit_code == code, result.output
    return result.output


def tight(site: Path, *arguments: str) -> list[dict[str, Any]]:
    found = json.loads(status(site, "--json", *arguments))["languages"]
    return [{"language": each["language"], **one} for each in found for one in each["tight"]]


def test_a_panel_with_room_is_not_named(site: Path) -> None:
    write(site, 10)
    assert tight(site) == []
    assert "Almost full" not in status(site)


def test_one_that_is_almost_full_is(site: Path) -> None:
    write(site, ALMOST)
    found = [each for each in tight(site, "--lang", "fr") if each["panel"] == 3]
    assert [(each["document"], each["language"], each["code"], each["severity"]) for each in found] == [
        ("sante-trifold", "fr", "paper-tight", "warning")
    ]
    left = found[0]["millimetres_left"]
    assert 0 <= left <= 0.08 * found[0]["height"]
    assert found[0]["height"] == 194
    assert found[0]["longest"] == [f"« {(SENTENCE + ' ' + SENTENCE)[:60]}… »", "« Le médecin »"]
    assert (
        f"  print/sante-trifold.fr.pdf: warning[paper-tight]: in fr, panel 3 has {left} of its 194 mm left; its longest parts: « Le médecin vous"
        in status(site)
    )
    status(site, "--html")
    row = re.search(
        r"<tr><td><code>sante-trifold</code>.*?</tr>", (site / "report/index.html").read_text(encoding="utf-8"), re.DOTALL
    )
    assert row
    assert re.sub(r"<[^>]*>", " ", row[0]).split()[:4] == ["sante-trifold", "French", "3", str(left)]
    assert run("--site", site, "--date", DAY, "--lang", "fr", "--out", site / "fr").exit_code == 0


def test_what_overflows_has_the_words_of_the_build(site: Path) -> None:
    write(site, 4 * ALMOST)
    line = next(line.strip() for line in status(site).splitlines() if "fr.pdf: error[paper-overflow]" in line)
    assert line in run("--site", site, "--date", DAY, "--jobs", "1").output.splitlines()
    assert next(each for each in tight(site) if each["language"] == "fr")["millimetres_left"] < -100


def test_what_has_not_changed_is_not_measured_again(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(site, ALMOST)
    before = status(site)
    status(site, "--lang", "ar")  # what was measured of other languages is kept

    def never(*_: object) -> None:
        raise AssertionError("measured again")

    monkeypatch.setattr("livret.report.room.rooms", never)
    assert status(site) == before
    write(site, ALMOST + 1)
    with pytest.raises(AssertionError, match="measured again"):
        status(site)


def test_a_site_that_cannot_be_read_is_not_measured(site: Path) -> None:
    booklet = site / "content/booklets/01-sante/booklet.yaml"
    booklet.write_text(booklet.read_text(encoding="utf-8").replace("phone.samu", "phone.nowhere"), encoding="utf-8")
    write(site, 4 * ALMOST)
    assert "Almost full" not in status(site, code=1)
