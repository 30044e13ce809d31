"""Ten volunteers' walks, by the commands of the documentation to the letter, each looked at where a reader sees what came of it."""

from __future__ import annotations

import re
from pathlib import Path

import plain
import polib
import pytest
from conftest import run
from documents import docx, paragraph
from fonts import package
from pictures import PLACE, encoded, everything, exif, scene, seen
from walked import Walk

BEGUN = "content/booklets/01-premiers-pas"
SOUND = "content/booklets/01-sante"
WARNED = '</span> <strong class="check">Vérifiez avant d’y aller.</strong>'


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """In the folder of a site that docs/start.md has just begun, with its first pages."""
    walk = Walk(monkeypatch, tmp_path).along("start.md", "A first page in ten minutes")
    walk.to()
    return walk


@pytest.fixture
def sound(sound: Path, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """In the small sound site: writing.md, translating.md and publishing.md name its booklet."""
    return Walk(monkeypatch, sound)


def translated(text: str) -> str:
    """Some Bengali, with the references of a text."""
    return " ".join(["প্রথম দিন", *re.findall(r"\{[^}]+\}", text)])


def test_a_first_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = Walk(monkeypatch, tmp_path).along("start.md", "A first page in ten minutes")
    assert "serve --open" in walk.to("livret new site"), "it says what comes next"
    assert walk.to("livret check") == "no problem\n"
    walk.to("livret serve")
    assert "Arriver</h1>" in walk.shown["premiers-pas/arriver.html"]
    assert walk.to().endswith("no problem\n")
    walk.along("start.md", "Publish").to()
    page = walk.page("fr/premiers-pas/arriver.html")
    assert "Le premier jour</h1>" in page
    assert 'href="tel:112"' in page
    assert "Le premier jour" in walk.page("fr/premiers-pas/index.html")
    assert {
        f"fr/{name}.html" for name in ("premiers-pas/manger-et-dormir", "sante-et-soins/voir-un-medecin")
    } <= walk.pages().keys()


@pytest.mark.parametrize(
    ("page", "heading", "language"),
    [("start.md", "When something is wrong", "en"), ("start.fr.md", "Quand quelque chose ne va pas", "fr")],
)
def test_broken_and_mended(page: str, heading: str, language: str, begun: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVRET_LANG", language)
    begun.along("start.md", "Publish").to()
    before = plain.tree(begun.site / "public")
    begun.along(page, heading).to("livret build")
    assert plain.tree(begun.site / "public") == before, "readers keep the site as it was"
    begun.to()
    assert 'href="tel:112"' in begun.page("fr/premiers-pas/manger-et-dormir.html")


def test_a_text_of_word(sound: Walk) -> None:
    chapter, page = f"{SOUND}/03-chez-le-medecin.md", "fr/sante/chez-le-medecin.html"
    listed = (paragraph("•\t", each) for each in ("Un papier", "Une ordonnance"))
    sound.put(
        "medecin.docx", docx(paragraph("Chez le médecin", style="Heading1"), paragraph("Venez ", "*tôt", ". ", "~Ou pas."), *listed)
    )
    sound.along("writing.md", "Text from Word, LibreOffice or a web page")
    assert "# Chez le médecin" in sound.to("livret new chapter")
    assert not (sound.site / chapter).exists(), "it is shown"
    sound.to("livret new chapter")
    sound.publish()
    assert page not in sound.pages(), "it is a draft"
    sound.edit(chapter, "draft: true\n", "")
    sound.edit(chapter, "# Chez le médecin\n", "# Chez le médecin\n\nHoraires\n--------\n\nAvant\tAprès\n8 h\t9 h\n")
    pasted = (sound.site / chapter).read_bytes()
    assert "+## Horaires" in sound.to("livret clean")
    assert (sound.site / chapter).read_bytes() == pasted, "it is shown"
    sound.to()
    sound.publish()
    text = sound.page(page)
    assert "Venez <strong>tôt</strong>" in text
    assert "Ou pas" not in text
    assert re.search(r"<h2[^>]*>.*Horaires.*<td[^>]*>8.h</td>.*<li[^>]*>Un papier", text, re.DOTALL)


def test_a_picture(begun: Walk) -> None:
    begun.put(f"{BEGUN}/entrance.jpg", encoded(scene(1200, 800), "JPEG", exif=exif()))
    begun.along("start.md", "Pictures").to()
    [shown] = re.findall(
        r'<img[^>]*alt="L’entrée, derrière la boulangerie"[^>]*>', begun.page("fr/premiers-pas/manger-et-dormir.html")
    )
    address = re.search(r'src="\.\./\.\./(media/[^"]+)"', shown)
    assert address
    assert seen((begun.site / "public" / address[1]).read_bytes())[0] == (720, 480), "what a phone loads"
    assert [name for name, data in everything(begun.site / "public") if PLACE in data] == []


def test_a_new_service(begun: Walk) -> None:
    begun.along("start.md", "A place that helps").to("livret due")
    assert "Permanence Santé" in begun.said[-1]
    begun.publish()
    place = "fr/services/permanence_sante.html"
    assert 'href="tel:+33465710012"' in begun.page(place)
    assert "Vérifié le 4 mai 2026" in begun.page(place)
    assert WARNED in begun.page(place)
    begun.to()
    assert "Vérifié le 24 novembre 2026" in begun.page(place)
    assert WARNED not in begun.page(place)
    assert "Permanence Santé" in begun.page("fr/services/index.html")
    assert "Permanence Santé" in begun.page("ar/services/index.html"), "a name is never translated"


def test_a_new_language(begun: Walk) -> None:
    """Its font is that of a package which somebody installed with npm."""
    package(begun.site / "node_modules/@fontsource/noto-sans-bengali")
    begun.along("translating.md", "A language more").to()
    begun.publish()
    assert not (begun.site / "public/bn").exists(), "readers are offered it once it is translated"
    for domain in ("site", "premiers-pas", "sante-et-soins"):
        catalog = polib.pofile(str(begun.site / f"translations/bn/{domain}.po"))
        begun.translate(f"bn/{domain}.po", {each.msgid: translated(each.msgid) for each in catalog})
    begun.publish()
    page = begun.page("bn/premiers-pas/arriver.html")
    assert '<html lang="bn" dir="ltr">' in page
    assert "প্রথম দিন" in page
    assert "assets/Beng." in page, "and its letters"
    assert 'hreflang="bn"' in begun.page("fr/premiers-pas/arriver.html")


def test_a_stale_translation(sound: Walk) -> None:
    page, arabic = "ar/sante/numeros.html", "اتصل بـ"
    sound.publish()
    assert arabic in sound.page(page)
    sound.edit(f"{SOUND}/01-numeros.md", "Appelez le {phone.samu} ou", "Appelez donc vite le {phone.samu} ou")
    sound.along("start.md", "Translate").to()
    assert re.search(r"stale.*sante/numeros#p2", sound.said[-1])
    sound.publish()
    before, _, after = sound.page(page).partition("<article")[2].partition("<details")
    assert "Appelez donc vite" in before
    assert arabic not in before
    assert arabic in after, "what it said before is folded under it"
    sound.translate("ar/services.po", {"Un médecin gratuit": "طبيب مجاني"})
    sound.along("translating.md", "Still correct").to()
    sound.publish()
    assert arabic in sound.page(page)
    assert "Appelez donc vite" not in sound.page(page)


def test_an_approval(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In production: nothing is published before it, nor after a word was changed."""
    walk = Walk(monkeypatch, plain.site(tmp_path / "site", "public"))
    walk.along("writing.md", "Approval")
    walk.adds(f"{SOUND}/booklet.yaml")
    walk.adds("content/site.yaml")
    assert "sante/numeros" in walk.to("livret status")
    assert run("build").exit_code == 1
    assert not (walk.site / "public").exists()
    walk.to()
    assert "fr/sante/numeros.html" in walk.pages()
    before = plain.tree(walk.site / "public")
    chapter = next((walk.site / SOUND).glob("01-*.md"))
    walk.put(f"{SOUND}/{chapter.name}", chapter.read_bytes() + b"\nEncore un mot.\n")
    assert run("build").exit_code == 1
    assert plain.tree(walk.site / "public") == before


def test_an_alert_and_its_end(sound: Walk) -> None:
    sound.edit("content/facts.yaml", "phone:\n", 'phone:\n  caf: {number: "3230", label: CAF, example: true}\n')
    sound.along("writing.md", "A correction").to("livret build")
    alert = re.compile(r'<details class="notice danger alert"[^>]*>.*?href="tel:3230"', re.DOTALL)
    assert len(sound.pages()) > 30
    assert [path for path, text in sound.pages().items() if not alert.search(text)] == []
    assert "alert_1" in sound.to("livret alert")
    sound.to()
    assert [path for path, text in sound.pages().items() if "tel:3230" in text.partition("</header>")[0]] == []


def test_a_rollback(sound: Walk) -> None:
    sound.publish()
    first = plain.tree(sound.site / "public")
    sound.edit(f"{SOUND}/01-numeros.md", "Appelez le", "Appelez vite le")
    sound.publish()
    second = plain.tree(sound.site / "public")
    sound.along("publishing.md", "The way back").to("livret rollback --list")
    assert sound.said[-1].startswith("1: ")
    sound.to("livret rollback")
    assert plain.tree(sound.site / "public") == first != second
    sound.to()
    assert plain.tree(sound.site / "public") == second
