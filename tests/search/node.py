"""`theme/web/search.js` and `passages.js` outside a browser: in node, which scripts/test brings for npm."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from conftest import ROOT

SEARCH, PASSAGES = ROOT / "theme/web/search.js", ROOT / "theme/web/passages.js"
_START = """
const fs = require("fs"), vm = require("vm");
const context = vm.createContext({ atob: (text) => Buffer.from(text, "base64").toString("latin1") });
const load = (text) => vm.runInContext(text, context);
load(fs.readFileSync(process.argv[1], "utf8"));
const input = JSON.parse(fs.readFileSync(0, "utf8"));
"""


def run(script: str, data: object) -> Any:
    """What a script says of the data: it has `load(text)` to run a text beside search.js, `input`, and prints JSON."""
    node = shutil.which("node")
    assert node
    done = subprocess.run(
        [node, "-e", _START + script, str(SEARCH)], input=json.dumps(data), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def ask(index: Path, queries: Iterable[str]) -> list[list[dict[str, Any]]]:
    """The results of each query in an index that was published."""
    script = 'load(input.index); const search = load("livretSearch(livretIndex)"); console.log(JSON.stringify(input.queries.map((q) => search(q))));'
    found: list[list[dict[str, Any]]] = run(script, {"index": index.read_text(encoding="utf-8"), "queries": list(queries)})
    return found


def answers(folder: Path, queries: Iterable[str]) -> list[dict[str, Any]]:
    """What a reader is shown for each query in a language that was published: its `results`, what was perhaps `meant`, how it can be `completed`.

    A text is in parts, `told`, every second one marked.
    """
    script = """
load(input.passages); load(input.index); load(input.texts);
const search = load("livretSearch(livretIndex)"), passages = load("livretPassages")(search, load("livretIndex"), load("livretTexts"));
console.log(JSON.stringify(input.queries.map((query) => ({
  results: passages.results(query), meant: passages.meant(query), completed: passages.completed(query),
}))));"""
    files = {"passages": PASSAGES, "index": folder / "search-index.js", "texts": folder / "search-texts.js"}
    data = {name: path.read_text(encoding="utf-8") for name, path in files.items()}
    found: list[dict[str, Any]] = run(script, {**data, "queries": list(queries)})
    return found
