"""A language waits until enough of it is translated; it is then nowhere, not even in a list."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import DAY, run


def configure(site: Path, lines: str) -> None:
    path = site / "content/site.yaml"
    path.write_text(path.read_text(encoding="utf-8") + lines, encoding="utf-8")


def build(site: Path, *arguments: str) -> str:
    result = run("--site", site, "--date", DAY, "--no-pdf", "--out", site / "out", *arguments)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize(
    ("lines", "there"),
    [
        ("", True),
        ("publish: {ar: draft}\n", True),
        ("publish: {ar: complete}\n", False),
        ("publish: {ar: partial}\nthresholds: {partial: 5}\n", True),
        ("publish: {ar: partial}\nthresholds: {partial: 50}\n", False),
        ("publish: {ar: complete}\nthresholds: {partial: 50}\n", False),
    ],
)
def test_a_language_is_there_or_nowhere(lines: str, there: bool, sound: Path) -> None:
    configure(sound, lines)
    output = build(sound)
    assert (sound / "out/ar/index.html").exists() == there
    assert ('hreflang="ar"' in (sound / "out/fr/index.html").read_text(encoding="utf-8")) == there
    assert ("/ar/" in (sound / "out/sitemap.xml").read_text(encoding="utf-8")) == there
    assert ("language-waiting" in output) != there


def test_it_can_be_looked_at(sound: Path) -> None:
    configure(sound, "publish: {ar: complete}\n")
    build(sound, "--lang", "ar")
    assert (sound / "out/ar/index.html").exists()
