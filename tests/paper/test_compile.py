"""The child process: what it says when a document cannot be set."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from waiting import LAST_RESORT

from livret import limits
from livret.paper import typeset
from livret.paper.compile import PaperError, Typesetter
from livret.problems import MachineFailed

SOUND = b'#set document(title: "x", date: none)\n#set page(height: auto)'
# Six loops in one another, a hundred thousand rounds each: at a billion rounds a second it ends when the sun is gone.
ENDLESS = b"#let many = range(100000)\n" + b"#for _ in many " + b"{ for _ in many " * 5 + b"{}" + b" }" * 5


def theme_of_livret() -> dict[str, bytes]:
    """Its template of blocks, and one font for Latin letters."""
    theme = Path(__file__).parents[2] / "theme"
    font = theme / "fonts/NotoSans-Regular.ttf"
    return {"blocks.typ": (theme / "print/blocks.typ").read_bytes(), "fonts/NotoSans-Regular.ttf": font.read_bytes()}


@contextmanager
def typesetting(template: bytes) -> Iterator[Typesetter]:
    """A child that can set `x.typ`, and `sound.typ`; nothing of it is left, however the test ends."""
    with closing(Typesetter({"x.typ": template, "sound.typ": SOUND})) as typesetter:
        yield typesetter


def sets(typesetter: Typesetter) -> bool:
    return typesetter.typeset("sound.typ", {}, {}).startswith(b"%PDF")


def test_a_document() -> None:
    with typesetting(SOUND) as typesetter:
        assert sets(typesetter)


ONCE = b"""#import "blocks.typ": noted, once
#set document(title: "x", date: none)
#context {
  let found = once("a", () => query(metadata.where(value: "below")).len())
  noted("a", found)
  [found #found, there are #query(metadata.where(value: "below")).len()]
}
#metadata("below")
#block[b]<a>"""


def test_what_is_measured_is_measured_in_the_first_round_alone(tmp_path: Path) -> None:
    """In the first nothing is known to stand below; what else has that name is not taken for it."""
    with closing(Typesetter({**theme_of_livret(), "x.typ": ONCE})) as typesetter:
        (tmp_path / "x.pdf").write_bytes(typesetter.typeset("x.typ", {"dir": "ltr"}, {}))
    said = subprocess.run(["pdftotext", tmp_path / "x.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert "found 0, there are 1" in said


def test_the_child_loads_typst_and_nothing_of_livret(tmp_path: Path) -> None:
    """It is started by every build that makes a PDF, and by each of its workers."""
    command = [sys.executable, "-P", "-X", "importtime", typeset.__file__, tmp_path, str(limits.PAPER_BYTES)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
    loaded = set(re.findall(r"\| +([^\s.]+)", done.stderr))
    assert "typst" in loaded
    assert not loaded & {"livret", "babel", "pydantic"}


@pytest.mark.parametrize(
    ("template", "place", "words"),
    [
        (b"\n  #panic(1)", "theme/print/x.typ:2:4", "panicked with: 1"),
        (b"#set document(date: none)\n", "None", "title"),
        (
            b'#set document(title: "x", date: none)\n#par(block[y])',
            "theme/print/x.typ:2:6",
            "block may not occur inside of a paragraph and was ignored",
        ),
    ],
)
def test_an_error_and_a_warning_are_told_at_their_line(template: bytes, place: str, words: str) -> None:
    with typesetting(template) as typesetter, pytest.raises(PaperError) as caught:
        typesetter.typeset("x.typ", {}, {})
    assert caught.value.code == ("paper-failed" if place == "None" else "typst-broken")
    assert str(caught.value.place) == place
    assert words in str(caught.value.values["reason"])


def test_what_takes_too_long_is_stopped_and_the_next_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is short for what never ends alone: no machine is too busy for the documents before and after it."""
    with typesetting(ENDLESS) as typesetter:
        assert sets(typesetter)
        with monkeypatch.context() as patch:
            patch.setattr(limits, "PAPER_SECONDS", 0.2)
            with pytest.raises(PaperError) as caught:
                typesetter.typeset("x.typ", {}, {})
        assert caught.value.code == "paper-slow"
        assert sets(typesetter)


def test_what_takes_too_much_memory_is_stopped_and_the_next_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PAPER_BYTES", 700_000_000)
    with typesetting(b"#let a = range(100000000)\n#a.len()") as typesetter:
        with pytest.raises(MachineFailed, match="too little memory"):
            typesetter.typeset("x.typ", {}, {})
        assert sets(typesetter)


def test_a_child_that_somebody_ended_is_begun_anew() -> None:
    with typesetting(SOUND) as typesetter:
        assert sets(typesetter)
        typesetter._child.kill()
        assert sets(typesetter)


def test_the_child_of_a_build_that_was_killed_ends_with_its_folder(tmp_path: Path) -> None:
    """Nobody stops it here, and what it sets has no end: it sees its pipe close."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "x.typ").write_bytes(ENDLESS)
    command = [sys.executable, "-P", typeset.__file__, folder, str(limits.PAPER_BYTES)]
    job = json.dumps({"template": "x.typ", "data": "{}", "standard": "ua-1"}) + "\n"
    done = subprocess.run(command, input=job, capture_output=True, text=True, timeout=LAST_RESORT, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not folder.exists()
