"""Mistakes with their messages and cures, as plain text: triples that `tests/mistakes/*.txt` hold.

=== what somebody did
== edit content/facts.yaml
-a part of the sound site, \\n for the end of a line
+what they wrote instead
--
content/facts.yaml:2:18: error[code]: the message
  help: the cure
--
as it says

The third part is `as it says` where the cure has the words to write: they are then written in the place of what the message names. Else it holds edits, as
somebody makes them who follows the cure. A part `== run` has the arguments of a command, SITE for the site's folder, that is called instead of `check`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import plain

FOLDER = plain.HERE / "mistakes"
AS_IT_SAYS = "as it says"
# What a cure has to write, and what of a message stands in the file: in English, and in French.
_WRITES = re.compile(
    r"(?:did you mean|write|vouliez-vous dire|écrivez) (?:(?:“|« )(?P<quoted>[^”»]+?)(?:”| »)|(?P<braced>\{.+\}))"
    r"|(?:write|écrivez) (?:it as year-month-day: |année-mois-jour : )?(?P<plain>.+)"
)
_NAMED = re.compile(r"(?:“|« )([^”»]+?)(?:”| »)|(\{[^}]*\})")


@dataclass(frozen=True)
class Mistake:
    name: str
    edits: plain.Plain
    told: str
    cure: plain.Plain | None  # None where it is to be taken from what is told
    command: str = ""  # instead of `check`
    again: str = ""  # as it is called by who follows the cure

    @property
    def stops(self) -> bool:
        """Whether nothing is published with it."""
        return ": error[" in self.told


def mistakes() -> list[Mistake]:
    return [mistake for path in sorted(FOLDER.glob("*.txt")) for mistake in _of_file(path)]


def of_themes() -> list[Mistake]:
    """Those in a theme of a site's own."""
    return _of_file(FOLDER / "theme.txt")


def _of_file(path: Path) -> list[Mistake]:
    found = []
    for case in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        edits, told, cure = case.split("\n--\n")
        name, _, edits = edits.partition("\n")
        name = f"{path.stem}: {name}"
        edited, cured = parts(name, edits), None if cure.strip() == AS_IT_SAYS else parts(name, cure)
        command = _command(edited)
        again = (_command(cured) if cured else "") or command
        found.append(Mistake(name, _without(edited), told.strip(), _without(cured) if cured else None, command, again))
    return found


def _command(edits: plain.Plain) -> str:
    return next((text.strip() for head, text in edits.parts if head == "run"), "")


def _without(edits: plain.Plain) -> plain.Plain:
    return plain.Plain(edits.name, (), tuple(part for part in edits.parts if part[0] != "run"))


def parts(name: str, text: str) -> plain.Plain:
    pieces = re.split(r"^== (.*)\n", text + "\n", flags=re.MULTILINE)
    return plain.Plain(name, (), tuple(zip(pieces[1::2], pieces[2::2], strict=True)))


def said(output: str) -> tuple[str, list[dict[str, str]]]:
    """What `check --json` told, as `check` prints it, and as it is."""
    problems = json.loads(output)
    lines = []
    for each in problems:
        place = ":".join(str(part) for part in (each["path"], each["line"], each["column"]) if part)
        lines += [f"{place}: {each['severity']}[{each['code']}]: {each['message']}", f"  help: {each['help']}"]
    return "\n".join(lines), problems


def to_write(problem: dict[str, str]) -> str:
    """What a cure has the words of."""
    written = _WRITES.search(problem["help"].replace("\u202f", " "))
    assert written, problem["help"]
    return written["quoted"] or written["braced"] or written["plain"]


def take(problem: dict[str, str], site: Path) -> None:
    """Writes what the cure says in the place of what the message names."""
    path, number, begin = site / problem["path"], int(problem["line"]) - 1, max(int(problem["column"]) - 1, 0)
    lines = path.read_text(encoding="utf-8").split("\n")
    new = to_write(problem)
    named = [one or two for one, two in _NAMED.findall(problem["message"].replace("\u202f", " "))]
    old = max((each for each in named if each in lines[number][begin:]), key=len)
    lines[number] = lines[number][:begin] + lines[number][begin:].replace(old, new, 1)
    path.write_text("\n".join(lines), encoding="utf-8")
