"""Every byte below a folder, as it lies there and as whoever opens a file finds it."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image

from livret.publish import kept

Told = tuple[str, bytes]


def told(folder: Path) -> Iterator[Told]:
    """Files with the members of archives and books, with the streams, the objects and the words of PDFs, with what pictures say of themselves, with what is
    compressed in what Livret keeps."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield from _opened(str(path), path.read_bytes())
            if ".livret" in path.parts:
                yield from ((f"{path}!", data) for data in _kept(kept.read(path)))


def holders(folder: Path, words: Iterable[str], but: str = "") -> list[str]:
    """The files that hold any of the words, in any of the ways in which a file can write it; those in a folder of the name `but` left out."""
    forms = [form for word in words for form in (word.encode(), word.encode("utf-16-be"), word.encode("utf-16-le"))]
    found = (name for name, data in told(folder) if f"/{but}/" not in name and any(form in data for form in forms))
    return list(dict.fromkeys(found))


def _opened(name: str, data: bytes) -> Iterator[Told]:
    yield name, data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for member in archive.namelist():
                yield from _opened(f"{name}!{member}", archive.read(member))
    elif data.startswith(b"%PDF"):
        yield from ((f"{name}!{each}", part) for each, part in enumerate(_of_pdf(data)))
    elif data.startswith((b"\x89PNG", b"\xff\xd8")):
        with Image.open(BytesIO(data)) as picture:
            yield f"{name}!", repr((picture.info, dict(picture.getexif()))).encode()
    elif name.endswith(".json"):
        yield name, data.replace(b"\\", b"")


def _of_pdf(data: bytes) -> Iterator[bytes]:
    with pikepdf.open(BytesIO(data)) as pdf:
        for each in pdf.objects:
            yield _stream(each) if isinstance(each, pikepdf.Stream) else each.unparse()
        yield repr(dict(pdf.docinfo)).encode()
        yield pdf.open_metadata().__str__().encode()
    pdftotext = shutil.which("pdftotext")
    assert pdftotext
    yield subprocess.run([pdftotext, "-", "-"], input=data, check=True, capture_output=True).stdout


def _stream(stream: pikepdf.Stream) -> bytes:
    """Unpacked; a photograph is as its JPEG file is."""
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return stream.read_raw_bytes()


def _kept(value: Any) -> Iterator[bytes]:
    """The bytes that lie in a file which Livret keeps, members of archives inflated."""
    match value:
        case bytes():
            yield value
            try:
                yield zlib.decompress(value, -zlib.MAX_WBITS)
            except zlib.error:
                return
        case dict():
            yield from (data for inner in value.values() for data in _kept(inner))
        case list():
            yield from (data for inner in value for data in _kept(inner))
