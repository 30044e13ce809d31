"""The distributions that Livret requires, and those that they require, found from their metadata: no list by hand can forget one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions

Wanted = tuple[str, frozenset[str]]  # a name, and the extras asked of it
_REQUIREMENT = re.compile(r"([\w.-]+)\s*(?:\[([^\]]*)\])?")
_EXTRA = re.compile(r"""\bextra\s*==\s*["']([^"']+)["']""")


def versions(root: str = "livret") -> dict[str, str]:
    """The version of each by its name; "" for one that is not installed, as on another system. Of a checkout that was not
    installed there is no metadata: then it is all that is installed."""
    if _distribution(root) is None:
        return {_normal_name(each.name): each.version for each in distributions()}
    found: dict[str, str] = {}
    waiting: list[Wanted] = [(root, frozenset())]
    known = set[Wanted]()
    while waiting:
        wanted = name, extras = waiting.pop()
        if wanted not in known:
            known.add(wanted)
            package = _distribution(name)
            found[name] = package.version if package else ""
            waiting += _requires(package, extras) if package else ()
    return found


def _distribution(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _requires(package: Distribution, extras: frozenset[str]) -> Iterator[Wanted]:
    """Other conditions than an extra are not looked at: if it is installed, it counts."""
    for line in package.requires or ():
        extra, parts = _EXTRA.search(line), _REQUIREMENT.match(line)
        if parts and (extra is None or extra[1] in extras):
            yield _normal_name(parts[1]), frozenset(each.strip() for each in (parts[2] or "").split(",") if each.strip())


def _normal_name(written: str) -> str:
    return re.sub(r"[-_.]+", "-", written).lower()


def origin() -> tuple[str, str]:
    """The address from which Livret was installed, as pip notes it (PEP 610), and the commit where that is a repository of git; "" for what came from an
    index, or was not installed."""
    found = _distribution("livret")
    noted = json.loads((found.read_text("direct_url.json") if found else None) or "{}")
    vcs = noted.get("vcs_info", {})
    return (noted.get("url", ""), vcs.get("commit_id", "")) if vcs.get("vcs", "git") == "git" else ("", "")
