"""The Agora's room: what stands in `content/agora/` – needs, meetings with their minutes, laboratories, partners –, each mistake with its line.

What all readers are told is one domain, `agora`. Minutes are another: each meeting names the languages of its own.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from posixpath import splitext

from livret.languages import spoken, suggestion
from livret.problems import Place, Report, detail, near
from livret.schema.agora import PANEL, WEEKS, Answer, Changed, Heard, Lab, MeetingMeta, Partners, Project
from livret.schema.booklet import ChapterMeta
from livret.schema.fields import Model, as_iso, is_ident
from livret.schema.site_config import SiteConfig
from livret.site import MINUTES, Chapter, ChapterHead, Meeting, Room, Site
from livret.source import inherited, orders, yaml
from livret.source.addresses import addressed, messages_in
from livret.source.door import Door, Refused
from livret.source.prose import Contents, originals, prose_text, reserved, split
from livret.source.services import Directory
from livret.text import blocks

DOMAIN = "agora"
FOLDER = "content/agora"
NEEDS, PARTNERS, AUTHORS = f"{FOLDER}/needs.yaml", f"{FOLDER}/partners.yaml", f"{FOLDER}/authors.yaml"
PROJECT = f"{FOLDER}/project.yaml"
MEETINGS, LABS = f"{FOLDER}/meetings", f"{FOLDER}/labs"
ROLES = ("agora", "team", "partner", "institution")  # who decides something, beside the members
_OUT_OF_BALANCE = 2 / 3  # of the largest panel: with fewer, one voice outweighs another


@dataclass(slots=True)
class Found:
    """The room, and each of its parts as it is written, a mistaken one too: needs by id, meetings by day, laboratories by id, partners."""

    room: Room = field(default_factory=Room)
    needs: dict[str, yaml.Mapping] = field(default_factory=dict)
    meetings: dict[str, yaml.Mapping] = field(default_factory=dict)
    labs: dict[str, yaml.Mapping] = field(default_factory=dict)
    partners: yaml.Mapping | None = None
    project: yaml.Mapping | None = None
    unread: bool = False  # whether nobody knows which needs there are

    def parts(self) -> Iterator[tuple[yaml.Mapping | None, object]]:
        """What was read of each part, with how it is written."""
        yield from ((self.needs[ident], need) for ident, need in self.room.needs.items())
        yield from ((self.meetings[day], meeting.meta) for day, meeting in self.room.meetings.items())
        yield from ((self.labs[ident], lab) for ident, lab in self.room.labs.items())
        yield self.partners, self.room.partners


# --- reading -----------------------------------------------------------------------------------------


def read(door: Door, config: SiteConfig | None, contents: Contents, report: Report) -> Found:
    """The room. Its messages and notes go to the contents, as those of the booklets do."""
    found = Found()
    for name in originals(door, FOLDER, report):
        if name not in _NAMES:
            report.add("file-unexpected", Place(f"{FOLDER}/{name}"), name=name, expected=", ".join(_NAMES))
    needs = _needs(door, found, report)
    meetings = dict(_meetings(door, found, config.language if config else "", contents, report))
    labs = _labs(door, found, report)
    reports = dict(_reports(door, labs, config.language if config else "", contents, report))
    partners, found.partners = yaml.load(door, PARTNERS, Partners, report, DOMAIN) if door.has(PARTNERS) else (Partners(), None)
    partners = addressed(partners or Partners(), "partners#")
    project, found.project = yaml.load(door, PROJECT, Project, report, DOMAIN) if door.has(PROJECT) else (None, None)
    project = addressed(project, "project#") if project else None
    found.room = Room(needs, meetings, labs, reports, partners, project)
    metas = [meeting.meta for meeting in meetings.values()]
    own = list(messages_in((*needs.values(), *metas, *labs.values(), partners, project)))
    if own or DOMAIN in contents.messages:
        contents.folders[DOMAIN] = FOLDER
        contents.messages[DOMAIN] = own + contents.messages.get(DOMAIN, [])
    return found


_NAMES = ("authors.yaml", "needs.yaml", "partners.yaml", "project.yaml", "meetings", "labs")


class _List(Model):
    """The needs, of which each is validated by itself: one mistake leaves out one need."""

    needs: tuple[dict[str, object], ...] = ()


def _needs(door: Door, found: Found, report: Report) -> dict[str, Heard]:
    """The needs by id, in the order of the file; of two with one id the first."""
    outline, tree = yaml.load(door, NEEDS, _List, report, DOMAIN) if door.has(NEEDS) else (None, None)
    needs: dict[str, Heard] = {}
    found.unread = outline is None and door.has(NEEDS)
    for entry in (tree or {}).get("needs") or () if outline else ():
        need = yaml.validate(entry, Heard, report, DOMAIN, Place(NEEDS, 1, 1))
        ident = entry.get("id")
        if isinstance(ident, yaml.Scalar) and ident in found.needs:
            report.add("duplicate", ident.place, value=ident, where=found.needs[ident]["id"].place)
        elif isinstance(ident, yaml.Scalar):
            found.needs[ident] = entry
            if need:
                needs[ident] = addressed(need, f"needs/{ident}#")
    return needs


def _meetings(door: Door, found: Found, language: str, contents: Contents, report: Report) -> Iterator[tuple[str, Meeting]]:
    for name in originals(door, MEETINGS, report):
        path, (stem, ending) = f"{MEETINGS}/{name}", splitext(name)
        day = _day_named(stem) if ending == ".md" else None
        if day is None:
            meant = _day_meant(stem)
            report.add("meeting-name", Place(path), name=name, near="" if door.has(f"{MEETINGS}/{meant}.md") else meant)
            continue
        try:
            read = partial(_meeting, door, path, day, language)
            meta, tree, prose = door.once("meeting", path, language, read, report)
        except Refused as refused:
            report.take(refused.problem)
            continue
        contents.folders[MINUTES] = MEETINGS
        contents.messages.setdefault(MINUTES, []).extend(prose.messages)
        contents.notes[f"{MINUTES}/{stem}"] = prose.notes
        if meta and tree and prose.title:
            found.meetings[stem] = tree
            head = ChapterHead(stem, prose.title, ChapterMeta())
            yield stem, Meeting(day, meta, Chapter(path, head, prose.blocks, language))


def _day_meant(stem: str) -> str:
    """The day of a file that is called 12-11-2026 or 2026-11-12-reunion; "" for another name."""
    begun = stem[: len("2026-11-12")]
    return as_iso(begun) if begun == stem or not stem[len(begun)].isdigit() else ""


def _day_named(text: str) -> datetime.date | None:
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


def _meeting(
    door: Door, path: str, day: datetime.date, language: str, report: Report
) -> tuple[MeetingMeta | None, yaml.Mapping | None, blocks.Prose]:
    """A file by itself: its head is told to everybody, its text to readers of its languages. Raises Refused."""
    text = prose_text(door, path, report)
    head, head_line, body, first_line = split(text, path)
    tree = yaml.parse(head, path, head_line, report) if head else None
    meta = yaml.validate(tree, MeetingMeta, report, DOMAIN, Place(path, 1, 1))
    prose = blocks.parse(body, path, MINUTES, f"{MINUTES}/{day}", first_line, report, language=language)
    return addressed(meta, f"meetings/{day}#"), tree, prose


def _labs(door: Door, found: Found, report: Report) -> dict[str, Lab]:
    labs: dict[str, Lab] = {}
    names = tuple(originals(door, LABS, report))
    for name in names:
        stem, ending = splitext(name)
        if ending == ".md" and f"{stem}.yaml" in names:
            continue
        if ending != ".yaml" or not is_ident(stem):
            report.add("file-unexpected", Place(f"{LABS}/{name}"), name=name, expected=detail("linge.yaml, and linge.md beside it"))
            continue
        if code := reserved(stem, ()):
            report.add(code, Place(f"{LABS}/{name}"), name=stem)
        lab, found.labs[stem] = yaml.load(door, f"{LABS}/{name}", Lab, report, DOMAIN)
        if lab:
            labs[stem] = addressed(lab, f"labs/{stem}#")
    return labs


def _reports(door: Door, labs: Iterable[str], language: str, contents: Contents, report: Report) -> Iterator[tuple[str, Chapter]]:
    """What is told of a laboratory in prose: a title and a text, without a head."""
    for ident in labs:
        path = f"{LABS}/{ident}.md"
        if not door.has(path):
            continue
        try:
            prose = door.once("lab", path, language, partial(_prose, door, path, ident, language), report)
        except Refused as refused:
            report.take(refused.problem)
            continue
        contents.messages.setdefault(DOMAIN, []).extend(prose.messages)
        contents.notes[f"labs/{ident}"] = prose.notes
        if prose.title:
            yield ident, Chapter(path, ChapterHead(ident, prose.title, ChapterMeta()), prose.blocks, language)


def _prose(door: Door, path: str, ident: str, language: str, report: Report) -> blocks.Prose:
    return blocks.parse(prose_text(door, path, report), path, DOMAIN, f"labs/{ident}", 1, report, language=language)


# --- checks ------------------------------------------------------------------------------------------


def check(found: Found, site: Site, contents: Contents, listed: Directory, door: Door, report: Report) -> Room:
    """What the room says against what the site has. Gives it with chapters named as the site knows them."""
    private = frozenset(listed.private)
    checker = _Checker(site, contents, frozenset(listed.written) - private, private, door, report, found)
    checker.authors()
    needs = {ident: checker.need(need, found.needs[ident]) for ident, need in found.room.needs.items()}
    for day, meeting in found.room.meetings.items():
        checker.meeting(meeting, found.meetings[day])
    labs = {ident: checker.lab(lab, found.labs[ident]) for ident, lab in found.room.labs.items()}
    checker.partners()
    checker.project()
    return replace(found.room, needs=needs, labs=labs)


@dataclass(frozen=True, slots=True)
class _Checker:
    site: Site
    contents: Contents
    services: frozenset[str]
    private: frozenset[str]
    door: Door
    report: Report
    found: Found

    def authors(self) -> None:
        """In production nobody is named in a file that others keep."""
        if self.site.config.mode != "production":
            return
        _, tree = (
            yaml.load(self.door, AUTHORS, type(self.site.agora), Report(), "site", inherited.authors)
            if self.door.has(AUTHORS)
            else (None, None)
        )
        for number, author in enumerate((tree or {}).get("authors") or ()):
            if author.get("name"):
                place = yaml.place_of(tree, "authors", number, "name")
                self.report.add("author-named", place, value=author["name"], ident=author.get("id", ""))

    def need(self, need: Heard, entry: yaml.Mapping) -> Heard:
        self.example(need.example, entry)
        topics = [category.id for category in self.site.config.categories]
        self.known("category-unknown", need.topic, topics, yaml.place_of(entry, "topic"))
        answers = tuple(self.answer(each, entry["answers"][number]) for number, each in enumerate(need.answers))
        days = [(("taken_up",), need.taken_up), *((("answers", number, "on"), each.on) for number, each in enumerate(need.answers))]
        for path, day in days:
            if day and day < need.first:
                self.report.add("answer-early", yaml.place_of(entry, *path), date=day, first=need.first)
        self.once(((each.kind, getattr(each, each.kind)) for each in need.answers), entry, "answers")
        return need.model_copy(update={"answers": answers})

    def answer(self, answer: Answer, entry: yaml.Mapping) -> Answer:
        kind = answer.kind
        place = yaml.place_of(entry, kind)
        if answer.chapter:
            return answer.model_copy(update={"chapter": self.chapter(answer.chapter, place)})
        if answer.service:
            self.service(answer.service, place)
        elif answer.lab:
            self.known("lab-unknown", answer.lab, self.found.labs, place)
        elif answer.order:
            known = [name.removesuffix(".yaml") for name in self.door.folder(orders.FOLDER)]
            self.known("order-absent", answer.order, known, place)
        return answer

    def chapter(self, path: str, place: Place) -> str:
        """The booklet and the slug of a chapter; the path as it is where there is none."""
        where = self.contents.by_path.get(f"content/{path}")
        if where is None:
            paths = [each.removeprefix("content/") for each in self.contents.by_path]
            self.report.add("chapter-unknown", place, value=path, near=near(path, paths))
            return path
        return "/".join(where)

    def service(self, ident: str, place: Place) -> None:
        if ident in self.private:
            self.report.add("service-private", place, text=f"service.{ident}")
        else:
            self.known("service-unknown", ident, self.services, place)

    def meeting(self, meeting: Meeting, tree: yaml.Mapping) -> None:
        meta = meeting.meta
        self.example(meta.example, tree)
        for number, tag in enumerate(meta.languages):
            if tag not in self.site.config.languages:
                choices = ", ".join(self.site.config.languages)
                self.report.add("language-absent", yaml.place_of(tree, "languages", number), value=tag, choices=choices)
        if meta.languages and meta.languages[0] != meeting.page.language:
            self.report.add("meeting-language", yaml.place_of(tree, "languages", 0), value=meeting.page.language)
        for number, tag in enumerate(meta.interpreters):
            if not spoken(tag):
                self.report.add("language-unknown", yaml.place_of(tree, "interpreters", number), value=tag, near=suggestion(tag))
        for number, ident in enumerate(() if self.found.unread else meta.needs):
            self.known("heard-unknown", ident, self.found.needs, yaml.place_of(tree, "needs", number))
        people = (*(author.id for author in self.site.agora.authors), *ROLES)
        for number, decision in enumerate(meta.decisions):
            self.known("author-unknown", decision.who, people, yaml.place_of(tree, "decisions", number, "who"))
            for key, day in (("until", decision.until), ("done", decision.done)):
                if day and day < meeting.day:
                    self.report.add("decision-early", yaml.place_of(tree, "decisions", number, key), date=day)

    def lab(self, lab: Lab, tree: yaml.Mapping) -> Lab:
        self.example(lab.example, tree)
        days = (lab.until - lab.from_).days + 1
        if days > 7 * WEEKS:
            self.report.add("lab-long", yaml.place_of(tree, "until"), days=days, weeks=WEEKS)
        sizes = lab.panels.sizes
        for name, size in sizes.items():
            if size < max(sizes.values()) * _OUT_OF_BALANCE:
                self.report.add("panel-balance", yaml.place_of(tree, "panels", name), wanted=PANEL)
        changed = tuple(self.changed(each, number, tree) for number, each in enumerate(lab.changed))
        return lab.model_copy(update={"changed": changed})

    def changed(self, changed: Changed, number: int, tree: yaml.Mapping) -> Changed:
        if changed.service:
            self.service(changed.service, yaml.place_of(tree, "changed", number, "service"))
        if not changed.chapter:
            return changed
        return changed.model_copy(
            update={"chapter": self.chapter(changed.chapter, yaml.place_of(tree, "changed", number, "chapter"))}
        )

    def partners(self) -> None:
        seen: dict[str, Place] = {}
        for number, partner in enumerate(self.found.room.partners.partners):
            entry = self.found.partners["partners"][number] if self.found.partners else yaml.Mapping()
            self.example(partner.example, entry)
            if partner.id in seen:
                self.report.add("duplicate", entry["id"].place, value=partner.id, where=seen[partner.id])
            seen.setdefault(partner.id, entry["id"].place)

    def project(self) -> None:
        project, tree = self.found.room.project, self.found.project
        if project is None or tree is None:
            return
        self.example(project.example, tree)
        funders = [funder.id for funder in self.site.config.funding]
        self.once((("funder", share.funder) for share in project.paid), tree, "paid")
        for number, share in enumerate(project.paid):
            self.known("funder-unknown", share.funder, funders, yaml.place_of(tree, "paid", number, "funder"))

    def example(self, is_one: bool, entry: yaml.Mapping) -> None:
        if is_one and self.site.config.mode == "production":
            self.report.add("production-example", yaml.place_of(entry, "example"))

    def once(self, entries: Iterable[tuple[str, object]], tree: yaml.Mapping, key: str) -> None:
        """No entry of a list says what another has said."""
        seen: list[tuple[str, object]] = []
        for number, (kind, value) in enumerate(entries):
            if (kind, value) in seen:
                self.report.add("value-twice", yaml.place_of(tree, key, number, kind), value=tree[key][number][kind])
            seen.append((kind, value))

    def known(self, code: str, value: str, choices: Iterable[str], place: Place) -> None:
        every = list(choices)
        if value not in every:
            self.report.add(code, place, value=value, near=near(value, every))


_PAST = frozenset({"on", "taken_up", "done", "dated", "withdrawn"})  # days on which something has happened
_OF_A_LAB = ("measured", "learnt", "changed")  # what is known once it was held


def due(found: Found, today: datetime.date, report: Report) -> None:
    """What is said of days that have not come, and decisions whose day has passed with nobody saying that they are done."""
    for tree, value in found.parts():
        later(value, tree, today, report)
    for day, meeting in found.room.meetings.items():
        tree = found.meetings[day]
        if meeting.day > today and meeting.meta.present:
            report.add("heard-later", yaml.place_of(tree, "present"), date=day)
        for number, decision in enumerate(meeting.meta.decisions):
            if decision.until < today and decision.done is None:
                report.add("decision-due", yaml.place_of(tree, "decisions", number, "until"), date=decision.until)
    for ident, lab in found.room.labs.items():
        if early := next((key for key in _OF_A_LAB if lab.from_ > today and getattr(lab, key)), None):
            report.add("heard-later", yaml.place_of(found.labs[ident], early), date=lab.from_)
    for number, prize in enumerate(found.room.partners.prizes):
        if prize.year > today.year:
            report.add("heard-later", yaml.place_of(found.partners, "prizes", number, "year"), date=prize.year)


def later(value: object, tree: object, today: datetime.date, report: Report, path: tuple[str | int, ...] = ()) -> None:
    """Tells of each day of something that has happened, inside a model, which has not come."""
    match value:
        case datetime.date() if path and path[-1] in _PAST and value > today:
            report.add("heard-later", yaml.place_of(tree, *path), date=value)
        case Model():
            for name, inner in value:
                later(inner, tree, today, report, (*path, name))
        case tuple():
            for number, inner in enumerate(value):
                later(inner, tree, today, report, (*path, number))
