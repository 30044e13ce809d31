"""A base and three towns: what each inherits, has itself and hides; what reaches it when the base changes; what is told of all that."""

from __future__ import annotations

import datetime
import gc
import shutil
from pathlib import Path
from typing import Any

import plain
import pytest
from conftest import DAY, run

from livret import extract, formats, pipeline
from livret.options import Options
from livret.pipeline import Outcome
from livret.problems import Report
from livret.publish.watch import Request, Watch
from livret.source import prose
from livret.source import read as source
from livret.source.door import Door, Known, Refused
from livret.source.read import Reading

TODAY = datetime.date.fromisoformat(DAY)
TOWNS = ("nord", "sud", "est")
PAGES = frozenset({"home", "booklet", "chapter", "pair", "services", "service", "words"})
Files = dict[str, bytes]


def options(site: Path, out: str = "public") -> Options:
    return Options(site, site / out, date=TODAY, jobs=1, pdf=False, without=formats.names() - PAGES)


def build(site: Path, out: str = "public", known: Known | None = None) -> Files:
    report = Report()
    assert pipeline.build(options(site, out), report, known=known).published, list(report)
    return {path: data for path, data in plain.tree(site / out).items() if path.endswith(".html")}


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Files]]:
    """The base and the towns, each built once."""
    folder = plain.site(tmp_path_factory.mktemp("network"), "towns")
    known: Known = {}
    return folder, {town: build(folder / town, known=known) for town in TOWNS}


@pytest.fixture
def towns(tmp_path: Path) -> Path:
    return plain.site(tmp_path / "towns", "towns")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def read(site: Path, known: Known | None = None) -> tuple[Reading | None, list[str]]:
    """A site as it is read, and its problems: place and code."""
    report = Report()
    reading = source.read(Door(site, TODAY, known={} if known is None else known), report)
    return reading, [f"{problem.place} {problem.code}" for problem in report]


# --- what a town has ---------------------------------------------------------------------------------


def test_what_is_inherited_is_published(network: tuple[Path, dict[str, Files]]) -> None:
    _, built = network
    nord, sud, est = (built[town] for town in TOWNS)
    assert b'href="tel:15"' in nord["fr/sante/numeros.html"]
    assert b'href="tel:112"' in sud["fr/sante/numeros.html"]  # its own number, in a page of the base
    assert b"Prenez vos papiers" in nord["fr/sante/soins.html"]
    assert b"Les soins du Sud" in sud["fr/sante/soins.html"]
    assert b"Prenez vos papiers" not in b"".join(sud.values())
    assert b"Permanence du Sud" in sud["fr/services/permanence.html"]
    assert {"fr/services/soupe.html", "fr/services/ecoute.html", "fr/manger/repas.html", "fr/logement/toit.html"} <= sud.keys()
    assert "Les numéros d’Est".encode() in est["fr/sante/numeros.html"]
    gone = ("logement", "soins", "ecoute", "words", "/ar/")
    assert not [path for path in est if any(name in f"/{path}" for name in gone)]


def test_nothing_of_the_base_alone_is_published(network: tuple[Path, dict[str, Files]]) -> None:
    _, built = network
    every = b"".join(data for files in built.values() for data in files.values())
    for own in ("Socle", "socle.example", "Mentions du socle", "L’Agora du socle"):
        assert own.encode() not in every, own


def test_a_translation_of_the_town_stands_before_that_of_the_base(network: tuple[Path, dict[str, Files]]) -> None:
    _, built = network
    assert "اتصل بـ" in built["nord"]["ar/sante/numeros.html"].decode()
    assert "اتصلوا بالرقم" in built["sud"]["ar/sante/numeros.html"].decode()
    assert "خذ أوراقك" in built["nord"]["ar/sante/soins.html"].decode()


def test_links_name_pages_as_either_layer_does(network: tuple[Path, dict[str, Files]]) -> None:
    _, built = network
    assert b'href="soins.html"' in built["sud"]["fr/sante/numeros.html"]  # 02-soins.md of the base is 07-soins.md here
    assert b'href="numeros.html"' in built["sud"]["fr/sante/soins.html"]  # of ../01-sante, as the base calls it


# --- what changes with the base -------------------------------------------------------------------------

EDITS = {
    "a number": ("content/facts.yaml", '"15"', '"18"'),
    "a sentence": ("content/booklets/01-sante/02-soins.md", "Prenez vos papiers.", "Prenez tous vos papiers."),
    "a translation": ("translations/ar/sante.po", "اتصل بـ {phone.samu}.", "اتصل الآن بـ {phone.samu}."),
}
# Whom each reaches, and a page that shows it. The others have their own there, or hide it, or do not have the language.
REACHED = {
    ("a number", "nord"): "ar/sante/numeros.html",
    ("a number", "est"): "fr/sante/numeros.html",
    ("a sentence", "nord"): "fr/sante/soins.html",
    ("a translation", "nord"): "ar/sante/numeros.html",
}


def test_what_the_base_corrects_reaches_whoever_inherits_it(network: tuple[Path, dict[str, Files]], tmp_path: Path) -> None:
    """After each edit a build changes what is inherited and nothing else; in the end it is what is built from nothing."""
    folder = tmp_path / "network"
    shutil.copytree(network[0], folder)
    before = dict(network[1])
    for name, (file, old, new) in EDITS.items():
        edit(folder / "base" / file, old, new)
        for town in TOWNS:
            after = build(folder / town)
            every = after.keys() | before[town].keys()  # a page with French beside is there while a text of it is translated
            changed = {path for path in every if after.get(path) != before[town].get(path)}
            assert bool(changed) is ((name, town) in REACHED), (name, town, changed)
            assert not changed or REACHED[name, town] in changed
            assert name != "a translation" or all(path.startswith("ar/") for path in changed)
            before[town] = after
    for town in TOWNS:
        shutil.rmtree(folder / town / ".livret")
        assert build(folder / town, "clean") == before[town]


def test_a_build_with_nothing_to_do_looks_at_the_base(towns: Path) -> None:
    site, request = towns / "nord", Request("check", towns / "nord", TODAY)
    assert run("check", "--site", site, "--date", DAY).exit_code == 0
    assert Watch(request).found() is not None
    edit(towns / "base/content/facts.yaml", '"15"', '"18"')
    assert Watch(request).found() is None
    edit(towns / "base/content/facts.yaml", '"18"', '"15"')
    assert Watch(request).found() is not None
    (towns / "base/content/booklets/01-sante/03-autre.md").write_text("# Autre\n", encoding="utf-8")
    assert Watch(request).found() is None


def test_a_base_is_read_once(towns: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    parse = prose.blocks.parse
    monkeypatch.setattr(
        prose.blocks, "parse", lambda body, path, *rest, **more: (parsed.append(path), parse(body, path, *rest, **more))[1]
    )
    known: Known = {}
    for town in TOWNS:
        read(towns / town, known)
    assert parsed.count("../base/content/booklets/01-sante/01-numeros.md") == 1
    assert parsed.count("../base/content/booklets/02-logement/01-toit.md") == 1


def test_each_site_of_a_folder_is_built(towns: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, Path, int]] = []

    def built(its: Options, _: Report, __: Watch, known: Known) -> Outcome:
        asked.append((its.site.name, its.out, id(known)))
        return Outcome(published=its.site.name != "nord")

    monkeypatch.setattr(pipeline, "build", built)
    (towns / "autre").symlink_to(towns / "sud")
    result = run("build", "--sites", towns, "--date", DAY)
    assert [line for line in result.stderr.splitlines() if line.endswith(":")] == [
        f"{towns / town}:" for town in ("base", "est", "nord", "sud")
    ]
    assert [(name, out) for name, out, _ in asked] == [(name, towns / name / "public") for name in ("base", "est", "nord", "sud")]
    assert len({known for _, _, known in asked}) == 1
    assert result.exit_code == 1  # nord could not be published, and the others were
    assert run("build", "--sites", towns / "nord").exit_code == 2
    assert run("build", "--sites", towns, "--no-pdf").exit_code == 2


# --- what changed upstream --------------------------------------------------------------------------------


def test_status_says_word_for_word_what_changed_upstream(towns: Path) -> None:
    said = {}
    for town in TOWNS:
        assert "Nobody has taken note of ../base yet" in run("status", "--site", towns / town, "--date", DAY).stdout
        assert run("upstream", "--site", towns / town, "--date", DAY).exit_code == 0
    for file, old, new in EDITS.values():
        edit(towns / "base" / file, old, new)
    for town in TOWNS:
        said[town] = run("status", "--site", towns / town, "--date", DAY).stdout.partition(
            "Changed in ../base since 2026-11-24:\n"
        )[2]
    assert said["nord"].splitlines() == [
        "  phone.samu (fr): « number: 15 » is « number: 18 » now",
        "  sante/numeros (ar): « اتصل بـ {phone.samu}. » is « اتصل الآن بـ {phone.samu}. » now",
        "  sante/soins (ar): « خذ أوراقك. » is gone",
        "  sante/soins (en): « Take your papers. » is gone",
        "  sante/soins (fr): « Prenez vos papiers. » is « Prenez tous vos papiers. » now",
    ]
    assert "« number: 18 » now – this site has its own there" in said["sud"]
    assert "« Prenez tous vos papiers. » now – hidden here" in said["est"]
    assert " (ar)" not in said["est"]
    again = run("upstream", "--site", towns / "nord", "--date", DAY).stdout
    assert "« number: 18 » now" in again
    assert "Changed in" not in run("status", "--site", towns / "nord", "--date", DAY).stdout


@pytest.mark.parametrize("text", ["", "{", "[]", '{"on": 1}', '{"on": "x", "said": {"a": 3}}', "[" * 100_000, "\x00"])
def test_a_note_that_is_no_note(text: str, towns: Path) -> None:
    (towns / "nord/content/upstream.json").write_text(text, encoding="utf-8")
    result = run("status", "--site", towns / "nord", "--date", DAY)
    assert "upstream-broken" in result.stderr
    assert "Nobody has taken note" in result.stdout


def test_what_is_due_in_the_base_is_due_in_a_town(towns: Path) -> None:
    chapter = towns / "base/content/booklets/01-sante/02-soins.md"
    chapter.write_text("---\nreview_before: 2026-01-01\n---\n" + chapter.read_text(encoding="utf-8"), encoding="utf-8")
    for town, told in (("nord", True), ("sud", False), ("est", False)):
        output = run("check", "--site", towns / town, "--date", DAY).stdout
        assert ("../base/content/booklets/01-sante/02-soins.md:2:16: warning[review-due]" in output) is told, town


BESIDE = {
    "a chapter in a draft": ("booklet.yaml", "title", "draft: true\ntitle", "03-dents.md", "# Les dents\n\nVenez tôt.\n"),
    "a chapter before its day": ("booklet.yaml", "title", "publish_on: 2027-01-01\ntitle", "03-dents.md", "# Les dents\n\nVenez tôt.\n"),
    "an easy page": ("02-soins.md", "# Les", "---\ndraft: true\n---\n# Les", "02-soins.easy.md", "# Les soins\n\nVenez tôt.\n"),
    "a page in Arabic": (
        "02-soins.md", "# Les", "---\nwithdraw_on: 2026-11-01\n---\n# Les", "02-soins.ar.md", "---\nverified_on: 2026-11-20\n---\n# العلاج\n\nتعال.\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BESIDE)
def test_what_a_town_wrote_and_its_base_holds_back_is_told(name: str, towns: Path) -> None:
    file, old, new, own, text = BESIDE[name]
    edit(towns / "base/content/booklets/01-sante" / file, old, new)
    page = towns / "nord/content/booklets/01-sante" / own
    page.parent.mkdir(parents=True)
    page.write_text(text, encoding="utf-8")
    said = run("check", "--site", towns / "nord", "--date", DAY).stdout
    assert f"content/booklets/01-sante/{own}: warning[waiting-beneath]" in said
    assert f"../base/content/booklets/01-sante/{file} holds it back" in said
    assert "waiting-beneath" not in run("check", "--site", towns / "base", "--date", DAY).stdout


@pytest.mark.parametrize("tag", ["en", "ar", "am"])
def test_another_language_than_that_of_the_base_is_one_mistake(tag: str, towns: Path) -> None:
    edit(towns / "nord" / SITE, "livret: 1", f"livret: 1\nlanguage: {tag}")
    assert run("check", "--site", towns / "nord", "--date", DAY).stdout.count("error[") == 1


def test_a_file_of_the_town_that_says_nothing_takes_nothing_away(towns: Path) -> None:
    for name in ("content/facts.yaml", "content/agora/authors.yaml", "translations/terms.yaml"):
        path = towns / "nord" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# nothing of our own\n", encoding="utf-8")
    assert [each for each in read(towns / "nord")[1] if "reading-hard" not in each] == []


def test_a_booklet_of_the_base_asks_for_approval_in_more_languages(towns: Path) -> None:
    booklet = towns / "base/content/booklets/01-sante/booklet.yaml"
    booklet.write_text(booklet.read_text(encoding="utf-8") + "approval: [fr, ar]\n", encoding="utf-8")
    assert "language-absent" not in " ".join(read(towns / "est")[1])


def test_a_booklet_of_the_base_in_a_language_that_a_town_has_not_can_be_hidden(towns: Path) -> None:
    folder = towns / "base/content/booklets/03-huquq"
    folder.mkdir()
    (folder / "booklet.yaml").write_text("title: حقوقك\nsummary: ما لك.\npictogram: asylum\nlanguage: ar\n", encoding="utf-8")
    (folder / "01-lujuu.md").write_text("# اللجوء\n\nاللجوء حق.\n", encoding="utf-8")
    assert read(towns / "est")[1] == ["../base/content/booklets/03-huquq/booklet.yaml:4:11 booklet-foreign"]
    edit(towns / "est/content/site.yaml", "hide: [", "hide: [huquq, ")
    assert read(towns / "est")[1] == []


def test_a_town_without_the_language_of_its_base_is_told_at_its_own_list(towns: Path) -> None:
    edit(towns / "est/content/site.yaml", "[fr, en]", "[en]")
    assert "content/site.yaml:6:12 language-source" in read(towns / "est")[1]


def test_a_page_that_the_base_calls_otherwise_leaves_its_address_to_that_of_the_town(towns: Path) -> None:
    folder = towns / "base/content/booklets/01-sante"
    renamed = (folder / "02-soins.md").rename(folder / "02-medecin.md")
    edit(renamed, "# Les soins", "---\nwas: [soins]\n---\n# Les soins")
    edit(folder / "01-numeros.md", "02-soins", "02-medecin")
    assert "content/booklets/05-sante/07-soins.md was-inherited" in read(towns / "sud")[1]
    assert run("--site", towns / "sud", "--out", towns / "out", "--date", DAY, "--no-pdf", "--lang", "fr").exit_code == 0
    assert b"Les soins du Sud" in (towns / "out/fr/sante/soins.html").read_bytes()
    assert (towns / "out/fr/sante/medecin.html").exists()


# --- what is a town's own ----------------------------------------------------------------------------------


def test_what_the_base_corrects_is_told_in_a_town_until_it_says_so_too(towns: Path) -> None:
    """It stands on no page of the town: whether it is so there, only the town knows."""
    said = "alerts:\n  - {id: alert_1, text: Le numéro a changé., from: 2026-11-20, until: 2026-12-01}\n  - {id: alert_2, text: Fini., from: 2026-11-01, until: 2026-11-20}\n"
    assert "alert-upstream" not in read(towns / "nord")[1]
    (towns / "base/content/alerts.yaml").write_text(said, encoding="utf-8")
    assert run("check", "--site", towns / "nord", "--date", DAY).output.count("alert-upstream") == 1
    assert (
        "../base/content/alerts.yaml:2:25: warning[alert-upstream]" in run("check", "--site", towns / "nord", "--date", DAY).output
    )
    (towns / "nord/content/alerts.yaml").write_text(said, encoding="utf-8")
    assert "alert-upstream" not in run("check", "--site", towns / "nord", "--date", DAY).output
    assert "alert-upstream" not in run("check", "--site", towns / "base", "--date", DAY).output


def test_update_touches_what_is_the_towns_own(towns: Path) -> None:
    before = plain.tree(towns / "base")
    for town in TOWNS:
        assert run("update", "--site", towns / town).exit_code == 0
    assert plain.tree(towns / "base") == before
    assert not (towns / "nord/translations/ar/sante.po").exists()
    text = (towns / "sud/translations/ar/sante.po").read_text(encoding="utf-8")
    assert "Les soins du Sud" in text
    assert "اتصلوا بالرقم" in text  # what it says otherwise than its base stays
    assert "#~" not in text
    assert "Prenez vos papiers" not in text
    assert "Un toit" not in "".join(path.read_text(encoding="utf-8") for path in (towns / "sud/translations").rglob("*.po*"))
    assert run("update", "--site", towns / "sud").stdout == ""


def test_extract_names_the_towns_own_texts(towns: Path) -> None:
    files = extract.prose(towns / "est", Report())
    assert b"Appelez le {phone.samu}" in files["translations/sante.pot"]
    assert "translations/logement.pot" not in files
    assert b"Qui" not in files["translations/sante.pot"]
    assert b"Permanence" not in files.get("translations/services.pot", b"")


def test_what_is_inherited_is_changed_in_the_base(towns: Path) -> None:
    before = plain.tree(towns)
    said = run("verify", "permanence", "--site", towns / "nord", "--date", DAY, "--by", "lea")
    assert "inherited" in said.stderr
    assert "../base/content/services/health.yaml" in said.stderr
    said = run("confirm", "sante/numeros", "--site", towns / "nord", "--lang", "ar", "--date", DAY, "--by", "lea")
    assert "../base/translations/ar/sante.po" in said.stderr
    assert {path: data for path, data in plain.tree(towns).items() if "/.livret" not in path} == before


# --- what may stand in the way --------------------------------------------------------------------------------

SITE = "content/site.yaml"
MISTAKES = {
    "no base there": (f"nord/{SITE}", "../base", "../bas", ["content/site.yaml:2:10 extends-missing"]),
    "a folder that is no site": (f"nord/{SITE}", "../base", "../base/content", ["content/site.yaml:2:10 extends-missing"]),
    "no such package": (f"nord/{SITE}", "../base", "livret-no-such-base", ["content/site.yaml:2:10 extends-package"]),
    "itself": (f"nord/{SITE}", "../base", "../nord", ["content/site.yaml:2:10 extends-circle"]),
    "in a circle": (f"base/{SITE}", "livret: 1", "livret: 1\nextends: ../nord", ["../base/content/site.yaml:2:10 extends-circle"]),
    "not on a line": (f"nord/{SITE}", "extends: ../base", "extends:\n  ../base", ["content/site.yaml:3:3 extends-form"]),
    "another version": (f"base/{SITE}", "livret: 1", "livret: 2", ["../base/content/site.yaml:1:9 schema-newer"]),
    "no version": (f"base/{SITE}", "livret: 1\n", "", ["../base/content/site.yaml:1:1 schema-older"]),
    "a broken base": (f"base/{SITE}", "livret: 1", "livret: [1", ["../base/content/site.yaml"]),
    "another language": (f"nord/{SITE}", "livret: 1", "livret: 1\nlanguage: en", ["content/site.yaml:2:11 extends-language"]),
    "hidden, and not there": (f"est/{SITE}", "phone.police", "phone.polise", ["content/site.yaml:3:31 hide-unknown"]),
    "hidden, and its own": (f"est/{SITE}", "phone.police", "sante/numeros", ["content/site.yaml:3:31 hide-own"]),
    "hidden, and needed": (f"est/{SITE}", "phone.police", "phone.samu", ["../base/content/site.yaml hidden-needed"]),
    "a wrong number": ("base/content/facts.yaml", '"15"', '"quinze"', ["../base/content/facts.yaml:2:18 phone-invalid"]),
    "a wrong head": ("base/content/booklets/01-sante/01-numeros.md", "# Les", "---\ntitel: x\n---\n# Les", ["../base/content/booklets/01-sante/01-numeros.md:2:1 key-unknown"]),
    "a wrong listing": ("base/content/services/health.yaml", "2026-11-20", "hier", ["../base/content/services/health.yaml"]),
    "a fact of the base that is gone": ("base/content/facts.yaml", "  samu", "  samou", ["../base/content/site.yaml"]),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_where_it_is(name: str, towns: Path) -> None:
    file, old, new, expected = MISTAKES[name]
    edit(towns / file, old, new)
    town = "est" if file.startswith("est") else "nord"
    _, found = read(towns / town)
    for each in expected:
        place, _, code = each.partition(" ")
        assert [one for one in found if one.startswith(place) and one.endswith(code)], found


def test_a_link_to_what_is_hidden_is_told_at_its_place(towns: Path) -> None:
    edit(towns / "nord" / SITE, "../base", "../base\nhide: [sante/soins, logement]")
    result = run("check", "--site", towns / "nord", "--date", DAY)
    assert "../base/content/booklets/01-sante/01-numeros.md:5:18: error[hidden-needed]" in result.stdout
    assert result.stdout.count("error[hidden-needed]") == 2


def test_a_word_that_leads_nowhere_else(towns: Path) -> None:
    edit(towns / "nord" / SITE, "../base", "../base\nhide: [booklets/02-logement/01-toit.md, booklets/02-logement]")
    result = run("check", "--site", towns / "nord", "--date", DAY)
    assert "write logement/toit" in result.stdout
    assert "write logement\n" in result.stdout


def test_nothing_outside_of_a_base_is_read(towns: Path) -> None:
    (towns / "secret.md").write_text("# Secret\n", encoding="utf-8")
    page = towns / "base/content/booklets/01-sante/02-soins.md"
    page.unlink()
    page.symlink_to(towns / "secret.md")
    result = run("check", "--site", towns / "nord", "--date", DAY)
    assert "../base/content/booklets/01-sante/02-soins.md: error[file-outside]" in result.stdout


def test_what_a_base_has_for_its_team_is_not_read(towns: Path) -> None:
    private = towns / "base/.livret-private"
    private.mkdir()
    (private / "members.yaml").write_text("selam: {consents: [{scope: photograph, since: 2026-01-01}]}\n", encoding="utf-8")
    door = Door(towns / "nord", TODAY)
    reading = source.read(door, Report())
    assert reading
    assert not reading.site.members
    assert not door.has(".livret-private/members.yaml")
    with pytest.raises(Refused):
        door.read("../base/.livret-private/members.yaml")


# --- a base that is installed, and a base with a base -----------------------------------------------------------


@pytest.fixture
def installed(towns: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The base as the data of a package, which is not to be run."""
    package = towns / "packages/livret_base_of_tests"
    shutil.copytree(towns / "base", package)
    (package / "__init__.py").write_text("raise SystemExit('run')\n", encoding="utf-8")
    shutil.rmtree(towns / "base")
    monkeypatch.syspath_prepend(package.parent)
    edit(towns / "nord" / SITE, "../base", "livret-base-of-tests")
    return package


def test_a_base_can_be_a_package(installed: Path, towns: Path) -> None:
    reading, found = read(towns / "nord")
    assert found == []
    assert reading
    assert set(reading.site.services) == {"permanence", "ecoute"}
    edit(installed / "content/facts.yaml", '"15"', '"quinze"')
    assert "livret-base-of-tests/content/facts.yaml:2:18 phone-invalid" in read(towns / "nord")[1]


def test_a_base_may_extend_another(towns: Path) -> None:
    shutil.copytree(towns / "nord", towns / "quartier")
    edit(towns / "quartier" / SITE, "../base", "../sud")
    reading, found = read(towns / "quartier")
    assert found == []
    assert reading
    assert reading.site.facts.phone["samu"].number == "112"
    assert [category.id for category in reading.site.config.categories] == ["health", "food"]
    assert reading.site.chapters["sante", "soins"].path == "../sud/content/booklets/05-sante/07-soins.md"
    assert reading.site.chapters["sante", "numeros"].path == "../base/content/booklets/01-sante/01-numeros.md"


@pytest.mark.usefixtures("obedient")
def test_what_was_known_of_a_site_is_gone_when_the_next_one_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b", "c"):
        plain.site(tmp_path / name, "sound")
    build, known = pipeline.build, list[int]()

    def counting(*arguments: Any) -> Outcome:
        known.append(len(gc.get_objects()))
        return build(*arguments)

    monkeypatch.setattr(pipeline, "build", counting)
    gc.collect()
    assert run("build", "--sites", tmp_path, "--date", DAY, "--jobs", "1").exit_code == 0
    assert known[2] < known[1] + 1_000, (
        "a small site is several thousand objects; what is remembered for all is there with the second"
    )
