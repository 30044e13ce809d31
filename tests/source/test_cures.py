"""Cures do not mislead, and one cause is one problem."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import plain
import pytest
from conftest import DAY, run

from livret.problems import near, slipped
from livret.publish import atomic

HEALTH, FACTS, CONFIG = "content/services/health.yaml", "content/facts.yaml", "content/site.yaml"
NUMBERS, CARE = "content/booklets/01-sante/01-numeros.md", "content/booklets/01-sante/02-soins.md"
TERMS = "translations/terms.yaml"


def edit(site: Path, path: str, old: str, new: str) -> None:
    text = (site / path).read_text(encoding="utf-8")
    assert old in text
    (site / path).write_text(text.replace(old, new), encoding="utf-8")


def check(site: Path) -> list[tuple[str, str, str]]:
    """Place, code and cure of every problem."""
    output = run("check", "--site", site, "--date", DAY).output
    return re.findall(r"^(\S+): \w+\[([\w-]+)\].*\n  help: (.*)$", output, re.MULTILINE)


# --- did you mean -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "choices", "meant"),
    [
        ("helth", ["health", "housing"], "health"), ("smau", ["samu", "police"], "samu"), ("esay", ["easy"], "easy"), ("soin", ["soins"], "soins"),
        ("jours", ["hour", "day"], ""), ("le-dentiste", ["le-médecin"], ""), ("le-medecin", ["le-médecin"], "le-médecin"), ("n115", ["n114", "n119"], ""),
        ("15", ["17", "18"], ""), ("ar", ["fr"], ""), ("transport", ["sport"], ""), ("enfant", ["enfants"], "enfants"), ("sante2", ["sante3"], ""),
    ],
)  # fmt: skip
def test_a_suggestion_is_a_slip_of_the_pen(name: str, choices: list[str], meant: str) -> None:
    assert near(name, choices) == meant


@pytest.mark.parametrize(
    ("name", "meant"), [("samo", "samu"), ("smau", "samu"), ("samuu", "samu"), ("sam", ""), ("police", ""), ("samu_social", "")]
)
def test_one_letter_is_all(name: str, meant: str) -> None:
    assert slipped(name, ["pompiers", "samu"]) == meant


@pytest.mark.parametrize("unit", ["dayy", "houre", "heur", "moths", "wek", "yaer", "minute", "dag"])
def test_no_unit_is_guessed(unit: str, sound: Path) -> None:
    edit(sound, FACTS, "unit: day", f"unit: {unit}")
    assert check(sound) == [(f"{FACTS}:5:27", "value-unknown", "choose one of these")]


@pytest.mark.parametrize(
    ("unit", "same"),
    [("jours", "day"), ("jour", "day"), ("hours", "hour"), ("mois", "month"), ("semaine", "week"), ("ans", "year")],
)
def test_a_unit_by_its_name_in_another_language_is_that_unit(unit: str, same: str, sound: Path) -> None:
    """No guess: the same value, written as a file takes it."""
    edit(sound, FACTS, "unit: day", f"unit: {unit}")
    assert check(sound) == [(f"{FACTS}:5:27", "value-unknown", f"did you mean “{same}”?")]


@pytest.mark.parametrize("others", ["ameli", "samu_social", "sama"])
def test_a_number_that_is_gone_is_one_finding_and_no_other_number(others: str, sound: Path) -> None:
    """With `sama`, one letter from it, the question is allowed: nobody has two such numbers."""
    edit(sound, FACTS, "  samu: ", f"  {others}: ")
    [(place, code, cure)] = check(sound)
    assert (place, code) == (f"{NUMBERS}:8:12", "fact-unknown")
    assert cure == ("did you mean {phone.sama}?" if others == "sama" else "add it to content/facts.yaml, or correct the name")
    assert "(here and at 2 other places)" in run("check", "--site", sound, "--date", DAY).output


@pytest.mark.parametrize(
    ("reference", "cure"),
    [
        ("service.permanance", "did you mean {service.permanence}?"), ("service.mairie", "add it to content/services, or correct the name"),
        ("term.cap", "add it to translations/terms.yaml, or correct the name"), ("service.samu", "did you mean {phone.samu}?"), ("phne.samu", "did you mean {phone.samu}?"),
    ],
)  # fmt: skip
def test_a_reference_is_looked_for_among_its_own_kind(reference: str, cure: str, sound: Path) -> None:
    edit(sound, CARE, "{service.permanence}", f"{{{reference}}}")
    found = check(sound)
    if reference == "service.samu":
        assert found[0][1] == "fact-unknown"
        assert found[0][2] != "did you mean {phone.long}?"
    elif reference == "phne.samu":
        assert found[0][1] in ("fact-unknown", "fact-malformed")
    else:
        assert found == [(f"{CARE}:7:16", "fact-unknown", cure)]


# --- a cure works where it is followed ------------------------------------------------------------------


@pytest.mark.parametrize(
    "link", ["booklets/01-sante/numeros.md", "booklets/02-sante/01-numeros.md", "booklets/01-sante/01-numero.md"]
)
def test_a_link_of_site_yaml_gets_a_path_of_its_own(link: str, sound: Path) -> None:
    edit(sound, CONFIG, "booklets/01-sante/01-numeros.md", link)
    [(place, code, cure)] = check(sound)
    assert (place, code) == (f"{CONFIG}:12:27", "link-target")
    edit(sound, CONFIG, link, cure.removeprefix("write “").removesuffix("”"))
    assert check(sound) == []


def test_a_key_that_cannot_be_one_is_named_and_mended(sound: Path) -> None:
    edit(sound, FACTS, "  team:", "  L'Équipe:")
    assert check(sound) == [(f"{FACTS}:13:3", "key-form", "write “l_equipe” here, and wherever it is meant")]
    edit(sound, FACTS, "  L'Équipe:", "  l_equipe:")
    assert check(sound) == []


@pytest.mark.parametrize("tag", ["fa-AF", "fa_AF"])
def test_dari_is_prs(tag: str, sound: Path) -> None:
    edit(sound, CONFIG, "languages: [fr, ar]", f"languages: [fr, ar, {tag}]")
    found = check(sound)
    assert len(found) == 1
    if tag == "fa-AF":
        assert found[0][1:] == ("language-called", "write “prs” instead, and call its folder in translations/ so")


@pytest.mark.parametrize("name", ["03-x.docx", "03-x.odt", "texte.txt"])
def test_a_document_is_no_page(name: str, sound: Path) -> None:
    (sound / f"content/booklets/01-sante/{name}").write_bytes(b"PK\x03\x04")
    assert check(sound) == [
        (
            f"content/booklets/01-sante/{name}",
            "file-document",
            "copy its text into a chapter (02-title.md), and keep the document outside of content/",
        )
    ]


def test_a_document_under_the_name_of_a_page(sound: Path) -> None:
    (sound / CARE).write_bytes(b"PK\x03\x04\x14\x00\x06\x00")
    assert [code for _, code, _ in check(sound)] == ["file-zip"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_what_a_file_says_of_its_encoding_is_believed(encoding: str, sound: Path) -> None:
    for path in (CARE, HEALTH):
        (sound / path).write_bytes((sound / path).read_text(encoding="utf-8").encode(encoding))
    assert check(sound) == []


def test_an_empty_line_is_not_asked_for_inside_a_list(sound: Path) -> None:
    with (sound / CARE).open("a", encoding="utf-8") as file:
        file.write("\n1. Un\n   - deux\n   - trois\n2. Quatre\n")
    assert check(sound) == []


# --- one cause is one problem ---------------------------------------------------------------------------

HEADS = {
    "no beginning": ("---\nsummary: Qui appeler.", "summary: Qui appeler."),
    "no end": ("authors: [selam]\n---\n", "authors: [selam]\n"),
    "a colon": ("summary: Qui appeler.", "summary: Qui: appeler."),
    "a tab": ("authors: [selam]", "authors:\n\t- selam"),
    "no key": ("summary: Qui appeler.", "Qui appeler."),
}


@pytest.mark.parametrize(("old", "new"), HEADS.values(), ids=HEADS)
def test_a_head_that_failed_is_all_that_is_told(old: str, new: str, sound: Path) -> None:
    edit(sound, NUMBERS, old, new)
    found = check(sound)
    assert len(found) == 1, found
    assert found[0][0].startswith(NUMBERS)


FILES = {
    "a services file": (HEALTH, "gloss: Un médecin gratuit", "gloss: 'l'aide'"),
    "an open quote": (HEALTH, "category: health", 'category: "health'),
    "the first key": (HEALTH, "category: health", "category health"),
    "the facts": (FACTS, "phone:\n", "phone\n"),
    "the terms": (TERMS, "provenance: machine", "provenance machine"),
    "the authors": ("content/agora/authors.yaml", "authors:\n", "authors\n"),
    "the site": (CONFIG, "name: Livret", "name Livret"),
}


@pytest.mark.parametrize(("path", "old", "new"), FILES.values(), ids=FILES)
def test_a_file_that_cannot_be_read_makes_no_reference_wrong(path: str, old: str, new: str, sound: Path) -> None:
    edit(sound, CARE, "Une note.", "Le {term.recepisse}, la {term.caf} et {service.permanence}. Une note.")
    assert check(sound) == []
    edit(sound, path, old, new)
    found = check(sound)
    assert len(found) == 1, found
    assert found[0][0].startswith(f"{path}:")


TAKEN = ["en", "es", "pt", "ti", "uk", "ru", "sq", "ka", "ps"]


@pytest.mark.parametrize("named", [False, True])
def test_nine_languages_that_were_taken_away_are_one_finding(named: bool, tmp_path: Path) -> None:
    site = plain.site(tmp_path / "site", "sound")
    for tag in TAKEN:
        (site / f"translations/{tag}").mkdir()
    if named:
        edit(
            site,
            CONFIG,
            "pairs: [[fr, ar]]",
            f"pairs: [{', '.join(f'[fr, {tag}]' for tag in TAKEN)}]\npublish: {{{', '.join(f'{tag}: complete' for tag in TAKEN)}}}",
        )
        edit(site, TERMS, "glosses: {ar: إيصال}", f"glosses: {{{', '.join(f'{tag}: x' for tag in TAKEN)}}}")
    found = check(site)
    assert len(found) == 1, found
    assert found[0][1] == ("languages-taken" if named else "language-folder")
    assert ", ".join(sorted(TAKEN)) in run("check", "--site", site, "--date", DAY).output


def test_a_command_that_there_is_not() -> None:
    result = run("serv")
    assert result.exit_code == 2
    assert "There is no command “serv”. Did you mean “serve”?" in result.output
    assert "There is no command “publier”. See main --help." in run("publier").output


def test_a_folder_that_nobody_may_write(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, _: bytes) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(atomic, "write", refuse)
    for command in ("extract", "update", "schema"):
        result = run(command, "--site", sound)
        assert result.exit_code == 2
        assert "you are not allowed to read or change it" in result.output


@pytest.mark.parametrize(
    ("written", "told"),
    [("la C.A.F.", True), ("une C.A.F ouverte", True), ("la CAF", False), ("A. B. Caf", False), ("le F.A.Q.", False)],
)
def test_an_abbreviation_with_points_in_a_source_and_in_a_translation(written: str, told: bool, sound: Path) -> None:
    edit(sound, CARE, "Une note.", f"Voici {written} ici. Une note.")
    edit(
        sound,
        TERMS,
        "    full: Caisse d'allocations familiales\n",
        "    full: Caisse d'allocations familiales\n    glosses: {ar: صندوق}\n",
    )
    with (sound / "translations/ar/sante.po").open("a", encoding="utf-8") as file:
        file.write(f'\nmsgid "Voici {written} ici. Une note.[^a]"\nmsgstr "هنا {written} هنا. ملاحظة.[^a]"\n')
    found = [(place.partition(":")[0], cure) for place, code, cure in check(sound) if code == "abbreviation-points"]
    assert found == ([(CARE, "write CAF"), ("translations/ar/sante.po", "write CAF")] if told else [])
    assert "term-missing" not in [code for _, code, _ in check(sound)]


@pytest.mark.parametrize("folder", ["content", "content/booklets", "translations/ar"])
def test_a_folder_inside_a_site_is_no_site(folder: str, sound: Path) -> None:
    output = run("check", "--site", sound / folder, "--date", DAY).output
    assert "error[site-inside]" in output
    assert f"say --site {sound.resolve()}" in output


def test_a_port_that_is_taken(sound: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = run("serve", "--site", sound, "--port", str(port))
    assert result.exit_code == 2
    assert f"another program listens at port {port}: choose another one with --port" in result.output
