"""Whatever the schema lets an author write has words."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest
from expressions import edition

from livret.editions.edition import Edition
from livret.phrases import listing_text
from livret.schema.service import AccessMode, Family, Service, Situation, Status


@pytest.mark.parametrize("name", [*get_args(Status), *get_args(Family), *get_args(Situation), "women", "men"])
def test_every_group_has_a_name(name: str) -> None:
    assert listing_text.group(edition("ar"), name) != listing_text.group(edition("en"), name)


@pytest.mark.parametrize("mode", get_args(AccessMode))
def test_every_way_in_has_a_name(mode: str) -> None:
    service = Service.model_construct(access_modes=(mode,))
    assert listing_text.ways_in(edition("ar"), service) != listing_text.ways_in(edition("en"), service)


@pytest.mark.parametrize(
    ("words", "field"),
    [(listing_text.appointment, "appointment"), (listing_text.fees, "fees"), (listing_text.audience, "audience")],
)
def test_each_value_has_words_of_its_own_and_unknown_has_none(words: Callable[[Edition, Service], str], field: str) -> None:
    values = get_args(Service.model_fields[field].annotation)
    said = {value: words(edition("ar"), Service.model_construct(**{field: value})) for value in values}
    assert said.pop("unknown") == ""
    assert "" not in said.values()
    assert len(set(said.values())) == len(values) - 1


@pytest.mark.parametrize("field", ["interpreter", "wheelchair"])
def test_unknown_is_never_said_as_no(field: str) -> None:
    values = get_args(Service.model_fields[field].annotation)
    said = {value: listing_text.answer(edition("ar"), value) for value in values}
    assert "unknown" in said
    assert len(set(said.values())) == len(values)


def test_each_way_in_and_each_group_has_words_of_its_own() -> None:
    groups = [*get_args(Status), *get_args(Family), *get_args(Situation), "women", "men"]
    assert len({listing_text.group(edition("ar"), name) for name in groups}) == len(groups)
    modes = get_args(AccessMode)
    assert len(set(listing_text.ways_in(edition("ar"), Service.model_construct(access_modes=modes)))) == len(modes)


def test_a_key_that_no_page_names_keeps_its_name() -> None:
    assert listing_text.label(edition("ar"), "siret") == "siret"
    assert listing_text.label(edition("en"), "appointment_url") == "Appointment"
