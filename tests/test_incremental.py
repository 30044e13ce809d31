"""An incremental build equals a clean one, whatever was edited since; and says why it made what it made."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import plain
import pytest
from conftest import DAY, run
from hypothesis import given, settings
from hypothesis import strategies as st

CONTENT = "content/booklets/01-sante"
Edit = Callable[[Path], None]


def replaces(path: str, old: str, new: str) -> Edit:
    """An edit that goes there and back: the second time it is undone."""

    def edit(site: Path) -> None:
        text = (site / path).read_text(encoding="utf-8")
        text = text.replace(new, old, 1) if new in text else text.replace(old, new, 1)
        (site / path).write_text(text, encoding="utf-8")

    return edit


def toggles(path: str, text: str) -> Edit:
    def edit(site: Path) -> None:
        target = site / path
        if target.exists():
            target.unlink()
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")

    return edit


EDITS: dict[str, Edit] = {
    "a phone": replaces("content/facts.yaml", '"15"', '"112"'),
    "a label": replaces("content/facts.yaml", "label: Urgence", "label: Au secours"),
    "a paragraph": replaces(f"{CONTENT}/01-numeros.md", "Voir [les soins]", "Lire [les soins]"),
    "a title": replaces(f"{CONTENT}/02-soins.md", "# Les soins", "# Tous les soins"),
    "a price": replaces("content/facts.yaml", '"6.80"', '"7.10"'),
    "a sentence": replaces("content/facts.yaml", "besoin d'aide", "besoin d'un médecin"),
    "a summary": replaces(f"{CONTENT}/01-numeros.md", "summary: Qui appeler.", "summary: Qui peut aider."),
    "the site's name": replaces("content/site.yaml", "Livret d'essai", "Petit livret"),
    "the mode's banner": replaces("content/site.yaml", "tagline: Pour essayer.", "tagline: Pour voir."),
    "hours": replaces("content/services/health.yaml", "08:30-12:30", "09:00-11:00"),
    "a service's name": replaces("content/services/health.yaml", "name: Permanence", "name: Accueil"),
    "a translation": replaces("translations/ar/sante.po", "ماذا تقول", "ما الذي تقوله"),
    "a damaged translation": replaces("translations/ar/sante.po", "{phone.samu} أو", "أو"),
    "a fuzzy translation": replaces("translations/ar/sante.po", 'msgid "Que dire"', '#, fuzzy\nmsgid "Que dire"'),
    "an author": replaces("content/agora/authors.yaml", "name: Selam", "name: S."),
    "a chapter comes or goes": toggles(f"{CONTENT}/03-autre.md", "# Autre\n\nAppelez le {phone.long}.\n"),
    "a native page comes or goes": toggles(
        f"{CONTENT}/02-soins.ar.md", "---\nsource: aaaaaaaa\n---\n# العلاج\n\n## الطبيب\n\n{phone.long}\n"
    ),
    "an easy page comes or goes": toggles(f"{CONTENT}/01-numeros.easy.md", "# Appeler\n\nAppelez le {phone.samu}.\n"),
    "a catalog comes or goes": toggles(
        "translations/ar/site.po", 'msgid ""\nmsgstr ""\n"Language: ar\\n"\n\nmsgctxt "label"\nmsgid "Urgence"\nmsgstr "طوارئ"\n'
    ),
    "a style of one's own": toggles("theme/web/print.css", "body { color: black }\n"),
    "a service comes or goes": toggles(
        "content/services/more.yaml",
        "category: health\nservices:\n  - {id: autre, name: Autre, gloss: Encore, example: true, website: https://exemple.fr, verified_on: 2026-11-20}\n",
    ),
}


def build(site: Path, out: Path) -> dict[str, bytes]:
    result = run("--site", site, "--out", out, "--date", DAY, "--jobs", "1")
    assert result.exit_code == 0, result.output
    return plain.tree(out)


@given(st.lists(st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=3, unique=True), min_size=1, max_size=4))
@settings(max_examples=15)
def test_incremental_equals_clean(rounds: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = plain.site(Path(folder) / "site", "sound")
        build(site, site / "public")
        for names in rounds:
            for name in names:
                EDITS[name](site)
            incremental = build(site, site / "public")
            clean = Path(folder) / "clean"
            shutil.rmtree(clean, ignore_errors=True)
            shutil.copytree(site, clean, ignore=shutil.ignore_patterns(".livret", "public", ".public*"))
            assert incremental == build(clean, clean / "public"), names


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """The sound site, for one edit after the other, and its output before them all."""
    site = plain.site(tmp_path_factory.mktemp("edited"), "sound")
    return site, build(site, site / "public")


@pytest.mark.parametrize("name", EDITS)
def test_each_edit_is_seen(name: str, edited: tuple[Path, dict[str, bytes]]) -> None:
    """Each edit changes the output: the property above would hold for edits that do nothing."""
    site, before = edited
    EDITS[name](site)
    try:
        assert build(site, site / "public") != before
    finally:
        EDITS[name](site)


SOINS = "content/booklets/01-sante/01-soins"
# On the site that has native pages and easy ones, one after the other.
BESIDE: dict[str, tuple[Edit, str, str]] = {
    "the original of a native page": (
        replaces(f"{SOINS}.md", "Il est gratuit.", "Il n'est pas gratuit."),
        "ar/sante/soins.html",
        "ar/huquq/lujuu.html",
    ),
    "a comma of it": (
        replaces(f"{SOINS}.md", "Il n'est pas gratuit.", "Il n'est pas gratuit !"),
        "fr/sante/soins.html",
        "ar/sante/soins.html",
    ),
    "a native page": (replaces(f"{SOINS}.ar.md", "الطبيب مجاني", "الطبيب بمال"), "ar/sante/soins.html", "fr/sante/soins.html"),
    "its title": (replaces(f"{SOINS}.ar.md", "# العلاج", "# التداوي"), "ar/sante/suite.html", "fr/sante/suite.html"),
    "an easy page": (
        replaces(f"{SOINS}.easy.md", "## Appeler", "## Téléphoner"),
        "ti/sante/soins.easy.html",
        "ti/sante/soins.html",
    ),
    "its native page": (
        replaces(f"{SOINS}.easy.ar.md", "# العلاج ببساطة", "# ببساطة"),
        "ar/sante/soins.easy.html",
        "ti/sante/soins.easy.html",
    ),
    "a native page goes": (lambda site: (site / f"{SOINS}.ar.md").unlink(), "ar/sante/index.html", "ti/huquq/lujuu.html"),
}


def test_incremental_equals_clean_beside_chapters(arabic: Path, tmp_path: Path) -> None:
    (arabic / "content/booklets/01-sante/02-suite.md").write_text(
        "# La suite\n\nLisez [le texte simple](01-soins.easy.md).\n", encoding="utf-8"
    )
    build(arabic, arabic / "public")
    for name, (edit, made, kept) in BESIDE.items():
        edit(arabic)
        why = run("--site", arabic, "--date", DAY, "--jobs", "1", "--why").output
        assert f"{made}: " in why, name
        assert f"{kept}: " not in why, name
        shutil.copytree(arabic, tmp_path / name, ignore=shutil.ignore_patterns(".livret", "public", ".public*"))
        assert plain.tree(arabic / "public") == build(tmp_path / name, tmp_path / name / "public"), name


def test_nothing_changed_nothing_made(sound: Path) -> None:
    build(sound, sound / "public")
    assert ", 0 made anew," in run("--site", sound, "--date", DAY, "--why").output


@pytest.mark.parametrize(
    ("name", "sentence", "made", "kept"),
    [
        ("a phone", "the fact phone.samu changed", "ar/index.html", "sitemap.xml"),
        ("a translation", "the text or translation of « Que dire » changed", "ar/sante/numeros.html", "fr/sante/numeros.html"),
        ("hours", "the service permanence changed", "fr/services/permanence.html", "fr/sante/numeros.html"),
        ("the site's name", "content/site.yaml changed", "fr/index.html", None),
        ("a native page comes or goes", "the chapter sante/soins changed", "ar/sante/soins.html", "fr/services/index.html"),
        (
            "a native page comes or goes",
            "the languages that the chapter sante/soins is translated into changed",
            "fr/sante/soins.html",
            None,
        ),
        ("an easy page comes or goes", "it is new", "ar/sante/numeros.easy.html", "fr/services/index.html"),
        ("an easy page comes or goes", "a booklet, or a chapter's title or head, changed", "fr/sante/index.html", None),
    ],
)
def test_why(name: str, sentence: str, made: str, kept: str | None, sound: Path) -> None:
    build(sound, sound / "public")
    EDITS[name](sound)
    output = run("--site", sound, "--date", DAY, "--why").output
    assert f"{made}: {sentence}" in output
    assert kept is None or f"{kept}:" not in output


def test_a_page_changed_by_hand_is_mended(sound: Path) -> None:
    before = build(sound, sound / "public")
    (sound / "public/fr/index.html").write_text("hacked", encoding="utf-8")
    assert "it was changed by hand in the output" in run("--site", sound, "--date", DAY, "--why").output
    assert plain.tree(sound / "public") == before
