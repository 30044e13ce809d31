"""Paper: booklets, leaflets and posters as PDF, by a visitor of the same tree as the web's; Typst lays them out."""

from livret.engine.memo import Step
from livret.paper.fonts import glyphs, parts
from livret.paper.plan import MAKERS, plan, shared

STEPS = {"glyphs": Step(glyphs)}

__all__ = ["MAKERS", "STEPS", "parts", "plan", "shared"]
