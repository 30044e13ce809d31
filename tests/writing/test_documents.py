"""Documents of other programs: what becomes of them in the dialect, word by word, what is told to be lost, and files that are none."""

from __future__ import annotations

import re

import pytest
from documents import docx, odt, paragraph, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from livret.encode.html import escaped
from livret.problems import Report
from livret.writing import brought_in, documents, web_text
from livret.writing.brought_pictures import Pictures
from livret.writing.mending import Mender

MENDER = Mender("content/booklets/01-a/01-x.md", "fr")
BOLD = '<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'
NUMBERED = '<text:list-style style:name="L1"><text:list-level-style-number text:level="1"/></text:list-style>'


def said(data: bytes, ending: str, title: str = "") -> tuple[str, list[str]]:
    """The chapter without its head, and what is told: `line code`."""
    report = Report()
    text = brought_in.chapter_of(brought_in.read(data, ending, title), MENDER, "x", (), report).text
    return text.removeprefix(brought_in.HEAD), [f"{each.place.line} {each.code}" for each in report]


def test_a_document_of_word_is_a_chapter() -> None:
    data = docx(
        paragraph("Chez le médecin", style="Heading1"),
        paragraph("*Un ", "*mot", " et *une* étoile {x}."),
        paragraph("Deux", style="Heading3"),
        paragraph("1984. Une année"),
        paragraph("Le prix ", "~10 €", "8 €"),
        header1="<w:t>En-tête</w:t>",
    )
    text, told = said(data, ".docx")
    assert text == ("# Chez le médecin\n\n**Un mot** et \\*une\\* étoile \\{x\\}.\n\n## Deux\n\n1984\\. Une année\n\nLe prix 8 €\n")
    assert told == ["0 left-out", "12 left-out-words"]


def test_a_document_of_libreoffice_is_a_chapter() -> None:
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Le sens.</text:p></text:note-body></text:note>"
    data = odt(
        '<text:p text:style-name="Title">Titre</text:p><text:h text:outline-level="1">Un</text:h>'
        f'<text:p>Un <text:span text:style-name="T1">mot</text:span>{note}.<text:line-break/>Ici.</text:p>'
        '<text:list text:style-name="L1"><text:list-item><text:p>un</text:p></text:list-item></text:list>'
        "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p>"
        "</table:table-cell></table:table-row></table:table>"
        "<text:p><draw:frame><draw:image/><svg:title>La porte</svg:title></draw:frame><office:annotation><text:p>Vu.</text:p></office:annotation></text:p>",
        BOLD + NUMBERED,
    )
    text, told = said(data, ".odt")
    assert text == "# Titre\n\n## Un\n\nUn **mot**[^1].\\\nIci.\n\n1. un\n\n| a | b |\n| --- | --- |\n\n[^1]: Le sens.\n"
    assert [each.partition(" ")[2] for each in told] == ["left-out", "left-out-picture"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h2>T</h2><p>a<p>b", "# T\n\na\n\nb\n"),
        ("<p>avant<h1>T</h1>après", "# T\n\navant\n\naprès\n"),
        ("<h1>T</h1><ul><li>un<ul><li>deux</ul><li><p>trois<p>quatre</ul>", "# T\n\n- un\n    - deux\n- trois\n\n    quatre\n"),
        ("<h1>T</h1><ol start=3><li>a<li>b</ol>", "# T\n\n3. a\n4. b\n"),
        ("<h1>T</h1><table><tr><th>a<td>b|c<tr><td rowspan=2>d<td>e<tr><td>f</table>", "# T\n\n| a | b\\|c |\n| --- | --- |\n| d | e |\n|  | f |\n"),
        ("<h1>T</h1><table><tr><td><p>cadre</table>", "# T\n\ncadre\n"),
        ("<h1>T</h1><dl><dt>Mot<dd>Sens</dl>", "# T\n\nMot\n:   Sens\n"),
        ("<h1>T</h1><blockquote><p>a<p>b</blockquote>", "# T\n\n> a\n>\n> b\n"),
        ("<h1>T</h1><a href='https://x.fr/(a) b'><b>ici</b></a> <a href=tel:15>15</a>", "# T\n\n[ici](https://x.fr/%28a%29%20b) 15\n"),
        ("<style>p{}</style><script>x</script><title>x</title><h1>T</h1><!-- c --><p>&nbsp;", "# T\n"),
        ("<nav>Menu</nav><main><h1>T</h1>Texte</main><footer>Pied</footer>", "# T\n\nTexte\n"),
        ("<h1>T</h1><p>• un<p>• deux", "# T\n\n• un\n\n• deux\n"),
        ("<h1>T</h1><h4>U</h4><h5>V</h5><h4>W</h4>", "# T\n\n## U\n\n### V\n\n## W\n"),
    ],
)  # fmt: skip
def test_a_page_of_the_web_is_a_chapter(html: str, text: str) -> None:
    assert said(html.encode(), ".html")[0] == text


def test_a_title_that_is_named_stands_instead_of_none_and_beside_another() -> None:
    assert said(b"<p>Texte", ".html", "Mon *titre*")[0] == "# Mon \\*titre\\*\n\nTexte\n"
    assert said(b"<h1>Autre</h1><p>Texte", ".html", "Titre")[0] == "# Titre\n\n## Autre\n\nTexte\n"


BOMB = "<!DOCTYPE x [<!ENTITY a 'aaaa'>]>"
WORD_PARTS = {"word/document.xml": "<w:document/>"}


@pytest.mark.parametrize("ending", [".docx", ".odt"])
@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0old", b"%PDF-1.7", zipped({"other.xml": "<x/>"}), docx(paragraph("x"))[:200], odt("x")[:100], odt("", before=BOMB),
     zipped({"word/document.xml": BOMB + "<x/>", "content.xml": BOMB + "<x/>"}), zipped({"word/document.xml": "<w", "content.xml": "<o"})],
    ids=["nothing", "a head", "old Word", "PDF", "another ZIP", "half of Word", "half of OpenDocument", "entities", "entities in both", "no XML"],
)  # fmt: skip
def test_what_is_no_document_is_told_in_a_sentence(ending: str, data: bytes) -> None:
    with pytest.raises(documents.Unreadable):
        documents.read(data, ending)


def test_a_page_that_is_a_document_and_one_that_is_nested_without_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    for data in (b"PK\x03\x04", b"%PDF-1.7"):
        with pytest.raises(documents.Unreadable):
            documents.read(data, ".html")
    with pytest.raises(documents.Unreadable):
        brought_in.read(b"<div>" * 5_000 + b"x", ".html", "T")
    monkeypatch.setattr(documents, "_UNPACKED_BYTES", 10)
    with pytest.raises(documents.Unreadable):
        documents.read(docx(paragraph("x")), ".docx")


WORDS = st.text("abcé{}[]()*_`#>|\\!~&<:;.-1 \u00a0", min_size=1, max_size=12)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(["p", "h2", "li", "td", "b", "blockquote"]), WORDS), min_size=1, max_size=5))
def test_no_word_is_lost_in_silence(parts: list[tuple[str, str]]) -> None:
    html = "".join(f"<{tag}>z{number}{escaped(text)}</{tag}>" for number, (tag, text) in enumerate(parts))
    text = web_text.written(html, "T", Pictures()).text
    assert [each for each in re.findall(r"z\d", html) if each not in text] == []
