"""What CONTRIBUTING.md promises of the changes that come most often: what each of them needs, and nothing else."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from conftest import DAY, ROOT, run
from fontTools.ttLib import TTFont

from livret.languages import language
from livret.paper.blocks import PaperVisitor

CATALOG = """msgid ""
msgstr ""
"Language: {tag}\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgctxt "title"
msgid "Santé"
msgstr "{health}"

msgid "Que dire"
msgstr "{what}"
"""


# --- a language: a line of site.yaml, and its catalogs ------------------------------------------------


def speak(site: Path, tag: str, health: str, what: str) -> None:
    config = site / "content/site.yaml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("languages: [fr, ar]", f"languages: [fr, ar, {tag}]"), encoding="utf-8"
    )
    folder = site / "translations" / tag
    folder.mkdir()
    (folder / "sante.po").write_text(CATALOG.format(tag=tag, health=health, what=what), encoding="utf-8")


@pytest.mark.parametrize(
    ("tag", "health", "what", "written"),
    [("tr", "Sağlık", "Ne demeli", 'lang="tr" dir="ltr"'), ("ur", "صحت", "کیا کہیں", 'lang="ur" dir="rtl"')],
)
def test_a_language_is_content_alone(tag: str, health: str, what: str, written: str, sound: Path) -> None:
    """Pages, search, files to carry, paper; the interface is English until it is translated."""
    speak(sound, tag, health, what)
    result = run("--site", sound, "--date", DAY, "--jobs", "1", "--lang", f"fr,{tag}", "--out", sound / "out")
    assert result.exit_code == 0, result.output
    page = (sound / f"out/{tag}/sante/numeros.html").read_text(encoding="utf-8")
    assert f"<html {written}>" in page
    assert what in page
    assert f'hreflang="{tag}"' in (sound / "out/fr/sante/numeros.html").read_text(encoding="utf-8")
    for path in (f"{tag}/search-index.js", f"offline/{tag}.html"):
        assert health in (sound / "out" / path).read_text(encoding="utf-8")
    assert (sound / f"out/print/sante-a5.{tag}.pdf").is_file()


def test_a_script_that_no_font_has_needs_a_font_and_its_token(sound: Path) -> None:
    """Each character that is missing is named; with a font in theme/fonts and its family in theme/tokens.yaml there is paper."""
    speak(sound, "he", "בריאות", "מה לומר")
    arguments = ("--site", sound, "--date", DAY, "--jobs", "1", "--lang", "he", "--out", sound / "out")
    refused = run(*arguments)
    assert refused.exit_code == 1
    assert "theme/fonts: error[glyph-missing]" in refused.output
    assert re.search(r"translations/he/sante\.po:\d+: error\[glyph-missing\]", refused.output)
    fonts = sound / "theme/fonts"
    fonts.mkdir(parents=True)
    for style in ("Regular", "Bold"):
        (fonts / f"TestHebrew-{style}.ttf").write_bytes(drawn_as_georgian(f"NotoSansGeorgian-{style}.ttf", range(0x5D0, 0x5EB)))
    tokens = (ROOT / "theme/tokens.yaml").read_text(encoding="utf-8")
    (sound / "theme/tokens.yaml").write_text(tokens.replace("font:\n", 'font:\n  Hebr: "Test Hebrew"\n'), encoding="utf-8")
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    assert (sound / "out/print/sante-a5.he.pdf").is_file()


def drawn_as_georgian(name: str, signs: Iterable[int]) -> bytes:
    """A font of the family Test Hebrew, for there is none at hand."""
    font = TTFont(ROOT / "theme/fonts" / name)
    for table in font["cmap"].tables:
        table.cmap.update(dict.fromkeys(signs, font.getBestCmap()[ord("ა")]))
    for record in font["name"].names:
        if record.nameID in (1, 16):
            record.string = "Test Hebrew"
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(("tag", "region"), [("fr", None), ("prs", "AF"), ("pt-BR", "BR"), ("zh-Hant", None), ("zh-Hant-TW", "TW")])
def test_paper_knows_regions_from_scripts(tag: str, region: str | None) -> None:
    assert PaperVisitor.language(None, language(tag))["region"] == region  # type: ignore[arg-type]
