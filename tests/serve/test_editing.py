"""The one address that writes: for whoever has the token, from its own page, and nobody else; nothing is lost, nothing is written elsewhere."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import plain
import pytest
from conftest import run
from pictures import PLACE, encoded, exif, scene
from previews import TOKEN, written
from test_desk import CHAPTER, NOWHERE
from waiting import LAST_RESORT

from livret.serve import server
from livret.serve.editing import ADDRESS
from livret.serve.here import HOST

Sent = dict[str, str | None]


class Desk:
    """What a browser and others can ask."""

    def __init__(self, site: Path, port: int) -> None:
        self.site, self.port = site, port

    def ask(self, method: str, path: str, body: object = None, **headers: str | None) -> tuple[int, str, dict[str, str]]:
        """What the editor's own page would send, but for the headers that are said; None for one that is not sent."""
        own: Sent = {"Host": f"{HOST}:{self.port}", "X-Livret-Token": TOKEN}
        if method == "POST":
            own |= {"Content-Type": "application/json", "Origin": f"http://{HOST}:{self.port}"}
        own |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection(HOST, self.port, timeout=LAST_RESORT)
        data = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else None
        connection.request(method, path, data, {name: value for name, value in own.items() if value is not None})
        response = connection.getresponse()
        answer = response.status, response.read().decode("utf-8", "replace"), dict(response.getheaders())
        connection.close()
        return answer

    def open(self, path: str = CHAPTER) -> dict[str, Any]:
        status, said, _ = self.ask("GET", f"{ADDRESS}text?path={quote(path)}")
        assert status == 200, said
        found: dict[str, Any] = json.loads(said)
        return found

    def save(self, was: str, text: str | None, path: str = CHAPTER) -> tuple[int, dict[str, Any]]:
        status, said, _ = self.ask("POST", f"{ADDRESS}text", {"path": path, "was": was, "text": text})
        return status, json.loads(said)


@pytest.fixture(scope="module")
def _one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    site = plain.site(tmp_path_factory.mktemp("editing") / "site", "sound")
    with written(site) as port:
        yield Desk(site, port)


@pytest.fixture
def desk(_one: Desk) -> Iterator[Desk]:
    """The same for all, as each found it."""
    before = plain.tree(_one.site / "content")
    yield _one
    for path, data in before.items():
        (_one.site / "content" / path).write_bytes(data)


def test_a_text_comes_with_what_is_at_hand(desk: Desk) -> None:
    found = desk.open()
    assert found["text"].encode() == (desk.site / CHAPTER).read_bytes()
    assert (found["page"], found["language"], found["direction"], found["undo"]) == ("/fr/sante/numeros.html", "fr", "ltr", False)
    assert ["phone.samu", "Urgence"] in found["facts"]
    assert ["02-soins.md", "Les soins"] in found["links"]
    assert found["problems"] == []
    status, said, _ = desk.ask("GET", f"{ADDRESS}files")
    assert (status, CHAPTER in json.loads(said)["files"]) == (200, True)


def test_it_is_saved_and_taken_back(desk: Desk) -> None:
    before = desk.open()
    status, saved = desk.save(before["digest"], "# Les numéros\n\nAppelez le {phone.samu}.\n")
    assert (status, saved["undo"], (desk.site / CHAPTER).read_text(encoding="utf-8")) == (200, True, saved["text"])
    status, undone = desk.save(saved["digest"], None)
    assert (status, undone["text"], undone["digest"], undone["undo"]) == (200, before["text"], before["digest"], False)


def test_who_comes_second_is_told_and_loses_nothing(desk: Desk) -> None:
    first = desk.open()
    _, saved = desk.save(first["digest"], "# Les numéros\n\nUne.\n")
    status, told = desk.save(first["digest"], "# Les numéros\n\nDeux.\n")
    assert (status, told["text"], told["digest"]) == (409, saved["text"], saved["digest"])
    assert "nothing was saved" in told["said"]
    assert (desk.site / CHAPTER).read_text(encoding="utf-8") == saved["text"]


def test_a_mistake_is_saved_and_told_at_its_line(desk: Desk) -> None:
    _, saved = desk.save(desk.open()["digest"], "# Les numéros\n\nAppelez le {phone.smau}.\n")
    assert [(each["line"], each["code"]) for each in saved["problems"]] == [(3, "fact-unknown")]
    assert "phone.samu" in saved["problems"][0]["help"]


def files(desk: Desk) -> dict[str, bytes]:
    """All that lies there but what the preview keeps."""
    return {path: data for path, data in plain.tree(desk.site.parent).items() if not path.startswith(("site/.livret/", "site/out"))}


def test_nothing_is_written_elsewhere(desk: Desk) -> None:
    before = files(desk)
    for path in NOWHERE:
        for spelled in (quote(path, safe=""), quote(quote(path, safe=""))):
            status, said, _ = desk.ask("GET", f"{ADDRESS}text?path={spelled}")
            assert (status, "livret: 1" in said) == (404, False), path
        assert desk.save("", "x", path)[0] == 404, path
    assert files(desk) == before


def photograph() -> bytes:
    """As a phone writes one, with the place in it."""
    return encoded(scene(80, 60), "JPEG", exif=exif())


def give(desk: Desk, data: bytes, path: str = CHAPTER, **headers: str | None) -> tuple[int, str]:
    """A picture for a page: the status, and the name that it has, or what is said."""
    status, said, _ = desk.ask(
        "POST", f"{ADDRESS}picture?path={quote(path, safe='')}", data, **{"Content_Type": "application/octet-stream", **headers}
    )
    found = json.loads(said) if said.startswith("{") else {}
    return status, found.get("name") or found.get("said", "")


def test_a_picture_is_bare_waits_for_its_text_and_goes_with_it(desk: Desk) -> None:
    before = files(desk)
    status, name = give(desk, photograph())
    assert (status, name) == (200, "numeros-1.jpg")
    assert files(desk) == before, "nobody shows it yet"
    text = desk.open()["text"] + f"\n![La porte](./{name})\n"
    _, saved = desk.save(desk.open()["digest"], text)
    laid = (desk.site / CHAPTER).with_name(name)
    assert (saved["problems"], [name, name] in saved["pictures"]) == ([], True)
    assert PLACE not in laid.read_bytes()
    assert give(desk, photograph())[1] == "numeros-2.jpg"
    _, more = desk.save(saved["digest"], text + "\nEncore.\n")
    _, undone = desk.save(more["digest"], None)
    assert laid.is_file(), "it came with the save before"
    desk.save(undone["digest"], None)
    assert files(desk) == before


@pytest.mark.parametrize("change", ["another there", "another text shows it"])
def test_a_picture_that_is_somebody_elses_by_now_stays(change: str, desk: Desk) -> None:
    _, name = give(desk, photograph())
    _, saved = desk.save(desk.open()["digest"], desk.open()["text"] + f"\n![La porte]({name})\n")
    laid, other = (desk.site / CHAPTER).with_name(name), (desk.site / CHAPTER).with_name("02-soins.md")
    if change == "another there":
        laid.write_bytes(b"x")
    else:
        other.write_text(other.read_text(encoding="utf-8") + f"\n![La porte]({name})\n", encoding="utf-8")
    assert desk.save(saved["digest"], None)[0] == 200
    assert laid.is_file()
    laid.unlink()


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<html>", b"MZ\x90", photograph()[:200], b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", b"\x01\0\0\0" + bytes(36) + b" EMF"],
                         ids=["nothing", "GIF", "a page", "a program", "half", "a drawing of no size", "EMF"])  # fmt: skip
def test_what_is_no_picture_is_told_in_a_sentence(data: bytes, desk: Desk) -> None:
    before = files(desk)
    status, said = give(desk, data)
    assert (status, "no picture that can be shown: " in said) == (422, True), said
    assert files(desk) == before


def test_a_picture_is_for_a_page_of_a_booklet_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (*NOWHERE, "content/site.yaml", "translations/ar/sante.po", "content/booklets/01-sante/booklet.yaml"):
        status, _ = give(desk, photograph(), path)
        assert status in (404, 422), path
    monkeypatch.setattr("livret.limits.BINARY_FILE_BYTES", 100)
    assert give(desk, photograph())[0] == 422


OTHERS: dict[str, Sent] = {
    "no token": {"X_Livret_Token": None},
    "an empty token": {"X_Livret_Token": ""},
    "a wrong token": {"X_Livret_Token": TOKEN + "x"},
    "a token that is no ASCII": {"X_Livret_Token": "é"},
    "a token of another place": {"X_Livret_Token": None, "Cookie": f"X-Livret-Token={TOKEN}"},
    "another host": {"Host": "evil.example"},
    "another host that ends alike": {"Host": "evil.localhost"},
    "another origin": {"Origin": "http://evil.example"},
    "no origin": {"Origin": None},
    "an origin without a name": {"Origin": "null"},
    "another port of this machine": {"Origin": f"http://{HOST}:1"},
    "another name of this machine": {"Origin": "http://localhost:1"},
    "another scheme": {"Origin": f"https://{HOST}:1"},
    "a form": {"Content_Type": "application/x-www-form-urlencoded"},
    "plain text, which a page elsewhere can send": {"Content_Type": "text/plain"},
    "a form with a file": {"Content_Type": "multipart/form-data; boundary=x"},
}


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_writes(name: str, desk: Desk) -> None:
    was, before = desk.open()["digest"], (desk.site / CHAPTER).read_bytes()
    status, said, _ = desk.ask("POST", f"{ADDRESS}text", {"path": CHAPTER, "was": was, "text": "x"}, **OTHERS[name])
    assert (status in (400, 403), "sante" in said) == (True, False)
    assert (desk.site / CHAPTER).read_bytes() == before


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_gives_a_picture(name: str, desk: Desk) -> None:
    before = files(desk)
    status, said = give(desk, photograph(), **OTHERS[name])
    assert (status in (400, 403), "jpg" in said) == (True, False)
    assert give(desk, photograph(), Content_Type="image/jpeg")[0] == 403
    assert files(desk) == before


@pytest.mark.parametrize("name", [name for name in OTHERS if "token" in name or "host" in name])
def test_nobody_else_reads(name: str, desk: Desk) -> None:
    for address in ("files", f"text?path={quote(CHAPTER)}"):
        assert desk.ask("GET", f"{ADDRESS}{address}", **OTHERS[name])[0] == 403


def test_a_page_elsewhere_that_asks_first_is_refused(desk: Desk) -> None:
    for method in ("OPTIONS", "PUT", "PATCH", "DELETE", "BREW"):
        for address in ("text", "picture", "files", "", "editor.js"):
            status, _, headers = desk.ask(method, f"{ADDRESS}{address}", Origin=f"http://{HOST}:{desk.port}")
            assert status == 405
            assert not [name for name in headers if name.startswith("Access-Control")]
    assert desk.ask("OPTIONS", f"{ADDRESS}text", Origin="http://evil.example")[0] == 403


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"1", b'"x"', b"{}", b'{"path":1,"was":"","text":""}', b'{"path":"a","was":"","text":["x"]}', b'{"path":"a","was":"","text":false}', b'{"path":"a","was":null,"text":""}',
             b'{"path":"\\ud800","was":"","text":""}', b"\xff\xfe{}", b"[" * 100_000],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(body: bytes, desk: Desk) -> None:
    assert desk.ask("POST", f"{ADDRESS}text", body)[0] == 400


def test_its_page_holds_no_text_and_stands_in_no_other(desk: Desk) -> None:
    status, said, headers = desk.ask("GET", ADDRESS, X_Livret_Token=None)
    assert status == 200
    assert not [word for word in (TOKEN, "sante", "livereload") if word in said]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert (headers["Cache-Control"], headers["X-Frame-Options"]) == ("no-store", "DENY")
    for name, kind in (("editor.js", "text/javascript"), ("editor.css", "text/css")):
        assert desk.ask("GET", f"{ADDRESS}{name}")[2]["Content-Type"] == f"{kind}; charset=utf-8"
    assert desk.ask("GET", f"{ADDRESS}desk.py")[0] == 404


def test_a_site_that_cannot_be_read_can_be_mended(desk: Desk) -> None:
    config = "content/site.yaml"
    before = desk.open(config)
    status, broken = desk.save(before["digest"], before["text"].replace("livret: 1", "livret 1"), config)
    assert (status, bool(broken["problems"])) == (200, True)
    status, mended = desk.save(broken["digest"], before["text"], config)
    assert (status, mended["problems"]) == (200, [])


def test_each_run_has_a_secret_of_its_own_and_only_where_it_is_asked_for(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = list[str]()
    monkeypatch.setattr(server, "serve", lambda *_, token, **__: given.append(token))
    for more in (["--write"], ["--write"], []):
        assert run("serve", "--site", sound, *more).exit_code == 0
    assert (given[2], len(given[0]) >= 40, given[0] != given[1]) == ("", True, True)
