"""The library as a Livret site: content/, and translations/ with catalogs that people filled to the last message."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import corpus

from speed.library import CATEGORIES, Booklet, Library, Phrase, Service, Text, plain, said
from speed.prose import markdown, pictures, put

OTHERS = corpus.LANGUAGES[1:]
SHARED = "b000"  # the booklet whose folder has the pictures
_SITE = """livret: 1
mode: production
name: Banc d'essai
tagline: Toujours le même livre
url: https://banc.exemple.fr
language: fr
languages: [{languages}]
open_data: {{licence: etalab-2.0}}
publisher: {{name: Banc, director: Personne, address: Nulle part, email: contact@example.org}}
host: {{name: Banc, address: Nulle part, phone: "+33476000000"}}
categories:
"""
_HEADER = """Language: {tag}
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit
X-Livret-Provenance: people
"""


@dataclass(frozen=True, slots=True)
class _Message:
    address: str
    path: str
    context: str
    text: Text


@dataclass(slots=True)
class _Domain:
    """The messages of a catalog, in order; the same words in the same context are one."""

    name: str
    messages: dict[tuple[str, str], _Message] = field(default_factory=dict)

    def add(self, address: str, path: str, text: Text, context: str = "") -> str:
        """Notes a message and gives its French."""
        french = said(text, "fr", leads)
        self.messages.setdefault((context, french), _Message(address, path, context, text))
        return french

    def write(self, folder: Path) -> None:
        for tag in OTHERS:
            put(
                folder / tag / f"{self.name}.po", _header(tag) + "".join(_entry(message, tag) for message in self.messages.values())
            )


def write(library: Library, folder: Path) -> None:
    content, translations = folder / "content", folder / "translations"
    pictures(content / "booklets" / SHARED)
    _site(content).write(translations)
    for booklet in library.booklets:
        _booklet(booklet, content).write(translations)
    _services(library, content).write(translations)


def leads(phrase: Phrase) -> str:
    """Links lead to source files, so they are the same in every language."""
    match phrase.mark:
        case "chapter":
            return f"../{phrase.target}.md"
        case "picture":
            return f"../{SHARED}/{phrase.target}"
        case _:
            return phrase.target


def _site(content: Path) -> _Domain:
    domain, path = _Domain("site"), "content/site.yaml"
    lines = [_SITE.format(languages=", ".join(corpus.LANGUAGES))]
    domain.add("site#name name", path, plain("Banc d'essai"), "name")
    domain.add("site#tagline tagline", path, plain("Toujours le même livre"), "tagline")
    for number, category in enumerate(CATEGORIES, 1):
        words = domain.add(f"site#categories.{number}.name name", path, plain(f"Rayon {corpus.MORE[number]}"), "name")
        lines.append(f"  - {{id: {category}, name: {words}, pictogram: {category}}}\n")
    put(content / "site.yaml", "".join(lines))
    return domain


def _booklet(booklet: Booklet, content: Path) -> _Domain:
    domain, folder = _Domain(booklet.slug), f"content/booklets/{booklet.slug}"
    texts = {
        key: domain.add(f"{booklet.slug}#{key} {key}", f"{folder}/booklet.yaml", text, key)
        for key, text in (("title", booklet.title), ("summary", booklet.summary))
    }
    put(content.parent / folder / "booklet.yaml", _yaml(texts))
    for chapter in booklet.chapters:
        path, start = f"{folder}/{chapter.slug}.md", len(domain.messages)

        def say(text: Text, path: str = path, start: int = start, slug: str = chapter.slug) -> str:
            return domain.add(f"{booklet.slug}/{slug}#p{len(domain.messages) - start + 1} text", path, text)

        put(content.parent / path, f"# {say(chapter.title)}\n\n" + markdown(chapter.blocks, say, _callout))
    return domain


def _callout(kind: str, title: str, text: str) -> list[str]:
    return [f'!!! {kind} "{title}"', f"    {text}"]


def _services(library: Library, content: Path) -> _Domain:
    """The services, a file for the first category of each."""
    domain = _Domain("services")
    files = {category: [f"category: {category}\nservices:\n"] for category in CATEGORIES}
    for service in library.services:
        files[service.categories[0]].append(_listing(service, domain))
    for category, listings in files.items():
        if len(listings) > 1:
            put(content / f"services/{category}.yaml", "".join(listings))
    return domain


def _listing(service: Service, domain: _Domain) -> str:
    path = f"content/services/{service.categories[0]}.yaml"
    texts = {
        key: domain.add(f"services/{service.id}#{key} {key}", path, text, key)
        for key, text in (("gloss", service.gloss), ("description", service.description))
    }
    fields = {
        "name": service.name,
        **texts,
        "also_in": service.categories[1:],
        "phones": [{"number": service.phone}],
        "email": f"contact@{service.id}.example.org",
        "website": f"https://{service.id}.example.org/",
        "address": {"street": service.street, "postal_code": service.postcode, "city": service.city},
        "latitude": service.latitude,
        "longitude": service.longitude,
        "opening_hours": service.hours,
        "languages": service.languages,
        "sources": [{"title": "Annuaire", "url": f"https://example.org/{service.id}", "read_on": "2026-11-20"}],
        "verified_on": "2026-11-20",
    }
    return f"  - id: {service.id}\n" + _yaml(fields, "    ")


def _yaml(fields: Mapping[str, object], indent: str = "") -> str:
    """JSON is YAML."""
    return "".join(f"{indent}{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items())


def _header(tag: str) -> str:
    head = _HEADER.format(tag=tag).splitlines()
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{field}\\n"\n' for field in head) + "\n"


def _entry(message: _Message, tag: str) -> str:
    context = f'msgctxt "{message.context}"\n' if message.context else ""
    source, translation = (json.dumps(said(message.text, each, leads), ensure_ascii=False) for each in ("fr", tag))
    return f"#. {message.address}\n#: {message.path}\n{context}msgid {source}\nmsgstr {translation}\n\n"
