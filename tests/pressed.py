"""A sound press file to spoil."""

from __future__ import annotations

import datetime
from functools import lru_cache

from conftest import ROOT

from livret.paper.compile import PRESS, Typesetter
from livret.press.finish import Sheet, finish
from livret.press.inks import Inks

TEMPLATE = b"""#set document(title: "x", date: none)
#set page(width: 148mm, height: 210mm, bleed: 3mm, margin: 15mm)
#set text(font: "Noto Sans", size: 10pt, fill: luma(0%))
#for number in range(8) {
  if number > 0 { pagebreak() }
  place(top + left, dx: -18mm, dy: -18mm, rect(width: 154mm, height: 30mm, inset: 12mm, fill: rgb("#a8161b"), text(fill: white)[Titre]))
  v(40mm)
  [Bonjour, page #number.]
  line(length: 50%, stroke: 0.5pt + rgb("#d9d3c7"))
}
"""


@lru_cache(maxsize=2)
def sound(pages: int = 8) -> bytes:
    fonts = {f"fonts/{path.name}": path.read_bytes() for path in (ROOT / "theme/fonts").glob("NotoSans-*.ttf")}
    typesetter = Typesetter({"x.typ": TEMPLATE.replace(b"range(8)", b"range(%d)" % pages), **fonts})
    try:
        data = typesetter.typeset("x.typ", {}, {}, PRESS)
    finally:
        typesetter.close()
    profile = (ROOT / "theme/print/FOGRA39L_coated.icc").read_bytes()
    return finish(
        data, Sheet("x", datetime.date(2026, 11, 24), 3.0, multiple=min(4, pages)), Inks({"#a8161b": (0, 1, 0.9, 0.25)}, profile)
    )
