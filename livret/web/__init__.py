"""The web edition: pages, their assets, and what search engines and other sites read of them."""

from livret.web import directory, pages
from livret.web.plan import plan

MAKERS = {**pages.MAKERS, **directory.MAKERS}

__all__ = ["MAKERS", "plan"]
