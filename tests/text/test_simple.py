"""What `simple` reads is read as Python-Markdown reads it, and what `dialect` leaves aside is no rule that could have found anything."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

import plain
import polib
import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from livret.model import Inline, Text
from livret.text import dialect, simple
from livret.text.targets import Fault, Targets

LEFT_OUT = ("html", "entity", "reference", "short_reference", "image_reference", "short_image_ref", "linebreak", "automail")
CHAPTERS = {"a/y.md": ("a", "y")}
SIGNS = (*"*_`\\[](){}!<>^:#&'\"|~+-./\n\x02", "**", "***", "__", "``", "](", "![", "[^", "\\*", "<b>", "&amp;", "\x0242\x03")
WORDS = ("a", "Le mot", "é", "ስልኪ", "هاتف", "12", " ", "  ", "\u00a0", "", "x_y", "fin.", ", puis ", "« oui »")
WHOLE = ("{phone.x}", "{site.x_y}", "[^n]", "[^m]", "[^a-1]", "<https://e.fr>", "`a`", "\\{a.b}")
TARGETS = ("https://e.fr", "y.md#z_z", "z.md", "tel:15", "p.png", "//e", "", "a b", "a(b)", "'t'", "x*y*", "{phone.x}")


def by_simple(text: str) -> tuple[tuple[Inline, ...], list[Fault]] | None:
    targets = Targets("a", CHAPTERS.get, {"n": 1, "a-1": 2})
    nodes = simple.nodes(text, targets)
    return None if nodes is None else (nodes, targets.faults)


def by_dialect(text: str) -> tuple[tuple[Inline, ...], list[Fault]]:
    targets = Targets("a", CHAPTERS.get, {"n": 1, "a-1": 2})
    return dialect.nodes(text, targets), targets.faults


def same(text: str) -> bool:
    """Whether `simple` reads a text; then it must be as `dialect` reads it."""
    found = by_simple(text)
    assert found in (None, by_dialect(text)), text
    return found is not None


# --- texts of all signs -------------------------------------------------------------------------------

PIECES = st.sampled_from(SIGNS + WORDS + WHOLE)
SOUP = st.lists(PIECES, max_size=14).map("".join)
STARS = st.sampled_from(("*", "**", "***", "_", "__", "`"))
MARKED = st.recursive(
    st.sampled_from(WORDS + WHOLE),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4).map("".join)
        | st.tuples(STARS, inner).map(lambda parts: f"{parts[0]}{parts[1]}{parts[0]}")
        | st.tuples(st.sampled_from(("[", "![")), inner, st.sampled_from(TARGETS)).map(lambda parts: "{}{}]({})".format(*parts))
    ),
    max_leaves=8,
)  # fmt: skip


@given(SOUP)
@settings(max_examples=1000, deadline=None)
def test_signs_in_any_order(text: str) -> None:
    same(text)


@given(MARKED)
@settings(max_examples=1000, deadline=None)
def test_marks_in_marks(text: str) -> None:
    same(text)


@given(MARKED, PIECES, st.integers(0, 40))
@settings(max_examples=1000, deadline=None)
def test_a_mark_that_is_broken(text: str, piece: str, at: int) -> None:
    """Sound marks with one sign too many."""
    same(text[:at] + piece + text[at:])


def test_every_short_text() -> None:
    parts = ("*", "**", "a", " ", "[", "]", "](y.md)", "!", "{phone.x}", "[^n]", "_", "`")
    found = [same("".join(each)) for length in range(1, 5) for each in itertools.product(parts, repeat=length)]
    assert sum(found) > 500


# --- texts that were written --------------------------------------------------------------------------


def said() -> Iterator[str]:
    """What the shipped site says, in every language; words of the interface have no marks, and fields of their own."""
    for path in (each for each in sorted((ROOT / "translations").rglob("*.po*")) if each.stem != "interface"):
        for entry in polib.pofile(str(path)):
            yield from (entry.msgid, entry.msgstr, entry.previous_msgid or "")
    yield from lines(sorted((ROOT / "content").rglob("*.md")))


def lines(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        yield from path.read_text(encoding="utf-8").splitlines()


def test_what_was_written() -> None:
    texts = set(said())
    marked = [text for text in texts if re.search(r"[*\[{]", text)]
    assert len(marked) > 500
    assert sum(map(same, texts)) > 0.95 * len(texts)


def test_the_lines_of_every_file_that_a_test_lays_out() -> None:
    assert sum(map(same, set(lines(sorted(plain.HERE.rglob("*.txt")))))) > 1000


@pytest.mark.parametrize(
    "text",
    [
        "Un **mot fort** et un *autre*, puis [un lien](y.md#z) !",
        "**Appelez {phone.x}** [*vite*](https://e.fr/a_b?c=d&e=f).",
        "[{phone.x}, **jour et nuit**](z.md)[^n]",
        "**voir [la page](y.md)**",
        "a*b*c",
        "![Une carte](p.png)",
        "{a.b} > {c.d}",
    ],
)
def test_most_messages_are_simple(text: str) -> None:
    assert same(text)


@pytest.mark.parametrize(
    "text",
    [
        r"\*a\*",
        "***a***",
        "**a *b* c**",
        "*a **b***",
        "*a",
        "* a*",
        "*a *",
        "*a**b*",
        "snake_case",
        "`a`",
        "a < b",
        "[a](b (c))",
        "[a]()",
        "[](y.md)",
        "[a [b] c](y.md)",
        "[^a.b](y.md)",
        "{a.b",
        "[a",
        "[a](y.md 'b')",
        "*a \x02",
    ],
)
def test_others_are_not(text: str) -> None:
    assert by_simple(text) is None


# --- the rules that are left aside --------------------------------------------------------------------


def whole_machine() -> Markdown:
    """Python-Markdown with every rule of the dialect, whatever the text."""
    md = Markdown()
    for name in LEFT_OUT:
        md.inlinePatterns.deregister(name)
    md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "{", "}", "|", "<", ">"]
    md.inlinePatterns.register(dialect._Reference(dialect.REFERENCE.pattern, md), "fact", 200)
    md.inlinePatterns.register(dialect._Break(r"\\ ", md), "break", 178)
    md.inlinePatterns.register(dialect._NoteMark(r"\[\^([^\[\]]+)\]", md), "noteref", 175)
    md.inlinePatterns.register(dialect._Mail(dialect.MAIL, md), "mail", 115)
    return md


MACHINE = whole_machine()


@given(SOUP | MARKED)
@settings(max_examples=1000, deadline=None)
def test_rules_without_their_sign_find_nothing(text: str) -> None:
    root = Element("div")
    SubElement(root, "p").text = text
    MACHINE.reset()
    MACHINE.treeprocessors["inline"].run(root)
    assert tostring(dialect._MACHINE.paragraph(text)) == tostring(root[0])


def test_no_rule_of_python_markdown_is_forgotten() -> None:
    rules = {rule.name for rule in MACHINE.inlinePatterns._priority}
    assert rules == set(dialect._RULES)
    assert [rule.name for rule in sorted(MACHINE.inlinePatterns._priority, key=lambda rule: -rule.priority)] == list(dialect._RULES)


def test_a_text_without_marks_is_itself() -> None:
    assert by_dialect("Un mot & un autre !") == ((Text("Un mot & un autre !"),), [])
