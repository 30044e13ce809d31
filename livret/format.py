"""A format: one kind of file that is published, and all that is to be known of it, in one value.

A module declares its formats in `FORMATS`, and `formats.py` names the module. What is planned, made and left out, in which order, which
steps are kept, what is offered to be taken away, what a preview makes ahead and where it tells of a mistake: all of it follows from these values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from livret.artifact import Artifact
from livret.editions.edition import Edition
from livret.engine.memo import Step
from livret.site import Site


@dataclass(frozen=True, slots=True)
class Scope:
    """What files are planned for: a site, and an edition of it. `pictures` are those of every chapter, as paths from the site folder, where
    the files of no language are planned."""

    site: Site
    edition: Edition
    pictures: frozenset[str] = frozenset()

    @property
    def tag(self) -> str:
        return self.edition.language.tag


File = tuple[str, str]  # a path from public/, and what is shown there: the subject of an artifact
Plan = Callable[[Scope], Iterable[File]]
Maker = Callable[[Edition, Artifact], bytes]


def nothing(_: object) -> Iterator[File]:
    """No file."""
    return iter(())


@dataclass(frozen=True, slots=True)
class Offer:
    """How files of a format are offered to a reader who wants to take them away, and put into the folder for a stick.

    `words` are a message of the interface; `whole` gives the path of a language's file, `booklet` that of a booklet's, by tag and slug.
    """

    words: str
    whole: Callable[[str], str] | None = None
    booklet: Callable[[str, str], str] | None = None
    icon: str = "carry"
    code: bool = False  # with its address as a QR code, for another phone
    named: Callable[[Edition, str], Iterable[File]] | None = (
        None  # where words differ: each path and its words, by the slug of a booklet or ""
    )

    def path(self, tag: str, slug: str = "") -> str | None:
        """Where the file of a booklet, or of a whole language, is; None where there is none."""
        if slug:
            return self.booklet(tag, slug) if self.booklet else None
        return self.whole(tag) if self.whole else None


@dataclass(frozen=True, slots=True, eq=False)
class Format:
    """`name` is that of `livret plan` and of `--without`, the `kind` of its artifacts.

    `plan` gives the files of a language, `shared` those of no language, `following` those that there are because of others that are planned in
    a language. What is made of published files has a `tier` above those of the formats that it is made of.
    """

    name: str
    make: Maker
    plan: Plan = nothing
    shared: Plan = nothing
    following: Callable[[Sequence[Artifact]], Iterable[File]] = nothing
    tier: int = 0
    steps: Mapping[str, Step] = field(default_factory=dict)  # those that its maker looks at, beside the steps of other formats
    offer: Offer | None = None
    ahead: bool = False  # a single page: a preview makes it before anybody asks
    about: Callable[[str], str] = lambda _: ""  # the part of the site that a file is about, by its subject; "" for all of it

    def artifacts(self, tag: str, files: Iterable[File]) -> Iterator[Artifact]:
        """Planned files as addresses; `tag` is "" for those of no language."""
        return (Artifact(path, self.name, tag, subject) for path, subject in files)


def each(path: Callable[[str], str]) -> Plan:
    """One file in each language, at a path made of its tag."""
    return lambda scope: [(path(scope.tag), "")]


def one(path: str) -> Plan:
    """One file."""
    return lambda _: [(path, "")]


def each_booklet(path: Callable[[str, str], str]) -> Plan:
    """One file for each booklet in each language, at a path made of the tag and its slug."""
    return lambda scope: [(path(scope.tag, booklet.slug), booklet.slug) for booklet in scope.site.booklets]
