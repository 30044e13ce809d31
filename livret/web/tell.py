"""What a reader can say of a page without a server: a message that the phone has ready, by SMS or mail, with the page's code, its language and its date,
and the same as a text to be copied into any other app.

It is short, for a long SMS costs its sender twice; and it is a link, so it needs no JavaScript. Those of all pages are on one, for on each they would
weigh more than a phone with little data should carry: a page leads to its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from livret import paths
from livret.artifact import Artifact
from livret.editions.edition import Edition
from livret.encode import url
from livret.encode.html import Html
from livret.format import File, Format, Scope
from livret.phrases import remarks
from livret.phrases.fact_text import plain
from livret.schema.site_config import Voice
from livret.site import ChapterHead
from livret.text.typography import keyed
from livret.web.frame import page, render


class Way(NamedTuple):
    """One thing to say – as a link says it, and as it begins a text to copy –, and the links that have it ready; "" where readers are asked for none of these."""

    words: str
    begun: str
    sms: str
    mail: str


def _tell(edition: Edition, artifact: Artifact) -> bytes:
    title = edition.say("Wrong, missing or not clear? Tell us")
    asked = edition.config.voice or Voice()
    told = [
        (code, head, ways(edition, asked, head))
        for name, code in edition.codes
        if may_be_told(edition, name)
        for head in (first_line(edition, code, dated(edition, name)),)
    ]
    return render(edition, page(edition, artifact, title, title, paths.tell), "tell.html", told=told)


def first_line(edition: Edition, code: str, day: str) -> str:
    """What a message begins with: the page, the edition, and the day on which the page was checked, "" where it says none."""
    return " ".join(filter(None, (code, edition.language.tag, day)))


def ways(edition: Edition, asked: Voice, head: str) -> list[Way]:
    """Each thing that can be said of a page, after the first line."""
    site = plain(edition, edition.config.name)
    said = zip(remarks.kinds(edition).values(), remarks.begun(edition).values(), strict=True)
    return [_way(words, begun, f"{head}\n{keyed(begun)} ", site, asked) for words, begun in said]


def _way(words: str, begun: str, body: str, site: str, asked: Voice) -> Way:
    """The code is in the body alone: a page holds hundreds of these, and what all have in common weighs nothing. RFC 5724 has “?” in an sms: address; some phones want “&” before each key, and those that do not are content with both."""
    return Way(
        words,
        begun,
        Html(f"sms:{quote(asked.sms, safe='+')}?&amp;body={url.component(body)}") if asked.sms else "",
        Html(f"mailto:{quote(asked.email, safe='@')}?subject={url.component(site)}&amp;body={url.component(body)}")
        if asked.email
        else "",
    )


def may_be_told(edition: Edition, name: str) -> bool:
    """Not of a sensitive page, or a service whose category is protected: what is written stays on the phone."""
    folder, _, slug = name.partition("/")
    if _is_chapter(edition, folder, slug):
        return not _chapter_head(edition, folder, slug).meta.sensitive
    if folder == "services" and slug:
        kind = edition.service(slug).category
        return not any(category.protected for category in edition.config.categories if category.id == kind)
    return True


def dated(edition: Edition, name: str) -> str:
    """The day on which a chapter or a service was checked: 2026-11-02."""
    folder, _, slug = name.partition("/")
    if _is_chapter(edition, folder, slug):
        checked = _chapter_head(edition, folder, slug).meta.verified_on
        return checked.isoformat() if checked else ""
    return edition.service(slug).verified_on.isoformat() if folder == "services" and slug else ""


def _chapter_head(edition: Edition, booklet: str, slug: str) -> ChapterHead:
    """What other pages show of a chapter; of an easy-to-read page, which no other shows, its own."""
    found = (head for head in edition.booklet(booklet).chapters if head.slug == slug)
    return next(found, None) or edition.chapter(booklet, slug).head


def _is_chapter(edition: Edition, folder: str, slug: str) -> bool:
    return bool(slug) and any(booklet.slug == folder for booklet in edition.booklets())


def _one(scope: Scope) -> Iterator[File]:
    asked = scope.site.config.voice
    if asked and (asked.sms or asked.email):
        yield paths.tell(scope.tag), ""


FORMATS = (Format("tell", _tell, _one, ahead=True),)
