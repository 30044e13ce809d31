"""What is not out – drafts, what is published later, what was withdrawn – is found here, and here alone it is taken out of a site.

It is taken away once the whole site was read and before anything is made of it, as protected places are: so no page, index, export or list can forget it.
What leads to it from what is out is told, and stays as words. A draft may hold mistakes: they are told as one, and hold nothing back.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from posixpath import basename

from livret import wording
from livret.model import Message
from livret.problems import Place, Report, Severity
from livret.schema.agora import Answer, Changed
from livret.schema.days_out import Wait
from livret.schema.service import Service
from livret.site import EASY, Booklet, Chapter, ChapterHead, Room, Site
from livret.source import page_codes, yaml
from livret.source.door import Door
from livret.source.held import LAST_LINE, Held, Waiting, waiting_because
from livret.source.leaflets import chapter_of
from livret.source.prose import Contents, slug_of
from livret.source.read import Reading

_BENEATH = "waiting-beneath"  # told of what is held, too


def waiting(reading: Reading, today: datetime.date) -> Waiting:
    """What is not out on a day. What stands beside a chapter waits with it; a booklet waits where none of its chapters is out."""
    found: dict[str, Held] = {}
    for booklet in reading.site.booklets:
        found |= _of_booklet(reading, booklet, today)
    for ident, service in {**reading.site.services, **reading.private}.items():
        if wait := service.wait(today):
            found[f"services/{ident}"] = _listing(reading, service, wait)
    return found


def _of_booklet(reading: Reading, booklet: Booklet, today: datetime.date) -> Waiting:
    found: dict[str, Held] = {}
    own, file = booklet.meta.wait(today), f"{reading.contents.folders[booklet.slug]}/booklet.yaml"
    for slug in (each for folder, each in reading.site.chapters if folder == booklet.slug):
        for name, path, wait, because in _pages(reading.site, booklet.slug, slug, today):
            if reason := own or wait:
                found[name] = Held(reason, path, because=file if own else because)
    heads = [found.get(f"{booklet.slug}/{head.slug}") for head in booklet.chapters]
    if own or (heads and all(heads)):
        first = next((held.wait for held in heads if held), None)
        found[booklet.slug] = Held(own or first or Wait("draft"), file)
    return found


def _pages(site: Site, booklet: str, slug: str, today: datetime.date) -> Iterator[tuple[str, str, Wait | None, str]]:
    """A page and what is written of it in other languages: address, file, why it waits, and the file that says so."""
    page, full = site.chapters[booklet, slug], site.chapters[booklet, slug.removesuffix(EASY)]
    above = full if full.head.meta.wait(today) else page
    wait = above.head.meta.wait(today)
    yield f"{booklet}/{slug}", page.path, wait, above.path
    for (folder, own, tag), native in site.natives.items():
        if (folder, own) == (booklet, slug):
            yield f"{booklet}/{slug}.{tag}", native.path, wait or native.head.meta.wait(today), above.path if wait else native.path


def _listing(reading: Reading, service: Service, wait: Wait) -> Held:
    begin = reading.begins[service.id]
    lines = sorted({place.line for place in reading.begins.values() if place.path == begin.path})
    end = next((after for line, after in pairwise(lines) if line == begin.line), LAST_LINE)
    return Held(wait, begin.path, begin.line, end, service.name)


# --- taking away -----------------------------------------------------------------------------------------


def out(reading: Reading, held: Waiting) -> Reading:
    """The site as if what is held were not written."""
    if not held:
        return reading
    site = _site(reading.site, held)
    site = replace(site, codes={name: code for name, code in reading.site.codes.items() if name in page_codes.pages(site)})
    paths = {each.path for each in held.values() if each.path.endswith(".md")}
    return replace(
        reading,
        site=site,
        contents=_contents(reading.contents, held),
        messages={name: _kept(its, held) for name, its in reading.messages.items() if name not in held},
        private={ident: service for ident, service in reading.private.items() if f"services/{ident}" not in held},
        pictures={path: its for path, its in reading.pictures.items() if path not in paths},
        held=held,
    )


def _site(site: Site, held: Waiting) -> Site:
    steps = tuple(step for step in site.config.first_steps if _first_step(step.link) not in held)
    return replace(
        site,
        config=site.config.model_copy(update={"first_steps": steps}),
        services={ident: service for ident, service in site.services.items() if f"services/{ident}" not in held},
        booklets=tuple(_booklet(each, held) for each in site.booklets if each.slug not in held),
        chapters={
            where: _without_easy(where[0], page, held) for where, page in site.chapters.items() if "/".join(where) not in held
        },
        natives={where: _without_easy(where[0], page, held) for where, page in site.natives.items() if _native(*where) not in held},
        recordings={where: heard for where, heard in site.recordings.items() if "/".join(where) not in held},
        room=_room(site.room, held),
    )


def _native(booklet: str, slug: str, tag: str) -> str:
    return f"{booklet}/{slug}.{tag}"


def _booklet(booklet: Booklet, held: Waiting) -> Booklet:
    """A booklet without the heads of what is held, and without leaflets of which a panel would be left empty."""
    heads = (_head_now(booklet.slug, head, held) for head in booklet.chapters if f"{booklet.slug}/{head.slug}" not in held)
    left = {name: _panels(booklet, name, held) for name in booklet.meta.takes.model_fields_set}
    meta = booklet.meta.model_copy(
        update={
            "takes": booklet.meta.takes.model_copy(update=left),
            "formats": tuple(name for name in booklet.meta.formats if all(left.get(name, ()))),
        }
    )
    return replace(booklet, chapters=tuple(heads), meta=meta)


def _without_easy(booklet: str, chapter: Chapter, held: Waiting) -> Chapter:
    return replace(chapter, head=_head_now(booklet, chapter.head, held))


def _head_now(booklet: str, head: ChapterHead, held: Waiting) -> ChapterHead:
    """It names no easy-to-read page that is held."""
    return replace(head, easy=False) if head.easy and f"{booklet}/{head.slug}{EASY}" in held else head


def _panels(booklet: Booklet, name: str, held: Waiting) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(take for take in takes if _taken(booklet.slug, take) not in held) for takes in booklet.meta.panels(name))


def _room(room: Room, held: Waiting) -> Room:
    """The Agora's room: an answer that nobody can read is none yet."""
    needs = {
        ident: need.model_copy(update={"answers": tuple(each for each in need.answers if _answer(each) not in held)})
        for ident, need in room.needs.items()
    }
    labs = {
        ident: lab.model_copy(update={"changed": tuple(each for each in lab.changed if _answer(each) not in held)})
        for ident, lab in room.labs.items()
    }
    return replace(room, needs=needs, labs=labs)


def _contents(contents: Contents, held: Waiting) -> Contents:
    """Paths and folders stay: a link to a page that is held is no link to nowhere."""
    return replace(
        contents,
        chapters={where: page for where, page in contents.chapters.items() if "/".join(where) not in held},
        native_chapters={where: page for where, page in contents.native_chapters.items() if _native(*where) not in held},
        natives={domain: list(_kept(its, held)) for domain, its in contents.natives.items()},
    )


def _kept(messages: Iterable[Message], held: Waiting) -> tuple[Message, ...]:
    return tuple(message for message in messages if message.address.partition("#")[0] not in held)


# --- what names it ------------------------------------------------------------------------------------------


def _first_step(link: str) -> str:
    """The address of the page of `booklets/02-asile/01-arriver.md#ancre`."""
    folder, _, page = link.removeprefix("booklets/").partition("/")
    return f"{slug_of(folder)}/{chapter_of(page)[0]}"


def _taken(booklet: str, take: str) -> str:
    """The address of what a panel takes; "" for a phone."""
    kind, _, name = take.partition(".")
    if kind in ("phone", "service"):
        return f"services/{name}" if kind == "service" else ""
    return f"{booklet}/{chapter_of(take)[0]}"


def _answer(answer: Answer | Changed) -> str:
    """The address of what an answer, or a change, names; "" where it is no page."""
    return answer.chapter or (f"services/{answer.service}" if answer.service else "")


def check(reading: Reading, held: Waiting, door: Door, report: Report) -> None:
    """Tells what names a page that is not out, where it stands in YAML; what stands in prose is told where references are followed. And what a town wrote
    and its base holds back: nobody there has said that it is to wait."""
    if not held:
        return
    for each in held.values():
        if each.because and door.is_own(each.path) and not door.is_own(each.because):
            where = door.at(each.because)
            report.add(_BENEATH, Place(each.path), where=where, why=waiting_because(each.wait), name=basename(each.because))
    site, heads = reading.site, {tree.place.path: tree for tree in reading.contents.heads}
    named = [(step.text.place, _first_step(step.link), step.link) for step in site.config.first_steps]
    for booklet in site.booklets:
        tree = heads.get(f"{reading.contents.folders[booklet.slug]}/booklet.yaml")
        if tree and booklet.slug not in held:
            named += _named_by_leaflets(booklet, tree)
    for parts, trees, key in ((site.room.needs, reading.room.needs, "answers"), (site.room.labs, reading.room.labs, "changed")):
        for ident, part in parts.items():
            for number, each in enumerate(getattr(part, key)):
                name = "chapter" if each.chapter else "service"
                named.append((yaml.place_of(trees[ident], key, number, name), _answer(each), getattr(each, name)))
    for place, address, value in named:
        if address in held:
            report.add("waiting-named", place, value=value, why=waiting_because(held[address].wait))


def _named_by_leaflets(booklet: Booklet, tree: yaml.Mapping) -> Iterator[tuple[Place, str, str]]:
    for name in sorted(booklet.meta.takes.model_fields_set):
        for number, takes in enumerate(booklet.meta.panels(name)):
            for index, take in enumerate(takes):
                yield yaml.place_of(tree, "takes", name, number, index), _taken(booklet.slug, take), take


# --- its own mistakes ---------------------------------------------------------------------------------------


def quiet(found: Report, held: Waiting) -> Report:
    """A report in which what is held has one line for all its mistakes: nobody waits for it, so that it holds nothing back."""
    if not held:
        return found
    told, counts = Report(), Counter[str]()
    for problem in found:
        holder = next((address for address, each in held.items() if each.holds(problem.place)), None)
        if holder is None or problem.code == _BENEATH:
            told.take(problem)
        elif wording.severity(problem) is Severity.ERROR:
            counts[holder] += 1
    for address, count in counts.items():
        told.add(
            "waiting-mistaken", Place(held[address].path, held[address].first), count=count, why=waiting_because(held[address].wait)
        )
    return told
