"""The index of a language: a script that gives `search.js` its pages, its terms and the rules to fold a query by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from livret.artifact import Artifact
from livret.languages import language
from livret.search import letters
from livret.search.entries import Entry, Shown, entries
from livret.search.pack import assigned, packed
from livret.search.rules import rules
from livret.translation.edition import Edition
from livret.web import paths

KIND = "search-index"
NAME = "livretIndex"


def plan(editions: Mapping[str, Edition]) -> Iterator[Artifact]:
    """An index for each language. Its name does not change with its bytes: only one page loads it, and always asks anew."""
    for tag in editions:
        yield Artifact(paths.search_index(tag), KIND, tag)


def _index(edition: Edition, _: Artifact) -> bytes:
    return assigned(NAME, index(edition))


MAKERS: dict[str, Callable[[Edition, Artifact], bytes]] = {KIND: _index}


def index(edition: Edition) -> dict[str, object]:
    """What `search.js` needs, as JSON values."""
    found = entries(edition)
    tags = dict.fromkeys((edition.language.tag, edition.source.tag, *(booklet.language for booklet in edition.booklets())))
    return {
        "drop": letters.DROP,
        "fold": " ".join(_fold(found)),
        "join": letters.JOIN,
        "stop": " ".join(_stop(edition, tuple(tags), found)),
        "stems": [rules(edition, tag).stem for tag in tags],
        **packed(found),
        "pages": [_page(edition, entry) for entry in found],
        "marks": {tag: [language(tag).html, language(tag).direction] for tag in tags if tag != edition.language.tag},
    }


def _stop(edition: Edition, tags: Sequence[str], found: Sequence[Entry]) -> list[str]:
    """Words that a query is stripped of: those of this language, and of the source those that are no word here – « car », “son”."""
    own = rules(edition, edition.language.tag)
    spoken = {term for entry in found for term in (*entry.strong, *entry.weak)}
    foreign = {word for tag in tags for word in rules(edition, tag).stop if own.term(word) not in spoken}
    return sorted(own.stop | foreign)


def _fold(found: Sequence[Entry]) -> list[str]:
    """The letters to fold, each with what it becomes; of scripts that no term has, none."""
    used = {letter for entry in found for terms in (entry.strong, entry.weak, entry.source) for term in terms for letter in term}
    return [one + other for one, other in letters.FOLD.items() if used.issuperset(other)]


def _page(edition: Edition, entry: Entry) -> list[object]:
    """Its path below the language's folder, its title and summary, then its headings, in their order.

    Anchors are made from the source's headings and would be a tenth of the index: `script.js` counts headings instead.
    """
    own = edition.language.tag
    return [entry.path.partition("/")[2], *(_marked(shown, own) for shown in (entry.title, entry.summary, *entry.places))]


def _marked(shown: Shown, own: str) -> str:
    """A text in another language says in which, between two tabs."""
    return shown.text if shown.tag == own or not shown.text else f"\t{shown.tag}\t{shown.text}"
