"""Booklets and service listings in many languages: a static site that works with no network, and paper."""

__version__ = "0.1.0"
