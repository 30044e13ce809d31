"""A mistake in a template of the site is told with its file and line, wherever it is met: never as a traceback."""

from __future__ import annotations

from pathlib import Path

import plain
import pytest
from conftest import DAY, ROOT, run

CASES = [
    ("base.html", '<footer class="bottom">', "{{ nonsense }}", "nothing gives this template “nonsense”"),
    ("base.html", '<footer class="bottom">', "{{ config.nonsense.thing }}", "nonsense"),
    ("base.html", '<footer class="bottom">', "{{ 1 // 0 }}", "zero"),
    ("base.html", '<footer class="bottom">', '{% include "nowhere.html" %}', "nowhere.html"),
    ("chapter.html", "<article", "{{ nonsense }}", "nothing gives this template “nonsense”"),
    ("chapter-text.html", "", "{{ nonsense }}", "nothing gives this template “nonsense”"),
    ("service-text.html", "", "{{ service.nonsense.thing }}", "nonsense"),
    ("carried.html", "<body", "{{ nonsense }}", "nothing gives this template “nonsense”"),
    ("macros.html", "{% macro check() -%}", "{{ nonsense }}", "nothing gives this template “nonsense”"),
    ("book-page.xml", "<body", "{{ nonsense }}", "nothing gives this template “nonsense”"),
    ("home.html", '<h1 class="hidden">', "{% if %}", "something is missing before the end of this instruction"),
]


def built(site: Path) -> tuple[int, str]:
    result = run("build", "--site", site, "--out", site / "public", "--date", DAY, "--jobs", "1", "--without", "pdf")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.mark.parametrize(("name", "before", "mistake", "words"), CASES, ids=[f"{name} {mistake}" for name, _, mistake, _ in CASES])
def test_it_is_told_with_its_line_in_a_first_build_and_in_a_later_one(
    name: str, before: str, mistake: str, words: str, tmp_path: Path
) -> None:
    site = plain.site(tmp_path, "sound")
    text = (ROOT / "theme/web" / name).read_text(encoding="utf-8")
    assert before in text
    line = text[: text.index(before)].count("\n") + 1
    broken = site / "theme/web" / name
    broken.parent.mkdir(parents=True)
    broken.write_text(text.replace(before, f"{mistake}{before}", 1) if before else f"{mistake}{text}", encoding="utf-8")
    code, said = built(site)
    assert code == 1
    assert f"theme/web/{name}:{line}: error[template-" in said, said
    assert words in said

    broken.write_text(text, encoding="utf-8")
    assert built(site)[0] == 0
    broken.write_text(text.replace(before, f"{mistake}{before}", 1) if before else f"{mistake}{text}", encoding="utf-8")
    code, said = built(site)
    assert code == 1
    assert f"theme/web/{name}:{line}: error[template-" in said, said
