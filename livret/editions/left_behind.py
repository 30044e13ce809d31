"""Left behind: texts that stand elsewhere now – a chapter has moved to another booklet – or link to a file by another name, and whose translations
are still where they were. `update` carries them over; until then a build can only say so.
"""

from __future__ import annotations

from livret.catalogs.catalog import Catalog
from livret.catalogs.translations import INTERFACE
from livret.editions.language_view import LanguageView
from livret.engine.memo import Made, digest_of
from livret.model import Message
from livret.text.inline import has_words
from livret.text.targets import unlinked

Left = frozenset[tuple[str, str, str]]  # the language of a source, its context, and its text without what it links to


def left(view: LanguageView, domain: str) -> Made:
    """A step: the texts of which a catalog has translations, and its own part of the site does not have any more."""
    catalog: Catalog = view.look("catalog", domain)
    has_part = view.look("has-part", domain)
    wanted = {message.key for message in view.look("domain", domain)} if has_part else frozenset[tuple[str, str]]()
    keys = (*(key for key in catalog.entries if key not in wanted), *(key for key in catalog.gone if key not in wanted))
    language = view.original(domain).tag if has_part else view.look("own-language")
    found: Left = frozenset((language, context, unlinked(text)) for context, text in keys)
    return Made(found, digest_of(sorted(found)))


def all_left(view: LanguageView, _: str) -> Made:
    """A step: those of every catalog of a language."""
    found: Left = frozenset().union(*(view.look("left", domain) for domain in view.look("catalogs")))
    return Made(found, digest_of(sorted(found)))


def behind(view: LanguageView, domain: str) -> Made:
    """A step whose note names the files of a part with texts that were left by another one."""
    source, there = view.original(domain).tag, view.look("all-left")
    if domain == INTERFACE or source == view.language.tag or not there:
        return Made(None, note=())
    catalog: Catalog = view.look("catalog", domain)
    messages: tuple[Message, ...] = view.look("domain", domain)
    lacking = (m for m in messages if m.key not in catalog.entries and has_words(m.text))
    paths = {m.place.path for m in lacking if (source, m.context, unlinked(m.key[1])) in there}
    return Made(None, digest_of(sorted(paths)), note=sorted(paths))
