"""What comes back from readers: what is stored of it, what is told of bad input, and that who wrote is in no byte."""

from __future__ import annotations

import datetime
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import plain
import pytest
import yaml
from conftest import DAY, run

from livret import wording
from livret.editions.editions import Editions
from livret.options import Options
from livret.problems import Report
from livret.voice import taking
from livret.workshop import gather

HERE = Path(__file__).parent
TODAY = datetime.date.fromisoformat(DAY)
Case = tuple[str, str, list[str]]


def cases(name: str) -> Iterator[Case]:
    for block in (HERE / name).read_text(encoding="utf-8").split("\n## ")[1:]:
        title, rest = block.split("\n<<<\n", 1)
        came, expected = rest.split("\n>>>\n", 1)
        yield title, came, expected.strip().splitlines()


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    site = plain.site(tmp_path_factory.mktemp("voice"), "sound", "room", "voice")
    report = Report()
    inputs = gather(Options(site, site / "public", date=TODAY), report)
    assert inputs
    assert not list(report)
    return Editions(inputs)


def fields(line: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in line.replace("\\n", "\n").split(" | "))


def check(editions: Editions, file: Path, expected: list[str]) -> None:
    report = Report()
    taken = taking.take(editions, file, report)
    told = [f"{each.place.line}:{each.place.column} {each.code}" for each in report]
    assert sorted(told) == sorted(line[2:] for line in expected if line.startswith("! "))
    assert all(wording.words(each) and wording.cure(each) for each in report)
    stored = [fields(line) for line in expected if not line.startswith("! ")]
    if taken is None:
        assert stored == []
        return
    lines = yaml.safe_load((editions.inputs.door.root / taken.path).read_text(encoding="utf-8"))["said"]
    assert [{key: str(line.get(key)) for key in want} for line, want in zip(lines, stored, strict=True)] == stored


@pytest.mark.parametrize(
    ("came", "expected"), [each[1:] for each in cases("came.txt")], ids=[each[0] for each in cases("came.txt")]
)
def test_messages(came: str, expected: list[str], editions: Editions, tmp_path: Path) -> None:
    (tmp_path / "came.txt").write_text(came, encoding="utf-8")
    check(editions, tmp_path / "came.txt", expected)


@pytest.mark.parametrize(
    ("came", "expected"), [each[1:] for each in cases("tables.txt")], ids=[each[0] for each in cases("tables.txt")]
)
def test_tables(came: str, expected: list[str], editions: Editions, tmp_path: Path) -> None:
    (tmp_path / "counter.csv").write_text(came, encoding="utf-8")
    check(editions, tmp_path / "counter.csv", expected)


# --- a canary -------------------------------------------------------------------------------------------

CANARY, NUMBER, FILE = "Zwilfimarduk", "0639981234", "9903076543"
CAME = f"""\
De : {CANARY} Ortwell <{CANARY.lower()}@exemple.org>
Objet : Fwd

S-4 fr 2026-11-20
C'est faux: appelez-moi, {CANARY}, au 06 39 98 12 34 ou au +33 6 39 98 12 34, dossier {FILE}, née le 03/04/1991, 12 rue des Lilas
---
12/11/2026, 10:32 - {CANARY}: S-5 wrong {CANARY.upper()} {NUMBER}
"""


def holders(site: Path) -> list[str]:
    """Files that hold anything of who wrote, whatever stands between the figures."""
    secrets = (CANARY.lower(), "ortwell", NUMBER[1:], FILE, "03041991", "lilas", "exemple.org")
    files = {path: path.read_bytes().decode("utf-8", "replace").lower() for path in sorted(site.rglob("*")) if path.is_file()}
    private = {path: text for path, text in files.items() if ".livret-private" in path.parts}
    dense = {path: re.sub(r"[ .+/-]", "", text) for path, text in private.items()}
    return [str(path) for path in files if any(secret in files[path] + dense.get(path, "") for secret in secrets)]


def test_who_wrote_is_in_no_byte(tmp_path: Path) -> None:
    site = plain.site(tmp_path / "site", "sound", "room", "voice")
    (tmp_path / "came.txt").write_text(CAME, encoding="utf-8")
    result = run("voice", tmp_path / "came.txt", "--site", site, "--date", DAY)
    assert result.exit_code == 0, result.output
    assert "2 things said; masked – address: 1, date: 1, name: 2, number: 4." in result.output
    assert CANARY not in result.output
    assert holders(site) == []
    assert run("build", "--site", site, "--date", DAY, "--jobs", "1", "--out", site / "public", "--without", "pdf").exit_code == 0
    assert holders(site) == []
    assert not [path for path in (site / "public").rglob("*") if path.is_file() and b"appelez-moi" in path.read_bytes()]


def test_what_was_taken_in_twice_is_there_once(tmp_path: Path) -> None:
    site = plain.site(tmp_path / "site", "sound", "room", "voice")
    (tmp_path / "came.txt").write_text(CAME, encoding="utf-8")
    for _ in range(2):
        assert run("voice", tmp_path / "came.txt", "--site", site, "--date", DAY).exit_code == 0
    assert len(list((site / ".livret-private/voice").iterdir())) == 1


def test_a_member_is_masked_by_every_name(tmp_path: Path) -> None:
    site = plain.site(tmp_path / "site", "sound", "room", "voice")
    (site / ".livret-private").mkdir()
    members = f"members:\n  - {{id: selam, name: {CANARY} de Ortwell, guardian: Vesna Prk}}\n  - {{id: farid, credit: Une membre de Syrie}}\n"
    (site / ".livret-private/members.yaml").write_text(members, encoding="utf-8")
    (tmp_path / "came.txt").write_text(
        f"S-4 C'est {CANARY.lower()} ou VESNA ou Ortwell, de Selam et une de Syrie.", encoding="utf-8"
    )
    assert run("voice", tmp_path / "came.txt", "--site", site, "--date", DAY).exit_code == 0
    (stored,) = (site / ".livret-private/voice").iterdir()
    assert (
        yaml.safe_load(stored.read_text(encoding="utf-8"))["said"][0]["words"]
        == "C'est [name] ou [name] ou [name], de [name] et une de Syrie."
    )


def test_nothing_is_stored_where_git_would_take_it(tmp_path: Path) -> None:
    site = plain.site(tmp_path / "site", "sound", "room", "voice")
    (site / ".livret-private").mkdir()
    (site / ".livret-private/members.yaml").write_text("members: []\n", encoding="utf-8")
    subprocess.run(["git", "init", "-q", site], check=True)
    subprocess.run(["git", "-C", site, "add", "-f", ".livret-private"], check=True)
    (tmp_path / "came.txt").write_text("S-4 faux", encoding="utf-8")
    result = run("voice", tmp_path / "came.txt", "--site", site, "--date", DAY)
    assert result.exit_code == 1
    assert "error[private-tracked]" in result.output
    assert not (site / ".livret-private/voice").exists()


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    site = plain.site(tmp_path / "site", "sound", "room", "voice")
    (tmp_path / "came.txt").write_bytes(b"S-4\n\x81\x8d")
    result = run("voice", tmp_path / "came.txt", "--site", site, "--date", DAY)
    assert result.exit_code == 1
    assert "came.txt:2:1: error[file-not-utf8]" in result.output
