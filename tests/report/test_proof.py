"""Proof sheets: each text beside its original, under the number that `confirm` takes."""

from __future__ import annotations

import re
from pathlib import Path

import plain
import pytest
from conftest import DAY, run

SAY = 'msgid "Que dire"\nmsgstr "ماذا تقول"'


def proof(site: Path, *arguments: str, code: int = 0) -> str:
    result = run("proof", *arguments, "--site", site, "--date", DAY)
    assert result.exit_code == code, result.output
    return result.output


def sheet(site: Path, domain: str = "sante", tag: str = "ar") -> str:
    assert proof(site, domain, "--lang", tag) == f"{site / 'report' / f'proof-{domain}.{tag}.html'}\n"
    return (site / f"report/proof-{domain}.{tag}.html").read_text(encoding="utf-8")


def row(page: str, address: str) -> str:
    found = re.search(
        rf'<tr class="[^"]*">\n<th scope="row" class="[^"]*"><bdi dir="ltr" title="{re.escape(address)}">.*?</tr>', page, re.DOTALL
    )
    assert found, address
    return found[0]


def catalog(site: Path, old: str, new: str) -> None:
    path = site / "translations/ar/sante.po"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_both_texts_with_facts_as_values_and_their_directions(sound: Path) -> None:
    page = sheet(sound)
    assert '<html lang="ar" dir="rtl">' in page
    text = row(page, "sante/numeros#p2").replace("\xa0", " ")
    assert (
        '<td class="source" lang="fr" dir="ltr">Appelez le <bdi dir="ltr">15</bdi> ou le <bdi dir="ltr">+33 4 65 71 00 12</bdi>, avant 21 jours.'
        in text
    )
    assert '<td class="translation">اتصل بـ <bdi dir="ltr">15</bdi>' in text
    assert "21 يوم" in text
    assert "<u>العلاج</u>" in text
    assert "<a " not in page


def test_every_text_has_a_number_that_confirm_takes(sound: Path) -> None:
    addresses = re.findall(r'title="([^"]+)"', sheet(sound))
    assert addresses == [
        "sante#title",
        "sante#summary",
        "sante/numeros#summary",
        *(f"sante/numeros#p{n}" for n in (1, 2, 3, 4)),
        *(f"sante/soins#p{n}" for n in (1, 2, 3, 4, 5, 7, 8)),
    ]
    for address in ("sante/numeros#p2", "sante/numeros#p3"):
        assert run("confirm", address, "--site", sound, "--by", "selam", "--date", DAY).exit_code == 0


def test_what_changed_is_marked(sound: Path) -> None:
    catalog(sound, SAY, '#, fuzzy\n#| msgid "Que dire au {phone.samu}"\nmsgid "Que dire"\nmsgstr "ماذا تقول لـ {phone.samu}"')
    text = row(sheet(sound), "sante/numeros#p3")
    assert '<tr class="stale heading">' in text
    assert "Que dire<del> au 15</del>" in text
    assert '<span class="note">تغيّر النص الأصلي.</span>ماذا تقول لـ <bdi dir="ltr">15</bdi>' in text


def test_a_former_text_of_a_fact_that_is_gone(sound: Path) -> None:
    catalog(sound, SAY, '#, fuzzy\n#| msgid "Que dire au {phone.gone}"\nmsgid "Que dire"\nmsgstr "ماذا تقول لـ {phone.gone}"')
    text = row(sheet(sound), "sante/numeros#p3")
    assert ">Que dire</td>" in text
    assert 'ماذا تقول لـ <code dir="ltr">{phone.gone}</code>' in text


def test_what_is_missing_has_room_and_what_is_broken_is_shown_as_it_is_written(sound: Path) -> None:
    catalog(sound, SAY, 'msgid "Que dire"\nmsgstr "<b>ماذا</b>"')
    page = sheet(sound)
    assert '<tr class="missing heading">' in row(page, "sante/soins#p1")
    assert "غير مترجم." in row(page, "sante/soins#p1")
    assert '<code dir="ltr">&lt;b&gt;</code>ماذا' in row(page, "sante/numeros#p3")
    assert "<b>" not in page


def test_a_danger_is_marked(sound: Path) -> None:
    with (sound / "content/booklets/01-sante/02-soins.md").open("a", encoding="utf-8") as file:
        file.write("\n!!! danger\n    Ne restez pas seul.\n")
    assert row(sheet(sound), "sante/soins#p8").startswith('<tr class="missing paragraph danger">')


def test_all_parts_are_written_when_none_is_named(sound: Path) -> None:
    assert len(proof(sound, "--lang", "ar").splitlines()) == 4
    assert {path.name for path in (sound / "report").glob("*.html")} == {
        f"proof-{domain}.ar.html" for domain in ("site", "services", "terms", "sante")
    }
    services = (sound / "report/proof-services.ar.html").read_text(encoding="utf-8")
    assert "Un médecin gratuit" in row(services, "services/permanence#gloss")


def test_sheets_and_report_live_side_by_side(sound: Path) -> None:
    assert run("status", "--html", "--site", sound, "--date", DAY).exit_code == 0
    sheet(sound)
    assert run("status", "--html", "--site", sound, "--date", DAY).exit_code == 0
    assert {path.name for path in (sound / "report").glob("*.html")} == {"index.html", "fr.html", "ar.html", "proof-sante.ar.html"}


def test_it_is_one_file_without_script(sound: Path) -> None:
    page = sheet(sound)
    assert "<script" not in page
    assert "<link" not in page
    assert "var(--token" not in page
    assert "size: A4" in page


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("sant", "--lang", "ar"), "did you mean “sante”?"),
        (("sante", "--lang", "xx"), "language-absent"),
        (("sante", "--lang", "fr"), "this is written in “fr”"),
    ],
)
def test_what_cannot_be_written(arguments: tuple[str, ...], words: str, sound: Path) -> None:
    before = plain.tree(sound)
    assert words in proof(sound, *arguments, code=1)
    assert plain.tree(sound) == before


def test_a_site_with_errors_has_no_sheet(sound: Path) -> None:
    (sound / "content/facts.yaml").write_text("phone:\n  samu: {number: x}\n", encoding="utf-8")
    assert "error[phone-invalid]" in proof(sound, "--lang", "ar", code=1)
    assert not (sound / "report").exists()
