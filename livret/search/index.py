"""The index of a language: a script that gives `search.js` its pages, its terms and the rules to fold a query by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet

from livret import paths
from livret.artifact import Artifact
from livret.editions.edition import Edition
from livret.engine.memo import Made, Step
from livret.format import Format, each
from livret.languages import language
from livret.search import letters
from livret.search.entries import entry, names, page_entry, where
from livret.search.entry import Entry
from livret.search.language_rules import rules
from livret.search.pack import assigned, packed
from livret.search.postings import merge
from livret.search.writer import written_terms
from livret.web.directory import met_needs
from livret.web.frame import categories, page, render
from livret.web.pages import emergency_calls

NAME, TEXTS = "livretIndex", "livretTexts"
SHOWN = 10  # results, as in search.js


def _search_page(edition: Edition, artifact: Artifact) -> bytes:
    """What is typed there is looked for by `search.js`. A sentence for each number of results, for JavaScript knows no plurals."""
    title = edition.say("Search")
    frame = page(edition, artifact, title, edition.say("Search in all pages of this language."), paths.search)
    return render(
        edition,
        frame,
        "search.html",
        counts=counts(edition),
        carried=False,
        booklets=edition.booklets(),
        emergency=emergency_calls(edition),
        needs=met_needs(edition, (service for _, services in categories(edition) for service in services)),
        sentences=edition.sentences,
    )


def counts(edition: Edition) -> list[str]:
    """What is told of each number of results."""
    return [edition.say("Nothing found. Try another word."), *(_count(edition, number) for number in range(1, SHOWN + 1))]


def _count(edition: Edition, number: int) -> str:
    return edition.say_many("{number} result", "{number} results", number)


def _index(edition: Edition, _: Artifact) -> bytes:
    return script(edition)


def written_index(edition: Edition, _: str) -> Made:
    """A step: the index as a script."""
    return Made(assigned(NAME, index(edition)).decode())


def _texts(edition: Edition, _: Artifact) -> bytes:
    return assigned(TEXTS, texts([entry(edition, name) for name in names(edition)]))


def script(edition: Edition) -> bytes:
    """The index as a script, which is published, and stands in the file of the language as well."""
    return str(edition.look("index")).encode()


def script_of(edition: Edition, inside: Callable[[str], bool]) -> bytes:
    """The same for a file that carries some of the pages; `inside` says of a path which."""
    entries = [entry(edition, name) for name in names(edition) if inside(where(edition.language.tag, name))]
    return assigned(NAME, assembled(edition, entries))


FORMATS = (
    Format("search", _search_page, each(paths.search)),
    Format(
        "search-index",
        _index,
        each(paths.search_index),
        steps={"entry": Step(page_entry, kept=True), "index": Step(written_index), "written-terms": Step(written_terms)},
    ),
    Format("search-texts", _texts, each(paths.search_texts)),
)


def index(edition: Edition) -> dict[str, object]:
    """What `search.js` needs, as JSON values."""
    return assembled(edition, [entry(edition, name) for name in names(edition)])


def texts(entries: Sequence[Entry]) -> list[list[str]]:
    """The passages of each page, place by place, one a line: they are not needed to find a page, but to show why it was found."""
    return [each["texts"] for each in entries]


def assembled(edition: Edition, entries: Sequence[Entry]) -> dict[str, object]:
    """The same from what the pages give, in their order."""
    found = merge(entries)
    tags = dict.fromkeys((edition.language.tag, edition.source.tag, *(booklet.language for booklet in edition.booklets())))
    return {
        "drop": letters.DROP,
        "fold": " ".join(_fold(found.terms)),
        "join": letters.JOIN,
        "sound": " ".join(letters.SOUNDS),
        "stop": " ".join(_stop(edition, tuple(tags), found.spoken)),
        "stems": [rules(edition, tag).stem for tag in tags],
        **packed(found),
        "pages": [_index_row(each) for each in entries],
        "only": {number: each["only"] for number, each in enumerate(entries) if each["only"]},
        "marks": {tag: [language(tag).html, language(tag).direction] for tag in tags if tag != edition.language.tag},
    }


def _stop(edition: Edition, tags: Sequence[str], spoken: AbstractSet[str]) -> list[str]:
    """Words that a query is stripped of: those of this language, and of the source those that are no word here – « car », “son”."""
    own = rules(edition, edition.language.tag)
    foreign = {word for tag in tags for word in rules(edition, tag).stop if own.term(word) not in spoken}
    return sorted(own.stop | foreign)


def _fold(terms: Iterable[str]) -> list[str]:
    """The letters to fold, each with what it becomes; of scripts that no term has, none."""
    used = set("".join(terms))
    return [one + other for one, other in letters.FOLD.items() if used.issuperset(other)]


def _index_row(entry: Entry) -> list[str]:
    """Its path, its title and summary, then its headings, in their order.

    Anchors are made from the source's headings and would be a tenth of the index: `script.js` counts headings instead.
    """
    return [entry["path"], entry["title"], entry["summary"], *entry["places"]]
