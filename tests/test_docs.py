"""What the documentation promises: options, keys, languages, commands."""

from __future__ import annotations

import datetime
import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from conftest import ROOT

from livret.cli import main
from livret.schema.booklet import BookletMeta, ChapterMeta, NativeMeta, Takes
from livret.schema.facts import DeadlineFact, PhoneFact, PriceFact
from livret.schema.fields import Source
from livret.schema.order import Line, Order
from livret.schema.organisation import Organisation
from livret.schema.place import Address, Place
from livret.schema.service import Listing, Notice, Service, ServicePhone
from livret.schema.site_config import Category, Need, OpenData, Printer, SiteConfig
from livret.schema.terms import Term, Termbase
from livret.schemas import Vocabulary, schemas
from livret.source.door import Door

CLI = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
WRITING = "\n".join((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("writing.md", "print.md"))
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command by its whole name: `print press`."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


@pytest.mark.parametrize(("name", "command"), list(commands(main)))
def test_every_option_is_documented(name: str, command: click.Command) -> None:
    mark = "#" * (2 + name.count(" "))
    section = re.split(r"\n##+ ", CLI.split(f"\n{mark} {name}\n")[1])[0]
    options = {option for param in command.params if isinstance(param, click.Option) for option in param.opts}
    assert set(re.findall(r"`(--[a-z-]+)", section)) == options


NAMED = re.compile(r"(?:^|`)livret ([a-z][^`\n]*?)(?: +#.*)?(?:`|$)", re.MULTILINE)
EVERY = sorted(path for folder in (ROOT, ROOT / "docs") for path in folder.glob("*.md") if path.name != "CHANGELOG.md")


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.name)
def test_a_command_that_is_named_is_there_with_its_options(path: Path) -> None:
    known = dict(commands(main)) | {"new": click.Command("new"), "print": click.Command("print")}
    for line in NAMED.findall(path.read_text(encoding="utf-8")):
        words = line.split()
        command = known.get(" ".join(words[:2])) or known.get(words[0])
        assert command, line
        options = {option for param in command.params for option in param.opts} | {"--help", "--version"}
        assert {word.partition("=")[0] for word in words if word.startswith("--")} <= options, line


MODELS = [
    SiteConfig, Printer, Category, Need, OpenData, Listing, Service, ServicePhone, Notice, Organisation, Place, Address, BookletMeta, Takes, ChapterMeta,
    NativeMeta, Source, Order, Line, PhoneFact, DeadlineFact, PriceFact, Term, Termbase,
]  # fmt: skip


@pytest.mark.parametrize("model", MODELS)
def test_every_key_is_documented(model: type) -> None:
    documented = set(re.findall(r"\b([a-z_]+):", WRITING)) | set(re.findall(r"`([a-z_]+)`", WRITING))
    fields = {field.alias or name for name, field in model.model_fields.items()}  # type: ignore[attr-defined]
    assert fields - documented == set()


SCHEMAS = schemas(Vocabulary.of(Door(ROOT, datetime.date.min)))


@pytest.mark.parametrize("path", SCHEMAS)
def test_the_schemas_for_editors_are_those_of_the_models(path: str) -> None:
    """With the names that the site here has declared."""
    assert (ROOT / path).read_bytes() == SCHEMAS[path]


@pytest.mark.parametrize("end", [".md", ".fr.md"])
def test_the_readme_leads_to_every_page(end: str) -> None:
    text = (ROOT / f"README{end}").read_text(encoding="utf-8")
    pages = [path.name for path in (ROOT / "docs").glob("*.md") if path.name.endswith(".fr.md") is (end == ".fr.md")]
    assert [name for name in pages if f"(docs/{name}" not in text] == []


def test_the_gate_is_the_readme_s_test_command() -> None:
    assert "```sh\nbash scripts/build\n```" in README
    assert "```sh\nbash scripts/test\n```" in README
    assert "bash scripts/test\n" in (ROOT / ".ci/run").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt", "tests/tools/package-lock.json"])
def test_a_lock_names_hashes_and_no_host(name: str) -> None:
    text = re.sub(r'"funding": (\{.*?\}|\[.*?\])', "", (ROOT / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    assert "sha256:" in text or '"integrity": "sha512-' in text
    assert not re.search(r"index-url|\"resolved\"|https?://(?!.*(license|funding))", text)


def test_build_py_has_three_lines() -> None:
    assert len((ROOT / "build.py").read_text(encoding="utf-8").splitlines()) == 3


def test_a_spawned_worker_may_read_build_py() -> None:
    """As `multiprocessing` reads it on Windows: nothing begins."""
    runpy.run_path(str(ROOT / "build.py"), run_name="__mp_main__")
