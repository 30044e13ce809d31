"""What is given away may be: no library at run time is under the GPL or AGPL, and what is vendored has its licence beside it."""

from __future__ import annotations

import re
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest
from conftest import ROOT

LOCKED = re.findall(r"^([A-Za-z0-9._-]+)==", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)
FREE = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|LGPL|Lesser|Unlicense|CC0|0BSD|HPND|Historical|Zlib",
    re.IGNORECASE,
)
BOUND = re.compile(r"\bA?GPL|(?<!Lesser )(?<!Lesser)\bGeneral Public|Affero", re.IGNORECASE)
CARRIED = (ROOT / "theme/web/licences.txt").read_text(encoding="utf-8")
VENDORED = sorted(path for ending in ("ttf", "woff2", "icc", "otf") for path in (ROOT / "theme").rglob(f"*.{ending}"))


def licence(name: str) -> str:
    """What a library says of itself: the expression (PEP 639), else the classifiers, else the old field."""
    found = distribution(name).metadata
    expression = found.get("License-Expression")
    classifiers = [each for each in found.get_all("Classifier") or () if each.startswith("License ::")]
    return expression or "; ".join(classifiers) or (found.get("License") or "").partition("\n")[0]


@pytest.mark.parametrize("name", LOCKED)
def test_no_library_binds_whoever_uses_it(name: str) -> None:
    said = licence(name).replace("LGPL", "Lesser").replace("Lesser General Public", "Lesser")
    assert FREE.search(said), said
    assert not BOUND.search(said), said


def test_it_would_be_seen() -> None:
    assert [
        bool(BOUND.search(text)) for text in ("GPL-3.0-only", "GNU Affero General Public License", "AGPL", "MIT", "Lesser")
    ] == [True, True, True, False, False]


@pytest.mark.parametrize("path", VENDORED, ids=lambda path: path.name)
def test_what_is_vendored_has_its_licence_beside_it(path: Path) -> None:
    assert any(re.match(r"(OFL|UFL|FOGRA).*\.txt$", other.name) for other in path.parent.iterdir())


@pytest.mark.parametrize("path", sorted((ROOT / "theme/web/fonts").glob("OFL-*.txt")), ids=lambda path: path.stem)
def test_what_is_taken_away_says_whose_fonts_it_has(path: Path) -> None:
    holder, _, licence = path.read_text(encoding="utf-8").partition("\n")
    assert holder in CARRIED
    assert " ".join(licence.split("-----")[-1].split()) in " ".join(CARRIED.split())


def test_it_says_under_which_licence_styles_and_scripts_are() -> None:
    assert (ROOT / "LICENSE").read_text(encoding="utf-8") in CARRIED


@pytest.mark.parametrize(("ending", "member"), [("zip", "licences.txt"), ("epub", "META-INF/licences.txt")])
def test_files_to_carry_hold_it(ending: str, member: str, published: Path) -> None:
    for path in sorted((published / "public/offline").glob(f"*.{ending}")):
        with zipfile.ZipFile(path) as archive:
            assert archive.read(member).decode() == CARRIED
