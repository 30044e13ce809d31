"""What readers are told of a need that people voiced, and of who takes part: the same words on the web, on paper and in reports."""

from __future__ import annotations

from collections.abc import Mapping

from livret.catalogs.interface import N_
from livret.editions.edition import Edition
from livret.phrases.quantities import money
from livret.schema.agora import Heard, Panels, Present, Project, State

STATES: Mapping[State, str] = {
    "heard": N_("Heard: no answer yet"),
    "taken-up": N_("We are working on it"),
    "answered": N_("Answered"),
    "refused": N_("Not possible"),
    "heard-again": N_("Heard again: the answer is not enough"),
}
ROLES: Mapping[str, str] = {
    "members": N_("The members"),
    "newcomers": N_("People who have just arrived"),
    "association": N_("Associations"),
    "institution": N_("Public institutions"),
    "funder": N_("Who pays"),
}
PANELS: Mapping[str, str] = {
    "newcomers": N_("People who have just arrived"),
    "partners": N_("People who work with them"),
    "deciders": N_("People who decide"),
}
FEWEST = 5  # people whose number is told
_WAITING = frozenset({"heard", "taken-up", "heard-again"})


def state(edition: Edition, need: Heard) -> str:
    return edition.say(STATES[need.state])


def few(edition: Edition, count: int) -> str:
    """How many people, as everybody may read it: of fewer than five, somebody could be known."""
    return str(count) if count >= FEWEST or not count else edition.say("fewer than {number}", number=FEWEST)


def present(edition: Edition, its: Present) -> list[str]:
    """Who was at a meeting, as everybody may read it: never by sex or by age."""
    members, guests = (max(count, FEWEST) for count in (its.members, its.guests))  # the form of “fewer than five” is that of five
    said = [
        edition.say_many("{number} member of the Agora", "{number} members of the Agora", members, number=few(edition, its.members))
    ]
    if its.guests:
        said.append(edition.say_many("{number} guest", "{number} guests", guests, number=few(edition, its.guests)))
    return said


def panels(edition: Edition, its: Panels) -> list[tuple[str, str]]:
    """Who the people of a laboratory are, and how many."""
    return [(edition.say(PANELS[name]), few(edition, size)) for name, size in its.sizes.items()]


def costs(edition: Edition, project: Project) -> tuple[str, list[tuple[str, str]]]:
    """What the project costs, and how much of that each funder pays, by the funder's name."""
    names = {funder.id: funder.name for funder in edition.config.funding}
    said = [
        money(amount, project.currency, edition.language) for amount in (project.cost, *(share.amount for share in project.paid))
    ]
    return said[0], [(names[share.funder], amount) for share, amount in zip(project.paid, said[1:], strict=True)]


def newest_first(needs: tuple[Heard, ...]) -> list[Heard]:
    """Those with the newest answers first; then those that wait, the most heard first."""
    answered = sorted((need for need in needs if need.state not in _WAITING), key=_answered, reverse=True)
    return answered + sorted((need for need in needs if need.state in _WAITING), key=lambda need: -need.times)


def _answered(need: Heard) -> str:
    return need.answered.isoformat() if need.answered else ""
