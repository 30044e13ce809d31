"""Leaflets, sheets, posters and pocket cards: panels laid side by side on the faces of one sheet of paper."""

from __future__ import annotations

from collections.abc import Iterator

from livret import paths
from livret.editions.edition import Edition
from livret.model import Language
from livret.paper.a5_booklet import everything
from livret.paper.document import Document, base, colophon, qr
from livret.paper.excerpts import Excerpts
from livret.paper.paper_formats import CARD, COVERED, FORMATS, PaperFormat
from livret.paper.typst_blocks import Json, PaperVisitor
from livret.phrases.notices import origin_notice
from livret.site import Booklet

_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))


def compose(
    edition: Edition,
    slug: str,
    name: str,
    *,
    press: bool = False,
    large: bool = False,
    beside: Language | None = None,
    address: str = "",
) -> Document:
    """A leaflet of a booklet, as its `takes` say."""
    booklet = edition.booklet(slug)
    shape, taker = FORMATS[name], Excerpts(edition, slug, beside)
    visitor = PaperVisitor(edition, "", beside=beside)
    address = edition.absolute(address or paths.booklet(edition.language.tag, slug))
    filled = [taker.panel(takes) for takes in booklet.meta.panels(name)]
    values = {
        **base(edition, visitor, booklet.meta.title, booklet.meta.pictogram, shape, press, booklet),
        "summary": visitor.said(booklet.meta.summary),
        "origin": origin_notice(edition, everything(edition, booklet)) or None,
        **_paper(edition, shape, filled, booklet, address),
        **({"size": shape.large} if large else {}),
    }
    return Document(shape, values, taker.pictures, booklet.meta.one_ink)


def card(edition: Edition, *, press: bool = False, address: str = "") -> Document:
    """The site's pocket card: the emergency numbers of `site.yaml`, four or so on each inner panel."""
    visitor, taker = PaperVisitor(edition, ""), Excerpts(edition, "")
    numbers = [taker.take(name)[0] for name in edition.config.emergency]
    labels = [label for name in edition.config.emergency if (label := taker.label(name.partition(".")[2]))]
    half = (len(numbers) + 1) // 2
    address = edition.absolute(address or paths.home(edition.language.tag))
    values = {
        **base(edition, visitor, edition.config.name, "emergency", CARD, press),
        "title": _spoken(edition, visitor, edition.say("In danger? Call now")),
        "plain_title": edition.say("In danger? Call now"),
        "summary": _spoken(edition, visitor, edition.say("These calls are free, day and night.")),
        "origin": origin_notice(edition, [edition.config.name, *labels]) or None,
        **_paper(edition, CARD, [numbers[:half], numbers[half:]], None, address),
    }
    return Document(CARD, values, {})


def _spoken(edition: Edition, visitor: PaperVisitor, text: str) -> Json:
    return {**visitor.language(edition.language), "c": [{"t": "text", "v": text}]}


def _paper(edition: Edition, shape: PaperFormat, filled: list[list[Json]], booklet: Booklet | None, address: str) -> Json:
    """The faces, each with its panels from left to right: a language written right to left mirrors their order."""
    count = shape.panels
    groups = dict(enumerate(filled, 2 if shape.name in COVERED else 1))
    faces = []
    for face in shape.faces:
        panels, x = [], 0.0
        for number, width in face if edition.language.direction == "ltr" else reversed(face):
            role = ("cover" if number == 1 else "back" if number == count else "text") if shape.name in COVERED else "text"
            panels.append({"number": number, "role": role, "x": x, "width": width, "groups": groups.get(number, [])})
            x += width
        if any(panel["groups"] or panel["role"] != "text" for panel in panels):
            faces.append(panels)
    online = {"label": edition.say("Read it online"), **qr(edition, address)}
    return {
        "faces": faces,
        "covered": shape.name in COVERED,
        "format": shape.name,
        "grows": shape.grows,
        "colophon": colophon(edition, booklet),
        "online": online,
    }


def longest(document: Document, number: int) -> list[str]:
    """The two longest parts of a panel, in their first words, to tell an author where to cut: without the signs that keep a direction, which a terminal
    would show."""
    panels = [panel for face in document.values["faces"] for panel in face if panel["number"] == number]
    texts = [_block_texts(block) for panel in panels for group in panel["groups"] for block in group["blocks"]]
    texts = texts or [
        _block_texts(document.values["title"]),
        _block_texts(document.values["summary"]),
        *document.values["colophon"]["lines"],
    ]
    seen = (text.translate(_ISOLATES) for text in sorted(texts, key=len, reverse=True)[:2])
    return [f"« {text[:60].rstrip()}… »" if len(text) > 60 else f"« {text} »" for text in seen]  # noqa: PLR2004


def ends(document: Document) -> tuple[str, str]:
    """The first and the last line of what a document says, for a reader to check that nothing is missing or turned round.

    What has a direction of its own stands between U+2066 and U+2069: a number must not be read backwards.
    """
    texts = [text for _, text in sayings(document)] or [document.values["plain_title"]]
    return texts[0], texts[-1]


def sayings(document: Document) -> list[tuple[str, str]]:
    """Every text of a document in the order of reading, after the tag of the language that it is in."""
    values = document.values
    body = [values[part] for part in ("chapters", "languages") if part in values]
    body += [
        panel["groups"]
        for panel in sorted((panel for face in values.get("faces", []) for panel in face), key=lambda panel: int(panel["number"]))
    ]
    return [(_tag(block), text) for block in _blocks(body) if (text := _block_texts(block).strip())]


def _tag(block: Json) -> str:
    return "-".join(filter(None, (block.get("lang"), block.get("region"))))


def _blocks(value: object) -> Iterator[Json]:
    """What says something, in the order of reading: dictionaries with a text of their own."""
    if isinstance(value, list):
        for inner in value:
            yield from _blocks(inner)
    elif isinstance(value, dict):
        if "c" in value or "name" in value:
            yield value
        else:
            for inner in value.values():
                yield from _blocks(inner)


def _block_texts(value: object) -> str:
    """The texts inside a block."""
    if isinstance(value, list):
        return "".join(map(_block_texts, value))
    if isinstance(value, dict):
        return _own(value) + "".join(_block_texts(inner) for inner in value.values() if isinstance(inner, list | dict))
    return ""


def _own(value: Json) -> str:
    match value.get("t"):
        case "text" | "code":
            return str(value["v"])
        case "isolate" | "sentence":
            return f"\u2066{value['v']}\u2069"
        case _:
            return str(value["name"]) if isinstance(value.get("name"), str) and value.get("t") != "fact" else ""
