"""Why a file is made anew, in a sentence: one for each kind of address that a page can look at."""

from __future__ import annotations

from livret.translation.looks import parted

SENTENCES = {
    "message": "the text or translation of « {text} » changed",
    "interface": "the interface message “{text}” changed",
    "fact": "the fact {name} changed",
    "service": "the service {name} changed",
    "chapter": "the chapter {name} changed",
    "step": "the chapter {name} was renamed",
    "config": "content/site.yaml changed",
    "releases": "something was printed: content/releases/ changed",
    "agora": "content/agora/authors.yaml changed",
    "outline": "a booklet, or a chapter's title or head, changed",
    "termbase": "translations/terms.yaml changed",
    "words": "translations/terms.yaml came or went",
    "directory": "a service came, went or changed its category",
    "coverage": "the languages that the chapter {name} is translated into changed",
    "changes": "what is compared with the earlier state of the directory changed",
    "professional": "the edition for professionals took the place of another, or went",
    "overdue": "the time came to verify the service {name} again, or somebody did",
    "today": "the date changed",
    "monday": "a new week began",
    "theme": "theme/{name} changed",
    "themes": "a file came to theme/{name} or left it",
    "token": "the design token {name} changed",
    "recordings": "a recording of the chapter {name} changed",
    "picture": "the picture {name} changed",
    "made": "a file at {name} changed",
    "copy": "the file {name} changed",
}
_LONGEST = 60


def sentence(kind: str, name: str) -> str:
    """The sentence for an address; a message is named by the beginning of its text."""
    if kind == "beside":
        _, its_kind, its_name = parted(name)
        return sentence(its_kind, its_name)
    text = _text(kind, name)
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return SENTENCES[kind].format(name=name, text=short)


def _text(kind: str, name: str) -> str:
    """The text of a message; of the interface's it stands behind its language."""
    match kind:
        case "message":
            return parted(name)[2]
        case "interface":
            return name.partition("/")[2]
        case _:
            return ""
