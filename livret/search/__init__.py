"""Search, on the phone alone: an index of each language, made here; `theme/web/search.js` looks into it."""

from livret.engine.memo import Step
from livret.search.entries import page_entry
from livret.search.index import MAKERS, plan
from livret.search.writer import written_terms

STEPS = {"entry": Step(page_entry, kept=True), "written-terms": Step(written_terms)}

__all__ = ["MAKERS", "STEPS", "plan"]
