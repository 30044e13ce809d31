"""ZIP of members that are already compressed: no date, no owner, the same bytes each time with the same zlib.

Written by hand, because `zipfile` compresses what it is given and cannot take over what was compressed before: an archive of a thousand pages of which
one changed is then mostly copied. The format is PKWARE's APPNOTE 6.3.10; what is written here is a local header for each file (4.3.7), the central
directory (4.3.12) and its end (4.3.16).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

_LOCAL, _CENTRAL, _END = struct.Struct("<4s5H3L2H"), struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s4H2LH")
_VERSION = 20  # 2.0: deflate
_UNIX = 3 << 8
_MODE = 0o100644 << 16
_UTF8 = 1 << 11  # names
_STORED, _DEFLATED = 0, 8
_TIME, _DAY = 0, (1 << 5) | 1  # midnight of 1 January 1980, the first day that ZIP knows
_LEVEL, _QUICK = 6, 4  # of zlib: the second takes half the time, and six per cent more bytes
LICENCES = "licences.txt"  # of theme/web/: what travels with fonts, styles and scripts that are taken away
_FILES, _BYTES = 0xFFFF, 0xFFFFFFFF  # the most; more would be another format (ZIP64)


@dataclass(frozen=True, slots=True)
class Member:
    """The content of a file: its CRC-32, its bytes as they are, and as they are written."""

    crc: int
    size: int
    data: bytes
    method: int = _DEFLATED


def deflated(data: bytes, *, quick: bool = False) -> Member:
    """The content, compressed; `quick` for what no phone has to load."""
    packer = zlib.compressobj(_QUICK if quick else _LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Member(zlib.crc32(data), len(data), packer.compress(data) + packer.flush())


def stored(data: bytes) -> Member:
    """The content as it is: what is compressed already, and the first file of an EPUB."""
    return Member(zlib.crc32(data), len(data), data, _STORED)


def container(files: Iterable[tuple[str, Member]]) -> bytes:
    """The files in this order. Raises ValueError for more than ZIP can hold."""
    body, directory, count = bytearray(), bytearray(), 0
    for name, member in files:
        encoded, at = name.encode(), len(body)
        flags = 0 if name.isascii() else _UTF8
        shared = (flags, member.method, _TIME, _DAY, member.crc, len(member.data), member.size, len(encoded), 0)
        body += _LOCAL.pack(b"PK\3\4", _VERSION, *shared) + encoded + member.data
        directory += _CENTRAL.pack(b"PK\1\2", _UNIX | _VERSION, _VERSION, *shared, 0, 0, 0, _MODE, at) + encoded
        count += 1
    if count > _FILES or len(body) > _BYTES:
        raise ValueError(f"{count} files of {len(body)} bytes are more than a ZIP holds")
    return bytes(body + directory + _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0))
