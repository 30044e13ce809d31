"""`content/approvals.yaml`: who approved which page, in which language, as it was then. `livret approve` writes it."""

from __future__ import annotations

from livret.schema.fields import Day, Ident, Model, Name, Tag


class Approval(Model):
    """`page` is `sante/numeros`, `by` the id of an author or a role of site.yaml, never a name; `content` is the fingerprint of what the page said
    (`livret.phrases.approved`)."""

    page: Name
    language: Tag
    by: Ident
    on: Day
    content: Name


class Approvals(Model):
    approvals: tuple[Approval, ...] = ()
