"""A recording is played while it reads what is shown, and not a word longer."""

from __future__ import annotations

import json
import re
import sys
import zipfile
from pathlib import Path

import plain
import pytest
from conftest import DAY, ROOT, run
from html_of import fragment

sys.path.insert(0, str(ROOT / "tests/source"))
from ogg import recording

FOLDER = "content/booklets/01-sante"


def script(site: Path, *arguments: str) -> str:
    result = run("script", "--site", site, "--date", DAY, *arguments)
    assert result.exit_code == 0, result.output
    return result.output


def record(site: Path, tag: str, seconds: float = 12, section: int = 0, **options: int | None) -> Path:
    """Does what the script says."""
    said = script(site, tag, "sante/numeros", "--section", str(section))
    name = re.search(r"The recording is (\S+)", said)
    assert name
    target = site / name[1]
    target.write_bytes(recording(seconds, **options))
    target.with_name(f"{target.name}.yaml").write_text(said[said.index("reads:") :], encoding="utf-8")
    return target


def build(site: Path) -> str:
    result = run("--site", site, "--date", DAY, "--no-pdf", "--out", site / "out")
    assert result.exit_code == 0, result.output
    return result.output


def page(site: Path, tag: str) -> str:
    return fragment(site / "out" / tag / "sante/numeros.html", "main")


def test_the_script_is_the_text_that_is_shown(sound: Path) -> None:
    said = script(sound, "ar", "sante/numeros")
    assert "اتصل بـ 15 أو +33\u00a04\u00a065\u00a071\u00a000\u00a012 قبل 21 يومًا." in said
    assert "{phone" not in said
    assert f"{FOLDER}/01-numeros.ar.opus" in said


def test_a_recording_is_played_and_saved_only_by_itself(sound: Path) -> None:
    record(sound, "ar")
    assert "audio" not in build(sound)
    assert re.search(r'<audio controls preload="none" src="\.\./\.\./media/01-numeros\.ar\.[0-9a-f]+\.opus">', page(sound, "ar"))
    assert "<audio" not in page(sound, "fr")
    files = {
        name: [path for path, *_ in json.loads((sound / f"out/packs/{name}.json").read_text(encoding="utf-8"))["files"]]
        for name in ("ar", "sante.ar", "ar.audio")
    }
    assert not any(path.endswith(".opus") for name in ("ar", "sante.ar") for path in files[name])
    assert [path for path in files["ar.audio"] if path.endswith(".opus")]
    assert 'data-pack="ar.audio"' in (sound / "out/ar/saved.html").read_text(encoding="utf-8")
    assert not (sound / "out/packs/fr.audio.json").exists()


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("content/facts.yaml", '"15"', '"112"'),
        ("translations/ar/sante.po", "ماذا تقول", "ما الذي تقوله"),
        (f"{FOLDER}/01-numeros.md", "avant {deadline.form}", "dans les {deadline.form}"),
    ],
    ids=["a number", "a translation", "the source"],
)
def test_a_stale_recording_is_not_played(path: str, old: str, new: str, sound: Path) -> None:
    record(sound, "ar")
    build(sound)
    target = sound / path
    target.write_text(target.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert f"{FOLDER}/01-numeros.ar.opus.yaml: warning[audio-stale]" in build(sound)
    assert "<audio" not in page(sound, "ar")
    assert not [
        path
        for path, *_ in json.loads((sound / "out/packs/ar.audio.json").read_text(encoding="utf-8"))["files"]
        if path.endswith(".opus")
    ]


def test_a_section_has_its_own(sound: Path) -> None:
    record(sound, "ar", seconds=3, section=1)
    assert "audio" not in build(sound)
    assert "ماذا تقول</p><audio" in page(sound, "ar")
    chapter = sound / FOLDER / "01-numeros.md"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("Appelez le", "Téléphonez au"), encoding="utf-8")
    build(sound)
    assert "<audio" in page(sound, "ar"), "another section changed"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"seconds": 1}, "audio-length"),
        ({"seconds": 90}, "audio-length"),
        ({"gain": None}, "audio-loudness-unknown"),
        ({"gain": 12 * 256}, "audio-loudness"),
        ({"gain": -12 * 256}, "audio-loudness"),
        ({"padding": 500_000}, "audio-large"),
    ],
)
def test_length_loudness_and_size_are_looked_at(options: dict[str, int], code: str, sound: Path) -> None:
    record(sound, "ar", **options)
    assert f"{FOLDER}/01-numeros.ar.opus: warning[{code}]" in build(sound)


@pytest.mark.parametrize("name", ["01-numeros.opus", "01-numeros.xx.opus", "09-rien.ar.opus", "01-numeros.ar.0.opus"])
def test_a_recording_of_nothing_is_named(name: str, sound: Path) -> None:
    (sound / FOLDER / name).write_bytes(recording(1))
    assert f"{FOLDER}/{name}: warning[file-unexpected]" in build(sound)


def test_a_chapter_that_is_not_there_has_no_script(sound: Path) -> None:
    for arguments in (("ar", "sante/rien"), ("ar", "sante"), ("ar", "sante/numeros", "--section", "7"), ("xx", "sante/numeros")):
        result = run("script", "--site", sound, *arguments)
        assert result.exit_code == 1
        assert "error[" in result.output


def test_a_stick_takes_the_recordings_of_its_own_language(sound: Path) -> None:
    record(sound, "ar")
    build(sound)
    with zipfile.ZipFile(sound / "out/offline/ar.zip") as own, zipfile.ZipFile(sound / "out/offline/fr.zip") as other:
        assert [name for name in own.namelist() if name.endswith(".opus")]
        assert not [name for name in other.namelist() if name.endswith(".opus")]


def test_a_recording_beside_a_native_and_an_easy_page_is_one_and_reads_its_own_words(tmp_path: Path) -> None:
    site = tmp_path / "site"
    plain.lay(plain.read(plain.HERE / "sites/arabic.txt"), site)
    native, easy = script(site, "ar", "sante/soins"), script(site, "fr", "sante/soins.easy")
    assert "الطبيب" in native
    assert "01-soins.easy.fr.opus" in easy
    for said in (native, easy):
        name = re.search(r"The recording is (\S+)", said)
        assert name
        (site / name[1]).write_bytes(recording(8))
        (site / f"{name[1]}.yaml").write_text(said[said.index("reads:") :], encoding="utf-8")
    assert "audio-stale" not in build(site)
    assert (site / "out/ar/sante/soins.html").read_text(encoding="utf-8").count("<audio") == 1
    assert (site / "out/fr/sante/soins.easy.html").read_text(encoding="utf-8").count("<audio") == 1
    assert "<audio" not in (site / "out/fr/sante/soins.html").read_text(encoding="utf-8")


def test_only_a_page_has_links_to_its_headings(sound: Path) -> None:
    build(sound)
    assert 'class="anchor"' in page(sound, "ar")
    assert 'class="anchor"' not in (sound / "out/ar/sante/numeros.fr.html").read_text(encoding="utf-8")
    assert 'class="anchor"' not in (sound / "out/offline/ar.html").read_text(encoding="utf-8")
    with zipfile.ZipFile(sound / "out/offline/sante.ar.epub") as book:
        assert b'class="anchor"' not in book.read("EPUB/numeros.xhtml")
