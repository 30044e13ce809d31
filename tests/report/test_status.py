"""The status: counts, what comes first, what is to be read again; on a terminal, as JSON and as pages."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import plain
import pytest
import vnu
from conftest import DAY, run

from livret import limits

HEAD = 'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
LONG = "Appelez le {phone.samu} ou le {phone.long}, avant {deadline.form}. Voir [les soins](02-soins.md#le-médecin)."
CATALOG = (
    HEAD
    + f"""
#, fuzzy
#| msgid "Que faire"
msgid "Que dire"
msgstr "ماذا تقول <script>alert(1)</script>"

#, fuzzy
#| msgid "les soins"
msgid "Les soins"
msgstr "العلاج"

msgid "{LONG}"
msgstr "اتصل"

msgid "Le prix est {{price.day}}"
msgstr "السعر {{price.day}}"

# livret: machine
msgid "La note, au {{phone.samu}}."
msgstr "ملاحظة، {{phone.samu}}."
"""
)
DANGER = '\n!!! danger "Danger"\n    Ne restez pas seul.\n'


@pytest.fixture(scope="module")
def updated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = plain.site(tmp_path_factory.mktemp("updated"), "sound")
    (site / "translations/ar/sante.po").write_text(CATALOG, encoding="utf-8")
    with (site / "content/booklets/01-sante/02-soins.md").open("a", encoding="utf-8") as file:
        file.write(DANGER)
    assert run("update", "--site", site).exit_code == 0
    return site


@pytest.fixture
def site(updated: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(updated, tmp_path / "site"))


def status(site: Path, *arguments: str, day: str = DAY, code: int = 0) -> str:
    result = run("status", "--site", site, "--date", day, *arguments)
    assert result.exit_code == code, result.output
    return result.output


def as_json(site: Path, *arguments: str, day: str = DAY) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(status(site, "--json", *arguments, day=day))
    return found


def arabic(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = as_json(site, "--lang", "ar")["languages"][0]
    return found


def test_counts(site: Path) -> None:
    part = arabic(site)["parts"]["sante"]
    assert part == {
        "current": 2,
        "to_check": 1,
        "stale": 1,
        "missing": 11,
        "damaged": 1,
        "machine": 1,
        "total": 16,
        "share": 0.1875,
    }
    assert list(arabic(site)["parts"]) == ["site", "services", "terms", "sante", "interface"]


def test_the_total_is_that_of_the_texts(site: Path) -> None:
    found = arabic(site)
    assert found["total"]["total"] == sum(found["parts"][domain]["total"] for domain in ("site", "services", "terms", "sante"))
    assert found["parts"]["interface"]["share"] == 1


def test_the_language_it_is_written_in_has_only_the_interface(site: Path) -> None:
    french = next(each for each in as_json(site)["languages"] if each["language"] == "fr")
    assert (french["total"]["total"], french["total"]["share"], french["first"]) == (0, 1, [])
    assert list(french["parts"]) == ["interface"]


def test_what_comes_first(site: Path) -> None:
    """Danger, phones, other facts, the home page, then the longest; what readers see already comes last."""
    order = [(task["urgency"], task["state"], task["source"]) for task in arabic(site)["first"]]
    assert order[:5] == [
        ("in a danger box", "missing", "Danger"),
        ("in a danger box", "missing", "Ne restez pas seul."),
        ("with a phone number", "damaged", LONG),
        ("with a phone number", "missing", "Urgence"),
        ("with a fact", "missing", "J'ai besoin d'aide."),
    ]
    home = [text for urgency, _, text in order if urgency == "on the home page"]
    assert home == ["Livret d'essai", "Pour essayer.", "Appeler", "Santé", "Santé", "Se soigner."]
    rest = [text for urgency, state, text in order if not urgency and state != "to-check"]
    assert rest == sorted(rest, key=len, reverse=True)
    assert order[-1] == ("", "to-check", "Les soins")


def test_a_task_says_where_what_and_why(site: Path) -> None:
    task = next(each for each in arabic(site)["first"] if each["state"] == "damaged")
    line = (site / "translations/ar/sante.po").read_text(encoding="utf-8").split("\n").index(f'msgid "{LONG}"') + 1
    assert (task["address"], task["path"], task["line"]) == ("sante/numeros#p2", "translations/ar/sante.po", line)
    assert any("does not have the same references" in reason for reason in task["reasons"])
    stale = next(each for each in arabic(site)["first"] if each["state"] == "stale")
    assert (stale["source"], stale["previous"], stale["reasons"]) == ("Que dire", "Que faire", [])


def test_a_missing_one_has_the_line_where_it_is_to_be_written(site: Path) -> None:
    task = next(each for each in arabic(site)["first"] if each["source"] == "Ne restez pas seul.")
    assert (site / task["path"]).read_text(encoding="utf-8").split("\n")[task["line"] - 1] == 'msgid "Ne restez pas seul."'


def test_what_a_machine_made_where_it_matters(site: Path) -> None:
    assert [task["source"] for task in arabic(site)["unreviewed"]] == ["La note, au {phone.samu}."]


def test_on_a_terminal(site: Path) -> None:
    output = status(site)
    assert re.search(r"^ar  Arabic +\d+ %( +\d+){6}$", output, re.MULTILINE)
    assert re.search(r"^    sante +18 % +2 +1 +1 +11 +1 +1$", output, re.MULTILINE)
    assert "interface" not in output  # there is nothing to do in it
    assert "ar: first of all (3 of " in output
    assert "damaged, with a phone number: sante/numeros#p2 « Appelez le {phone.samu}" in output
    assert "does not have the same references" in output
    assert "\x1b" not in output
    assert "    interface" in status(site, "--lang", "ar")
    assert "fr  French" not in status(site, "--lang", "ar")


def test_a_language_that_waits(site: Path) -> None:
    with (site / "content/site.yaml").open("a", encoding="utf-8") as file:
        file.write("publish: {ar: complete}\n")
    found = arabic(site)
    assert (found["waits"], found["published_from"]) == (True, 100)
    assert "waits for 100 %" in status(site)


def test_a_site_with_errors_is_measured_as_far_as_it_goes(site: Path) -> None:
    (site / "translations/ar/services.po").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    output = status(site, code=1)
    assert "error[catalog-conflict]" in output
    assert "    sante" in output


def test_an_interface_message_that_is_damaged(site: Path) -> None:
    (site / "translations/ar/interface.po").write_text(HEAD + '\nmsgid "read on {date}"\nmsgstr "x {day}"\n', encoding="utf-8")
    part = json.loads(status(site, "--json", code=1).partition("\ntranslations/")[0])["languages"][1]["parts"]["interface"]
    assert part["damaged"] == 1
    assert part["current"] > 100  # those that Livret carries stand behind it, one by one


# --- what is to be read again ------------------------------------------------------------------------------


def test_what_is_to_be_read_again(site: Path) -> None:
    chapter = site / "content/booklets/01-sante/01-numeros.md"
    chapter.write_text(
        chapter.read_text(encoding="utf-8").replace(
            "verified_on: 2026-11-20", "verified_on: 2026-11-20\nreview_before: 2027-01-01", 1
        ),
        encoding="utf-8",
    )
    assert as_json(site, day="2027-01-01")["due"] == []
    assert as_json(site, day="2027-01-02")["due"] == [
        {"since": "2027-01-01", "path": "content/booklets/01-sante/01-numeros.md", "name": "Les numéros", "set_by_author": True}
    ]
    assert "Les numéros was to be read again before 2027-01-01" in status(site, day="2027-01-02")


def test_what_nobody_has_read_for_long(site: Path) -> None:
    """The service was checked on 2026-11-20 and has no date of its own."""
    facts = site / "content/facts.yaml"
    facts.write_text(
        facts.read_text(encoding="utf-8").replace(
            "label: Urgence, example: true", 'label: Urgence, source: "https://exemple.fr", read_on: 2026-11-21'
        ),
        encoding="utf-8",
    )
    assert limits.VERIFIED_DAYS == 180
    assert [(each["name"], each["since"]) for each in as_json(site, day="2027-05-20")["due"]] == [
        ("Les numéros", "2026-11-20"),
        ("services/permanence", "2026-11-20"),
    ]
    assert [each["name"] for each in as_json(site, day="2027-05-21")["due"]][-1] == "phone.samu"
    assert as_json(site, day="2027-05-19")["due"] == []


# --- pages ---------------------------------------------------------------------------------------------------


def pages(site: Path) -> dict[str, str]:
    status(site, "--html")
    return {path.name: path.read_text(encoding="utf-8") for path in (site / "report").glob("*.html")}


def test_there_is_a_page_for_each_language(site: Path) -> None:
    found = pages(site)
    assert set(found) == {"index.html", "fr.html", "ar.html"}
    assert 'href="ar.html"' in found["index.html"]
    assert "written in it" in found["index.html"]


def test_the_source_with_what_changed_and_the_old_translation(site: Path) -> None:
    page = pages(site)["ar.html"]
    assert '<p lang="fr" dir="ltr">Que<del> faire</del><ins> dire</ins></p>' in page
    assert '<div lang="ar" dir="rtl"><p>ماذا تقول <code dir="ltr">&lt;script&gt;</code>alert(1)' in page
    assert "<script" not in page
    assert '<p class="reason">the translation does not have the same references' in page
    assert re.search(r"<code>translations/ar/sante\.po:\d+</code>", page)


def test_links_lead_to_the_published_pages(site: Path) -> None:
    assert run("--site", site, "--date", DAY, "--no-pdf", "--lang", "fr,ar", "--out", site / "public").exit_code == 0
    links = set(re.findall(r'href="(\.\./public/[^"]+)"', pages(site)["ar.html"]))
    assert "../public/ar/sante/numeros.html#que-dire" in links
    assert "../public/ar/services/permanence.html" in links
    for link in links:
        path, _, anchor = link.partition("#")
        target = (site / "report" / path).resolve()
        assert target.is_file(), link
        assert not anchor or f'id="{anchor}"' in target.read_text(encoding="utf-8"), link


def test_the_report_is_written_whole_or_not_at_all(site: Path) -> None:
    pages(site)
    (site / "report/proof-sante.ar.html").write_text("kept", encoding="utf-8")
    (site / "report/ti.html").write_text("of a language that is gone", encoding="utf-8")
    assert set(pages(site)) == {"index.html", "fr.html", "ar.html", "proof-sante.ar.html"}
    before = plain.tree(site / "report")
    (site / "theme/report").mkdir(parents=True)
    (site / "theme/report/macros.html").write_text("{{ nothing }}", encoding="utf-8")
    with pytest.raises(Exception, match="nothing"):
        status(site, "--html")
    assert plain.tree(site / "report") == before


def test_a_folder_of_somebody_else_is_left_alone(site: Path) -> None:
    (site / "report").mkdir()
    (site / "report/mine.txt").write_text("x", encoding="utf-8")
    assert "was not made by Livret" in status(site, "--html", code=2)
    assert [path.name for path in (site / "report").iterdir()] == ["mine.txt"]


def test_vnu_finds_nothing(site: Path) -> None:
    """The W3C's checker over the report and a sheet."""
    pages(site)
    assert run("proof", "sante", "--lang", "ar", "--site", site, "--date", DAY).exit_code == 0
    assert [(m["url"].rsplit("/", 1)[-1], m["message"]) for m in vnu.messages(site / "report")] == []


def test_nothing_of_it_is_published(site: Path) -> None:
    pages(site)
    assert run("--site", site, "--date", DAY, "--no-pdf", "--out", site / "out").exit_code == 0
    assert not (site / "out/report").exists()
    assert all(b"For the team" not in data for data in plain.tree(site / "out").values())
