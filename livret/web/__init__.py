"""The web edition: pages, their assets, and what search engines and other sites read of them."""

from livret.web import offline, pages, safety
from livret.web.offline import LAST
from livret.web.plan import plan

MAKERS = {**pages.MAKERS, **offline.MAKERS, **safety.MAKERS}

__all__ = ["LAST", "MAKERS", "plan"]
