"""Catalogs, behind guards for what Babel lets through."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from livret.catalogs import catalog
from livret.problems import Report
from livret.source.door import Door

HEAD = 'msgid ""\nmsgstr ""\n"Language: ar\\n"\n'
DAY = datetime.date(2026, 11, 24)


def read(tmp_path: Path, text: str, tag: str = "ar") -> tuple[catalog.Catalog, list[str]]:
    (tmp_path / "x.po").write_text(text, encoding="utf-8")
    report = Report()
    found = catalog.read(Door(tmp_path, DAY), "x.po", tag, report)
    return found, [f"{problem.place} {problem.code}" for problem in report]


def test_entries_contexts_and_plurals(tmp_path: Path) -> None:
    text = HEAD + '\nmsgctxt "label"\nmsgid "a"\nmsgstr "b"\n\nmsgid "one"\nmsgid_plural "many"\nmsgstr[0] "x"\nmsgstr[1] "y"\n'
    found, problems = read(tmp_path, text)
    assert problems == []
    assert found.entries["label", "a"].forms == ("b",)
    assert found.entries["", "one"].forms[:2] == ("x", "y")


def test_what_was_there_before_is_kept(tmp_path: Path) -> None:
    text = HEAD + '\n#, fuzzy\n#| msgid "old "\n#| "text"\nmsgid "new text"\nmsgstr "x"\n'
    found, _ = read(tmp_path, text)
    assert found.entries["", "new text"].fuzzy
    assert found.entries["", "new text"].previous == "old text"


@pytest.mark.parametrize(
    "header",
    ['"PO-Revision-Date: 2026-11-24T10:00:00Z\\n"', '"PO-Revision-Date: \\n"', '"POT-Creation-Date: YEAR-MO-DA HO:MI+ZONE\\n"'],
)
def test_dates_that_are_not_gettext_s(header: str, tmp_path: Path) -> None:
    found, problems = read(tmp_path, HEAD + header + '\n\nmsgid "a"\nmsgstr "b"\n')
    assert problems == []
    assert found.entries["", "a"].text == "b"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("machine", "machine"), ("machine-reviewed", "machine-reviewed"), ("people", "people"), ("me", "people"), (None, "people")],
)
def test_provenance(value: str | None, expected: str, tmp_path: Path) -> None:
    header = f'"X-Livret-Provenance: {value}\\n"\n' if value else ""
    assert read(tmp_path, HEAD + header)[0].provenance == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (HEAD + '\n<<<<<<< HEAD\nmsgid "a"\n=======\n', "x.po:5:1 catalog-conflict"),
        (HEAD + '\nmsgid "a"\nmsgstr "b\n', "x.po:6:1 catalog-broken"),
        (HEAD + '\nmsgid "a"\nmsgstr b\n', "x.po:6:1 catalog-broken"),
        (HEAD + "\nnonsense\n", "x.po:5:1 catalog-broken"),
        (HEAD.replace("ar", "fa"), "x.po:3:1 catalog-language"),
        (HEAD + '\nmsgid "a"\n\nmsgid "b"\nmsgstr "c"\n', "x.po:7:1 catalog-broken"),
        (HEAD + '\nmsgid "a"\n\n#. here\nmsgid "b"\nmsgstr "c"\n', "x.po:5:1 catalog-broken"),
        (HEAD + '\nmsgid "a"\nmsgstr "b\u2028c"\n', "x.po:6:1 catalog-broken"),
        (HEAD + '\nmsgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', "x.po:8:1 catalog-broken"),
        (HEAD + '\nmsgid "a"\nmsgstr "b"\n\n\u00a0msgid "c"\nmsgstr "d"\n', "x.po:8:1 catalog-broken"),
        ('msgid ""\n#~ "a"\nmsgstr "b"\n', "x.po:1:1 catalog-broken"),
    ],
)
def test_what_is_refused(text: str, problem: str, tmp_path: Path) -> None:
    assert read(tmp_path, text)[1] == [problem]


def test_a_head_may_stand_anywhere(tmp_path: Path) -> None:
    text = 'msgid "a"\nmsgstr "b"\n\n' + HEAD + '\nmsgid ""\n"c"\nmsgstr "d"\n'
    found, problems = read(tmp_path, text)
    assert problems == []
    assert {key: entry.line for key, entry in found.entries.items()} == {("", "a"): 1, ("", "c"): 8}


def test_none_is_empty(tmp_path: Path) -> None:
    report = Report()
    assert catalog.read(Door(tmp_path, DAY), "none.po", "ar", report).entries == {}
    assert not list(report)


def test_prs_is_prs(tmp_path: Path) -> None:
    found, problems = read(tmp_path, HEAD.replace("ar", "prs") + '\nmsgid "a"\nmsgstr "b"\n', "prs")
    assert problems == []
    assert found.entries
