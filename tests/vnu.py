"""The W3C's checker of HTML, vnu."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from conftest import ROOT

_JAR = ROOT / "tests/tools/node_modules/vnu-jar/build/dist/vnu.jar"
# A run is too short for Java's second compiler and its other threads, which double the work; what its first one makes wants a deep stack.
JAVA = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m")


def messages(folder: Path) -> list[dict[str, Any]]:
    """What it says of every page below a folder."""
    java = shutil.which("java")
    assert java, "scripts/test installs it"
    command = [java, *JAVA, "-jar", _JAR, "--format", "json", "--skip-non-html", folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return found
