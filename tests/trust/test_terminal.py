"""What somebody has written moves no cursor, sets no title, and turns nothing round on the terminal of whoever checks it: every command, on a terminal."""

from __future__ import annotations

import os
import pty
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import DAY, ROOT, run

from livret.encode.terminal import one_line, visible

# Of ECMA-48 and of terminals: titles, the clipboard, links, cursors, colours, other alphabets, as C0 and as C1; then bidi, and line ends of others.
SEQUENCES = (
    "\x1b]0;title\x07", "\x1b]52;c;cm0=\x07", "\x1b]8;;http://evil.example\x1b\\", "\x1b]9;4;1\x07", "\x1b]1337;File=:\x07", "\x1b]777;notify;a;b\x07",
    "\x1b[2J", "\x1b[1A", "\x1b[31m", "\x1b[6n", "\x1b[c", "\x1b[?1049h", "\x1b[?25l", "\x1b[5i", "\x1b[>0q", "\x1bP$q\x1b\\", "\x1b_x\x1b\\", "\x1bc", "\x1b(0", "\x1b#8",
    "\x9b31m", "\x9d0;t\x9c", "\x90q\x9c", "\x84", "\x85", "\x7f", "\b\b", "\r", "\v", "\f", "\x07", "\x0e", "\0",
    "\u202eevil", "\u2066a\u2069", "\u200f", "\u061c", "\u2028", "\u2029", "\u202a",
)  # fmt: skip
OURS = re.compile("\x1b\\[(?:[0-9]{1,2}(?:;[0-9]{1,2})*)?m|\r?\x1b\\[K")  # colours, and the line that says how far it is
SIGNS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
FACTS, SITE, LISTING = "content/facts.yaml", "content/site.yaml", "content/services/health.yaml"
CHAPTER, CATALOG = "content/booklets/01-sante/01-numeros.md", "translations/ar/sante.po"
COMMANDS = (
    ["check"], ["check", "--json"], ["status"], ["build", "--no-pdf", "--jobs", "1", "--why", "all"], ["plan"], ["extract"], ["due"], ["report"], ["schema"],
    ["update"], ["confirm", "sante/numeros", "--by", "selam"], ["news"],
)  # fmt: skip


def test_there_are_forty() -> None:
    assert len(SEQUENCES) == len(set(SEQUENCES)) == 40


def test_there_is_one_door_to_the_terminal() -> None:
    called = re.compile(r"click\.(?:echo|secho|echo_via_pager)\(|\bprint\(|sys\.std(?:out|err)\.write\(")
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "livret").rglob("*.py")
        if called.search(path.read_text(encoding="utf-8"))
    }
    assert found == {"livret/console.py", "livret/paper/typeset.py"}, "the second is a process of ours that speaks to its parent"


@pytest.mark.parametrize("sign", SEQUENCES, ids=ascii)
def test_it_is_shown_and_does_nothing(sign: str) -> None:
    assert not SIGNS.search(visible(f"a{sign}b"))
    assert "\r" not in visible(f"a{sign}b")
    assert one_line(f"a\nb{sign}").isprintable()
    assert visible("Ça\tva\nሰላም سلام") == "Ça\tva\nሰላም سلام"


def hostile(site: Path) -> Iterator[Path]:
    """The site with every sequence where a person writes: keys, values, names, a head, prose, a link, a catalog, as it is and as YAML and PO write it."""
    chapter, facts, listing, catalog, config = (site / each for each in (CHAPTER, FACTS, LISTING, CATALOG, SITE))
    before = {path: path.read_bytes() for path in (chapter, facts, listing, catalog, config)}
    raw, escaped = "".join(SEQUENCES), "".join(f"\\u{ord(sign):04x}" for sign in "".join(SEQUENCES))

    def edited(path: Path, old: str, new: str) -> Path:
        text = before[path].decode()
        assert old in text, (path, old)
        for each, data in before.items():  # one at a time: a file that cannot be read hides what stands in others
            each.write_bytes(data)
        path.write_bytes(text.replace(old, new, 1).encode())
        return path

    yield edited(chapter, "# Les", f"[a]({raw}) [b](../{raw}.md) {{phone.{raw}}} {raw}\n\n# Les")
    yield edited(chapter, "2026-11-20", raw)
    for text in (f'"{escaped}"', raw):
        yield edited(facts, "value: 21", f"value: {text}")
        yield edited(facts, "phone:", f"{text}: 1\nphone:")
        yield edited(listing, "id: permanence", f"id: {text}")
        yield edited(listing, "opening_hours: ", f"{text}: {text}\n    opening_hours: ")
        yield edited(config, "languages: [fr, ar]", f"languages: [fr, ar, {text}]")
        yield edited(config, "livret: 1", f"livret: {text}")
    yield edited(catalog, 'msgid "Santé"', f'msgid "Santé {raw}"')
    yield edited(catalog, 'msgstr "الصحة"', 'msgstr "{phone.\\033]0;t\\a} \\033[2J"')
    yield edited(catalog, 'msgstr "الصحة"', f'msgstr "{raw}')


def of_terminal(arguments: list[str], site: Path) -> str:
    """What a command writes on a terminal of its own, one process of ours behind it."""
    child, terminal = pty.fork()
    if not child:
        os.environ |= {"TERM": "xterm-256color", "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
        os.chdir(site)
        os.execv(sys.executable, [sys.executable, "-m", "livret", *arguments])  # noqa: S606 – no shell is wanted
    written = b""
    while True:
        try:
            data = os.read(terminal, 1 << 16)
        except OSError:  # it has ended
            break
        written += data
        if not data:
            break
    os.close(terminal)
    os.waitpid(child, 0)
    return written.decode()


def assert_harmless(written: str) -> None:
    assert "Traceback" not in written
    left = OURS.sub("", written).replace("\r\n", "\n")
    assert (found := SIGNS.search(left)) is None, ascii(left[max(0, found.start() - 60) : found.end() + 20]) if found else ""


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_of_what_is_written_in_a_site(command: list[str], sound: Path) -> None:
    for _ in hostile(sound):
        result = run(
            *command, "--site", sound, *([] if command[0] in ("schema", "extract", "update", "confirm") else ["--date", DAY])
        )
        assert_harmless(result.output)
        assert "\r" not in result.output


@pytest.mark.parametrize(
    "command",
    [["check"], ["status"], ["no\x1b[2Jthing"], ["check", "--\x9b31m"], ["check", "a\x1b]0;t\x07"], ["check", "--site", "\x1b[2J"]],
    ids=ascii,
)
def test_on_a_terminal(command: list[str], sound: Path) -> None:
    next(hostile(sound))
    (sound / "content/booklets/01-sante/03-\x1b]0;t\x07.md").write_text("# a")
    written = of_terminal(command, sound)
    assert_harmless(written)
    assert written
