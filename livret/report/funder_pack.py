"""`report/funder/`: one ZIP that tells a funder of a period, with what shows that it is told who pays.

`report.pdf` is to be read and `report.json` to be worked with; `pictures/` are drawn from published PDFs, `public/` has pages as they are published. Its
words are in French and English, whatever the site's languages. Small numbers are exact: the ZIP is for the funder, and nobody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from livret.carry.container import container, deflated, stored
from livret.editions.edition import Edition
from livret.editions.editions import Editions
from livret.encode.json import document
from livret.languages import name_in
from livret.paper.document import Document, base
from livret.paper.paper_formats import FUNDER_REPORT
from livret.paper.paper_plan import MANY, typeset
from livret.paper.typst_blocks import PaperVisitor
from livret.phrases import heard
from livret.problems import Place, Report
from livret.report.evidence import DPI, Picture, Published, Shown
from livret.report.funder_figures import Figures, Gathering, figures, summed
from livret.tongue import marked, told

FOLDER = "funder"
_Rows = Iterable[tuple[str, ...]]
_PEOPLE = {
    "people": "Personnes · people",
    "women": "Femmes · women",
    "men": "Hommes · men",
    "other": "Autre · other",
    "under_18": "< 18",
    "from_18_to_60": "18–60",
    "over_60": "> 60",
}
_TWICE = (
    "Une personne venue deux fois est comptée deux fois. – : non compté. · Someone who came twice is counted twice. –: not counted."
)
_EXACT = (
    "Les petits nombres sont exacts ici : ne publiez pas ce rapport. · Small numbers are exact here: do not publish this report."
)
_INVENTED = "Démonstration : tout ce qui est dit ici est inventé. · Demonstration: everything that is told here is invented."
_MADE_OF = (
    f"Chaque image est une page d'un PDF publié, dessinée par PDFium à {DPI} ppp ; le dossier public/ contient la page d'accueil de chaque langue telle qu'elle est publiée, avec son emblème. Aucun navigateur n'a été utilisé.",
    f"Each picture is a page of a published PDF, drawn by PDFium at {DPI} dpi; the folder public/ holds the home page of each language as it is published, with its emblem. No browser was used.",
)


@dataclass(frozen=True, slots=True)
class Pack:
    """The ZIP, and what is told on the terminal."""

    data: bytes
    lines: tuple[str, ...]


def pack(
    editions: Editions, tags: tuple[str, ...], first: date, last: date, published: Published | None, report: Report
) -> Pack | None:
    """What there is to tell of a period, in some languages or in all. Reports what stands in the way, and gives None. Raises PaperError, Refused."""
    reading = editions.inputs.reading
    wrong = len(report)
    found = figures(reading.site, editions.inputs.door, first, last, report)
    if published is None:
        report.add("funder-unpublished", Place("public"))
    if published is None or len(report) > wrong:
        return None
    config = reading.site.config
    shown = published.languages(tags or config.languages)
    pictures = tuple(published.pictures((*(each.tag for each in shown), MANY)))
    edition = editions[config.language]
    files = {
        "report.json": document(_as_json(edition, found, shown, pictures)),
        "report.pdf": typeset(edition, _report(edition, found, shown, pictures)),
        **{each.name: each.data for each in pictures},
        **{f"public/{path}": data for each in shown for path, data in published.home(each.tag)},
    }
    members = ((name, stored(data) if name.endswith((".png", ".pdf")) else deflated(data)) for name, data in sorted(files.items()))
    return Pack(container(members), tuple(_lines(found, shown, pictures)))


def _lines(found: Figures, shown: tuple[Shown, ...], pictures: tuple[Picture, ...]) -> Iterator[str]:
    counts = {
        told("editions"): len(found.editions),
        told("copies ordered"): sum(each.copies for each in found.copies),
        told("meetings"): len(found.meetings),
        told("laboratories"): len(found.labs),
        told("people"): summed((*found.meetings, *found.labs))["people"] or 0,
        told("languages"): len(shown),
    }
    yield ", ".join(f"{name}: {count}" for name, count in counts.items())
    every = sum(each.pages for each in shown)
    yield told("{count} of {all} pages show the emblem", count=every - sum(len(each.without) for each in shown), all=every)
    yield told("{count} of {all} documents show it", count=sum(bool(each.shows) for each in pictures), all=len(pictures))
    yield from (told("  {name} does not", name=each.source) for each in pictures if not each.shows)
    undated = marked("content/orders/{name}.yaml says no day (ordered_on): its copies are not counted")
    yield from (told(undated, name=name) for name in found.undated)


def _as_json(edition: Edition, found: Figures, shown: tuple[Shown, ...], pictures: tuple[Picture, ...]) -> Any:
    """Every figure and where each picture comes from. Days are ISO 8601; null is what nobody counted."""
    config, project = edition.config, edition.project
    data = {
        "site": {"name": config.name.text, "url": config.url, "mode": config.mode},
        "project": project.model_dump(mode="json", by_alias=True, include={"from_", "until", "cost", "currency", "paid", "example"})
        | {"title": project.title.text}
        if project
        else None,
        **asdict(found),
        "people": {"meetings": summed(found.meetings), "labs": summed(found.labs)},
        "languages": [asdict(each) for each in shown],
        "pictures": [{**asdict(each), "data": None, "dpi": DPI} for each in pictures],
    }
    return _plain(data)


def _plain(value: Any) -> Any:
    """Days as text, tuples as lists; the bytes of pictures are in their files."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items() if name != "data"}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


# --- on paper ----------------------------------------------------------------------------------------


def _report(edition: Edition, found: Figures, shown: tuple[Shown, ...], pictures: tuple[Picture, ...]) -> Document:
    visitor, config = PaperVisitor(edition, ""), edition.config
    title = "Rapport pour le financeur · Report for the funder"
    notes = [_EXACT, *([_INVENTED] if config.mode == "demo" else [])]
    values = {
        **base(edition, visitor, config.name, "booklet", FUNDER_REPORT, press=False),
        "plain_title": title,
        "rows": [list(row) for row in _head(edition, found)],
        "notes": notes,
        "tables": [
            _table(
                "Éditions datées · dated editions", ("Document", "Langue · language", "Édition · edition", "Date"), _editions(found)
            ),
            _table(
                "Exemplaires commandés · copies ordered",
                ("Document", "Langue · language", "Commande · order", "Nombre · number"),
                _copies(found),
            ),
            _table("Réunions · meetings", ("Date", "Titre · title", *_PEOPLE.values()), _gatherings(found.meetings), _TWICE),
            _table("Laboratoires · laboratories", ("Dates", "Question", *_PEOPLE.values()), _gatherings(found.labs)),
            _table(
                "Langues du site · languages of the site",
                ("Langue · language", "Pages", "Avec l'emblème · with the emblem"),
                (
                    (f"{each.tag} – {name_in(each.tag, 'fr')}", str(each.pages), str(each.pages - len(each.without)))
                    for each in shown
                ),
            ),
            _table(
                "Images · pictures",
                ("Image · picture", "Page", "SHA-256 du PDF · of the PDF", "Emblème · emblem"),
                ((each.name, str(each.page), each.sha256[:16], "oui · yes" if each.shows else "non · no") for each in pictures),
                " ".join(_MADE_OF),
            ),
        ],
    }
    return Document(FUNDER_REPORT, values, {})


def _table(title: str, columns: tuple[str, ...], rows: _Rows, note: str = "") -> dict[str, Any]:
    return {"title": title, "columns": list(columns), "rows": [list(row) for row in rows], "note": note}


def _head(edition: Edition, found: Figures) -> Iterator[tuple[str, str]]:
    yield "Site", f"{edition.config.name.text} – {edition.config.url}"
    yield "Période · period", f"{found.first} – {found.last}"
    yield "Fait le · made on", found.today.isoformat()
    if edition.project:
        total, shares = heard.costs(edition, edition.project)
        yield "Projet · project", edition.project.title.text
        yield "Coût · cost", total
        yield "Financé par · paid by", " · ".join(f"{name} : {amount}" for name, amount in shares)


def _editions(found: Figures) -> _Rows:
    return ((each.document, each.language, each.release, each.date.isoformat()) for each in found.editions)


def _copies(found: Figures) -> _Rows:
    yield from ((each.document, each.language, each.order, str(each.copies)) for each in found.copies)
    if found.copies:
        yield "Total", "", "", str(sum(each.copies for each in found.copies))


def _gatherings(found: tuple[Gathering, ...]) -> _Rows:
    for each in found:
        days = each.first.isoformat() if each.first == each.last else f"{each.first} – {each.last}"
        yield days, each.title + " (exemple · example)" * each.example, *_counts(each.by | {"people": each.people})
    if found:
        yield "Total", "", *_counts(summed(found))


def _counts(counts: dict[str, int | None]) -> Iterator[str]:
    return ("–" if counts[name] is None else str(counts[name]) for name in _PEOPLE)
