"""The one page for the team: what stands in each of its parts, from what is in the site and what is known of it."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest
from conftest import DAY, run

from livret import limits
from livret.outside.asking import Standing
from livret.publish import kept
from livret.report.sizes import sizes
from livret.schema.asset_list import AssetList
from livret.source.door import Door

ORDER = """\
contact: {name: Essai}
documents:
  - {document: sante-a5, paper: offset, copies: {fr: 30, ar: 20}}
  - {document: site-card, paper: offset, copies: {fr: 5}}
"""
RELEASE = {
    "documents": [
        {
            "document": "sante-a5",
            "subject": "sante/a5",
            "language": "fr",
            "title": "Santé",
            "date": "2026-06-01",
            "facts": {"phone.samu": "18"},
        }
    ]
}
HARD = "Les personnes nouvellement arrivées doivent impérativement constituer un dossier administratif comportant l'intégralité des justificatifs nécessaires."


@pytest.fixture
def site(sound: Path) -> Path:
    """With an order, a printed edition whose number is another now, a chapter that is hard to read, and an address that is known to be gone."""
    (sound / "content/orders").mkdir()
    (sound / "content/orders/2026-12.yaml").write_text(ORDER, encoding="utf-8")
    (sound / "content/releases").mkdir()
    (sound / "content/releases/2026-06.yaml").write_text(json.dumps(RELEASE), encoding="utf-8")
    with (sound / "content/booklets/01-sante/02-soins.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{HARD} {HARD}\n")
    kept.write(sound / ".livret/outside", {"https://exemple.fr": [Standing.DEAD, "its server answers 404", "2026-11-20"]})
    return sound


def page(site: Path, language: str = "en", day: str = DAY) -> str:
    result = run("status", "--html", "--site", site, "--date", day)
    assert result.exit_code == 0, result.output
    return (site / "report/index.html").read_text(encoding="utf-8")


def part(text: str, name: str) -> str:
    """A part of the page, by its anchor, as the words that are seen, a space between two."""
    found = re.split(r"<h2", text.split(f'<h2 id="{name}">')[1])[0]
    return " ".join(re.sub("<[^>]+>", " ", found).split())


def test_each_part_is_there_and_at_a_glance(site: Path) -> None:
    text = page(site)
    anchors = re.findall(r'<h2 id="([a-z]+)">', text)
    glance = text.split('<ul class="glance">')[1].split("</ul>")[0]
    assert re.findall(r'href="#([a-z]+)"', glance) == anchors
    assert "<script" not in text
    assert not re.search(r'(?:src|<link[^>]+href)="', text), "one file"
    assert "@media print" in text

    assert "ar" in re.findall(r'href="([a-z]+)\.html"', text)
    assert re.search(r"site services terms sante French 100 – – – – Arabic 100 0 0 0 \d+", part(text, "languages"))
    assert "warning" in part(text, "problems")
    assert "content/booklets/01-sante/02-soins.md this is hard to read" in part(text, "problems")
    assert re.search(r"Arabic 2 0 0 0 –", part(text, "reviews"))
    assert "2026-11 0 2026-12 0" in part(text, "services")
    assert "2027-05 1 permanence" in part(text, "services")
    assert "services 1 0 0 0 0 services/permanence (2026-11-20)" in part(text, "again")
    assert "2026-06 sante-a5.fr 2026-06-01 phone.samu 18 → 15" in part(text, "reprints")
    assert "2026-12 not sent yet 2 55 fr 35, ar 20" in part(text, "orders")
    assert "1 address; 1 asked since 2026-11-20" in part(text, "outside")
    assert "gone (1) https://exemple.fr – its server answers 404, 2026-11-20 content/facts.yaml:15:" in part(text, "outside")
    assert "Les soins content/booklets/01-sante/02-soins.md" in part(text, "reading")
    assert part(text, "sizes").startswith("Sizes of what is published Nothing.")


def test_in_french(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVRET_LANG", "fr")
    text = page(site)
    assert '<html lang="fr"' in text
    titles = re.findall(r"<h[23][^>]*>([^<]+)<", text)
    assert "Services à vérifier, par mois" in titles
    assert not [title for title in titles if re.search(r"\b(?:the|to|of|what|how)\b", title)]


def test_a_service_that_is_overdue_is_due_now_and_one_that_is_closed_is_not(site: Path) -> None:
    assert "2028-01 1 permanence" in part(page(site, day="2028-01-15"), "services")
    listing = site / "content/services/health.yaml"
    listing.write_text(f"{listing.read_text(encoding='utf-8').rstrip()}\n    status: closed\n", encoding="utf-8")
    assert "permanence" not in part(page(site, day="2028-01-15"), "services")


def test_what_an_author_wrote_is_text(site: Path) -> None:
    order = site / "content/orders/2026-12.yaml"
    order.rename(order.with_name("<b>x<b>.yaml"))
    needs = site / "content/booklets/01-sante/02-soins.md"
    needs.write_text(needs.read_text(encoding="utf-8").replace("# Les soins", "# Les <soins> & \u202etext"), encoding="utf-8")
    result = run("status", "--html", "--site", site, "--date", DAY)
    text = (site / "report/index.html").read_text(encoding="utf-8") if (site / "report/index.html").exists() else ""
    assert "Traceback" not in result.output
    assert "<b>" not in text
    assert "<soins>" not in text


def test_an_order_or_an_edition_that_cannot_be_read_is_told_and_the_rest_is_there(site: Path) -> None:
    (site / "content/orders/2027-01.yaml").write_text("documents: 3\n", encoding="utf-8")
    result = run("status", "--html", "--site", site, "--date", DAY)
    assert result.exit_code == 1
    assert "content/orders/2027-01.yaml:1" in result.output
    assert "2026-12 not sent yet" in part((site / "report/index.html").read_text(encoding="utf-8"), "orders")


def test_sizes_are_those_of_what_is_published(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def found() -> dict[str, tuple[int, int]]:
        day = datetime.date.fromisoformat(DAY)
        listed = AssetList.model_validate(
            {
                "styles": {"style.css": {"pages": ["every"]}},
                "scripts": {"script.js": {"pages": ["framed"]}, "search.js": {"pages": ["search", "carried"]}},
            }
        )
        return {each.what: (each.weighs, each.most) for each in sizes(Door(published / "public", day), listed, ("fr", "ar", "ti"))}

    assert [what for what in found() if what.endswith("a phone")] == ["French, saved on a phone", "Arabic, saved on a phone"]
    assert all(0 < weighs <= most for weighs, most in found().values())
    pack = json.loads((published / "public/packs/fr.json").read_text(encoding="utf-8"))
    assert found()["French, saved on a phone"] == (pack["weight"], limits.SAVED_SENT)


def test_there_are_no_sizes_of_what_is_not_published(tmp_path: Path) -> None:
    assert sizes(Door(tmp_path / "public", datetime.date(2026, 11, 24)), AssetList(), ("fr",)) == ()
