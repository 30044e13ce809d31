"""The form of consent: one page in every language with French beside it, on which nothing is typed."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import plain
import polib
import pytest
from conftest import DAY, ROOT, run

from livret.languages import language
from livret.paper.consent_form import LINES
from livret.text.typography import typeset

TAGS = ("fr", "en", "ar", "prs", "ps", "ti", "uk", "ru", "sq", "ka", "pt", "es")
NAME = "Zwilfimarduk"
ISOLATES = re.compile("[\u2066-\u2069\u200e\u200f\u202a-\u202e]")


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("consent")
    for name in ("content", "translations", "theme"):
        shutil.copytree(ROOT / name, site / name)
    (site / ".livret-private").mkdir()
    members = f"members: [{{id: mariam, name: {NAME}, credit: {NAME}, consents: [{{scope: paper, on: 2026-11-01}}]}}]\n"
    (site / ".livret-private/members.yaml").write_text(members, encoding="utf-8")
    result = run("consent", "--site", site, "--date", DAY)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [str(site / f"report/consent.{tag}.pdf") for tag in TAGS]
    return site / "report"


def words(path: Path) -> str:
    """What poppler reads, without what is not written: spaces, marks of direction."""
    said = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True).stdout
    return "".join(ISOLATES.sub("", said).split())


def say(tag: str, text: str) -> str:
    """A message in a language, by its catalog."""
    catalog = None if tag == "en" else polib.pofile(str(ROOT / f"translations/{tag}/interface.po"))
    entry = catalog.find(text) if catalog else None
    return "".join(typeset(entry.msgstr if entry else text, tag).split())


@pytest.mark.parametrize("tag", TAGS)
def test_it_says_everything_twice_on_one_page(tag: str, forms: Path) -> None:
    """Where a script is shaped, poppler gives its letters in another order within a line: there each sentence is known by its letters."""
    path = forms / f"consent.{tag}.pdf"
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 1
        assert [round(float(side) / 72 * 25.4) for side in pdf.pages[0].mediabox[2:]] == [210, 297]
        assert "/AcroForm" not in pdf.Root, "nothing is typed into it"
    told = words(path)
    for _, text in (*LINES, ("", "For a child under 18, a parent or guardian signs too.")):
        assert say("fr", text) in told, text
        own = say(tag, text)
        if language(tag).direction == "rtl":
            assert {*own} <= {*told}, text
        else:
            assert own in told, text


def test_nobody_is_named_on_it(forms: Path) -> None:
    for path in forms.glob("consent.*.pdf"):
        assert NAME not in words(path)
        with pikepdf.open(path) as pdf:
            assert not [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and NAME.encode() in each.read_bytes()]


def test_a_language_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = run("consent", "--site", plain.site(tmp_path, "sound"), "--lang", "ka", "--date", DAY)
    assert result.exit_code == 1
    assert "--lang: error[language-absent]" in result.output


def test_it_stays_where_other_commands_write(tmp_path: Path) -> None:
    site = plain.site(tmp_path, "sound")
    for command in (
        ("consent", "--lang", "ar"),
        ("proof", "--lang", "ar"),
        ("status", "--html"),
        ("news", "--lang", "ar", "--since", DAY),
    ):
        run(*command[:1], "--site", site, "--date", DAY, *command[1:])
        assert (site / "report/consent.ar.pdf").is_file(), command
