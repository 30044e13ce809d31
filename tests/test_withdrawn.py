"""What nobody outside is to know is in no byte of what is built, printed and reported: the name of whoever withdrew a consent, with one edit and the same
commands; what waits, what is for professionals, where protected places are; who builds, where, with what."""

from __future__ import annotations

import base64
import gzip
import platform
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import plain
import pytest
from conftest import DAY, ROOT, run
from opened import holders, told

CANARY = "Zwilfimarduk"  # a name that nobody has
MEMBERS = f"""members:
  - id: selam
    name: {CANARY} Ortwell
    credit: {CANARY}
    consents: [{{scope: site, on: 2026-11-01}}, {{scope: paper, on: 2026-11-01}}, {{scope: photograph, on: 2026-11-01}}]
"""
WITHDRAWN = MEMBERS.replace("on: 2026-11-01}", "on: 2026-11-01, withdrawn: 2026-11-20}")


COMMANDS = (
    ("build",),
    ("print", "press", "sante", "--format", "a5", "--lang", "fr,ar", "--override", "Essai: pour les tests"),
    ("print", "impose", "sante", "--format", "a5", "--lang", "fr", "--override", "Essai: pour les tests"),
    ("status", "--html"),
    ("news", "--since", "2026-09-01", "--lang", "fr,ar"),
    ("proof", "--lang", "ar"),
    ("review", "sante/numeros", "--lang", "fr"),
    ("consent", "--lang", "fr"),
    ("funder", "--from", "2026-01-01", "--until", "2026-12-31"),
    ("extract",),
    ("update",),
)
UNDATED = ("extract", "update")


# Whoever builds: names of theirs, where they are, and what they build with.
FOLDER, USER, HOST, AUTHOR, MAIL = "Korbinzafel", "ulmquistbert", "vexorandrum", "Jasprimundel", "quorvinax@exemple.fr"
MACHINE = (FOLDER, USER, HOST, AUTHOR, MAIL, "Kiritimati", str(ROOT), sys.prefix, "site-packages", tempfile.gettempdir() + "/")
VERSION = re.compile(
    rb"\b(?:python|typst|pikepdf|fonttools|pillow|pyav|lavf|lavc|libwebp|zopfli|linux|debian|glibc)[ /-]?v?\d+\.\d+", re.IGNORECASE
)
LOCAL_TIME = re.compile(rb"D:\d{14}\+14|\d\d:\d\d\+14:?00")
# What is written, and not for everybody.
HELD = {
    "Drafzumbel": ("content/booklets/01-sante/03-brouillon.md", "draft: true"),
    "Laterwyxom": ("content/booklets/01-sante/04-plus-tard.md", "publish_on: 2026-12-24"),
    "Gonquilbar": ("content/booklets/01-sante/05-fini.md", "withdraw_on: 2026-11-23"),
}
LISTINGS = """
  - id: pour_pros
    name: Prolixenburg
    gloss: Pour Prolixenburg
    example: true
    visibility: professionals
    phones: [{number: "+33465710019"}]
    verified_on: 2026-11-20
  - id: a_venir
    name: Venirombax
    gloss: Un Venirombax
    example: true
    draft: true
    phones: [{number: "+33465710018"}]
    verified_on: 2026-11-20
  - id: abri
    name: Abri
    gloss: Un lieu sûr
    example: true
    address_visibility: hidden
    address: {street: 9 rue du Cachottrix, postal_code: "38999", city: Cachottville}
    transport: Arrêt Cachottrix
    phones: [{number: "+33465710016"}]
    verified_on: 2026-11-20
"""
UNSEEN = (*HELD, "Prolixenburg", "Venirombax", "Cachott", "65710019", "65 71 00 19", "65710018", "65 71 00 18", "38999")


@pytest.fixture(scope="module")
def somewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of somebody, on a machine of theirs, in a time zone of few."""
    folder = tmp_path_factory.mktemp("withdrawn") / f"{FOLDER} de {USER}"
    (folder / "tmp").mkdir(parents=True)
    names = (
        "USER",
        "LOGNAME",
        "USERNAME",
        "GIT_AUTHOR_NAME",
        "GIT_COMMITTER_NAME",
        "EMAIL",
        "GIT_AUTHOR_EMAIL",
        "GIT_COMMITTER_EMAIL",
    )
    with pytest.MonkeyPatch.context() as here:
        for name, value in zip(names, (*[USER] * 3, *[AUTHOR] * 2, *[MAIL] * 3), strict=True):
            here.setenv(name, value)
        for name, value in {"HOSTNAME": HOST, "TZ": "Pacific/Kiritimati", "TMPDIR": str(folder / "tmp")}.items():
            here.setenv(name, value)
        for module, name in ((platform, "node"), (socket, "gethostname")):
            here.setattr(module, name, lambda: HOST)
        here.setattr(tempfile, "tempdir", str(folder / "tmp"))
        time.tzset()
        yield folder
    time.tzset()


@pytest.fixture(scope="module")
def site(somewhere: Path) -> Path:
    """A site whose team has done all that it does, with the consent of a member."""
    site = plain.site(somewhere / "site", "sound", "room", "voice")
    private = site / ".livret-private"
    (private / "meetings").mkdir(parents=True)
    (private / "members.yaml").write_text(MEMBERS, encoding="utf-8")
    (private / "meetings/2026-11-13.md").write_text(f"# {CANARY} Ortwell\n\nEntre nous.\n", encoding="utf-8")
    for word, (path, head) in HELD.items():
        (site / path).write_text(f"---\n{head}\n---\n# {word}\n\nIci, {word}.\n", encoding="utf-8")
    with (site / "content/services/health.yaml").open("a", encoding="utf-8") as listings:
        listings.write(LISTINGS.lstrip("\n"))
    for command in (["init", "--quiet"], ["add", "content", "translations"], ["commit", "--quiet", "--message", "Tout"]):
        subprocess.run(["git", *command], cwd=site, check=True)
    work(site)
    return site


def work(site: Path) -> None:
    for name, *rest in COMMANDS:
        dated = () if name in UNDATED else ("--date", DAY)
        result = run(name, *rest, "--site", site, *dated)
        assert result.exit_code == 0, (name, result.output)


def test_with_consent_the_name_is_there_and_found_wherever_it_lies(site: Path) -> None:
    """The search sees what it has to see: on pages, in archives, in books, in the words of PDFs, in what is kept."""
    found = holders(site, [CANARY], but=".livret-private")
    for part in (
        "/public/fr/sante/numeros.html",
        "/public/offline/fr.zip!fr/sante/numeros.html",
        "/public/offline/sante.fr.epub!",
        "/public/print/sante-a5.fr.pdf!",
        "/press/sante-a5.fr.pdf!",
        "/press/imposed/",
        "/.livret/",
    ):
        assert any(part in name for name in found), part
    assert not holders(site, ["Ortwell", "Entre nous"], but=".livret-private"), "the name itself is for the team"


def test_nothing_is_said_of_who_builds_and_of_what_waits(site: Path) -> None:
    assert_silent(site)


def assert_silent(site: Path) -> None:
    """What is published and printed knows nothing of what waits; nothing that leaves the folder, reports too, knows of the machine."""
    found = [
        f"{name}: {word}"
        for part in ("public", "press", "report", "translations")
        for name, data in told(site / part)
        for word in sorted({*_said(data, MACHINE), *_versions(data), *(_said(data, UNSEEN) if part in ("public", "press") else ())})
    ]
    assert found == []


def _said(data: bytes, words: tuple[str, ...]) -> Iterator[str]:
    return (word for word in words if any(word.encode(each) in data for each in ("utf-8", "utf-16-be", "utf-16-le")))


def _versions(data: bytes) -> Iterator[str]:
    return (found[0].decode("ascii", "replace") for rule in (VERSION, LOCAL_TIME) for found in rule.finditer(data))


def test_without_it_no_byte_has_it(site: Path) -> None:
    """In public/, press/ and report/, in catalogs and in what is kept for the next build: one edit, and the same commands."""
    (site / ".livret-private/members.yaml").write_text(WITHDRAWN, encoding="utf-8")
    work(site)
    assert_silent(site)
    parts = {name.removeprefix(f"{site}/").partition("/")[0] for name, _ in told(site)}
    assert {"public", "press", "report", "translations", ".livret"} <= parts
    assert holders(site, [CANARY, "Ortwell", "Entre nous"], but=".livret-private") == []


def test_the_search_sees_into_whatever_is_packed(tmp_path: Path, published: Path) -> None:
    """A file in an archive in a file that was compressed, what another file carries, the comment of a ZIP, the name of a font, the head of a PDF."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("deep.gz", gzip.compress(CANARY.encode()))
        archive.writestr("b.txt", "b")
        archive.comment = b"c"
        archive.getinfo("b.txt").comment = FOLDER.encode()
    (tmp_path / "a.html").write_bytes(b"<img src=data:image/svg+xml;base64," + base64.b64encode(HOST.encode()) + b">")
    shutil.copy(next((published / "public/assets").glob("Arab.*.woff2")), tmp_path)
    shutil.copy(next((published / "public/print").glob("*.pdf")), tmp_path)
    found = {word: [Path(name).name for name in holders(tmp_path, [word])] for word in (CANARY, FOLDER, HOST, "Vazirmatn", "Typst")}
    assert {word: len(names) > 0 for word, names in found.items()} == dict.fromkeys(found, True)
