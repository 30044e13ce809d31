"""Photographs and screenshots: decoded, turned upright, brought to sRGB, and written anew in the sizes that phones, screens and paper need.

What a phone writes into its files beside the pixels – where it was, when, which one, a small copy of what was cut off later – is not looked for and
removed: it is never taken over, for what is published is made of pixels alone.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import suppress
from math import ceil

import pi_heif
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError
from PIL.Image import open as image_of

from livret import limits
from livret.media.encoding import Decoded, Encoding, UnfitError
from livret.problems import detail
from livret.tongue import marked

pi_heif.register_heif_opener()

PHONE, SCREEN = 720, 1080  # pixels wide: a phone of 360 px at two to a px, and at three; the column of a large screen
PAPER = (2480, 3508)  # A4 at 300 to the inch
_KINDS = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF")
_PHOTOGRAPHS = frozenset({"JPEG", "MPO", "HEIF"})  # of a camera: nothing in them is sharp to the pixel
_ROOMY = 1.25  # so much wider a larger encoding is worth its bytes
_QUALITIES = (80, 72, 64, 56, 48, 40, 32, 24)
_PAPER_QUALITY = 90
_AREA = PHONE * 1280  # pixels that `limits.PICTURE_BYTES` are meant for: a phone's screen
_COLOURS = 256
# What people send instead of a picture, by how it begins or what is in its first bytes.
_OTHERS = (
    (b"%PDF", marked("it is a PDF")),
    (b"PK\x03\x04", marked("it is a ZIP, or a document of a word processor")),
    (b"<!doctype html", marked("it is a web page")),
    (b"<html", marked("it is a web page")),
    (b"ftypisom", marked("it is a film")),
    (b"ftypmp4", marked("it is a film")),
    (b"ftypqt", marked("it is a film")),
    (b" EMF", marked("it is a drawing of Windows (EMF): save it as PNG")),
    (b"\xd7\xcd\xc6\x9a", marked("it is a drawing of Windows (WMF): save it as PNG")),
    (b"GIF8", marked("it is a GIF, which may move: save it as PNG")),
    (b"II*\0", marked("it is a scan (TIFF): save it as PNG")),
    (b"MM\0*", marked("it is a scan (TIFF): save it as PNG")),
    (b"version https://git-lfs", marked("it only says where the picture is kept (Git LFS)")),
)


def decoded(data: bytes) -> Decoded:
    """The encodings of a picture of any kind in _KINDS. Raises UnfitError: `picture-broken`, `picture-large`."""
    if not data:
        raise UnfitError("picture-broken", reason=detail("it is empty"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a header that is odd, of pixels that are counted here
        try:
            image, kind, moves = _pixels(data)
        except UnfitError:
            raise
        except UnidentifiedImageError:
            raise UnfitError("picture-broken", reason=detail(_other(data))) from None
        except Image.DecompressionBombError:
            raise _too_large(detail("more than {count}", count=2 * (Image.MAX_IMAGE_PIXELS or 0) // 1_000_000)) from None
        except Exception:  # noqa: BLE001 – a decoder stumbles over anything in a file, in any way
            raise UnfitError("picture-broken", reason=detail("it is damaged, or ends too early")) from None
        return Decoded(_for_screens(image, sharp=kind not in _PHOTOGRAPHS), _for_paper(image), moves)


def _too_large(found: object) -> UnfitError:
    """`found`: so many million pixels."""
    return UnfitError("picture-large", found=found, limit=limits.PICTURE_PIXELS // 1_000_000)


def _other(data: bytes) -> str:
    start = data[:64].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    return next((words for sign, words in _OTHERS if sign.lower() in start), marked("what is in it is no picture"))


# --- to pixels ---------------------------------------------------------------------------------------


def _pixels(data: bytes) -> tuple[Image.Image, str, bool]:
    """The first picture of a file, no larger than paper needs, in sRGB; the kind of the file; whether more of them follow."""
    with image_of(io.BytesIO(data), formats=_KINDS) as image:
        kind, (width, height) = str(image.format), image.size
        if width * height > limits.PICTURE_PIXELS:
            raise _too_large(ceil(width * height / 1e6))
        moves = kind in ("PNG", "WEBP", "AVIF") and getattr(image, "n_frames", 1) > 1
        image.draft(None, (max(PAPER), max(PAPER)))  # a JPEG is decoded at half its size where that is enough
        _turn(image)
        fitted = _within(_plain_mode(image), *PAPER)
        return _in_srgb(fitted, image.info.get("icc_profile")), kind, moves


def _turn(image: Image.Image) -> None:
    """Decodes it and stands it as it was held: a phone writes pixels as its sensor lies, and says how to turn them. In its place, for a copy is as large."""
    image.load()
    with suppress(Exception):  # what a broken tag says of the direction is nothing; the pixels are there
        ImageOps.exif_transpose(image, in_place=True)


def _plain_mode(image: Image.Image) -> Image.Image:
    """L, RGB, RGBA or CMYK, eight bits each."""
    if image.mode.startswith(("I;16", "I", "F")):
        return image.point(lambda value: value / 256).convert("L")
    if image.mode in ("L", "RGB", "CMYK") and "transparency" not in image.info:
        return image
    if image.mode == "1":
        return image.convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image.convert("RGB")


def _within(image: Image.Image, width: int, height: int) -> Image.Image:
    """No larger than so many pixels, in its proportions."""
    part = min(1.0, width / image.width, height / image.height)
    if part == 1.0:
        return image
    size = (max(1, round(image.width * part)), max(1, round(image.height * part)))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours that its profile means, as every screen knows them; an opaque picture has no alpha. What it knew of itself stays behind."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    colours = _converted(image.convert("RGB") if alpha else image, profile)
    if colours.mode not in ("L", "RGB"):
        colours = colours.convert("RGB")
    if alpha and alpha.getextrema() != (255, 255):
        colours = colours.convert("RGB")
        colours.putalpha(alpha)
    bare = Image.new(colours.mode, colours.size)
    bare.paste(colours)
    return bare


def _converted(image: Image.Image, profile: bytes | None) -> Image.Image:
    if not profile:
        return image
    try:
        done = ImageCms.profileToProfile(
            image,
            ImageCms.getOpenProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, ValueError, OSError):  # broken, or of another kind of colours
        return image
    converted = done or image
    return converted.convert("L") if image.mode == "L" else converted


# --- to files ----------------------------------------------------------------------------------------


def _for_screens(image: Image.Image, *, sharp: bool) -> tuple[Encoding, ...]:
    """For a phone, and a larger one where there are pixels for it; both of one kind, so that one can stand in for the other."""
    small = _sized(image, PHONE)
    lossless = image.mode == "RGBA" or sharp
    first = (_png(small) if lossless else None) or _jpeg(small, sharp=sharp)
    if image.width < PHONE * _ROOMY:
        return (first,)
    large = _sized(image, SCREEN)
    second = _png(large) if first.ending == ".png" else _jpeg(large, sharp=sharp)
    return (first, second) if second and second.width > first.width * _ROOMY else (first,)


def _sized(image: Image.Image, width: int) -> Image.Image:
    return _within(image, width, image.height)


def _for_paper(image: Image.Image) -> Encoding:
    """Every pixel that a press can show, with no blocks round what is sharp."""
    if image.mode == "RGBA" or image.getcolors(_COLOURS) is not None:
        return _encoding(image, "PNG")
    return _encoding(image, "JPEG", quality=_PAPER_QUALITY, subsampling=0, optimize=True)


def _bytes_for(image: Image.Image) -> float:
    """What an encoding may weigh: a reader pays for each byte. More than a screen of pixels may weigh more."""
    return limits.PICTURE_BYTES * max(1.0, image.width * image.height / _AREA)


def _png(image: Image.Image) -> Encoding | None:
    """Without any loss, else, where one sees through it, in 256 colours; None where it stays too heavy."""
    found = _encoding(image, "PNG", optimize=True)
    if len(found.data) > _bytes_for(image) and image.mode == "RGBA":
        found = _encoding(image.quantize(_COLOURS, Image.Quantize.FASTOCTREE), "PNG", optimize=True)
    return found if len(found.data) <= _bytes_for(image) else None


def _jpeg(image: Image.Image, *, sharp: bool) -> Encoding:
    """In the best quality that is light enough; where none is, with fewer pixels. What one can see through is on white."""
    if image.mode == "RGBA":
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image)
        image = ground
    lightest = None
    for smaller in _smaller(image):
        for quality in _QUALITIES:
            lightest = _encoding(smaller, "JPEG", quality=quality, subsampling=0 if sharp else 2, optimize=True, progressive=True)
            if len(lightest.data) <= _bytes_for(image):
                return lightest
    if lightest is None:
        raise UnfitError("picture-broken", reason=detail("there is nothing in it"))
    return lightest


def _smaller(image: Image.Image) -> Iterator[Image.Image]:
    for part in (1, 0.85, 0.7, 0.5):
        yield _within(image, ceil(image.width * part), ceil(image.height * part))


def _encoding(image: Image.Image, kind: str, **options: int) -> Encoding:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return Encoding(".jpg" if kind == "JPEG" else ".png", image.width, image.height, out.getvalue())
