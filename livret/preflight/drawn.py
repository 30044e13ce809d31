"""A page of any PDF as it is seen: drawn by PDFium, and what is told of its pictures to who cannot see them. Raises ValueError for what is no PDF, or a part of
one."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pypdfium2


def figures(data: bytes) -> Iterator[tuple[int, str]]:
    """The pictures of a tagged PDF (PDF/UA): the page that each stands on, from 1, and its words."""
    try:
        opened = pikepdf.open(io.BytesIO(data))
    except pikepdf.PdfError as error:
        raise ValueError(str(error)) from None
    with opened as pdf:
        pages: dict[object, int] = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        for each in pdf.objects:
            if (
                isinstance(each, pikepdf.Dictionary)
                and "/Pg" in each
                and "/Alt" in each
                and (page := pages.get(each["/Pg"].objgen))
            ):
                yield page, str(each["/Alt"])


def png(data: bytes, page: int, dpi: int) -> bytes:
    """A page as a picture. The same bytes give the same picture, with the same PDFium and zlib."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from None
    try:
        out = io.BytesIO()
        document[page - 1].render(scale=dpi / 72).to_pil().save(out, "PNG", dpi=(dpi, dpi))
        return out.getvalue()
    except (IndexError, pypdfium2.PdfiumError) as error:
        raise ValueError(str(error)) from None
    finally:
        document.close()
