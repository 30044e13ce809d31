"""YAML without its surprises."""

from __future__ import annotations

import pytest

from livret.source import yaml
from livret.source.door import Refused


@pytest.mark.parametrize(
    ("text", "value"),
    [("open: 12:30", "12:30"), ("phone: 0123", "0123"), ("lang: no", "no"), ("n: 1_000", "1_000"), ("d: 2026-11-24", "2026-11-24")],
)
def test_a_scalar_stays_the_text_it_is(text: str, value: str) -> None:
    (found,) = yaml.parse(text, "x.yaml").values()
    assert found == value
    assert type(found) is yaml.Scalar


def test_a_scalar_knows_its_place() -> None:
    tree = yaml.parse("a:\n  - b: c\n", "x.yaml", first_line=5)
    assert str(tree["a"][0]["b"].place) == "x.yaml:6:8"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &x 1\nb: *x", "yaml-alias"),
        ("a: !!python/object:os.system x", "yaml-tag"),
        ("a: 1\na: 2", "yaml-duplicate"),
        ("[" * 40, "yaml-large"),
        ("[" * 100_000, "yaml-syntax"),  # libyaml itself overflows its stack on it when it builds
        ("? [a]\n: b", "yaml-key"),
        ("a: [", "yaml-syntax"),
        ("a: \x07", "yaml-syntax"),
        ("\t- a", "yaml-syntax"),
    ],
)
def test_what_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        yaml.parse(text, "x.yaml")
    assert caught.value.problem.code == code
