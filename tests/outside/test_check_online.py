"""`check --online`: the addresses of a site, each at its place; nobody is asked without it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from answering import Server, answering
from conftest import DAY, run

from livret.outside.asking import Manners


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr("livret.running.Manners", partial(Manners, pause=0, wait=lambda _: None))
    with answering() as server:
        yield server


def check(site: Path, *arguments: str) -> list[tuple[str, int, int, str]]:
    result = run("check", "--site", site, "--date", DAY, "--json", *arguments)
    assert result.exit_code == 0, result.output
    return [(each["path"], each["line"], each["column"], each["code"]) for each in json.loads(result.output)]


def test_each_address_is_told_where_it_stands(sound: Path, server: Server) -> None:
    chapter = sound / "content/booklets/01-sante/02-soins.md"
    head = f'---\nsources:\n  - {{title: Page, url: "{server.url("/missing")}", read_on: 2026-11-20}}\n---\n'
    text = chapter.read_text(encoding="utf-8")
    assert not text.startswith("---")
    chapter.write_text(
        f"{head}{text}\nVoir [la page]({server.url('/gone#ici')}) et [l'autre]({server.url('/fine')}).\n", encoding="utf-8"
    )
    facts = sound / "content/facts.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("https://exemple.fr", server.url("/forbidden")), encoding="utf-8")

    before = check(sound)
    assert server.asked == [], "who does not ask for it asks nobody"
    found = [each for each in check(sound, "--online") if each not in before]

    last = len(chapter.read_text(encoding="utf-8").splitlines())
    assert [(path, line, code) for path, line, _, code in found] == [
        ("content/booklets/01-sante/02-soins.md", 3, "outside-dead"),
        ("content/booklets/01-sante/02-soins.md", last, "outside-dead"),
        ("content/facts.yaml", 15, "outside-blocked"),
    ]
    assert sorted(server.asked) == ["/fine", "/forbidden", "/gone", "/missing"]
    assert all("https://livret.example" in agent for agent in server.agents)
    assert check(sound) == before, "a warning of the web is told where it is asked for"


def test_addresses_of_examples_and_of_the_site_itself_are_nobodys(sound: Path, server: Server) -> None:
    facts = sound / "content/facts.yaml"
    text = facts.read_text(encoding="utf-8")
    for url in ("https://livret.example/fr/", "https://www.example.org/a", "http://x.test"):
        facts.write_text(text.replace("https://exemple.fr", url), encoding="utf-8")
        assert not [each for each in check(sound, "--online") if each[3].startswith("outside")]
    assert server.asked == []


def test_a_site_that_cannot_be_read_has_told_why(tmp_path: Path) -> None:
    result = run("check", "--site", tmp_path, "--online")
    assert result.exit_code == 1
    assert "content/site.yaml" in result.output
