"""The web edition: pages, their assets, and what search engines and other sites read of them."""

from livret.web.pages import MAKERS
from livret.web.plan import plan

__all__ = ["MAKERS", "plan"]
