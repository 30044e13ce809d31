"""Why a file is made anew: a sentence for each kind of address, and none for what nobody can look at."""

from __future__ import annotations

import pytest

from livret.publish import why
from livret.translation.answers import KINDS
from livret.translation.looks import joined


def test_each_kind_of_address_has_a_sentence() -> None:
    assert set(why.SENTENCES) == set(KINDS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_sentence_is_said_whole(kind: str) -> None:
    name = {"message": joined("sante", "", "Appelez le {phone.samu}"), "interface": "ar/Close"}.get(kind, "a/b")
    said = why.sentence(kind, name)
    assert why.sentence("beside", joined("fr", kind, name)) == said
    assert ("Appelez le {phone.samu}" in said) == (kind == "message")
    assert ("Close" in said) == (kind == "interface")
    assert "\x04" not in said
