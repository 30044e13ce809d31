"""Documents of other programs as HTML: Word (.docx), LibreOffice (.odt), saved web pages (.html); and what of them is lost before that.

mammoth reads Word; what an ODF document says is renamed, element by element, into what HTML calls it. A document is a ZIP that somebody sent: it is looked at
before anything unpacks it.
"""

from __future__ import annotations

import re
import zipfile
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

from livret import limits
from livret.encode.html import Html, element, escaped, join
from livret.problems import detail
from livret.tongue import marked
from livret.writing.brought_pictures import NotTaken, elsewhere, nothing

LIBRARIES = ("bs4", "lxml", "mammoth")  # of the extra `word`
_UNPACKED_BYTES = 100_000_000  # of the parts of a document, pictures among them
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)


class Unreadable(Exception):
    """A document that nothing can be made of; the words are one sentence for a person, as they stand in the code."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a document says, as HTML; what it has that no HTML tells, which is lost; and a picture by its address in that HTML, where it has it."""

    html: str | bytes
    lost: tuple[str, ...] = ()
    picture: Callable[[str], bytes] = nothing


def missing() -> tuple[str, ...]:
    """The libraries that are not installed."""
    return tuple(name for name in LIBRARIES if find_spec(name) is None)


def read(data: bytes, ending: str, beside: Callable[[str], bytes] = nothing) -> Document:
    """A document by the ending of its name; `beside` gives the pictures that lie around a page of the web. Raises Unreadable."""
    return PACKED[ending](data) if ending in PACKED else _web_page(data, beside)


def _web_page(data: bytes, beside: Callable[[str], bytes]) -> Document:
    if len(data) > limits.TEXT_FILE_BYTES:
        raise Unreadable(marked("it is too large: make several chapters of it"))
    if data.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")) or b"\0" in data.removeprefix(b"\xff\xfe")[:1000:2]:
        raise Unreadable(marked("it is no page of the web"))
    return Document(data, picture=lambda address: _in_page(address, beside))


_WITHIN = re.compile(r"data:[^,;]*(;[^,]*)?,(.*)", re.DOTALL)


def _in_page(address: str, beside: Callable[[str], bytes]) -> bytes:
    """A picture that stands in the page itself, or in a file beside it, as programs save pages; nothing is loaded from the web."""
    if not (found := _WITHIN.fullmatch(address)):
        return beside(address)
    try:
        said = unquote_to_bytes(found[2])
        return b64decode(said) if (found[1] or "").casefold().endswith(";base64") else said
    except ValueError:
        return b""


def _unpacked(data: bytes, first: str) -> dict[str, bytes]:
    """The XML of a document by the names of its parts. Raises Unreadable for what is none, or would fill the machine."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(each.file_size for each in archive.infolist()) > _UNPACKED_BYTES:
                raise Unreadable(marked("it is too large: make several chapters of it"))
            if any(each.flag_bits & 1 for each in archive.infolist()):
                raise Unreadable(marked("it is locked with a password"))
            found = {name: archive.read(name) for name in archive.namelist() if name.endswith(".xml")}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, OSError, ValueError, EOFError):
        raise Unreadable(marked("it is cut short, or no such document")) from None
    if first not in found:
        raise Unreadable(marked("it is cut short, or no such document"))
    if any(_DOCTYPE.search(part[:10_000]) for part in found.values()):
        raise Unreadable(marked("it asks for something outside of itself"))
    return found


# --- Word --------------------------------------------------------------------------------------------------

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Titre'] => h1:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='Intense Quote'] => blockquote:fresh
"""
_LINKED = "linked:"
_UNKNOWN = re.compile(r"unrecognised element was ignored: (?:\{[^}]*\}|\w+:)?(\w+)")
_MARGINS = re.compile(r"word/(?:header|footer)\d*\.xml")
_WORDS = re.compile(rb"<w:t[ >]")


def _word(data: bytes) -> Document:
    import mammoth

    parts = _unpacked(data, "word/document.xml")
    linked = mammoth.images.img_element(lambda _: {"src": _LINKED})

    def shown(image: Any) -> Any:
        """What is not in the document is not looked for: whoever sent it would learn who opens it."""
        try:
            return mammoth.images.data_uri(image)
        except Exception:  # noqa: BLE001 – a part that is missing, an address elsewhere
            return linked(image)

    try:
        made = mammoth.convert_to_html(BytesIO(data), style_map=_STYLES, convert_image=shown)
    except Exception:  # noqa: BLE001 – whatever a library makes of a document that somebody sent
        raise Unreadable(marked("it is cut short, or no such document")) from None
    return Document(made.value, tuple(dict.fromkeys(_lost_of_word(parts, made.messages))), lambda src: _in_page(src, _linked))


def _linked(_: str) -> bytes:
    raise NotTaken(detail("it is not in the document, only its address"))


def _lost_of_word(parts: Mapping[str, bytes], messages: list[Any]) -> Iterator[str]:
    """What mammoth leaves out without a place in its text."""
    if any(_MARGINS.fullmatch(name) and _WORDS.search(part) for name, part in parts.items()):
        yield marked("what stands at the top or the foot of each page")
    if _WORDS.search(parts.get("word/comments.xml", b"")):
        yield marked("comments")
    if re.search(rb"<w:(?:ins|del) ", parts["word/document.xml"]):
        yield marked("suggested changes, which were taken as accepted")
    if b"<w:highlight " in parts["word/document.xml"] or b"<w:u " in parts["word/document.xml"]:
        yield marked("colours and underlining")
    if any(_UNKNOWN.search(str(each.message)) for each in messages):
        yield marked("drawings, formulas or charts")


# --- LibreOffice ---------------------------------------------------------------------------------------------


def _odt(data: bytes) -> Document:
    from bs4 import BeautifulSoup

    parts = _unpacked(data, "content.xml")
    soup = BeautifulSoup(parts["content.xml"], "xml")
    text = soup.find("office:text") or soup.find("text")
    if text is None:
        raise Unreadable(marked("it is cut short, or no such document"))
    styles = _Styles()
    for part in (parts.get("styles.xml", b""), parts["content.xml"]):
        styles.learn(BeautifulSoup(part, "xml"))
    renamer = _Renamer(styles)
    html = str(element("body", join((renamer.inside(text), *renamer.notes_at_end()))))
    return Document(html, tuple(dict.fromkeys(renamer.lost)), partial(_packed, data))


def _packed(data: bytes, address: str) -> bytes:
    """A picture in a document; its size was looked at with that of all of it."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return archive.read(address.removeprefix("./"))
    except (KeyError, zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError):
        raise elsewhere(address) from None


class _Styles:
    """What the styles of a document mean, by their names: words of weight, stressed, struck out; titles, quotations, numbered lists."""

    def __init__(self) -> None:
        self.tags: dict[str, tuple[str, ...]] = {}
        self.parents: dict[str, str] = {}
        self.numbered: set[str] = set()

    def learn(self, soup: Any) -> None:
        for style in soup.find_all(["style:style", "style"]):
            name, look = str(_of(style, "name")), style.find(["style:text-properties", "text-properties"])
            self.parents[name] = str(_of(style, "parent-style-name"))
            if look is not None:
                self.tags[name] = tuple(tag for tag, key, value in _LOOKS if re.fullmatch(value, str(_of(look, key))))
        for style in soup.find_all(["text:list-style", "list-style"]):
            first = style.find(True)
            if first is not None and first.name.endswith("list-level-style-number"):
                self.numbered.add(str(_of(style, "name")))

    def kind(self, name: str) -> str:
        """The tag of a paragraph, by its style or one that it is made of."""
        for _ in range(10):
            if name in _KINDS or not name:
                break
            name = self.parents.get(name, "")
        return _KINDS.get(name, "p")


_LOOKS = (("b", "font-weight", "bold|[6-9]00"), ("i", "font-style", "italic"), ("s", "text-line-through-style", "(?!none).+"))
_KINDS = {"Title": "h1", "Quotations": "blockquote"}


def _of(tag: Any, name: str) -> str:
    """An attribute, whatever stands before its name."""
    return next((str(value) for key, value in tag.attrs.items() if key.rpartition(":")[2] == name), "")


class _Renamer:
    """Elements of ODF as those of HTML."""

    def __init__(self, styles: _Styles) -> None:
        self.styles, self.lost, self.notes = styles, list[str](), list[Html]()

    def notes_at_end(self) -> Iterator[Html]:
        if self.notes:
            yield element("ol", join(element("li", note, id=f"footnote-{number}") for number, note in enumerate(self.notes, 1)))

    def inside(self, tag: Any) -> Html:
        return join(escaped(str(each)) if each.name is None else self.renamed(each) for each in tag.children)

    def renamed(self, tag: Any) -> Html:
        match tag.name.rpartition(":")[2]:
            case "h":
                level = _of(tag, "outline-level")
                return element(f"h{level if level in '123456' and level else 2}", self.inside(tag))
            case "p":
                return element(self.styles.kind(_of(tag, "style-name")), self.inside(tag))
            case "span":
                return self.looking(_of(tag, "style-name"), self.inside(tag))
            case "list":
                return element("ol" if _of(tag, "style-name") in self.styles.numbered else "ul", self.inside(tag))
            case "a":
                return element("a", self.inside(tag), href=_of(tag, "href"))
            case "table-cell":
                spans = {"colspan": _of(tag, "number-columns-spanned"), "rowspan": _of(tag, "number-rows-spanned")}
                return element("td", self.inside(tag), **{name: value for name, value in spans.items() if value != "1"})
            case "s":
                return Html(" ")
            case "note":
                return self.note(tag)
            case "image" | "object" | "plugin":
                return self.picture(tag)
            case name if name in _RENAMED:
                return element(_RENAMED[name], self.inside(tag)) if _RENAMED[name] != "br" else element("br")
            case name if name in _LOST:
                self.lost.append(_LOST[name])
                return Html("")
            case name if name in _NOTHING:
                return Html("")
            case _:
                return self.inside(tag)

    def picture(self, tag: Any) -> Html:
        """A frame has one thing, in the forms that programs can show: of a chart beside its picture, the picture."""
        described = tag.parent.find(["svg:desc", "svg:title", "desc", "title"])
        is_chart = not tag.name.endswith("image")
        if is_chart and tag.parent.find(["draw:image", "image"]) is not None:
            return Html("")
        return element("img", src="" if is_chart else _of(tag, "href"), alt=described.get_text() if described is not None else "")

    def looking(self, style: str, inner: Html) -> Html:
        for tag in self.styles.tags.get(style, ()):
            inner = element(tag, inner)
        return inner

    def note(self, tag: Any) -> Html:
        body = tag.find(["text:note-body", "note-body"])
        self.notes.append(self.inside(body) if body is not None else Html(""))
        return element("a", escaped(f"[{len(self.notes)}]"), href=f"#footnote-{len(self.notes)}")


_RENAMED = {
    "list-item": "li", "list-header": "li", "table": "table", "table-row": "tr", "text-box": "div", "line-break": "br", "section": "div",
}  # fmt: skip
_LOST = {
    "annotation": marked("comments"),
    "tracked-changes": marked("suggested changes, which were taken as accepted"),
    "table-of-content": marked("a table of contents, which each page has by itself"),
}
_NOTHING = frozenset(
    {"annotation-end", "soft-page-break", "covered-table-cell", "title", "desc", "sequence-decls", "forms", "table-column"}
)
PACKED: Mapping[str, Callable[[bytes], Document]] = {".docx": _word, ".odt": _odt}
READERS = (*PACKED, ".html", ".htm")
