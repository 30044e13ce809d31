"""ZIP as it is needed here: nothing compressed, for zlib's bytes differ from one machine to the next; no date, no owner."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that ZIP knows
_UNIX, _MODE = 3, 0o100644


def container(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The files in this order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system, info.external_attr = _UNIX, _MODE << 16
            archive.writestr(info, data)
    return buffer.getvalue()
