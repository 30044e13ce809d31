"""Other people's tools on what Livret writes: gettext and translate-toolkit read it, count as we do, and find it sound."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from conftest import ROOT, run
from covered import covered

from livret.catalogs import catalog
from livret.editions.coverage import Coverage

TOOLS = Path(sys.executable).parent
# What is about form. The others are about style, or about English: endpunc does not know that Arabic's question mark is another one.
TESTS = (
    "blank", "compendiumconflicts", "credits", "emails", "endwhitespace", "escapes", "filepaths", "kdecomments", "newlines", "nplurals",
    "numbers", "printf", "pythonbraceformat", "startwhitespace", "tabs", "urls", "variables", "xmltags",
)  # fmt: skip
FORMER = 'msgid "Que dire"\nmsgstr "ماذا تقول"'

# “One month” and “two months” are words in Arabic, and have no figure.
NUMBER_ABSENT = re.compile(
    r"# \(pofilter\) (pythonbraceformat: (Named placeholders absent in translation: \{number\}(, )?)+|numbers: Different numbers)"
)

DIGITS = re.compile(r"\d+")


def counted(path: Path) -> dict[str, tuple[int, int, int]]:
    """Translated, fuzzy and missing messages of a catalog, or of each in a folder, as pocount counts them; by domain."""
    files = sorted(path.glob("*.po")) if path.is_dir() else [path]  # what translators tell each other lies beside them
    done = subprocess.run([TOOLS / "pocount", "--csv", *files], capture_output=True, text=True, check=True)
    return {
        Path(row["Filename"]).stem: (int(row["Translated Messages"]), int(row["Fuzzy Messages"]), int(row["Untranslated Messages"]))
        for row in csv.DictReader(io.StringIO(done.stdout))
    }


def ours(part: Coverage) -> tuple[int, int, int]:
    return part.current + part.damaged, part.to_check + part.stale, part.missing


def filtered(source: Path, tag: str, out: Path) -> list[str]:
    """What pofilter finds in a catalog or a folder of them."""
    done = subprocess.run(
        [TOOLS / "pofilter", "--progress=none", f"--language={tag}", *(f"--test={name}" for name in TESTS), source, out],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "ERROR" in done.stderr) == (0, False), done.stderr
    found = [out] if out.is_file() else sorted(out.rglob("*.po"))
    return [line for path in found for line in path.read_text(encoding="utf-8").splitlines() if "(pofilter)" in line]


def updated(site: Path) -> None:
    path = site / "translations/ar/sante.po"
    path.write_text(path.read_text(encoding="utf-8").replace(FORMER, f'#, fuzzy\n#| msgid "Quoi dire"\n{FORMER}'), encoding="utf-8")
    assert run("update", "--site", site).exit_code == 0


def confirmed(site: Path) -> None:
    updated(site)
    assert run("confirm", "sante/numeros", "--site", site, "--by", "selam", "--date", "2026-11-24").exit_code == 0


def received(site: Path) -> None:
    updated(site)
    mail = site.parent / "sante.po"
    mail.write_text(
        'msgid ""\nmsgstr ""\n"Language: ar\\n"\n\nmsgid "Les soins"\nmsgstr "العلاج"\n\nmsgid "Quoi"\nmsgstr "ماذا"\n'
        '\nmsgid "20 % de plus au dos \\"A\\""\nmsgstr "20 % «A»"\n\nmsgid "Que dire"\nmsgstr "ما الذي تقوله"\n',
        encoding="utf-8",
    )
    assert run("receive", mail, "--site", site, "--date", "2026-11-24").exit_code == 0


@pytest.mark.parametrize(("write", "fuzzy"), [(updated, 1), (confirmed, 0), (received, 0)])
def test_what_each_command_writes(write: Callable[[Path], None], fuzzy: int, sound: Path, tmp_path: Path) -> None:
    write(sound)
    path = sound / "translations/ar/sante.po"
    counts = counted(path)["sante"]
    assert counts == ours(covered(sound, "ar")["sante"])
    assert counts[1] == fuzzy
    assert filtered(path, "ar", tmp_path / "found.po") == []
    done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("write", [updated, confirmed, received])
def test_it_survives_gettext_and_translate_toolkit(write: Callable[[Path], None], sound: Path, tmp_path: Path) -> None:
    """Texts, translations, comments, flags of gettext and former sources are as before; `update` restores the rest."""
    write(sound)
    path = sound / "translations/ar/sante.po"
    before = catalog.parse(path.read_text(encoding="utf-8"), "x.po")
    by_msgcat = subprocess.run(["msgcat", path], capture_output=True, check=True).stdout.decode()
    subprocess.run(
        [TOOLS / "pomerge", "--progress=none", "-t", path, "-i", path, "-o", tmp_path / "merged.po"],
        capture_output=True,
        check=True,
    )
    for saved in (by_msgcat, (tmp_path / "merged.po").read_text(encoding="utf-8")):
        assert [said(entry) for entry in catalog.parse(saved, "x.po")] == [said(entry) for entry in before]
        path.write_text(saved, encoding="utf-8")
        run("update", "--site", sound)
        assert run("update", "--site", sound).output == ""
        assert [str(entry) for entry in catalog.parse(path.read_text(encoding="utf-8"), "x.po")] == [str(entry) for entry in before]


def said(entry: polib.POEntry) -> tuple[object, ...]:
    flags = sorted(flag for flag in entry.flags if flag != "md-text")
    return catalog.key(entry), catalog.forms(entry), entry.comment, entry.tcomment, flags, entry.previous_msgid, entry.obsolete


def one_number(entry: polib.POEntry) -> bool:
    """Whether a number is only said twice, in French to be spoken and in what that means, or is spelt as it sounds."""
    return entry.obsolete or entry.msgctxt == "pronunciation" or {*DIGITS.findall(entry.msgid)} == {*DIGITS.findall(entry.msgstr)}


@pytest.mark.parametrize("tag", sorted({path.parent.name for path in (ROOT / "translations").glob("*/asile.po")}))
def test_shipped_catalogs(tag: str, tmp_path: Path) -> None:
    counts = counted(ROOT / "translations" / tag)
    for domain, part in covered(ROOT, tag).items():  # minutes are only in languages that somebody at a meeting speaks
        assert counts.get(domain, (0, 0, part.missing)) == ours(part), domain
    filtered(ROOT / "translations" / tag, tag, tmp_path)
    found = {
        (f"# {note}", entry.msgid)
        for path in tmp_path.rglob("*.po")
        for entry in polib.pofile(str(path))
        for note in entry.tcomment.splitlines()
        if note.startswith("(pofilter)") and not (note == "(pofilter) numbers: Different numbers" and one_number(entry))
    }
    assert {each for each in found if not (tag == "ar" and NUMBER_ABSENT.fullmatch(each[0]))} == set()
