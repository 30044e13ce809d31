"""The dialect of Markdown: Python-Markdown's own rules for blocks, spared what they would look for in vain.

For each block it tries each rule in turn, and most rules go over every character with an expression. A rule is tried here where
the sign that it needs is in the block, and the commonest blocks are known by their beginning. `tests/text/test_blockparser.py` holds that
the elements are the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor, HashHeaderProcessor, ParagraphProcessor
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableProcessor
from markdown.util import ETX, STX

# The signs come before the look behind them: an expression that begins with a text is found fast.
_UNTITLED_CALLOUT = re.compile(r"!!!(?<=^!!!) *(\w+)[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"(#{1,6})([^#\\\n]+)")


def parse(source: str) -> tuple[Element, dict[str, Element]]:
    """The elements of a text, and those of its footnotes by their names; the source inside them is left as it is."""
    _FOOTNOTES.reset()
    root = Element("div")
    _MD.parser.parseChunk(root, _tidy(_UNTITLED_CALLOUT.sub(r'!!! \1 ""', source) if "!!!" in source else source))
    texts, notes = cast(dict[str, str], _FOOTNOTES.footnotes), dict[str, Element]()
    while found := list(texts)[len(notes) :]:  # a note may hold another one
        for name in found:
            notes[name] = Element("div")
            _MD.parser.parseChunk(notes[name], texts[name])
    return root, notes


def _tidy(source: str) -> str:
    """The text as Python-Markdown wants it. That step, too, looks at every character; it is left out where it has nothing to do."""
    text = source + "\n\n"
    if any(sign in text for sign in ("\t", " \n", "\r", STX, ETX)):
        lines = source.split("\n")
        for preprocessor in _MD.preprocessors:
            lines = preprocessor.run(lines)
        return "\n".join(lines)
    return text


def _ruled(block: str) -> bool:
    """Whether one of its lines has nothing but the signs of a rule."""
    return not (all(line.strip("-_* ") for line in block.split("\n")) if "\n" in block else block.strip("-_* "))


# What a block must have for a rule to be tried. One sign is found at once; two in a row are not, and are looked for where the first is.
_NEEDS: dict[str, Callable[[str], bool]] = {
    "admonition": lambda block: "!" in block or block.startswith("    "),
    "table": lambda block: "|" in block,
    "hashheader": lambda block: "#" in block,
    "hr": _ruled,
    "deflist": lambda block: ":" in block and ": " in block,
    "quote": lambda block: ">" in block,
    "footnote": lambda block: "^" in block,
}


class _Plain(ParagraphProcessor):
    """Most blocks are one line that begins with a letter. They are paragraphs: a table has two lines, and every other rule asks how a
    line begins."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 – Python-Markdown's
        return block[:1].isalpha() and "\n" not in block


class _Headings(HashHeaderProcessor):
    """A heading that is all of its block need not be read sign by sign, and twice."""

    def test(self, parent: Element, block: str) -> bool:
        return bool(_HEADING.fullmatch(block)) or super().test(parent, block)

    def run(self, parent: Element, blocks: list[str]) -> None:
        if found := _HEADING.fullmatch(blocks[0]):
            del blocks[0]
            SubElement(parent, f"h{len(found[1])}").text = found[2].strip()
        else:
            super().run(parent, blocks)


class _Tables(TableProcessor):
    """Between the bars of a row, pairs of back-ticks are looked for where there is one."""

    def _split(self, row: str) -> list[str]:
        return super()._split(row) if "`" in row or "\\" in row else row.split("|")  # type: ignore[misc]  # its stubs lack it


def _machine(footnotes: FootnoteExtension) -> Markdown:
    """Python-Markdown with the blocks of the dialect, made once: making it takes as long as a chapter."""
    md = Markdown(extensions=["tables", "def_list", "admonition", "sane_lists", footnotes])
    md.preprocessors.deregister("html_block")
    rules = md.parser.blockprocessors
    for left_out in ("code", "setextheader", "reference"):
        rules.deregister(left_out)
    rules.register(_Tables(md.parser, {"use_align_attribute": False}), "table", 75)
    rules.register(_Headings(md.parser), "hashheader", 70)
    for name, needed in _NEEDS.items():
        _only_if(needed, rules[name])
    # The registry puts its rules in order anew for every block; they do not change any more.
    md.parser.blockprocessors = (_Plain(md.parser), *rules)  # type: ignore[assignment]
    return md


def _only_if(needed: Callable[[str], bool], rule: BlockProcessor) -> None:
    test = rule.test
    rule.test = lambda parent, block: needed(block) and test(parent, block)  # type: ignore[method-assign]


_FOOTNOTES = FootnoteExtension()
_MD = _machine(_FOOTNOTES)
