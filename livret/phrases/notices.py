"""Notices: who made a text that somebody reads, and what a callout without a title of its own is called."""

from __future__ import annotations

from collections.abc import Iterable

from livret.editions.edition import Edition
from livret.model import Message, Provenance


def callout_name(edition: Edition, kind: str) -> str:
    """What a callout without a title of its own is called."""
    match kind:
        case "free":
            return edition.say("Free")
        case "deadline":
            return edition.say("Deadline")
        case "danger":
            return edition.say("Danger")
        case "documents":
            return edition.say("Documents to bring")
        case _:
            return edition.say("Good to know")


def origin_notice(edition: Edition, messages: Iterable[Message], others: Iterable[Provenance] = ()) -> str:
    """What the reader is told of who translated a text, and what else stands beside it; "" where people did, or it is the original."""
    return notice_of(edition, edition.origins(messages).union(others))


def notice_of(edition: Edition, hands: Iterable[Provenance]) -> str:
    """The same of a text that these have made."""
    made_by = {*hands} - {Provenance.SOURCE}
    if made_by == {Provenance.MACHINE}:
        return edition.say("A machine translated this text. No native reader has checked it yet. If in doubt, the original holds.")
    if Provenance.MACHINE in made_by:
        return edition.say(
            "A machine translated parts of this text. No native reader has checked them yet. If in doubt, the original holds."
        )
    if Provenance.MACHINE_REVIEWED in made_by:
        return edition.say("A machine translated this text. A native reader has checked it.")
    return ""
