"""Damage: what in a translation would mislead, and what would not."""

from __future__ import annotations

import pytest

from livret.text.inline import InlineParser
from livret.translation.damage import findings

PARSER = InlineParser("content/booklets/01-a", {"content/booklets/01-a/02-y.md": ("a", "y")}.get)


def codes(source: str, translation: str) -> list[str]:
    notes = {"n": 1}
    return [code for code, _ in findings(source, translation, PARSER.parse(source, notes), PARSER.parse(translation, notes))]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Le {phone.a} et {phone.b}", "{phone.b} و {phone.a}"),
        ("De 3 à 16 ans", "من ٣ إلى ١٦ سنة"),
        ("De 3 à 16 ans", "از ۳ تا ۱۶ سال"),
        ("[ici](02-y.md#x)", "[هنا](02-y.md#x)"),
        ("**Oui** `x` a[^n]", "`x` **نعم** ا[^n]"),
        ("3 ans", "ሰለስተ ዓመት"),
    ],
)
def test_sound(source: str, translation: str) -> None:
    assert codes(source, translation) == []


@pytest.mark.parametrize(
    ("source", "translation", "code"),
    [
        ("Le {phone.a}", "اتصل", "damage-facts"),
        ("Le {phone.a}", "{phone.a} {phone.a}", "damage-facts"),
        ("Le {phone.a}", "{phone.b}", "damage-facts"),
        ("Le {phone.a}", "{phone:a}", "damage-facts"),
        ("[a](https://e.fr)", "[a](https://evil.example)", "damage-links"),
        ("[a](https://e.fr)", "[a] (https://e.fr)", "damage-links"),
        ("[a](02-y.md#x)", "[a](02-y.md#z)", "damage-links"),
        ("`x`", "x", "damage-code"),
        ("a[^n]", "a", "damage-code"),
        ("De 3 à 16 ans", "من ٣ إلى ١٨ سنة", "damage-digits"),
        ("Texte", "Text 15", "damage-digits"),
        ("Texte", "# Text", "damage-block"),
        ("Texte", "1. Text", "damage-block"),
        ("Texte", "a\u202eb", "damage-bidi"),
        ("Texte", "<script>x</script>", "damage-markup"),
        ("Texte", "[x](javascript:alert(1))", "damage-markup"),
        ("**Oui**", "Oui", "emphasis-lost"),
    ],
)
def test_damaged(source: str, translation: str, code: str) -> None:
    assert code in codes(source, translation)
