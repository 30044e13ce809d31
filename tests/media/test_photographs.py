"""Photographs and screenshots: what is published of them is what one sees."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from pictures import PLACE, XMP, bomb, encoded, exif, grain, noise, png, profile, scene, told
from PIL import Image, ImageChops, ImageOps, ImageStat

from livret import limits
from livret.media.encoding import Decoded, UnfitError
from livret.media.raster import decoded

HERE = Path(__file__).parent
RED, BLUE = (210, 20, 20), (10, 20, 200)


def opened(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        return image.copy()


def small(data: bytes) -> Image.Image:
    return opened(decoded(data).screens[0].data)


def refused(data: bytes) -> tuple[str, str]:
    with pytest.raises(UnfitError) as refusal:
        decoded(data)
    return refusal.value.code, " ".join(refusal.value.values.values())


def near(found: Any, wanted: tuple[int, int, int], by: int = 12) -> bool:
    return all(abs(one - other) <= by for one, other in zip(found[:3], wanted, strict=True))


# --- nothing but what is seen ------------------------------------------------------------------------

PHONES: dict[str, Callable[[], bytes]] = {
    "JPEG": lambda: encoded(scene(400, 300), "JPEG", exif=exif(), xmp=XMP, comment=PLACE, icc_profile=profile("sRGB")),
    "PNG": lambda: png(scene(400, 300)),
    "PNG in a palette": lambda: png(scene(400, 300).quantize(16)),
    "PNG one can see through": lambda: png(scene(400, 300).convert("RGBA").rotate(20)),
    "WebP": lambda: encoded(scene(400, 300), "WEBP", exif=exif(), xmp=XMP),
    "AVIF": lambda: encoded(scene(400, 300), "AVIF", exif=exif().tobytes(), xmp=XMP),
    "HEIC": (HERE / "iphone.heic").read_bytes,
    "several in one (MPO)": lambda: encoded(
        scene(400, 300), "MPO", save_all=True, append_images=[scene(100, 80)], exif=exif().tobytes()
    ),
}


@pytest.mark.parametrize("kind", PHONES)
def test_nothing_is_left_of_what_a_phone_writes(kind: str) -> None:
    data = PHONES[kind]()
    assert any(sign in data for sign in (b"Exif", b"xmpmeta", b"eXIf", PLACE[:12])), "it is there"
    done = decoded(data)
    for encoding in (*done.screens, done.paper):
        for sign in (b"Exif", b"eXIf", b"xmp", b"GPS", b"Telefon", b"2026:11", b"tEXt", b"iTXt", b"zTXt", b"tIME", PLACE[:12]):
            assert sign not in encoding.data
        assert told(encoding.data) == {}


def test_it_is_what_was_sent() -> None:
    """Not something else that tells nothing, either."""
    image = scene(700, 500)
    for kind in ("JPEG", "PNG", "WEBP"):
        difference = ImageChops.difference(image, small(encoded(image, kind, quality=90)).convert("RGB"))
        assert max(ImageStat.Stat(difference).mean) < 6, kind


# --- upright -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_stands_as_it_was_held(orientation: int, kind: str) -> None:
    """Whichever of the eight ways the sensor lay, the red corner is where Pillow's own reader has it."""
    data = encoded(scene(320, 200), kind, exif=exif(orientation))
    wanted = ImageOps.exif_transpose(opened(data)).convert("RGB")
    found = small(data).convert("RGB")
    assert found.size == wanted.size
    corners = [(5, 5), (found.width - 6, 5), (5, found.height - 6), (found.width - 6, found.height - 6)]
    assert [near(found.getpixel(at), RED) for at in corners] == [near(wanted.getpixel(at), RED) for at in corners]
    assert sum(near(found.getpixel(at), RED) for at in corners) == 1


def test_an_iphone_stands_as_it_was_held() -> None:
    assert near(small((HERE / "iphone.heic").read_bytes()).getpixel((5, 5)), RED)
    upright = small((HERE / "iphone-held-upright.heic").read_bytes())
    assert upright.size == (200, 320)
    assert near(upright.getpixel((195, 5)), RED)


@pytest.mark.parametrize("orientation", [0, 9, 77, 65535])
def test_a_direction_that_there_is_not_turns_nothing(orientation: int) -> None:
    assert near(small(encoded(scene(320, 200), "JPEG", exif=exif(orientation))).getpixel((5, 5)), RED)


def test_tags_that_are_broken_cost_no_picture() -> None:
    data = encoded(scene(320, 200), "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + noise(200))
    assert near(small(data).getpixel((5, 5)), RED)


# --- colours -----------------------------------------------------------------------------------------


def test_a_press_file_becomes_what_a_screen_shows() -> None:
    """CMYK without a profile, and an ink that is not there."""
    found = small(encoded(Image.new("CMYK", (40, 40), (0, 255, 255, 0)), "JPEG", quality=95))
    assert found.mode == "RGB"
    red, green, blue = found.getpixel((20, 20))
    assert red > 200
    assert max(green, blue) < 60


def test_colours_mean_what_their_profile_says() -> None:
    """In one where red is green and green is red, the numbers change places."""
    odd = profile("sRGB").replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
    flat = Image.new("RGB", (40, 40), (120, 200, 80))
    for icc, wanted in ((None, (120, 200, 80)), (profile("sRGB"), (120, 200, 80)), (odd, (200, 120, 80))):
        assert near(small(encoded(flat, "JPEG", quality=95, icc_profile=icc)).getpixel((20, 20)), wanted, 4)


def test_inks_mean_what_their_profile_says() -> None:
    """The cyan of coated paper is no (0, 255, 255)."""
    icc = (ROOT / "theme/print/FOGRA39L_coated.icc").read_bytes()
    found = small(encoded(Image.new("CMYK", (40, 40), (255, 0, 0, 0)), "JPEG", quality=95, icc_profile=icc)).getpixel((20, 20))
    assert near(found, (0, 158, 224), 16)


@pytest.mark.parametrize("icc", [b"no profile", profile("LAB"), profile("sRGB")[:200]], ids=["none", "of other colours", "cut"])
def test_a_profile_that_cannot_be_used_is_left_aside(icc: bytes) -> None:
    assert near(small(encoded(scene(320, 200), "JPEG", icc_profile=icc)).getpixel((5, 5)), RED)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_pixels_can_be_read(mode: str) -> None:
    image = Image.new("L", (60, 40), 255) if mode != "I;16" else Image.new("I;16", (60, 40), 65535)
    found = small(encoded(image if mode == "I;16" else image.convert(mode), "PNG")).convert("RGB")
    assert found.size == (60, 40)
    assert found.getpixel((30, 20)) == (255, 255, 255)


def test_grey_of_sixteen_bits_stays_grey() -> None:
    assert small(encoded(Image.new("I;16", (60, 40), 0x8000), "PNG")).convert("L").getpixel((30, 20)) == 0x80


def test_what_one_can_see_through_stays_so() -> None:
    sign = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    sign.paste((*BLUE, 255), (0, 0, 30, 40))
    found = small(encoded(sign, "PNG"))
    assert found.mode == "RGBA"
    assert found.getpixel((50, 20))[3] == 0
    assert found.getpixel((10, 20)) == (*BLUE, 255)


# --- sizes -------------------------------------------------------------------------------------------


def sizes(done: Decoded) -> list[tuple[int, int]]:
    return [(each.width, each.height) for each in done.screens]


@pytest.mark.parametrize(
    ("size", "screens", "paper"),
    [
        ((4000, 3000), [(720, 540), (1080, 810)], (2480, 1860)),
        ((3000, 4000), [(720, 960), (1080, 1440)], (2480, 3307)),
        ((1000, 500), [(720, 360), (1000, 500)], (1000, 500)),
        ((800, 600), [(720, 540)], (800, 600)),
        ((120, 90), [(120, 90)], (120, 90)),
        ((1, 1), [(1, 1)], (1, 1)),
        ((3, 4000), [(3, 3508)], (3, 3508)),
    ],
)
def test_sizes(size: tuple[int, int], screens: list[tuple[int, int]], paper: tuple[int, int]) -> None:
    done = decoded(encoded(scene(*size).convert("RGB"), "JPEG"))
    assert sizes(done) == screens
    assert (done.paper.width, done.paper.height) == paper
    for encoding in (*done.screens, done.paper):
        assert opened(encoding.data).size == (encoding.width, encoding.height)


@pytest.mark.parametrize("size", [(4000, 3000), (3000, 4000), (4624, 2604), (2604, 4624)])
def test_twelve_million_pixels_cost_a_phone_little(size: tuple[int, int]) -> None:
    for data in (encoded(scene(*size), "JPEG", quality=92), encoded(grain(*size), "JPEG", quality=92)):
        assert len(decoded(data).screens[0].data) <= 60_000


def test_the_same_bytes_each_time() -> None:
    for kind in ("JPEG", "PNG", "WEBP"):
        data = encoded(scene(900, 700), kind)
        assert decoded(data) == decoded(data)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_what_moves_the_first_is_shown_and_it_is_told(kind: str) -> None:
    first, second = Image.new("RGB", (40, 40), RED), Image.new("RGB", (40, 40), BLUE)
    moving = decoded(encoded(first, kind, save_all=True, append_images=[second], lossless=True))
    assert moving.moves
    assert opened(moving.screens[0].data).convert("RGB").getpixel((20, 20)) == RED
    assert not decoded(encoded(first, kind)).moves


# --- what is none ------------------------------------------------------------------------------------

NONE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "it is empty"),
    "random": (noise(5000), "what is in it is no picture"),
    "a text": (b"This is not a picture.", "what is in it is no picture"),
    "a page": (b"<!DOCTYPE html><title>Sign in</title>", "it is a web page"),
    "a PDF": (b"%PDF-1.7\n" + noise(300), "it is a PDF"),
    "a document": (b"PK\x03\x04" + noise(300), "it is a ZIP"),
    "a film": (b"\0\0\0\x20ftypisom" + noise(300), "it is a film"),
    "a pointer": (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "Git LFS"),
    "a GIF": (encoded(Image.new("L", (9, 9)), "GIF"), "it is a GIF"),
}


@pytest.mark.parametrize("kind", NONE)
def test_what_is_no_picture_is_named(kind: str) -> None:
    data, words = NONE[kind]
    code, told_words = refused(data)
    assert code == "picture-broken"
    assert words in told_words


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.95])
def test_a_part_of_a_picture_is_none(kind: str, part: float) -> None:
    data = encoded(scene(300, 200), kind)
    assert refused(data[: round(len(data) * part)])[0] == "picture-broken"


def test_a_part_of_an_iphones_is_none() -> None:
    data = (HERE / "iphone.heic").read_bytes()
    for part in (0.1, 0.5, 0.9):
        assert refused(data[: round(len(data) * part)])[0] == "picture-broken"


@pytest.mark.parametrize("size", [(10_000, 5_001), (1_000_000, 51), (30_000, 30_000)])
def test_more_pixels_than_anybody_needs_are_refused_before_they_are_decoded(size: tuple[int, int]) -> None:
    data = bomb(*size)
    assert len(data) < 200_000
    code, words = refused(data)
    assert code == "picture-large"
    assert f" {limits.PICTURE_PIXELS // 1_000_000}" in f" {words}"


@given(st.sampled_from(["JPEG", "PNG", "WEBP"]), st.binary(max_size=40), st.integers(0, 400))
def test_no_bytes_are_a_traceback(kind: str, noise_: bytes, at: int) -> None:
    data = SOUND[kind]
    try:
        decoded(data[:at] + noise_ + data[at + len(noise_) :])
    except UnfitError:
        return


SOUND = {kind: encoded(scene(24, 16), kind, **({"exif": exif()} if kind != "PNG" else {})) for kind in ("JPEG", "PNG", "WEBP")}
