"""An order: one ZIP with the press files, the job ticket (PDF and JSON) and, for each language, the sheet that a reader signs.

Its list is `content/orders/<name>.yaml`. Words for shops are in French and English, whatever the site's languages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from livret import ordered
from livret.artifact import Artifact
from livret.carry.container import container, stored
from livret.editions.edition import Edition
from livret.languages import language
from livret.paper.compile import TICKET, pdf
from livret.paper.document import fonts
from livret.paper.paper_plan import MANY
from livret.printing.handout import Ticket, ticket_path
from livret.problems import Place, Report
from livret.schema.order import Line, Order
from livret.source import orders, yaml
from livret.source.door import Door

_FOLDS = {
    "saddle": "Piqûre à cheval, 2 points · saddle stitch, 2 staples",
    "letter": "3 volets, pli roulé · letter fold",
    "half": "Pli central · half fold",
    "": "Sans pli · flat",
}
_SIDES = {"left": "à gauche · left", "right": "à droite · right", None: "–"}
_DIRECTIONS = {"ltr": "de gauche à droite · left to right", "rtl": "de droite à gauche · right to left"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A line of an order and its press files by language."""

    line: Line
    jobs: Mapping[str, Artifact]


def read(door: Door, name: str, jobs: Sequence[Artifact], edition: Edition, report: Report) -> tuple[Order, list[Wanted]] | None:
    """An order, each line with its files. Reports `order-printer`, `order-unknown`, `language-absent` and mistakes of YAML."""
    path = f"{orders.FOLDER}/{name}.yaml"
    order, tree = yaml.load(door, path, Order, report, "site")
    if edition.config.printer is None:
        report.add("order-printer", Place("content/site.yaml"))
    if order is None:
        return None
    known: dict[str, dict[str, Artifact]] = {}
    for job in jobs:
        document, tag, _ = job.path.rsplit(".", 2)
        known.setdefault(document, {})[tag] = job
    ordered.check_lines(order, tree, known, report)
    wanted = []
    for line in order.documents:
        files = known.get(line.document, {})
        wanted.append(Wanted(line, {tag: files[tag] for tag in line.copies if tag in files}))
    return order, wanted


def pack(
    name: str,
    order: Order,
    wanted: Sequence[Wanted],
    made: Mapping[Artifact, tuple[bytes, Ticket]],
    editions: Mapping[str, Edition],
) -> bytes:
    """The ZIP. Files are stored, not packed: deflate differs between machines, and PDF is packed already."""
    edition = next(iter(editions.values()))
    files: dict[str, bytes] = {}
    for each in wanted:
        for job in each.jobs.values():
            data, ticket = made[job]
            files[f"press/{job.path}"] = data
            files[f"press/{ticket_path(job)}"] = _json(ticket)
    files["job-ticket.json"] = _json(_as_json(name, order, wanted, made, edition))
    files["job-ticket.pdf"] = _ticket_pdf(name, order, wanted, made, edition)
    for tag in sorted({tag for each in wanted for tag in each.jobs}):
        files[f"bon-a-tirer.{tag}.pdf"] = _proof(name, tag, wanted, made, edition)
    return container((path, stored(data)) for path, data in sorted(files.items()))


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _as_json(
    name: str, order: Order, wanted: Sequence[Wanted], made: Mapping[Artifact, tuple[bytes, Ticket]], edition: Edition
) -> Any:
    printer = edition.config.printer
    return {
        "order": name,
        "date": edition.today.isoformat(),
        "printer": printer.model_dump() if printer else None,
        "contact": order.contact.model_dump(),
        "deliver": order.deliver,
        "documents": [
            {
                "document": each.line.document,
                "paper": each.line.paper,
                "files": [{**made[job][1], "copies": each.line.copies[tag]} for tag, job in each.jobs.items()],
            }
            for each in wanted
        ],
    }


# --- on paper ----------------------------------------------------------------------------------------


def _base(edition: Edition, title: str, kind: str) -> dict[str, Any]:
    return {
        "plain_title": title,
        "author": edition.config.publisher.name,
        "fonts": list(fonts(edition)),
        "colours": {},
        "dir": "ltr",
        "kind": kind,
    }


def _ticket_pdf(
    name: str, order: Order, wanted: Sequence[Wanted], made: Mapping[Artifact, tuple[bytes, Ticket]], edition: Edition
) -> bytes:
    printer, contact = edition.config.printer, order.contact
    rows = [
        ("Date", edition.today.isoformat()),
        ("Imprimeur · printer", f"{printer.name}, {printer.address}" if printer else "–"),
        ("Contact", " · ".join(filter(None, (contact.name, contact.email, contact.phone)))),
        ("Livraison · delivery", order.deliver or "–"),
        (
            "Fichiers · files",
            f"PDF/X-4, {printer.condition if printer else 'FOGRA39'}, pages simples dans l'ordre de lecture · single pages in reading order",
        ),
        ("Contrôle · preflight", "Structurel, non certifié : refaites le vôtre. · Structural, not certified: please run your own."),
    ]
    values = {
        **_base(edition, f"Fiche de fabrication · Job ticket {name}", "ticket"),
        "rows": rows,
        "items": [_item(each, made) for each in wanted],
    }
    return pdf(edition, "ticket.typ", values, _files(wanted, made), TICKET)


def _item(each: Wanted, made: Mapping[Artifact, tuple[bytes, Ticket]]) -> dict[str, Any]:
    tickets = {tag: made[job][1] for tag, job in each.jobs.items()}
    first = next(iter(tickets.values()))
    width, height = first["trim_mm"]
    copies = " · ".join(f"{tag} {each.line.copies[tag]}" for tag in tickets)
    rows = [
        ("Format fini · trim", f"{width:g} × {height:g} mm, fond perdu · bleed {first['bleed_mm']:g} mm"),
        ("Pages", " · ".join(f"{tag} {ticket['pages']}" for tag, ticket in tickets.items())),
        (
            "Encres · inks",
            "noir · black"
            if len(first["inks"]) == 1
            else "quadrichromie · CMYK, texte noir en surimpression · black text overprints",
        ),
        ("Papier · paper", each.line.paper),
        ("Façonnage · finishing", _FOLDS[first["fold"]]),
        ("Reliure · binding side", " · ".join(f"{tag} : {_SIDES[ticket['binding']]}" for tag, ticket in tickets.items())),
        ("Exemplaires · copies", f"{copies} · total {sum(each.line.copies[tag] for tag in tickets)}"),
    ]
    ways = {ticket["direction"]: ticket for ticket in reversed(tickets.values())}
    return {
        "name": each.line.document,
        "rows": rows,
        "diagrams": [
            {"name": _DIRECTIONS[way], "faces": ways[way]["panels_mm"], "binding": ways[way]["binding"]}
            for way in ("ltr", "rtl")
            if way in ways
        ],
        "languages": [
            {"name": f"{language(tag).name if tag != MANY else tag} – {job.path}", **_job_pages(job, made)}
            for tag, job in each.jobs.items()
        ],
    }


def _job_pages(job: Artifact, made: Mapping[Artifact, tuple[bytes, Ticket]]) -> dict[str, Any]:
    ticket = made[job][1]
    return {"file": f"press/{job.path}", "pages": ticket["pages"], "title": ticket["title"]}


def _files(wanted: Sequence[Wanted], made: Mapping[Artifact, tuple[bytes, Ticket]]) -> dict[str, bytes]:
    return {f"press/{job.path}": made[job][0] for each in wanted for job in each.jobs.values()}


def _proof(name: str, tag: str, wanted: Sequence[Wanted], made: Mapping[Artifact, tuple[bytes, Ticket]], edition: Edition) -> bytes:
    """The *bon à tirer* of one language: what its reader looks at before signing."""
    known = language(tag) if tag != MANY else edition.language
    rows = [
        ("Langue · language", f"{known.name} ({tag})"),
        ("Sens de lecture · direction", _DIRECTIONS[known.direction]),
        ("Commande · order", name),
    ]
    values = {
        **_base(edition, f"Bon à tirer · Ready to print – {known.name}", "proof"),
        "rows": rows,
        "items": list(_proofs(tag, wanted, made)),
        "sign": "Lu et approuvé, page par page. · Read and approved, page by page.   Nom, date, signature :",
    }
    return pdf(
        edition,
        "ticket.typ",
        values,
        _files([Wanted(each.line, {tag: each.jobs[tag]}) for each in wanted if tag in each.jobs], made),
        TICKET,
    )


def _proofs(tag: str, wanted: Sequence[Wanted], made: Mapping[Artifact, tuple[bytes, Ticket]]) -> Iterator[dict[str, Any]]:
    for each in wanted:
        if tag in each.jobs:
            job = each.jobs[tag]
            ticket = made[job][1]
            rows = [
                ("Reliure · binding side", _SIDES[ticket["binding"]]),
                ("Pages", str(ticket["pages"])),
                ("SHA-256", ticket["sha256"]),
            ]
            html = language(tag).html if tag != MANY else "fr"
            spoken = {"lang": html.partition("-")[0], "region": html.partition("-")[2] or None, "dir": ticket["direction"]}
            lines = {"first": _nodes(ticket["first"]), "last": _nodes(ticket["last"])}
            yield {"name": each.line.document, "rows": rows, **lines, **spoken, **_job_pages(job, made)}


def _nodes(text: str) -> list[dict[str, Any]]:
    """A line of a ticket as inline nodes: what stands between U+2066 and U+2069 keeps its own direction."""
    parts = re.split("\u2066([^\u2069]*)\u2069", text)
    return [
        {"t": "isolate", "v": part, "dir": "ltr", "lang": None} if odd % 2 else {"t": "text", "v": part}
        for odd, part in enumerate(parts)
        if part
    ]
