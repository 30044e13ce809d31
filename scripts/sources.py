"""Writes content/SOURCES.md: every fact, chapter, service and word of the guide with what it was read in, the day, and how near that is to who decides.

    python scripts/sources.py

It reads the files of content/ as they are written, and asks nothing of the network. `near` is said by rules anyone can check: the law or an authority's own
page, a copy of such a page elsewhere, or somebody else's account – which is to be held against the authority's own before something is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

ROOT = Path(__file__).resolve().parents[1]
OUT = "content/SOURCES.md"
# Who decides, by the end of the host's name: the State, its offices and courts, the Union, the town, the university for itself.
OWN = re.compile(
    r"(?:^|\.)(?:gouv\.fr|service-public\.fr|ofpra\.gouv\.fr|ofii\.fr|ameli\.fr|europa\.eu|justice\.fr|defenseurdesdroits\.fr|ac-[a-z]+\.fr"
    r"|sante\.fr|cour-administrative-appel\.fr|tribunal-administratif\.fr|grenoble\.fr|univ-grenoble-alpes\.fr|croix-rouge\.fr|restosducoeur\.org"
    r"|banquealimentaire\.org|solidaritefemmes\.org|sida-info-service\.org|ada-grenoble\.org|info-droits-etrangers\.org)$"
)
COPY = re.compile(r"\(copie|\(lue? en italien\)")
HEAD = """# Les sources du guide

Cette page est écrite par `python scripts/sources.py` : ne la changez pas à la main. Elle dit, pour chaque nombre, chaque chapitre, chaque lieu et chaque mot,
où cela a été lu, quel jour, et de qui cela vient :

- **officiel** : la loi, ou la page de celui qui décide ou qui tient le lieu ;
- **copie** : la même page, lue ailleurs ou dans une autre langue ;
- **autre** : un journal, une association, un avocat. À comparer avec la page officielle avant d'imprimer.

Tout a été lu dans des copies gardées, pas sur les sites eux-mêmes. Un texte de loi peut avoir changé depuis : la date de la version est dans le titre.
"""


def near(title: str, url: str) -> str:
    """From whom a claim comes: « officiel », « copie » or « autre »."""
    if COPY.search(title):
        return "copie"
    return "officiel" if OWN.search(urlsplit(url).netloc) else "autre"


def page() -> str:
    """The whole page."""
    parts = [HEAD, *_facts(), *_chapters(), *_services(), *_terms()]
    return "\n".join(parts) + "\n"


def _facts() -> Iterator[str]:
    yield "## Les nombres, les dates, les adresses\n"
    yield "| Fait | Valeur | Source | Passage | Lu le | De qui |\n| --- | --- | --- | --- | --- | --- |"
    for kind, facts in _read("content/facts.yaml").items():
        for ident, fact in facts.items():
            if "source" in fact:
                yield _row(
                    f"{kind}.{ident}",
                    _value(fact),
                    f"<{fact['source']}>",
                    fact["passage"],
                    fact["read_on"],
                    near(fact["passage"], fact["source"]),
                )
    yield ""


def _chapters() -> Iterator[str]:
    yield "## Les chapitres\n"
    for path in sorted((ROOT / "content/booklets").glob("*/*.md")):
        head = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
        if sources := head.get("sources"):
            yield f"### {path.parent.name}/{path.name}\n"
            yield f"Vérifié le {head['verified_on']}, à revoir avant le {head['review_before']}.\n"
            yield from _list(sources)


def _services() -> Iterator[str]:
    yield "## Les lieux et les services\n"
    for path in sorted((ROOT / "content/services").glob("*.yaml")):
        for service in _read(path.relative_to(ROOT))["services"]:
            if "sources" in service:
                yield f"### {service['name']} ({service['id']})\n"
                yield from _list(service["sources"])


def _terms() -> Iterator[str]:
    yield "## Les mots des lettres\n"
    yield from _list(_read("translations/terms.yaml")["sources"])


def _list(sources: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for source in sources:
        yield f"- {source['title']} – <{source['url']}> – lu le {source['read_on']} – {near(source['title'], source['url'])}"
    yield ""


def _row(*cells: object) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def _value(fact: Mapping[str, Any]) -> str:
    """What the guide prints of a fact, in one cell."""
    names = ("number", "value", "unit", "amount", "currency", "per", "street", "postal_code", "city", "address")
    return " ".join(str(fact[name]) for name in names if name in fact)


def _read(path: str | Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))
    return found


if __name__ == "__main__":
    (ROOT / OUT).write_text(page(), encoding="utf-8")
