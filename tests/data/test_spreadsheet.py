"""Tables as spreadsheets save them: what they mean is read, what cannot be read any more is told, and nothing is left out in silence."""

from __future__ import annotations

import pytest

from livret.data.service_record import Flat
from livret.data.spreadsheet import Row, Slip, columns, rows, text_of, title
from livret.source.door import Refused


def one(text: str, **names: str) -> Flat:
    (row,) = rows(text, names)
    return row.cells


@pytest.mark.parametrize("blank", ["", ";;;;", ";;\n;;\n;;", '"";"";', " ; ;", "\n\n\n"])
def test_blank_rows_and_columns_are_nothing(blank: str) -> None:
    assert one(f"name;gloss;;\nCafé;Un café;;\n{blank}\n") == {"name": "Café", "gloss": "Un café"}


@pytest.mark.parametrize("head", ["sep=;\n", '"sep=;"\n', "SEP=;\r\n", "\ufeffsep=;\n", "\n\n", ";;\n", "sep=;\n\n"])
def test_what_stands_above_the_names(head: str) -> None:
    assert next(iter(rows(f"{head}name;gloss\nCafé, bar;Un café\n"))).cells == {"name": "Café, bar", "gloss": "Un café"}


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_any_mark_between_cells(mark: str) -> None:
    assert one(f'name{mark}gloss\n"a, b; c"{mark}Un café\n') == {"name": "a, b; c", "gloss": "Un café"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_encoding_of_a_spreadsheet(encoding: str) -> None:
    text = "name;gloss\nL’Épicerie – œuvre;5 €\n"
    assert text_of(text.encode(encoding), "x.csv").removeprefix("\ufeff") == text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("25/11/2026", "2026-11-25"), ("05/03/2026", "2026-03-05"), ("5.3.2026", "2026-03-05"), ("25-11-2026", "2026-11-25"), ("25/11/26", "2026-11-25"),
        ("2026-11-25", "2026-11-25"), ("2026/11/25", "2026-11-25"), ("2026-11-25 00:00:00", "2026-11-25"), ("25/11/2026 00:00", "2026-11-25"),
        ("31/02/2026", "31/02/2026"), ("hier", "hier"),
    ],
)  # fmt: skip
def test_dates(written: str, meant: str) -> None:
    assert one(f"name;verified_on\nx;{written}\n")["verified_on"] == meant


def test_numbers_codes_and_truths() -> None:
    text = (
        "name;latitude;longitude;address.postal_code;address.insee_code;zone;example;organisation.siret;phones.1.number\n"
        "x;45,1885;-5,72;1000;1053;1 1053 38 200040715;VRAI;732 829 320 00074;tel:+33465710012\n"
    )
    assert one(text) == {
        "name": "x", "latitude": "45.1885", "longitude": "-5.72", "address.postal_code": "01000", "address.insee_code": "01053",
        "zone": "01 01053 38 200040715", "example": "true", "organisation.siret": "73282932000074", "phones.1.number": "+33465710012",
    }  # fmt: skip


def test_a_code_of_another_country_has_its_own_length() -> None:
    assert one("name;address.postal_code;address.country\nx;1000;BE\n")["address.postal_code"] == "1000"
    (row,) = rows("name;address.postal_code\nx;1000\n", country="BE")
    assert row.cells["address.postal_code"] == "1000"


def test_a_column_twice_is_said_once_or_told() -> None:
    assert one("name;email;email\nx;a@b.fr;a@b.fr\n") == {"name": "x", "email": "a@b.fr"}
    assert one("name;email;email\nx;;a@b.fr\n") == {"name": "x", "email": "a@b.fr"}
    assert one("name;email;email\nx;a@b.fr;c@d.fr\n") == {"name": "x", "email": "a@b.fr", "email (column 3)": "c@d.fr"}


def test_a_cell_without_a_name_above_it_is_told() -> None:
    assert one("name;;gloss\nx;y;z\n") == {"name": "x", "column 2": "y", "gloss": "z"}


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        ("name;gloss\nx;y;z\n", "import-cells", {"columns": "2", "count": "3"}),
        ('name;gloss\nx;=A1&"; "&B1\n', "import-cells", {"columns": "2", "count": "3"}),
        ('name;gloss\nx;"un lieu\ny;un autre\n', "import-quote", {"value": "un lieu"}),
        ('name,gloss\nx,"un lieu\ny,un autre\nz,encore\n', "import-quote", {"value": "un lieu"}),
    ],
)
def test_a_row_that_nobody_can_divide_is_told_and_left_out(text: str, code: str, values: dict[str, str]) -> None:
    assert list(rows(text)) == [Row(2, {}, (Slip(code, tuple(values.items())),))]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("=CONCATENER(A1:B1)", "import-formula"),
        ("=A1", "import-formula"),
        ("#REF!", "import-error"),
        ("#N/A", "import-error"),
        ("#DIV/0!", "import-error"),
        ("#NOM?", "import-error"),
        ("#ССЫЛКА!", "import-error"),
        ("Err:502", "import-error"),
        ("########", "import-error"),
    ],
)
def test_what_a_cell_shows_of_the_spreadsheet_itself_is_no_text(cell: str, code: str) -> None:
    (row,) = rows(f"name;gloss\nx;{cell}\n")
    assert row == Row(2, {"name": "x"}, (Slip(code, (("path", "gloss"), ("value", cell))),))


@pytest.mark.parametrize("cell", ["'=A1", "#REF", "# 1", "#santé", "Err", "(#N/A)", "n/a pour les mineurs"])
def test_what_only_looks_like_it_is_one(cell: str) -> None:
    assert one(f"name;gloss\nx;{cell}\n") == {"name": "x", "gloss": cell.removeprefix("'")}


@pytest.mark.parametrize("cell", ["-", "–", "/", "?", "NC", "n/a", "N.D.", "néant", " - "])
def test_a_sign_for_nothing_is_nothing(cell: str) -> None:
    assert one(f"name;address.city;address.country\nx;{cell};NC\n") == {"name": "x", "address.country": "NC"}


def test_texts_that_a_formula_holds() -> None:
    assert one('name;phones.1.number;website\nx;"=""0465710012""";"=LIEN_HYPERTEXTE(""https://x.fr"";""site"")"\n') == {
        "name": "x",
        "phones.1.number": "0465710012",
        "website": "https://x.fr",
    }


def test_numbers_that_a_spreadsheet_gave_decimals() -> None:
    assert one("name;phones.1.number;latitude\nx;465710012,0;45,10\n") == {
        "name": "x",
        "phones.1.number": "465710012",
        "latitude": "45.10",
    }


def test_the_lines_of_a_cell_stay_lines_where_they_are_no_sentence() -> None:
    assert one('name;description\nx;"Lundi : 9 h\nMardi : 10 h"\n')["description"] == "Lundi : 9 h\\ Mardi : 10 h"


def test_names_in_the_second_row_under_what_several_have_in_common() -> None:
    text = "Structure;;Contact\nname;gloss;email\nx;y;a@b.fr\n"
    assert one(text) == {"name": "x", "gloss": "y", "email": "a@b.fr"}
    assert title(text) == "Structure;;Contact"


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04xl/workbook.xml", b"\xd0\xcf\x11\xe0\xa1", b"<!DOCTYPE html>", b"\n<html>", b"<table>"]
)
def test_a_workbook_is_no_table(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        text_of(data, "x.csv")
    assert refused.value.problem.code == "import-workbook"


@pytest.mark.parametrize("word", ["Entrée", "été", "accès libre", "français", "là", "Évry"])
def test_the_encoding_of_old_macs(word: str) -> None:
    text = f"name;gloss\n{word};{word} ici\n"
    assert text_of(text.encode("mac_roman"), "x.csv") == text
    assert text_of(text.encode("cp1252"), "x.csv") == text


def test_a_cell_of_several_lines() -> None:
    text = 'name;description;languages;documents\nx;"Un café.\r\nUn  thé.";"fr\nar, ti";"Un papier\nUne photo"\n'
    assert one(text) == {
        "name": "x",
        "description": "Un café. Un thé.",
        "languages": "fr ar ti",
        "documents.1": "Un papier",
        "documents.2": "Une photo",
    }


def test_a_name_of_several_lines_names_a_column() -> None:
    assert one('"name\n";"Code\npostal"\nx;38000\n', **{"code postal": "address.postal_code"}) == {
        "name": "x",
        "address.postal_code": "38000",
    }


def test_figures_that_were_rounded_away_are_told() -> None:
    text = "name;organisation.siret;phones.1.number\n\nx;7,32829E+13;3,34657E+10\n"
    (row,) = rows(text)
    assert row.cells == {"name": "x"}
    assert [(slip.code, *dict(slip.values).values()) for slip in row.slips] == [
        ("import-spoiled", "organisation.siret", "7,32829E+13"),
        ("import-spoiled", "phones.1.number", "3,34657E+10"),
    ]


def test_the_columns_have_their_names() -> None:
    assert columns("sep=,\nNom,Ville,,\nx,y,,\n") == ("Nom", "Ville")
    assert columns("") == ()
