"""Why a file is made anew, in a sentence: one for each kind of address that a page can look at."""

from __future__ import annotations

from livret.editions.filling import key
from livret.editions.groups import HEAD
from livret.editions.resolver import Resolver
from livret.engine.memo import Seen
from livret.engine.view import parted
from livret.problems import detail
from livret.tongue import marked

_TEXT = marked("the text or translation of « {text} » changed")
_WORD = marked("the interface message “{text}” changed")
SENTENCES = {
    "message": _TEXT,
    "word": _WORD,
    "fact": marked("the fact {name} changed"),
    "service": marked("the service {name} changed"),
    "chapter": marked("the chapter {name} changed"),
    "step": marked("the chapter {name} was renamed"),
    "config": marked("content/site.yaml changed"),
    "releases": marked("something was printed: content/releases/ changed"),
    "alerts": marked("an alert of content/alerts.yaml began or ended"),
    "approvals": marked("somebody approved {name}, or took that back"),
    "agora": marked("content/agora/authors.yaml changed"),
    "credit": marked("how {name} is named, or that somebody agreed to it, changed"),
    "code": marked("the code of the page {name} changed"),
    "codes": marked("a page got a code, or one with a code went"),
    "room": marked("the Agora's room was opened or closed"),
    "needs": marked("a need of content/agora/needs.yaml came or went"),
    "need": marked("the need {name} changed"),
    "answered": marked("a need that {name} answers came, went or changed"),
    "meetings": marked("a meeting came, went or changed its languages"),
    "meeting": marked("the meeting of {name} changed"),
    "labs": marked("a laboratory, or what is told of it, came or went"),
    "lab": marked("the laboratory {name} changed"),
    "partners": marked("content/agora/partners.yaml changed"),
    "project": marked("content/agora/project.yaml changed"),
    "funders": marked("somebody began to pay, or does so no more: content/site.yaml or the date changed"),
    "known": marked("the fact {name} came or went"),
    "pictures": marked("the pictures of the chapter {name} changed"),
    "native": marked("the chapter {name} changed"),
    "messages": marked("the texts of {name} changed"),
    "written": marked("the texts of {name} changed"),
    "domain": marked("the texts of {name} changed"),
    "catalog": marked("the catalog of {name} changed"),
    "catalogs": marked("a catalog came or went"),
    "has-part": marked("the part {name} came or went"),
    "form": marked("the catalog of {name} changed"),
    "turned": marked("a picture for languages written from the right came or went"),
    "own-language": marked("content/site.yaml changed"),
    "original": marked("content/site.yaml changed"),
    "strict-interface": marked("content/site.yaml changed"),
    "production": marked("content/site.yaml changed"),
    "parser": marked("a chapter came, went or was renamed"),
    "notes": marked("a footnote of {name} came or went"),
    "terms": marked("translations/terms.yaml changed"),
    "wanted": marked("translations/interface.pot changed"),
    "outline": marked("a booklet, or a chapter's title or head, changed"),
    "termbase": marked("translations/terms.yaml changed"),
    "words": marked("translations/terms.yaml came or went"),
    "sentences": marked("a sentence of content/facts.yaml came or went"),
    "directory": marked("a service came, went or changed its category"),
    "coverage": marked("the languages that the chapter {name} is translated into changed"),
    "changes": marked("what is compared with the earlier state of the directory changed"),
    "professional": marked("the edition for professionals took the place of another, or went"),
    "overdue": marked("the time came to verify the service {name} again, or somebody did"),
    "today": marked("the date changed"),
    "monday": marked("a new week began"),
    "theme": marked("theme/{name} changed"),
    "themes": marked("a file came to theme/{name} or left it"),
    "token": marked("the design token {name} changed"),
    "recordings": marked("a recording of the chapter {name} changed"),
    "picture-file": marked("the picture {name} changed"),
    "picture": marked("the picture {name} changed"),
    "rendition": marked("the picture {name} changed"),
    "sound": marked("the recording {name} changed"),
    "made": marked("a file at {name} changed"),
    "names": marked("a file came to {name} or left it"),
    "copy": marked("the file {name} changed"),
    "asset-list": marked("theme/web/assets.yaml changed"),
    "editable": marked("what can be edited at /admin/ changed"),
    "own-theme": marked("theme/{name} came or went"),
}
_OTHER = marked("something in it changed: {name}")
_LONGEST = 60


def sentence(seen: Seen, resolver: Resolver) -> str:
    """The sentence for what is no longer as it was seen, a detail to be told. Of a step it is that of the first thing that the step saw otherwise; a text and an
    interface say which of their messages it is."""
    kind, name, _ = seen
    if kind == "beside":
        tag, its_kind, its_name = parted(name)
        return sentence((its_kind, its_name, ""), resolver.others(tag))
    if kind == "text":
        return detail(_TEXT, text=_short(_message(name, resolver)))
    if kind == "interface":
        return detail(_WORD, text=_short(_word(resolver)))
    if kind in resolver.steps and (earlier := resolver.store.row(kind, name)):
        changed = next((each for each in earlier.seen if resolver.digest(each[0], each[1]) != each[2]), None)
        if changed:
            return sentence(changed, resolver)
    return detail(SENTENCES.get(kind, _OTHER), name=name.removesuffix(HEAD))


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
