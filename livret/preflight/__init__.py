"""Preflight: what a print shop would send back, found in any PDF, with its page, its place on it, and a cure."""

from livret.preflight.document_checks import Expected, check, count
from livret.preflight.finding import Finding
from livret.preflight.page_checks import Limits

__all__ = ["Expected", "Finding", "Limits", "check", "count"]
