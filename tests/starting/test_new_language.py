"""`new language`: one command does everything that a further language touches, and the site builds in it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import plain
import pytest
import yaml
from conftest import DAY, ROOT, run
from fonts import drawn, package
from fontTools.ttLib import TTFont

from livret.languages import language
from livret.starting.script_fonts import letters


def site_with_hosts(folder: Path) -> Path:
    site = plain.site(folder, "sound")
    for name in ("netlify", "nginx"):
        assert run("host", name, "--site", site).exit_code == 0
    return site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return site_with_hosts(tmp_path / "site")


def config(site: Path) -> dict[str, object]:
    text = (site / "content/site.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def added(site: Path, *arguments: str) -> str:
    result = run("new", "language", *arguments, "--site", site, "--date", DAY)
    assert result.exit_code == 0, result.output
    return result.output


def test_bengali_somali_and_amharic(site: Path, tmp_path: Path) -> None:
    """By their tag, their name in English and in French; a script that has no font brings one, the others need none."""
    (site / "node_modules/@essai").mkdir(parents=True)
    package(site / "node_modules/@essai/bengali")
    said = {
        "so": added(site, "Somali"),
        "am": added(site, "amharique"),
        "bn": added(site, "bn", "--font", "@essai/bengali"),
    }
    assert all("No font has" not in each for each in said.values())
    found = config(site)
    assert found["languages"] == ["fr", "ar", "so", "am", "bn"]
    assert found["pairs"] == [["fr", "ar"], ["fr", "so"], ["fr", "am"], ["fr", "bn"]]
    assert found["publish"] == dict.fromkeys(["so", "am", "bn"], "partial")
    for tag, told in said.items():
        catalogs = {path.stem for path in (site / "translations" / tag).glob("*.po")}
        assert catalogs == {"interface", "site", "services", "sante", "terms"}
        assert (site / f"theme/search/{tag}.yaml").is_file()
        assert "2 terms have no word in it yet" in told
        assert f"/{tag}/404.html" in (site / "hosting/nginx.conf").read_text(encoding="utf-8")
    netlify = tomllib.loads((site / "netlify.toml").read_text(encoding="utf-8"))
    assert [rule["to"] for rule in netlify["redirects"]] == [*(f"/{tag}/404.html" for tag in found["languages"]), "/404.html"]
    built = run("--site", site, "--date", DAY, "--jobs", "1", "--lang", "fr,so,am,bn", "--out", tmp_path / "out")
    assert built.exit_code == 0, built.output
    assert "error" not in built.output
    assert "glyph-missing" not in built.output
    for tag in said:
        page = (tmp_path / f"out/{tag}/sante/numeros.html").read_text(encoding="utf-8")
        assert f'<html lang="{tag}" dir="ltr">' in page
        assert (tmp_path / f"out/print/sante-a5.{tag}.pdf").is_file()
        assert (tmp_path / f"out/{tag}/404.html").is_file()
    assert "assets/Beng." in (tmp_path / "out/bn/index.html").read_text(encoding="utf-8")
    assert "assets/Beng." not in (tmp_path / "out/so/index.html").read_text(encoding="utf-8")
    assert sorted(path.suffix for path in (tmp_path / "out/assets").glob("Beng*")) == [".css", ".woff2", ".woff2"]


def test_readers_are_offered_it_once_it_is_translated(site: Path, tmp_path: Path) -> None:
    added(site, "so")
    assert run("--site", site, "--date", DAY, "--no-pdf", "--out", tmp_path / "out").exit_code == 0
    assert not (tmp_path / "out/so").exists()
    assert (tmp_path / "out/ar").is_dir()


def test_fonts_are_cut_for_pages_and_whole_for_paper(site: Path, tmp_path: Path) -> None:
    said = added(site, "bn", "--font", str(package(tmp_path / "fonts")))
    paths = [line for line in said.splitlines() if line.startswith("theme/")]
    assert all((site / path).is_file() for path in paths)
    regular, bold = (TTFont(site / f"theme/fonts/EssaiBengali-{weight}.ttf") for weight in ("Regular", "Bold"))
    assert (regular["OS/2"].usWeightClass, bold["OS/2"].usWeightClass) == (400, 700)
    page = TTFont(site / "theme/web/fonts/Beng.woff2")
    assert page.flavor == "woff2"
    assert [page["name"].getDebugName(number) for number in (13, 14)] == [
        regular["name"].getDebugName(number) for number in (13, 14)
    ]
    assert set(map(ord, letters("bn"))) <= page.getBestCmap().keys() < regular.getBestCmap().keys()
    assert (site / "theme/fonts/OFL-EssaiBengali.txt").read_text().startswith("SIL Open Font License"), (
        "the font's, not the package's"
    )
    sheet = (site / "theme/web/fonts/Beng.css").read_text(encoding="utf-8")
    assert re.findall(r"url\(.(.*?).\)", sheet) == ["fonts/Beng.woff2", "fonts/Beng-bold.woff2"]


def test_a_font_may_come_later(site: Path, tmp_path: Path) -> None:
    """What is missing is named; the second time nothing is said twice in any file."""
    said = added(site, "bn")
    assert "No font has" in said
    assert "glyph-missing" in said
    before = (site / "content/site.yaml").read_bytes()
    file = tmp_path / "essai.ttf"
    file.write_bytes(drawn(400))
    assert "No font has" not in added(site, "bn", "--font", str(file))
    assert (site / "content/site.yaml").read_bytes() == before
    assert not (site / "theme/fonts/EssaiBengali-Bold.ttf").exists()


@pytest.mark.parametrize("called", ["a folder", "not-installed", "latin.ttf"])
def test_where_no_font_is_nothing_is_written(called: str, site: Path, tmp_path: Path) -> None:
    (tmp_path / "a folder").mkdir()
    (tmp_path / "latin.ttf").write_bytes(drawn(400, "Essai", range(0x41, 0x5B)))
    before = {path: data for path, data in plain.tree(site).items() if not path.startswith(".livret/")}
    source = str(tmp_path / called) if called != "not-installed" else called
    result = run("new", "language", "bn", "--font", source, "--site", site)
    assert result.exit_code == 2
    assert "no regular TrueType font" in result.output
    assert {path: data for path, data in plain.tree(site).items() if not path.startswith(".livret/")} == before


def test_a_package_of_python_has_fonts_too(site: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = package(tmp_path / "site-packages/essai_fonts")
    meta = tmp_path / "site-packages/essai_fonts-1.dist-info"
    meta.mkdir()
    (meta / "METADATA").write_text("Metadata-Version: 2.1\nName: essai-fonts\nVersion: 1\n")
    files = [path.relative_to(folder.parent).as_posix() for path in folder.rglob("*") if path.is_file()]
    (meta / "RECORD").write_text("".join(f"{path},,\n" for path in files))
    monkeypatch.syspath_prepend(str(folder.parent))
    assert "No font has" not in added(site, "bn", "--font", "essai-fonts")


@pytest.mark.parametrize(
    ("asked", "said"), [("ar", "the site has it already"), ("klingon", "no language is called"), ("fra", "the site has it already")]
)
def test_what_is_no_further_language(asked: str, said: str, site: Path) -> None:
    result = run("new", "language", asked, "--site", site)
    assert result.exit_code == 2
    assert said in result.output


def test_letters_are_the_language_s_own() -> None:
    for tag in ("bn", "am", "ka", "he", "hi"):
        assert len(letters(tag)) > 15
        assert not re.search("[A-Za-z0-9 ]", letters(tag)), language(tag).script


def test_the_tokens_of_the_site_stay(site: Path, tmp_path: Path) -> None:
    tokens = (ROOT / "theme/tokens.yaml").read_text(encoding="utf-8").replace('accent: "#0b5a63"', 'accent: "#0b5a64"')
    (site / "theme").mkdir()
    (site / "theme/tokens.yaml").write_text(tokens, encoding="utf-8")
    added(site, "bn", "--font", str(package(tmp_path / "fonts")))
    after = (site / "theme/tokens.yaml").read_text(encoding="utf-8")
    assert after.replace('  Beng: "Essai Bengali"\n', "") == tokens
