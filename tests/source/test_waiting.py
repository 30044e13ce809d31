"""What is not out: in no published byte before its day or after it, told where something leads to it, and no hindrance to what is out."""

from __future__ import annotations

import shutil
from pathlib import Path

import plain
from conftest import DAY, run

NUMBERS, CARE = "content/booklets/01-sante/01-numeros.md", "content/booklets/01-sante/02-soins.md"
SERVICES, BOOKLET = "content/services/health.yaml", "content/booklets/01-sante/booklet.yaml"
LATER, SINCE = "2026-12-01", "2026-11-24"


def change(site: Path, path: str, old: str, new: str) -> None:
    text = (site / path).read_text(encoding="utf-8")
    assert old in text
    (site / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def headed(site: Path, path: str, head: str) -> None:
    (site / path).write_text(f"---\n{head}\n---\n" + (site / path).read_text(encoding="utf-8"), encoding="utf-8")


def built(site: Path, day: str = DAY, *more: str) -> str:
    result = run("--site", site, "--date", day, "--jobs", "1", "--no-pdf", "--out", site / "web", *more)
    assert result.exit_code == 0, result.output
    return result.output


def holding(site: Path, words: str) -> list[str]:
    """The published files that have these words, or are named after them."""
    files = ((path, path.read_bytes()) for path in (site / "web").rglob("*") if path.is_file())
    return sorted(str(path.relative_to(site / "web")) for path, data in files if words.encode() in data or words in str(path))


def test_what_is_not_out_is_in_no_published_file_until_its_day_and_after_its_last_one(sound: Path) -> None:
    """A chapter with a first and a last day, a listing with a last one, a draft: each build upon the one before is what a clean one would be."""
    headed(sound, CARE, "publish_on: 2026-12-01\nwithdraw_on: 2026-12-10\nwas: [anciens-soins]")
    change(sound, CARE, "Une note.", "Une note sur Zanzibar.")
    draft = "---\ndraft: true\n---\n# Le brouillon de Samarcande\n\n(???) Un texte, [plus tard](09-rien.md).\n"
    (sound / "content/booklets/01-sante/03-brouillon.md").write_text(draft, encoding="utf-8")
    change(sound, SERVICES, "    example: true", "    withdraw_on: 2026-12-05\n    example: true")
    change(sound, SERVICES, "Un médecin gratuit", "Un médecin à Tombouctou")
    seen = {}
    for day in (DAY, "2026-12-01", "2026-12-05", "2026-12-10"):
        built(sound, day)
        seen[day] = tuple(bool(holding(sound, words)) for words in ("Zanzibar", "Samarcande", "Tombouctou", "anciens-soins"))
    assert seen == {
        DAY: (False, False, True, False),
        "2026-12-01": (True, False, True, True),
        "2026-12-05": (True, False, False, True),
        "2026-12-10": (False, False, False, False),
    }
    upon = plain.tree(sound / "web")
    shutil.rmtree(sound / ".livret")
    shutil.rmtree(sound / "web")
    built(sound, "2026-12-10")
    assert plain.tree(sound / "web") == upon
