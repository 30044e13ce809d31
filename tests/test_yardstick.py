"""What the yardstick measures is what it says: the same words for both generators, no mistake in them, and edits that can be seen."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from conftest import DAY, ROOT, run

sys.path.insert(0, str(ROOT / "bench"))
import yardstick
from speed import edits, hugo_site, livret_site, profiles, table
from speed.french import in_french
from speed.library import Library
from speed.measure import Failed, Weight, weight

CHAPTER = "booklets/b000/c00.md"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest library, one booklet, for both."""
    folder = tmp_path_factory.mktemp("yardstick")
    livret_site.write(Library(250), folder / "livret")
    hugo_site.write(Library(250), folder / "hugo")
    return folder


def words(text: str) -> list[str]:
    """What is read: neither link targets nor marks nor front matter."""
    return re.findall(r"[^\W\d_]+", re.sub(r"\]\([^)]*\)|^(?:---|title:|weight:|!!! \w+)", "", text, flags=re.MULTILINE))


def test_both_have_the_same_words(sites: Path) -> None:
    mine, theirs = (sites / "livret/content" / CHAPTER).read_text(), (sites / "hugo/content/fr/b000/c00.md").read_text()
    assert words(theirs) == words(mine)


def test_both_have_the_same_translations(sites: Path) -> None:
    catalog = polib.pofile(str(sites / "livret/translations/ar/b000.po"))
    mine = [entry.msgstr for entry in catalog if entry.occurrences == [(f"content/{CHAPTER}", "")]]
    theirs = (sites / "hugo/content/ar/b000/c00.md").read_text()
    assert len(mine) > 30
    assert {word for text in mine for word in words(text)} == set(words(theirs))


def test_it_is_as_demanding_as_it_says(sites: Path) -> None:
    sources = [entry.msgid for entry in polib.pofile(str(sites / "livret/translations/ar/b000.po"))]
    marked = [text for text in sources if re.search(r"\*|\[", text)]
    linked = [text for text in sources if re.search(r"(?<!!)\[[^\]]*\]\(", text)]
    assert len(marked) / len(sources) == pytest.approx(1 / 2, abs=0.05)
    assert len(linked) / len(sources) > 1 / 8
    chapter = (sites / "livret/content" / CHAPTER).read_text()
    assert all(re.search(mark, chapter, re.MULTILINE) for mark in (r"^- ", r"^1\. ", r"^\| ---", r"^!!! ", r"^!\[", "^### "))


def test_it_is_always_the_same(sites: Path, tmp_path: Path) -> None:
    livret_site.write(Library(250), tmp_path)
    written = [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) > 50
    assert all((tmp_path / path).read_bytes() == (sites / "livret" / path).read_bytes() for path in written)


def test_livret_has_nothing_to_say_about_it(sites: Path) -> None:
    outcome = run("check", "--site", sites / "livret", "--date", DAY)
    assert outcome.output == "no problem\n"


@pytest.mark.parametrize(("edit", "path"), [(edits.chapter, f"content/{CHAPTER}"), (edits.message, "translations/ar/b000.po")])
def test_an_edit_changes_a_word_of_one_line(sites: Path, edit: edits.Edit, path: str) -> None:
    file = sites / "livret" / path
    before = file.read_text()
    sign = edit(sites / "livret", 0)
    after = file.read_text()
    file.write_text(before)
    changed = [(one, other) for one, other in zip(before.splitlines(), after.splitlines(), strict=True) if one != other]
    assert [len(set(other.split()) - set(one.split())) for one, other in changed] == [1]
    assert sign.word in changed[0][1]


def test_what_does_not_show_an_edit_fails(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("old")
    with pytest.raises(Failed):
        edits.Sign("new", ("page.html",)).check(tmp_path)


def test_a_file_with_two_names_weighs_once(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    (tmp_path / "b").hardlink_to(tmp_path / "a")
    assert weight(tmp_path) == Weight(1, 5)
    assert weight(tmp_path, since=(tmp_path / "a").stat().st_mtime_ns + 1) == Weight(0, 0)


def test_time_of_children_counts_and_none_may_stay(tmp_path: Path) -> None:
    """In a process of its own: whoever measures collects every child."""
    script = """
import os, sys
from pathlib import Path
from speed import measure
measure.adopt()
busy = "import time\\nwhile time.process_time() < 0.3: pass"
cost = measure.run([sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])"], Path(sys.argv[1]), os.environ, 60)
print(cost.cpu > 0.3, cost.memory > 1_000_000)
for command, limit in ((["sh", "-c", "sleep 60 & exit 0"], 60), (["sleep", "60"], 0.2), (["false"], 60)):
    try:
        measure.run(command, Path(sys.argv[1]), os.environ, limit)
    except measure.Failed as failed:
        print(str(failed).splitlines()[0])
"""
    found = subprocess.run(
        [sys.executable, "-c", script, tmp_path], cwd=ROOT / "bench", check=True, capture_output=True, text=True
    ).stdout
    assert found.splitlines() == ["True True", "a process outlived the command", "more than 0 s", "false: exit 1"]


@pytest.mark.parametrize(("values", "verdict"), [((0.5, 0.6), "aim"), ((0.5, 0.7), "yes"), ((0.5, 1.6), "**no**")])
def test_processor_and_wall_both_count(values: tuple[float, float], verdict: str) -> None:
    assert table.Bound(1.5, 0.6).verdict(*values) == verdict


def test_a_function_that_is_quadratic_grows_with_power_two() -> None:
    small = profiles.Profile({"linear": 1, "quadratic": 1, "rare": 0.001}, {"livret/web": 2})
    large = profiles.Profile({"linear": 10, "quadratic": 100, "rare": 0.1}, {"livret/web": 110})
    assert profiles.growth(small, large, 10) == pytest.approx({"linear": 1, "quadratic": 2})


def test_the_table_takes_its_place_in_a_document(tmp_path: Path) -> None:
    document = tmp_path / "performance.md"
    document.write_text("before\n<!-- yardstick: now -->\nold\n<!-- /yardstick -->\nafter\n")
    table.replace(document, "now", "new \\1")
    assert document.read_text() == "before\n<!-- yardstick: now -->\n\nnew \\1\n\n<!-- /yardstick -->\nafter\n"
    with pytest.raises(Failed):
        table.replace(document, "then", "new")


def test_every_case_is_documented() -> None:
    document = (ROOT / "docs/performance.md").read_text(encoding="utf-8")
    assert [name for name in yardstick.NAMES if f"`{name}`" not in document] == []


MARKED = re.compile(r"<!-- yardstick: (.+?) -->\n(.*?)<!-- /yardstick -->", re.DOTALL)


def test_the_french_page_has_the_same_figures() -> None:
    """The command that writes one page writes both."""
    found = MARKED.findall((ROOT / "docs/performance.md").read_text(encoding="utf-8"))
    assert [name for name, _ in found] == ["now", "first load"]
    french = MARKED.findall((ROOT / "docs/performance.fr.md").read_text(encoding="utf-8"))
    assert french == [(name, f"\n{in_french(text.strip())}\n\n") for name, text in found]


def test_each_title_and_number_has_a_french_one() -> None:
    titles = [case.title for case in yardstick.CASES]
    assert [title for title in titles if in_french(title) == title] == []
    assert (
        in_french("| one message, `all` | 10,408, 178.6 MB | **no** |")
        == "| une traduction, `all` | 10\u202f408, 178,6 Mo | **non** |"
    )


def test_a_table_takes_its_place_in_the_french_page_too(tmp_path: Path) -> None:
    document, beside = tmp_path / "performance.md", tmp_path / "performance.fr.md"
    for page in (document, beside):
        page.write_text("<!-- yardstick: now -->\nold\n<!-- /yardstick -->\n", encoding="utf-8")
    table.replace(document, "now", "load 1.5 before")
    assert "load 1.5 before" in document.read_text(encoding="utf-8")
    assert "charge 1.5 avant" in beside.read_text(encoding="utf-8")
