"""Style sheets: what a browser would leave out in silence – a block that is never closed, a line that is no declaration, an address that leads to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import tinycss2

from livret.problems import Place, Report, near, slipped
from livret.theming.properties import PROPERTIES

_END = "livret-end"  # the name of a rule behind the last one: it is not seen where something before it is open
_RULES = frozenset({"media", "supports", "layer", "container"})  # with rules inside
_FRAMES = frozenset({"keyframes", "-webkit-keyframes"})  # with rules for moments
_DECLARED = frozenset({"font-face", "page", "property", "counter-style"})  # with declarations inside
_AT_RULES = _RULES | _FRAMES | _DECLARED | {"import", "charset", "namespace"}
# A selector by the first letters of the types of its parts, https://www.w3.org/TR/selectors-4/#grammar: of `a.b > #c`, "i.i > h".
_SIGNS = {"ident": "i", "hash": "h", "function": "f", "[] block": "b", "whitespace": " ", "percentage": "%", "comment": ""}
_SIMPLE = r"(?:\.i|h|b|::?[if])"
_COMPOUND = rf"(?:&|(?:[i*]?\|)?[i*]{_SIMPLE}*|&?{_SIMPLE}+)"
_COMPLEX = rf" *[>+~]? *{_COMPOUND}(?: *[>+~ ] *{_COMPOUND})* *"
_SELECTORS = re.compile(f"{_COMPLEX}(?:,{_COMPLEX})*")
_MOMENTS = re.compile(" *[i%] *(?:, *[i%] *)*")  # of keyframes: from, 50%, to
_TOKEN = re.compile(r"--token-([a-z]+)-([a-z0-9-]+)")


@dataclass(frozen=True, slots=True)
class Known:
    """What a style sheet may name: design tokens, the files that `url()` may lead to, custom properties that are set somewhere."""

    tokens: frozenset[str]
    files: frozenset[str]
    set_elsewhere: frozenset[str]


def custom(text: str) -> frozenset[str]:
    """The custom properties that a text names where it gives them a value, or may give it: `--x`."""
    return frozenset(re.findall(r"(?<!var\()--[\w-]+", text))


def check(text: str, path: str, known: Known, report: Report) -> None:
    """Tells what is wrong in a style sheet."""
    try:
        _Sheet(path, known, report).rules(
            tinycss2.parse_stylesheet(f"{text}\n{_END}{{}}", skip_comments=True, skip_whitespace=True)
        )
    except RecursionError:
        report.add("css-broken", Place(path, 1, 1))
    if unclosed := _unclosed(text):
        report.add("css-unclosed", Place(path, *unclosed))


def _unclosed(text: str) -> tuple[int, int] | None:
    """Where the innermost block begins that nobody closes, or the remark."""
    nodes, last = tinycss2.parse_component_value_list(f"{text}\n{_END}"), None
    while nodes and not (nodes[-1].type == "ident" and nodes[-1].value == _END):
        last = nodes[-1]
        inner = getattr(last, "content", None) if last.type.endswith("block") else getattr(last, "arguments", None)
        if not isinstance(inner, list) or not inner:
            break
        nodes = inner
    return (last.source_line, last.source_column) if last else None


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A walk through one style sheet."""

    path: str
    known: Known
    report: Report

    def tell(self, code: str, node: Any, **values: object) -> None:
        self.report.add(code, Place(self.path, node.source_line, node.source_column), **values)

    def rules(self, nodes: Iterable[Any], selectors: re.Pattern[str] = _SELECTORS) -> None:
        for node in nodes:
            if node.type == "at-rule":
                self.at_rule(node)
            elif node.type == "qualified-rule":
                self.qualified(node, selectors)
            elif node.type == "error":
                self.error(node)

    def at_rule(self, node: Any) -> None:
        name = node.lower_at_keyword
        if name == "import":
            self.tell("css-import", node)
        elif name not in _AT_RULES:
            self.tell("css-rule", node, name=f"@{name}", near=_at(near(name, _AT_RULES)))
        elif node.content is None and name in _RULES | _FRAMES | _DECLARED and name != "layer":
            self.tell("css-broken", node)
        elif name in _RULES | _FRAMES and node.content is not None:
            found = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            self.rules(found, _MOMENTS if name in _FRAMES else _SELECTORS)
        elif name in _DECLARED:
            self.declarations(node.content, checked=name not in ("property", "counter-style", "font-face"))

    def qualified(self, node: Any, selectors: re.Pattern[str]) -> None:
        selector = tinycss2.serialize(node.prelude).strip()
        if selector.endswith(_END):  # what stands at the end of a sheet and belongs to no rule begins this one
            if selector != _END:
                self.tell("css-broken", node)
            return
        if not selectors.fullmatch(_signs(node.prelude)):
            self.tell("css-selector", node, text=selector)
        self.declarations(node.content, checked=True)

    def declarations(self, content: list[Any], *, checked: bool) -> None:
        for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
            if node.type == "declaration":
                self.declaration(node, checked=checked)
            elif node.type in ("qualified-rule", "at-rule"):
                self.rules([node])
            elif node.type == "error":
                self.error(node)

    def declaration(self, node: Any, *, checked: bool) -> None:
        name = node.lower_name
        if not node.name.startswith("--") and not tinycss2.serialize(node.value).strip():
            self.tell("css-broken", node)
        if checked and not name.startswith("-") and name not in PROPERTIES:
            self.tell("css-property", node, name=node.name, near=near(name, PROPERTIES) or slipped(name, PROPERTIES))
        for value in _walk(node.value):
            self.value(value)

    def value(self, node: Any) -> None:
        if node.type == "error":
            self.error(node)
        elif node.type == "url":
            self.url(node, node.value)
        elif node.type == "function" and node.lower_name == "url":
            self.url(node, "".join(each.value for each in node.arguments if each.type == "string"))
        elif node.type == "function" and node.lower_name == "var":
            self.variable(node, next((each.value for each in node.arguments if each.type == "ident"), ""))

    def url(self, node: Any, target: str) -> None:
        if target.startswith(("data:", "#")):
            return
        if re.match(r"[a-z+.-]+:|//", target, re.IGNORECASE) or ".." in target or target.startswith("/"):
            self.tell("css-outside", node, target=target)
        elif target not in self.known.files:
            self.tell("css-url", node, target=target, near=near(target, self.known.files))

    def variable(self, node: Any, name: str) -> None:
        token = _TOKEN.fullmatch(name)
        if token and f"{token[1]}.{token[2]}" not in self.known.tokens:
            names = [f"--token-{each.replace('.', '-', 1)}" for each in self.known.tokens if each.count(".") == 1]
            self.tell("css-token", node, name=name, near=near(name, names))
        elif not token and name not in self.known.set_elsewhere:
            self.tell("css-token", node, name=name, near=near(name, self.known.set_elsewhere))

    def error(self, node: Any) -> None:
        self.tell("css-broken", node)


def _signs(nodes: Iterable[Any]) -> str:
    return "".join(_SIGNS[each.type] if each.type in _SIGNS else str(getattr(each, "value", "?")) for each in nodes)


def _at(name: str) -> str:
    return f"@{name}" if name else ""


def _walk(nodes: Iterable[Any]) -> Iterator[Any]:
    for node in nodes:
        yield node
        yield from _walk(
            getattr(node, "arguments", None) or (getattr(node, "content", None) if node.type.endswith("block") else ()) or ()
        )
