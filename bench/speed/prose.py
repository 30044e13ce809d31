"""A chapter in Markdown. The two generators agree on it but for callouts, links and front matter."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image

from speed.library import PICTURES, Block, Text

Say = Callable[[Text], str]
Callout = Callable[[str, str, str], list[str]]  # kind, title and text to lines


def markdown(blocks: tuple[Block, ...], say: Say, callout: Callout) -> str:
    return "".join(line + "\n" for block in blocks for line in (*_lines(block, say, callout), ""))


def _lines(block: Block, say: Say, callout: Callout) -> Iterator[str]:
    texts = [say(text) for text in block.texts]
    match block.shape:
        case "heading" | "subheading":
            yield f"{'##' if block.shape == 'heading' else '###'} {texts[0]}"
        case "paragraph":
            yield texts[0]
        case "bullets":
            yield from (f"- {text}" for text in texts)
        case "steps":
            yield from (f"{number}. {text}" for number, text in enumerate(texts, 1))
        case "table":
            first, *rest = (f"| {' | '.join(texts[at : at + 3])} |" for at in range(0, len(texts), 3))
            yield from (first, "| --- | --- | --- |", *rest)
        case "callout":
            yield from callout(block.kind, *texts)


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def pictures(folder: Path) -> None:
    """A dozen coloured fields each, some hundred bytes: pictures are copied, what is measured is text."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(PICTURES):
        fields = Image.frombytes("RGB", (4, 3), random.Random(number).randbytes(3 * 4 * 3))
        made = io.BytesIO()
        fields.resize((320, 240), Image.Resampling.NEAREST).save(made, "PNG")
        (folder / f"fig-{number:02}.png").write_bytes(made.getvalue())
