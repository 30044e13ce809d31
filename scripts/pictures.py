"""Makes docs/pictures/*.webp: what the documentation shows, taken in Chromium of the site of this repository.

    .venv-test/bin/python scripts/pictures.py            # all of them
    .venv-test/bin/python scripts/pictures.py editor     # those that are named

A copy of the site is shown by `livret serve --write`, on a day that is always the same; nothing in the repository but the pictures is changed. Each is at most
so many bytes, and has nothing in it but what is seen.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs/pictures"
BYTES = 40_000  # a picture, so that a page of docs opens on a slow line
WIDTHS = 900, 800, 700, 600, 500  # pixels
QUALITIES = 85, 75, 65, 55
NOON = 1_796_126_400  # 2026-12-01, for SOURCE_DATE_EPOCH: after all that was read for the guide
WAIT = 120_000  # ms until a page shows what is waited for, on a busy machine
CHAPTER = "content/booklets/02-asile/01-premiers-jours.md"
PAGE = "asile/premiers-jours.html"
PHONE = {"width": 360, "height": 640}
DESK = {"width": 1200, "height": 760}


@dataclass(frozen=True, slots=True)
class Studio:
    """A copy of the site, the address that shows it, the secret of its editor, and a browser."""

    site: Path
    address: str
    secret: str
    browser: Browser

    def page(self, path: str, size: dict[str, int], **options: Any) -> Page:
        """A window in which a page of the preview is shown."""
        page = self.browser.new_context(viewport=size, color_scheme="light", locale="fr-FR", **options).new_page()
        page.set_default_timeout(WAIT)
        page.goto(path if "://" in path else self.address + path)
        return page


def problem(studio: Studio) -> Image.Image:
    """A mistake, told on the page that it is about."""
    path = studio.site / CHAPTER
    text = path.read_text(encoding="utf-8")
    page = studio.page(f"fr/{PAGE}", {"width": 900, "height": 330})
    path.write_text(text.replace("\n## ", "\nAppelez le {phone.smur}.\n\n## ", 1), encoding="utf-8")
    page.get_by_text("phone.smur").first.wait_for()
    found = taken(page)
    path.write_text(text, encoding="utf-8")
    page.get_by_text("phone.smur").first.wait_for(state="detached")
    return found


def editor(studio: Studio) -> Image.Image:
    """The editor, with a chapter in it and its page beside."""
    page = studio.page(f".livret-write/?file={CHAPTER}#{studio.secret}", DESK)
    page.locator("iframe").wait_for()
    page.wait_for_load_state("networkidle")
    page.locator("textarea").nth(6).scroll_into_view_if_needed()
    return taken(page)


def chapter(studio: Studio) -> Image.Image:
    """One chapter on two phones: as it is written, and from right to left."""
    return beside(*(taken(studio.page(f"{tag}/{PAGE}", PHONE, device_scale_factor=2)) for tag in ("fr", "ar")))


def directory(studio: Studio) -> Image.Image:
    """The directory on a wide screen."""
    return taken(studio.page("fr/services/index.html", DESK))


def alert(studio: Studio) -> Image.Image:
    """A correction on top of a page, as it stands there and opened."""
    livret(
        "alert",
        "Le bureau est fermé cette semaine. Appelez le {phone.hebergement}.",
        "--until",
        "2026-12-15",
        "--site",
        str(studio.site),
    )
    page = studio.page("fr/index.html", PHONE, device_scale_factor=2)
    come_true(page, "() => !!document.querySelector('.alert')")
    closed = taken(page)
    page.locator(".alert summary").first.click()
    found = beside(closed, taken(page))
    (studio.site / "content/alerts.yaml").unlink()
    come_true(page, "() => !document.querySelector('.alert')")
    return found


def restyled(studio: Studio) -> Image.Image:
    """The home page as it is, and with the theme that docs/theming.md begins with."""
    tokens = studio.site / "theme/tokens.yaml"
    before = taken(studio.page("fr/index.html", PHONE, device_scale_factor=2))
    page = studio.page("fr/index.html", PHONE, device_scale_factor=2)
    tokens.parent.mkdir(exist_ok=True)
    text = (ROOT / "docs/theming.md").read_text(encoding="utf-8").partition("```yaml\n")[2].partition("```")[0]
    tokens.write_text(text, encoding="utf-8")
    come_true(page, "() => getComputedStyle(document.documentElement).getPropertyValue('--token-colour-accent').includes('6a1b9a')")
    after = taken(page)
    tokens.unlink()
    return beside(before, after)


def leaflet(studio: Studio) -> Image.Image:
    """The outer side of a leaflet."""
    page = studio.page("fr/index.html", PHONE)
    data = page.request.get(f"{studio.address}print/urgences-trifold.fr.pdf", timeout=WAIT).body()
    return pypdfium2.PdfDocument(data)[0].render(scale=2).to_pil()  # type: ignore[no-any-return]


def team(studio: Studio) -> Image.Image:
    """The page for the team."""
    livret("status", "--html", "--site", str(studio.site))
    return taken(studio.page((studio.site / "report/index.html").as_uri(), {"width": 1000, "height": 760}))


PICTURES: dict[str, Callable[[Studio], Image.Image]] = {
    each.__name__: each for each in (problem, editor, chapter, directory, alert, restyled, leaflet, team)
}


def come_true(page: Page, script: str) -> None:
    """Loads a page again until a script finds what it looks for: the preview takes a moment to follow what was saved."""
    for _ in range(200):
        if page.evaluate(script):
            return
        page.wait_for_timeout(300)
        page.reload()
    raise TimeoutError(script)


def taken(page: Page) -> Image.Image:
    """What the window shows once its fonts are there."""
    page.evaluate("() => document.fonts.ready.then(() => 0)")
    return Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")


def beside(first: Image.Image, second: Image.Image) -> Image.Image:
    gap = first.width // 16
    both = Image.new("RGB", (first.width + gap + second.width, max(first.height, second.height)), "white")
    both.paste(first, (0, 0))
    both.paste(second, (first.width + gap, 0))
    return both


def small(image: Image.Image) -> bytes:
    """As WebP of at most so many bytes, made of the pixels alone: as wide as may be, and not so coarse that words blur."""
    for width in WIDTHS:
        smaller = image.convert("RGB")
        smaller.thumbnail((width, width), Image.Resampling.LANCZOS)
        for quality in QUALITIES:
            data = io.BytesIO()
            smaller.save(data, "WEBP", quality=quality, method=6)
            if data.tell() <= BYTES:
                return data.getvalue()
    raise ValueError(f"nothing makes it as small as {BYTES} bytes")


ENVIRONMENT = os.environ | {"LIVRET_LANG": "fr", "SOURCE_DATE_EPOCH": str(NOON), "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}


def command(*words: str) -> list[str]:
    return [sys.executable, str(ROOT / "build.py"), *words]


def livret(*words: str) -> None:
    subprocess.run(command(*words), env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def served(site: Path) -> Iterator[tuple[str, str]]:
    """The address of a preview with its editor, and the editor's secret."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = command("serve", "--write", "--site", str(site), "--port", str(port), "--lang", "fr,ar")
    with subprocess.Popen(words, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout  # noqa: S101 – it is a pipe
        secret = next(found[1] for line in process.stdout if (found := re.search(r"#(\S+)", line)))
        try:
            yield f"http://127.0.0.1:{port}/", secret
        finally:
            process.send_signal(signal.SIGINT)


@contextmanager
def studio() -> Iterator[Studio]:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        site = Path(folder) / "guide"
        for part in ("content", "translations"):
            shutil.copytree(ROOT / part, site / part)
        with served(site) as (address, secret):
            browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            yield Studio(site, address, secret, browser)
            browser.close()


def main() -> None:
    names = sys.argv[1:] or list(PICTURES)
    if unknown := [name for name in names if name not in PICTURES]:
        sys.exit(f"no such picture: {', '.join(unknown)}; there are {', '.join(PICTURES)}")
    FOLDER.mkdir(exist_ok=True)
    with studio() as at_work:
        for name in names:
            data = small(PICTURES[name](at_work))
            (FOLDER / f"{name}.webp").write_bytes(data)
            print(f"{name}: {len(data)} bytes", flush=True)


if __name__ == "__main__":
    main()
