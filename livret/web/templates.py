"""Jinja behind the door: templates come through the edition, so that a page depends on those it uses.

They write for no file in particular: their links are slots, as those of all texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from functools import lru_cache, partial
from traceback import walk_tb
from types import CodeType, FunctionType, MethodType
from typing import Any

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.meta import find_referenced_templates
from jinja2.runtime import Context

from livret import limits, paths
from livret.editions.edition import Edition
from livret.emblem.statement import emblem
from livret.encode import json
from livret.encode.html import Html
from livret.engine.memo import Made, digest_of
from livret.languages import language
from livret.phrases import listing_text, quantities
from livret.phrases.corrections import corrections
from livret.phrases.fact_text import plain
from livret.problems import Place, detail
from livret.source.door import Refused
from livret.tongue import marked
from livret.web import policy, web_fonts
from livret.web.assets import assets, icon
from livret.web.html_blocks import HtmlVisitor
from livret.web.html_inline import only_in, original
from livret.web.qr import qr
from livret.web.slots import link, slot

FRAME = "base.html"  # what pages extend
BLOCK = re.compile(r"<\?block (\w+)>")
_WHOLE = "whole "  # before the name of a frame: with what is around its blocks
_EXTENDS = re.compile(r"\{%[-+]?\s*extends\b")
_FOLDER = "theme/web/"
_AS_WRITTEN, _INDENTATION = re.compile("<(?:pre|textarea)"), re.compile("^[ \t]+", re.MULTILINE)
_OF_A_CALL = (
    TypeError,
    ValueError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
)  # that was given something else
_WANTING_NOTHING = frozenset({FunctionType, MethodType, partial, type(lru_cache(len))})


class _Loader(BaseLoader):
    """Templates by their name, as far as they were looked at; a mistake in one is told with its file."""

    def __init__(self) -> None:
        self.sources: dict[str, str] = {}

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:  # noqa: ARG002 – Jinja's
        name = template.removeprefix(_WHOLE)
        if name not in self.sources:
            raise TemplateNotFound(name, f"there is no template “{name}”")
        return _flat(self.sources[name]), _FOLDER + name, None


def _flat(source: str) -> str:
    """A template without its indentation, which no reader sees and every phone would load; each line stays where it is."""
    return source if _AS_WRITTEN.search(source) else _INDENTATION.sub("", source)


class _Compiled(BytecodeCache):
    """The code of templates, by their source: it is the same in every language, and compiling it takes longer than most pages."""

    def __init__(self) -> None:
        self.codes: dict[str, CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.codes.get(bucket.key + bucket.checksum)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.codes[bucket.key + bucket.checksum] = bucket.code


_COMPILED = _Compiled()


class _Context(Context):
    """What a template calls are functions that want nothing of Jinja; of each it would ask four times whether they do."""

    def call(self, called: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        if type(called) in _WANTING_NOTHING:
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
            return called(*args, **kwargs)
        return super().call(called, *args, **kwargs)


class _Environment(Environment):
    """Globals are the same for every template: Jinja lays a map over them, and a page copies that for each file that it includes."""

    context_class = _Context

    def compile(self, *source: Any, **how: Any) -> Any:
        """What Python has no room for – a loop in twenty others – is a mistake of the template."""
        try:
            return super().compile(*source, **how)
        except (RecursionError, SyntaxError) as error:
            raise TemplateSyntaxError(DEEP, 1, filename=how.get("filename") or _FOLDER) from error

    def getitem(self, obj: Any, argument: Any) -> Any:
        """What a name in brackets is only known of when a page is written; `markup.py` refuses the others."""
        if isinstance(argument, str) and argument.startswith("_"):
            raise TemplateRuntimeError(python_s(argument))
        return super().getitem(obj, argument)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:  # noqa: ARG002 – no template has any of its own
        return self.globals


def page_template(edition: Edition, name: str) -> Template:
    """A template that gives, where it extends `base.html`, the blocks of that alone, each behind a slot with its name."""
    edition.remember("blocks alone", _blocks_alone)
    return template(edition, name)


def _blocks_alone(edition: Edition) -> None:
    """A frame that is inside another is written with each page."""
    frame = template(edition, FRAME)
    if _EXTENDS.search(edition.look("template", FRAME)[FRAME]):
        return

    def blocks(context: Context) -> Iterator[str]:
        for name in frame.blocks:
            yield slot("block", name)
            yield from context.blocks[name][0](context)

    frame.root_render_func = blocks


def around(edition: Edition) -> Template:
    """What `base.html` writes around its blocks: they are slots with their names."""
    return edition.remember("around", _around)


def _around(edition: Edition) -> Template:
    frame = template(edition, FRAME)
    blocks = "".join(f"{{% block {name} %}}{slot('block', name)}{{% endblock %}}" for name in frame.blocks)
    source, environment = f'{{% extends "{_WHOLE}{FRAME}" %}}{blocks}', frame.environment
    code = _COMPILED.codes[source] = _COMPILED.codes.get(source) or environment.compile(source)
    return Template.from_code(environment, code, environment.globals)


def sources(edition: Edition, name: str) -> Made:
    """A step: the texts of a template and of all that it names, by their names. Where a name is known on the page alone, that is every template."""
    there = frozenset(edition.theme_list("web", ".html") + edition.theme_list("web", ".xml"))
    found: dict[str, str] = {}
    waiting = [name]
    while waiting:
        each = waiting.pop()
        if each in there and each not in found:
            found[each] = edition.theme(f"web/{each}")
            named = _named(found[each], each)
            waiting += there if None in named else filter(None, named)
    digest = digest_of([(each, edition.digest("theme", f"web/{each}")) for each in sorted(found)])
    return Made(dict(sorted(found.items())), digest)


@lru_cache(maxsize=1 << 8)
def _named(text: str, name: str) -> frozenset[str | None]:
    """The templates that one includes, imports or extends; None for one whose name is not a constant. A mistake is told where the page is written."""
    try:
        return frozenset(find_referenced_templates(Environment(autoescape=True).parse(text, name)))
    except (TemplateSyntaxError, RecursionError):
        return frozenset()


def template(edition: Edition, name: str) -> Template:
    """A template; those that are used are compiled."""
    loader, environment = edition.remember("environment", _environment)
    loader.sources.update(edition.look("template", name))
    return environment.get_template(name)


def _environment(edition: Edition) -> tuple[_Loader, Environment]:
    loader = _Loader()
    environment = _Environment(
        loader=loader,
        bytecode_cache=_COMPILED,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=-1,
        auto_reload=False,
    )
    del environment.filters["attr"]  # another way to what is Python's own
    environment.globals.update(_template_words(edition), range=_numbers)
    return loader, environment


def _numbers(*bounds: int) -> range:
    """Jinja's `range`, with an end: a template that counts for ever would hold up a build for ever."""
    found = range(*bounds)
    if found[limits.TEMPLATE_NUMBERS :]:
        raise TemplateRuntimeError(ENDLESS)
    return found


def python_s(name: str) -> str:
    """What is said of a name that leads from a value into Python, and so to all that a process can do."""
    return f"'{name}' is Python's own"


ENDLESS = marked("this counts further than any page needs")
DEEP = marked("too many instructions stand inside one another, or it includes itself without end")
_WRONGLY = marked("what is called here cannot work with what it is given ({reason})")
# What Jinja says most, by its words, in ours.
_FAULTS = (
    (re.compile(re.escape(DEEP)), DEEP),
    (re.compile(re.escape(ENDLESS)), ENDLESS),
    (re.compile(re.escape(python_s("@")).replace("@", "(?P<name>[^']+)")), marked("“{name}” is Python's own, and no template's")),
    (
        re.compile(r"'(?P<name>[^']+)' is undefined|has no attribute '(?P<attribute>[^']+)'"),
        marked("nothing here is called “{name}”"),
    ),
    (re.compile(r"No (?:filter|test) named '(?P<name>[^']+)'"), marked("Livret has no filter or test “{name}”")),
    (re.compile(r"block '(?P<name>[^']+)' defined twice"), marked("the block “{name}” is there twice")),
    (re.compile(r"unknown tag '(?P<name>[^']+)'"), marked("there is no instruction “{name}”")),
    (re.compile(r"Expected an expression|got 'end of"), marked("something is missing before the end of this instruction")),
    (re.compile(r"[Uu]nexpected end of template|Missing end of"), marked("something is opened before and not closed")),
    (
        re.compile(r"unexpected char '?(?P<name>[^' ]+)|got '(?P<attribute>[^']+)'|unexpected '(?P<other>[^']+)'"),
        marked("“{name}” cannot stand here"),
    ),
)


def explained(said: str) -> str:
    """A mistake in a template in words of ours; what is hardly ever met is in Jinja's."""
    for pattern, words in _FAULTS:
        if found := pattern.search(said):
            return detail(words, name=next(filter(None, found.groups()), ""))
    return said


def fault(edition: Edition, error: Exception) -> Refused | None:
    """The mistake in a template that an error comes from, with its line; None where it comes from elsewhere.

    What goes wrong in Livret where a template calls it is that template's mistake – it gave what makes no sense –, if it is one of the site's own.
    """
    if isinstance(error, TemplateSyntaxError):
        return Refused("template-broken", Place(error.filename or _FOLDER, error.lineno), reason=explained(error.message or ""))
    frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    inside = [Place(path, line) for path, line in frames if path.startswith(_FOLDER)]
    if inside and (isinstance(error, TemplateError) or frames[-1][0].startswith(_FOLDER)):
        return Refused("template-broken", inside[-1], reason=_reason(error))
    own = [place for place in inside if isinstance(error, _OF_A_CALL) and edition.has_own(place.path.removeprefix("theme/"))]
    return Refused("template-broken", own[-1], reason=_reason(error)) if own else None


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return detail(DEEP)
    return (
        explained(str(error)) if isinstance(error, TemplateError) else detail(_WRONGLY, reason=str(error) or type(error).__name__)
    )


def _template_words(edition: Edition) -> dict[str, Any]:
    return {name: of(edition) for name, of in WORDS.items()}


# What every template can say, whatever its page: a name, and what it is in an edition. `url` is how a path from public/ becomes a link.
WORDS: Mapping[str, Callable[[Edition], Any]] = {
    "config": lambda own: own.config,
    "corrections": lambda own: partial(corrections, own),
    "tag": lambda own: own.language.tag,
    "html": lambda own: {each.tag: each.html for each in own.languages},
    "professional": lambda own: own.professional,
    "has_room": lambda own: own.has_room,
    "paths": lambda _: paths,
    "policy": lambda _: policy.INSIDE,
    "url": lambda _: link,
    "code_of": lambda own: lambda path: own.code(paths.of_page(path)),
    "only_in": lambda own: partial(only_in, own),
    "without_internet": lambda own: paths.without_internet(own.language.tag, own.config.offline),
    "own": lambda _: partial(slot, "own"),
    "depth": lambda _: lambda level: slot("level", str(level)),
    "own_fonts": web_fonts.sheet,
    "styles": lambda own: own.asset_list.styles_on,
    "scripts": lambda own: partial(own.asset_list.scripts_on, saving=own.config.offline),
    "asset": lambda own: lambda name: link(assets(own)[name].path),
    "absolute": lambda own: partial(paths.absolute, own.config.url),
    "visitor": HtmlVisitor,
    "original": lambda own: partial(original, own),
    "inline": lambda own: HtmlVisitor(own).inline,
    "phone": lambda own: partial(quantities.phone, own),
    "lines": lambda own: partial(listing_text.lines, own),
    "qr": lambda _: qr,
    "json": lambda _: json.script,
    "say": lambda own: own.say,
    "say_in": lambda own: own.say_in,
    "say_many": lambda own: own.say_many,
    "plain": lambda own: partial(plain, own),
    "date": lambda own: lru_cache(maxsize=1 << 10)(partial(quantities.date, own)),
    "join": lambda own: _joined(lru_cache(maxsize=1 << 10)(own.join)),
    "language_name": lambda own: own.language_name,
    "language_names": lambda own: lambda tags: [own.language_name(tag) for tag in tags],
    "spoken": lambda _: lambda tag: Html(f'lang="{language(tag).html}" dir="{language(tag).direction}"'),
    "language": lambda own: own.language,
    "languages": lambda own: own.languages,
    "token": lambda own: own.token,
    "icon": lambda own: partial(icon, own),
    "emblem": lambda own: partial(emblem, own),
    "drawn": lambda _: lambda found: Html(found.drawing.svg),
}


def _joined(join: Callable[[tuple[str, ...]], str]) -> Callable[[Iterable[str]], str]:
    return lambda items: join(tuple(items))
