"""The interface of a language as a step: its forms by their English text, without what its readers could not read."""

from __future__ import annotations

from livret.catalogs import interface
from livret.catalogs.catalog import Catalog, Key
from livret.editions import pseudo
from livret.editions.language_view import LanguageView
from livret.engine.memo import Made, digest_of
from livret.languages import PSEUDO
from livret.problems import Problem, Report

Forms = dict[str, tuple[str, ...]]


class _Pseudo(Forms):
    """A language that nobody speaks has every message."""

    def __init__(self, tag: str) -> None:
        super().__init__()
        self.tag = tag

    def get(self, text: str, default: object = None) -> tuple[str, ...]:  # noqa: ARG002 – there is no default
        return (pseudo.words(text, self.tag),)


def words(view: LanguageView, _: str) -> Made:
    """The note has the digest of each message, so that a change can be named."""
    tag, report = view.language.tag, Report()
    if tag in PSEUDO:
        return Made(_Pseudo(tag))
    catalog: Catalog = view.look("catalog", "interface")
    keys: tuple[Key, ...] = view.look("wanted")
    sound = interface.sound(catalog, tag, keys, view.look("strict-interface"), report)
    forms = {text: _whole(entry.forms) for (context, text), entry in sound.entries.items() if not context and not entry.fuzzy}
    return Made(forms, note={text: digest_of(said) for text, said in forms.items()}, problems=tuple(map(_shared, report)))


def _shared(problem: Problem) -> Problem:
    """A mistake in one message costs that message; only a site that wants all of them is stopped by what is missing."""
    return problem.spared() if problem.code == "interface-fields" else problem


def _whole(forms: tuple[str, ...]) -> tuple[str, ...]:
    """The forms of a message, the last, which is that of most numbers, in the place of those that were left empty."""
    return forms if all(forms) else tuple(form or forms[-1] for form in forms)
