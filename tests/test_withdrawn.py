"""A consent that is withdrawn with one edit: after the same commands, the name is in no byte of what is built, printed, reported and kept."""

from __future__ import annotations

from pathlib import Path

import plain
import pytest
from conftest import DAY, run
from opened import holders, told

CANARY = "Zwilfimarduk"  # a name that nobody has
MEMBERS = f"""members:
  - id: selam
    name: {CANARY} Ortwell
    credit: {CANARY}
    consents: [{{scope: site, on: 2026-11-01}}, {{scope: paper, on: 2026-11-01}}, {{scope: photograph, on: 2026-11-01}}]
"""
WITHDRAWN = MEMBERS.replace("on: 2026-11-01}", "on: 2026-11-01, withdrawn: 2026-11-20}")


COMMANDS = (
    ("build",),
    ("print", "press", "sante", "--format", "a5", "--lang", "fr,ar", "--override", "Essai: pour les tests"),
    ("print", "impose", "sante", "--format", "a5", "--lang", "fr", "--override", "Essai: pour les tests"),
    ("status", "--html"),
    ("news", "--since", "2026-09-01", "--lang", "fr,ar"),
    ("proof", "--lang", "ar"),
    ("review", "sante/numeros", "--lang", "fr"),
    ("consent", "--lang", "fr"),
    ("funder", "--from", "2026-01-01", "--until", "2026-12-31"),
    ("extract",),
    ("update",),
)
UNDATED = ("extract", "update")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose team has done all that it does, with the consent of a member."""
    site = plain.site(tmp_path_factory.mktemp("withdrawn"), "sound", "room", "voice")
    private = site / ".livret-private"
    (private / "meetings").mkdir(parents=True)
    (private / "members.yaml").write_text(MEMBERS, encoding="utf-8")
    (private / "meetings/2026-11-13.md").write_text(f"# {CANARY} Ortwell\n\nEntre nous.\n", encoding="utf-8")
    work(site)
    return site


def work(site: Path) -> None:
    for name, *rest in COMMANDS:
        dated = () if name in UNDATED else ("--date", DAY)
        result = run(name, *rest, "--site", site, *dated)
        assert result.exit_code == 0, (name, result.output)


def test_with_consent_the_name_is_there_and_found_wherever_it_lies(site: Path) -> None:
    """The search sees what it has to see: on pages, in archives, in books, in the words of PDFs, in what is kept."""
    found = holders(site, [CANARY], but=".livret-private")
    for part in (
        "/public/fr/sante/numeros.html",
        "/public/offline/fr.zip!fr/sante/numeros.html",
        "/public/offline/sante.fr.epub!",
        "/public/print/sante-a5.fr.pdf!",
        "/press/sante-a5.fr.pdf!",
        "/press/imposed/",
        "/.livret/",
    ):
        assert any(part in name for name in found), part
    assert not holders(site, ["Ortwell", "Entre nous"], but=".livret-private"), "the name itself is for the team"


def test_without_it_no_byte_has_it(site: Path) -> None:
    """In public/, press/ and report/, in catalogs and in what is kept for the next build: one edit, and the same commands."""
    (site / ".livret-private/members.yaml").write_text(WITHDRAWN, encoding="utf-8")
    work(site)
    parts = {name.removeprefix(f"{site}/").partition("/")[0] for name, _ in told(site)}
    assert {"public", "press", "report", "translations", ".livret"} <= parts
    assert holders(site, [CANARY, "Ortwell", "Entre nous"], but=".livret-private") == []
