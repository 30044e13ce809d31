"""What Livret writes for a host, read by the real Apache and the real nginx: both answer as netlify.toml says, at the root and below a folder."""

from __future__ import annotations

import gzip
import re
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from email.utils import formatdate
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urljoin

import pytest
from conftest import run
from servers import Server, assert_lost, assert_sent, hosted, is_shown, lost_page

from livret.starting import hosting

BASES = ("/", "/town/", "/guide d'été/")
FEW = 200  # bytes: fewer are not worth compressing
RECORDING = bytes(range(256)) * 8
MORE = {
    "media/sound.0123456789.opus": RECORDING,
    "media/view.0123456789.jpg": b"a photograph",
    "media/view.0123456789.webp": b"a photograph",
    ".well-known/security.txt": b"Contact: mailto:team@town.example\n",
    ".git/config": b"[core]\n",
    "fr/.notes.html": b"not for readers",
}


@pytest.fixture(scope="module")
def hosts(directory: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """A site folder for each base, with the files of all hosts."""
    made = {}
    for number, base in enumerate(BASES):
        made[base] = site = tmp_path_factory.mktemp(f"host{number}")
        for name in ("content", "translations"):
            shutil.copytree(directory / name, site / name)
        config = site / "content/site.yaml"
        text = config.read_text(encoding="utf-8")
        config.write_text(re.sub("url: .*", f"url: https://town.example{quote(base)}", text), encoding="utf-8")
        for host in ("netlify", "apache", "nginx"):
            assert run("host", host, "--site", site).exit_code == 0
    return made


@pytest.fixture(scope="module")
def files(directory: Path) -> Mapping[str, bytes]:
    """What is published, and what this site has none of."""
    public = directory / "public"
    found = {path.relative_to(public).as_posix(): path.read_bytes() for path in public.rglob("*") if path.is_file()}
    return {**found, **MORE}


@pytest.fixture(scope="module", params=[(name, base) for name in ("apache", "nginx") for base in BASES], ids=" ".join)
def server(request: pytest.FixtureRequest, hosts: Mapping[str, Path], files: Mapping[str, bytes]) -> Iterator[Server]:
    name, base = request.param
    with hosted(name, base, hosts[base] / hosting.HOSTS[name].path, files) as server:
        yield server


@pytest.fixture(scope="module")
def said(hosts: Mapping[str, Path]) -> Any:
    """netlify.toml: Netlify alone cannot be begun here, so that the others are held to what it is told."""
    return tomllib.loads((hosts["/"] / "netlify.toml").read_text(encoding="utf-8"))


def address(server: Server, path: str) -> str:
    return quote(server.base + path)


def test_every_kind_of_file_is_in_the_table(files: Mapping[str, bytes]) -> None:
    unknown = {path for path in files if is_shown(path) and hosting.media_type(path) == hosting.UNKNOWN}
    assert unknown == set()


def test_a_file_is_sent_whole_with_its_type_and_headers(server: Server, files: Mapping[str, bytes], said: Any) -> None:
    for path, data in files.items():
        if is_shown(path):
            answer = server.ask(address(server, path))
            found = (answer.status, answer.headers["Content-Type"], answer.headers["Content-Language"], answer.body)
            assert found == (200, hosting.media_type(path), None, data), path
            assert_sent(said, path, answer)


def test_texts_are_compressed_on_their_way(server: Server, files: Mapping[str, bytes], said: Any) -> None:
    for path, data in files.items():
        if is_shown(path) and len(data) > FEW:
            answer = server.ask(address(server, path), Accept_Encoding="gzip")
            is_text = hosting.media_type(path).endswith("charset=utf-8")
            expected = ("gzip", "Accept-Encoding") if is_text else (None, None)
            assert (answer.headers["Content-Encoding"], answer.headers["Vary"]) == expected, path
            assert (gzip.decompress(answer.body) if is_text else answer.body) == data, path
            assert_sent(said, path, answer)


@pytest.mark.parametrize(
    "path",
    [
        "none.html",
        "fr/none.html",
        "ar/a/b/none.html",
        "fra/none.html",
        "assets/none.css",
        "offline/none.zip",
        "data/none",
        "fr/about",
    ],
)
def test_what_is_not_there_has_a_page_in_the_language_of_its_folder(
    path: str, server: Server, files: Mapping[str, bytes], said: Any
) -> None:
    """It is kept no longer than a page, wherever it stands, and is shown. No server guesses that a page was meant."""
    answer = server.ask(address(server, path))
    assert answer.status == 404
    assert_lost(said, files, path, answer)


@pytest.mark.parametrize("path", [".livret-output", ".htaccess", ".git/config", "fr/.notes.html"])
def test_what_is_hidden_is_not_there(path: str, server: Server, files: Mapping[str, bytes], said: Any) -> None:
    answer = server.ask(address(server, path))
    assert answer.status == 404
    assert answer.body in {files["404.html"], files[lost_page(said, path)]}


def test_a_folder_shows_its_page_or_nothing(server: Server, files: Mapping[str, bytes], said: Any) -> None:
    folders = {path.rpartition("/")[0] + "/" for path in files if "/" in path and is_shown(path)} | {""}
    assert {"fr/", "ar/services/", "assets/", "qr/fr/"} <= folders
    for folder in folders:
        answer = server.ask(address(server, folder))
        if f"{folder}index.html" in files:
            assert (answer.status, answer.body) == (200, files[f"{folder}index.html"]), folder
            assert_sent(said, folder, answer)
        else:
            assert answer.status in {403, 404}
            assert_lost(said, files, folder, answer)


@pytest.mark.parametrize("folder", ["fr", "ar/services", ""])
def test_a_folder_without_its_slash_leads_to_the_folder(folder: str, server: Server) -> None:
    """At the address that was asked for, whatever port the server has behind another one."""
    path = address(server, folder).rstrip("/")
    if path:
        here = "http://town.example"
        answer = server.ask(path, Host="town.example")
        leads = urljoin(here + path, answer.headers["Location"])
        assert (answer.status, unquote(leads)) == (301, unquote(f"{here}{path}/"))


def test_a_recording_is_heard_from_the_middle(server: Server, said: Any) -> None:
    path = "media/sound.0123456789.opus"
    answer = server.ask(address(server, path), Range="bytes=1000-1999")
    assert (answer.status, answer.headers["Content-Range"], answer.body) == (206, "bytes 1000-1999/2048", RECORDING[1000:2000])
    assert answer.headers["Content-Type"] == hosting.media_type(path)
    assert_sent(said, path, answer)


def test_what_is_refused_is_refused_with_the_same_headers(server: Server, said: Any) -> None:
    answer = server.ask(address(server, "fr/index.html"), "DELETE")
    assert answer.status == 405
    assert_sent(said, "fr/index.html", answer)


def test_a_look_at_the_head_is_told_the_same(server: Server) -> None:
    for path in ("fr/index.html", "sw.js", "media/sound.0123456789.opus", "fr/none.html"):
        whole, head = server.ask(address(server, path)), server.ask(address(server, path), "HEAD")
        assert (head.status, head.body) == (whole.status, b"")
        assert {**dict(head.headers), "Date": ""} == {**dict(whole.headers), "Date": ""}


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_what_a_phone_has_is_not_sent_again(encoding: str, server: Server) -> None:
    """A page that is asked for anew each time costs nothing while it is the same, compressed or not."""
    for path in ("fr/index.html", "sw.js"):
        first = server.ask(address(server, path), Accept_Encoding=encoding)
        for known in ({"If_None_Match": first.headers["ETag"]}, {"If_Modified_Since": first.headers["Last-Modified"]}):
            again = server.ask(address(server, path), Accept_Encoding=encoding, **known)
            assert (again.status, again.body, again.headers["Cache-Control"]) == (304, b"", "no-cache"), known
        assert server.ask(address(server, path), If_None_Match='"another"').status == 200
        assert server.ask(address(server, path), If_Modified_Since=formatdate(0, usegmt=True)).status == 200


def test_an_old_address_leads_on(server: Server) -> None:
    """It is a page like any other: no host has to know of it."""
    answer = server.ask(address(server, "fr/offline.html"))
    leads = re.search(r'http-equiv="refresh" content="0; ?url=([^"]+)"', answer.body.decode())
    assert answer.status == 200
    assert leads
    assert server.ask(urljoin(address(server, "fr/offline.html"), leads[1])).status == 200


def test_what_lies_beside_the_site_is_the_host_s(server: Server, said: Any) -> None:
    if server.base != "/":
        answer = server.ask("/elsewhere/none.html")
        assert answer.status == 404
        assert not [name for rule in said["headers"] for name in rule["values"] if name in answer.headers]
