"""What the Agora waits for, as the team sees it."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import plain
from conftest import run

from livret.options import Options
from livret.problems import Report
from livret.report.voiced import voiced
from livret.workshop import gather


def test_needs_without_an_answer_and_decisions_that_are_late(tmp_path: Path) -> None:
    plain.site(tmp_path, "sound", "room")
    day = datetime.date(2026, 12, 20)
    inputs = gather(Options(tmp_path, tmp_path / "public", date=day), Report())
    assert inputs
    found = voiced(inputs.reading.site, inputs.door)
    assert [(each.ident, each.times) for each in found.waiting] == [("bus", 4)]
    assert [(each.who, each.until) for each in found.late] == [("selam", datetime.date(2026, 12, 10))]
    assert found.unasked == ()


def test_a_laboratory_that_no_need_asked_for(tmp_path: Path) -> None:
    plain.site(tmp_path, "sound", "room")
    needs = tmp_path / "content/agora/needs.yaml"
    needs.write_text(needs.read_text(encoding="utf-8").replace("      - {on: 2026-11-01, lab: linge}\n", ""), encoding="utf-8")
    result = run("status", "--site", tmp_path, "--date", "2026-12-20", "--json")
    agora = json.loads(result.stdout)["agora"]
    assert agora["unasked"] == ["linge"]
    assert [each["ident"] for each in agora["waiting"]] == ["bus"]


def test_the_terminal_says_it(tmp_path: Path) -> None:
    plain.site(tmp_path, "sound", "room")
    said = run("status", "--site", tmp_path, "--date", "2026-12-20").stdout
    assert (
        "Needs without an answer:\n  bus: « Le bus est trop cher pour aller à mes rendez-vous. » – heard 4 times since 2026-11-12, heard"
        in said
    )
    assert "Decided, and not done:\n  2026-11-12: selam – Demander un tarif de bus, until 2026-12-10" in said


def test_what_readers_said_waits_until_somebody_sorts_it(tmp_path: Path) -> None:
    """How many things and for how long, and no word of them, on the terminal, as JSON and in report/; gone once the list is."""
    site = plain.site(tmp_path / "site", "sound", "room", "voice")
    (tmp_path / "came.txt").write_text("S-4 C'est faux zwilf\n\nS-5 Il manque un mot", encoding="utf-8")
    assert run("voice", tmp_path / "came.txt", "--site", site, "--date", "2026-11-20").exit_code == 0
    (stored,) = (site / ".livret-private/voice").iterdir()
    (stored.parent / "à garder.txt").write_text("un mot", encoding="utf-8")
    line = f".livret-private/voice/{stored.name}: 2 things said, 10 days old"

    def status(*more: str) -> str:
        return run("status", "--site", site, "--date", "2026-11-30", *more).stdout

    assert f"Said by readers, to be sorted:\n  {line}\n" in status()
    assert json.loads(status("--json"))["agora"]["unsorted"] == [
        {"path": f".livret-private/voice/{stored.name}", "count": 2, "days": 10}
    ]
    status("--html")
    report = (site / "report/index.html").read_text(encoding="utf-8")
    assert f"<h3>Said by readers, to be sorted</h3>\n<ul>\n<li>{line}</li>" in report
    assert "zwilf" not in status() + status("--json") + report

    stored.write_text("said: [\n", encoding="utf-8")
    assert f"{stored.name}: cannot be read, 10 days old" in status()
    stored.unlink()
    assert "to be sorted" not in status()
