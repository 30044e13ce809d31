"""A consent that was withdrawn: what no build reaches is listed, without the name."""

from __future__ import annotations

import json
from pathlib import Path

import plain
import pytest
from conftest import DAY, run

NAME = "Zwilfimarduk"
MEMBERS = f"""members:
  - id: selam
    name: {NAME} Ortwell
    credit: {NAME}
    consents:
      - {{scope: site, on: 2026-11-01}}
      - {{scope: paper, on: 2026-10-01, withdrawn: 2026-11-20}}
"""
RELEASE = """documents:
  - {document: sante-a5, subject: sante/a5, language: ar, title: Santé, date: 2026-10-02}
  - {document: sante-a5, subject: sante/a5, language: fr, title: Santé, date: 2026-11-21}
  - {document: site-card, subject: site/card, language: fr, title: Carte, date: 2026-10-02}
"""
ORDER = """contact: {name: Agora}
ordered_on: 2026-10-03
documents: [{document: sante-a5, paper: mat, copies: {ar: 200}}]
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = plain.site(tmp_path, "sound", "room")
    for path, text in (
        (".livret-private/members.yaml", MEMBERS),
        ("content/releases/2026-10.yaml", RELEASE),
        ("content/orders/2026-10.yaml", ORDER),
        ("content/orders/2027-01.yaml", ORDER.replace("2026-10-03", "2027-01-02")),
    ):
        (site / path).parent.mkdir(exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    return site


def listed(site: Path) -> list[dict[str, object]]:
    return json.loads(run("status", "--site", site, "--date", DAY, "--json").stdout)["withdrawn"]


def test_each_place_that_no_build_reaches_is_named(site: Path) -> None:
    (paper,) = listed(site)
    assert (paper["ident"], paper["scope"], paper["withdrawn"]) == ("selam", "paper", "2026-11-20")
    assert paper["printed"] == ["2026-10 sante-a5.ar"], "what was printed after it, or of the site, tells nobody's name"
    assert paper["ordered"] == ["2026-10"]
    for line, words in zip(
        paper["to_do"], ("printed editions", "press/", "old deploys", "saved packs", "catalogs", "git"), strict=True
    ):
        assert words in line


def test_the_terminal_and_the_report_say_it_without_the_name(site: Path) -> None:
    result = run("status", "--site", site, "--date", DAY, "--html")
    assert "Consent of selam, paper, withdrawn on 2026-11-20. A build does not reach:" in result.stdout
    assert "  [ ] printed editions (content/releases: 2026-10 sante-a5.ar; content/orders: 2026-10):" in result.stdout
    assert "selam, paper, withdrawn on 2026-11-20" in (site / "report/index.html").read_text(encoding="utf-8")
    assert NAME not in result.output
    assert NAME.encode() not in b"".join(plain.tree(site / "report").values())


def test_where_nothing_is_recorded_somebody_is_asked(site: Path) -> None:
    for folder in ("releases", "orders"):
        for path in (site / "content" / folder).iterdir():
            path.unlink()
    (paper,) = listed(site)
    assert "none is recorded, so ask who handed copies out" in str(paper["to_do"])


def test_the_web_alone_has_no_paper(site: Path) -> None:
    members = site / ".livret-private/members.yaml"
    members.write_text(MEMBERS.replace("on: 2026-11-01}", "on: 2026-11-01, withdrawn: 2026-11-22}"), encoding="utf-8")
    newest, _ = listed(site)
    assert (newest["scope"], newest["printed"]) == ("site", [])
    assert not any("printed" in str(line) for line in newest["to_do"])  # type: ignore[attr-defined]


def test_what_was_agreed_to_again_is_none(site: Path) -> None:
    with (site / ".livret-private/members.yaml").open("a", encoding="utf-8") as file:
        file.write("      - {scope: paper, on: 2026-11-22}\n")
    assert listed(site) == []


def test_an_order_that_cannot_be_read_is_told(site: Path) -> None:
    (site / "content/orders/2026-10.yaml").write_text("documents: []\n", encoding="utf-8")
    result = run("status", "--site", site, "--date", DAY)
    assert result.exit_code == 1
    assert "content/orders/2026-10.yaml:1:1: error[key-missing]" in result.output
