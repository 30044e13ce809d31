"""Canaries: a hidden address, an address in a protected category, a listing for professionals. No byte that is published knows of them –
archives, compressed streams, PDF objects and the texts of PDF pages included."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import plain
import pytest
from opened import opened

from livret.extract import prose
from livret.problems import Report

# What tests/sites/public.txt hides. The coordinates are looked for to two decimals: a rounded one is still a place on a map.
COORDINATES = {"45.12": "45.1234", "5.65": "5.6543", "45.76": "45.7654", "5.34": "5.3456"}
HIDDEN = [
    "canari",
    "38999",
    "38998",
    "38997",
    *COORDINATES,
    "secret_pro",
    "33465719999",
    "65 71 99 99",
    "65719999",
]
SHOWN = ["Permanence", "3 allée du Parc", "Refuge", "+33465710016"]


def texts(data: bytes) -> Iterator[str]:
    """The bytes as text, in the ways in which PDF writes text too."""
    for encoding in ("utf-8", "utf-16-be", "utf-16-le"):
        yield data.decode(encoding, "ignore").casefold()


@pytest.fixture(scope="module")
def published(directory: Path) -> list[tuple[str, bytes]]:
    return [part for name, data in plain.tree(directory / "public").items() for part in opened(name, data)]


@pytest.mark.parametrize("canary", HIDDEN)
def test_no_byte_knows_of_it(canary: str, published: list[tuple[str, bytes]]) -> None:
    drawn = COORDINATES.get(canary, canary)  # where a page is drawn, two decimals come up by chance
    for name, data in published:
        if not binary(name):
            looked_for = drawn if name.endswith(" stream") else canary
            assert not any(looked_for in text for text in texts(data)), name


def binary(name: str) -> bool:
    """Fonts and pictures, in which any digits come up by chance."""
    return name.endswith((".woff2", ".png", ".jpg", ".ico"))


@pytest.mark.parametrize("word", SHOWN)
def test_what_is_public_is_found_by_the_same_eyes(word: str, published: list[tuple[str, bytes]]) -> None:
    assert any(word.casefold() in text for _, data in published for text in texts(data))


def test_archives_and_pdfs_were_opened(published: list[tuple[str, bytes]]) -> None:
    names = [name for name, _ in published]
    assert any(name.endswith(" stream") for name in names)
    assert any(".zip!" in name for name in names)
    assert any(name.endswith("!text") for name in names)


def test_a_listing_without_open_data_is_on_its_page_alone(published: list[tuple[str, bytes]]) -> None:
    exports = [name for name, data in published if b"Sansdonnees" in data and name.startswith("data/")]
    assert exports == []
    page = next(data for name, data in published if name == "fr/services/sans_donnees.html")
    assert b"Sansdonnees" in page
    assert b"ld+json" not in page


def test_the_templates_for_translators_hold_no_hidden_text(directory: Path) -> None:
    """`extract` reads the site as a build does."""
    written = prose(directory, Report())
    assert all(b"Canaribus" not in data for data in written.values())
    assert b"Un lieu s" in written["translations/services.pot"]


@pytest.mark.parametrize(
    ("ident", "leaves"), [("ecoute", True), ("accueil_ouvert", True), ("refuge_cache", False), ("permanence", False)]
)
def test_a_page_of_a_protected_category_can_be_left_at_once(ident: str, leaves: bool, directory: Path) -> None:
    page = (directory / f"public/ar/services/{ident}.html").read_text(encoding="utf-8")
    assert ('class="exit"' in page) is leaves
