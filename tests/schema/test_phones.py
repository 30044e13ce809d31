"""A number is kept whole, with its extension, or refused: a part of one is another number."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from livret.schema.fields import Phone

NUMBER = TypeAdapter[str](Phone)


@pytest.mark.parametrize(
    "written",
    [
        "+33 4 65 71 00 12 ext. 34", "+33465710012;ext=34", "+33465710012x34", "+33 4 65 71 00 12 #34", "+33465710012,,34", "+33 4 65 71 00 12 poste 34",
        "+33 4 65 71 00 12, poste : 34", "+33 4 65 71 00 12 Extension 34", "+33 (0)4 65 71 00 12 p. 34", "+33.4.65.71.00.12 int. 34",
    ],
)  # fmt: skip
def test_an_extension_is_kept(written: str) -> None:
    assert NUMBER.validate_python(written) == "+33465710012;ext=34"


def test_an_extension_may_begin_with_nought() -> None:
    assert NUMBER.validate_python("+33 4 65 71 00 12 poste 007") == "+33465710012;ext=007"


@pytest.mark.parametrize(
    ("written", "kept"),
    [("+33 (0)4 65 71 00 12", "+33465710012"), ("+٣٣٤٦٥٧١٠٠١٢", "+33465710012"), ("1 15", "115"), ("+39 06 6982", "+39066982")],
)
def test_a_number_without_one(written: str, kept: str) -> None:
    assert NUMBER.validate_python(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "+33465710012 ou 13", "+33465710012 / +33465710013", "+33465710012 Paul", "+33465710012 ext", "+33465710012 ext. 34 ext. 35", "+33465710012;isub=12",
        "+33465710012;phone-context=x", "+33465710012 ext. 12345678", "+33465710012/13", "04 65 71 00 12", "115 poste 2",
    ],
)  # fmt: skip
def test_what_would_be_lost_is_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        NUMBER.validate_python(written)
