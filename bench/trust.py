"""The long part of what makes Livret trusted: what takes minutes to hours, and is not in the gate. Each part says one figure.

python bench/trust.py [PART…] [--size N] [--minutes N]

All of them, or those named; writes their figures, with the day, into docs/trust.md.
A part that finds something stops there, and says what.
"""

from __future__ import annotations

import argparse
import datetime
import io
import json
import os
import random
import re
import resource
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import zip_longest
from multiprocessing import get_context
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests/trust"), str(ROOT / "tests/publish"), str(ROOT / "tests/web")]
PAGE = ROOT / "docs/trust.md"
_ROW = re.compile(r"^\| `(?P<part>[a-z-]+)` \|.*$", re.MULTILINE)
Attempt = tuple[Path, Callable[[], Any]]  # a file that was mutilated, and what is done with it
SECONDS, MEGABYTES = 5, 512  # of the processor, and more of memory, for any one input


PYTHONS: list[str] = []  # other interpreters, with the same libraries
_NOBODY = 65_534  # of Linux
LINGERS = 20  # seconds
_SEQUENCES, _SHARES = 20, 4  # of edits for one process, and in how many tests it makes them
_TOGETHER = 20  # inputs that one process tries before it lets go of what it read
SIGNALS = ("KILL", "TERM", "HUP", "INT")
ENDS = [0.0]  # when no more is to be begun, by the monotonic clock; 0 for never


def so_many(size: int) -> Iterator[int]:
    """Numbers below a size, as long as there is time."""
    for number in range(size):
        if is_over():
            return
        yield number


def is_over() -> bool:
    """Whether nothing more is to be begun."""
    return bool(ENDS[0]) and time.monotonic() > ENDS[0]


def kills(size: int) -> str:
    """Builds of two processes, with paper, ended at random and at each touch of the disk; the next one succeeds, and nothing is left."""
    from killed_builds import killing

    luck, done, touches, whole = random.Random(size), 0, 0, 0
    with tempfile.TemporaryDirectory() as folder, killing(Path(folder)) as killed:
        undisturbed = min(killed.time() for _ in range(5))
        for number in so_many(2 * size):
            if whole < len(SIGNALS):  # until builds touch the disk less often, and so are not ended
                touches += 1
                whole = 0 if killed.kill(f"{SIGNALS[touches % 4]} #{touches}") else whole + 1
            if number < size:
                killed.kill(f"{luck.choice(SIGNALS)} {luck.uniform(0, 3 * undisturbed):.3f}")
                done += 1
        slowest = killed.slowest
    each = f"{touches} at a touch of the disk, one after the other{' to the last' if whole == len(SIGNALS) else ''}"
    next_one = f"the next build took {slowest:.1f} s at most, where an undisturbed one takes {undisturbed:.1f}"
    return f"{done} at random, {each}: whole each time, and nothing left; {next_one}"


def failures(size: int) -> str:
    """A disk that refuses each touch in turn, and from there on; files that take no byte; folders that cannot be written. “It failed” is said of nothing that was
    published, and the next build succeeds."""
    moments = [*(f"EROFS {part}" for part in (".livret/", ".public.stage", "/public", ".livret-scratch")), "FULL #1+", "ENOSPC #1+"]
    for number in range(1, size + 1):
        kind = ("ENOSPC", "EIO", "EROFS")[number % 3]
        moments += [f"{kind} #{number}", f"FULL #{number}"] + (
            [f"{kind} #{number}+", f"FULL #{number}+"] if number % 10 == 0 else []
        )
    random.Random(size).shuffle(moments)  # of a run that is cut short, any part is as good as another
    every = len(moments)
    left, codes = deque(moments), list[int]()
    with ThreadPoolExecutor(os.cpu_count()) as hands:
        found = [
            fault for faults in hands.map(lambda _: list(_faults(left, codes)), range(os.cpu_count() or 1)) for fault in faults
        ]
    assert not found, "\n".join(found)
    published, refused = codes.count(0), codes.count(2)
    return f"{len(codes)} builds of {every}: {published} published all the same, {refused} not and said so; whole each time, and the next build succeeds"


def _faults(left: deque[str], codes: list[int]) -> Iterator[str]:
    """Lets builds of a site fail, as long as there are moments and time, and says of which one something was not what it should be: the site is of no use
    after it, and the next has one of its own."""
    from killed_builds import killing

    while left and not is_over():
        with tempfile.TemporaryDirectory() as folder, killing(Path(folder)) as killed:
            while left and not is_over():
                moment = left.popleft()
                try:
                    codes.append(killed.fail(moment))
                except AssertionError as error:
                    print(f"{moment}: {error}", flush=True)
                    yield f"{moment}: {error}"
                    break


def matrix(size: int) -> str:
    """The same site in so many surroundings: another folder, time zone, language, hash seed, umask, number of processes, order of files, clock and optimisation;
    then by other interpreters, and by another user."""
    import plain
    from conftest import DAY

    surroundings: list[tuple[dict[str, str], list[str], list[str], int]] = [
        ({"TZ": "Pacific/Kiritimati"}, [], [], 0o022),
        ({"LANG": "ar_EG.UTF-8", "LC_ALL": "C"}, [], [], 0o077),
        ({"PYTHONHASHSEED": "4711"}, ["-O"], [], 0o022),
        ({"PYTHONHASHSEED": "1"}, ["-OO"], ["--jobs", "2"], 0o000),
        ({"MATRIX": "backwards"}, [], [], 0o022),
        ({"MATRIX": "1970"}, [], [], 0o022),
        ({"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "MATRIX": "backwards 1970"}, [], ["--jobs", "3"], 0o027),
    ]
    chosen = [Surrounding(), *(Surrounding(*each) for each in surroundings[:size])]
    chosen += [Surrounding(python=python) for python in PYTHONS]
    if os.getuid() == 0 and (shared := [python for python in (sys.executable, *PYTHONS) if _is_for_everybody(python)]):
        chosen.append(Surrounding({"USER": "nobody", "HOME": "/nonexistent"}, python=shared[0], user=_NOBODY))
    versions = [_version(each.python) for each in chosen]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        whole: dict[str, bytes] = {}
        for number, each in enumerate(chosen):
            tree = each.build(plain.site(Path(folder) / f"dossier {number}" / "é", "sound"), DAY)
            whole = whole or tree
            assert tree.keys() == whole.keys(), each
            assert [path for path in tree if tree[path] != whole[path]] == [], each
    return f"{len(whole)} files in {len(chosen)} surroundings: identical; Python {', '.join(sorted(set(versions)))}; {'another user' if chosen[-1].user else 'one user'}"


@dataclass(frozen=True)
class Surrounding:
    """Where a site is built: `own` of the environment, options of Python and of Livret, a mask, an interpreter with the same libraries, a user."""

    own: Mapping[str, str] = field(default_factory=dict)
    python_options: Sequence[str] = ()
    options: Sequence[str] = ()
    mask: int = 0o022
    python: str = sys.executable
    user: int | None = None

    def build(self, site: Path, day: str) -> dict[str, bytes]:
        import plain

        if self.user is not None:
            for path in (site.parent, site, *site.rglob("*")):
                os.chown(path, self.user, -1)
        called = ["build", "--site", str(site), "--date", day, "--jobs", "1", *self.options]
        command = [self.python, *self.python_options, str(ROOT / "tests/trust/elsewhere.py"), *called]
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **self.own}
        done = subprocess.run(
            command, env=environment, umask=self.mask, user=self.user, cwd=site, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (self, done.stdout + done.stderr)
        tree: dict[str, bytes] = plain.tree(site / "public")
        return tree


def _is_for_everybody(python: str) -> bool:
    """Whether any user may start it."""
    return all(
        path.stat().st_mode & stat.S_IXOTH for start in (Path(python), Path(python).resolve()) for path in (start, *start.parents)
    )


def _version(python: str) -> str:
    asked = [python, "-c", "import platform; print(platform.python_version())"]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


def injection(size: int) -> str:
    """Every text of a site is an attempt to run something, or to ask elsewhere: every page, in a browser, from a host with headers and without, and from a folder,
    each page of a book and each drawing by itself."""
    import attempts
    from chromium import chromium

    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        tried, sinks, pages = attempts.tried(browser, Path(folder), size)
    return f"{tried} vectors in {sinks} texts, {pages} openings of pages, of pages of books and of drawings: 0 executed, 0 requests elsewhere"


def inputs(size: int) -> str:
    """Bad inputs of seven kinds, so many of each, one kind after the other, by two processes: what each is held to stands in tests/trust/bad_inputs.py."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        halves = list(pool.map(partial(_tried, size, ENDS[0]), range(2)))
    found = [fault for each in halves for fault in each.found]
    assert not found, "\n".join(found)
    counted = ", ".join(f"{kind} {count}" for kind, count in sum((each.seen for each in halves), Counter()).items())
    slowest, largest = max(each.seconds for each in halves), max(each.megabytes for each in halves)
    every = sum(each.every for each in halves)
    return (
        f"{sum(each.seen.total() for each in halves)} of {every}: {counted}: each told with its place and its cure, the output as it was; "
        f"{slowest:.1f} s and {largest} MB at most"
    )


@dataclass
class Tried:
    """A half of the bad inputs: how many there are, how many of each kind were tried, what is not as it should be, and what one cost at most."""

    every: int
    seen: Counter[str] = field(default_factory=Counter)
    found: list[str] = field(default_factory=list)
    seconds: float = 0.0
    megabytes: int = 0


def _tried(size: int, ends: float, half: int) -> Tried:
    import bad_inputs
    import plain
    from conftest import DAY, run

    ENDS[0] = ends
    kinds = [[bad for bad in bad_inputs.every() if bad.kind == kind][:size] for kind in bad_inputs.WANTED]
    turns = [bad for turn in zip_longest(*kinds) for bad in turn if bad][half::2]
    tried = Tried(len(turns))
    with tempfile.TemporaryDirectory() as folder:
        site = plain.site(Path(folder) / "whole", "sound")
        built = run("--site", site, "--date", DAY, "--jobs", "1")
        assert built.exit_code == 0, built.output
        bench = bad_inputs.Bench(site, Path(folder))
        for bad in (turns[number] for number in so_many(len(turns))):
            came = bench.see(bad)
            if fault := came.fault(bad):
                tried.found.append(f"{bad.kind}, {bad.name}: {fault}\n{came.told[:300]}")
                print(tried.found[-1], flush=True)
            tried.seen[bad.kind] += 1
            tried.seconds, tried.megabytes = max(tried.seconds, came.seconds), max(tried.megabytes, came.megabytes)
    return tried


def firefox(size: int) -> str:
    """A page's own policy in another browser, from so many of the places where readers have a site: what tests/web/test_policy.py does in Chromium."""
    import plain
    import test_policy
    from conftest import DAY, run
    from firefox import firefox

    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as profile:
        site = plain.site(Path(folder) / "site", "sound")
        built = run("--site", site, "--date", DAY, "--jobs", "1")
        assert built.exit_code == 0, built.output
        with firefox(Path(profile)) as browser:
            browser.before_each_page(test_policy.LISTENING)
            for place in test_policy.PLACES[:size]:
                _policy_holds(browser, place, site, Path(folder) / "stick")
            version = browser.version
    opened = (len(test_policy.PAGES) + 2) * len(test_policy.PLACES[:size])
    return (
        f"Firefox {version}: from {', '.join(test_policy.PLACES[:size])}: {opened} pages, nothing of ours stopped, "
        f"{len(test_policy.REFUSED)} directives refuse what is not, 0 bytes sent elsewhere"
    )


def _policy_holds(browser: Any, place: str, site: Path, stick: Path) -> None:
    import test_policy as policy

    with policy.lying(place, site / "public", stick) as address, socket.create_server(("127.0.0.1", 0)) as elsewhere:
        for path in policy.PAGES:
            browser.show(f"{address}fr/{path}")
            assert (browser.see(f"({policy.STYLED})()"), browser.see("refused")) == ("absolute", []), (place, path)
        assert browser.see(f"({policy.SHOWN})({json.dumps(f'{address}assets/{policy.icon(site)}')})") > 0
        browser.show(f"{address}fr/search.html")
        browser.see("[q.value = 'médecin', q.dispatchEvent(new Event('input', {bubbles: true}))]")
        browser.come_true("document.querySelector('#results a') !== null")
        assert browser.see("refused") == [], place
        browser.show(f"{address}fr/index.html")
        browser.see(f"({policy.FOREIGN})('http://127.0.0.1:{elsewhere.getsockname()[1]}/x')")
        browser.come_true(f"new Set(refused).size >= {len(policy.REFUSED)}")
        assert set(browser.see("refused")) == policy.REFUSED, place
        assert (browser.see("hit"), browser.see(f"({policy.STYLED})()"), policy.heard(elsewhere)) == (0, "absolute", b""), place


def privacy(size: int) -> str:
    """Every page of a site, with a directory, the Agora's room and codes for readers' words, opened in a browser by a reader who asks for nothing: what it asked for,
    and what it left. `size` pages at most."""
    import plain
    from chromium import chromium, window
    from conftest import DAY, run
    from host import hosting

    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        site = plain.site(Path(folder) / "site", "sound", "room", "voice")
        built = run("--site", site, "--date", DAY, "--jobs", "1")
        assert built.exit_code == 0, built.output
        pages = sorted(path.relative_to(site / "public").as_posix() for path in (site / "public").rglob("*.html"))[:size]
        context = window(browser, [])
        page, asked = context.new_page(), list[str]()
        context.on("request", lambda request: asked.append(request.url))
        with hosting(site / "public") as host:
            for path in (path for path in pages if not path.startswith("offline/")):  # those are downloads
                page.goto(host.url + path, wait_until="networkidle")
                assert page.evaluate(_LEFT) == [0, 0, 0, 0, 0], path
            elsewhere = [url for url in asked if not url.startswith((host.url, "data:"))]
            assert elsewhere == [], elsewhere
            assert context.cookies() == []
        context.close()
    return f"{len(pages)} pages, {len(asked)} requests: 0 elsewhere, 0 stored"


# What a page has stored: two storages, databases, caches, workers.
_LEFT = """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length,
  (await navigator.serviceWorker.getRegistrations()).length]"""


def gate(*tests: str) -> Callable[[int], str]:
    """A part that is in the gate: its tests, and how many they are."""

    def measure(_: int) -> str:
        command = [sys.executable, "-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider", "-n", "0", *tests]
        done = subprocess.run(
            command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout[-3000:]
        passed: str = re.findall(r"(\d+) passed", done.stdout)[-1]
        return f"{passed} tests pass"

    return measure


def engine(size: int) -> str:
    """Sequences of edits, each build compared with one that begins anew; so many in each process, whose memory grows with what it builds. What else there
    is of edits is in the gate."""
    done = 0
    for number in so_many(-(-size // _SEQUENCES)):
        options = ("--sequences", str(_SEQUENCES), "--first-seed", str(number * _SHARES))
        gate("tests/test_incremental.py::test_incremental_equals_clean", *options)(size)
        done += _SEQUENCES
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return f"{done:,} sequences of up to four rounds of edits, each build as one from nothing; {peak} MB at most"


def pairs(size: int) -> str:
    """Two builds of one site at once: one wins, the other waits or says who is at work. Then one that is killed while another asks for its turn."""
    import plain
    from conftest import DAY

    with tempfile.TemporaryDirectory() as folder:
        site = plain.site(Path(folder) / "site", "sound")
        options = ["--site", site, "--out", site / "public", "--date", DAY, "--no-pdf", "--jobs", "1"]
        command = [sys.executable, ROOT / "build.py", "build", *options]
        begin = partial(subprocess.Popen, command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        subprocess.run(command, check=True, capture_output=True)
        whole, refused, done = plain.tree(site / "public"), 0, 0
        luck = random.Random(size)
        for number in so_many(size):
            _changed(site, number)
            both = [begin() for _ in range(2)]
            said = [each.communicate()[1] for each in both]
            codes = sorted(each.returncode for each in both)
            assert codes in ([0, 0], [0, 2]), (codes, said)
            assert codes == [0, 0] or any(f"process {each.pid} on" in words for each in both for words in said), said
            refused += codes != [0, 0]
            assert plain.tree(site / "public") == whole
            _changed(site, size + number)
            owner = begin()
            time.sleep(luck.uniform(0.1, 1.5))
            other = begin()
            time.sleep(luck.uniform(0, 0.5))
            owner.kill()
            owner.communicate()
            words = other.communicate(timeout=600)[1]
            assert other.returncode in (0, 2), words
            assert other.returncode == 0 or f"process {owner.pid} on" in words, words
            subprocess.run(command, check=True, capture_output=True)
            assert plain.tree(site / "public") == whole
            done += 1
    return (
        f"{done} pairs: the site is whole each time; {refused} times one was told who is at work; "
        f"{done} owners killed while another asked for its turn: the next build succeeds"
    )


def _changed(site: Path, number: int) -> None:
    facts = site / "content/facts.yaml"
    facts.write_text(facts.read_text(encoding="utf-8") + f"# {number}\n", encoding="utf-8")


def swaps(size: int) -> str:
    """Readers who fetch a page and, up to 2 seconds later, what it names, while the site is published again and again. What lingers goes much sooner
    than it would, so that it does go while they read."""
    import test_swaps

    from livret.publish import lingering

    for folder in (tempfile.gettempdir(), "/dev/shm"):  # noqa: S108 – the one that is memory
        with tempfile.TemporaryDirectory(dir=folder) as room:
            test_swaps.SWAPS, test_swaps.WAITS = size, (0.002, 0.1, 0.5, 2.0)
            lingering._SECONDS = LINGERS  # noqa: SLF001 – where an hour is nobody's to wait for
            test_swaps.test_nothing_that_a_page_names_is_missing(Path(room))
    return f"2 × {size:,} swaps, on the disk and in memory, 4 readers each: 0 missing, and no picture of an earlier output"


def fuzzing(kind: str, size: int) -> str:
    """Inputs of a kind mutilated at random, for so many seconds, in a process of their own: problems, and nothing else, within the bounds of one input."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        count, busy, peak = pool.submit(_fuzzed, kind, size).result()
    took = f"{size // 60} minutes" if size % 60 == 0 else f"{size} s"
    return f"{count:,} inputs in {took}, {busy} s of the processor: only problems; {peak} MB at most"


def _fuzzed(name: str, seconds: int) -> tuple[int, int, int]:
    """How many inputs of a kind were tried, and the seconds of the processor and megabytes that it took. What was found is kept, and said where."""
    from livret.workshop import let_go

    began, count = time.monotonic(), 0
    for path, attempt in _TARGETS[name](random.Random(f"{seconds} {name}")):
        used = _busy()
        try:
            result = attempt()
            assert result.exit_code in (0, 1, 2), result.output
            assert _busy() - used < SECONDS, f"more than {SECONDS} s of the processor"
            assert _peak() < 2 * MEGABYTES, f"{_peak()} MB"
        except Exception as error:
            kept = Path(tempfile.gettempdir()) / f"found in {name}"
            shutil.copyfile(path, kept)
            raise AssertionError(f"{name}, as {path}, kept as {kept}: {traceback.format_exc()}") from error
        count += 1
        if count % _TOGETHER == 0:
            let_go()  # a run is a process of its own where people run it, and tells the collector to let be what it has read
        if time.monotonic() - began > seconds:
            break
    return count, round(_busy()), _peak()


def _busy() -> float:
    """Seconds of the processor that this process and the workers that it began have taken."""
    return sum(os.times()[:4])


def _peak() -> int:
    """Megabytes of the largest of them."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) // 1024


def _sites(
    pick: Callable[[Path], Iterator[Path]], part: Callable[[str], tuple[str, str, str]]
) -> Callable[[random.Random], Iterator[Attempt]]:
    """Checks of a small site with one of its files mutilated, within a part of it."""

    def tries(chance: random.Random) -> Iterator[Attempt]:
        import plain
        from conftest import DAY, run
        from test_mutations import mutilated

        with tempfile.TemporaryDirectory() as folder:
            site = plain.site(Path(folder) / "site", "sound")
            files = sorted(pick(site))
            texts = {path: path.read_text(encoding="utf-8") for path in files}
            while True:
                path = chance.choice(files)
                before, inside, behind = part(texts[path])
                for _ in range(chance.randint(1, 4)):
                    inside = mutilated(inside or " ", chance)
                path.write_text(before + inside + behind, encoding="utf-8", errors="replace")
                yield path, lambda: run("check", "--site", site, "--date", DAY)
                path.write_text(texts[path], encoding="utf-8")

    return tries


def _whole(text: str) -> tuple[str, str, str]:
    return "", text, ""


def _head(text: str) -> tuple[str, str, str]:
    end = text.find("\n---\n", 4)
    return (text[:4], text[4:end], text[end:]) if text.startswith("---\n") and end > 0 else ("", text[:80], text[80:])


def _hours(text: str) -> tuple[str, str, str]:
    found = re.search(r"(?<=opening_hours: ).*", text)
    return (text[: found.start()], found[0], text[found.end() :]) if found else ("", text, "")


def _imports(chance: random.Random) -> Iterator[Attempt]:
    import plain
    from conftest import DAY, run
    from test_mutations import mutilated

    with tempfile.TemporaryDirectory() as folder:
        site = plain.site(Path(folder) / "site", "public")
        assert run("--site", site, "--out", site / "public", "--date", DAY, "--no-pdf", "--jobs", "1").exit_code == 0
        sources = sorted(path for path in (site / "public/data").rglob("*") if path.suffix in (".json", ".csv"))
        while True:
            source = chance.choice(sources)
            text = source.read_text(encoding="utf-8")
            for _ in range(chance.randint(1, 4)):
                text = mutilated(text or " ", chance)
            file = Path(folder) / f"sent{source.suffix}"
            file.write_text(text, encoding="utf-8", errors="replace")
            yield file, partial(run, "import", file, "--site", site, "--date", DAY, "--dry-run")


def _pdfs(chance: random.Random) -> Iterator[Attempt]:
    import pikepdf
    from conftest import run

    with tempfile.TemporaryDirectory() as folder:
        written, file = io.BytesIO(), Path(folder) / "sent.pdf"
        with pikepdf.new() as pdf:
            for _ in range(3):
                page = pdf.add_blank_page(page_size=(420, 595))
                page.Contents = pdf.make_stream(b"q 1 0 0 1 10 10 cm 0 0 0 1 k BT /F 12 Tf (a) Tj ET 0 0 100 100 re f Q\n" * 20)
            pdf.save(written, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
        whole = written.getvalue()
        while True:
            data = bytearray(whole)
            for _ in range(chance.randint(1, 12)):
                at = chance.randrange(len(data))
                match chance.randrange(3):
                    case 0:
                        data[at] = chance.randrange(256)
                    case 1:
                        del data[at : at + chance.randint(1, 40)]
                    case _:
                        data[at:at] = chance.choice((b"9" * 30, b"<<", b">>", b"[", b"/", b" 1 0 R ", b"-1", b"\0", b"endobj"))
            file.write_bytes(data)
            yield file, lambda: run("print", "preflight", file)


_TARGETS: dict[str, Callable[[random.Random], Iterator[Attempt]]] = {
    "YAML": _sites(lambda site: site.rglob("*.yaml"), _whole),
    "Markdown": _sites(lambda site: site.rglob("*.md"), _whole),
    "heads": _sites(lambda site: site.rglob("*.md"), _head),
    "PO": _sites(lambda site: site.rglob("*.po"), _whole),
    "hours": _sites(lambda site: (site / "content/services").glob("*.yaml"), _hours),
    "imports": _imports,
    "PDF": _pdfs,
}
# What is done, how large it is where nothing else is asked for, and by what.
PARTS: dict[str, tuple[str, int, Callable[[int], str]]] = {
    "kills": ("builds of two processes ended from outside, with paper", 500, kills),
    "failures": ("a disk that refuses each touch in turn", 410, failures),
    "matrix": ("the same site in other surroundings", 7, matrix),
    "injection": ("texts that try to run something", 120, injection),
    "inputs": ("bad inputs, each by itself", 1_000, inputs),
    "firefox": ("a page's own policy, in Firefox", 4, firefox),
    "privacy": ("every page, opened by a reader who asks for nothing", 1_000, privacy),
    "terminal": (
        "forty texts that move a terminal, through every command",
        40,
        gate("tests/trust/test_terminal.py"),
    ),
    "links": (
        "links, collisions, names",
        100,
        gate(
            "tests/source/test_door.py",
            "tests/source/test_names.py",
            "tests/source/test_any_names.py",
            "tests/source/test_strays.py",
            "tests/source/test_shared_drive.py",
        ),
    ),
    "stores": (
        "a hundred forged stores, two hundred damaged ones",
        100,
        gate("tests/publish/test_store_key.py", "tests/publish/test_kept.py"),
    ),
    "leaks": (
        "who builds, what waits, what is protected, whose consent is gone: in every byte, opened",
        1,
        gate("tests/test_withdrawn.py", "tests/data/test_protected.py"),
    ),
    "engine": (
        "sites edited again and again, each build compared with one that begins anew",
        1_000,
        engine,
    ),
    "pairs": ("two builds at once", 100, pairs),
    "swaps": ("a reader while the site is published", 2_000, swaps),
} | {f"fuzz-{kind.lower()}": (f"{kind} mutilated at random", 1_200, partial(fuzzing, kind)) for kind in _TARGETS}


def note(part: str, figure: str) -> None:
    """Puts the figure of a part into its row of the page."""
    row = f"| `{part}` | {PARTS[part][0]} | {figure} | {datetime.datetime.now(datetime.UTC):%Y-%m-%d} |"
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(_ROW.sub(lambda found: row if found["part"] == part else found[0], text), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help=", ".join(PARTS))
    parser.add_argument("--size", type=int, help="how many, or for fuzzing how many seconds for each kind of input")
    parser.add_argument("--minutes", type=float, help="after which nothing more of a part is begun; its figure says how much was")
    parser.add_argument(
        "--python", action="append", default=[], help="for the matrix, another interpreter with the libraries of the lock"
    )
    asked = parser.parse_args()
    PYTHONS.extend(asked.python)
    for part in asked.parts or PARTS:
        _, size, measure = PARTS[part]
        ENDS[0] = time.monotonic() + 60 * asked.minutes if asked.minutes else 0
        figure = measure(asked.size or size)
        print(f"{part}: {figure}", flush=True)
        note(part, figure)


if __name__ == "__main__":
    main()
