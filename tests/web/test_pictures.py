"""Pictures: each published once, wherever it lies, and nothing of it but what is seen."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import DAY, run
from pictures import seen
from PIL import Image

PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def two_booklets(site: Path) -> list[Path]:
    """A picture of the same name and the same bytes in each of two booklets."""
    other = site / "content/booklets/02-plans"
    other.mkdir()
    (other / "booklet.yaml").write_text("title: Plans\nsummary: Trouver.\npictogram: health\n", encoding="utf-8")
    (other / "01-ville.md").write_text("# La ville\n\n![La ville](plan.png)\n", encoding="utf-8")
    chapter = site / "content/booklets/01-sante/02-soins.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\n![Le plan](plan.png)\n", encoding="utf-8")
    pictures = [chapter.with_name("plan.png"), other / "plan.png"]
    for picture in pictures:
        picture.write_bytes(PIXEL)
    return pictures


def build(site: Path) -> None:
    result = run("--site", site, "--date", DAY, "--no-pdf", "--out", site / "out", "--jobs", "1")
    assert result.exit_code == 0, result.output


def shown(site: Path, page: str) -> Path:
    """The file that a page shows."""
    found = re.search(r'<img src="([^"]+)" alt="L', (site / "out" / page).read_text(encoding="utf-8"))
    assert found
    return (site / "out" / page).parent.joinpath(found[1]).resolve()


def test_a_picture_that_two_booklets_have_is_published_once(sound: Path) -> None:
    pictures = two_booklets(sound)
    build(sound)
    (published,) = (sound / "out/media").iterdir()
    assert seen(published.read_bytes()) == seen(pictures[0].read_bytes())
    assert shown(sound, "fr/sante/soins.html") == shown(sound, "ar/plans/ville.html") == published
    for booklet in ("sante", "plans"):
        pack = json.loads((sound / f"out/packs/{booklet}.fr.json").read_bytes())
        assert f"media/{published.name}" in {path for path, *_ in pack["files"]}


SHAPE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h{}v1H0z"/></svg>'


def test_a_picture_for_languages_from_the_right_lies_beside_it(sound: Path) -> None:
    """On pages, in packs, in a book and on paper; whether its description is translated or not. No other language has it."""
    chapter = sound / "content/booklets/01-sante/02-soins.md"
    chapter.write_text(
        chapter.read_text(encoding="utf-8") + "\n![Les pas](pas.svg) puis [![Lien](pas.svg)](https://a.example/)\n",
        encoding="utf-8",
    )
    for name, width in (("pas", 1), ("pas.rtl", 2)):
        chapter.with_name(f"{name}.svg").write_text(SHAPE.format(width), encoding="utf-8")
    build(sound)
    for tag, own, other in (("fr", "pas", "pas.rtl"), ("ar", "pas.rtl", "pas")):
        text = (sound / f"out/{tag}/sante/soins.html").read_text(encoding="utf-8")
        assert re.findall(r'src="[^"]*/media/(.*?)\.[0-9a-f]+\.svg"', text) == [own, own]
        pack = {path for path, *_ in json.loads((sound / f"out/packs/sante.{tag}.json").read_bytes())["files"]}
        names = {path.partition("/")[2].rpartition(".")[0].rpartition(".")[0] for path in pack if path.startswith("media/")}
        assert names == {own} if tag == "fr" else own in names, "beside Arabic stands French, with its own"
        with ZipFile(sound / f"out/offline/sante.{tag}.epub") as book:
            assert [name for name in book.namelist() if "/pas." in name and (".rtl." in name) == (other == "pas.rtl")] == []
            assert any("/pas." in name for name in book.namelist())
    chapter.with_name("pas.rtl.svg").write_text("<svg", encoding="utf-8")
    result = run("check", "--site", sound, "--date", DAY)
    assert "02-soins.md" in result.output
    chapter.with_name("pas.rtl.svg").unlink()
    build(sound)
    assert "pas.rtl" not in (sound / "out/ar/sante/soins.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("changed", [0, 1])
def test_each_of_them_can_become_another(changed: int, sound: Path) -> None:
    """Whichever of the two files was published for both."""
    pictures = two_booklets(sound)
    build(sound)
    Image.new("L", (2, 1), 100).save(pictures[changed])
    build(sound)
    both = [shown(sound, "fr/sante/soins.html"), shown(sound, "fr/plans/ville.html")]
    assert [seen(path.read_bytes()) for path in both] == [seen(picture.read_bytes()) for picture in pictures]
