"""A sheaf is read as it was written, by Livret and by a phone, and says but once what its texts have in common."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from livret.web import sheaf

PAGES = st.dictionaries(
    st.sampled_from(["fr/a/eau.html", "fr/a/eau.ar.html", "fr/a/index.html", "fr/a/x.js", "fr/b"]),
    st.lists(
        st.sampled_from(["", "<p>eau.", '<a href="eau.html">', "/eau.html /eau.svg", "\x1a", "\r\u2028", '"x.js"', "1", "é"])
    ).map("\n".join),
)


@given(PAGES)
def test_texts_come_back_as_they_were(texts: dict[str, str]) -> None:
    assert sheaf.read(sheaf.written(texts)) == texts


def test_a_phone_reads_it_in_the_same_way() -> None:
    """Its own words, however alike, its own name and those of others, a sign for a name that stands in a text."""
    frame = '<html>\n<link href="/fr/eau/{0}.html">\n<a href="{0}.ar.html">\nle toit\n{1}\n</html>\n'
    texts = {
        "fr/a/b.html": frame.format("b", "un"),
        "fr/a/b.ar.html": frame.format("b", "deux\nle toit"),
        "fr/a/c.html": frame.format("c", "b.html \x1a\ntrois"),
        "fr/a/empty.html": "",
        "fr/x.js": 'var a="</html>";',
    }
    script = (ROOT / "theme/web/offline.js").read_text(encoding="utf-8")
    function = re.search(r"  function text\(sheaf, path\) \{.*?\n  \}\n", script, re.DOTALL)
    node = shutil.which("node")
    assert function
    assert node
    read = f"{function[0]}; const sheaf = JSON.parse(fs.readFileSync(0)), found = {{}};"
    read += "for (const path in sheaf.texts) found[path] = text(sheaf, path); console.log(JSON.stringify(found));"
    done = subprocess.run(
        [node, "-e", f'const fs = require("fs"); {read}'], input=sheaf.written(texts), capture_output=True, check=True
    )
    assert json.loads(done.stdout) == texts


def test_what_pages_have_in_common_is_said_once() -> None:
    pages = {
        f"fr/a/{name}.html": f'<head>\n<link href="../../ar/a/{name}.html">\n<main>\n{name}\n</main>'
        for name in ("eau", "feu", "air")
    }
    told = json.loads(sheaf.written(pages))
    assert told["common"] == ["<head>", '<link href="../../ar/a/\x1a.html">', "<main>", "</main>"]
    assert told["texts"]["fr/a/eau.html"] == [[0, 3], "eau", [3, 4]]
