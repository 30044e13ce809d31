"""The library as a Hugo site: a folder of content for each language, and the least theme that does the same for a reader.

A page names its language and direction, its translations for search engines and for the reader, the chapters of its booklet, the one
before and the one after; services stand on lists of forty. Hugo checks no link here, which is to its advantage, and makes no page
for a single service.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import corpus

from speed.library import Booklet, Library, Phrase, Service, Text, plain, said
from speed.prose import Say, markdown, pictures, put

_CONFIG = """baseURL = "https://bench.example/"
title = "Banc d'essai"
defaultContentLanguage = "fr"
defaultContentLanguageInSubdir = true
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
"""
_LANGUAGE = """
[languages.{tag}]
contentDir = "content/{tag}"
weight = {weight}
label = "{tag}"
direction = "{direction}"
"""
_RIGHT_TO_LEFT = ("ar", "prs", "ps")
_PAGE = """<!doctype html>
<html lang="{{ site.Language.Lang }}" dir="{{ site.Language.Direction }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} – {{ site.Title }}</title>
<link rel="stylesheet" href="/style.css">
{{ range .AllTranslations -}}
<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">
{{ end -}}
</head>
<body>
<header>
<a href="{{ site.Home.RelPermalink }}">{{ site.Title }}</a>
<ul>
{{ range .AllTranslations -}}
<li><a lang="{{ .Language.Lang }}" hreflang="{{ .Language.Lang }}" href="{{ .RelPermalink }}">{{ .Language.Label }}</a></li>
{{ end -}}
</ul>
</header>
<nav>
<ol>
{{ $here := . -}}
{{ range cond .IsHome .Sections .CurrentSection.RegularPages -}}
<li><a href="{{ .RelPermalink }}"{{ if eq . $here }} aria-current="page"{{ end }}>{{ .Title }}</a></li>
{{ end -}}
</ol>
</nav>
<main>
<h1>{{ .Title }}</h1>
{{ .Content }}
</main>
<footer>
{{ with .NextInSection }}<a rel="prev" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .PrevInSection }}<a rel="next" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
</footer>
</body>
</html>
"""
A_LIST = 40  # services


def write(library: Library, folder: Path) -> None:
    languages = "".join(
        _LANGUAGE.format(tag=tag, weight=weight, direction="rtl" if tag in _RIGHT_TO_LEFT else "ltr")
        for weight, tag in enumerate(corpus.LANGUAGES, 1)
    )
    put(folder / "hugo.toml", _CONFIG + languages)
    put(folder / "layouts/all.html", _PAGE)
    put(folder / "static/style.css", "body { max-width: 40em }\n")
    pictures(folder / "static/img")
    for tag in corpus.LANGUAGES:
        _home(folder / "content" / tag, tag)
    for number, booklet in enumerate(library.booklets, 1):
        for tag in corpus.LANGUAGES:
            _booklet(booklet, number, folder / "content" / tag / booklet.slug, tag)
    services = list(library.services)
    for number, start in enumerate(range(0, len(services), A_LIST), 1):
        for tag in corpus.LANGUAGES:
            _list(services[start : start + A_LIST], number, folder / "content" / tag / "services", tag)


def say_in(tag: str) -> Say:
    def leads(phrase: Phrase) -> str:
        match phrase.mark:
            case "chapter":
                return f"/{tag}/{phrase.target}/"
            case "picture":
                return f"/img/{phrase.target}"
            case _:
                return phrase.target

    return lambda text: said(text, tag, leads)


def _home(folder: Path, tag: str) -> None:
    say = say_in(tag)
    put(folder / "_index.md", _head(say(plain("Banc d'essai")), 1) + say(plain("Toujours le même livre")) + "\n")
    put(folder / "services/_index.md", _head(say(plain("Services")), 999))


def _booklet(booklet: Booklet, number: int, folder: Path, tag: str) -> None:
    say = say_in(tag)
    put(folder / "_index.md", _head(say(booklet.title), number) + say(booklet.summary) + "\n")
    for order, chapter in enumerate(booklet.chapters, 1):
        put(folder / f"{chapter.slug}.md", _head(say(chapter.title), order) + markdown(chapter.blocks, say, _callout))


def _callout(_kind: str, title: str, text: str) -> list[str]:
    return [f"> **{title}**", ">", f"> {text}"]


def _list(services: Iterable[Service], number: int, folder: Path, tag: str) -> None:
    say = say_in(tag)
    title: Text = plain(f"Services {number}")
    put(
        folder / f"p{number:03}.md",
        _head(say(title), number) + "\n".join(line for each in services for line in _listing(each, say)),
    )


def _listing(service: Service, say: Say) -> Iterator[str]:
    yield from (f"## {service.name}", "", say(service.gloss), "", say(service.description), "")
    yield f"- {service.street}, {service.postcode} {service.city}"
    yield f"- [{service.phone}](tel:{service.phone}) <contact@{service.id}.example.org> <https://{service.id}.example.org/>"
    yield f"- {service.hours}"
    yield f"- {', '.join(service.languages)}"
    yield f"- {', '.join(service.categories)}"
    yield ""


def _head(title: str, weight: int) -> str:
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\nweight: {weight}\n---\n\n"
