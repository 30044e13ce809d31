"""A site in one language as its steps see it: values at their addresses, and the few that every step asks for by name.

Steps make what an edition is made of, so they know this view and no edition; `livret.editions.edition` adds all that visitors ask.
"""

from __future__ import annotations

from livret.engine.memo import Memo
from livret.engine.view import View
from livret.languages import language
from livret.model import Language


class LanguageView(View):
    """Looks at the memo of the language with a tag."""

    def __init__(self, memo: Memo, tag: str) -> None:
        super().__init__(memo)
        self.language = language(tag)

    def original(self, domain: str) -> Language:
        """The language that a domain is written in."""
        return language(self.look("original", domain))

    def knows(self, kind: str, name: str) -> bool:
        """Whether there is such a fact, service or term to show."""
        known: bool = self.look("known", f"{kind}.{name}")
        return known
