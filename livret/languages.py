"""Languages as CLDR knows them: direction, script, names. Direction comes from the tag, never from an author."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Literal

from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global
from babel.dates import get_month_names
from babel.numbers import get_currency_symbol, list_currencies

from livret.model import Language
from livret.problems import near

# BCP 47 tags that people use and CLDR files under another name. Dari is a variety of Persian there.
_LOCALES = {"prs": "fa_AF", "rom": "ro"}
# The voices of screen readers know Dari as Persian of Afghanistan.
_HTML = {"prs": "fa-AF"}
# Their names: CLDR calls fa_AF "فارسی (افغانستان)", its speakers call it دری.
_NAMES = {"prs": "دری"}

# Languages that nobody speaks, for testing a theme: see livret.editions.pseudo. No site can list them.
PSEUDO = ("en-XA", "ar-XB")
_PSEUDO = {
    "en-XA": Language("en-XA", "en", "ltr", "Latn", "[Þšéûðô]", "en-XA"),
    "ar-XB": Language("ar-XB", "ar", "rtl", "Latn", "[oduesP]", "ar-XB"),
}
# The, or, a, about.
_O_IS_A_WORD = frozenset(["bs", "ca", "cs", "es", "gl", "hr", "it", "oc", "pl", "pt", "ro", "sk", "sl", "sr"])
# A narrow no-break space stands before : ; ? ! and inside « » (in Canada before the colon alone).
_NARROW_SPACES = frozenset({"fr"})
# The quotation marks of a language or, by its script, of those that are not named: CLDR's, where its catalogs here have no others.
_QUOTATION_MARKS = {
    "fr": ("«\u202f", "\u202f»"), "es": ("«", "»"), "pt": ("«", "»"), "it": ("«", "»"), "sq": ("«", "»"), "de": ("„", "“"), "pl": ("„", "”"),
    "ro": ("„", "”"), "Latn": ("“", "”"), "Cyrl": ("«", "»"), "Arab": ("«", "»"), "Ethi": ("«", "»"), "Geor": ("„", "“"),
}  # fmt: skip
# The first day of a month is written as an ordinal there, and all others are not: CLDR's patterns do not say so.
_FIRST_DAY = {"fr": "1er"}
_LATIN = re.compile("[A-Za-z]")
_WRITTEN = ("en", "fr")  # in which authors and partners name things
_COMMON = "en"  # the language that CLDR has most of
_SLIP = re.compile(r"/|\bM\d\d\b")
_PLURALS = ("zero", "one", "two", "few", "many", "other")
# The parts of CLDR in which one value stands for another: those of the root, from which all locales inherit.
_ALIASED = frozenset({"months", "days", "quarters", "eras", "currency_formats"})


@lru_cache(maxsize=512)
def locale(tag: str) -> Locale:
    """CLDR's locale of a tag. Raises UnknownLocaleError."""
    name = _PSEUDO[tag].locale if tag in _PSEUDO else _LOCALES.get(tag, tag.replace("-", "_"))
    return _unshared(Locale.parse(name))


def _unshared(found: Locale) -> Locale:
    """The same with data of its own. Babel's locales share what they inherit, and write into it as they look an alias up
    (`LocaleDataDict.__getitem__`): once somebody had asked for the days in Pashto, those of Ukrainian and of Spanish were Pashto.
    """
    data: dict[Any, Any] = localedata.load(str(found))
    own = {key: copy.deepcopy(value) for key, value in data.items() if key in _ALIASED}
    vars(found)["_Locale__data"] = localedata.LocaleDataDict({**data, **own})
    return found


def day_number(tag: str, day: int) -> str:
    """A day of a month, in front of the month's name: 1er janvier, 2 janvier."""
    return _FIRST_DAY.get(tag.partition("-")[0], str(day)) if day == 1 else str(day)


def known(tag: str) -> bool:
    """Whether a site can be in it: CLDR has a locale of that tag. A pseudo-locale is no language of a site."""
    try:
        locale(tag)
    except (UnknownLocaleError, ValueError):
        return False
    return tag not in PSEUDO


def spoken(tag: str) -> bool:
    """Whether CLDR can name it. Many languages that people speak are written in no locale."""
    return known(tag) or tag in Locale("en").languages


@lru_cache(maxsize=512)
def language(tag: str) -> Language:
    """The language of a tag that `known` knows, or a pseudo-locale."""
    if tag in _PSEUDO:
        return _PSEUDO[tag]
    found = locale(tag)
    return Language(tag, str(found), found.text_direction, _script(found), _own_name(tag), _HTML.get(tag, tag))


def _script(found: Locale) -> str:
    """The script a language is written in: its own, else CLDR's likely subtag (`ti` is `ti_Ethi_ET`)."""
    likely = get_global("likely_subtags")
    full = str(likely.get(str(found)) or likely.get(found.language) or "und_Latn_ZZ")
    return found.script or full.split("_")[1]


def _own_name(tag: str) -> str:
    name = _NAMES.get(tag) or locale(tag).get_display_name(locale(tag)) or tag
    # Georgian has capitals in Unicode that no one uses at the head of a word.
    return name[0].upper() + name[1:] if _script(locale(tag)) in ("Latn", "Cyrl") else name


def name_in(tag: str, reader: str) -> str:
    """The name of a language for a reader of another: prs in fr is « dari »."""
    found = locale(reader)
    name = (
        found.languages.get(tag)
        or found.languages.get(_LOCALES.get(tag, ""))
        or (locale(tag).get_display_name(found) if known(tag) else None)
    )
    return str(name or Locale("en").languages.get(tag) or tag)


def tag_of(name: str) -> str:
    """The tag of a language by its name, in English, in French or its own: `ti` of “Tigrinya”; "" for a name that nobody knows."""
    return _tags_by_name().get(name.strip().casefold(), "")


def country_of(name: str) -> str:
    """The code of a country by its name, in English or in French: `BE` of “Belgique”; "" for a name that nobody knows."""
    wanted = name.strip().casefold()
    names = ((str(called), code) for reader in _WRITTEN for code, called in Locale(reader).territories.items())
    return next((code for called, code in names if called.casefold() == wanted and code.isalpha()), "")


def month_of(name: str) -> int:
    """The number of a month by its name, in English or in French, whole or short; 0 for a name that is none."""
    return _months_by_name().get(name.rstrip(".").casefold(), 0)


@lru_cache(maxsize=1)
def _months_by_name() -> dict[str, int]:
    widths: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")
    return {
        str(name).rstrip(".").casefold(): number
        for reader in _WRITTEN
        for width in widths
        for number, name in get_month_names(width, "format", Locale(reader)).items()
    }


@lru_cache(maxsize=1)
def _tags_by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for reader in _WRITTEN:
        names = Locale(reader).languages
        found |= {str(names[tag]).casefold(): tag for tag in sorted(names, reverse=True) if "_" not in tag}
        found |= {name_in(tag, reader).casefold(): tag for tag in _LOCALES}
    return found | {own.casefold(): tag for tag, own in {"prs": "dari", **_NAMES}.items()} | _own_names(found.values())


def _own_names(tags: Iterable[str]) -> dict[str, str]:
    return {_own_name(tag).casefold(): tag for tag in tags if known(tag)}


def sound(tag: str, words: str) -> str:
    """What CLDR says in a language, or "" where it slips: “2 h” in Pashto, “1/ወርሒ” in Tigrinya, “M09” for a month."""
    foreign = _script(locale(tag)) != "Latn" and _LATIN.search(words)
    return "" if foreign or _SLIP.search(words) else words


def is_currency(code: str) -> bool:
    """Whether a currency has that code in ISO 4217."""
    return code in list_currencies()


def currency_sign(tag: str, currency: str) -> str:
    """€ for EUR, also where CLDR writes a Latin code in a language of another script; the code for a currency without a sign."""
    written = str(get_currency_symbol(currency, locale(tag)))
    sign = str(get_currency_symbol(currency, Locale(_COMMON)))
    return written if sound(tag, written) or _LATIN.search(sign) else sign


def plural_index(spoken: Language, number: int) -> int:
    """Which form of a catalog a number takes: CLDR's forms of the language, in CLDR's order, as gettext has them."""
    rule = locale(spoken.tag).plural_form
    return [form for form in _PLURALS if form in {*rule.tags, "other"}].index(rule(number))


def tag_here(tag: str) -> str:
    """The tag that sites have for a language with a locale: prs for fa-AF, fr for fra."""
    name, language = str(locale(tag)), locale(tag).language
    here = language if len(language) < len(tag) and tag.isalpha() and tag not in _LOCALES else tag
    return next((own for own, known_as in _LOCALES.items() if known_as == name and "_" in known_as), here)


def among(says: str, tags: Iterable[str]) -> str:
    """Which of some tags a language is, as programs name it: `ar_SA`, `AR` and `ara` are ar, `fa_AF` is prs, `sr@latin` is sr-Latn, “Arabic” is ar; "" for none
    of them. What is written in another script is another language."""
    choices, name = tuple(tags), _as_tag(says)
    exact = (tag for tag in choices if tag.lower() == name.lower())
    same_locale = (tag for tag in choices if known(name) and str(locale(tag)) == str(locale(name)))
    spoken_there = (tag for tag in choices if _is_spoken_as(tag, name))
    by_its_name = (tag for tag in choices if tag == tag_of(says))
    return next((tag for found in (exact, same_locale, spoken_there, by_its_name) for tag in found), "")


def _as_tag(says: str) -> str:
    """A name as POSIX has it – `sr_RS.UTF-8@latin` – as a tag of BCP 47."""
    base, _, variant = says.strip().partition("@")
    script = {"latin": "-Latn", "cyrillic": "-Cyrl", "arabic": "-Arab"}.get(variant.lower(), "")
    language, _, region = base.partition(".")[0].replace("_", "-").partition("-")
    return f"{language}{script}{'-' if region else ''}{region}"


def _is_spoken_as(tag: str, name: str) -> bool:
    """Whether a language with a region or a variant is that of a tag, and written like it."""
    own, other = tag.partition("-")[0], name.partition("-")[0].lower()
    if known(name):
        found = locale(name)
        return bool(found.language == locale(tag).language and own not in _LOCALES and _script(found) == _script(locale(tag)))
    return own == other and not re.search(r"-[A-Za-z]{4}\b", name)


def suggestion(tag: str) -> str:
    """A tag that was perhaps meant: `arb` or `ar-` for `ar`."""
    known_tags = sorted({*get_global("likely_subtags"), *_LOCALES} & {*Locale("en").languages, *_LOCALES})
    return near(tag.lower(), known_tags)


def has_narrow_spaces(tag: str) -> bool:
    """Whether a narrow space stands before the signs that close a sentence."""
    return tag in _NARROW_SPACES


def quotation_marks(tag: str) -> tuple[str, str]:
    """What stands before and behind what somebody says."""
    named = _QUOTATION_MARKS.get(tag.partition("-")[0])
    return named or _QUOTATION_MARKS.get(language(tag).script, _QUOTATION_MARKS["Latn"])


def has_the_word_o(tag: str) -> bool:
    """Whether a line of a language can begin with “o” as a word; elsewhere that is a bullet of Word's."""
    return tag.partition("-")[0] in _O_IS_A_WORD
