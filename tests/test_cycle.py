"""One whole cycle of the Agora, command after command on a copy of the shipped site (docs/agora.md): heard at a meeting, tried in a laboratory, changed
in a chapter, translated, printed again, shown at the next meeting."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import Result
from conftest import ROOT, run

from livret.text.typography import typeset

NEED = """
  - id: lunettes
    text: Mes lunettes sont cassées. Qui peut m'aider ?
    topic: health
    urgency: soon
    heard: [{on: 2026-11-12, times: 12}]
    example: true
"""
LAB = """question: Comment avoir des lunettes sans argent ?
from: 2026-11-13
until: 2026-11-27
panels: {newcomers: 10, partners: 10, deciders: 10}
tried: [Une permanence avec un opticien.]
measured: [Dix personnes ont des lunettes.]
example: true
"""
PARAGRAPH = "Vos lunettes sont cassées ? Parlez-en à la PASS."
TRANSLATION = "هل انكسرت نظارتك؟ تحدّث عنها في PASS."
SENT = f"""msgid ""
msgstr ""
"Language: ar\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"X-Livret-Domain: urgences\\n"

msgid "{PARAGRAPH}"
msgstr "{TRANSLATION}"
"""
CHAPTER = "booklets/01-urgences/03-se-soigner.md"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def done(*arguments: str | Path) -> Result:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("content", "translations", "theme"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def test_from_what_was_heard_to_what_is_shown(site: Path) -> None:
    public, needs = site / "public", site / "content/agora/needs.yaml"

    def build(*more: str) -> None:
        done("build", "--site", site, "--out", public, "--lang", "fr,ar", "--date", "2026-11-29", "--jobs", "1", *more)

    def page(path: str) -> str:
        return (public / path).read_text(encoding="utf-8")

    # Heard: the team sees a need without an answer, and so do readers.
    needs.write_text(needs.read_text(encoding="utf-8").rstrip() + NEED, encoding="utf-8")
    waiting = json.loads(done("status", "--site", site, "--date", "2026-11-29", "--json").stdout)["agora"]["waiting"]
    assert waiting[0]["ident"] == "lunettes", "nothing was heard more often"
    build("--without", "pdf")
    assert "Mes lunettes sont cassées." in page("fr/agora/needs.html")

    # Tried: a laboratory answers it.
    (site / "content/agora/labs/lunettes.yaml").write_text(LAB, encoding="utf-8")
    edit(needs, "times: 12}]\n", "times: 12}]\n    taken_up: 2026-11-13\n    answers: [{on: 2026-11-27, lab: lunettes}]\n")
    build("--without", "pdf")
    assert 'href="lunettes.lab.html"' in page("fr/agora/needs.html")
    assert "Dix personnes ont des lunettes." in page("fr/agora/lunettes.lab.html")

    # Changed: a chapter says it, and why.
    edit(site / "content" / CHAPTER, "\nPASS\n:", f"\n{PARAGRAPH}\n\nPASS\n:")
    edit(needs, "lab: lunettes}]", f"lab: lunettes}}, {{on: 2026-11-28, chapter: {CHAPTER}}}]")
    build("--without", "pdf")
    chapter = page("fr/urgences/se-soigner.html")
    assert typeset(PARAGRAPH, "fr") in chapter
    assert 'href="../agora/needs.html#lunettes"' in chapter
    assert not [
        one
        for one in json.loads(done("status", "--site", site, "--date", "2026-11-29", "--json").stdout)["agora"]["waiting"]
        if one["ident"] == "lunettes"
    ]

    # Translated: the catalog asks for it, and it comes back by mail.
    assert "translations/ar/urgences.po" in done("update", "--site", site).stdout
    mail = site / "mail.po"
    mail.write_text(SENT, encoding="utf-8")
    done("receive", mail, "--site", site, "--date", "2026-11-29", "--provenance", "people")
    build()
    assert TRANSLATION.partition("PASS")[0].strip() in page("ar/urgences/se-soigner.html")

    # Printed again, and shown: the next meeting is invited to with it, the newest answer first.
    done(
        "print",
        "press",
        "urgences",
        "--format",
        "a5",
        "--site",
        site,
        "--lang",
        "fr",
        "--date",
        "2026-11-29",
        "--jobs",
        "1",
        "--override",
        "Essai: pour les tests",
    )
    pdftotext = shutil.which("pdftotext")
    assert pdftotext
    printed = subprocess.run([pdftotext, site / "press/urgences-a5.fr.pdf", "-"], check=True, capture_output=True, text=True).stdout
    assert "Parlez-en à la PASS." in " ".join(printed.split())
    assert (public / "print/site-invitation.ar.pdf").read_bytes().startswith(b"%PDF")
    shown = page("fr/agora/needs.html")
    assert shown.index('id="lunettes"') < shown.index('id="delai_ofpra"')
    assert '<h2 id="meeting">' in page("fr/index.html")
