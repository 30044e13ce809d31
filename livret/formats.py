"""Formats: every kind of file that is published. Each module declares its own; here they are named, in the order in which readers are offered
them, and what a build asks of all of them is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

from livret import paths
from livret.artifact import Artifact
from livret.carry import archive, book, carried_list, whole
from livret.data import data_plan as data
from livret.editions.edition import Edition
from livret.engine.memo import Made, Step, digest_of
from livret.format import Format, Scope
from livret.git_editor import admin_pages
from livret.options import Options
from livret.paper import paper_plan as paper
from livret.problems import Place
from livret.release import changes_page as release
from livret.search import index
from livret.site import Site
from livret.source.door import Refused
from livret.web import agora_pages, alert_bar, assets, crawlers, directory, feed, offline, pages, qr, safety, sentences_page, tell
from livret.web.templates import fault

P = ParamSpec("P")
T = TypeVar("T")
FORMATS: tuple[Format, ...] = (
    *pages.FORMATS,
    *directory.FORMATS,
    *agora_pages.FORMATS,
    *sentences_page.FORMATS,
    *tell.FORMATS,
    *feed.FORMATS,
    *assets.FORMATS,
    *crawlers.FORMATS,
    *safety.FORMATS,
    *index.FORMATS,
    *release.FORMATS,
    *whole.FORMATS,
    *book.FORMATS,
    paper.PDF,
    *archive.FORMATS,
    *carried_list.FORMATS,
    *data.FORMATS,
    *qr.FORMATS,
    *alert_bar.FORMATS,
    *admin_pages.FORMATS,
    *offline.FORMATS,
)


def named(name: str) -> Format:
    """Raises KeyError."""
    return _by_name(FORMATS)[name]


def names() -> frozenset[str]:
    """What can be left out."""
    return frozenset(_by_name(FORMATS))


@lru_cache(maxsize=4)
def _by_name(formats: tuple[Format, ...]) -> Mapping[str, Format]:
    found = {each.name: each for each in formats}
    if len(found) < len(formats):
        raise ValueError("two formats of one name")
    return found


def steps() -> dict[str, Step]:
    """What makers look at: the steps that formats declare, and what they are told of each other."""
    found = {name: replace(step, make=_mendable(step.make)) for each in FORMATS for name, step in each.steps.items()}
    return found | {"offers": Step(_offers)}


def _mendable(make: Callable[Concatenate[Edition, P], T]) -> Callable[Concatenate[Edition, P], T]:
    """What makes a file or a part of one, with the mistakes in its template as such: a person can mend them."""

    @wraps(make)
    def made(edition: Edition, /, *arguments: P.args, **named: P.kwargs) -> T:
        try:
            return make(edition, *arguments, **named)
        except Exception as error:
            if (refused := fault(edition, error)) is None:
                raise
            raise refused from error

    return made


def _offers(_: Edition, __: str) -> Made:
    """A step: how files to take away are offered, in their order. The code says it, and what is kept is kept for that."""
    offers = {each.name: each.offer for each in FORMATS if each.offer}
    return Made(tuple(offers.values()), digest_of(list(offers)))


def plan(site: Site, edition: Edition, options: Options) -> list[Artifact]:
    """The files of a language."""
    scope, chosen = Scope(site, edition), _chosen(options)
    found = [artifact for each in chosen for artifact in each.artifacts(scope.tag, each.plan(scope))]
    following = [artifact for each in chosen for artifact in each.artifacts(scope.tag, each.following(found))]
    return _once(found + following)


def shared(site: Site, edition: Edition, pictures: Iterable[str], options: Options) -> list[Artifact]:
    """The files of no language."""
    scope = Scope(site, edition, frozenset(pictures))
    return _once([artifact for each in _chosen(options) for artifact in each.artifacts("", each.shared(scope))])


def _chosen(options: Options) -> list[Format]:
    return [each for each in FORMATS if options.wants(each.name)]


def _once(found: list[Artifact]) -> list[Artifact]:
    """Raises Refused where two things of a site would lie at one address, on a disk that tells capitals apart and on one that does not."""
    there: dict[str, Artifact] = {}
    for artifact in found:
        other = there.setdefault(artifact.path.casefold(), artifact)
        if other is not artifact:
            raise Refused(
                "path-twice", Place(artifact.path), one=other.subject or other.kind, other=artifact.subject or artifact.kind
            )
    return found


def make(edition: Edition, artifact: Artifact) -> bytes:
    """The bytes of a file. Raises Refused and PaperError for what a person can mend; anything else is a mistake of ours."""
    data = _mendable(named(artifact.kind).make)(edition, artifact)
    if artifact.path.endswith(".html") and not artifact.path.startswith(paths.ADMIN):
        alert_bar.refuse_hidden(edition, data, artifact.path)
    return data


def tier(kind: str) -> int:
    """0 for what is made of the site alone; what is made of published files is made of those of the tiers before its own."""
    return named(kind).tier


def is_later(kind: str) -> bool:
    """Whether files of a kind are made of published ones."""
    return tier(kind) > 0


def tiers(artifacts: Sequence[Artifact]) -> Iterator[list[Artifact]]:
    """First what is made of the site, then what is made of published files, each tier of those before it."""
    found: dict[int, list[Artifact]] = {number: [] for number in sorted({each.tier for each in FORMATS})}
    for artifact in artifacts:
        found[tier(artifact.kind)].append(artifact)
    yield from found.values()
