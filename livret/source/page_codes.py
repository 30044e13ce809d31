"""Codes of pages: `S-14`, to be said at a counter or written in a message. `content/codes.yaml` is the register of them.

A number is given once and never to another page: a code means the same in every language, in every build and on a leaflet of last year. A page that was
renamed is found by its former address. Pages are named as `paths.of_page` names them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from livret import paths
from livret.problems import Place, Report, near
from livret.site import EASY, Site
from livret.source import yaml
from livret.source.door import Door, Refused

PATH = "content/codes.yaml"
CODE = re.compile(r"([A-Z])-([1-9][0-9]{0,3})")
Was = dict[str, tuple[str, ...]]  # former names of a page


def pages(site: Site) -> Was:
    """Every page that has a code, in the order in which codes are first given, with the names that it had."""
    tag = site.config.language
    every: list[tuple[str, tuple[str, ...]]] = [(paths.home(tag), ())]
    every += [(paths.page(tag, name), ()) for name in paths.pages(site.config.offline)]
    every += [(paths.words(tag), ())] if site.termbase.terms else []
    every += [(paths.sentences(tag), ())] if site.facts.sentence else []
    every.append((paths.services(tag), ()))
    every += [(paths.service(tag, ident), ()) for ident in site.services]
    room = site.room
    parts = {
        "index": room.is_open,
        "needs": room.needs,
        "labs": room.labs,
        "partners": room.partners.partners,
        "project": room.project,
    }
    every += [(paths.agora(tag, name), ()) for name, there in parts.items() if there]
    every += [(paths.lab(tag, ident), ()) for ident in room.labs]
    every += [(paths.agora(tag, day), ()) for day in room.meetings]
    for booklet in site.booklets:
        every.append((paths.booklet(tag, booklet.slug), tuple(paths.booklet(tag, was) for was in booklet.meta.was)))
        for head in booklet.chapters:
            slugs = (head.slug, *head.meta.was)
            for end in ("", EASY) if head.easy else ("",):
                path, *was = (
                    paths.chapter(tag, folder, slug + end) for folder in (booklet.slug, *booklet.meta.was) for slug in slugs
                )
                every.append((path, tuple(was)))
    return {paths.of_page(path): tuple(paths.of_page(each) for each in was) for path, was in every}


def read(door: Door, site: Site, report: Report) -> dict[str, str]:
    """The code of each page by its name; those that are known where the register has mistakes. Without `voice`, none is asked for."""
    known = {page: code for code, page in register(door, report).items()}
    found = {name: code for name, was in pages(site).items() if (code := _given(known, (name, *was)))}
    missing = [name for name in pages(site) if name not in found]
    if missing and site.config.voice:
        report.add("code-missing", Place(PATH), count=len(missing), first=missing[0])
    return found


def _given(known: dict[str, str], names: Iterable[str]) -> str:
    return next((known[name] for name in names if name in known), "")


def register(door: Door, report: Report) -> dict[str, str]:
    """The page of each code, as it is written; what is mistaken is left out."""
    if not door.has(PATH):
        return {}
    try:
        tree = yaml.parse(door.text(PATH), PATH)
    except Refused as refused:
        report.take(refused.problem)
        return {}
    if tree is not None and not isinstance(tree, yaml.Mapping):
        report.add("yaml-shape", Place(PATH, 1, 1), expected="“S-14: services/permanence”")
        return {}
    found: dict[str, str] = {}
    seen: dict[str, Place] = {}
    for code, page in (tree or yaml.Mapping()).items():
        if not CODE.fullmatch(code):
            report.add("code-form", yaml.key_place(tree, code), value=code)
        elif not isinstance(page, yaml.Scalar):
            report.add("value-empty", yaml.key_place(tree, code), key=code)
        elif page in seen:
            report.add("duplicate", page.place, value=page, where=seen[page])
        else:
            seen[page], found[code] = page.place, page
    return found


def suggestion(said: str, codes: Iterable[str]) -> str:
    """The code that was perhaps meant, or ""."""
    return near(said, codes, cutoff=0.7)
