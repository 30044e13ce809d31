"""A reader who fetches a page, and then what it names, while the site is published over and over: everything is there, and of one output."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from waiting import LAST_RESORT

from livret import paths
from livret.publish.stage import Stage

SWAPS = 100  # within an hour nothing goes, however many they are
WAITS = (0.002,)  # seconds that a reader takes to follow what a page names; the long run has some that take 2
READER = """
import pathlib, re, sys, time
out, missing, read = pathlib.Path(sys.argv[1]), [], 0
print("begun", flush=True)
last = ""
while last != sys.argv[2]:
    page = (out / "index.html").read_text()
    time.sleep(float(sys.argv[3]))
    last = re.search("[0-9]+", page)[0]
    for name in re.findall('"(assets/[^"]+)"', page):
        try:
            assert (out / name).read_text() == last, name
        except FileNotFoundError:
            missing.append(name)
    read += 1
print(len(missing), read > 1)
"""


def publish(out: Path, number: int) -> None:
    data = str(number).encode()
    names = [paths.hashed(paths.ASSETS, name, data) for name in ("style.css", "script.js", "Ethi.woff2")]
    with Stage.open(out, out.parent) as stage:
        links = "".join(f'<link href="{name}">' for name in names)
        stage.files.write("index.html", f"<p>{number}</p>{links}".encode())
        for name in names:
            stage.files.write(name, data)
        stage.files.write(paths.hashed(paths.MEDIA, "face.jpg", data), data)
        stage.swap()


def test_nothing_that_a_page_names_is_missing(tmp_path: Path) -> None:
    """And of pictures there is the one that is published, and none of before: who is on it may have withdrawn."""
    out = tmp_path / "site/public"
    publish(out, 0)
    readers = [
        subprocess.Popen([sys.executable, "-c", READER, str(out), str(SWAPS), str(wait)], stdout=subprocess.PIPE, text=True)
        for wait in WAITS
    ]
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "begun\n"
    for number in range(1, SWAPS + 1):
        publish(out, number)
        assert [path.read_text() for path in (out / paths.MEDIA).iterdir()] == [str(number)]
    assert [reader.communicate(timeout=LAST_RESORT)[0] for reader in readers] == ["0 True\n"] * len(readers)


@pytest.mark.parametrize("name", ["style.css", "script.js", "Ethi.woff2"])
def test_what_it_names_is_known_by_its_bytes(name: str) -> None:
    assert re.fullmatch(r"assets/[A-Za-z]+\.[0-9a-f]{10}\.[a-z0-9]+", paths.hashed(paths.ASSETS, name, b"0"))
