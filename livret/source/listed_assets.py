"""What pages load: `theme/web/assets.yaml`, that of each layer laid over those beneath, entry by entry."""

from __future__ import annotations

from functools import partial

from livret.problems import Place, Report
from livret.schema.asset_list import AssetList
from livret.source import yaml
from livret.source.door import Door, Refused

PATH = "theme/web/assets.yaml"


def listed(door: Door, report: Report) -> AssetList:
    """All that there is to load; where the list of a layer cannot be read, that of those beneath."""
    found = AssetList()
    every = door.every(PATH)
    for path in reversed(every) if len(every) > 1 else (PATH,):
        heard = Report() if path != PATH and door.is_carried(path) else report
        try:
            found = door.once("assets", path, None, partial(_list_at, door, path), heard).laid_over(found)
        except Refused as refused:
            report.take(refused.problem)
    return found


def _list_at(door: Door, path: str, report: Report) -> AssetList:
    return yaml.validate(yaml.parse(door.text(path), path), AssetList, report, "site", Place(path, 1, 1)) or AssetList()
