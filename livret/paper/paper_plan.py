"""Which documents there are on paper, where they are published, and how each is made."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from livret import paths
from livret.artifact import Artifact
from livret.catalogs.interface import N_
from livret.editions.edition import Edition
from livret.engine.memo import Made, Step, digest_of
from livret.format import File, Format, Offer, Scope
from livret.languages import language
from livret.paper import a5_booklet, agora_leaves, alert_sheet, fonts, guide, listed, panels, welcome
from livret.paper.compile import SCREEN, PaperError, measures, pdf
from livret.paper.document import Document
from livret.paper.fonts import SITE
from livret.paper.paper_formats import A4_BOOKLET, A5, CARD, FORMATS, LARGE, PaperFormat
from livret.site import Booklet, Site

FACING = "-facing-"
_LARGE = N_("Large print")
_UNDER, _OPPOSITE = N_("Each text in two languages: {languages}"), N_("Two languages, on facing pages: {languages}")
MANY = "mul"  # ISO 639-2: one sheet for many languages


def _documents(scope: Scope) -> Iterator[File]:
    """Each document in a language, to read on a screen."""
    for each in scope.site.booklets:
        for name in names(each, scope.edition):
            yield paths.pdf(scope.tag, each.slug, name), f"{each.slug}/{name}"
    alerted = [alert_sheet.ALERT] if scope.edition.alerts else []
    for name in (*site_sheets(scope), *([listed.REMARKS] if scope.site.config.voice else ()), *alerted):
        yield paths.pdf(scope.tag, SITE, name), f"{SITE}/{name}"


def site_sheets(scope: Scope) -> Iterator[str]:
    """What a shop prints of a language and no booklet, by its name: the pocket card; the invitation to the Agora's next meeting, each laboratory, what is
    funded."""
    if CARD.name in scope.site.config.sheets:
        yield CARD.name
    if any(day >= scope.edition.today for day, _ in scope.edition.meetings):
        yield from agora_leaves.SHAPES
    yield from (f"{agora_leaves.LAB}-{ident}" for ident in scope.site.room.labs)
    if scope.site.room.project:
        yield agora_leaves.PROJECT


def _sheets(scope: Scope) -> Iterator[File]:
    """Those for many languages: the poster of all of them, and what is signed at each meeting and in each laboratory."""
    for name in (*scope.site.room.meetings, *scope.site.room.labs):
        yield paths.pdf(MANY, SITE, f"{agora_leaves.ATTENDANCE}-{name}"), f"{SITE}/{agora_leaves.ATTENDANCE}-{name}"
    if "welcome" in scope.site.config.sheets:
        yield paths.pdf(MANY, SITE, "welcome"), f"{SITE}/welcome"


def to_print(site: Site, editions: Mapping[str, Edition], *, whole: bool = False) -> Iterator[tuple[str, str, str]]:
    """What a shop can print: its address, such as `urgences/trifold`, its language, and that of the edition it is made of. The `whole` guide, which holds all
    booklets of a language again, only where it is asked for."""
    for tag, edition in editions.items():
        yield from ((f"{each.slug}/{name}", tag, tag) for each in site.booklets for name in names(each, edition))
    for tag, edition in editions.items():
        yield from (
            (f"{SITE}/{name}", tag, tag) for name in (*site_sheets(Scope(site, edition)), *([guide.GUIDE] if whole else ()))
        )
    if "welcome" in site.config.sheets:
        yield f"{SITE}/welcome", MANY, next(iter(editions))


def leaflets(site: Site, edition: Edition) -> Iterator[Artifact]:
    """The documents of a language whose texts have to fit into panels."""
    for artifact in PDF.artifacts(edition.language.tag, _documents(Scope(site, edition))):
        name = artifact.subject.partition("/")[2].partition("-")[0]
        if name in FORMATS and FORMATS[name].panels:
            yield artifact


def names(booklet: Booklet, edition: Edition) -> Iterator[str]:
    """The formats of a booklet in a language: `a5-large` is its large print, `a5-fr` has the French of each text under it, `a5-facing-fr` on
    the page opposite.

    The site's own language stands under the others, for whoever has to show a line to somebody; it is the reader's that leads.
    """
    companions = [other.tag for other in edition.companions if edition.language.tag != edition.source.tag]
    for name in booklet.meta.formats:
        yield name
        if name in booklet.meta.large:
            yield name + LARGE
        if name in booklet.meta.beside:
            yield from (f"{name}-{tag}" for tag in companions)
        if name in booklet.meta.facing:
            yield from (f"{name}{FACING}{tag}" for tag in companions)


def is_dated(subject: str) -> bool:
    """Whether the code of a document can lead to what has changed since it was printed: a leaf of the Agora's tells of a day, the welcome poster of none."""
    slug, _, name = subject.partition("/")
    return slug != SITE or name == CARD.name


def compose(edition: Edition, subject: str, *, press: bool = False) -> Document:
    """The document at an address, such as `urgences/trifold`; `urgences/trifold@2026-12` is dated: its code leads to that release's page."""
    slug, _, whole = subject.partition("/")
    whole, _, release = whole.partition("@")
    address = paths.release(edition.language.tag, release, f"{slug}-{whole}") if release else ""
    if slug == SITE:
        return _site_sheet(edition, whole, press=press, address=address)
    name, _, variant = whole.partition("-")
    large = f"-{variant}" == LARGE
    facing = language(variant.removeprefix(FACING[1:])) if f"-{variant}".startswith(FACING) else None
    beside = language(variant) if variant and not large and not facing else None
    if name == "a5":
        return a5_booklet.compose(edition, slug, press=press, large=large, beside=beside, facing=facing, address=address)
    return panels.compose(edition, slug, name, press=press, large=large, beside=beside, address=address)


def _site_sheet(edition: Edition, name: str, *, press: bool, address: str) -> Document:
    """What is about the site, and no booklet."""
    if name in agora_leaves.SHAPES:
        day = next(day for day, _ in edition.meetings if day >= edition.today)
        return agora_leaves.invitation(edition, day, agora_leaves.SHAPES[name], press=press)
    if name == listed.REMARKS:
        return listed.remarks_sheet(edition)
    if name == alert_sheet.ALERT:
        return alert_sheet.compose(edition)
    if name == guide.GUIDE:
        return guide.compose(edition, press=press, address=address)
    if name == agora_leaves.PROJECT:
        return agora_leaves.project(edition, press=press)
    kind, _, ident = name.partition("-")
    if kind == agora_leaves.ATTENDANCE:
        return agora_leaves.attendance(edition, ident)
    if kind == agora_leaves.LAB:
        return agora_leaves.lab(edition, ident, press=press)
    return panels.card(edition, press=press, address=address) if name == CARD.name else welcome.compose(edition, press=press)


def typeset(edition: Edition, document: Document, standard: str = SCREEN) -> bytes:
    """The PDF of a document. Raises PaperError; a panel that overflows is named with its language and longest parts."""
    check_glyphs(edition, document)
    try:
        return pdf(edition, document.format.template, document.values, document.pictures, standard)
    except PaperError as error:
        if error.code != "paper-overflow":
            raise
        longest = ", ".join(panels.longest(document, int(str(error.values["panel"]))))
        raise PaperError(error.code, error.place, **error.values, language=edition.language.tag, longest=longest) from None


def check_glyphs(edition: Edition, document: Document) -> None:
    """Raises PaperError, `glyph-missing`, where a document shows a character that no font has: an empty box would stand there."""
    if missing := fonts.without_glyph(edition, json.dumps(document.values, ensure_ascii=False)):
        speakers = (edition, *(edition.beside(other.tag) for other in edition.companions))
        known = frozenset().union(*map(fonts.told, speakers))
        raise PaperError("glyph-missing", told=known.issuperset(missing), characters=fonts.named(missing))


@dataclass(frozen=True, slots=True)
class Room:
    """How high a panel is and how much of it is taken, in mm; its longest parts, in their first words."""

    panel: int
    height: float
    needed: float
    longest: tuple[str, ...]


def rooms(edition: Edition, subject: str) -> list[Room]:
    """The panels of a leaflet, by the measure that finds what overflows. The press sets emphasis in bold, so the tighter of both counts. Raises PaperError."""
    found: dict[int, Room] = {}
    for press in (False, True):
        document = compose(edition, subject, press=press)
        for each in measures(edition, document.format.template, document.values, document.pictures):
            number = int(each["panel"])
            if number not in found or found[number].needed < each["needed"]:
                found[number] = Room(number, each["room"], each["needed"], tuple(panels.longest(document, number)))
    return [found[number] for number in sorted(found)]


def _make_document(edition: Edition, artifact: Artifact) -> bytes:
    document: Document = edition.look("document", artifact.subject)
    return typeset(edition, document)


def _document(edition: Edition, subject: str) -> Made:
    """A step: the document of an artifact. What it looks at changes more often than what it shows – a leaflet takes a part of a chapter –, and setting it takes
    a hundred times as long as composing it."""
    document = compose(edition, subject)
    pictures = [(path, digest_of(data)) for path, data in sorted(document.pictures.items())]
    told = json.dumps([document.format.name, document.values, pictures, document.one_ink], ensure_ascii=False)
    return Made(document, digest_of(told.encode()))


def _titled(edition: Edition, subject: str) -> Made:
    """A step: of a sheet that belongs to no booklet, what it is and what it is called. What is in it is of no matter for that."""
    document: Document = edition.look("document", subject)
    return Made([_kind(edition, document.format), document.values["plain_title"]])


def papers(edition: Edition, slug: str) -> Iterator[File]:
    """Every paper of a booklet, or of none, by its path; with its words: what it is, how large, in which languages. What belongs to no booklet has its
    own title, too."""
    tag = edition.language.tag
    if slug:
        for name in names(edition.booklet(slug), edition):
            yield paths.pdf(tag, slug, name), _called(edition, name)
        return
    for path in edition.names(paths.PRINT + SITE):
        name, _, spoken = path.removeprefix(f"{paths.PRINT}{SITE}-").removesuffix(".pdf").rpartition(".")
        if spoken in (tag, MANY):
            yield path, " – ".join((*edition.look("sheet", f"{SITE}/{name}"), edition.language_name(spoken)))


def _kind(edition: Edition, shape: PaperFormat) -> str:
    return f"{edition.say(shape.words)} {shape.paper} (PDF)".replace("  ", " ")


def _called(edition: Edition, name: str) -> str:
    """What the format of a booklet is, and how it differs from the plain one: larger, or with a second language."""
    plain, _, variant = name.partition("-")
    large, own = f"-{variant}" == LARGE, edition.language_name(edition.language.tag)
    kind = _kind(edition, A4_BOOKLET if large and plain == A5.name else FORMATS[plain])
    if large:
        about = f"{edition.say(_LARGE)} – {own}"
    elif not variant:
        about = own
    else:
        other = variant.removeprefix(FACING[1:])
        words = _UNDER if other == variant else _OPPOSITE
        about = edition.say(words, languages=edition.join([own, edition.language_name(other)]))
    return f"{kind} – {about}"


PDF = Format(
    "pdf",
    _make_document,
    _documents,
    shared=_sheets,
    steps={"document": Step(_document, brief=True), "sheet": Step(_titled, kept=True), "glyphs": Step(fonts.glyphs)},
    offer=Offer(N_("To print or keep (PDF)"), booklet=paths.pdf, icon="print", named=papers),
)
