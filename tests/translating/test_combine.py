"""Reception, by chance: whatever meets, every translation is still somewhere, and the same file a second time changes nothing."""

from __future__ import annotations

import datetime
import random
import sys
from copy import deepcopy

import polib
import pytest
from conftest import ROOT

from livret.catalogs import catalog, state
from livret.catalogs.catalog import Key
from livret.model import Provenance, State
from livret.translating import combine
from livret.translating.combine import Combined, Decision, Received
from livret.translating.merge import merge, same

sys.path.insert(0, str(ROOT / "bench"))
import corpus

TODAY = datetime.date(2026, 11, 24)


def po(*texts: str) -> polib.POFile:
    made = polib.POFile(wrapwidth=0)
    made.metadata = {"Language": "ar", "Content-Type": "text/plain; charset=utf-8"}
    made.extend(polib.POEntry(msgid=text, msgstr="") for text in texts)
    return made


def states(found: polib.POFile) -> dict[Key, State]:
    entries = catalog.understood(found, "x.po").entries
    return {catalog.key(each): state.of(entries.get(catalog.key(each)), each.msgid) for each in found if not each.obsolete}


def receive(
    template: polib.POFile, old: polib.POFile, theirs: polib.POFile, day: datetime.date | None
) -> tuple[polib.POFile, Combined]:
    ours = merge(template, old)
    found = combine.candidates(template, ours, deepcopy(theirs))
    received = Received(found, day, Provenance.PEOPLE)
    done = combine.into(ours, received, states(ours), states(found), Provenance.PEOPLE, TODAY)
    return catalog.parse(catalog.write(ours).decode(), "x.po"), done


def translate(found: polib.POFile, chance: random.Random, who: str) -> None:
    """Somebody translates, corrects or half-translates some texts."""
    for each in found:
        if each.obsolete or chance.random() < 0.4:
            continue
        each.msgstr = f"{who} {chance.randrange(10**6)}"
        if each.fuzzy and chance.random() < 0.7:
            each.flags, each.previous_msgid = [], None


@pytest.mark.parametrize("seed", range(30))
def test_no_translation_is_lost(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 – chance, not secrecy
    texts = corpus.messages(25, seed=seed)
    ours = po(*texts)
    translate(ours, chance, "we")
    theirs = deepcopy(ours)  # sent, and then both sides work on
    for _ in range(chance.randrange(3)):
        texts = [corpus.edit(text, chance) if chance.random() < 0.3 else text for text in chance.sample(texts, len(texts) - 1)]
        ours = merge(po(*texts), ours)
        translate(ours, chance, "we")
    translate(theirs, chance, "they")
    day = chance.choice([None, datetime.date(2026, 1, 1), TODAY])

    before = {each.msgstr for each in ours if each.msgstr}
    sent = {each.msgstr for each in theirs if each.msgstr}
    result, done = receive(po(*texts), ours, theirs, day)

    kept = "\n".join(f"{each.msgstr}\n{each.tcomment}" for each in result)
    assert [text for text in before if text not in kept] == []
    left_out = sum(decision is Decision.OLDER for decision in done.decisions.values())
    assert len([text for text in sent if text not in kept]) <= left_out
    for key, decision in done.decisions.items():
        entry = next(each for each in result if catalog.key(each) == key)
        assert decision is not Decision.GONE or entry.obsolete
        assert decision not in (Decision.TAKEN, Decision.REPLACED) or not entry.fuzzy

    again, repeated = receive(po(*texts), result, theirs, day)
    assert {decision for decision in repeated.decisions.values() if decision.changes} == set()
    assert same(again, result)


def test_a_text_without_a_change_of_ours_never_becomes_less_certain() -> None:
    chance = random.Random(1)  # noqa: S311
    for seed in range(20):
        texts = corpus.messages(12, seed=seed)
        ours, theirs = po(*texts), po(*(corpus.edit(text, chance) if chance.random() < 0.5 else text for text in texts))
        translate(ours, chance, "we")
        translate(theirs, chance, "they")
        before = states(merge(po(*texts), ours))
        result, _ = receive(po(*texts), ours, theirs, None)
        order = [State.MISSING, State.STALE, State.TO_CHECK, State.CURRENT]
        assert all(order.index(now) >= order.index(before[key]) for key, now in states(result).items())
