"""What pages load: `theme/web/assets.yaml`, a site's own laid over Livret's, entry by entry."""

from __future__ import annotations

from functools import partial

from livret.problems import Place, Report
from livret.schema.asset_list import AssetList
from livret.source import yaml
from livret.source.door import Door, Refused, decoded

PATH = "theme/web/assets.yaml"


def listed(door: Door, report: Report) -> AssetList:
    """All that there is to load; Livret's alone where the site's own list cannot be read."""
    carried = door.beneath(PATH)
    beneath = _parsed(decoded(carried, PATH), Report()) if carried else AssetList()
    try:
        own = door.once("assets", PATH, None, partial(_written_here, door), report)
    except Refused as refused:
        report.take(refused.problem)
        return beneath
    return own.laid_over(beneath)


def _written_here(door: Door, report: Report) -> AssetList:
    return _parsed(door.text(PATH), report)


def _parsed(text: str, report: Report) -> AssetList:
    return yaml.validate(yaml.parse(text, PATH), AssetList, report, "site", Place(PATH, 1, 1)) or AssetList()
