"""The way back: what was published is published again as it was, with the alerts of today, and never with what was withdrawn since."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn, cast

import plain
import pytest
from conftest import DAY, run
from opened import holders

from livret.oversight.alerts_laid_over import Overlay
from livret.publish import outputs
from livret.publish.stage import Stage
from livret.web import sheaf

CHAPTER = "content/booklets/01-sante/01-numeros.md"
BAR = b'<header>\n<details class="notice danger alert" data-until="2026-12-01" '
CANARY = "Zwilfimarduk"  # a name that nobody has
MEMBERS = f"""members:
  - id: selam
    name: Ortwell
    credit: {CANARY}
    consents: [{{scope: site, on: 2026-11-01}}]
"""


@pytest.fixture(scope="module")
def once_changed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A site that was built twice, with a sentence more the second time; and its first output."""
    site = plain.site(tmp_path_factory.mktemp("changed"), "sound")
    (site / ".livret-private").mkdir()
    (site / ".livret-private/members.yaml").write_text(MEMBERS, encoding="utf-8")
    first = build(site)
    changed(site, "Une phrase de plus.")
    build(site)
    return site, first


@pytest.fixture
def site(once_changed: tuple[Path, dict[str, bytes]], tmp_path: Path) -> Path:
    """Copied with links as they are, at a path of its own: what is kept of an output is known by where that lies."""
    return moved(once_changed[0], tmp_path / "site")


def moved(site: Path, target: Path) -> Path:
    shutil.copytree(site, target)
    [own] = (target / outputs.FOLDER).iterdir()
    new = outputs.of(target, target / "public")
    own.rename(new)
    outputs.note(new, target / "public")
    return target


def changed(site: Path, words: str) -> None:
    chapter = site / CHAPTER
    chapter.write_text(chapter.read_text(encoding="utf-8") + f"\n{words}\n", encoding="utf-8")


def build(site: Path, day: str = DAY) -> dict[str, bytes]:
    result = run("--site", site, "--date", day)
    assert result.exit_code == 0, result.output
    return plain.tree(site / "public")


def rollback(site: Path, *arguments: str, code: int = 0) -> str:
    result = run("rollback", *arguments, "--site", site, "--date", DAY)
    assert result.exit_code == code, result.output
    return result.output


def alert(site: Path, *arguments: str) -> None:
    result = run("alert", *arguments, "--site", site, "--date", DAY)
    assert result.exit_code == 0, result.output


def test_what_was_published_is_published_again_byte_for_byte(site: Path, once_changed: tuple[Path, dict[str, bytes]]) -> None:
    """And back: what was replaced is a former output now. The next build publishes what the files say."""
    second = plain.tree(site / "public")
    assert second != once_changed[1]
    assert rollback(site, "--list").splitlines() == [f"1: of {DAY}, {len(once_changed[1]) - 1} files"]
    rollback(site)
    assert plain.tree(site / "public") == once_changed[1]
    rollback(site)
    assert plain.tree(site / "public") == second
    rollback(site)
    assert build(site) == second


def test_what_did_not_change_is_one_file(site: Path, once_changed: tuple[Path, dict[str, bytes]]) -> None:
    built = once_changed[0]
    [kept] = built.glob(".livret/outputs/*/former/1")
    assert (kept / "ar/about.html").stat().st_ino == (built / "public/ar/about.html").stat().st_ino


def test_alerts_in_force_stand_on_what_is_published_again(site: Path) -> None:
    """On pages, in what a phone saves, in archives and files to carry; those that are over do not."""
    alert(site, "Appelez {phone.long}.", "--until", "2026-12-01")
    rollback(site)
    files = plain.tree(site / "public")
    pages = {path: data for path, data in files.items() if path.endswith(".html") and b'class="top"' in data}
    assert len(pages) > 30
    assert [path for path, data in pages.items() if BAR not in data] == []
    assert BAR in files["offline/ar.html"]
    assert b"https://livret.example" not in files["ar/index.html"].partition(b"</header>")[0].partition(b"<header>")[2]
    assert b'alert" data-until' in files["packs/alert.ar.txt"]
    texts = sheaf.read(files["packs/ar/sante.0.json"])
    assert all(text.encode() == files[path] for path, text in texts.items())
    pack = json.loads(files["packs/ar.json"])
    assert all((digest, size) == (sha256(files[path]).hexdigest(), len(files[path])) for path, digest, size, *_ in pack["files"])
    with zipfile.ZipFile(BytesIO(files["offline/ar.zip"])) as archive:
        assert archive.testzip() is None
        assert BAR in archive.read("ar/sante/numeros.html")
    alert(site, "--end", "alert_1")
    rollback(site)  # to the second output, which never had one
    rollback(site)
    assert not any(b'alert" data-until' in data for data in plain.tree(site / "public").values())


def test_a_build_then_is_the_same_as_from_nothing(site: Path, tmp_path: Path) -> None:
    alert(site, "Appelez {phone.long}.", "--until", "2026-12-01")
    rollback(site)
    result = run("--site", site, "--date", DAY, "--out", tmp_path / "clean", "--no-pdf")
    assert result.exit_code == 0, result.output
    result = run("--site", site, "--date", DAY, "--out", site / "public", "--no-pdf")
    assert result.exit_code == 0, result.output
    assert plain.tree(site / "public") == plain.tree(tmp_path / "clean")


@pytest.mark.parametrize(
    "now", [MEMBERS.replace("2026-11-01}", "2026-11-01, withdrawn: 2026-11-20}"), MEMBERS.replace(CANARY, "S. O."), "members: []\n"]
)
def test_a_withdrawal_deletes_what_would_undo_it(now: str, site: Path) -> None:
    """Withdrawn, named otherwise, taken off the list: whoever builds next, or wants to go back, has no way to it."""
    assert any("/former/" in name for name in holders(site, [CANARY], but=".livret-private"))
    (site / ".livret-private/members.yaml").write_text(now, encoding="utf-8")
    assert "no such former output" in rollback(site, code=2)
    build(site)
    assert holders(site, [CANARY], but=".livret-private") == []
    assert "no such former output" in rollback(site, code=2)


def test_a_listing_that_is_hidden_since_is_not_published_again(site: Path) -> None:
    listing = site / "content/services/health.yaml"
    listing.write_text(listing.read_text(encoding="utf-8") + "    address_visibility: hidden\n", encoding="utf-8")
    assert "no such former output" in rollback(site, code=2)


def test_where_nobody_can_read_what_is_withdrawn_nothing_is_published_or_lost(site: Path) -> None:
    before = plain.tree(site / "public")
    members = site / ".livret-private/members.yaml"
    members.write_text(MEMBERS + "  - {", encoding="utf-8")
    assert "cannot be read" in rollback(site, code=2)
    assert run("--site", site, "--date", DAY).exit_code == 1
    assert plain.tree(site / "public") == before
    members.write_text(MEMBERS, encoding="utf-8")
    assert rollback(site, "--list") != ""


def test_what_somebody_changed_is_not_published(site: Path) -> None:
    before = plain.tree(site / "public")
    [kept] = site.glob(".livret/outputs/*/former/1")
    page = kept / "fr/sante/numeros.html"
    page.unlink()
    page.write_text("Appelez le 99.", encoding="utf-8")
    assert "former-damaged" in rollback(site, code=1)
    assert plain.tree(site / "public") == before
    assert rollback(site, "--list") == ""


def test_the_last_five_are_kept_and_can_be_forgotten(site: Path) -> None:
    for number in range(6):
        rollback(site) if number % 2 else rollback(site, rollback(site, "--list").splitlines()[-1].partition(":")[0])
    assert len(rollback(site, "--list").splitlines()) == 1, "what is published again is a former output no more"
    rollback(site, "--forget")
    assert rollback(site, "--list") == ""
    assert "no such former output" in rollback(site, "4", code=2)


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lambda kept: shutil.rmtree(kept / "fr"), "former-damaged"),
        (lambda kept: (kept / "fr/index.html").unlink(), "former-damaged"),
        (shutil.rmtree, "no such former output"),
        (lambda kept: kept.with_name("1.json").unlink(), "no such former output"),
        (lambda kept: kept.with_name("1.json").write_bytes(b""), "no such former output"),
        (lambda kept: kept.with_name("1.json").write_bytes(kept.with_name("1.json").read_bytes()[:-9]), "no such former output"),
        (lambda kept: (shutil.rmtree(kept), kept.write_text("x", encoding="utf-8")), "no such former output"),
        (lambda kept: kept.with_name("2").symlink_to(kept), None),
    ],
)
def test_what_is_kept_and_half_gone_is_told_and_nothing_is_lost(
    harm: Callable[[Path], object], told: str | None, site: Path
) -> None:
    before = plain.tree(site / "public")
    [kept] = site.glob(".livret/outputs/*/former/1")
    harm(kept)
    result = run("rollback", "--site", site, "--date", DAY)
    assert (result.exit_code != 0, told or "") == (told is not None, told or "")
    assert (told or "as it was published") in result.output
    if told:
        assert plain.tree(site / "public") == before
        assert rollback(site, "--list") == ""


def test_who_goes_back_while_another_builds_is_told_who_does(site: Path) -> None:
    before = plain.tree(site / "public")
    with Stage.open(site / "public", site):
        assert "is at work" in rollback(site, code=2)
    assert plain.tree(site / "public") == before
    assert rollback(site, "--list") != ""


@pytest.mark.parametrize(
    "command", [("rollback",), ("alert", "Fermé.", "--until", "2026-12-01"), ("approve", "sante", "--by", "selam")]
)
def test_a_site_that_cannot_be_written_is_told_and_stays(
    command: tuple[str, ...], site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = plain.tree(site)

    def refuse(*_: object, **__: object) -> NoReturn:
        raise PermissionError(13, "Permission denied", str(site))

    for name in ("mkdir", "write_bytes", "touch", "rename", "replace", "hardlink_to"):
        monkeypatch.setattr(Path, name, refuse)
    monkeypatch.setattr("livret.publish.atomic.write", refuse)
    monkeypatch.setattr("os.link", refuse)
    result = run(*command, "--site", site, "--date", DAY)
    monkeypatch.undo()
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    assert {path: data for path, data in plain.tree(site).items() if not path.startswith(".livret/")} == {
        path: data for path, data in before.items() if not path.startswith(".livret/")
    }


@pytest.mark.parametrize("bound", [sheaf.written, lambda texts: json.dumps(texts, separators=(",", ":")).encode()])
def test_a_sheaf_keeps_the_form_that_the_script_beside_it_reads(bound: Callable[[dict[str, str]], bytes]) -> None:
    texts = {f"fr/a/{name}.html": f"<p>\n{name}" for name in ("eau", "feu")}
    files = {path: text.encode() for path, text in texts.items()} | {"packs/fr/a.0.json": bound(texts)}
    assert Overlay(cast("Any", {}), ("fr",), "fr", files.__getitem__).changed("packs/fr/a.0.json") is None
