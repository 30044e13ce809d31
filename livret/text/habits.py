"""Habits: Markdown as Word, phones, French keyboards and CommonMark write it, brought to the dialect line by line.

Only what stands before the words of a line changes: its indentation and its sign. So whatever is found later is found in the source, at
its own place. A list, a callout, a definition or a footnote is *open* while lines are indented to be inside it, by two spaces or more
than its sign; the dialect wants four for each that is open.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise, takewhile

from livret.languages import has_the_word_o

_SPACES = " \t\u00a0\u202f"
_WHITE = f"[{_SPACES}]"
# Word's signs, from the outermost level inwards; one inside another has the indentation of the outer one when it is pasted.
_LEVELS = ("•·●‣➢➤\uf0b7\uf0d8", "o○◦", "▪■\uf0a7")
_ALWAYS = "".join(_LEVELS).replace("o", "") + "∙⁃◆❖►▸➔➜"
_PERHAPS = "–—−o"
# Word's signs without their font, a bullet that a scanner misread, a dash of Arabic keyboards. Before a figure they say something themselves: § 5.
_MISREAD = "§ØüO°¤»ـ"
_NUMBER = r"\d{1,9}(?:\.|°?\)|\.\))"
# Signs that say something themselves, and stay: pictures, arrows, ticks, letters of any script, Roman numbers, those of Ethiopia, numbers of parts.
PICTURE = "[\u2190-\u21ff\u2460-\u24ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX")  # fmt: skip
_LETTERS = r"(?:[^\W\d_]|[IVX]{2,5}|[ivx]{2,5})"
_NAMED = r"(?:№|[nN]°)[ \u00a0]?\d{1,2}(?:[ \u00a0]?[:.)–-])?"  # № 1, n° 1 :
_KEPT = rf"(?:{PICTURE}\ufe0f?)+|[-=]{{1,2}}>|\(?{_LETTERS}\)|{_LETTERS}\.|[A-Za-z]{_WHITE}?[-–/]|[\u1369-\u137c]{{1,3}}[.)፡፦]?|{_NAMED}|\d{{1,2}}\.\d{{1,2}}[.)]?"
_COUNTED = rf"\(\d{{1,2}}\)(?={_WHITE}+\S)|\d{{1,2}}{_WHITE}?[-–/](?={_WHITE}*[^\W\d_])|\d{{1,2}}[.)](?=[^\W\d_])"
_PICTURED = re.compile(PICTURE)
SIGN = rf"(?:[-*+](?=\s|\Z)|[{_ALWAYS}]|[{_PERHAPS}{_MISREAD}](?=\s|\Z)|\(?\d{{1,9}}(?:\.|°?\)|\.\)|\s?[-–/]))"  # of an item, as a source has it
NOTE = r"\[\^([^\]\n]*)\][ \u00a0\u202f]?:"  # what begins the text of a footnote: French has a space before a colon
_SIGN = re.compile(
    rf"""
      (?P<item>[-*+](?={_WHITE}+\S) | [{_ALWAYS}](?=\S|{_WHITE}+\S) | o(?=\t\S) | {_NUMBER}(?={_WHITE}+\S)){_WHITE}*
    | (?P<perhaps>[{_PERHAPS}](?={_WHITE}+\S) | [{_MISREAD}](?={_WHITE}+[^\W\d_]) | [-–—*](?=[^\W\d_][^*]*$) | (?P<counted>{_COUNTED}) | (?P<kept>{_KEPT})(?={_WHITE}+\S)){_WHITE}*
    | (?P<callout>!!!){_WHITE}*(?=[\w-])
    | (?P<note>{NOTE}){_WHITE}*
    | (?P<meaning>:){_WHITE}+(?=\S)
    | (?P<heading>\#{{1,6}}){_WHITE}*
    | (?P<quote>>)[ ]?
    """,
    re.VERBOSE,
)
_RULE = re.compile(r"(?:(?:-[ ]{0,2}){3,}|(?:\*[ ]{0,2}){3,}|(?:_[ ]{0,2}){3,})$")
# A line that is not as the dialect has it already: most chapters have none, and are not gone through.
_ODD = re.compile(
    "|".join(
        (
            rf"^[>{_SPACES}]*(?:[{_ALWAYS}]|[{_PERHAPS}{_MISREAD}]{_WHITE}|\d{{1,9}}(?:°?\)|\.\)){_WHITE})",  # signs of others
            rf"^[>{_SPACES}]*(?:[-–—*][^\W\d_]|{PICTURE}|[-=]{{1,2}}>|\(?{_LETTERS}[.)]{_WHITE}|[A-Za-z]{_WHITE}?[-–/]{_WHITE}|[\u1369-\u137c]|{_NAMED}|\(\d|\d{{1,2}}(?:{_WHITE}?[-–/]|[.)][^\W_]))",  # and perhaps
            rf"^[>{_SPACES}]*(?:[-*+:>]|\d{{1,9}}\.|\#{{1,6}}|!!!|\[\^[^\]\n]*\]:)[ ]*[\t\u00a0\u202f]|^[ ]*\[\^[^\]\n]*\][ \u00a0\u202f]:",  # white space of others after a sign
            rf"^[ ]*[\t\u00a0\u202f]{_WHITE}*\S",  # and before a line
            r"^(?:[ ]{4})*[ ]{1,3}\S|^[ ]*>[ ]{2,}\S",  # indentation that is no multiple of four
            r"^[ ]{4,}(?:!!!|\#|\[\^)|(?:\A|\n\n)[ ]{4,}[-*+\d>:]",  # or that may be none of the dialect's
            r"(?<!\n)\n{3,}[ ]",  # two empty lines in a list or a footnote
            r"^(?P<same>[ ]*)(?:\d+\.[ ][^\n]*\n(?P=same)[-*+]|[-*+][ ][^\n]*\n(?P=same)\d+\.)[ ]",  # a list right under another one
            r"^[ ]*(?:[-*+:|]|\d+\.|>)[ ]?[^\n]*\n(?:[^\n]+\n){0,20}\[\^",  # a footnote right under a list
            r"^\[\^[^\n]*\n(?:[^\n]+\n){0,20}:[ ]",  # a meaning right under a footnote
        )
    ),
    re.MULTILINE,
)


def brought(source: str, language: str = "") -> str:
    """A text in the dialect, with an empty line more here and there; `language` is its tag, where it is known."""
    return "\n".join(_Lines(source.split("\n"), language)) if _ODD.search(source) else source


@dataclass(frozen=True, slots=True)
class _Open:
    """What lines can be inside: the indentation of its sign, and the sign."""

    indent: int
    sign: str
    item: bool  # of a list

    @property
    def note(self) -> bool:
        return self.sign.startswith("[^")

    def holds(self, indent: int) -> bool:
        return indent >= self.indent + 2


@dataclass(slots=True)
class _Lines:
    """Goes through the lines of a text, or of a quotation in it, which is a text of its own."""

    lines: list[str]
    language: str
    opened: list[_Open] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)  # the lines of a quotation so far
    follows: bool = False  # whether the line before has words
    plain: bool = False  # whether it is part of a paragraph, so that an item after it is too, which is told
    lazy: bool = False  # whether it goes on with a quotation, without its sign
    term: bool = False  # whether anything stands above that may have a meaning

    def __iter__(self) -> Iterator[str]:
        bullets = _bullets(self.lines, self.language)
        for number, line in enumerate(self.lines):
            text = line.lstrip(_SPACES)
            yield from self._line(text, _width(line[: len(line) - len(text)]), _sign(text, bullet=number in bullets))
        yield from self._quotation()

    def _line(self, text: str, indent: int, sign: re.Match[str] | None) -> Iterator[str]:
        if sign and sign["quote"]:
            if not self.quoted:
                _close(self.opened, indent)
            self.quoted.append(text[sign.end() :])
        else:
            yield from self._quotation()
            if sign and self.lazy and (sign["meaning"] or sign["note"]):
                yield ""
            yield from self._other(text, indent, sign) if text else self._empty()
        words = sign is None or self._goes_on(sign) or sign["meaning"] or sign["note"]
        self.plain = bool(text and words) and not any(each.item for each in self.opened)
        self.follows, self.lazy = bool(text), self.lazy and bool(text)
        self.term = self.term or bool(text and not (sign and sign["meaning"]) and not any(each.note for each in self.opened))

    def _empty(self) -> Iterator[str]:
        if self.follows:  # after two empty lines a footnote would not go on
            yield ""

    def _other(self, text: str, indent: int, sign: re.Match[str] | None) -> Iterator[str]:
        if sign is None or self._goes_on(sign):
            noted = any(each.note for each in self.opened)
            _close(self.opened, indent, lazy=self.follows and not (_RULE.match(text) or (sign and sign["meaning"])))
            if self.follows and noted and sign and sign["meaning"]:
                yield ""
            yield _indented(self.opened, text)
        else:
            yield from _signed(sign, text, indent, self.opened, follows=self.follows)

    def _goes_on(self, sign: re.Match[str]) -> bool:
        """Whether a sign is none, because of what stands before it."""
        return (self.plain and _is_item(sign)) or bool(sign["meaning"] and not self.term)

    def _quotation(self) -> Iterator[str]:
        """The quotation that ends here, if there is one."""
        if self.quoted:
            yield from (_indented(self.opened, f"> {line}".rstrip()) for line in _Lines(self.quoted, self.language))
            self.lazy = True
        self.quoted = []


def _width(spaces: str) -> int:
    return len(spaces.expandtabs(4))


def _sign(text: str, *, bullet: bool) -> re.Match[str] | None:
    found = None if _RULE.match(text) else _SIGN.match(text)
    return None if found and found["perhaps"] and not bullet else found


def _indented(opened: list[_Open], text: str) -> str:
    return "    " * len(opened) + text


def _close(opened: list[_Open], indent: int, *, lazy: bool = False) -> None:
    """Closes what a line with this indentation is not inside. A line that goes on with a sentence is *lazy*: it leaves callouts alone."""
    outside = [number for number, each in enumerate(opened) if not each.holds(indent) and not (lazy and each.sign != "!!!")]
    if outside:
        del opened[outside[0] :]


def _signed(sign: re.Match[str], text: str, indent: int, opened: list[_Open], *, follows: bool) -> Iterator[str]:
    """A line that begins with a sign, as the dialect writes it."""
    written, words = sign[0].strip(_SPACES), text[sign.end() :]
    if _is_item(sign):
        indent += _level(written, indent, opened)
    before = tuple(opened)
    _close(opened, indent)
    if sign["note"]:  # none stands inside another one
        opened[:] = takewhile(lambda each: not each.note, opened)
    if follows and _apart(sign, written, before, opened):
        yield ""
    yield _indented(opened, _written(sign, written) + words)
    if not sign["heading"]:
        opened.append(_Open(indent, written, item=_is_item(sign)))


def _apart(sign: re.Match[str], written: str, before: tuple[_Open, ...], opened: list[_Open]) -> bool:
    """Whether a line needs an empty one before it, so as not to go on with the sentence of an item: `before` was open above it."""
    if _is_item(sign):
        sibling = before[len(opened)] if len(before) > len(opened) else None
        return bool(sibling and sibling.item and _counts(sibling.sign) != _counts(written))
    if sign["note"]:
        return not any(each.note for each in before)
    if sign["meaning"]:
        return any(each.note for each in before[len(opened) :])
    return bool(sign["callout"] and opened) and any(each.item for each in before)


def _is_item(sign: re.Match[str]) -> bool:
    return bool(sign["item"] or sign["perhaps"])


def _written(sign: re.Match[str], written: str) -> str:
    """A sign as the dialect has it, with the space behind it."""
    if sign["meaning"]:
        return ":   "
    if sign["note"]:
        return f"{written[:-1].rstrip(_SPACES)}: "
    if not _is_item(sign) or written in "-*+":
        return f"{written} "
    if sign["kept"]:
        return f"- {written} "
    return f"{written.strip('.()°-–/' + _SPACES)}. " if _counts(written) else "- "


def _counts(sign: str) -> bool:
    """Whether a sign is the number of an item."""
    return sign.lstrip("(")[:1].isdigit() and not re.match(r"\d+\.\d", sign)


def _level(sign: str, indent: int, opened: list[_Open]) -> int:
    """How much further in a sign of Word stands than it is written: Word pastes all levels at one."""
    ranks = {each.sign: _rank(each.sign) for each in opened if each.indent == indent}
    outer = [rank for rank in ranks.values() if 0 <= rank < _rank(sign)]
    return 2 * _rank(sign) if outer else 0


def _rank(sign: str) -> int:
    """The level of a sign in Word; -1 for a sign that is none of Word's."""
    return next((rank for rank, signs in enumerate(_LEVELS) if sign in signs), -1)


# --- dashes, the letter o, and what else may be a sign --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Perhaps:
    """A sign that may be one of an item: its sort, its number where one follows another, 0 for none; and that as a Roman one, -1 for none."""

    sort: str
    number: int = 0
    roman: int = -1


def listed(paragraph: str, language: str) -> int:
    """The number of the line, from 0, at which lines of a paragraph begin that look like a list; 0 for none."""
    signs = [_perhaps(line, language) for line in paragraph.split("\n")]
    pairs = enumerate(pairwise(signs[1:]), 1)
    return next(
        (number for number, (one, other) in pairs if one and other and one.sort == other.sort and _is_list([one, other])), 0
    )


def _bullets(lines: list[str], language: str) -> frozenset[int]:
    """The lines whose sign is perhaps that of an item, and is: two in a row or more, each at the beginning of a paragraph or item."""
    signs = {number: sign for number, line in enumerate(lines) if (sign := _perhaps(line, language))}
    return frozenset(
        number
        for run in _runs(lines, signs)
        for sort, same in groupby(run, key=lambda number: signs[number].sort)
        for numbers in (tuple(same),)
        if _is_list([signs[number] for number in numbers]) or _among(lines, numbers[0], sort)
        for number in numbers
    )


def _is_list(signs: list[_Perhaps]) -> bool:
    """Whether signs of one sort, line under line, are those of a list: numbers and letters are counted up."""
    numbers, romans = [each.number for each in signs], [each.roman for each in signs]
    return len(signs) > 1 and (not any(numbers) or any(map(_is_counted, (numbers, romans))))


def _is_counted(numbers: list[int]) -> bool:
    return numbers[0] > 0 and all(other == one + 1 for one, other in pairwise(numbers))


def _perhaps(line: str, language: str) -> _Perhaps | None:
    text = line.lstrip(_SPACES)
    found = None if _RULE.match(text) else _SIGN.match(text)
    sign = (found and found["perhaps"]) or ""
    if not sign or (sign in ("o", "O") and has_the_word_o(language)):
        return None
    digits = re.findall(r"\d+", sign)
    if digits:
        return _Perhaps("part" if len(digits) > 1 else "number", int("".join(each.zfill(2) for each in digits)))
    letters = sign.strip("().-–/" + _SPACES)
    if letters.isalpha() and letters != sign and not _PICTURED.match(letters):
        style = sign.replace(letters, "A" if letters.isupper() else "a")
        return _Perhaps(style, _number_of(letters), _ROMAN.index(letters.upper()) + 1 if letters.upper() in _ROMAN else -1)
    return _Perhaps("picture" if found and found["kept"] else sign)


def _number_of(letters: str) -> int:
    """Where a letter stands among others; 0 for one of another alphabet than ours, whose order nobody asks for; -1 for more than a letter."""
    if len(letters) > 1:
        return -1
    return ord(letters) if letters.isascii() else 0


def _runs(lines: list[str], signs: Container[int]) -> Iterator[list[int]]:
    """Numbers of lines that may be items of one list: nothing stands between them but what goes on with an item."""
    run: list[int] = []
    ready = True  # whether an item may begin here
    for number, line in enumerate(lines):
        text = line.strip(_SPACES)
        if not text:
            ready = True
        elif number in signs and (ready or run):
            run.append(number)
            ready = False
        elif ready and not _begins_item(text) and not line[:1].isspace():
            yield run
            run, ready = [], text.endswith(":")
        else:
            ready = text.endswith(":") or _begins_item(text)
    yield run


def _among(lines: list[str], number: int, sign: str) -> bool:
    """Whether an o stands alone between two lines that Word has begun with its other signs."""
    around = lines[max(number - 1, 0) : number] + lines[number + 1 : number + 2]
    return sign == "o" and len(around) > 1 and all(line.lstrip(_SPACES)[:1] in _ALWAYS for line in around if line)


def _begins_item(text: str) -> bool:
    found = _SIGN.match(text)
    return bool(found and found["item"])
