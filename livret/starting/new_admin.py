"""An editor at /admin/ for a team on a Git host: its settings, its files from a package, and what a host has to know of it.

What it offers to edit is made with the site (`livret/git_editor/`), so that nothing written here grows old but the editor itself: called again, this lays another
version of it, and keeps the settings that are not given.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from livret import uncommitted
from livret.problems import Place, Report
from livret.publish import atomic
from livret.schema.admin import Admin
from livret.source import admin_folder, yaml
from livret.source.admin_folder import FOLDER, PATH
from livret.source.door import Door
from livret.source.read import Reading
from livret.starting import editor_files, editor_package, hosting

_HEAD = """\
# yaml-language-server: $schema=../../docs/schema/admin.json
# The editor at /admin/ saves there. To have none, remove this folder, and run “livret host …” again.
"""
_SCP = re.compile(r"(?:[\w.-]+@)?([\w.-]+):(?!//)(.+)")
_KNOWN = {"github.com": "github", "gitlab.com": "gitlab", "gitea.com": "gitea", "codeberg.org": "gitea"}
_PUBLIC = frozenset({"github.com", "gitlab.com", "gitea.com"})
Said = Mapping[str, str]


def known(door: Door) -> dict[str, str]:
    """What is known of the settings: as they are written, else as git has them."""
    if settings := admin_folder.settings(door):
        return {name: str(value) for name, value in settings if value is not None}
    address, branch, folder = uncommitted.remote(door.root)
    return {**of_remote(address), "branch": branch or "main", **({"folder": folder} if folder else {})}


def of_remote(address: str) -> dict[str, str]:
    """Host and repository of an address that git sends to, as far as it tells them."""
    if found := _SCP.fullmatch(address):
        host, path = found.groups()
    else:
        parts = urlsplit(address)
        host, path = parts.hostname or "", parts.path
    path = path.strip("/").removesuffix(".git")
    if not host or "/" not in path:
        return {}
    kind = _KNOWN.get(host) or next(
        (name for name in ("gitlab", "github", "gitea") if name in host), "gitea" if "forgejo" in host else ""
    )
    said = {"repository": path, **({"host": kind} if kind else {})}
    return said if host in _PUBLIC else {**said, "address": f"https://{host}"}


def checked(said: Said, report: Report) -> str | None:
    """The file of the settings; None where they are wrong, which is told."""
    text = _HEAD + "".join(f"{name}: {_quoted(value)}\n" for name in Admin.model_fields if (value := said.get(name)))
    settings = yaml.validate(yaml.parse(text, PATH), Admin, report, "site", Place(PATH, 1, 1))
    return text if settings else None


def _quoted(value: str) -> str:
    return value if re.fullmatch(r"[A-Za-z][\w./-]*", value) else json.dumps(value, ensure_ascii=False)


def is_whole(door: Door) -> bool:
    """Whether the files of the editor are there."""
    laid = [path.removeprefix(f"{FOLDER}/") for path in door.own(FOLDER)]
    return not [name for name in admin_folder.missing(tuple(laid)) if name != "admin.yaml"]


def write(door: Door, reading: Reading, text: str, source: str | None, report: Report) -> Iterator[str]:
    """Writes the settings, the editor out of a package where one is named, and what hosts read; gives the paths of what changed. Raises NoEditor, before anything
    is written."""
    languages = (*reading.site.config.languages, reading.site.config.language)
    files = editor_package.laid(source, (Path(), door.root), languages) if source else {}
    for name, data in {"admin.yaml": text.encode(), **files}.items():
        if atomic.write(door.root / FOLDER / name, data):
            yield f"{FOLDER}/{name}"
    for path in tuple(door.own(FOLDER)) if files else ():
        if editor_package.is_former(path.removeprefix(f"{FOLDER}/"), files):
            atomic.remove(door.root / path)
            yield path
    yield from editor_files.write_schemas(door.root)
    yield from hosting.renewed(Door(door.root, door.today), report)
