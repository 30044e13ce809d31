"""Nothing is lost: each word of a chapter is shown once, or stands in a block of which something is told; and each message stands where it says.

The chapters are made of lines as people write them, in any order and indented in any way: Word's signs, CommonMark's, those of other
programs. A word is a number here, so that no two are the same.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prose_of import ProseOf

INDENTS = ("", "", "", "  ", "    ", "   ", "      ", "        ", " ", "\t", "\u00a0")
LINES = (
    "@", "@ @", "@ :", "@ | @", "@\t@", "**@** *@*", "**@", "`@`", "@ &nbsp; @", "[@](02-y.md)", "[@](#x)", "@  ", "@\\", "~~@~~", "# @", "## @", "#\u00a0@",
    "- @", "- @", "* @", "1. @", "2. @", "1) @", "1°) @", "• @", "•\t@", "· @", "– @", "o @", "o\t@", "-\u00a0@", "✓ @", "→ @", "📞 @", "a) @", "b) @", "1/ @", "2/ @", "1 - @", "(2) @", "1.@", "2.@", "-@", "–@", "I. @", "II. @", "A- @", "B- @", "Ø @", "§ @", "-> @", "፩. @", "أ) @", "n°1 : @", "@;@", "@-", "1.1 @", "1.2 @", "- [ ] @", "2026. @",
    "!!! note", '!!! danger "@"', "!!! danger « @ »", "!!! free “@”", "!!! note @", "??? note", "> [!NOTE]", "> @", ">@", ">   - @",
    "| @ | @ |", "| --- | --- |", "| @ |", "| @ | @ | @ |", ":   @", ": @", "---", "===", "***",
)  # fmt: skip
NOTES = ("[^n]: @", "[^m]: @", "@[^n] @")
LINE = st.tuples(st.sampled_from(INDENTS), st.sampled_from(LINES)).map("".join) | st.sampled_from(NOTES)
CHAPTERS = st.lists(st.just("") | LINE, max_size=16)
WORD = re.compile(r"mot\d{3}")
# Chapters that were once read wrongly.
KNOWN = (
    "[^n]: @\n[^n]: @",
    "@\n1) @\n\n@",
    ": @\n\n  @",
    "  [^n]: @\n  [^n]: @\n\n  @",
    "[^n]: @\n# @",
    "- @\n[^n]: @\n\n  @",
    "[^n]: @\n\n\n  @",
    "1. @\no\t@\n\n@",
    "@\n@\t@\n\n@",
    "- @\n  >@\n\n@",
    ":   @\n:   @\n\n  1) @",
    "  >@\n:   @",
    "@\n:   @\n• @\n\n- @",
    "@\n    [^n]: @\n\n- @",
    "@\n:   @\n[^n]: @\n\n  @",
    "[^n]: @\n  [^m]: @\n\n[^m]: @",
    "[^n]: @\n@\n:   @",
    "> @\n[^n]: @\n\n  @",
    "[^n]: @\n\n  @\n> @\n\n@",
    "[^n]: @\n\n    @\n# @\n\n@",
    "[^n]: @\n\n  @\n: @\n\n@",
    "[^n]: @\n\n    @\n: @\n\n@",
    "[^n]: @\n\n\n    @\n:   @",
    "[^n]: @\n\n      @\n: @",
    "- @\n  #\u00a0@\n# @",
    "–@\n–@\n@",
    "- @\n\n  @\n• @\n- @\n1. @",
    "@ @\n1) @\n2° @\n1) @\n\n- @",
    "- @\n  @\t@\n@ @",
    "@\n:   @\n  # @\n@",
    "@\n[^n]: @\n  :   @\n    # @\n@\n\n  @",
    "@\n:   @\n    ## @\n    @ @\n\n@",
    "@\n:   @\n    ## @\n    - @",
)


def numbered(chapter: str) -> str:
    numbers = iter(range(1, 1000))
    return re.sub("@", lambda _: f"mot{next(numbers):03}", chapter)


def told(chapter: ProseOf, source: str) -> set[int]:
    """The lines of the blocks of which something is told; a footnote is a block with all of its paragraphs."""
    lines = source.split("\n")
    found: set[int] = set()
    for problem in chapter.problems:
        begin = end = max(problem.place.line, 1)
        while begin > 1 and lines[begin - 2].strip():
            begin -= 1
        while end < len(lines) and lines[end].strip():
            end += 1
        while problem.code == "note-twice" and end < len(lines) and (lines[end - 1].strip() or not lines[end][:1].strip()):
            end += 1
        found.update(range(begin, end + 1))
    return found


def check(source: str) -> None:
    chapter = ProseOf(source)
    told_of, lines = told(chapter, source), source.split("\n")
    shown = WORD.findall(" ".join(chapter.shown))
    for number, line in enumerate(lines, 1):
        for word in WORD.findall(line):
            assert shown.count(word) == 1 or number in told_of, (word, source, chapter.shown)
    for message in chapter.in_order:
        if message.place.line not in told_of:
            written = lines[message.place.line - 1][message.place.column - 1 :]
            assert written.startswith(re.split(r"[\s\\\]]", message.text)[0]), (message, source)
    once = [
        word for word in dict.fromkeys(shown) if not any(word in line for number, line in enumerate(lines, 1) if number in told_of)
    ]
    notes = set(WORD.findall(" ".join(chapter.notes_shown)))
    body = [word for word in once if word not in notes]
    assert body == sorted(body), (source, chapter.shown)


def check_repeated(source: str) -> None:
    """The same word everywhere: each message is found where it is found when no word is like another."""
    repeated = ProseOf(WORD.sub("mot001", source))
    assert [message.place for message in repeated.in_order] == [message.place for message in ProseOf(source).in_order], source


@pytest.mark.parametrize("chapter", KNOWN)
def test_what_was_lost_once(chapter: str) -> None:
    check(numbered(chapter))
    check_repeated(numbered(chapter))


def test_any_lines(request: pytest.FixtureRequest) -> None:
    """300 chapters; ten thousand with --sequences 3000 or more."""

    @settings(
        max_examples=max(300, min(10_000, 3 * request.config.getoption("--sequences"))),
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(CHAPTERS)
    def each(lines: list[str]) -> None:
        source = numbered("\n".join(lines))
        check(source)
        check_repeated(source)

    each()
