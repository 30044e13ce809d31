"""The Agora's pages: what it is, what people told and what came of it, meetings with their minutes, laboratories, partners."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from livret import paths
from livret.artifact import Artifact
from livret.data import ics
from livret.editions.edition import Edition
from livret.encode.html import Html, escaped, join
from livret.engine.memo import Made, Step
from livret.format import File, Format, Scope
from livret.model import FactRef, Language, Message
from livret.phrases import heard, quantities
from livret.phrases.fact_text import plain, show
from livret.phrases.notices import notice_of, origin_notice
from livret.schema.agora import Answer, Changed, MeetingMeta
from livret.site import LABS, MINUTES
from livret.source.addresses import messages_in
from livret.web import texts
from livret.web.frame import page, render
from livret.web.head import Page
from livret.web.html_blocks import HtmlVisitor
from livret.web.html_inline import only_in
from livret.web.slots import OnPage, turn_of
from livret.web.templates import template

Destination = tuple[str, Html]  # a path from public/, and what is there
_LAB = ".lab"  # the end of the name of a laboratory's page


@dataclass(frozen=True, slots=True)
class Part:
    """A page of the Agora's without its frame: the template `kind`, its title, what it is about, and the `values` of the template. `told` are the
    texts of its own; `tags` the languages that have it, None for all."""

    kind: str
    title: str
    description: str
    values: dict[str, Any]
    told: tuple[Message, ...]
    tags: tuple[str, ...] | None = None


def part(visitor: HtmlVisitor, name: str) -> Part:
    """The page with a name (`livret.paths.agora`), as a visitor writes it."""
    if name.endswith(_LAB):
        return _lab(visitor, name.removesuffix(_LAB))
    return _PARTS[name](visitor) if name in _PARTS else _minutes(visitor, name)


def _agora(visitor: HtmlVisitor) -> Part:
    """What it is, how to join, the next meetings, the minutes, and what came of all of it, counted."""
    edition = visitor.edition
    title = edition.say("The Agora")
    agora, needs = edition.agora, edition.needs
    coming, past = meetings(edition)
    told = (*agora.intro, *agora.join, *(message for _, meta in coming for message in messages_in(meta)))
    found = sum(need.state == "answered" for need in needs)
    values = {
        "agora": agora,
        "coming": coming,
        "past": [(day, _title(edition, MINUTES, day.isoformat()), languages) for day, languages in past],
        "counts": (len(needs), found, len(past), len(edition.labs)),
        "partners": edition.partners,
        "project": edition.project,
        "origin": origin_notice(edition, told),
    }
    return Part("agora", title, plain(edition, agora.intro[0]) if agora.intro else title, values, told)


def meetings(edition: Edition) -> tuple[list[tuple[datetime.date, MeetingMeta]], list[tuple[datetime.date, tuple[str, ...]]]]:
    """Those that are to come by their day, and the days of those that were, the last first, with the languages of their minutes."""
    today = edition.today
    coming = [(day, edition.meeting(day)) for day, _ in edition.meetings if day >= today]
    return coming, [(day, languages) for day, languages in reversed(edition.meetings) if day < today]


def _calendar(edition: Edition, _: Artifact) -> bytes:
    return ics.meetings(edition, [day for day, _ in meetings(edition)[0]])


def next_meeting(edition: Edition) -> tuple[datetime.date, MeetingMeta] | None:
    """The next one; None where none is planned."""
    return next(iter(meetings(edition)[0]), None)


def _title(edition: Edition, room: str, slug: str) -> Message:
    return edition.chapter(room, slug).head.title


def _needs(visitor: HtmlVisitor) -> Part:
    """Each need with its state and what answers it: the newest answers first."""
    edition = visitor.edition
    title, told = edition.say("What people told us, and what we did"), tuple(messages_in(edition.needs))
    needs = [
        (need, heard.state(edition, need), [(answer, _step(visitor, answer)) for answer in reversed(need.answers)])
        for need in heard.newest_first(edition.needs)
    ]
    topics = {category.id: category for category in edition.config.categories}
    return Part("needs", title, title, {"needs": needs, "topics": topics, "origin": origin_notice(edition, told)}, told)


def _step(visitor: HtmlVisitor, answer: Answer | Changed) -> Destination | None:
    """Where an answer is on the site; None where it is nowhere there."""
    edition, tag = visitor.edition, visitor.edition.language.tag
    if answer.chapter:
        booklet, _, slug = answer.chapter.partition("/")
        title = join((visitor.inline(_title(edition, booklet, slug)), only_in(edition, booklet, slug)))
        return paths.chapter(tag, booklet, slug), title
    if answer.service:
        named = show(edition, FactRef("service", answer.service))
        gloss = visitor.inline(edition.service(answer.service).gloss)
        return paths.service(tag, answer.service), join((gloss, visitor.mark(named, edition.language)))
    lab = answer.lab if isinstance(answer, Answer) else None
    return (paths.lab(tag, lab), visitor.inline(edition.lab(lab).question)) if lab else None


def _labs(visitor: HtmlVisitor) -> Part:
    edition = visitor.edition
    labs = {ident: edition.lab(ident) for ident in edition.labs}
    told = tuple(lab.question for lab in labs.values())
    newest = sorted(labs.items(), key=lambda item: item[1].from_, reverse=True)
    about = edition.say("Short experiments, with people who have just arrived.")
    return Part("labs", edition.say("Laboratories"), about, {"labs": newest, "origin": origin_notice(edition, told)}, told)


def _lab(visitor: HtmlVisitor, ident: str) -> Part:
    edition, tag = visitor.edition, visitor.edition.language.tag
    lab, prose = edition.lab(ident), edition.labs[ident]
    told = tuple(messages_in(lab))
    values = {
        "ident": ident,
        "lab": lab,
        "panels": heard.panels(edition, lab.panels),
        "told": _prose(visitor, LABS, ident) if prose else "",
        "told_title": _title(edition, LABS, ident) if prose else None,
        "changed": [(_step(visitor, each), each.what) for each in lab.changed],
        "needs": [(paths.need_heard(tag, need.id), need) for need in edition.answered("lab", ident)],
        "origin": origin_notice(edition, told, texts.chapter(edition, LABS, ident).hands if prose else ()),
    }
    return Part("lab", plain(edition, lab.question), edition.say("Laboratories"), values, told)


def _prose(visitor: HtmlVisitor, room: str, slug: str) -> Html:
    """The text of minutes, or what is told of a laboratory."""
    edition, beside = visitor.edition, visitor.beside
    if not beside:
        return texts.chapter(edition, room, slug).text
    return visitor.both(edition.chapter(room, slug), edition.beside(beside).chapter(room, slug))


def _minutes(visitor: HtmlVisitor, name: str) -> Part:
    """The minutes of a day, in one of their languages."""
    edition, day = visitor.edition, datetime.date.fromisoformat(name)
    meta, title = edition.meeting(day), _title(edition, MINUTES, name)
    values = {
        "day": day,
        "meta": meta,
        "present": heard.present(edition, meta.present) if meta.present else (),
        "title": title,
        "text": _prose(visitor, MINUTES, name),
        "needs": [(paths.need_heard(edition.language.tag, ident), edition.need(ident)) for ident in meta.needs],
        "origin": notice_of(edition, texts.chapter(edition, MINUTES, name).hands),
    }
    about = edition.say("Minutes of {date}", date=quantities.date(edition, day))
    return Part("minutes", plain(edition, title), about, values, (title,), dict(edition.meetings)[day])


def _partners(visitor: HtmlVisitor) -> Part:
    edition = visitor.edition
    found, told = edition.partners, tuple(messages_in(edition.partners))
    roles = [(edition.say(said), [each for each in found.partners if each.role == role]) for role, said in heard.ROLES.items()]
    values = {
        "roles": [(role, its) for role, its in roles if its],
        "prizes": found.prizes,
        "origin": origin_notice(edition, told),
    }
    return Part("partners", edition.say("Partners"), edition.say("Who works with the Agora, and at what."), values, told)


def _project(visitor: HtmlVisitor) -> Part:
    """What is funded: what for, what came of it, what it costs, and who pays."""
    edition = visitor.edition
    project = edition.project
    if project is None:
        raise ValueError("nothing is told of a project")
    told = tuple(messages_in(project))
    total, shares = heard.costs(edition, project)
    values = {"project": project, "total": total, "shares": shares, "origin": origin_notice(edition, told)}
    return Part("project", plain(edition, project.title), plain(edition, project.purpose[0]), values, told)


_PARTS = {"index": _agora, "needs": _needs, "labs": _labs, "partners": _partners, "project": _project}


# --- as pages, alone and beside another language -------------------------------------------------------


def _alone(edition: Edition, artifact: Artifact) -> bytes:
    return _whole_page(edition, artifact, artifact.path.rpartition("/")[2].removesuffix(".html"))


def pair(edition: Edition, artifact: Artifact, name: str, beside: str) -> bytes:
    """The page with another language beside."""
    return _whole_page(edition, artifact, name, beside)


def _whole_page(edition: Edition, artifact: Artifact, name: str, beside: str = "") -> bytes:
    visitor, tag = HtmlVisitor(edition, beside=beside), edition.language.tag
    found = part(visitor, name)
    made = _page(edition, artifact, name, found)
    turns = [turn_of(edition, paths.agora(tag, name), beside, on=True)] if beside else [
        turn_of(edition, paths.agora(tag, f"{name}.{other}"), other, on=False) for other in edition.look("agora-beside", name)
    ]  # fmt: skip
    binding = OnPage(edition, made.path, turn=next(iter(turns), None))
    return render(edition, made, f"{found.kind}.html", binding, inline=visitor.inline, turns=turns, beside=beside, **found.values)


def _page(edition: Edition, artifact: Artifact, name: str, found: Part) -> Page:
    tags = found.tags

    def path(tag: str) -> str:
        """Minutes that a language has not are shown in their first."""
        return paths.agora(tag if tags is None or tag in tags else tags[0], name)

    return page(edition, artifact, found.title, found.description, path, tags)


def _companions(edition: Edition, found: Part) -> list[Language]:
    """The languages that a page can show beside this one: both have words of it."""
    every = [language for language in edition.companions if found.tags is None or language.tag in found.tags]
    return [other for other in every if _has(edition, found.told) and _has(edition.beside(other.tag), found.told)]


def _has(edition: Edition, told: Iterable[Message]) -> bool:
    return any(filled.language.tag == edition.language.tag for filled in edition.fill_all(told).values())


def text(edition: Edition, name: str) -> tuple[Html, Html]:
    """A page's title and its text, with slots, for a file that carries several."""
    visitor, tag = HtmlVisitor(edition), edition.language.tag
    found = part(visitor, name)
    made = _page(edition, Artifact(paths.agora(tag, name), found.kind, tag), name, found)
    values = {"page": made, "inline": visitor.inline, "turns": (), "beside": "", **found.values}
    return escaped(found.title), Html(template(edition, f"{found.kind}-text.html").render(values))


def everywhere(edition: Edition) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names of the Agora's pages (`livret.paths.agora`), each with the languages that have it."""
    every = tuple(language.tag for language in edition.languages)
    names = [
        *(["index"] if edition.has_room else []),
        *(["needs"] if edition.needs else []),
        *(["labs"] if edition.labs else []),
        *(f"{ident}.lab" for ident in edition.labs),
        *(["partners"] if edition.partners.partners else []),
        *(["project"] if edition.project else []),
    ]
    yield from ((name, every) for name in names)
    yield from ((day.isoformat(), languages) for day, languages in edition.meetings)


def pairs(edition: Edition) -> Iterator[tuple[str, str]]:
    """Each page that can stand beside another language, as (its name, the tag of that language)."""
    for name, languages in everywhere(edition):
        if edition.language.tag in languages and edition.companions:
            yield from ((name, other) for other in edition.look("agora-beside", name))


def companions(edition: Edition, name: str) -> Made:
    """A step: the tags of the languages that a page can show beside this one. A plan then reads no text."""
    return Made([other.tag for other in _companions(edition, part(HtmlVisitor(edition), name))])


def about(name: str) -> str:
    """The part of the site that a page with a name is about."""
    if name.endswith(_LAB):
        return f"{LABS}/{name.removesuffix(_LAB)}"
    return "agora" if name in _PARTS else f"{MINUTES}/{name}"


# --- which there are ---------------------------------------------------------------------------------


def _first(scope: Scope) -> Iterator[File]:
    if scope.edition.has_room:
        yield paths.agora(scope.tag), ""


def _all_needs(scope: Scope) -> Iterator[File]:
    if scope.site.room.needs:
        yield paths.agora(scope.tag, "needs"), ""


def _all_labs(scope: Scope) -> Iterator[File]:
    if scope.site.room.labs:
        yield paths.agora(scope.tag, "labs"), ""


def _each_lab(scope: Scope) -> Iterator[File]:
    return ((paths.lab(scope.tag, ident), ident) for ident in scope.site.room.labs)


def _each_meeting(scope: Scope) -> Iterator[File]:
    """The minutes of those that were, in the languages that each names; pseudo-locales have all."""
    for day, meeting in scope.site.room.meetings.items():
        if scope.tag in meeting.languages:
            yield paths.agora(scope.tag, day), day


def _all_meetings(scope: Scope) -> Iterator[File]:
    if scope.site.room.meetings:
        yield paths.meetings(scope.tag), ""


def _all_partners(scope: Scope) -> Iterator[File]:
    if scope.site.room.partners.partners:
        yield paths.agora(scope.tag, "partners"), ""


def _one_project(scope: Scope) -> Iterator[File]:
    if scope.site.room.project:
        yield paths.agora(scope.tag, "project"), ""


FORMATS = (
    Format("agora", _alone, _first, steps={"agora-beside": Step(companions, kept=True)}, ahead=True, about=lambda _: "agora"),
    Format("needs", _alone, _all_needs, ahead=True, about=lambda _: "agora"),
    Format("labs", _alone, _all_labs, ahead=True, about=lambda _: "agora"),
    Format("lab", _alone, _each_lab, ahead=True, about=f"{LABS}/{{}}".format),
    Format("minutes", _alone, _each_meeting, ahead=True, about=f"{MINUTES}/{{}}".format),
    Format("meetings", _calendar, _all_meetings),
    Format("partners", _alone, _all_partners, ahead=True, about=lambda _: "agora"),
    Format("project", _alone, _one_project, ahead=True, about=lambda _: "agora"),
)
