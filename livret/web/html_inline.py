"""Messages to HTML, with slots for what differs from file to file: a visitor of inline nodes.

What is not in the language around it says in which it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from livret import paths
from livret.editions.edition import Edition
from livret.encode.html import EMPTY, Html, attributes, element, escaped, join
from livret.model import (
    Break,
    Code,
    CrossLink,
    Emphasis,
    FactRef,
    Filled,
    Image,
    Inline,
    Isolate,
    Isolated,
    Language,
    Link,
    Message,
    NoteRef,
    Strong,
    Text,
)
from livret.phrases.fact_text import Shown, show
from livret.text.inline import has_words
from livret.web.assets import icon
from livret.web.slots import link, marks, outside, slot


def only_in(edition: Edition, booklet: str, chapter: str = "") -> Html:
    """What a link to a chapter or a booklet says before the tap, where its page is in another language than the reader's."""
    name = edition.only_in(booklet, chapter)
    return Html(f' <span class="only">({escaped(name)})</span>') if name else EMPTY


@dataclass(frozen=True, slots=True)
class InlineVisitor:
    """Writes messages of an edition."""

    edition: Edition
    within: Language | None = None  # the language of the element around, where it is not the page's
    beside: str = ""  # the tag of the language that stands beside each text
    linked: bool = False  # inside a link already: what it holds cannot be one
    known: Mapping[Message, Filled] = field(default_factory=dict)  # what is filled already

    def fill(self, message: Message) -> Filled:
        return self.known.get(message) or self.edition.fill(message)

    def said(self, name: str, message: Message, **attributes: str | None) -> Html:
        """An element that holds a message."""
        filled = self.fill(message)
        return element(name, self.told(message, filled), **attributes, **self.marks(filled.language))

    def words(self, message: Message) -> Html:
        """The text of a message, and beside it the same in another language where two are asked for."""
        return self.told(message, self.fill(message))

    def told(self, message: Message, filled: Filled) -> Html:
        """The words of a message that is filled already."""
        own = self.nodes(filled.nodes, filled.language)
        if not self.beside or not has_words(message.text):
            return own
        guest = self.edition.beside(self.beside)
        other = guest.fill(message)
        if other.language.tag in (filled.language.tag, self.edition.language.tag):
            return own
        return self.pair("span", own, Companion(guest).nodes(other.nodes, other.language))

    def pair(self, name: str, own: Html, other: Html) -> Html:
        """Two texts beside each other. A screen reader hears the reader's own alone: the other one is there to be shown to somebody."""
        language = self.edition.beside(self.beside).language
        companion = element(name, other, class_="beside", lang=language.html, dir=language.direction, aria_hidden="true")
        return element(name, join((element(name, own), companion)), class_="pair")

    def inline(self, message: Message) -> Html:
        """A message inside an element that another message may share: its language, where it is another one, on a span."""
        filled = self.fill(message)
        marks, told = self.marks(filled.language), self.told(message, filled)
        return element("span", told, **marks) if marks else told

    def marks(self, language: Language) -> dict[str, str]:
        """`lang` and `dir` of what is not in the language of the element around it."""
        around = self.within or self.edition.language
        return {} if language is around else marks(language, around.tag)

    def nodes(self, nodes: tuple[Inline, ...], reader: Language) -> Html:
        return join([escaped(node.text) if isinstance(node, Text) else self.node(node, reader) for node in nodes])

    def node(self, node: Inline, reader: Language) -> Html:
        match node:
            case Text(text):
                return escaped(text)
            case Strong(children):
                return element("strong", self.nodes(children, reader))
            case Emphasis(children):
                return element("em", self.nodes(children, reader))
            case Code(text):
                return element("code", escaped(text))
            case Link(_, children) | CrossLink(_, _, _, children) if self.linked:
                return self.nodes(children, reader)
            case NoteRef() if self.linked:
                return EMPTY
            case Link(url, children):
                return element("a", self.label(children, reader), href=url, rel=outside(url))
            case CrossLink(booklet, chapter, anchor, children):
                told = only_in(self.edition, booklet, chapter)
                return Html(f'<a href="{self.cross(booklet, chapter, anchor)}">{self.label(children, reader)}{told}</a>')
            case Image(path, alt):
                return self.picture(path, alt)
            case FactRef():
                return self.fact(node, reader)
            case Isolate(text, language, direction, forced):
                return element("bdo" if forced else "bdi", escaped(text), dir=direction, lang=self.other(language, reader))
            case Isolated(children, direction):
                return element("bdi", self.nodes(children, reader), dir=direction)
            case NoteRef(_, number):
                return element("sup", element("a", Html(number), href=Html(f"#{slot('own', f'note-{number}')}")))
            case Break():
                return Html("<br>")
            case _:
                assert_never(node)

    def picture(self, path: str, alt: str) -> Html:
        """Its size is told, so that the text below stays where it is when the picture comes."""
        largest = self.edition.picture(path).large
        size = attributes({"width": str(largest.width), "height": str(largest.height), "loading": "lazy"})
        return Html(f'<img src="{slot("picture", path)}"{attributes({"alt": alt})}{slot("wider", path)}{size}/>')

    def label(self, nodes: tuple[Inline, ...], reader: Language) -> Html:
        match nodes:
            case (Text(text),):
                return escaped(text)
            case _:
                return replace(self, linked=True).nodes(nodes, reader)

    def cross(self, booklet: str, chapter: str, anchor: str) -> Html:
        target = paths.chapter(self.edition.language.tag, booklet, chapter)
        return link(f"{target}#{anchor}" if anchor else target)

    def other(self, tag: str, reader: Language) -> str | None:
        """The `lang` of a text inside another, where it differs."""
        return tag if tag and tag != reader.tag else None

    def fact(self, ref: FactRef, reader: Language) -> Html:
        shown = show(self.edition, ref, reader)
        name = f"{ref.kind}.{ref.name}"
        return join((self.pressed(shown, name, reader), self.mark(shown, reader)))

    def pressed(self, shown: Shown, name: str, reader: Language) -> Html:
        """The words of a fact, as what can be done with it."""
        content = self.sentence(shown, reader) if shown.sentence else self.shown(shown, reader)
        page = self.page(shown)
        if self.linked or not (page or shown.href):
            return element("span", content, class_=shown.kind, data_fact=name)
        if page:
            own = attributes({"class_": shown.kind, "data_fact": name})
            return Html(f'<a href="{link(page)}"{own}{slot("rel", page)}>{content}</a>')
        return element("a", content, href=shown.href, class_=shown.kind, data_fact=name, rel=outside(shown.href))

    def mark(self, shown: Shown, reader: Language) -> Html:
        """That what is named is an example, in the language of the page, whatever that of the text is."""
        if not shown.mark:
            return EMPTY
        own, around = self.edition.language, self.within or reader
        told = marks(own, reader.tag) or marks(own, around.tag)
        return Html(f" {element('span', escaped(f'({shown.mark})'), class_='example', **told)}")

    def sentence(self, shown: Shown, reader: Language) -> Html:
        """What is said, how it is pronounced, what it means; pressed, it is a card to show."""
        said = element("q", escaped(shown.text), lang=self.other(shown.language, reader), dir=shown.direction)
        ways = ((shown.pronunciation, "pronunciation"), (shown.meaning, "meaning"))
        return join(
            (
                icon(self.edition, "card"),
                said,
                *(element("span", self.nodes(filled.nodes, filled.language), class_=css) for filled, css in ways if filled),
            )
        )

    def shown(self, shown: Shown, reader: Language) -> Html:
        """The words of a fact; a term stands in brackets after its gloss, as it stands on a letter."""
        text = escaped(shown.text)
        if shown.direction:
            text = element("bdi", text, dir=shown.direction, lang=self.other(shown.language, reader))
        return Html(f"{escaped(shown.gloss)} ({text})") if shown.gloss else text

    def page(self, shown: Shown) -> str:
        """Where the site tells more of a fact, from public/; "" where it does not."""
        tag = self.edition.language.tag
        if shown.service:
            return paths.service(tag, shown.service)
        if shown.sentence:
            return paths.sentences(tag, shown.sentence)
        return paths.words(tag, shown.term) if shown.term else ""


class Companion(InlineVisitor):
    """The text that stands beside: nothing of it can be pressed, and its facts are counted once, on the other side."""

    __slots__ = ()

    def node(self, node: Inline, reader: Language) -> Html:
        match node:
            case Link(_, children) | CrossLink(_, _, _, children):
                return self.nodes(children, reader)
            case FactRef():
                shown = show(self.edition, node, reader)
                words = self.shown(shown, reader) if shown.direction else element("bdi", escaped(shown.text))
                return join((words, self.mark(shown, reader)))
            case Image() | NoteRef():
                return EMPTY
            case _:
                return super().node(node, reader)


def original(edition: Edition, message: Message, written_in: Language) -> Html:
    """A message as it was written, in a paragraph: beside a translation that nobody has checked."""
    guest = edition.beside(written_in.tag)
    filled = guest.fill(message)
    return element("p", Companion(guest).nodes(filled.nodes, filled.language), **marks(filled.language, edition.language.tag))
