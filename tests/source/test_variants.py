"""The pages beside a chapter: their names, the headings of native ones, what they were written after."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import DAY, run

from livret.model import Message
from livret.problems import Place, Report
from livret.source.variants import Name, compare, fingerprint, name_of
from livret.text.blocks import Prose, parse

FOLDER = "content/booklets/01-sante"
SOINS = f"{FOLDER}/02-soins"
NATIVE = "# العلاج\n\n## الطبيب\n\nالطبيب هنا.\n"


def write(site: Path, path: str, text: str) -> None:
    (site / path).write_text(text, encoding="utf-8")


def replace(site: Path, path: str, old: str, new: str) -> None:
    text = (site / path).read_text(encoding="utf-8")
    assert old in text
    write(site, path, text.replace(old, new))


def check(site: Path) -> str:
    return run("check", "--site", site, "--date", DAY).output


# --- names -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("03-health.md", Name("03-health")),
        ("03-health.ar.md", Name("03-health", language="ar")),
        ("03-health.easy.md", Name("03-health", easy=True)),
        ("health.easy.pt-BR.md", Name("health", easy=True, language="pt-BR")),
    ],
)
def test_names(file: str, name: Name) -> None:
    report = Report()
    assert name_of(file, "x", ("fr", "ar", "pt-BR"), report) == name
    assert str(name) == file
    assert len(report) == 0


@pytest.mark.parametrize(
    ("name", "original"), [("a.ar.md", "a.md"), ("a.easy.md", "a.md"), ("a.easy.ar.md", "a.easy.md"), ("a.md", "a.md")]
)
def test_what_a_page_stands_beside(name: str, original: str) -> None:
    found = name_of(name, "x", ("fr", "ar"), Report())
    assert found
    assert str(found.original) == original


@pytest.mark.parametrize(
    ("file", "cure"),
    [
        ("02-soins.arb.md", "did you mean “ar”?"),
        ("02-soins.AR.md", "did you mean “ar”?"),
        ("02-soins.esay.md", "did you mean “easy”?"),
        ("02-soins.easy.xx.md", "choose one of these: fr, ar"),
        ("03-soins.ar.md", "rename this file to 02-soins.ar.md"),
        ("02-sions.easy.md", "rename this file to 02-soins.easy.md"),
        ("02-soins.fr.md", "write this text into 02-soins.md, and remove this file"),
        ("02-soins.ar.easy.md", "03-health.easy.ar.md"),
    ],
)
def test_a_cure_for_each_wrong_name(file: str, cure: str, sound: Path) -> None:
    write(sound, f"{FOLDER}/{file}", NATIVE)
    assert cure in check(sound)


def test_a_broken_configuration_makes_no_page_wrong(sound: Path) -> None:
    write(sound, f"{SOINS}.ar.md", NATIVE)
    replace(sound, "content/site.yaml", "mode: demo", "mode: dmo")
    assert [line.split(":")[0] for line in check(sound).splitlines() if "error" in line][:-1] == ["content/site.yaml"]


# --- what a native page was written after ------------------------------------------------------------


def words(text: str) -> str:
    return fingerprint([Message("x", text)])


@pytest.mark.parametrize(
    "after", ["Appelez le {phone.samu}, vite", "appelez **le** {phone.samu} : vite !", "Appelez *le*\u00a0{phone.samu} (vite)."]
)
def test_a_comma_changes_no_fingerprint(after: str) -> None:
    assert words(after) == words("Appelez le {phone.samu} vite.")


@pytest.mark.parametrize(
    "after",
    [
        "N'appelez pas le {phone.samu}, vite.",
        "Appelez le {phone.police}, vite.",
        "Appelez le {phone.samu}, vite. Il y a [une page](a.md).",
        "Appelez le {phone.samu} 2 fois, vite.",
        "Appelez le {phone.samu}, vitê.",
    ],
)
def test_a_word_does(after: str) -> None:
    assert words(after) != words("Appelez le {phone.samu}, vite.")


@pytest.mark.parametrize(("one", "other"), [("[a](x.md)", "[a](y.md)"), ("20 %", "20 €"), ("2,5", "25"), ("un deux", "deux un")])
def test_so_do_links_signs_numbers_and_order(one: str, other: str) -> None:
    assert words(one) != words(other)


def test_the_cure_gives_the_line_that_mends_it(sound: Path) -> None:
    write(sound, f"{SOINS}.ar.md", NATIVE)
    output = check(sound)
    assert f"{SOINS}.ar.md:1:1: error[native-unsigned]" in output
    line = output.split("write a line “")[1].split("”")[0]
    assert line.startswith("source: ")
    write(sound, f"{SOINS}.ar.md", f"---\n{line}\n---\n{NATIVE}")
    assert check(sound) == "no problem\n"


def test_a_changed_original_is_told_with_its_cure(arabic: Path) -> None:
    assert check(arabic) == "no problem\n"
    replace(arabic, f"{FOLDER}/01-soins.md", "Il est gratuit.", "Il n'est pas gratuit.")
    output = check(arabic)
    assert (
        f"{FOLDER}/01-soins.ar.md:2:9: warning[native-changed]: {FOLDER}/01-soins.md has changed since this page was written"
        in output
    )
    assert "1 warning" in output
    now = output.split("write “source: ")[1].split("”")[0]
    replace(
        arabic,
        f"{FOLDER}/01-soins.ar.md",
        (arabic / f"{FOLDER}/01-soins.ar.md").read_text(encoding="utf-8").split("\n")[1],
        f"source: {now}",
    )
    assert check(arabic) == "no problem\n"


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [("content/facts.yaml", '"15"', '"112"'), (f"{FOLDER}/01-soins.md", "Il est gratuit.", "Il est gratuit !")],
)
def test_a_phone_number_or_a_comma_changes_no_original(path: str, old: str, new: str, arabic: Path) -> None:
    replace(arabic, path, old, new)
    assert check(arabic) == "no problem\n"


def test_a_native_page_is_due_on_its_own(arabic: Path) -> None:
    replace(arabic, f"{FOLDER}/01-soins.ar.md", "summary:", "review_before: 2026-01-01\nsummary:")
    assert f"{FOLDER}/01-soins.ar.md:3:16: warning[review-due]" in check(arabic)


# --- headings ----------------------------------------------------------------------------------------

ORIGINAL = "# T\n\n## A\n\n{phone.a}\n\n## B\n\n[l](b.md) 12\n\n### C\n\nrien\n\n## D\n\n{phone.d}\n"


def prose(text: str, original: Prose | None = None, domain: str = "x") -> Prose:
    return parse(text, f"{domain}.md", domain, "x/y", 1, Report(), original.headings if original else ())


def problems(native: str) -> list[tuple[str, int, str]]:
    """Code, line and the heading of the original that is named."""
    original, report = prose(ORIGINAL), Report()
    compare(prose(native, original, "x.ar"), original, "x.md", report)
    return [(problem.code, problem.place.line, dict(problem.values).get("heading", "")) for problem in report]


@pytest.mark.parametrize(
    ("native", "expected"),
    [
        ("# ت\n\n## ا\n\n## ب\n\n### ج\n\n## د\n", []),
        ("# ت\n\n## ب\n\n[ر](b.md) ١٢\n\n### ج\n\n## د\n\n{phone.d}\n", [("heading-absent", 1, "A")]),
        ("# ت\n\n## ا\n\n{phone.a}\n\n## د\n\n{phone.d}\n", [("heading-absent", 3, "B"), ("heading-absent", 3, "C")]),
        ("# ت\n\n## ا\n\n{phone.a}\n\n## ب\n\n12\n\n### ج\n", [("heading-absent", 11, "D")]),
        ("# ت\n\n## ا\n\n{phone.a}\n\n## ز\n\nكلام\n\n## ب\n\n12\n\n### ج\n\n## د\n\n{phone.d}\n", [("heading-extra", 7, "")]),
        ("# ت\n\n## ا\n\n{phone.a}\n\n## ب\n\n12\n\n## ج\n\n## د\n\n{phone.d}\n", [("heading-level", 11, "C")]),
        ("# ت\n\n## ا\n\n## ب\n\n### ج\n\n## د\n\n## ه\n", [("heading-extra", 11, "")]),
    ],
    ids=[
        "the same",
        "the first is absent",
        "two are",
        "the last is",
        "one too many",
        "another level",
        "one too many, nothing to go by",
    ],
)
def test_headings(native: str, expected: list[tuple[str, int, str]]) -> None:
    assert sorted(problems(native)) == sorted(expected)


def test_a_native_page_has_the_anchors_of_its_original() -> None:
    original = prose(ORIGINAL)
    native = prose("# ت\n\n## ا\n\n## ب\n\n### ج\n\n## د\n", original, "x.ar")
    assert [heading.anchor for heading in native.headings] == ["t", "a", "b", "c", "d"]
    assert [heading.message.text for heading in native.headings] == ["ت", "ا", "ب", "ج", "د"]


def test_headings_inside_callouts_count_too() -> None:
    original = prose("# T\n\n!!! note\n    ## Dedans\n\n## Après\n")
    native = prose("# ت\n\n!!! note\n    ## داخل\n\n## بعد\n", original, "x.ar")
    assert [heading.anchor for heading in native.headings] == ["t", "dedans", "après"]


def test_a_thousand_headings_are_compared_in_time() -> None:
    original, report = prose("# T\n\n" + "## A\n\n" * 1000), Report()
    compare(prose("# ت\n\n" + "## ا\n\n" * 998, original, "x.ar"), original, "x.md", report)
    assert {problem.code for problem in report} == {"heading-absent"}
    assert {problem.place for problem in report} == {Place("x.ar.md", 1997, 4)}
