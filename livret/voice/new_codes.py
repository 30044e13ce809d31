"""Codes for pages that have none: a line each at the end of the register, which is otherwise left as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from livret import paths
from livret.problems import Report
from livret.publish import atomic
from livret.site import Site
from livret.source.door import Door
from livret.source.page_codes import PATH, pages, register

_HEAD = "# The code of each page, which readers say. `livret codes` adds what is new; a line is never changed or taken away.\n"
_SITE = "L"  # of pages that are about the site itself


def assign(door: Door, site: Site, report: Report) -> dict[str, str]:
    """Gives a code to each page that has none; the new ones, each with its page. Nothing is written while the register has mistakes."""
    problems = len(report)
    known = register(door, report)
    if len(report) > problems:
        return {}
    added = dict(_new(known, (name for name in pages(site) if name not in site.codes)))
    if added:
        before = door.text(PATH).rstrip("\n") + "\n" if door.has(PATH) else _HEAD
        atomic.write(door.root / PATH, (before + "".join(f"{code}: {page}\n" for code, page in added.items())).encode())
    return added


def _new(known: Iterable[str], names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """After the highest number of the letter: one that was given is never given again, though its page be gone."""
    highest: Counter[str] = Counter()
    for code in known:
        letter, _, number = code.partition("-")
        highest[letter] = max(highest[letter], int(number))
    for name in names:
        letter = _letter(name)
        highest[letter] += 1
        yield f"{letter}-{highest[letter]}", name


def _letter(name: str) -> str:
    """That of the booklet, of the services, of the Agora."""
    if name in (*(paths.of_page(path("-")) for path in (paths.home, paths.words, paths.sentences)), *paths.PAGES):
        return _SITE
    return next((sign.upper() for sign in name if sign.isascii() and sign.isalpha()), _SITE)
