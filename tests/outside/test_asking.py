"""What servers answer, and how they are asked: a server of our own stands for those of the web."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from answering import Server, answering

from livret import limits, wording
from livret.outside import answers
from livret.outside.asking import Answer, Manners, Standing, ask
from livret.problems import MachineFailed, Place, Report

TODAY = datetime.date(2026, 11, 24)
GONE = "http://nobody-has-this-name.invalid/"


@pytest.fixture
def server() -> Iterator[Server]:
    with answering() as server:
        yield server


def manners(waited: list[float] | None = None) -> Manners:
    """With no pause but the one that is noted."""
    return Manners(pause=0, wait=(waited if waited is not None else []).append)


def asked(*urls: str) -> dict[str, Answer]:
    return {answer.url: answer for answer in ask(urls, TODAY, manners())}


@pytest.mark.parametrize(
    ("path", "standing", "said"),
    [
        ("/fine", Standing.FINE, ""),
        ("/moved", Standing.FINE, ""),
        ("/endless", Standing.FINE, ""),
        ("/gone", Standing.DEAD, "its server answers 410"),
        ("/away", Standing.DEAD, "its server answers 404"),
        ("/forbidden", Standing.BLOCKED, "its server answers 403"),
        ("/999", Standing.BLOCKED, "its server answers 999"),
        ("/loop", Standing.BLOCKED, "it leads from one address to another without an end"),
        ("/broken", Standing.SLOW, "its server answers 500"),
        ("/silent", Standing.SLOW, "nobody answers there now"),
    ],
)
def test_how_an_address_stands(server: Server, path: str, standing: Standing, said: str) -> None:
    answer = asked(server.url(path))[server.url(path)]
    assert (answer.standing, wording.shown(answer.reason), answer.on) == (standing, said, TODAY)


def test_a_failure_of_a_moment_is_tried_again(server: Server) -> None:
    assert asked(server.url("/at-last"))[server.url("/at-last")].standing is Standing.FINE
    assert server.asked == ["/at-last", "/at-last"]


def test_whoever_is_asked_too_often_is_left_in_peace(server: Server) -> None:
    assert asked(server.url("/many"))[server.url("/many")].standing is Standing.BLOCKED
    assert len(server.asked) == 1 + Manners().retries


def test_a_name_that_nobody_has_is_gone(server: Server) -> None:
    found = asked(GONE, server.url("/fine"))
    assert (found[GONE].standing, wording.shown(found[GONE].reason)) == (Standing.DEAD, "nobody has this name any more")


def test_a_machine_that_is_not_connected_says_so_and_accuses_no_address() -> None:
    with pytest.raises(MachineFailed, match="is this machine connected"):
        asked(GONE, "http://nor-this-one.invalid/")


@pytest.mark.parametrize("url", ["http://[::1", "http://a b/", "http://exa\x00mple.fr/", "http://" + "x" * 300 + ".fr/"])
def test_what_is_no_address_ends_nothing(server: Server, url: str) -> None:
    found = asked(url, server.url("/fine"))
    assert found[url].standing is not Standing.FINE
    assert found[server.url("/fine")].standing is Standing.FINE


def test_a_host_is_asked_one_by_one_with_a_pause(server: Server) -> None:
    waited: list[float] = []
    urls = [server.url(path) for path in ("/fine", "/gone", "/missing")]
    list(ask(urls, TODAY, Manners(agent="Livret/1 (+https://livret.example)", pause=0, wait=waited.append)))
    assert server.asked == ["/fine", "/gone", "/missing"]
    assert len(waited) == 2
    assert server.agents == {"Livret/1 (+https://livret.example)"}
    assert Manners().pause >= 1


# --- what is kept -----------------------------------------------------------------------------------------


def told(outside: answers.Outside) -> list[tuple[str, str]]:
    report = Report()
    outside.tell(report)
    return [(str(problem.place), problem.code) for problem in report]


def test_who_answered_lately_is_not_asked_again(server: Server, tmp_path: Path) -> None:
    linked = {server.url(path): (Place(f"a{path}.md", 3), Place("b.md")) for path in ("/fine", "/gone", "/broken", "/forbidden")}

    def at(days: int) -> list[str]:
        server.asked.clear()
        found = answers.asked(tmp_path, linked, TODAY + datetime.timedelta(days=days), manners())
        assert [each.url for each in found.answers] == list(linked)
        return sorted(set(server.asked))

    assert at(0) == ["/broken", "/fine", "/forbidden", "/gone"]
    assert at(0) == []
    assert at(1) == ["/broken", "/gone"]
    assert at(limits.LINK_DAYS) == ["/broken", "/fine", "/forbidden", "/gone"]
    assert at(-30) == ["/broken", "/fine", "/forbidden", "/gone"], "a clock that was wrong holds nothing up"


def test_what_is_known_is_told_without_asking(server: Server, tmp_path: Path) -> None:
    linked = {server.url("/gone"): (Place("a.md", 3, 7), Place("b.md", 1)), server.url("/fine"): (Place("c.md"),)}
    assert answers.known(tmp_path, linked).asked_on is None
    answers.asked(tmp_path, linked, TODAY, manners())
    server.asked.clear()
    found = answers.known(tmp_path, linked)
    assert (found.asked_on, told(found)) == (TODAY, [("a.md:3:7", "outside-dead"), ("b.md:1", "outside-dead")])
    assert told(answers.known(tmp_path, {})) == [], "an address that was taken out is forgotten"
    assert server.asked == []


def test_what_was_answered_is_kept_where_the_rest_is_not_to_be_had(server: Server, tmp_path: Path) -> None:
    def wait(_: float) -> None:
        raise KeyboardInterrupt

    linked = {
        server.url("/fine"): (Place("a.md"),),
        "http://127.0.0.1:1/x": (Place("b.md"),),
        "http://127.0.0.1:1/y": (Place("b.md"),),
    }
    with pytest.raises(KeyboardInterrupt):
        answers.asked(tmp_path, linked, TODAY, Manners(pause=0, retries=0, hosts=1, wait=wait))
    assert [each.url for each in answers.known(tmp_path, linked).answers] == [server.url("/fine")]


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe\n[1]\n", b"x" * 100])
def test_what_somebody_has_done_to_the_store_is_as_if_it_were_not_there(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ".livret").mkdir()
    (tmp_path / ".livret/outside").write_bytes(content)
    assert answers.known(tmp_path, {"http://x.fr/": (Place("a.md"),)}).answers == ()
