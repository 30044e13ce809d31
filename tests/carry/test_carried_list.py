"""The page that lists what can be carried: each file, its true size, and a code for another phone."""

from __future__ import annotations

import re
from pathlib import Path

import guide
import pytest
from conftest import DAY, run

from livret.paths import code
from livret.phrases.quantities import size
from livret.web.qr import qr

BASE = "https://livret.example"
ROW = re.compile(r'<li><a href="([^"]+)" download>.*?<bdi>([^<]+)</bdi></li>', re.DOTALL)


@pytest.mark.parametrize("tag", ["fr", "ar", "ti"])
def test_each_file_has_its_size(tag: str, shipped: Path) -> None:
    page = (shipped / tag / "saved.html").read_text(encoding="utf-8")
    rows = {(shipped / tag / link).resolve(): words for link, words in ROW.findall(page)}
    offline = {path for path in (shipped / "offline").iterdir() if f".{tag}." in f".{path.name}"}
    assert set(rows) == offline | papers(shipped, tag)
    for path, words in rows.items():
        number = float(re.sub(r"[^0-9.]", "", words.replace(",", ".")).rstrip("."))
        unit = 1_000_000 if path.stat().st_size >= 1_000_000 else 1000
        assert abs(number * unit - path.stat().st_size) <= unit * 0.51, (path.name, words)


def papers(shipped: Path, tag: str) -> set[Path]:
    """Every paper of a language, and those of all languages."""
    return {*(shipped / "print").glob(f"*.{tag}.pdf"), *(shipped / "print").glob("*.mul.pdf")}


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("fr", {"urgences-trifold": "Dépliant A4 (PDF) – français", "urgences-a5": "Livret A5 (PDF) – français", "site-card": "Carte de poche (PDF) – En danger\u202f? Appelez maintenant – français"}),
        ("ar", {"urgences-a5-fr": "كتيب A5 (PDF) – كل نص بلغتين: العربية والفرنسية", "urgences-a5-facing-fr": "كتيب A5 (PDF) – لغتان على صفحتين متقابلتين: العربية والفرنسية"}),
    ],
)  # fmt: skip
def test_each_paper_says_what_it_is_and_its_languages(tag: str, said: dict[str, str], shipped: Path) -> None:
    """No two of a section are called the same."""
    page = (shipped / tag / "saved.html").read_text(encoding="utf-8")
    for section in page.split("<section")[1:]:
        words = re.findall(r'href="\.\./print/[^"]*"[^>]*>.*?<span>(.*?)</span>', section)
        assert len(words) == len(set(words)), words
    for name, words in said.items():
        assert f"<span>{words}</span>" in page.split(f'href="../print/{name}.{tag}.pdf"')[1].partition("</li>")[0], name


@pytest.mark.parametrize(
    ("tag", "count", "words"),
    [
        ("fr", 999_600, "1 Mo"),
        ("fr", 999_400, "999 ko"),
        ("fr", 1_234_567, "1,2 Mo"),
        ("en", 10, "1 kB"),
        ("ar", 139_500, "140 كيلوبايت"),
        ("ti", 2_000_000, "2 ሜጋባይት"),
    ],
)
def test_sizes_in_words(tag: str, count: int, words: str) -> None:
    assert re.sub("[\u00a0\u202f]", " ", size(guide.editions()[tag], count)) == words


def test_codes_hold_the_addresses(shipped: Path) -> None:
    """The code of a file is the one of its address on the site; test_qr reads such codes back."""
    page = (shipped / "ar/saved.html").read_text(encoding="utf-8")
    for path in ("offline/ar.html", "offline/urgences.ar.html", "offline/asile.ar.html", "offline/quotidien.ar.html"):
        assert str(qr(f"{BASE}/{path}")) in page
        assert f"{BASE}/{path}</bdi>" in page
    assert f'src="../{code("ar/saved.html")}"' in page, "the page's own, as on every page"


def test_only_what_was_made_is_listed(sound: Path) -> None:
    """Without paper there is no PDF to take; the page is made anew when a size changes, and only then."""
    arguments = ("--site", sound, "--date", DAY, "--no-pdf", "--out", sound / "out")
    assert run(*arguments).exit_code == 0
    page = (sound / "out/fr/saved.html").read_text(encoding="utf-8")
    assert [link for link, _ in ROW.findall(page)] == [
        f"../offline/{name}" for name in ("fr.html", "fr.zip", "sante.fr.html", "sante.fr.epub")
    ]


def test_it_is_in_reach_of_every_page(shipped: Path) -> None:
    for path in ("ar/index.html", "ar/asile/ofpra.html", "ar/services/index.html", "ar/search.html"):
        assert re.search(r'href="(?:\.\./)?saved\.html"', (shipped / path).read_text(encoding="utf-8")), path
    booklet = (shipped / "ar/asile/index.html").read_text(encoding="utf-8")
    assert 'href="../saved.html#asile"' in booklet
