"""Loose: what stands in a text and is no part of it – signs that no rule took, and phone numbers and addresses that nobody can press.

Sources and translations are looked at with the one checker.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator

from livret.model import CrossLink, Emphasis, Inline, Link, Strong, Text
from livret.text.isolates import MAIL, PHONE, SITE
from livret.text.targets import Fault

_MARK = re.compile(
    r"""
      \*\*|`+|(?<!_)__(?=[^\W_])|(?<![\w*])\*(?=[^\W_][^*]*[ ]\*(?![\w*]))|(?<![\w*])\*(?=[ ][^*]*[^\s*]\*(?!\w))  # open
    | ~~|(?<!=)==(?=[^\s=][^=]*==(?!=))|\[\[|%%(?=[^%]*%%)|\+\+(?=\w[^+]*\+\+)|\|\|(?=\w[^|]*\|\|)  # pairs
    | ~\w{1,4}~|(?<![\w~])~(?=[^\s~])[^~]{1,60}(?<=\S)~(?![\w~])|\^\w{1,4}\^|\$(?=[^\s$][^$]*[\\^_{][^$]*\$)|(?<![\w:]):[a-z][a-z_+-]+:(?![\w:])  # small signs, formulas, pictures by name
    | &(?:nbsp|amp|lt|gt|quot|euro|hellip|[lr][as]?quo|[aeiou](?:acute|grave|circ|uml)|ccedil)(?![\w;])|&[A-Za-z]\w{1,31};  # entities
    """,
    re.VERBOSE,
)
_CLOSED = ("*", "`", "__")  # those that the dialect has: one is open, or meant
# A number is written in more ways in a sentence than in a list of facts: between strokes, with hyphens that hold together, from abroad.
_GAP = r"[ .\u00a0\u202f/‐‑–-]"
_NUMBER = rf"{PHONE}|(?<![\w/.-])(?:\(?[0０][1-9１-９]\)?(?P<gap>{_GAP}?)\d\d(?:(?P=gap)\d\d){{3}}|[0０]{_GAP}?8\d\d(?:{_GAP}?\d{{2,3}}){{2,3}}|00{_GAP}?[1-9]\d{{0,2}}{_GAP}?(?:\(0\){_GAP}?)?[1-9](?:{_GAP}?\d\d){{4}})(?![\w/-])|[٠۰][\u0661-\u0669\u06f1-\u06f9](?:{_GAP}?\d\d){{4}}"
# In groups of any size, as numbers that cost nothing are spoken; with spaces alone, for a date has strokes.
_GROUPED = r"(?<![\w/.-])[0０][1-9１-９](?:[ \u00a0\u202f]?\d){8}(?![\w/-])"
# Behind a word that asks to call: a short number, or one that is cut; not a day of a month, or how often.
_UNIT = r"(?![ \u00a0](?:janv|févr|mars\b|avril|mai\b|juin|juil|août|sept|oct|nov|déc|h\b|heure|fois|jour|min|sem|ans?\b|mois|€|euro|times|days))"
_CALL = r"\b(?:appel(?:ez|er)|compos(?:ez|er)|fai(?:tes|re)|t[ée]l(?:[ée]phone)?\.?|dial|call)"
_CALLED = rf"{_CALL}(?: ?: ?| )(?:le |au |the )?(?P<number>1[578]|11[2459]|19[167]|116{_GAP}?\d{{3}}|3(?:{_GAP}?\d){{3}}|0[1-9](?:{_GAP}?\d\d){{1,3}})(?![\w/]|[.,]\d|{_GAP}\d){_UNIT}"
_SPELT = (
    r"(?<![\w.+-])[\w.+-]+ ?[(\[](?:at|arobase|à)[)\]] ?[\w-]+(?:\.[\w-]+)+"  # an address of e-mail that programs shall not find
)
# One without its beginning, one whose beginning is not right, one with spaces in it.
_HOSTS = "fr|org|com|net|eu|info"
_HOST = rf"(?<![\w@./:-])(?:[\w-]+\.)+(?:{_HOSTS})(?:/[^\s<>()،؛؟۔»”]*[^\s<>().,;:!?،؛؟۔»”])?(?![\w@-]|\.\w)"
_MISSPELT = r"(?<![\w@./:-])h[tp]{2,4}s?(?::/{1,2}|/{1,2}:|//):?[\w-]+(?:\.[\w-]+)+(?:/[^\s<>().,;:!?»”]*)?"
_SPACED = rf"(?<![\w.+-])[\w.+-]+ ?@ ?[\w-]+(?: ?\. ?[\w-]+)* ?\. ?(?:{_HOSTS})(?![\w@])"
_BARE = re.compile(
    f"(?P<phone>{_NUMBER}|{_GROUPED})|(?P<called>{_CALLED})|(?P<site>{SITE}|{_MISSPELT}|{_HOST})|(?P<mail>{MAIL}|{_SPACED}|{_SPELT})",
    re.IGNORECASE,
)
_POINTED = re.compile(r"(?<![\w.])(?:[^\W\d_a-z]\.){2,}[^\W\d_a-z]?(?!\w)")
_BEGINNING = re.compile(r"h[tp]+s?[:/]+", re.IGNORECASE)
_AT = re.compile(r" ?[(\[]\w+[)\]] ?")
_IN_A_LINK = re.compile(
    r"(?:\)\[|\][ \u00a0]+\(|^\[[^\]]*\]:\s*)$"
)  # in one that is none: (text)[address], [text] (address), [1]: address
_NEAR = 80  # characters: what stands further before an address is none of its link
# Most texts have nothing of the kind, which is seen at once.
_SIGNED = re.compile(rf"[*`~=@^$&+|/\[%_(\d٠۰０]|[wW]{{3}}|\.(?:{_HOSTS}|{_HOSTS.upper()})\b|:[A-Za-z_+-]+:")
_PERHAPS = re.compile(
    rf"[*`~=@^$&]|__|\[\[|%%|\+\+|\|\||:[a-z_+-]+:|:/|//|www\.|\.(?:{_HOSTS})\b|\+\d|[0０٠۰][ .\d(]|[(\[](?:at|arobase|à)[)\]]|{_CALL} ?:? ?(?:le |au |the )?[13]",
    re.IGNORECASE,
)


def faults(source: str, nodes: tuple[Inline, ...]) -> Iterator[Fault]:
    """What is loose in a text, in which most texts have nothing."""
    if _SIGNED.search(source) and _PERHAPS.search(source):
        yield from _marks(source, nodes)
        yield from _bare(nodes)


def _marks(source: str, nodes: tuple[Inline, ...]) -> Iterator[Fault]:
    """Signs of markup that would be shown; those that an author escaped are meant."""
    for text in _texts(nodes):
        for found in dict.fromkeys(_MARK.findall(text)):
            if found.startswith(_CLOSED):
                if f"\\{found[0]}" not in source:
                    yield Fault("mark-open", found, (("text", found), ("near", _spaced(source, found))))
            elif found not in source:
                continue  # an author escaped it
            elif (sign := html.unescape(f"{found.rstrip(';')};")) != f"{found.rstrip(';')};":
                yield Fault("mark-unknown", found, (("text", found), ("near", f"{found.rstrip(';')};" if sign.isspace() else sign)))
            else:
                yield Fault("mark-unknown", found, (("text", found),))


def _spaced(source: str, mark: str) -> str:
    """What was to stand between two such marks, and has a space at one of its ends; as it is right, "" where it is not so."""
    found = re.search(rf"{re.escape(mark)}(?P<words>\s[^*_`]+|[^*_`\s][^*_`]*\s){re.escape(mark)}", source)
    return f"{mark}{found['words'].strip()}{mark}" if found else ""


def _bare(nodes: tuple[Inline, ...]) -> Iterator[Fault]:
    """Phone numbers and addresses outside of links."""
    for text in _texts(nodes, links=False):
        for found in _BARE.finditer(text):
            if _IN_A_LINK.search(text, max(0, found.start() - _NEAR), found.start()):
                continue  # what is wrong with the link is told
            if found["phone"]:
                yield Fault("phone-bare", found[0], (("text", found[0]),))
            elif found["called"]:
                yield Fault("number-bare", found["number"], (("text", found["number"]),))
            else:
                yield Fault("address-bare", found[0], (("text", found[0]), ("href", _href(found))))


def abbreviations(nodes: tuple[Inline, ...], known: Collection[str]) -> Iterator[Fault]:
    """Words of the termbase that are written with points between their letters: nobody finds C.A.F., and no gloss stands beside it."""
    for text in _texts(nodes):
        for found in _POINTED.finditer(text) if "." in text else ():
            if (plain := found[0].replace(".", "")) in known:
                yield Fault("abbreviation-points", found[0], (("text", found[0]), ("near", plain)))


def unpointed(text: str) -> str:
    """A text whose abbreviations have no points."""
    return _POINTED.sub(lambda found: found[0].replace(".", ""), text) if "." in text else text


def _href(found: re.Match[str]) -> str:
    if found["mail"]:
        return f"mailto:{_AT.sub('@', found[0]).replace(' ', '')}"
    return found[0] if re.match("https?://", found[0], re.IGNORECASE) else f"https://{_BEGINNING.sub('', found[0])}"


def _texts(nodes: tuple[Inline, ...], *, links: bool = True) -> Iterator[str]:
    for node in nodes:
        match node:
            case Text(text):
                yield text
            case Strong(children) | Emphasis(children):
                yield from _texts(children, links=links)
            case Link(_, children) | CrossLink(_, _, _, children) if links:
                yield from _texts(children, links=links)
            case _:
                pass
