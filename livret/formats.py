"""Formats: every kind of file that is published, who plans it and who makes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from livret import carry, data, paper, release, search, web
from livret.artifact import Artifact
from livret.engine.memo import Step
from livret.options import Options
from livret.site import Site
from livret.translation.edition import Edition

Maker = Callable[[Edition, Artifact], bytes]
MAKERS: Mapping[str, Maker] = {
    **web.MAKERS, **search.MAKERS, **paper.MAKERS, **release.MAKERS, **carry.MAKERS, **data.MAKERS,
}  # fmt: skip
STEPS: Mapping[str, Step] = {**paper.STEPS, **search.STEPS, **web.STEPS, **carry.STEPS}
_TIERS = {kind: number for number, kinds in enumerate((*carry.TIERS, *web.TIERS), 1) for kind in kinds}


def plan(site: Site, edition: Edition, options: Options) -> list[Artifact]:
    """The files of a language."""
    tag = edition.language.tag
    found = [*web.plan(site, edition), *search.plan(tag), *release.plan(site, tag), *carry.plan(site, tag)]
    found += paper.plan(site, edition) if options.paper else ()
    found += [*web.codes(found), *web.sheaves(found)]
    return _wanted(found, options)


def shared(site: Site, edition: Edition, pictures: Iterable[str], options: Options) -> list[Artifact]:
    """The files of no language."""
    found = [*web.shared(site, edition, pictures)]
    found += data.plan(site) if not options.professional else ()
    found += paper.shared(site) if options.paper else ()
    return _wanted(found, options)


def _wanted(found: list[Artifact], options: Options) -> list[Artifact]:
    """Without the formats that are left out; two files for one path are a mistake of ours."""
    found = [artifact for artifact in found if artifact.kind not in options.without]
    paths = Counter(artifact.path.casefold() for artifact in found)
    if twice := [path for path, count in paths.items() if count > 1]:
        raise ValueError(f"two artifacts for one path: {twice}")
    return found


def make(edition: Edition, artifact: Artifact) -> bytes:
    """The bytes of a file. Raises Refused and PaperError for what a person can mend; anything else is a mistake of ours."""
    try:
        return MAKERS[artifact.kind](edition, artifact)
    except Exception as error:
        if (refused := web.fault(error)) is None:
            raise
        raise refused from error


def tier(kind: str) -> int:
    """0 for what is made of the site alone; what is made of published files is made of those of the tiers before its own."""
    return _TIERS.get(kind, 0)


def is_later(kind: str) -> bool:
    """Whether files of a kind are made of published ones."""
    return tier(kind) > 0


def tiers(artifacts: Sequence[Artifact]) -> Iterator[list[Artifact]]:
    """First what is made of the site, then what is made of published files, each tier of those before it."""
    for number in range(max(_TIERS.values()) + 1):
        yield [artifact for artifact in artifacts if tier(artifact.kind) == number]
