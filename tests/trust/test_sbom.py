"""The bill of what is shipped is what the standard says one is – by the schema of CycloneDX, read by its own library –, and nothing is missing from it."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
from typing import Any

import pytest
from conftest import ROOT
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from test_licences import LOCKED, VENDORED


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    spec = importlib.util.spec_from_file_location("sbom", ROOT / "scripts/sbom.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: dict[str, Any] = module.bill()
    return found


def test_it_is_cyclonedx(bill: dict[str, Any]) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bill)) is None


def test_a_bill_that_is_none_would_be_seen(bill: dict[str, Any]) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps({**bill, "components": [{"name": "x"}]})) is not None


def test_every_library_is_there_with_its_licence(bill: dict[str, Any]) -> None:
    libraries = {each["name"]: each for each in bill["components"] if each["type"] == "library"}
    assert sorted(libraries) == sorted(LOCKED)
    assert [name for name, each in libraries.items() if not each.get("licenses")] == []


def test_every_library_is_needed_by_something(bill: dict[str, Any]) -> None:
    """From Livret each is reached; what makes the package itself is needed by Livret."""
    needs = {each["ref"]: each.get("dependsOn", ()) for each in bill["dependencies"]}
    reached, waiting = set[str](), [bill["metadata"]["component"]["bom-ref"]]
    while waiting:
        each = waiting.pop()
        waiting += [other for other in needs[each] if other not in reached]
        reached.add(each)
    assert reached == set(needs)


def test_every_font_profile_drawing_and_script_is_there_as_it_is(bill: dict[str, Any]) -> None:
    files = {each["name"]: each["hashes"][0]["content"] for each in bill["components"] if each["type"] == "file"}
    run = sorted((ROOT / "theme").rglob("*.js")) + sorted((ROOT / "theme").rglob("*.svg"))
    for path in (*VENDORED, *run):
        assert files[path.relative_to(ROOT).as_posix()] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_it_names_nobody_s_machine(bill: dict[str, Any]) -> None:
    assert re.search(r"/(?:home|work|root|tmp)/|https?://(?!cyclonedx\.org)", json.dumps(bill)) is None
