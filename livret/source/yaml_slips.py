"""YAML as people write it: what a slip is called in plain words, where it is, and what to write instead.

libyaml notices a mistake where it can go no further, in words of its own; what was meant is seen from the line.
"""

from __future__ import annotations

import re

import yaml

from livret.problems import Place
from livret.source.door import Refused

# What looks like a space and is none to YAML: word processors and phones write it.
_SPACES = "\u00a0\u202f\u2007\u2009\u3000"
_BREAKS = re.compile("[\u0085\u2028\u2029]")
_ODD = re.compile(f"[{_SPACES}\u0085\u2028\u2029]")
_INDENT = re.compile(f"^[ {_SPACES}]*[{_SPACES}][ {_SPACES}]*(?=\\S)", re.MULTILINE)
_AFTER_KEY = re.compile(f"^( *(?:- +)*[A-Za-z_][\\w-]*)([ {_SPACES}]*):([ {_SPACES}]+|$)", re.MULTILINE)
_AFTER_DASH = re.compile(f"^( *(?:- +)*-)([{_SPACES}]+)", re.MULTILINE)
_KEYED = re.compile(r"(?P<head>\s*(?:- +)*[^\s:'\"#{\[][^:]*:\s+|\s*(?:- +)+)(?P<value>\S.*?)\s*$")
_REMARK = re.compile(r"\s+#(?=\S|\s*\d)")
_GLUED = re.compile(r"\s*(?:- +)*([A-Za-z_]\w*) ?[:=：﹕︰] ?(\S.*?)\s*$")  # a key and its value with no space between them
_ITEM = re.compile(
    r"\s*(?P<sign>-(?=[^\W\d_]|\{)|[•·–—*‣▪◦](?=\s*[\w{]))\s*(?P<entry>(?:\w+\s*:|\{).*?)\s*$"
)  # with no space, or the sign of Word
_BRACKETED = re.compile(r"\[[^\[\]]*\](?=\()|[\[{][^\[\]{}]*[\]}]\s*[^\s#,\]}]")  # a text that begins with a link or a fact
_APOSTROPHE = re.compile(r"(?<=[:\[,{] )'[^',{}\[\]]*(?P<sign>')(?=[^\W\d_])[^',{}\[\]]*'(?=\s*[,}\]])")
_SIGNS = "%@`|>&*!?"


def spaced(text: str) -> str:
    """The text with plain spaces where YAML wants some, sign for sign: in the indentation, after a key, after the dash of a list; and for the
    line ends that YAML has and no editor shows (U+0085, U+2028, U+2029), which would begin another line of the file."""
    if not _ODD.search(text):
        return text
    text = _BREAKS.sub(" ", text)
    text = _INDENT.sub(lambda found: " " * len(found[0]), text)
    text = _AFTER_DASH.sub(lambda found: found[1] + " " * len(found[2]), text)
    return _AFTER_KEY.sub(lambda found: f"{found[1]}{' ' * len(found[2])}:{' ' * len(found[3])}", text)


def check_remark(line: str, end: int, place: Place) -> None:
    """Refuses a text that ends before a number sign which begins no remark, `Salle #3`: YAML leaves out all that follows."""
    if found := _REMARK.match(line, end):
        raise Refused("yaml-remark", Place(place.path, place.line, found.end()), text=line[found.end() - 1 :].strip())


def explained(error: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> Refused:
    """The problem behind a mistake that libyaml noticed."""
    lines = text.split("\n")
    about = f"{error.context or ''} {error.problem or ''}"
    mark, begin = error.problem_mark or error.context_mark, error.context_mark or error.problem_mark
    if mark is None or begin is None:
        return Refused("yaml-syntax", Place(path))

    def problem(code: str, line: int, column: int, **values: str) -> Refused:
        return Refused(code, Place(path, line + first_line, column + 1), **values)

    line = lines[mark.line] if mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return problem("yaml-tab", mark.line, line.index("\t"))
    for number in (mark.line, mark.line - 1):
        if 0 <= number < len(lines) and (item := _ITEM.match(lines[number])):
            return problem("yaml-item", number, item.start("sign"), sign=item["sign"], near=f"- {item['entry']}")
    if "escape character" in about:
        return problem("yaml-escape", mark.line, mark.column - 1)
    if "quoted scalar" in about:
        return problem("yaml-open", begin.line, begin.column, sign=lines[begin.line][begin.column])
    if (inside := _apostrophe_in_braces(line)) is not None:
        column, cure = inside
        return problem("yaml-apostrophe", mark.line, column, near=cure)
    if "flow" in about:
        number, column = _last_bracket(lines, begin.line, begin.column)
        return problem("yaml-bracket", number, column, sign=lines[number][column : column + 1])
    if (opened := _opened_above(lines, begin.line, mark.line)) is not None:
        return problem("yaml-open", *opened, sign=lines[opened[0]][opened[1]])
    if (found := _slip_of_line(line, mark.column)) is not None:
        code, column, cure = found
        return problem(code, mark.line, column, near=cure)
    if "expected ':'" in about:
        at = begin if begin.line < mark.line else mark
        if at.line < len(lines) and (glued := _GLUED.match(lines[at.line])):
            return problem("yaml-space", at.line, at.column, near=f"{glued[1]}: {glued[2]}")
        return problem("yaml-line", at.line, at.column, text=lines[at.line].strip() if at.line < len(lines) else "")
    if "mapping values" in about and (bare := _without_colon(lines, mark.line)) is not None:
        return problem("yaml-line", bare, 0, text=lines[bare].strip())
    return (
        problem("yaml-indent", mark.line, len(line) - len(line.lstrip())) if line.strip() else problem("yaml-syntax", mark.line, 0)
    )


def _opened_above(lines: list[str], first: int, last: int) -> tuple[int, int] | None:
    """Line and column of a quote that was not closed on its line, and was taken to end where the quote of this line begins; None where there is none."""
    for number in range(first, min(last, len(lines) - 1)):
        found = _KEYED.match(lines[number])
        sign = found["value"][0] if found else ""
        if found and sign in ("'", '"') and found["value"].count(sign) == 1 and sign in lines[last]:
            return number, found.start("value")
    return None


def _without_colon(lines: list[str], number: int) -> int | None:
    """The line above that is no key and no item of a list: a key whose colon was forgotten; None where the line above is sound."""
    above = next((at for at in range(number - 1, -1, -1) if lines[at].strip() and not lines[at].lstrip().startswith("#")), None)
    return above if above is not None and ":" not in lines[above] and not lines[above].lstrip().startswith("-") else None


def _last_bracket(lines: list[str], number: int, column: int) -> tuple[int, int]:
    """Where the bracket stands that was opened last before here: inside brackets that hold nothing yet libyaml stands behind them."""
    text = "\n".join([*lines[:number], lines[number][: column + 1] if number < len(lines) else ""])
    at = max(text.rfind("["), text.rfind("{"), 0)
    return text.count("\n", 0, at), at - (text.rfind("\n", 0, at) + 1)


def _slip_of_line(line: str, at: int) -> tuple[str, int, str] | None:
    """What is wrong with the value of a line – code, column –, and the line as it is right; None where the line alone does not tell."""
    found = _KEYED.match(line)
    if not found or at < found.start("value"):
        return None
    value, column = found["value"], found.start("value")
    if value[0] in "'\"":
        return "yaml-apostrophe", at, found["head"] + _quoted(value[1:-1] if value[-1] == value[0] else value)
    if value[0] in _SIGNS or value.startswith("- ") or _BRACKETED.match(value):
        return "yaml-sign", column, found["head"] + _quoted(value)
    if ": " in value or value.endswith(":"):
        return "yaml-colon", at, found["head"] + _quoted(value)
    return None


def _apostrophe_in_braces(line: str) -> tuple[int, str] | None:
    """Where an apostrophe ends a text between braces, {label: 'L'urgence'}, and the line as it is right; None where none does."""
    if not (found := _APOSTROPHE.search(line)):
        return None
    return found.start("sign"), line.replace(found[0], _quoted(found[0][1:-1]), 1)


def _quoted(value: str) -> str:
    """A text between double quotes; those inside it become the quotes of print, which need no sign before them."""
    plain = value.replace("''", "'").replace("\\", "\\\\")
    return '"' + re.sub(r'"([^"]*)"', "“\\1”", plain).replace('"', "”") + '"'
