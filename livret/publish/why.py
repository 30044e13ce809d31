"""Why a file is made anew, in a sentence: one for each kind of address that a page can look at."""

from __future__ import annotations

from livret.editions.filling import key
from livret.editions.groups import HEAD
from livret.editions.resolver import Resolver
from livret.engine.memo import Seen
from livret.engine.view import parted

SENTENCES = {
    "message": "the text or translation of « {text} » changed",
    "word": "the interface message “{text}” changed",
    "fact": "the fact {name} changed",
    "service": "the service {name} changed",
    "chapter": "the chapter {name} changed",
    "step": "the chapter {name} was renamed",
    "config": "content/site.yaml changed",
    "releases": "something was printed: content/releases/ changed",
    "agora": "content/agora/authors.yaml changed",
    "credit": "how {name} is named, or that somebody agreed to it, changed",
    "code": "the code of the page {name} changed",
    "codes": "a page got a code, or one with a code went",
    "room": "the Agora's room was opened or closed",
    "needs": "a need of content/agora/needs.yaml came or went",
    "need": "the need {name} changed",
    "answered": "a need that {name} answers came, went or changed",
    "meetings": "a meeting came, went or changed its languages",
    "meeting": "the meeting of {name} changed",
    "labs": "a laboratory, or what is told of it, came or went",
    "lab": "the laboratory {name} changed",
    "partners": "content/agora/partners.yaml changed",
    "project": "content/agora/project.yaml changed",
    "funders": "somebody began to pay, or does so no more: content/site.yaml or the date changed",
    "known": "the fact {name} came or went",
    "pictures": "the pictures of the chapter {name} changed",
    "native": "the chapter {name} changed",
    "messages": "the texts of {name} changed",
    "written": "the texts of {name} changed",
    "domain": "the texts of {name} changed",
    "catalog": "the catalog of {name} changed",
    "catalogs": "a catalog came or went",
    "has-part": "the part {name} came or went",
    "form": "the catalog of {name} changed",
    "turned": "a picture for languages written from the right came or went",
    "own-language": "content/site.yaml changed",
    "original": "content/site.yaml changed",
    "strict-interface": "content/site.yaml changed",
    "production": "content/site.yaml changed",
    "parser": "a chapter came, went or was renamed",
    "notes": "a footnote of {name} came or went",
    "terms": "translations/terms.yaml changed",
    "wanted": "translations/interface.pot changed",
    "outline": "a booklet, or a chapter's title or head, changed",
    "termbase": "translations/terms.yaml changed",
    "words": "translations/terms.yaml came or went",
    "sentences": "a sentence of content/facts.yaml came or went",
    "directory": "a service came, went or changed its category",
    "coverage": "the languages that the chapter {name} is translated into changed",
    "changes": "what is compared with the earlier state of the directory changed",
    "professional": "the edition for professionals took the place of another, or went",
    "overdue": "the time came to verify the service {name} again, or somebody did",
    "today": "the date changed",
    "monday": "a new week began",
    "theme": "theme/{name} changed",
    "themes": "a file came to theme/{name} or left it",
    "asset-list": "theme/web/assets.yaml changed",
    "own-theme": "theme/{name} came or went",
    "token": "the design token {name} changed",
    "recordings": "a recording of the chapter {name} changed",
    "picture": "the picture {name} changed",
    "rendition": "the picture {name} changed",
    "sound": "the recording {name} changed",
    "made": "a file at {name} changed",
    "names": "a file came to {name} or left it",
    "copy": "the file {name} changed",
}
_LONGEST = 60


def sentence(seen: Seen, resolver: Resolver) -> str:
    """The sentence for what is no longer as it was seen. Of a step it is that of the first thing that the step saw otherwise; a text and an
    interface say which of their messages it is."""
    kind, name, _ = seen
    if kind == "beside":
        tag, its_kind, its_name = parted(name)
        return sentence((its_kind, its_name, ""), resolver.others(tag))
    if kind == "text":
        return SENTENCES["message"].format(text=_short(_message(name, resolver)))
    if kind == "interface":
        return SENTENCES["word"].format(text=_short(_word(resolver)))
    if kind in resolver.steps and (earlier := resolver.store.row(kind, name)):
        changed = next((each for each in earlier.seen if resolver.digest(each[0], each[1]) != each[2]), None)
        if changed:
            return sentence(changed, resolver)
    return SENTENCES.get(kind, "something in it changed: {name}").format(name=name.removesuffix(HEAD))


def _message(name: str, resolver: Resolver) -> str:
    """The first text of a group that was not shown so before; the first one where that is not known."""
    messages = {key(message): message for message in resolver.value("messages", name)}
    earlier = resolver.store.row("text", name)
    known = set(earlier.note or ()) if earlier else set()
    marks = resolver.row("text", name).note or ()
    changed = (message for message, mark in zip(messages.values(), marks, strict=False) if mark not in known)
    found = next(changed, None) or next(iter(messages.values()), None)
    return found.text if found else ""


def _word(resolver: Resolver) -> str:
    """The first message of the interface that is said otherwise, or no more."""
    earlier = resolver.store.row("interface", "")
    before, now = (earlier.note if earlier else None) or {}, resolver.row("interface").note or {}
    return next((text for text in (*now, *before) if before.get(text) != now.get(text)), "")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
