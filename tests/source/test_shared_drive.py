"""A site on a drive that others read: what is for the team alone lies elsewhere, and is told where it does not."""

from __future__ import annotations

import datetime
import json
import subprocess
from pathlib import Path

import plain
import pytest
from conftest import DAY, run

from livret.source.door import PRIVATE_AT, Door
from livret.source.shared_drive import drive

MEMBERS = "members:\n  - {id: selam, name: Sélam Tesfay, consents: [{scope: site, on: 2026-11-01}]}\n"
MOUNTS = """22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /srv/asso rw,relatime - cifs //server/asso rw
31 22 0:41 / /media/stick rw - fuseblk /dev/sdb1 rw
32 22 0:42 / /mnt/c rw - 9p drvfs rw
33 22 0:43 / /mnt/ssh rw - fuse.sshfs anna@server: rw
"""
CARRIED = {
    "/home/a/OneDrive/livret": "OneDrive", "/home/a/OneDrive - Asso Accueil/livret": "OneDrive", "/Users/a/Library/CloudStorage/OneDrive-Asso": "OneDrive",
    "/home/a/Dropbox": "Dropbox", "/home/a/Dropbox (Asso)/x/y": "Dropbox", "/home/a/Google Drive/My Drive/livret": "Google Drive",
    "/Users/a/Library/CloudStorage/GoogleDrive-a@b.fr/Mon Drive": "Google Drive", "/home/a/Nextcloud2/livret": "Nextcloud", "/home/a/nextcloud/livret": "nextcloud",
    "/Users/a/Library/Mobile Documents/com~apple~CloudDocs/livret": "iCloud Drive", "/home/a/kDrive/livret": "kDrive", "/srv/asso/livret": "cifs", "/mnt/ssh": "fuse.sshfs",
}  # fmt: skip
ALONE = (
    "/home/a/livret", "/home/a/Documents/dropboxes", "/home/a/mon-onedrive/livret", "/home/a/Boxe", "/home/a/Megane", "/media/stick/livret", "/mnt/c/livret",
)  # fmt: skip


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    path = tmp_path / "mounts"
    path.write_text(MOUNTS, encoding="utf-8")
    return path


@pytest.mark.parametrize("folder", CARRIED)
def test_what_carries_a_folder_to_others_is_known(folder: str, mounts: Path) -> None:
    assert drive(Path(folder), mounts) == CARRIED[folder]


@pytest.mark.parametrize("folder", ALONE)
def test_a_folder_of_this_machine_is_let_be(folder: str, mounts: Path) -> None:
    assert drive(Path(folder), mounts) == ""


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (".stfolder", "Syncthing"),
        (".dropbox.cache", "Dropbox"),
        (".sync_0a1b2c.db", "Nextcloud"),
        (".tmp.driveupload", "Google Drive"),
    ],
)
def test_what_a_program_leaves_in_its_folder_says_so(mark: str, name: str, mounts: Path, tmp_path: Path) -> None:
    (tmp_path / "partage/livret").mkdir(parents=True)
    (tmp_path / "partage" / mark).mkdir()
    assert drive(tmp_path / "partage/livret", mounts) == name


def test_windows_says_where_it_copies(monkeypatch: pytest.MonkeyPatch, mounts: Path) -> None:
    monkeypatch.setenv("OneDriveCommercial", "/home/a/Partage")
    assert drive(Path("/home/a/Partage/livret"), mounts) == "OneDrive"


# --- a site there ------------------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return plain.site(tmp_path / "Nextcloud/livret", "sound")


def lay(folder: Path, text: str = MEMBERS) -> Path:
    folder.mkdir(parents=True)
    (folder / "members.yaml").write_text(text, encoding="utf-8")
    return folder


def told(site: Path) -> list[str]:
    result = run("check", "--site", site, "--date", DAY, "--json")
    return [f"{each['path']} {each['code']}" for each in json.loads(result.output)]


def test_a_private_folder_there_is_told(site: Path) -> None:
    lay(site / ".livret-private")
    assert told(site) == [".livret-private private-shared"]


def test_elsewhere_it_is_read_as_if_it_was_there(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    private = lay(tmp_path / "à part")
    for named in (str(private), "../../à part"):
        monkeypatch.setenv(PRIVATE_AT, named)
        assert told(site) == []
    (site / "content/booklets/01-sante/02-soins.md").write_text(
        "# Les soins\n\n## Le médecin\n\nVoir Sélam Tesfay.\n", encoding="utf-8"
    )
    assert told(site) == ["content/booklets/01-sante/02-soins.md name-told"]
    (private / "members.yaml").write_text(MEMBERS.replace("Sélam Tesfay", "Aman Haile"), encoding="utf-8")
    assert told(site) == [], "it is looked at where it lies"
    assert not (site / ".livret-private").exists()


def test_its_files_are_listed_and_found_there(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    private = lay(tmp_path / "prive")
    (private / "voice").mkdir()
    monkeypatch.setenv(PRIVATE_AT, str(private))
    door = Door(site, datetime.date.min)
    assert door.folder(".livret-private") == ("members.yaml", "voice")
    assert door.text(".livret-private/members.yaml") == MEMBERS
    assert door.on_disk(".livret-private/voice/new.yaml") == private / "voice/new.yaml"
    assert door.on_disk(".livret-private-not/x") == door.root / ".livret-private-not/x"


def test_nothing_of_it_is_reached_from_the_site(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    private = lay(tmp_path / "prive")
    monkeypatch.setenv(PRIVATE_AT, str(private))
    (site / "content/agora/authors.yaml").unlink()
    (site / "content/agora/authors.yaml").symlink_to(private / "members.yaml")
    (private / "meetings").symlink_to(site / "content/booklets")
    assert "content/agora/authors.yaml link-elsewhere" in told(site)
    door = Door(site, datetime.date.min)
    with pytest.raises(Exception, match="link-elsewhere"):
        door.folder(".livret-private/meetings/01-sante")


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ("{}/nowhere", "private-missing"),
        ("{site}/content/agora", "private-inside"),
        ("{site}/prive", "private-missing"),
        ("{site}/..", "private-inside"),
    ],
)
def test_a_folder_that_cannot_be_it_stops_the_build(
    named: str, code: str, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PRIVATE_AT, named.format(tmp_path, site=site))
    assert f"{PRIVATE_AT} {code}" in told(site)
    assert run("--site", site, "--date", DAY, "--jobs", "1").exit_code == 1


def test_a_second_one_in_the_site_is_told(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(site / ".livret-private")
    monkeypatch.setenv(PRIVATE_AT, str(lay(tmp_path / "prive", "members: []\n")))
    assert told(site) == [".livret-private private-twice"]


def test_git_may_have_it_nowhere(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    private = lay(tmp_path / "depot/prive")
    for command in (["init", "-q"], ["add", "prive"]):
        subprocess.run(["git", "-C", str(private.parent), *command], check=True, capture_output=True)
    monkeypatch.setenv(PRIVATE_AT, str(private))
    assert told(site) == [".livret-private/members.yaml private-tracked"]
