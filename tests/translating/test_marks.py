"""Marks are changed as text: the entry that is meant, and no other byte."""

from __future__ import annotations

import datetime

import pytest

from livret.catalogs import catalog
from livret.model import Provenance
from livret.translating import marks

DAY = datetime.date(2026, 11, 25)
NOTE = marks.confirmed(DAY, "selam")
SAID = "# livret: confirmed 2026-11-25 by selam"
HEAD = 'msgid ""\nmsgstr ""\n"Language: ar\\n"\n\nmsgid "before"\nmsgstr ""\n"of "\n"two lines"\n'
TAIL = '\n#, fuzzy\n#| msgid "others"\nmsgid "after"\nmsgstr "x"\n\n#~ msgid "gone"\n#~ msgstr "y"\n'

# What stands above the msgid, before and after.
ABOVE = [
    ("", f"{SAID}\n"),
    ("\n", f"\n{SAID}\n"),
    ('\n#, fuzzy\n#| msgid "old"\n', f"\n{SAID}\n"),
    ('\n#, fuzzy, md-text\n#| msgctxt "label"\n#| msgid ""\n#| "old"\n', f"\n{SAID}\n#, md-text\n"),
    ("\n#, md-text,fuzzy , python-brace-format\n", f"\n{SAID}\n#, md-text, python-brace-format\n"),
    ("\n# hers\n#\n#. sante/numeros#p1\n#: a.md\n", f"\n# hers\n#\n{SAID}\n#. sante/numeros#p1\n#: a.md\n"),
    ("\n#. sante/numeros#p1\n# hers\n#: a.md\n#, fuzzy\n", f"\n#. sante/numeros#p1\n# hers\n{SAID}\n#: a.md\n"),
    ("\n# livret: confirmed 2025-01-01 by ada\n# hers\n", f"\n{SAID}\n# hers\n"),
    ("\n# hers\n# livret: confirmed 2025-01-01 by ada\n#, fuzzy\n# livret: confirmed 2025-02-01\n", f"\n# hers\n{SAID}\n"),
    ('\n#, fuzzy\nmsgctxt ""\n"a "\n"label"\n', f'\n{SAID}\nmsgctxt ""\n"a "\n"label"\n'),
    ("\n#, fuzzy\n\n#: a.md\n\n", f"\n{SAID}\n\n#: a.md\n\n"),
    ('\n#~ msgid "gone"\n#~ msgstr "y"\n\n#, fuzzy\n', f'\n#~ msgid "gone"\n#~ msgstr "y"\n\n{SAID}\n'),
]  # fmt: skip


@pytest.mark.parametrize(("above", "expected"), ABOVE)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_the_entry_alone_is_changed(above: str, expected: str, ending: str) -> None:
    before = f'\ufeff{HEAD}{above}msgid "here"\nmsgstr "x"\n{TAIL}'
    after = f'\ufeff{HEAD}{expected}msgid "here"\nmsgstr "x"\n{TAIL}'
    line = before.split("\n").index('msgid "here"') + 1
    assert marks.marked(before.replace("\n", ending), {line: (NOTE,)}) == after.replace("\n", ending)


def test_many_entries_at_once() -> None:
    text = "".join(f'#, fuzzy\n#| msgid "old"\nmsgid "{n}"\nmsgstr "x"\n' for n in range(5))
    lines = [n for n, line in enumerate(text.split("\n"), 1) if line in ('msgid "1"', 'msgid "3"')]
    found = catalog.parse(marks.marked(text, dict.fromkeys(lines, (NOTE,))), "x.po")
    assert [(entry.msgid, entry.fuzzy, entry.tcomment) for entry in found] == [
        ("0", True, ""),
        ("1", False, SAID[2:]),
        ("2", True, ""),
        ("3", False, SAID[2:]),
        ("4", True, ""),
    ]


def test_provenance_takes_the_place_of_another() -> None:
    note = marks.provenance(Provenance.MACHINE_REVIEWED)
    assert marks.noted("livret: machine\nhers", note) == "livret: machine-reviewed\nhers"
    assert marks.noted("hers", note) == "hers\nlivret: machine-reviewed"
    assert marks.noted("", note) == "livret: machine-reviewed"
    assert marks.noted("livret: confirmed 2026-11-25 by selam", note).endswith("by selam\nlivret: machine-reviewed")


@pytest.mark.parametrize(
    ("name", "good"),
    [("selam", True), ("ሰላም", True), ("a.b-c_1", True), ("two words", False), ("", False), ("a\nb", False), ("-x", False)],
)
def test_a_pseudonym_is_one_word(name: str, good: bool) -> None:
    assert marks.pseudonym(name) is good
