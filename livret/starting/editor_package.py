"""Sveltia CMS as it comes from npm – a folder, or what `npm pack` gives –, laid so that it loads nothing from elsewhere; none is ever downloaded.

Its script has addresses of others inside: those of its fonts and of its words in other languages are led to files beside it, which the package brings. What it
would ask elsewhere besides – whether there is a newer one, whether the Git host is well – is forbidden by the policy of its page, and it does without.
"""

from __future__ import annotations

import datetime
import gzip
import json
import re
import tarfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path

from livret.site import SCRIPT
from livret.source.admin_folder import FONTS, font
from livret.source.door import Door, Refused
from livret.tongue import told

NAME = "@sveltia/cms"
_BUNDLE, _ABOUT, _LICENCE, _DRAWN, _WORDS = "dist/sveltia-cms.js", "package.json", "LICENSE.txt", "npm/assets/", "locales/"
_LARGEST_FILE, _LARGEST_PACKAGE, _LARGEST_UNPACKED = (
    10_000_000,
    60_000_000,
    200_000_000,
)  # bytes; a package is 15 million, unpacked 60
_FONT = re.compile(r"https://cdn\.jsdelivr\.net/fontsource/fonts/([a-z0-9-]+)(?::vf)?@[0-9.]+/[a-z0-9-]+\.woff2")
_ELSEWHERE = "https://unpkg.com/@sveltia/cms"  # and behind it the version, where words are asked for
_VERSION = re.compile(r"\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?")
_HELD = "sveltia"


class NoEditor(Exception):
    """The editor cannot be had as a person said; the text says why."""


def laid(source: str, beside: Iterable[Path], languages: Iterable[str]) -> dict[str, bytes]:
    """The files of the editor by their paths from /admin/, with its words in some languages. `source` is the package: a folder, a `.tgz`, its script in such a
    folder, or its name, which stands in the node_modules of a folder `beside`. Raises NoEditor."""
    package = _package(source, beside)
    try:
        about = json.loads(package.get(_ABOUT, b"{}"))
        name, version = str(about.get("name", "")), str(about.get("version", ""))
    except (ValueError, AttributeError):
        name = version = ""
    if name != NAME or not _VERSION.fullmatch(version):
        raise NoEditor(told("{source} is not the package {name}", source=source, name=NAME))
    files = {SCRIPT: _led_home(package.get(_BUNDLE, b""), source), **dict(_fonts(package, source))}
    files[f"{_HELD}/{_ABOUT}"] = json.dumps({"version": version}).encode()  # it asks which is the newest
    files |= {path: package[_LICENCE] for path in (_LICENCE,) if path in package}
    return files | {f"{_HELD}@{version}/{path}": package[path] for path in sorted(package) if _is_spoken(path, tuple(languages))}


def is_former(path: str, files: Iterable[str]) -> bool:
    """Whether a file from /admin/ is of another version than these."""
    return path.startswith(f"{_HELD}@") and path not in files


def _led_home(script: bytes, source: str) -> bytes:
    """The script, with the addresses of others led to files beside it."""
    text = script.decode("utf-8", "replace")
    found = set(_FONT.findall(text))
    if found != set(FONTS) or _ELSEWHERE not in text:
        raise NoEditor(told("{source} is another version than Livret knows: take the one that docs/admin.md names", source=source))
    return _FONT.sub(lambda address: font(address[1]), text).replace(_ELSEWHERE, f"./{_HELD}").encode()


def _fonts(package: Mapping[str, bytes], source: str) -> Iterator[tuple[str, bytes]]:
    """Each font with its licence."""
    for name in FONTS:
        drawn = next((path for path in sorted(package) if path.startswith(f"{_DRAWN}{name}-") and path.endswith(".woff2")), None)
        if drawn is None:
            raise NoEditor(told("{source} lacks the font {name}: it is not the whole package", source=source, name=name))
        yield font(name), package[drawn]
        if (licence := f"{_DRAWN}{name}.LICENSE.txt") in package:
            yield f"fonts/{name}.LICENSE.txt", package[licence]


def _is_spoken(path: str, languages: tuple[str, ...]) -> bool:
    spoken = {tag.partition("-")[0] for tag in languages}
    return path.startswith(_WORDS) and path.removeprefix(_WORDS).removesuffix(".json").partition("-")[0] in spoken


# --- where it is --------------------------------------------------------------------------------------


def _package(source: str, beside: Iterable[Path]) -> dict[str, bytes]:
    """The files of a package that are of use, by their paths in it."""
    for path in (Path(source), *(folder / "node_modules" / source for folder in beside)):
        if path.is_dir():
            return dict(_in_folder(path / "package" if (path / "package" / _ABOUT).is_file() else path))
        if path.name.endswith((".tgz", ".tar.gz")) and path.is_file():
            return dict(_in_archive(path))
        if path.suffix == ".js" and path.is_file():
            return dict(_in_folder(path.resolve().parent.parent))
    raise NoEditor(told("there is no package {source}: “npm pack {name}” brings it as a file", source=source, name=NAME))


def _is_of_use(path: str) -> bool:
    return path in (_BUNDLE, _ABOUT, _LICENCE) or (path.startswith((_DRAWN, _WORDS)) and path.endswith((".woff2", ".txt", ".json")))


def _in_folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    door = Door(folder, datetime.date.min)
    names = (
        _BUNDLE,
        _ABOUT,
        _LICENCE,
        *(f"{inside}{name}" for inside in (_DRAWN, _WORDS) for name in door.folder(inside.rstrip("/"))),
    )
    try:
        yield from ((name, door.read(name, _LARGEST_FILE)) for name in names if _is_of_use(name) and door.has(name))
    except Refused as refused:
        raise NoEditor(f"{folder}/{refused.problem.place.path}: {told('this file cannot be read')}") from None


def _in_archive(path: Path) -> Iterator[tuple[str, bytes]]:
    """What `npm pack` gives: everything is below package/."""
    try:
        data = Door(path.resolve().parent, datetime.date.min).read(path.name, _LARGEST_PACKAGE)
        with gzip.GzipFile(fileobj=BytesIO(data)) as packed, tarfile.TarFile(fileobj=packed) as archive:
            for member in archive:
                name = member.name.removeprefix("package/")
                if archive.offset > _LARGEST_UNPACKED or (_is_of_use(name) and member.size > _LARGEST_FILE):
                    raise NoEditor(told("{source} is too large for a package", source=path))
                if member.isfile() and _is_of_use(name) and (file := archive.extractfile(member)):
                    yield name, file.read()
    except (Refused, tarfile.TarError, OSError, EOFError, zlib.error):
        raise NoEditor(told("{source} is cut short, or no package", source=path)) from None
