"""Which files of a site somebody has changed, as git knows it: for a hook that is run before a commit, and for a merge request."""

from __future__ import annotations

import subprocess
from pathlib import Path

from livret.problems import MachineFailed, detail
from livret.source.door import decoded

HEAD = "HEAD"
_NOTHING = (
    "4b825dc642cb6eb9a060e54bf8d69288fbee4904"  # git's name for a folder without files: what there is before the first commit
)


def changed(site: Path, since: str = HEAD) -> frozenset[str]:
    """The paths, from the site folder, of files that are others than in a commit, and of those that no commit has. Raises MachineFailed where there is no git,
    the folder is in none, or the commit is not known."""
    _git(
        site, "rev-parse", "--git-dir", failing=detail("{folder} is in no git: --changed has nothing to compare with", folder=site)
    )
    unborn = since == HEAD and not _ask(site, "rev-parse", "--verify", "--quiet", HEAD)
    commit = (
        _NOTHING
        if unborn
        else _git(
            site,
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            f"{since}^{{commit}}",
            failing=detail("git does not know {commit}", commit=since),
        )
    )
    listed = (
        _git(site, "diff", "--name-only", "--no-renames", "--relative", "-z", commit.strip(), "--"),
        _git(site, "ls-files", "--others", "--exclude-standard", "-z"),
    )
    return frozenset(path for each in listed for path in each.split("\0") if path)


def remote(site: Path) -> tuple[str, str, str]:
    """Where git sends a site to: the address, the branch, and the folder of the site in the repository; each "" where it is not known."""
    asked = (("remote", "get-url", "origin"), ("branch", "--show-current"), ("rev-parse", "--show-prefix"))
    try:
        address, branch, folder = ((_ask(site, *each) or "").strip() for each in asked)
    except MachineFailed:
        return "", "", ""
    return address, branch, folder.strip("/")


def _git(site: Path, *arguments: str, failing: str = "") -> str:
    said = _ask(site, *arguments)
    if said is None:
        raise MachineFailed(failing or detail("git cannot say what was changed"))
    return said


def _ask(site: Path, *arguments: str) -> str | None:
    """What git answers; None where it refuses. Paths come as they are, with the form of letters that Livret knows them by."""
    try:
        done = subprocess.run(["git", "-C", str(site), *arguments], check=False, capture_output=True)
    except OSError:
        raise MachineFailed(detail("git is not installed: --changed asks it")) from None
    return decoded(done.stdout, "git") if done.returncode == 0 else None
