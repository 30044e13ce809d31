"""Preflight: what a print shop would send back, found in any PDF, with its page, its place on it, and a cure."""

from livret.preflight.check import Expected, check
from livret.preflight.finding import Finding

__all__ = ["Expected", "Finding", "check"]
