"""An edition: a site in one language, and the only way that visitors look at it."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager

from babel.lists import format_list

from livret import paths
from livret.catalogs.catalog import Catalog
from livret.editions.filling import Key, Standing, Texts, key, standing
from livret.editions.groups import group
from livret.editions.language_view import LanguageView
from livret.editions.resolver import Resolver, shown_in
from livret.engine.memo import Address
from livret.engine.view import joined
from livret.languages import PSEUDO, language, locale, name_in, plural_index
from livret.media.shelf import Picture
from livret.model import FactRef, Filled, Language, Message, Provenance, State, folded
from livret.problems import Place
from livret.schema.agora import Heard, Lab, MeetingMeta, Partners, Project
from livret.schema.alert import Alert
from livret.schema.asset_list import AssetList
from livret.schema.facts import Fact
from livret.schema.funding import Funder
from livret.schema.members import Scope
from livret.schema.service import Service
from livret.schema.site_config import Agora, SiteConfig
from livret.schema.terms import Term, Termbase
from livret.site import Booklet, Changes, Chapter, Editable, Recording
from livret.source.door import decoded
from livret.text.typography import typeset


class Edition(LanguageView):
    """One language of a site. Values are frozen, so that the same looks always give the same page.

    `host` is the edition beside which this one is shown: what is looked at here is then noted there too.
    """

    def __init__(self, resolver: Resolver, host: Edition | None = None) -> None:
        super().__init__(resolver, resolver.tag)
        self.resolver, self._host = resolver, host
        self._guests: dict[str, Edition] = {}
        self._filling: dict[Message, Filled] | None = None
        if host is None:
            resolver.own_edition = self

    def beside(self, tag: str) -> Edition:
        """The site in another language, for a page that shows both."""
        if tag not in self._guests:
            self._guests[tag] = Edition(self.resolver.others(tag), self)
        return self._guests[tag]

    def note(self, addresses: Collection[Address]) -> None:
        super().note(addresses)
        if self._host:
            self._host.note([("beside", joined(self.language.tag, *address)) for address in addresses])

    # --- what there is -------------------------------------------------------------------------------

    @property
    def config(self) -> SiteConfig:
        config: SiteConfig = self.look("config")
        return config

    @property
    def agora(self) -> Agora:
        agora: Agora = self.look("agora")
        return agora

    def credit(self, ident: str, scope: Scope) -> str:
        """What readers are told of an author there; "" where they are not named."""
        return str(self.look("credit", f"{ident}:{scope}"))

    def code(self, page: str) -> str:
        """What is said of a page at a counter, `S-14`, by its name (`paths.of_page`); "" where none is asked for, or none is given yet."""
        return str(self.look("code", page)) if self.config.voice else ""

    @property
    def codes(self) -> tuple[tuple[str, str], ...]:
        """Every page that has a code, by its name, and the code."""
        codes: tuple[tuple[str, str], ...] = self.look("codes")
        return codes

    @property
    def has_room(self) -> bool:
        """Whether there are pages of the Agora."""
        return bool(self.look("room"))

    @property
    def needs(self) -> tuple[Heard, ...]:
        """What people said they need, in the order of its file."""
        return tuple(self.need(ident) for ident in self.look("needs"))

    def need(self, ident: str) -> Heard:
        need: Heard = self.look("need", ident)
        return need

    def answered(self, kind: str, name: str) -> tuple[Heard, ...]:
        """The needs that a chapter (`urgences/numeros`), a service or a laboratory answers."""
        return tuple(self.need(ident) for ident in self.look("answered", f"{kind}:{name}"))

    @property
    def meetings(self) -> tuple[tuple[datetime.date, tuple[str, ...]], ...]:
        """The day of each meeting and the languages of its minutes; one that waits until it is far enough has none."""
        every = {language.tag for language in self.languages}
        return tuple((day, tuple(tag for tag in languages if tag in every)) for day, languages in self.look("meetings"))

    def meeting(self, day: datetime.date) -> MeetingMeta:
        meeting: MeetingMeta = self.look("meeting", day.isoformat())
        return meeting

    @property
    def labs(self) -> dict[str, bool]:
        """The ids of the laboratories, and whether something is told of each in prose: the chapter `labs/<id>`."""
        return dict(self.look("labs"))

    def lab(self, ident: str) -> Lab:
        lab: Lab = self.look("lab", ident)
        return lab

    @property
    def partners(self) -> Partners:
        partners: Partners = self.look("partners")
        return partners

    @property
    def project(self) -> Project | None:
        """What is funded; None where nothing is told of it."""
        project: Project | None = self.look("project")
        return project

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """The corrections that stand on top of every page today, in the order of their file."""
        alerts: tuple[Alert, ...] = self.look("alerts")
        return alerts

    def funders(self, booklet: str = "") -> tuple[Funder, ...]:
        """Who pays today: for a booklet, or for anything of the site."""
        funders: tuple[Funder, ...] = self.look("funders", booklet)
        return funders

    @property
    def today(self) -> datetime.date:
        today: datetime.date = self.look("today")
        return today

    @property
    def monday(self) -> datetime.date:
        """The first day of this week: what looks at it is made anew once a week."""
        monday: datetime.date = self.look("monday")
        return monday

    @property
    def languages(self) -> tuple[Language, ...]:
        """Every language of the site, in its order; a pseudo-locale, which is none of them, after them."""
        return tuple(language(tag) for tag in shown_in(self.config, self.language.tag))

    @property
    def source(self) -> Language:
        """The site's own language."""
        return language(self.config.language)

    @property
    def companions(self) -> tuple[Language, ...]:
        """The languages that a page can show beside this one."""
        return tuple(language(beside) for beside, reader in self.config.pairs if reader == self.language.tag)

    def booklets(self) -> tuple[Booklet, ...]:
        """The booklets with the heads of their chapters, as they are in this language."""
        booklets: tuple[Booklet, ...] = self.look("outline")
        return booklets

    def slug_now(self, slug: str) -> str:
        """What the booklet that has or had a name is called now; "" where there is none."""
        every = self.booklets()
        there = slug in [each.slug for each in every]
        return slug if there else next((each.slug for each in every if slug in each.meta.was), "")

    def booklet(self, slug: str) -> Booklet:
        """The booklet, as it is in this language. Raises LookupError."""
        booklet: Booklet = self.look("outline", slug)
        return booklet

    def chapter(self, booklet: str, slug: str) -> Chapter:
        """The chapter, or the native page of this language in its place. Raises LookupError."""
        chapter: Chapter = self.look("chapter", f"{booklet}/{slug}")
        return chapter

    def recordings(self, booklet: str, chapter: str) -> tuple[Recording, ...]:
        """The recordings of a chapter in this language, whether they are up to date or not."""
        found: tuple[Recording, ...] = self.look("recordings", f"{booklet}/{chapter}")
        return found

    def pictures(self, booklet: str, chapter: str) -> tuple[str, ...]:
        """The pictures of a chapter, as paths from the site folder."""
        found: tuple[str, ...] = self.look("pictures", f"{booklet}/{chapter}")
        return found

    def directory(self) -> dict[str, tuple[str, ...]]:
        """The ids of the services by category, in the order of site.yaml."""
        return dict(self.look("directory"))

    def service(self, ident: str) -> Service:
        """The listing. Raises LookupError."""
        service: Service = self.look("service", ident)
        return service

    def overdue(self, ident: str) -> bool:
        """Whether the listing was to be verified again before today. A page depends on the answer, not on the day."""
        overdue: bool = self.look("overdue", ident)
        return overdue

    @property
    def professional(self) -> bool:
        """Whether this is the edition that also has the listings for professionals."""
        professional: bool = self.look("professional")
        return professional

    @property
    def changes(self) -> Changes:
        """What has changed in the directory; of the professional edition alone."""
        changes: Changes = self.look("changes")
        return changes

    @property
    def termbase(self) -> Termbase:
        """The words of the administration, with their glosses."""
        termbase: Termbase = self.look("termbase")
        return termbase

    @property
    def has_words(self) -> bool:
        """Whether there is a page of these words."""
        return bool(self.look("words"))

    @property
    def sentences(self) -> tuple[str, ...]:
        """The names of the sentences that readers say or show, in the order of facts.yaml."""
        names: tuple[str, ...] = self.look("sentences")
        return names

    # --- how it is said ------------------------------------------------------------------------------

    def fill(self, message: Message) -> Filled:
        """The message in this language, or in its source language where the translation is not to be trusted."""
        texts: Texts = self.look("text", group(message.address))
        filled = texts.filled[key(message)]
        if self._filling is not None:
            self._filling[message] = filled
        return filled

    def fill_all(self, messages: Iterable[Message]) -> dict[Message, Filled]:
        """The same of several, most of them of one group."""
        groups: dict[str, Texts] = {}
        found: dict[Message, Filled] = {}
        for message in messages:
            name = group(message.address)
            texts = groups.get(name) or groups.setdefault(name, self.look("text", name))
            found[message] = texts.filled[key(message)]
        if self._filling is not None:
            self._filling.update(found)
        return found

    def translates(self, message: Message) -> bool:
        """Whether the catalog has a part in what readers are told: not where a native page says it in its own words."""
        booklet, _, slug = message.address.partition("#")[0].partition("/")
        return not self.look("native", f"{booklet}/{slug}") or message == self.chapter(booklet, slug).head.meta.summary

    @contextmanager
    def filling(self) -> Iterator[dict[Message, Filled]]:
        """What is filled inside the block: a record of looks names groups, of which perhaps a part was shown."""
        found: dict[Message, Filled] = {}
        outer, self._filling = self._filling, found
        try:
            yield found
        finally:
            self._filling = outer

    def place(self, message: Message) -> Place:
        """Where the text that `fill` gives is written: in a catalog, or in the source."""
        if self.fill(message).state not in (State.CURRENT, State.TO_CHECK) or self.language.tag in PSEUDO:
            return message.place
        catalog: Catalog = self.look("catalog", message.domain)
        return catalog.place(message.key)

    def say(self, text: str, **values: object) -> str:
        """An interface message; `text` is English, with {name} for each value."""
        return self.say_in(self.language, text, **values)

    def say_in(self, reader: Language, text: str, otherwise: str = "", /, **values: object) -> str:
        """An interface message in another language: beside a block that is shown in its source's.

        `otherwise` is what is said in that language where its catalog has no such message; without it, English.
        """
        said = typeset(self._forms(reader, text)[0] or otherwise or text, reader.tag)
        return said.format(**values) if values else said

    def say_many(self, one: str, many: str, count: int, **values: object) -> str:
        """An interface message for a number; {number} stands in it."""
        return self._counted(self.language, one, many, count, "", {"number": count, **values})

    def say_many_in(self, reader: Language, one: str, many: str, count: int, otherwise: str = "", *, number: str = "") -> str:
        """The same in another language; `number` is how the count is written."""
        return self._counted(reader, one, many, count, otherwise, {"number": number or count})

    def _counted(self, reader: Language, one: str, many: str, count: int, otherwise: str, values: Mapping[str, object]) -> str:
        forms = self._forms(reader, one)
        index = plural_index(reader, count)
        said = forms[min(index, len(forms) - 1)] or otherwise or (one if count == 1 else many)
        return typeset(said, reader.tag).format(**values)

    def _forms(self, reader: Language, text: str) -> tuple[str, ...]:
        """One that is empty where there is no translation."""
        speaker = self if reader.tag == self.language.tag else self.beside(reader.tag)
        words: Mapping[str, tuple[str, ...]] = speaker.look("interface")
        return words.get(text) or words.get(folded(text), ("",))

    def fact(self, ref: FactRef) -> Fact | Term:
        """The fact itself: its label, its note, its source."""
        fact: Fact | Term = self.look("fact", f"{ref.kind}.{ref.name}")
        return fact

    def step(self, link: str) -> tuple[Booklet, str]:
        """The booklet and the chapter's slug at a source path from content/, whatever its anchor."""
        slug, chapter = self.look("step", link.partition("#")[0])
        return self.booklet(slug), chapter

    def join(self, items: Iterable[str]) -> str:
        """a, b and c."""
        return str(format_list(list(items), locale=locale(self.language.tag)))

    def language_name(self, tag: str) -> str:
        """What readers of this edition call a language."""
        return name_in(tag, self.language.tag)

    def absolute(self, path: str) -> str:
        """The address on the web of a file of public/; a folder's index is the folder."""
        return paths.absolute(self.config.url, path)

    def translations(self, booklet: str, chapter: str) -> tuple[str, ...]:
        """The tags of the languages that have any block of the chapter, in the site's order."""
        tags: tuple[str, ...] = self.look("coverage", f"{booklet}/{chapter}")
        return tags

    def only_in(self, booklet: str, chapter: str = "") -> str:
        """The language, as readers call it, that a chapter – or each of a booklet – is shown in because nothing of it is in theirs; "" where something is."""
        told = self.booklet(booklet)
        slugs = [chapter] if chapter else [head.slug for head in told.chapters]
        there = any(self.language.tag in self.translations(booklet, slug) for slug in slugs)
        return "" if there else self.language_name(told.language)

    def beside_of(self, booklet: str, chapter: str) -> tuple[Language, ...]:
        """The languages that a chapter can show beside this one: both have it."""
        companions = self.companions
        tags = self.translations(booklet, chapter) if companions else ()
        return tuple(other for other in companions if {other.tag, self.language.tag} <= set(tags))

    def standings(self, messages: Iterable[Message]) -> Iterator[tuple[Message, Standing]]:
        """How each of some messages stands. The notes of their groups say it: nothing is filled for that."""
        groups: dict[str, Mapping[Key, Standing]] = {}
        for message in messages:
            name = group(message.address)
            its = groups.get(name) or groups.setdefault(name, self._standings(name))
            yield message, its[key(message)]

    def _standings(self, name: str) -> dict[Key, Standing]:
        self.note((("text", name),))
        keys = dict.fromkeys(map(key, self.resolver.value("messages", name)))  # whose digest the group's is made of
        return dict(zip(keys, map(standing, self.resolver.row("text", name).note), strict=True))

    def origins(self, told: Iterable[Message]) -> frozenset[Provenance]:
        """Who made what the reader sees of some texts in this language, the glosses of terms among it."""
        translated = [its for _, its in self.standings(told) if its.state.translated]
        may_gloss = self.language.tag != self.source.tag and self.has_words
        glossed = may_gloss and any(its.names_term for its in translated)
        return frozenset((*(its.provenance for its in translated), *((self.termbase.made_by,) if glossed else ())))

    # --- the theme -----------------------------------------------------------------------------------

    def theme(self, path: str) -> str:
        """A text of the theme, at a path from theme/. Raises Refused."""
        return decoded(self.theme_bytes(path), f"theme/{path}")

    def theme_bytes(self, path: str) -> bytes:
        data: bytes = self.look("theme", path)
        return data

    def theme_list(self, folder: str, ending: str) -> tuple[str, ...]:
        """The sorted names in a folder of the theme."""
        return tuple(name for name in self.look("themes", folder) if name.endswith(ending))

    def has_own(self, path: str) -> bool:
        """Whether a file of the theme, at a path from theme/, is the site's own, and not the one that Livret carries."""
        return bool(self.look("own-theme", path))

    @property
    def asset_list(self) -> AssetList:
        """What pages load, and where."""
        found: AssetList = self.look("asset-list")
        return found

    @property
    def editable(self) -> Editable | None:
        """What can be edited at /admin/; None where the site has no editor there."""
        found: Editable | None = self.look("editable")
        return found

    def token(self, name: str, default: str | None = None) -> str:
        """A design token; `default` where the theme has none of that name. Raises LookupError without one."""
        try:
            return str(self.look("token", name))
        except LookupError:
            if default is None:
                raise
            return default

    def icon(self, name: str) -> str:
        """The drawing of an icon, as SVG. Raises Refused."""
        return self.remember(f"icon {name}", lambda own: own.theme(f"web/icons/{name}.svg").strip())

    def picture(self, path: str) -> Picture:
        """What is published of a picture, at a path from the site folder. Raises Refused."""
        picture: Picture = self.look("picture", path)
        return picture

    def picture_file(self, path: str) -> str:
        """The digest of a picture as its author gave it. Raises Refused."""
        return str(self.look("picture-file", path))

    def rendition(self, path: str, number: int | str = 0) -> bytes:
        """The bytes of a picture: of the smallest, of one of a `number`, or of the one for PAPER. Raises Refused."""
        data: bytes = self.look("rendition", f"{number}/{path}")
        return data

    def sound(self, path: str) -> bytes:
        """The bytes of a recording as they are published. Raises Refused."""
        data: bytes = self.look("sound", path)
        return data

    # --- what is made of other files ------------------------------------------------------------------

    def made(self, prefix: str) -> tuple[tuple[str, str, int], ...]:
        """(path, SHA-256, bytes) of the published files whose path begins with `prefix`; for what is made after them."""
        files: tuple[tuple[str, str, int], ...] = self.look("made", prefix)
        return files

    def names(self, prefix: str) -> tuple[str, ...]:
        """Their paths: whoever looks at these depends on what files there are, not on what is in them."""
        found: tuple[str, ...] = self.look("names", prefix)
        return found

    def copy(self, path: str) -> bytes:
        """The bytes of a published file. Raises LookupError."""
        data: bytes = self.look("copy", path)
        return data
