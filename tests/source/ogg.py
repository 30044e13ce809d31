"""Recordings of silence, written by hand: real Ogg Opus that a browser plays (RFC 3533, RFC 7845)."""

from __future__ import annotations

import struct

_SILENCE = b"\xf8\xff\xfe"  # 20 ms, one channel
_FRAME = 960  # samples of it at 48 kHz
SKIPPED = 312


def recording(seconds: float, gain: int | None = -7 * 256, padding: int = 0) -> bytes:
    """`gain` is R128_TRACK_GAIN in 1/256 dB; `padding` bytes of a comment make the tags span several pages."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, SKIPPED, 48_000, 0, 0)
    comments = [b"TITLE=" + b"x" * padding] if padding else []
    comments += [b"R128_TRACK_GAIN=" + str(gain).encode()] if gain is not None else []
    tags = (
        b"OpusTags"
        + struct.pack("<I", 4)
        + b"test"
        + struct.pack("<I", len(comments))
        + b"".join(struct.pack("<I", len(c)) + c for c in comments)
    )
    frames = round(seconds * 50)
    pages = [_page([head], 0, 0, 2), *_spanning(tags)]
    for first in range(0, frames, 50):
        count = min(50, frames - first)
        last = first + count == frames
        position = round(seconds * 48_000) + SKIPPED if last else (first + count) * _FRAME
        pages.append(_page([_SILENCE] * count, position, len(pages), 4 if last else 0))
    return b"".join(pages)


def _spanning(packet: bytes) -> list[bytes]:
    """A packet over as many pages as it needs: 255 pieces of 255 bytes each."""
    whole = 255 * 255
    pieces = [packet[at : at + whole] for at in range(0, len(packet) + 1, whole)]
    pages = []
    for number, piece in enumerate(pieces):
        final = number == len(pieces) - 1
        lacing = [255] * (len(piece) // 255) + ([len(piece) % 255] if final else [])
        pages.append(_raw(bytes(lacing), piece, 0 if final else -1, number + 1, 1 if number else 0))
    return pages


def _page(packets: list[bytes], position: int, number: int, flags: int) -> bytes:
    return _raw(
        b"".join(bytes([255] * (len(p) // 255) + [len(p) % 255]) for p in packets), b"".join(packets), position, number, flags
    )


def _raw(lacing: bytes, body: bytes, position: int, number: int, flags: int) -> bytes:
    head = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, position, 1, number, 0, len(lacing)) + lacing
    return head[:22] + struct.pack("<I", _crc(head + body)) + head[26:] + body


def _crc(data: bytes) -> int:
    """CRC-32 with the polynomial 0x04c11db7, nothing reflected."""
    value = 0
    for byte in data:
        value ^= byte << 24
        for _ in range(8):
            value = (value << 1 ^ (0x04C11DB7 if value & 0x80000000 else 0)) & 0xFFFFFFFF
    return value
