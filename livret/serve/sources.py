"""The sources of a page: the files that what it is about is written in, and what is wrong in them.

A mistake is told where what is wrong would be read: in a chapter, on its page; in a catalog, on the pages that it translates. Pages that only name it stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from livret import formats, wording
from livret.artifact import Artifact
from livret.catalogs import translations
from livret.editions.groups import HEAD
from livret.editions.resolver import Resolver
from livret.engine.memo import Address, Seen
from livret.engine.view import parted
from livret.problems import Problem, Severity
from livret.source import agora_room, listed_assets, page_codes
from livret.source.addresses import messages_in
from livret.source.read import AGORA, FACTS, SITE
from livret.source.termbase_file import PATH as TERMS
from livret.source.tokens import PATH as TOKENS

_About = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Sources:
    """Files, as paths from the site folder; and the errors that were met when what is looked at was made of them. A catalog that cannot be read
    costs its own texts alone, and who writes in it is told all the same."""

    files: frozenset[str] = frozenset()
    problems: frozenset[Problem] = frozenset()


def _fact(_: Resolver, name: str) -> Iterable[str]:
    return (TERMS if name.startswith("term.") else FACTS,)


def _files_of_texts(own: Resolver, name: str) -> Iterable[str]:
    return (message.place.path for message in own.value("messages", name))


# Where an input is written. Of the others – what there is, what can be led to – every page depends on all of the site.
_FILES: Mapping[str, Callable[[Resolver, str], Iterable[str]]] = {
    "config": lambda _, __: (SITE,),
    "funders": lambda _, __: (SITE,),
    "agora": lambda _, __: (AGORA,),
    "code": lambda _, __: (page_codes.PATH,),
    "codes": lambda _, __: (page_codes.PATH,),
    "need": lambda _, __: (agora_room.NEEDS,),
    "meeting": lambda _, name: (f"{agora_room.MEETINGS}/{name}.md",),
    "lab": lambda _, name: (f"{agora_room.LABS}/{name}.yaml",),
    "project": lambda _, __: (agora_room.PROJECT,),
    "partners": lambda _, __: (agora_room.PARTNERS,),
    "termbase": lambda _, __: (TERMS,),
    "asset-list": lambda _, __: (listed_assets.PATH,),
    "token": lambda _, __: (TOKENS,),
    "fact": _fact,
    "service": lambda own, name: (message.place.path for message in messages_in(own.value("service", name))),
    "chapter": lambda own, name: (own.value("chapter", name).path,),
    "messages": _files_of_texts,
    "written": _files_of_texts,
    "catalog": lambda own, domain: (translations.path(own.tag, domain),),
    "theme": lambda _, name: (f"theme/{name}",),
    "picture": lambda _, path: (path,),
    "rendition": lambda _, name: (name.partition("/")[2],),
    "sound": lambda _, path: (path,),
}


@dataclass(slots=True)
class Finder:
    """Finds the sources of what was seen in one language, `own`. What several pages look at is followed once."""

    own: Resolver
    beside: Callable[[str], Finder]
    _known: dict[Address, Sources] = field(default_factory=dict)

    def of(self, seen: Iterable[Seen], about: _About = lambda _: True) -> Sources:
        """Those of what was seen, and of the parts among it – texts, chapters, services – those that the page is `about`."""
        found = {self._at(kind, name) for kind, name, _ in seen if (part := _part(kind, name)) is None or about(part)}
        return Sources(
            frozenset[str]().union(*(each.files for each in found)), frozenset[Problem]().union(*(each.problems for each in found))
        )

    def _at(self, kind: str, name: str) -> Sources:
        address = kind, name
        if address not in self._known:
            self._known[address] = self._followed(kind, name)
        return self._known[address]

    def _followed(self, kind: str, name: str) -> Sources:
        if kind == "beside":
            tag, its_kind, its_name = parted(name)
            return self.beside(tag)._at(its_kind, its_name)  # noqa: SLF001 – another one of these
        row = self.own.rows.get((kind, name)) if kind in self.own.steps else None
        if row is not None:
            inner = self.of(row.seen)
            return Sources(inner.files, inner.problems.union(_errors(row.problems)))
        try:
            files = frozenset(_FILES[kind](self.own, name)) if kind in _FILES else frozenset()
            form = self.own.row("readable", name).problems if kind == "catalog" else ()
        except LookupError:  # it is not there, or not any more
            return Sources()
        return Sources(files, frozenset(problem for problem in form if wording.severity(problem) is not Severity.WARNING))


def about(artifact: Artifact) -> _About:
    """Whether a part of the site is what a file is about. A home page is about the site, a list about all that is in it."""
    own = formats.named(artifact.kind).about(artifact.subject)
    if own.endswith("#"):
        return lambda part: part.startswith(own)
    return lambda part: own in ("", part)


def _part(kind: str, name: str) -> str | None:
    """The part of the site at an address; None where it is no part."""
    if kind == "beside":
        _, kind, name = parted(name)
    match kind:
        case "text":
            return name.removesuffix(HEAD)
        case "chapter":
            return name
        case "service":
            return f"services/{name}"
        case _:
            return None


def _errors(problems: Iterable[Problem]) -> Iterator[Problem]:
    return (problem for problem in problems if wording.severity(problem) is Severity.ERROR)
