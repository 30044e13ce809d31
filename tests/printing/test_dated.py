"""Dated editions: what was printed is kept, its code leads to a page that says what has changed, and `print changes` what to reprint."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import plain
import pytest
import yaml
from conftest import DAY, run

PAGE = "public/{}/r/2026-12-sante-a5.html"


@pytest.fixture(scope="module")
def once_released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sound site, its booklet printed in two languages."""
    sound = plain.site(tmp_path_factory.mktemp("released"), "sound")
    result = run(
        "print",
        "press",
        "sante",
        "--site",
        sound,
        "--date",
        DAY,
        "--jobs",
        "1",
        "--release",
        "2026-12",
        "--override",
        "Selam: voulu",
    )
    assert result.exit_code == 0, result.output
    assert str(sound / "content/releases/2026-12.yaml") in result.output
    return sound


@pytest.fixture
def released(once_released: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(once_released, tmp_path / "site"))


def build(site: Path) -> dict[str, str]:
    result = run("--site", site, "--date", "2026-12-24", "--jobs", "1", "--no-pdf", "--out", site / "public")
    assert result.exit_code == 0, result.output
    return {tag: (site / PAGE.format(tag)).read_text(encoding="utf-8") for tag in ("fr", "ar")}


def changes(site: Path) -> list[dict]:
    return json.loads(run("print", "changes", "--site", site, "--date", "2026-12-24", "--json").stdout)


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_what_it_said_is_kept(released: Path) -> None:
    kept = yaml.safe_load((released / "content/releases/2026-12.yaml").read_text(encoding="utf-8"))["documents"]
    assert [(each["document"], each["language"], each["date"]) for each in kept] == [
        ("sante-a5", "ar", DAY),
        ("sante-a5", "fr", DAY),
    ]
    assert kept[1]["facts"]["phone.long"] == "+33 4 65 71 00 12"
    assert kept[1]["facts"]["deadline.form"] == "21\u00a0jours"
    assert any("Appelez le" in said["text"] and said["language"] == "fr" for said in kept[1]["texts"])


def test_its_code_leads_to_its_page(released: Path) -> None:
    said = subprocess.run(
        ["pdftotext", "-raw", released / "press/sante-a5.ar.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "https://livret.example/ar/r/2026-12-sante-a5.html" in said
    assert json.loads((released / "press/sante-a5.ar.json").read_text())["release"] == "2026-12"


def test_as_long_as_nothing_changed(released: Path) -> None:
    pages = build(released)
    assert "Rien n’a changé depuis l’impression." in pages["fr"].replace("&#39;", "'")
    assert "لم يتغيّر شيء منذ الطباعة." in pages["ar"]
    assert "<del>" not in pages["fr"] + pages["ar"]
    assert not any(each["reprint"] for each in changes(released))


def test_a_number_that_changed(released: Path) -> None:
    edit(released / "content/facts.yaml", 'long: {number: "+33465710012"', 'long: {number: "+33465710013"')
    pages = build(released)
    for page in pages.values():
        assert '<del><bdi dir="ltr">+33 4 65 71 00 12</bdi></del>' in page
        assert '<ins><bdi dir="ltr">+33 4 65 71 00 13</bdi></ins>' in page
    found = changes(released)
    assert [each["reprint"] for each in found] == [True, True]
    assert found[1]["facts"] == [{"name": "phone.long", "before": "+33 4 65 71 00 12", "now": "+33 4 65 71 00 13"}]
    lines = run("print", "changes", "--site", released, "--date", "2026-12-24").output.splitlines()
    assert "2026-12 sante-a5.fr: reprint" in lines
    assert "  phone.long: +33 4 65 71 00 12 → +33 4 65 71 00 13" in lines
    assert lines[-1] == "2 of 2 to reprint"


def test_a_text_that_is_no_longer_translated(released: Path) -> None:
    """The page says it in French, in a French voice."""
    edit(released / "translations/ar/sante.po", 'msgid "Que dire"', '#, fuzzy\n#| msgid "Que faire demain"\nmsgid "Que dire"')
    page = build(released)["ar"]
    assert '<li lang="ar" dir="auto"><del>\u0645\u0627\u0630\u0627 \u062a\u0642\u0648\u0644</del></li>' in page
    assert '<li lang="fr" dir="auto"><ins>Que dire</ins></li>' in page


def test_a_text_that_changed_in_one_language(released: Path) -> None:
    edit(
        released / "translations/ar/sante.po",
        "\u0645\u0627\u0630\u0627 \u062a\u0642\u0648\u0644",
        "\u0645\u0627 \u062a\u0642\u0648\u0644\u0647",
    )
    arabic, french = changes(released)
    assert (arabic["before"], arabic["now"]) == (
        ["\u0645\u0627\u0630\u0627 \u062a\u0642\u0648\u0644"],
        ["\u0645\u0627 \u062a\u0642\u0648\u0644\u0647"],
    )
    assert not french["reprint"]


def test_a_booklet_that_is_gone(released: Path) -> None:
    (released / "content/booklets/01-sante/booklet.yaml").parent.rename(released / "content/booklets/01-autre")
    site = released / "content/site.yaml"
    site.write_text(site.read_text(encoding="utf-8").replace("01-sante", "01-autre"), encoding="utf-8")
    pages = build(released)
    assert "<del>" in pages["fr"]
    assert all(each["reprint"] and not each["now"] for each in changes(released))


def test_a_booklet_that_is_called_otherwise_is_the_same(released: Path) -> None:
    booklet = (released / "content/booklets/01-sante").rename(released / "content/booklets/01-soins") / "booklet.yaml"
    booklet.write_text(booklet.read_text(encoding="utf-8") + "was: [sante]\n", encoding="utf-8")
    edit(released / "content/site.yaml", "01-sante", "01-soins")
    (released / "translations/ar/sante.po").rename(released / "translations/ar/soins.po")
    assert not any(each["reprint"] for each in changes(released))
    said = run("alert", "Changé.", "--until", "2026-12-31", "--about", "soins", "--site", released, "--date", "2026-12-24").output
    assert f"no longer right on paper: sante-a5.fr, edition of {DAY}" in said


def test_what_was_printed_is_told_in_a_language_that_waits_too(released: Path) -> None:
    edit(released / "content/site.yaml", "timezone:", "publish: {ar: complete}\ntimezone:")
    assert [each["language"] for each in changes(released)] == ["ar", "fr"]


def test_another_release_adds_to_the_first(released: Path) -> None:
    again = ("print", "press", "sante", "--site", released, "--lang", "fr", "--release", "2026-12")
    assert run(*again, "--date", "2026-12-20").exit_code == 0
    kept = yaml.safe_load((released / "content/releases/2026-12.yaml").read_text(encoding="utf-8"))["documents"]
    assert [(each["language"], each["date"]) for each in kept] == [("ar", DAY), ("fr", "2026-12-20")]


def test_a_name_that_makes_no_address(sound: Path) -> None:
    result = run("print", "press", "sante", "--site", sound, "--lang", "fr", "--date", DAY, "--release", "Décembre 2026")
    assert result.exit_code == 2
    assert not (sound / "content/releases").exists()


def test_only_what_was_handed_out_is_kept(sound: Path) -> None:
    run("print", "press", "sante", "--site", sound, "--date", DAY, "--jobs", "1", "--release", "2026-12")
    kept = yaml.safe_load((sound / "content/releases/2026-12.yaml").read_text(encoding="utf-8"))["documents"]
    assert [each["language"] for each in kept] == ["fr"]


def test_a_dated_file_is_made_anew(released: Path) -> None:
    """The one without a date leads elsewhere: it is no copy of the dated one."""
    dated = (released / "press/sante-a5.fr.pdf").read_bytes()
    assert run("print", "press", "sante", "--site", released, "--lang", "fr", "--date", DAY).exit_code == 0
    assert (released / "press/sante-a5.fr.pdf").read_bytes() != dated


def test_a_leaf_of_the_agoras_is_of_its_own_day(tmp_path: Path) -> None:
    """Its code leads to its page, of a release too; the shop's record has what can be said to have changed, and no leaf."""
    site = plain.site(tmp_path, "funded")
    answered = ("--jobs", "1", "--release", "2026-12", "--override", "Selam: voulu")
    result = run("print", "press", "site", "--site", site, "--date", DAY, "--lang", "fr", *answered)
    assert result.exit_code == 0, result.output
    tickets = {name: json.loads((site / f"press/site-{name}.fr.json").read_text()) for name in ("card", "invitation", "lab-linge")}
    assert [ticket["release"] for ticket in tickets.values()] == ["2026-12", None, None]
    released = yaml.safe_load((site / "content/releases/2026-12.yaml").read_text(encoding="utf-8"))
    assert [each["document"] for each in released["documents"]] == ["site-card"]
