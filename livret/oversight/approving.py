"""Approving: somebody who answers for it says that a page is right in a language, as it is now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from livret.editions.editions import Editions
from livret.phrases.approved import fingerprint, foreign
from livret.problems import Place, Report, near
from livret.publish import atomic
from livret.schema.approval import Approval
from livret.site import Site
from livret.source import meant
from livret.source.approvals import PATH, all_pages, known

_HEAD = "# yaml-language-server: $schema=../docs/schema/approvals.json\n# livret approve writes this file; whoever takes a line away takes an approval back.\n"


def approve(
    editions: Editions, site: Site, names: Iterable[str], by: str, tags: tuple[str, ...], report: Report
) -> tuple[Approval, ...]:
    """Records the approval of pages – of a booklet, all of its pages – in some languages, or in that in which each is written. With a mistake in the
    report, nothing is written."""
    approvers = known(site)
    if by not in approvers:
        report.add("approver-unknown", Place("--by"), value=by, near=near(by, approvers))
        return ()
    pages = [page for name in names for page in _pages(site, name, report)]
    day = editions.inputs.door.today
    given = [
        Approval(page=page, language=tag, by=by, on=day, content=fingerprint(editions[tag], page))
        for page in dict.fromkeys(pages)
        for tag in tags or (_written_in(site, page),)
        if _is_translated(editions, page, tag, report)
    ]
    if report or not given:
        return ()
    renewed = {(each.page, each.language, each.by) for each in given}
    every = [each for each in site.approvals if (each.page, each.language, each.by) not in renewed] + given
    _record(editions, every)
    return tuple(given)


def take_back(
    editions: Editions, site: Site, names: Iterable[str], by: str, tags: tuple[str, ...], report: Report
) -> tuple[Approval, ...]:
    """Takes approvals away, of pages that are gone too: those of anybody in any language, where `by` or `tags` name none. Where a name has none, all stay."""
    chosen: list[Approval] = []
    for name in names:
        found = [
            each for each in site.approvals
            if name in (each.page, each.page.partition("/")[0]) and by in ("", each.by) and (not tags or each.language in tags)
        ]  # fmt: skip
        if not found:
            report.add("approval-none", Place(PATH), value=name, near=near(name, {each.page for each in site.approvals}))
        chosen += found
    if report or not chosen:
        return ()
    _record(editions, [each for each in site.approvals if each not in chosen])
    return tuple(dict.fromkeys(chosen))


def _record(editions: Editions, approvals: Iterable[Approval]) -> None:
    atomic.write(editions.inputs.door.root / PATH, _as_yaml(approvals).encode())


def _pages(site: Site, name: str, report: Report) -> Iterator[str]:
    every = all_pages(site)
    found = [page for page in every if name in (page, page.partition("/")[0])]
    if not found:
        choices = (*every, *dict.fromkeys(page.partition("/")[0] for page in every))
        report.add("approval-page", Place(name), value=name, near=near(name, choices) or meant.address(name, choices))
    yield from found


def _written_in(site: Site, page: str) -> str:
    return next(booklet.language for booklet in site.booklets if booklet.slug == page.partition("/")[0])


def _is_translated(editions: Editions, page: str, tag: str, report: Report) -> bool:
    """What a page does not say in a language, nobody can approve in it."""
    if count := foreign(editions[tag], page):
        report.add("approval-foreign", Place(page), count=count, language=tag)
    return not count


def _as_yaml(approvals: Iterable[Approval]) -> str:
    """A line for each, in the order of pages, languages and days."""
    ordered = sorted(approvals, key=lambda each: (each.page, each.language, each.on, each.by))
    lines = (
        f'  - {{page: {each.page}, language: "{each.language}", by: {each.by}, on: {each.on}, content: "{each.content}"}}'
        for each in ordered
    )
    written = "\n".join(lines)
    return f"{_HEAD}approvals:\n{written}\n" if written else f"{_HEAD}approvals: []\n"
