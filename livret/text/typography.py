"""The signs of print in the place of those of a keyboard: apostrophes, quotation marks, and spaces at which no line ends.

French has a narrow space before `: ; ? !` and inside « » (“Lexique des règles typographiques en usage à l'Imprimerie nationale”). Where another language
has a space before a sign that closes, or behind « that opens, no line begins or ends with that sign, either. Signs of print that an author chose stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import count

from livret.languages import has_narrow_spaces, quotation_marks
from livret.model import CrossLink, Emphasis, Image, Inline, Language, Link, Strong, Text

NARROW, NO_BREAK, APOSTROPHE = "\u202f", "\u00a0", "\u2019"
_CLOSING = ":;?!»›”)\\]…،؛؟።፧"
_KEYED = rf"""['"]| [{_CLOSING}]|[«‹] |\d \d\d\d"""  # without one of these a text is as it is to be
_SEARCHED = {False: re.compile(_KEYED), True: re.compile(f"[«»:;?!]|{_KEYED}")}  # whether spaces are narrow
_KEPT = r"(?<![ \u00a0\u202f:;?!])"  # an author who wrote a no-break space meant it
# In French, before signs – one, or several in a row – that stand behind a word; not in 18:30, not where they begin a text or a bracket, (???), nor in what is
# made of signs alone, as :-). None is added to &amp;. An address is the first group: it stays.
_HIGH = re.compile(
    rf"(\S*(?://|www\.)\S*)|{_KEPT}(?<=[^(\[{{<«“„‘/\\|=&#@~^-])(?: (?=;)| ?(?=[:?!]))(?=[:;?!]+(?:[\s)\]}}»”…,.]|\Z))"
)
_OPEN, _CLOSE = re.compile(r"«(?![\u00a0\u202f]) ?"), re.compile(r"(?<![ \u00a0\u202f]) ?»")
_HELD = re.compile(rf" (?=[{_CLOSING}](?!\w))|(?<=[«‹]) ")
_THOUSANDS = re.compile(r"(?<=\d) (?<!\d{4} )(?=\d{3}(?!\d))")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_«“„]|\Z)")
_PLURAL, _OPENS = re.compile(r"(?<=[^\W\d_])'(?!\w)"), re.compile(r"(?<!\w)'(?=\w)")  # the refugees' rights; 'so'
_QUOTE = re.compile(r'(?<!\d)"')  # behind a figure it is inches, or seconds
_SPACES = re.compile(rf" [{_CLOSING}]|[«‹] |\d \d\d\d")
_WORD = "a"
_ADDRESSES = ("://", "www.", "@")


def shaped(nodes: tuple[Inline, ...], language: Language) -> tuple[Inline, ...]:
    """The nodes of a text in the signs of its language. Code is none, a fact has its own, and the description of a picture is a text by itself."""
    if not any(map(_SEARCHED[has_narrow_spaces(language.tag)].search, _texts(nodes, described=True))):
        return nodes
    return _each(nodes, _Shape("".join(_texts(nodes)), language.tag), language.tag)


@lru_cache(maxsize=1 << 12)
def typeset(text: str, tag: str) -> str:
    """A text by itself, as one of the interface, in the language of a tag."""
    return _Shape(text, tag)(text) if _SEARCHED[has_narrow_spaces(tag)].search(text) else text


def keyed(text: str) -> str:
    """A text as a keyboard has it: in an SMS other signs cost twice as much."""
    return text.replace(NARROW, " ").replace(NO_BREAK, " ").replace(APOSTROPHE, "'")


class _Shape:
    """What is done to each part of a text, from its beginning to its end. Most have an apostrophe and nothing else."""

    __slots__ = ("_before", "_marks", "_number", "_spaced", "_whole")

    def __init__(self, whole: str, tag: str) -> None:
        self._whole, self._spaced, self._number = whole, has_narrow_spaces(tag), count()
        self._marks = quotation_marks(tag) if '"' in whole and len(_QUOTE.findall(whole)) % 2 == 0 else ('"', '"')
        self._before = ""  # the sign before the part

    def passed(self) -> None:
        """Something stands there that is no text: a phone number, a picture, code."""
        self._before = _WORD

    def __call__(self, text: str) -> str:
        if '"' in text:
            text = _QUOTE.sub(lambda _: self._marks[next(self._number) % 2], text)
        if "'" in text and not any(sign in text for sign in _ADDRESSES):
            text = _APOSTROPHE.sub(APOSTROPHE, text)
            text = _PLURAL.sub(APOSTROPHE, text) if "'" in text and not _OPENS.search(self._whole) else text
        if self._spaced:
            begun = len(self._before)
            text = _HIGH.sub(lambda found: found[1] or NARROW, self._before + text)[begun:]
            text = _CLOSE.sub(f"{NARROW}»", _OPEN.sub(f"«{NARROW}", text))
        self._before = text[-1:] or self._before
        if not _SPACES.search(text):
            return text
        return _THOUSANDS.sub(NARROW if self._spaced else NO_BREAK, _HELD.sub(NO_BREAK, text))


def _texts(nodes: tuple[Inline, ...], *, described: bool = False) -> Iterator[str]:
    """Those of words; with those that describe a picture where they are asked for."""
    for node in nodes:
        match node:
            case Text(text):
                yield text
            case Image(_, text) if described:
                yield text
            case Strong(children) | Emphasis(children) | Link(_, children) | CrossLink(_, _, _, children):
                yield from _texts(children, described=described)
            case _:
                pass


def _each(nodes: tuple[Inline, ...], shape: _Shape, tag: str) -> tuple[Inline, ...]:
    found: list[Inline] = []
    for node in nodes:
        match node:
            case Text(text):
                shown = shape(text)
                found.append(node if shown is text else Text(shown))
            case Strong(children):
                found.append(Strong(_each(children, shape, tag)))
            case Emphasis(children):
                found.append(Emphasis(_each(children, shape, tag)))
            case Link(url, children):
                found.append(Link(url, _each(children, shape, tag)))
            case CrossLink(booklet, chapter, anchor, children):
                found.append(CrossLink(booklet, chapter, anchor, _each(children, shape, tag)))
            case Image(path, alt):
                shape.passed()
                found.append(Image(path, typeset(alt, tag)))
            case _:
                shape.passed()
                found.append(node)
    return tuple(found)
