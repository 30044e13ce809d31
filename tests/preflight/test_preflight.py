"""Preflight: each defect at its page and nothing else, nothing in a sound file, and what is no PDF."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from conftest import run
from defects import DEFECTS, GREY, MM, Defect, at, picture, text, words
from pressed import sound
from standard import CLAUSES, MUTATIONS

from livret.preflight import Expected, check


@pytest.fixture(scope="session")
def press_file() -> bytes:
    return sound()


def clipped(pdf: pikepdf.Pdf) -> None:
    """A picture of 10 mm of which a frame shows 6."""
    picture(pikepdf.Name.DeviceGray, 100, 10, GREY)(pdf)
    page = pdf.pages[0]
    streams = [stream.read_bytes() for stream in page.Contents]
    framed = f"q {at(50, 50)} {10 * MM} {6 * MM} re W n ".encode() + streams[-1] + b" Q"
    page.Contents = pdf.make_stream(b"\n".join([*streams[:-1], framed]))


def spoiled(data: bytes, defect: Defect) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        defect.do(pdf)
        out = io.BytesIO()
        pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False, fix_metadata_version=False)
    return out.getvalue()


def test_nothing_in_a_sound_file(press_file: bytes) -> None:
    assert check(press_file, Expected(148, 210, 4)) == []


def test_there_are_forty() -> None:
    assert len({defect.name for defect in DEFECTS}) >= 40


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_a_defect_is_found_at_its_page(defect: Defect, press_file: bytes) -> None:
    found = check(spoiled(press_file, defect))
    assert (defect.page, defect.code) in {(finding.page, finding.code) for finding in found}
    # A defect may break more rules than one, but no other page suffers for it.
    assert {finding.page for finding in found} <= {defect.page, 0}
    assert len(found) <= 4
    for finding in found:
        head, cure = finding.lines("x.pdf")
        assert "{" not in head + cure
        assert cure.startswith("  help: ")


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_what_breaks_the_standard_is_found(mutation: Defect) -> None:
    found = check(spoiled(sound(1), mutation))
    assert (mutation.page, mutation.code) in {(finding.page, finding.code) for finding in found}
    assert len(found) <= 4
    for finding in found:
        assert "{" not in "".join(finding.lines("x.pdf"))


def test_a_file_without_an_id() -> None:
    assert [finding.code for finding in check(sound(1).replace(b"/ID [", b"/Ix ["))] == ["print-id"]


def test_each_subject_of_the_standard_is_broken() -> None:
    assert check(sound(1)) == []
    assert all(CLAUSES.values())
    assert len(MUTATIONS) == len({mutation.name for mutation in MUTATIONS})


OWN = Expected(148, 210, folds=((74.0,),), own=True)
TWO_LINES = words("/LvOver gs 0 0 0 1 k"), words("/LvOver gs 0 0 0 1 k", place=at(60, 98))
SHOWN = [
    ("two lines over each other", "print-overlap", 1, TWO_LINES, Expected()),
    ("text over a fold", "print-fold", 1, (words("/LvOver gs 0 0 0 1 k", place=at(72, 100)),), OWN),
    ("text beside a fold", "print-fold", 1, (words("/LvOver gs 0 0 0 1 k", place=at(74.5, 100)),), OWN),
    ("text in the bleed", "print-cut", 1, (words("/LvOver gs 0 0 0 1 k", place=at(149, 100)),), OWN),
    ("text that left the page", "print-cut", 1, (words("/LvOver gs 0 0 0 1 k", place=at(300, 100)),), Expected()),
    ("a picture that is cut off", "print-clipped", 1, (clipped,), OWN),
    ("another's picture that is cut off", "print-cropped", 1, (clipped,), Expected()),
]


@pytest.mark.parametrize(
    ("name", "code", "page", "done", "expected"), SHOWN, ids=lambda value: value if isinstance(value, str) else ""
)
def test_what_is_seen_of_it(
    name: str, code: str, page: int, done: tuple[Callable[[pikepdf.Pdf], None], ...], expected: Expected
) -> None:
    data = sound(1)
    for do in done:
        data = spoiled(data, Defect(name, code, page, do))
    assert (page, code) in {(finding.page, finding.code) for finding in check(data, expected)}


def test_lines_in_their_places_are_sound() -> None:
    """A raised number, a mark that lies turned under the text, lines at the distance of their letters."""
    ink, size = "/LvOver gs 0 0 0 1 k", 9 / MM
    data = spoiled(sound(1), Defect("", "", 1, words(ink)))
    for place in (at(61, 101), at(60, 100 - 1.2 * size)):
        data = spoiled(data, Defect("", "", 1, words(ink, place=place)))
    turned = f"q {ink} BT /F 20 Tf 0.9 0.4 -0.4 0.9 {at(58, 96)} Tm <00020003> Tj ET Q"
    assert check(spoiled(data, Defect("", "", 1, lambda pdf: text(pdf, turned)))) == []


def test_a_finding_says_where(press_file: bytes) -> None:
    """Millimetres from the top left of the trim: a shape whose upper left corner is 50 mm in and 57.06 mm up."""
    defect = next(defect for defect in DEFECTS if defect.name == "rgb-vector")
    finding = check(spoiled(press_file, defect))[0]
    assert (finding.x, finding.y) == (50.0, round(210 - 50 - 20 / 72 * 25.4, 1))
    assert finding.lines("x.pdf")[0].startswith("x.pdf page 3 (50, 153 mm): error[print-rgb]: a shape in RGB (DeviceRGB)")


def test_the_size_that_is_expected(press_file: bytes) -> None:
    found = check(press_file, Expected(210, 297, 4))
    assert [(finding.page, finding.code) for finding in found] == [(page, "print-size") for page in range(1, 9)]


def test_an_encrypted_file(press_file: bytes) -> None:
    with pikepdf.open(io.BytesIO(press_file)) as pdf:
        for password in ("", "x"):
            out = io.BytesIO()
            pdf.save(out, encryption=pikepdf.Encryption(owner="y", user=password))
            assert check(out.getvalue())[0].code == "print-encrypted"


def test_what_is_no_pdf() -> None:
    assert [finding.code for finding in check(b"no PDF")] == ["print-broken"]


def test_the_command(press_file: bytes, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(press_file)
    bad.write_bytes(spoiled(press_file, DEFECTS[0]))
    assert run("print", "preflight", good).output == "0 findings\n"
    result = run("print", "preflight", bad)
    assert result.exit_code == 1
    assert "error[print-rgb]" in result.output
    listed = json.loads(run("print", "preflight", bad, "--json").output)
    assert [(entry["page"], entry["code"], entry["severity"]) for entry in listed] == [(3, "print-rgb", "error")]


def test_a_whole_font_is_a_warning(press_file: bytes) -> None:
    """A font that is embedded whole prints well; the file is only larger than it need be."""
    with pikepdf.open(io.BytesIO(press_file)) as pdf:
        for font in {font.objgen: font for page in pdf.pages for font in page.resources.Font.values()}.values():
            font.BaseFont = pikepdf.Name("/" + str(font.BaseFont)[8:])
        out = io.BytesIO()
        pdf.save(out)
    found = check(out.getvalue())
    assert {finding.code for finding in found} == {"print-subset"}
    assert not any(finding.error for finding in found)
