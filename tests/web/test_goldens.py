"""What a reader gets, as small goldens: a home page, a chapter and a service in the source and in Arabic, and the paper's data.

`python -m pytest tests/web/test_goldens.py --refresh` writes them anew.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import vnu
from conftest import DAY, run
from html_of import fragment

from livret.paper.a5_booklet import compose
from livret.pipeline import Options, translate
from livret.problems import Report

PAGES = {"home": "index.html", "chapter": "sante/numeros.html", "service": "services/permanence.html"}


@pytest.mark.parametrize("tag", ["fr", "ar"])
@pytest.mark.parametrize("kind", PAGES)
def test_pages(kind: str, tag: str, sound: Path, golden: Callable[[str, str], None]) -> None:
    assert run("--site", sound, "--date", DAY, "--no-pdf", "--out", sound / "out").exit_code == 0
    main = fragment(sound / "out" / tag / PAGES[kind], "main")
    golden(f"{kind}.{tag}.html", re.sub(r"<svg.*?</svg>", "<svg/>", main) + "\n")


@pytest.mark.parametrize("tag", ["fr", "ar"])
def test_paper(tag: str, sound: Path, golden: Callable[[str, str], None]) -> None:
    options = Options(sound, sound / "public", date=datetime.date(2026, 11, 24))
    whole = compose(translate(options, Report())[1][tag], "sante").values
    golden(f"paper.{tag}.json", json.dumps(whole["chapters"][0], ensure_ascii=False, indent=1) + "\n")


def test_an_old_address_leads_to_the_new_one(sound: Path) -> None:
    """`was:` leaves a page that says where the text went; the W3C's checker has nothing against it."""
    booklet, chapter = sound / "content/booklets/01-sante/booklet.yaml", sound / "content/booklets/01-sante/01-numeros.md"
    booklet.write_text(booklet.read_text(encoding="utf-8") + "was: [soins]\n", encoding="utf-8")
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("authors:", "was: [appeler]\nauthors:", 1), encoding="utf-8")
    assert run("--site", sound, "--date", DAY, "--no-pdf", "--out", sound / "out").exit_code == 0
    for old, new in (
        ("fr/soins/index.html", "../sante/index.html"),
        ("ar/sante/appeler.html", "numeros.html"),
        ("fr/soins/appeler.html", "../sante/numeros.html"),
    ):
        text = (sound / "out" / old).read_text(encoding="utf-8")
        assert f'url={new}"' in text
        assert f'href="{new}"' in text
    assert [m["message"] for m in vnu.messages(sound / "out") if m["type"] == "error"] == []
