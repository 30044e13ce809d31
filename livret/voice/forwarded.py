"""Messages that were forwarded, as text: SMS, mail, or what a messenger exports. A line of hyphens stands between two, or an empty line.

Whoever wrote is dropped here: the heads of mails, the names and numbers before each message. They go no further than to the masking.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from livret.problems import Place
from livret.schema.fields import as_iso
from livret.voice.said import Intake, Said, Tag, kind_of, numbered, tags
from livret.voice.searched import seen

_RULE = re.compile(r"\s*-{3,}\s*")
# The head of a mail, as programs write it in the languages of those who write.
_HEAD = re.compile(
    r"\s*(?:from|to|cc|date|sent|subject|reply-to|de|a|objet|envoye|date d'envoi|von|an|betreff|para|asunto|assunto|enviado|от|кому|тема|дата|від|من|الى|الموضوع|التاريخ|از|به)"
    r" ?:(?: |$)"
)
_SENDER = re.compile(r"\s*(?:from|de|von|от|від|من|از|reply-to) ?:")
_STAMP = r"\[?(\d{1,4}[./-]\d{1,2}[./-]\d{2,4})(?:,| a| um)? \d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.?m\.?)?\]?(?: ?[-–])? ?"
_CHAT = re.compile(rf"{_STAMP}([^:\n]{{1,60}}): ?")
_NUMBER = re.compile(r"\s*(\+?[\d ().-]{8,20}) ?: ?")
_MARKS = "\u200e\u200f\ufeff"  # which some programs put before a line
_ADDRESS = re.compile(r"<[^>]*>|\S+@\S+")


@dataclass(slots=True)
class _Message:
    """The lines of one message with their numbers, and what its head said."""

    lines: list[tuple[int, str]] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    day: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Forwarded(Intake):
    """Reads a text."""

    def read(self, text: str) -> Iterator[Said]:
        """What each message says, in order. A code that there is not is told; a message without one is kept."""
        for message in _messages(text):
            if message.lines:
                yield from self._said(message)

    def _said(self, message: _Message) -> Iterator[Said]:
        tag: Tag | None = None
        unknown = False
        rest: list[tuple[int, str]] = []
        for number, line in message.lines:
            for found in tags(line, self.codes, self.languages):
                place = Place(self.path, number, found.start + 1)
                if found.code not in self.codes:
                    unknown = True
                    self.unknown(found.code, place)
                elif tag is None:
                    tag, line = found, (line[: found.start] + line[found.end :]).strip()  # noqa: PLW2901 – without what was read of it
                elif tag.code != found.code:
                    self.report.add("voice-codes", place, value=found.code, first=tag.code)
            rest.append((number, line))
        if not unknown:
            yield from self._remarks(message, tag, rest)

    def _remarks(self, message: _Message, tag: Tag | None, lines: list[tuple[int, str]]) -> Iterator[Said]:
        """A remark for each numbered sentence, and one for all other words."""
        words: list[str] = []
        found = False
        for number, line in lines:
            sentence = numbered(line, self.phrases) if tag else None
            if sentence:
                found = True
                yield self._one(message, tag, number, sentence[2], kind=sentence[1], number=sentence[0])
            elif line:
                words.append(line)
        kind, rest = kind_of("\n".join(words), self.phrases)
        if rest or kind or not found:
            yield self._one(message, tag, lines[0][0], rest, kind=kind)

    def _one(self, message: _Message, tag: Tag | None, line: int, words: str, *, kind: str, number: str = "") -> Said:
        place = Place(self.path, line, 1)
        if tag is None:
            self.report.add("voice-page", place)
        if not (words or kind):
            self.report.add("voice-empty", place)
        return Said(
            place,
            words,
            tag.code if tag else "",
            kind,
            number,
            tag.language if tag else "",
            tag.dated if tag else "",
            message.day,
            tuple(message.senders),
        )


def _messages(text: str) -> Iterator[_Message]:
    """The messages of a text without their heads."""
    lines = list(enumerate(text.split("\n"), 1))
    ruled = any(_RULE.fullmatch(line) for _, line in lines)
    message = _Message()
    for number, written in lines:
        line = re.sub(r"^(?:\s*>)+ ?", "", written.lstrip(_MARKS))
        chat = _CHAT.match(seen(line))
        if _RULE.fullmatch(line) or chat or (not ruled and not line.strip() and message.lines):
            yield message
            message = _Message()
        if chat:
            message.day, message.senders = _sent_on(chat[1]), [line[slice(*chat.span(2))]]
            line = line[chat.end() :]
        elif not message.lines and _is_head(line, message):
            continue
        if line.strip() and not _RULE.fullmatch(line):
            message.lines.append((number, line.rstrip()))
    yield message


def _is_head(line: str, message: _Message) -> bool:
    """Whether a line is of the head of a mail, or a number that wrote; what it says of the sender is kept for the masking."""
    shown = seen(line)
    if _SENDER.match(shown):
        name = _ADDRESS.sub("", line.partition(":")[2]).strip(' "')
        message.senders += [name] if name else []
        return True
    return bool(_HEAD.match(shown))


def _sent_on(text: str) -> datetime.date | None:
    iso = as_iso(text)
    return datetime.date.fromisoformat(iso) if iso else None
