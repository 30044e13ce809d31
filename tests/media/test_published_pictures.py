"""Pictures in a whole site: in pages, packs, archives, books, on paper and for the press – what one sees, and not a byte more; each decoded once."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import plain
import pytest
from conftest import DAY, run
from pictures import PLACE, XMP, encoded, everything, exif, png, scene, seen, told
from PIL import Image

from livret.media import raster

HERE = Path(__file__).parent
FOLDER = "content/booklets/01-sante"
CHAPTER = f"{FOLDER}/02-soins.md"
DRAWING = f"""<svg xmlns="http://www.w3.org/2000/svg" width="160mm" height="40mm" viewBox="0 0 160 40"><metadata>{PLACE.decode()}</metadata>
<script>alert(1)</script><rect width="160" height="40" fill="#fc0"/></svg>"""
PICTURES: dict[str, Callable[[], bytes]] = {
    "IMG_20261120_143205.jpg": lambda: encoded(
        scene(1600, 1200), "JPEG", exif=exif(6), xmp=XMP, comment=PLACE, quality=90
    ),
    "ecran.png": lambda: png(scene(1300, 500)),
    "plan.webp": lambda: encoded(scene(1300, 400), "WEBP", exif=exif(3), xmp=XMP),
    "porte.heic": (HERE / "iphone.heic").read_bytes,
    "entree.avif": lambda: encoded(scene(1300, 300), "AVIF", exif=exif().tobytes(), xmp=XMP),
    "rond.png": lambda: png(scene(1300, 300).convert("RGBA").rotate(8)),
    "dessin.svg": DRAWING.encode,
}  # fmt: skip
SIGNS = (
    b"Exif\0", b"eXIf", b"Telefon", b"2026:11:20", b"GPSLatitude", b"tEXt", b"iTXt", b"zTXt", b"tIME", b"ICC_PROFILE", b"iCCP", b"Photoshop",
    b"143205", PLACE[:12],
)  # fmt: skip


def show(site: Path, *names: str) -> None:
    """A chapter shows these pictures."""
    chapter = site / CHAPTER
    shown = "\n\n".join(f"![Vue de {number}]({name})" for number, name in enumerate(names))
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("Une note.[^a]", f"Une note.[^a]\n\n{shown}"), encoding="utf-8")


def build(site: Path, *options: str) -> str:
    result = run("--site", site, "--date", DAY, "--out", site / "public", "--jobs", "1", *options)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Published, with paper, and a file for the press."""
    site = plain.site(tmp_path_factory.mktemp("pictured") / "site", "sound")
    for name, data in PICTURES.items():
        (site / FOLDER / name).write_bytes(data())
    show(site, *PICTURES)
    build(site)
    pressed = run(
        "print",
        "press",
        "sante",
        "--site",
        site,
        "--date",
        DAY,
        "--lang",
        "fr",
        "--jobs",
        "1",
        "--override",
        "Essai: pour les tests",
    )
    assert pressed.exit_code == 0, pressed.output
    return site


def test_no_byte_of_what_is_published_knows_more_than_one_sees(site: Path) -> None:
    found = {name: data for folder in ("public", "press") for name, data in everything(site / folder)}
    assert {name for name in found if name.endswith((".pdf", ".epub", ".zip", ".html"))} >= {
        "print/sante-a5.fr.pdf", "sante-a5.fr.pdf", "offline/sante.fr.epub", "offline/fr.zip", "offline/fr.html",
    }  # fmt: skip
    pictures = [name for name, data in found.items() if data[:3] == b"\xff\xd8\xff" or data[:8] == b"\x89PNG\r\n\x1a\n"]
    assert len([name for name in pictures if "!" in name]) > len(PICTURES), "those in archives, books and PDFs are among them"
    own = {name for name in pictures if "shortcut" not in name}
    for name, data in found.items():
        assert [sign for sign in SIGNS if sign in data] == [], name
    assert {name: told(found[name]) for name in own if told(found[name])} == {}


def test_the_same_eyes_find_it_in_what_was_sent(site: Path) -> None:
    given = dict(everything(site / "content"))
    for name in PICTURES:
        data = given[f"booklets/01-sante/{name}"]
        assert [sign for sign in SIGNS if sign in data], name


def test_the_press_has_what_it_wants(site: Path) -> None:
    """Inks and resolution of each, of one that can be seen through too; the iPhone's is too small, and that is told."""
    found = json.loads((site / "press/sante-a5.fr.json").read_bytes())["findings"]
    assert {each["code"] for each in found if each["code"].startswith("print-")} <= {"print-resolution"}
    assert len([each for each in found if each["code"] == "print-resolution"]) == 1


def test_a_page_tells_sizes_and_offers_a_larger_one(site: Path) -> None:
    for tag in ("fr", "ar"):
        page = (site / f"public/{tag}/sante/soins.html").read_text(encoding="utf-8")
        images = re.findall(r'<img src="(../../media/[^"]+)" alt="Vue de (\d)"([^>]*)/>', page)
        assert [number for _, number, _ in images] == [str(number) for number in range(len(PICTURES))]
        for src, _, more in images:
            sizes = dict(re.findall(r' (\w+)="([^"]*)"', more))
            small = site / f"public/{tag}/sante" / src
            if src.endswith(".svg"):
                assert (sizes["width"], sizes["height"]) == ("605", "151")
                continue
            offered = (
                [each.split(" ") for each in sizes["srcset"].split(", ")] if "srcset" in sizes else [[src, f"{sizes['width']}w"]]
            )
            assert offered[0][0] == src
            for path, width in offered:
                with Image.open(small.parent / Path(path).name) as image:
                    assert f"{image.width}w" == width
            with Image.open(small.parent / Path(offered[-1][0]).name) as image:
                assert (sizes["width"], sizes["height"]) == (str(image.width), str(image.height))


def test_what_is_carried_away_has_the_small_ones_once(site: Path) -> None:
    public = site / "public"
    small = set(
        re.findall(r'<img src="../../(media/[^"]+)" alt="Vue', (public / "fr/sante/soins.html").read_text(encoding="utf-8"))
    )
    media = {f"media/{path.name}" for path in (public / "media").iterdir()}
    assert len(small) == len(PICTURES)
    assert media - small, "there are larger ones"
    for name in ("fr", "sante.fr", "ar"):
        pack = {path for path, *_ in json.loads((public / f"packs/{name}.json").read_bytes())["files"]}
        assert {path for path in pack if path.startswith("media/")} == small
    with zipfile.ZipFile(public / "offline/fr.zip") as archive:
        assert {name for name in archive.namelist() if name.startswith("media/")} == small
        page = archive.read("fr/sante/soins.html").decode()
        assert "srcset" not in page
        assert " sizes=" not in page
        assert all(f'src="../../{path}"' in page for path in small)
    with zipfile.ZipFile(public / "offline/sante.fr.epub") as book:
        pictures = [name for name in book.namelist() if name.startswith("EPUB/pictures/")]
        assert sorted(book.read(name) for name in pictures) == sorted((public / path).read_bytes() for path in small)
        assert "srcset" not in book.read("EPUB/soins.xhtml").decode()
    carried = (public / "offline/fr.html").read_text(encoding="utf-8")
    assert "srcset" not in carried
    assert carried.count("data:image/") == len(PICTURES)


# --- once --------------------------------------------------------------------------------------------


@pytest.fixture
def decoding(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], int]:
    """How many pictures were decoded since the last time, in whatever process."""
    log, real = tmp_path / "decoded", raster.decoded

    def counted(data: bytes) -> object:
        with log.open("a") as file:
            file.write(".")
        return real(data)

    def count() -> int:
        found = len(log.read_text()) if log.exists() else 0
        log.unlink(missing_ok=True)
        return found

    monkeypatch.setattr(raster, "decoded", counted)
    return count


def test_a_picture_is_decoded_once_for_all_languages_and_runs(sound: Path, decoding: Callable[[], int]) -> None:
    for name in ("un.jpg", "deux.jpg"):
        (sound / FOLDER / name).write_bytes(encoded(scene(300, 200) if name == "un.jpg" else scene(200, 300), "JPEG"))
    show(sound, "un.jpg", "deux.jpg")
    build(sound, "--no-pdf")
    assert decoding() == 2
    chapter = sound / CHAPTER
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\nUne phrase de plus.\n", encoding="utf-8")
    assert " made anew" in build(sound, "--no-pdf")
    assert decoding() == 0, "a sentence is no picture"
    (sound / FOLDER / "un.jpg").rename(sound / FOLDER / "trois.jpg")
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("(un.jpg)", "(trois.jpg)"), encoding="utf-8")
    build(sound, "--no-pdf")
    assert decoding() == 0, "it is known by its bytes, whatever it is called"
    (sound / FOLDER / "trois.jpg").write_bytes(encoded(scene(310, 200), "JPEG"))
    build(sound)
    assert decoding() == 1, "paper too has what was decoded"


def test_workers_decode_nothing_again(sound: Path, decoding: Callable[[], int]) -> None:
    (sound / FOLDER / "un.jpg").write_bytes(encoded(scene(300, 200), "JPEG"))
    show(sound, "un.jpg")
    result = run("--site", sound, "--date", DAY, "--no-pdf", "--out", sound / "public", "--jobs", "2")
    assert result.exit_code == 0, result.output
    assert decoding() == 1
    shutil.rmtree(sound / "public")
    result = run("--site", sound, "--date", DAY, "--no-pdf", "--out", sound / "public", "--jobs", "2")
    assert result.exit_code == 0, result.output
    assert decoding() == 0


def test_what_is_kept_of_a_picture_goes_with_it(sound: Path) -> None:
    def kept() -> set[str]:
        return {path.name for path in (sound / ".livret/steps").glob("shelf.*.picture.*")}

    for name, width in (("un.jpg", 300), ("deux.jpg", 310)):
        (sound / FOLDER / name).write_bytes(encoded(scene(width, 200), "JPEG"))
    before = (sound / CHAPTER).read_text(encoding="utf-8")
    show(sound, "un.jpg", "deux.jpg")
    build(sound, "--no-pdf")
    assert len(kept()) == 2
    (sound / CHAPTER).write_text(before, encoding="utf-8")
    show(sound, "deux.jpg")
    build(sound, "--no-pdf")
    assert len(kept()) == 1


# --- names, and what is wrong ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("porte.jpg", "porte"),
        ("IMG_20261120_143205.jpg", "picture"),
        ("PXL_20261120_143205123.MP.jpg", "picture"),
        ("WhatsApp Image 2026-11-20 at 14.32.05.jpeg", "picture"),
        ("Screenshot_2026-11-20-14-32-05.png", "picture"),
        ("plan du métro, ligne 2.jpg", "plan-du-métro-ligne-2"),
        ("100%.png", "100"),
        ("ville.PNG", "ville"),
    ],
)
def test_a_name_tells_no_day(name: str, published: str, sound: Path) -> None:
    (sound / FOLDER / name).write_bytes(encoded(scene(30, 20), "PNG" if name.lower().endswith("png") else "JPEG"))
    show(sound, f"<{name}>")
    build(sound, "--no-pdf")
    (found,) = (sound / "public/media").iterdir()
    assert re.fullmatch(rf"{re.escape(published)}\.[0-9a-f]{{10}}\.(jpg|png)", found.name)
    page = (sound / "public/fr/sante/soins.html").read_text(encoding="utf-8")
    assert f'src="../../media/{found.name}"' in page


def test_a_name_that_says_another_kind_is_no_hindrance(sound: Path) -> None:
    """A phone calls a WebP .jpg, somebody else an SVG .png."""
    (sound / FOLDER / "un.jpg").write_bytes(encoded(scene(30, 20), "WEBP", lossless=True))
    (sound / FOLDER / "deux.png").write_bytes(DRAWING.encode())
    show(sound, "un.jpg", "deux.png")
    build(sound, "--no-pdf")
    found = {path.suffix: path for path in (sound / "public/media").iterdir()}
    assert set(found) == {".png", ".svg"}
    assert seen(found[".png"].read_bytes()) == seen(encoded(scene(30, 20), "PNG"))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_moves_is_told_and_shown(jobs: str, sound: Path) -> None:
    first, second = Image.new("RGB", (40, 40), "red"), Image.new("RGB", (40, 40), "blue")
    (sound / FOLDER / "un.webp").write_bytes(encoded(first, "WEBP", save_all=True, append_images=[second], lossless=True))
    show(sound, "un.webp")
    result = run("--site", sound, "--date", DAY, "--no-pdf", "--out", sound / "public", "--jobs", jobs)
    assert result.exit_code == 0
    assert re.search(rf"^{CHAPTER}:\d+:1: warning\[picture-moves\]", result.output, re.MULTILINE)


def test_a_book_needs_no_jpeg_of_its_own(site: Path) -> None:
    """EPUB 3.3 names the kinds that every reading app shows: WebP is among them, HEIC and AVIF are not."""
    with zipfile.ZipFile(io.BytesIO((site / "public/offline/sante.fr.epub").read_bytes())) as book:
        assert {Path(name).suffix for name in book.namelist() if "/pictures/" in name} <= {".jpg", ".png", ".svg"}
