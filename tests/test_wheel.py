"""The wheel carries the theme and the interface: a site elsewhere is built with nothing of this repository beside it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from conftest import DAY, ROOT

from livret import __version__


def test_a_site_is_built_from_the_wheel_alone(sound: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob(f"livret-{__version__}-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
        carried = [name for name in archive.namelist() if "/translations/" in name]
    languages = {path.parent.name for path in (ROOT / "translations").glob("*/interface.po")}
    assert {name.split("translations/")[1] for name in carried} == {"interface.pot", *(f"{tag}/interface.po" for tag in languages)}
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "installed")}
    done = subprocess.run(
        [sys.executable, "-m", "livret", "--site", str(sound), "--date", DAY],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (sound / "public/print/sante-a5.ar.pdf").is_file()
    assert "أرقام" in (sound / "public/ar/index.html").read_text(encoding="utf-8") or "الرئيسية" in (
        sound / "public/ar/404.html"
    ).read_text(encoding="utf-8")
