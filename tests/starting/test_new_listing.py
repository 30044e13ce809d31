"""`new service`: a listing that validates, in its category's file, without another byte changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import DAY, ROOT, run
from jsonschema import Draft202012Validator

from livret.source import yaml

HEALTH = "content/services/health.yaml"


def schema() -> Draft202012Validator:
    return Draft202012Validator(json.loads((ROOT / "docs/schema/services.json").read_text(encoding="utf-8")))


def new(site: Path, *arguments: str) -> str:
    result = run("new", "service", *arguments, "--site", site, "--date", DAY)
    assert result.exit_code == 0, result.output
    return result.output


def test_it_stands_at_the_end_and_validates(sound: Path) -> None:
    before = (sound / HEALTH).read_text(encoding="utf-8")
    output = new(sound, "health", "dentiste")
    after = (sound / HEALTH).read_text(encoding="utf-8")
    assert output.startswith(f"{HEALTH}:{before.count(chr(10)) + 1}: dentiste")
    assert after.startswith(before)
    checked = run("check", "--site", sound, "--date", DAY)
    assert "error" not in checked.output
    assert (sound / "docs/schema/services.json").is_file()


def test_an_editor_finds_no_mistake_in_it(sound: Path) -> None:
    new(sound, "health", "dentiste")
    listing = yaml.parse((sound / HEALTH).read_text(encoding="utf-8"), HEALTH)["services"][-1]
    listing = {**listing, "example": True}  # the editor's YAML knows true
    assert list(schema().iter_errors({"category": "health", "services": [listing]})) == []
    assert list(schema().iter_errors({"services": [{**listing, "colour": "red"}]}))
    assert list(schema().iter_errors({"services": [{**listing, "fees": "cheap"}]}))


def test_an_editor_finds_no_mistake_in_the_shipped_listings() -> None:
    for path in sorted((ROOT / "content/services").glob("*.yaml")):
        tree = typed(yaml.parse(path.read_text(encoding="utf-8"), str(path)))
        assert list(schema().iter_errors(tree)) == [], path


def typed(tree: object, key: str = "") -> object:
    """Numbers and truths as an editor's YAML has them."""
    if isinstance(tree, dict):
        return {name: typed(value, name) for name, value in tree.items()}
    if isinstance(tree, list):
        return [typed(value, key) for value in tree]
    if key in ("example", "closed", "open_data"):
        return tree == "true"
    return float(str(tree)) if key in ("latitude", "longitude", "minimum_age", "maximum_age") else tree


def test_a_file_of_its_own_where_none_is(sound: Path) -> None:
    (sound / HEALTH).unlink()
    (sound / "content/booklets/01-sante/02-soins.md").write_text("# Les soins\n\n## Le médecin\n", encoding="utf-8")
    new(sound, "health", "dentiste")
    text = (sound / HEALTH).read_text(encoding="utf-8")
    assert text.startswith(
        "# yaml-language-server: $schema=../../docs/schema/services.json\ncategory: health\nservices:\n  - id: dentiste\n"
    )
    assert run("check", "--site", sound, "--date", DAY).exit_code == 0


def test_where_the_services_are_not_last_it_gets_its_own_file(sound: Path) -> None:
    file = sound / HEALTH
    file.write_text(file.read_text(encoding="utf-8") + "places:\n  maison: {address: {city: Grenoble}}\n", encoding="utf-8")
    before = file.read_bytes()
    new(sound, "health", "dentiste")
    assert file.read_bytes() == before
    assert (sound / "content/services/health-dentiste.yaml").is_file()
    assert "error" not in run("check", "--site", sound, "--date", DAY).output


def test_the_indentation_of_the_file_is_kept(sound: Path) -> None:
    file = sound / HEALTH
    head, entries = file.read_text(encoding="utf-8").split("services:\n")
    file.write_text(head + "services:\n" + "\n".join(line[2:] for line in entries.split("\n")), encoding="utf-8")
    new(sound, "health", "dentiste")
    assert "\n- id: dentiste\n  name:" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("category", "ident", "said"), [("helth", "x", "did you mean “health”?"), ("health", "permanence", "[duplicate]")]
)
def test_what_cannot_be(category: str, ident: str, said: str, sound: Path) -> None:
    before = (sound / HEALTH).read_bytes()
    result = run("new", "service", category, ident, "--site", sound, "--date", DAY)
    assert result.exit_code == 1
    assert said in result.output
    assert (sound / HEALTH).read_bytes() == before


def test_an_id_that_makes_no_address(sound: Path) -> None:
    assert run("new", "service", "health", "Dentiste", "--site", sound).exit_code == 2


def test_production_mode_refuses_it(sound: Path) -> None:
    new(sound, "health", "dentiste")
    config = sound / "content/site.yaml"
    config.write_text(config.read_text(encoding="utf-8").replace("mode: demo", "mode: production"), encoding="utf-8")
    output = run("check", "--site", sound, "--date", DAY).output
    assert any(line.startswith(HEALTH) and "[production-example]" in line for line in output.splitlines())
