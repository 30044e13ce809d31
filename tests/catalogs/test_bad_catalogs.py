"""A bad catalog: read, mended or told – and it costs its own texts in its own language, never the site."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from pathlib import Path

import plain
import polib
import pytest
from conftest import DAY, run

from livret.languages import among

HEAD = 'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
CATALOG = "translations/ar/sante.po"
SAY, SAY_AR = "Que dire", "ماذا تقول"


def build(site: Path, *more: str) -> str:
    return run("--site", site, "--date", DAY, "--jobs", "1", "--no-pdf", "--out", site / "out", *more).output


def check(site: Path) -> list[str]:
    """Place, severity and code of every problem."""
    output = run("check", "--site", site, "--date", DAY).output
    return [" ".join(found) for found in re.findall(r"^(\S+): (\w+)\[([\w-]+)\]", output, re.MULTILINE)]


def chapter(site: Path, tag: str) -> str:
    return (site / f"out/{tag}/sante/numeros.html").read_text(encoding="utf-8")


def rewrite(site: Path, change: dict[str, str], path: str = CATALOG) -> None:
    text = (site / path).read_text(encoding="utf-8")
    for old, new in change.items():
        assert old in text
        text = text.replace(old, new)
    (site / path).write_text(text, encoding="utf-8")


# --- its language -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("says", "tag"),
    [
        ("ar_SA", "ar"), ("ar-EG", "ar"), ("AR", "ar"), ("ara", "ar"), ("ar_SA.UTF-8", "ar"), ("Arabic", "ar"), ("fa_AF", "prs"), ("prs_AF", "prs"),
        ("es-ES", "es"), ("es_419", "es"), ("pt_BR", "pt-BR"), ("pt_PT", "pt"), ("sr@latin", "sr-Latn"), ("sr_RS", "sr"), ("zh_CN", "zh"),
        ("fa", ""), ("zh_TW", ""), ("ru", ""), ("Klingon", ""), ("", ""),
    ],
)  # fmt: skip
def test_which_of_the_site_s_languages_a_catalog_means(says: str, tag: str) -> None:
    assert among(says, ("fr", "ar", "prs", "es", "pt", "pt-BR", "sr", "sr-Latn", "zh")) == tag


@pytest.mark.parametrize("says", ["ar_SA", "AR", "ar_EG.UTF-8", "Arabic", ""])
def test_a_language_with_a_region_is_read(says: str, sound: Path) -> None:
    rewrite(sound, {"Language: ar": f"Language: {says}"})
    assert check(sound) == []


# --- what cannot be read ------------------------------------------------------------------------------

BROKEN = {
    "another language": ({"Language: ar": "Language: fa"}, "catalog-language"),
    "the marks of a merge": ({'msgid "Santé"': '<<<<<<< HEAD\nmsgid "Santé"'}, "catalog-conflict"),
    "a quote is missing": ({f'msgstr "{SAY_AR}"': f'msgstr "{SAY_AR}'}, "catalog-broken"),
    "a text twice": ({f'msgid "{SAY}"': 'msgid "Santé"'}, "catalog-broken"),
}


@pytest.mark.parametrize(("change", "code"), BROKEN.values(), ids=BROKEN)
def test_it_costs_its_own_texts_and_never_the_site(change: dict[str, str], code: str, sound: Path) -> None:
    rewrite(sound, change)
    output = build(sound)
    assert f"damage[{code}]" in output
    assert "made anew" in output
    assert SAY in chapter(sound, "fr")
    assert SAY in chapter(sound, "ar")
    assert SAY_AR not in chapter(sound, "ar")
    assert "اتصلوا الآن" in (sound / "out/ar/index.html").read_text(encoding="utf-8")  # the interface is another catalog
    assert "Nothing was published" in build(sound, "--strict")
    assert [each.split()[1:] for each in check(sound)] == [["damage", code]]


def test_nobody_can_be_sure_of_what_is_no_text(sound: Path) -> None:
    path = sound / CATALOG
    path.write_bytes(path.read_text(encoding="utf-8").encode("windows-1256", "replace"))
    assert [each.split()[1:] for each in check(sound)] == [["damage", "file-not-utf8"]]
    assert "made anew" in build(sound)


# --- its encoding -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("says", "is_in"), [("iso-8859-1", "utf-8"), ("CHARSET", "utf-8"), ("windows-1256", "windows-1256"), ("utf-8", "utf-16")]
)
def test_a_head_that_lies_about_its_encoding(says: str, is_in: str, sound: Path) -> None:
    text = HEAD.replace("utf-8", says) + f'\nmsgid "{SAY}"\nmsgstr "{SAY_AR}"\n'
    (sound / CATALOG).write_bytes(text.encode(is_in))
    assert check(sound) == []
    build(sound)
    assert SAY_AR in chapter(sound, "ar")
    assert run("update", "--site", sound).exit_code == 0
    written = (sound / CATALOG).read_text(encoding="utf-8")
    assert "charset=utf-8" in written.lower()
    assert SAY_AR in written


def test_confirm_makes_it_utf_8(sound: Path) -> None:
    text = HEAD.replace("utf-8", "windows-1256") + f'\n#, fuzzy\nmsgid "{SAY}"\nmsgstr "{SAY_AR}"\n'
    (sound / CATALOG).write_bytes(text.encode("windows-1256"))
    assert "is confirmed" in run("confirm", "sante/numeros", "--lang", "ar", "--by", "selam", "--site", sound, "--date", DAY).output
    assert f'msgid "{SAY}"\nmsgstr "{SAY_AR}"' in (sound / CATALOG).read_text(encoding="utf-8")


def test_verify_tells_of_a_file_that_is_no_utf_8(sound: Path) -> None:
    path = sound / "content/services/health.yaml"
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))
    result = run("verify", "permanence", "--by", "selam", "--site", sound, "--date", DAY)
    assert "file-not-utf8" in result.output


def test_verify_writes_the_file_that_is_there(sound: Path) -> None:
    """macOS writes é as e and an accent: a second file beside it would have every listing twice."""
    folder = sound / "content/services"
    name = unicodedata.normalize("NFD", "santé.yaml")
    text = (folder / "health.yaml").read_text(encoding="utf-8").replace("gratuit", unicodedata.normalize("NFD", "à côté"))
    (folder / "health.yaml").unlink()
    (folder / name).write_text(text, encoding="utf-8")
    assert run("verify", "permanence", "--by", "selam", "--site", sound, "--date", DAY).exit_code == 0
    assert [path.name for path in folder.iterdir()] == [name]
    written = (folder / name).read_text(encoding="utf-8")
    assert f"verified_on: {DAY}" in written
    assert written.replace(f"verified_on: {DAY}\n    verified_by: selam", "verified_on: 2026-11-20") == text


# --- what editors leave -------------------------------------------------------------------------------


@pytest.mark.parametrize("left", [r"{}\n", r"\n{}", r"{} ", r"{}\r\n", r" {}\t"])
def test_white_space_at_the_ends_is_taken_away(left: str, sound: Path) -> None:
    mail = sound.parent / "mail.po"
    mail.write_text(HEAD + f'\nmsgid "Les soins"\nmsgstr "{left.format("العلاج")}"\n', encoding="utf-8")
    assert "1 taken" in run("receive", mail, "--site", sound, "--date", DAY).output
    assert 'msgstr "العلاج"' in (sound / CATALOG).read_text(encoding="utf-8")
    assert subprocess.run(["msgfmt", "-c", "-o", "/dev/null", sound / CATALOG], check=False).returncode == 0
    assert check(sound) == []


def test_also_in_the_catalog_that_is_there(sound: Path) -> None:
    rewrite(sound, {f'msgstr "{SAY_AR}"': f'msgstr "{SAY_AR}\\n"'})
    assert check(sound) == []
    run("update", "--site", sound)
    assert f'msgstr "{SAY_AR}"' in (sound / CATALOG).read_text(encoding="utf-8")


PLACES = "{number} place", "{number} places"


@pytest.mark.parametrize(
    ("tag", "forms", "shown"),
    [
        ("ar", ("", "", "", "", "", "{number} xخ"), "1 xخ"),
        ("ar", ("لا شيء ({number})", "", "", "", "", ""), ""),
        ("ar", ("", "خ {number}", "", "", "", ""), "خ 1"),
    ],
)
def test_a_plural_form_that_is_empty(tag: str, forms: tuple[str, ...], shown: str, sound: Path) -> None:
    lines = "".join(f'msgstr[{number}] "{form}"\n' for number, form in enumerate(forms))
    (sound / f"translations/{tag}/interface.po").parent.mkdir(exist_ok=True)
    (sound / f"translations/{tag}/interface.po").write_text(
        f'{HEAD}"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : 3);\\n"\n\nmsgid "{PLACES[0]}"\nmsgid_plural "{PLACES[1]}"\n{lines}',
        encoding="utf-8",
    )
    build(sound)
    for page in (sound / f"out/{tag}").rglob("*.html"):
        assert '<p class="small"></p>' not in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("wrapped", [False, True])
def test_an_obsolete_entry_remembers_its_former_text(wrapped: bool, sound: Path) -> None:
    former = '#~| msgid ""\n#~| "Ne rien "\n#~| "dire"\n' if wrapped else '#~| msgid "Ne rien dire"\n'
    (sound / CATALOG).write_text(f'{HEAD}\n#, fuzzy\n{former}#~ msgid "{SAY}"\n#~ msgstr "لا تقل شيئا"\n', encoding="utf-8")
    run("update", "--site", sound)
    entry = next(each for each in polib.pofile(str(sound / CATALOG)) if each.msgid == SAY)
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid, bool(entry.obsolete)) == ("لا تقل شيئا", True, "Ne rien dire", False)


def test_it_goes_and_comes_back(sound: Path) -> None:
    page = sound / "content/booklets/01-sante/01-numeros.md"
    rewrite(sound, {f'msgid "{SAY}"': f'#, fuzzy\n#| msgid "Ne rien dire"\nmsgid "{SAY}"'})
    text = page.read_text(encoding="utf-8")
    for written in (text.replace(f"## {SAY}\n", ""), text):
        page.write_text(written, encoding="utf-8")
        run("update", "--site", sound)
    entry = next(each for each in polib.pofile(str(sound / CATALOG)) if each.msgid == SAY)
    assert (entry.fuzzy, entry.previous_msgid) == (True, "Ne rien dire")


@pytest.mark.parametrize(
    ("above", "below"),
    [((), ("", SAY_AR)), ((), ("", "")), (("", ""), ()), (("#, fuzzy\n", SAY_AR), ()), ((), ("#, fuzzy\n", SAY_AR))],
    ids=["the same", "empty below", "empty above", "doubted above", "doubted below"],
)
def test_a_text_twice_of_which_nothing_is_lost(above: tuple[str, ...], below: tuple[str, ...], sound: Path) -> None:
    """As tools that join catalogs leave it: read, and written once by `update`."""
    every = [f'{each[0]}msgid "{SAY}"\nmsgstr "{each[1]}"' for each in (above, ("", SAY_AR), below) if each]
    rewrite(sound, {f'msgid "{SAY}"\nmsgstr "{SAY_AR}"': "\n\n".join(every)})
    assert check(sound) == []
    build(sound)
    assert SAY_AR in chapter(sound, "ar")
    assert run("update", "--site", sound).exit_code == 0
    text = (sound / CATALOG).read_text(encoding="utf-8")
    assert text.count(f'msgid "{SAY}"') == 1
    assert f'msgstr "{SAY_AR}"' in text
    assert "fuzzy" not in text


def test_obsolete_entries_that_are_there_twice(sound: Path) -> None:
    gone = '\n#~ msgid "Parti"\n#~ msgstr "{}"\n'
    used = f'\nmsgid "{SAY}"\nmsgstr ""\n\n#~ msgid "{SAY}"\n#~ msgstr "{SAY_AR}"\n'
    (sound / CATALOG).write_text(HEAD + gone.format("ذهب") + gone.format("رحل") + used, encoding="utf-8")
    assert check(sound) == []
    run("update", "--site", sound)
    text = (sound / CATALOG).read_text(encoding="utf-8")
    assert text.count('msgid "Parti"') == text.count(f'msgid "{SAY}"') == 1
    assert f'msgid "{SAY}"\nmsgstr "{SAY_AR}"' in text  # it waited under the empty one
    assert {"ذهب", "رحل"} <= set(re.findall("[ء-ي]+", text))
    assert run("update", "--site", sound).output == ""


# --- emptied, cut, lost -------------------------------------------------------------------------------


def lost(site: Path) -> list[str]:
    return [each for each in check(site) if "catalog-lost" in each or "catalog-empty" in each]


@pytest.mark.parametrize("how", ["emptied", "head alone", "untranslated", "cut", "deleted"])
def test_a_catalog_that_was_full_last_time_is_told_of(how: str, sound: Path) -> None:
    path = sound / CATALOG
    full = path.read_text(encoding="utf-8")
    build(sound)
    match how:
        case "emptied":
            path.write_text("", encoding="utf-8")
        case "head alone":
            path.write_text(HEAD, encoding="utf-8")
        case "untranslated":
            path.write_text(re.sub(r'(msgid ".+"\nmsgstr) ".*"', r'\1 ""', full), encoding="utf-8")
        case "cut":
            path.write_text(full[: full.index('msgid "Que dire"')], encoding="utf-8")
        case "deleted":
            path.unlink()
    code = "catalog-empty" if how == "emptied" else "catalog-lost"
    assert lost(sound) == [f"{CATALOG} damage {code}"]
    assert f"damage[{code}]" in build(sound)
    assert lost(sound) == [f"{CATALOG} damage {code}"]  # also after a build: until it is mended
    path.write_text(full, encoding="utf-8")
    assert lost(sound) == []


def test_update_says_so_and_takes_it_as_it_is(sound: Path) -> None:
    build(sound)
    (sound / CATALOG).unlink()
    first = run("update", "--site", sound)
    assert "damage[catalog-lost]" in first.output
    assert first.exit_code == 1
    assert lost(sound) == []
    assert run("update", "--site", sound).exit_code == 0


def test_what_was_never_full_is_not_missed(sound: Path) -> None:
    assert check(sound) == []
    rewrite(sound, {f'\nmsgid "{SAY}"\nmsgstr "{SAY_AR}"\n': ""})
    assert check(sound) == []


# --- the interface ------------------------------------------------------------------------------------


def test_a_site_s_own_words_stand_before_ours_one_by_one(sound: Path) -> None:
    path = sound / "translations/ar/interface.po"
    path.write_text(HEAD + '\nmsgid "Search"\nmsgstr "ابحث هنا"\n\n#, fuzzy\nmsgid "Home"\nmsgstr "خطأ"\n', encoding="utf-8")
    assert check(sound) == []
    build(sound)
    page = (sound / "out/ar/index.html").read_text(encoding="utf-8")
    assert "ابحث هنا" in page
    assert "خطأ" not in page
    assert 'lang="en"' not in page
    for english in ("Call now", "Skip to the text", "Booklets"):
        assert english not in page


def test_one_that_is_damaged_leaves_ours(sound: Path) -> None:
    path = sound / "translations/ar/interface.po"
    path.write_text(HEAD + '\nmsgid "Checked on {date}"\nmsgstr "خطأ {اليوم}"\n', encoding="utf-8")
    assert check(sound) == ["translations/ar/interface.po:6 damage interface-fields"]
    build(sound)
    assert "خطأ" not in "".join(page.read_text(encoding="utf-8") for page in (sound / "out/ar").rglob("*.html"))


def test_update_asks_for_no_word_that_livret_has(sound: Path) -> None:
    path = sound / "translations/ar/interface.po"
    path.write_text(HEAD + '\nmsgid "Search"\nmsgstr "ابحث هنا"\n', encoding="utf-8")
    run("update", "--site", sound)
    assert [entry.msgid for entry in polib.pofile(str(path))] == ["Search"]


def test_a_catalog_in_a_folder_of_the_field(tmp_path: Path) -> None:
    """Two of the field's cases at once: neither stops the other."""
    site = plain.site(tmp_path / "site", "sound")
    rewrite(site, {"Language: ar": "Language: ar_SA", f'msgstr "{SAY_AR}"': f'msgstr "{SAY_AR}\\n"'})
    assert check(site) == []
