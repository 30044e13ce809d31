"""The layers of a site: its own folder, those of the bases that it extends, and what Livret carries. What an upper one has stands before what lies beneath.

`extends:` of site.yaml names a base, and a base may name another. Which they are is known before anything is parsed, by whoever reads files and by
whoever only looks whether they changed: so it stands on a line of its own. A package is found by its name, and nothing of it is run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from posixpath import join, normpath

from livret import limits
from livret.problems import Place, Problem

SITE = "content/site.yaml"
AUTHORS = "content/agora/authors.yaml"
FOLDERS = ("content", "translations", "theme")  # what a site is made from; pictures may lie elsewhere in its folder
BOOKLETS = "content/booklets"
LIVRET = "(Livret)"  # before the paths of what Livret carries, where it is read beneath a site's own
# What is of one town alone: its meetings and members, what it corrects and approves, its codes, what it prints and printed, what it has seen of its base, and
# the editor of its own repository.
_OWN = (
    "content/agora", "content/alerts.yaml", "content/approvals.yaml", "content/codes.yaml", "content/orders", "content/releases", "content/upstream.json",
    "theme/admin",
)  # fmt: skip
TOLD = frozenset(["content/alerts.yaml"])  # what is told in a town of its base by name, and not inherited
_EXTENDS = re.compile(r"^extends[ \t]*:[ \t]*(.*?)[ \t]*(?:[ \t]#.*)?$", re.MULTILINE)
_PACKAGE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_NUMBER = re.compile(r"^\d+-")


@dataclass(frozen=True, slots=True)
class Layer:
    """A folder that a site is made of. `name` stands before its paths where they are told – `../base/content/facts.yaml` –, and is "" for the site's
    own; `gives` says whether it has a part in a path of the site."""

    root: Path
    name: str
    gives: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Layers:
    """From the site's own folder down to what Livret carries; `problem` is what stands in the way of a base, told where it is named."""

    every: tuple[Layer, ...]
    problem: Problem | None = None

    @property
    def bases(self) -> tuple[Layer, ...]:
        return self.every[1:-1]

    @property
    def roots(self) -> tuple[Path, ...]:
        """The folders that are sites: the own one, and those of its bases."""
        return tuple(layer.root for layer in self.every[:-1])


@dataclass(frozen=True, slots=True)
class _Said:
    """What a site extends, and where it says so."""

    base: str
    place: Place


def of(site: Path, carried: Path) -> Layers:
    """The layers of a site. A base that cannot be had ends them, with its problem."""
    found, problem = [Layer(site.resolve(), "", _anything)], None
    while problem is None and (said := _extended(found[-1])):
        root = _folder(found[-1], said.base)
        if root is None:
            code = "extends-package" if _is_package(said.base) else "extends-missing"
            near = f"./{said.base}" if _is_package(said.base) and (found[-1].root / said.base / SITE).is_file() else ""
            problem = Problem(code, said.place, (("value", said.base), ("near", near)))
        elif any(root == layer.root for layer in found):
            problem = Problem("extends-circle", said.place, (("value", said.base),))
        else:
            found.append(Layer(root, _name_from(found[-1].name, said.base), of_base))
    return Layers((*found, Layer(carried.resolve(), LIVRET, of_livret)), problem)


def _extended(layer: Layer) -> _Said | None:
    """What a site says that it extends; None where it says nothing."""
    try:
        with (layer.root / SITE).open("rb") as file:
            text = file.read(limits.TEXT_FILE_BYTES).decode("utf-8-sig", "replace")
    except OSError:
        return None
    found = _EXTENDS.search(text)
    base = found[1].strip("\"'").replace("\\", "/") if found else ""
    if not found or not base or "\0" in base:
        return None
    path = f"{layer.name}/{SITE}" if layer.name else SITE
    before = text[: found.start(1)]
    return _Said(base, Place(path, before.count("\n") + 1, len(before) - before.rfind("\n")))


def _folder(layer: Layer, base: str) -> Path | None:
    """The folder of a base, which holds a site."""
    folders = _of_package(base) if _is_package(base) else iter((layer.root / base,))
    with suppress(OSError, ValueError):
        return next((folder.resolve() for folder in folders if (folder / SITE).is_file()), None)
    return None


def _is_package(base: str) -> bool:
    """Whether a base is named as packages are; a folder has a slash, or points."""
    return bool(_PACKAGE.fullmatch(base))


def _of_package(name: str) -> Iterator[Path]:
    """The folders of an installed package in which there may be a site."""
    from importlib import metadata, util  # noqa: PLC0415 – few sites extend a package

    with suppress(ImportError, ValueError):
        spec = util.find_spec(re.sub("[-.]", "_", name))
        yield from map(Path, spec.submodule_search_locations or () if spec else ())
    with suppress(metadata.PackageNotFoundError):
        for file in metadata.distribution(name).files or ():
            if file.as_posix().endswith(SITE):
                yield Path(str(file.locate())).parents[1]


def _name_from(above: str, base: str) -> str:
    """A base's name, from the site's own folder."""
    return base.rstrip("/") if _is_package(base) else normpath(join(above, base))


# --- what each layer gives ----------------------------------------------------------------------------


def _anything(_: str) -> bool:
    return True


def of_base(path: str) -> bool:
    """Whether a base has a part in a path: in nothing hidden, nothing of one town alone, and nothing beside the folders that a site is made from."""
    first, *below = path.split("/")
    if first not in FOLDERS or any(part.startswith(".") for part in below):
        return False
    return path == AUTHORS or not any(path == own or path.startswith(f"{own}/") for own in _OWN)


def of_livret(path: str) -> bool:
    """Whether Livret carries such files: the theme, and the words of the interface."""
    return path == "theme" or path.startswith("theme/") or path.endswith(("/interface.po", "/interface.pot"))


def is_listed(path: str) -> bool:
    """Whether what lies in a folder of a base is in the same folder of the site. Of catalogs a site lists its own."""
    return path not in FOLDERS[:1] and not path.startswith(FOLDERS[1])


# --- booklets: one by its slug, whatever number stands before it ------------------------------------------


def plain(name: str) -> str:
    """The name without the number that says its place: `soins` of `02-soins`."""
    return _NUMBER.sub("", name)


def in_base(root: Path, path: str) -> str:
    """The path by which a base has what a site has at another: its booklets may have other numbers."""
    if not path.startswith(f"{BOOKLETS}/") or (root / path).exists():
        return path
    booklet, *rest = path.removeprefix(f"{BOOKLETS}/").split("/")
    with suppress(OSError):
        same = sorted(entry.name for entry in (root / BOOKLETS).iterdir() if plain(entry.name) == plain(booklet))
        return "/".join((BOOKLETS, same[0], *rest)) if same else path
    return path


def before(own: frozenset[str], beneath: frozenset[str]) -> frozenset[str]:
    """The names in a folder of booklets or chapters: those of a site, and of a base those that it has no other for. A page of the site takes that of the base
    away, with all that stands beside it and says the same: other languages, easy to read, read aloud."""
    pages = {plain(name).removesuffix(".md") for name in own if name.endswith(".md") and name.count(".") == 1}
    taken = {plain(name) for name in own}
    return own | {
        name for name in beneath if plain(name) not in taken and not (_is_page(name) and plain(name).split(".")[0] in pages)
    }


def _is_page(name: str) -> bool:
    return name.endswith((".md", ".opus", ".opus.yaml"))
