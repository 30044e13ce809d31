"""Slots: where a text differs from one file that holds it to the next.

A text is written once, for its page, for files that carry several, for a book. A link of it, an id, a picture, a heading is a *slot* –
`<?to fr/asile/ofpra.html>` – and a *binding* fills it: it knows where a file lies and what else is in it. No text of an author is taken for a
slot, for an escaped text has no `<`.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from livret import paths
from livret.editions.edition import Edition
from livret.encode.html import Html, attributes, element, escaped
from livret.model import Language
from livret.web.assets import icon

_SLOT = re.compile(r"<\?(to|rel|own|picture|wider|level|heading|after) ([^>]*)>")
_DEEPEST = 6
_COLUMN = "(min-width: 46rem) 39rem, 90vw"  # how wide a picture of a large file is shown: as wide as the text, of style.css
_TURNING = 2  # the level of headings down to which one can change the page and keep the place


def slot(name: str, value: str = "") -> Html:
    """A place that a binding fills: the name of a rule, and what it is given."""
    return Html(f"<?{name} {escaped(value)}>")


def link(target: str) -> Html:
    """The address of a file of public/, its anchor kept."""
    return slot("to", target)


def outside(href: str) -> str | None:
    """The `rel` of a link that leads out of a file to the web: who follows it is not told on."""
    return "noreferrer external" if href.startswith("http") else None


def marks(language: Language, around: str) -> dict[str, str]:
    """`lang` and `dir` of what is not in the language of the element around it, a tag."""
    return {} if language.tag == around else {"lang": language.html, "dir": language.direction}


@dataclass(frozen=True, slots=True)
class Binding(ABC):
    """What slots become in a file. `path` is where the text has its page, from public/; `level` that of its title."""

    edition: Edition
    path: str
    level: int = 1

    def bind(self, text: str) -> Html:
        return Html(_SLOT.sub(self._filled, text))

    def _filled(self, found: re.Match[str]) -> str:
        value = unescape(found[2]) if "&" in found[2] else found[2]
        match found[1]:
            case "to":
                return escaped(self.to(value))
            case "rel":
                return attributes({"rel": outside(self.to(value))})
            case "own":
                return escaped(self.own(value))
            case "picture":
                return escaped(self.picture(value))
            case "wider":
                return attributes(self.wider(value))
            case "heading":
                level, anchor = value.split(" ")
                return self.heading(int(level), anchor)
            case "after":
                level, anchor, linked = value.split(" ")
                return self.after(int(level), anchor, linked=bool(linked))
            case _:
                return str(min(int(value or 1) + self.level - 1, _DEEPEST))

    @abstractmethod
    def to(self, target: str) -> str:
        """The link to a file of public/, its anchor kept."""

    def own(self, anchor: str) -> str:
        """The id of something in the text."""
        return anchor

    def picture(self, path: str) -> str:
        """Where a picture of the booklet, at a path from the site folder, is taken from: the one for phones, the only one in what is carried away."""
        picture = self.edition.picture(path)
        return self.to(picture.path(paths.MEDIA, picture.small))

    def wider(self, path: str) -> dict[str, str]:  # noqa: ARG002 – on a page
        """The attributes with which a browser chooses a larger one; none where there is none."""
        return {}

    def heading(self, level: int, anchor: str) -> Html:
        """How a heading begins; other attributes may follow."""
        return Html(f'<{self._heading_name(level)} id="{escaped(self.own(anchor))}"')

    def after(self, level: int, anchor: str, *, linked: bool) -> Html:  # noqa: ARG002 – on a page it can be sent
        """How it ends; `linked` says whether a link to it may follow."""
        return Html(f"</{self._heading_name(level)}>")

    def _heading_name(self, level: int) -> str:
        """In a page the title alone is of the first level."""
        return f"h{min(level + self.level - 1, _DEEPEST)}"


@dataclass(frozen=True, slots=True)
class Turn:
    """A switch: the page with another language beside, whose headings are the same, or without. `name` is what is switched, `on` whether it is."""

    path: str
    name: str
    on: bool


def turn_of(edition: Edition, path: str, other: str, *, on: bool) -> Turn:
    """The switch for another language beside."""
    return Turn(path, edition.say("With {language} beside", language=edition.language_name(other)), on)


@dataclass(frozen=True, slots=True)
class OnPage(Binding):
    """A page of the site."""

    turn: Turn | None = None

    def to(self, target: str) -> str:
        return paths.relative(target, self.path)

    def wider(self, path: str) -> dict[str, str]:
        picture = self.edition.picture(path)
        offered = ", ".join(f"{self.to(picture.path(paths.MEDIA, each))} {each.width}w" for each in picture.screens)
        return {"srcset": offered, "sizes": _COLUMN} if len(picture.screens) > 1 else {}

    def heading(self, level: int, anchor: str) -> Html:
        return Html(f'<div class="section-head"><h{level} id="{escaped(anchor)}"')

    def after(self, level: int, anchor: str, *, linked: bool) -> Html:
        """A link of the heading to itself, to be copied and sent, which has its words; the switch keeps the place."""
        end, ident, turn = f"</h{level}>", escaped(anchor), self.turn
        if linked:
            end += f'<a href="#{ident}" class="anchor" aria-labelledby="{ident}">#</a>'
        if turn and level <= _TURNING:
            drawn, on = icon(self.edition, "beside"), str(turn.on).lower()
            end += element(
                "a",
                drawn,
                href=self.to(f"{turn.path}#{anchor}"),
                class_="turn",
                role="switch",
                aria_checked=on,
                aria_label=turn.name,
            )
        return Html(f"{end}</div>")


@dataclass(frozen=True, slots=True)
class Anywhere(OnPage):
    """A page that a server shows at any address below the site: its links begin at the root of the host, whichever that is, and go through the
    folder that the site's address names."""

    def to(self, target: str) -> str:
        return urlsplit(self.edition.absolute(target))._replace(scheme="", netloc="").geturl()
