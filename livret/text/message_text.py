"""The text of a message: what an author wrote in a block, with its line ends, its entities and its shortest links made those of the dialect.

White space of ASCII alone is folded. French keeps its no-break spaces, which are part of how a sentence is written.
"""

from __future__ import annotations

import html
import re

from livret.model import collapsed

SIGNS = re.compile(r"([\\`*_\[\]{}<>])")
BREAK = "\\ "  # the end of a line that is to be one: a backslash, or two spaces, before the line end
_LAST = re.compile(r"(?<!\\)((?:\\\\)*)\\$")  # nothing follows the last line of an address
# A stroke before a space inside a line is one – « /!\ Attention » –; code is left as it is, and so is a sign behind a stroke.
_STROKE = re.compile(r"(?<![\\`])(`+)(?!`).*?(?<!`)\1(?!`)|\\(?P<stroke>[ \t]+(?=\S))|\\.")
_LINE_END = re.compile(r"(?: {2,}|(?<!\\)\\)\n")
_WHITE = ("\t", "\n", "\r", "\f")  # &#10; is a space, as the end of a line is
# Code is left as it is; whatever is found beside it is an entity, or the beginning of a link to the same page.
_SHORT = re.compile(
    r"(?P<code>(?<![\\`])(`+)(?!`).*?(?<!`)\2(?!`))|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|(?P<own>\]\((?=#))"
)


def message_text(raw: str, file: str) -> str:
    """What is written in a block of the page that is the file of this name; "" where there is nothing."""
    text = _LAST.sub(r"\1", raw.strip()) if raw.endswith("\\") else raw.strip()
    if "\\ " in text or "\\\t" in text:
        text = _STROKE.sub(lambda found: rf"\\{found['stroke']}" if found["stroke"] else found[0], text)
    if "\n" in text:
        text = _LINE_END.sub(lambda _: BREAK, text)
    text = collapsed(text)
    return _SHORT.sub(lambda found: _long(found, file), text) if "&" in text or "](#" in text else text


def _long(found: re.Match[str], file: str) -> str:
    if found["code"]:
        return found[0]
    if found["own"]:
        return f"]({file}"
    sign = html.unescape(found[0])
    return " " if sign in _WHITE else SIGNS.sub(r"\\\1", sign)
