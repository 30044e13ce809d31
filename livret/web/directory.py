"""The directory: its page with the filters, plain lists for a language or a need, each service with its card, and the sheet of one's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from livret import paths
from livret.artifact import Artifact
from livret.editions.edition import Edition
from livret.encode.html import Html
from livret.format import File, Format, Scope, each
from livret.phrases import listing_text, open_now
from livret.phrases.fact_text import plain
from livret.phrases.notices import origin_notice
from livret.phrases.timetable import Words, timetable
from livret.schema.service import Service
from livret.schema.site_config import Need
from livret.schema.verification import valid_until
from livret.source.addresses import messages_in
from livret.web import directory_entry, head
from livret.web.frame import categories, page, render
from livret.web.html_blocks import HtmlVisitor

Groups = Sequence[tuple[Any, list[Service]]]  # categories, each with its services


def _services(edition: Edition, artifact: Artifact) -> bytes:
    """Everything, by category; the filters are there once a script can answer them."""
    title, description = edition.say("Who can help"), edition.say("Places and phone numbers, by category.")
    groups = categories(edition)
    return _listing(edition, artifact, "services.html", title, description, paths.services, groups, **ways(edition, groups))


def ways(edition: Edition, groups: Groups) -> dict[str, Any]:
    """What one can look for: the needs that any service meets, the languages that any speaks."""
    return {
        "needs": needs(edition, groups),
        "voices": directory_entry.spoken(_every(groups), edition),
        "has_words": edition.has_words,
    }


def needs(edition: Edition, groups: Groups) -> list[Need]:
    """The needs that any service meets: each has a list of its own."""
    met = {need for service in _every(groups) for need in service.needs}
    return [need for need in edition.config.needs if need.id in met]


def _spoken(edition: Edition, artifact: Artifact) -> bytes:
    tag = artifact.subject
    title = f"{edition.say('Who can help')} – {edition.language_name(tag)}"
    groups = _those(categories(edition), lambda service: tag in service.languages)
    return _listing(edition, artifact, "listing.html", title, title, lambda reader: paths.spoken(reader, tag), groups)


def _need(edition: Edition, artifact: Artifact) -> bytes:
    need = next(need for need in edition.config.needs if need.id == artifact.subject)
    title = f"{edition.say('Who can help')} – {plain(edition, need.name)}"
    groups = _those(categories(edition), lambda service: need.id in service.needs)
    return _listing(edition, artifact, "listing.html", title, title, lambda reader: paths.need(reader, need.id), groups)


def _listing(
    edition: Edition,
    artifact: Artifact,
    name: str,
    title: str,
    description: str,
    path_of: Callable[[str], str],
    groups: Groups,
    **values: Any,
) -> bytes:
    return render(
        edition,
        page(edition, artifact, title, description, path_of),
        name,
        categories=groups,
        entry=lambda ident: directory_entry.entry(edition, ident),
        clock=open_now.clock(edition),
        origin=origin_notice(edition, [service.gloss for service in _every(groups)]),
        **values,
    )


def _every(groups: Groups) -> list[Service]:
    return [service for _, services in groups for service in services]


def _those(groups: Groups, wanted: Callable[[Service], bool]) -> Groups:
    """The services that are wanted; a category without any is left out."""
    chosen = [(category, [service for service in services if wanted(service)]) for category, services in groups]
    return [(category, services) for category, services in chosen if services]


def _service(edition: Edition, artifact: Artifact) -> bytes:
    service = edition.service(artifact.subject)
    made = page(
        edition,
        artifact,
        service.name,
        plain(edition, service.gloss),
        lambda tag: paths.service(tag, service.id),
        data=head.service_data(edition, service),
        sensitive=next(category.protected for category in edition.config.categories if category.id == service.category),
    )
    values = service_values(edition, service) | _card(edition, service)
    needs = edition.answered("service", service.id)
    return render(
        edition,
        made,
        "service.html",
        clock=open_now.clock(edition),
        open=open_now.hours(edition, service),
        needs_heard=needs,
        **values,
    )


def _card(edition: Edition, service: Service) -> dict[str, Any]:
    """What `card.html` tells besides: the words in the reader's language with the site's own beside, and the hours in that."""
    source = edition.source
    beside = "" if edition.language == source else source.tag
    theirs = _hours(edition.beside(beside) if beside else edition, service.opening_hours)
    return {"source": source, "both": HtmlVisitor(edition, beside=beside), "theirs": theirs}


def service_values(edition: Edition, service: Service) -> dict[str, Any]:
    """What `service-text.html` tells, on the page of a service as in what is carried away and on the sheet; a clock and what is open now are the
    page's."""
    return edition.remember(f"listing {service.id}", lambda own: _shown(own, service))


def _sheet(edition: Edition, artifact: Artifact) -> bytes:
    """All that one takes along of each service; a script leaves those that were chosen, without it all are there to print."""
    groups = categories(edition)
    title = edition.say("My sheet")
    made = page(edition, artifact, title, title, paths.sheet)
    leaves = [(category, [service_values(edition, service) for service in services]) for category, services in groups]
    return render(edition, made, "sheet.html", categories=leaves, origin=_origin(edition, _every(groups)))


def _changes(edition: Edition, artifact: Artifact) -> bytes:
    """What has changed since a week ago, for those who know the directory by heart."""
    title = edition.say("What has changed")
    known = {ident for idents in edition.directory().values() for ident in idents}
    return render(
        edition,
        page(edition, artifact, title, title, paths.changes),
        "changes.html",
        since=edition.changes.since,
        groups=[(heading, [each for each in edition.changes.changes if each.kind == kind]) for kind, heading in _kinds(edition)],
        known=known,
        label=lambda field: listing_text.label(edition, field),
    )


def _kinds(edition: Edition) -> list[tuple[str, str]]:
    return [("new", edition.say("New")), ("changed", edition.say("Changed")), ("gone", edition.say("No longer listed"))]


def _shown(edition: Edition, service: Service) -> dict[str, Any]:
    """What the templates show of a service."""
    return {
        "service": service,
        "category": next(c for c in edition.config.categories if c.id == service.category),
        "hours": _hours(edition, service.opening_hours),
        "notices": [(notice, _hours(edition, notice.opening_hours)) for notice in service.notices],
        "until": valid_until(service.verified_on, edition.config.services_review_days),
        "overdue": edition.overdue(service.id),
        "address": service.address,
        "place": directory_entry.place(service),
        "words": listing_text.words(edition, service),
        "origin": _origin(edition, [service]),
    }


def _origin(edition: Edition, services: Iterable[Service]) -> str:
    return origin_notice(edition, [message for service in services for message in messages_in(service)])


def _hours(edition: Edition, expression: str | None) -> dict[str, Any] | None:
    """The usual week and what else is to be said, each in HTML; None when nothing is known. Many have the same hours, and a page tells them twice."""
    return edition.remember(f"hours {expression}", lambda own: _hours_written(own, expression)) if expression else None


def _hours_written(edition: Edition, expression: str) -> dict[str, Any]:
    table, visitor = timetable(edition, expression), HtmlVisitor(edition)

    def written(parts: Iterable[Words]) -> list[Html]:
        return [visitor.nodes(words, edition.language) for words in parts]

    spans = {each: written(each) for each in dict.fromkeys(each for _, each in table.week)}
    rows = [(day, spans[each]) for day, each in table.week]
    return {"always": table.always, "week": rows, "short": written(table.short), "others": written(table.others)}


# --- which there are ---------------------------------------------------------------------------------


def _pages(scope: Scope) -> Iterator[File]:
    return ((paths.service(scope.tag, ident), ident) for ident in scope.site.services)


def _languages(scope: Scope) -> Iterator[File]:
    spoken = {language for service in _listed(scope) for language in service.languages}
    return ((paths.spoken(scope.tag, language), language) for language in sorted(spoken))


def _needs(scope: Scope) -> Iterator[File]:
    met = {need for service in _listed(scope) for need in service.needs}
    return ((paths.need(scope.tag, need.id), need.id) for need in scope.site.config.needs if need.id in met)


def _listed(scope: Scope) -> list[Service]:
    return [service for service in scope.site.services.values() if service.status != "closed"]


def _news(scope: Scope) -> Iterator[File]:
    if scope.edition.professional:
        yield paths.changes(scope.tag), ""


FORMATS = (
    Format("services", _services, each(paths.services)),
    Format("spoken", _spoken, _languages),
    Format("need", _need, _needs),
    Format("service", _service, _pages, ahead=True, about="services/{}".format),
    Format("sheet", _sheet, each(paths.sheet)),
    Format("changes", _changes, _news),
)
