"""No text of an author reaches a page, a file to carry or a book as anything but text: each field of two sites says something nasty."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import plain
import pytest
import yaml
from conftest import DAY, run
from pictures import encoded
from PIL import Image

# What a sink would take for an element or for a slot of Livret's own. It is not closed, or Markdown would refuse it: the next sign `>` does that.
NASTY = """<nasty n{number}="b" c='d' <?to x& <?level """
TEXTS = {
    "name", "tagline", "text", "label", "street", "city", "detail", "title", "summary", "explanation", "full", "gloss",
    "alternate_name", "description", "transport", "statement", "opening_hours_note", "referred_by", "access", "fees_detail",
    "documents", "eligibility", "languages_note", "legal", "privacy", "accessibility", "intro",
}  # fmt: skip
# As it is shown: in a chapter an entity is the sign that it names, and each language has quotation marks of its own.
SEEN = re.compile(r"""<nasty n(\d+)=\W{1,2}b\W{1,2} c='d' <\?to x&(?:amp;)? <\?level""")
CHAPTER = """# Un titre {nasty}

Un texte {nasty} et **du gras {nasty}** et [un lien {nasty}](https://exemple.fr/?a=1&b="<nasty).

Ici : {address.office} {link.office} {service.permanence} {term.recepisse} {term.caf} {phone.samu}[^a]

{sentence.help}

![Une image {nasty}](photo.png)

| Une tête {nasty} | Une autre |
| --- | --- |
| Une case {nasty} `code` | Une autre |

Un terme {nasty}
:   Un sens {nasty}

!!! danger "Un cadre {nasty}"
    Son texte {nasty}

> Une citation {nasty}

- Un point {nasty}
- Un autre

[^a]: Une note {nasty}
"""


class Nasty:
    """Texts with a number each; `texts` has what each was before."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def text(self, text: str) -> str:
        number = str(len(self.texts))
        self.texts[number] = text
        return f"{text} {NASTY.format(number=number)}."

    def tree(self, value: Any, key: str = "") -> Any:
        match value:
            case dict():
                return {name: self.tree(inner, name) for name, inner in value.items()}
            case list():
                return [self.tree(inner, key) for inner in value]
            case str() if key in TEXTS:
                return self.text(value)
        return value


class Read(HTMLParser):
    """The elements of a page, its instructions, and all that it says."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements, self.instructions, self.said = set[str](), list[str](), list[str]()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.said += [f" {name} {value}" for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def handle_pi(self, data: str) -> None:
        self.instructions.append(data)


def spoil(site: Path, nasty: Nasty) -> dict[str, str]:
    """Makes every text of a site nasty; the texts as they were, by their numbers."""
    for path in sorted(site.rglob("*.yaml")):
        tree = nasty.tree(yaml.safe_load(path.read_text(encoding="utf-8")))
        path.write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), encoding="utf-8")
    chapter = site / "content/booklets/01-sante/02-soins.md"
    if chapter.exists():
        chapter.write_text(re.sub(r"(\w+) \{nasty\}", lambda found: nasty.text(found[1]), CHAPTER), encoding="utf-8")
        chapter.with_name("photo.png").write_bytes(encoded(Image.new("L", (2, 2)), "PNG"))
        other = chapter.with_name("01-numeros.md")
        other.write_text(other.read_text(encoding="utf-8").replace("#le-médecin", ""), encoding="utf-8")
    return nasty.texts


def published(out: Path) -> Iterator[tuple[str, str]]:
    """Everything in HTML by its name, what books hold too."""
    for path in sorted(out.rglob("*.html")):
        yield str(path.relative_to(out)), path.read_text(encoding="utf-8")
    for path in sorted(out.rglob("*.epub")):
        book = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
        yield from ((f"{path.name}/{name}", book.read(name).decode()) for name in book.namelist() if name.endswith(".xhtml"))


@pytest.mark.parametrize("name", ["sound", "public"])
def test_what_an_author_writes_is_text_everywhere(name: str, tmp_path: Path) -> None:
    site = tmp_path / name
    plain.lay(plain.read(plain.HERE / "sites" / f"{name}.txt"), site)
    texts = spoil(site, Nasty())
    result = run("--site", site, "--date", DAY, "--no-pdf", "--out", site / "out", "--jobs", "1")
    assert result.exit_code == 0, result.output
    seen = set[str]()
    for path, text in published(site / "out"):
        read = Read(text)
        assert not {element for element in read.elements if "nasty" in element}, path
        assert not [each for each in read.instructions if not each.startswith("xml ")], path
        seen |= set(SEEN.findall(" ".join(read.said)))
    assert [text for number, text in texts.items() if number not in seen and "anari" not in text] == []
