"""A site mutilated at random: a problem or a site, never a traceback."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import plain
import pytest
from conftest import DAY, run

PIECES = [
    "{", "}", "[", "]", "(", ")", "*", "**", "`", "<", ">", "&", "#", "|", "---", "- ", "    ", "\t", "\\", '"', "'", ":", ": ", "!", "!!!",
    "!!! note", "[^", "^", "~", "é", "ም", "ع", "\u202e", "\0", "\r\n", "🙂", "0", "-1", "null", "true", "[]", "{}", "%", "@", "{phone.samu}",
    "\n\n", "\n", "[^a]:", "1. ", ":   ", "{{", "}}", 'msgid "x"', "#, fuzzy\n", "https://", "mailto:", "](", "![", "..",
]  # fmt: skip


def mutilated(text: str, chance: random.Random) -> str:
    at, lines = chance.randint(0, len(text)), text.split("\n")
    line = chance.randrange(len(lines))
    match chance.randrange(5):
        case 0:
            return text[:at] + chance.choice(PIECES) + text[at:]
        case 1:
            return "\n".join(lines[:line] + lines[line + 1 :])
        case 2:
            return "\n".join([*lines[:line], chance.choice(lines), *lines[line:]])
        case 3:
            return text[:at] + text[at + chance.randint(1, 30) :]
        case _:
            return text.replace(chance.choice(text.split() or [" "]), chance.choice(PIECES), 1)


@pytest.mark.parametrize("seed", range(8))
def test_no_traceback(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 – chance, not secrecy
    for _ in range(15):
        with tempfile.TemporaryDirectory() as folder:
            site = Path(folder)
            plain.lay(plain.read(plain.HERE / "sites" / ("arabic.txt" if seed % 2 else "sound.txt")), site)
            files = sorted(path for path in site.rglob("*") if path.is_file())
            for path in chance.sample(files, chance.randint(1, 3)):
                path.write_text(mutilated(path.read_text(encoding="utf-8"), chance), encoding="utf-8")
            assert run("--site", site, "--date", DAY, "--jobs", "1").exit_code in (0, 1)
