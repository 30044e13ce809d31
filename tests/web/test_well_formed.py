"""What is published besides pages, read by programs that are not ours: a parser of XML, one of JSON, and a browser that shows a code to a reader of codes."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from xml.dom import minidom

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser

from livret.web.paths import code

XML = (".svg", ".xml")
JSON = (".json", ".webmanifest", ".geojson", ".jsonld")


def test_every_file_of_xml_and_of_json_can_be_parsed(shipped: Path) -> None:
    parsed = Counter[str]()
    for path in shipped.rglob("*"):
        if path.suffix in XML:
            minidom.parseString(path.read_bytes())  # noqa: S318 – our own
        elif path.suffix in JSON:
            json.loads(path.read_bytes())
        else:
            continue
        parsed[path.suffix] += 1
    assert parsed[".svg"] > 900
    assert min(parsed[".xml"], parsed[".json"], parsed[".webmanifest"]) >= 1


@pytest.mark.parametrize("page", ["ar/index.html", "fr/urgences/numeros.html", "ti/services/permanence_sante.html"])
def test_a_browser_draws_the_code_of_a_page(page: str, shipped: Path, browser: Browser, tmp_path: Path) -> None:
    """As the picture that it is on a page, on a dark ground: what is white in it is its own."""
    (tmp_path / "page.html").write_text(
        f'<body bgcolor="#112233"><img width="200" src="{(shipped / code(page)).as_uri()}">', "utf-8"
    )
    tab = browser.new_page(viewport={"width": 300, "height": 300})
    tab.goto((tmp_path / "page.html").as_uri())
    tab.screenshot(path=tmp_path / "code.png")
    tab.close()
    (read,) = zxingcpp.read_barcodes(Image.open(tmp_path / "code.png"))
    assert read.text == f"https://livret.example/{page}".removesuffix("index.html")
