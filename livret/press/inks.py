"""From the colours of a screen to inks: design tokens by their own table, the rest by ICC; black text overprints.

Works on the bytes of Typst's content streams, in which each colour is written as `/c0 cs 0.1 0.2 0.3 scn` and each
string as `(…)`. Reading them as objects costs ten times as much; preflight reads the finished file that way, and finds
whatever was overlooked here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from PIL import Image, ImageCms

Cmyk = tuple[float, float, float, float]  # each from 0 to 1
OVERPRINT, KNOCKOUT = "LvOver", "LvKnock"  # graphics states of a finished page
MOST_INK = 3.0  # 300 %: more does not dry
# Strings are matched so that their bytes are passed over; they may hold balanced parentheses.
_FLAT = rb"(?:\\.|[^\\()])*"
_STRING = rb"\(" + _FLAT + rb"(?:\(" + _FLAT + rb"(?:\(" + _FLAT + rb"\)" + _FLAT + rb")*\)" + _FLAT + rb")*\)"
_COLOUR = re.compile(_STRING + rb"|/\w+ (cs|CS)((?:\s+[-+.\d]+)+) (?:scn|SCN)", re.DOTALL)


@dataclass(slots=True)
class Inks:
    """The table of one theme. `profile` is the output intent's ICC file; with `one_ink` everything is black and its tints."""

    tokens: Mapping[str, Cmyk]  # by "#rrggbb"
    profile: bytes
    one_ink: bool = False
    _known: dict[bytes, bytes] = field(default_factory=dict)

    def content(self, stream: bytes) -> bytes:
        """A content stream with its colours as inks."""
        return _COLOUR.sub(self._replaced, stream)

    def _replaced(self, found: re.Match[bytes]) -> bytes:
        if found[1] is None:
            return found[0]
        key = found[1] + found[2]
        if key not in self._known:
            self._known[key] = self._operator(found[1] == b"cs", tuple(float(number) for number in found[2].split()))
        return self._known[key]

    def _operator(self, fill: bool, values: tuple[float, ...]) -> bytes:
        inks = self.inks(values)
        written = " ".join(f"{ink:.4g}" for ink in inks)
        if not fill:
            return f" {written} K".encode()
        black = inks[:3] == (0, 0, 0) and inks[3] > 0
        return f" {written} k/{OVERPRINT if black else KNOCKOUT} gs".encode()

    def inks(self, values: tuple[float, ...]) -> Cmyk:
        """The inks of a colour: one value is grey, three are sRGB."""
        if len(values) == 1:
            return (0.0, 0.0, 0.0, round(1 - values[0], 4))
        red, green, blue = (round(255 * value) for value in values)
        if self.one_ink:
            return (0.0, 0.0, 0.0, round(1 - (0.299 * red + 0.587 * green + 0.114 * blue) / 255, 2))
        if red == green == blue:
            return (0.0, 0.0, 0.0, round(1 - red / 255, 4))
        known = self.tokens.get(f"#{red:02x}{green:02x}{blue:02x}")
        return known or _by_profile(self.profile, (red, green, blue))

    def picture(self, image: Image.Image) -> Image.Image:
        """A photograph as inks, at most 300 % of them; a grey one stays on the black plate."""
        if self.one_ink or image.mode in ("1", "L", "LA", "I;16"):
            return image.convert("L")
        done = _transform(self.profile)(image.convert("RGB"))
        limited: Image.Image = _limited(done)
        return limited


def parse(text: str) -> Cmyk:
    """ "85 25 0 50", in hundredths, as the theme writes inks."""
    cyan, magenta, yellow, black = (int(part) / 100 for part in text.split())
    return cyan, magenta, yellow, black


@lru_cache(maxsize=4)
def _transform(profile: bytes) -> Any:
    """From sRGB to the inks of a profile: relative colorimetric, with black point compensation."""
    target = ImageCms.getOpenProfile(io.BytesIO(profile))
    return ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        target,
        "RGB",
        "CMYK",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    ).apply


@lru_cache(maxsize=4096)
def _by_profile(profile: bytes, rgb: tuple[int, int, int]) -> Cmyk:
    image: Any = _limited(_transform(profile)(Image.new("RGB", (1, 1), rgb)))
    cyan, magenta, yellow, black = (round(value / 255, 3) for value in image.getpixel((0, 0)))
    return (cyan, magenta, yellow, black)


def _limited(image: Any) -> Any:
    """Where four inks are more than paper takes, black stays and the three others give way."""
    most = int(MOST_INK * 255)
    colours = image.getcolors(1 << 24) or []
    if all(sum(colour) <= most for _, colour in colours):
        return image
    pixels = zip(*[iter(image.tobytes())] * 4, strict=True)
    less = bytes(value for pixel in pixels for value in (pixel if sum(pixel) <= most else _less(pixel, most)))
    return Image.frombytes("CMYK", image.size, less)


def _less(pixel: tuple[int, int, int, int], most: int) -> tuple[int, int, int, int]:
    scale = (most - pixel[3]) / sum(pixel[:3])
    cyan, magenta, yellow = (int(value * scale) for value in pixel[:3])
    return cyan, magenta, yellow, pixel[3]
