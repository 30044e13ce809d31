"""People in pictures: shown while they agree, gone with their consent from every byte that is made, and asked after in production."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import plain
import pytest
from conftest import DAY, run
from pictures import encoded, everything, scene

FOLDER, CHAPTER = "content/booklets/01-sante", "content/booklets/01-sante/02-soins.md"
AGREED = "members: [{id: aman, consents: [{scope: photograph, on: 2026-11-01}]}]\n"
WITHDRAWN = AGREED.replace("2026-11-01}", "2026-11-01, withdrawn: 2026-11-20}")
ALT = "Une personne devant la porte du foyer"


@pytest.fixture
def site(sound: Path) -> Path:
    """A chapter that shows a photograph of somebody, and a door."""
    (sound / FOLDER / "foyer.jpg").write_bytes(encoded(scene(400, 300), "JPEG"))
    (sound / FOLDER / "foyer.jpg.yaml").write_text("people: [aman]\n", encoding="utf-8")
    (sound / FOLDER / "porte.jpg").write_bytes(encoded(scene(310, 200), "JPEG"))
    (sound / FOLDER / "porte.jpg.yaml").write_text("people: []\n", encoding="utf-8")
    chapter = sound / CHAPTER
    text = chapter.read_text(encoding="utf-8")
    pictures = f"Une note.[^a]\n\n![{ALT}](foyer.jpg)\n\nVoir ![la porte](porte.jpg) ici."
    chapter.write_text(text.replace("Une note.[^a]", pictures), encoding="utf-8")
    (sound / ".livret-private").mkdir()
    return sound


def agree(site: Path, members: str) -> None:
    (site / ".livret-private/members.yaml").write_text(members, encoding="utf-8")


def build(site: Path) -> str:
    result = run("--site", site, "--date", DAY, "--out", site / "public", "--jobs", "1")
    assert result.exit_code == 0, result.output
    return result.output


def holders(site: Path, *signs: bytes) -> list[str]:
    """What has one of these in it: as it is, or in what it packs."""
    return sorted(
        {name for part in ("public", ".livret") for name, data in everything(site / part) if any(sign in data for sign in signs)}
    )


def media(site: Path) -> Iterator[bytes]:
    """The bytes of the published pictures of somebody."""
    return (path.read_bytes() for path in (site / "public/media").glob("foyer.*"))


def test_a_picture_goes_with_the_consent_of_who_is_in_it(site: Path) -> None:
    agree(site, AGREED)
    build(site)
    pictures = list(media(site))
    assert pictures
    shown = holders(site, *pictures, ALT.encode())
    for name in ("fr/sante/soins.html", "ar/sante/soins.html", "offline/fr.html"):
        assert f"{name}" in shown
    assert ALT in (site / "public/fr/sante/soins.html").read_text(encoding="utf-8")

    agree(site, WITHDRAWN)
    told = build(site)
    assert f"{FOLDER}/foyer.jpg.yaml:1:10: warning[picture-withheld]: foyer.jpg is not shown: “aman” does not agree to it" in told
    assert list(media(site)) == []
    assert holders(site, *pictures) == []
    told_of = [name for name, data in everything(site / "public") if ALT.encode() in data]
    assert told_of == [], "nor does a page tell what was seen in it"
    page = (site / "public/fr/sante/soins.html").read_text(encoding="utf-8")
    assert "<p></p>" not in page
    assert 'alt="la porte"' in page, "the other picture stays"

    agree(site, WITHDRAWN.replace("}]}]", "}, {scope: photograph, on: 2026-11-23}]}]"))
    assert "picture-withheld" not in build(site)
    assert ALT in (site / "public/fr/sante/soins.html").read_text(encoding="utf-8")


def test_without_a_consent_it_is_not_shown(site: Path) -> None:
    for members in ("members: []\n", AGREED.replace("photograph", "site")):
        agree(site, members)
        assert "warning[picture-withheld]" in build(site)
        assert list(media(site)) == []


def test_what_there_is_to_translate_is_the_same(site: Path) -> None:
    """A translator has no members.yaml: a picture that is not shown takes no text out of a catalog."""
    agree(site, AGREED)
    assert run("extract", "--site", site).exit_code == 0
    before = (site / "translations/sante.pot").read_bytes()
    (site / ".livret-private/members.yaml").unlink()
    assert run("extract", "--site", site).exit_code == 0
    assert (site / "translations/sante.pot").read_bytes() == before
    assert ALT.encode() in before


def test_the_checklist_knows_what_showed_it(site: Path) -> None:
    agree(site, WITHDRAWN)
    (site / "content/releases").mkdir()
    (site / "content/releases/2026-11.yaml").write_text(
        "documents: [{document: sante-a5, subject: sante/a5, language: ar, title: Santé, date: 2026-11-02}]\n", encoding="utf-8"
    )
    (one,) = json.loads(run("status", "--site", site, "--date", DAY, "--json").stdout)["withdrawn"]
    assert (one["scope"], one["printed"]) == ("photograph", ["2026-11 sante-a5.ar"])
    assert "the picture itself in content/" in " ".join(one["to_do"])


# --- production, and what is wrong -----------------------------------------------------------------------


def produced(tmp_path: Path, companion: str | None, members: str) -> str:
    site = plain.site(tmp_path, "funded")
    (site / FOLDER / "foyer.jpg").write_bytes(encoded(scene(40, 30), "JPEG"))
    if companion is not None:
        (site / FOLDER / "foyer.jpg.yaml").write_text(companion, encoding="utf-8")
    chapter = site / FOLDER / "01-numeros.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + f"\n![{ALT}](foyer.jpg)\n", encoding="utf-8")
    (site / ".livret-private").mkdir()
    agree(site, members)
    return run("check", "--site", site, "--date", DAY).output


@pytest.mark.parametrize(
    ("companion", "members", "told"),
    [
        ("people: [aman]\n", AGREED, ""),
        ("people: []\n", "members: []\n", ""),
        ("people: [aman]\n", "members: []\n", "foyer.jpg.yaml:1:10: error[picture-consent]"),
        ("people: [aman, selam]\n", AGREED, "foyer.jpg.yaml:1:16: error[picture-consent]"),
        ("people: [aman]\n", WITHDRAWN, "foyer.jpg.yaml:1:10: warning[picture-withheld]"),
        ("people: aman\n", AGREED, "foyer.jpg.yaml:1:9: error[value-shape]"),
        ("persons: [aman]\n", AGREED, "foyer.jpg.yaml:1:1: error["),
        (None, AGREED, "01-numeros.md:5:1: warning[picture-people]"),
    ],
)
def test_in_production_everybody_in_it_has_agreed(companion: str | None, members: str, told: str, tmp_path: Path) -> None:
    output = produced(tmp_path, companion, members)
    assert told in output if told else "picture-" not in output


def test_a_companion_without_its_picture_is_told(site: Path) -> None:
    (site / FOLDER / "gare.jpg.yaml").write_text("people: []\n", encoding="utf-8")
    assert f"{FOLDER}/gare.jpg.yaml: warning[file-unexpected]" in run("check", "--site", site, "--date", DAY).output
