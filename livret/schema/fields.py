"""The field types that the models share.

A YAML scalar arrives as a `str` that knows its place (`livret.source.yaml.Scalar`), so a translated
field can become a `Message` at its own line, and pydantic converts the rest ("21" to 21).
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Annotated, Literal, get_args

import phonenumbers
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, core_schema

from livret import limits
from livret.languages import is_currency, known, month_of
from livret.model import Message, collapsed
from livret.problems import Place, detail

_SHORT = re.compile(r"[0-9]{2,6}")
# What people write before an extension, in French and in English; a space has been taken out.
_EXTENSION = re.compile(r";?ext=|[,;]*(?:poste|interne|extension|extn?|int|post|p|x|#)[.:]*(?=\d)|[,;]+(?=\d)", re.IGNORECASE)
_MANY = re.compile(r"\d\s*(?:ou|et|or|and|/|;(?! ?ext)|\|)\s*(?:le )?[+0-9]", re.IGNORECASE)
_LENGTHS = {
    phonenumbers.ValidationResult.TOO_LONG: detail("too many"),
    phonenumbers.ValidationResult.TOO_SHORT: detail("too few"),
}
_HOME = "FR"  # where a number without its country is dialled, in a suggestion
_LONGEST_EXTENSION = 7  # digits
_TRUNK = re.compile(r"\(0\)")  # +33 (0)4 …: dialled from inside the country alone
_NOWHERE = Place("")


class Model(BaseModel):
    """A frozen model that refuses keys it does not know. What is written below a field is its description (`schemas.py`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class _MadeBy:
    """A field's value is what a function gives. pydantic's own PlainValidator also looks through the type of the value, to write it again, which nobody
    asks for and every start would wait for."""

    make: Callable[[object, ValidationInfo], object]

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.with_info_plain_validator_function(self.make)


@dataclass(frozen=True, slots=True)
class _Untranslated:
    """The mark of a text that is shown and never translated."""


@cache
def untranslated(model: type[BaseModel]) -> frozenset[str]:
    """The fields of a model that hold such a text, or several."""
    return frozenset(name for name, field in model.model_fields.items() if _marked(field.annotation, field.metadata))


def _marked(annotation: object, marks: Iterable[object]) -> bool:
    inner = any(_marked(each, getattr(each, "__metadata__", ())) for each in get_args(annotation))
    return inner or any(isinstance(mark, _Untranslated) for mark in marks)


def _message(value: object, info: ValidationInfo) -> Message:
    """The message of a translated field; its context is the field's name (gettext's msgctxt)."""
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "a text is expected")
    text = collapsed(value)
    if not text.strip():
        raise PydanticCustomError("text-empty", "the text is empty")
    domain = info.context["domain"] if info.context else "site"
    place = getattr(value, "place", _NOWHERE)
    return Message(domain, text, context=info.field_name or "", place=place, kind=info.field_name or "")


def _phone(value: str) -> str:
    """A phone number as it is dialled: E.164, with `;ext=34` behind it where it has an extension (RFC 3966), or a short number of two to
    six digits.

    Raises for what `phonenumbers` holds impossible, and for what would be lost of it: a wrong number is never printed.
    """
    digits = "".join(_seen(value).split())
    if _SHORT.fullmatch(digits):
        return digits
    if _MANY.search(value) and not _is_one(value):
        raise PydanticCustomError("phone-many", "more than one phone number")
    base, mark, extension = split_extension(digits)
    try:
        number = phonenumbers.parse(base, None)
    except phonenumbers.NumberParseException:
        raise _no_phone(value) from None
    if any(map(str.isalpha, base.removeprefix("tel:"))):  # which phonenumbers takes for the digits on their keys
        raise _no_phone(value)
    written = phonenumbers.normalize_digits_only(_TRUNK.sub("", base))
    if too := _LENGTHS.get(phonenumbers.is_possible_number_with_reason(number)):
        raise PydanticCustomError("phone-digits", "no possible phone number", {"too": too})
    if (
        not phonenumbers.is_possible_number(number)
        or written != f"{number.country_code}{phonenumbers.national_significant_number(number)}"
        or bool(mark) != (extension.isdecimal() and len(extension) <= _LONGEST_EXTENSION)
    ):
        raise _no_phone(value)
    known = phonenumbers.normalize_digits_only(extension)
    return f"{phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)}{mark}{known}"


def _no_phone(value: str) -> PydanticCustomError:
    return PydanticCustomError("phone-invalid", "no phone number", {"near": _phone_meant(value)})


def _phone_meant(value: str) -> str:
    """The one number that a text holds, as it is dialled from abroad; "" for none, for several, and for one with an extension."""
    plain = re.sub(r"^00(?=[1-9])", "+", value.strip().replace("/", " "))
    found = list(phonenumbers.PhoneNumberMatcher(plain, _HOME))
    rest = plain.replace(found[0].raw_string, "") if len(found) == 1 else "1"
    return "" if any(map(str.isdigit, rest)) else phonenumbers.format_number(found[0].number, phonenumbers.PhoneNumberFormat.E164)


def _is_one(value: str) -> bool:
    """Whether strokes stand between the pairs of digits of one number."""
    return "/" in value and len(re.findall(r"\d{2,}", value)) > 2 and bool(_phone_meant(value))  # noqa: PLR2004


def split_extension(number: str) -> tuple[str, str, str]:
    """A number and its extension, `;ext=` between them; both empty where there is none."""
    return _EXTENSION.sub(";ext=", "".join(number.split()), count=1).partition(";ext=")


def as_iso(value: str) -> str:
    """2026-11-25 for 25/11/2026, 25.11.26, 25 novembre 2026, 2026-25-11, 11/25/2026 or 2026-11-25 00:00, as people and spreadsheets write a day; "" for
    what is none."""
    if found := _DATE.fullmatch(value):
        day, month, year = (int(part) for part in found.groups())
        day, month = (month, day) if month > _MONTHS >= day else (day, month)  # as in America
    elif found := _ISO.fullmatch(value):
        year, month, day = (int(part) for part in found.groups())
        day, month = (month, day) if month > _MONTHS >= day else (day, month)
    elif found := _IN_WORDS.fullmatch(value.strip()):
        day, month, year = int(found[1]), month_of(found[2]), int(found[3])
    else:
        return ""
    try:
        return datetime.date(year + (2000 if year < 100 else 0), month, day).isoformat()  # noqa: PLR2004
    except ValueError:
        return ""


_DATE = re.compile(r"(\d{1,2})[/.–-](\d{1,2})[/.–-](\d{4}|\d{2})(?:[ T]0?0:00(?::00)?)?")
_MONTHS = 12
_IN_WORDS = re.compile(r"(?:le )?(?:\w+,? )?(\d{1,2})(?:er)?[ -]([^\W\d]+\.?)[ -](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})[/.–-](\d{1,2})[/.–-](\d{1,2})(?:[ T]0?0:00(?::00)?)?")


def _seen(value: str) -> str:
    """Without the zero-width signs that are pasted along with an address: nobody sees them, and nothing can be reached with them."""
    return "".join(sign for sign in value if unicodedata.category(sign) != "Cf")


def _url(value: str) -> str:
    value = _seen(value)
    if len(value) > limits.ADDRESS_CHARACTERS or not _WEB.fullmatch(value):
        raise PydanticCustomError("url-invalid", "no web address", {"near": _url_meant(value)})
    return value


def _beginning(value: str) -> str:
    """Behind it stand the paths of all pages, on paper too: nothing that ends a path may."""
    found = re.sub(r"/index\.\w+$", "/", re.split("[?#]", value, maxsplit=1)[0])
    if found != value:
        raise PydanticCustomError("url-invalid", "no address that pages lie below", {"near": found})
    return value


def _url_meant(value: str) -> str:
    """The same with https:// in front, where all else is an address; "" for what is none."""
    bare = value.strip(" <>«»\u00a0\u202f")
    if _SPACED.fullmatch(bare):
        return bare.replace(" ", "%20")
    if len(inside := _WEB_INSIDE.findall(value)) == 1 and _WEB.fullmatch(
        one := inside[0][0].lower() + inside[0][1].rstrip(".,;:!?")
    ):
        return one if one != value else ""
    found = bare if "://" in bare else "https://" + re.sub("^(?:https?:)?/*", "", bare)
    return found if _WEB.fullmatch(found) and found != value else ""


def _email(value: str) -> str:
    value = _seen(value)
    if not _MAIL.fullmatch(value):
        found = _MAIL_INSIDE.findall(re.sub(r" ?[(\[]?(?:at|arobase|chez)[)\]] ?", "@", value))
        raise PydanticCustomError("email-invalid", "no e-mail address", {"near": found[0] if len(found) == 1 else ""})
    return value


_SPACED = re.compile(r"https?://\S+(?: [^\s()\[\]<>:]+)+(?:/|\.[a-z]{2,5})", re.IGNORECASE)  # the name of a file with spaces
_WEB_INSIDE = re.compile(r"(https?://)([^\s<>()\[\]«»“”„\"']+)", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s/.?#]+(?:\.[^\s/.?#]+)+(?::\d+)?(?:[/?#]\S*)?|https?://localhost(?::\d+)?(?:/\S*)?")
_MAIL = re.compile(r"[^\s@<>,;:/()]+@[^\s@<>,;:/()]+\.[^\s@<>,;:/().]+")
_MAIL_INSIDE = re.compile(_MAIL.pattern)
_IDENT = re.compile("[a-z][a-z0-9_]*")


def is_ident(text: str) -> bool:
    """Whether a text may be an id. No name of a person, a place or an organisation is written so."""
    return bool(_IDENT.fullmatch(text))


Translated = Annotated[Message, _MadeBy(_message), WithJsonSchema({"type": "string", "minLength": 1})]
Phone = Annotated[
    str, AfterValidator(_phone), WithJsonSchema({"type": "string", "pattern": r"^(\+[0-9 ]{6,}(;ext=[0-9]{1,7})?|[0-9]{2,6})$"})
]
Url = Annotated[str, AfterValidator(_url), WithJsonSchema({"type": "string", "pattern": "^https?://"})]
SiteUrl = Annotated[Url, AfterValidator(_beginning)]
Email = Annotated[str, AfterValidator(_email)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Untranslated = Annotated[Name, _Untranslated()]
"""What readers are shown as it stands, in its own language: names, addresses, titles."""
Ident = Annotated[str, StringConstraints(pattern=f"^{_IDENT.pattern}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""A part of an address."""
Tag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Tristate = Literal["yes", "no", "unknown"]


def _known_language(value: str) -> str:
    if not known(value):
        raise PydanticCustomError("language-unknown", "no such language")
    return value


def _currency(value: str) -> str:
    if not is_currency(value):
        raise PydanticCustomError("string_pattern_mismatch", "no currency")
    return value


Day = Annotated[datetime.date, Field(ge=datetime.date(1900, 1, 1), le=datetime.date(2199, 12, 31))]
"""A day of the lives that a site is about; beyond, a slip of the pen, and the calendar ends where periods are added to it."""
Amount = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=4)]
Currency = Annotated[str, StringConstraints(pattern="^[A-Z]{3}$"), AfterValidator(_currency)]
"""A code of ISO 4217."""
KnownTag = Annotated[Tag, AfterValidator(_known_language)]


class Source(Model):
    """Where a fact was read, and when. `language` is that of its title; that of the page when left out."""

    title: Untranslated
    url: Url
    read_on: Day
    language: KnownTag | None = None
