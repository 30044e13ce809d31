"""`theme/web/assets.yaml`: what pages load, and where."""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import Field

from livret.schema.fields import Model, Name

EVERY, FRAMED = "every", "framed"
EPUB, CARRIED = "epub", "carried"
ALONE = frozenset({"chooser", "lost", CARRIED})  # what has no frame of base.html
INSIDE = frozenset({EPUB, CARRIED})  # what has its styles and scripts inside
Pages = Annotated[tuple[Name, ...], Field(min_length=1)]
L = TypeVar("L", bound="Loaded")


class Loaded(Model):
    """`pages` are the kinds of pages that load it."""

    pages: tuple[Name, ...] = ()

    def is_on(self, kind: str) -> bool:
        """Whether a page of that kind loads it. A book loads what is said to be for books alone."""
        groups = {kind} if kind == EPUB else {kind, EVERY} if kind in ALONE else {kind, EVERY, FRAMED}
        return not groups.isdisjoint(self.pages)


class LoadedStyle(Loaded):
    """A style sheet."""

    pages: Pages
    media: Name = ""


class LoadedScript(Loaded):
    """A script, and those that follow `behind` it in the same file; one of `saving` is loaded only where pages can be saved."""

    pages: Pages
    behind: tuple[Name, ...] = ()
    saving: bool = False


class LoadedIcon(Loaded):
    """A drawing; one with `sizes` is for the home screen of a phone."""

    sizes: Name = ""


class ScriptFonts(Model):
    """The fonts of a script: their style sheet, the files that are `saved` with a language, and those that a page loads where it has a letter of them."""

    sheet: Name
    saved: tuple[Name, ...]
    asked: tuple[Name, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        return self.saved + self.asked


class AssetList(Model):
    """Each file by its name; fonts by their script, as ISO 15924 names it."""

    styles: dict[str, LoadedStyle] = Field(default_factory=dict)
    scripts: dict[str, LoadedScript] = Field(default_factory=dict)
    icons: dict[str, LoadedIcon] = Field(default_factory=dict)
    fonts: dict[str, ScriptFonts] = Field(default_factory=dict)

    def laid_over(self, other: AssetList) -> AssetList:
        """This one's entries, and those of another that it has not."""
        return AssetList(
            styles=other.styles | self.styles,
            scripts=other.scripts | self.scripts,
            icons=other.icons | self.icons,
            fonts=other.fonts | self.fonts,
        )

    def styles_on(self, kind: str) -> tuple[tuple[str, LoadedStyle], ...]:
        """The style sheets of a page of that kind, by name."""
        return _on(self.styles, kind)

    def scripts_on(self, kind: str, *, saving: bool = True) -> tuple[str, ...]:
        """The names of its scripts, where pages can be saved or not."""
        return tuple(name for name, script in _on(self.scripts, kind) if saving or not script.saving)

    @property
    def names(self) -> tuple[str, ...]:
        """All that some page loads from a file of its own, but for fonts."""
        return tuple(name for name, each in self._every.items() if not INSIDE.issuperset(each.pages))

    def names_on(self, kinds: frozenset[str]) -> tuple[str, ...]:
        """All that pages of these kinds load, but for fonts."""
        return tuple(name for name in self.names if any(self._every[name].is_on(kind) for kind in kinds))

    @property
    def _every(self) -> dict[str, Loaded]:
        return {**self.styles, **self.scripts, **self.icons}


def _on(every: dict[str, L], kind: str) -> tuple[tuple[str, L], ...]:
    return tuple((name, each) for name, each in every.items() if each.is_on(kind))
