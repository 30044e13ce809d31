"""What an editor gets: shapes that the shipped files have, names that a site has declared, snippets that are right as they stand."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest
import yaml
from conftest import DAY, ROOT, run
from jsonschema import Draft202012Validator

from livret.model import CALLOUTS
from livret.schemas import Vocabulary, schemas
from livret.source.door import Door
from livret.starting import editor_files, starter

BY_LIVRET = {"content/codes.yaml"}  # no person writes it
FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for room in ("content", "translations", "theme")
    for path in (ROOT / room).rglob("*.yaml")
    if path.relative_to(ROOT).as_posix() not in BY_LIVRET
)


class _Core(yaml.SafeLoader):
    """YAML 1.2, which the settings ask for: `on` and `no` are words."""


_Core.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in its if tag != "tag:yaml.org,2002:bool" or sign in "tfTF"]
    for sign, its in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def told(value: object) -> object:
    """As JSON: days as they are written."""
    if isinstance(value, dict):
        return {str(key): told(each) for key, each in value.items()}
    if isinstance(value, list):
        return [told(each) for each in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


@pytest.mark.parametrize("path", FILES)
def test_a_file_names_its_shape_and_has_it(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named, "an editor knows it by its first line"
    schema = ((ROOT / path).parent / named[1]).resolve()
    mapped = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    assert Path(path).match(mapped[f"./{schema.relative_to(ROOT).as_posix()}"])
    validator = Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
    tree = told(yaml.load(text, _Core))  # noqa: S506 – a safe loader
    assert [error.message for error in validator.iter_errors(tree)] == []


@pytest.mark.parametrize("tag", ["fr", "en"])
def test_the_files_of_this_site_are_those_that_are_begun(tag: str) -> None:
    for path, data in editor_files.files(tag).items():
        if tag == "fr":
            assert (ROOT / path).read_bytes() == data
        elif path.endswith(".json"):
            json.loads(data)


def test_a_language_without_snippets_has_the_english_ones() -> None:
    assert editor_files.files("ka") == editor_files.files("en")


@pytest.mark.parametrize("tag", starter.languages())
def test_each_snippet_is_right_as_it_stands(tag: str, sound: Path) -> None:
    """All of a language in one chapter: `check` has nothing to say of it, and there is one for each box."""
    snippets = json.loads(editor_files.files(tag)[".vscode/livret.code-snippets"]).values()
    assert {*CALLOUTS} <= {each["prefix"] for each in snippets}
    texts = sorted(("\n".join(each["body"]) for each in snippets), key=lambda text: not text.startswith("---"))
    written = re.sub(r"\$(?:\d|\{\d:([^}]*)\})", lambda found: found[1] or "", "\n\n".join(texts))
    (sound / "content/booklets/01-sante/03-essai.md").write_text(f"{written}\n", encoding="utf-8")
    result = run("check", "--site", sound, "--date", DAY)
    assert "03-essai.md" not in result.output, result.output
    assert result.exit_code == 0


def test_an_editor_offers_what_the_site_has_declared(sound: Path) -> None:
    known = Vocabulary.of(Door(sound, datetime.date(2026, 11, 24)))
    assert (known.languages, known.categories, known.authors) == (("fr", "ar"), ("health",), ("selam",))
    services = json.loads(schemas(known)["docs/schema/services.json"])
    assert services["$defs"]["Service"]["properties"]["category"]["enum"] == ["health"]
    assert services["$defs"]["Service"]["properties"]["also_in"]["items"]["enum"] == ["health"]
    assert "enum" not in services["$defs"]["Service"]["properties"]["needs"]["items"], "there are none: nothing is known"
    for data in schemas(known).values():
        Draft202012Validator.check_schema(json.loads(data))


@pytest.mark.parametrize("text", ["", "livret: [", "livret: 1\n", "\x00"])
def test_a_site_that_cannot_be_read_has_declared_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/site.yaml").write_text(text)
    assert Vocabulary.of(Door(tmp_path, datetime.date(2026, 11, 24))) == Vocabulary()


def test_what_a_person_has_there_stays(sound: Path) -> None:
    (sound / ".vscode").mkdir()
    (sound / ".vscode/settings.json").write_text("{}")
    said = run("schema", "--site", sound).output
    assert (sound / ".vscode/settings.json").read_text() == "{}"
    assert ".pre-commit-config.yaml" in said
    assert ".vscode/settings.json" not in said
    assert run("schema", "--site", sound).output == ""
    hook = yaml.safe_load((sound / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"][0]
    assert hook["entry"] == "livret check --changed"


@pytest.mark.parametrize("name", ["gitlab", "github", "github-review"])
def test_what_a_host_runs_is_pinned(name: str, tmp_path: Path) -> None:
    site = tmp_path / "ville"
    assert run("new", "site", site, "--name", "Guide", "--languages", "fr", "--country", "FR", "--host", name).exit_code == 0
    written = next(path for path in (site / ".gitlab-ci.yml", *site.glob(".github/workflows/*.yml")) if path.exists())
    text = written.read_text(encoding="utf-8")
    actions = re.findall(r"uses: (\S+)(.*)", text)
    assert all(re.search(r"@[0-9a-f]{40}$", action) and re.fullmatch(r"  # v[\d.]+", version) for action, version in actions)
    assert bool(actions) == name.startswith("github")
    yaml.safe_load(text)
    if name != "github":
        assert "check --comment --changed" in text
        assert "\\n[The site, to look at](%s)\\n" in text
