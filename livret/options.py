"""What a build is asked for."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """`languages` empty means all; `date` None means today in the site's time zone."""

    site: Path
    out: Path
    languages: tuple[str, ...] = ()
    pdf: bool = True
    date: datetime.date | None = None
    jobs: int = 0  # 0: one for each core
    why: bool = False
    strict: bool = False
    professional: bool = False  # with the listings that are for professionals only; never into public/
    without: frozenset[str] = frozenset()  # formats that are left out, by name
    cluster: str = ""  # the address of a Dask scheduler, whose workers do the work
    drafts: bool = False  # with what is not out: for a preview, and for who works on it
    verify: bool = False  # published files are hashed, although they look as they were left

    def wants(self, name: str) -> bool:
        """Whether the files of a format are to be made."""
        return name not in self.without and (name != "pdf" or self.pdf)

    @property
    def paper(self) -> bool:
        """Whether there is paper, and what only paper minds is looked for."""
        return self.wants("pdf")

    @property
    def whole(self) -> bool:
        """Whether what is built is the site as everybody has it."""
        return not (self.partial or self.professional)

    @property
    def partial(self) -> bool:
        return bool(self.languages or self.without) or not self.pdf
