"""What Livret requires is found from metadata: nothing has to be listed by hand."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from conftest import ROOT
from packages import install

from livret.publish import kept, libraries

PACKAGES = {
    "root-1.0": ["first (>=2)", "Second_Library[fast, safe]>=1; python_version >= '3.9'", "tests; extra == 'test'", "absent; sys_platform == 'x'"],
    "first-2.0": ["third"],
    "second_library-3.0": ["quick; extra == 'fast'", "slow; extra == 'slow'", "root"],
    "third-4.0": [],
    "quick-5.0": [],
    "slow-6.0": [],
    "tests-7.0": [],
}  # fmt: skip


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, requires in PACKAGES.items():
        install(tmp_path, name, *requires)
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def test_what_is_required_and_what_that_requires(packages: Path) -> None:
    assert libraries.versions("root") == {
        "root": "1.0",
        "first": "2.0",
        "second-library": "3.0",
        "third": "4.0",
        "quick": "5.0",
        "absent": "",
    }


def test_without_metadata_it_is_all_that_is_installed(packages: Path) -> None:
    found = libraries.versions("no-such-distribution")
    assert found["tests"] == "7.0"
    assert found["pydantic"]


def test_every_dependency_of_livret_is_among_them() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = libraries.versions()
    named = {libraries._REQUIREMENT.match(line)[1] for line in project["dependencies"]}  # type: ignore[index]
    assert {libraries._normal_name(name) for name in named} <= found.keys()
    assert {"icalendar", "pydantic-core", "tornado", "pyyaml"} <= found.keys()
    assert "pytest" not in found


def test_a_newer_library_makes_all_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = kept.generator.__wrapped__()
    assert kept.generator.__wrapped__() == before
    install(tmp_path, "icalendar-99.0")
    monkeypatch.syspath_prepend(tmp_path)
    assert kept.generator.__wrapped__() != before
