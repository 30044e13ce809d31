"""The members of the Agora, from a file that no git has, or from the environment of a builder.

Names and consents are in no folder of the site that is passed on: `.livret-private/` is refused where git has taken it up, and told where a drive carries
it to others.
"""

from __future__ import annotations

import datetime
import os
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from livret.model import Message
from livret.problems import Place, Report
from livret.schema.members import Member, Members
from livret.source import yaml
from livret.source.agora_room import later
from livret.source.door import MEMBERS, PRIVATE, PRIVATE_AT, Door, Refused
from livret.source.shared_drive import drive

PATH = f"{PRIVATE}/members.yaml"


def read(door: Door, report: Report) -> dict[str, Member]:
    """The members by id; none where nobody says who they are."""
    _check_folder(door, report)
    try:
        tree = yaml.parse(door.text(PATH), PATH) if door.has(PATH) else yaml.parse(os.environ.get(MEMBERS, ""), MEMBERS)
    except Refused as refused:
        report.take(refused.problem)
        return {}
    written = yaml.validate(tree, Members, report, "", Place(PATH, 1, 1))
    members: dict[str, Member] = {}
    entries = ((tree or {}).get("members") or ()) if written else ()
    for member, entry in zip(written.members if written else (), entries, strict=False):
        if member.id in members:
            report.add("duplicate", entry["id"].place, value=member.id, where=PATH)
        members.setdefault(member.id, member)
    _check_credits(members, entries, report)
    _check_days(written, tree, door.today, report)
    return members


def _check_credits(members: dict[str, Member], entries: Iterable[yaml.Mapping], report: Report) -> None:
    """A description that fits one member says who it is, as a name does. A first name and initials are meant to."""
    every = Counter(member.credit for member in members.values())
    for entry in entries:
        credit = entry.get("credit")
        if credit and _describes(str(credit)) and every[str(credit)] == 1:
            report.add("credit-alone", credit.place, value=credit)


def _check_days(written: Members | None, tree: yaml.Mapping, today: datetime.date, report: Report) -> None:
    """A slip in a day must not tell a name: what is withdrawn does not hold, whatever day stands there."""
    later(written, tree, today, report)
    for number, member in enumerate(written.members if written else ()):
        for place, consent in enumerate(member.consents):
            if consent.withdrawn and consent.withdrawn < consent.on:
                at = yaml.place_of(tree, "members", number, "consents", place, "withdrawn")
                report.add("consent-order", at, date=consent.withdrawn)


def _describes(credit: str) -> bool:
    """“A member from Eritrea”, “from Eritrea”, « d'Érythrée »: three words, or two of which the first is written small, as no name is."""
    first, *others = re.split(r"[\s'’]+", credit)
    return len(credit.split()) >= _DESCRIBES or (bool(others) and first.islower())


_DESCRIBES = 3  # words


def check_told(members: Mapping[str, Member], messages: Iterable[Message], report: Report) -> None:
    """Tells of texts of the site that name a member: git and catalogs would have the name for ever, whatever becomes of the consent.

    A name of one word is left alone, for it may be any word. A problem is kept, so that it tells the id.
    """
    names = {_folded(member.name): ident for ident, member in members.items() if member.name and " " in member.name.strip()}
    if not names:
        return
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
    for message in messages:
        for name in dict.fromkeys(pattern.findall(_folded(message.text))):
            report.add("name-told", message.place, ident=names[name])


def _folded(text: str) -> str:
    """A text as names are compared: without accents, in small letters."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(plain.casefold().split())


def _check_folder(door: Door, report: Report) -> None:
    """What is for the team alone lies where the team alone reads it. Where it was to lie, and does not, nobody's consent would be known."""
    elsewhere = door.private != door.root / PRIVATE
    if elsewhere and not door.private.is_dir():
        report.add("private-missing", Place(PRIVATE_AT), value=door.private)
        return
    if elsewhere and (door.private.is_relative_to(door.root) or door.root.is_relative_to(door.private)):
        report.add("private-inside", Place(PRIVATE_AT), value=door.private)
        return
    if elsewhere and (door.root / PRIVATE).exists():
        report.add("private-twice", Place(PRIVATE), value=door.private)
    if door.has(PRIVATE):
        _check_git(door, report)
        if found := drive(door.private):
            report.add("private-shared", Place(PRIVATE), drive=found)


def _check_git(door: Door, report: Report) -> None:
    """What git has taken up is with everybody who has the site, for ever."""
    git = shutil.which("git")
    if git is None:
        return
    top, named = (door.root, PRIVATE) if door.private == door.root / PRIVATE else (door.private, ".")
    command = [git, "-C", str(top), "ls-files", "-z", "--", named]
    listed = subprocess.run(command, check=False, capture_output=True).stdout.split(b"\0")
    for name in filter(None, listed):
        path = name.decode(errors="replace")
        if named == PRIVATE:
            report.add("private-tracked", Place(path[path.find(PRIVATE) :]), name=path)
        else:
            report.add("private-tracked", Place(f"{PRIVATE}/{path}"), name=door.private / path)
