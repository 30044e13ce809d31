"""Names and addresses as disks, editors and word processors write them: each finds what was meant, or is told."""

from __future__ import annotations

import datetime
import shutil
import struct
import unicodedata
import zlib
from pathlib import Path

import plain
import pytest
from conftest import DAY, run

from livret.problems import Report
from livret.source import read as source
from livret.source import references
from livret.source.door import Door


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG = b"\x89PNG\r\n\x1a\n" + b"".join(
    [
        _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        _chunk(b"IDAT", zlib.compress(b"\0\0")),
        _chunk(b"IEND", b""),
    ]
)
CHAPTER = "content/booklets/01-sante/02-soins.md"


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def told(site: Path) -> list[str]:
    """`path:line:column code near` of each problem of the sources."""
    report, door = Report(), Door(site, datetime.date(2026, 11, 24))
    reading = source.read(door, report)
    assert reading
    references.check(reading, door, report)
    return [f"{each.place} {each.code} {dict(each.values).get('near', '')}".strip() for each in report]


def say(site: Path, text: str) -> None:
    """Adds a paragraph to a chapter."""
    file = site / CHAPTER
    file.write_text(file.read_text(encoding="utf-8").replace("Une note.[^a]", f"{text}\n\nUne note.[^a]"), encoding="utf-8")


@pytest.mark.parametrize(
    ("on_disk", "written"),
    [
        (decomposed("plan-métro.png"), "plan-métro.png"),
        ("plan-métro.png", decomposed("plan-métro.png")),
        (decomposed("plan-métro.png"), "plan-m%C3%A9tro.png"),
        ("plan-métro.png", "plan-me%CC%81tro.png"),
        ("plan du quartier.png", "plan%20du%20quartier.png"),
        ("plan du quartier.png", "plan du quartier.png"),
        ("plan.png", ".\\plan.png"),
        ("100%.png", "100%.png"),
    ],
)
def test_a_picture_is_found_by_its_name(on_disk: str, written: str, sound: Path) -> None:
    (sound / "content/booklets/01-sante" / on_disk).write_bytes(PNG)
    say(sound, f"![Le plan]({written})")
    assert told(sound) == []


def test_a_picture_in_capitals_is_named(sound: Path) -> None:
    (sound / "content/booklets/01-sante/Plan.PNG").write_bytes(PNG)
    say(sound, "![Le plan](plan.png)")
    assert told(sound) == [f"{CHAPTER}:9:1 image-missing Plan.PNG"]


@pytest.mark.parametrize(
    "href",
    [
        "02-soins.md#le-médecin", decomposed("02-soins.md#le-médecin"), "02-soins.md#le-m%C3%A9decin", "02-soins.md#Le-Médecin", "02-Soins.md#le-médecin",
        ".\\02-soins.md#le-médecin", "..\\01-sante\\02-soins.md", "../01-sante/02-soins.md#le-me%CC%81decin", "02%2Dsoins.md",
    ],
)  # fmt: skip
def test_a_link_finds_its_chapter(href: str, sound: Path) -> None:
    file = sound / "content/booklets/01-sante/01-numeros.md"
    file.write_text(file.read_text(encoding="utf-8").replace("02-soins.md#le-médecin", href), encoding="utf-8")
    assert told(sound) == []


@pytest.mark.parametrize(
    ("href", "cure"),
    [
        ("https://livret.example/fr/sante/numeros.html", "01-numeros.md"),
        ("https://livret.example/ar/sante/numeros.html#que-dire", "01-numeros.md#que-dire"),
        ("https://livret.example/fr/", ""),
    ],
)
def test_a_link_to_the_site_itself_is_told_with_its_chapter(href: str, cure: str, sound: Path) -> None:
    say(sound, f"Voir [les numéros]({href}).")
    assert told(sound) == [f"{CHAPTER}:9:20 link-self {cure}".strip()]
    if cure:
        file = sound / CHAPTER
        file.write_text(file.read_text(encoding="utf-8").replace(href, cure), encoding="utf-8")
        assert told(sound) == []


def test_a_sign_that_nobody_sees_is_told_in_addresses_too(sound: Path) -> None:
    facts = sound / "content/facts.yaml"
    text = facts.read_text(encoding="utf-8")
    text = text.replace("equipe@exemple.fr", "equipe@exemple.fr\u200b")
    facts.write_text(text.replace('number: "+33465710012"', 'number: "\u202a+33465710012\u202c"'), encoding="utf-8")
    say(sound, "Écrivez à {email.team} ou voyez [la page](https://exemple.fr/aide\u200b).")
    found = told(sound)
    assert len(found) == 4
    assert all("sign-unseen" in each for each in found)


def test_files_of_the_system_are_passed_over_and_copies_told(sound: Path) -> None:
    booklets = sound / "content/booklets"
    for name in (
        "desktop.ini",
        "__MACOSX/x",
        "01-sante/Thumbs.db",
        "01-sante/~$soins.docx",
        "01-sante/.DS_Store",
        "../services/.DS_Store",
    ):
        (booklets / name).parent.mkdir(exist_ok=True)
        (booklets / name).write_text("x", encoding="utf-8")
    (sound / "translations/ar/sante.mo").write_bytes(b"x")
    assert told(sound) == []
    shutil.copy(sound / CHAPTER, booklets / "01-sante/02-soins (1).md")
    shutil.copy(sound / "content/services/health.yaml", sound / "content/services/health - Copie.yaml")
    assert told(sound) == ["content/booklets/01-sante/02-soins (1).md file-copy", "content/services/health - Copie.yaml file-copy"]


def test_text_that_was_written_in_two_signs_is_as_if_in_one(tmp_path: Path) -> None:
    one, two = plain.site(tmp_path / "one", "sound"), plain.site(tmp_path / "two", "sound")
    for file in (two / CHAPTER, two / "content/services/health.yaml", two / "translations/ar/sante.po"):
        text = file.read_text(encoding="utf-8")
        assert decomposed(text) != text
        file.write_text(decomposed(text), encoding="utf-8")
    assert told(two) == told(one) == []
    for site in (one, two):
        assert run("--site", site, "--out", site / "public", "--date", DAY, "--jobs", "1", "--no-pdf").exit_code == 0
    pages = [(site / "public/ar/sante/soins.html").read_bytes() for site in (one, two)]
    assert pages[0] == pages[1]


def test_a_decomposed_name_is_published_once_and_nothing_changes(sound: Path) -> None:
    (sound / "content/booklets/01-sante" / decomposed("plan-métro.png")).write_bytes(PNG)
    say(sound, "![Le plan](plan-métro.png)")
    first = run("--site", sound, "--date", DAY, "--jobs", "1")
    assert first.exit_code == 0, first.output
    before = plain.tree(sound / "public")
    again = run("--site", sound, "--date", DAY, "--jobs", "1")
    assert again.exit_code == 0, again.output
    assert plain.tree(sound / "public") == before
