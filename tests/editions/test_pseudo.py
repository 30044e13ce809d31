"""Pseudo-locales: everything that is a message shows it, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

from conftest import DAY, run

from livret.editions import pseudo
from livret.model import FactRef, Strong, Text


def test_the_texts_change_and_the_facts_do_not() -> None:
    source = (Text("Appelez le "), FactRef("phone", "samu"), Strong((Text(" vite"),)))
    opening, first, fact, strong, closing = pseudo.nodes(source, "en-XA")
    assert (opening, first, fact) == (Text("["), Text("Âppéļéž ļé "), FactRef("phone", "samu"))
    assert strong == Strong((Text(" vîťé"),))
    assert closing == Text(" ~ ~]")


def test_an_interface_message_keeps_its_fields() -> None:
    assert pseudo.words("read on {date}", "en-XA") == "[ŕéâď ôñ {date} ~ ~]"
    assert pseudo.words("read on {date}", "ar-XB") == "[\u202eread on \u202c{date}]"


def test_they_are_built_apart_and_mirrored(sound: Path) -> None:
    result = run("--site", sound, "--date", DAY, "--lang", "en-XA,ar-XB", "--out", sound / "out", "--no-pdf")
    assert result.exit_code == 0, result.output
    page = (sound / "out/ar-XB/sante/numeros.html").read_text(encoding="utf-8")
    assert '<html lang="ar-XB" dir="rtl">' in page
    assert "\u202eAppelez le \u202c" in page
    assert '<bdi dir="ltr">+33 4 65 71 00 12</bdi>' in page
    assert 'class="notice"' not in page  # nothing is called untranslated


def test_no_site_can_list_one(sound: Path) -> None:
    path = sound / "content/site.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("[fr, ar]\npairs", "[fr, ar, en-XA]\npairs"), encoding="utf-8")
    assert "language-unknown" in run("check", "--site", sound).output
