"""Templates of pages, looked at without a page: names that nothing gives, files, macros, blocks, filters and drawings that are not there.

What is only wrong when it is written – an attribute that a value has not – is found where pages are tried (`tried_pages.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.meta import find_undeclared_variables

from livret.problems import Place, Report, detail, near
from livret.web.templates import DEEP, explained, python_s

_ENVIRONMENT = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
_ALWAYS = frozenset((*_ENVIRONMENT.globals, "self", "super", "loop", "caller", "varargs", "kwargs"))
_ASKED = frozenset({"defined", "undefined", "default", "d"})
_ALIKE = 0.9  # a new part of a page is named after the one that it stands in
_DRAWN = ("icon", "asset")  # what is called with the name of a file


@dataclass(frozen=True, slots=True)
class Reference:
    """A template that another one names; of an import with the `names` that it takes, and whether it knows what the other does."""

    name: str
    line: int
    sees: bool = True
    names: tuple[str, ...] = ()
    is_parent: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What is to be known of one template. Names and calls come with the line at which they first stand."""

    wanted: Mapping[str, int]
    stored: tuple[str, ...]  # in their order, so that what is kept is the same for everybody
    blocks: tuple[str, ...]
    filled: Mapping[str, int]  # the blocks that stand in no other one
    references: tuple[Reference, ...]
    calls: tuple[tuple[str, str, int], ...]  # of drawings and assets

    @property
    def parent(self) -> str:
        return next((each.name for each in self.references if each.is_parent), "")


@dataclass(frozen=True, slots=True)
class Theme:
    """The templates of a folder: what is known of those that can be read, the names of all, which of them are the site's own, what each is given, and what
    all of them have."""

    folder: str
    sound: Mapping[str, Facts]
    there: frozenset[str]
    own: frozenset[str]
    given: Mapping[str, frozenset[str]]
    shared: frozenset[str]
    drawn: Mapping[str, frozenset[str]]  # the names that `icon` and `asset` know


def check(theme: Theme, report: Report) -> frozenset[str]:
    """Tells what is wrong between the site's own templates and those that they name; gives the names of all that are used."""
    walk = _Walk(theme, report)
    for name in theme.given:
        walk.visit(name, theme.shared | theme.given[name])
    return frozenset(name for name, _ in walk.seen)


def facts(text: str, path: str, report: Report) -> Facts | None:
    """What is to be known of a template; None where it cannot be read, which goes to the report."""
    try:
        return _facts(text)
    except TemplateSyntaxError as error:
        report.add("template-broken", Place(path, error.lineno), reason=explained(error.message or ""))
    except RecursionError:
        report.add("template-broken", Place(path, 1), reason=detail(DEEP))
    return None


@lru_cache(maxsize=1 << 8)  # Livret's own are the same for every site
def _facts(text: str) -> Facts:
    """The tree is looked at before Jinja is asked for its names: that changes it, and raises what is told no earlier, such as a block that is there twice."""
    tree = _ENVIRONMENT.parse(text)
    every = tuple(tree.find_all(nodes.Node))
    for node in every:
        if (name := _inner(node)).startswith("_"):
            raise TemplateSyntaxError(python_s(name), node.lineno)
    known = partial(
        Facts,
        stored=tuple(sorted(set(_stored(every)))),
        blocks=tuple(sorted({node.name for node in every if isinstance(node, nodes.Block)})),
        filled={node.name: node.lineno for node in tree.body if isinstance(node, nodes.Block)},
        references=tuple(_references(every)),
        calls=tuple(_calls(every)),
    )
    lines = {node.name: node.lineno for node in reversed(every) if isinstance(node, nodes.Name) and node.ctx == "load"}
    tested = frozenset(_tested(every))
    wanted = find_undeclared_variables(tree) - _ALWAYS - tested
    return known(wanted={name: lines.get(name, 1) for name in sorted(wanted)})


def _inner(node: nodes.Node) -> str:
    """The name of what is asked of a value; "" where nothing is."""
    match node:
        case nodes.Getattr(attr=name) | nodes.Getitem(arg=nodes.Const(value=str(name))):
            return name
    return ""


def _tested(every: Iterable[nodes.Node]) -> Iterator[str]:
    """The names that a template asks for itself: whether they are there."""
    for node in every:
        match node:
            case nodes.Test(node=nodes.Name(name=name)) | nodes.Filter(node=nodes.Name(name=name)) if node.name in _ASKED:
                yield name


def _stored(every: Iterable[nodes.Node]) -> Iterator[str]:
    for node in every:
        match node:
            case nodes.Name(name=name, ctx="store" | "param") | nodes.Macro(name=name) | nodes.Import(target=name):
                yield name
            case nodes.FromImport(names=names):
                yield from (each if isinstance(each, str) else each[1] for each in names)


def _references(every: Iterable[nodes.Node]) -> Iterator[Reference]:
    for node in every:
        match node:
            case nodes.Extends():
                yield from (Reference(name, node.lineno, is_parent=True) for name in _constants(node.template))
            case nodes.FromImport():
                taken = tuple(each if isinstance(each, str) else each[0] for each in node.names)
                yield from (Reference(name, node.lineno, node.with_context, taken) for name in _constants(node.template))
            case nodes.Import() | nodes.Include(ignore_missing=False):
                yield from (Reference(name, node.lineno, node.with_context) for name in _constants(node.template))


def _constants(node: nodes.Expr) -> Iterator[str]:
    """The names that are written out; one that is known on the page alone is found there."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value


def _calls(every: Iterable[nodes.Node]) -> Iterator[tuple[str, str, int]]:
    for node in every:
        match node:
            case nodes.Call(node=nodes.Name(name=name), args=[nodes.Const(value=str(value))]) if name in _DRAWN:
                yield name, value, node.lineno


@dataclass(frozen=True, slots=True)
class _Walk:
    """From each template that is asked for to those that it names, with what these know there."""

    theme: Theme
    report: Report
    seen: set[tuple[str, frozenset[str]]] = field(default_factory=set)
    told: set[tuple[Place, str, object]] = field(default_factory=set)

    def visit(self, name: str, known: frozenset[str]) -> None:
        found = self.theme.sound.get(name)
        if found is None or (name, known) in self.seen:
            return
        self.seen.add((name, known))
        chain = list(self.chain(name))
        known = known.union(found.stored, *(parent.stored for _, parent in chain))
        self.alone(name, found, known)
        self.blocks(name, found, chain)
        for each in found.references:
            self.reference(name, each)
            self.visit(each.name, known if each.sees else self.theme.shared)

    def chain(self, name: str) -> Iterator[tuple[str, Facts]]:
        """The templates that one extends, the nearest first."""
        passed = {name}
        while (name := self.theme.sound[name].parent) in self.theme.sound and name not in passed:
            passed.add(name)
            yield name, self.theme.sound[name]

    def alone(self, name: str, found: Facts, known: frozenset[str]) -> None:
        """What is wrong in the template itself, knowing some names."""
        for each in found.wanted.keys() - known:
            self.tell("template-name", name, found.wanted[each], name=each, near=near(each, known))
        for kind, value, line in found.calls:
            choices_of = self.theme.drawn.get(kind)
            if choices_of is not None and value not in choices_of:
                self.tell("template-drawn", name, line, kind=kind, name=value, near=near(value, choices_of))

    def reference(self, name: str, each: Reference) -> None:
        if each.name not in self.theme.there:
            self.tell("template-absent", name, each.line, name=each.name, near=near(each.name, self.theme.there, _ALIKE))
        elif each.name in self.theme.sound:
            for macro in each.names:
                if macro not in (there := self.theme.sound[each.name].stored):
                    values = {"name": macro, "file": each.name, "asks": name, "near": near(macro, there)}
                    self.tell("template-macro", name, each.line, instead=each.name, **values)

    def blocks(self, name: str, found: Facts, chain: Sequence[tuple[str, Facts]]) -> None:
        """What fills a block that no template above has is never shown."""
        there = {block for _, parent in chain for block in parent.blocks}
        if chain and not chain[-1][1].parent:
            for block in found.filled.keys() - there:
                values = {"name": block, "file": chain[-1][0], "asks": name, "near": near(block, there)}
                self.tell("template-block", name, found.filled[block], instead=chain[-1][0], **values)

    def tell(self, code: str, template: str, line: int, *, instead: str = "", **values: object) -> None:
        """Once, at a template of the site's own: there, or else at the one that lacks what another asks for."""
        place = (
            Place(f"{self.theme.folder}{template}", line)
            if template in self.theme.own
            else Place(f"{self.theme.folder}{instead}", 1)
        )
        if {template, instead} & self.theme.own and (place, code, values["name"]) not in self.told:
            self.told.add((place, code, values["name"]))
            self.report.add(code, place, **values)
