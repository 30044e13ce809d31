"""The page of the words that stand on a reader's letters."""

from __future__ import annotations

import re
from pathlib import Path

from conftest import DAY, run
from html_of import fragment


def test_each_word_with_its_gloss_and_its_meaning(sound: Path) -> None:
    catalog = sound / "translations/ar/terms.po"
    catalog.write_text(
        'msgid ""\nmsgstr ""\n"Language: ar\\n"\n\nmsgctxt "explanation"\nmsgid "Un papier de la préfecture."\nmsgstr "ورقة من المحافظة."\n',
        encoding="utf-8",
    )
    assert run("--site", sound, "--date", DAY, "--no-pdf", "--out", sound / "out").exit_code == 0
    words = fragment(sound / "out/ar/words.html", "dl")
    assert re.findall(r'id="(\w+)"', words) == ["caf", "recepisse"]
    assert '<bdi lang="fr" dir="ltr">récépissé</bdi>' in words
    assert '<dd class="gloss">إيصال</dd>\n<dd>ورقة من المحافظة.</dd>' in words
    assert '<dd><span lang="fr" dir="ltr">Elle aide les familles.</span></dd>' in words
    assert "gloss" not in fragment(sound / "out/fr/words.html", "dl")


def test_a_term_in_a_text_leads_to_its_word(sound: Path) -> None:
    chapter = sound / "content/booklets/01-sante/02-soins.md"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("Un médecin |", "Un {term.recepisse} |"), encoding="utf-8")
    catalog = sound / "translations/ar/sante.po"
    catalog.write_text(
        catalog.read_text(encoding="utf-8") + '\nmsgid "Un {term.recepisse}"\nmsgstr "{term.recepisse}"\n', encoding="utf-8"
    )
    assert run("--site", sound, "--date", DAY, "--no-pdf", "--out", sound / "out").exit_code == 0
    assert (
        '<a href="../words.html#recepisse" class="term" data-fact="term.recepisse">إيصال (<bdi dir="ltr" lang="fr">récépissé</bdi>)</a>'
        in fragment(sound / "out/ar/sante/soins.html", "article")
    )
    assert (
        '<a href="../words.html#recepisse" class="term" data-fact="term.recepisse"><bdi dir="ltr">récépissé</bdi></a>'
        in fragment(sound / "out/fr/sante/soins.html", "article")
    )


def test_a_link_holds_no_link(sound: Path) -> None:
    """A term or a number in the text of a link is shown, and cannot be pressed by itself."""
    chapter = sound / "content/booklets/01-sante/02-soins.md"
    chapter.write_text(
        chapter.read_text(encoding="utf-8") + "\n[Le {term.recepisse} et le {phone.samu}](https://exemple.fr)\n", encoding="utf-8"
    )
    assert run("--site", sound, "--date", DAY, "--no-pdf", "--out", sound / "out").exit_code == 0
    link = re.search(r'<a href="https://exemple.fr".*?</a>', fragment(sound / "out/ar/sante/soins.html", "article"))
    assert link
    assert link[0].count("<a ") == 1
    assert re.findall(r'data-fact="([^"]+)"', link[0]) == ["term.recepisse", "phone.samu"]


def test_without_a_termbase_there_is_no_such_page(sound: Path) -> None:
    (sound / "translations/terms.yaml").unlink()
    assert run("--site", sound, "--date", DAY, "--no-pdf", "--out", sound / "out").exit_code == 0
    assert not (sound / "out/ar/words.html").exists()
    for page in ("index.html", "services/index.html"):
        assert "words.html" not in (sound / "out/ar" / page).read_text(encoding="utf-8")
    assert "words.html" not in (sound / "out/sitemap.xml").read_text(encoding="utf-8")
