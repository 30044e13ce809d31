"""What an Ogg Opus file says of itself: length and loudness (RFC 3533, RFC 7845).

By hand: the libraries that read the loudness tag are GPL, the others do not know it, and to decode sound would want a compiler.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice

from livret.tongue import marked

RATE = 48_000  # positions of Ogg Opus count at 48 kHz, whatever was recorded
REFERENCE = -23.0  # LUFS that R128_TRACK_GAIN leads to
_FULL = 255  # bytes of a piece that goes on in the next
_PAGE = struct.Struct("<4sBBqIIIB")
_TAGS = b"OpusTags" + struct.pack("<I", 0)  # and the name of the program that wrote them: none
_GAIN = "R128_TRACK_GAIN"
_GOES_ON = b"\xff"  # the last length of a page whose last packet ends in the next
_CHECK = slice(22, 26)  # where the checksum of a page is
_Page = tuple[bytes, bytes, bytes]  # head, packet lengths, body
_MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


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
        raise NotOpusError(marked("no Opus header"))
    if any(sum(length < _FULL for length in lengths) != 1 for lengths in _headers(pages)):
        raise NotOpusError(marked("its header has no pages of its own"))
    last = max(position for position, _, _ in pages)
    try:
        (skipped,) = struct.unpack_from("<H", head, 10)
        tags = dict(_tags(tagged))
    except (struct.error, UnicodeDecodeError):
        raise NotOpusError(marked("its header is cut")) from None
    return Opus(max(0, last - skipped) / RATE, _loudness(tags.get(_GAIN)))


def bare(data: bytes) -> bytes:
    """The same sound, and of what is written beside it the loudness alone: programs note who spoke, when, where and on what, and a photograph.

    Raises NotOpusError.
    """
    read(data)  # it is sound
    head, *pages = _raw_pages(data)
    end = next(number for number, (_, lengths, _) in enumerate(pages) if lengths[-1:] != _GOES_ON)
    gain = dict(_tags(b"".join(body for _, _, body in pages[: end + 1]))).get(_GAIN)
    comments = [f"{_GAIN}={gain}".encode()] if _loudness(gain) is not None else []
    packet = _TAGS + struct.pack("<I", len(comments)) + b"".join(struct.pack("<I", len(each)) + each for each in comments)
    serial = _PAGE.unpack(head[0])[4]
    tags = _PAGE.pack(b"OggS", 0, 0, 0, serial, 0, 0, 1), bytes([len(packet)]), packet
    return b"".join(_written(*page) for page in _numbered((head, tags, *pages[end + 1 :]), serial))


def _numbered(pages: Iterable[_Page], serial: int) -> Iterator[_Page]:
    """The pages of a stream one after the other; of another stream, which may follow it, as they were."""
    numbers = count()
    for head, lengths, body in pages:
        sign, version, flags, position, own, number, check, pieces = _PAGE.unpack(head)
        number = next(numbers) if own == serial else number
        yield _PAGE.pack(sign, version, flags, position, own, number, check, pieces), lengths, body


def _written(head: bytes, lengths: bytes, body: bytes) -> bytes:
    """A page with its checksum."""
    page = head[: _CHECK.start] + bytes(4) + bytes([len(lengths)]) + lengths + body
    return page[: _CHECK.start] + struct.pack("<I", _checksum(page)) + page[_CHECK.stop :]


def _checksum(page: bytes) -> int:
    """RFC 3533's CRC is that of ZIP, begun with 0 and mirrored bit by bit."""
    mirrored = zlib.crc32(page.translate(_MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{mirrored:032b}"[::-1], 2)


def _headers(pages: Sequence[tuple[int, bytes, bytes]]) -> Iterator[bytes]:
    """The lengths on the page of the first header, and on those of the second."""
    yield pages[0][1]
    tagged = b""
    for _, lengths, _ in pages[1:]:
        tagged += lengths
        if lengths[-1:] != _GOES_ON:
            break
    yield tagged


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
    return ((_PAGE.unpack(head)[3], lengths, body) for head, lengths, body in _raw_pages(data))


def _raw_pages(data: bytes) -> Iterator[_Page]:
    """(head, packet lengths, body) of each page."""
    start = 0
    while start < len(data):
        try:
            sign, _, _, _, _, _, _, count = _PAGE.unpack_from(data, start)
        except struct.error:
            raise NotOpusError(marked("it is cut")) from None
        if sign != b"OggS":
            raise NotOpusError(marked("no Ogg page where one must be"))
        body = start + _PAGE.size + count
        lengths = data[start + _PAGE.size : body]
        end = body + sum(lengths)
        if len(lengths) < count or end > len(data):
            raise NotOpusError(marked("it is cut"))
        yield data[start : start + _PAGE.size], lengths, data[body:end]
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
