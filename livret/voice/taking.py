"""Taking in what came back: read, masked, and laid down in the private folder for a person to sort.

Nothing reads what is stored there: into `content/` comes only what a person wrote anew.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from livret import limits, wording
from livret.data import spreadsheet
from livret.editions.editions import Editions
from livret.problems import Report, Severity
from livret.publish import atomic
from livret.site import Site
from livret.source.door import VOICE, Refused, elsewhere
from livret.voice import counter, forwarded, masking, numbering
from livret.voice.said import Said, phrases

_HEAD = """\
# What readers said, to be sorted: for the team alone, and in no git. Who wrote was dropped, and what could tell it was masked; what is in brackets was
# found by a program, which finds not all. Take over in your own words what is to be kept (content/agora/needs.yaml, a chapter), then delete this file.
said:
"""
_NAME = 2  # words of a credit that can be a name
_YEARS = 5
_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")  # JSON has these as they are, YAML does not
_TABLES = (".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class Taken:
    """Where it lies, how many things were said, and what was masked in them, by kind."""

    path: str
    count: int
    masked: Counter[str]


def take(editions: Editions, file: Path, report: Report) -> Taken | None:
    """Stores what a file says; None, with a problem, where any of it cannot be right: then nothing is stored."""
    site = editions.inputs.reading.site
    try:
        text = elsewhere(file, limits.TEXT_FILE_BYTES, spreadsheet.text_of)
    except Refused as refused:
        report.take(refused.problem)
        return None
    pages = {code: page for page, code in site.codes.items()}
    reader = counter.Table if file.suffix.casefold() in _TABLES else forwarded.Forwarded
    called = phrases(lambda message: [editions[tag].say(message) for tag in site.config.languages])
    said = list(reader(str(file), pages, called, site.config.languages, report).read(text))
    known = people_and_places(site, (name for each in said for name in each.senders))
    entries, masked = [], Counter[str]()
    for each in said:
        words, found = masking.mask(each.words, known)
        masked += found
        entries.append(
            _entry(each, pages.get(each.code, ""), words, found, editions.inputs.door.today.year)
            | _block(editions, each, pages, report)
        )
    if not entries or any(wording.severity(problem) is Severity.ERROR for problem in report):
        return None
    body = _HEAD + "".join(_kept_as(entry) for entry in entries)
    path = f"{VOICE}/{editions.inputs.door.today}-{hashlib.sha256(body.encode()).hexdigest()[:8]}.yaml"
    atomic.write(editions.inputs.door.on_disk(path), body.encode())
    return Taken(path, len(entries), masked)


def people_and_places(site: Site, senders: Iterable[str]) -> masking.Known:
    """The names of members, of authors and of those who sent; the numbers and addresses that the site publishes."""
    names = {name for member in site.members.values() for name in (member.name, member.guardian, _own(member.credit)) if name}
    names |= {author.name for author in site.agora.authors if author.name}
    phones = {fact.number for fact in site.facts.phone.values()}
    phones |= {phone.number for service in site.services.values() for phone in service.phones}
    streets = tuple(address.street for service in site.services.values() if (address := service.address) and address.street)
    return masking.Known(frozenset((*names, *senders)), frozenset(phones), streets, site.config.languages)


def _own(credit: str | None) -> str:
    """A credit that is a name: “a member from Eritrea” is none."""
    return credit if credit and len(credit.split()) <= _NAME else ""


def _entry(said: Said, page: str, words: str, masked: Counter[str], year: int) -> dict[str, Any]:
    """A page was checked in the last years; an older day is of somebody's life."""
    return {
        "code": said.code,
        "page": page,
        "kind": said.kind,
        "language": said.language,
        "dated": said.dated if said.dated >= str(year - _YEARS) else "",
        "day": said.day.isoformat() if said.day else "",
        "words": words,
        "masked": dict(masked),
    }


def _block(editions: Editions, said: Said, pages: dict[str, str], report: Report) -> dict[str, Any]:
    """The address of the numbered text and what it says, so that whoever sorts sees whether it is still the one that was meant."""
    page = pages.get(said.code, "")
    if not (said.number and page):
        return {}
    site = editions.inputs.reading.site
    booklet, _, slug = page.partition("/")
    edition = editions[said.language or site.config.language]
    there = (booklet, slug) in site.chapters
    found = list(numbering.blocks(edition, edition.chapter(booklet, slug))) if there else []
    names = {name: block for block in found for name in (str(block.number), *(each for each, _ in block.sentences))}
    if said.number not in names:
        report.add("voice-number", said.place, page=said.code, value=said.number, count=len(found))
        return {}
    message = names[said.number].message
    return {"number": said.number, "at": message.address, "text": message.text}


def _kept_as(entry: dict[str, Any]) -> str:
    """An entry of the list. JSON is YAML: nothing of a text can be read as anything else."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items() if value]
    return _UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", "  - " + "\n    ".join(lines) + "\n")
