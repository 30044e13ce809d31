"""Alerts on top of every page, one line that opens; here as a file, for the saved copies of a phone that meets the network again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from livret import paths
from livret.artifact import Artifact
from livret.editions.edition import Edition
from livret.encode.html import Html
from livret.format import File, Format, Scope
from livret.phrases.corrections import corrections
from livret.problems import Place
from livret.source.door import Refused
from livret.web.slots import Anywhere, Binding
from livret.web.templates import template


def bar(edition: Edition, binding: Binding) -> str:
    """What stands below `<header>` in a file of the language; nothing where there is no alert."""
    return binding.bind(template(edition, "alert.html").render())


def everywhere(edition: Edition) -> Html:
    """The same on a page of no language, with slots: each language's corrections, the site's own first."""
    tags = sorted((each.tag for each in edition.languages), key=lambda tag: tag != edition.language.tag)
    editions = [edition if tag == edition.language.tag else edition.beside(tag) for tag in tags]
    told = [(each, found) for each in editions if (found := corrections(each))]
    return Html(
        template(edition, "alert-everywhere.html").render(
            corrected=[(each.language, found, Html(template(each, "alert-text.html").render())) for each, found in told],
            last=max((one.until for _, found in told for one in found), default=None),
        )
    )


def refuse_hidden(edition: Edition, page: bytes, path: str) -> None:
    """Raises Refused, `alert-hidden`, where a page at a path says nothing of a correction that is in force: a template of the site's own leaves it out."""
    if told := corrections(edition):
        shown = _NO_LETTERS.sub("", page.decode())
        if not all(_says(shown, re.findall(r"\w+", each.plain)) for each in told):
            own = next((name for name in _TEMPLATES if edition.has_own(f"web/{name}")), "")
            raise Refused("alert-hidden", Place(f"theme/web/{own}" if own else path))


# Those in which corrections stand, the likeliest first.
_TEMPLATES = (
    "alert.html", "alert-text.html", "alert-everywhere.html", "book-alert.xml", "base.html", "start.html", "chooser.html", "lost.html", "carried.html", "book-page.xml",
)  # fmt: skip
_NO_LETTERS = re.compile(r"<[^>]*>|&#?\w+;|\W")
_ASIDE = 80  # letters that a page may put in beside a word: the language that a link leads to, what an abbreviation means


def _says(shown: str, words: list[str]) -> bool:
    """Whether these words stand one behind the other in what a page shows."""
    start = shown.find(words[0]) if words else -1
    while start >= 0:
        at = start
        for word in words:
            found = shown.find(word, at, at + len(word) + _ASIDE)
            if found < 0:
                break
            at = found + len(word)
        else:
            return True
        start = shown.find(words[0], start + 1)
    return not words


def _alone(edition: Edition, artifact: Artifact) -> bytes:
    """With links that hold at any address."""
    return bar(edition, Anywhere(edition, artifact.path)).encode()


def _each(scope: Scope) -> Iterable[File]:
    return [(paths.alert(scope.tag), "")] if scope.site.config.offline else []


FORMATS = (Format("alert", _alone, _each),)
