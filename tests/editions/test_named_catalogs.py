"""Who translated is nobody's to read: in production a catalog whose head has a name is refused, and what comes by mail brings none."""

from __future__ import annotations

from pathlib import Path

import plain
import pytest
from conftest import DAY, run

HEAD = 'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"{name}: {who}\\n"\n'
ENTRY = '\nmsgid "Les soins"\nmsgstr "العلاج"\n'


def checked(site: Path, head: str) -> str:
    catalog = site / "translations/ar/services.po"
    catalog.parent.mkdir(parents=True, exist_ok=True)
    catalog.write_text(head, encoding="utf-8")
    return run("check", "--site", site, "--date", DAY).output


@pytest.mark.parametrize(
    ("name", "who", "told"),
    [
        ("Last-Translator", "Amina K. <amina@example.org>", True),
        ("Last-Translator", "Amina Karim", True),
        ("Language-Team", "Équipe de Grenoble <equipe@example.org>", True),
        ("last-translator", "أمينة", True),
        ("Last-Translator", "", False),
        ("Last-Translator", "FULL NAME <EMAIL@ADDRESS>", False),
        ("Last-Translator", "selam", False),
        ("Language-Team", "none", False),
        ("X-Generator", "Poedit 3.4", False),
    ],
)
def test_production_refuses_a_name_in_the_head_of_a_catalog(name: str, who: str, told: bool, tmp_path: Path) -> None:
    site, head = plain.site(tmp_path, "public"), HEAD.format(name=name, who=who)
    assert ("translations/ar/services.po:1: error[catalog-named]" in checked(site, head)) == told
    config = site / "content/site.yaml"
    config.write_text(config.read_text(encoding="utf-8").replace("mode: production", "mode: demo"), encoding="utf-8")
    assert "catalog-named" not in checked(site, head), "a demonstration shows how it is done"


def test_what_comes_by_mail_brings_no_name(tmp_path: Path) -> None:
    site = plain.site(tmp_path / "site", "sound")
    assert run("update", "--site", site).exit_code == 0
    mail = tmp_path / "mail.po"
    head = HEAD.format(name="Last-Translator", who="Amina K. <amina@example.org>")
    mail.write_text(f"# Amina K. <amina@example.org>, 2026.\n{head}{ENTRY}", encoding="utf-8")
    result = run("receive", mail, "--site", site, "--date", DAY, "--provenance", "people")
    assert result.exit_code == 0, result.output
    text = (site / "translations/ar/sante.po").read_text(encoding="utf-8")
    assert "العلاج" in text
    assert "Amina" not in text
    assert "amina@" not in text
