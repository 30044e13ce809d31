"""The two ways of reading a catalog: what the scan takes for regular, polib reads the same, and what it leaves alone is told as before."""

from __future__ import annotations

import datetime
import subprocess
from collections.abc import Iterator
from pathlib import Path

import plain
import pytest
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_translations import CASES

from livret import limits
from livret.catalogs import catalog, regular
from livret.catalogs.catalog import Catalog
from livret.problems import Problem, Report
from livret.source.door import Door, Refused

HEAD = 'msgid ""\nmsgstr ""\n"Language: ar\\n"\n\n'
SHIPPED = sorted(ROOT.glob("translations/**/*.po*"))
MANY = settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))

Said = tuple[Catalog, list[object], list[object]] | Problem


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("catalog")


def door(folder: Path, data: bytes) -> Door:
    (folder / "x.po").write_bytes(data)
    return Door(folder, datetime.date.min)


def ours(folder: Path, data: bytes, tag: str) -> Said:
    report = Report()
    found = catalog.read(door(folder, data), "x.po", tag, report)
    return next(iter(report)) if len(report) else (found, list(found.entries), list(found.lines))


def polib_s(folder: Path, data: bytes, tag: str) -> Said:
    try:
        text = door(folder, data).text("x.po", limits.CATALOG_BYTES)
        found = catalog.understood(catalog.parse(text, "x.po", tag), "x.po")
    except Refused as refused:
        return refused.problem
    return found, list(found.entries), list(found.lines)


def is_regular(text: str) -> bool:
    return regular.scan(text) is not None


# --- catalogs that there are --------------------------------------------------------------------------


def fixtures() -> Iterator[tuple[str, bytes]]:
    """Every catalog of the tests' small sites, and those of every sort."""
    for path in sorted(plain.HERE.glob("*/*.txt")):
        for name, text in plain.read(path).parts:
            if name.endswith((".po", ".pot")) and " " not in name:
                yield f"{path.stem}: {name}", text.encode()
    yield from ((case.name, case.data) for case in CASES)


FOUND = [*fixtures(), *((str(path.relative_to(ROOT)), path.read_bytes()) for path in SHIPPED)]


@pytest.mark.parametrize("data", [data for _, data in FOUND], ids=[name for name, _ in FOUND])
@pytest.mark.parametrize("tag", ["", "ar", "prs"])
def test_a_catalog_of_ours_is_read_the_same(data: bytes, tag: str, folder: Path) -> None:
    assert ours(folder, data, tag) == polib_s(folder, data, tag)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: "/".join(path.parts[-2:]))
def test_a_shipped_catalog_is_regular_also_after_gettext(path: Path) -> None:
    assert is_regular(path.read_text(encoding="utf-8"))
    wrapped = subprocess.run(["msgcat", "--width=40", path], capture_output=True, check=True).stdout.decode()
    assert is_regular(wrapped)


# --- catalogs as tools write them ---------------------------------------------------------------------

TEXTS = (
    ['""'], ['"a"'], ['"ب"'], ['"é 𝄞 \u202b"'], ['""', '"a"'], ['"a "', '"b\\n"', '"c"'], ['"a\\"b"'], ['"\\\\"', '"n"'], ['"\\\\\\"\\\\"'], ['"\\q\\u\\r\\t"'],
    ['"#"', '"#~"', '"#|"'], ['"msgid "'], ['"{x}: %"'], ['"\x00\x1f\xa0"'], ['" a "', '" "'], ['""', '""', '""'],
)  # fmt: skip
REMARKS = (
    "#", "# ", "# a remark", "#  indented", '# msgid "a"', "##", "## twice", "##livret: machine", "# livret: machine", "# livret: machine-reviewed ",
    "# livret: people, 2026", "# livret: mechanical", "# \tlivret: machine", "# livret: confirmed 2026-11-25 by ada",
    "# livret: confirmed 2026-02-30", "# livret: confirmed 2026-11-25", "#. sante/numeros#p1", "#. # livret: machine", "#: a.md:3 b.md", "#: \u2068a b.md\u2069",
    "#, fuzzy", "#, md-text", "#, md-text, fuzzy", "#,  no-wrap,fuzzy ", "#, fuzzy-ish", "#. fuzzy", '#| msgctxt "a"', '#| msgid_plural "a"\n#| "b"',
    '#| msgid "old"', '#| msgid ""\n#| "old "\n#| "\\"text\\"\\n"', '#~| msgid "gone"', "#, ", "#. ", "#: ", "",
)  # fmt: skip
HEADERS = (
    "Language: ar", "language: ar", "Language: prs", "Language: ", "PO-Revision-Date: 2026-11-24 10:00+0300", "po-revision-date: 2026-11-24",
    "PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE", "X-Livret-Provenance: machine", "X-Livret-Provenance:people", "X-Livret-Provenance: me",
    "Content-Type: text/plain; charset=utf-8", "Content-Type: text/plain; charset=CHARSET", "no header at all", " goes on", "MIME-Version: 1.0", "",
)  # fmt: skip


@st.composite
def entry(draw: st.DrawFn, number: int) -> str:
    """An entry whose text no other has."""
    text, comments = st.sampled_from(TEXTS), draw(st.lists(st.sampled_from(REMARKS), max_size=4))
    parts = [("msgctxt", draw(text))] if draw(st.booleans()) else []
    parts.append(("msgid", [*draw(text), f'"{number}"']))
    parts += [("msgid_plural", draw(text))] if draw(st.booleans()) else []
    forms = draw(st.sampled_from([(), (), (0,), (0, 1), (2, 0, 1), (1, 9, 1)]))
    parts += [(f"msgstr[{form}]", draw(text)) for form in forms] or [("msgstr", draw(text))]
    sign = draw(st.sampled_from(["", "", "", "#~ "]))
    lines = [f"{sign}{line}" for word, (first, *more) in parts for line in (f"{word} {first}", *more)]
    return "".join(f"{line}\n" for line in (*comments, *lines))


@st.composite
def catalogs(draw: st.DrawFn) -> str:
    comments = draw(st.lists(st.sampled_from(REMARKS), max_size=3))
    headers = draw(st.lists(st.sampled_from(HEADERS), max_size=5))
    head = "".join(f"{line}\n" for line in (*comments, 'msgid ""', 'msgstr ""', *(f'"{header}\\n"' for header in headers)))
    entries = [draw(entry(number)) for number in range(draw(st.integers(0, 3)))]
    return "\n".join([head, *entries])


@st.composite
def saved(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> bytes:
    """As programs save it: with the line ends of a system, with or without the last of them, with or without a mark at the beginning."""
    written = draw(texts)
    if draw(st.booleans()):
        written = written.rstrip("\n") + draw(st.sampled_from(["", "\n\n\n"]))
    ending = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    return written.replace("\n", ending).encode(draw(st.sampled_from(["utf-8", "utf-8", "utf-8-sig"])))


TAGS = st.sampled_from(["", "ar", "prs"])


@given(catalogs())
@MANY
def test_what_tools_write_is_regular(written: str) -> None:
    assert is_regular(written)


@given(saved(catalogs()), TAGS)
@MANY
def test_what_tools_write_is_read_the_same(folder: Path, data: bytes, tag: str) -> None:
    assert ours(folder, data, tag) == polib_s(folder, data, tag)


# --- and what becomes of them -------------------------------------------------------------------------

SIGNS = [
    '"', "\\", "#", "~", "|", ",", ".", ":", " ", "\t", "\n", "\x0b", "\x1d", "\x1f", "\x85", "\xa0", "\u2028", "\ufeff", "0", "[", "]", "m", "",
]  # fmt: skip
LINES = [
    "", " ", "#", "#,", "#.", "#:", "#|", "#~", "#~|", "#,fuzzy", "#remark", '#~ "more"', '#| "more"', '"more"', '#~| "more"', "#| msgid", "#| more",
    '#| msgid "a', '#| msgstr "a"', '#~ msgid "gone"', '#~ msgstr "gone"', '#~ msgctxt "gone"', "#~ gone", 'msgid ""', 'msgid "a"', 'msgstr ""',
    'msgctxt ""', 'msgctxt "a"', 'msgid_plural "a"', 'msgstr[0] "a"', 'msgstr[12] "a"', 'msgstr[٣] "a"', 'msgstr[] "a"', 'msgid"a"', 'msgid  "a"',
    '  msgid "a"', 'msgid "a" ', 'msgid "a" "b"', 'msgid "a"b"', "msgid a", "<<<<<<< HEAD", "=======", ">>>>>>> theirs", "nonsense",
    'msgid ""\nmsgstr ""', 'domain "a"',
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A catalog after one to three accidents."""
    written = draw(catalogs())
    for _ in range(draw(st.integers(1, 3))):
        lines = written.split("\n")
        at, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        match draw(st.sampled_from(["cut", "add", "twice", "swap", "part", "sign", "quote"])):
            case "cut":
                del lines[at]
            case "add":
                lines.insert(at, draw(st.sampled_from(LINES)))
            case "twice":
                lines.insert(other, lines[at])
            case "swap":
                lines[at], lines[other] = lines[other], lines[at]
            case "part":
                lines += ["", *lines[min(at, other) : max(at, other)]]
            case "sign":
                column = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:column] + draw(st.sampled_from(SIGNS)) + lines[at][column + draw(st.integers(0, 1)) :]
            case "quote":
                lines[at] = lines[at].replace('"', draw(st.sampled_from(["", "'", '\\"', '""', "«"])), 1)
        written = "\n".join(lines)
    return written


@given(saved(mutated()), TAGS)
@settings(MANY, max_examples=300)
def test_what_became_of_them_is_read_or_refused_the_same(folder: Path, data: bytes, tag: str) -> None:
    assert ours(folder, data, tag) == polib_s(folder, data, tag)
