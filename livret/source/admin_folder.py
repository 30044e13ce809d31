"""`theme/admin/`: the editor of a site that has one at /admin/, and what of the site can be edited there.

A site has it where it asked for it (`livret new admin`): the settings, and the editor's own files, which lie as they are published. What a site takes from its
base is edited where it lies, and an editor of the base is none of the site.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from posixpath import basename

from livret import paths
from livret.problems import Place, Report
from livret.schema.admin import Admin
from livret.schema.booklet import BookletMeta
from livret.site import SCRIPT, Editable, OpenBooklet, OpenListing, Site
from livret.source import agora_room, prose, services, yaml
from livret.source.door import Door, Refused
from livret.source.read import Reading

FOLDER = "theme/admin"
PATH = f"{FOLDER}/admin.yaml"
FONTS = ("source-sans-3", "noto-mono", "material-symbols-outlined")  # words, code, and the drawings on its buttons
_MADE_HERE = (
    b"fonts/material-symbols-outlined.woff2",
    b"registerPreviewStyle",
)  # Sveltia CMS, and led to the fonts that lie beside it
_LARGEST = 10_000_000  # bytes of the script
# What hosts read that says which headers are sent, by its name for `livret host`.
HEADERS = {"netlify": "netlify.toml", "apache": "hosting/.htaccess", "nginx": "hosting/nginx.conf"}


def font(name: str) -> str:
    """Where a font of the editor lies, from /admin/."""
    return f"fonts/{name}.woff2"


def read(door: Door, reading: Reading, report: Report) -> Editable | None:
    """What can be edited; None where there is no editor, or not all of it."""
    laid = tuple(path.removeprefix(f"{FOLDER}/") for path in door.own(FOLDER))
    if not laid:
        return None
    said = yaml.load(door, PATH, Admin, report, "site")[0] if door.is_own(PATH) else None
    whole = _is_whole(door, laid, report)
    if said is None or not whole:
        return None
    _check_headers(door, said, report)
    return Editable(
        said,
        tuple(name for name in laid if name != basename(PATH)),
        tuple(_booklets(door, reading.contents.folders)),
        tuple(_listings(door)),
        agora_room.NEEDS if door.has(agora_room.NEEDS) else "",
        agora_room.MEETINGS if door.folder(agora_room.MEETINGS) else "",
        tuple(sorted(_references(reading.site))),
    )


def settings(door: Door) -> Admin | None:
    """Where the editor saves; None where there is none, or where that cannot be read."""
    return yaml.load(door, PATH, Admin, Report(), "site")[0] if door.is_own(PATH) else None


def missing(laid: tuple[str, ...]) -> list[str]:
    """What of an editor is not there, of the names in its folder."""
    return [name for name in ("admin.yaml", SCRIPT, *map(font, FONTS)) if name not in laid]


def _is_whole(door: Door, laid: tuple[str, ...], report: Report) -> bool:
    if lacking := missing(laid):
        report.add("admin-half", Place(FOLDER), names=", ".join(lacking))
        return False
    path = f"{FOLDER}/{SCRIPT}"
    try:
        return door.once("editor", path, None, partial(_is_editor, door, path), report)
    except Refused as refused:
        report.take(refused.problem)
        return False


def _is_editor(door: Door, path: str, report: Report) -> bool:
    data = door.read(path, _LARGEST)
    is_ours = all(sign in data for sign in _MADE_HERE)
    if not is_ours:
        report.add("admin-script", Place(path))
    return is_ours


def _check_headers(door: Door, settings: Admin, report: Report) -> None:
    """Headers that were written before the site had this editor would not let it work."""
    for name, path in HEADERS.items():
        text = door.text(path) if door.has(path) else ""
        if text.startswith(f"# Written by `livret host {name}`") and not (paths.ADMIN in text and settings.asked in text):
            report.add("admin-headers", Place(path), name=name)


def _booklets(door: Door, folders: Mapping[str, str]) -> Iterator[OpenBooklet]:
    for slug, folder in folders.items():
        if folder.startswith(f"{prose.FOLDER}/") and "." not in slug and any(door.own(folder)):
            path = f"{folder}/booklet.yaml"
            meta = yaml.load(door, path, BookletMeta, Report(), slug)[0] if door.has(path) else None
            yield OpenBooklet(slug, meta.title.text if meta else slug, folder, door.is_own(path))


def _references(site: Site) -> Iterator[str]:
    for kind, facts in site.facts:
        yield from (f"{kind}.{name}" for name in facts)
    yield from (f"service.{ident}" for ident in site.services)
    yield from (f"term.{term.id}" for term in site.termbase.terms)


def _listings(door: Door) -> Iterator[OpenListing]:
    """Those that can be read; of the others it is told where they are read."""
    for path in door.own(services.FOLDER):
        if path.endswith(".yaml"):
            try:
                tree = yaml.parse(door.text(path), path)
            except Refused:
                continue
            if isinstance(tree, yaml.Mapping):
                yield _listing(path, tree)


def _listing(path: str, tree: yaml.Mapping) -> OpenListing:
    entries = [entry for entry in tree.get("services") or () if isinstance(entry, yaml.Mapping)]
    groups = {key for entry in entries for key, value in entry.items() if isinstance(value, yaml.Mapping)}
    texts = {key for entry in entries for key, value in entry.items() if isinstance(value, yaml.Scalar)}
    return OpenListing(path, str(tree.get("category") or ""), tuple(sorted(texts)), tuple(sorted(groups)))
