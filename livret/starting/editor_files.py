"""What an editor and git read of a site: VS Code's settings for our YAML and Markdown, snippets of what one writes, a hook that checks before a commit.

They are begun once, and a person's from then on: no command changes them again. Snippets have the words of the language that the site is written in.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from livret import schemas
from livret.publish import atomic
from livret.source.door import Door
from livret.starting import starter

# Which file has which shape, where it does not say so itself in its first line.
_SHAPES = {
    "site": "content/site.yaml",
    "facts": "content/facts.yaml",
    "services": "content/services/*.yaml",
    "booklet": "content/booklets/*/booklet.yaml",
    "recording": "content/booklets/*/*.opus.yaml",
    "authors": "content/agora/authors.yaml",
    "needs": "content/agora/needs.yaml",
    "partners": "content/agora/partners.yaml",
    "project": "content/agora/project.yaml",
    "lab": "content/agora/labs/*.yaml",
    "order": "content/orders/*.yaml",
    "release": "content/releases/*.yaml",
    "terms": "translations/terms.yaml",
    "tokens": "theme/tokens.yaml",
    "assets": "theme/web/assets.yaml",
    "admin": "theme/admin/admin.yaml",
    "search": "theme/search/*.yaml",
    "statements": "theme/emblem/statements.yaml",
}
_MARKDOWN = {
    "editor.wordWrap": "on",
    "editor.tabSize": 4,  # what is inside a box or under an item
    "editor.insertSpaces": True,
    "editor.detectIndentation": False,
    "editor.quickSuggestions": {"comments": "off", "strings": "off", "other": "off"},
    "editor.unicodeHighlight.ambiguousCharacters": False,  # letters of twelve languages are meant
}
_YAML = {"editor.tabSize": 2, "editor.insertSpaces": True, "editor.unicodeHighlight.ambiguousCharacters": False}
_SETTINGS: Mapping[str, object] = {
    "files.encoding": "utf8",
    "files.eol": "\n",
    "files.insertFinalNewline": True,
    "files.exclude": {"**/.livret": True},
    "search.exclude": {"public": True, "press": True, "report": True},
    "yaml.schemas": {f"./{schemas.FOLDER}/{name}.json": path for name, path in _SHAPES.items()},
    "yaml.yamlVersion": "1.2",  # `on` and `no` are words
    "yaml.customTags": [],  # Livret reads none
    "yaml.format.enable": False,  # it would break lines inside texts that translators know as they are
    "yaml.schemaStore.enable": False,
    "[markdown]": _MARKDOWN,
    "[yaml]": _YAML,
}
_EXTENSIONS = {"recommendations": ["redhat.vscode-yaml", "mrorz.language-gettext"]}
_HOOK = """\
# Before a commit, what has changed is checked: https://pre-commit.com, then once: pre-commit install
repos:
  - repo: local
    hooks:
      - id: livret
        name: livret check --changed
        entry: livret check --changed
        language: system
        pass_filenames: false
        files: ^(content|translations|theme)/
"""
# A snippet: what one types, what it is called, and below it what it writes. `$1` is where one begins to type, `${1:word}` a word to be replaced.
_SNIPPET = re.compile(r"^@ (\S+) (.+)\n", re.MULTILINE)


def files(tag: str) -> dict[str, bytes]:
    """The files of a site that is written in a language, by their paths; one that has no snippets of its own has the English ones."""
    return {
        ".vscode/settings.json": _json(_SETTINGS),
        ".vscode/extensions.json": _json(_EXTENSIONS),
        ".vscode/livret.code-snippets": _json(dict(_snippets(tag))),
        ".pre-commit-config.yaml": _HOOK.encode(),
    }


def write_schemas(site: Path) -> Iterator[str]:
    """Writes the schemas that changed; gives their paths."""
    known = schemas.Vocabulary.of(Door(site, datetime.date.min))
    return (path for path, data in schemas.schemas(known).items() if atomic.write(site / path, data))


def write(door: Door, tag: str) -> Iterator[str]:
    """Writes those that are not there; gives their paths."""
    for path, data in files(tag).items():
        if not door.has(path):
            atomic.write(door.root / path, data)
            yield path


def _snippets(tag: str) -> Iterator[tuple[str, dict[str, object]]]:
    _, *found = _SNIPPET.split(starter.begun(tag, "new snippets"))
    for prefix, name, body in zip(found[::3], found[1::3], found[2::3], strict=True):
        yield name, {"scope": "markdown", "prefix": prefix, "body": body.rstrip("\n").split("\n")}


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
