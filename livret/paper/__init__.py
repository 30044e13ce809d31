"""Paper: booklets, leaflets and posters as PDF, by a visitor of the same tree as the web's; Typst lays them out."""

from livret.paper.fonts import check
from livret.paper.plan import MAKERS, plan

__all__ = ["MAKERS", "check", "plan"]
