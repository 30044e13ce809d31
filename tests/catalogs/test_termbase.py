"""The termbase: one thing has one name, the French word stays in sight, and no sound translation is warned of."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import guide
import pytest

from livret.catalogs.termbase import Terms, bare, words
from livret.editions.edition import Edition
from livret.languages import language
from livret.model import FactRef, Message, Provenance, State
from livret.phrases.fact_text import show
from livret.phrases.notices import origin_notice
from livret.pipeline import Options, translate
from livret.problems import Place, Report
from livret.schema.terms import Term, Termbase
from livret.text.inline import InlineParser


def term(ident: str, written: str, *forms: str, full: str | None = None, **glosses: str) -> Term:
    explanation = Message("terms", "Un papier.", "explanation", Place(""))
    return Term.model_construct(id=ident, term=written, full=full, forms=forms, explanation=explanation, glosses=glosses)


TERMS = Terms(
    Termbase.model_construct(
        terms=(
            term("attestation", "attestation de demande d'asile", uk="посвідчення про прохання притулку", ar="شهادة طلب اللجوء"),
            term("recours", "recours", ka="საჩივარი", ar="طعن", prs="شکایت", ti="ይግባይ", pt="recurso"),
            term("prefecture", "préfecture", "préfectures", uk="префектура", ar="المحافظة"),
            term("ada", "ADA", full="Allocation pour demandeur d'asile", uk="допомога шукачеві притулку", pt="subsídio"),
            term("vitale", "carte Vitale", ti="ካርድ ናይ ጥዕና መድሕን"),
        )
    )
)
PARSER = InlineParser("content", {}.get)


def missing(tag: str, source: str, translation: str) -> list[str]:
    found = TERMS.missing(words(PARSER.parse(source).nodes), PARSER.parse(translation).nodes, language(tag))
    return [each.id for each in found]


@pytest.mark.parametrize(
    ("tag", "source", "translation"),
    [
        ("uk", "Le mot est sur votre attestation de demande d'asile.", "Слово – на вашому посвідченні."),
        ("uk", "Le mot est sur l’Attestation de demande d’asile.", "Слово тут: attestation de demande d'asile."),
        ("ar", "Allez à la préfecture.", "يمكن للمحافظة أن تساعدك."),
        ("ar", "Deux préfectures", "préfecture ثم أخرى"),
        ("prs", "Le recours", "شكايت"),  # ي of an Arabic keyboard
        ("ka", "Le délai du recours", "საჩივრის ვადა"),
        ("ti", "Le recours", "ይግባያት"),
        ("ti", "La carte Vitale", "ካርድ Vitale"),
        ("ti", "Le recours", "ንrecours"),
        ("uk", "L'ADA", "Про ADA"),
        ("uk", "Elle s'appelle Ada.", "Її звуть Ада."),
        ("uk", "Il secourt les personnes.", "Він рятує людей."),
        ("ar", "Votre {term.recours}", "{term.recours}"),
        ("es", "Le recours", "La apelación"),  # no gloss in this language: nothing to compare with
        ("uk", "Lisez [la loi](https://prefecture.example/préfecture).", "Читайте [закон](https://prefecture.example/préfecture)."),
    ],
)
def test_sound(tag: str, source: str, translation: str) -> None:
    assert missing(tag, source, translation) == []


@pytest.mark.parametrize(
    ("tag", "source", "translation", "expected"),
    [
        ("uk", "Le mot est sur votre attestation de demande d'asile.", "Слово на папері.", ["attestation"]),
        ("ar", "Allez à la préfecture.", "اذهب إلى البلدية.", ["prefecture"]),
        ("ar", "Envoyez le recours à la PRÉFECTURE.", "أرسل الرسالة.", ["recours", "prefecture"]),
        ("ka", "Le **recours**", "წერილი", ["recours"]),
        ("pt", "L'ADA arrive.", "Nada chega.", ["ada"]),  # « ada » is in « nada »
        ("uk", "L'allocation pour demandeur d'asile", "Гроші", ["ada"]),
    ],
)
def test_inconsistent(tag: str, source: str, translation: str, expected: list[str]) -> None:
    assert sorted(missing(tag, source, translation)) == sorted(expected)


def test_bare() -> None:
    assert bare("Récépissé ЇЖАК") == "recepisse іжак"
    assert bare("الإِقامة") == bare("الاقامه")


# --- in an edition ------------------------------------------------------------------------------------


def edition(site: Path, tag: str, report: Report | None = None) -> Edition:
    return translate(Options(site, site / "public", pdf=False), Report() if report is None else report)[1][tag]


def test_a_term_is_shown_with_its_gloss_and_the_word_beside(sound: Path) -> None:
    arabic, french = edition(sound, "ar"), edition(sound, "fr")
    shown = show(arabic, FactRef("term", "recepisse"))
    assert (shown.words, shown.language, shown.direction) == ("إيصال (récépissé)", "fr", "ltr")
    assert show(arabic, FactRef("term", "recepisse"), french.language).words == "récépissé"  # in a block shown in French
    assert show(french, FactRef("term", "recepisse")).words == "récépissé"
    assert show(arabic, FactRef("term", "caf")).words == "CAF"  # no gloss in Arabic


def test_it_is_warned_at_the_catalog_s_line_and_published(sound: Path) -> None:
    chapter = sound / "content/booklets/01-sante/01-numeros.md"
    chapter.write_text(
        chapter.read_text(encoding="utf-8").replace("## Que dire", "## Que dire\n\nGardez le récépissé."), encoding="utf-8"
    )
    catalog = sound / "translations/ar/sante.po"
    catalog.write_text(
        catalog.read_text(encoding="utf-8") + '\nmsgid "Gardez le récépissé."\nmsgstr "احتفظ بالورقة."\n', encoding="utf-8"
    )
    report = Report()
    arabic = edition(sound, "ar", report)
    message = next(m for m in arabic.resolver.inputs.reading.messages["sante"] if m.text == "Gardez le récépissé.")
    assert arabic.fill(message).state is State.CURRENT
    assert [(str(problem.place), problem.code) for problem in report] == [("translations/ar/sante.po:15", "term-missing")]


def test_a_gloss_by_a_machine_is_told_of(sound: Path) -> None:
    """Also where people translated everything around it."""
    chapter = sound / "content/booklets/01-sante/01-numeros.md"
    chapter.write_text(
        chapter.read_text(encoding="utf-8").replace("## Que dire", "## Que dire\n\nGardez le {term.recepisse}."), encoding="utf-8"
    )
    catalog = sound / "translations/ar/sante.po"
    catalog.write_text(
        catalog.read_text(encoding="utf-8") + '\nmsgid "Gardez le {term.recepisse}."\nmsgstr "احتفظ بـ {term.recepisse}."\n',
        encoding="utf-8",
    )
    arabic = edition(sound, "ar")
    messages = [
        m for m in arabic.resolver.inputs.reading.messages["sante"] if m.text in ("Que dire", "Gardez le {term.recepisse}.")
    ]
    assert arabic.origins(messages[:1]) == {Provenance.PEOPLE}
    assert arabic.origins(messages) == {Provenance.PEOPLE, Provenance.MACHINE}
    assert origin_notice(arabic, messages)


def test_a_gloss_that_nobody_could_read_is_left_out(sound: Path) -> None:
    path = sound / "translations/terms.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("إيصال", "ايصال\u200f"), encoding="utf-8")
    report = Report()
    assert show(edition(sound, "ar", report), FactRef("term", "recepisse")).words == "récépissé"
    assert [(str(problem.place), problem.code) for problem in report] == [("translations/terms.yaml:7:19", "damage-bidi")]


# --- the shipped termbase -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped_editions() -> dict[str, Edition]:
    return {tag: guide.editions()[tag] for tag in guide.inputs().reading.site.config.languages}


def test_every_shipped_term_is_glossed_and_explained_in_every_language(shipped_editions: dict[str, Edition]) -> None:
    termbase = shipped_editions["fr"].termbase
    assert len(termbase.terms) >= 30
    for tag, each in shipped_editions.items():
        if tag != "fr":
            assert [t.id for t in termbase.terms if tag not in t.glosses] == []
            assert Counter(each.fill(t.explanation).state for t in termbase.terms) == {State.CURRENT: len(termbase.terms)}, tag


def test_shipped_explanations_have_short_sentences(shipped_editions: dict[str, Edition]) -> None:
    for each in shipped_editions["fr"].termbase.terms:
        for sentence in re.split(r"(?<=[.!?]) ", each.explanation.text):
            assert len(sentence.split()) <= 12, sentence


def test_the_shipped_translations_name_the_terms(shipped_editions: dict[str, Edition]) -> None:
    """No false alarm; and the check is awake: beside a translation of a text with other terms, nearly every source is warned of."""
    found = alarms = 0
    fr = shipped_editions["fr"]
    terms = fr.resolver.inputs.terms
    messages = [m for domain in fr.resolver.inputs.reading.messages.values() for m in domain if m.kind != "pronunciation"]
    named = [(m, ids) for m in messages if (ids := {t.id for t in terms.named(words(fr.fill(m).nodes))})]
    for each in (edition for tag, edition in shipped_editions.items() if tag != "fr"):
        known = [(fr.fill(m).nodes, each.fill(m).nodes, ids) for m, ids in named if each.fill(m).state is State.CURRENT]
        for (source, right, ids), (_, wrong, others) in zip(known, [*known[7:], *known[:7]], strict=True):
            assert list(terms.missing(words(source), right, each.language)) == []
            if not ids & others:
                found += 1
                alarms += bool(list(terms.missing(words(source), wrong, each.language)))
    assert found > 200
    assert alarms / found > 0.9
