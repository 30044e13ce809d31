"""Filling: how long a message takes in one language, from its catalog's entry to nodes that a page can show, damage and terms looked for.

    python bench/filling.py [site]

Without a site one is made, always the same: 4,000 messages in ten languages, every one translated. The processor's time, of several
rounds the best; each begins anew, as a build without a cache does. What is parsed once for all languages is spread over them.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import re
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import corpus
import polib
from directory import LANGUAGES, translated

from livret.model import Message
from livret.pipeline import Options, gather
from livret.problems import Report
from livret.translation import catalog
from livret.translation.edition import Edition
from livret.translation.stock import Stock

DAY = datetime.date(2026, 11, 24)
ROUNDS = 3
PIECE = re.compile(r"(\]\([^)]*\)|\W+)")


def site(folder: Path) -> None:
    """The corpus, with a catalog for each language that keeps its marks and targets."""
    texts = corpus.messages()
    corpus.site(folder, texts)
    config = folder / "content/site.yaml"
    config.write_text(config.read_text().replace("[fr, ar]", f"[{', '.join(LANGUAGES)}]"))
    for tag in LANGUAGES[1:]:
        made = polib.POFile(wrapwidth=0)
        made.metadata = {"Language": tag, "Content-Type": "text/plain; charset=utf-8"}
        made.extend(polib.POEntry(msgid=text, msgstr=kept(text, tag)) for text in texts)
        path = folder / f"translations/{tag}/banc.po"
        path.parent.mkdir(parents=True)
        path.write_bytes(catalog.write(made))


def kept(text: str, tag: str) -> str:
    """A translation whose words are others, and whose marks and targets are not."""
    return "".join(piece if PIECE.fullmatch(piece) else translated(piece, tag) for piece in PIECE.split(text) if piece)


def kind(message: Message) -> str:
    """Plain, or marked; or with signs that are seldom: pictures, code, references, footnotes, escapes."""
    if not re.search(r"[*_\[`{\\<!]", message.text):
        return "plain"
    return "strong, em, link" if re.fullmatch(r"[^`{\\<!]*", message.text) and "[^" not in message.text else "other"


def fill(stock: Stock) -> dict[str, tuple[int, float]]:
    """For each kind of message, how many were filled in all languages and the seconds that it took."""
    kinds: dict[str, list[Message]] = defaultdict(list)
    for messages in stock.reading.messages.values():
        for message in messages:
            kinds[kind(message)].append(message)
    editions = [Edition(stock, tag, Report()) for tag in stock.reading.site.config.languages]
    found = {}
    for name, messages in kinds.items():
        start = time.process_time()
        for edition in editions:
            for message in messages:
                edition.fill(message)
        found[name] = len(messages) * len(editions), time.process_time() - start
    return found


def rounds(folder: Path) -> list[dict[str, tuple[int, float]]]:
    stock = gather(Options(folder, folder, date=DAY), Report())
    if stock is None:
        raise SystemExit(f"{folder} is no site")
    gc.freeze()  # what was read is not part of it
    found = []
    for _ in range(ROUNDS):
        found.append(fill(Stock(stock.reading, stock.door, stock.catalogs, stock.tokens)))
        gc.collect()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="How long a message takes to be filled.")
    parser.add_argument("site", nargs="?", type=Path, help="the folder of a site; without one, a site is made")
    with tempfile.TemporaryDirectory() as name:
        if not (folder := parser.parse_args().site):
            folder = Path(name)
            site(folder)
        found = rounds(folder)
    for name in found[0]:
        count, seconds = found[0][name][0], min(each[name][1] for each in found)
        print(f"{name:<17} {count:>7} × {seconds / count * 1e6:6.1f} µs = {seconds:6.2f} s")


if __name__ == "__main__":
    main()
