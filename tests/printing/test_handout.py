"""What may leave for the print shop, who answers for the rest, and what is not made twice."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pikepdf
import pytest
from conftest import DAY, ROOT, run

ORDER = """contact: {name: Agora, email: agora@exemple.fr}
documents:
  - {document: sante-a5, paper: mat, copies: {fr: 10, ar: 5}}
"""


@pytest.fixture
def site(sound: Path) -> Path:
    order = sound / "content/orders/2026-12.yaml"
    order.parent.mkdir()
    order.write_text(ORDER, encoding="utf-8")
    return sound


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def press(site: Path, *more: str) -> object:
    return run("print", "press", "sante", "--site", site, "--date", DAY, "--jobs", "1", *more)


def codes(site: Path, tag: str) -> list[str]:
    ticket = json.loads((site / f"press/sante-a5.{tag}.json").read_text())
    return ticket["blocked"]


def test_the_source_is_handed_out(site: Path) -> None:
    result = press(site, "--lang", "fr")
    assert result.exit_code == 0, result.output
    assert codes(site, "fr") == []


def test_what_is_not_translated_is_not(site: Path) -> None:
    result = press(site, "--lang", "ar")
    assert result.exit_code == 1
    assert "sante-a5.ar.pdf: error[handout-missing]:" in result.output
    assert "  help: translate them" in result.output
    assert not (site / "press/sante-a5.ar.pdf").exists()


def test_a_person_may_answer_for_it(site: Path) -> None:
    assert press(site, "--lang", "ar", "--override", "Selam: les blocs français sont voulus").exit_code == 0
    ticket = json.loads((site / "press/sante-a5.ar.json").read_text())
    assert ticket["override"]["name"] == "Selam"
    assert ticket["override"]["reason"] == "les blocs français sont voulus"
    assert ticket["override"]["blocked"] == ticket["blocked"]
    assert "handout-missing" in ticket["blocked"]


@pytest.mark.parametrize("answer", ["Selam", "Selam:", ": pourquoi", ""])
def test_without_a_name_and_a_reason_nobody_answers(site: Path, answer: str) -> None:
    assert press(site, "--override", answer).exit_code == 2


def test_the_next_time_somebody_has_to_answer_again(site: Path) -> None:
    press(site, "--lang", "ar", "--override", "Selam: voulu")
    assert press(site, "--lang", "ar").exit_code == 1


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ('msgid "Que dire"', '#, fuzzy\n#| msgid "Que faire demain"\nmsgid "Que dire"', "handout-stale"),
        ("اتصل بـ {phone.samu}", "اتصل", "handout-damaged"),
    ],
)
def test_stale_and_damaged_text(site: Path, before: str, after: str, code: str) -> None:
    edit(site / "translations/ar/sante.po", before, after)
    assert press(site, "--lang", "ar", "--override", "Selam: voulu").exit_code == 0
    assert code in codes(site, "ar")


def test_an_expired_chapter(site: Path) -> None:
    chapter = site / "content/booklets/01-sante/02-soins.md"
    chapter.write_text("---\nreview_before: 2026-11-01\n---\n" + chapter.read_text(encoding="utf-8"), encoding="utf-8")
    result = press(site, "--lang", "fr")
    assert result.exit_code == 1
    assert "error[handout-expired]: the chapter sante/soins was to be read again before 2026-11-01" in result.output


def test_a_code_leads_to_a_page_of_the_site(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dated file's page is made of the release that is written after it."""
    assert press(site, "--lang", "fr").exit_code == 0
    assert press(site, "--lang", "fr", "--release", "2026-12", "--out", str(site / "dated")).exit_code == 0
    monkeypatch.setattr("livret.printing.handout.pages", lambda *_: iter(()))
    result = press(site, "--lang", "fr", "--out", str(site / "again"))
    assert result.exit_code == 1
    assert (
        "error[print-code-address]: this QR code leads to https://livret.example/fr/sante/, which is no page of this site"
        in result.output
    )


def test_what_has_not_changed_is_not_made_again(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    press(site, "--lang", "fr")
    before = (site / "press/sante-a5.fr.pdf").read_bytes()

    def never(*_: object) -> None:
        raise AssertionError("made again")

    monkeypatch.setattr("livret.printing.handout.make_one", never)
    assert press(site, "--lang", "fr").exit_code == 0
    assert (site / "press/sante-a5.fr.pdf").read_bytes() == before
    edit(site / "content/booklets/01-sante/booklet.yaml", "Se soigner.", "Se soigner ici.")
    with pytest.raises(AssertionError, match="made again"):
        press(site, "--lang", "fr")


def test_the_same_day_gives_the_same_bytes(site: Path) -> None:
    press(site, "--lang", "fr")
    before = (site / "press/sante-a5.fr.pdf").read_bytes()
    press(site, "--lang", "fr", "--out", str(site / "again"))
    assert (site / "again/sante-a5.fr.pdf").read_bytes() == before


def test_another_paper(site: Path) -> None:
    profile = site / "theme/print/other.icc"
    profile.parent.mkdir(parents=True)
    profile.write_bytes((ROOT / "theme/print/FOGRA39L_coated.icc").read_bytes())
    with (site / "content/site.yaml").open("a", encoding="utf-8") as file:
        file.write("printer: {name: Imprimerie, address: ici, profile: other.icc, condition: FOGRA52}\n")
    assert press(site, "--lang", "fr").exit_code == 0
    with pikepdf.open(site / "press/sante-a5.fr.pdf") as pdf:
        assert str(pdf.Root.OutputIntents[0].OutputConditionIdentifier) == "FOGRA52"
    profile.write_bytes(b"\0" * 200)
    result = press(site, "--lang", "fr")
    assert result.exit_code == 1
    assert "theme/print/other.icc: error[print-profile]" in result.output
    profile.unlink()
    result = press(site, "--lang", "fr")
    assert result.exit_code == 1
    assert "theme/print/other.icc: error[file-missing]" in result.output


def test_a_booklet_that_is_not_there(site: Path) -> None:
    result = run("print", "press", "nowhere", "--site", site, "--date", DAY)
    assert result.exit_code == 2
    assert "sante-a5" in result.output


def test_imposed_sheets_lie_in_a_folder_of_their_own(site: Path) -> None:
    result = run("print", "impose", "sante", "--site", site, "--lang", "ar", "--date", DAY, "--override", "Selam: voulu")
    assert result.exit_code == 0, result.output
    with pikepdf.open(site / "press/sante-a5.ar.pdf") as single, pikepdf.open(site / "press/imposed/sante-a5.ar.pdf") as imposed:
        assert 2 * len(imposed.pages) == len(single.pages)


def test_the_cover_on_other_paper(site: Path) -> None:
    with (site / "content/booklets/01-sante/02-soins.md").open("a", encoding="utf-8") as file:
        file.write("\nUn texte de plus.\n" * 80)
    assert run("print", "impose", "sante", "--site", site, "--lang", "fr", "--date", DAY, "--cover").exit_code == 0
    made = sorted((path.name, len(pikepdf.open(path).pages)) for path in (site / "press/imposed").iterdir())
    with pikepdf.open(site / "press/sante-a5.fr.pdf") as single:
        inside = (len(single.pages) - 4) // 2
    assert made == [("sante-a5-cover.fr.pdf", 2), ("sante-a5-inside.fr.pdf", inside)]


# --- orders ------------------------------------------------------------------------------------------


def order(site: Path) -> object:
    return run("print", "order", "2026-12", "--site", site, "--date", DAY, "--jobs", "1", "--override", "Selam: voulu")


def test_an_order_wants_a_printer(site: Path) -> None:
    result = order(site)
    assert result.exit_code == 1
    assert "content/site.yaml: error[order-printer]" in result.output
    assert not (site / "press/orders").exists()


def test_an_order(site: Path) -> None:
    with (site / "content/site.yaml").open("a", encoding="utf-8") as file:
        file.write("printer: {name: Imprimerie, address: 3 rue de l'Exemple}\n")
    result = order(site)
    assert result.exit_code == 0, result.output
    path = site / "press/orders/2026-12.zip"
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == [
            "bon-a-tirer.ar.pdf", "bon-a-tirer.fr.pdf", "job-ticket.json", "job-ticket.pdf",
            "press/sante-a5.ar.json", "press/sante-a5.ar.pdf", "press/sante-a5.fr.json", "press/sante-a5.fr.pdf",
        ]  # fmt: skip
        ticket = json.loads(archive.read("job-ticket.json"))
        files = ticket["documents"][0]["files"]
        assert [(file["language"], file["copies"], file["binding"]) for file in files] == [("fr", 10, "left"), ("ar", 5, "right")]
        assert ticket["printer"]["name"] == "Imprimerie"
        for name in ("job-ticket.pdf", "bon-a-tirer.ar.pdf"):
            assert archive.read(name).startswith(b"%PDF")
    before = path.read_bytes()
    path.unlink()
    order(site)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("sante-a5", "sante-a6", "3:16: error[order-unknown]"),
        ("ar: 5", "ka: 5", "error[language-absent]"),
        ("paper: mat, ", "", "error[key-missing]"),
        ("fr: 10", "fr: dix", "error[value-invalid]"),
    ],
)
def test_a_mistake_in_an_order_has_its_line(site: Path, before: str, after: str, code: str) -> None:
    with (site / "content/site.yaml").open("a", encoding="utf-8") as file:
        file.write("printer: {name: Imprimerie, address: 3 rue de l'Exemple}\n")
    edit(site / "content/orders/2026-12.yaml", before, after)
    for result in (order(site), run("check", "--site", site, "--date", DAY)):
        assert result.exit_code == 1
        assert "content/orders/2026-12.yaml:" in result.output
        assert code in result.output
        assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("added", "told"),
    [
        ("", ["sante-a6", "order-unknown"]),
        ("ordered_on: 2026-11-24\n", ["sante-a6", "order-unknown"]),
        ("ordered_on: 2026-11-23\n", []),  # it was sent: a booklet or a language may have gone since
        ("orderd_on: 2026-11-23\n", ["key-unknown"]),
    ],
)
def test_check_reads_orders_that_are_still_to_be_sent(added: str, told: list[str], site: Path) -> None:
    edit(site / "content/orders/2026-12.yaml", ORDER, added + ORDER.replace("sante-a5", "sante-a6"))
    output = run("check", "--site", site, "--date", DAY).output
    assert [word for word in ("sante-a6", "order-unknown", "key-unknown") if word in output] == told
    assert ("order-printer" in output) is ("order-unknown" in output)


@pytest.mark.parametrize("name", ["2026-12.yml", "2026-12.csv", "Commande de décembre.txt"])
def test_what_is_no_order_is_told(name: str, site: Path) -> None:
    (site / "content/orders/2026-12.yaml").rename(site / "content/orders" / name)
    assert f"content/orders/{name}: warning[file-unexpected]" in run("check", "--site", site, "--date", DAY).output


def test_an_order_that_is_not_there(sound: Path) -> None:
    result = order(sound)
    assert result.exit_code == 1
    assert "content/orders/2026-12.yaml: error[file-missing]" in result.output


def test_the_shipped_order_names_what_there_is() -> None:
    assert (ROOT / "content/orders/2026-12.yaml").is_file()
