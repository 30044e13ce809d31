"""Approvals: `content/approvals.yaml`, where there is one, each mistake at its line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from livret.problems import Place, Report, near
from livret.schema.approval import Approval, Approvals
from livret.site import EASY, Site
from livret.source import yaml
from livret.source.door import Door

PATH = "content/approvals.yaml"


def read(door: Door, report: Report) -> tuple[Approval, ...]:
    """Every approval that was given, those of pages that changed since among them."""
    if not door.has(PATH):
        return ()
    found, _ = yaml.load(door, PATH, Approvals, report, "")
    return found.approvals if found else ()


def followed(site: Site) -> tuple[Approval, ...]:
    """The approvals, each of its page under the name that the page has now: a booklet and a chapter say what they were called."""
    now = dict(_former_names(site)) | {page: page for page in all_pages(site)}
    return tuple(each.model_copy(update={"page": now.get(each.page, each.page)}) for each in site.approvals)


def gone(site: Site) -> tuple[Approval, ...]:
    """The approvals of pages that there are no more."""
    pages = frozenset(all_pages(site))
    return tuple(each for each in site.approvals if each.page not in pages)


def _former_names(site: Site) -> Iterator[tuple[str, str]]:
    """What a page was called, and what it is called now; an address that somebody else has now comes first."""
    for booklet in site.booklets:
        for head in booklet.chapters:
            for slug, was in product((booklet.slug, *booklet.meta.was), (head.slug, *head.meta.was)):
                yield from ((f"{slug}/{was}{end}", f"{booklet.slug}/{head.slug}{end}") for end in ("", EASY))


def check(site: Site, report: Report) -> None:
    """Each is by somebody whom the site knows, of a page that there is."""
    approvers, pages = known(site), list(all_pages(site))
    for approval in site.approvals:
        if approval.by not in approvers:
            report.add("approver-unknown", Place(PATH), value=approval.by, near=near(approval.by, approvers))
        if approval.page not in pages:
            report.add("approval-gone", Place(PATH), value=approval.page, near=near(approval.page, pages))


def known(site: Site) -> tuple[str, ...]:
    """Who may approve: the authors by their ids, and the roles of the site."""
    return (*site.config.roles, *(author.id for author in site.agora.authors))


def all_pages(site: Site) -> tuple[str, ...]:
    """The pages that can be approved: chapters, and the easy-to-read pages beside them."""
    every = ((booklet.slug, head) for booklet in site.booklets for head in booklet.chapters)
    return tuple(f"{slug}/{head.slug}{end}" for slug, head in every for end in (("", EASY) if head.easy else ("",)))
