"""Marked up text – HTML, whoever wrote it – as a chapter of the dialect, and what of it no chapter has.

What is left out leaves a mark where it stood, so that it is told at its line. Words are never left out in silence: but for what no page shows – styles,
scripts – each is in the text, or in what is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from livret.text.inline import escaped
from livret.text.targets import MARK, SCHEMES
from livret.tongue import marked
from livret.writing.brought_pictures import NotTaken, Pictures, described

_NEVER_SHOWN = frozenset({"head", "script", "style", "template", "title", "meta", "link", "noscript", "colgroup"})
_LEFT_OUT: Mapping[str, str] = {
    **dict.fromkeys(("svg", "canvas"), ""),
    **dict.fromkeys(("video", "audio", "object", "embed", "iframe"), marked("something to play, or another page")),
    **dict.fromkeys(("form", "input", "button", "select", "textarea"), marked("a form")),
    **dict.fromkeys(("s", "del", "strike"), marked("words that were struck out")),
    "nav": marked("a menu"),
    "math": marked("a formula"),
}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(
    {*_HEADINGS, "p", "ul", "ol", "dl", "table", "blockquote", "pre", "hr", "div", "section", "article", "main", "figure", "figcaption", "address",
     "header", "footer", "aside", "details", "summary", "center", "body", "html", "nav", "form"}
)  # fmt: skip
# Signs of ours in a text that is being written, from where Unicode keeps some for programs; what a document has there is taken out.
_OURS = re.compile("[\ue000-\uf8ff]")
_LOST, _STRONG, _STRESSED = "\ue000", ("\ue001", "\ue002"), ("\ue003", "\ue004")
_PICTURE = "\ue005"  # around the number of a picture that comes along, which has no name yet
PICTURES = re.compile(f"{_PICTURE}(\\d+){_PICTURE}")
_SHOWN = re.compile(f"!\\[(?:\\\\.|[^\\]\\\\])*\\]\\({_PICTURE}\\d+{_PICTURE}\\)")
_WORD_SIGNS = "\uf0a7\uf0b7\uf0d8"  # of lists, which the dialect knows
_NOTE = re.compile(r"#(?:_?(?:foot|end)note|_ftn|_edn|ftnt|fn)[-:_]?(?!ref)(\w+)$")
_BACK = re.compile(r"#(?:(?:foot|end)note-ref|_ftnref|_ednref|ftnt_ref|fnref)[-:_]?\w+$")
_INDENT = "    "


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that no chapter has: what it is, its words, and the line of the chapter, from 1, where it stood."""

    what: str  # "" for a picture
    words: str
    line: int
    why: str = ""  # of a picture, a detail


@dataclass(frozen=True, slots=True)
class Written:
    """The text of a chapter, without a head, and what was left out of it. Pictures that come along stand there by their numbers (`PICTURES`)."""

    title: str  # in plain words; "" where it has none
    text: str
    left_out: tuple[LeftOut, ...]


def written(html: str | bytes, title: str, pictures: Pictures) -> Written:
    """A chapter of what HTML says. `title` is its title; where it is empty, the first heading."""
    soup = BeautifulSoup(html, "lxml")
    writer = _Writer(pictures)
    body = _body(soup)
    writer.find_notes(body)
    found = list(writer.blocks(body))
    return writer.chapter(found, escaped(title))


def _body(soup: BeautifulSoup) -> Tag:
    """What a page is about: what it says is its main part, where there is one alone."""
    for name in ("main", "article", "body"):
        if len(parts := soup.find_all(name)) == 1 and isinstance(parts[0], Tag):
            return parts[0]
    return soup


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines; of a heading its level in the document, else 0."""

    lines: tuple[str, ...]
    level: int = 0


@dataclass(slots=True)
class _Writer:
    pictures: Pictures
    lost: list[tuple[str, str, str]] = field(default_factory=list)
    notes: dict[str, Tag] = field(default_factory=dict)  # what footnotes say, by the name that leads there

    # --- the whole -----------------------------------------------------------------------------------------

    def chapter(self, found: list[_Block], title: str) -> Written:
        """The title first; the other headings in levels of which none is jumped."""
        first = next((block for block in found if block.level), None)
        if not title and first:
            title, found = first.lines[0], [block for block in found if block is not first]
        elif first and _bare_title(first.lines[0]).casefold() == title.casefold():
            found = [block for block in found if block is not first]
        levels = sorted({block.level for block in found if block.level})
        before, parts = 1, [f"# {title or MARK}"]
        for block in found:
            if block.level:
                before = min(levels.index(block.level) + 2, before + 1)
                parts.append(f"{'#' * before} {block.lines[0]}")
            else:
                parts.append("\n".join(block.lines))
        parts += [f"[^{number}]: {self.note(tag)}" for number, tag in enumerate(self.notes.values(), 1)]
        return self.placed(_bare_title(title), "\n\n".join(part for part in map(_finished, parts) if part.strip()) + "\n")

    def placed(self, title: str, text: str) -> Written:
        """A text without the marks of what was left out, and where each stood."""
        places: dict[int, int] = {}
        for number, line in enumerate(text.split("\n"), 1):
            for mark in re.findall(f"{_LOST}(\\d+){_LOST}", line):
                places[int(mark)] = number
        text = re.sub(f" ?{_LOST}\\d+{_LOST}(?=[\\s.,;:!?)]|$)", "", text)
        text = re.sub(f"{_LOST}\\d+{_LOST}", "", text)
        told = (LeftOut(what, words, places.get(number, 0), why) for number, (what, words, why) in enumerate(self.lost))
        return Written(title, re.sub("\n{3,}", "\n\n", text).rstrip("\n") + "\n", tuple(told))

    def leave_out(self, what: str, words: str, why: str = "") -> str:
        """The mark of something that is left out."""
        self.lost.append((what, " ".join(words.split()), why))
        return f"{_LOST}{len(self.lost) - 1}{_LOST}"

    # --- blocks ---------------------------------------------------------------------------------------------

    def blocks(self, holder: Tag) -> Iterator[_Block]:
        """What an element holds, block by block; words between blocks are paragraphs."""
        words: list[str] = []
        for child in holder.children:
            if isinstance(child, Tag) and _is_block(child):
                yield from _paragraph(words)
                words = []
                yield from self.block(child)
            else:
                words.append(self.inline(child))
        yield from _paragraph(words)

    def block(self, tag: Tag) -> Iterator[_Block]:
        name = tag.name
        if name in _LEFT_OUT:
            yield from _paragraph([self.leave_out(_LEFT_OUT[name], tag.get_text(" "))])
        elif name in _HEADINGS:
            text = _unmarked(self.inlines(tag)).replace("\\\n", " ").strip()
            shown = _SHOWN.findall(text)  # what stands in a heading is in no heading of ours
            text = " ".join(_SHOWN.sub("", text).split())
            yield from [_Block((text,), int(name[1]))] if text else []
            yield from _paragraph([" ".join(shown)])
        elif name in ("ul", "ol"):
            yield from _lines(self.items(tag))
        elif name == "table":
            yield from self.table(tag)
        elif name == "dl":
            yield from _lines(self.definitions(tag))
        elif name == "hr":
            yield _Block(("---",))
        elif name == "pre":
            yield from _paragraph(["\\\n".join(escaped(line) for line in tag.get_text().strip("\n").split("\n"))])
        elif name == "blockquote":
            inner = "\n\n".join("\n".join(block.lines) for block in self.blocks(tag))
            yield from _lines(f"> {line}".rstrip() for line in inner.split("\n"))
        else:
            yield from self.blocks(tag)

    def items(self, tag: Tag) -> Iterator[str]:
        """A list: what belongs to an item stands four spaces further in."""
        number = int(start) if (start := str(tag.get("start", "1"))).isdecimal() else 1
        for item in tag.find_all("li", recursive=False):
            parts = list(self.blocks(item))
            if not any(map(str.strip, (line for part in parts for line in part.lines))):
                continue
            sign = f"{number}. " if tag.name == "ol" else "- "
            yield sign + parts[0].lines[0]
            yield from (f"{_INDENT}{line}" for line in parts[0].lines[1:])
            for part in parts[1:]:
                is_list = re.match(r"- |\d+\. ", part.lines[0])
                yield from ([] if is_list else [""])
                yield from (f"{_INDENT}{line}".rstrip() for line in part.lines)
            number += 1

    def definitions(self, tag: Tag) -> Iterator[str]:
        for child in tag.find_all(("dt", "dd")):
            text = " ".join(self.inlines(child).split("\n"))
            yield from (["", text] if child.name == "dt" else [f":   {text}"])

    def table(self, tag: Tag) -> Iterator[_Block]:
        """Rows of cells; a table of one column is a frame around what it holds."""
        rows = [list(row.find_all(("td", "th"), recursive=False)) for row in tag.find_all("tr") if row.find_parent("table") is tag]
        if all(len(row) <= 1 for row in rows):
            for row in rows:
                for cell in row:
                    yield from self.blocks(cell)
            return
        grid = list(self.grid(row for row in rows if row))
        width = max(map(len, grid))
        filled = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in grid]
        yield _Block((filled[0], f"|{' --- |' * width}", *filled[1:]))

    def grid(self, rows: Iterable[list[Tag]]) -> Iterator[list[str]]:
        """The texts of a table, each in its column: a cell that goes over others leaves them empty, in its own row and in those below."""
        covered: dict[int, int] = {}  # how many rows more a column is taken
        for row in rows:
            texts: list[str] = []
            for cell in row:
                while covered.get(len(texts), 0):
                    covered[len(texts)] -= 1
                    texts.append("")
                down, across = _span(cell, "rowspan"), _span(cell, "colspan")
                covered |= dict.fromkeys(range(len(texts), len(texts) + across), down - 1)
                over = self.leave_out(marked("cells of a table that are joined"), "") if max(down, across) > 1 else ""
                texts += [self.cell(cell) + over, *([""] * (across - 1))]
            for column in range(len(texts), max(covered, default=-1) + 1):
                covered[column] = max(covered.get(column, 0) - 1, 0)
                texts.append("")
            yield texts

    def cell(self, cell: Tag) -> str:
        inner = (" ".join(block.lines) for block in self.blocks(cell))
        return "\\ ".join(inner).replace("\\\n", "\\ ").replace("|", "\\|")

    # --- words ------------------------------------------------------------------------------------------------

    def inlines(self, holder: Tag) -> str:
        return "".join(self.inline(child) for child in holder.children)

    def inline(self, node: object) -> str:
        if isinstance(node, NavigableString):
            return "" if isinstance(node, PreformattedString) else escaped(_cleared(re.sub("[ \t\r\n\f]+", " ", node)))
        if not isinstance(node, Tag) or node.name in _NEVER_SHOWN:
            return ""
        match node.name:
            case "br":
                return "\\\n"
            case "b" | "strong":
                return _between(_STRONG, self.inlines(node))
            case "i" | "em" | "cite":
                return _between(_STRESSED, self.inlines(node))
            case "code" | "tt" | "kbd" | "samp":
                return f"`{text}`" if (text := node.get_text().strip()) and "`" not in text else escaped(text)
            case "a":
                return self.link(node)
            case "img":
                return self.picture(node)
            case name if name in _LEFT_OUT:
                return self.leave_out(_LEFT_OUT[name], str(node.get("alt") or "") or node.get_text(" "))
            case name if name in _BLOCKS:  # inside words: as a browser would, on lines of its own
                return "\\\n".join(filter(str.strip, ("\\\n".join(block.lines) for block in self.blocks(node))))
            case _:
                return self.inlines(node)

    def picture(self, node: Tag) -> str:
        """A picture that comes along, with what is said of it, or a mark that nobody has said anything; else what is told of it."""
        alt = _cleared(described(str(node.get("alt") or "")))
        try:
            number = self.pictures.take(str(node.get("src") or ""))
        except NotTaken as left:
            return self.leave_out("", alt, left.reason)
        return f"![{escaped(alt) or MARK}]({_PICTURE}{number}{_PICTURE})"

    def link(self, node: Tag) -> str:
        href, words = str(node.get("href") or "").strip(), self.inlines(node)
        if href[1:] in self.notes:
            return f"[^{[*self.notes].index(href[1:]) + 1}]"
        if _BACK.match(href):
            return ""
        if href.startswith(SCHEMES) and words.strip() and not _SHOWN.search(words):
            return f"[{_unmarked(words).strip()}]({_href(href)})"
        return words + (self.leave_out(marked("where a link leads"), href) if href and not href.startswith(("#", "tel:")) else "")

    def find_notes(self, body: Tag) -> None:
        """Footnotes: what links lead to that are written as such. They are taken out of where they stand."""
        for link in body.find_all("a", href=_NOTE):
            name = str(link["href"])[1:]
            target = body.find(None, {"id": name}) or body.find(None, {"name": name})
            if isinstance(target, Tag) and name not in self.notes:
                holder = target if target.name in ("li", "div", "p") else target.find_parent(("li", "div", "p"))
                if holder is not None and link not in holder.descendants:
                    self.notes[name] = holder
        for holder in self.notes.values():
            around = holder.parent
            holder.extract()
            if around is not None and around.name in ("ol", "ul") and not around.find("li"):
                around.extract()

    def note(self, holder: Tag) -> str:
        return " ".join(" ".join(line.split("\n")) for block in self.blocks(holder) for line in block.lines).strip()


_COLUMNS = 50  # cells over which one may go


def _span(cell: Tag, name: str) -> int:
    """Over how many rows or columns a cell goes."""
    value = str(cell.get(name, "1"))
    return min(max(int(value), 1), _COLUMNS) if value.isdecimal() and len(value) < 5 else 1  # noqa: PLR2004


def _is_block(tag: Tag) -> bool:
    """Whether an element is a block, or holds one."""
    return tag.name in _BLOCKS or (tag.name not in _LEFT_OUT and tag.find(lambda each: each.name in _BLOCKS) is not None)


def _paragraph(words: Iterable[str]) -> Iterator[_Block]:
    text = "".join(words)
    lines = [line.strip(" ") for line in re.sub(r"(?:\\\n\s*)+$", "", re.sub(r"^(?:\s|\\\n)+", "", text.strip(" "))).split("\n")]
    if any(line.strip("\\ ") for line in lines):
        yield _Block(tuple(line for line in lines if line.strip("\\ ")))


def _lines(lines: Iterable[str]) -> Iterator[_Block]:
    if found := tuple(lines):
        yield _Block(found[1:] if not found[0] else found)


def _between(marks: tuple[str, str], text: str) -> str:
    return f"{marks[0]}{text}{marks[1]}" if text.strip() and marks[0] not in text and not _SHOWN.search(text) else text


def _unmarked(text: str) -> str:
    return re.sub(f"[{''.join((*_STRONG, *_STRESSED))}]", "", text)


def _finished(text: str) -> str:
    """Signs of the dialect in the place of ours: words of weight that Word has cut in pieces are one, and no space stands inside the signs."""
    for (begin, end), sign in ((_STRONG, "**"), (_STRESSED, "*")):
        text = re.sub(f"{end}([ ]*){begin}", r"\1", text)
        text = re.sub(f"{begin}(\\s*){end}", r"\1", text)
        text = re.sub(f"{begin}(\\s*)", rf"\1{sign}", text)
        text = re.sub(f"((?:\\s|\\\\\n)*){end}", rf"{sign}\1", text)
    return text


def _cleared(text: str) -> str:
    return _OURS.sub(lambda found: found[0] if found[0] in _WORD_SIGNS else "", text)


def _href(href: str) -> str:
    return re.sub(r"\s", "%20", href).replace("(", "%28").replace(")", "%29")


def _bare_title(text: str) -> str:
    """A heading's words without marks of ours or of the dialect."""
    text = re.sub(r"\[\^\d+\]|\]\([^)]*\)|(?<!\\)\[", "", text).replace("\\", "")
    return " ".join(_unmarked(re.sub(f"{_LOST}\\d+{_LOST}", "", text)).split())
