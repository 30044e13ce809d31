"""What a funder is told of a period: one ZIP, each part of it read by programs that know nothing of Livret; and small numbers told to nobody else."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import plain
import pytest
from conftest import DAY, Once, run, succeeded
from PIL import Image

YEAR = ("--from", "2026-01-01", "--until", "2026-12-31")
BLUE, YELLOW = (0, 51, 153), (255, 204, 0)


@pytest.fixture(scope="module")
def counted(common: Path, once: Once) -> Path:
    """A site in production mode that the Union pays for, published."""
    site = common / "counted"

    def build() -> tuple[int, str]:
        result = run("--site", plain.site(site, "funded", "counted"), "--date", DAY, "--jobs", "1")
        return result.exit_code, result.output

    succeeded(once("counted", build))
    return site


def funder(site: Path, *more: str) -> Path:
    """The ZIP of a period, of the whole year where no other is said."""
    result = run("funder", "--site", site, "--date", DAY, *(more or YEAR))
    assert result.exit_code == 0, result.output
    return Path(result.stdout.splitlines()[0])


@pytest.fixture(scope="module")
def pack(counted: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(funder(counted).read_bytes()))


def figures(pack: zipfile.ZipFile) -> Any:
    return json.loads(pack.read("report.json"))


def test_the_zip_is_sound_and_the_same_each_time(counted: Path) -> None:
    path = funder(counted)
    assert path == counted / "report/funder/2026-01-01--2026-12-31.zip"
    subprocess.run(["unzip", "-tq", path], capture_output=True, check=True)
    before = path.read_bytes()
    assert funder(counted).read_bytes() == before


def test_what_is_counted(pack: zipfile.ZipFile) -> None:
    told = figures(pack)
    assert [(each["document"], each["language"], each["date"]) for each in told["editions"]] == [("sante-a5", "ar", "2026-10-02")]
    assert [(each["document"], each["language"], each["copies"]) for each in told["copies"]] == [
        ("sante-a5", "fr", 300),
        ("sante-a5", "ar", 200),
        ("site-welcome", "mul", 20),
    ]
    assert told["undated"] == ["2026-11"]
    assert [each["name"] for each in told["meetings"]] == ["2026-10-08"], "the one in December has not been"
    assert told["people"] == {
        "meetings": {"women": 9, "men": 5, "other": 1, "under_18": 2, "from_18_to_60": 12, "over_60": None, "people": 15},
        "labs": {"women": 13, "men": 10, "other": None, "under_18": None, "from_18_to_60": None, "over_60": 3, "people": 23},
    }
    assert told["project"]["paid"][0] == {"funder": "union", "amount": "75000.50"}
    assert [each["tag"] for each in told["languages"]] == ["fr", "en", "ar"]


def test_the_report_says_it_on_paper(pack: zipfile.ZipFile, tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(pack.read("report.pdf"))
    said = subprocess.run(["pdftotext", "-layout", tmp_path / "report.pdf", "-"], capture_output=True, text=True, check=True).stdout
    rows = [re.sub(r"\s+", " ", line).strip() for line in said.splitlines()]
    for row in (
        "Période · period 2026-01-01 – 2026-12-31",
        "sante-a5 ar 2026-10 2026-10-02",
        "Total 520",
        "2026-10-08 Réunion d'octobre 15 9 5 1 2 12 –",
    ):
        assert row in rows, said
    assert "ne publiez pas ce rapport" in said
    assert "Démonstration" not in said


def test_pictures_are_the_published_pages(counted: Path, pack: zipfile.ZipFile) -> None:
    """As large as the page at the dots that are told; where a document is in colour, the blue and the yellow of the emblem are in it."""
    pictures = figures(pack)["pictures"]
    assert sorted(each["source"] for each in pictures) == sorted(
        f"print/{path.name}" for path in (counted / "public/print").iterdir()
    )
    for each in pictures:
        assert "l’Union européenne" in each["shows"] or "European Union" in each["shows"]
        path = counted / "public" / each["source"]
        assert each["sha256"] == subprocess.run(["sha256sum", path], capture_output=True, text=True, check=True).stdout.split()[0]
        number = str(each["page"])
        said = subprocess.run(["pdfinfo", "-f", number, "-l", number, path], capture_output=True, text=True, check=True).stdout
        sides = re.search(r"size: +([\d.]+) x ([\d.]+) pts", said)
        assert sides
        with Image.open(io.BytesIO(pack.read(each["name"]))) as picture:
            assert picture.format == "PNG"
            assert picture.size == pytest.approx([float(side) / 72 * each["dpi"] for side in sides.groups()], abs=1)
            colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 24) or ()}
        assert ({BLUE, YELLOW} <= colours) is not each["source"].startswith("print/noir"), each["source"]


def test_pages_are_the_published_files(counted: Path, pack: zipfile.ZipFile) -> None:
    files = [name for name in pack.namelist() if name.startswith("public/")]
    assert {f"public/{tag}/{name}" for tag in ("fr", "en", "ar") for name in ("index.html", "emblem.svg")} < {*files}
    assert any(name.startswith("public/assets/style.") for name in files)
    for name in files:
        assert pack.read(name) == (counted / name).read_bytes()
    for each in figures(pack)["languages"]:
        pages = list((counted / "public" / each["tag"]).rglob("*.html"))
        assert (each["pages"], each["without"]) == (len(pages), [])


def test_a_period_and_languages_are_cut(counted: Path) -> None:
    path = funder(counted, "--from", "2026-10-09", "--until", "2026-10-31", "--lang", "ar")
    with zipfile.ZipFile(path) as pack:
        told = figures(pack)
    assert (told["meetings"], told["copies"], told["editions"]) == ([], [], [])
    assert [each["name"] for each in told["labs"]] == ["linge"], "it ended in these days"
    assert [each["tag"] for each in told["languages"]] == ["ar"]
    assert {each["source"].rsplit(".", 2)[1] for each in told["pictures"]} == {"ar", "mul"}
    assert (counted / "report/funder/2026-10-09--2026-10-31.zip").is_file()


def test_a_page_without_the_emblem_is_named(counted: Path, tmp_path: Path) -> None:
    """The ZIP tells what lies in public/, not what should."""
    site = plain.site(tmp_path, "funded")
    assert run("--site", site, "--date", "2027-01-01", "--jobs", "1", "--lang", "fr", "--out", site / "public").exit_code == 0
    with zipfile.ZipFile(funder(site)) as pack:
        told = figures(pack)
    (french,) = told["languages"]
    assert len(french["without"]) == french["pages"] > 0
    assert {each["shows"] for each in told["pictures"]} == {""}


def test_a_demonstration_is_told_as_one(tmp_path: Path) -> None:
    site = plain.site(tmp_path, "sound", "room")
    assert run("--site", site, "--date", DAY, "--jobs", "1").exit_code == 0
    with zipfile.ZipFile(funder(site)) as pack:
        (tmp_path / "report.pdf").write_bytes(pack.read("report.pdf"))
        assert figures(pack)["site"]["mode"] == "demo"
        assert {each["shows"] for each in figures(pack)["pictures"]} == {""}
        assert all(each["example"] for each in (*figures(pack)["meetings"], *figures(pack)["labs"]))
    said = subprocess.run(["pdftotext", tmp_path / "report.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert "tout ce qui est dit ici est inventé" in " ".join(said.split())


# --- what stands in the way ------------------------------------------------------------------------------


def test_nothing_is_published(tmp_path: Path) -> None:
    result = run("funder", "--site", plain.site(tmp_path, "funded"), "--date", DAY, *YEAR)
    assert result.exit_code == 1
    assert "public: error[funder-unpublished]" in result.output
    assert not (tmp_path / "report").exists()


def test_a_period_that_ends_before_it_begins(counted: Path) -> None:
    result = run("funder", "--site", counted, "--from", "2026-02-01", "--until", "2026-01-01")
    assert result.exit_code == 2
    assert "--until 2026-01-01 is before --from 2026-02-01" in result.output


def test_an_order_that_cannot_be_read(counted: Path, tmp_path: Path) -> None:
    site = plain.site(tmp_path, "funded", "counted")
    order = site / "content/orders/2026-11.yaml"
    order.write_text(order.read_text(encoding="utf-8").replace("contact:", "ordered_on: 2026-11-31\ncontact:"), encoding="utf-8")
    (site / "public").mkdir()
    result = run("funder", "--site", site, "--date", DAY, *YEAR)
    assert result.exit_code == 1
    assert "content/orders/2026-11.yaml:1:13: error[" in result.output


@pytest.mark.parametrize("damage", [lambda data: b"no PDF", lambda data: data[:200], lambda data: b""])
def test_a_published_file_that_is_broken(damage: Callable[[bytes], bytes], counted: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(counted, site)
    pdf = site / "public/print/sante-sheet.fr.pdf"
    pdf.write_bytes(damage(pdf.read_bytes()))
    result = run("funder", "--site", site, "--date", DAY, *YEAR)
    assert result.exit_code == 1
    assert "public/print/sante-sheet.fr.pdf: error[published-broken]" in result.output


# --- fewer than five -------------------------------------------------------------------------------------


def test_small_numbers_are_told_to_nobody_else(tmp_path: Path) -> None:
    """What is published, and the report of the team, is the same to the byte whatever the small numbers and those by sex and age are."""
    trees = []
    for name, old, new in (
        ("one", "", ""),
        ("other", "guests: 3, women: 9, men: 5, other: 1, under_18: 2", "guests: 1, women: 4, men: 8, other: 0, over_60: 1"),
    ):
        site = plain.site(tmp_path / name, "funded", "counted")
        meeting, lab = site / "content/agora/meetings/2026-10-08.md", site / "content/agora/labs/linge.yaml"
        meeting.write_text(meeting.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        if new:
            lab.write_text(
                lab.read_text(encoding="utf-8").replace("deciders: 4, women: 13", "deciders: 2, women: 1"), encoding="utf-8"
            )
        assert run("--site", site, "--date", DAY, "--jobs", "1").exit_code == 0
        assert run("status", "--site", site, "--date", DAY, "--html").exit_code == 0
        trees.append(plain.tree(site / "public") | {f"report/{key}": data for key, data in plain.tree(site / "report").items()})
    assert [name for name in trees[0] if trees[0][name] != trees[1].get(name)] == []
    minutes = trees[0]["fr/agora/2026-10-08.html"].decode()
    assert "12 membres de l’Agora, moins de 5 invités" in minutes
    said = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "one/public/print/site-lab-linge.fr.pdf", "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert re.search(r"décident\s+\W*moins\s+de\s+5", said), said
