"""Every file of a site's own theme, looked at by itself as soon as a site is read: what it is decides how. What Livret carries is sound, and not asked.

What was found of a file is known by its bytes, as of all files, so that whoever reads a site again looks at what has changed alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from posixpath import basename, splitext

from livret import formats
from livret.paper import fonts
from livret.paper.compile import syntax
from livret.problems import Place, Report, near
from livret.schema.asset_list import CARRIED, EPUB, EVERY, FRAMED, AssetList
from livret.schema.fields import Model
from livret.schema.funding import Statements
from livret.schema.search import SearchRules
from livret.source import admin_folder, listed_assets, unseen, yaml
from livret.source import tokens as design
from livret.source.door import Door, Refused
from livret.theming import drawings, markup, sheets
from livret.web.given import GIVEN
from livret.web.templates import WORDS

WEB, PRINT = "theme/web/", "theme/print/"
_TEXTS = (".html", ".xml", ".css", ".js", ".typ", ".yaml", ".svg", ".txt", ".md")
_TEMPLATES = (".html", ".xml")
_WORKERS = ("sw.js", "sw-off.js")  # at an address that never changes: no page loads them
_READ_BY_THE_TEAM = ("theme/report/", "theme/letters/")
_LICENCES = (".txt", ".md")
_ELSEWHERE = ("report", "letters", "search", "emblem", "fonts", "print", "web")
_IMPORTED = re.compile(r'(?:import|include)\s+"([^"]+\.typ)"')


def check(door: Door, assets: AssetList, tokens: Mapping[str, str], report: Report) -> None:
    """Tells what is wrong in the theme of a site. `assets` and `tokens` are those that hold: its own laid over Livret's."""
    towns = (path for path in door.towns("theme") if not path.startswith(f"{admin_folder.FOLDER}/"))
    own = _Own(door, assets, tokens, report, tuple(towns))
    for path in own.paths:
        with _telling(report):
            own.file(path)
    if own.templates:
        with _telling(report):
            own.check_templates()
    if listed_assets.PATH in own.paths and not own.is_list_broken:
        with _telling(report):
            own.check_list()
    if design.PATH in own.paths:
        with _telling(report):
            own.check_families()


@contextmanager
def _telling(report: Report) -> Iterator[None]:
    """Takes what is refused in the block as a problem."""
    try:
        yield
    except Refused as refused:
        report.take(refused.problem)


@dataclass(frozen=True)
class _Own:
    """The files of the site's own theme, and what they may name."""

    door: Door
    assets: AssetList
    tokens: Mapping[str, str]
    report: Report
    paths: tuple[str, ...]

    def once(self, kind: str, path: str, depends: object, make: Callable[[Report], object]) -> object:
        return self.door.once(kind, path, depends, make, self.report)

    # --- each file -----------------------------------------------------------------------------------

    def file(self, path: str) -> None:
        ending = splitext(path)[1].lower()
        if ending in _TEXTS:
            self.once("text of theme", path, None, partial(self._text, path))
        if self.is_idle(path):
            self.idle(path)
        elif ending == ".css":
            self.once("sheet", path, self.known_to_sheets, partial(self._sheet, path))
        elif ending == ".svg":
            inside = path.startswith(f"{WEB}icons/")
            self.once("svg", path, inside, lambda report: drawings.check_svg(self.door.read(path), path, report, inside=inside))
        elif ending == ".png":
            icon = self.assets.icons.get(basename(path))
            sizes = icon.sizes if icon else ""
            self.once("png", path, sizes, lambda report: drawings.check_png(self.door.read(path), path, sizes, report))
        elif ending == ".woff2":
            self.once("woff2", path, None, lambda report: drawings.check_woff2(self.door.read(path), path, report))
        elif ending == ".ttf":
            self.family(path)
        elif ending == ".typ":
            self.once("syntax of theme", path, None, partial(self._typst, path))
        elif path.startswith(_READ_BY_THE_TEAM):
            self._template(path)
        elif model := _model(path):
            self.once("rules of theme", path, None, partial(self._rules, path, model))

    def family(self, path: str) -> str:
        """The family of a font for paper. Raises Refused."""
        return str(self.once("family", path, None, lambda _: fonts.family(self.door.read(path), path)))

    def _text(self, path: str, report: Report) -> None:
        text = self.door.text(path)
        unseen.refuse_versions(text, path)
        if not text.strip() and not path.endswith(".yaml"):
            report.add("theme-empty", Place(path, 1, 1))

    def _sheet(self, path: str, report: Report) -> None:
        names, files, custom = map(frozenset, self.known_to_sheets)
        style = self.assets.styles.get(basename(path))
        in_books = style is not None and style.pages == (EPUB,)  # they have no files but fonts
        sheets.check(self.door.text(path), path, sheets.Known(names, frozenset() if in_books else files, custom), report)

    @cached_property
    def known_to_sheets(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Design tokens, the targets of `url()`, custom properties."""
        fonts = (f"fonts/{name}" for each in self.assets.fonts.values() for name in each.files)
        written = (self.door.text(f"{WEB}{name}") for name in self.assets.styles if self.door.has(f"{WEB}{name}"))
        custom = frozenset[str]().union(*map(sheets.custom, written))
        return tuple(sorted(self.tokens)), tuple(sorted((*fonts, *self.assets.icons))), tuple(sorted(custom))

    def _typst(self, path: str, report: Report) -> None:
        if error := syntax(self.door.text(path), path):
            report.take(error.problem(Place(path)))

    def _rules(self, path: str, model: type[Model], report: Report) -> None:
        yaml.validate(yaml.parse(self.door.text(path), path), model, report, "site", Place(path, 1, 1))

    # --- who uses it ---------------------------------------------------------------------------------

    def idle(self, path: str) -> None:
        """Tells of a file, but for one that a list names which cannot be read."""
        if not (path.startswith(WEB) and self.is_list_broken):
            name = basename(path)
            close = name if name in self.carried else near(name, self.carried)
            self.report.add("theme-idle", Place(path), near=self.carried.get(close, ""))

    @cached_property
    def is_list_broken(self) -> bool:
        return any(problem.place.path == listed_assets.PATH for problem in self.report)

    @cached_property
    def carried(self) -> dict[str, str]:
        """The files of Livret's theme that the site has not replaced: their paths by their names."""
        return {basename(path): path for path in sorted(set(_below(self.door, "theme")) - set(self.paths))}

    def is_idle(self, path: str) -> bool:
        """Whether nothing uses a file: no list names it, and nothing of Livret's has its name."""
        _, folder, *rest = path.split("/")
        name, ending = basename(path), splitext(path)[1].lower()
        if path == design.PATH or ending in _LICENCES or self.door.stands_before(path):
            return False
        if folder == "web" and len(rest) == 1:
            return name not in self.loaded and ending not in _TEMPLATES
        if folder == "web" and rest[0] == "fonts":
            return name not in {file for each in self.assets.fonts.values() for file in (each.sheet, *each.files)}
        if folder == "web":
            return rest[0] != "icons" or ending != ".svg"
        if folder == "fonts":
            return ending != ".ttf"
        if self.door.root == self.door.builtin:
            return folder not in _ELSEWHERE
        if folder == "print":
            return ending != ".typ" or name not in self.imported
        return folder != "search"

    @cached_property
    def loaded(self) -> frozenset[str]:
        behind = (name for script in self.assets.scripts.values() for name in script.behind)
        listed = (*self.assets.styles, *self.assets.scripts, *self.assets.icons)
        return frozenset((*listed, *behind, *_WORKERS, basename(listed_assets.PATH)))

    @cached_property
    def imported(self) -> frozenset[str]:
        texts = (self.door.text(path) for path in self.paths if path.endswith(".typ"))
        return frozenset(name for text in texts for name in _IMPORTED.findall(text))

    # --- files that name each other ------------------------------------------------------------------

    @cached_property
    def templates(self) -> tuple[str, ...]:
        """The names of the site's own templates of pages."""
        return tuple(basename(path) for path in self.paths if path.count("/") == 2 and self._is_template(path))  # noqa: PLR2004 – theme/web/name

    def _is_template(self, path: str) -> bool:
        return path.startswith(WEB) and path.endswith(_TEMPLATES)

    def check_templates(self) -> None:
        there = [name for name in self.door.folder("theme/web") if name.endswith(_TEMPLATES)]
        sound = {name: known for name in there if (known := self._template(f"{WEB}{name}"))}
        drawn = dict(zip(("icon", "asset"), map(frozenset, self.drawn), strict=True))
        own = frozenset(self.templates)
        used = markup.check(markup.Theme(WEB, sound, frozenset(there), own, GIVEN, frozenset(WORDS), drawn), self.report)
        for name in sorted(own & sound.keys() - used):
            if not self.door.stands_before(f"{WEB}{name}"):
                self.idle(f"{WEB}{name}")

    def _template(self, path: str) -> markup.Facts | None:
        made = self.once("template of theme", path, None, lambda report: markup.facts(self.door.text(path), path, report))
        return made if isinstance(made, markup.Facts) else None

    @cached_property
    def drawn(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What `icon` and `asset` can be asked for."""
        icons = (name.removesuffix(".svg") for name in self.door.folder("theme/web/icons") if name.endswith(".svg"))
        fonts = (name for each in self.assets.fonts.values() for name in (each.sheet, *each.files))
        return tuple(icons), (*self.assets.styles, *self.assets.scripts, *self.assets.icons, *fonts)

    def check_list(self) -> None:
        """Each page that the site's own list names is one, and each file is there."""
        tree = yaml.parse(self.door.text(listed_assets.PATH), listed_assets.PATH)
        for group, name, entry in _entries(tree):
            for number, kind in enumerate(entry.get("pages") or ()):
                if kind not in (kinds := {*formats.names(), EVERY, FRAMED, CARRIED, EPUB}):
                    place = yaml.place_of(entry, "pages", number)
                    self.report.add("asset-page", place, name=kind, near=near(kind, kinds))
            for file in _named_files(group, name, entry):
                if not self.door.has(f"{WEB}{file}"):
                    folder, _, own = f"{WEB}{file}".rpartition("/")
                    place, close = yaml.key_place(tree[group], name), near(own, self.door.folder(folder))
                    self.report.add("asset-absent", place, name=own, folder=folder, near=close)

    def check_families(self) -> None:
        """The families that the site's own tokens name are those of fonts that there are."""
        own = {name: place for name, place in design.places(self.door).items() if name.startswith("font.") and name in self.tokens}
        if not own:
            return
        there = [f"theme/fonts/{name}" for name in self.door.folder("theme/fonts") if name.endswith(".ttf")]
        families = frozenset(filter(None, map(self.family, there)))
        for name, place in own.items():
            if self.tokens[name] not in families:
                value = self.tokens[name]
                self.report.add("token-family", place, value=value, choices=", ".join(sorted(families)), near=near(value, families))


def _below(door: Door, folder: str) -> Iterator[str]:
    """The paths of the files below a folder of either layer."""
    for path in (f"{folder}/{name}" for name in door.folder(folder)):
        inside = tuple(_below(door, path))
        yield from inside or (path,)


def _model(path: str) -> type[Model] | None:
    """The shape of a YAML file that is read only when a page needs it."""
    if path.startswith("theme/search/") and path.endswith(".yaml"):
        return SearchRules
    return Statements if path == "theme/emblem/statements.yaml" else None


def _entries(tree: object) -> Iterator[tuple[str, str, yaml.Mapping]]:
    for group, entries in tree.items() if isinstance(tree, yaml.Mapping) else ():
        for name, entry in entries.items() if isinstance(entries, yaml.Mapping) else ():
            if isinstance(entry, yaml.Mapping):
                yield group, name, entry


def _named_files(group: str, name: str, entry: yaml.Mapping) -> Iterator[str]:
    """The files that an entry of the list names, from theme/web/."""
    if group == "fonts":
        yield from (
            f"fonts/{file}" for file in (entry.get("sheet"), *(entry.get("saved") or ()), *(entry.get("asked") or ())) if file
        )
    else:
        yield from (name, *(entry.get("behind") or ()))
