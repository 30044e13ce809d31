"""What is published for phones and for law: packs, manifests, security.txt, the privacy page and the accessibility statement."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import BOOKLETS, DAY, ROOT, run
from html_of import fragment

from livret import limits
from livret.web import sheaf

TAGS = ("fr", "en", "ar", "prs", "ps", "ti", "uk", "ru", "sq", "ka", "pt", "es")


def build(site: Path, *arguments: str) -> Path:
    result = run("--site", site, "--no-pdf", "--out", site / "out", *(arguments or ("--date", DAY)))
    assert result.exit_code == 0, result.output
    return site / "out"


def load(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


# --- packs -------------------------------------------------------------------------------------------


def test_a_pack_says_what_is_published(shipped: Path) -> None:
    packs = sorted((shipped / "packs").glob("*.json"))
    assert {path.name for path in packs} == {
        f"{name}{tag}.json" for tag in TAGS for name in ("", *(f"{slug}." for slug in BOOKLETS))
    }
    for path in packs:
        for name, digest, size, *_ in (*load(path)["files"], *load(path)["fonts"]):
            data = (shipped / name).read_bytes()
            assert (digest, size) == (hashlib.sha256(data).hexdigest(), len(data)), (path.name, name)


@pytest.mark.parametrize("tag", ["fr", "ar", "ti"])
def test_a_language_s_pack_has_its_pages_and_what_they_load(tag: str, shipped: Path) -> None:
    files = {path for path, *_ in load(shipped / f"packs/{tag}.json")["files"]}
    pages = {str(path.relative_to(shipped)) for path in (shipped / tag).rglob("*.html")} - {
        f"{tag}/404.html",
        f"{tag}/offline.html",
    }  # a server's own, and one of files that are taken away
    assert pages | {"index.html", f"{tag}/manifest.webmanifest"} <= files
    loaded = {
        link
        for page in pages
        for link in re.findall(r'(?:src|href)="(?:\.\./)+((?:assets|media)/[^"]+)"', (shipped / page).read_text(encoding="utf-8"))
    }
    assert loaded <= files
    assert not any(path.endswith(".woff2") for path in files)
    fonts = {path.rpartition("/")[2].partition(".")[0] for path, *_ in load(shipped / f"packs/{tag}.json")["fonts"]}
    script = {"ar": "Arab", "ti": "Ethi"}.get(tag)
    assert fonts == ({script, f"{script}-bold"} if script else set()), "those of its script, in two weights"
    assert not any(path.startswith(other + "/") for path in files for other in TAGS if other != tag)


@pytest.mark.parametrize("ident", ["fr", "ar", "urgences.ti"])
def test_a_sheaf_holds_the_texts_of_the_pack_s_files(ident: str, shipped: Path) -> None:
    pack = load(shipped / f"packs/{ident}.json")
    held = {file[0]: file[3] for file in pack["files"] if len(file) == 4}
    for number, (name, count) in enumerate(pack["sheaves"]):
        texts = sheaf.read((shipped / name).read_bytes())
        assert len(texts) == count <= 24
        assert {path for path, inside in held.items() if inside == number} <= set(texts)
        for path, text in texts.items():
            assert text.encode() == (shipped / path).read_bytes(), path
    assert held


LANGUAGE = limits.SAVED_SENT  # the one bound of a language's sum


def test_a_language_with_all_its_pages_weighs_little(shipped: Path) -> None:
    for tag in TAGS:
        pack = load(shipped / f"packs/{tag}.json")
        asked = [name for name, _ in pack["sheaves"]] + [file[0] for file in pack["files"] if len(file) == 3]
        sent = sum(len(gzip.compress((shipped / path).read_bytes())) for path in asked)
        assert sent <= LANGUAGE, tag
        told = sum(len(gzip.compress((shipped / path).read_bytes(), 6)) for path in asked)
        assert abs(told - pack["weight"]) <= 1_000, "as most servers compress"
        pictures = [path for path in asked if path.startswith("media/")]
        assert len(pictures) <= 12, "of six chapters; Arabic has them turned round, too, for the text beside another"
        assert len(asked) - len(pictures) <= limits.SAVED_REQUESTS, (
            "sheaves, and scripts and styles, each alone: what another page has loaded is not sent again"
        )


def test_the_version_changes_with_the_bytes_and_not_with_the_day(sound: Path) -> None:
    first = load(build(sound) / "packs/ar.json")
    later = load(
        build(sound, "--date", "2026-11-27") / "packs/ar.json"
    )  # of the same week: pages with opening hours hold those of the clock
    assert later["version"] == first["version"]
    assert (first["date"], later["date"], later["said"]) == (DAY, "2026-11-27", "27 نوفمبر 2026")
    append(sound / "content/booklets/01-sante/02-soins.md", "\nEncore.\n")
    booklet = load(sound / "out/packs/sante.fr.json")
    out = build(sound)
    assert load(out / "packs/ar.json")["version"] != first["version"]
    assert load(out / "packs/sante.fr.json")["version"] != booklet["version"]


def test_a_page_that_changes_makes_its_packs_anew_and_no_other(sound: Path) -> None:
    build(sound)
    catalog = sound / "translations/ar/sante.po"
    catalog.write_text(catalog.read_text(encoding="utf-8").replace("ماذا تقول", "ما الذي تقوله"), encoding="utf-8")
    result = run("--site", sound, "--no-pdf", "--out", sound / "out", "--date", DAY, "--why")
    reasons = [line for line in result.output.splitlines() if line.startswith("packs/")]
    assert sorted(reasons) == [
        "packs/ar.json: a file at ar/ changed",
        "packs/ar/index.0.json: the file ar/search-index.js changed",
        "packs/ar/sante.0.json: the file ar/sante/numeros.fr.html changed",
        "packs/sante.ar.json: a file at ar/sante/ changed",
    ]


def test_the_kill_switch_publishes_no_pack_and_another_worker(sound: Path) -> None:
    build(sound)
    append(sound / "content/site.yaml", "offline: false\n")
    out = build(sound)
    assert not (out / "packs").exists()
    assert not (out / "fr/saved.html").exists()
    assert "unregister" in (out / "sw.js").read_text(encoding="utf-8")
    assert not [path for path in out.rglob("*.html") if "saved.html" in path.read_text(encoding="utf-8")]


# --- manifests ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", TAGS)
def test_a_manifest_is_of_its_language_and_says_nothing_of_its_reader(tag: str, shipped: Path) -> None:
    path = shipped / tag / "manifest.webmanifest"
    manifest = load(path)
    page = (shipped / tag / "index.html").read_text(encoding="utf-8")
    assert f'<html lang="{manifest["lang"]}" dir="{manifest["dir"]}">' in page
    assert manifest["id"] == f"/{tag}/"
    assert not re.search(r"livret|asile|asylum|refug|grenoble", manifest["name"] + manifest["short_name"], re.IGNORECASE)
    targets = [
        manifest["start_url"],
        *(icon["src"] for icon in manifest["icons"]),
        *(shortcut["url"] for shortcut in manifest["shortcuts"]),
    ]
    for target in targets:
        assert (path.parent / target.partition("#")[0]).resolve().is_file(), target
    assert [shortcut["url"] for shortcut in manifest["shortcuts"]] == ["index.html#emergency", "services/index.html"]
    assert {icon["sizes"] for icon in manifest["icons"]} >= {"192x192", "512x512"}


# --- law and safety ----------------------------------------------------------------------------------


def test_security_txt_is_the_publisher_s_and_not_a_year_old(shipped: Path, sound: Path) -> None:
    text = (shipped / ".well-known/security.txt").read_text(encoding="utf-8")
    assert text == (
        "Contact: mailto:contact@livret.example\nExpires: 2027-11-23T00:00:00Z\nPreferred-Languages: fr, en\n"
        "Canonical: https://livret.example/.well-known/security.txt\n"
    )
    assert not (build(sound) / ".well-known").exists(), "nobody to write to"


def test_the_privacy_page_says_how_long_the_host_keeps_its_log(sound: Path) -> None:
    page = fragment(build(sound) / "fr/privacy.html", "main")
    assert "Nous ne savons pas pendant combien de temps." in page
    assert "Hôte" in page
    site = sound / "content/site.yaml"
    site.write_text(
        site.read_text(encoding="utf-8").replace("address: 2 rue de l'Exemple}", "address: 2 rue de l'Exemple, logs_days: 14}"),
        encoding="utf-8",
    )
    page = fragment(build(sound) / "fr/privacy.html", "main")
    assert "Il est effacé après 14 jours." in page
    assert "Nous ne savons pas" not in page
    assert "Rien." in page, "and what site.yaml adds"


def test_what_the_privacy_page_says_of_the_phone_is_all_that_the_scripts_do(shipped: Path) -> None:
    """One entry of localStorage, caches and a worker, both on request; no other storage, no way to send anything."""
    scripts = "".join(path.read_text(encoding="utf-8") for path in shipped.rglob("*.js"))
    for other in (
        "sessionStorage",
        "indexedDB",
        "document.cookie",
        "sendBeacon",
        "XMLHttpRequest",
        "WebSocket",
        "EventSource",
        "RTCPeer",
    ):
        assert other not in scripts
    assert scripts.count("localStorage.setItem") == 1
    assert not re.search(r"method\s*:\s*[\"']POST", scripts)


@pytest.mark.parametrize(
    ("audit", "said"),
    [
        ("", "Aucun audit n’a encore été fait"),
        ("audit: {auditor: Essai, made_on: 2026-10-01, score: 100}\n", "Totalement conforme."),
        ("audit: {auditor: Essai, made_on: 2026-10-01, score: 99}\n", "Partiellement conforme."),
        ("audit: {auditor: Essai, made_on: 2026-10-01, score: 49}\n", "Non conforme.</strong>\n49 % des critères"),
    ],
)
def test_the_accessibility_statement_is_never_better_than_its_audit(audit: str, said: str, sound: Path) -> None:
    append(sound / "content/site.yaml", audit)
    page = unescape(fragment(build(sound) / "fr/accessibility.html", "main"))
    assert said in page
    assert "Défenseur des droits" in page
    assert ("Non conforme." in page) == ("100" not in audit and "99" not in audit)


# --- colours -----------------------------------------------------------------------------------------

TOKENS: dict[str, Any] = yaml.safe_load((ROOT / "theme/tokens.yaml").read_text(encoding="utf-8"))
PAIRS = [
    *((text, ground, 4.5) for text in ("ink", "soft", "accent", "danger") for ground in ("paper", "ground")),
    *((text, f"{text}wash", 4.5) for text in ("danger", "free", "deadline", "documents")),
    *(("ink", wash, 4.5) for wash in ("wash", "dangerwash", "freewash", "deadlinewash", "documentswash")),
    ("accent", "wash", 4.5),
    ("onaccent", "accent", 4.5),
]  # fmt: skip


def luminance(colour: str) -> float:
    """WCAG 2.2's relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", ["day", "dark", "strong"])
def test_every_pair_of_colours_has_the_contrast_of_wcag(palette: str) -> None:
    own = TOKENS.get(palette, {})
    colours = {**TOKENS["colour"], **own.get("colour", {})}
    for text, ground, least in PAIRS:
        assert contrast(colours[text], colours[ground]) >= (7 if palette == "strong" else least), (text, ground)
    for name, colour in {**TOKENS["category"], **own.get("category", {})}.items():
        assert contrast(colour, colours["paper"]) >= 4.5, name
    assert contrast("#ffffff", colours["alarm"]) >= 4.5


def test_the_night_has_every_colour_but_the_alarm() -> None:
    assert set(TOKENS["dark"]["colour"]) == set(TOKENS["colour"]) - {"alarm", "shortcut"}
    assert set(TOKENS["dark"]["category"]) == set(TOKENS["category"])
