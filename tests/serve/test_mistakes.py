"""A mistake is told where something of its file is shown, with its place and cure; every other page stays; mended, all is as before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from previews import asked, previewing
from waiting import LAST_RESORT

from livret.serve.draft import Failed
from livret.serve.preview import Preview

CHAPTER, CATALOG, LISTING = "content/booklets/01-sante/01-numeros.md", "translations/ar/sante.po", "content/services/health.yaml"
PAGES = [
    f"{tag}/{name}"
    for tag in ("fr", "ar")
    for name in (
        "index.html",
        "about.html",
        "sante/index.html",
        "sante/numeros.html",
        "sante/soins.html",
        "services/permanence.html",
    )
]


def replaced(path: str, old: str, new: str) -> Callable[[Path], None]:
    def breaks(site: Path) -> None:
        text = (site / path).read_text(encoding="utf-8")
        assert old in text
        (site / path).write_text(text.replace(old, new), encoding="utf-8")

    return breaks


def written(path: str, data: bytes) -> Callable[[Path], None]:
    def breaks(site: Path) -> None:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)

    return breaks


def pictured(site: Path) -> None:
    """A picture that came cut short, and the chapter that shows it."""
    (site / CHAPTER).with_name("vue.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    (site / CHAPTER).write_text((site / CHAPTER).read_text(encoding="utf-8") + "\n![Une vue](vue.png)\n", encoding="utf-8")


# What is broken, how, which pages say so, and where they say that it is.
BROKEN: dict[str, tuple[str, Callable[[Path], None], set[str], str]] = {
    "a fact in a chapter": (
        CHAPTER, replaced(CHAPTER, "{phone.samu}", "{phone.smau}"), {"fr/sante/numeros.html", "ar/sante/numeros.html"}, f"{CHAPTER}:8:12",
    ),
    "a chapter's head": (
        CHAPTER, replaced(CHAPTER, "summary:", "summary"), {"fr/sante/numeros.html", "ar/sante/numeros.html"}, CHAPTER,
    ),
    "a catalog": (
        CATALOG, replaced(CATALOG, 'msgid "Que dire"', "msgid Que dire"), {"ar/sante/index.html", "ar/sante/numeros.html", "ar/sante/soins.html"}, CATALOG,
    ),
    "a listing": (
        LISTING, replaced(LISTING, "Mo-Fr 08:30-12:30", "Mo-Fr 08:30-"), {"fr/services/permanence.html", "ar/services/permanence.html"}, f"{LISTING}:9:32",
    ),
    "a template": (
        "theme/web/about.html", written("theme/web/about.html", b'{% extends "base.html" %}\n{% block main %}\n{% if %}\n'), {"fr/about.html", "ar/about.html"}, "theme/web/about.html:3",
    ),
    "a name in a template": (
        "theme/web/about.html", written("theme/web/about.html", b'{% extends "base.html" %}\n{% block main %}\n{{ nobody }}{% endblock %}\n'), {"fr/about.html", "ar/about.html"}, "theme/web/about.html:3",
    ),
    "a stylesheet": ("theme/web/style.css", written("theme/web/style.css", b"body{}\n\xff"), set(PAGES), "theme/web/style.css:2:1"),
    "a picture": (CHAPTER, pictured, {"fr/sante/numeros.html", "ar/sante/numeros.html"}, f"{CHAPTER}:17:1"),
    "the configuration": ("content/site.yaml", replaced("content/site.yaml", "livret: 1", "livret 1"), set(PAGES), "content/site.yaml"),
}  # fmt: skip


def told(preview: Preview, path: str) -> str | None:
    """Where the mistakes are that a page tells; None where the page is shown."""
    found = preview.ask(path).exception(LAST_RESORT)
    if found is None:
        return None
    assert isinstance(found, Failed)
    assert not found.mistake
    return " ".join(str(problem.place) for problem in found.problems)


@pytest.mark.parametrize("name", BROKEN)
def test_a_mistake_is_told_where_its_file_is_shown(name: str, sound: Path) -> None:
    path, breaks, pages, place = BROKEN[name]
    before = (sound / path).read_bytes() if (sound / path).exists() else None
    with previewing(sound) as preview:
        whole = asked(preview, PAGES)
        breaks(sound)
        preview.due()
        found = {page: told(preview, page) for page in PAGES}
        assert {page for page in PAGES if found[page]} == pages
        assert all(place in (found[page] or "") for page in pages)

        written(path, before)(sound) if before is not None else (sound / path).unlink()
        preview.due()
        assert asked(preview, PAGES) == whole
