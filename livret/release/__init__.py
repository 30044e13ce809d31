"""Releases: what a leaflet said when it was printed, and a page that says what has changed since."""

from livret.release.page import MAKERS, plan

__all__ = ["MAKERS", "plan"]
