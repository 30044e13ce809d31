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
    """A step: the texts of which a catalog has translations, and its own part of the site does not have any more. It is kept, so that an edit of
    one chapter reads the catalogs of that one alone."""
    catalog: Catalog = view.look("catalog", domain)
    has_part = view.look("has-part", domain)
    wanted = {message.key for message in view.look("domain", domain)} if has_part else frozenset[tuple[str, str]]()
    keys = (*(key for key in catalog.entries if key not in wanted), *(key for key in catalog.gone if key not in wanted))
    language = view.original(domain).tag if has_part else view.look("own-language")
    return Made(sorted({(language, context, unlinked(text)) for context, text in keys}))


def all_left(view: LanguageView, _: str) -> Made:
    """A step: those of every catalog of a language."""
    found: Left = frozenset(tuple(each) for domain in view.look("catalogs") for each in view.look("left", domain))
    return Made(found, digest_of(sorted(found)))


def lacking(view: LanguageView, domain: str) -> Made:
    """A step: the texts of a part that its catalog has no translation of, each with the file it stands in. It is kept, as `left` is."""
    source = view.original(domain).tag
    if domain == INTERFACE or source == view.language.tag:
        return Made([])
    catalog: Catalog = view.look("catalog", domain)
    messages: tuple[Message, ...] = view.look("domain", domain)
    found = (m for m in messages if catalog.get(m.key) is None and has_words(m.text))
    return Made(sorted({(source, m.context, unlinked(m.key[1]), m.place.path) for m in found}))


def behind(view: LanguageView, domain: str) -> Made:
    """A step whose note names the files of a part with texts that were left by another one. What a part lacks is looked at even where nothing is left: a first
    build has every catalog at hand, and a later one would read them all for it."""
    there: Left = view.look("all-left")
    texts = view.look("lacking", domain)
    paths = sorted({path for source, context, text, path in texts if (source, context, text) in there})
    return Made(None, digest_of(paths), note=paths)
