"""Out and back: what the schema has is in each format, whatever signs its texts hold."""

from __future__ import annotations

import json
import uuid
from typing import Any

from hypothesis import example, given, settings
from records import OPTIONAL, RECORDS, REQUIRED

from livret.data import hsds, hsds_reading, spreadsheet, table
from livret.data.service_record import LISTS, TEXTS, WORDS, Record, flat, keys, nested, record
from livret.directory import listing_file
from livret.encode import csv
from livret.model import Message
from livret.problems import Place, Report
from livret.schema.service import Service
from livret.source import yaml
from livret.text.inline import InlineParser
from livret.text.inline import walk as nodes_in

PARSER = InlineParser("content/services", lambda _: None)
MANY = settings(max_examples=150)


def plain(message: Message) -> str:
    """The text of a message; its signs are no markup."""
    parsed = PARSER.parse(message.text)
    assert not parsed.faults, (message.text, parsed.faults)
    return "".join(node.text for node in nodes_in(parsed.nodes))  # type: ignore[union-attr]


def read(text: str) -> Service:
    """The only service of a file."""
    report = Report()
    tree = yaml.parse(text, "content/services/x.yaml")
    service = yaml.validate(tree["services"][0], Service, report, "services", Place("x"))
    assert service, [(problem.code, problem.place, problem.values) for problem in report]
    return service


def again(its: Record) -> Record:
    """A record, written as YAML, read as Livret reads it, and told as a record."""
    return record(read(listing_file.written({"services": [listing_file.entry(its)]})), plain)


def identify(*names: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join(names)))


def term(code: str) -> dict[str, Any]:
    return {"id": identify(code), "code": code, "name": code, "description": code}


def test_the_strategy_knows_every_key() -> None:
    assert {*REQUIRED, *OPTIONAL} == set(keys(Service))


def test_the_lists_of_the_schema_are_known() -> None:
    lists = {name for name, field in Service.model_fields.items() if "tuple[" in str(field.annotation)}
    assert lists == (WORDS | TEXTS | LISTS) & set(Service.model_fields)


@MANY
@given(RECORDS)
def test_yaml(its: Record) -> None:
    assert flat(again(its)) == flat(its)


@MANY
@given(RECORDS)
def test_flat(its: Record) -> None:
    back, unknown = nested(flat(its))
    assert flat(back) == flat(its)
    assert unknown == []


@MANY
@given(RECORDS)
@example(
    {
        "id": "a",
        "name": "A",
        "gloss": "b. c",
        "category": "health",
        "email": "a@b.fr",
        "verified_on": "2026-01-01",
        "sources": [],
        "address": {"city": "X"},
    }
)
def test_hsds(its: Record) -> None:
    """Through JSON."""
    document = json.loads(json.dumps(hsds.entity(its, identify, term)))
    ((back, left),) = hsds_reading.read(document)
    assert flat(back) == flat(its)
    assert left == []


@MANY
@given(RECORDS)
def test_csv(its: Record) -> None:
    row = table.written(flat(its))
    (back,) = spreadsheet.rows(csv.table(list(row), [row]).decode("utf-8-sig"))
    assert back.cells == flat(its)


def test_a_table_that_excel_saved() -> None:
    text = "id;name;address.postal_code;phones.1.number;languages\r\nx;Café;1000;tel:+33465710012;fr ar\r\n;;;;\r\n"
    (first,) = spreadsheet.rows(text)
    assert nested(first.cells)[0] == {
        "id": "x",
        "name": "Café",
        "address": {"postal_code": "01000"},
        "phones": [{"number": "+33465710012"}],
        "languages": ["fr", "ar"],
    }


def test_a_cell_that_a_spreadsheet_would_run_is_text() -> None:
    assert csv.cell("=1+1") == "'=1+1"
    assert csv.cell("-3.5") == "-3.5"
    assert [csv.plain(csv.cell(text)) for text in ("=a", "'a", "'=a", "+33 4", "a")] == ["=a", "'a", "'=a", "+33 4", "a"]


def test_what_no_key_has_is_told() -> None:
    assert nested({"name": "x", "colour": "red", "phones.1.colour": "red", "phones.x": "1", "address.city.x": "y"}) == (
        {"name": "x"},
        ["colour", "phones.1.colour", "phones.x", "address.city.x"],
    )
