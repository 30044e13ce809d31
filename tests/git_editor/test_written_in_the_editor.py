"""The real Sveltia CMS in Chromium, on a repository of its own in the browser: what a volunteer writes there is what Livret reads, and the page speaks to nobody else."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import plain
import pytest
from chromium import NewContext
from conftest import DAY, run
from editors import REAL, add
from host import hosting
from jsonschema import Draft7Validator
from playwright.sync_api import Locator, Page, Route, expect
from waiting import until

from livret.schema.admin import Admin
from livret.starting.hosting import SENT, sent

CHAPTER = "content/booklets/01-sante/01-numeros.md"
EDITED = ("content/booklets", "content/services", "content/agora")
WRITTEN = """# Été à l'hôpital

Vous pouvez *entrer* sans papiers.

!!! danger "Vous allez mal ?"
    Appelez le {phone.samu}.

    Restez en ligne.

- Une carte
- [Les numéros](01-numeros.md)"""
NEEDS = """# In their own words
needs:
  - {id: wash, text: "Où se laver ?", by: des familles, topic: health, heard: [{on: 2026-10-08, times: 9}], example: true}
"""
MINUTES = """---
begins: "18:00"
ends: "20:00"
place: À la maison des habitants
present: {members: 7, guests: 3}
example: true
---
# Réunion du 8 octobre

On a parlé des douches.
"""
# What the editor's own backend for trying it works on: the folder that a browser keeps for a site.
LAY = """async files => {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('sveltia-cms-test', {create: true});
  for (const [path, text] of Object.entries(files)) {
    const names = path.split('/');
    let folder = root;
    for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name, {create: true});
    const file = await (await folder.getFileHandle(names.at(-1), {create: true})).createWritable();
    await file.write(text);
    await file.close();
  }
}"""
TAKE = """async () => {
  const found = {};
  const walk = async (folder, before) => {
    for await (const [name, entry] of folder.entries()) {
      if (entry.kind === 'directory') await walk(entry, `${before}${name}/`);
      else found[before + name] = await entry.getFile().then(file => file.text()).catch(() => ''); // it is being written
    }
  };
  await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle('sveltia-cms-test'), '');
  return found;
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("edited")
    site = plain.site(folder / "site", "sound")
    (site / "content/agora/meetings").mkdir()
    (site / "content/agora/meetings/2026-10-08.md").write_text(MINUTES, encoding="utf-8")
    (site / "content/agora/needs.yaml").write_text(NEEDS, encoding="utf-8")
    add(site, REAL)
    result = run("--site", site, "--date", DAY, "--jobs", "1", "--lang", "fr", "--no-pdf", "--out", folder / "host/livret")
    assert result.exit_code == 0, result.output
    return site


def texts(site: Path) -> dict[str, str]:
    paths = (path for folder in EDITED for path in (site / folder).rglob("*") if path.suffix in (".md", ".yaml"))
    return {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in paths}


class Written:
    """The editor, open; and what lies in its repository."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url

    def open(self, entry: str) -> None:
        self.page.goto(f"{self.url}#/collections/{entry}")

    def save(self, path: str, words: str) -> str:
        """Saves, and gives the file once it has these words."""
        self.page.get_by_role("button", name="Enregistrer").first.click()
        until(lambda: words in self.files().get(path, ""))
        return self.files()[path]

    def files(self) -> dict[str, str]:
        found: dict[str, str] = self.page.evaluate(TAKE)
        return found

    @property
    def text(self) -> Locator:
        """That of a page, as it is written."""
        return self.page.get_by_role("textbox", name="Texte", exact=True)

    def field(self, value: str) -> Locator:
        """The field that holds a value: forms are written as they come into sight."""
        fields = self.page.locator("input:visible, textarea:visible")
        until(lambda: value in fields.evaluate_all("all => all.map(each => each.value)"))
        return fields.nth(fields.evaluate_all("all => all.map(each => each.value)").index(value))


@contextmanager
def edited(site: Path, new_context: NewContext) -> Iterator[Written]:
    """The editor as a host sends it, below a folder, with the headers that it is to have. Its repository is one in the browser; all else is as it is published."""
    folder = site.parent / "host"
    settings = Admin(host="gitlab", repository="ville/guide")
    headers = {**SENT[0].headers, **sent(settings)[-1].headers}
    config = json.loads((folder / "livret/admin/config.json").read_text(encoding="utf-8")) | {"backend": {"name": "test-repo"}}
    asked, told = list[str](), list[str]()
    with hosting(folder, headers) as host:
        page = new_context(viewport={"width": 1400, "height": 900}, locale="fr-FR").new_page()
        page.route("**/config.json*", lambda route: answer(route, config))
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
        page.on(
            "console", lambda message: told.append(message.text) if "schema" in message.text and message.type == "warning" else None
        )
        page.goto(f"{host.url}livret/admin/")
        page.evaluate(LAY, texts(site))
        page.get_by_role("button", name="Travailler avec un dépôt de test").click()
        expect(page.get_by_text("Santé").first).to_be_visible()
        yield Written(page, f"{host.url}livret/admin/")
        assert [url for url in asked if not url.startswith((host.url, "blob:", "data:"))] == []
        assert told == []


def answer(route: Route, config: dict[str, Any]) -> None:
    route.fulfill(json=config)


def test_its_configuration_is_one_by_its_own_schema(site: Path) -> None:
    schema = json.loads((REAL / "schema/sveltia-cms.json").read_text(encoding="utf-8"))
    config = json.loads((site.parent / "host/livret/admin/config.json").read_text(encoding="utf-8"))
    assert [error.message for error in Draft7Validator(schema).iter_errors(config)] == []


def test_what_is_written_there_is_what_livret_reads(site: Path, new_context: NewContext, tmp_path: Path) -> None:
    with edited(site, new_context) as editor:
        page = editor.page
        # A new chapter: its address is made of its title, its preview looks like a page.
        editor.open("booklet-sante/new")
        editor.text.fill(WRITTEN)
        preview = page.frame_locator("iframe.preview")
        expect(preview.locator(".callout.danger .callout-title")).to_have_text("Vous allez mal ?")
        expect(preview.locator(".callout.danger bdi")).to_have_text("15")
        expect(preview.locator(".callout.danger")).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")
        assert editor.save("content/booklets/01-sante/ete-a-l-hopital.md", "Restez en ligne") == f"{WRITTEN}\n"
        # A chapter that is there: one line more, and no sign of its text is another one.
        before = texts(site)[CHAPTER]
        editor.open("booklet-sante/entries/01-numeros")
        expect(editor.text).to_have_value(re.compile("^# Les num"))
        editor.text.fill(f"{editor.text.input_value()}\n\nUne phrase de plus.")
        after = editor.save(CHAPTER, "Une phrase de plus.")
        assert after.endswith(f"{before.partition(chr(10) + '---' + chr(10))[2].strip()}\n\nUne phrase de plus.\n")
        # A service, a need, minutes, a booklet: a word each.
        for entry, value, path in (
            ("services/entries/health", "Permanence", "content/services/health.yaml"),
            ("agora/entries/needs", "des familles", "content/agora/needs.yaml"),
            ("meetings/entries/2026-10-08", "À la maison des habitants", "content/agora/meetings/2026-10-08.md"),
            ("booklets/entries/sante", "Se soigner.", "content/booklets/01-sante/booklet.yaml"),
        ):
            editor.open(entry)
            if entry.startswith(("services", "agora")):
                page.get_by_role("button", name="Développer", exact=True).first.click()
            editor.field(value).fill(f"{value.rstrip('.')} (bis)")
            editor.save(path, "(bis)")
        files = editor.files()
    copy = tmp_path / "site"
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns("public", ".livret"))
    for path, written in files.items():
        (copy / path).write_text(written, encoding="utf-8")
    result = run("check", "--site", copy, "--date", DAY)
    assert "no problem" in result.output, result.output
    assert keys(files) == keys(texts(site)) | {"content/booklets/01-sante/ete-a-l-hopital.md"}
    assert "draft" not in "".join(files.values())


def keys(files: dict[str, str]) -> set[str]:
    return set(files)
