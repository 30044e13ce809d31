"""What changed, word by word."""

from __future__ import annotations

import pytest

from livret.report import diff


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a b", "a b", "a b"),
        ("Vous pouvez travailler.", "Vous ne pouvez pas travailler.", "Vous<ins> ne</ins> pouvez<ins> pas</ins> travailler."),
        ("Vous avez 21 jours.", "Vous avez 15 jours.", "Vous avez<del> 21</del><ins> 15</ins> jours."),
        (
            "Appelez le {phone.samu}.",
            "Appelez le {phone.police}.",
            'Appelez le<del> <code dir="ltr">{phone.samu}</code></del><ins> <code dir="ltr">{phone.police}</code></ins>.',
        ),
        (
            "Lisez [ici](a.md).",
            "Lisez [ici](b.md).",
            'Lisez [ici<del>]<code dir="ltr">(a.md)</code></del><ins>]<code dir="ltr">(b.md)</code></ins>.',
        ),
        ("", "new", "<ins>new</ins>"),
        ("old", "", "<del>old</del>"),
        ("<b> & x", "<b> & y", '<code dir="ltr">&lt;b&gt;</code> &amp;<del> x</del><ins> y</ins>'),
    ],
)
def test_words(before: str, after: str, expected: str) -> None:
    assert diff.html(before, after) == expected


def test_nothing_is_lost() -> None:
    before, after = "Un, deux  trois – quatre !", "Un deux, trois (cinq) !"
    changes = list(diff.changes(before, after))
    assert "".join(text for kind, text in changes if kind != "ins").split() == before.split()
    assert "".join(text for kind, text in changes if kind != "del") == after


def test_markup_is_isolated_in_any_direction() -> None:
    assert diff.raw("اقرأ [هذا](a.md) و {phone.samu} و `x`") == (
        'اقرأ [هذا]<code dir="ltr">(a.md)</code> و <code dir="ltr">{phone.samu}</code> و <code dir="ltr">`x`</code>'
    )
