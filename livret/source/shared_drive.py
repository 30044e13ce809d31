"""Drives that others read or write: a network's, and folders that a program copies to a server and to other machines. Asked of names and of the system alone."""

from __future__ import annotations

import os
import re
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")
_NETWORK = (
    "nfs",
    "cifs",
    "smb",
    "afs",
    "ceph",
    "davfs",
    "gluster",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.gvfs",
    "fuse.davfs",
    "fuse.s3fs",
    "fuse.onedrive",
)
# These may be of this machine alone, but what others write to them is not told.
_SHARED = (*_NETWORK, "9p", "fuse", "vboxsf", "virtiofs", "prl_fs", "vmhgfs", "drvfs")
_UNC = "\\\\"  # begins the address of a drive of Windows that another machine has
# What programs call the folder that they copy; macOS has all of them below CloudStorage: `OneDrive-Asso`, `GoogleDrive-a@b.fr`.
_NAMES = re.compile(
    r"(OneDrive|Dropbox|Google ?Drive|Nextcloud|ownCloud|iCloud ?Drive|kDrive|pCloud ?Drive|MEGA(?:sync)?|Seafile|Box[ -]Sync|Proton ?Drive|Synology ?Drive"
    r"|Cozy(?: Drive)?|Tresorit)(?:\d+|[ -].*| \(.*\))?",
    re.IGNORECASE,
)
_OTHER_NAMES = {
    "my drive": "Google Drive",
    "mon drive": "Google Drive",
    "mobile documents": "iCloud Drive",
    "cloudstorage": "CloudStorage",
}
# What they leave in it.
_MARKS = {
    ".dropbox.cache": "Dropbox", ".stfolder": "Syncthing", ".tmp.drivedownload": "Google Drive", ".tmp.driveupload": "Google Drive", ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud", ".sync_*.db": "Nextcloud", "._sync_*.db": "Nextcloud", ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
}  # fmt: skip
_ENVIRONMENT = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")  # Windows says where these are


def shared(folder: Path, mounts: Path = _MOUNTS) -> bool:
    """Whether a folder lies on a drive that other machines may write to, as far as the system says (Linux does)."""
    return _file_system(folder, mounts).startswith(_SHARED)


def drive(folder: Path, mounts: Path = _MOUNTS) -> str:
    """What carries a folder to others, by the name that people know it by: `OneDrive`, `cifs`; "" where nothing does, as far as can be told."""
    if str(folder).startswith(_UNC):
        return str(folder.drive)
    kind = _file_system(folder, mounts)
    if kind.startswith(_NETWORK):
        return kind
    around = (folder, *folder.parents)
    return next(filter(None, map(_copied, around)), "") or next(filter(None, map(_marked_as, around)), "")


def _copied(folder: Path) -> str:
    if any(named and folder == Path(named) for named in map(os.environ.get, _ENVIRONMENT)):
        return _ENVIRONMENT[0]
    found = _NAMES.fullmatch(folder.name)
    return found[1] if found else _OTHER_NAMES.get(folder.name.casefold(), "")


def _marked_as(folder: Path) -> str:
    return next((name for mark, name in _MARKS.items() if next(folder.glob(mark), None)), "")


def _file_system(folder: Path, mounts: Path) -> str:
    """The kind of file system that a folder lies on; "" where the system does not say."""
    try:
        lines = [line.split() for line in mounts.read_text(encoding="utf-8").splitlines()]
    except OSError:
        return ""
    around = {fields[4]: fields[fields.index("-") + 1] for fields in lines}  # the last one covers those before it
    where = max((point for point in around if folder.is_relative_to(point)), key=len, default="")
    return around.get(where, "")
