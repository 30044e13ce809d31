"""Where pages end: what belongs together stands on one page, read by poppler in the published PDFs of booklets whose pages end everywhere."""

from __future__ import annotations

import re
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import DAY, run

ROWS = 3, 14  # of a table that is short, and of one that pages may divide
# Objects of each kind; words of theirs are named after the object and its part, so that one finds them in the PDF.
KINDS = {
    "table": lambda name: table(name, ROWS[0]),
    "long": lambda name: table(name, ROWS[1]),
    "definition": lambda name: f"{name}x0\n:   {name}x1 est un mot que l'on explique en une phrase, et la phrase est assez longue.",
    "danger": lambda name: (
        f'!!! danger "{name}x0"\n\n    Ne restez pas là.\n\n    - Partez.\n    - Appelez.\n\n    Personne ne vous le reprochera, {name}x1.'
    ),
    "list": lambda name: "\n".join(f"- {name}x{row}" for row in range(4)),
}
LINE = "Une ligne de texte qui est à peu près aussi large que la page, pas plus."


def table(name: str, rows: int) -> str:
    return "\n".join(["| Mot | Sens |", "| --- | --- |", *(f"| {name}x{row} | Sens {row} |" for row in range(rows))])


def chapter(kind: str) -> str:
    """One object after the other, each so many lines lower: a page ends before, in and after each of their lines."""
    return "\n\n".join(f"{chr(10).join([LINE] * (1 + number % 5))}\n\n{KINDS[kind](f'{kind}{number}')}" for number in range(40))


def pages(pdf: Path) -> list[str]:
    return subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout.split("\f")


@pytest.mark.parametrize("kind", KINDS)
def test_what_belongs_together_stands_on_one_page(kind: str, sound: Path) -> None:
    """A short table, a word and what it means, a frame, a short list; no last row of a long table is alone."""
    (sound / "content/booklets/01-sante/02-soins.md").write_text(
        f"# Les soins\n\n## Le médecin\n\n{chapter(kind)}\n", encoding="utf-8"
    )
    result = run("--site", sound, "--date", DAY, "--jobs", "1")
    assert result.exit_code == 0, result.output
    found: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for number, page in enumerate(pages(sound / "public/print/sante-a5.fr.pdf")):
        for name in re.findall(rf"({kind}\d+)x\d", page):
            found[name][number] += 1
    assert len(found) == 40
    assert len({number for parts in found.values() for number in parts}) > 4, "pages end in many places"
    if kind == "long":
        assert any(len(parts) > 1 for parts in found.values()), "it is divided"
        assert min(parts[max(parts)] for parts in found.values()) > 1
    else:
        assert [name for name, parts in found.items() if len(parts) > 1] == []


TAGS = ("fr", "en", "ar", "prs", "ps", "ti", "uk", "ru", "sq", "ka", "pt", "es")
HEAD = 17 / 25.4 * 72  # points: what stands above it is the name of the chapter
SMALL = 0.8  # of the text: sources, and what is told of a page


def lines(page: str) -> Iterator[tuple[float, float, str]]:
    """Of each run of letters: where it begins from above and the size of its letters, in points, and its words."""
    for top, line in re.findall(r'<line bbox="\S+ (\S+) .*?>(.*?)</line>', page, re.DOTALL):
        for size, run_ in re.findall(r'<font [^>]*size="([\d.]+)"[^>]*>(.*?)</font>', line, re.DOTALL):
            yield float(top), float(size), "".join(re.findall(r' c="(.)"', run_))


@pytest.mark.parametrize("name", [f"{slug}-a5.{tag}.pdf" for slug in ("urgences", "asile", "quotidien") for tag in TAGS])
def test_no_page_begins_with_the_rest_of_the_sources(name: str, shipped: Path) -> None:
    """They follow what they are the sources of, or stand whole, under the code of their page."""
    said = subprocess.run(["mutool", "draw", "-q", "-F", "stext", shipped / "print" / name], capture_output=True, check=True).stdout
    found = [[each for each in lines(page) if each[0] > HEAD] for page in said.decode("utf-8", "replace").split("<page ")[3:]]
    text = Counter(size for page in found for _, size, words in page for _ in words).most_common(1)[0][0]
    for page in filter(None, found):
        first = [each for each in page if each[0] < min(page)[0] + 3]
        if max(size for _, size, _ in first) < SMALL * text:
            assert re.search(r"[A-Z]-\d+", " ".join(words for _, _, words in first)), first
