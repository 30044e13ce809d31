"""The preview in a browser: save, see; a mistake shows as a page and goes away; nothing but the site, nobody but this machine."""

from __future__ import annotations

import datetime
import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import plain
import pytest
from chromium import NewContext, come_true
from conftest import DAY, ROOT, run
from playwright.sync_api import Page, Route
from test_mistakes import BROKEN
from waiting import LAST_RESORT, until

from livret.serve.here import HOST
from livret.serve.server import SCRIPT

NOON = str(int(datetime.datetime.fromisoformat(f"{DAY}T12:00+00:00").timestamp()))
CHAPTER, PAGE = "content/booklets/01-sante/01-numeros.md", "/fr/sante/numeros.html"


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


@dataclass(frozen=True)
class Served:
    site: Path
    port: int
    child: subprocess.Popen[bytes]

    def get(self, path: str, host: str | None = None, method: str = "GET", origin: str | None = None) -> Answer:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=LAST_RESORT)
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host or f"127.0.0.1:{self.port}")
        if origin is not None:
            connection.putheader("Origin", origin)
        connection.endheaders()
        response = connection.getresponse()
        answer = Answer(response.status, response.read(), dict(response.getheaders()))
        connection.close()
        return answer

    def wait(self, path: str, words: str) -> str:
        """The page once it holds the words."""
        return until(lambda: words in (text := self.get(path).text) and text)

    def answers(self) -> bool:
        """Whether it is there; one that has ended is waited for no longer."""
        assert self.child.poll() is None
        with socket.socket() as probe:
            return probe.connect_ex((HOST, self.port)) == 0


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(plain.site(tmp_path_factory.mktemp("served"), "sound")) as served:
        yield served


def listening() -> None:
    """A shell that runs tests behind others lets them hear no Ctrl+C; the preview that they begin is to hear it."""
    for each in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(each, signal.SIG_DFL)


@contextmanager
def serving(site: Path, *more: str) -> Iterator[Served]:
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    with subprocess.Popen(
        [sys.executable, "-m", "livret", "serve", "--site", str(site), "--port", str(port), *more],
        env=os.environ | {"PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": NOON}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        preexec_fn=listening,  # noqa: PLW1509 – no thread of the tests holds what it needs
    ) as child:  # fmt: skip
        served = Served(site, port, child)
        try:
            until(served.answers)
            yield served
        finally:
            ended(child)


def ended(child: subprocess.Popen[bytes], by: signal.Signals = signal.SIGTERM) -> int:
    """Its exit code; one that does not end is a failure, not a wait without end."""
    child.send_signal(by)
    try:
        return child.wait(LAST_RESORT)
    except subprocess.TimeoutExpired:
        child.kill()
        raise


@contextmanager
def broken(name: str, site: Path) -> Iterator[None]:
    path, breaks, _, _ = BROKEN[name]
    before = (site / path).read_bytes() if (site / path).exists() else None
    breaks(site)
    try:
        yield
    finally:
        (site / path).write_bytes(before) if before is not None else (site / path).unlink()


def test_what_is_served_differs_from_what_is_published_by_the_script_that_reloads(served: Served, tmp_path: Path) -> None:
    result = run("--site", served.site, "--out", tmp_path / "public", "--date", DAY, "--jobs", "1")
    assert result.exit_code == 0, result.output
    published = plain.tree(tmp_path / "public")
    del published[".livret-output"]
    assert {path: served.get(f"/{path}").body.replace(SCRIPT, b"", 1) for path in published} == published
    assert SCRIPT in served.get(PAGE).body


def test_save_see_break_mend(served: Served) -> None:
    chapter = served.site / CHAPTER
    sound = chapter.read_text(encoding="utf-8")

    chapter.write_text(sound.replace("# Les numéros", "# Tous les numéros"), encoding="utf-8")
    served.wait(PAGE, "Tous les numéros")

    chapter.write_text(sound.replace("{phone.samu}", "{phone.smau}"), encoding="utf-8")
    text = served.wait(PAGE, "did you mean {phone.samu}?")
    assert f"{CHAPTER}:8:12" in text
    assert SCRIPT.decode() in text, "it has to recover by itself"
    assert served.get(PAGE).status == 500

    chapter.write_text(sound, encoding="utf-8")
    served.wait(PAGE, "Appelez le")
    assert served.get(PAGE).status == 200


def test_a_draft_is_shown_and_says_that_readers_do_not_see_it(served: Served) -> None:
    chapter = served.site / CHAPTER
    sound = chapter.read_text(encoding="utf-8")
    chapter.write_text(sound.replace("---\n", "---\ndraft: true\n", 1), encoding="utf-8")
    text = served.wait(PAGE, "Readers do not see this page (it is a draft).")
    assert "Appelez le" in text
    chapter.write_text(sound, encoding="utf-8")
    until(lambda: "Readers do not see this page" not in served.get(PAGE).text)


def test_a_folder_is_shown_with_a_slash_behind_its_name(served: Served) -> None:
    answer = served.get("/fr/sante")
    assert (answer.status, answer.headers["Location"]) == (302, "/fr/sante/")
    assert served.get("/fr/sante/").body == served.get("/fr/sante/index.html").body


def test_files_have_their_types_and_are_asked_for_anew(served: Served) -> None:
    types = {
        "/fr/index.html": "text/html; charset=utf-8",
        "/sw.js": "text/javascript; charset=utf-8",
        "/fr/manifest.webmanifest": "application/manifest+json; charset=utf-8",
        "/offline/fr.zip": "application/zip",
        "/offline/sante.fr.epub": "application/epub+zip",
    }
    for path, expected in types.items():
        answer = served.get(path, method="HEAD")
        assert (answer.status, answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (200, expected, "no-cache")
        assert answer.body == b""


def test_nothing_but_the_preview_is_served(served: Served) -> None:
    for path in (
        "/../../content/site.yaml", "/%2e%2e/%2e%2e/content/site.yaml", "/..%2f..%2fcontent/site.yaml", "//etc/hostname",
        "/.livret-write/", "/.livret-write/text?path=content/site.yaml", "/.livret-write/editor.js",
        "/content/site.yaml", "/.livret/steps/fr.0.rows..json", "/fr/%00",
    ):  # fmt: skip
        answer = served.get(path)
        assert answer.status in (400, 403, 404)
        assert "livret: 1" not in answer.text


def test_a_page_elsewhere_that_points_here_is_refused(served: Served) -> None:
    for path in ("/fr/index.html", "/livereload.js", "/livereload", "/nowhere"):
        assert served.get(path, host="evil.example").status == 403, path
        assert served.get(path, origin="http://evil.example").status == 403, path
        assert served.get(path, origin="http://[").status == 403, path
        assert served.get(path, origin="null").status == 403, path
    assert served.get(PAGE, origin=f"http://{HOST}:{served.port}").status == 200
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"):
        assert served.get(PAGE, method=method).status == 405, method


def test_it_listens_on_this_machine_alone(served: Served) -> None:
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.2", served.port)) != 0


# --- in Chromium -------------------------------------------------------------------------------------


@pytest.fixture
def blank(new_context: NewContext) -> Page:
    """A page that is nowhere yet: word of a change would reload the one that is left while it goes to another."""
    page = new_context(viewport={"width": 360, "height": 300}).new_page()
    page.set_default_timeout(LAST_RESORT * 1000)
    return page


@pytest.fixture
def page(served: Served, blank: Page) -> Page:
    blank.goto(f"http://{HOST}:{served.port}{PAGE}")
    return blank


def scroll(page: Page, to: int) -> None:
    """As a reader does, on a page that is whole: one that is still loading takes its place from before, in a moment."""
    whole = "performance.getEntriesByType('navigation')[0].loadEventEnd > 0 && document.fonts.status === 'loaded'"
    until(lambda: page.evaluate(f"{whole} && (scrollTo(0, {to}), Math.round(scrollY) === {to})"))


def scrolled(page: Page, to: int) -> None:
    """Within two lines: a font that comes after the text moves what is above, and the browser follows the words."""
    come_true(page, f"Math.abs(scrollY - {to}) < 60 && document.readyState === 'complete'")


def test_a_page_is_reloaded_where_its_reader_was(served: Served, page: Page) -> None:
    scroll(page, 200)
    chapter = served.site / CHAPTER
    sound = chapter.read_text(encoding="utf-8")
    chapter.write_text(sound.replace("# Les numéros", "# Tous les numéros"), encoding="utf-8")
    page.get_by_role("heading", name="Tous les numéros", level=1).wait_for(state="attached")
    scrolled(page, 200)
    chapter.write_text(sound, encoding="utf-8")
    page.get_by_role("heading", name="Les numéros", level=1, exact=True).wait_for(state="attached")
    scrolled(page, 200)


def test_a_page_that_is_still_loading_is_not_told_to_load_again(page: Page) -> None:
    """It has not its place yet, and the browser would forget where that was."""
    heard, held, address = list[str](), list[Route](), page.url
    page.goto("about:blank")
    page.on("websocket", lambda socket: heard.append(socket.url))
    page.route("**/held.png", lambda route: held.append(route))  # noqa: PLW0108 – Playwright marks what it calls
    page.add_init_script("""document.addEventListener("readystatechange", () => {
      if (document.readyState === "interactive") document.body.append(Object.assign(new Image(), { src: "/held.png" })); })""")
    page.goto(address, wait_until="domcontentloaded")
    page.evaluate("() => new Promise(requestAnimationFrame)")
    assert not heard
    until(lambda: page.evaluate("document.readyState") and bool(held))
    held[0].abort()
    until(lambda: page.evaluate("document.readyState") and bool(heard))


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("a fact in a chapter", PAGE),
        ("a catalog", "/ar/sante/numeros.html"),
        ("a listing", "/fr/services/permanence.html"),
        ("a template", "/fr/about.html"),
        ("a stylesheet", PAGE),
        ("the configuration", PAGE),
    ],
)
def test_a_mistake_is_a_page_that_recovers_where_its_reader_was(name: str, path: str, served: Served, blank: Page) -> None:
    blank.goto(f"http://{HOST}:{served.port}{path}")
    title = blank.title()
    scroll(blank, 150)
    with broken(name, served.site):
        blank.get_by_text(BROKEN[name][3]).first.wait_for()
        assert blank.title() == ("1 damaged translation" if name == "a catalog" else "1 error")  # it costs its own texts alone
    come_true(blank, f"document.title === {title!r}")
    scrolled(blank, 150)


# --- what is for the team alone ---------------------------------------------------------------------------

SECRETS = ("Zwilfimarduk", "Ortwell", "Entre nous", "appelez-moi")
PRIVATE_FILES = {
    "members.yaml": "members:\n  - {id: selam, name: Zwilfimarduk Ortwell}\n",
    "meetings/2026-11-13.md": "# Entre nous\n\n<b>Zwilfimarduk</b> a parlé.\n",
    "voice/2026-11-20-1a2b3c4d.yaml": "said:\n  - words: appelez-moi\n",
}


def with_secrets(folder: Path) -> Path:
    site = plain.site(folder, "sound", "room", "voice")
    for name, text in PRIVATE_FILES.items():
        path = site / ".livret-private" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return site


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
@pytest.mark.parametrize("when", ["idle", "asked", "left"])
def test_it_ends_when_it_is_told(by: signal.Signals, when: str, tmp_path: Path) -> None:
    """In the middle of an answer as well, and where a browser that waits for one has gone: never by an exception in the middle of something else."""
    with serving(plain.site(tmp_path / "site", "sound")) as served, socket.create_connection((HOST, served.port)) as asking:
        if when != "idle":
            asking.sendall(f"GET {PAGE} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
        if when == "left":
            asking.close()
        assert ended(served.child, by) == 0


def test_nothing_of_the_team_s_is_served_unless_asked(tmp_path: Path) -> None:
    """Neither at its address nor in any page that a preview of this language has."""
    site = with_secrets(tmp_path / "site")
    assert run("--site", site, "--out", tmp_path / "public", "--date", DAY, "--jobs", "1", "--without", "pdf").exit_code == 0
    pages = [path for path in plain.tree(tmp_path / "public") if path.startswith("fr/")]
    with serving(site, "--lang", "fr") as served:
        for path in ("", *PRIVATE_FILES):
            assert served.get(f"/.livret-private/{path}").status == 404
        assert len(pages) > 20
        for path in pages:
            answer = served.get(f"/{path}")
            assert answer.status == 200
            assert not [secret for secret in SECRETS if secret in answer.text], path


def test_what_is_asked_for_is_shown_here_and_marked(tmp_path: Path) -> None:
    with serving(with_secrets(tmp_path / "site"), "--private") as served:
        listed = served.get("/.livret-private/")
        assert [f'href="/.livret-private/{name}"' in listed.text for name in PRIVATE_FILES] == [True] * 3
        for name, words in zip(PRIVATE_FILES, ("Ortwell", "&lt;b&gt;Zwilfimarduk&lt;/b&gt;", "appelez-moi"), strict=True):
            answer = served.get(f"/.livret-private/{name}")
            assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")
            assert words in answer.text
            assert "For the team alone. This is not published" in answer.text
        assert served.get("/.livret-private/", host="livret.example").status == 403
        for path in ("../content/site.yaml", "..%2Fcontent%2Fsite.yaml", "absent.md", "meetings"):
            answer = served.get(f"/.livret-private/{path}")
            assert answer.status == 404, path
            assert "mode: demo" not in answer.text
        page = served.get(PAGE).text
        assert not [secret for secret in SECRETS if secret in page], "the pages are those that will be published"
