"""Pages and papers of a site, made to see whether its own templates can make them: `check` publishes nothing, so that it has to try.

Tried are all that is a single page, and one of whatever holds several; of papers, one of each kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from livret import formats
from livret.artifact import Artifact
from livret.editions.edition import Edition
from livret.paper import paper_plan as paper
from livret.paper.compile import PaperError
from livret.problems import Place, Problem, Report
from livret.source.door import Door, Refused

_PAGES, _PAPERS = (".html", ".xml", ".yaml"), (".typ", ".ttf")


def check(door: Door, edition: Edition, planned: Iterable[Artifact], report: Report) -> None:
    """Tells what goes wrong where the templates of a site's own make what is planned in a language."""
    if door.root == door.builtin:  # Livret's own: its tests build everything
        return
    own = tuple(door.towns("theme"))
    pages = any(path.startswith("theme/web/") and path.endswith(_PAGES) for path in own)
    papers = any(path.endswith(_PAPERS) for path in own)
    for artifact in tried(planned):
        if papers if artifact.kind == paper.PDF.name else pages:
            for problem in _problems(edition, artifact):
                report.take(problem)


def tried(planned: Iterable[Artifact]) -> list[Artifact]:
    """Those of the planned files that show all that templates do."""
    found: dict[object, Artifact] = {}
    for each in planned:
        if not formats.is_later(each.kind):
            found.setdefault(each.path if formats.named(each.kind).ahead else _sort(each), each)
    return list(found.values())


def _sort(artifact: Artifact) -> tuple[str, str]:
    """What is made in the same way: a kind of file, and a kind of paper."""
    name = artifact.subject.partition("/")[2]
    return artifact.kind, name if artifact.kind == paper.PDF.name else ""


def _problems(edition: Edition, artifact: Artifact) -> Iterator[Problem]:
    try:
        formats.make(edition, artifact)
    except Refused as refused:
        yield refused.problem
    except PaperError as error:
        if not error.told:
            yield error.problem(Place(artifact.path))
