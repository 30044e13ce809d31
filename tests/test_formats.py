"""A format is one value: whoever declares one and names it has it planned, made, left out, offered, carried and previewed."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import declared
import pytest
from conftest import DAY, ROOT, run
from serve.previews import asked, previewing

from livret import formats, paths
from livret.artifact import Artifact
from livret.catalogs.interface import POT
from livret.editions.edition import Edition
from livret.format import Format, Offer, each_booklet
from livret.phrases.fact_text import plain

WORDS = "As plain text, for any reader"


def where(tag: str, slug: str) -> str:
    return paths.carried(f"{slug}.{tag}", "txt")


def text(edition: Edition, artifact: Artifact) -> bytes:
    """The titles of a booklet and of its chapters."""
    booklet = edition.booklet(artifact.subject)
    return "".join(
        f"{plain(edition, title)}\n" for title in (booklet.meta.title, *(head.title for head in booklet.chapters))
    ).encode()


TEXT = Format("text-file", text, each_booklet(where), offer=Offer(WORDS, booklet=where, icon="booklet"))


@pytest.fixture
def with_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    declared.named(monkeypatch, TEXT)


def build(site: Path, *arguments: str) -> Path:
    result = run("--site", site, "--date", DAY, "--no-pdf", "--out", site / "out", "--jobs", "1", *arguments)
    assert result.exit_code == 0, result.output
    return site / "out"


@pytest.mark.usefixtures("with_texts")
def test_a_new_format_is_all_that_its_value_says(sound: Path) -> None:
    out = build(sound)
    made = (out / "offline/sante.fr.txt").read_text(encoding="utf-8")
    assert made == "Santé\nLes numéros\nLes soins\n"
    page = (out / "fr/saved.html").read_text(encoding="utf-8")
    assert re.search(rf'<a href="../offline/sante.fr.txt" download><svg.*?</svg><span>{WORDS}</span></a> <bdi>1.ko</bdi>', page)
    with zipfile.ZipFile(out / "offline/fr.zip") as archive:
        assert archive.read("offline/sante.fr.txt").decode() == made
    assert "2 text-file" in run("plan", "--site", sound, "--date", DAY).output


@pytest.mark.usefixtures("with_texts")
def test_it_is_left_out_by_name(sound: Path) -> None:
    out = build(sound, "--without", TEXT.name)
    assert not (out / "offline/sante.fr.txt").exists()
    assert WORDS not in (out / "fr/saved.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("with_texts")
def test_it_is_previewed(sound: Path) -> None:
    with previewing(sound) as preview:
        assert asked(preview, ["offline/sante.ar.txt"])["offline/sante.ar.txt"]
        assert WORDS.encode() in asked(preview, ["ar/saved.html"])["ar/saved.html"]


def test_without_its_line_there_is_none(sound: Path) -> None:
    assert TEXT.name not in run("plan", "--site", sound, "--date", DAY).output
    assert run("--site", sound, "--out", sound / "out", "--without", TEXT.name).exit_code == 2


def test_no_two_formats_have_one_name(monkeypatch: pytest.MonkeyPatch) -> None:
    declared.named(monkeypatch, TEXT, TEXT)
    with pytest.raises(ValueError, match="one name"):
        formats.names()


@pytest.mark.parametrize("offer", [each.offer for each in formats.FORMATS if each.offer], ids=lambda offer: offer.words)
def test_an_offer_has_its_drawing_and_its_words_are_translated(offer: Offer) -> None:
    assert (ROOT / f"theme/web/icons/{offer.icon}.svg").is_file()
    assert f'msgid "{offer.words}"' in (ROOT / POT).read_text(encoding="utf-8")


def test_steps_of_one_name_are_one_step() -> None:
    """Each is declared once, by the format that is most its own."""
    found = [name for each in formats.FORMATS for name in each.steps]
    assert len(found) == len(set(found))
