"""A package that has what Livret takes of Sveltia CMS, as small as can be; the real one is in `tests/tools`."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

from conftest import ROOT, run

REAL = ROOT / "tests/tools/node_modules/@sveltia/cms"
CDN = "https://cdn.jsdelivr.net/fontsource/fonts"
SCRIPT = (
    f"src:url({CDN}/source-sans-3:vf@5.3.0/latin-wght-normal.woff2) src:url({CDN}/noto-mono@5.3.0/latin-400-normal.woff2) "
    f"src:url({CDN}/material-symbols-outlined:vf@5.3.7/latin-wght-normal.woff2) fetch(`https://unpkg.com/@sveltia/cms`) registerPreviewStyle"
)
PACKAGE = {
    "package.json": json.dumps({"name": "@sveltia/cms", "version": "0.1.2"}),
    "LICENSE.txt": "MIT",
    "dist/sveltia-cms.js": SCRIPT,
    "dist/chunks/other.js": "not of use",
    **{f"npm/assets/{name}-latin-Ab_9.woff2": name for name in ("source-sans-3", "noto-mono", "material-symbols-outlined")},
    "npm/assets/noto-mono.LICENSE.txt": "OFL",
    **{f"locales/{tag}.json": "{}" for tag in ("fr", "ar", "de")},
}


def unpacked(folder: Path, **instead: str | None) -> Path:
    """The package as a folder, with other files; None is a file that is missing."""
    for path, text in {**PACKAGE, **instead}.items():
        if text is not None:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
    return folder


def packed(file: Path, files: dict[str, str]) -> Path:
    """The package as `npm pack` gives it."""
    with tarfile.open(file, "w:gz") as archive:
        for path, text in files.items():
            member = tarfile.TarInfo(f"package/{path}")
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    return file


def add(site: Path, package: Path, *options: str) -> str:
    """`new admin` for a site on GitLab; what it says."""
    result = run("new", "admin", "--site", site, "--from", package, "--host=gitlab", "--repository=ville/guide", *options)
    assert result.exit_code == 0, result.output
    return result.output
