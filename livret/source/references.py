"""References and links in prose: each must lead somewhere, whatever the language of the reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from posixpath import basename, dirname, relpath, splitext

from livret.model import CrossLink, FactRef, Image, Link, Message
from livret.paths import from_the_right
from livret.problems import Place, Problem, Report, near
from livret.schema.facts import Facts
from livret.source import people_shown
from livret.source.door import Door
from livret.source.facts_named import unknown_fact
from livret.source.held import Held, Waiting, waiting_because
from livret.source.prose import PICTURES, anchors
from livret.source.read import Reading, Withheld
from livret.text import loose
from livret.text.inline import InlineParser, leads_to, walk
from livret.text.targets import Fault

Look = Callable[[str], Iterable[Problem]]  # what is wrong with the picture at a path


@dataclass(frozen=True, slots=True)
class Pictured:
    """The pictures of each file of prose, and those that are not shown, as paths from the site folder."""

    shown: dict[str, tuple[str, ...]]
    withheld: dict[str, Withheld]


def check(reading: Reading, door: Door, report: Report, look: Look = lambda _: (), waiting: Waiting | None = None) -> Pictured:
    """Parses every source message once; faults, unknown facts, dead anchors, missing pictures and those that `look` finds broken are reported.

    So are those that somebody in them does not agree to, and what leads to a page that is `waiting`.
    """
    contents, targets = reading.contents, reading.contents.targets
    abbreviations = reading.site.termbase.abbreviations
    folders = {"site": "content", "services": "content/services", "terms": "content", "alerts": "content", **contents.folders}
    checker = _Checker(reading, door, report, _known_references(reading), look, waiting or {})
    for domain, messages in (*reading.messages.items(), *contents.natives.items()):
        parser = InlineParser(folders[domain], contents.by_path.get)
        for path, its in _by_file(messages).items():
            find = partial(_found, parser, its, contents.notes, abbreviations)
            for found in door.once("references", path, (targets, its, abbreviations), find, report):
                checker.check(found)
    return Pictured({path: tuple(found) for path, found in checker.pictures.items()}, checker.not_shown())


def _by_file(messages: Iterable[Message]) -> dict[str, tuple[Message, ...]]:
    files: dict[str, list[Message]] = {}
    for message in messages:
        files.setdefault(message.place.path, []).append(message)
    return {path: tuple(its) for path, its in files.items()}


@dataclass(frozen=True, slots=True)
class _Found:
    """What of a message has to lead somewhere, and what of it cannot be shown; `alone` when nothing stands beside its only node."""

    message: Message
    faults: tuple[Fault, ...]
    nodes: tuple[FactRef | CrossLink | Image | Link, ...]
    alone: bool


def _found(
    parser: InlineParser, messages: Iterable[Message], notes: dict[str, dict[str, int]], abbreviations: frozenset[str], _: Report
) -> tuple[_Found, ...]:
    """What a file refers to, whatever is there: so it need not be parsed again when only other files change."""
    found: list[_Found] = []
    for message in messages:
        parsed = parser.parse(message.text, notes.get(message.address.partition("#")[0]))
        nodes = tuple(node for node in walk(parsed.nodes) if isinstance(node, FactRef | CrossLink | Image | Link))
        faults = (
            *parsed.faults,
            *loose.faults(message.text, parsed.nodes),
            *(loose.abbreviations(parsed.nodes, abbreviations) if "." in message.text else ()),
        )
        if nodes or faults:
            found.append(_Found(message, faults, nodes, len(parsed.nodes) == 1))
    return tuple(found)


@dataclass(slots=True)
class _Checker:
    reading: Reading
    door: Door
    report: Report
    known: dict[str, None]
    look: Look
    waiting: Waiting
    lines: dict[str, list[str]] = field(default_factory=dict)  # of each file that holds a mistake
    pictures: dict[str, dict[str, None]] = field(default_factory=dict)
    there: dict[str, bool] = field(default_factory=dict)  # pictures that were looked for: many chapters show the same
    refusing: dict[str, tuple[str, ...]] = field(default_factory=dict)  # of each picture, those in it who do not agree
    wanted: dict[str, dict[str, None]] = field(default_factory=dict)  # the files that would show those

    def check(self, found: _Found) -> None:
        message = found.message
        for fault in found.faults:
            code, values = self.explained(message, fault)
            self.report.add(code, self.at(message, fault.at), at=fault.at, **values)
        pictures = count()  # of the message, in their order
        for node in found.nodes:
            match node:
                case Image(path, _):
                    self.picture(message, path, next(pictures))
                case FactRef("service", name) if name in self.reading.private:
                    self.report.add("service-private", self.at(message, f"{{service.{name}}}"), text=f"service.{name}")
                case FactRef(kind, name) if f"{kind}.{name}" not in self.known:
                    place = self.at(message, f"{{{kind}.{name}}}")
                    unknown_fact(place, f"{kind}.{name}", self.known, self.report, self.reading.hidden.places)
                case FactRef("sentence", name) if not found.alone:
                    self.report.add("sentence-inside", self.at(message, f"{{sentence.{name}}}"), text=f"sentence.{name}")
                case CrossLink() | FactRef() if (address := leads_to(node)) in self.waiting:
                    self.waits(message, node, self.waiting[address])
                case CrossLink(booklet, chapter, anchor, _) if anchor:
                    self.anchor(message, (booklet, chapter), anchor)
                case Link(href, _) if href.startswith(self.reading.site.config.url.rstrip("/") + "/"):
                    self.report.add("link-self", self.at(message, href), href=href, near=self.within(message, href))
                case _:
                    pass

    def waits(self, message: Message, node: CrossLink | FactRef, held: Held) -> None:
        """What leads to a page that is not out. Nobody minds it on a page that is not out itself; a listing that was never out would be named before its day."""
        if message.address.partition("#")[0] in self.waiting:
            return
        why = waiting_because(held.wait)
        if isinstance(node, FactRef):
            text = f"{{service.{node.name}}}"
            code = "service-withdrawn" if held.wait.why == "withdrawn" else "service-waiting"
            self.report.add(code, self.at(message, text), text=text, why=why)
        else:
            self.report.add("link-waiting", self.at(message, f"{basename(held.path)}"), href=basename(held.path), why=why)

    def picture(self, message: Message, path: str, number: int) -> None:
        """The picture that is the `number`-th of its message, from 0."""
        place = self.at(message, "![", number)
        if splitext(path)[1].lower() not in PICTURES:
            self.report.add("image-kind", place, src=path)
        elif not self.has(path):
            self.report.add("image-missing", place, src=path, near=self.like(path))
        else:
            for each in (path, *filter(self.has, (from_the_right(path),))):
                self.there_is(each, message.place.path, place)

    def there_is(self, picture: str, file: str, place: Place) -> None:
        """A picture that a file of prose shows, where nobody in it refuses."""
        if self.is_refused(picture, place):
            self.wanted.setdefault(picture, {})[file] = None
            return
        self.pictures.setdefault(file, {})[picture] = None
        for problem in self.look(picture):
            self.report.take(replace(problem, place=place))

    def is_refused(self, picture: str, place: Place) -> bool:
        """Whether somebody in a picture does not agree; what there is to say of it is said once."""
        if picture not in self.refusing:
            self.refusing[picture] = people_shown.refusing(self.door, picture, self.reading.site, place, self.report)
        return bool(self.refusing[picture])

    def not_shown(self) -> dict[str, Withheld]:
        """The pictures that somebody in them does not agree to, by their paths."""
        return {path: Withheld(self.refusing[path], tuple(files)) for path, files in self.wanted.items()}

    def explained(self, message: Message, fault: Fault) -> tuple[str, dict[str, str]]:
        """The code and the values of a fault, with what was perhaps meant."""
        values = dict(fault.values)
        if fault.code == "link-target":
            href = values["href"]
            if address := self.reading.contents.hidden_at(message.domain, href):
                return "hidden-needed", {"value": address}
            if splitext(href)[1].lower() in _FILES:
                return "link-file", values
            values["near"] = (
                f"https://{href}" if _HOST.match(href) else self.reading.contents.like(dirname(message.place.path), href)
            )
        elif fault.code == "fact-malformed":
            values["near"] = self.reference_like(values["text"])
        return fault.code, values

    def reference_like(self, written: str) -> str:
        """{phone.samu} for { Phone.Samu } and {samu}, where there is one such reference alone."""
        name = "_".join(re.findall(r"[\w.]+", written.lower()))
        found = [each for each in self.known if name in (each, each.partition(".")[2])]
        return f"{{{found[0]}}}" if len(found) == 1 else ""

    def has(self, picture: str) -> bool:
        if picture not in self.there:
            self.there[picture] = self.door.has(picture)
        return self.there[picture]

    def like(self, picture: str) -> str:
        """The name of a picture that was perhaps meant: in capitals, or with a slip."""
        folder, _, name = picture.rpartition("/")
        names = [each for each in self.door.folder(folder) if each.lower().endswith(PICTURES)]
        return next((each for each in names if each.lower() == name.lower()), "") or near(name, names)

    def within(self, message: Message, href: str) -> str:
        """The path from the message's file to the chapter that an address of this site shows; "" for another page."""
        page, _, anchor = href.removeprefix(self.reading.site.config.url.rstrip("/")).partition("#")
        where = tuple(page.removesuffix(".html").split("/")[-2:])
        path = next((path for path, chapter in self.reading.contents.by_path.items() if chapter == where), "")
        return f"{relpath(path, dirname(message.place.path))}{f'#{anchor}' if anchor else ''}" if path else ""

    def anchor(self, message: Message, chapter: tuple[str, str], anchor: str) -> None:
        target = self.reading.site.chapters.get(chapter)
        if target is None:
            return
        ids = list(anchors(target.blocks))
        if anchor not in ids:
            close = near(anchor, ids)
            place = self.at(message, f"#{anchor}")
            self.report.add("link-anchor", place, chapter=target.path, anchor=anchor, near=close, choices=", ".join(ids) or "–")

    def at(self, message: Message, text: str, passed: int = 0) -> Place:
        """Where a text of a message stands in its file, so many of the same `passed` over: a message may run over several lines."""
        place = message.place
        if place.path not in self.lines:
            self.lines[place.path] = self.door.text(place.path).split("\n")
        lines, column = self.lines[place.path], max(place.column - 1, 0)
        for number in range(max(place.line - 1, 0), min(place.line + _LONGEST, len(lines))):
            while (offset := lines[number].find(text, column)) >= 0:
                if passed == 0:
                    return Place(place.path, number + 1, offset + 1)
                passed, column = passed - 1, offset + 1
            column = 0
        return _over_lines(lines, place, text) or place


def _over_lines(lines: list[str], place: Place, text: str) -> Place | None:
    """Where a text begins whose spaces are ends of lines; None where it is not found."""
    first = max(place.line - 1, 0)
    source = "\n".join(lines[first : first + _LONGEST])
    found = re.search(r"\s+".join(map(re.escape, text.split(" "))), source)
    if found is None:
        return None
    return Place(place.path, first + source.count("\n", 0, found.start()) + 1, found.start() - source.rfind("\n", 0, found.start()))


_FILES = frozenset(
    {".pdf", ".doc", ".docx", ".odt", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp", ".zip", ".csv", ".txt", ".mp3", ".mp4"}
)
_HOST = re.compile(r"(?:www\.)?(?:[a-z0-9-]+\.)+(?!md\b|html?\b)[a-z]{2,}(?:/\S*)?$", re.IGNORECASE)
_LONGEST = 100  # lines of one message


def _known_references(reading: Reading) -> dict[str, None]:
    names = (f"{kind}.{name}" for kind in Facts.model_fields for name in getattr(reading.site.facts, kind))
    return dict.fromkeys((*names, *sorted(reading.written)))
