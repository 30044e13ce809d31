"""A directory of 700 services in ten languages: how long a build takes, what a phone downloads, how fast the filters answer.

    python bench/directory.py [services]

The site is generated, always the same: names, glosses, addresses, hours and languages as listings have them. The filters are
measured in Chromium, slowed down four times (CDP Emulation.setCPUThrottlingRate), from a press to a page that is laid out.
"""

from __future__ import annotations

import gzip
import os
import random
import re
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

import corpus
import polib
import yaml
from playwright.sync_api import sync_playwright

from livret import pipeline
from livret.catalogs import catalog
from livret.problems import Report

CATEGORIES = ("health", "asylum", "housing", "food", "learning", "daily")
NEEDS = ("doctor", "sleep", "eat", "papers", "french")
HOURS = (
    "Mo-Fr 08:30-12:30,13:30-17:00; PH off|Mo,We,Fr 09:00-12:00|Tu-Sa 10:00-18:30; PH off|Mo-Su 18:30-20:00|We 14:00-17:00|24/7|Mo-Th 09:00-17:00; Fr 09:00-12:00; PH off|"
    "Tu 14:00-16:00; Th 17:30-19:30|Mo-Fr 22:00-02:00|Sa[1] 09:30-12:00|Mo-Fr 08:00-18:00; Aug off; PH off"
).split("|")


def services(count: int, chance: random.Random) -> list[dict[str, object]]:
    streets = [f"rue {chance.choice(['du', 'de la', 'des'])} {word}" for word in corpus.MORE]
    glosses = [" ".join(text.replace("*", "").split("](")[0].replace("[", "").split()[:7]) for text in corpus.messages(count)]
    return [_service(number, gloss, streets, chance) for number, gloss in enumerate(glosses)]


def _service(number: int, gloss: str, streets: list[str], chance: random.Random) -> dict[str, object]:
    name = f"{chance.choice(['Maison', 'Permanence', 'Accueil', 'Relais', 'Association', 'Point', 'Centre'])} {chance.choice(corpus.MORE)} {chance.choice(corpus.MORE)} {number}"
    found: dict[str, object] = {
        "id": re.sub("[^a-z0-9]+", "_", name.lower().encode("ascii", "ignore").decode()),
        "name": name,
        "gloss": gloss,
        "category": chance.choice(CATEGORIES),
        "needs": chance.sample(NEEDS, chance.randint(1, 2)),
        "example": True,
        "phones": [{"number": f"+33465710{chance.randint(0, 999):03}"}],
        "address": {"street": f"{chance.randint(1, 150)} {chance.choice(streets)}", "postal_code": "38000", "city": "Grenoble"},
        "latitude": round(45.15 + chance.random() / 10, 4),
        "longitude": round(5.68 + chance.random() / 10, 4),
        "appointment": chance.choice(["required", "possible", "none", "unknown"]),
        "fees": chance.choice(["free", "free", "paid", "unknown"]),
        "wheelchair": chance.choice(["yes", "limited", "no", "unknown"]),
        "languages": ["fr", *chance.sample(corpus.LANGUAGES[1:], chance.randint(0, 4))],
        "verified_on": f"2026-{chance.randint(6, 11):02}-{chance.randint(1, 24):02}",
    }
    if chance.random() < 0.85:
        found["opening_hours"] = chance.choice(HOURS)
    if chance.random() < 0.5:
        found["documents"] = [corpus.sentence(chance).replace("*", "").split("](")[0].replace("[", "")]
    return found


def site(folder: Path, count: int) -> None:
    """A site folder with that many services and catalogs that translate every text of theirs."""
    listed = services(count, random.Random(4))
    (folder / "content/services").mkdir(parents=True)
    (folder / "content/site.yaml").write_text(
        "livret: 1\nname: Banc\ntagline: Banc\nurl: https://livret.example\nlanguage: fr\n"
        f"languages: [{', '.join(corpus.LANGUAGES)}]\npublisher: {{name: Banc}}\nhost: {{name: Banc}}\n"
        "categories:\n" + "".join(f"  - {{id: {each}, name: {each}, pictogram: {each}}}\n" for each in CATEGORIES)
        + "needs:\n" + "".join(f"  - {{id: {each}, name: {each}, pictogram: health}}\n" for each in NEEDS),
        encoding="utf-8",
    )  # fmt: skip
    (folder / "content/services/all.yaml").write_text(
        yaml.safe_dump({"services": listed}, allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    texts = [("gloss", str(each["gloss"])) for each in listed]
    texts += [("documents", text) for each in listed for text in each.get("documents", [])]  # type: ignore[attr-defined]
    for tag in corpus.LANGUAGES[1:]:
        made = polib.POFile(wrapwidth=0)
        made.metadata = {"Language": tag, "Content-Type": "text/plain; charset=utf-8"}
        made.extend(
            polib.POEntry(msgctxt=context, msgid=text, msgstr=corpus.translated(text, tag))
            for context, text in dict.fromkeys(texts)
        )
        path = folder / f"translations/{tag}/services.po"
        path.parent.mkdir(parents=True)
        path.write_bytes(catalog.write(made))


PRESS = """async ({name, value}) => {
  const control = document.querySelector(`form.filters [name=${name}]`);
  await new Promise(done => setTimeout(done, 400));
  const start = performance.now();
  if (control.type === "checkbox") control.checked = value; else control.value = value;
  control.dispatchEvent(new Event("change", {bubbles: true}));
  document.body.getBoundingClientRect();
  const answered = performance.now() - start;
  const wrong = () => [...document.querySelectorAll(".kind li.card")].filter(card => !card.hidden).length;
  const count = +document.querySelector("#said").textContent.match(/[0-9]+/)[0];
  while (wrong() !== count) await new Promise(done => setTimeout(done));
  return [answered, performance.now() - start];
}"""
STEPS = [
    ("lang", "ar"),
    ("free", True),
    ("need", "eat"),
    ("walkin", True),
    ("lang", ""),
    ("wheelchair", True),
    ("free", False),
    ("need", ""),
    ("walkin", False),
    ("wheelchair", False),
]
ROUNDS = 5  # the best of them: other work of this machine must not count


def filters(page_file: Path) -> None:
    """From a press until the count and the first entries are laid out, and until the last one of hundreds is shown or hidden."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 360, "height": 780})
        page.goto(f"file://{page_file}")
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
        rounds = [[page.evaluate(PRESS, {"name": name, "value": value}) for name, value in STEPS] for _ in range(ROUNDS)]
        answered, whole = ([min(each[step][part] for each in rounds) for step in range(len(STEPS))] for part in (0, 1))
        print(
            f"filters     answer in {statistics.median(answered):.0f} ms (slowest of {len(STEPS)}: {max(answered):.0f}); every entry after {statistics.median(whole):.0f} ms (slowest: {max(whole):.0f}); CPU slowed down 4 times, best of {ROUNDS}"
        )
        browser.close()


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 700
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site(folder, count)
        options = pipeline.Options(folder, folder / "public", pdf=False)
        report, start = Report(), time.perf_counter()
        outcome = pipeline.build(options, report)
        seconds = time.perf_counter() - start
        if not outcome.published:
            sys.exit(f"nothing was built: {list(report)[:5]}")
        spent = sum(os.times()[:4])  # of this process and of those that it waited for
        print(
            f"build       {seconds:.1f} s, {spent:.1f} s of processor, for {sum(outcome.kinds.values())} files: {count} services in {len(corpus.LANGUAGES)} languages"
        )
        for kind in ("index", "sheet"):
            sizes = {
                tag: len(gzip.compress((folder / f"public/{tag}/services/{kind}.html").read_bytes(), 9)) for tag in corpus.LANGUAGES
            }
            print(
                f"{kind:11} {max(sizes.values()) / 1000:.1f} kB gzipped at most ({max(sizes, key=sizes.__getitem__)}), {min(sizes.values()) / 1000:.1f} kB at least"
            )
        filters(folder / "public/ar/services/index.html")


if __name__ == "__main__":
    main()
