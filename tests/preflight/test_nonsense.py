"""Files of somebody else that make no sense somewhere: a finding at its page, never a traceback; the other pages are looked at."""

from __future__ import annotations

import io

import pikepdf
import pytest
from conftest import run
from pikepdf import Array, Dictionary, Name

from livret import preflight
from livret.preflight.document_checks import Expected

SOUND = b"q 1 0 0 1 10 10 cm 0 0 0 1 k 0 0 100 100 re f Q"
NONSENSE = {
    "too few numbers": b"1 0 cm", "no numbers": b"cm", "a name for a number": b"/A w", "text without a font's size": b"BT /F Tf ET",
    "a matrix of names": b"BT /a /b /c /d /e /f Tm ET", "a move of nothing": b"BT Td ET", "a number for text": b"BT /F 12 Tf 5 Tj ET",
    "nothing to show": b"BT /F 12 Tf Tj ET", "nothing to do": b"Do", "a number to do": b"5 Do", "shading of nothing": b"sh", "a mode that is none": b"BT /x Tr ET",
    "colours of names": b"/a /b /c rg", "half a rectangle": b"0 0 1 re f", "a state that is none": b"5 gs", "a space that is none": b"5 cs 1 sc f",
}  # fmt: skip


def written(pdf: pikepdf.Pdf) -> bytes:
    found = io.BytesIO()
    pdf.save(found)
    return found.getvalue()


def pages(*contents: bytes) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for content in contents:
        pdf.add_blank_page(page_size=(420, 595)).Contents = pdf.make_stream(content)
    return pdf


@pytest.mark.parametrize("name", NONSENSE)
def test_on_a_page(name: str) -> None:
    findings = preflight.check(written(pages(SOUND, NONSENSE[name], SOUND)))
    broken = {finding.page for finding in findings if finding.code == "print-broken"}
    assert broken <= {2}
    assert {finding.page for finding in findings if finding.code == "print-trim"} >= {1, 3}, "the other pages are looked at"


@pytest.mark.parametrize("where", ["box", "resources", "fonts", "root", "intents", "names", "info"])
def test_in_the_file(where: str) -> None:
    pdf = pages(SOUND + b" BT /F 12 Tf (a) Tj ET", SOUND)
    page = pdf.pages[0].obj
    match where:
        case "box":
            page.MediaBox = Array([Name.A, 1])
        case "resources":
            page.Resources = 5
        case "fonts":
            page.Resources = Dictionary(Font=Dictionary(F=5))
        case "root":
            pdf.Root.AcroForm = 5
        case "intents":
            pdf.Root.OutputIntents = Dictionary(A=1)
        case "names":
            pdf.Root.Names = Array([1])
        case _:
            pdf.trailer.Info = pdf.make_indirect(Array([1]))
    assert preflight.check(written(pdf))


def test_of_our_own_it_would_be_our_mistake() -> None:
    with pytest.raises(TypeError):
        preflight.check(written(pages(NONSENSE["too few numbers"])), Expected(own=True))


def test_the_command_says_so(tmp_path) -> None:
    (tmp_path / "sent.pdf").write_bytes(written(pages(NONSENSE["too few numbers"])))
    result = run("print", "preflight", tmp_path / "sent.pdf")
    assert result.exit_code == 1
    assert "a part of it makes no sense" in result.output
