"""Who can be recognised in a picture, by `photo.jpg.yaml` beside it: a picture is shown while everybody in it agrees to that.

The original stays in the folder, where its page refers to it: whoever withdraws a consent changes one line, and a consent that is given again another.
"""

from __future__ import annotations

from posixpath import basename, splitext

from livret.problems import Place, Report
from livret.schema.picture_people import PictureMeta
from livret.site import Site
from livret.source import yaml
from livret.source.door import Door

SCOPE = "photograph"
_DRAWN = (".svg", ".png")  # what is drawn, or shows a screen


def companion(path: str) -> str:
    """Where it is said of a picture who is in it."""
    return f"{path}.yaml"


def refusing(door: Door, path: str, site: Site, place: Place, report: Report) -> tuple[str, ...]:
    """The ids of those in a picture who do not agree to be shown. Reports them; and in production a photograph, shown at `place`, of which nobody
    says who is in it. Who withdrew is no mistake: the picture is left out."""
    production = site.config.mode == "production"
    if not door.has(companion(path)):
        if production and splitext(path)[1].lower() not in _DRAWN:
            report.add("picture-people", place, src=basename(path))
        return ()
    meta, tree = yaml.load(door, companion(path), PictureMeta, report, "")
    found = tuple(ident for ident in (meta.people if meta else ()) if not _agrees(site, ident))
    for number, ident in enumerate(meta.people if meta else ()):
        if ident in found:
            code = "picture-consent" if production and not _withdrew(site, ident) else "picture-withheld"
            report.add(code, yaml.place_of(tree, "people", number), value=ident, src=basename(path))
    return found


def _agrees(site: Site, ident: str) -> bool:
    return ident in site.members and site.members[ident].agreed(SCOPE)


def _withdrew(site: Site, ident: str) -> bool:
    return ident in site.members and any(each.scope == SCOPE for each in site.members[ident].ended())
