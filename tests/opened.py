"""Every byte below a folder, as it lies there and as whoever opens a file finds it."""

from __future__ import annotations

import base64
import gzip
import re
import shutil
import subprocess
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont
from PIL import Image

from livret.publish import kept

Told = tuple[str, bytes]
_INSIDE = re.compile(rb"data:([a-z/0-9+.-]+);base64,([A-Za-z0-9+/=]+)")


def told(folder: Path) -> Iterator[Told]:
    """Files with the members of archives and books, with the streams, the objects and the words of PDFs, with what pictures and fonts say of themselves, with what
    other files carry inside, with what is compressed in what Livret keeps."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield from opened(str(path), path.read_bytes())
            if ".livret" in path.parts:
                yield from ((f"{path}!", data) for data in _kept(kept.read(path)))


def holders(folder: Path, words: Iterable[str], but: str = "") -> list[str]:
    """The files that hold any of the words, in any of the ways in which a file can write it; those in a folder of the name `but` left out."""
    forms = [form for word in words for form in (word.encode(), word.encode("utf-16-be"), word.encode("utf-16-le"))]
    found = (name for name, data in told(folder) if f"/{but}/" not in name and any(form in data for form in forms))
    return list(dict.fromkeys(found))


def opened(name: str, data: bytes) -> Iterator[Told]:
    """A file, and what is packed inside it."""
    yield name, data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            yield f"{name}!list", b"\n".join(repr(each).encode() + each.extra + each.comment for each in archive.infolist())
            for member in archive.namelist():
                yield from opened(f"{name}!{member}", archive.read(member))
    elif data.startswith(b"\x1f\x8b"):
        yield from opened(f"{name}!gzip", gzip.decompress(data))
    elif data.startswith(b"%PDF"):
        yield from ((f"{name}!{each}", part) for each, part in _of_pdf(data))
    elif data.startswith((b"\x89PNG", b"\xff\xd8", b"RIFF")):
        with Image.open(BytesIO(data)) as picture:
            yield f"{name}!", repr((picture.info, dict(picture.getexif()))).encode()
    elif data.startswith((b"wOF2", b"\0\1\0\0", b"OTTO")):
        with TTFont(BytesIO(data)) as font:
            yield f"{name}!", "\n".join(record.toUnicode("replace") for record in font["name"].names).encode()
    else:
        if name.endswith(".json"):
            yield name, data.replace(b"\\", b"")
        for number, found in enumerate(_INSIDE.finditer(data)):
            yield from opened(f"{name}!{found[1].decode()} {number}", base64.b64decode(found[2]))


def _of_pdf(data: bytes) -> Iterator[Told]:
    with pikepdf.open(BytesIO(data)) as pdf:
        for number, each in enumerate(pdf.objects):
            yield str(number), each.unparse(resolved=True)
            if isinstance(each, pikepdf.Stream):
                yield f"{number} stream", _read(each)
        yield "info", repr(dict(pdf.docinfo)).encode()
        yield "metadata", str(pdf.open_metadata()).encode()
    pdftotext = shutil.which("pdftotext")
    assert pdftotext
    yield "text", subprocess.run([pdftotext, "-", "-"], input=data, check=True, capture_output=True).stdout


def _read(stream: pikepdf.Stream) -> bytes:
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
