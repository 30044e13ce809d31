"""Small sites as plain text: one file that holds several, and what is expected of them.

# a remark
== expect
content/site.yaml:9:13 language-unknown
== content/site.yaml
(the whole file, until the next `==`)
== edit content/facts.yaml
-a line as it is, or a part of one
+what stands there instead
== delete content/facts.yaml
== link content/away -> /etc
== times 2001 content/x.md
(its text so many times)
== bytes content/x.md
(as Python writes them between quotes: \\xff)
"""

from __future__ import annotations

import ast
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from livret.publish import lingering
from livret.publish.beside import MARK

HERE = Path(__file__).parent
_PART = re.compile(r"^== (.*)\n", re.MULTILINE)


@dataclass(frozen=True)
class Plain:
    name: str
    expected: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]


def read(path: Path) -> Plain:
    pieces = _PART.split(path.read_text(encoding="utf-8"))
    parts = tuple(zip(pieces[1::2], pieces[2::2], strict=True))
    expected = next((text.strip().splitlines() for head, text in parts if head == "expect"), [])
    return Plain(path.stem, tuple(expected), tuple(part for part in parts if part[0] != "expect"))


def lay(plain: Plain, folder: Path) -> None:
    """Writes, edits and deletes the files that a plain text names."""
    for head, text in plain.parts:
        verb, _, rest = head.partition(" ")
        if verb == "edit":
            _edit(folder / rest, text)
        elif verb == "delete":
            target = folder / rest
            shutil.rmtree(target) if target.is_dir() else target.unlink()
        elif verb == "link":
            source, _, target_of = rest.partition(" -> ")
            (folder / source).symlink_to(target_of)
        elif verb == "times":
            number, _, name = rest.partition(" ")
            (folder / name).write_text(text * int(number), encoding="utf-8")
        elif verb == "bytes":
            (folder / rest).parent.mkdir(parents=True, exist_ok=True)
            (folder / rest).write_bytes(ast.literal_eval(f"b'''{text}'''"))
        else:
            target = folder / head
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")


def site(folder: Path, *names: str) -> Path:
    """A new folder with the sites of these names laid one over the other: `sites/<name>.txt`."""
    for name in names:
        lay(read(HERE / "sites" / f"{name}.txt"), folder)
    return folder


def _edit(target: Path, text: str) -> None:
    content = target.read_text(encoding="utf-8")
    for one, other in re.findall(r"^-(.*)\n\+(.*)$", text, re.MULTILINE):
        old, new = one.replace("\\n", "\n"), other.replace("\\n", "\n")
        assert old in content, f"{target}: nothing to edit: {old}"
        content = content.replace(old, new, 1)
    target.write_text(content, encoding="utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path; of an output, what lingers there of earlier ones is left out, and so is the list of it."""
    found = {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    lingers = lingering.found(folder)
    for each in lingers:
        found.pop(each.path, None)
    if lingers:
        found[MARK] = b"".join(line for line in found[MARK].splitlines(keepends=True) if not line.startswith(b"assets/"))
    return found
