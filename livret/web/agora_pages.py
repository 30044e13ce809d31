"""The Agora's pages: what it is, what people told and what came of it, meetings with their minutes, laboratories, partners."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from livret import paths
from livret.artifact import Artifact
from livret.data import ics
from livret.editions.edition import Edition
from livret.encode.html import Html
from livret.format import File, Format, Scope
from livret.model import Message
from livret.phrases import heard, quantities
from livret.phrases.fact_text import plain
from livret.phrases.notices import notice_of, origin_notice
from livret.schema.agora import Answer, MeetingMeta
from livret.site import LABS, MINUTES
from livret.source.addresses import messages_in
from livret.web import texts
from livret.web.frame import page, render
from livret.web.html_blocks import HtmlVisitor
from livret.web.slots import OnPage

Step = tuple[str, Html]  # a path from public/, and what is there


def _agora(edition: Edition, artifact: Artifact) -> bytes:
    """What it is, how to join, the next meetings, the minutes, and what came of all of it, counted."""
    title = edition.say("The Agora")
    agora, needs = edition.agora, edition.needs
    coming, past = meetings(edition)
    made = page(edition, artifact, title, plain(edition, agora.intro[0]) if agora.intro else title, paths.agora)
    told = [*agora.intro, *agora.join, *(message for _, meta in coming for message in messages_in(meta))]
    found = sum(need.state == "answered" for need in needs)
    return render(
        edition,
        made,
        "agora.html",
        agora=agora,
        coming=coming,
        past=[(day, _title(edition, MINUTES, day.isoformat()), languages) for day, languages in past],
        counts=(len(needs), found, len(past), len(edition.labs)),
        partners=edition.partners,
        project=edition.project,
        origin=origin_notice(edition, told),
    )


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


def _needs(edition: Edition, artifact: Artifact) -> bytes:
    """Each need with its state and what answers it: the newest answers first."""
    title = edition.say("What people told us, and what we did")
    needs = heard.newest_first(edition.needs)
    shown = [
        (need, heard.state(edition, need), [(answer, _step(edition, answer)) for answer in reversed(need.answers)])
        for need in needs
    ]
    return render(
        edition,
        page(edition, artifact, title, title, lambda tag: paths.agora(tag, "needs")),
        "needs.html",
        needs=shown,
        topics={category.id: category for category in edition.config.categories},
        origin=origin_notice(edition, messages_in(edition.needs)),
    )


def _step(edition: Edition, answer: Answer) -> Step | None:
    """Where an answer is on the site; None where it is nowhere there."""
    if answer.chapter:
        return chapter_step(edition, answer.chapter)
    if answer.service:
        return service_step(edition, answer.service)
    return lab_step(edition, answer.lab) if answer.lab else None


def chapter_step(edition: Edition, name: str) -> Step:
    booklet, _, slug = name.partition("/")
    return paths.chapter(edition.language.tag, booklet, slug), _inline(edition, edition.chapter(booklet, slug).head.title)


def service_step(edition: Edition, ident: str) -> Step:
    return paths.service(edition.language.tag, ident), _inline(edition, edition.service(ident).gloss)


def lab_step(edition: Edition, ident: str) -> Step:
    return paths.lab(edition.language.tag, ident), _inline(edition, edition.lab(ident).question)


def _inline(edition: Edition, message: Message) -> Html:
    return HtmlVisitor(edition).inline(message)


def _labs(edition: Edition, artifact: Artifact) -> bytes:
    title = edition.say("Laboratories")
    labs = {ident: edition.lab(ident) for ident in edition.labs}
    return render(
        edition,
        page(
            edition,
            artifact,
            title,
            edition.say("Short experiments, with people who have just arrived."),
            lambda tag: paths.agora(tag, "labs"),
        ),
        "labs.html",
        labs=sorted(labs.items(), key=lambda item: item[1].from_, reverse=True),
        origin=origin_notice(edition, [lab.question for lab in labs.values()]),
    )


def _lab(edition: Edition, artifact: Artifact) -> bytes:
    ident = artifact.subject
    lab, tag = edition.lab(ident), edition.language.tag
    told = texts.chapter(edition, LABS, ident) if edition.labs[ident] else None
    made = page(edition, artifact, plain(edition, lab.question), edition.say("Laboratories"), lambda tag: paths.lab(tag, ident))
    changed = [
        (chapter_step(edition, each.chapter) if each.chapter else service_step(edition, each.service or ""), each.what)
        for each in lab.changed
    ]
    return render(
        edition,
        made,
        "lab.html",
        OnPage(edition, made.path),
        ident=ident,
        lab=lab,
        panels=heard.panels(edition, lab.panels),
        told=told.text if told else "",
        told_title=_title(edition, LABS, ident) if told else None,
        changed=changed,
        needs=[(paths.need_heard(tag, need.id), need) for need in edition.answered("lab", ident)],
        origin=origin_notice(edition, messages_in(lab), told.hands if told else ()),
    )


def _minutes(edition: Edition, artifact: Artifact) -> bytes:
    """The minutes of a day, in one of their languages."""
    day = datetime.date.fromisoformat(artifact.subject)
    meta, languages = edition.meeting(day), dict(edition.meetings)[day]
    body, title = texts.chapter(edition, MINUTES, artifact.subject), _title(edition, MINUTES, artifact.subject)
    made = page(
        edition, artifact, plain(edition, title), edition.say("Minutes of {date}", date=quantities.date(edition, day)),
        lambda tag: paths.agora(tag if tag in languages else languages[0], artifact.subject), languages,
    )  # fmt: skip
    return render(
        edition,
        made,
        "minutes.html",
        OnPage(edition, made.path),
        day=day,
        meta=meta,
        present=heard.present(edition, meta.present) if meta.present else (),
        title=title,
        text=body.text,
        needs=[(paths.need_heard(edition.language.tag, ident), edition.need(ident)) for ident in meta.needs],
        origin=notice_of(edition, body.hands),
    )


def _partners(edition: Edition, artifact: Artifact) -> bytes:
    title, found = edition.say("Partners"), edition.partners
    roles = [(edition.say(said), [each for each in found.partners if each.role == role]) for role, said in heard.ROLES.items()]
    return render(
        edition,
        page(
            edition,
            artifact,
            title,
            edition.say("Who works with the Agora, and at what."),
            lambda tag: paths.agora(tag, "partners"),
        ),
        "partners.html",
        roles=[(role, its) for role, its in roles if its],
        prizes=found.prizes,
        origin=origin_notice(edition, messages_in(found)),
    )


def _project(edition: Edition, artifact: Artifact) -> bytes:
    """What is funded: what for, what came of it, what it costs, and who pays."""
    project = edition.project
    if project is None:
        raise ValueError("nothing is told of a project")
    total, shares = heard.costs(edition, project)
    return render(
        edition,
        page(
            edition,
            artifact,
            plain(edition, project.title),
            plain(edition, project.purpose[0]),
            lambda tag: paths.agora(tag, "project"),
        ),
        "project.html",
        project=project,
        total=total,
        shares=shares,
        origin=origin_notice(edition, messages_in(project)),
    )


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
    yield from ((day.isoformat(), tuple(tag for tag in languages if tag in every)) for day, languages in edition.meetings)


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
    Format("agora", _agora, _first, ahead=True, about=lambda _: "agora"),
    Format("needs", _needs, _all_needs, ahead=True, about=lambda _: "agora"),
    Format("labs", _labs, _all_labs, ahead=True, about=lambda _: "agora"),
    Format("lab", _lab, _each_lab, ahead=True, about=f"{LABS}/{{}}".format),
    Format("minutes", _minutes, _each_meeting, ahead=True, about=f"{MINUTES}/{{}}".format),
    Format("meetings", _calendar, _all_meetings),
    Format("partners", _partners, _all_partners, ahead=True, about=lambda _: "agora"),
    Format("project", _project, _one_project, ahead=True, about=lambda _: "agora"),
)
