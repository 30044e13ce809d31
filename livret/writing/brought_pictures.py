"""Pictures of a document of another program, as they come along into a booklet: decoded and made anew, as those that are published, and named by us.

What a camera or a program wrote beside the pixels – a place, a day, a person – stays behind, and so does the name of the file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from livret import limits
from livret.media import raster, svg
from livret.media.encoding import Encoding, UnfitError
from livret.problems import detail

# What a program says of a picture that nobody has described: that a program did, or the name of a file.
_NOT_SAID = re.compile(
    r"\s*(?:description )?(?:générée? automatiquement|automatically generated)\b.*"
    r"|.*\b(?:contenu généré par l[’']IA|AI[- ]generated content)\b.*"
    r"|\s*\S*\.(?:jpe?g|png|gif|webp|heic|bmp|tiff?|emf|wmf|svg)\s*"
    r"|\s*(?:image|picture|photo|graphic|grafik|img)[ _-]?\d*\s*",
    re.IGNORECASE,
)


class NotTaken(Exception):
    """A picture that stays behind; `reason` is a detail."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def elsewhere(address: str) -> NotTaken:
    """Of a picture that is not in the document."""
    return NotTaken(detail("it is not in the document, but at {where}", where=address[: limits.ADDRESS_CHARACTERS]))


def nothing(address: str) -> bytes:
    """The pictures of a document that has none."""
    raise elsewhere(address)


def made_anew(data: bytes) -> Encoding:
    """A picture with every pixel that paper can show, and nothing else of its file. Raises NotTaken."""
    if len(data) > limits.BINARY_FILE_BYTES:
        raise NotTaken(detail("it is larger than {megabytes} MB", megabytes=limits.BINARY_FILE_BYTES // 1_000_000))
    try:
        return (svg.decoded(data) if svg.is_drawing(data) else raster.decoded(data)).paper
    except UnfitError as unfit:
        raise NotTaken(_REASONS[unfit.code](unfit.values)) from None


_REASONS: Mapping[str, Callable[[Mapping[str, str]], str]] = {
    "picture-broken": lambda values: values["reason"],
    "picture-drawing": lambda values: detail("it is a drawing with {what}", what=values["what"]),
    "picture-large": lambda values: detail("it has more than {limit} million points", limit=values["limit"]),
}


@dataclass(slots=True)
class Pictures:
    """The pictures that are taken from a document, each once, in the order in which it shows them. `opened` gives one by its address there."""

    opened: Callable[[str], bytes] = nothing
    taken: list[Encoding] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)  # by the digest of what was given

    def take(self, address: str) -> int:
        """The number of a picture among those taken. Raises NotTaken."""
        if not address:
            raise NotTaken(detail("it is a chart, or something of another program"))
        data = self.opened(address)
        digest = hashlib.sha256(data).hexdigest()
        if digest not in self._numbers:
            if len(self.taken) >= limits.PICTURES_BROUGHT:
                raise NotTaken(detail("{count} came along before it", count=limits.PICTURES_BROUGHT))
            self.taken.append(made_anew(data))
            self._numbers[digest] = len(self.taken) - 1
        return self._numbers[digest]

    def named(self, slug: str, there: Collection[str]) -> tuple[str, ...]:
        """A name for each that is taken: by the page, and as no other file beside it is called, in any case of letters."""
        known, names = {name.casefold() for name in there}, list[str]()
        for each in self.taken:
            names.append(free(slug, each.ending, known))
            known.add(names[-1])
        return tuple(names)


def free(stem: str, ending: str, known: Collection[str]) -> str:
    """A name that nobody has yet, of those `known` in small letters: `soins-1.jpg`."""
    return next(name for number in range(1, len(known) + 2) if (name := f"{stem}-{number}{ending}") not in known)


def described(alt: str) -> str:
    """What a person said of a picture; "" for what only a program did."""
    text = " ".join(line for line in alt.splitlines() if not _NOT_SAID.fullmatch(line))
    return " ".join(text.split())
