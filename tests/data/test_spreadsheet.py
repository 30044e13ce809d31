"""Tables as spreadsheets save them: what they mean is read, what cannot be read any more is told, and nothing is left out in silence."""

from __future__ import annotations

import pytest

from livret.data.service_record import Flat
from livret.data.spreadsheet import Row, columns, rows, text_of


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
    assert one("name;;gloss\nx;y;z;w\n") == {"name": "x", "column 2": "y", "gloss": "z", "column 4": "w"}


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
    assert row == Row(3, {"name": "x"}, {"organisation.siret": "7,32829E+13", "phones.1.number": "3,34657E+10"})


def test_the_columns_have_their_names() -> None:
    assert columns("sep=,\nNom,Ville,,\nx,y,,\n") == ("Nom", "Ville")
    assert columns("") == ()
