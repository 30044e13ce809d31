"""What a reader can say of a page: the code on it, the messages that are ready, what is told before; and where there is the code alone."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import plain
import pytest
from conftest import DAY, run

KINDS = ("C'est faux", "Il manque quelque chose", "Je n'ai pas compris")


def built(site: Path, *more: str) -> Path:
    result = run("build", "--site", site, "--out", site / "public", "--date", DAY, "--jobs", "1", "--without", "pdf", *more)
    assert result.exit_code == 0, result.output
    return site / "public"


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(plain.site(tmp_path_factory.mktemp("tell"), "sound", "room", "voice"))


def text(public: Path, path: str) -> str:
    return (public / path).read_text(encoding="utf-8")


def edit(site: Path, path: str, old: str, new: str) -> None:
    before = (site / path).read_text(encoding="utf-8")
    assert old in before
    (site / path).write_text(before.replace(old, new, 1), encoding="utf-8")


def section(page: str, code: str) -> str:
    return page.split(f'id="{code}"')[1].partition("</section>")[0]


def test_a_page_leads_to_what_can_be_said_of_it(public: Path) -> None:
    for path, link in (
        ("fr/sante/numeros.html", "../tell.html#S-4"),
        ("ar/sante/numeros.html", "../tell.html#S-4"),
        ("ar/sante/numeros.fr.html", "../tell.html#S-4"),
        ("fr/services/permanence.html", "../tell.html#S-2"),
        ("fr/agora/linge.lab.html", "../tell.html#A-5"),
        ("fr/index.html", "tell.html#L-1"),
        ("fr/sante/index.html", "../tell.html#S-3"),
    ):
        page = text(public, path)
        assert f'href="{link}"' in page, path
        assert page.count("tell.html") == 1, path
    for path in ("fr/404.html", "fr/search.html", "index.html"):
        assert "tell.html" not in text(public, path), path


def test_a_message_has_the_code_the_language_the_day_and_what_is_the_matter(public: Path) -> None:
    page = section(text(public, "fr/tell.html"), "S-4")
    links = [unescape(link) for link in re.findall(r'href="([^"]*)"', page)]
    sms = [link for link in links if link.startswith("sms:")]
    mails = [link for link in links if link.startswith("mailto:")]
    assert [unquote(link) for link in sms] == [f"sms:+33639980014?&body=S-4 fr 2026-11-20\n{kind} : " for kind in KINDS]
    assert [parse_qs(urlsplit(link).query)["body"][0] for link in mails] == [f"S-4 fr 2026-11-20\n{kind} : " for kind in KINDS]
    copied = re.findall(r"<br>([^<]*)</blockquote>", page)
    assert copied == [kind.replace("'", "\u2019") + "\u202f:" for kind in KINDS], "in the signs of print"
    assert {urlsplit(link).path for link in mails} == {"voix@livret.example"}
    assert all(re.fullmatch(r"[!-~’]*", link) for link in links), "percent-encoded"
    assert "<script" not in page


def test_a_message_is_in_the_reader_s_language(public: Path) -> None:
    page = section(text(public, "ar/tell.html"), "S-4")
    first = unquote(re.findall(r'href="sms:[^"]*body=([^"]*)"', page)[0])
    assert first == "S-4 ar 2026-11-20\nهذا خطأ: "


def test_before_a_message_it_is_told_who_sees_what_and_that_nobody_answers_at_once(public: Path) -> None:
    page = section(text(public, "fr/tell.html"), "S-5")
    warned = page.index("Votre message reste sur votre téléphone.")
    assert warned < page.index("Personne ne répond tout de suite.") < page.index('href="tel:15"') < page.index("sms:")


def test_a_sensitive_page_and_a_protected_service_have_the_code_alone(tmp_path: Path) -> None:
    site = plain.site(tmp_path, "sound", "room", "voice")
    edit(site, "content/booklets/01-sante/01-numeros.md", "summary:", "sensitive: true\nsummary:")
    edit(site, "content/site.yaml", "pictogram: health}", "pictogram: health, protected: true}")
    public = built(site)
    for path, code in (("fr/sante/numeros.html", "S-4"), ("fr/services/permanence.html", "S-2")):
        page = text(public, path)
        assert "tell.html" not in page
        assert f'Code de cette page\u202f: <bdi dir="ltr">{code}</bdi>.' in page
    told = re.findall(r'class="coded" id="([^"]*)"', text(public, "fr/tell.html"))
    assert "S-5" in told
    assert not {"S-4", "S-2"} & set(told)


def test_without_a_number_or_an_address_there_is_the_code_alone(tmp_path: Path) -> None:
    site = plain.site(tmp_path, "sound", "room", "voice")
    edit(site, "content/site.yaml", 'sms: "+33639980014", email: voix@livret.example, ', "")
    public = built(site)
    assert not (public / "fr/tell.html").exists()
    assert '<bdi dir="ltr">S-4</bdi>' in text(public, "fr/sante/numeros.html")
    assert "Nous lisons." not in text(public, "fr/privacy.html")


def test_a_site_that_asks_for_nothing_has_neither(tmp_path: Path) -> None:
    public = built(plain.site(tmp_path, "sound", "room"))
    assert not (public / "fr/tell.html").exists()
    assert "Code de cette page" not in text(public, "fr/sante/numeros.html")
    assert not (public / "print").exists()


def test_the_privacy_page_says_what_becomes_of_it(public: Path) -> None:
    page = text(public, "fr/privacy.html")
    for said in ("Nous lisons.", "Pour corriger.", "Un an.", "Écrivez-nous."):
        assert f"<dd>{said}</dd>" in page


def test_codes_and_messages_follow_what_changed(tmp_path: Path) -> None:
    """A page is made anew when its code changes, and so is the page of messages."""
    site = plain.site(tmp_path, "sound", "room", "voice")
    built(site)
    edit(site, "content/codes.yaml", "S-4: sante/numeros", "S-9: sante/numeros")
    result = run("build", "--site", site, "--out", site / "public", "--date", DAY, "--jobs", "1", "--without", "pdf", "--why")
    assert "the code of the page sante/numeros changed" in result.output
    assert "a page got a code, or one with a code went" in result.output
    assert 'href="../tell.html#S-9"' in text(site / "public", "fr/sante/numeros.html")
    assert 'id="S-9"' in text(site / "public", "fr/tell.html")


# --- demonstration and production -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"+33639980014"', '"+33612345678"', "content/site.yaml:17:14: error[voice-real]"),
        ("voix@livret.example", "voix@grenoble.fr", "content/site.yaml:17:37: error[voice-real]"),
        ('"+33639980014"', '"0639980014"', "content/site.yaml:17:14: error[phone-invalid]"),
        ("voix@livret.example", "voix", "content/site.yaml:17:37: error[email-invalid]"),
        ("why:", "because:", "content/site.yaml:17:77: error[key-unknown]"),
        ("who: Nous lisons.", 'who: " "', "content/site.yaml:17:63: error[text-empty]"),
    ],
)
def test_a_slip_is_told_at_its_place(old: str, new: str, told: str, tmp_path: Path) -> None:
    site = plain.site(tmp_path, "sound", "room", "voice")
    edit(site, "content/site.yaml", old, new)
    result = run("check", "--site", site, "--date", DAY)
    assert result.exit_code == 1
    assert told in result.output
    assert "  help: " in result.output


@pytest.mark.parametrize(
    ("key", "sentence"), [("who", "Nous lisons."), ("why", "Pour corriger."), ("kept", "Un an."), ("erase", "Écrivez-nous.")]
)
def test_production_wants_to_know_what_becomes_of_it(key: str, sentence: str, tmp_path: Path) -> None:
    site = plain.site(tmp_path, "sound", "room", "voice")
    edit(site, "content/site.yaml", "mode: demo", "mode: production")
    edit(site, "content/site.yaml", f"{key}: {sentence}", "")
    edit(site, "content/site.yaml", ", ,", ",") if key != "erase" else edit(site, "content/site.yaml", ", }", "}")
    output = run("check", "--site", site, "--date", DAY).output
    assert f"error[voice-law]: a number or an address for readers' words needs “voice.{key}”" in output
    assert output.count("error[voice-law]") == 1
    assert "content/site.yaml:17:14: error[production-example]" in output
    assert "content/site.yaml:17:37: error[production-example]" in output


def test_production_with_a_number_of_its_own(tmp_path: Path) -> None:
    site = plain.site(tmp_path, "sound", "room", "voice")
    edit(site, "content/site.yaml", "mode: demo", "mode: production")
    edit(site, "content/site.yaml", '"+33639980014"', '"+33476595959"')
    edit(site, "content/site.yaml", "voix@livret.example", "voix@grenoblealpesmetropole.fr")
    output = run("check", "--site", site, "--date", DAY).output
    assert "content/site.yaml:17:" not in output
