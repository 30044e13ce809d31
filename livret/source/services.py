"""The directory: listings of every file, and what of them is anybody's to see.

Here, and only here, stands the protection of places: `shown` takes away what is hidden, before anything else of Livret sees the
service. A professionals' listing is kept apart from the public ones; no page, link, count or export can come upon it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from posixpath import basename

from pydantic import Field

from livret import paths
from livret.hours import rule_order
from livret.languages import spoken, suggestion
from livret.model import Message
from livret.problems import Place, Report, near
from livret.schema import place as places
from livret.schema.fields import Ident, Model, Name, is_ident
from livret.schema.organisation import Organisation
from livret.schema.service import Service
from livret.schema.site_config import SiteConfig
from livret.source import yaml
from livret.source.addresses import addressed, messages_in
from livret.source.door import Door
from livret.source.inherited import Hidden
from livret.source.prose import originals, reserved

FOLDER = "content/services"


class _Head(Model):
    """A file of services, of which each entry is validated by itself: one mistake leaves out one service."""

    category: Name | None = None
    organisations: dict[Ident, dict[str, object]] = Field(default={})
    places: dict[Ident, dict[str, object]] = Field(default={})
    services: tuple[dict[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Directory:
    """The services by id, each as its readers may see it, and its messages; and what was written of every one, the mistaken ones too."""

    public: dict[str, Service] = field(default_factory=dict)
    private: dict[str, Service] = field(default_factory=dict)
    messages: dict[str, tuple[Message, ...]] = field(default_factory=dict)
    written: dict[str, yaml.Mapping] = field(default_factory=dict)
    places: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the files declare once, by id."""

    organisations: dict[str, yaml.Mapping] = field(default_factory=dict)
    places: dict[str, yaml.Mapping] = field(default_factory=dict)

    def beside(self, tree: yaml.Mapping, door: Door) -> tuple[object, ...]:
        """What the entries of a file depend on beside it: the names that there are, and the files that declare those it uses."""
        used = [
            declared[entry[key]].place.path
            for key, declared in (("organisation", self.organisations), ("place", self.places))
            for entry in tree.get("services") or ()
            if isinstance(entry.get(key), yaml.Scalar) and entry[key] in declared
        ]
        return tuple(self.organisations), tuple(self.places), *((path, door.digest(path)) for path in sorted({*used}))


def read(door: Door, config: SiteConfig | None, report: Report, hidden: Hidden) -> Directory:
    """Every listing, checked. Without a configuration nobody may see any: it says which categories are protected. What a site lists, organisations and
    places among it, stands before what its base has with the same id."""
    files = dict(_files(door, report))
    shared = _Shared()
    for path, tree in files.items():
        _declare(tree, "organisations", Organisation, shared.organisations, path, door, report)
        _declare(tree, "places", places.Place, shared.places, path, door, report)
    directory = Directory(places=frozenset(shared.places))
    for path, tree in files.items():
        read_entries = partial(_entries, path, tree, shared)
        for ident, entry, service, messages in door.once("services", path, shared.beside(tree, door), read_entries, report):
            taken = hidden.takes(f"service.{ident}", own=door.is_own(path))
            if taken or ident in directory.written:
                if not taken:
                    _tell_twice(ident, ident.place, directory.written[ident]["id"].place, door, report)
                continue
            directory.written[ident] = entry
            if service and config:
                _check(service, entry, config, report)
                group = directory.private if service.visibility == "professionals" else directory.public
                seen = group[ident] = shown(service, config)
                directory.messages[ident] = messages if seen is service else tuple(messages_in(seen))
    return directory


def shown(service: Service, config: SiteConfig) -> Service:
    """The service without what nobody may see. Where its file does not say, a protected category hides its address."""
    protected = {category.id for category in config.categories if category.protected}
    default = "hidden" if protected.intersection(service.categories) else "public"
    if (service.address_visibility or default) == "public":
        return service
    taken = dict.fromkeys((*places.Place.model_fields, "place"))
    return service.model_copy(update={**taken, "wheelchair": service.wheelchair, "address_visibility": "hidden"})


# --- reading ------------------------------------------------------------------------------------------


def _files(door: Door, report: Report) -> Iterator[tuple[str, yaml.Mapping]]:
    """Each file whose outline is right, as it is written; those of the site itself before those of its bases."""
    names = [path for name in originals(door, FOLDER, report) for path in door.every(f"{FOLDER}/{name}")]
    for path in sorted(names, key=door.depth):
        name = basename(path)
        if not name.endswith(".yaml"):
            report.add(
                "file-unexpected",
                Place(path),
                name=name,
                expected="health.yaml",
                near=f"{name.removesuffix('.yml')}.yaml" if name.endswith(".yml") else "",
            )
            continue
        head, tree = yaml.load(door, path, _Head, report, "services")
        if head and tree:
            yield path, tree


def _declare(
    tree: yaml.Mapping, key: str, model: type[Model], into: dict[str, yaml.Mapping], path: str, door: Door | None, report: Report
) -> None:
    for ident, written in (tree.get(key) or {}).items():
        if ident in into:
            _tell_twice(ident, ident.place, into[ident].place, door, report)
            continue
        yaml.validate(written, model, report, "services", Place(path, 1, 1))
        into[ident] = written


def _tell_twice(ident: str, place: Place, where: Place, door: Door | None, report: Report) -> None:
    """In one layer an id is there once; one of the site is meant to stand before that of its base."""
    if door is None or door.layer_of(place.path) == door.layer_of(where.path):
        report.add("duplicate", place, value=ident, where=where)


_Entry = tuple[yaml.Scalar, yaml.Mapping, Service | None, tuple[Message, ...]]


def _entries(path: str, tree: yaml.Mapping, shared: _Shared, report: Report) -> tuple[_Entry, ...]:
    """Each entry that has an id, and the service it is when it holds no mistake, with its messages."""
    found: list[_Entry] = []
    for written in tree.get("services") or ():
        entry = _filled_in(written, tree.get("category"), shared, report)
        service = yaml.validate(entry, Service, report, "services", Place(path, 1, 1))
        if isinstance(ident := entry.get("id"), yaml.Scalar):
            known = addressed(service, f"services/{ident}#")
            found.append((ident, entry, known, tuple(messages_in(known))))
    return tuple(found)


def _filled_in(written: yaml.Mapping, category: yaml.Scalar | None, shared: _Shared, report: Report) -> yaml.Mapping:
    """An entry with what its file says for all, and with what it names by id in its place, so that a mistake in it is told where it is written."""
    entry = yaml.Mapping(written)
    entry.place = written.place
    if category:
        entry.setdefault("category", category)
    if isinstance(name := entry.get("place"), yaml.Scalar):
        if name not in shared.places:
            report.add("place-unknown", name.place, value=name, near=near(name, shared.places))
        for key, value in shared.places.get(name, {}).items():
            entry.setdefault(key, value)
    if isinstance(name := entry.get("organisation"), yaml.Scalar) and is_ident(name):
        if name not in shared.organisations:
            report.add("organisation-unknown", name.place, value=name, near=near(name, shared.organisations))
        entry["organisation"] = _with_id(shared.organisations.get(name), name)
    return entry


def _with_id(written: yaml.Mapping | None, name: yaml.Scalar) -> yaml.Mapping | None:
    if written is None:
        return None
    organisation = yaml.Mapping(written)
    organisation.place = written.place
    organisation.setdefault("id", name)
    return organisation


def tried(text: str, path: str, config: SiteConfig, report: Report) -> None:
    """Tells the mistakes of a file of services that is not there yet. Raises Refused."""
    tree, shared = yaml.parse(text, path), _Shared()
    _declare(tree, "organisations", Organisation, shared.organisations, path, None, report)
    _declare(tree, "places", places.Place, shared.places, path, None, report)
    for _, entry, service, _ in _entries(path, tree, shared, report):
        if service:
            _check(service, entry, config, report)


# --- checks -------------------------------------------------------------------------------------------


def _check(service: Service, entry: yaml.Mapping, config: SiteConfig, report: Report) -> None:
    """What a service says against what site.yaml and CLDR know."""
    if kept := reserved(service.id, paths.OF_SERVICES):
        report.add(kept, yaml.place_of(entry, "id"), name=service.id)
    categories = [category.id for category in config.categories]
    for path, value in _values(service, ("category", "also_in")):
        if value not in categories:
            report.add("category-unknown", yaml.place_of(entry, *path), value=value, near=near(value, categories))
    needs = [need.id for need in config.needs]
    for path, value in _values(service, ("needs",)):
        if value not in needs:
            report.add("need-unknown", yaml.place_of(entry, *path), value=value, near=near(value, needs))
    for path, tag in (*_values(service, ("languages",)), *_spoken_on_phones(service)):
        if not spoken(tag):
            report.add("language-unknown", yaml.place_of(entry, *path), value=tag, near=suggestion(tag))
    if service.example and config.mode == "production":
        report.add("production-example", yaml.place_of(entry, "example"))
    country, code = service.country or config.country, service.address and service.address.postal_code
    if code and not re.fullmatch(places.POSTAL_CODES.get(country, ".*"), code):
        report.add("postal-code", yaml.place_of(entry, "address", "postal_code"), value=code, country=country)
    if country == "FR" and not _in_france(service):
        report.add("coordinates-abroad", yaml.place_of(entry, "latitude"), value=f"{service.latitude}, {service.longitude}")
    for path in _expressions(service):
        _check_hours(yaml.node_at(entry, *path), report)
    if shown(service, config).hidden:
        _check_hidden(service, entry, report)


def _values(service: Service, names: tuple[str, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Each value of these keys, and its path."""
    for name in names:
        value = getattr(service, name)
        yield from (((name, number), each) for number, each in enumerate(value)) if isinstance(value, tuple) else [((name,), value)]


def _spoken_on_phones(service: Service) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for line, phone in enumerate(service.phones):
        for number, tag in enumerate(phone.languages):
            yield ("phones", line, "languages", number), tag


def _expressions(service: Service) -> Iterator[tuple[str | int, ...]]:
    """Where hours are written."""
    if service.opening_hours:
        yield ("opening_hours",)
    yield from (("notices", number, "opening_hours") for number, notice in enumerate(service.notices) if notice.opening_hours)


def _check_hours(written: yaml.Scalar, report: Report) -> None:
    for found in rule_order.overwritten(written):
        place = written.place_of(found.at)
        report.add("hours-overwritten", place, earlier=found.earlier, later=found.later, both=found.both, near=found.instead)


def _in_france(service: Service) -> bool:
    """Whether a position is in one of the frames of `_FRANCE`; what has none is not elsewhere."""
    if service.latitude is None or service.longitude is None:
        return True
    return any(south <= service.latitude <= north and west <= service.longitude <= east for south, north, west, east in _FRANCE)


# South, north, west, east, in degrees, with some sea around: mainland and Corsica, the Antilles, Guiana, Réunion, Mayotte.
_FRANCE = ((41, 51.5, -5.5, 10), (14, 18.5, -63.5, -60.5), (2, 6, -55, -51), (-21.5, -20.5, 55, 56), (-13.5, -12, 44.5, 46))


def _check_hidden(service: Service, entry: yaml.Mapping, report: Report) -> None:
    """A street that is hidden may not stand in another text of the same service, and an address that is hidden leads nobody there."""
    if not (service.calls or service.email or service.website):
        report.add("contact-missing", entry.place)
    street = service.address.street if service.address else None
    if street:
        taken = {*places.Place.model_fields, "place", "sources"}
        for text in yaml.scalars([value for key, value in entry.items() if key not in taken]):
            if street.casefold() in " ".join(text.casefold().split()):
                report.add("address-shown", text.place)
