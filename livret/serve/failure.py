"""The page for what cannot be shown: what is wrong, where, and how to mend it. It is replaced as soon as it is mended."""

from __future__ import annotations

from collections.abc import Iterable

from livret import check as checking
from livret import wording
from livret.encode.html import Html, element, escaped, join
from livret.problems import Problem, Report
from livret.serve.draft import Failed
from livret.tongue import spoken, told

# In the colours of the system: a theme that is broken has none to give. The page is longer than any other, and its words stay in view: so the browser keeps
# where its reader was, and is there again when it is mended.
_STYLE = (
    ":root{color-scheme:light dark}body{font:18px/1.5 system-ui,sans-serif;margin:0;height:1000000px}"
    "main{position:fixed;inset:0;overflow:auto;padding:2rem max(1rem,50vw - 23rem)}"
    "li{border:1px solid;border-inline-start-width:5px;margin:1rem 0;padding:.7rem 1rem;list-style:none}ul{padding:0}"
    "code{display:block;font-size:.9rem}.help{font-weight:600}"
)


def page(failed: Failed) -> str:
    """The page of a failure. livereload puts its script before `</head>`, so that it recovers by itself."""
    if failed.mistake:
        return _failure_page(told("This is a mistake in Livret, not in your text"), [element("li", escaped(failed.mistake))])
    report = Report()
    for problem in failed.problems:
        report.take(problem)
    return _failure_page(checking.summary(report), [_item(problem) for problem in report])


def _failure_page(title: str, items: Iterable[Html]) -> str:
    head = [element("meta", charset="utf-8"), element("title", escaped(title)), element("style", Html(_STYLE))]
    how = element("p", escaped(told("The page comes back when this is mended and saved.")))
    whole = element("main", join((element("h1", escaped(title)), how, element("ul", join(items)))))
    return "<!doctype html>" + element("html", join((element("head", join(head)), element("body", whole))), lang=spoken())


def _item(problem: Problem) -> Html:
    place, words, cure = (escaped(text) for text in (str(problem.place), wording.words(problem), wording.cure(problem)))
    return element("li", join((element("code", place), element("div", words), element("div", cure, class_="help"))))
