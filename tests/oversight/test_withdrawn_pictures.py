"""A picture that is withdrawn is in no form of it in any output that one can come back to: neither by its name, nor by another one that it had then."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import plain
import pytest
from conftest import DAY, run
from opened import told
from pictures import encoded, scene

BOOKLET = "content/booklets/01-sante"
AGREED = "members: [{id: selam, name: Ortwell, consents: [{scope: photograph, on: 2026-11-01}]}]\n"
JPEG = b"\xff\xd8\xff"


def build(site: Path) -> None:
    result = run("--site", site, "--date", DAY)
    assert result.exit_code == 0, result.output


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a photograph of somebody who agreed, built twice."""
    site = plain.site(tmp_path_factory.mktemp("pictures"), "sound")
    (site / ".livret-private").mkdir()
    (site / ".livret-private/members.yaml").write_text(AGREED, encoding="utf-8")
    (site / BOOKLET / "groupe.jpg").write_bytes(encoded(scene(1600, 1200), "JPEG", quality=85))
    (site / BOOKLET / "groupe.jpg.yaml").write_text("people: [selam]\n", encoding="utf-8")
    added(site, "![Deux personnes](groupe.jpg)")
    build(site)
    added(site, "Une phrase de plus.")
    build(site)
    return site


def added(site: Path, words: str) -> None:
    with (site / BOOKLET / "01-numeros.md").open("a", encoding="utf-8") as chapter:
        chapter.write(f"\n{words}\n")


def forms(folder: Path) -> Iterator[tuple[str, str]]:
    """Where a photograph lies, in any file of a folder, and in which form."""
    for name, data in told(folder):
        ending = name.rpartition("!")[0] or name
        if data.startswith(JPEG):
            yield name, ending.rpartition(".")[2]


def kept(site: Path) -> set[str]:
    return {form for folder in site.glob(".livret/outputs/*/former") for _, form in forms(folder)}


def copied(built: Path, site: Path) -> Path:
    shutil.copytree(built, site)
    shutil.rmtree(site / ".livret")
    shutil.rmtree(site / "public")
    build(site)
    added(site, "Une phrase encore.")
    build(site)
    return site


def test_a_photograph_is_in_each_form_and_in_none_when_it_is_withdrawn(built: Path) -> None:
    assert {"jpg", "epub", "zip", "pdf"} <= kept(built)
    (built / ".livret-private/members.yaml").write_text(AGREED.replace("01}", "01, withdrawn: 2026-11-20}"), encoding="utf-8")
    build(built)
    left = [name for name, _ in forms(built) if "/content/" not in name]
    assert left == []
    assert "no such former output" in run("rollback", "--site", built, "--date", DAY).output


def test_one_that_was_called_otherwise_then_is_the_same(built: Path, tmp_path: Path) -> None:
    """It is renamed; then somebody says that they are in it, and never agreed: no consent ends, and it is the bytes that are withdrawn."""
    (built / ".livret-private/members.yaml").write_text(AGREED, encoding="utf-8")
    site = copied(built, tmp_path / "site")
    assert "jpg" in kept(site)
    chapter = site / BOOKLET / "01-numeros.md"
    for ending in ("", ".yaml"):
        (site / BOOKLET / f"groupe.jpg{ending}").rename(site / BOOKLET / f"atelier.jpg{ending}")
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("groupe.jpg", "atelier.jpg"), encoding="utf-8")
    (site / BOOKLET / "atelier.jpg.yaml").write_text("people: [selam, almaz]\n", encoding="utf-8")
    assert "no such former output" in run("rollback", "--site", site, "--date", DAY).output
    assert kept(site) == set()
