"""The cures of mistakes in a chapter, taken literally: what each tells a person to write, written.

One function for each code of `wording` that leaves nothing to decide: it changes the lines of a text at the place of its problem. A code that asks for a
person – a phone number that is to become a fact, two lines that are perhaps one – has none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from livret.text.characters import ungarbled

Lines = list[str]
Values = Mapping[str, str]
Cure = Callable[[Lines, int, int, Values], None]
"""Changes lines at one, counted from 0, and the column, from 0, by the values of a problem."""


def _replaced(old: str, new: str) -> Cure:
    """A cure that writes one value of its problem in the place of another, from the column on; `{…}` stands for a value."""

    def cure(lines: Lines, at: int, column: int, values: Values) -> None:
        said = old.format_map(values)
        if said and values.get("near") != "" and said in lines[at][column:]:
            lines[at] = lines[at][:column] + lines[at][column:].replace(said, new.format_map(values), 1)

    return cure


def _underlined(lines: Lines, at: int, _: int, values: Values) -> None:
    lines[at - 1 : at + 1] = [f"{values['signs']} {values['text']}"]


def _unticked(lines: Lines, at: int, column: int, values: Values) -> None:
    lines[at] = lines[at][:column] + lines[at][column:].removeprefix(values["text"]).lstrip()


def _apart(lines: Lines, at: int, _: int, __: Values) -> None:
    lines.insert(at, "")


def _signs(lines: Lines, at: int, _: int, values: Values) -> None:
    lines[at] = f"{values.get('signs') or '##'} {lines[at].lstrip().lstrip('#').strip()}"


def _year(lines: Lines, at: int, column: int, values: Values) -> None:
    lines[at] = lines[at][:column] + lines[at][column:].replace(f"{values['number']}.", f"{values['number']}\\.", 1)


def _colon(lines: Lines, at: int, column: int, values: Values) -> None:
    mark = f"[^{values['name']}]"
    lines[at] = lines[at][:column] + lines[at][column:].replace(mark, f"{mark}:", 1)


def _note(lines: Lines, at: int, column: int, values: Values) -> None:
    """A footnote written in its place: its mark stays there, its text goes to the end."""
    taken = {int(number) for number in re.findall(r"\[\^(\d+)\]", "\n".join(lines))}
    number = max(taken, default=0) + 1
    lines[at] = lines[at][:column] + lines[at][column:].replace(f"^[{values['text']}]", f"[^{number}]", 1)
    while lines and not lines[-1].strip():
        lines.pop()
    lines += ["", f"[^{number}]: {values['text']}", ""]


def _fences(lines: Lines, at: int, _: int, values: Values) -> None:
    """Lines of back-ticks go; the lines between end where they end."""
    until = min(at + int(values.get("span", "0")), len(lines) - 1)
    inside = [line.rstrip() for line in lines[at + 1 : until]]
    kept = [f"{line}\\" if line and after else line for line, after in zip(inside, [*inside[1:], ""], strict=True)]
    lines[at : until + 1] = kept if until > at else []


def _tabbed(lines: Lines, at: int, _: int, __: Values) -> None:
    """Lines whose columns tabs set apart, down to the first that has none."""
    end = next((number for number in range(at, len(lines)) if "\t" not in lines[number].strip()), len(lines))
    cells = [[cell.strip().replace("|", "\\|") for cell in line.strip().split("\t")] for line in lines[at:end]]
    width = max(map(len, cells))
    rows = [f"| {' | '.join(row + [''] * (width - len(row)))} |".replace("|  |", "| |") for row in cells]
    before = [""] if at and lines[at - 1].strip() else []
    after = [""] if end < len(lines) and lines[end].strip() else []
    lines[at:end] = [*before, rows[0], f"|{' --- |' * width}", *rows[1:], *after]


def _rule(lines: Lines, at: int, _: int, values: Values) -> None:
    """The line that makes a table, under its first one; in the place of one that has other columns."""
    wrong = at + 1 < len(lines) and not lines[at + 1].strip(" |:-") and "-" in lines[at + 1]
    lines[at + 1 : at + 2 if wrong else at + 1] = [values["rule"]]


def _whole_table(lines: Lines, at: int, _: int, __: Values) -> None:
    while at > 0 and not lines[at - 1].strip():
        lines.pop(at - 1)
        at -= 1


def _cell(lines: Lines, at: int, _: int, values: Values) -> None:
    lines[at] = lines[at].rstrip() + " |" * (int(values["columns"]) - int(values["count"]))


def _callout(lines: Lines, at: int, column: int, values: Values) -> None:
    """A callout as GitHub, Material and Docusaurus write it: its line, and the lines of its text four spaces further in."""
    quoted = lines[at][:column].strip() == ">"
    title = re.sub(r"^\s*(?:\{?\.?\w+\}?)?\s*", "", lines[at][column + len(values["text"]) :]) if not quoted else ""
    end, body = at + 1, []
    while end < len(lines) and (line := lines[end]).strip():
        end += 1
        if not quoted and line.strip().startswith(":::"):
            break
        body.append("    " + re.sub(r"^\s*> ?", "", line).strip() if quoted else f"    {line.strip()}")
    lines[at:end] = [f"!!! {values['kind']} {title}".rstrip(), *body]


def _unseen(lines: Lines, at: int, column: int, values: Values) -> None:
    """A sign that nobody sees goes; one that ends a line for Word becomes the end of one."""
    lines[at : at + 1] = (lines[at][:column] + ("\n" if values["then"] else "") + lines[at][column + 1 :]).split("\n")


def _ungarbled(lines: Lines, at: int, _: int, __: Values) -> None:
    lines[at] = ungarbled(lines[at])


_TAGS = {"b": "**", "strong": "**", "i": "*", "em": "*", "br": "\\\n", "u": "", "span": "", "font": "", "p": "", "div": ""}


def _tag(lines: Lines, at: int, column: int, values: Values) -> None:
    """A tag that has a sign of the dialect, or marks nothing, and the one that closes it."""
    found = re.fullmatch(r"<(/?)\s*(\w+)[^>]*>", values["at"])
    if found is None or (sign := _TAGS.get(found[2].lower())) is None:
        return
    line = lines[at][:column] + lines[at][column:].replace(values["at"], sign, 1)
    if not found[1]:
        line = re.sub(rf"</\s*{found[2]}\s*>", sign.replace("\\", r"\\"), line, count=1, flags=re.IGNORECASE)
    lines[at : at + 1] = [part.lstrip() if number else part for number, part in enumerate(line.split("\n"))]


_NOTHING = re.compile(r"\[TOC\]|\{[:#.].*\}")


def _mark(lines: Lines, at: int, column: int, values: Values) -> None:
    """What means nothing here: what is meant in its place, or nothing, where it says nothing to a reader."""
    if values.get("near") or _NOTHING.fullmatch(values["text"]):
        lines[at] = (lines[at][:column] + lines[at][column:].replace(values["text"], values.get("near", ""), 1)).rstrip()


def _closed(lines: Lines, at: int, column: int, values: Values) -> None:
    """Words that stand between marks with a space inside."""
    if near := values.get("near"):
        mark = values["text"]
        words = re.escape(near.removeprefix(mark).removesuffix(mark))
        lines[at] = lines[at][:column] + re.sub(
            rf"{re.escape(mark)}\s*{words}\s*{re.escape(mark)}", lambda _: near, lines[at][column:], count=1
        )


def _turned(lines: Lines, at: int, column: int, values: Values) -> None:
    lines[at] = lines[at][:column] + re.sub(r"\([^()\n]+\)\[[^\]\s]+\]", lambda _: values["near"], lines[at][column:], count=1)


CURES: Mapping[str, Cure] = {
    "abbreviation-points": _replaced("{text}", "{near}"),
    "callout-elsewhere": _callout,
    "cells-few": _cell,
    "checkbox": _unticked,
    "code-lines": _fences,
    "columns-tabs": _tabbed,
    "heading-jump": _signs,
    "heading-underlined": _underlined,
    "html-raw": _tag,
    "link-space": _replaced("{href}", "{near}"),
    "link-title": _replaced(" {text}", ""),
    "link-turned": _turned,
    "list-glued": _apart,
    "list-year": _year,
    "mark-open": _closed,
    "mark-unknown": _mark,
    "note-colon": _colon,
    "note-inline": _note,
    "sign-unseen": _unseen,
    "table-cut": _whole_table,
    "table-glued": _apart,
    "table-rule": _rule,
    "text-garbled": _ungarbled,
    "title-twice": _signs,
}
