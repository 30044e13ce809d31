"""Filling: how long a message takes in one language, from its catalog's entry to nodes that a page can show, damage and terms looked for.

    PYTHONPATH=. python bench/filling.py [site]

Without a site one is made, always the same: 4,000 messages in ten languages, every one translated. The processor's time, of several
rounds the best. What is found out of a source once for all languages is spread over them; its terms are looked for in the first round.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import re
import tempfile
import time
from collections import defaultdict
from functools import cache
from pathlib import Path

import corpus
import polib

from livret.catalogs import catalog
from livret.editions.filling import Filler
from livret.model import Message
from livret.options import Options
from livret.problems import Report
from livret.workshop import Workshop

DAY = datetime.date(2026, 11, 24)
ROUNDS = 3
PIECE = re.compile(r"(\]\([^)]*\)|\W+)")


def site(folder: Path) -> None:
    """The corpus, with a catalog for each language that keeps its marks and targets."""
    texts = corpus.messages()
    corpus.site(folder, texts)
    config = folder / "content/site.yaml"
    config.write_text(config.read_text().replace("[fr, ar]", f"[{', '.join(corpus.LANGUAGES)}]"))
    for tag in corpus.LANGUAGES[1:]:
        made = polib.POFile(wrapwidth=0)
        made.metadata = {"Language": tag, "Content-Type": "text/plain; charset=utf-8"}
        made.extend(polib.POEntry(msgid=text, msgstr=kept(text, tag)) for text in texts)
        path = folder / f"translations/{tag}/banc.po"
        path.parent.mkdir(parents=True)
        path.write_bytes(catalog.write(made))


def kept(text: str, tag: str) -> str:
    """A translation whose words are others, and whose marks and targets are not."""
    return "".join(piece if PIECE.fullmatch(piece) else corpus.translated(piece, tag) for piece in PIECE.split(text) if piece)


def kind(message: Message) -> str:
    """Plain, or marked; or with signs that are seldom: pictures, code, references, footnotes, escapes."""
    if not re.search(r"[*_\[`{\\<!]", message.text):
        return "plain"
    return "strong, em, link" if re.fullmatch(r"[^`{\\<!]*", message.text) and "[^" not in message.text else "other"


def kinds(shop: Workshop) -> dict[str, list[Message]]:
    """The messages of a site by their kind."""
    found: dict[str, list[Message]] = defaultdict(list)
    for messages in shop.inputs.reading.messages.values():
        for message in messages:
            found[kind(message)].append(message)
    return found


def fill(shop: Workshop, messages: list[Message]) -> None:
    """Fills messages in every language."""
    sources = [(message, shop.inputs.source(message)) for message in messages]
    for tag in shop.asked:
        filler = cache(lambda domain, edition=shop.editions[tag]: Filler.of(edition, domain, Report()))
        for message, source in sources:
            filler(message.domain).fill(message, source)


def seconds(shop: Workshop, messages: list[Message]) -> float:
    """The best of several rounds."""
    found = []
    for _ in range(ROUNDS):
        start = time.process_time()
        fill(shop, messages)
        found.append(time.process_time() - start)
    return min(found)


def opened(folder: Path) -> Workshop:
    """The site, its catalogs read: reading is no part of filling."""
    shop = Workshop.open(Options(folder, folder / "public", date=DAY), Report())
    if shop is None:
        raise SystemExit(f"{folder} is no site")
    shop.read_catalogs(Report())
    for messages in kinds(shop).values():
        fill(shop, messages[:1])
    gc.freeze()
    return shop


def main() -> None:
    parser = argparse.ArgumentParser(description="How long a message takes to be filled.")
    parser.add_argument("site", nargs="?", type=Path, help="the folder of a site; without one, a site is made")
    with tempfile.TemporaryDirectory() as name:
        if not (folder := parser.parse_args().site):
            folder = Path(name)
            site(folder)
        shop = opened(folder)
        for sort, messages in kinds(shop).items():
            count, taken = len(messages) * len(shop.asked), seconds(shop, messages)
            print(f"{sort:<17} {count:>7} × {taken / count * 1e6:6.1f} µs = {taken:6.2f} s")


if __name__ == "__main__":
    main()
