"""Whatever form a name has on the disk, in a link and in a heading – composed or not, in per cent or not, with the slashes of another system –, a picture and
an anchor are found. 300 examples; ten thousand with --sequences 3334."""

from __future__ import annotations

import datetime
import unicodedata
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_names import PNG, told

from livret.problems import Report
from livret.source import read as source
from livret.source.door import Door

FORMS = st.sampled_from(("NFC", "NFD"))
LETTERS = st.sampled_from("aéèçüßñøœűşåệởộ한국어щйїاأآئؤيሰላምዓიანაनमक7")
WORD = st.lists(LETTERS, min_size=1, max_size=6).map("".join)
NAME = st.lists(WORD, min_size=1, max_size=3).map(lambda words: unicodedata.normalize("NFC", "-".join(words)))
WAYS = st.sampled_from(("", "./", ".\\", "../01-a/", "..\\01-a\\"))
SITE = {
    "content/site.yaml": "livret: 1\nname: Essai\ntagline: Pour essayer.\nurl: https://livret.example\nlanguage: fr\nlanguages: [fr]\n"
    "publisher: {name: Essai, director: Personne, address: 1 rue}\nhost: {name: Hôte, address: 2 rue}\n",
    "content/booklets/01-a/booklet.yaml": "title: Un livret\nsummary: Un essai.\n",
}


@st.composite
def written(draw: st.DrawFn, text: str) -> str:
    """A name as an author, or an editor, writes it into a link."""
    formed = unicodedata.normalize(draw(FORMS), text)
    mask = draw(st.lists(st.booleans(), min_size=len(formed), max_size=len(formed)))
    every = draw(st.booleans())  # an address is encoded as a whole, or not at all
    return quote(formed) if every and any(mask) else formed


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("names")
    for path, text in SITE.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def test_a_picture_and_an_anchor_are_found(site: Path, request: pytest.FixtureRequest) -> None:
    booklet = site / "content/booklets/01-a"

    @settings(max_examples=max(300, min(10_000, 3 * request.config.getoption("--sequences"))), deadline=None, derandomize=True)
    @given(st.data(), NAME, NAME, FORMS, FORMS, WAYS)
    def each(data: st.DataObject, picture: str, title: str, on_disk: str, in_text: str, way: str) -> None:
        for old in (*booklet.glob("*.png"), *booklet.glob("*.md")):
            old.unlink()
        (booklet / unicodedata.normalize(on_disk, f"{picture}.png")).write_bytes(PNG)
        (booklet / "01-x.md").write_text(f"# Le début\n\n## {unicodedata.normalize(in_text, title)}\n\nUn.\n", encoding="utf-8")
        reading = source.read(Door(site, datetime.date(2026, 11, 24)), Report())
        assert reading
        anchor = next(block.anchor for block in reading.site.chapters["a", "x"].blocks if hasattr(block, "anchor"))
        image, link = data.draw(written(f"{picture}.png")), data.draw(written(anchor))
        text = f"# La suite\n\n![Une image]({way}{image})\n\nVoir [plus haut]({way}01-x.md#{link}).\n"
        (booklet / "02-y.md").write_text(text, encoding="utf-8")
        assert told(site) == [], text

    each()
