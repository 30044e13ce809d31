"""What somebody meant who wrote a value in another form: in French, with its unit, without its brackets; "" where only they know.

A suggestion here is the same value written as a file takes it, never another value that merely looks like it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from livret.languages import country_of, known, tag_of

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_WORD = re.compile(r"[\w.#/-]+")
_BETWEEN = re.compile(r"\s*[,;/]\s*|\s+(?:et|and)\s+")
_WORD_SIGN = re.compile(r"^(?:[-•·–—*]|\d{1,2}[.)])\s*(?=[^\W\d_])")  # an entry of a list that YAML takes for a text
_ENOUGH = 4  # letters of a word that is cut short
_CURRENCIES = {"€": "EUR", "euro": "EUR", "euros": "EUR"}
_TRUTH = {"oui": "true", "vrai": "true", "non": "false", "faux": "false", "ja": "true"}
# What a value is called in French, without accents and in the singular, and in other words; each leads to one value of its list.
_IN_FRENCH = {
    "oui": ("yes", "required"),
    "non": ("no", "none"),
    "inconnu": ("unknown",),
    "partiel": ("limited",),
    "heure": ("hour",),
    "jour": ("day",),
    "semaine": ("week",),
    "moi": ("month",),
    "an": ("year",),
    "annee": ("year",),
    "gratuit": ("free",),
    "gratuite": ("free",),
    "payant": ("paid",),
    "payante": ("paid",),
    "obligatoire": ("required",),
    "aucun": ("none",),
    "femme": ("women",),
    "homme": ("men",),
    "tou": ("unconditional",),
    "telephone": ("phone", "voice"),
    "mobile": ("voice",),
    "portable": ("voice",),
    "fixe": ("voice",),
    "courriel": ("email",),
    "mail": ("email",),
    "courrier": ("post",),
    "en_ligne": ("online",),
    "sans_rendez_vou": ("walk_in",),
    "enfant": ("with_children",),
    "famille": ("with_children",),
    "enceinte": ("pregnant",),
    "couple": ("couple",),
    "sans_abri": ("homeless",),
    "sdf": ("homeless",),
    "etudiant": ("student",),
    "jeune": ("young",),
    "handicap": ("disability",),
    "demandeur_d_asile": ("asylum_seeker",),
    "refugie": ("refugee",),
    "apatride": ("stateless",),
    "sans_papier": ("undocumented",),
    "ouvert": ("active",),
    "suspendu": ("suspended",),
    "ferme": ("closed",),
    "professionnel": ("professionals",),
    "sur_place": ("on_site",),
    "a_distance": ("remote",),
    "locale": ("local",),
    "national": ("national",),
    "depliant": ("trifold",),
    "affiche": ("poster",),
    "carte": ("card",),
    "livret": ("a5",),
    "complet": ("complete",),
    "brouillon": ("draft",),
    "france": ("FR",),
}


def ident(value: str) -> str:
    """`permanence_sante` for “Permanence-Santé”; "" where no letter begins it."""
    plain = unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode().lower()
    found = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return found if found[:1].isalpha() else ""


def slug(name: str) -> str:
    """`03-soins` for “03 Soins”, `02-ete` for “02-été”; "" where nothing is left."""
    return ident(f"x {name}").removeprefix("x").removeprefix("_").replace("_", "-")


def address(written: str, known: Iterable[str]) -> str:
    """The address that somebody meant who wrote the path of a file, a page of the site, or a title: `sante/soins` for booklets/01-sante/02-soins.md,
    https://town.example/fr/sante/soins.html or “Santé/Soins”; "" where there is none."""
    parts = [slug(re.sub(r"^\d+-", "", part)) for part in re.sub(r"\.(?:md|html)$", "", written.strip("/")).split("/")]
    tried = ("/".join(parts[-2:]), parts[-1], ".".join(parts[-2:]).replace("services.", "service."))
    return next((each for each in known if each in tried), "")


def choice(value: str, choices: Iterable[str]) -> str:
    """One of the choices: in small letters, in the singular, cut short, or by its French name."""
    offered = list(choices)
    wanted = value.strip().casefold()
    exact = next((each for each in offered if each.casefold() in (wanted, wanted.removesuffix("s"))), "")
    begun = [each for each in offered if len(wanted) >= _ENOUGH and each.casefold().startswith(wanted)]
    exact = exact or (begun[0] if len(begun) == 1 else "")
    name = ident(value)
    meant = _IN_FRENCH.get(name) or _IN_FRENCH.get(name.removesuffix("s")) or ()
    return exact or next((each for each in meant if each in offered), "")


def number(value: str) -> str:
    """21 for “21 jours”, 6.80 for “6,80 €”; "" where there is no number, or more than one."""
    found: list[str] = _NUMBER.findall(value)
    return found[0].replace(",", ".") if len(found) == 1 and not value.lstrip().startswith("-") else ""


def whole(value: str) -> str:
    found = number(value)
    return "" if "." in found else found


def truth(value: str) -> str:
    return _TRUTH.get(value.strip().casefold(), "")


def currency(value: str) -> str:
    return _CURRENCIES.get(value.strip().casefold(), value.upper() if re.fullmatch("[a-z]{3}", value) else "")


def tag(value: str) -> str:
    """The tag of a language: by its name, in small letters, with a hyphen."""
    written = value.strip().replace("_", "-")
    base, hyphen, rest = written.partition("-")
    cased = f"{base.lower()}{hyphen}{rest}"
    return tag_of(value) or (cased if cased != value and known(cased) else "")


def listed(values: Iterable[str]) -> str:
    """[fr, ar] for “fr, ar”; a sentence stands between double quotes."""
    return f"[{', '.join(_items(values))}]"


def _items(values: Iterable[str]) -> Iterator[str]:
    lines = (line.strip() for each in values for line in each.split("\n"))
    for value in (_WORD_SIGN.sub("", line) for line in lines if line):
        parts = [part.strip() for part in _BETWEEN.split(value)]
        if len(parts) == 1 and len(tags := value.split()) > 1 and all(map(known, tags)):
            parts = tags
        if all(_WORD.fullmatch(part) for part in parts):
            yield from parts
        else:
            yield quoted(value)


def quoted(value: str) -> str:
    """A text between double quotes; those inside it become the quotes of print."""
    return '"' + re.sub(r'"([^"]*)"', "“\\1”", value.replace("\\", "\\\\")).replace('"', "”") + '"'


def key(name: str, keys: Iterable[str]) -> str:
    """The key that a French word stands for, where the thing has such a key."""
    words = _KEYS.get(ident(name), ())
    return next((each for each in words if each in keys), "")


_KEYS = {
    "nom": ("name",), "titre": ("title",), "resume": ("summary",), "auteurs": ("authors",), "auteur": ("authors",), "langues": ("languages",),
    "langue": ("language",), "adresse": ("address",), "rue": ("street",), "ville": ("city",), "code_postal": ("postal_code",), "pays": ("country",),
    "telephone": ("phones", "phone", "number"), "telephones": ("phones",), "numero": ("number",), "courriel": ("email",), "mail": ("email",),
    "site": ("website", "url"), "site_web": ("website",), "horaires": ("opening_hours",), "horaire": ("opening_hours",), "acces": ("access",),
    "documents_a_apporter": ("documents",), "categorie": ("category",), "categories": ("categories",), "besoins": ("needs",), "lieu": ("place",),
    "organisme": ("organisation",), "structure": ("organisation",), "verifie_le": ("verified_on",), "lu_le": ("read_on",), "de": ("from",),
    "jusqu_a": ("until",), "du": ("from",), "au": ("until",), "depuis": ("from",), "debut": ("from",), "fin": ("until",), "date_de_debut": ("from",),
    "date_de_fin": ("until",), "jusqu_au": ("until",), "ferme": ("closed",), "texte": ("text",), "montant": ("amount",), "devise": ("currency",), "unite": ("unit",),
    "valeur": ("value",), "brouillon": ("draft",), "publie_le": ("publish_on",), "publier_le": ("publish_on",), "retire_le": ("withdraw_on",), "retirer_le": ("withdraw_on",),
    "approbation": ("approval",), "libelle": ("label",), "exemple": ("example",), "lien": ("link", "url"), "pictogramme": ("pictogram",),
}  # fmt: skip
_Meant = Callable[[str], str]
_MEANT: dict[str, _Meant] = {
    "int_parsing": whole,
    "float_parsing": number,
    "decimal_parsing": number,
    "bool_parsing": truth,
}
_BY_NAME: dict[str, _Meant] = {
    "language": tag,
    "languages": tag,
    "approval": tag,
    "pairs": tag,
    "currency": currency,
    "country": country_of,
    "was": slug,
}


def value(kind: str, name: str, written: Any) -> str:
    """What a scalar was meant to be that pydantic refused (`kind` is its word for why) under a key."""
    if not isinstance(written, str):
        return ""
    found = _BY_NAME.get(name) if kind == "string_pattern_mismatch" else _MEANT.get(kind)
    return found(written) if found else ""
