"""Hours that a later rule takes away: who wrote them is asked, and both answers are hours without that doubt."""

from __future__ import annotations

import pytest

from livret.hours import rule_order

LOST = {
    "Mo-Fr 08:30-12:00; Tu 14:00-17:00": "Mo,We-Fr 08:30-12:00; Tu 14:00-17:00",
    "Mo-Sa 09:00-12:00; Sa 14:00-16:00; PH off": "Mo-Fr 09:00-12:00; Sa 14:00-16:00; PH off",
    "Mo-Fr 08:30-12:00; We,Fr 13:30-16:30": "Mo,Tu,Th 08:30-12:00; We,Fr 13:30-16:30",
    '08:00-12:00; Tu 14:00-17:00 "by appointment"': 'Mo,We-Su 08:00-12:00; Tu 14:00-17:00 "by appointment"',
    "Mo-Fr 08:30-12:00; Tu[1] 14:00-17:00": "",
    "Mo-Fr 08:30-12:00; week 1-53/2 Tu 14:00-17:00": "",
    "Mo-Fr 08:30-12:00; Tu,Sa 12:00-17:00": "Mo,We-Fr 08:30-12:00; Tu,Sa 12:00-17:00",
}
SOUND = [
    "Mo-Fr 08:30-12:00, Tu 14:00-17:00",
    "Mo-Fr 08:30-12:00,14:00-17:00; We 08:30-12:00",
    "Mo-Fr 10:00-18:00; We 10:00-20:00",
    "Mo-Fr 08:30-12:00; Sa 14:00-17:00",
    "Mo-Fr 08:30-12:00; Jul-Aug Mo-Fr 14:00-17:00",
    "Mo-Fr 08:30-12:00; Dec 24 14:00-16:00",
    "Mo-Fr 08:30-12:00; We off; PH off",
    "Mo-Fr 08:30-12:00; SH Mo-Fr 14:00-17:00",
    "Mo-Fr 08:00-sunset; Tu 14:00-17:00",
    "24/7; PH off",
]


@pytest.mark.parametrize("text", LOST)
def test_both_cures_leave_no_doubt(text: str) -> None:
    (found,) = rule_order.overwritten(text)
    assert text[found.at :].startswith(found.later)
    assert found.earlier in text[: found.at]
    assert found.instead == LOST[text]
    for cure in filter(None, (found.both, found.instead)):
        rule_order.check(cure)
        assert not list(rule_order.overwritten(cure)), cure


@pytest.mark.parametrize("text", SOUND)
def test_what_nobody_doubts(text: str) -> None:
    rule_order.check(text)
    assert not list(rule_order.overwritten(text))
