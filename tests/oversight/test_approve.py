"""Approval: by an id or a role, of a page in a language as it is; a change takes it away, a comma does not; production waits for it where a booklet says so."""

from __future__ import annotations

import json
from pathlib import Path

import plain
import pytest
from conftest import DAY, run
from PIL import Image

FILE = "content/approvals.yaml"
CHAPTER = "content/booklets/01-sante/01-numeros.md"
FACTS = "content/facts.yaml"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = plain.site(tmp_path / "site", "sound")
    edit(site, "content/site.yaml", "mode: demo\n", "mode: demo\nroles: [medecin]\n")
    edit(site, "content/booklets/01-sante/booklet.yaml", "title: Santé\n", "title: Santé\napproval: [fr]\n")
    return site


def edit(site: Path, path: str, before: str, after: str) -> None:
    text = (site / path).read_text(encoding="utf-8")
    assert before in text
    (site / path).write_text(text.replace(before, after, 1), encoding="utf-8")


def approve(site: Path, *arguments: str, code: int = 0) -> str:
    result = run("approve", *arguments, "--site", site, "--date", DAY)
    assert result.exit_code == code, result.output
    return result.output


def waiting(site: Path) -> dict[str, str | None]:
    """The pages that wait, each with who approved it before."""
    found = json.loads(run("status", "--json", "--site", site, "--date", DAY).stdout)["unapproved"]
    return {f"{each['page']} {each['language']}": each["by"] for each in found}


def test_a_page_waits_until_it_is_approved(site: Path) -> None:
    assert waiting(site) == {"sante/numeros fr": None, "sante/soins fr": None}
    assert approve(site, "sante/numeros", "--by", "medecin") == f"sante/numeros in fr: approved by medecin on {DAY}\n"
    assert waiting(site) == {"sante/soins fr": None}
    approve(site, "sante", "--by", "selam")
    assert waiting(site) == {}
    assert (site / FILE).read_text(encoding="utf-8").count("page: sante/numeros") == 2, "each who approved it stands there"
    approve(site, "sante", "--by", "selam")
    assert (site / FILE).read_text(encoding="utf-8").count("page: sante/numeros") == 2, "once"


@pytest.mark.parametrize(
    ("path", "before", "after", "holds"),
    [
        (CHAPTER, "Une phrase, et 15 jours.", "Une phrase et 15  jours !", True),
        (CHAPTER, "Une phrase, et 15 jours.", "UNE PHRASE, et 15 jours.", True),
        (CHAPTER, "Une phrase, et 15 jours.", "Une phrase, et 16 jours.", False),
        (CHAPTER, "Une phrase, et 15 jours.", "Une phrase, ou 15 jours.", False),
        (CHAPTER, "Une phrase, et 15 jours.", "Pas une phrase, et 15 jours.", False),
        (CHAPTER, "https://exemple.fr/un", "https://exemple.fr/deux", False),
        (CHAPTER, "!!! danger", "!!! note", False),
        (FACTS, '"+33465710012"', '"+33465710013"', False),
    ],
)
def test_a_change_takes_it_away_and_a_comma_does_not(path: str, before: str, after: str, holds: bool, site: Path) -> None:
    with (site / CHAPTER).open("a", encoding="utf-8") as chapter:
        chapter.write(
            '\nUne phrase, et 15 jours. Lisez [ceci](https://exemple.fr/un), appelez {phone.long}.\n\n!!! danger "Attention"\n    Partez.\n'
        )
    approve(site, "sante", "--by", "medecin")
    edit(site, path, before, after)
    assert waiting(site).get("sante/numeros fr") == (None if holds else "medecin")


@pytest.mark.parametrize(
    ("tag", "text", "form", "other"),
    [
        ("ar", "اتصل، ثم انتظر 15 يوماً.", "اتصل ثم انتظر 15 يوماً؟", "اتصل، ثم انتظر 16 يوماً."),
        ("ti", "ደውሉ፣ ድሕሪኡ 15 መዓልቲ ተጸበዩ።", "ደውሉ፡ ድሕሪኡ 15 መዓልቲ ተጸበዩ፤", "ደውሉ፣ ድሕሪኡ 16 መዓልቲ ተጸበዩ።"),
        ("prs", "تماس بگیرید، سپس ۱۵ روز منتظر بمانید.", "تماس بگیرید؛ سپس ۱۵ روز منتظر بمانید", "تماس نگیرید، سپس ۱۵ روز منتظر بمانید."),
        ("ka", "დარეკეთ, შემდეგ დაელოდეთ 15 დღე.", "დარეკეთ შემდეგ დაელოდეთ 15 დღე!", "დარეკეთ, შემდეგ დაელოდეთ 16 დღე."),
        ("ru", "Позвоните, затем ждите 15 дней.", "Позвоните – затем ждите 15 дней!", "Не звоните, затем ждите 15 дней."),
        ("bn", "ফোন করুন, তারপর ১৫ দিন অপেক্ষা করুন।", "ফোন করুন; তারপর ১৫ দিন অপেক্ষা করুন", "ফোন করুন, তারপর ১৫ দান অপেক্ষা করুন।"),
    ],
)  # fmt: skip
def test_a_comma_is_one_in_every_script(tag: str, text: str, form: str, other: str, site: Path) -> None:
    """On a page written in that language: signs of its own are signs, and what makes another word of a word – a vowel of Bengali – is no sign."""
    edit(site, "content/site.yaml", "languages: [fr, ar]", f"languages: {list(dict.fromkeys(['fr', 'ar', tag]))}")
    native = site / f"content/booklets/01-sante/02-soins.{tag}.md"

    def write(words: str) -> None:
        native.write_text(f"# {words}\n\n## {words}\n\n{words}\n", encoding="utf-8")

    write(text)
    edit(site, "content/booklets/01-sante/booklet.yaml", "approval: [fr]", f"approval: [{tag}]")
    approve(site, "sante/soins", "--by", "medecin", "--lang", tag)
    write(form)
    assert f"sante/soins {tag}" not in waiting(site)
    write(other)
    assert waiting(site)[f"sante/soins {tag}"] == "medecin"


def test_another_picture_takes_it_away_and_another_name_of_it_does_not(site: Path) -> None:
    folder = (site / CHAPTER).parent
    colours = {"a": "red", "b": "blue"}
    for name, colour in colours.items():
        Image.new("RGB", (80, 60), colour).save(folder / f"{name}.png")
    with (site / CHAPTER).open("a", encoding="utf-8") as chapter:
        chapter.write("\n![La porte](a.png)\n")
    approve(site, "sante", "--by", "medecin")
    (folder / "c.png").write_bytes((folder / "a.png").read_bytes())
    edit(site, CHAPTER, "(a.png)", "(c.png)")
    assert "sante/numeros fr" not in waiting(site)
    (folder / "c.png").write_bytes((folder / "b.png").read_bytes())
    assert waiting(site)["sante/numeros fr"] == "medecin"


def test_it_follows_a_page_and_a_booklet_that_are_called_otherwise_now(site: Path) -> None:
    """A page that links to one that was renamed says what it said, too."""
    approve(site, "sante", "--by", "medecin")
    booklet = (site / CHAPTER).parent
    (booklet / "02-soins.md").rename(booklet / "02-medecin.md")
    edit(site, "content/booklets/01-sante/02-medecin.md", "# Les soins", "---\nwas: [soins]\n---\n# Les soins")
    edit(site, CHAPTER, "02-soins.md", "02-medecin.md")
    edit(site, "content/booklets/01-sante/booklet.yaml", "title: Santé\n", "title: Santé\nwas: [sante]\n")
    edit(site, "content/site.yaml", "booklets/01-sante/", "booklets/01-soigner/")
    booklet.rename(booklet.parent / "01-soigner")
    assert waiting(site) == {}
    assert "approval" not in run("check", "--site", site, "--date", DAY).output
    approve(site, "soigner/numeros", "--by", "selam")
    assert "page: sante/" not in (site / FILE).read_text(encoding="utf-8"), "whoever writes the file next writes the names of today"


def test_one_of_a_page_that_is_gone_is_told_and_taken_away(site: Path) -> None:
    approve(site, "sante", "--by", "medecin")
    approve(site, "sante/soins", "--by", "selam")
    edit(site, FILE, "page: sante/soins", "page: sante/ancien")
    assert (
        "sante/ancien in fr, by medecin: livret approve sante/ancien --take-back"
        in run("status", "--site", site, "--date", DAY).output
    )
    assert "approval-gone" in run("check", "--site", site, "--date", DAY).output
    assert approve(site, "sante/ancien", "--take-back") == "sante/ancien in fr: no longer approved by medecin\n"
    assert "sante/ancien" not in (site / FILE).read_text(encoding="utf-8")
    assert "approval-none" in approve(site, "sante/ancien", "--take-back", code=1)
    approve(site, "sante", "--take-back", "--by", "selam")
    assert set(waiting(site)) == {"sante/soins fr"}
    approve(site, "sante", "--take-back")
    assert run("check", "--site", site, "--date", DAY).exit_code == 0, "a file without any is one that can be read"


def test_a_translation_is_approved_by_itself(site: Path) -> None:
    """What is not in a language is nothing that anybody could approve in it; a correction of the French leaves the Arabic as it was."""
    before = approve(site, "sante/numeros", "--by", "medecin", "--lang", "ar", code=1)
    assert "approval-foreign" in before
    assert not (site / FILE).exists()


def test_production_waits_for_it(tmp_path: Path) -> None:
    site = plain.site(tmp_path / "site", "public")
    with (site / "content/booklets/01-sante/booklet.yaml").open("a", encoding="utf-8") as booklet:
        booklet.write("approval: [fr]\n")
    said = run("check", "--site", site, "--date", DAY).output
    assert f"{CHAPTER}: error[approval-missing]: nobody has approved sante/numeros in “fr” as it is now" in said
    approve(site, "sante", "--by", "selam")
    assert "approval-missing" not in run("check", "--site", site, "--date", DAY).output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("sante/numeros", "--by", "Jeanne Dupont"), "approver-unknown"),
        (("sante/numeros", "--by", "jeanne"), "approver-unknown"),
        (("sante/numero", "--by", "medecin"), "did you mean “sante/numeros”?"),
        (("sante/numeros", "sante/non", "--by", "medecin"), "approval-page"),
        (("sante/numeros", "--by", "medecin", "--lang", "de"), "language-absent"),
    ],
)
def test_a_mistake_writes_nothing(arguments: tuple[str, ...], words: str, site: Path) -> None:
    assert words in approve(site, *arguments, code=1)
    assert not (site / FILE).exists()


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("by: medecin", "by: Jeanne Dupont", "key-form"),
        ("by: medecin", "by: juriste", "approver-unknown"),
        ("page: sante/numeros", "page: sante/autre", "approval-gone"),
        (f"on: {DAY}", "on: hier", "date-invalid"),
    ],
)
def test_what_is_written_by_hand_is_looked_at(before: str, after: str, code: str, site: Path) -> None:
    approve(site, "sante/numeros", "--by", "medecin")
    edit(site, FILE, before, after)
    assert code in run("check", "--site", site, "--date", DAY).output


def test_nothing_of_it_is_published(site: Path, tmp_path: Path) -> None:
    approve(site, "sante", "--by", "medecin")
    result = run("--site", site, "--date", DAY, "--out", tmp_path / "out", "--no-pdf")
    assert result.exit_code == 0, result.output
    assert not [path for path, data in plain.tree(tmp_path / "out").items() if b"medecin" in data]
