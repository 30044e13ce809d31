"""A correction on every page: begun and ended by command, translated or not, on paper, and over by itself; built upon an earlier build as from nothing."""

from __future__ import annotations

import datetime
import subprocess
from pathlib import Path

import plain
import pytest
from conftest import DAY, ROOT, run

from livret.format import Scope
from livret.paper.paper_plan import PDF, compose, typeset
from livret.running import gather

RELEASE = """documents:
  - {document: sante-a5, subject: sante/a5, language: fr, title: Santé, date: 2026-11-02, facts: {phone.long: "+33 4 65 71 00 12"}}
  - {document: sante-a5, subject: sante/a5, language: ar, title: الصحة, date: 2026-11-03}
"""
LATER = "documents: [{document: sante-a5, subject: sante/a5, language: fr, title: Santé, date: 2026-12-20}]\n"
TEXT = "Le numéro a changé, appelez {phone.long}."
FIRST = '<header>\n<details class="notice danger alert" data-until="2026-12-01" '


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = plain.site(tmp_path / "site", "sound")
    (site / "content/releases").mkdir()
    (site / "content/releases/2026-11.yaml").write_text(RELEASE, encoding="utf-8")
    (site / "content/releases/2026-12.yaml").write_text(LATER, encoding="utf-8")
    return site


def alert(site: Path, *arguments: str, code: int = 0) -> str:
    result = run("alert", *arguments, "--site", site, "--date", DAY)
    assert result.exit_code == code, result.output
    return result.output


def build(site: Path, out: Path, day: str = DAY) -> dict[str, bytes]:
    result = run("--site", site, "--out", out, "--no-pdf", "--date", day)
    assert result.exit_code == 0, result.output
    return plain.tree(out)


def framed(files: dict[str, bytes]) -> dict[str, str]:
    """The pages that stand in the frame of the site, and the files that carry a language."""
    pages = {path: data.decode() for path, data in files.items() if path.endswith(".html")}
    return {path: text for path, text in pages.items() if 'class="top"' in text or 'class="page-carried"' in text}


def test_it_is_first_on_every_page_of_every_language_and_gone_when_it_is_over(site: Path, tmp_path: Path) -> None:
    before = build(site, tmp_path / "out")
    assert not any(b'alert" data-until' in data for data in before.values())
    assert before["packs/alert.ar.txt"] == b""
    said = alert(site, TEXT, "--until", "2026-12-01")
    assert "ar: shown in French until translations/ar/alerts.po has a translation" in said
    assert "no longer right on paper: sante-a5.fr, edition of 2026-11-02" in said
    assert "2026-12-20" not in said, "what is printed later says it as it is now"
    during = build(site, tmp_path / "out")
    pages = framed(during)
    assert len(pages) > 30
    assert [path for path, text in pages.items() if FIRST not in text] == []
    assert during == build(site, tmp_path / "clean")
    chapter = pages["ar/sante/numeros.html"]
    assert '<p lang="fr" dir="ltr">Le numéro a changé, appelez <a href="tel:+33465710012"' in chapter, (
        "French where there is no Arabic"
    )
    assert "الصحة" not in chapter.partition("</details>")[0], "the Arabic edition did not say it"
    assert "\u2068Santé\u2069 – Édition du 2 novembre 2026" in pages["fr/index.html"]
    assert during["packs/alert.fr.txt"].decode() in pages["fr/404.html"], "one text for a page and for saved copies"
    for name in ("packs/ar.json", "packs/sante.ar.json"):
        assert during[name] != before[name], "a saved copy has something newer to fetch"
    last = build(site, tmp_path / "out", "2026-12-01")
    assert FIRST in framed(last)["fr/index.html"]
    after = build(site, tmp_path / "out", "2026-12-02")
    assert not any(b'alert" data-until' in data for data in after.values())
    assert after == build(site, tmp_path / "clean", "2026-12-02")
    assert "alert-over" in run("check", "--site", site, "--date", "2026-12-02").output


@pytest.mark.parametrize("text", ["", "# none today\n", "---\n"])
def test_a_file_that_says_nothing_is_none(text: str, site: Path) -> None:
    (site / "content/alerts.yaml").write_text(text, encoding="utf-8")
    assert run("check", "--site", site, "--date", DAY).exit_code == 0
    alert(site, TEXT, "--until", "2026-12-01")
    assert alert(site).startswith("alert_1: ")


def test_it_is_told_where_all_its_languages_wait(site: Path) -> None:
    config = site / "content/site.yaml"
    config.write_text(config.read_text(encoding="utf-8") + "publish: {ar: complete}\n", encoding="utf-8")
    alert(site, TEXT, "--until", "2026-12-01", "--lang", "ar,fr")
    assert "alert-unseen" not in run("check", "--site", site, "--date", DAY).output
    alert(site, TEXT, "--until", "2026-12-01", "--lang", "ar,ar,")
    assert 'languages: ["ar"]' in (site / "content/alerts.yaml").read_text(encoding="utf-8"), "each language once"
    said = run("check", "--site", site, "--date", DAY).output
    assert "content/alerts.yaml:12:16: warning[alert-unseen]: this alert stands on no page: ar is not published yet" in said


def test_it_is_translated_and_what_a_machine_said_has_the_original_beside(site: Path, tmp_path: Path) -> None:
    alert(site, TEXT, "--until", "2026-12-01")
    catalog = site / "translations/ar/alerts.po"
    catalog.parent.mkdir(parents=True, exist_ok=True)
    words = f'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"X-Livret-Provenance: people\\n"\n\nmsgctxt "text"\nmsgid "{TEXT}"\nmsgstr "تغيّر الرقم، اتصلوا على {{phone.long}}."\n'
    catalog.write_text(words, encoding="utf-8")
    page = build(site, tmp_path / "out")["ar/index.html"].decode().partition("</details>")[0]
    assert "<p>تغيّر الرقم" in page
    assert 'lang="fr"' not in page.partition("<header>")[2]
    catalog.write_text(words.replace("people", "machine"), encoding="utf-8")
    page = build(site, tmp_path / "out")["ar/index.html"].decode().partition("</details>")[0]
    assert "<p>تغيّر الرقم" in page
    assert '<p lang="fr" dir="ltr">Le numéro a changé' in page


def test_only_the_languages_that_are_named(site: Path, tmp_path: Path) -> None:
    alert(site, TEXT, "--until", "2026-12-01", "--lang", "ar")
    pages = build(site, tmp_path / "out")
    assert FIRST in pages["ar/index.html"].decode()
    assert FIRST not in pages["fr/index.html"].decode()


def test_two_are_one_line(site: Path, tmp_path: Path) -> None:
    alert(site, TEXT, "--until", "2026-12-01")
    alert(site, "Fermé vendredi.", "--until", "2026-11-30")
    page = build(site, tmp_path / "out")["fr/index.html"].decode()
    head = page.partition("<summary>")[2].partition("</summary>")[0]
    assert page.count('"notice danger alert"') == 1
    assert [each in head for each in ("Le numéro a changé", "Fermé vendredi")] == [True, True]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((TEXT,), "say with --until"),
        ((TEXT, "--until", "2026-11-20"), "is over"),
        ((TEXT, "--until", "demain"), "is no date"),
        (("{phone.non}", "--until", "2026-12-01"), "fact-unknown"),
        ((TEXT, "--until", "2026-12-01", "--about", "santé"), "booklet-unknown"),
        ((TEXT, "--until", "2026-12-01", "--about", "phone.lnog"), "fact-unknown"),
        ((TEXT, "--until", "2026-12-01", "--lang", "de"), "language-absent"),
        (("--end", "alert_7"), "alert-unknown"),
        ((TEXT, "--end", "alert_1", "--until", "2026-12-01"), "not both"),
    ],
)
def test_a_mistake_changes_nothing(arguments: tuple[str, ...], words: str, site: Path) -> None:
    result = run("alert", *arguments, "--site", site, "--date", DAY)
    assert result.exit_code in (1, 2)
    assert words in result.output
    assert not (site / "content/alerts.yaml").exists()


def test_what_others_wrote_in_the_file_stays(site: Path) -> None:
    file = site / "content/alerts.yaml"
    alert(site, 'Un "mot" \\ : #', "--until", "2026-12-01", "--about", "sante")
    written = f"# à garder\n{file.read_text(encoding='utf-8')}# à la fin\n"
    file.write_text(written, encoding="utf-8")
    alert(site, "Un autre", "--until", "2026-12-01")
    assert alert(site).splitlines() == [
        'alert_1: 2026-11-24 – 2026-12-01, in force: Un "mot" \\ : #',
        "alert_2: 2026-11-24 – 2026-12-01, in force: Un autre",
    ]
    alert(site, "--end", "alert_2")
    assert file.read_text(encoding="utf-8") == written
    alert(site, "--end", "alert_1")
    assert file.read_text(encoding="utf-8").startswith("# à garder\n")
    assert "alerts: []" in file.read_text(encoding="utf-8")
    file.write_text("alerts: [{id: a, text: b, from: 2026-11-24, until: 2026-12-01}]\n", encoding="utf-8")
    assert "alert-form" in alert(site, "Un autre", "--until", "2026-12-01", code=1)


def test_the_sheet_for_a_counter_names_what_was_printed(site: Path, tmp_path: Path) -> None:
    """In Arabic, with French under it: what to say, until when, what to take away."""
    alert(site, TEXT, "--until", "2026-12-01", "--about", "sante")
    edition = gather(site, ("ar",), datetime.date.fromisoformat(DAY))[0]["ar"]
    assert "site/alert" in {artifact.subject for artifact in PDF.artifacts("ar", PDF.plan(Scope(edition.resolver.site, edition)))}
    sheet = tmp_path / "alert.pdf"
    sheet.write_bytes(typeset(edition, compose(edition, "site/alert")))
    said = subprocess.run(["pdftotext", "-layout", sheet, "-"], capture_output=True, check=True, text=True).stdout
    for words in ("Le numéro a changé, appelez +33 4 65 71 00 12.", "Santé", "العربية", "https://livret.example/ar/"):
        assert words in said
    about = subprocess.run(["pdfinfo", sheet], capture_output=True, check=True, text=True).stdout
    assert "A4" in about
    assert "Pages:           1" in about


HIDING = {
    "the first alone": ("alert.html", "<p>{{ corrections()[0].plain }}</p>", ""),
    "the days alone": ("alert-text.html", "{% for each in corrections() %}{{ each.days }}{% endfor %}", ""),
    "no template of alerts in a page": ("base.html", "", '{% include "alert.html" %}'),
    "none in a file to carry": ("carried.html", "", '{% include "alert.html" %}'),
    "none in a book": ("book-alert.xml", "{# #}", ""),
}


@pytest.mark.parametrize("name", HIDING)
def test_a_correction_that_a_template_hides_stops_a_build(name: str, sound: Path) -> None:
    """A template that says it in another way is sound."""
    template, text, without = HIDING[name]
    said = "  - {{id: alert_{0}, text: 'Le {{phone.samu}} {0}, voir [les soins](booklets/01-sante/02-soins.md).', from: 2026-11-20, until: 2026-12-01}}\n"
    (sound / "content/alerts.yaml").write_text(f"alerts:\n{said.format(1)}{said.format(2)}", encoding="utf-8")
    own = sound / "theme/web" / template
    own.parent.mkdir(parents=True)
    own.write_text(
        (ROOT / "theme/web" / template).read_text(encoding="utf-8").replace(without, "") if without else text, encoding="utf-8"
    )
    for command in ("check", "build"):
        output = run(command, "--site", sound, "--date", DAY).output
        assert f"theme/web/{template}: error[alert-hidden]" in output, output
    own.unlink()
    (sound / "theme/web/alert.html").write_text("{% include 'alert-text.html' %}", encoding="utf-8")
    assert "alert-hidden" not in run("check", "--site", sound, "--date", DAY).output
