"""What is shipped, as a bill of materials in CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/): the libraries of the lock, and each font, colour profile, drawing and script
of the theme with its SHA-256 and its licence.

python scripts/sbom.py [FILE]       without a name it is printed; the same files give the same bytes

1. The lock says which libraries there are, at which version, and which of them another one needs; licences are those that the installed ones name.
2. Of the theme each file is listed that somebody else may have made, or that runs in a browser.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
_LOCKED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?P<rest>(?:.*\n)(?:[ \t].*\n?)*)", re.MULTILINE)
_VIA = re.compile(r"# via\s+|#\s+")
_TOLD = re.compile(r"^License :: (?:OSI Approved :: )?(.+)$")
# The licence of what lies in the theme, by the end of a file's name and, for fonts, by its beginning: SPDX, https://spdx.org/licenses/.
_LICENCES = (
    (re.compile(r"emblem/.+\.ttf$"), "Ubuntu-font-1.0"),
    (re.compile(r"\.(?:ttf|woff2)$"), "OFL-1.1"),
    (re.compile(r"\.icc$"), "CC0-1.0"),
    (re.compile(r"icons/.+\.svg$"), "CC0-1.0"),
    (re.compile(r"\.(?:js|svg|png|css)$"), "MIT"),
)


def bill(root: Path = ROOT) -> dict[str, Any]:
    """The bill; `root` is the folder of Livret's sources."""
    whole = _whole(root)
    libraries = list(_libraries((root / "requirements.txt").read_text(encoding="utf-8")))
    files = list(_files(root / "theme"))
    names = {part["name"] for part, _ in libraries}
    needed = sorted(part["bom-ref"] for part, via in libraries if whole["name"] in via or not names & set(via))
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": whole},
        "components": [*(part for part, _ in libraries), *files],
        "dependencies": [{"ref": whole["bom-ref"], "dependsOn": needed}, *_needs(libraries)],
    }


def _whole(root: Path) -> dict[str, Any]:
    found = re.search(r'^__version__ = "([^"]+)"', (root / "livret/__init__.py").read_text(encoding="utf-8"), re.MULTILINE)
    version = found[1] if found else "0"
    return {"type": "application", "bom-ref": f"livret@{version}", "name": "livret", "version": version, **_licensed("MIT")}


def _libraries(lock: str) -> Iterator[tuple[dict[str, Any], tuple[str, ...]]]:
    """Each library of the lock, and the names of those that need it."""
    for found in _LOCKED.finditer(lock):
        name = re.sub(r"[-_.]+", "-", found["name"]).lower()
        url = f"pkg:pypi/{name}@{found['version']}"
        part = {"type": "library", "bom-ref": url, "name": found["name"], "version": found["version"], "purl": url}
        remarks = [_VIA.sub("", line.strip()) for line in found["rest"].splitlines() if line.strip().startswith("#")]
        yield part | _licence_of(found["name"]), tuple(re.sub(r"\s.*", "", each) for each in remarks if each)


def _needs(libraries: list[tuple[dict[str, Any], tuple[str, ...]]]) -> Iterator[dict[str, Any]]:
    """Which libraries each of them needs."""
    for part, _ in libraries:
        needed = sorted(other["bom-ref"] for other, via in libraries if part["name"] in via)
        yield {"ref": part["bom-ref"], **({"dependsOn": needed} if needed else {})}


def _licence_of(name: str) -> dict[str, Any]:
    """What an installed library says of its licence: the expression (PEP 639), else its classifiers, else the old field; nothing of one for another system."""
    try:
        found = distribution(name).metadata
    except PackageNotFoundError:
        return {}
    if expression := found.get("License-Expression"):
        return _licensed(expression)
    told = [match[1] for each in found.get_all("Classifier") or () if (match := _TOLD.match(each))]
    told = told or [(found.get("License") or "").partition("\n")[0]]
    return {"licenses": [{"license": {"name": each}} for each in told if each]}


def _files(theme: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(path for path in theme.rglob("*") if path.is_file()):
        name = path.relative_to(theme.parent).as_posix()
        licence = next((licence for ending, licence in _LICENCES if ending.search(name)), "")
        if licence:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            yield {
                "type": "file", "bom-ref": name, "name": name, "hashes": [{"alg": "SHA-256", "content": digest}], **_licensed(licence),
            }  # fmt: skip


def _licensed(expression: str) -> dict[str, Any]:
    return {"licenses": [{"expression": expression}]}


def main() -> None:
    text = json.dumps(bill(), ensure_ascii=False, indent=1) + "\n"
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text, encoding="utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
