"""The feed of each language: well-formed Atom (RFC 4287) with what is new, and no date of the clock."""

from __future__ import annotations

import datetime
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import plain
import pytest
from conftest import run

ATOM = "{http://www.w3.org/2005/Atom}"
NOTICE = "    notices: [{from: 2026-11-03, until: 2026-11-20, closed: true}]\n    verified_on: 2026-11-20"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = plain.site(tmp_path_factory.mktemp("news"), "sound", "room")
    health = folder / "content/services/health.yaml"
    health.write_text(health.read_text(encoding="utf-8").replace("    verified_on: 2026-11-20", NOTICE), encoding="utf-8")
    return folder


def feed(site: Path, tag: str, day: str = "2026-11-24") -> ElementTree.Element:
    result = run("build", "--site", site, "--out", site / "public", "--date", day, "--jobs", "1", "--without", "pdf")
    assert result.exit_code == 0, result.output
    return ElementTree.fromstring((site / f"public/{tag}/feed.xml").read_bytes())  # noqa: S314 – we wrote it


@pytest.mark.parametrize("tag", ["fr", "ar"])
def test_it_has_what_the_standard_wants(site: Path, tag: str) -> None:
    found = feed(site, tag)
    for holder in (found, *found.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (element,) = holder.findall(f"{ATOM}{name}")
            assert (element.text or "").strip()
        when = datetime.datetime.fromisoformat(str(holder.findtext(f"{ATOM}updated")))
        assert when.tzinfo is not None
        assert [link for link in holder.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
    idents = [str(entry.findtext(f"{ATOM}id")) for entry in found.iter(f"{ATOM}entry")]
    assert len(idents) == len({*idents}) > 0
    assert all(urlsplit(ident).scheme == "tag" for ident in idents)
    assert found.find(f"{ATOM}author/{ATOM}name") is not None


def test_it_tells_answers_minutes_laboratories_and_closures(site: Path) -> None:
    entries = [
        (str(e.findtext(f"{ATOM}updated"))[:10], str(e.findtext(f"{ATOM}title"))) for e in feed(site, "fr").iter(f"{ATOM}entry")
    ]
    assert [day for day, _ in entries] == ["2026-11-12", "2026-11-03", "2026-11-01", "2026-10-18"], "the newest first"
    for (_, title), words in zip(entries, ("Réunion de novembre", "Permanence", "Où laver", "Comment laver"), strict=True):
        assert words in title
    assert all("Example" in title or "Exemple" in title for _, title in (entries[0], *entries[2:])), "what is invented says so"


def test_what_nobody_touched_stays_as_it_was(site: Path) -> None:
    feed(site, "fr")
    before = (site / "public/fr/feed.xml").read_bytes()
    feed(site, "fr", day="2026-12-24")
    assert (site / "public/fr/feed.xml").read_bytes() == before


def test_each_link_leads_to_a_page_that_is_there(site: Path) -> None:
    for entry in feed(site, "fr").iter(f"{ATOM}entry"):
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert (site / "public" / urlsplit(link.get("href", "")).path.lstrip("/")).is_file()
