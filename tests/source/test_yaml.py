"""YAML without its surprises."""

from __future__ import annotations

import pytest

from livret.problems import Place, Report
from livret.schema.fields import Source
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
        ("[" * 100_000, "yaml-bracket"),  # libyaml itself overflows its stack on it when it builds
        ("? [a]\n: b", "yaml-key"),
        ("a: [", "yaml-bracket"),
        ("a: \x07", "yaml-control"),
        ("\t- a", "yaml-tab"),
    ],
)
def test_what_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        yaml.parse(text, "x.yaml")
    assert caught.value.problem.code == code


@pytest.mark.parametrize(
    ("text", "where", "meant"),
    [
        ("a: 'l'aide'\n", "1:7 yaml-apostrophe", "l'aide"),
        ("a: 'J'ai faim, j'ai froid'\n", "1:7 yaml-apostrophe", "J'ai faim, j'ai froid"),
        ('a: "le "vrai" prix"\n', "1:9 yaml-apostrophe", "le “vrai” prix"),
        ('a: "Aide" gratuite\n', "1:11 yaml-apostrophe", "“Aide” gratuite"),
        ("a: Ouvert : le lundi\n", "1:11 yaml-colon", "Ouvert : le lundi"),
        ("a: Attention: fermé\n", "1:13 yaml-colon", "Attention: fermé"),
        ("a: %b\n", "1:4 yaml-sign", "%b"),
        ("a: @livret\n", "1:4 yaml-sign", "@livret"),
        ("a: `b`\n", "1:4 yaml-sign", "`b`"),
        ("a: *important*\n", "1:4 yaml-sign", "*important*"),
        ("a: - un\n", "1:4 yaml-sign", "- un"),
        ("a: > 18 ans\n", "1:4 yaml-sign", "> 18 ans"),
    ],
)
def test_a_slip_inside_a_line_has_the_line_that_was_meant(text: str, where: str, meant: str) -> None:
    with pytest.raises(Refused) as caught:
        yaml.parse(f"z: y\n{text}b: c\n", "x.yaml", first_line=0)
    problem = caught.value.problem
    assert f"{problem.place} {problem.code}" == f"x.yaml:{where}"
    assert yaml.parse(f"z: y\n{dict(problem.values)['near']}\nb: c\n", "x.yaml") == {"z": "y", "a": meant, "b": "c"}


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("a:\n\tb: 1\n", "2:1 yaml-tab"),
        ("a:\n  b: 1\n \tc: 1\n", "3:2 yaml-tab"),
        ("a: 1\n  b: 2\n", "2:3 yaml-indent"),
        ("a:\n    b: 1\n  c: 2\n", "3:3 yaml-indent"),
        ("a: 1\n- b\n", "2:1 yaml-indent"),
        ("a: {b: c\nd: e\n", "1:4 yaml-bracket"),
        ("a: [b, c\n", "1:4 yaml-bracket"),
        ('a: "b\nc: d\n', "1:4 yaml-open"),
        ('a: "C:\\dir"\n', "1:6 yaml-escape"),
        ("a: 1\nb:c\n", "2:1 yaml-space"),
        ("a: b\n---\nc: d\n", "2:1 yaml-documents"),
        ("---\na: b\n--- \n# rien\n---\nc: d\n", "5:1 yaml-documents"),
        ("a: b\n...\n---\nc: d\n", "3:1 yaml-documents"),
        ("a: Salle #3 et B\n", "1:10 yaml-remark"),
        ("a: le #4\n", "1:7 yaml-remark"),
        ("a: Bâtiment # 3\n", "1:13 yaml-remark"),
        ("a: [Salle #3, b]\n", "1:11 yaml-remark"),
        ("a: un texte\n  de deux lignes #2\n", "2:18 yaml-remark"),
    ],
)
def test_a_slip_has_its_own_words_at_its_own_place(text: str, where: str) -> None:
    with pytest.raises(Refused) as caught:
        yaml.parse(text, "x.yaml")
    problem = caught.value.problem
    assert f"{problem.place} {problem.code}" == f"x.yaml:{where}"
    assert "reason" not in dict(problem.values)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a:\n\u00a0\u00a0b: 1\n", {"a": {"b": "1"}}),
        ("a:\n  b: 1\n\u202f c: 2\n", {"a": {"b": "1", "c": "2"}}),
        ("a:\u00a0b\n", {"a": "b"}),
        ("a\u00a0: b\n", {"a": "b"}),
        ("a:\n  -\u00a0b\n  - c\n", {"a": ["b", "c"]}),
        ("- a:\u00a0b\n\u00a0 c: d\n", [{"a": "b", "c": "d"}]),
        ("a: b\u00a0! c\n", {"a": "b\u00a0! c"}),
        ("a: un\u2028deux\n", {"a": "un deux"}),
        ("a: b # une remarque\n", {"a": "b"}),
        ("a: b  #\nc: d # 'x'\n", {"a": "b", "c": "d"}),
        ("a: b#3\n", {"a": "b#3"}),
        ('a: "Salle #3"\n', {"a": "Salle #3"}),
        ("---\na: b\n---\n", {"a": "b"}),
        ("a: b\n...\n", {"a": "b"}),
    ],
)
def test_what_looks_like_a_space_is_one_and_a_remark_is_a_remark(text: str, tree: object) -> None:
    assert yaml.parse(text, "x.yaml") == tree


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("25/11/2026", "2026-11-25"),
        ("5/3/2026", "2026-03-05"),
        ("25.11.2026", "2026-11-25"),
        ("25-11-26", "2026-11-25"),
        ("31/02/2026", ""),
        ("hier", ""),
    ],
)
def test_a_day_as_people_write_it_has_its_day_as_cure(written: str, cure: str) -> None:
    report = Report()
    tree = yaml.parse(f"title: T\nurl: https://x.example\nread_on: {written}\n", "x.yaml")
    assert yaml.validate(tree, Source, report, "site", Place("x.yaml")) is None
    (problem,) = report
    assert (str(problem.place), problem.code, dict(problem.values)) == (
        "x.yaml:3:10",
        "date-invalid",
        {"value": written, "near": cure},
    )
