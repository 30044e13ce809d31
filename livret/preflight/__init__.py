"""Preflight: what a print shop would send back, found in any PDF, with its page, its place on it, and a cure."""

from livret.preflight.check import Expected, check, count
from livret.preflight.finding import Finding
from livret.preflight.sheet import Limits

__all__ = ["Expected", "Finding", "Limits", "check", "count"]
