"""Receiving: a catalog that came by e-mail becomes part of the site, and its sender gets an answer in words and links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib

from livret import extract, limits, paths, wording
from livret.catalogs import catalog, interface
from livret.catalogs.catalog import Catalog, Key
from livret.editions.inputs import Inputs
from livret.languages import among
from livret.model import Provenance, State, folded
from livret.problems import Place, Report, Severity
from livret.publish import atomic
from livret.source.door import Refused, elsewhere
from livret.text.inline import has_words
from livret.tongue import told
from livret.translating import combine, trial, update
from livret.translating.combine import Combined, Decision, Received
from livret.translating.merge import merge, same
from livret.whereabouts import Whereabouts

DOMAIN = "X-Livret-Domain"


@dataclass(frozen=True, slots=True)
class CatalogHints:
    """What the sender's catalog does not say, or says wrongly: "" and None where it is to be found out."""

    language: str = ""
    domain: str = ""
    made_by: Provenance | None = None


@dataclass(slots=True)
class Answer:
    """What became of a received catalog: where it went, who made it, what was decided of each text, and the pages that changed."""

    path: str
    made_by: Provenance
    combined: Combined
    pages: list[str] = field(default_factory=list)


def receive(inputs: Inputs, file: Path, asked: CatalogHints, report: Report) -> Answer | None:
    """Reads a catalog that lies anywhere and puts it into the site's own; None, with a problem, when it cannot be."""
    try:
        came = catalog.parse(elsewhere(file, limits.CATALOG_BYTES, catalog.text_of), str(file))
    except Refused as refused:
        report.take(refused.problem)
        return None
    for entry in came:
        catalog.trim(entry)
    tag = _language(inputs, came, file, asked, report)
    domain = _domain(inputs, tag, came, file, asked, report) if tag else ""
    if not domain:
        return None
    if inputs.sources[domain] == tag:
        report.add("receive-source", Place(str(file)), value=tag, domain=domain)
        return None
    return _Receiving(inputs, tag, domain, str(file), report).take(came, asked.made_by)


def _language(inputs: Inputs, came: polib.POFile, file: Path, asked: CatalogHints, report: Report) -> str:
    """Which of the site's languages it is in: ar_EG is ar, fa_AF is prs."""
    tags = inputs.reading.site.config.languages
    says = asked.language or catalog.header(came, "Language")
    if not (found := among(says, tags)):
        report.add("receive-language", Place(str(file)), found=says or "–", choices=", ".join(tags))
    return found


def _domain(inputs: Inputs, tag: str, came: polib.POFile, file: Path, asked: CatalogHints, report: Report) -> str:
    """Which part of the site it belongs to: as it says itself, or the one that knows most of its texts, or as the file is named."""
    domains = ("interface", *inputs.reading.messages)
    texts = {catalog.key(entry) for entry in came}
    shared = {domain: len(texts.intersection(_domain_texts(inputs, tag, domain))) for domain in domains}
    best = max(domains, key=lambda domain: shared[domain])
    named = (domain for domain in domains if re.search(rf"(?<![a-z0-9]){domain}(?![a-z0-9])", file.name.lower()))
    says = (asked.domain,) if asked.domain else (catalog.header(came, DOMAIN), best if shared[best] else "", *named)
    found = next((domain for domain in says if domain in domains), "")
    if not found:
        report.add("receive-domain", Place(str(file)), choices=", ".join(domains))
    return found


def _domain_texts(inputs: Inputs, tag: str, domain: str) -> Iterator[Key]:
    """The texts that a domain has, or had, as far as its catalog remembers."""
    if domain == "interface":
        yield from interface.wanted(inputs.door, Report())
    for message in inputs.reading.messages.get(domain, ()):
        yield message.key
    for entry in catalog.load(inputs.door, f"{extract.FOLDER}/{tag}/{domain}.po", tag, Report(), inputs.catalogs[tag].others) or ():
        yield catalog.key(entry)
        yield entry.msgctxt or "", folded(entry.previous_msgid or entry.msgid)


@dataclass(slots=True)
class _Receiving:
    """Where one received catalog and the site's own are put together."""

    inputs: Inputs
    tag: str
    domain: str
    file: str
    report: Report

    @property
    def path(self) -> str:
        return f"{extract.FOLDER}/{self.tag}/{self.domain}.po"

    def take(self, came: polib.POFile, made_by: Provenance | None) -> Answer | None:
        old = self.old()
        if old is None:
            return None
        template = self.template()
        ours = merge(template, old)
        found = combine.candidates(template, ours, came)
        says, own = catalog.understood(came, self.file), catalog.understood(ours, self.path)
        received = Received(found, says.revised, made_by or says.provenance)
        before = self.states(own, Report())
        after = self.states(catalog.understood(found, self.file), self.report)
        done = combine.into(ours, received, before, after, own.provenance, self.inputs.door.today)
        pages = list(self.pages(done))
        if pages and says.revised and (own.revised is None or says.revised > own.revised):
            ours.metadata["PO-Revision-Date"] = catalog.header(came, "PO-Revision-Date")
        self.drop_inherited(ours, old)
        if not same(ours, old):
            atomic.write(self.inputs.door.root / self.path, catalog.write(ours))
        return Answer(self.path, received.made_by, done, pages)

    def template(self) -> polib.POFile:
        site = self.inputs.door.root
        name = f"{extract.FOLDER}/{self.domain}.pot"
        data = extract.interface(site) if self.domain == "interface" else extract.prose(site, Report(), whole=True)[name]
        return catalog.parse(data.decode(), name)

    def old(self) -> polib.POFile | None:
        """The site's own catalog; a new one where there is none, None when it cannot be read. The words of the interface are those that are shown, whoever
        says them: what takes their place is told."""
        door = self.inputs.door
        if door.is_own(self.path) or (self.domain == "interface" and door.has(self.path)):
            return catalog.load(self.inputs.door, self.path, self.tag, self.report, self.inputs.catalogs[self.tag].others)
        return update.new(self.tag, self.domain)

    def drop_inherited(self, ours: polib.POFile, old: polib.POFile) -> None:
        """Of what is inherited a town's catalog has what it says otherwise: what nobody translated, or came as a base says it, is left to the base."""
        beneath = self.inputs.catalogs[self.tag][self.domain].beneath
        if not self.inputs.door.layers.bases or self.domain == "interface":
            return
        own = {message.key for message in self.inputs.reading.messages[self.domain] if self.inputs.door.is_own(message.place.path)}
        kept = {catalog.key(entry) for entry in old} | own
        said = {key: entry.forms for key, entry in beneath.said.items()} if beneath else {}
        ours[:] = [each for each in ours if (key := catalog.key(each)) in kept or catalog.forms(each) not in (("",), said.get(key))]

    def states(self, tried: Catalog, report: Report) -> dict[Key, State]:
        """How the texts stand with a catalog; what is damaged goes to the report, with its line there."""
        if self.domain == "interface":
            return dict(self.interface(tried, report))
        damage = Report()
        messages = [message for message in self.inputs.reading.messages[self.domain] if has_words(message.text)]
        states = trial.states(self.inputs, self.tag, self.domain, tried, messages, damage)
        for problem in damage:
            if wording.severity(problem) is Severity.DAMAGE:
                report.take(problem)
        return {message.key: state for message, state in states.items()}

    def interface(self, tried: Catalog, report: Report) -> Iterator[tuple[Key, State]]:
        sound = interface.check(self.inputs.door, {self.tag: tried}, False, report)[self.tag]
        for key in interface.wanted(self.inputs.door, Report()):
            damaged = key in tried.entries and key not in sound.entries
            yield key, State.DAMAGED if damaged else interface.state(tried.entries.get(key), key[1])

    def pages(self, done: Combined) -> Iterator[str]:
        """The pages that look different now, each once."""
        changed = {key for key, decision in done.decisions.items() if decision.changes}
        if changed and self.domain == "interface":
            yield paths.home(self.tag)
        whereabouts = Whereabouts(self.inputs.reading)
        messages = [m for m in self.inputs.reading.messages.get(self.domain, ()) if m.key in changed]
        yield from dict.fromkeys(whereabouts.of(self.tag, message).partition("#")[0] for message in messages)


def lines(answer: Answer, site: Path) -> Iterator[str]:
    """The answer in words: how many of each decision, what took the place of what, and the pages to look at after a build."""
    counts = Counter(answer.combined.decisions.values())
    yield f"{answer.path}: " + (
        "; ".join(f"{counts[decision]} {told(decision)}" for decision in Decision if counts[decision]) or told("nothing was in it")
    )
    for (_, text), before in answer.combined.replaced.items():
        yield told("  « {text} » was translated as « {before} », which is kept in a comment", text=text, before=before)
    if answer.pages and answer.made_by is Provenance.MACHINE:
        yield told(
            "  readers are told that a machine made them, as the catalog says; if people did, receive it with --provenance people"
        )
    for page in answer.pages:
        yield f"  {site / 'public' / page}"
