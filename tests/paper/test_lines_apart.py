"""No line prints over the one below it: the ink of every glyph of a published booklet, as poppler and cairo draw it."""

from __future__ import annotations

import itertools
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import plain
import pytest
from conftest import DAY, run

# A heading of one line and one of two, whose letters reach far below the line, and a text whose letters reach far above it.
DEEP = {
    "ar": ("قضيّةٍ وقرىً عِنِّي", "آلآتُ أَلَّهُ لِلآنَ كُلُّ"),
    "ps": ("په فرانسه کې ځۍ ږېږي", "آلآتُ ګاټُ أَلَّهُ ځُ کُګُ"),
    "ti": ("ሆቋጧ ቊኋ ቛ ዃጯ", "ሎፖ ቶጐ ሽዥ ቿ"),
    "ka": ("ღყჟ ქცუ ღრჯ ფყ", "ბწძჩ ხპბ ძჰ"),
}
SHORT, LONG, BELOW = "Profond et grave", "Profond et grave, " * 5 + "fin", "Un texte en dessous, " * 6 + "fin"
SLACK = 0.04  # of a letter's size: where boxes touch, ink need not


class Glyph(NamedTuple):
    """Its ink, in points from the top left, and the line it stands on."""

    left: float
    top: float
    right: float
    bottom: float
    line: float


def glyphs(pdf: Path, page: int) -> list[Glyph]:
    command = ["pdftocairo", "-svg", "-f", str(page), "-l", str(page), pdf, "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    drawn = re.findall(r'id="(glyph[\w-]+)">\s*<path[^>]* d="([^"]*)"', said)
    inks = {name: _box(path) for name, path in drawn if re.search(r"\d", path)}
    stand = re.findall(r'<use xlink:href="#(glyph[\w-]+)" x="([-\d.]+)" y="([-\d.]+)"', said)
    return [_placed(inks[name], float(x), float(y)) for name, x, y in stand if name in inks]


def _box(path: str) -> tuple[float, float, float, float]:
    found = [float(number) for number in re.findall(r"-?\d+\.?\d*", path)]
    across, down = found[::2], found[1::2]
    return min(across), min(down), max(across), max(down)


def _placed(ink: tuple[float, float, float, float], x: float, y: float) -> Glyph:
    return Glyph(x + ink[0], y + ink[1], x + ink[2], y + ink[3], y)


def over_each_other(found: list[Glyph]) -> Iterator[tuple[Glyph, Glyph]]:
    """A mark may stand over its letter, and a raised number beside it: lines are more than eight points apart."""
    for one, other in itertools.combinations(sorted(found, key=lambda glyph: glyph.line), 2):
        across, down = min(one.right, other.right) - max(one.left, other.left), one.bottom - other.top
        if other.line - one.line > 8 and across > SLACK * 11 and down > SLACK * 11:
            yield one, other


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sound site in four more languages, with headings of both kinds on facing pages and on their own."""
    site = plain.site(tmp_path_factory.mktemp("deep"), "sound")
    config = site / "content/site.yaml"
    tags, pairs = ", ".join(DEEP), ", ".join(f"[fr, {tag}]" for tag in DEEP)
    text = config.read_text(encoding="utf-8").replace("[fr, ar]", f"[fr, {tags}]", 1)
    config.write_text(re.sub(r"pairs: .*", f"pairs: [{pairs}]", text), encoding="utf-8")
    folder = site / "content/booklets/01-sante"
    with (folder / "booklet.yaml").open("a", encoding="utf-8") as file:
        file.write("facing: [a5]\n")
    parts = [f"{sign} {words}\n\n{BELOW}\n" for sign in ("##", "###") for words in (SHORT, LONG)]
    (folder / "03-profond.md").write_text(f"# Profond\n\n[{BELOW}](01-numeros.md)\n\n" + "\n".join(parts), encoding="utf-8")
    for tag, (deep, high) in DEEP.items():
        said = {"Profond": deep, SHORT: deep, LONG: " ".join([deep] * 5), BELOW: " ".join([high] * 6)}
        entries = "".join(f'\nmsgid "{source}"\nmsgstr "{text}"\n' for source, text in said.items())
        catalog = site / f"translations/{tag}/sante.po"
        catalog.parent.mkdir(exist_ok=True)
        head = f'msgid ""\nmsgstr ""\n"Language: {tag}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        catalog.write_text(head + entries, encoding="utf-8")
    result = run("--site", site, "--date", DAY, "--jobs", "1", "--lang", ",".join(DEEP), "--out", site / "out")
    assert result.exit_code == 0, result.output
    return site / "out/print"


@pytest.mark.parametrize("tag", DEEP)
@pytest.mark.parametrize("form", ["a5", "a5-facing-fr"])
def test_no_letter_reaches_into_the_line_below(form: str, tag: str, made: Path) -> None:
    pdf = made / f"sante-{form}.{tag}.pdf"
    pages = int(
        re.findall(r"Pages:\s+(\d+)", subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout)[0]
    )
    found = {page: glyphs(pdf, page) for page in range(2, pages)}
    assert sum(map(len, found.values())) > 200
    for page, its in found.items():
        assert not list(over_each_other(its)), (page, list(over_each_other(its))[:3])
