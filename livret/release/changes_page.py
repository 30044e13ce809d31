"""The page that the code on a dated leaflet leads to: in its language, what has changed since it was printed."""

from __future__ import annotations

from collections.abc import Iterator

from livret import paths
from livret.artifact import Artifact
from livret.editions.edition import Edition
from livret.format import File, Format, Scope
from livret.model import FactRef
from livret.paper.fonts import SITE
from livret.phrases.fact_text import plain
from livret.release.printed_text import changes
from livret.schema.release import Printed, Release
from livret.web import frame


def _released(scope: Scope) -> Iterator[File]:
    """A page for each document that was released in a language."""
    for name, release in scope.site.releases.items():
        for record in release.documents:
            if record.language == scope.tag:
                yield paths.release(scope.tag, name, record.document), f"{name}/{record.document}"


def _changes_page(edition: Edition, artifact: Artifact) -> bytes:
    name, _, document = artifact.subject.partition("/")
    record = _record(edition, name, document)
    found = changes(edition, record)
    title = edition.say("What has changed since this was printed")
    page = frame.page(
        edition, artifact, f"{record.title} – {title}", "", lambda tag: paths.release(tag, name, document), (edition.language.tag,)
    )
    name_then = record.subject.partition("/")[0]
    slug = "" if name_then == SITE else edition.slug_now(name_then)
    facts = [(_label(edition, fact), before, now) for fact, before, now in found.facts]
    online = paths.booklet(edition.language.tag, slug) if slug else paths.home(edition.language.tag)
    return frame.render(edition, page, "release.html", record=record, title=title, changes=found, facts=facts, online=online)


def _record(edition: Edition, name: str, document: str) -> Printed:
    releases: dict[str, Release] = edition.look("releases")
    return next(each for each in releases[name].documents if (each.document, each.language) == (document, edition.language.tag))


def _label(edition: Edition, fact: str) -> str:
    """What a fact is called, for a reader; "" when it is gone or has no name."""
    kind, _, ident = fact.partition(".")
    label = getattr(edition.fact(FactRef(kind, ident)), "label", None) if edition.knows(kind, ident) else None
    return plain(edition, label) if label else ""


FORMATS = (Format("release", _changes_page, _released),)
