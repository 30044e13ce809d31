"""Drawings: an SVG as it is published can be seen, and do nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from livret import limits
from livret.media.encoding import UnfitError
from livret.media.svg import decoded

SVG = "http://www.w3.org/2000/svg"


def drawing(inside: str, more: str = 'width="80" height="40"', before: str = "") -> bytes:
    return f'{before}<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink" {more}>{inside}</svg>'.encode()


def published(data: bytes) -> etree._Element:
    return etree.fromstring(decoded(data).screens[0].data)


def written(inside: str) -> str:
    """What is left of a drawing's inside."""
    text = decoded(drawing(inside)).screens[0].data.decode()
    return text[text.index(">") + 1 : text.rindex("</svg>")]


def refused(data: bytes) -> tuple[str, str]:
    with pytest.raises(UnfitError) as refusal:
        decoded(data)
    return refusal.value.code, " ".join(refusal.value.values.values())


# --- what is seen stays ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M1 1h7v7z" fill="#fc0" stroke-width="2"></path>',
        '<g transform="translate(3 4)" class="a"><rect x="1" y="2" width="3" height="4" rx="1"></rect></g>',
        '<text x="4" y="20" font-size="8" text-anchor="middle">Gare &amp; <tspan font-weight="700">métro</tspan></text>',
        '<defs><linearGradient id="a"><stop offset="0" stop-color="red"></stop></linearGradient></defs><circle cx="1" cy="1" r="1" fill="url(#a)"></circle>',
        "<style>.a { fill: red } .a &gt; b { stroke: url(#x) }</style>",
        "<style>@media (min-width: 1px) { .a { fill: red } }</style>",
        '<symbol id="s" viewBox="0 0 4 4"><path d="M0 0"></path></symbol><use href="#s" x="3"></use>',
        '<filter id="f"><feGaussianBlur stdDeviation="2" in="SourceGraphic"></feGaussianBlur></filter><g filter="url(#f)"></g>',
    ],
)  # fmt: skip
def test_what_is_seen_stays(inside: str) -> None:
    assert written(inside) == inside


def test_older_links_within_the_drawing_stay() -> None:
    assert written('<path id="p" d="M0 0"/><use xlink:href="#p"/>') == '<path id="p" d="M0 0"></path><use href="#p"></use>'


def test_a_document_type_of_the_time_is_no_hindrance() -> None:
    before = '<?xml version="1.0" encoding="UTF-8"?>\n<!-- Generator -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    assert published(drawing("<path d='M0 0'/>", before=before))[0].get("d") == "M0 0"


# --- what nobody sees goes ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>alert(1)</script>",
        '<script xlink:href="https://evil.example/x.js"/>',
        "<script><![CDATA[alert(1)]]></script>",
        "<metadata><rdf:RDF xmlns:rdf='r'>45.18 N, Jeanne</rdf:RDF></metadata>",
        "<title>Jeanne</title><desc>Created with Sketch</desc>",
        "<!-- Jeanne -->",
        "<?php echo 1 ?>",
        "<sodipodi:namedview xmlns:sodipodi='s' a='b'><x/></sodipodi:namedview>",
        "<set attributeName='href' to='javascript:alert(1)'/>",
        "<animate attributeName='href' values='javascript:alert(1)'/>",
        "<animateTransform/>",
        "<handler xmlns='http://www.w3.org/2001/xml-events'>alert(1)</handler>",
        "<listener/>",
        "<font-face/>",
        "<unknown><path d='M0 0'/></unknown>",
        "<html:script xmlns:html='http://www.w3.org/1999/xhtml'>alert(1)</html:script>",
    ],
)
def test_what_nobody_sees_is_left_out(hidden: str) -> None:
    assert written(f'<path d="M1 1"/>{hidden}<path d="M2 2"/>') == '<path d="M1 1"></path><path d="M2 2"></path>'


@pytest.mark.parametrize(
    "attribute",
    [
        'onload="alert(1)"', 'onclick="alert(1)"', 'ONLOAD="alert(1)"', 'xlink:href="https://evil.example/a.svg#b"', 'href="javascript:alert(1)"',
        'href="//evil.example"', 'href="data:image/svg+xml,x"', 'data-name="Jeanne"', 'xml:base="https://evil.example/"', 'aria-label="Jeanne"',
        'src="https://evil.example"', 'inkscape:label="Jeanne" xmlns:inkscape="i"', 'inkscape:export-filename="/home/jeanne/a.png" xmlns:inkscape="i"',
        'target="_blank"', 'ping="https://evil.example"', 'requiredExtensions="x"', 'systemLanguage="fr"', 'tabindex="1"', 'begin="click"',
    ],
)  # fmt: skip
def test_an_attribute_that_is_not_for_looking_is_left_out(attribute: str) -> None:
    assert written(f'<path d="M1 1" {attribute}/>') == '<path d="M1 1"></path>'
    assert written(f"<use {attribute}/>") == "<use></use>"
    assert not set(published(drawing("", f'width="9" height="9" {attribute}')).attrib) - {"width", "height", "viewBox"}


def test_a_link_leads_nowhere_and_what_it_stands_round_stays() -> None:
    assert written('<a xlink:href="https://evil.example"><path d="M1 1"/></a>') == '<g><path d="M1 1"></path></g>'


# --- what would be missed is refused -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ('<image href="photo.jpg"/>', "a photograph"),
        ('<image href="data:image/jpeg;base64,AAAA"/>', "a photograph"),
        ("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>Bonjour</p></foreignObject>", "a text in HTML"),
        ("<filter id='f'><feImage href='x'/></filter>", "a photograph"),
        ("<html:iframe xmlns:html='http://www.w3.org/1999/xhtml' src='x'/>", "a page"),
        ("<style>@import url(https://fonts.example/x);</style>", "a style that loads"),
        ("<style>@font-face { src: url(x) }</style>", "a style that loads"),
        ("<style>a { background: url(https://evil.example) }</style>", "a style that loads"),
        ("<style>a { background: URL( 'https://evil.example' ) }</style>", "a style that loads"),
        (r"<style>a { background: u\72l(https://evil.example) }</style>", "a style that loads"),
        ("<style>@imp/**/ort 'x';</style>", "a style that loads"),
        ("<style>a { background: image-set('https://evil.example' 1x) }</style>", "a style that loads"),
        ('<path style="fill: url(https://evil.example#a)"/>', "a style that loads"),
        ('<path fill="url(https://evil.example#a)"/>', "a style that loads"),
        ('<path filter="url(data:x)"/>', "a style that loads"),
        ('<g id="a"><use href="#a"/></g>', "a part that uses itself"),
        ('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g><use href="#a"/>', "a part that uses itself"),
        ("<g>" * (limits.DRAWING_DEPTH + 1) + "</g>" * (limits.DRAWING_DEPTH + 1), "groups in groups"),
    ],
)  # fmt: skip
def test_what_would_be_missed_or_harm_is_refused(inside: str, words: str) -> None:
    code, told = refused(drawing(inside))
    assert code == "picture-drawing"
    assert words in told


def test_a_billion_laughs_are_refused() -> None:
    parts = "".join(f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, 10))
    assert "more than {count} shapes" in refused(drawing(f'<g id="g0"><path d="M0 0"/></g>{parts}'))[1]
    patterns = "".join(f'<pattern id="p{n}">' + f'<path fill="url(#p{n - 1})"/>' * 10 + "</pattern>" for n in range(1, 10))
    assert "more than {count} shapes" in refused(drawing(f'<pattern id="p0"><path d="M0 0"/></pattern>{patterns}'))[1]


@pytest.mark.parametrize(
    "declared",
    ['<!ENTITY a "b">', '<!ENTITY a SYSTEM "file:///etc/passwd">', '<!ENTITY % a SYSTEM "https://evil.example/x.dtd"> %a;'],
)
def test_no_entity_is_read(declared: str) -> None:
    code, told = refused(drawing("<text>&a;</text>", before=f"<!DOCTYPE svg [{declared}]>"))
    assert (code, "ENTITY" in told) == ("picture-drawing", True)


def test_a_sign_that_another_file_would_name_is_not_lost_in_silence() -> None:
    before = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    assert refused(drawing("<text>M&eacute;tro</text>", before=before))[0] == "picture-drawing"


@pytest.mark.parametrize(
    "data",
    [b"<svg", b"<?xml version='1.0'?>", b"<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'><g></svg>", b"<html/>", b"<svg width='1' height='1'/>", b"<?xml version='1.0' encoding='x-y'?><svg/>"],
)  # fmt: skip
def test_what_is_no_drawing_is_named(data: bytes) -> None:
    assert refused(data)[0] == "picture-broken"


def test_a_heavy_one_is_refused() -> None:
    assert "kB" in refused(drawing('<path d="M1 1"/>' * 40_000))[1]


# --- size --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "size"),
    [
        ('width="80" height="40"', (80, 40)),
        ('width="80px" height="40px" viewBox="0 0 8 4"', (80, 40)),
        ('width="40mm" height="20mm"', (151, 76)),
        ('viewBox="0 0 300 150"', (300, 150)),
        ('width="100%" height="100%" viewBox="0,0,300,150"', (300, 150)),
        ('width="600" viewBox="0 0 300 150"', (600, 300)),
        ('height="50" viewBox="-10 -10 300 150"', (100, 50)),
        ('width="40000" height="100"', (10000, 25)),
    ],
)
def test_its_size_is_told(more: str, size: tuple[int, int]) -> None:
    done = decoded(drawing("", more))
    assert (done.paper.width, done.paper.height) == size
    root = published(drawing("", more))
    assert (root.get("width"), root.get("height")) == tuple(map(str, size))
    assert root.get("viewBox")


@pytest.mark.parametrize(
    "more", ["", 'width="80"', 'viewBox="0 0 0 9"', 'viewBox="0 0 x y"', 'width="-3" height="4"', 'width="1e400" height="1"']
)
def test_one_without_a_size_is_refused(more: str) -> None:
    assert refused(drawing("", more))[0] == "picture-drawing"


@given(st.text(alphabet="<>/=\"'&;! svgpathuse#(){}@\\:x0", max_size=60))
def test_no_text_is_a_traceback(text: str) -> None:
    try:
        decoded(drawing(text))
    except UnfitError:
        return
