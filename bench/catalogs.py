"""Extraction and update on 4,000 messages, against Python-Markdown and msgmerge in the same run.

python bench/catalogs.py
"""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import corpus
import polib
from markdown import Markdown

from livret import extract
from livret.catalogs import catalog
from livret.problems import Report
from livret.translating.merge import merge


def best(*works: Callable[[], object], times: int = 5) -> list[float]:
    """Seconds of the fastest of several runs of each; they take turns, so that other work of this machine meets all of them."""
    found: list[list[float]] = [[] for _ in works]
    for _ in range(times):
        for work, seconds in zip(works, found, strict=True):
            start = time.perf_counter()
            work()
            seconds.append(time.perf_counter() - start)
    return [min(seconds) for seconds in found]


def po(texts: list[str], *, translated: bool) -> polib.POFile:
    made = polib.POFile(wrapwidth=0)
    made.metadata = {"Language": "ar", "Content-Type": "text/plain; charset=utf-8"}
    made.extend(polib.POEntry(msgid=text, msgstr=f"ar {number}" if translated else "") for number, text in enumerate(texts))
    return made


def main() -> None:
    texts = corpus.messages()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        chapters = corpus.site(folder / "site", texts)
        sources = [path.read_text(encoding="utf-8") for path in chapters]
        machine = Markdown(extensions=["tables", "def_list", "admonition", "footnotes", "sane_lists", "toc"])

        def convert() -> None:
            for source in sources:
                machine.reset()
                machine.convert(source)

        whole, ours = best(convert, lambda: extract.prose(folder / "site", Report()))
        print(f"extraction  {ours:.3f} s   Python-Markdown's conversion {whole:.3f} s   ratio {ours / whole:.2f}")

        changed = corpus.edited(texts, 0.2)
        old, template = folder / "old.po", folder / "new.pot"
        old.write_bytes(catalog.write(po(texts, translated=True)))
        template.write_bytes(catalog.write(po(changed, translated=False)))

        def update() -> bytes:
            return catalog.write(merge(catalog.parse(template.read_text(), "new.pot"), catalog.parse(old.read_text(), "old.po")))

        def msgmerge() -> None:
            subprocess.run(["msgmerge", "-q", "--previous", old, template, "-o", folder / "out.po"], check=True)

        mine, theirs = best(update, msgmerge)
        print(f"update      {mine:.3f} s   msgmerge {theirs:.3f} s   ratio {mine / theirs:.2f}")

        merged = {entry.msgid: entry.msgstr for entry in catalog.parse(update().decode(), "x") if not entry.obsolete}
        edits = [(number, text) for number, text in enumerate(changed) if text != texts[number]]
        right = sum(merged[text] == f"ar {number}" for number, text in edits)
        wrong = sum(merged[text] not in ("", f"ar {number}") for number, text in edits)
        print(f"edited {len(edits)}: {right / len(edits):.1%} found their translation, {wrong / len(edits):.1%} a wrong one")


if __name__ == "__main__":
    main()
