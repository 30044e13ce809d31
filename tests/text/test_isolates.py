"""What is written from left to right is shown so: no run that holds digits is torn apart or turned, whatever stands around it.

Asked of the Unicode Bidirectional Algorithm as others wrote it (python-bidi: the crate unicode-bidi), of the HTML that is published and of
what Typst is given: there an isolate is a box that nothing around it sees, or stands between the signs for one where it is long.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, cast

import pytest
from bidi import get_display
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from livret.editions.edition import Edition
from livret.languages import language
from livret.model import Emphasis, Inline, Isolate, Isolated, Language, Link, Strong, Text
from livret.paper.typst_blocks import PaperVisitor
from livret.text.isolates import isolate
from livret.web.html_inline import InlineVisitor

LRE, PDF, LRO, LRI, PDI = "\u202a", "\u202c", "\u202d", "\u2066", "\u2069"
CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Each 9 is any digit.
TOKENS = (
    "99/99/9999", "99.99.9999", "9999-99-99", "9/9", "99-9999-999", "9999/999-A", "AB-999-CD", "A-99/9999", "L.999-99", "R. 999-9", "n° 9", "N° 99-9999",
    "FR99 9999 9999 9999 9999 9999 999", "GB99 ABCD 9999 9999 9999 99", "+33 9 99 99 99 99", "+33 (0)9 99 99 99 99", "09 99 99 99 99", "09.99.99.99.99",
    "+33999999999", "09 99 99 99 99 poste 99", "*999#", "#99", "99:99", "99:99-99:99", "9h99", "9 h 99", "9h99 – 99h99", "99h", "24h/24", "7j/7",
    "9–9", "99-99", "99 - 99", "9,5-9,9", "99 €", "99,99 €", "€ 99", "€99", "9 999,99 €", "9.999,99 €", "99 €/mois", "99–999 €", "$99", "99 %", "9,9%",
    "-9", "-9 °C", "99 °C", "+9", "99+", "≥99", "<99", "9×9", "9+9=99", "9:999", "9(9)", "(99/99/9999)", "99 km", "99 kg", "99 rue Ampère", "99999 Grenoble",
    "99 bis", "a.b9@c-9.org", "https://a.org/9?x=9&y=9#z9", "www.a9.org/b_9", "a.example:99/b_9?c=9", "9e", "Nº9", "½ h", "99°", "9'99",
)  # fmt: skip
AROUND = {
    "ar": ("قبل", "يوم", "في", "بـ", "،", "(", "»", "Café", "e\u0301te\u0301", "Wi-Fi"),
    "he": ("לפני", "ביום", "ב-", ",", "(", "רח'", "Café", "SAMU"),
    "prs": ("پیش از", "تا", "؟", "SAMU"),
    "fr": ("avant", "العربية", "le", ":", "n'est", "«\u00a0سلام\u00a0»"),
    "ti": ("ቅድሚ", "ሰላም", "ክሳብ", "SAMU"),
    "uk": ("до", "година", "سلام", "SAMU"),
}  # fmt: skip
DIGITS = {"ar": ("0123456789", "٠١٢٣٤٥٦٧٨٩"), "prs": ("0123456789", "۰۱۲۳۴۵۶۷۸۹")}


@st.composite
def sentences(draw: st.DrawFn) -> tuple[str, list[str], list[str]]:
    """A language, words of it, and what stands between them: none of these has a letter or a digit beside another one's."""
    tag = draw(st.sampled_from(sorted(AROUND)))
    word, ten = st.sampled_from(AROUND[tag]), draw(st.sampled_from(DIGITS.get(tag, ("0123456789",))))
    written = draw(st.lists(st.sampled_from(TOKENS), min_size=1, max_size=3))
    tokens = [re.sub("9", lambda _: draw(st.sampled_from(ten)), token) for token in written]
    parts: list[str] = []
    for token in tokens:
        parts += [draw(word), draw(st.sampled_from((" ", " ", "\u00a0"))), token]
        parts.append(draw(st.sampled_from((" ", ". ", ", ", " ; ", "؟ ") if tag != "fr" else (" ", ". ", ", "))))
    return tag, tokens, [*parts, draw(word)]


def of_nodes(nodes: Sequence[Inline]) -> Iterator[tuple[str, bool]]:
    """The pieces of a message and whether each is isolated."""
    for node in nodes:
        match node:
            case Text(text):
                yield text, False
            case Isolate(text):
                yield text, True
            case Strong(children) | Emphasis(children) | Link(_, children):
                yield from of_nodes(children)
            case Isolated(children):
                yield "".join(text for text, _ in of_nodes(children)), True
            case _:
                raise TypeError(node)


def of_html(written: str) -> str:
    """Published HTML as a browser's algorithm sees it: `bdi` isolates, `bdo` also overrides (HTML, 15.3.6)."""
    for tag, begin, end in (("bdi", LRI, PDI), ("bdo", LRI + LRO, PDF + PDI)):
        written = re.sub(rf'<{tag} dir="ltr"[^>]*>', begin, written).replace(f"</{tag}>", end)
    text = html.unescape(re.sub("<[^>]+>", "", written))
    assert text.count(LRI) == text.count(PDI)
    return text


def of_typst(nodes: list[dict[str, Any]]) -> str:
    """A text of another direction is an embedding for Typst, here always inside an isolate."""
    found = []
    for node in nodes:
        if node["t"] == "text":
            found.append(node["v"])
        elif node["t"] == "isolate":
            found.append(f"{LRI}{LRE}{node['v']}{PDF}{PDI}")
        elif node["t"] == "isolated":
            found.append(f"{LRI}{LRE}{of_typst(node['c'])}{PDF}{PDI}")
        else:
            found.append(of_typst(node["c"]))
    return "".join(found)


def shown(text: str, reader: Language) -> str:
    return CONTROLS.sub("", cast(str, get_display(text, base_dir="R" if reader.direction == "rtl" else "L")))


def bare(token: str) -> str:
    return token.strip("()")


def check(tag: str, tokens: list[str], nodes: tuple[Inline, ...], edition: Edition) -> None:
    reader, source = language(tag), "".join(text for text, _ in of_nodes(nodes))
    done = isolate(nodes, reader, "fr")
    pieces = list(of_nodes(done))
    assert "".join(text for text, _ in pieces) == source
    web = of_html(InlineVisitor(edition).nodes(done, reader))
    paper = of_typst([PaperVisitor(edition, "").node(cast(Any, None), node) for node in done])
    for token in tokens:
        for text in (web, paper):
            assert bare(token) in shown(text, reader), (token, text, shown(text, reader))
    for one, other in pairwise(tokens) if len(tokens) == len(set(tokens)) and reader.direction == "rtl" else ():
        between = source[source.index(bare(one)) + len(bare(one)) : source.rindex(bare(other))]
        if re.search("[\u0590-\u08ff]{2}", between) and all(source.count(bare(token)) == 1 for token in (one, other)):
            for text in (web, paper):
                assert shown(text, reader).index(bare(other)) < shown(text, reader).index(bare(one)), (text, shown(text, reader))
    at, cuts = 0, set()
    for text, isolated in pieces:
        if isolated:
            cuts |= {at, at + len(text)}
        at += len(text)
    for token in tokens:
        begin = source.index(bare(token))
        inside = cuts & set(range(begin + 1, begin + len(bare(token))))
        assert not inside or reader.direction == "ltr", (token, pieces)
    assert not any(unicodedata.combining(source[cut]) for cut in cuts if cut < len(source)), pieces


@pytest.fixture(scope="module")
def edition() -> Edition:
    """Of no site: what is shown here has no facts and no links."""
    return cast(Edition, None)


@pytest.mark.parametrize("tag", ["ar", "he", "prs"])
@pytest.mark.parametrize("token", TOKENS)
def test_a_run_in_a_text_from_right_to_left(tag: str, token: str, edition: Edition) -> None:
    word = AROUND[tag][0]
    check(tag, [token], (Text(f"{word} {token} {word}."),), edition)
    check(tag, [token], (Strong((Text(f"{token}"),)), Text(f"، {word} 5")), edition)


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("ar", "أجب قبل 05/03/2026.", ["05/03/2026"]),
        ("fr", "Répondez avant le 05/03/2026.", ["05/03/2026"]),
        ("fr", "Dossier 38-2026-001, ouvert 24h/24 (art. L.313-11).", ["38-2026-001", "24h/24", "L.313-11"]),
        ("uk", "До 2026-12-15, -5°C, 7j/7", ["2026-12-15", "5°C", "7j/7"]),
        ("ar", "من 15 إلى 20، أو 3,5 أو 1\u00a0000", []),
        ("ar", "في 2026. 12 شخصا، 5, 6", []),
        ("ar", "كوفيد-19 و«05-03»", ["05-03"]),
        ("ar", "قولوا: « J'ai moins de 18 ans, je suis seul. » (وحدي)", ["J'ai moins de 18 ans, je suis seul."]),
        ("ps", "ووایاست: «Où est la PASS ?»، نه SAMU", ["Où est la PASS ?", "SAMU"]),
        ("prs", "«\u00a0Non, merci (2 fois) !\u00a0»", ["Non, merci (2 fois) !"]),
        ("ar", "« OFPRA أو CNDA »", ["OFPRA", "CNDA"]),
        ("ar", "e\u0301te\u0301 هنا", ["e\u0301te\u0301"]),
        ("ar", "٪٥٠ أو ٥٠٪", []),
        ("fr", "Il y a 10 € et 3 h.", []),
        ("fr", "سلام 10 €", ["10 €"]),
    ],
)  # fmt: skip
def test_what_is_isolated(tag: str, text: str, expected: list[str]) -> None:
    found = isolate((Text(text),), language(tag), "fr")
    assert [piece for piece, isolated in of_nodes(found) if isolated] == expected


@pytest.mark.parametrize("tag", ["ar", "he", "prs"])
@pytest.mark.parametrize(
    "parts",
    [
        "*05*|/03/2026",
        "05/|*03*|/2026",
        "+33 |*4*| 76 12 34 56",
        "FR76 3000 |*6000*| 0112",
        "AB-|*123*|-CD",
        "*10*| €/mois, 5",
        "2026-|*12-15*",
    ],
)
def test_a_part_of_it_is_marked(parts: str, tag: str, edition: Edition) -> None:
    pieces = parts.split("|")
    word = AROUND[tag][0]
    marked = (Strong((Text(piece.strip("*")),)) if "*" in piece else Text(piece) for piece in pieces)
    nodes = (Text(f"{word} "), *marked, Text(f" {word}."))
    token = parts.replace("*", "").replace("|", "").partition(",")[0]
    check(tag, [token], nodes, edition)
    assert next(text for text, isolated in of_nodes(isolate(nodes, language(tag), "fr")) if isolated) == token


def test_what_only_stands_beside_it_stays_apart() -> None:
    nodes = (
        Strong((Text("SAMU"),)),
        Text(" 15، "),
        Emphasis((Text("Wi-Fi"),)),
        Text(" و "),
        Link("https://a.org", (Text("ص 5"),)),
        Text("-6"),
    )
    assert not any(isinstance(node, Isolated) for node in isolate(nodes, language("ar"), "fr"))


def test_any_sentence(request: pytest.FixtureRequest, edition: Edition) -> None:
    """300 sentences; ten thousand with --sequences 3000 or more."""

    @settings(
        max_examples=max(300, min(10_000, 3 * request.config.getoption("--sequences"))),
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(sentences(), st.sampled_from((Strong, Emphasis, lambda children: Link("https://a.org", children), None)))
    def each(sentence: tuple[str, list[str], list[str]], around: Callable[[tuple[Inline, ...]], Inline] | None) -> None:
        tag, tokens, parts = sentence
        nodes: tuple[Inline, ...] = (Text("".join(parts)),)
        if around:
            nodes = tuple(around((Text(part),)) if part in tokens else Text(part) for part in parts)
        check(tag, tokens, nodes, edition)

    each()
