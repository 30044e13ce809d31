"""What an Ogg Opus file says of itself: length and loudness (RFC 3533, RFC 7845).

By hand: the libraries that read the loudness tag are GPL, the others do not know it, and to decode sound would want a compiler.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

RATE = 48_000  # positions of Ogg Opus count at 48 kHz, whatever was recorded
REFERENCE = -23.0  # LUFS that R128_TRACK_GAIN leads to
_FULL = 255  # bytes of a piece that goes on in the next
_PAGE = struct.Struct("<4sBBqIIIB")


@dataclass(frozen=True, slots=True)
class Opus:
    """`loudness` is in LUFS as the file is played; None when no tag tells it."""

    seconds: float
    loudness: float | None


class NotOpusError(ValueError):
    """Why a file cannot be read as Ogg Opus."""


def read(data: bytes) -> Opus:
    """Raises NotOpusError."""
    pages = list(_ogg_pages(data))
    head, tagged, *_ = (*islice(_packets(pages), 2), b"", b"")
    if not head.startswith(b"OpusHead") or not tagged.startswith(b"OpusTags"):
        raise NotOpusError("no Opus header")
    last = max(position for position, _, _ in pages)
    try:
        (skipped,) = struct.unpack_from("<H", head, 10)
        tags = dict(_tags(tagged))
    except (struct.error, UnicodeDecodeError):
        raise NotOpusError("its header is cut") from None
    return Opus(max(0, last - skipped) / RATE, _loudness(tags.get("R128_TRACK_GAIN")))


def _packets(pages: Iterable[tuple[int, bytes, bytes]]) -> Iterator[bytes]:
    """What the pages carry, put together: a packet ends with the first piece that is not full."""
    packet = b""
    for _, lengths, body in pages:
        at = 0
        for length in lengths:
            packet, at = packet + body[at : at + length], at + length
            if length < _FULL:
                yield packet
                packet = b""


def _ogg_pages(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """(position, packet lengths, body) of each page."""
    start = 0
    while start < len(data):
        try:
            sign, _, _, position, _, _, _, count = _PAGE.unpack_from(data, start)
        except struct.error:
            raise NotOpusError("it is cut") from None
        if sign != b"OggS":
            raise NotOpusError("no Ogg page where one must be")
        body = start + _PAGE.size + count
        lengths = data[start + _PAGE.size : body]
        end = body + sum(lengths)
        if len(lengths) < count or end > len(data):
            raise NotOpusError("it is cut")
        yield position, lengths, data[body:end]
        start = end


def _tags(packet: bytes) -> Iterator[tuple[str, str]]:
    """The comments: a vendor, then `NAME=value` strings, each behind its length."""
    (vendor,) = struct.unpack_from("<I", packet, 8)
    (count,) = struct.unpack_from("<I", packet, 12 + vendor)
    at = 16 + vendor
    for _ in range(min(count, 1000)):
        (length,) = struct.unpack_from("<I", packet, at)
        name, _, value = packet[at + 4 : at + 4 + length].decode().partition("=")
        yield name.upper(), value
        at += 4 + length


def _loudness(gain: str | None) -> float | None:
    """The gain is in 1/256 dB, from the loudness of the file to the reference."""
    try:
        return REFERENCE - int(gain) / 256 if gain is not None else None
    except ValueError:
        return None
