"""What is not out: in no published byte before its day or after it, told where something leads to it, and no hindrance to what is out."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import plain
import pytest
from conftest import DAY, run

from livret import workshop
from livret.model import CrossLink, FactRef
from livret.options import Options
from livret.problems import Report
from livret.report.held_back import held_back
from livret.schema.days_out import Wait
from livret.serve.unpublished import wait_of, with_mark
from livret.workshop import Workshop

NUMBERS, CARE = "content/booklets/01-sante/01-numeros.md", "content/booklets/01-sante/02-soins.md"
SERVICES, BOOKLET = "content/services/health.yaml", "content/booklets/01-sante/booklet.yaml"
LEAFLET = "formats: [a5, trifold]\ntakes:\n  trifold: [[01-numeros.md], [02-soins.md], [phone.samu], [service.permanence]]\n"


def change(site: Path, path: str, old: str, new: str) -> None:
    text = (site / path).read_text(encoding="utf-8")
    assert old in text
    (site / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def headed(site: Path, path: str, head: str) -> None:
    (site / path).write_text(f"---\n{head}\n---\n" + (site / path).read_text(encoding="utf-8"), encoding="utf-8")


def built(site: Path, day: str) -> None:
    result = run("--site", site, "--date", day, "--jobs", "1", "--no-pdf", "--out", site / "web")
    assert result.exit_code == 0, result.output


def holds(site: Path, words: str) -> bool:
    """Whether a published file has these words, or is named after them."""
    return any(words in str(path) or words.encode() in path.read_bytes() for path in (site / "web").rglob("*") if path.is_file())


def shop_of(site: Path, *, day: str = DAY, drafts: bool = False) -> Workshop:
    options = Options(site, site / "web", date=datetime.date.fromisoformat(day), drafts=drafts)
    shop = Workshop.open(options, Report())
    assert shop
    return shop


def codes(site: Path, *, drafts: bool = False) -> list[str]:
    report = Report()
    workshop.gather(Options(site, site / "web", date=datetime.date.fromisoformat(DAY), drafts=drafts), report)
    return [f"{problem.place} {problem.code}" for problem in report]


def test_what_is_not_out_is_in_no_published_file_until_its_day_and_after_its_last_one(sound: Path) -> None:
    """A page with a first and a last day, a listing with a last one, a draft with mistakes: each build upon the one before is what a clean one would be."""
    change(sound, "content/site.yaml", "languages: [fr, ar]\npairs: [[fr, ar]]", "languages: [fr]")
    shutil.rmtree(sound / "translations")
    headed(sound, CARE, "publish_on: 2026-12-01\nwithdraw_on: 2026-12-10\nwas: [anciens-soins]")
    change(sound, CARE, "Une note.", "Une note sur Zanzibar.")
    draft = "---\ndraft: true\n---\n# Le brouillon de Samarcande\n\n(???) Un texte, [plus tard](09-rien.md).\n"
    (sound / "content/booklets/01-sante/03-brouillon.md").write_text(draft, encoding="utf-8")
    change(sound, SERVICES, "    example: true", "    withdraw_on: 2026-12-05\n    example: true")
    change(sound, SERVICES, "Un médecin gratuit", "Un médecin à Tombouctou")
    seen = {}
    for day in (DAY, "2026-12-01", "2026-12-05", "2026-12-10"):
        built(sound, day)
        seen[day] = tuple(holds(sound, words) for words in ("Zanzibar", "Samarcande", "Tombouctou", "anciens-soins"))
    assert seen == {
        DAY: (False, False, True, False),
        "2026-12-01": (True, False, True, True),
        "2026-12-05": (True, False, False, True),
        "2026-12-10": (False, False, False, False),
    }
    upon = plain.tree(sound / "web")
    shutil.rmtree(sound / ".livret")
    shutil.rmtree(sound / "web")
    built(sound, "2026-12-10")
    assert plain.tree(sound / "web") == upon


def test_no_file_is_planned_of_what_waits_on_the_web_on_paper_or_to_take_away(sound: Path) -> None:
    change(sound, BOOKLET, "authors: [selam]\n", LEAFLET)
    headed(sound, CARE, "draft: true")
    change(sound, SERVICES, "    example: true", "    publish_on: 2026-11-25\n    example: true")
    shop = shop_of(sound)
    paths = [artifact.path for tag in ("", "fr", "ar") for artifact in shop.planned(tag)]
    assert [path for path in paths if "soins" in path or "permanence" in path or "trifold" in path] == []
    [booklet] = shop.site.booklets
    assert ([head.slug for head in booklet.chapters], booklet.meta.formats) == (["numeros"], ("a5",))
    assert not any(
        message.address.startswith(("sante/soins", "services/")) for its in shop.inputs.groups.values() for message in its
    )


def test_a_booklet_waits_where_none_of_its_chapters_is_out(sound: Path) -> None:
    change(sound, NUMBERS, "verified_on: 2026-11-20\n", "publish_on: 2026-12-01\n")
    headed(sound, CARE, "draft: true")
    shop = shop_of(sound)
    assert (shop.site.booklets, shop.site.chapters, shop.site.config.first_steps) == ((), {}, ())
    assert set(shop.inputs.waiting) == {"sante", "sante/numeros", "sante/soins"}


def test_an_easy_page_that_waits_alone_is_looked_for_by_nobody(arabic: Path) -> None:
    headed(arabic, "content/booklets/02-huquq/01-lujuu.easy.md", "publish_on: 2026-12-01")
    built(arabic, DAY)
    assert not holds(arabic, "اللجوء ببساطة")
    built(arabic, "2026-12-01")
    assert holds(arabic, "اللجوء ببساطة")


def test_a_native_page_that_waits_leaves_its_place_and_an_easy_one_its_link(arabic: Path) -> None:
    pages = sorted(path for path in arabic.rglob("content/booklets/**/*.md") if path.stem.count(".") == 1)
    [native] = [path for path in pages if path.name.endswith(".ar.md")][:1]
    [easy] = [path for path in pages if path.name.endswith(".easy.md")][:1]
    before = shop_of(arabic)
    for path in (native, easy):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("---\n", "---\ndraft: true\n", 1) if text.startswith("---") else f"---\ndraft: true\n---\n{text}",
            encoding="utf-8",
        )
    shop = shop_of(arabic)
    gone = {page.path for page in (*before.site.chapters.values(), *before.site.natives.values())}
    gone -= {page.path for page in (*shop.site.chapters.values(), *shop.site.natives.values())}
    assert {native.relative_to(arabic).as_posix(), easy.relative_to(arabic).as_posix()} <= gone
    assert sum(head.easy for booklet in before.site.booklets for head in booklet.chapters) == 1 + sum(
        head.easy for booklet in shop.site.booklets for head in booklet.chapters
    )


def test_a_preview_has_all_of_it_and_says_so_on_the_page(sound: Path) -> None:
    headed(sound, CARE, "draft: true")
    shop = shop_of(sound, drafts=True)
    assert len(shop.site.chapters) == 2
    waiting = shop.inputs.waiting
    assert wait_of("ar/sante/soins.html", waiting) == Wait("draft")
    assert wait_of("fr/sante/numeros.html", waiting) is None
    page = with_mark(b'<html><body class="page"><main>x</main></body></html>', Wait("later", datetime.date(2026, 12, 1)))
    assert page.startswith(
        b'<html><body class="page"><p role="status"><mark>Readers do not see this page (it is out from 2026-12-01 on).'
    )
    assert codes(sound, drafts=True) == []


def test_mistakes_of_what_waits_hold_nothing_back_and_those_beside_it_do(sound: Path) -> None:
    change(sound, NUMBERS, "- Le prix est {price.day}", "- Appelez le 04 76 00 00 00, [là](rien.md)")
    assert codes(sound) == [f"{NUMBERS}:13:14 phone-bare", f"{NUMBERS}:13:35 link-target"]
    change(sound, NUMBERS, "verified_on: 2026-11-20\n", "draft: true\n")
    assert codes(sound) == [f"{NUMBERS} waiting-mistaken", "content/site.yaml:12:12 waiting-named"]
    change(
        sound,
        SERVICES,
        "services:\n",
        "services:\n  - {id: autre, name: Autre, gloss: Un autre, example: true, verified_on: 2026-11-20, draft: true}\n",
    )
    assert f"{SERVICES}:3:5 contact-missing" in codes(sound), "of a listing that cannot be read nobody knows that it is a draft"


@pytest.mark.parametrize(
    "head", ["draft: peut-être", "publish_on: demain", "withdraw_on: 2026-02-30", "publish_on: [2026-12-01]", "draft:"]
)
def test_a_head_that_says_no_day_is_an_error_at_its_line(head: str, sound: Path) -> None:
    headed(sound, CARE, head)
    assert [each.partition(" ")[0].startswith(f"{CARE}:2:") for each in codes(sound) if CARE in each] == [True]


def test_status_says_what_waits_and_what_has_a_last_day(sound: Path) -> None:
    headed(sound, CARE, "publish_on: 2026-12-01")
    change(sound, SERVICES, "    example: true", "    withdraw_on: 2026-12-05\n    example: true")
    shop = shop_of(sound)
    assert [f"{each.path} {each.name} {each.words}" for each in held_back(shop.inputs)] == [
        f"{CARE} sante/soins is out from 2026-12-01 on",
        f"{SERVICES} services/permanence will be withdrawn on 2026-12-05",
    ]


def test_a_link_is_words_once_nothing_is_there(sound: Path) -> None:
    headed(sound, CARE, "draft: true")
    edition = shop_of(sound).editions["fr"]
    [page] = edition.resolver.site.chapters.values()
    [message] = [block.message for block in page.blocks if "soins" in getattr(getattr(block, "message", None), "text", "")]
    assert [type(node).__name__ for node in edition.fill(message).nodes if isinstance(node, CrossLink | FactRef)] == ["FactRef"] * 3
