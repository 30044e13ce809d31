"""data·inclusion, version 1 of its schema: structures and services; written, and read.

https://github.com/gip-inclusion/data-inclusion-schema – It has no word for spoken languages, wheelchairs, protected places or notices:
what it cannot say is not exported there. `PUBLICS`, `MODES` and the like are read both ways.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from livret.data.exports import Listed, about, listed
from livret.data.names import first_sentence, slug
from livret.data.service_record import Record
from livret.editions.edition import Edition
from livret.encode import json
from livret.schema.site_config import SiteConfig

Entity = dict[str, Any]
FREE = {"free": "gratuit", "paid": "payant"}
ATTENDANCE = {"on_site": "en-presentiel", "remote": "a-distance"}
MODES = {"walk_in": "se-presenter", "phone": "telephoner", "email": "envoyer-un-courriel", "online": "utiliser-lien-mobilisation"}
SITUATIONS = {
    "worker": "actifs",
    "benefits": "beneficiaires-des-minimas-sociaux",
    "jobseeker": "demandeurs-emploi",
    "student": "etudiants",
    "young": "jeunes",
    "senior": "seniors",
    "disability": "personnes-en-situation-de-handicap",
    "emergency": "personnes-en-situation-durgence",
    "legal": "personnes-en-situation-juridique-specifique",
    "exile": "personnes-exilees",
    "priority_area": "residents-qpv-frr",
}
# What is said there with a wider word.
_WIDER = {
    "homeless": "emergency",
    "violence": "emergency",
    "trafficking": "emergency",
    "prison": "legal",
    "unaccompanied_minor": "young",
}
EVERYBODY, WOMEN, FAMILIES = "tous-publics", "femmes", "familles"
_TO_BRING = "À apporter : "
_BETWEEN = " ; "
_DIRECT = frozenset(MODES) | {"post"}


def directory(edition: Edition) -> bytes:
    """`{"structures": […], "services": […]}`, each as its model has it."""
    source = slug(urlsplit(edition.config.url).hostname or "livret").replace("_", "-")
    every = list(listed(edition))
    structures = {entity["id"]: entity for each in every if (entity := structure(source, each))}
    services = [service(source, edition.config, each) for each in every]
    terms = about(edition)
    document = {"structures": list(structures.values()), "services": services}
    return json.document({**document, "licence": terms["licence_url"], "date": terms["date"]})


# --- writing ------------------------------------------------------------------------------------------


def structure(source: str, each: Listed) -> Entity:
    """The organisation of a service; of one that names none, the service itself."""
    its = each.record.get("organisation") or {"name": each.record["name"]}
    return _only_known(
        {
            "source": source,
            "id": _structure_id(source, each),
            "nom": _fitting_name(its["name"], each.record["gloss"]),
            "date_maj": each.record["verified_on"],
            "description": _long(its.get("gloss")),
            "siret": its.get("siret"),
            "telephone": its.get("phone"),
            "courriel": its.get("email"),
            "site_web": its.get("website"),
        }
    )


def _structure_id(source: str, each: Listed) -> str:
    its = each.record.get("organisation")
    return f"{source}--{its.get('id') or slug(its['name'])}" if its else f"{source}--{each.service.id}"


def service(source: str, config: SiteConfig, each: Listed) -> Entity:
    its = each.record
    phones = [phone["number"] for phone in its.get("phones", ()) if phone.get("type", "voice") == "voice"]
    return _only_known(
        {
            "source": source,
            "structure_id": _structure_id(source, each),
            "id": f"{source}--{each.service.id}",
            "nom": _fitting_name(its["name"], its["gloss"]),
            "description": _long(its.get("description")) or _long(its["gloss"]) or f"{its['name']} : {its['gloss']}",
            "lien_source": each.url,
            "date_maj": its["verified_on"],
            "thematiques": _thematiques(config, its),
            "frais": FREE.get(its.get("fees", "")),
            "frais_precisions": its.get("fees_detail"),
            "publics": publics(its),
            "publics_precisions": its.get("eligibility"),
            "conditions_acces": _TO_BRING + _BETWEEN.join(its["documents"]) if "documents" in its else None,
            **_where(its, config),
            "telephone": phones[0] if phones else None,
            "courriel": its.get("email"),
            "modes_accueil": [ATTENDANCE[mode] for mode in its.get("attendance", ())],
            "zone_eligibilite": its.get("zone") or (["france"] if its.get("area") == "national" else None),
            "lien_mobilisation": its.get("appointment_url") or its.get("website"),
            "modes_mobilisation": [MODES[mode] for mode in its.get("access_modes", ()) if mode in MODES],
            "mobilisable_par": mobilisable_par(its.get("access_modes", ())),
            "mobilisation_precisions": its.get("access"),
            "horaires_accueil": its.get("opening_hours"),
        }
    )


def _where(its: Record, config: SiteConfig) -> Entity:
    """The address of a place in France: data·inclusion knows the codes of no other country."""
    address = its.get("address", {})
    if address.get("country", config.country) != "FR":
        return {"longitude": its.get("longitude"), "latitude": its.get("latitude")}
    return {
        "commune": address.get("city"),
        "code_postal": address.get("postal_code"),
        "code_insee": address.get("insee_code"),
        "adresse": address.get("street"),
        "complement_adresse": ", ".join(filter(None, (address.get("name"), address.get("detail")))),
        "longitude": its.get("longitude"),
        "latitude": its.get("latitude"),
    }


def publics(its: Record) -> list[str]:
    """Whom it is for. Who is preferred among all is still one of all."""
    if its.get("audience") == "unconditional":
        return [EVERYBODY]
    found = [WOMEN] if its.get("gender") == "women" else []
    found += [FAMILIES] if {"with_children", "pregnant"} & set(its.get("family", ())) else []
    situations = [_WIDER.get(each, each) for each in its.get("situations", ())] + (["exile"] if its.get("statuses") else [])
    return list(dict.fromkeys([*found, *(SITUATIONS[each] for each in situations if each in SITUATIONS)]))


def mobilisable_par(modes: Iterable[str]) -> list[str]:
    """Who may ask: people themselves, professionals for them; nobody knows when no way in is known."""
    known = set(modes)
    return [*(["usagers"] if known & _DIRECT else []), *(["professionnels"] if "referral" in known else [])]


def _thematiques(config: SiteConfig, its: Record) -> list[str]:
    needs = {need.id: need.thematiques for need in config.needs}
    found = [each for ident in its.get("needs", ()) for each in needs.get(ident, ())]
    categories = {category.id: category.thematiques for category in config.categories}
    return list(
        dict.fromkeys(found or [each for ident in (its["category"], *its.get("also_in", ())) for each in categories[ident]])
    )


def _fitting_name(name: str, gloss: str) -> str:
    """Between three and 150 characters."""
    return name[:150] if len(name) > 2 else f"{name} – {gloss}"[:150]  # noqa: PLR2004


def _long(text: str | None) -> str | None:
    """A description has at least five characters."""
    return text if text and len(text) > 4 else None  # noqa: PLR2004


def _only_known(entity: Entity) -> Entity:
    return {key: value for key, value in entity.items() if value not in (None, "", [])}


# --- reading ------------------------------------------------------------------------------------------


def read(document: Any, config: SiteConfig) -> Iterator[tuple[Record | None, list[str]]]:
    """Each service of a document – both lists, as they are written here, or services alone – as a record, and what of it is left; last, without
    a record, what no service holds.

    What a service does not say of its place and hours, its structure says: so the schema has it.
    """
    services = document.get("services", []) if isinstance(document, dict) else document
    structures = {each["id"]: each for each in (document.get("structures", []) if isinstance(document, dict) else [])}
    for entity in services:
        structure = structures.get(entity.get("structure_id"), {})
        whole = _with_structure(entity, structure)
        record = _record(whole, structure, config)
        yield record, [*_left(whole, record, config), *_left_of_structure(entity, structure)]
    named = {entity.get("structure_id") for entity in services}
    yield None, [f"structures: {each.get('nom') or ident}" for ident, each in structures.items() if ident not in named]


_OF_PLACE = ("commune", "code_postal", "code_insee", "adresse", "complement_adresse", "longitude", "latitude")


def _with_structure(its: Entity, structure: Entity) -> Entity:
    """A service with the place and the hours of its structure, where it has none."""
    keys: tuple[str, ...] = () if any(its.get(key) for key in _OF_PLACE) else _OF_PLACE
    keys += () if its.get("horaires_accueil") else ("horaires_accueil",)
    return {**its, **{key: structure[key] for key in keys if structure.get(key)}}


def _record(its: Entity, structure: Entity, config: SiteConfig) -> Record:
    description = its.get("description") or its.get("nom", "")
    categories, needs = _subjects(its.get("thematiques") or (), config)
    record = {
        "id": slug(str(its.get("id", "")).partition("--")[2] or its.get("nom", "")),
        "name": its.get("nom"),
        "gloss": first_sentence(description),
        "description": description if first_sentence(description) != description else None,
        "organisation": _organisation(structure) if _is_other(structure, its) else None,
        "category": categories[0] if categories else None,
        "also_in": categories[1:],
        "needs": needs,
        "area": "national" if "france" in (its.get("zone_eligibilite") or ()) else None,
        "zone": [code for code in its.get("zone_eligibilite") or () if code != "france"],
        "phones": [{"number": its["telephone"]}] if its.get("telephone") else [],
        "email": its.get("courriel"),
        **_link(its),
        **_place(its),
        "opening_hours": its.get("horaires_accueil"),
        "access_modes": [
            *_inverse(MODES, its.get("modes_mobilisation")),
            *(["referral"] if "professionnels" in (its.get("mobilisable_par") or ()) else []),
        ],
        "access": its.get("mobilisation_precisions"),
        "attendance": _inverse(ATTENDANCE, its.get("modes_accueil")),
        "fees": next((ours for ours, word in FREE.items() if word == its.get("frais")), None),
        "fees_detail": its.get("frais_precisions"),
        **_conditions(its),
        **_groups(its.get("publics") or ()),
        "sources": [{"title": its.get("source") or its["lien_source"], "url": its["lien_source"]}]
        if its.get("lien_source")
        else [],
        "verified_on": its.get("date_maj"),
    }
    return _only_known(record)


_ORGANISATION = {
    "nom": "name",
    "description": "gloss",
    "site_web": "website",
    "courriel": "email",
    "telephone": "phone",
    "siret": "siret",
}


def _is_other(structure: Entity, its: Entity) -> bool:
    """Whether a structure is more than the service itself, under the same name."""
    return structure.get("nom", its.get("nom")) != its.get("nom") or any(structure.get(key) for key in list(_ORGANISATION)[1:])


def _organisation(its: Entity) -> Record:
    ident = slug(str(its.get("id", "")).partition("--")[2])
    known = {ours: its[theirs] for theirs, ours in _ORGANISATION.items() if its.get(theirs)}
    return {**({"id": ident} if ident != "s" else {}), **known}


def _subjects(thematiques: Iterable[str], config: SiteConfig) -> tuple[list[str], list[str]]:
    """The categories and needs that have one of these subjects; else a category that has one beside them (`sante--…`)."""
    wanted = set(thematiques)
    needs = [need.id for need in config.needs if wanted & set(need.thematiques)]
    categories = [each.id for each in config.categories if wanted & set(each.thematiques)]
    heads = {each.partition("--")[0] for each in wanted}
    beside = [each.id for each in config.categories if heads & {subject.partition("--")[0] for subject in each.thematiques}]
    return categories or beside, needs


def _link(its: Entity) -> Record:
    online = "utiliser-lien-mobilisation" in (its.get("modes_mobilisation") or ())
    return {"appointment_url" if online else "website": its.get("lien_mobilisation")}


def _place(its: Entity) -> Record:
    keys = {
        "adresse": "street",
        "complement_adresse": "detail",
        "code_postal": "postal_code",
        "code_insee": "insee_code",
        "commune": "city",
    }
    address = {ours: its[theirs] for theirs, ours in keys.items() if its.get(theirs)}
    return {"address": address if "city" in address else None, "latitude": its.get("latitude"), "longitude": its.get("longitude")}


def _conditions(its: Entity) -> Record:
    text = its.get("conditions_acces") or ""
    if text.startswith(_TO_BRING):
        return {"documents": text.removeprefix(_TO_BRING).split(_BETWEEN), "eligibility": its.get("publics_precisions")}
    return {"eligibility": its.get("publics_precisions") or text}


def _groups(publics: Iterable[str]) -> Record:
    if EVERYBODY in publics:
        return {"audience": "unconditional"}
    record: Record = {"audience": "exclusive"} if publics else {}
    record |= {"gender": "women"} if WOMEN in publics else {}
    record |= {"family": ["with_children"]} if FAMILIES in publics else {}
    return {**record, "situations": _inverse(SITUATIONS, publics)}


def _inverse(words: dict[str, str], theirs: Iterable[str | None] | None) -> list[str]:
    """Our words for theirs."""
    wanted = set(theirs or ())
    return [ours for ours, word in words.items() if word in wanted]


def _left_words(its: Entity) -> Iterator[str]:
    """Words that are none of version 1 of the schema."""
    words = {"frais": FREE, "modes_accueil": ATTENDANCE, "modes_mobilisation": MODES}
    for key, known in words.items():
        said = its.get(key) or []
        yield from (f"{key}: {each}" for each in ([said] if isinstance(said, str) else said) if each not in known.values())


def _left_of_structure(its: Entity, structure: Entity) -> Iterator[str]:
    """What a structure says besides; its place and hours where the service has others."""
    read = {*_ORGANISATION, "source", "id", "date_maj", "lien_source"}
    own_place = any(its.get(key) for key in _OF_PLACE)
    taken = {key for key in _OF_PLACE if not own_place or its.get(key) == structure.get(key)}
    taken |= {"horaires_accueil"} if its.get("horaires_accueil") in (None, "", structure.get("horaires_accueil")) else set()
    yield from (f"structure.{key}" for key, value in structure.items() if value and key not in read | taken)


_READ = {
    "source", "structure_id", "id", "nom", "description", "lien_source", "date_maj", "thematiques", "frais", "frais_precisions", "publics",
    "publics_precisions", "conditions_acces", "commune", "code_postal", "code_insee", "adresse", "complement_adresse", "longitude", "latitude",
    "telephone", "courriel", "modes_accueil", "zone_eligibilite", "lien_mobilisation", "modes_mobilisation", "mobilisable_par",
    "mobilisation_precisions", "horaires_accueil",
}  # fmt: skip


def _left(its: Entity, record: Record, config: SiteConfig) -> Iterator[str]:
    """What no key of Livret has, or what several would share."""
    yield from (key for key, value in its.items() if key not in _READ and value)
    yield from _left_words(its)
    declared = [*(need.thematiques for need in config.needs), *(category.thematiques for category in config.categories)]
    heads = {each.partition("--")[0] for subjects in declared for each in subjects}
    yield from (f"thematiques: {each}" for each in its.get("thematiques") or () if each.partition("--")[0] not in heads)
    if its.get("conditions_acces") and its.get("publics_precisions") and "documents" not in record:
        yield "conditions_acces"
    yield from (key for key in _OF_PLACE[1:5] if its.get(key) and "address" not in record)
    known = {*SITUATIONS.values(), EVERYBODY, WOMEN, FAMILIES}
    yield from (f"publics: {each}" for each in its.get("publics") or () if each not in known)
    if "usagers" in (its.get("mobilisable_par") or ()) and not set(record.get("access_modes", ())) & _DIRECT:
        yield "mobilisable_par: usagers"
