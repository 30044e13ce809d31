"""Fonts as packages bring them, drawn for tests."""

from __future__ import annotations

import io
from pathlib import Path

from conftest import ROOT
from fontTools.ttLib import TTFont

BENGALI = range(0x980, 0xA00)


def drawn(weight: int, family: str = "Essai Bengali", signs: range = BENGALI) -> bytes:
    """A font of a weight in which every sign is drawn as a Georgian letter: there is no other at hand."""
    font = TTFont(ROOT / f"theme/fonts/NotoSansGeorgian-{'Bold' if weight > 500 else 'Regular'}.ttf")
    letter = font.getBestCmap()[ord("ა")]
    for table in font["cmap"].tables:
        table.cmap = {0x20: letter, 0x200C: letter, **dict.fromkeys(signs, letter)}
    for each in font["name"].names:
        if each.nameID in (1, 16):
            each.string = family
    font["OS/2"].usWeightClass = weight
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def package(folder: Path) -> Path:
    """Fonts as packages have them: several weights, and files that are none."""
    (folder / "files").mkdir(parents=True)
    for weight in (300, 400, 700):
        (folder / f"files/essai-{weight}.ttf").write_bytes(drawn(weight))
    (folder / "files/broken.ttf").write_bytes(b"no font")
    (folder / "files/latin-400.ttf").write_bytes(drawn(400, "Essai", range(0x41, 0x5B)))
    (folder / "LICENSE").write_text("MIT, of the package\n")
    (folder / "OFL.txt").write_text("SIL Open Font License, Version 1.1\n")
    (folder / "package.json").write_text("{}")
    return folder
