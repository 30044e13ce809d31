"""What the guide of this repository may not do to its readers: send them to a place that does not exist, promise a number, name nobody's source."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from conftest import ON_PAPER, ROOT

URGENT = re.compile(r'<div class="callout (?:danger|deadline)".*?</div>', re.DOTALL)
STEPS = re.compile(r"<ol\b.*?</ol>", re.DOTALL)
SPAN = re.compile(r"\b\d+\s(?:heures?|jours?|semaines?|mois|ans?)\b")
CATALOGS = sorted(path for path in (ROOT / "translations").glob("*/*.po") if path.parent.name != "fr")
CHAPTERS = sorted((ROOT / "content/booklets").glob("*/*.md"))


def front(path: Path) -> dict[str, object]:
    return yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])


def is_page(url: str) -> bool:
    """Whether an address leads further than the first page of a site."""
    return bool(urlsplit(url).path.strip("/") or urlsplit(url).query)


def services() -> list[dict[str, object]]:
    return [
        service
        for path in sorted((ROOT / "content/services").glob("*.yaml"))
        for service in yaml.safe_load(path.read_text(encoding="utf-8"))["services"]
    ]


def test_no_urgent_step_leads_to_an_example(shipped: Path) -> None:
    for path in sorted(shipped.glob("fr/*/*.html")):
        text = path.read_text(encoding="utf-8")
        urgent = [*URGENT.findall(text), *(STEPS.findall(text) if path.parent.name in ("asile", "urgences") else ())]
        assert not [each for each in urgent if 'class="example"' in each], path


@pytest.mark.parametrize(
    "document", [*(f"{name}.fr" for name in ON_PAPER if not name.endswith("-a5")), "site-card.fr", "site-welcome.mul"]
)
def test_a_leaflet_prints_no_number_of_days(document: str, shipped: Path) -> None:
    """A deadline may change; a leaflet stays in a pocket for years. An age is told, and the day of the edition."""
    said = subprocess.run(["pdftotext", shipped / f"print/{document}.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert [span for span in SPAN.findall(said) if not span.endswith("ans")] == []


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_source_is_a_page_not_a_door(path: Path) -> None:
    assert all(is_page(source["url"]) for source in front(path).get("sources", ()))
    if not path.name.endswith(".easy.md"):
        assert front(path)["sources"]


def test_facts_and_services_are_read_on_a_page() -> None:
    facts = yaml.safe_load((ROOT / "content/facts.yaml").read_text(encoding="utf-8"))
    real = [fact for kind in facts.values() for fact in kind.values() if "source" in fact]
    assert all(is_page(fact["source"]) and fact["passage"] for fact in real)
    read = [source for service in services() for source in service.get("sources", ())]
    assert all(is_page(source["url"]) for source in read)


def test_what_does_not_exist_is_nowhere_and_nobody_verified_it(shipped: Path) -> None:
    invented = [service for service in services() if service.get("example")]
    assert invented
    for service in invented:
        assert not {"latitude", "longitude", "verified_by"} & set(service)
        page = (shipped / f"fr/services/{service['id']}.html").read_text(encoding="utf-8")
        assert "Vérifié le" not in page


def test_who_is_seen_reading_the_list_of_a_sensitive_booklet_can_leave(shipped: Path) -> None:
    """Its title alone says what it is about. Of a booklet with one such chapter it does not."""
    found = {slug: (shipped / f"fr/{slug}/index.html").read_text(encoding="utf-8") for slug in ("violences", "urgences")}
    assert {slug: 'class="exit"' in page for slug, page in found.items()} == {"violences": True, "urgences": False}


def test_every_catalog_says_that_a_machine_made_it() -> None:
    """No native reader has checked one: readers are told so, in each booklet."""
    made = {path: "X-Livret-Provenance: machine\\n" in path.read_text(encoding="utf-8") for path in CATALOGS}
    assert len(made) > 100
    assert [str(path.relative_to(ROOT)) for path, said in made.items() if not said] == []
