"""Addresses: how a person names a message – `sante/numeros#p7` – or all those of a page, a booklet, a service."""

from __future__ import annotations

from collections.abc import Iterable

from livret.model import Message
from livret.problems import near


def select(messages: Iterable[Message], address: str) -> tuple[Message, ...]:
    """The messages that an address names: the one at it, or all those below it. `services/caf` is every text of that service."""
    name = address.rstrip("/#.")
    below = (f"{name}#", f"{name}/", *((f"{name}.",) if "#" in name else ()))
    return tuple(message for message in messages if message.address == name or message.address.startswith(below))


def suggestion(messages: Iterable[Message], address: str) -> str:
    """The address of a message, a page or a booklet that was perhaps meant, or ""."""
    choices: dict[str, None] = {}
    for message in messages:
        page = message.address.partition("#")[0]
        choices.update(dict.fromkeys((message.address, page, page.partition("/")[0])))
    return near(address, choices)
