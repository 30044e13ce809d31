"""Merging: nothing that a translator did is lost, and what an edit did to it is known."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from conftest import ROOT, run

from livret.catalogs import catalog
from livret.translating.merge import merge, same

sys.path.insert(0, str(ROOT / "bench"))
import corpus


def po(*entries: tuple[str, str], **options: str) -> polib.POFile:
    made = polib.POFile(wrapwidth=0)
    made.metadata = {"Language": "ar", "Content-Type": "text/plain; charset=utf-8"}
    made.extend(polib.POEntry(msgid=text, msgstr=translation, **options) for text, translation in entries)
    return made


def template(*texts: str) -> polib.POFile:
    return po(*((text, "") for text in texts))


def by_text(merged: polib.POFile) -> dict[str, polib.POEntry]:
    return {entry.msgid: entry for entry in merged if not entry.obsolete}


LONG = "Apportez votre attestation et une photo au guichet"


def test_a_moved_block_keeps_its_translation() -> None:
    merged = by_text(merge(template("b", "a"), po(("a", "1"), ("b", "2"))))
    assert (merged["a"].msgstr, merged["a"].fuzzy) == ("1", False)


def test_an_edit_is_fuzzy_and_remembers() -> None:
    entry = by_text(merge(template(LONG + " demain"), po((LONG, "x"))))[LONG + " demain"]
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == ("x", True, LONG)


def test_the_first_source_is_remembered_through_many_edits(tmp_path: Path) -> None:
    """With an editor's save between them, which wraps lines and drops flags it does not know."""
    current = po((LONG, "x"))
    for word in ("demain", "matin", "svp"):
        text = (by_text(current) or {LONG: None}).popitem()[0] + f" {word}"
        current = merge(template(text), current)
        path = tmp_path / "x.po"
        path.write_bytes(catalog.write(current))
        saved = subprocess.run(["msgcat", path], capture_output=True, check=True).stdout.decode()
        current = catalog.parse(saved, "x.po")
    (entry,) = by_text(current).values()
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == ("x", True, LONG)


def test_an_edit_that_is_taken_back_is_current_again() -> None:
    away = merge(template(LONG + " demain"), po((LONG, "x")))
    entry = by_text(merge(template(LONG), away))[LONG]
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == ("x", False, None)


def test_a_text_that_went_and_comes_back_is_revived() -> None:
    without = merge(template("autre"), po((LONG, "x"), ("autre", "y")))
    assert [entry.msgid for entry in without if entry.obsolete] == [LONG]
    reread = catalog.parse(catalog.write(without).decode(), "x.po")
    entry = by_text(merge(template("autre", LONG), reread))[LONG]
    assert (entry.msgstr, entry.fuzzy) == ("x", False)


def test_a_text_that_went_is_a_change_wherever_it_stood() -> None:
    old = po(("autre", "y"), (LONG, "x"))
    assert not same(merge(template("autre"), old), old)


def test_what_is_not_alike_is_not_guessed() -> None:
    assert not by_text(merge(template("Le bus coûte cher le dimanche"), po((LONG, "x"))))["Le bus coûte cher le dimanche"].msgstr


def test_a_translation_in_place_is_never_taken_for_another() -> None:
    merged = by_text(merge(template(LONG, LONG + " demain"), po((LONG, "x"))))
    assert merged[LONG].msgstr == "x"
    assert not merged[LONG + " demain"].msgstr


def test_comments_of_translators_and_headers_survive() -> None:
    old = po(("a", "1"), tcomment="livret: people\nseen by Selam")
    old.metadata["Last-Translator"] = "Selam"
    merged = merge(template("a"), old)
    assert merged.metadata["Last-Translator"] == "Selam"
    assert by_text(merged)["a"].tcomment == "livret: people\nseen by Selam"


def test_flags_that_an_editor_dropped_are_restored() -> None:
    fresh = template("{phone.a} x")
    fresh[0].flags = ["md-text", "python-brace-format"]
    assert by_text(merge(fresh, po(("{phone.a} x", "1"))))["{phone.a} x"].flags == ["md-text", "python-brace-format"]


@pytest.mark.parametrize(("count", "there"), [(1, 0), (2, 1), (3, 2), (6, 2), (2, 3)])
def test_a_plural_has_the_forms_of_its_language(count: int, there: int) -> None:
    """With those of the template alone, a reader of Ukrainian would get the form for 2 where there are 5."""
    fresh, old = template("autre"), po(("autre", "x"))
    fresh.append(polib.POEntry(msgid="{n} day", msgid_plural="{n} days", msgstr_plural={0: "", 1: ""}))
    old.append(polib.POEntry(msgid="{n} day", msgid_plural="{n} days", msgstr_plural={n: f"f{n}" for n in range(there)}))
    old.metadata["Plural-Forms"] = f"nplurals={count}; plural=n;"
    forms = by_text(merge(fresh, old))["{n} day"].msgstr_plural
    assert forms == {n: f"f{n}" if n < there else "" for n in range(max(count, there))}


def test_a_no_op_writes_nothing(sound: Path) -> None:
    assert run("update", "--site", sound).output.splitlines()
    before = {path: path.read_bytes() for path in sound.rglob("*.po")}
    assert run("update", "--site", sound).output == ""
    for path in before:  # an editor wraps lines: still nothing to do
        path.write_bytes(subprocess.run(["msgcat", path], capture_output=True, check=True).stdout)
    wrapped = {path: path.read_bytes() for path in before}
    changed = run("update", "--site", sound).output.splitlines()
    assert {path: path.read_bytes() for path in before} == wrapped or changed  # msgcat drops md-text: restored
    assert run("update", "--site", sound).output == ""


def test_a_changed_phone_number_makes_nothing_stale(sound: Path) -> None:
    run("update", "--site", sound)
    before = {path: path.read_text(encoding="utf-8") for path in sound.rglob("*.po")}
    facts = sound / "content/facts.yaml"
    facts.write_text(facts.read_text().replace('"15"', '"112"'))
    run("update", "--site", sound)
    assert all("fuzzy" not in path.read_text(encoding="utf-8") for path in before)
    assert run("--site", sound, "--no-pdf", "--out", sound / "out").exit_code == 0
    for tag in ("fr", "ar"):
        assert 'href="tel:112"' in (sound / f"out/{tag}/sante/numeros.html").read_text(encoding="utf-8")


def test_a_damaged_catalog_is_refused_and_left_alone(sound: Path) -> None:
    broken = sound / "translations/ar/sante.po"
    broken.write_text("<<<<<<< HEAD\n" + broken.read_text(encoding="utf-8"), encoding="utf-8")
    before = broken.read_bytes()
    result = run("update", "--site", sound)
    assert result.exit_code == 1
    assert "translations/ar/sante.po:1:1: error[catalog-conflict]" in result.output
    assert broken.read_bytes() == before


def test_edited_messages_find_their_translation() -> None:
    """1,000 messages, a fifth of them edited: at least 90 % find the right one, at most 1 % a wrong one. bench/catalogs.py has 4,000."""
    texts = corpus.messages(1000)
    changed = corpus.edited(texts, 0.2)
    merged = by_text(merge(template(*changed), po(*((text, f"t{number}") for number, text in enumerate(texts)))))
    edits = [(number, text) for number, text in enumerate(changed) if text != texts[number]]
    right = sum(merged[text].msgstr == f"t{number}" for number, text in edits)
    wrong = sum(merged[text].msgstr not in ("", f"t{number}") for number, text in edits)
    assert right >= 0.9 * len(edits)
    assert wrong <= 0.01 * len(edits)


@pytest.mark.parametrize("tag", ["ar", "uk", "ti", "en", "prs"])
def test_shipped_catalogs_pass_gettext(tag: str) -> None:
    """`msgfmt -c`; and `msgcat` changes no text, comment or previous source."""
    for path in sorted((ROOT / "translations" / tag).glob("*.po")):
        done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        ours = catalog.parse(path.read_text(encoding="utf-8"), path.name)
        theirs = catalog.parse(subprocess.run(["msgcat", path], capture_output=True, check=True).stdout.decode(), path.name)
        for one, other in zip(ours, theirs, strict=True):
            assert (catalog.key(one), catalog.forms(one), one.comment, one.tcomment, one.previous_msgid) == (
                catalog.key(other), catalog.forms(other), other.comment, other.tcomment, other.previous_msgid,
            )  # fmt: skip


def test_twenty_percent_is_no_format(tmp_path: Path) -> None:
    made = merge(template("20 % de réduction"), po(("20 % de réduction", "تخفيض بنسبة 20 %")))
    (tmp_path / "x.po").write_bytes(catalog.write(made))
    assert subprocess.run(["msgfmt", "-c", "-o", "/dev/null", tmp_path / "x.po"], check=False).returncode == 0
    assert not any("python-format" in entry.flags for entry in made)


def test_random_rounds_lose_no_translation() -> None:
    """Texts come, go, move and change: every translation is still there, as current, fuzzy or obsolete."""
    chance = random.Random(3)  # noqa: S311
    texts = corpus.messages(60, seed=9)
    current = po(*((text, f"t{number}") for number, text in enumerate(texts)))
    for _ in range(12):
        texts = [corpus.edit(text, chance) if chance.random() < 0.2 else text for text in chance.sample(texts, len(texts) - 2)]
        current = catalog.parse(catalog.write(merge(template(*texts), current)).decode(), "x.po")
    assert len({entry.msgstr for entry in current if entry.msgstr}) == 60
    assert same(current, catalog.parse(catalog.write(current).decode(), "x.po"))
