"""Files that no author wrote are passed over; what a shared drive copied is told."""

from __future__ import annotations

import pytest

from livret.source.strays import is_of_system, original_of


@pytest.mark.parametrize(
    "name",
    [
        ".DS_Store", "._01-sante", "desktop.ini", "Desktop.ini", "Thumbs.db", "__MACOSX", "~$soins.docx", ".~lock.sante.ods#", "01-sante.md~", "sante.mo",
        "Icon\r", "02-soins.md.bak", ".02-soins.md.swp", "@eaDir",
    ],
)  # fmt: skip
def test_nobody_wrote_it(name: str) -> None:
    assert is_of_system(name)


@pytest.mark.parametrize("name", ["01-sante", "02-soins.md", "plan.png", "health.yaml", "notes.docx", "sante.po"])
def test_somebody_wrote_it(name: str) -> None:
    assert not is_of_system(name)


@pytest.mark.parametrize(
    "copy",
    [
        "02-soins (1).md", "02-soins(2).md", "02-soins (Selam's conflicted copy 2026-11-20).md", "02-soins (Copie en conflit de Selam 2026-11-20).md",
        "02-soins.sync-conflict-20261120-101010-ABCDEFG.md", "02-soins - Copie.md", "02-soins - Copie (2).md", "02-soins copy.md", "02-soins copie 2.md",
        "02-soins (conflicted copy 2026-11-20 101010).md",
    ],
)  # fmt: skip
def test_a_copy_knows_its_original(copy: str) -> None:
    assert original_of(copy) == "02-soins.md"


@pytest.mark.parametrize("name", ["02-soins.md", "03-copie.md", "2026-11.md", "02-soins.easy.ar.md"])
def test_what_is_no_copy(name: str) -> None:
    assert original_of(name) == ""
