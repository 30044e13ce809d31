"""What is published at /admin/, where a site asked for an editor: forms made of Livret's own shapes, a policy of its own, and a trace of it nowhere else."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import plain
import pytest
from conftest import DAY, run
from editors import add, unpacked

from livret.web import policy

FILES = ["LICENSE.txt", "config.json", "fonts/material-symbols-outlined.woff2", "fonts/noto-mono.LICENSE.txt", "fonts/noto-mono.woff2",
         "fonts/source-sans-3.woff2", "index.html", "start.js", "sveltia-cms.js", "sveltia/package.json", "sveltia@0.1.2/locales/ar.json", "sveltia@0.1.2/locales/fr.json"]  # fmt: skip
NEEDS = """needs:
  - {id: wash, text: Où se laver ?, topic: health, heard: [{on: 2026-10-08}], example: true}
"""
DRAFT = "---\ndraft: true\n---\n# Pas fini\n\nBientôt.\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site below a folder of its host, with an editor and a chapter that is not out, built with all that there is."""
    folder = tmp_path_factory.mktemp("editor")
    site = plain.site(folder / "site", "sound")
    head = site / "content/site.yaml"
    head.write_text(
        head.read_text(encoding="utf-8").replace("https://livret.example", "https://ville.example/livret"), encoding="utf-8"
    )
    (site / "content/agora/needs.yaml").write_text(NEEDS, encoding="utf-8")
    (site / "content/booklets/01-sante/09-bientot.md").write_text(DRAFT, encoding="utf-8")
    add(site, unpacked(folder / "cms"), "--folder=guide")
    result = run("--site", site, "--date", DAY, "--jobs", "1")
    assert result.exit_code == 0, result.output
    assert "no problem" in result.output
    return site


@pytest.fixture(scope="module")
def config(made: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((made / "public/admin/config.json").read_text(encoding="utf-8"))
    return found


def collection(config: dict[str, Any], name: str) -> dict[str, Any]:
    return next(each for each in config["collections"] if each["name"] == name)


def field(fields: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(each for each in fields if each["name"] == name)


def test_the_editor_is_published_as_it_lies_with_a_page_and_its_configuration(made: Path) -> None:
    admin = made / "public/admin"
    assert sorted(path.relative_to(admin).as_posix() for path in admin.rglob("*") if path.is_file()) == FILES
    page = (admin / "index.html").read_text(encoding="utf-8")
    assert f'content="{policy.of_editor("https://gitlab.com")}"' in page
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert not re.search(r'(?:src|href)="(?:https?:|/)', page)  # it works below any folder


def test_nothing_else_knows_of_it(made: Path) -> None:
    public = made / "public"
    elsewhere = [path for path in public.rglob("*") if path.is_file() and "admin" not in path.relative_to(public).parts]
    texts = [path for path in elsewhere if path.suffix in (".html", ".xml", ".txt", ".js", ".json", ".webmanifest", ".css")]
    assert texts
    assert [path for path in texts if re.search(rb"admin/|sveltia", path.read_bytes())] == []
    archives = [path for path in elsewhere if path.suffix in (".zip", ".epub")]
    assert archives
    assert [name for path in archives for name in zipfile.ZipFile(path).namelist() if "admin" in name or "sveltia" in name] == []


def test_what_is_edited_lies_where_the_repository_has_it(config: dict[str, Any]) -> None:
    assert config["media_folder"] == "guide/content/booklets"
    assert collection(config, "booklet-sante")["folder"] == "guide/content/booklets/01-sante"
    assert [each["file"] for each in collection(config, "services")["files"]] == ["guide/content/services/health.yaml"]
    assert [each["file"] for each in collection(config, "booklets")["files"]] == ["guide/content/booklets/01-sante/booklet.yaml"]
    assert [each["file"] for each in collection(config, "agora")["files"]] == ["guide/content/agora/needs.yaml"]
    assert [each["name"] for each in config["collections"]] == ["booklet-sante", "booklets", "services", "agora"]


def test_forms_are_made_of_the_shapes_and_of_what_the_site_declared(config: dict[str, Any]) -> None:
    page = collection(config, "booklet-sante")["fields"]
    assert [option["value"] for option in field(page, "authors")["options"]] == ["selam"]
    assert field(page, "body")["modes"] == ["raw"]
    assert field(page, "summary")["label"] == "En une phrase"
    entry = field(collection(config, "services")["files"][0]["fields"], "services")["fields"]
    assert field(entry, "category")["options"] == [{"label": "Santé", "value": "health"}]
    assert field(entry, "fees")["options"][0] == {"label": "Gratuit", "value": "free"}
    assert field(entry, "verified_on")["format"] == "YYYY-MM-DD"
    assert field(entry, "id")["pattern"][0] == "^[a-z][a-z0-9_]*$"


def every_field(fields: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for field in fields for each in (field, *every_field(field.get("fields", [])))]


def test_no_form_writes_what_nobody_chose(config: dict[str, Any]) -> None:
    """A switch, or a default, would be written into each file that is saved: a page could be taken away by a draft that nobody asked for."""
    forms = [part["fields"] for each in config["collections"] for part in each.get("files", [each])]
    fields = [each for form in forms for each in every_field(form)]
    assert {each["name"] for each in fields if "default" in each} == {"body"}
    assert not {each["widget"] for each in fields} & {"boolean", "hidden", "compute"}


def test_previews_have_the_styles_and_the_facts_of_the_site(made: Path) -> None:
    script = (made / "public/admin/start.js").read_text(encoding="utf-8")
    told = json.loads(script.partition("const livret = ")[2].partition(";\n")[0])
    assert all((made / "public/admin" / style).is_file() for style in told["styles"])
    assert {"value": "phone.samu", "label": "15"} in told["facts"]
    assert {"value": "service.permanence", "label": "Permanence"} in told["facts"]
    assert told["words"]["callout"] == "Encadré"


def test_it_is_left_out_for_once_and_for_professionals(made: Path, tmp_path: Path) -> None:
    for options in (("--without", "admin"), ("--professional",)):
        out = tmp_path / options[0].strip("-")
        result = run("--site", made, "--date", DAY, "--jobs", "1", "--lang", "fr", "--no-pdf", "--out", out, *options)
        assert result.exit_code == 0, result.output
        assert not (out / "admin").exists()


def test_a_site_that_did_not_ask_has_none(made: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(made, site, ignore=shutil.ignore_patterns("public", ".livret"))
    shutil.rmtree(site / "theme/admin")
    result = run("plan", "--site", site, "--date", DAY)
    assert result.exit_code == 0
    assert "admin" not in result.output
