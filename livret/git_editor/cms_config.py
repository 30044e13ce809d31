"""The configuration of the editor: which files there are, and the form of each (https://sveltiacms.app/en/docs/config-basics).

It is made with the site, of the shapes that Livret itself reads by: a category, an author or a booklet more is offered as soon as the site is published.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from posixpath import basename, splitext
from typing import Any

from livret.editions.edition import Edition
from livret.git_editor import cms_labels as labels
from livret.git_editor.cms_fields import Field, Forms
from livret.languages import name_in
from livret.phrases.listing_text import VALUES
from livret.schema.admin import Admin
from livret.schema.agora import MeetingMeta, Needs
from livret.schema.booklet import BookletMeta, ChapterMeta
from livret.schema.fields import Model
from livret.schema.service import Listing
from livret.schemas import Vocabulary, schema_of
from livret.site import Editable, OpenBooklet, OpenListing
from livret.tongue import told_in

_PAGES = "content/booklets"
_BESIDE = {"media_folder": "", "public_folder": ""}  # a picture lies beside its page


def config(edition: Edition, editable: Editable) -> dict[str, Any]:
    """What the editor reads of itself, as JSON has it."""
    its = _Site(edition, editable)
    collections = [*map(its.chapters, editable.booklets), *its.booklets(), *its.listings(), *its.needs(), *its.meetings()]
    return {
        "backend": backend(editable.settings),
        "app_title": edition.config.name.text,
        "site_url": edition.absolute(""),
        "show_preview_links": False,
        "media_folder": editable.settings.at(_PAGES),
        "public_folder": "",
        "slug": {"encoding": "ascii", "clean_accents": True},
        "output": {"omit_empty_optional_fields": True},
        "collections": collections,
    }


def backend(settings: Admin) -> dict[str, Any]:
    """How the editor asks the Git host, and how one signs in: by the host's own page where it knows the editor (PKCE), and always with an access token."""
    found: dict[str, Any] = {"name": settings.host, "repo": settings.repository, "branch": settings.branch}
    if settings.app_id:
        pkce = {"auth_type": "pkce"} if settings.host == "gitlab" else {}
        found |= {**pkce, "app_id": settings.app_id, "auth_methods": ["oauth", "token"]}
    else:
        found["auth_methods"] = ["token"]
    return found | ({"base_url": settings.home, "api_root": settings.api} if settings.address else {})


@dataclass(frozen=True)
class _Site:
    """The collections of a site."""

    edition: Edition
    editable: Editable

    # --- words ---------------------------------------------------------------------------------------

    @cached_property
    def tag(self) -> str:
        return self.edition.config.language

    def told(self, text: str) -> str:
        return told_in(self.tag, text)

    def label(self, key: str) -> str:
        return self.told(labels.LABELS.get(key, key))

    def value(self, key: str, value: str) -> str:
        """What a value is called: as readers are told it, else as the team is; what the site named by its name."""
        if said := VALUES.get(key, {}).get(value):
            return self.edition.say(said)
        if key in ("language", "languages", "interpreters"):
            return name_in(value, self.tag)
        return self.named.get(value) or self.told(labels.VALUES.get(value, value))

    @cached_property
    def named(self) -> dict[str, str]:
        config = self.edition.config
        needs = {each.id: each.name.text for each in config.needs}
        return needs | {each.id: each.name.text for each in config.categories}

    # --- forms ---------------------------------------------------------------------------------------

    @cached_property
    def forms(self) -> Forms:
        return Forms(self.label, self.value, self.told(labels.NOT_SO))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        config, agora = self.edition.config, self.edition.agora
        categories, needs = (tuple(each.id for each in found) for found in (config.categories, config.needs))
        return Vocabulary(config.languages, categories, needs, tuple(author.id for author in agora.authors))

    def fields(self, model: type[Model], forms: Forms | None = None) -> list[Field]:
        return (forms or self.forms).of(schema_of(model, self.vocabulary))

    @cached_property
    def page(self) -> list[Field]:
        """The form of a page: what stands at its head, of which a preview shows nothing, and its text as it is written."""
        head = [{**field, "preview": False} for field in self.fields(ChapterMeta)]
        return [self.body, *head]

    @cached_property
    def body(self) -> Field:
        """The text as it is written: an editor that shows it otherwise would write it anew, and what translators know by its words would be lost."""
        shown = {"modes": ["raw"], "buttons": [], "editor_components": ["callout", "fact", "image"], "linked_images": False}
        return {"name": "body", "label": self.label("body"), "widget": "richtext", "default": "# ", **shown}

    def prose(self, name: str, label: str, singular: str, folder: str, fields: list[Field]) -> dict[str, Any]:
        return {
            "name": name,
            "label": label,
            "label_singular": self.told(singular),
            "folder": self.editable.settings.at(folder),
            "create": True,
            "extension": "md",
            "format": "yaml-frontmatter",
            "slug": "{{slug}}",
            "summary": "{{title}}",
            **_BESIDE,
            "fields": fields,
        }

    # --- collections ---------------------------------------------------------------------------------

    def chapters(self, booklet: OpenBooklet) -> dict[str, Any]:
        return self.prose(f"booklet-{booklet.slug}", booklet.title, labels.CHAPTER, booklet.folder, self.page)

    def booklets(self) -> Iterator[dict[str, Any]]:
        own = [each for each in self.editable.booklets if each.has_file]
        fields = self.fields(BookletMeta)
        files = [self.file(each.slug, each.title, f"{each.folder}/booklet.yaml", fields) for each in own]
        if files:
            yield {"name": "booklets", "label": self.told(labels.BOOKLETS), "files": files}

    def listings(self) -> Iterator[dict[str, Any]]:
        files = list(map(self.listing, self.editable.listings))
        if files:
            yield {"name": "services", "label": self.told(labels.DIRECTORY), "files": files}

    def listing(self, listing: OpenListing) -> dict[str, Any]:
        fields = self.fields(Listing, replace(self.forms, texts=listing.texts, groups=listing.groups))
        fields = [self._listed_under(field, labels.SERVICE) for field in fields]
        return self.file(splitext(basename(listing.path))[0], self.named.get(listing.category, listing.path), listing.path, fields)

    def needs(self) -> Iterator[dict[str, Any]]:
        if self.editable.needs:
            label = self.told(labels.HEARD)
            fields = [self._listed_under(field, labels.NEED) for field in self.fields(Needs)]
            yield {"name": "agora", "label": label, "files": [self.file("needs", label, self.editable.needs, fields)]}

    def meetings(self) -> Iterator[dict[str, Any]]:
        """Minutes that are there: a new meeting is a file that has its day as its name."""
        if self.editable.meetings:
            fields = [self.body, *({**field, "preview": False} for field in self.fields(MeetingMeta))]
            made = self.prose("meetings", self.told(labels.MEETINGS), labels.MEETING, self.editable.meetings, fields)
            yield {**made, "slug": {"editable": ["create"]}, "summary": "{{slug}}"}

    def file(self, name: str, label: str, path: str, fields: list[Field]) -> dict[str, Any]:
        return {
            "name": name,
            "label": label,
            "file": self.editable.settings.at(path),
            "format": "yaml",
            "editor": {"preview": False},
            "fields": fields,
        }

    def _listed_under(self, field: Field, singular: str) -> Field:
        """The list that a file is: each entry is told by its name, or by its words."""
        if field["widget"] != "list" or "fields" not in field:
            return field
        names = {each["name"] for each in field["fields"]}
        shown = "name" if "name" in names else "text"
        return {**field, "label_singular": self.told(singular), "summary": f"{{{{fields.{shown}}}}}", "required": False}
