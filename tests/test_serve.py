"""The preview: save, see; a mistake shows as a page and goes away; nothing but the site, nobody but this machine."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import plain
import pytest
from conftest import ROOT
from waiting import LAST_RESORT, until

from livret.serve import HOST, Preview


@dataclass(frozen=True)
class Served:
    site: Path
    port: int
    child: subprocess.Popen[bytes]

    def get(self, path: str, host: str | None = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=LAST_RESORT)
        connection.putrequest("GET", path, skip_host=True)
        connection.putheader("Host", host or f"127.0.0.1:{self.port}")
        connection.endheaders()
        response = connection.getresponse()
        body = response.read().decode("utf-8", "replace")
        connection.close()
        return response.status, body

    def wait(self, path: str, words: str) -> str:
        """The page once it holds the words."""
        return until(lambda: words in (body := self.get(path)[1]) and body)

    def answers(self) -> bool:
        """Whether it is there; one that has ended is waited for no longer."""
        assert self.child.poll() is None
        with socket.socket() as probe:
            return probe.connect_ex((HOST, self.port)) == 0


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    site = plain.site(tmp_path_factory.mktemp("served"), "sound")
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    with subprocess.Popen(
        [sys.executable, "-m", "livret", "serve", "--site", str(site), "--port", str(port)],
        env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as child:  # fmt: skip
        served = Served(site, port, child)
        try:
            until(served.answers)
            served.wait("/fr/sante/numeros.html", "Les numéros")
            yield served
        finally:
            child.terminate()


def test_save_see_break_mend(served: Served) -> None:
    page = "/fr/sante/numeros.html"
    chapter = served.site / "content/booklets/01-sante/01-numeros.md"
    sound = chapter.read_text(encoding="utf-8")
    assert "livereload.js" in served.get(page)[1]

    chapter.write_text(sound.replace("# Les numéros", "# Tous les numéros"), encoding="utf-8")
    served.wait(page, "Tous les numéros")

    chapter.write_text(sound.replace("{phone.samu}", "{phone.smau}"), encoding="utf-8")
    body = served.wait(page, "did you mean {phone.samu}?")
    assert "content/booklets/01-sante/01-numeros.md:8:12" in body
    assert "livereload.js" in body, "it has to recover by itself"
    assert served.get(page)[0] == 500

    chapter.write_text(sound, encoding="utf-8")
    served.wait(page, "Appelez le")
    assert served.get(page)[0] == 200


def test_nothing_but_the_preview_is_served(served: Served) -> None:
    for path in ("/../../content/site.yaml", "/%2e%2e/%2e%2e/content/site.yaml", "/..%2f..%2fcontent/site.yaml", "//etc/hostname"):
        status, body = served.get(path)
        assert status in (400, 403, 404)
        assert "livret: 1" not in body


def test_a_page_elsewhere_that_points_here_is_refused(served: Served) -> None:
    assert served.get("/fr/index.html", host="evil.example")[0] == 403


def test_it_listens_on_this_machine_alone(served: Served) -> None:
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.2", served.port)) != 0


def test_what_is_saved_while_the_first_build_runs_is_a_change(sound: Path) -> None:
    preview, seen = Preview(sound), threading.Event()
    before = preview.snapshot()
    preview.build()
    chapter = sound / "content/booklets/01-sante/01-numeros.md"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("# Les numéros", "# Tous les numéros"), encoding="utf-8")
    watch = threading.Thread(target=preview.watch, args=(before, seen.set, seen), daemon=True)
    watch.start()
    watch.join(LAST_RESORT)
    assert "Tous les numéros" in (preview.out / "fr/sante/numeros.html").read_text(encoding="utf-8")


def test_a_bug_of_ours_ends_no_afternoon(sound: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    preview = Preview(sound)
    monkeypatch.setattr("livret.serve.pipeline.build", lambda options, report: 1 / 0)
    preview.build()
    assert "a mistake in Livret, not in your text" in preview.failure
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_link_in_a_circle_is_not_followed(sound: Path) -> None:
    (sound / "content" / "loop").symlink_to(sound / "content")
    assert len(Preview(sound).snapshot()) < 20
