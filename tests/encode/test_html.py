"""What becomes HTML: a text escaped, once; an element only of what is HTML."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from markupsafe import escape

from livret.encode.html import EMPTY, Html, element, escaped, join

SIGNS = st.text(alphabet="<>&\"'/= ab;#?é\u200f")


class Read(HTMLParser):
    """What a browser reads: the elements that begin, with their attributes, and the text."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.begun: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(written)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.begun.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@given(SIGNS)
def test_a_text_is_escaped_as_jinja_does(text: str) -> None:
    assert escaped(text) == str(escape(text))
    assert Environment(autoescape=True).from_string("{{ text }}").render(text=escaped(text)) == escaped(text)


@given(SIGNS, SIGNS)
def test_a_browser_reads_what_was_said(text: str, value: str) -> None:
    read = Read(element("p", escaped(text), title=value))
    assert read.begun == [("p", {"title": value} if value else {})]
    assert read.text == text


@given(SIGNS)
def test_what_is_html_is_not_escaped_twice(text: str) -> None:
    once = element("b", escaped(text))
    assert escaped(once) is once
    assert element("p", once) == f"<p>{once}</p>"
    assert element("p", title=escaped(text)) == element("p", title=text)


def test_what_lost_its_type_is_escaped() -> None:
    """A checker of types refuses it; where none looks, it is shown and not run."""
    bold = element("b", Html("!"))
    assert element("p", bold + bold) == "<p>&lt;b&gt;!&lt;/b&gt;&lt;b&gt;!&lt;/b&gt;</p>"  # type: ignore[arg-type]
    assert element("p", join((bold, bold), Html("<br/>"))) == "<p><b>!</b><br/><b>!</b></p>"


def test_attributes() -> None:
    written = element("input", class_="a b", data_fact="phone.samu", hidden=True, lang=None, dir="", checked=False)
    assert written == '<input class="a b" data-fact="phone.samu" hidden=""></input>'
    assert element("br", EMPTY) == "<br/>"
