"""How large an output may be: looked at while it is laid out, so that no disk is filled, and once more before it is published."""

from __future__ import annotations

from livret import limits
from livret.problems import Place, Report
from livret.schema.site_config import Output
from livret.source.layers import SITE

_MEGABYTE = 1_000_000


def is_within(most: Output, files: int, size: int, report: Report) -> bool:
    """Whether so many files of so many bytes together may be published; if not, the report says so, in the same words from every process."""
    if files > most.files:
        report.add("output-files", Place(SITE), limit=most.files, most=limits.OUTPUT_FILES_MOST)
    if size > most.megabytes * _MEGABYTE:
        report.add("output-large", Place(SITE), limit=most.megabytes, most=limits.OUTPUT_MEGABYTES_MOST)
    return files <= most.files and size <= most.megabytes * _MEGABYTE
