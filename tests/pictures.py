"""Pictures as people send them, and what another program sees of those that are published."""

from __future__ import annotations

import base64
import io
import random
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image, ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo

PLACE = b"Rue de la Paix 45.188 N 5.72 E"  # what must be read nowhere: as a text in every place where a file can have one
XMP = (
    b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF><rdf:Description exif:GPSLatitude='45,11.3N'>"
    + PLACE
    + b"</rdf:Description></rdf:RDF></x:xmpmeta>"
)
ORIENTATION, GPS, MAKE, DATE, DESCRIPTION = 0x0112, 0x8825, 0x010F, 0x0132, 0x010E


def exif(orientation: int = 1) -> Image.Exif:
    """What a phone writes: which one it is, when, where, and how it was held."""
    found = Image.Exif()
    found[ORIENTATION], found[MAKE], found[DATE], found[DESCRIPTION] = (
        orientation,
        "Telefon 12",
        "2026:11:20 14:32:05",
        PLACE.decode(),
    )
    found.get_ifd(GPS).update({1: "N", 2: (45.0, 11.0, 18.0), 3: "E", 4: (5.0, 43.0, 12.0), 29: "2026:11:20"})
    return found


def scene(width: int, height: int) -> Image.Image:
    """A landscape: a red corner at the top left, sky, and ground with grain as a lens gives it."""
    image = Image.linear_gradient("L").resize((width, height))
    sky = Image.merge(
        "RGB", (image.point(lambda v: v // 2), image.point(lambda v: 90 + v // 3), image.point(lambda v: 220 - v // 3))
    )
    hills = grain(max(2, width // 60), max(2, height // 60)).resize((width, height)).convert("RGB")
    done = Image.blend(Image.blend(sky, hills, 0.25), grain(width, height).convert("RGB"), 0.06)
    ImageDraw.Draw(done).rectangle((0, 0, width // 8, height // 8), fill=(210, 20, 20))
    return done


def grain(width: int, height: int) -> Image.Image:
    """Every pixel of its own brightness."""
    return Image.frombytes("L", (width, height), noise(width * height))


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    data = io.BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def png(image: Image.Image) -> bytes:
    """With texts of all three sorts, EXIF, XMP and a time."""
    texts = PngInfo()
    texts.add_text("Comment", PLACE.decode())
    texts.add_text("Author", PLACE.decode(), zip=True)
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    texts.add(b"tIME", struct.pack(">HBBBBB", 2026, 11, 20, 14, 32, 5))
    return encoded(image, "PNG", pnginfo=texts, exif=exif())


def noise(length: int) -> bytes:
    return random.Random(7).randbytes(length)  # noqa: S311 – the same each time


def bomb(width: int, height: int) -> bytes:
    """A PNG of so many pixels, all black, in some kilobytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    row = bytes(1 + (width + 7) // 8)
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def profile(name: str) -> bytes:
    """An ICC profile that Pillow carries."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(name)).tobytes()  # type: ignore[arg-type]


def seen(data: bytes) -> tuple[tuple[int, int], bytes]:
    """Size and pixels."""
    with Image.open(io.BytesIO(data)) as image:
        return image.size, image.convert("RGBA").tobytes()


def told(data: bytes) -> dict[str, Any]:
    """All that Pillow's own readers find in a picture beside the pixels; how a JPEG is packed is no information."""
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        packed = {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            "progressive",
            "progression",
            "dpi",
            "transparency",
            "interlace",
        }
        found = {key: value for key, value in image.info.items() if key not in packed}
        return found | {f"exif {key}": value for key, value in image.getexif().items()}


def everything(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder and what is inside it: members of archives, streams of PDFs as they are and decoded, pictures in the text of a page."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield from inside(path.relative_to(folder).as_posix(), path.read_bytes())


def inside(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    yield name, data
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for each in archive.namelist():
                yield from inside(f"{name}!{each}", archive.read(each))
    elif data[:4] == b"%PDF":
        with pikepdf.open(io.BytesIO(data)) as pdf:
            streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
            yield from ((f"{name}!{number}", each.read_raw_bytes()) for number, each in enumerate(streams))
            for number, each in enumerate(streams):
                with suppress(pikepdf.PdfError):  # a JPEG stays one
                    yield f"{name}!{number} decoded", each.read_bytes()
    elif name.endswith(".html"):
        for number, found in enumerate(re.findall(rb"data:image/[a-z+]+;base64,([A-Za-z0-9+/=]+)", data)):
            yield f"{name}!{number}", base64.b64decode(found)
