"""Reading a whole site: every file through the door, every mistake with its line, then a frozen `Site`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from posixpath import basename, splitext

from livret.languages import known, suggestion, tag_here
from livret.model import Message
from livret.problems import Place, Report, near
from livret.schema.booklet import BookletMeta, ChapterMeta
from livret.schema.facts import Facts
from livret.schema.fields import is_ident
from livret.schema.service import Service
from livret.schema.site_config import SCHEMA, Agora, SiteConfig, Voice
from livret.schema.terms import Termbase
from livret.site import MINUTES, Site
from livret.source import (
    agora_room,
    alerts,
    approvals,
    fiction,
    inherited,
    layers,
    leaflets,
    members_file,
    page_codes,
    prose,
    recordings,
    releases,
    services,
    site_folder,
    termbase_file,
    unfinished,
    yaml,
)
from livret.source.addresses import addressed, messages_in
from livret.source.door import Door
from livret.source.facts_named import unknown_fact
from livret.source.held import Waiting
from livret.source.inherited import Hidden
from livret.source.tokens import tokens

SITE, FACTS, AGORA = layers.SITE, "content/facts.yaml", agora_room.AUTHORS


@dataclass(frozen=True, slots=True)
class Withheld:
    """A picture that is not shown: the ids of those in it who do not agree, and the files of prose that would show it."""

    people: tuple[str, ...]
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A site, and what its checks and editions need besides. `private` holds the listings for professionals, which no public page has."""

    site: Site
    contents: prose.Contents
    messages: dict[str, tuple[Message, ...]]  # by domain, in reading order
    written: frozenset[str]  # `service.caf`, `term.caf`: a mistake in a public service or a term makes no reference to it wrong
    private: dict[str, Service]
    places: frozenset[str]  # the ids of those that services share
    verified: dict[str, Place]  # where the date of each listing stands
    begins: dict[str, Place]  # where each listing begins, the mistaken ones too
    room: agora_room.Found  # the Agora's files as they are written
    alerted: alerts.Written = field(default_factory=alerts.Written)
    pictures: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # of each file of prose, as paths from the site folder
    withheld: Mapping[str, Withheld] = field(default_factory=dict)  # the pictures that are not shown, by their paths
    held: Waiting = field(default_factory=dict)  # what was taken out of it, because it is not out today
    hidden: Hidden = field(default_factory=Hidden)  # what a base has, and this site does not

    def asked(self, tag: str) -> tuple[str, ...]:
        """The domains that a language is asked to translate: minutes only where a meeting names it."""
        named = any(tag in meeting.languages for meeting in self.site.room.meetings.values())
        return tuple(domain for domain in self.messages if domain != MINUTES or named)

    @property
    def counted(self) -> tuple[str, ...]:
        """The domains that say how much of the site a language has: minutes are none of them, and no alert of a day may take a language away."""
        return tuple(domain for domain in self.messages if domain not in (MINUTES, alerts.DOMAIN))


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of a site, each read by itself. What is written in one stands beside what it says, where checks tell of its lines."""

    config: SiteConfig
    tree: yaml.Mapping
    facts: Facts
    written_facts: yaml.Mapping | None
    agora: Agora
    people: yaml.Mapping | None
    directory: services.Directory
    termbase: Termbase
    written_terms: list[yaml.Mapping]
    contents: prose.Contents
    room: agora_room.Found
    alerted: alerts.Written
    hidden: Hidden


def read(door: Door, report: Report) -> Reading | None:
    """The site behind the door; None when its configuration cannot be read. Other mistakes leave out what they concern."""
    if not site_folder.is_site(door, report) or inherited.is_refused(door, report):
        return None
    _check_names(door, report)
    files = _read_files(door, report)
    if files is None:
        return None
    site = _checked(_site(files, door, report), files, door, report)
    reading = _reading(site, files, door)
    _check_words(reading, files, report)
    return reading


def _read_files(door: Door, report: Report) -> _Files | None:
    config, tree = yaml.load(door, SITE, SiteConfig, report, "site", inherited.site)
    hidden = Hidden.of(config if door.layers.bases else None, tree)
    facts, written = yaml.load(door, FACTS, Facts, report, "site", inherited.facts) if door.has(FACTS) else (Facts(), None)
    facts = inherited.without(facts, written, door, hidden) if facts else None
    agora, people = yaml.load(door, AGORA, Agora, report, "site", inherited.authors) if door.has(AGORA) else (Agora(), None)
    directory = services.read(door, config, report, hidden)
    termbase, terms = termbase_file.read(door, report, hidden)
    contents = prose.read(door, config, report, hidden)
    room = agora_room.read(door, config, contents, report)
    if config is None or facts is None or agora is None:
        return None
    inherited.check(door, config, tree, report)
    hidden.check(report)
    termbase = termbase_file.checked(termbase, terms, config, door, report) if termbase else Termbase()
    alerted = alerts.read(door, report)
    return _Files(config, tree, facts, written, agora, people, directory, termbase, terms, contents, room, alerted, hidden)


def _site(files: _Files, door: Door, report: Report) -> Site:
    contents = files.contents
    return Site(
        addressed(files.config, "site#"),
        addressed(files.facts, "facts#"),
        files.directory.public,
        tuple(contents.booklets),
        contents.chapters,
        contents.native_chapters,
        addressed(files.agora, "agora#"),
        files.termbase,
        recordings.read(door, contents, files.config.languages, report),
        releases.read(door, files.config.languages, report),
        members=members_file.read(door, report),
        alerts=files.alerted.alerts,
        approvals=approvals.read(door, report),
    )


def _checked(site: Site, files: _Files, door: Door, report: Report) -> Site:
    """The site, its files held against each other; with what is known only then: the Agora's room, and the codes of pages."""
    contents, tree = files.contents, files.tree
    _check_config(files.config, tree, report)
    _check_links(site, contents, tree, files.hidden, report)
    _check_originals(site, tree, report)
    _check_facts(site, files.written_facts, report)
    _check_funders(site, tree, report)
    _check_authors(site, contents, report)
    if files.people:
        _check_ids(files.people, "authors", report)
    site = replace(site, room=agora_room.check(files.room, site, contents, files.directory, door, report))
    site = replace(site, codes=page_codes.read(door, site, report))
    leaflets.check(site, contents, report)
    alerts.check(files.alerted, site, report)
    site = replace(site, approvals=approvals.followed(site))
    approvals.check(site, report)
    _check_approval(site, contents, door, report)
    _check_former(site, contents, door, report)
    _check_pictograms(tree, contents, tokens(door, report), report)
    return site


def _reading(site: Site, files: _Files, door: Door) -> Reading:
    directory = files.directory
    references = (
        *(f"service.{ident}" for ident in directory.written if ident not in directory.private and is_ident(ident)),
        *termbase_file.names(files.written_terms),
    )
    listings = (*directory.public, *directory.private)
    messages = _by_domain(site, [directory.messages[ident] for ident in listings], files.contents, files.written_facts)
    if door.has(alerts.PATH):
        messages[alerts.DOMAIN] = tuple(messages_in(site.alerts))
    return Reading(
        site,
        files.contents,
        messages,
        frozenset(references),
        directory.private,
        directory.places,
        {ident: yaml.place_of(directory.written[ident], "verified_on") for ident in listings},
        {ident: entry.place for ident, entry in directory.written.items()},
        files.room,
        files.alerted,
        hidden=files.hidden,
    )


def _check_words(reading: Reading, files: _Files, report: Report) -> None:
    """What no text may hold: in production what is still to be written, ever the whole name of a member."""
    messages, config = reading.messages, files.config
    if config.mode == "production":
        written = (files.tree, files.written_facts, *files.directory.written.values(), *files.contents.heads)
        unfinished.check(written, chain.from_iterable(messages.values()), report)
        unfinished.check_address(config.url, yaml.place_of(files.tree, "url"), report)
    every = chain.from_iterable((*messages.values(), *files.contents.natives.values()))
    members_file.check_told(reading.site.members, every, report)


_FOLDERS = ("agora", "booklets", "orders", "releases", "services")
_TEXTS = (".yaml", ".yml", ".md", ".csv", ".po")


def _check_names(door: Door, report: Report) -> None:
    """Warns of files in content/ itself that nothing reads, and of folders with such files."""
    known = (SITE, FACTS, page_codes.PATH, alerts.PATH, approvals.PATH)
    for name in door.folder("content"):
        path, ending = f"content/{name}", splitext(name)[1].lower()
        if name not in _FOLDERS and any(splitext(each)[1].lower() in _TEXTS for each in door.own(path)):
            meant = near(name.lower(), _FOLDERS)
            meant = "" if door.has(f"content/{meant}") else meant
            report.add("file-unexpected", Place(path), name=name, expected=", ".join(_FOLDERS), near=meant)
        if path in known or ending not in _TEXTS or splitext(name)[0].isupper():
            continue  # LICENSE.md and README.md are for those who look into the folder
        meant = near(splitext(path.lower())[0] + ".yaml", known)
        expected = ", ".join(basename(each) for each in known)
        report.add(
            "file-unexpected",
            Place(path),
            name=name,
            expected=expected,
            near="" if not meant or door.has(meant) else basename(meant),
        )


def for_professionals(reading: Reading) -> Reading:
    """The same site with the private listings among the others: never for public/."""
    return replace(reading, site=replace(reading.site, services={**reading.site.services, **reading.private}))


# --- checks over the whole ---------------------------------------------------------------------------


def _check_config(config: SiteConfig, tree: yaml.Mapping, report: Report) -> None:
    if config.livret != SCHEMA:
        code = "schema-newer" if config.livret > SCHEMA else "schema-older"
        report.add(code, yaml.place_of(tree, "livret"), value=config.livret, known=SCHEMA)
    for key in ("categories", "needs", "funding"):
        _check_ids(tree, key, report)
    for number, pair in enumerate(config.pairs):
        if pair[0] == pair[1]:
            report.add("value-twice", yaml.place_of(tree, "pairs", number, 1), value=pair[1])
    for number, tag in enumerate(config.languages):
        if not known(tag):
            report.add("language-unknown", yaml.place_of(tree, "languages", number), value=tag, near=suggestion(tag))
        elif (own := tag_here(tag)) != tag:
            report.add("language-called", yaml.place_of(tree, "languages", number), value=tag, near=own)
    if config.language not in config.languages:
        report.add("language-source", yaml.place_of(tree, "languages"), value=config.language)
    for number, pair in enumerate(config.pairs):
        for side, tag in enumerate(pair):
            if tag not in config.languages:
                place = yaml.place_of(tree, "pairs", number, side)
                report.add("language-absent", place, value=tag, choices=", ".join(config.languages))
    for tag in config.publish:
        if tag not in config.languages:
            place = yaml.place_of(tree, "publish", tag)
            report.add("language-absent", place, value=tag, choices=", ".join(config.languages))
    if config.mode == "production":
        for part, key in _LEGAL:
            if not getattr(getattr(config, part), key):
                report.add("production-legal", yaml.place_of(tree, part), key=f"{part}.{key}")
    if config.voice:
        _check_voice(config.voice, config.mode, tree, report)


def _check_voice(voice: Voice, mode: str, tree: yaml.Mapping, report: Report) -> None:
    """A demonstration asks nobody to write to a real person; nobody is asked to write without being told what becomes of it."""
    for key, value, is_fiction in (("sms", voice.sms, fiction.number), ("email", voice.email, fiction.address)):
        if value and is_fiction(value) != (mode == "demo"):
            report.add("voice-real" if mode == "demo" else "production-example", yaml.place_of(tree, "voice", key), value=value)
    if mode == "production" and (voice.sms or voice.email):
        for key in ("who", "why", "kept", "erase"):
            if not getattr(voice, key):
                report.add("voice-law", yaml.place_of(tree, "voice"), key=f"voice.{key}")


_LEGAL = (("publisher", "director"), ("publisher", "address"), ("host", "address"))


def _check_ids(tree: yaml.Mapping, key: str, report: Report) -> None:
    """Anchors and filters are named after them."""
    seen: dict[str, Place] = {}
    for entry in tree.get(key) or ():
        ident: yaml.Scalar = entry["id"]
        if ident in seen:
            report.add("duplicate", ident.place, value=ident, where=seen[ident])
        seen.setdefault(ident, ident.place)


def _check_links(site: Site, contents: prose.Contents, tree: yaml.Mapping, hidden: Hidden, report: Report) -> None:
    """The facts and chapters that site.yaml names."""
    phones = [f"phone.{name}" for name in site.facts.phone]
    choices = ", ".join(phones)
    if phones and not site.config.emergency:
        report.add("emergency-none", yaml.place_of(tree, "emergency"), choices=choices)
    for number, name in enumerate(site.config.emergency):
        if name not in phones:
            if f"phone.{name}" in phones or name.partition(".")[0] != "phone":
                close = f"phone.{name}" if f"phone.{name}" in phones else ""
                place = yaml.place_of(tree, "emergency", number)
                report.add("emergency-unknown", place, value=name, choices=choices, near=close)
                continue
            unknown_fact(yaml.place_of(tree, "emergency", number), name, phones, report, hidden.places)
    for number, step in enumerate(site.config.first_steps):
        _check_step(step.link, yaml.place_of(tree, "first_steps", number, "link"), contents, report)


def _check_step(link: str, place: Place, contents: prose.Contents, report: Report) -> None:
    """A first step leads to a chapter, or to one of its headings."""
    page, _, anchor = link.partition("#")
    target = contents.by_path.get(f"content/{page}")
    if address := contents.hidden.get(f"content/{page}"):
        report.add("hidden-needed", place, value=address)
    elif target is None:
        pages = [path.removeprefix("content/") for path in contents.by_path]
        report.add("link-target", place, href=link, near=contents.like("content", link) or near(page, pages))
    elif anchor and (chapter := contents.chapters.get(target)):
        ids = list(prose.anchors(chapter.blocks))
        if anchor not in ids:
            choices, close = ", ".join(ids) or "–", near(anchor, ids)
            report.add("link-anchor", place, chapter=chapter.path, anchor=anchor, near=close, choices=choices)


def _check_originals(site: Site, tree: yaml.Mapping, report: Report) -> None:
    """What is written in a language is its own original: pages in all others lead there."""
    for tag in dict.fromkeys((site.config.language, *(booklet.language for booklet in site.booklets))):
        if tag in site.config.publish:
            report.add("publish-original", yaml.place_of(tree, "publish", tag), value=tag)


def _check_facts(site: Site, tree: yaml.Mapping | None, report: Report) -> None:
    """An invented number is never published as a real one."""
    if site.config.mode != "production":
        return
    for kind in Facts.model_fields:
        for name, fact in getattr(site.facts, kind).items():
            if getattr(fact, "example", False):
                report.add("production-example", yaml.place_of(tree, kind, name, "example"))


def _check_funders(site: Site, tree: yaml.Mapping, report: Report) -> None:
    """Each pays for booklets that there are; an invented one is never thanked as a real one."""
    slugs = [booklet.slug for booklet in site.booklets]
    for number, funder in enumerate(site.config.funding):
        if funder.example and site.config.mode == "production":
            report.add("production-example", yaml.place_of(tree, "funding", number, "example"))
        for place, slug in enumerate(funder.booklets):
            if slug not in slugs:
                where = yaml.place_of(tree, "funding", number, "booklets", place)
                report.add("booklet-unknown", where, value=slug, near=near(slug, slugs))


def _check_approval(site: Site, contents: prose.Contents, door: Door, report: Report) -> None:
    """A booklet asks for approval in languages of the site; one of a base may do so in more."""
    tags = site.config.languages
    for tree in (each for each in contents.heads if door.is_own(each.place.path)):
        for number, tag in enumerate(tree.get("approval") or ()):
            if tag not in tags:
                report.add("language-absent", yaml.place_of(tree, "approval", number), value=tag, choices=", ".join(tags))


def _check_former(site: Site, contents: prose.Contents, door: Door, report: Report) -> None:
    """A former name leads to one page, and is that of no other; one of a base gives way to a page of the site's own, which is told."""
    trees = {tree.place.path: tree for tree in contents.heads}
    named = {
        booklet.slug: (door.at(f"{contents.folders[booklet.slug]}/booklet.yaml"), booklet.meta.was) for booklet in site.booklets
    }
    _check_once(named, "", trees, door, report)
    for booklet in site.booklets:
        pages = {head.slug: (contents.chapters[booklet.slug, head.slug].path, head.meta.was) for head in booklet.chapters}
        _check_once(pages, f"{booklet.slug}/", trees, door, report)


def _check_once(
    named: Mapping[str, tuple[str, tuple[str, ...]]], folder: str, trees: Mapping[str, yaml.Mapping], door: Door, report: Report
) -> None:
    """`named`: the file of each page and its former names, by its name now."""
    taken = dict.fromkeys(prose.RESERVED, "Livret") | {slug: path for slug, (path, _) in named.items()}
    for slug, (path, was) in named.items():
        for number, former in enumerate(was):
            other = taken.setdefault(former, path)
            if other == path:
                continue
            if door.is_own(path) or not door.is_own(other):
                report.add("was-taken", yaml.place_of(trees[path], "was", number), value=former, where=other)
            else:
                report.add("was-inherited", Place(other), value=f"{folder}{former}", now=f"{folder}{slug}")


def _check_authors(site: Site, contents: prose.Contents, report: Report) -> None:
    """The authors of booklets and chapters are those of the Agora."""
    authors = [author.id for author in site.agora.authors]
    for tree in contents.heads:
        for number, author in enumerate(tree.get("authors") or ()):
            if author not in authors:
                report.add("author-unknown", yaml.place_of(tree, "authors", number), value=author, near=near(author, authors))


def _check_pictograms(tree: yaml.Mapping, contents: prose.Contents, known_tokens: dict[str, str], report: Report) -> None:
    """A pictogram is an icon of the theme with a colour of its own among the design tokens."""
    choices = sorted(name.removeprefix("category.") for name in known_tokens if name.startswith("category."))
    for holder in (*_pictured(tree), *contents.heads):
        name = holder.get("pictogram")
        if name is not None and name not in choices:
            place = yaml.place_of(holder, "pictogram")
            report.add(
                "pictogram-unknown", place, value=name, choices=", ".join(choices), near=near(name.partition(".")[0], choices)
            )


def _pictured(tree: yaml.Mapping) -> Iterator[yaml.Mapping]:
    """What site.yaml shows with a pictogram."""
    for key in ("first_steps", "categories", "needs"):
        yield from tree.get(key) or ()


def due(reading: Reading, door: Door, report: Report) -> None:
    """Warn of chapters and booklets that were to be read again before today, of what was verified or read after it, and of what is due in the
    Agora's room, in alerts, and in those of a base."""
    site, today = reading.site, door.today
    heads = {tree.place.path: tree for tree in reading.contents.heads}
    written: dict[str, ChapterMeta | BookletMeta] = {
        chapter.path: chapter.head.meta for chapter in (*site.chapters.values(), *site.natives.values())
    }
    for booklet in site.booklets:
        written[booklet.meta.title.place.path] = booklet.meta
    for path, meta in written.items():
        tree = heads.get(path)
        if meta.review_before and meta.review_before < today:
            report.add("review-due", yaml.place_of(tree, "review_before") if tree else Place(path), date=meta.review_before)
        if tree and meta.verified_on and meta.verified_on > today:
            report.add("verified-later", yaml.place_of(tree, "verified_on"), date=meta.verified_on)
        for number, source in enumerate(getattr(meta, "sources", ())):
            if tree and source.read_on > today:
                report.add("read-later", yaml.place_of(tree, "sources", number, "read_on"), date=source.read_on)
    agora_room.due(reading.room, today, report)
    alerts.due(reading.alerted, door, report)
    for ident, service in {**site.services, **reading.private}.items():
        if service.verified_on > today:
            report.add("verified-later", reading.verified[ident], date=service.verified_on)


# --- messages ----------------------------------------------------------------------------------------


def _by_domain(
    site: Site, listings: Iterable[tuple[Message, ...]], contents: prose.Contents, facts: yaml.Mapping | None
) -> dict[str, tuple[Message, ...]]:
    return {
        "site": (*messages_in((site.config, site.facts, site.agora)), *sentences(site.facts, facts)),
        "services": tuple(chain.from_iterable(listings)),
        **({termbase_file.DOMAIN: tuple(messages_in(site.termbase))} if site.termbase.terms else {}),
        **{domain: tuple(messages) for domain, messages in contents.messages.items()},
    }


def sentences(facts: Facts, written: yaml.Mapping | None) -> Iterator[Message]:
    """What a sentence needs in each other language: how to pronounce it, and what it means."""
    for name, sentence in facts.sentence.items():
        file = yaml.place_of(written, "sentence", name).path
        for context in ("pronunciation", "meaning"):
            yield sentence_message(name, sentence.text, context, file)


def sentence_message(name: str, text: str, context: str, file: str = FACTS) -> Message:
    """A sentence of `facts.yaml` as a message; its context says whether how it is pronounced is asked for, or what it means."""
    return Message("site", text, context, Place(file), f"facts#sentence.{name}", context)
