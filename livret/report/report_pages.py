"""The report as pages, for the team: one for the site, one for each language. Each file holds its own style, so that it can be sent."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from posixpath import join

from jinja2 import BaseLoader, Environment, StrictUndefined, Template

from livret import check as checking
from livret import limits, wording
from livret.editions.coverage import Coverage
from livret.editions.inputs import Inputs
from livret.encode.html import Html
from livret.languages import language
from livret.model import State
from livret.outside.asking import Standing
from livret.publish import folder
from livret.report import diff
from livret.report.overview import AGES, Overview
from livret.report.status import COLUMNS, LanguageStatus, Status, disowned_words, said, unapproved_words
from livret.report.work import Task
from livret.source.door import Door
from livret.tongue import marked, spoken, told, told_many
from livret.whereabouts import Whereabouts

FOLDER = folder.REPORT
PUBLIC = "../public"
_TOKEN = re.compile(r"var\(--token-([a-z-]+)\)")
# The stretches of a bar, as the style names them.
_BAR = (("current", "current"), ("to-check", "to_check"), ("stale", "stale"), ("damaged", "damaged"), ("missing", "missing"))
STANDINGS = {
    Standing.DEAD: marked("gone"),
    Standing.SLOW: marked("no answer"),
    Standing.BLOCKED: marked("open it in a browser"),
}


class _Loader(BaseLoader):
    def __init__(self, door: Door) -> None:
        self.door = door

    def get_source(self, environment: Environment, template: str) -> tuple[str, None, None]:  # noqa: ARG002 – Jinja's
        return self.door.text(f"theme/report/{template}"), None, None


def template(inputs: Inputs, name: str) -> Template:
    """A template of the report; what it shows is escaped."""
    environment = Environment(
        loader=_Loader(inputs.door), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update(spoken=spoken, told=told, told_many=told_many)
    environment.globals["style"] = lambda sheet, scripts: Html(_style(inputs, sheet, scripts))
    return environment.get_template(name)


def _style(inputs: Inputs, sheet: str, scripts: Iterable[str]) -> str:
    """A style sheet with the design tokens in it, and the common letters of Ethiopic, which many systems lack, where they are needed."""
    text = _TOKEN.sub(lambda token: inputs.tokens[token[1].replace("-", ".", 1)], inputs.door.text(f"theme/report/{sheet}"))
    if "Ethi" not in scripts:
        return text
    data = b64encode(inputs.door.read("theme/web/fonts/Ethi.woff2")).decode()
    return f'@font-face {{ font-family: "Livret"; src: url("data:font/woff2;base64,{data}") format("woff2"); }}\n{text}'


def pages(inputs: Inputs, found: Status, overview: Overview) -> Iterator[tuple[str, bytes]]:
    """Every page by its name in report/: `index.html` is the one for the team, with all that it has to know."""
    site, whereabouts = inputs.reading.site, Whereabouts(inputs.reading)
    shared = {
        "name": site.config.name.text,
        "source": language(site.config.language),
        "day": found.day,
        "bar": _bar,
        "columns": COLUMNS,
        "raw": diff.raw,
    }
    scripts = [each.language.script for each in found.languages]
    parts = tuple(dict.fromkeys(domain for each in found.languages for domain in each.parts))
    text = template(inputs, "index.html").render(
        shared,
        scripts=scripts,
        status=found,
        overview=overview,
        parts=parts,
        wording=wording,
        counted=checking.counted,
        ages=AGES,
        limits=limits,
        standings=STANDINGS,
        unapproved=unapproved_words,
        disowned=disowned_words,
    )
    yield "index.html", text.encode()
    for each in found.languages:
        shown = {"first": each.first[: limits.REPORT_TASKS], "unreviewed": each.unreviewed[: limits.REPORT_TASKS]}
        card = _Cards(inputs, whereabouts, each)
        text = template(inputs, "language.html").render(
            shared, scripts=[each.language.script], status=each, shown=shown, card=card, said=said
        )
        yield f"{each.language.tag}.html", text.encode()


class _Cards:
    """What a page tells of one message."""

    def __init__(self, inputs: Inputs, whereabouts: Whereabouts, status: LanguageStatus) -> None:
        self._stock, self._whereabouts, self._status = inputs, whereabouts, status

    def page(self, task: Task) -> str:
        """Where readers see it: the link from report/ into public/."""
        home = task.message.domain == "interface"
        path = f"{self._status.language.tag}/index.html" if home else self._whereabouts.of(self._status.language.tag, task.message)
        return join(PUBLIC, path)

    def source(self, task: Task) -> Html:
        """What it says now; where that is not what was translated, with what went and what came."""
        before = task.entry.previous if task.entry and task.state in (State.STALE, State.TO_CHECK) else ""
        return diff.html(before, task.message.text) if before else diff.raw(task.message.text)

    def written_in(self, task: Task) -> object:
        return language(self._stock.sources[task.message.domain])


def _bar(part: Coverage) -> list[tuple[str, float, float]]:
    """The stretches of a bar of length 100: state, where it begins, how long it is."""
    stretches, at = [], 0.0
    for state, name in _BAR:
        length = 100 * getattr(part, name) / part.total if part.total else 0.0
        stretches += [(state, round(at, 2), round(length, 2))] if length else []
        at += length
    return stretches
