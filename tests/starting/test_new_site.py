"""`new site`, `new booklet`, `new chapter`, `host`: files that build as they are, and that no production build takes for finished."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from conftest import DAY, ROOT, run

from livret.publish import libraries
from livret.schema.site_config import SiteConfig
from livret.source import yaml as livret_yaml
from livret.starting import hosting, livret_required, starter
from livret.starting.written_in import added

ASKED = ("--name", 'Guide d\'"Ailleurs": C#', "--languages", "fr,ar")


def begun(folder: Path, *more: str) -> Path:
    result = run("new", "site", folder, *ASKED, *more)
    assert result.exit_code == 0, result.output
    return folder


def problems(site: Path) -> set[tuple[str, str]]:
    """What `check` tells of a site: file and code."""
    said = run("check", "--site", site, "--date", DAY).output
    return {(found[1], found[2]) for found in re.finditer(r"^(.+?):.*?\w+\[([a-z-]+)\]", said, re.MULTILINE)}


@pytest.mark.parametrize("languages", ["fr,ar", "en,so", "de"])
def test_it_builds_as_it_is(languages: str, tmp_path: Path) -> None:
    """In a language that has no texts to begin with, too."""
    site = tmp_path / "ville"
    assert run("new", "site", site, "--name", "Guide", "--languages", languages, "--country", "BE").exit_code == 0
    result = run("--site", site, "--date", DAY)
    assert result.exit_code == 0, result.output
    assert "(no problem)" in result.output
    own = languages.partition(",")[0]
    assert (site / f"public/{own}/index.html").is_file()
    config = yaml.safe_load((site / "content/site.yaml").read_text(encoding="utf-8"))
    assert (config["languages"], config["timezone"]) == (languages.split(","), "Europe/Brussels")


def test_its_name_is_as_it_was_given(tmp_path: Path) -> None:
    site = begun(tmp_path / "ville")
    config = yaml.safe_load((site / "content/site.yaml").read_text(encoding="utf-8"))
    assert config["name"] == "Guide d'“Ailleurs”: C#"


@pytest.mark.parametrize("tag", starter.languages())
def test_production_refuses_each_mark_at_its_place(tag: str, tmp_path: Path) -> None:
    site = tmp_path / "ville"
    assert run("new", "site", site, "--name", "Guide", "--languages", tag).exit_code == 0
    assert run("new", "service", "health", "dentist", "--site", site, "--date", DAY).exit_code == 0
    config = site / "content/site.yaml"
    config.write_text(config.read_text(encoding="utf-8").replace("mode: demo", "mode: production"), encoding="utf-8")
    said = run("check", "--site", site, "--date", DAY).output
    written = [path for path in (site / "content").rglob("*") if path.is_file()]
    lines = {
        f"{path.relative_to(site)}:{number}:"
        for path in written
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if "(???)" in line and not line.startswith("#")
    }
    assert len(lines) > 10
    assert [line for line in lines if not re.search(rf"^{re.escape(line)}\d+: error\[text-unfinished\]", said, re.MULTILINE)] == []
    assert re.search(r"^content/site\.yaml:\d+:\d+: error\[production-example\]", said, re.MULTILINE), "its address"
    assert re.search(r"^content/facts\.yaml:\d+:\d+: error\[production-example\]", said, re.MULTILINE), "its number"
    result = run("--site", site, "--date", DAY)
    assert result.exit_code == 1
    assert not (site / "public").exists()


def test_a_folder_that_has_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    result = run("new", "site", tmp_path, *ASKED)
    assert (result.exit_code, [path.name for path in tmp_path.iterdir()]) == (2, ["letter.txt"])
    assert "is not empty" in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--languages", "fr"), "--name is missing"),
        (("--name", "G", "--languages", "frr-x"), "no language is called"),
        (("--name", "G", "--country", "Atlantide"), "no country is called"),
    ],
)
def test_what_cannot_be_is_wrong_use(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    result = run("new", "site", tmp_path / "ville", *arguments)
    assert (result.exit_code, (tmp_path / "ville").exists()) == (2, False)
    assert said in result.output


def test_a_person_is_asked_on_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four questions, of which three have an answer already; languages and countries by their names."""
    from click.testing import CliRunner  # noqa: PLC0415

    from livret.cli import main  # noqa: PLC0415

    monkeypatch.setattr("livret.starting.questions.is_a_terminal", lambda: True)
    typed = "Guide de Liège\nfrançais, Arabic, tigrigna\nBelgique\n\n"
    result = CliRunner().invoke(main, ["new", "site", str(tmp_path / "ville")], input=typed, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    config = yaml.safe_load((tmp_path / "ville/content/site.yaml").read_text(encoding="utf-8"))
    assert (config["languages"], config["country"], config["url"]) == (["fr", "ar", "ti"], "BE", "https://town.example/")


def test_git_keeps_what_people_wrote(tmp_path: Path) -> None:
    site = begun(tmp_path / "ville")
    ignored = (site / ".gitignore").read_text(encoding="utf-8").split()
    assert {"/public/", "/.livret/", "/.livret-private/", "/report/", "/press/"} <= set(ignored)


def test_booklets_and_chapters_follow_each_other(tmp_path: Path) -> None:
    site = begun(tmp_path / "ville")
    done = run("new", "booklet", "Santé & *soins*", "--chapter", "Le médecin", "--site", site)
    assert done.output.splitlines()[:2] == [
        "content/booklets/02-sante-soins/booklet.yaml",
        "content/booklets/02-sante-soins/01-le-medecin.md",
    ]
    done = run("new", "chapter", "sante-soins", "Les [dents] <b>", "--site", site)
    assert done.output.splitlines()[0] == "content/booklets/02-sante-soins/02-les-dents-b.md"
    assert run("new", "chapter", "sante-soins", "الأسنان", "--slug", "asnan", "--site", site).exit_code == 0
    result = run("--site", site, "--date", DAY, "--no-pdf", "--out", site / "out")
    assert result.exit_code == 0, result.output
    assert "(no problem)" in result.output
    page = (site / "out/fr/sante-soins/les-dents-b.html").read_text(encoding="utf-8")
    assert re.search(r"<h1[^>]*>.*Les \[dents\] &lt;b&gt;", page)
    assert "Santé &amp; *soins*" in page


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("chapter", "sant", "Titre"), "booklet-unknown"),
        (("chapter", "premiers-pas", "Arriver"), "duplicate"),
        (("chapter", "premiers-pas", "Dents", "--slug", "Les dents"), "slug-invalid"),
        (("booklet", "Services"), "slug-reserved"),
        (("booklet", "Premiers pas"), "duplicate"),
    ],
)
def test_an_address_that_cannot_be(arguments: tuple[str, ...], code: str, tmp_path: Path) -> None:
    site = begun(tmp_path / "ville")
    before = sorted(site.rglob("*"))
    result = run("new", *arguments, "--site", site)
    assert result.exit_code == 1
    assert f"[{code}]" in result.output
    assert sorted(path for path in site.rglob("*") if ".livret" not in path.parts) == before


def test_a_title_that_makes_no_address_needs_one(tmp_path: Path) -> None:
    result = run("new", "chapter", "premiers-pas", "الأسنان", "--site", begun(tmp_path / "ville"))
    assert result.exit_code == 2
    assert "say one with --slug" in result.output


# --- hosts ---------------------------------------------------------------------------------------------


def test_the_shipped_netlify_toml_is_the_command_s(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/site.yaml").write_bytes((ROOT / "content/site.yaml").read_bytes())
    assert run("host", "netlify", "--site", tmp_path).exit_code == 0
    assert (tmp_path / "netlify.toml").read_bytes() == (ROOT / "netlify.toml").read_bytes()
    written = tomllib.loads((ROOT / "netlify.toml").read_text(encoding="utf-8"))
    policy = written["headers"][0]["values"]["Content-Security-Policy"]
    assert policy.startswith("default-src 'self'; object-src 'none'")
    assert "unsafe" not in policy


def test_every_host_can_read_its_file(tmp_path: Path) -> None:
    """TOML and YAML by their parsers; each language has a page for what is not there, below the site's address."""
    site = begun(tmp_path / "ville", "--url", "https://ville.exemple.fr/livret/", *(f"--host={name}" for name in hosting.HOSTS))
    assert tomllib.loads((site / "netlify.toml").read_text(encoding="utf-8"))["redirects"][0]["to"] == "/fr/404.html"
    assert yaml.safe_load((site / ".gitlab-ci.yml").read_text(encoding="utf-8"))["pages"]["script"][1] == "python -m livret"
    jobs = yaml.safe_load((site / ".github/workflows/pages.yml").read_text(encoding="utf-8"))["jobs"]
    assert [step["run"] for step in jobs["pages"]["steps"] if "run" in step][1] == "python -m livret"
    for name in ("hosting/.htaccess", "hosting/nginx.conf"):
        text = (site / name).read_text(encoding="utf-8")
        assert "/livret/fr/404.html" in text
        assert "/livret/ar/404.html" in text
    assert problems(site) == set()


def test_a_host_s_file_that_a_person_wrote_is_theirs(tmp_path: Path) -> None:
    site = begun(tmp_path / "ville")
    (site / "netlify.toml").write_text("[build]\n")
    result = run("host", "netlify", "--site", site)
    assert result.exit_code == 2
    assert "was written by somebody else" in result.output
    assert (site / "netlify.toml").read_text() == "[build]\n"


@pytest.mark.parametrize(("url", "base"), [("https://a.fr", "/"), ("https://a.fr/", "/"), ("https://a.fr/b/c", "/b/c/")])
def test_the_folder_of_an_address(url: str, base: str) -> None:
    assert hosting.base(SiteConfig.model_construct(url=url)) == base


@pytest.mark.parametrize(
    ("noted", "wanted"),
    [
        (None, "livret=="),
        ('{"url": "https://files.exemple.fr/livret.whl", "archive_info": {}}', "livret @ https://files.exemple.fr/livret.whl\n"),
        (
            '{"url": "https://git.exemple.fr/livret", "vcs_info": {"vcs": "git", "commit_id": "abc"}}',
            "livret @ git+https://git.exemple.fr/livret@abc\n",
        ),
    ],
)
def test_a_host_installs_the_livret_that_is_here(noted: str | None, wanted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Installed:
        def read_text(self, _: str) -> str | None:
            return noted

    monkeypatch.setattr(libraries, "distribution", lambda _: Installed())
    assert livret_required.files()["requirements.txt"].decode().startswith(wanted)


def test_a_wheel_goes_with_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = tmp_path / "a folder" / "livret-1-py3-none-any.whl"
    wheel.parent.mkdir()
    wheel.write_bytes(b"wheel")

    class Installed:
        def read_text(self, _: str) -> str:
            return f'{{"url": "{wheel.as_uri()}"}}'

    monkeypatch.setattr(libraries, "distribution", lambda _: Installed())
    assert livret_required.files() == {"requirements.txt": f"./{wheel.name}\n".encode(), wheel.name: b"wheel"}


# --- an entry more -------------------------------------------------------------------------------------

LISTS = [
    "a: 1\nlist: [fr, ar]  # x\nb: 2\n",
    "list:\n  - fr\n  - ar  # c\n\n# of b\nb: 2\n",
    "list:\n- fr\n- ar",
    "a: 1\r\nlist: []\r\n",
    "a: 1\n",
    "list: [fr,\n  ar]\n",
]


@pytest.mark.parametrize("text", LISTS)
def test_an_entry_more_and_nothing_else(text: str) -> None:
    after, before = added(text, "list", "so"), yaml.safe_load(text)
    assert yaml.safe_load(after) == {**before, "list": [*(before.get("list") or ()), "so"]}
    assert livret_yaml.parse(after, "x")
    assert all(remark in after for remark in re.findall("#.*", text))


@pytest.mark.parametrize("text", ["map: {ar: partial}\n", "map:\n  ar: partial  # c\nb: 1\n", "b: 1\n"])
def test_a_key_more_and_nothing_else(text: str) -> None:
    after, before = added(text, "map", "so: partial"), yaml.safe_load(text)
    assert yaml.safe_load(after) == {**before, "map": {**before.get("map", {}), "so": "partial"}}
