"""The library that is measured: booklets of 25 chapters and services, in French and with what nine other languages say.

Always the same for the same scale. Half of the messages have inline marks, one in five a link, two thirds of these to another chapter;
every chapter has headings of two levels, lists, a table, a callout and a picture, and a dozen words that few others have.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import corpus

CHAPTERS = 25  # of each booklet
PICTURES = 10
CATEGORIES = ("health", "asylum", "housing", "food", "learning", "daily")
CALLOUTS = {"note": "Bon à savoir", "danger": "Attention", "free": "C'est gratuit"}
SUBJECTS = corpus.coined(4000)
CITIES = "Paris Lyon Marseille Lille Toulouse Nantes Strasbourg Rennes Grenoble Brest".split()
HOURS = (
    "Mo-Fr 08:30-12:30,13:30-17:00; PH off|Mo,We,Fr 09:00-12:00|Tu-Sa 10:00-18:30; PH off|Mo-Su 18:30-20:00|We 14:00-17:00|24/7|"
    "Mo-Th 09:00-17:00; Fr 09:00-12:00; PH off|Tu 14:00-16:00; Th 17:30-19:30|Mo 09:00-12:30,14:00-19:00; Tu 09:00-12:30; We 14:00-18:00"
).split("|")
Shape = Literal["heading", "subheading", "paragraph", "bullets", "steps", "table", "callout"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words of a message and what stands around them."""

    words: str
    mark: Literal["", "**", "*", "chapter", "link", "picture"] = ""
    target: str = ""  # of a link or a picture: b003/c05, an address, fig-03.png
    after: str = ""


Text = tuple[Phrase, ...]
Leads = Callable[[Phrase], str]  # what a generator writes for the target of a phrase


@dataclass(frozen=True, slots=True)
class Block:
    """A table's texts are its cells, three a row; a callout's are its title and what it says."""

    shape: Shape
    texts: tuple[Text, ...]
    kind: str = ""  # of a callout


@dataclass(frozen=True, slots=True)
class Chapter:
    slug: str
    title: Text
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Booklet:
    slug: str
    title: Text
    summary: Text
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Service:
    id: str
    name: str
    gloss: Text
    description: Text
    categories: tuple[str, ...]
    phone: str
    street: str
    postcode: str
    city: str
    latitude: float
    longitude: float
    hours: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """`scale` is the number of pages of chapters, in all languages together."""

    scale: int

    @property
    def booklets(self) -> Iterator[Booklet]:
        for number in range(self._count):
            yield _booklet(number, self._count)

    @property
    def services(self) -> Iterator[Service]:
        yield from map(_service, range(self.scale // len(corpus.LANGUAGES)))

    @property
    def _count(self) -> int:
        return max(1, self.scale // CHAPTERS // len(corpus.LANGUAGES))


def said(text: Text, tag: str, leads: Leads) -> str:
    """The Markdown of a message in a language."""
    return " ".join(_marked(phrase, corpus.translated(phrase.words, tag), leads) + phrase.after for phrase in text)


def _marked(phrase: Phrase, words: str, leads: Leads) -> str:
    match phrase.mark:
        case "chapter" | "link":
            return f"[{words}]({leads(phrase)})"
        case "picture":
            return f"![{words}]({leads(phrase)})"
        case mark:
            return f"{mark}{words}{mark}"


def plain(words: str) -> Text:
    return (Phrase(words[0].upper() + words[1:]),)


# --- writing -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes about a subject, as authors do: always the same for the same seed."""

    chance: random.Random
    subjects: tuple[str, ...]
    booklets: int  # that a link may lead to

    @classmethod
    def of(cls, seed: str, booklets: int = 1) -> _Writer:
        chance = random.Random(seed)
        return cls(chance, tuple(chance.choices(SUBJECTS, k=12)), booklets)

    def some(self, *parts: list[str]) -> str:
        return " ".join(self.chance.choice(part) for part in parts)

    def subject(self) -> str:
        return self.chance.choice(self.subjects)

    def title(self) -> Text:
        return plain(f"{self.some(corpus.WHAT)} {self.subject()}")

    def cell(self) -> Text:
        words = " ".join([self.some(corpus.MORE), *self.chance.sample(self.subjects, k=self.chance.randint(0, 2))])
        return (Phrase(words.capitalize(), "**" if self.chance.random() < 0.2 else ""),)

    def clause(self, most: int) -> list[Phrase]:
        """A sentence: who does what; where, when and why, as far as `most` allows; and a word of the subject."""
        rest = self.chance.sample([corpus.WHERE, corpus.WHEN, corpus.WHY], k=self.chance.randint(1, most))
        parts = [self.some(corpus.WHO), self.some(corpus.DOES), self.some(corpus.WHAT), *map(self.some, rest), self.subject()]
        parts[0] = parts[0][0].upper() + parts[0][1:]
        return [*map(Phrase, parts[:-1]), Phrase(parts[-1], after=".")]

    def sentences(self, count: int, marks: tuple[int, ...], most: int = 3) -> Text:
        """So many sentences, with one of these numbers of marked phrases. The first phrase and the last have none."""
        phrases = [phrase for _ in range(count) for phrase in self.clause(most)]
        for at in self.chance.sample(range(1, len(phrases) - 1), k=self.chance.choice(marks)):
            phrases[at] = self.marked(phrases[at])
        return tuple(phrases)

    def marked(self, phrase: Phrase) -> Phrase:
        match self.chance.random():
            case draw if draw < 0.48:
                return Phrase(phrase.words, "**", after=phrase.after)
            case draw if draw < 0.62:
                return Phrase(phrase.words, "*", after=phrase.after)
            case draw if draw < 0.87:
                target = f"{slug(self.chance.randrange(self.booklets))}/{chapter_slug(self.chance.randrange(CHAPTERS))}"
                return Phrase(phrase.words, "chapter", target, phrase.after)
        return Phrase(phrase.words, "link", f"https://example.org/{self.subject()}?p={self.chance.randrange(999)}", phrase.after)


def slug(booklet: int) -> str:
    return f"b{booklet:03}"


def chapter_slug(chapter: int) -> str:
    return f"c{chapter:02}"


def _booklet(number: int, booklets: int) -> Booklet:
    writer = _Writer.of(f"booklet {number}")
    chapters = tuple(_chapter(number, at, booklets) for at in range(CHAPTERS))
    return Booklet(slug(number), writer.title(), writer.sentences(1, (0,)), chapters)


def _chapter(booklet: int, number: int, booklets: int) -> Chapter:
    """A paragraph, then five sections; the second and the fourth have another below them, the third has a picture."""
    writer = _Writer.of(f"chapter {booklet} {number}", booklets)
    blocks = [_paragraph(writer, 2)]
    for section in range(5):
        blocks += [Block("heading", (writer.title(),)), _paragraph(writer, 3), _varied(writer, (section + booklet + number) % 5)]
        if section % 2:
            blocks += [Block("subheading", (writer.title(),)), _paragraph(writer, 2)]
        if section == 2:
            picture = Phrase(writer.title()[0].words, "picture", f"fig-{writer.chance.randrange(PICTURES):02}.png")
            blocks.append(Block("paragraph", ((picture,),)))
    return Chapter(chapter_slug(number), writer.title(), tuple(blocks))


def _paragraph(writer: _Writer, sentences: int) -> Block:
    return Block("paragraph", (writer.sentences(sentences, (1, 2, 3, 4)),))


def _varied(writer: _Writer, which: int) -> Block:
    chance = writer.chance
    match which:
        case 0:
            return Block("table", tuple(writer.cell() for _ in range(3 * chance.randint(4, 6))))
        case 1:
            kind = chance.choice(tuple(CALLOUTS))
            return Block("callout", (plain(CALLOUTS[kind]), writer.sentences(2, (1, 2, 3))), kind)
    items = tuple(writer.sentences(1, (0, 1, 1, 2), most=1) for _ in range(chance.randint(3, 5)))
    return Block("steps" if which == 2 else "bullets", items)


def _service(number: int) -> Service:
    writer = _Writer.of(f"service {number}")
    chance = writer.chance
    return Service(
        id=f"s{number:04}",
        name=f"{chance.choice(['Maison', 'Permanence', 'Accueil', 'Relais', 'Point', 'Centre'])} {writer.subject()} {number}",
        gloss=writer.title(),
        description=writer.sentences(2, (0,), most=1),
        categories=tuple(chance.sample(CATEGORIES, k=chance.randint(1, 3))),
        phone=f"+334{chance.randrange(76000000, 77000000)}",
        street=f"{chance.randint(1, 180)} rue {writer.subject().capitalize()}",
        postcode=f"{chance.randint(1000, 95999):05}",
        city=chance.choice(CITIES),
        latitude=round(chance.uniform(43, 50), 5),
        longitude=round(chance.uniform(-1, 7), 5),
        hours=chance.choice(HOURS),
        languages=tuple(chance.sample(corpus.LANGUAGES, k=chance.randint(2, 6))),
    )
