"""`translations/terms.yaml`: the words of the administration that a reader meets on letters, each with its meaning in every language."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from livret.model import Provenance
from livret.schema.fields import Ident, Model, Name, Source, Translated, Untranslated


class Term(Model):
    """`term` is in the site's own language and never translated: it is what stands on the letter.

    `full` is what the letters of an abbreviation stand for, `forms` how else the term is written in a sentence. `glosses` holds what it is called
    in each other language, by its tag; `explanation` says what it is, and is translated in the catalogs.
    """

    id: Ident
    term: Untranslated
    full: Untranslated | None = None
    forms: tuple[Name, ...] = ()
    explanation: Translated
    glosses: dict[str, Untranslated] = Field(default_factory=dict)

    @property
    def written(self) -> tuple[str, ...]:
        """Every way in which the term is written."""
        return (self.term, *((self.full,) if self.full else ()), *self.forms)


class Termbase(Model):
    """`provenance` says who made the glosses."""

    provenance: Literal["people", "machine-reviewed", "machine"] = "people"
    sources: tuple[Source, ...] = ()
    terms: tuple[Term, ...] = ()

    @property
    def made_by(self) -> Provenance:
        return Provenance(self.provenance)

    @property
    def abbreviations(self) -> frozenset[str]:
        """Those in capitals: CAF, OFPRA."""
        return frozenset(form for term in self.terms for form in term.written if form.isupper())

    def get(self, ident: str) -> Term | None:
        return next((term for term in self.terms if term.id == ident), None)
