"""What the wheel carries beside the package: the theme and every interface there is. Of the translations these alone, for no fact of one town goes to
another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelData(BuildHookInterface[Any]):
    """Hatchling asks it before it builds a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Puts the files at their places in the wheel; who installs a checkout to work on it has them there."""
        if version == "editable":
            return
        root = Path(self.root)
        catalogs = [*root.glob("translations/*/interface.po"), root / "translations/interface.pot"]
        carried = [root / "theme", *sorted(catalogs)]
        build_data["force_include"].update({str(path): f"livret/_data/{path.relative_to(root).as_posix()}" for path in carried})
