"""Opening hours as people write them – “du lundi au vendredi 8h30-12h30”, “Lu-Ve 8.30 – 12.30” – in OpenStreetMap's syntax."""

from __future__ import annotations

import re
import unicodedata

from livret.hours import rule_order
from livret.hours.expression import Unclear

_DAYS = {
    "Mo": "lundis?|lun|lu|monday|mon|mo", "Tu": "mardis?|mar|ma|tuesday|tues?|tu", "We": "mercredis?|mer|me|wednesday|wed|we",
    "Th": "jeudis?|jeu|je|thursday|thurs?|th", "Fr": "vendredis?|ven|ve|friday|fri|fr", "Sa": "samedis?|sam|saturday|sat|sa",
    "Su": "dimanches?|dim|di|sunday|sun|su",
}  # fmt: skip
_MONTHS = {
    "Jan": "janvier", "Feb": "février|fevrier", "Mar": "mars", "Apr": "avril", "May": "mai", "Jun": "juin", "Jul": "juillet", "Aug": "août|aout",
    "Sep": "septembre|sept", "Oct": "octobre", "Nov": "novembre", "Dec": "décembre|decembre",
}  # fmt: skip
_WORDS = {
    "24/7": r"24 ?h?(?:eures)?(?: ?/ ?| sur )24(?:[ ,]+7 ?j(?:ours)?(?: ?/ ?| sur )7)?",
    "Mo-Fr": "l ?- ?v",
    "12:00": "midi|noon",
    "24:00": "minuit|midnight",
    "Mo-Su": r"7 ?j(?:ours)?(?: ?/ ?| sur )7|tous les jours",
    "PH": r"(?:les )?(?:jours )?fériés|ph",
    "SH": "sh",
    "off": r"fermé(?:e|s|es)?|closed",
    '"by appointment"': r"sur (?:rendez-vous|rdv)",
    "week 1-53/2": r"(?:les )?semaines? impaires?",
    "week 2-52/2": r"(?:les )?semaines? paires?",
}
_ANY_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)"


def meant(text: str) -> str:
    """The expression that people mean by a text, where it is a sound one; "" where nobody can say."""
    found = _rewritten(text)
    try:
        rule_order.check(found)
    except Unclear:
        return ""
    return found if found != text else ""


def _rewritten(text: str) -> str:
    figures = "".join(str(unicodedata.digit(sign, sign)) for sign in text)  # of any script
    found = re.sub("[–—]", "-", " ".join(figures.split()))
    for right, words in (*_WORDS.items(), *_DAYS.items(), *_MONTHS.items()):
        found = re.sub(rf"\b(?:{words})(?!\w)\.?", right, found, flags=re.IGNORECASE)
    found = re.sub(r" (?:et|and|&) (?:de )?", ",", found)
    found = re.sub(rf"\b(?:(?:du|de|from) )?({_ANY_DAY}) (?:au|à|to|through) ({_ANY_DAY})\b", r"\1-\2", found)
    found = re.sub(rf"\b(?:le )?(\d)(?:er|e|ème|ère) ({_ANY_DAY})(?: (?:du|de chaque) mois)?\b", r"\2[\1]", found)
    found = re.sub(rf"[,;]? ?off (?:en |au mois d[e'’] ?)?({'|'.join(_MONTHS)})\b", r"; \1 off", found)
    found = re.sub(r"\b(?:le|les|de|from) (?=[A-Z0-9])", "", found)
    found = re.sub(r"(?<=\d)(?: ?(?:à|to) ?)(?=\d)|(?<=\dh)(?: ?(?:à|to) ?)(?=\d)", "-", found)
    found = re.sub(r"(\d{1,2})[h:.]?(\d{2})? ?([ap])\.?m\.?", _of_half_a_day, found, flags=re.IGNORECASE)
    found = re.sub(r"(?<![\d/\[:])(\d{1,2}) ?(?:h|heures?)(?: ?(\d{2}))?(?!\w)", _time, found)
    found = re.sub(r"(?<![\d/\[:])(\d{1,2})[.:](\d{2})(?!\d)", _time, found)
    found = re.sub(r"(?<![\d/\[:])(\d{1,2})-(\d{1,2})(?![\d/:\]])", lambda m: f"{int(m[1]):02}:00-{int(m[2]):02}:00", found)
    found = re.sub(rf"({_ANY_DAY}) ?/ ?(?={_ANY_DAY})", r"\1,", found)
    found = re.sub(r" ?- ?", "-", found)
    found = re.sub(r" ?, ?", ",", found)
    found = re.sub(r"(?<=:\d\d) ?/ ?(?=\d)", ",", found)
    found = re.sub(rf"(?<=:\d\d)[ ,](?={_ANY_DAY}\b)", "; ", found)
    return re.sub(r"(?<=\w) ?: (?=\d)", " ", found)


def _time(found: re.Match[str]) -> str:
    return f"{int(found[1]):02}:{found[2] or '00'}"


def _of_half_a_day(found: re.Match[str]) -> str:
    hour = int(found[1]) % 12 + (12 if found[3].lower() == "p" else 0)
    return f"{hour:02}:{found[2] or '00'}"
