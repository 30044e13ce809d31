"""Whatever the schema lets an author write has words."""

from __future__ import annotations

from typing import get_args

import pytest
from expressions import edition

from livret.schema.service import AccessMode, Family, Service, Situation, Status
from livret.translation import listing


@pytest.mark.parametrize("name", [*get_args(Status), *get_args(Family), *get_args(Situation), "women", "men"])
def test_every_group_has_a_name(name: str) -> None:
    assert listing.group(edition("ar"), name) != listing.group(edition("en"), name)


@pytest.mark.parametrize("mode", get_args(AccessMode))
def test_every_way_in_has_a_name(mode: str) -> None:
    service = Service.model_construct(access_modes=(mode,))
    assert listing.ways_in(edition("ar"), service) != listing.ways_in(edition("en"), service)
