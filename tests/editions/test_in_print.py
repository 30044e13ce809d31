"""What nobody translates has the signs of print of its own language, and what a program reads is as it was written."""

from __future__ import annotations

import datetime

from livret.editions.in_print import in_print
from livret.schema.agora import Partner, Partners
from livret.schema.facts import AddressFact, EmailFact, LinkFact, SentenceFact
from livret.schema.fields import Source, untranslated
from livret.schema.service import Service
from livret.schema.terms import Term

DAY = datetime.date(2026, 11, 24)
SERVICE = {
    "id": "cpam",
    "name": "CPAM de l'Isère",
    "gloss": "L'assurance : ici",
    "category": "health",
    "organisation": {"name": "L'Assurance", "website": "https://exemple.fr/l'eau"},
    "address": {"street": "2 rue de l'Exemple", "city": "Saint-Martin-d'Hères"},
    "email": "l'equipe@exemple.fr",
    "example": True,
    "verified_on": DAY,
}


def test_names_and_addresses_of_a_listing() -> None:
    written = Service.model_validate(SERVICE)
    shown = in_print(written, "fr")
    assert (shown.name, shown.organisation.name) == ("CPAM de l’Isère", "L’Assurance")
    assert (shown.address.street, shown.address.city) == ("2 rue de l’Exemple", "Saint-Martin-d’Hères")
    assert (shown.email, shown.organisation.website) == (written.email, written.organisation and written.organisation.website)
    assert (shown.id, shown.category, shown.verified_on) == (written.id, written.category, DAY)
    assert shown.gloss == written.gloss  # a message: it is filled, and its text is its key


def test_a_title_has_the_signs_of_its_own_language() -> None:
    french = Source(title="L'accueil : où ?", url="https://exemple.fr", read_on=DAY)
    english = Source(title='The "home" of: l\'eau', url="https://exemple.fr", read_on=DAY, language="en")
    assert in_print(french, "fr").title == "L’accueil\u202f: où\u202f?"
    assert in_print(english, "fr").title == "The “home” of: l’eau"
    partner = Partner.model_validate(
        {"id": "a", "name": "Ça va ?", "language": "en", "role": "members", "does": "x", "example": True}
    )
    assert in_print(Partners(partners=(partner,)), "fr").partners[0].name == "Ça va\u00a0?"


def test_a_gloss_has_those_of_the_language_it_stands_for() -> None:
    term = Term.model_validate({"id": "ame", "term": "Aide d'État", "explanation": "x", "glosses": {"uk": "м'яч", "en": "it's"}})
    shown = in_print(term, "fr")
    assert (shown.term, shown.glosses) == ("Aide d’État", {"uk": "м’яч", "en": "it’s"})


def test_facts_but_for_what_is_a_key_or_dialled() -> None:
    link = in_print(LinkFact(url="https://exemple.fr/d'ici", label="L'office"), "fr")
    assert (link.url, link.label) == ("https://exemple.fr/d'ici", "L’office")
    for same in (SentenceFact(text="J'ai faim."), EmailFact(address="d'ici@exemple.fr", example=True)):
        assert in_print(same, "fr") is same
    place = AddressFact(street="1 rue d'Ici", postal_code="38000", city="Grenoble", example=True)
    assert in_print(place, "fr").street == "1 rue d’Ici"


def test_what_has_no_such_text_is_itself() -> None:
    service = Service.model_validate({**SERVICE, "name": "CPAM", "organisation": None, "address": None})
    for same in (service, (service,), (), "l'eau", ("l'eau",), None, 3):
        assert in_print(same, "fr") is same
    assert untranslated(Service) == {"name", "alternate_name"}
