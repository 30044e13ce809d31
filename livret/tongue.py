"""The language in which Livret speaks to whoever runs it: English, as it stands in the code, or a catalog of `livret/locale/`.

What readers are told is another matter: it is in `interface.po`, in all languages at once. Here there is one at a time, chosen when a command
begins, and words are looked up when they are shown: what is kept has none. A catalog is written by `scripts/words.py`, an entry without a line
break to each line, so that a run needs no library and no compiled file to read it; a test holds that Babel reads the same.
"""

from __future__ import annotations

import json
import pkgutil
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from gettext import c2py

SOURCE = "en"  # the language of the code
_TEXT = r'((?:"[^\n]*"\n)+)'
_ENTRY = re.compile(rf"^msgid {_TEXT}(?:msgid_plural {_TEXT})?((?:msgstr(?:\[\d\])? {_TEXT})+)", re.MULTILINE)
_FORM = re.compile(rf"msgstr(?:\[\d\])? {_TEXT}")
_PLURAL = re.compile(r"plural=(.+?);")
_TAG = re.compile("[a-z]{2,3}")


@dataclass(slots=True)
class _Spoken:
    """What is spoken now: the forms of each text, and which of them is meant by a number."""

    tag: str = SOURCE
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    plural: str = "n != 1"


_now = _Spoken()


def knows(tag: str) -> bool:
    """Whether Livret speaks a language, by its tag alone: `fr`."""
    return tag == SOURCE or bool(_TAG.fullmatch(tag) and _catalog_of(tag))


def speak(tag: str) -> None:
    """From here on in this language; it is one that Livret knows."""
    if tag == _now.tag:
        return
    text = _catalog_of(tag) if tag != SOURCE else ""
    forms = dict(_read(text))
    head = next(iter(forms.pop("", ())), "plural=n != 1;")
    _now.tag, _now.forms, _now.plural = tag, forms, next(iter(_PLURAL.findall(head)))


def spoken() -> str:
    """The tag of the language that is spoken."""
    return _now.tag


def told(text: str, /, **values: object) -> str:
    """A text of the code in the language that is spoken, filled."""
    said = _now.forms.get(text, (text,))[0] or text
    return said.format(**values) if values else said


@lru_cache(maxsize=4)
def _forms_in(tag: str) -> Mapping[str, tuple[str, ...]]:
    return dict(_read(_catalog_of(tag))) if tag != SOURCE and knows(tag) else {}


def told_in(tag: str, text: str, /) -> str:
    """A text of a table in one language, whichever is spoken: for what is published, and read by the team. English where Livret does not speak it."""
    return next(iter(_forms_in(tag.partition("-")[0]).get(text, ())), "") or text


def told_many(one: str, many: str, count: int, /, **values: object) -> str:
    """The same for a number, which is `{count}`."""
    return form(one, many, count).format(count=count, **values)


def form(one: str, many: str, count: int, /) -> str:
    """The form for a number, not filled: as gettext has it."""
    forms, number = _now.forms.get(one, ()), int(c2py(_now.plural)(count))
    return (forms[number] if number < len(forms) else "") or (many if count != 1 else one)


def marked(text: str, /) -> str:
    """A text of a table, as it is: `told` says it."""
    return text


def _catalog_of(tag: str) -> str:
    """A catalog as it is written; "" where there is none."""
    try:
        return (pkgutil.get_data("livret", f"locale/{tag}.po") or b"").decode()
    except OSError:
        return ""


def _read(catalog: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(_joined(one), tuple(map(_joined, _FORM.findall(said)))) for one, _, said, _ in _ENTRY.findall(catalog)]


def _joined(lines: str) -> str:
    """The strings of an entry, one a line, as one text."""
    return "".join(map(json.loads, lines.splitlines()))
