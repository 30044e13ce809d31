"""What each template gets is what `given.py` says, what docs/theming.md says, and what is given when a site is built."""

from __future__ import annotations

import re
from collections import defaultdict

import plain
import pytest
from conftest import DAY, ROOT, run
from jinja2 import Template

from livret.web.given import GIVEN
from livret.web.templates import WORDS

DOCS = (ROOT / "docs/theming.md").read_text(encoding="utf-8")
EVERY, GETS, NAMES = (
    DOCS.partition(head)[2].partition("\n##")[0]
    for head in ("### Every template", "### What each template gets", "### What these names")
)
_EVERYWHERE = frozenset({"page", "emergency_phone"})
SITES = [(("arabic",), ()), (("arabic",), ("--professional",)), (("sound", "room", "voice"), ()), (("funded",), ())]
RELEASE = """documents:
  - {document: sante-a5, subject: sante/a5, language: ar, title: Santé, date: 2026-11-01, facts: {phone.samu: "18"}, texts: []}
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """By the name of each template that is asked for, the names that it was given."""
    found: dict[str, set[str]] = defaultdict(set)

    def render(template: Template, *values: object, **named: object) -> str:
        found[str(template.name)] |= {*dict(*values), *named}  # type: ignore[call-overload]
        return rendered(template, *values, **named)

    with pytest.MonkeyPatch.context() as patch:
        rendered = Template.render
        patch.setattr(Template, "render", render)
        for names, more in SITES:
            site = plain.site(tmp_path_factory.mktemp("given"), *names)
            (site / "content/releases").mkdir()
            (site / "content/releases/2026-12.yaml").write_text(RELEASE, encoding="utf-8")
            result = run("--site", site, "--date", DAY, "--no-pdf", "--jobs", "1", "--out", site / "out", *more)
            assert result.exit_code == 0, result.output
    return found


def test_a_template_is_given_what_is_said_and_nothing_else(seen: dict[str, set[str]]) -> None:
    whole = {name for name, given in GIVEN.items() if given} - {"base.html"}  # what only other templates ask for
    assert {name: given for name, given in seen.items() if name in GIVEN} == {
        name: given for name, given in GIVEN.items() if name in seen
    }
    assert whole <= seen.keys()


def test_the_docs_say_of_each_template_what_it_gets() -> None:
    rows = dict(re.findall(r"^\| `([\w-]+\.(?:html|xml))` \| (.*) \|$", GETS, re.MULTILINE))
    assert {name: frozenset(re.findall(r"`(\w+)`", row)) for name, row in rows.items()} == {
        name: given - _EVERYWHERE for name, given in GIVEN.items()
    }


def test_the_docs_explain_each_name() -> None:
    assert set(WORDS) | _EVERYWHERE | frozenset().union(*GIVEN.values()) <= set(re.findall(r"`(\w+)(?:\(.*?\))?`", EVERY + NAMES))


def test_the_docs_have_each_block_and_slot() -> None:
    blocks = set(re.findall(r"{% block (\w+)", (ROOT / "theme/web/base.html").read_text(encoding="utf-8")))
    assert blocks | {"logo.html", "foot.html"} <= set(re.findall(r"^\| `([\w.]+)` \|", DOCS, re.MULTILINE))
