"""What is published besides pages, read by programs that are not ours: a parser of XML, one of JSON, and a browser that shows a code to a reader of codes."""

from __future__ import annotations

import json
from base64 import b64decode
from collections import Counter
from io import BytesIO
from pathlib import Path
from xml.dom import minidom

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser

from livret.paths import code

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


# The same decoder and the same painting as on a page, but into memory: a picture of the window needs a compositor, which a busy machine may lose.
PAINT = """async (svg) => {
  const code = new Image();
  code.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await code.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: 300, height: 300 });
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.fillStyle = "#112233";
  pen.fillRect(0, 0, 300, 300);
  pen.drawImage(code, 50, 50, 200, 200);
  return canvas.toDataURL("image/png").split(",")[1];
}"""


@pytest.mark.parametrize("page", ["ar/index.html", "fr/urgences/numeros.html", "ti/services/permanence_sante.html"])
def test_a_browser_draws_the_code_of_a_page(page: str, shipped: Path, browser: Browser) -> None:
    """As the picture that it is on a page, on a dark ground: what is white in it is its own."""
    tab = browser.new_page()
    drawn = tab.evaluate(PAINT, (shipped / code(page)).read_text("utf-8"))
    tab.close()
    (read,) = zxingcpp.read_barcodes(Image.open(BytesIO(b64decode(drawn))))
    assert read.text == f"https://livret.example/{page}".removesuffix("index.html")
