"""What is new since a day, on a sheet for the next meeting."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import plain
from conftest import run


def said(path: Path) -> str:
    pdftotext = shutil.which("pdftotext")
    assert pdftotext
    text = subprocess.run([pdftotext, "-layout", path, "-"], check=True, capture_output=True, text=True).stdout
    return " ".join(text.split())


def test_it_has_what_came_since_that_day_and_nothing_else(tmp_path: Path) -> None:
    site = plain.site(tmp_path, "sound", "room")
    result = run("news", "--site", site, "--since", "2026-10-25", "--lang", "fr,ar", "--date", "2026-11-24")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [str(site / f"report/news.{tag}.pdf") for tag in ("fr", "ar")]
    text = said(site / "report/news.fr.pdf")
    assert "Réunion de novembre" in text
    assert "Où laver mon linge" in text
    assert "Comment laver son linge" not in text, "this laboratory ended before"
    assert text.index("Réunion de novembre") < text.index("Où laver mon linge"), "the newest first"


def test_a_day_that_does_not_exist_is_told(tmp_path: Path) -> None:
    result = run("news", "--site", plain.site(tmp_path, "sound", "room"), "--since", "2026-11-31", "--lang", "fr")
    assert result.exit_code == 2
    assert "2026-11-31" in result.output
