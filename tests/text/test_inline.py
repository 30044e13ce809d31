"""Messages to nodes: the dialect, and what it refuses."""

from __future__ import annotations

import pytest

from livret.languages import language
from livret.model import Code, CrossLink, Emphasis, FactRef, Image, Isolate, Link, NoteRef, Strong, Text
from livret.text.inline import InlineParser, has_words
from livret.text.isolates import isolate

CHAPTERS = {"content/booklets/02-b/01-x.md": ("b", "x"), "content/booklets/01-a/02-y.md": ("a", "y")}
PARSER = InlineParser("content/booklets/01-a", CHAPTERS.get)


def nodes(source: str, **notes: int) -> tuple[object, ...]:
    parsed = PARSER.parse(source, notes)
    assert parsed.faults == ()
    return parsed.nodes


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("simple", (Text("simple"),)),
        ("a **b** c", (Text("a "), Strong((Text("b"),)), Text(" c"))),
        ("*b {phone.x}*", (Emphasis((Text("b "), FactRef("phone", "x"))),)),
        ("`a_b`", (Code("a_b"),)),
        ("{phone.x}", (FactRef("phone", "x"),)),
        ("[l](https://e.fr)", (Link("https://e.fr", (Text("l"),)),)),
        ("[l](02-y.md#a-é)", (CrossLink("a", "y", "a-é", (Text("l"),)),)),
        ("[l](../02-b/01-x.md)", (CrossLink("b", "x", "", (Text("l"),)),)),
        ("![alt](p.png)", (Image("content/booklets/01-a/p.png", "alt"),)),
        ("a[^n]", (Text("a"), NoteRef("n", 3))),
        (r"\{a\} \* \<b\>", (Text("{a} * <b>"),)),
        ("R&D 20 % < 3", (Text("R&D 20 % < 3"),)),
        ("snake_case_word", (Text("snake_case_word"),)),
        ("**{phone.x}**{phone.x}", (Strong((FactRef("phone", "x"),)), FactRef("phone", "x"))),
    ],
)
def test_nodes(source: str, expected: tuple[object, ...]) -> None:
    assert nodes(source, n=3) == expected


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("<b>x</b>", "html-raw"),
        ("<!-- x -->", "html-raw"),
        ("[a](javascript:alert)", "link-scheme"),
        ("[a](JAVASCRIPT:alert)", "link-scheme"),
        ("[a](data:text/html,x)", "link-scheme"),
        ("[a](//evil.example)", "link-scheme"),
        ("[a](tel:15)", "link-tel"),
        ("[a]({phone.x})", "fact-misplaced"),
        ("[a]()", "link-empty"),
        ("[a] (https://e.fr)", "link-broken"),
        ("{phone:x}", "fact-malformed"),
        ("{Phone.x}", "fact-malformed"),
        ("{phone.x", "fact-malformed"),
        ("`{phone.x}`", "fact-misplaced"),
        ("a[^missing]", "note-unknown"),
        ("![](p.png)", "image-alt"),
        ("![a](https://e.fr/p.png)", "image-path"),
        ("*a" * 500, "message-long"),
        ("x[" + "a" * 9000, "message-long"),
    ],
)
def test_faults(source: str, code: str) -> None:
    assert code in {fault.code for fault in PARSER.parse(source).faults}


@pytest.mark.parametrize(("text", "expected"), [("{phone.x} – 12", False), ("15", False), ("le {phone.x}", True), ("ስልኪ", True)])
def test_what_has_words_is_translated(text: str, expected: bool) -> None:
    assert has_words(text) is expected


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("اتصل +33 4 65 71 00 12 الآن", "ar", ["+33 4 65 71 00 12"]),
        ("من 9:00 إلى 17:30", "ar", ["9:00", "17:30"]),
        ("من 08:30-12:30", "ar", ["08:30-12:30"]),
        ("موقع https://e.fr/a?b=1.", "ar", ["https://e.fr/a?b=1"]),
        ("مكتب OFPRA هنا", "ar", ["OFPRA"]),
        ("Permanence d'accès aux soins: قسم", "ar", ["Permanence d'accès aux soins"]),
        ("номер CAF", "uk", ["CAF"]),
        ("Écrivez à a.b@e.fr !", "fr", ["a.b@e.fr"]),
        ("Le CAF", "fr", []),
        ("04 76 00 00 00", "fr", ["04 76 00 00 00"]),
    ],
)
def test_isolates(text: str, tag: str, expected: list[str]) -> None:
    found = isolate((Text(text),), language(tag), "fr")
    assert [node.text for node in found if isinstance(node, Isolate)] == expected
    assert "".join(node.text for node in found if isinstance(node, Text | Isolate)) == text
