"""Receiving a catalog: whatever its age, nothing is lost, nothing broken comes in, and the answer is in words."""

from __future__ import annotations

import subprocess
from itertools import pairwise
from pathlib import Path

import plain
import polib
import pytest
from conftest import DAY, run

from livret.catalogs import catalog
from livret.translating import commands

HEAD = 'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
LONG = "Appelez le {phone.samu} ou le {phone.long}, avant {deadline.form}. Voir [les soins](02-soins.md#le-médecin)."
LONG_AR = "اتصل بـ {phone.samu} أو {phone.long} قبل {deadline.form}. انظر [العلاج](02-soins.md#le-médecin)."
SAY, SAY_AR, OTHER_AR = "Que dire", "ماذا تقول", "ما الذي تقوله"


def entry(
    text: str, translation: str, previous: str | None = None, comment: str = "", context: str = "", fuzzy: bool | None = None
) -> str:
    lines = [f"# {line}" for line in comment.splitlines()]
    lines += ["#, fuzzy"] if (previous if fuzzy is None else fuzzy) else []
    lines += [f'#| msgid "{previous}"'] if previous else []
    lines += [f'msgctxt "{context}"'] if context else []
    return "\n".join(["", *lines, f'msgid "{text}"', f'msgstr "{translation}"', ""])


def dated(day: str, head: str = HEAD) -> str:
    return head + f'"PO-Revision-Date: {day} 10:00+0000\\n"\n'


def receive(site: Path, text: str, *arguments: str, code: int = 0, name: str = "mail.po") -> str:
    """What the command answers to a catalog that lies outside of the site."""
    file = site.parent / "inbox" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    result = run("receive", file, "--site", site, "--date", DAY, *arguments)
    assert result.exit_code == code, result.output
    return result.output.replace(f"{file.parent}/", "")


def ours(site: Path, text: str) -> None:
    (site / "translations/ar/sante.po").write_text(text, encoding="utf-8")
    assert run("update", "--site", site).exit_code == 0


def found(site: Path, domain: str = "sante") -> dict[str, polib.POEntry]:
    path = site / f"translations/ar/{domain}.po"
    assert subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], check=False).returncode == 0
    return {each.msgid: each for each in polib.pofile(str(path), encoding="utf-8")}


def said(each: polib.POEntry) -> tuple[str, bool, str | None, str]:
    return each.msgstr, each.fuzzy, each.previous_msgid, each.tcomment


# --- a text as it was when the file was sent ------------------------------------------------------------


def test_a_new_translation_is_taken(sound: Path) -> None:
    output = receive(sound, HEAD + entry("Les soins", "العلاج", comment="very sure"))
    assert output == f"translations/ar/sante.po: 1 taken\n  {sound}/public/ar/sante/soins.html\n"
    assert said(found(sound)["Les soins"]) == ("العلاج", False, None, "very sure")
    assert found(sound)[SAY].msgstr == SAY_AR


def test_what_is_there_already_changes_no_byte(sound: Path) -> None:
    run("update", "--site", sound)
    before = plain.tree(sound)
    output = receive(sound, HEAD + entry(SAY, SAY_AR) + entry("Les soins", ""))
    assert output == "translations/ar/sante.po: 1 there already\n"
    assert plain.tree(sound) == before


def test_an_empty_or_fuzzy_one_never_takes_the_place_of_a_sound_one(sound: Path) -> None:
    receive(sound, HEAD + entry(SAY, "") + entry(LONG, "غير ذلك", previous="Appelez-moi"))
    assert said(found(sound)[SAY]) == (SAY_AR, False, None, "")
    assert said(found(sound)[LONG]) == (LONG_AR, False, None, "")


def test_a_sound_one_takes_the_place_of_a_fuzzy_one(sound: Path) -> None:
    ours(sound, HEAD + entry(SAY, "قل", previous="Ne rien dire") + entry("Les soins", "العلاج", previous="Le soin"))
    output = receive(sound, dated("2026-11-01") + entry(SAY, SAY_AR) + entry("Les soins", "العلاج"))
    assert "2 taken" in output.replace("1 taken; 1 taken in the place of another", "2 taken")
    assert said(found(sound)[SAY]) == (SAY_AR, False, None, "livret: until 2026-11-01: قل")
    assert said(found(sound)["Les soins"]) == ("العلاج", False, None, "")


# --- two translations of one text -------------------------------------------------------------------------


def test_of_two_the_received_one_stands_and_the_other_stays_beside_it(sound: Path) -> None:
    output = receive(sound, dated("2026-11-01") + entry(SAY, OTHER_AR))
    assert "1 taken in the place of another" in output
    assert f"« {SAY} » was translated as « {SAY_AR} »" in output
    assert said(found(sound)[SAY]) == (OTHER_AR, False, None, f"livret: until 2026-11-01: {SAY_AR}")


def test_an_old_file_does_not_undo_what_another_brought(sound: Path) -> None:
    """Ada took the file in January and sends it in June. In March, Selam's brought a better word: Ada's is the one it replaced."""
    receive(sound, dated("2026-03-01") + entry(SAY, OTHER_AR))
    before = plain.tree(sound / "translations")
    assert "1 there already" in receive(sound, dated("2026-06-01") + entry(SAY, SAY_AR))
    assert plain.tree(sound / "translations") == before


@pytest.mark.parametrize("day", ["2026-02-01", None])
def test_one_that_is_known_to_be_newer_stays(day: str | None, sound: Path) -> None:
    receive(sound, dated("2026-03-01") + entry(SAY, OTHER_AR))
    output = receive(sound, (dated(day) if day else HEAD) + entry(SAY, "قل هذا"))
    assert "1 kept beside the one that is there" in output
    assert said(found(sound)[SAY]) == (OTHER_AR, False, None, f"livret: until 2026-03-01: {SAY_AR}\nlivret: besides: قل هذا")
    before = plain.tree(sound / "translations")
    assert "1 there already" in receive(sound, (dated(day) if day else HEAD) + entry(SAY, "قل هذا"))
    assert plain.tree(sound / "translations") == before


def test_a_confirmed_one_stays_before_an_older_file(sound: Path) -> None:
    assert run("confirm", "sante/numeros#p3", "--site", sound, "--by", "selam", "--date", "2026-05-01").exit_code == 0
    receive(sound, dated("2026-04-01") + entry(SAY, OTHER_AR))
    assert said(found(sound)[SAY]) == (SAY_AR, False, None, f"livret: confirmed 2026-05-01 by selam\nlivret: besides: {OTHER_AR}")
    receive(sound, dated("2026-06-01") + entry(SAY, "قل هذا"))  # what was confirmed is not what stands here now
    assert said(found(sound)[SAY])[::3] == ("قل هذا", f"livret: besides: {OTHER_AR}\nlivret: until 2026-06-01: {SAY_AR}")


# --- a text that has changed since -------------------------------------------------------------------------


def rewrite(site: Path, old: str, new: str) -> None:
    for path in (site / "content/booklets/01-sante").glob("*.md"):
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_translation_of_a_former_text_is_fuzzy_and_remembers_it(sound: Path) -> None:
    rewrite(sound, "Un médecin |", "Un médecin gratuit vous reçoit |")
    output = receive(sound, HEAD + entry("Un médecin gratuit vous attend", "طبيب مجاني"), name="sante.po")
    assert "1 taken, to be checked: the text has changed since" in output
    assert said(found(sound)["Un médecin gratuit vous reçoit"]) == ("طبيب مجاني", True, "Un médecin gratuit vous attend", "")


def test_a_former_text_that_only_our_catalog_remembers(sound: Path) -> None:
    """The text is quite another now: its words would not find it."""
    ours(
        sound,
        HEAD
        + entry(SAY, "", previous="Ne rien dire du tout", fuzzy=True)
        + entry("Les soins", "x", previous="Ne rien dire du tout à personne"),
    )
    receive(sound, HEAD + entry("Ne rien dire du tout à personne", "لا تقل شيئا لأحد"))
    assert said(found(sound)["Les soins"])[:3] == ("لا تقل شيئا لأحد", True, "Ne rien dire du tout à personne")


def test_it_is_left_out_where_the_text_is_translated_as_it_is_now(sound: Path) -> None:
    run("update", "--site", sound)
    before = plain.tree(sound / "translations")
    output = receive(sound, HEAD + entry(LONG.replace("ou le", "et le"), LONG_AR + " قديم"), name="sante.po")
    assert "1 left out: the text has changed since, and is translated" in output
    assert plain.tree(sound / "translations") == before


def test_or_kept_beside_it_where_the_change_was_one_of_form(sound: Path) -> None:
    receive(sound, HEAD + entry(LONG.replace(", avant", " avant"), LONG_AR + " قديم"), name="sante.po")
    assert said(found(sound)[LONG]) == (LONG_AR, False, None, f"livret: besides: {LONG_AR} قديم")


def test_a_text_that_is_gone_is_kept_for_later(sound: Path) -> None:
    gone = "Le camion de la Croix vient le mardi soir"
    assert "1 kept for later: the text is not in the site" in receive(
        sound, HEAD + entry(gone, "تأتي الشاحنة") + entry(SAY, SAY_AR)
    )
    assert found(sound)[gone].obsolete
    rewrite(sound, "Une note.[^a]", f"Une note.[^a]\n\n{gone}")
    assert run("update", "--site", sound).exit_code == 0
    assert said(found(sound)[gone]) == ("تأتي الشاحنة", False, None, "")


def test_a_round_by_e_mail_after_many_edits(sound: Path) -> None:
    """The file was taken three edits ago. What the translator did then is still of use."""
    texts = [
        "Le médecin vous reçoit au guichet le lundi",
        "Le médecin vous reçoit au guichet chaque lundi",
        "Le médecin reçoit tout le monde chaque lundi",
    ]
    rewrite(sound, "Une note.[^a]", f"{texts[0]}\n\nUne note.[^a]")
    run("update", "--site", sound)
    sent = (sound / "translations/ar/sante.po").read_text(encoding="utf-8")
    for old, new in pairwise(texts):
        rewrite(sound, old, new)
        run("update", "--site", sound)
    receive(sound, sent.replace(f'msgid "{texts[0]}"\nmsgstr ""', f'msgid "{texts[0]}"\nmsgstr "الطبيب"'))
    assert said(found(sound)[texts[2]]) == ("الطبيب", True, texts[0], "")


# --- damage ---------------------------------------------------------------------------------------------


def test_a_damaged_translation_is_refused_with_its_line(sound: Path) -> None:
    run("update", "--site", sound)
    before = plain.tree(sound)
    output = receive(sound, HEAD + entry(LONG, "اتصل") + entry("Les soins", "<b>العلاج</b>"), code=1)
    assert "2 refused" in output
    assert "mail.po:6: damage[damage-facts]" in output
    assert "mail.po:9: damage[damage-markup]" in output
    assert plain.tree(sound) == before


def test_the_sound_ones_beside_a_damaged_one_are_taken(sound: Path) -> None:
    receive(sound, HEAD + entry(LONG, "اتصل") + entry("Les soins", "العلاج"), code=1)
    assert found(sound)["Les soins"].msgstr == "العلاج"
    assert found(sound)[LONG].msgstr == LONG_AR


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (HEAD + "<<<<<<< HEAD\n" + entry(SAY, OTHER_AR), "mail.po:5:1: error[catalog-conflict]"),
        (HEAD + entry(SAY, OTHER_AR)[:-2], "mail.po:7:1: error[catalog-broken]"),
        (HEAD + entry(SAY, OTHER_AR) + entry(SAY, SAY_AR), "mail.po:9:1: error[catalog-broken]"),
        ("hello\n", "mail.po:1:1: error[catalog-broken]"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(text: str, problem: str, sound: Path) -> None:
    before = plain.tree(sound)
    assert problem in receive(sound, text, code=1)
    assert plain.tree(sound) == before


@pytest.mark.parametrize("how", ["crlf", "bom", "iso", "wrapped"])
def test_what_editors_and_mail_do_to_a_file(how: str, sound: Path, tmp_path: Path) -> None:
    text = dated("2026-11-01") + entry(LONG, LONG_AR.replace("انظر", "اقرأ"))
    if how == "wrapped":
        (tmp_path / "x.po").write_text(text, encoding="utf-8")
        text = subprocess.run(["msgcat", "--width=30", tmp_path / "x.po"], capture_output=True, check=True).stdout.decode()
    text = {
        "crlf": text.replace("\n", "\r\n"),
        "bom": "\ufeff" + text,
        "iso": text.replace("2026-11-01 10:00+0000", "2026-11-01T10:00:00Z"),
    }.get(how, text)
    receive(sound, text)
    assert said(found(sound)[LONG]) == (LONG_AR.replace("انظر", "اقرأ"), False, None, f"livret: until 2026-11-01: {LONG_AR}")


# --- where it belongs ---------------------------------------------------------------------------------------


def test_the_part_of_the_site_is_found_by_its_texts(sound: Path) -> None:
    assert receive(sound, HEAD + entry("Un médecin gratuit", "طبيب مجاني", context="gloss")).startswith(
        "translations/ar/services.po: 1 taken"
    )
    assert found(sound, "services")["Un médecin gratuit"].msgstr == "طبيب مجاني"
    assert receive(sound, HEAD + entry("Home", "البداية")).startswith(
        "translations/ar/interface.po: 1 taken in the place of another"
    )


def test_or_as_it_says_itself_or_is_named(sound: Path) -> None:
    gone = HEAD + entry("Texte qui n'est nulle part", "x")
    assert "error[receive-domain]" in receive(sound, gone, code=1)
    assert receive(sound, gone, name="Sante (2).ar.po").startswith("translations/ar/sante.po: 1 kept for later")
    assert receive(sound, HEAD + '"X-Livret-Domain: services\\n"\n' + entry(SAY, "x")).startswith("translations/ar/services.po")
    assert receive(sound, gone, "--domain", "site").startswith("translations/ar/site.po")
    assert "error[receive-domain]" in receive(sound, HEAD + entry(SAY, "x"), "--domain", "nowhere", code=1)


@pytest.mark.parametrize(("says", "code"), [("ar", 0), ("ar_EG", 0), ("ar-SY", 0), ("AR", 0), ("ti", 1), ("", 1), ("fr", 1)])
def test_the_language_is_as_the_file_says(says: str, code: int, sound: Path) -> None:
    output = receive(sound, HEAD.replace("Language: ar", f"Language: {says}") + entry("Les soins", "العلاج"), code=code)
    assert ("error[receive-" in output) == bool(code)
    assert (sound / "translations/ti").exists() is False


def test_or_as_the_sender_says(sound: Path) -> None:
    receive(sound, HEAD.replace("Language: ar", "Language: arb") + entry("Les soins", "العلاج"), "--lang", "ar")
    assert found(sound)["Les soins"].msgstr == "العلاج"


def test_a_language_without_a_catalog_gets_one(sound: Path) -> None:
    (sound / "translations/ar/sante.po").unlink()
    receive(sound, HEAD + entry(SAY, SAY_AR))
    text = (sound / "translations/ar/sante.po").read_text(encoding="utf-8")
    assert '"X-Livret-Domain: sante\\n"' in text
    assert found(sound)[SAY].msgstr == SAY_AR


# --- who made it ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "arguments", "expected"),
    [
        ("", (), "livret: people"),
        ("machine", (), ""),
        ("machine", ("--provenance", "people"), "livret: people"),
        ("machine-reviewed", (), "livret: machine-reviewed"),
    ],
)
def test_provenance_goes_with_each_text(header: str, arguments: tuple[str, ...], expected: str, sound: Path) -> None:
    path = sound / "translations/ar/sante.po"
    path.write_text(
        path.read_text(encoding="utf-8").replace('utf-8\\n"', 'utf-8\\n"\n"X-Livret-Provenance: machine\\n"', 1), encoding="utf-8"
    )
    head = HEAD + (f'"X-Livret-Provenance: {header}\\n"\n' if header else "")
    output = receive(sound, head + entry("Les soins", "العلاج"), *arguments)
    assert ("--provenance people" in output) == (not expected)
    assert found(sound)["Les soins"].tcomment == expected


def test_the_senders_marks_are_not_believed(sound: Path) -> None:
    """What is copied from our own file, and a name in a head, says nothing of the text that came."""
    head = HEAD + '"Last-Translator: A Name <name@example.org>\\n"\n'
    receive(sound, head + entry(SAY, OTHER_AR, comment="livret: confirmed 2030-01-01 by ada\nlivret: until 2030-01-01: x\nhers"))
    assert said(found(sound)[SAY])[3] == f"livret: until {DAY}: {SAY_AR}\nhers"
    assert "A Name" not in (sound / "translations/ar/sante.po").read_text(encoding="utf-8")


def test_the_day_goes_on(sound: Path) -> None:
    receive(sound, dated("2026-11-01") + entry("Les soins", "العلاج"))
    assert "PO-Revision-Date: 2026-11-01 10:00+0000" in (sound / "translations/ar/sante.po").read_text(encoding="utf-8")
    receive(sound, dated("2026-10-01") + entry("Quoi", "ماذا"))
    assert "PO-Revision-Date: 2026-11-01 10:00+0000" in (sound / "translations/ar/sante.po").read_text(encoding="utf-8")


def test_nothing_is_received_into_a_site_with_errors(sound: Path) -> None:
    """Texts of a chapter that cannot be read would seem to be gone."""
    (sound / "content/booklets/01-sante/02-soins.md").write_text("no title\n", encoding="utf-8")
    before = plain.tree(sound)
    assert "error[title-missing]" in receive(sound, HEAD + entry(SAY, OTHER_AR), code=1)
    assert plain.tree(sound) == before


def test_a_broken_catalog_of_ours_is_left_alone(sound: Path) -> None:
    path = sound / "translations/ar/sante.po"
    path.write_text("<<<<<<< HEAD\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    before = plain.tree(sound)
    assert "translations/ar/sante.po:1:1: error[catalog-conflict]" in receive(sound, HEAD + entry(SAY, OTHER_AR), code=1)
    assert plain.tree(sound) == before


def test_the_command_knows_who_can_have_translated() -> None:
    assert tuple(map(str, catalog.PROVENANCES)) == commands.PROVENANCES
