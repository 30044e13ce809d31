"""What comes of a picture: its encodings, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Encoding:
    """A picture in one size, in pixels, as a file with an `ending` such as `.jpg`."""

    ending: str
    width: int
    height: int
    data: bytes


class UnfitError(ValueError):
    """A file that is no picture to publish: the code of a problem, and its values."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values: Mapping[str, str] = {name: str(value) for name, value in values.items()}


@dataclass(frozen=True, slots=True)
class Decoded:
    """For screens, the smallest first, and for paper. `moves`: the file holds several pictures, and this is the first; `letters` are those that a
    drawing is written with, each once: a font has to have them."""

    screens: tuple[Encoding, ...]
    paper: Encoding
    moves: bool = False
    letters: str = ""
