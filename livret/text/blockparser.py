"""The dialect of Markdown: Python-Markdown's rules for blocks, as an extension of it, spared what they would look for in vain.

Three rules are our own: a callout's title stands between quotation marks of any kind, a row of a table keeps all of its cells, and a
footnote is not taken for another one of its name. For each
block Python-Markdown tries each rule in turn, and most rules go over every character with an expression. A rule is tried here where
the sign that it needs is in the block, and the commonest blocks are known by their beginning. `tests/text/test_blockparser.py` holds that
the elements are the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import cast
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockQuoteProcessor, HashHeaderProcessor, HRProcessor, ParagraphProcessor
from markdown.extensions import Extension
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.extensions.def_list import DefListProcessor
from markdown.extensions.footnotes import FootnoteBlockProcessor, FootnoteExtension
from markdown.extensions.sane_lists import SaneOListProcessor
from markdown.extensions.tables import TableProcessor
from markdown.util import ETX, STX

_HEADING = re.compile(r"(#{1,6})([^#\\\n]+)")
_OPENING, _CLOSING = "\"'“”„«»‘’‹›", "\"'”“»«’‘›‹"
_SPACES = " \t\u00a0\u202f"


def parse(source: str) -> tuple[Element, dict[str, Element], dict[str, list[int]]]:
    """The elements of a text, and those of its footnotes by their names; the source inside them is left as it is. And how many lines each footnote
    of a name has, the empty ones left out: where it ends, nothing else says. Raises RecursionError for what is too deep for Python-Markdown."""
    _FOOTNOTES.reset()
    _MD.parser.state.clear()  # of a text that was too deep
    root = Element("div")
    _MD.parser.parseChunk(root, _tidy(source))
    texts, notes = cast(dict[str, str], _FOOTNOTES.footnotes), dict[str, Element]()
    while found := list(texts)[len(notes) :]:  # a note may hold another one
        for name in found:
            notes[name] = Element("div")
            _MD.parser.parseChunk(notes[name], texts[name])
    return root, notes, dict(_FOOTNOTES.lengths)


def _tidy(source: str) -> str:
    """The text as Python-Markdown wants it. That step, too, looks at every character; it is left out where it has nothing to do."""
    text = source + "\n\n"
    if any(sign in text for sign in ("\t", " \n", "\r", STX, ETX)):
        lines = source.split("\n")
        for preprocessor in _MD.preprocessors:
            lines = preprocessor.run(lines)
        return "\n".join(lines)
    return text


class Callouts(AdmonitionProcessor):
    """`!!! danger « Titre »`: the first word is the kind, and the rest of the line the title, with its quotation marks or without."""

    RE = re.compile(r"(?:^|\n)!!! ?([\w-]+)([^\n]*)(?:\n|$)")

    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        return match[1].lower(), _unquoted(match[2].lstrip(_SPACES + ":–—-").rstrip(_SPACES)) or None


def _unquoted(title: str) -> str:
    """A title without the marks around it; one of them may have been forgotten, but what stands inside has its own."""
    inner = title[1:] if title[:1] in _OPENING else title
    if inner[-1:] in _CLOSING and (inner is not title or not any(sign in inner[:-1] for sign in _OPENING)):
        inner = inner[:-1]
    return inner.strip(_SPACES)


class Footnotes(FootnoteExtension):
    """A footnote is the first one of its name. Python-Markdown takes the last. `lengths` has the lines of each, in their order."""

    lengths: dict[str, list[int]]

    def reset(self) -> None:
        super().reset()
        self.lengths = {}

    def setFootnote(self, id: str, text: str) -> None:  # noqa: A002, N802 – Python-Markdown's
        self.lengths.setdefault(id, []).append(sum(map(bool, map(str.strip, text.split("\n")))))
        self.footnotes.setdefault(id, text)


class Tables(TableProcessor):
    """A row has all the cells that are written. One that is not written has no text, not even an empty one."""

    def _build_row(self, row: str, parent: Element, align: Sequence[str | None]) -> None:
        tr = SubElement(parent, "tr")
        name = "th" if parent.tag == "thead" else "td"
        for text, side in zip_longest(self._split_row(row), align):  # type: ignore[attr-defined]  # its stubs lack it
            cell = SubElement(tr, name, {"style": f"text-align: {side};"} if side else {})
            cell.text = None if text is None else text.strip(" ")


class Dialect(Extension):
    """The rules of the dialect: Python-Markdown's, with our own in their places."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 – Python-Markdown's
        md.preprocessors.deregister("html_block")
        rules = md.parser.blockprocessors
        for left_out in ("code", "setextheader", "reference"):
            rules.deregister(left_out)
        rules.register(Callouts(md.parser), "admonition", 105)
        rules.register(Tables(md.parser, {}), "table", 75)


EXTENSIONS = ("tables", "def_list", "admonition", "sane_lists")

# --- shortcuts -----------------------------------------------------------------------------------------
#
# What a block must have for a rule to be tried. One sign is found at once; two in a row are not, and are looked for where the first is.


class _Callouts(Callouts):
    def test(self, parent: Element, block: str) -> bool:
        return ("!" in block or block.startswith("    ")) and super().test(parent, block)


class _Tables(Tables):
    """Between the bars of a row, pairs of back-ticks are looked for where there is one."""

    def test(self, parent: Element, block: str) -> bool:
        return "|" in block and super().test(parent, block)

    def _split(self, row: str) -> list[str]:
        return super()._split(row) if "`" in row or "\\" in row else row.split("|")  # type: ignore[misc]  # its stubs lack it


class _Headings(HashHeaderProcessor):
    """A heading that is all of its block need not be read sign by sign, and twice."""

    def test(self, parent: Element, block: str) -> bool:
        return "#" in block and (bool(_HEADING.fullmatch(block)) or super().test(parent, block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        if found := _HEADING.fullmatch(blocks[0]):
            del blocks[0]
            SubElement(parent, f"h{len(found[1])}").text = found[2].strip()
        else:
            super().run(parent, blocks)


class _Rules(HRProcessor):
    """One of the lines has to have nothing but the signs of a rule."""

    def test(self, parent: Element, block: str) -> bool:
        signs = all(line.strip("-_* ") for line in block.split("\n")) if "\n" in block else block.strip("-_* ")
        return not signs and super().test(parent, block)


class _Definitions(DefListProcessor):
    def test(self, parent: Element, block: str) -> bool:
        return ":" in block and ": " in block and super().test(parent, block)


class _Quotes(BlockQuoteProcessor):
    def test(self, parent: Element, block: str) -> bool:
        return ">" in block and super().test(parent, block)


class _Numbered(SaneOListProcessor):
    """A number of a list has nine digits at most, as in CommonMark: a longer one is that of a letter, or a phone."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.RE = re.compile(rf"^[ ]{{0,{self.tab_length - 1}}}\d{{1,9}}\.[ ]+(.*)")


class _Footnotes(FootnoteBlockProcessor):
    def test(self, parent: Element, block: str) -> bool:
        return "^" in block and super().test(parent, block)


class _Plain(ParagraphProcessor):
    """Most blocks are one line that begins with a letter. They are paragraphs: a table has two lines, and every other rule asks how a
    line begins."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 – Python-Markdown's
        return block[:1].isalpha() and "\n" not in block


class _Shortcuts(Extension):
    """The same rules, tried where they can find something."""

    def __init__(self, footnotes: FootnoteExtension) -> None:
        super().__init__()
        self.footnotes = footnotes

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 – Python-Markdown's
        rules, parser = md.parser.blockprocessors, md.parser
        rules.register(_Plain(parser), "plain", 200)
        rules.register(_Callouts(parser), "admonition", 105)
        rules.register(_Tables(parser, {}), "table", 75)
        rules.register(_Headings(parser), "hashheader", 70)
        rules.register(_Rules(parser), "hr", 50)
        rules.register(_Numbered(parser), "olist", 40)
        rules.register(_Definitions(parser), "deflist", 25)
        rules.register(_Quotes(parser), "quote", 20)
        rules.register(_Footnotes(self.footnotes), "footnote", 17)


def _machine(footnotes: FootnoteExtension) -> Markdown:
    """Python-Markdown with the blocks of the dialect, made once: making it takes as long as a chapter."""
    md = Markdown(extensions=[*EXTENSIONS, footnotes, Dialect(), _Shortcuts(footnotes)])
    # The registry puts its rules in order anew for every block; they do not change any more.
    md.parser.blockprocessors = tuple(md.parser.blockprocessors)  # type: ignore[assignment]
    return md


_FOOTNOTES = Footnotes()
_MD = _machine(_FOOTNOTES)
