"""What is twice as long takes twice as long: texts made to keep a pattern busy, each far longer than any that is read.

Where a pattern goes through a text anew from each of its signs, these take minutes to hours of the processor; otherwise parts of a second.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from livret import limits
from livret.model import Text
from livret.problems import Place, Problem, Report
from livret.source import causes
from livret.text import loose
from livret.text.habits import brought
from livret.text.inline import InlineParser

PROCESSOR_SECONDS = 20
LENGTH = 400_000
# The dearest repetitions of some eighty that were tried in whole sites.
REPEATED = (
    "0",
    "00",
    "+1",
    "__a",
    "0１",
    "++a",
    "a@",
    "a@b.",
    "a.",
    "a.fr",
    "a-",
    "a @ ",
    "htp",
    "http/",
    "appelez le 3 ",
    "tél. 04 ",
    "01 ",
    "a.",
    "www.",
    "(0",
    "a[at]",
    "٠١",
    "0ا",
    "[a",
    "](",
    "<a",
    "{a",
    "`",
    "&a;",
    "10 € ",
)
LINES = (
    "\t",
    "\n",
    " ",
    "\n\na",
    "- a\n",
    "    - a\n",
    "1. a\n",
    "> ",
    ">\n",
    "[^1]: a\n",
    "***\n",
    "\u00a0",
    "- ",
    "#",
    ": a\n",
    "a\n",
    "`" * 3 + "\n",
)


@pytest.fixture(autouse=True)
def bounded() -> Iterator[None]:
    """What takes longer, by the processor's clock and not by the wall's, fails."""

    def late(*_: object) -> None:
        pytest.fail(f"more than {PROCESSOR_SECONDS} seconds of the processor")

    before = signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, PROCESSOR_SECONDS)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


@pytest.mark.parametrize("sign", REPEATED, ids=ascii)
def test_what_is_loose_in_a_text(sign: str) -> None:
    text = "@ " + sign * (LENGTH // len(sign))  # the first sign has it looked at
    assert len(list(loose.faults(text, (Text(text),)))) < LENGTH


@pytest.mark.parametrize("sign", LINES, ids=ascii)
def test_lines_brought_to_the_dialect(sign: str) -> None:
    text = sign * (LENGTH // len(sign))
    assert len(brought(text)) < 3 * LENGTH


@pytest.mark.parametrize("sign", ["0", "a ", "[a", "**"])
def test_a_paragraph_without_end(sign: str) -> None:
    """With signs of markup or without, it is told, and nothing else looks at more of it than of any other."""
    parsed = InlineParser("", lambda _: None).parse(sign * LENGTH)
    assert [fault.code for fault in parsed.faults] == ["message-long"]
    assert [len(node.text) for node in parsed.nodes if isinstance(node, Text)] == [limits.MESSAGE_CHARACTERS]


@pytest.mark.parametrize("until", [1, 60_000])
def test_problems_of_which_others_make_something_else(until: int) -> None:
    """Each in its own lines, and each in the lines of the one before."""
    values = (("text", "```"), ("until", str(until)))
    problems = [Problem("code-lines", Place("a.md", line, 1), (("text", "```"), ("until", str(line)))) for line in range(2, 20_000)]
    report = Report()
    causes.told(
        [
            Problem("code-lines", Place("a.md", 1, 1), values),
            *problems,
            *(Problem("mark-open", Place("b.md", 1, n)) for n in range(9)),
        ],
        report,
    )
    assert len(list(report)) == (
        1_010 if until == 1 else 10
    )  # of what is alike in a file the first thousand are told, and how many there are
