"""Search in a site of 84 pages of 350 words, in every language: the weight of an index, and how long a query takes on a slow phone.

    PYTHONPATH=. python bench/search.py

The pages are made of the words that the shipped catalogs have and of words coined from their halves, as frequent as words are in
Debian's installation guide: for Arabic, Tigrinya, Ukrainian, Russian and Georgian, which have many forms and say with 270 words what
takes French 350 – both counted in the catalogs –, as in its Russian; for the others as in its French.
"""

from __future__ import annotations

import datetime
import gzip
import random
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import polib
from playwright.sync_api import Page, sync_playwright

from livret.pipeline import Options, translate
from livret.problems import Report
from livret.search.index import NAME, index
from livret.search.pack import assigned
from livret.web.assets import assets

ROOT = Path(__file__).resolve().parents[1]
PAGES, SECTIONS = 84, 5
HEADING, SUMMARY = 4, 8
LIMIT = {"index": 40_000, "code": 6_500, "query": 50}
TAGS = ("fr", "en", "ar", "prs", "ps", "ti", "uk", "ru", "sq", "ka", "pt", "es")


Lexeme = tuple[str, ...]  # the forms of a word


def vocabulary(tag: str, size: int, forms: int) -> list[Lexeme]:
    """The words of a language, real ones first, the frequent ones before the others, then coined ones, each with some endings."""
    chance = random.Random(tag)
    counted = Counter(word for text in texts(tag) for word in re.findall(r"[^\W\d_]+", text.lower()))
    known = [word for word, _ in counted.most_common()]
    found = {word: (word,) for word in known}
    while len(found) < size:
        one, other, *ends = chance.choices(known, k=2 + forms)
        stem = one[: (len(one) + 1) // 2] + other[len(other) // 2 : -2]
        found[stem] = tuple(stem + end[-2:] for end in ends)
    return list(found.values())


def texts(tag: str) -> Iterator[str]:
    for path in sorted((ROOT / "translations" / ("ar" if tag == "fr" else tag)).glob("*.po")):
        if path.stem != "interface":
            yield from (
                re.sub(r"\{[^}]*\}|\([^)]*\)", "", entry.msgid if tag == "fr" else entry.msgstr) for entry in polib.pofile(path)
            )


@dataclass(frozen=True)
class Prose:
    """How words are drawn: a share is among the hundred commonest, the others are of the page's own subject."""

    page: int  # words on a page
    words: int  # known
    forms: int  # of a word that was coined
    common: float
    subject: int
    steep: float


# So the first 29,400 words of the guide are met: by 1,965 and 3,305 terms, 117 and 172 on a page; drawn so they are 2,000 and 3,370,
# 115 and 169. The hundred commonest words make up 58 and 38 %.
POOR, RICH = Prose(350, 1500, 8, 0.58, 120, 0.9), Prose(270, 2000, 8, 0.38, 220, 0.9)
RICH_TAGS = {"ar", "ti", "uk", "ru", "ka"}


class Writer:
    """Prose of a language, always the same."""

    def __init__(self, tag: str) -> None:
        self.prose = RICH if tag in RICH_TAGS else POOR
        self.chance, words = random.Random(f"{tag} prose"), vocabulary(tag, self.prose.words, self.prose.forms)
        self.common, self.rare = words[:100], words[100:]
        self.common_weights = list(accumulate(1 / (rank + 2.7) for rank in range(100)))
        self.rare_weights = list(accumulate(1 / (rank + 10) ** self.prose.steep for rank in range(len(self.rare))))
        self.drawn: set[str] = set()
        self.turn()

    def turn(self) -> None:
        """A new page has a subject of its own."""
        self.subject = self.chance.choices(self.rare, cum_weights=self.rare_weights, k=self.prose.subject)

    def some(self, count: int) -> str:
        words = [self.word() for _ in range(count)]
        self.drawn.update(words)
        return " ".join(words).capitalize()

    def word(self) -> str:
        if self.chance.random() < self.prose.common:
            return self.chance.choices(self.common, cum_weights=self.common_weights)[0][0]
        return self.chance.choice(self.chance.choice(self.subject))


def blocks(writer: Writer) -> list[str]:
    """A page: title, summary, then sections of a heading and two paragraphs; the first has none."""
    each = (writer.prose.page - HEADING - SUMMARY - (SECTIONS - 1) * HEADING) // (2 * SECTIONS)
    writer.turn()
    made = [writer.some(HEADING), writer.some(SUMMARY)]
    for number in range(SECTIONS):
        made += [writer.some(HEADING)] if number else []
        made += [f"{writer.some(each)}.", f"{writer.some(each)}."]
    return made


def lay(site: Path) -> None:
    """The site: a booklet of 84 chapters, in French and translated whole."""
    (site / "content").mkdir(parents=True)
    languages = ", ".join(TAGS)
    (site / "content/site.yaml").write_text(
        f"livret: 1\nname: Banc\ntagline: Banc\nurl: https://livret.example\nlanguage: fr\nlanguages: [{languages}]\n"
        "publisher: {name: Banc}\nhost: {name: Banc}\n", encoding="utf-8",
    )  # fmt: skip
    folder = site / "content/booklets/01-banc"
    folder.mkdir(parents=True)
    (folder / "booklet.yaml").write_text("title: Banc\nsummary: Banc\n", encoding="utf-8")
    french = Writer("fr")
    written = [blocks(french) for _ in range(PAGES)]
    for number, texts in enumerate(written, 1):
        (folder / f"{number:02}-page{number}.md").write_text(chapter(texts), encoding="utf-8")
    print(f"fr: {len(french.drawn)} different words")
    for tag in TAGS[1:]:
        writer = Writer(tag)
        catalog = polib.POFile(wrapwidth=0)
        catalog.metadata = {"Language": tag, "Content-Type": "text/plain; charset=utf-8"}
        for texts in written:
            translated = blocks(writer)
            for at, (one, other) in enumerate(zip(texts, translated, strict=True)):
                catalog.append(polib.POEntry(msgid=one, msgstr=other, msgctxt="summary" if at == 1 else None))
        path = site / "translations" / tag / "banc.po"
        path.parent.mkdir(parents=True)
        catalog.save(str(path))
        print(f"{tag}: {len(writer.drawn)} different words")


def chapter(texts: list[str]) -> str:
    title, summary, *rest = texts
    heads = {2 + 3 * number for number in range(SECTIONS)}
    body = "\n\n".join(f"## {text}" if at in heads else text for at, text in enumerate(rest))
    return f"---\nsummary: {summary}\n---\n# {title}\n\n{body}\n"


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay(folder / "site")
        report = Report()
        _, editions = translate(Options(folder / "site", folder / "out", date=datetime.date(2026, 1, 1), pdf=False), report)
        code = assets(editions["fr"])["search.js"].data
        (folder / "search.js").write_bytes(code)
        print(f"code: {weight(code)} bytes gzipped, at most {LIMIT['code']}")
        for tag, edition in editions.items():
            data = assigned(NAME, index(edition))
            (folder / f"{tag}.js").write_bytes(data)
            (folder / f"{tag}.html").write_text(
                f'<!doctype html><meta charset="utf-8"><script src="search.js"></script><script src="{tag}.js"></script>'
            )
            print(f"{tag}: index {weight(data)} bytes gzipped, at most {LIMIT['index']}")
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            for tag in editions:
                page = browser.new_page()
                page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 6})
                page.goto(f"file://{folder}/{tag}.html")
                opened, times = timed(page, queries(tag))
                times.sort()
                print(
                    f"{tag}: opened in {opened:.0f} ms; a query {times[len(times) // 2]:.1f} ms, at worst {times[-1]:.1f}, at most {LIMIT['query']}"
                )
                page.close()
            browser.close()


def weight(data: bytes) -> int:
    return len(gzip.compress(data, 9))


def queries(tag: str, count: int = 60) -> list[str]:
    """One to four words each, a third of them with a letter too few, exchanged or too many."""
    chance, words = random.Random(f"{tag} asked"), vocabulary(tag, 2000, 3)
    found = []
    for _ in range(count):
        asked = [chance.choice(chance.choice(words)) for _ in range(chance.randint(1, 4))]
        found.append(" ".join(mistaken(word, chance) if chance.random() < 1 / 3 else word for word in asked))
    return found


def mistaken(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    return chance.choice(
        (word[:at] + word[at + 1 :], word[:at] + word[at:][1::-1] + word[at + 2 :], word[:at] + word[at] + word[at:])
    )


def timed(page: Page, asked: list[str]) -> tuple[float, list[float]]:
    """Milliseconds to open the index, and for each query, the mean of twenty: Chromium slows down by stopping now and then."""
    return tuple(page.evaluate(
        """asked => { let at = performance.now(); const search = livretSearch(livretIndex); const opened = performance.now() - at;
        const mean = (query) => { at = performance.now(); for (let i = 0; i < 20; i++) search(query); return (performance.now() - at) / 20; };
        return [opened, asked.map(mean)]; }""", asked,
    ))  # fmt: skip


if __name__ == "__main__":
    main()
