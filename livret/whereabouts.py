"""Whereabouts: the page on which readers find a message, and the heading that it stands under."""

from __future__ import annotations

from collections.abc import Iterator

from livret import paths
from livret.model import Heading, Message
from livret.source.read import Reading
from livret.text.dialect import REFERENCE
from livret.text.tree import messages


class Whereabouts:
    """Paths from public/, of every message of a site in any of its languages."""

    def __init__(self, reading: Reading) -> None:
        self._anchors = dict(_anchors(reading))
        self._emergency, self._room = reading.site.config.emergency, reading.site.room.is_open
        self._users: dict[str, str] = {}  # a fact to the page that speaks of it first
        for message in (message for domain in reading.messages.values() for message in domain):
            for kind, name in REFERENCE.findall(message.text):
                self._users.setdefault(f"{kind}.{name}", message.address)

    def of(self, tag: str, message: Message) -> str:
        """The page in a language, with the anchor of the heading."""
        page, _, name = message.address.partition("#")
        match page:
            case "facts":
                return self._fact(tag, ".".join(name.split(".")[:2]))
            case "agora":
                return paths.agora(tag) if self._room else paths.page(tag, "about")
            case "partners" | "project":
                return paths.agora(tag, page)
            case "site":
                return _of_site(tag, name.partition(".")[0])
            case "terms":
                return paths.words(tag, name.partition(".")[0])
        return self._page(tag, message.address)

    def _page(self, tag: str, address: str) -> str:
        booklet, _, chapter = address.partition("#")[0].partition("/")
        match booklet:
            case "services":
                return paths.service(tag, chapter)
            case "needs":
                return paths.need_heard(tag, chapter)
            case "labs":
                return paths.lab(tag, chapter)
            case "alerts":
                return paths.home(tag)
            case "minutes":
                return paths.agora(tag, chapter)
            case "meetings":
                return paths.agora(tag)
        if not chapter:
            return paths.booklet(tag, booklet)
        anchor = self._anchors.get(address)
        return paths.chapter(tag, booklet, chapter) + (f"#{anchor}" if anchor else "")

    def _fact(self, tag: str, name: str) -> str:
        """Emergency numbers are named on the home page; what else belongs to a fact is seen where it is spoken of."""
        user = self._users.get(name)
        return self._page(tag, user) if user and "/" in user and name not in self._emergency else paths.home(tag)


def _of_site(tag: str, field: str) -> str:
    return paths.page(tag, field) if field in paths.PAGES else paths.home(tag)


def _anchors(reading: Reading) -> Iterator[tuple[str, str]]:
    """The address of each message below a heading, and the heading's anchor."""
    for chapter in reading.site.chapters.values():
        anchor = ""
        for block in chapter.blocks:
            anchor = block.anchor if isinstance(block, Heading) else anchor
            for message in messages(block) if anchor else ():
                yield message.address, anchor
