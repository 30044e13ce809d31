"""Distributions that are installed, as far as their metadata goes."""

from __future__ import annotations

from pathlib import Path


def install(folder: Path, name: str, *requires: str) -> None:
    """`polib-1.2` into a folder, with what it requires."""
    project, _, version = name.partition("-")
    lines = ["Metadata-Version: 2.1", f"Name: {project}", f"Version: {version}", *(f"Requires-Dist: {line}" for line in requires)]
    metadata = folder / f"{name}.dist-info" / "METADATA"
    metadata.parent.mkdir(parents=True)
    metadata.write_text("\n".join(lines) + "\n", encoding="utf-8")
