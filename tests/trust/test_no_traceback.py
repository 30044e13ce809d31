"""What nobody meant to write, and what no disk should hold: each is told, and ends in no traceback. The kinds are those that once did."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import DAY, run

FACTS, LISTING = "content/facts.yaml", "content/services/health.yaml"
CHAPTER = "content/booklets/01-sante/01-numeros.md"
DIGITS = "9" * 5000  # more than Python reads as a number

# file, what stands there, what somebody wrote, what is told and at which line
WRITTEN = [
    (FACTS, "value: 21", f"value: {DIGITS}", f"{FACTS}:5:"),
    (FACTS, "value: 21", "value: 1000000000000000000", "a number at most 10000"),
    (FACTS, "2027-09-01", "9999-12-31", "a day until 2199-12-31"),
    (LISTING, "2026-11-20", "9999-12-31", "a day until 2199-12-31"),
    (CHAPTER, "2026-11-20", "0001-01-01", "a day from 1900-01-01"),
    ("content/site.yaml", "https://livret.example", f"https://{'a' * 3000}.example", "url-invalid"),
    ("content/site.yaml", "https://livret.example", "http://[::1", "url-invalid"),
    (CHAPTER, "Que dire", "Que dire\n\n" + "a\n: b\n" * 3000, "text-deep"),
]


@pytest.mark.parametrize(("path", "old", "new", "told"), WRITTEN, ids=[f"{path}: {new[:30]}" for path, _, new, _ in WRITTEN])
def test_what_is_written(path: str, old: str, new: str, told: str, sound: Path) -> None:
    text = (sound / path).read_text(encoding="utf-8")
    (sound / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    result = run("check", "--site", sound, "--date", DAY)
    assert (result.exit_code, told in result.output) == (1, True), result.output


def test_a_long_number_begins_no_list(sound: Path) -> None:
    with (sound / CHAPTER).open("a", encoding="utf-8") as chapter:
        chapter.write(f"\n{DIGITS}. fin\n")
    result = run("--site", sound, "--date", DAY, "--no-pdf", "--out", sound / "out", "--jobs", "1")
    assert result.exit_code == 0, result.output
    assert f"{DIGITS}. fin" in (sound / "out/fr/sante/numeros.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_at_the_end_of_the_calendar(day: str, sound: Path) -> None:
    result = run("check", "--site", sound, "--date", day)
    assert result.exit_code == 2
    assert "between 1900 and 2199" in result.output


@pytest.mark.parametrize("name", [b"03-\xff.md", b"03-a\nb.md", b"03-\x1b]0;x\x07.md", "03-\u202e.md".encode()])
def test_a_name_that_nobody_can_read(name: bytes, sound: Path) -> None:
    Path(os.fsdecode(os.fsencode(sound / "content/booklets/01-sante") + b"/" + name)).write_text("# Autre\n", encoding="utf-8")
    result = run("check", "--site", sound, "--date", DAY)
    assert result.exit_code == 1
    assert "content/booklets/01-sante: error[file-name]" in result.output
    assert result.output.replace("\n", "").isprintable()


@pytest.mark.parametrize("font", [b"", b"\0\1\0\0" + b"\xff" * 100])
def test_a_font_that_is_none(font: bytes, sound: Path) -> None:
    (sound / "theme/fonts").mkdir(parents=True)
    (sound / "theme/fonts/x.ttf").write_bytes(font)
    result = run("--site", sound, "--date", DAY, "--jobs", "1")
    assert result.exit_code == 1
    assert "theme/fonts/x.ttf: error[font-broken]" in result.output


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 50_000, f"[{DIGITS}]"], ids=["lists", "objects", "digits"])
def test_an_import_that_is_deep_or_long(text: str, sound: Path) -> None:
    (sound / "a.json").write_text(text, encoding="utf-8")
    result = run("import", sound / "a.json", "--site", sound)
    assert (result.exit_code, "error[import-shape]" in result.output) == (1, True), result.output


@pytest.mark.parametrize("address", ["tcp://[", "tls://livret.invalid:1"])
def test_a_cluster_that_is_none(address: str, sound: Path) -> None:
    result = run("--site", sound, "--date", DAY, "--cluster", address)
    assert result.exit_code == 2
    assert result.output.startswith("livret: ")
