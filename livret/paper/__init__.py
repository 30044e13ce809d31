"""Paper: booklets as PDF, by a visitor of the same tree as the web's; Typst lays them out."""

from livret.paper.booklet import MAKERS, plan
from livret.paper.fonts import check

__all__ = ["MAKERS", "check", "plan"]
