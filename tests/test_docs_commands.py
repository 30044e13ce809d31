"""Every command in the documentation is run as it is written there, on a small site that has what they name; what stands for something is filled in.

The French pages have the same ones (test_french_docs.py). docs/start.md is walked as a whole by test_start.py, and is not run again here.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import click
import pikepdf
import plain
import pytest
from conftest import DAY, ROOT, run
from test_docs import commands

from livret.cli import main

PAGES = [
    path for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")] if ".fr." not in path.name and path.name != "CHANGELOG.md"
]
NAMED = re.compile(
    r"(?:^ *|`)(?:livret|\S*python build\.py) ([a-z][^`\n]*?)(?: +#.*| > .*)?(?:`|$)|`(print [a-z][^`\n]*)`", re.MULTILINE
)
KNOWN = dict(commands(main))
# What stands for something in a command, and what of it there is here.
FILLED = {
    "[BOOKLET]": "urgences", "FOLDER": "{new}", "my-town": "{new}", "~/professionnels": "{new}", "PSEUDONYM": "selam", "ID…": "caf", "ID": "dentiste", "CHAPTER": "sante/numeros",
    "CATEGORY": "health", "ADDRESS…": "sante/numeros", "sante/numeros#p7": "sante/numeros#p2", "services/permanence": "sante/numeros#p2", "FILE.po": "{sent}/sante.po", "messages.txt": "{sent}/messages.txt",
    "counter.csv": "{sent}/counter.csv", "medecin.docx": "{sent}/medecin.html", "content/booklets/01-sante": "{site}/content/booklets/01-sante", "bn": "ar",
}  # fmt: skip
OF_ONE = {  # the same word, for one command
    ("import", "FILE"): "{sent}/services.csv", ("voice", "FILE"): "{sent}/counter.csv", ("print preflight", "FILE"): "{sent}/sent.pdf", ("host", "NAME"): "nginx",
    ("print order", "NAME"): "2026-12", ("build", "FOLDER"): "{towns}",
}  # fmt: skip
SAID = {"new site": ["--name", "Essai", "--languages", "fr", "--country", "FR"]}  # what would be asked for on a terminal
# Exit codes: nothing of the site is published yet, it has no alert, and the PDF is of no print shop.
TOLD = {"rollback": 2, "rollback --list": 0, "alert --end alert_1": 1, "funder": 1, "print preflight": 1}
# It goes on until somebody ends it, asks the network, wants a package that is not here, says otherwise what is run: that it is understood is all that is asked.
AS_TYPED = ("serve", "--online", "--font", "TAG", "--take-back", "new admin", "admin")


def lines() -> dict[str, str]:
    """Each command, and the first page that has it; start.md has its own test, and where a bare name stands it is the command that another page has whole."""
    found: dict[str, str] = {}
    for page in sorted(PAGES, key=lambda page: page.name != "start.md"):
        for typed, short in NAMED.findall(page.read_text(encoding="utf-8")):
            found.setdefault(typed or short, page.name)
    longer = {parted(line)[0] for line in found if parted(line)[1]}
    first = {meant(line): line for line in reversed(found)}  # two that come to the same are run once
    return {
        line: page
        for line, page in found.items()
        if page != "start.md" and first[meant(line)] == line and (parted(line)[1] or parted(line)[0] not in longer)
    }


def parted(line: str) -> tuple[str, list[str]]:
    """The name of a command, and what stands behind it."""
    words = shlex.split(line)
    for length in (2, 1):
        if (name := " ".join(words[:length])) in KNOWN:
            return name, words[length:]
    return words[0], words[1:]  # a group: `new`, `print`


def meant(line: str) -> tuple[str, ...]:
    """What stands for something has a value; places are still to be filled in."""
    name, words = parted(line)
    return (name, *(OF_ONE.get((name, word), FILLED.get(word, word)) for word in words))


LINES = lines()


def test_all_pages_are_looked_at() -> None:
    """And what is found is a command, so that the pattern sees none in a sentence."""
    assert {"cli.md", "writing.md", "towns.md", "README.md", "CONTRIBUTING.md", "SECURITY.md"} <= set(LINES.values())
    assert {parted(line)[0] for line in LINES} - {"new", "print"} <= set(KNOWN)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The site that is copied for each command, what was sent to it, and a folder of towns."""
    folder = tmp_path_factory.mktemp("docs")
    site = plain.site(folder / "site", "sound", "room", "voice", "named")
    (site / ".livret-private").mkdir()
    (site / ".livret-private/members.yaml").write_text("members: []\n", encoding="utf-8")
    for number in ("1", "2"):
        plain.site(folder / f"towns/{number}", "sound")
    sent = folder / "sent"
    sent.mkdir()
    shutil.copy(site / "translations/ar/sante.po", sent / "sante.po")
    (sent / "messages.txt").write_text("S-3 fr 2026-11-20\nLe numéro est faux.\n", encoding="utf-8")
    (sent / "counter.csv").write_text("code;mots\nS-3;Le numéro est faux\n", encoding="utf-8")
    (sent / "services.csv").write_text(
        "id,name,gloss,category,example,verified_on,phones.1.number\nvoisins,Les voisins,Un repas,health,true,2026-11-20,tel:+33465710012\n",
        encoding="utf-8",
    )
    (sent / "medecin.html").write_text("<h1>Le médecin</h1><p>Appelez.</p>", encoding="utf-8")
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(420, 595))
        pdf.save(sent / "sent.pdf")
    town = folder / "town/content/site.yaml"
    town.parent.mkdir(parents=True)
    town.write_text(
        (site / "content/site.yaml").read_text(encoding="utf-8").replace("livret: 1\n", "livret: 1\nextends: ../site\n"),
        encoding="utf-8",
    )
    return {"site": site, "sent": sent, "towns": folder / "towns", "town": town.parents[1]}


def filled(line: str, places: dict[str, Path]) -> list[str]:
    """The command as it is run here: what stands for something has a value, the site and the day are said."""
    name, *rest = meant(line)
    words = [word if "{phone" in word else word.format(**places) for word in rest]
    command = KNOWN.get(name, click.Command(name))
    options = {option for each in command.params for option in each.opts}
    wanted = sum(isinstance(each, click.Argument) and each.required for each in command.params)
    if name not in KNOWN or (wanted and not words) or any(word in AS_TYPED for word in [name, *words]):
        return [*name.split(), "--help", *words]
    words += SAID.get(name, [])
    site = places["town" if name == "upstream" else "site"]
    for option, value in {
        "--site": str(site),
        "--date": DAY,
        "--jobs": "1",
        **({"--lang": "fr"} if name.startswith("print ") else {}),
    }.items():
        if option in options and option not in words and (option, "--sites") != ("--site", words[:1] and words[0]):
            words += [option, value]
    return [*name.split(), *words]


@pytest.mark.parametrize("line", LINES)
def test_it_runs_as_it_is_written(line: str, places: dict[str, Path], tmp_path: Path) -> None:
    site = Path(shutil.copytree(places["site"], tmp_path / "site"))
    result = run(*filled(line, places | {"site": site, "new": tmp_path / "new"}))
    assert result.exit_code == TOLD.get(line, TOLD.get(parted(line)[0], 0)), f"{LINES[line]}: {line}\n{result.output}"


SCRIPT = re.compile(r"\b(?:python|bash) ((?:bench|scripts)/[\w.]+)([^`\n#]*)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_script_that_is_named_is_there_with_its_options(page: Path) -> None:
    for name, rest in SCRIPT.findall(page.read_text(encoding="utf-8")):
        text = (ROOT / name).read_text(encoding="utf-8")
        options = re.findall(r"--[a-z-]+", rest) if name.endswith(".py") else []  # scripts/test hands its own on
        assert [option for option in options if option not in text] == [], name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_file_of_the_repository_that_is_named_is_there(page: Path) -> None:
    named = re.findall(r"`((?:livret|tests|bench|scripts|docs)/[\w./-]+\.\w+)`", page.read_text(encoding="utf-8"))
    assert [name for name in named if not (ROOT / name).exists()] == []
