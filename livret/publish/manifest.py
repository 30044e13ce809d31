"""The manifest: what a command found, and what was there when it did. One that is damaged, forged, or another Livret's, is none.

It is true of the bytes that it has the digests of, whatever happens later: nothing has to be locked for it, nor deleted.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from livret.publish.seen import Snapshot
from livret.publish.store_key import store_key

_FORM = 2  # of the file


@dataclass(frozen=True, slots=True)
class Manifest:
    """`head` is what was asked and found. `inputs` is what the command works from, `elsewhere` what these led it to in the rest of
    the site folder, `outputs` what it published."""

    head: Mapping[str, Any]
    inputs: Snapshot
    elsewhere: Snapshot
    outputs: Snapshot

    def doubting(self, looked: int, published: int) -> Manifest:
        """The same, in doubt of files that are as young as the looks at them."""
        inputs, elsewhere = self.inputs.doubting(looked), self.elsewhere.doubting(looked)
        return Manifest(self.head, inputs, elsewhere, self.outputs.doubting(published))

    def save(self, path: Path) -> None:
        """Whole, under a new name, which then becomes its own."""
        parts = (self.inputs, self.elsewhere, self.outputs)
        lines = json.dumps(self.head), json.dumps([part.seen for part in parts]), *(part.packed for part in parts)
        sealed = "\n".join(lines).encode()
        new = path.with_suffix(".new")
        new.write_bytes(_seal(sealed) + b"\n" + sealed)
        new.replace(path)


def load(path: Path) -> Manifest | None:
    try:
        seal, _, sealed = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if seal != _seal(sealed):
        return None
    head, seen, *digests = sealed.decode().split("\n")
    return Manifest(json.loads(head), *map(Snapshot, json.loads(seen), digests))


def _seal(sealed: bytes) -> bytes:
    return f"livret {_FORM} {hashlib.blake2b(sealed, key=store_key(), digest_size=16).hexdigest()}".encode()
