"""An incremental build equals a clean one, whatever was edited since; and says why it made what it made."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import plain
import pytest
from conftest import DAY, ROOT, run
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from PIL import Image

from livret import pipeline
from livret.options import Options
from livret.problems import Problem, Report

CONTENT = "content/booklets/01-sante"
Edit = Callable[[Path], None]


def replaces(path: str, old: str, new: str) -> Edit:
    """An edit that goes there and back: the second time it is undone. It does nothing to a file that was moved."""

    def edit(site: Path) -> None:
        if not (site / path).exists():
            return
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


HEAD = 'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
RELEASE = """documents:
  - {document: sante-a5, subject: sante/a5, language: ar, title: Santé, date: 2026-11-01, facts: {email.team: equipe@exemple.fr, phone.samu: "18"}, texts: []}
"""


def themed(path: str, old: str, new: str) -> Edit:
    """A file of Livret's own theme, changed in the site's."""

    def edit(site: Path) -> None:
        target = site / path
        if target.exists():
            target.unlink()
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text((ROOT / path).read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    return edit


def painted(colour: int) -> bytes:
    """A picture of one pixel."""
    data = BytesIO()
    Image.new("L", (1, 1), colour).save(data, "PNG")
    return data.getvalue()


def pictured(text: str) -> Edit:
    def edit(site: Path) -> None:
        picture, chapter = site / CONTENT / "plan.png", site / CONTENT / "02-soins.md"
        if not chapter.exists():
            return
        if not picture.exists():
            picture.write_bytes(painted(10))
        words = chapter.read_text(encoding="utf-8")
        chapter.write_text(words.replace(f"\n{text}\n", "") if text in words else f"{words}\n{text}\n", encoding="utf-8")

    return edit


def repainted(site: Path) -> None:
    picture = site / CONTENT / "plan.png"
    if picture.exists():
        picture.write_bytes(painted(200 if picture.read_bytes() == painted(10) else 10))


def moved(site: Path) -> None:
    """The same chapter at another place in its booklet."""
    one, other = site / CONTENT / "02-soins.md", site / CONTENT / "00-soins.md"
    there, target = (one, other) if one.exists() else (other, one)
    target.write_text(there.read_text(encoding="utf-8"), encoding="utf-8")
    there.unlink()


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
    "a stale text names a fact": replaces(
        "translations/ar/sante.po",
        'msgid "Que dire"',
        '#, fuzzy\n#| msgid "Écrire à {email.team}, avant le {date.start}, ou appeler ?"\nmsgid "Que dire"',
    ),
    "its translation names them": replaces(
        "translations/ar/sante.po", 'msgstr "ماذا تقول"', 'msgstr "اكتب إلى {email.team} قبل {date.start} أو اتصل"'
    ),
    "a fact comes or goes": replaces("content/facts.yaml", "email:\n  team: {address: equipe@exemple.fr, example: true}\n", ""),
    "a date goes": replaces("content/facts.yaml", "date:\n  start: {value: 2027-09-01, example: true}\n", ""),
    "the day of a catalog": replaces(
        "translations/ar/sante.po", '"Language: ar\\n"', '"Language: ar\\n"\n"PO-Revision-Date: 2026-10-01 10:00+0000\\n"'
    ),
    "who translated": replaces(
        "translations/ar/sante.po", '"Language: ar\\n"', '"Language: ar\\n"\n"X-Livret-Provenance: machine\\n"'
    ),
    "a remark in a catalog": replaces("translations/ar/sante.po", 'msgid "Santé"', '# bien\nmsgid "Santé"'),
    "a template of one's own": toggles(
        "theme/web/about.html", '{% extends "base.html" %}\n{% block main %}<h1>{{ page.title }}</h1>{% endblock %}\n'
    ),
    "a template of the theme": themed("theme/web/text.html", "{% block main %}", "{% block main %}<p>{{ say('Privacy') }}</p>"),
    "an icon": themed("theme/web/icons/health.svg", "<path", "<path data-x='1'"),
    "a token": themed("theme/tokens.yaml", "ink:", "ink: "),
    "rules of the search": toggles("theme/search/fr.yaml", "stop: le la les\n"),
    "a picture comes or goes": pictured("![Un plan](plan.png)"),
    "a picture changes": repainted,
    "a release comes or goes": toggles("content/releases/2026-12.yaml", RELEASE),
    "an interface message": toggles("translations/ar/interface.po", HEAD + 'msgid "Search"\nmsgstr "ابحث هنا"\n'),
    "what a term is called": replaces("translations/terms.yaml", "{ar: إيصال}", "{ar: وصل}"),
    "a term in a text": replaces(f"{CONTENT}/02-soins.md", "Une note.[^a]", "Une note sur le {term.recepisse}.[^a]"),
    "a footnote more": replaces(f"{CONTENT}/02-soins.md", "[^a]: La note", "[^b]: Encore.\n\n[^a]: La note"),
    "the order of languages": replaces("content/site.yaml", "languages: [fr, ar]", "languages: [ar, fr]"),
    "a language more": replaces("content/site.yaml", "languages: [fr, ar]", "languages: [fr, ar, ti]"),
    "a threshold": replaces("content/site.yaml", "timezone:", "publish: {ar: complete}\ntimezone:"),
    "a booklet's words": replaces(f"{CONTENT}/booklet.yaml", "title: Santé", "title: Bien-être"),
    "a chapter moves": moved,
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


Built = tuple[dict[str, bytes], list[Problem]]
SHARES = 4


def whole(site: Path, *, pdf: bool = False) -> Built:
    """The files of the site as it is, and the problems of the build; those that were published before where there are errors."""
    report = Report()
    pipeline.build(Options(site, site / "out", date=datetime.date.fromisoformat(DAY), jobs=1, pdf=pdf), report)
    return plain.tree(site / "out") if (site / "out").exists() else {}, list(report)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sound site, built once: what every sequence of edits begins with, in the same folder, for that is how its store knows its output."""
    site = tmp_path_factory.mktemp("first") / "site"
    whole(plain.site(site, "sound"))
    return Path(shutil.copytree(site, site.with_name("first")))


def compare(first: Path, rounds: list[list[str]], *, pdf: bool = False) -> None:
    """After each round of edits, what is built upon the last build is what is built from nothing."""
    site, clean = first.with_name("site"), first.with_name("clean")
    shutil.rmtree(site)
    shutil.copytree(first, site)
    if pdf:
        whole(site, pdf=True)
    for names in rounds:
        for name in names:
            EDITS[name](site)
        shutil.rmtree(clean, ignore_errors=True)
        shutil.copytree(site, clean, ignore=shutil.ignore_patterns(".livret", "out", ".out*"))
        (files, problems), (expected, its) = whole(site, pdf=pdf), whole(clean, pdf=pdf)
        assert problems == its, names
        assert not expected or files == expected, names


ROUNDS = st.lists(st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=3, unique=True), min_size=1, max_size=4)


@pytest.mark.parametrize("share", range(SHARES))
def test_incremental_equals_clean(share: int, first: Path, request: pytest.FixtureRequest) -> None:
    """The long run, bench/trust.py, asks for a thousand, and has other seeds in each of its processes."""
    count = request.config.getoption("--sequences") // SHARES

    @seed(request.config.getoption("--first-seed") + share)
    @given(ROUNDS)
    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def holds(rounds: list[list[str]]) -> None:
        compare(first, rounds)

    holds()


@given(rounds=ROUNDS)
@settings(max_examples=3, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_incremental_equals_clean_on_paper(first: Path, rounds: list[list[str]]) -> None:
    """The first build of paper is upon one without."""
    compare(first, rounds, pdf=True)


# What shows only when another edit was made before it.
AFTER: dict[str, tuple[str, ...]] = {
    "a picture changes": ("a picture comes or goes",),
    "its translation names them": ("a stale text names a fact",),
    "the day of a catalog": ("a stale text names a fact", "its translation names them"),
}
UNSEEN = {"a remark in a catalog", "a token", "a chapter moves"}  # what must change nothing but perhaps an order


@pytest.mark.parametrize("name", sorted(EDITS.keys() - UNSEEN))
def test_each_edit_is_seen(name: str, sound: Path) -> None:
    """Each edit changes the output, or what is said of it: the property above would hold for edits that do nothing."""
    for earlier in AFTER.get(name, ()):
        EDITS[earlier](sound)
    before = whole(sound)
    EDITS[name](sound)
    assert whole(sound) != before


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


LEAFLET = """formats: [a5, trifold]
takes:
  trifold: [[01-numeros.md#que-dire], [phone.samu]]
"""


def test_a_sentence_makes_anew_what_shows_it(tmp_path: Path) -> None:
    """Neither what has other words of its chapter, nor what lists its chapter."""
    site = plain.site(tmp_path / "site", "sound", "room", "voice")
    with (site / f"{CONTENT}/booklet.yaml").open("a", encoding="utf-8") as file:
        file.write(LEAFLET)
    other = site / "content/booklets/02-autre"
    other.mkdir()
    (other / "booklet.yaml").write_text("title: Autre\nsummary: Autre.\npictogram: health\nauthors: [selam]\n", encoding="utf-8")
    (other / "01-page.md").write_text(
        "# Une page\n\nVoir [les numéros](../01-sante/01-numeros.md).\n\n{sentence.help}\n", encoding="utf-8"
    )
    build(site, site / "public")
    replaces(f"{CONTENT}/01-numeros.md", "Voir [les soins]", "Lire [les soins]")(site)
    told = run("--site", site, "--date", DAY, "--why").output
    made = {line.partition(":")[0] for line in told.splitlines() if "fr" in line}
    assert made >= {"fr/sante/numeros.html", "offline/sante.fr.html", "print/sante-a5.fr.pdf", "fr/search-texts.js"}
    others = {"fr/tell.html", "fr/sentences.html", "offline/autre.fr.html", "print/sante-trifold.fr.pdf"}
    assert not made & others
    assert all((site / "public" / path).is_file() for path in others)


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
