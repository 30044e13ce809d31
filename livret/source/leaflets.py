"""What leaflets take, as `booklet.yaml` names it: each name must lead somewhere, and a panel is not left empty."""

from __future__ import annotations

from posixpath import basename, splitext

from livret.model import Block, Heading
from livret.problems import Place, Report, near
from livret.schema.booklet import PANELS
from livret.site import Booklet, Site
from livret.source import yaml
from livret.source.facts_named import unknown_fact
from livret.source.prose import Contents, anchors, slug_of


def check(site: Site, contents: Contents, report: Report) -> None:
    """Reports `takes-missing`, `takes-many`, `takes-unknown`, `takes-unused`, `link-anchor`, `fact-unknown`."""
    trees = {tree.place.path: tree for tree in contents.heads}
    for booklet in site.booklets:
        tree = trees[booklet.meta.title.place.path]
        for name in booklet.meta.formats:
            _check_format(site, contents, booklet, name, tree, report)
        for unused in sorted(booklet.meta.takes.model_fields_set - {*booklet.meta.formats}):
            report.add("takes-unused", yaml.place_of(tree, "takes", unused), format=unused)


def _check_format(site: Site, contents: Contents, booklet: Booklet, name: str, tree: yaml.Mapping, report: Report) -> None:
    limit = PANELS.get(name)
    panels = booklet.meta.panels(name)
    if limit is None:
        return
    if not panels:
        report.add("takes-missing", yaml.place_of(tree, "formats"), format=name, limit=limit)
    elif len(panels) > limit:
        report.add("takes-many", yaml.place_of(tree, "takes", name, limit), format=name, limit=limit)
    for number, takes in enumerate(panels):
        for index, take in enumerate(takes):
            _check_take(site, contents, booklet, take, yaml.place_of(tree, "takes", name, number, index), report)


def _check_take(site: Site, contents: Contents, booklet: Booklet, take: str, place: Place, report: Report) -> None:
    kind = take.partition(".")[0]
    if kind in ("phone", "service"):
        known = [*(f"phone.{phone}" for phone in site.facts.phone), *(f"service.{service}" for service in site.services)]
        if take not in known:
            unknown_fact(place, take, known, report)
        return
    chapter, anchor = chapter_of(take)
    found = site.chapters.get((booklet.slug, chapter))
    if (address := f"{booklet.slug}/{chapter}") in contents.hidden.values():
        report.add("hidden-needed", place, value=address)
    elif found is None:
        names = sorted(basename(path) for path, where in contents.by_path.items() if where[0] == booklet.slug)
        report.add(
            "takes-unknown", place, value=take, choices=", ".join(names), near=near(take.partition("#")[0], names, cutoff=0.8)
        )
    elif anchor and anchor not in (ids := list(anchors(found.blocks))):
        report.add(
            "link-anchor",
            place,
            chapter=found.path,
            anchor=anchor,
            near=near(anchor, ids),
            choices=", ".join(ids) or "–",
        )


def chapter_of(take: str) -> tuple[str, str]:
    """The slug and the anchor of `01-numeros.md#ancre`; "" where there is none."""
    path, _, anchor = take.partition("#")
    stem, ending = splitext(path)
    return (slug_of(stem) or "" if ending == ".md" else ""), anchor


def section(blocks: tuple[Block, ...], anchor: str) -> tuple[Block, ...]:
    """The heading with an anchor and what stands under it, to the next heading of its level or above."""
    found: list[Block] = []
    level = 0
    for block in blocks:
        if isinstance(block, Heading) and found and block.level <= level:
            break
        if isinstance(block, Heading) and block.anchor == anchor:
            level = block.level
        if level:
            found.append(block)
    return tuple(found)
