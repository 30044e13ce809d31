"""The guide as who just arrived asks of it: thirty questions and the sentence that answers, plain French in every chapter, and where each claim was read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import guide
import pytest
import yaml
from conftest import ROOT
from html_of import fragment

from livret.phrases import read_aloud, readability

WORDS, SCORE = 12, 70  # in a sentence, on average, at most; by Kandel and Moles, at least
# Written down before the chapters were, from what the guides of associations answer first. None: nothing that could be read answers it.
QUESTIONS: dict[str, tuple[str, str] | None] = {
    "Où dormir ce soir ?": ("quotidien/logement", "Appelez le 115. L'appel est gratuit. Rappelez si personne ne répond."),
    "Où manger ?": ("quotidien/argent", "Un repas à midi, du lundi au vendredi, pour peu d'argent : Le Nicodème"),
    "Où me laver, où laver mon linge ?": (
        "quotidien/se-laver",
        "Point d'eau reçoit tout le monde, gratuitement et sans demander le nom.",
    ),
    "Où recharger mon téléphone, où trouver du Wi-Fi ?": (
        "quotidien/telephone",
        "Demandez le code du Wi-Fi et une prise pour le téléphone.",
    ),
    "Comment demander l'asile ?": ("asile/premiers-jours", "Dites que vous demandez l'asile."),
    "Avant quand envoyer le formulaire ?": ("asile/ofpra", "Envoyez-le complet, au plus tard 21 jours après l'attestation."),
    "Qu'est-ce que « Dublin » ?": ("asile/procedures", "Un autre pays d'Europe doit peut-être l'étudier."),
    "L'OFPRA a dit non : que faire ?": ("asile/cnda", "Écrivez le recours en français, et signez-le."),
    "On me dit de quitter la France : que faire ?": (
        "refus/que-faire",
        "Montrez-la le jour même à un avocat ou à une association.",
    ),
    "La police me contrôle : quels sont mes droits ?": (
        "refus/police",
        "Demandez tout de suite : un interprète, un avocat, un médecin.",
    ),
    "Puis-je travailler pendant la demande d'asile ?": (
        "asile/droits",
        "Pas d'autorisation pendant les 6 mois après l'enregistrement à l'OFPRA.",
    ),
    "Ai-je de l'argent en attendant ?": ("asile/droits", "L'OFII vous propose une aide et un hébergement."),
    "Puis-je voir un médecin sans papiers ?": (
        "sante/sans-papiers",
        "Vous pouvez voir un médecin, même sans papiers et sans argent.",
    ),
    "Comment avoir une assurance pour la santé ?": ("sante/assurance", "Il faut remplir un dossier."),
    "Je suis enceinte : où aller ?": ("sante/grossesse-enfants", "À la PMI, une sage-femme vous suit. C'est gratuit."),
    "Je dors mal et j'ai peur : qui peut aider ?": ("sante/aller-mal", "Demandez un psychologue, et un interprète."),
    "Comment inscrire mon enfant à l'école ?": ("quotidien/ecole", "De 3 à 11 ans La mairie De 11 à 18 ans Le CIO ou le CASNAV."),
    "Où recevoir mon courrier ?": ("quotidien/adresse", "Demandez le formulaire de domiciliation."),
    "La banque refuse de m'ouvrir un compte : que faire ?": ("quotidien/argent", "elle vous trouve une banque."),
    "Comment payer le bus moins cher ?": ("quotidien/transport", "Demandez la carte à l'agence du réseau de transport."),
    "Où apprendre le français ?": ("quotidien/francais", "Dans une association, souvent sans inscription"),
    "Comment retrouver ma famille ?": ("quotidien/famille", "Allez à la Croix-Rouge, sans rendez-vous"),
    "Comment faire venir ma famille ?": (
        "protection/famille-voyage",
        "Votre famille demande un visa au consulat de France, là où elle vit.",
    ),
    "J'ai moins de 18 ans et je suis seul : où aller ?": ("mineurs/proteger", "Ou allez au Département de l'Isère"),
    "On ne croit pas mon âge : que faire ?": ("mineurs/recours", "Allez voir une association le jour même."),
    "Mon patron ne me paie pas : que faire ?": ("quotidien/travail", "Un tribunal, les prud'hommes, peut dire au patron de payer."),
    "On me frappe à la maison : que faire ?": ("violences/violence", "Danger ? Appelez le 17."),
    "Je ne comprends pas une lettre : qui peut la lire ?": ("quotidien/lettres", "Un écrivain public"),
    "Où est la SPADA de Grenoble, et quand est-elle ouverte ?": None,
    "Où est la PASS du CHU de Grenoble, et quels jours ?": None,
}


def plain(text: str) -> str:
    """Words with one space between, and one apostrophe."""
    return re.sub(r"\s+", " ", text.replace("’", "'")).strip()


@pytest.mark.parametrize(("page", "sentence"), [each for each in QUESTIONS.values() if each])
def test_a_question_has_its_sentence(page: str, sentence: str, shipped: Path) -> None:
    cells = re.sub(r"</t[dh]>", " ", fragment(shipped / f"fr/{page}.html", "main"))
    main = re.sub(r"<[^>]*>", "", cells)
    assert sentence in plain(unescape(main))


def test_at_most_two_of_thirty_questions_have_no_answer() -> None:
    assert len(QUESTIONS) == 30
    assert [*QUESTIONS.values()].count(None) <= 2


def chapters() -> Iterator[tuple[str, readability.Readability]]:
    edition = guide.editions()["fr"]
    for (booklet, slug), chapter in guide.inputs().reading.site.chapters.items():
        yield f"{booklet}/{slug}", readability.of(read_aloud.texts(edition, chapter))


def test_every_chapter_is_plain_french() -> None:
    measured = dict(chapters())
    assert len(measured) > 40
    assert {name: found for name, found in measured.items() if found.words_a_sentence > WORDS or found.score < SCORE} == {}


def test_no_abbreviation_is_left_unexplained() -> None:
    """It is a word of the page of words, or is explained where it stands. What a phone calls an SMS needs no other word."""
    terms = yaml.safe_load((ROOT / "translations/terms.yaml").read_text(encoding="utf-8"))["terms"]
    known = {form for term in terms for form in (term["term"], term.get("full", ""), *term.get("forms", ())) if form.isupper()} | {
        "SMS"
    }
    found = []
    for path in sorted((ROOT / "content/booklets").glob("*/*.md")):
        said = re.sub(r"\{[^}]*\}|\]\(\S+\)", "", path.read_text(encoding="utf-8").split("---\n", 2)[2])
        used = set(re.findall(r"(?<!\w)[A-Z]{2}[A-Z0-9]*(?!\w)", said)) - known
        found += [(path.name, each) for each in used if not re.search(rf"\b{each} \(|\({each}\)|^{each}\n:", said, re.MULTILINE)]
    assert found == []


def test_where_each_claim_was_read_is_written_down() -> None:
    """content/SOURCES.md is what its script says today."""
    found = spec_from_file_location("sources", ROOT / "scripts/sources.py")
    assert found
    assert found.loader
    script = module_from_spec(found)
    found.loader.exec_module(script)
    assert script.page() == (ROOT / "content/SOURCES.md").read_text(encoding="utf-8"), "run `python scripts/sources.py`"
