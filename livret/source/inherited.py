"""What a town inherits: its files laid over those of its base, entry by entry, and what of the base it hides.

An entry is the same as another by its address: the name of a fact, the id of a term, of a category, of a member. Who publishes a site, who pays for it, where
readers' words go and what the law wants told is each town's own, and never a base's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from livret.problems import Place, Report, near
from livret.schema.facts import Facts
from livret.schema.site_config import SCHEMA, SiteConfig
from livret.source import meant, yaml
from livret.source.door import Door, Refused
from livret.source.layers import SITE

Over = Callable[[Any, Any], Any]  # a tree laid over the one of its base
_OF_SITE = frozenset({
    "tagline", "language", "languages", "timezone", "country", "pairs", "strict_interface", "publish", "thresholds", "offline", "quick_exit", "emergency",
    "first_steps", "categories", "needs", "holidays", "school_holidays", "services_review_days", "open_data", "sheets",
})  # fmt: skip
_HANDS = ("people", "machine-reviewed", "machine")  # from the most trusted on


# --- one file laid over another ---------------------------------------------------------------------


def site(own: Any, base: Any) -> Any:
    """`site.yaml`: of a base what is the same in each town; its categories and needs one by one, the others whole."""
    merged = _with(own, base, _OF_SITE)
    if not _are_mappings(own, base):
        return merged
    for key in ("categories", "needs"):
        if key in own and key in base:
            merged[key] = _by_id(own[key], base[key])
    tags = merged.get("languages") or ()
    if "pairs" in merged and "pairs" not in own:
        merged["pairs"] = yaml.Sequence.at(base["pairs"].place, (pair for pair in base["pairs"] if set(pair) <= set(tags)))
    if "publish" in merged and "publish" not in own:
        merged["publish"] = yaml.Mapping.at(base["publish"].place, {tag: at for tag, at in base["publish"].items() if tag in tags})
    return merged


def facts(own: Any, base: Any) -> Any:
    """`facts.yaml`: each fact by its name."""
    merged = _with(own, base, Facts.model_fields)
    for kind in merged if _are_mappings(own, base) else ():
        if _are_mappings(own.get(kind), base.get(kind)):
            merged[kind] = _with(own[kind], base[kind], base[kind])
    return merged


def terms(own: Any, base: Any) -> Any:
    """`terms.yaml`: each term by its id. Of who made the glosses the least trusted holds: they cannot be told apart any more."""
    merged = _with(own, base, ("provenance", "terms", "sources"))
    if _are_mappings(own, base):
        if "terms" in own and "terms" in base:
            merged["terms"] = _by_id(own["terms"], base["terms"])
        hands = [tree.get("provenance") or _HANDS[0] for tree in (own, base) if tree.get("terms")]
        if hands and all(hand in _HANDS for hand in hands):
            merged["provenance"] = max(hands, key=_HANDS.index)
    return merged


def authors(own: Any, base: Any) -> Any:
    """`authors.yaml`: who wrote what is inherited. What an Agora says of itself is that of its town."""
    merged = _with(own, base, ("authors",))
    if _are_mappings(own, base) and "authors" in own and "authors" in base:
        merged["authors"] = _by_id(own["authors"], base["authors"])
    return merged


def _with(own: Any, base: Any, keys: Iterable[str]) -> Any:
    """A mapping with those keys of its base that it has not itself."""
    if not _are_mappings(own, base):
        return own
    merged = yaml.Mapping.at(own.place, own)
    for key, value in base.items():
        if key in keys:
            merged.setdefault(key, value)
    return merged


def _are_mappings(*trees: Any) -> bool:
    return all(isinstance(tree, yaml.Mapping) for tree in trees)


def _by_id(own: Any, base: Any) -> Any:
    """The entries of a base, its own in the places of those with the same id, and then those that are a town's alone."""
    if not isinstance(own, yaml.Sequence) or not isinstance(base, yaml.Sequence):
        return own
    instead = {ident: entry for entry in own if (ident := _id(entry))}
    kept = [instead.get(_id(entry), entry) for entry in base]
    known = {_id(entry) for entry in base}
    return yaml.Sequence.at(own.place, (*kept, *(entry for entry in own if _id(entry) not in known)))


def _id(entry: Any) -> str:
    found = entry.get("id") if isinstance(entry, yaml.Mapping) else None
    return found if isinstance(found, yaml.Scalar) else ""


# --- whether there is a base to inherit from ----------------------------------------------------------


def is_refused(door: Door, report: Report) -> bool:
    """Tells what stands in the way of a base: it is not there, or is written for another Livret. Then nothing can be said of the site."""
    if door.layers.problem:
        report.take(door.layers.problem)
        return True
    refused = _is_overlooked(door, report)
    for path in door.beneath(SITE):
        try:
            tree = yaml.parse(door.text(path), path)
        except Refused as problem:
            report.take(problem.problem)
            refused = True
            continue
        version = tree.get("livret") if isinstance(tree, yaml.Mapping) else None
        if version != str(SCHEMA):
            newer = isinstance(version, yaml.Scalar) and version.isdigit() and int(version) > SCHEMA
            place = yaml.place_of(tree, "livret") if isinstance(tree, yaml.Mapping) else Place(path, 1, 1)
            report.add("schema-newer" if newer else "schema-older", place, value=version or "–", known=SCHEMA)
            refused = True
    return refused


def _is_overlooked(door: Door, report: Report) -> bool:
    """Whether a base is named where nobody looks for it. What else is wrong in the file is told when it is read."""
    try:
        text = door.text(SITE)
        tree = yaml.parse(text, SITE) if "extends" in text and not door.layers.bases else None
    except Refused:
        return False
    overlooked = isinstance(tree, yaml.Mapping) and tree.get("extends") is not None
    if overlooked:
        report.add("extends-form", yaml.place_of(tree, "extends"))
    return overlooked


def check(door: Door, config: SiteConfig, tree: yaml.Mapping, report: Report) -> None:
    """What a site says of its base: on a line of its own, and in the language that the base is written in."""
    if door.layers.bases and not config.extends:
        report.add("extends-form", yaml.place_of(tree, "extends"))
    if config.hide and not door.layers.bases:
        report.add("hide-alone", yaml.place_of(tree, "hide"))
    for path in door.beneath(SITE):
        written = yaml.parse(door.text(path), path).get("language")
        if written is not None and written != config.language:
            report.add("extends-language", yaml.place_of(tree, "language"), value=config.language, base=written)


# --- what is hidden ------------------------------------------------------------------------------------


@dataclass(slots=True)
class Hidden:
    """What a site hides of its base, by address: `sante`, `sante/soins`, `phone.samu`, `service.caf`, `term.recepisse`. It is found while the site is read."""

    places: dict[str, Place] = field(default_factory=dict)
    known: dict[str, None] = field(default_factory=dict)  # the addresses of what is inherited
    own: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, config: SiteConfig | None, tree: Any) -> Hidden:
        names = config.hide if config else ()
        return cls({name: yaml.place_of(tree, "hide", number) for number, name in enumerate(names)})

    def takes(self, address: str, *, own: bool) -> bool:
        """Whether what was read at an address is hidden."""
        if own:
            self.own.add(address)
            return False
        self.known[address] = None
        return address in self.places

    def check(self, report: Report) -> None:
        """Tells of addresses at which nothing is inherited."""
        for address, place in self.places.items():
            if address in self.own:
                report.add("hide-own", place, value=address)
            elif address not in self.known:
                report.add(
                    "hide-unknown", place, value=address, near=near(address, self.known) or meant.address(address, self.known)
                )


def without(facts: Facts, written: Any, door: Door, hidden: Hidden) -> Facts:
    """The facts that are not hidden."""
    kept = dict[str, dict[str, Any]]()
    for kind in Facts.model_fields:
        every: dict[str, Any] = getattr(facts, kind)
        kept[kind] = {
            name: fact for name, fact in every.items() if not hidden.takes(f"{kind}.{name}", own=_is_own(written, door, kind, name))
        }
    return facts.model_copy(update={kind: each for kind, each in kept.items() if len(each) < len(getattr(facts, kind))})


def _is_own(written: Any, door: Door, kind: str, name: str) -> bool:
    return door.is_own(yaml.place_of(written, kind, name).path)


def unhidden(entries: Iterable[yaml.Mapping], door: Door, hidden: Hidden) -> Iterator[yaml.Mapping]:
    """The terms that are not hidden, as they are written."""
    return (entry for entry in entries if not hidden.takes(f"term.{entry.get('id')}", own=door.is_own(entry.place.path)))
