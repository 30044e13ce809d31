"""References in = facts rendered: in each language, on the web and on paper, wherever a block can end."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import guide
import plain
import pytest
import typst
from conftest import DAY, run
from html_of import fragment

from livret.paper.a5_booklet import compose
from livret.paper.compile import theme
from livret.paper.typst_blocks import Json
from livret.pipeline import Options, translate
from livret.problems import Report
from livret.text.dialect import REFERENCE
from livret.text.tree import messages

EVERYWHERE = """
# Titre

Au milieu {phone.samu} et à la fin {phone.samu}

## Un titre : {phone.samu}

### {phone.samu}

- un point {phone.samu}
- {phone.samu}
    - dedans {phone.samu}

1. un {phone.samu}

    Un paragraphe dans un point {phone.samu}

| Tête {phone.samu} | Deux |
| --- | ---: |
| {phone.samu} | {price.day} |

Terme {phone.samu}
:   Sens {phone.samu}

    Encore {phone.samu}

!!! danger "Titre {phone.samu}"
    Corps {phone.samu}

!!! note
    - point {phone.samu}

> Citation {phone.samu}

**Gras {phone.samu}** et *penché {phone.samu}* et [lien {phone.samu}](https://exemple.fr) et après un lien {phone.samu}

![Image](photo.png) {phone.samu}

Tous : {deadline.form} {price.day} {date.start} {address.office} {email.team} {link.office} {service.permanence} {phone.long}

Apportez votre {term.recepisse}, ou demandez à la {term.caf} : **{term.recepisse}**

- {term.recepisse}

{sentence.help}

- {sentence.help}

Une note.[^n]

[^n]: Fin {phone.samu}

    Encore {phone.samu}
"""
PIXEL = (
    (
        rb"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde\x00\x00\x00\x0c"
        rb"IDAT\x08\xd7c\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xdc\xccY\xe7\x00\x00\x00\x00IEND\xaeB`\x82"
    )
    .decode("unicode_escape")
    .encode("latin-1")
)


def facts(value: object) -> Counter[str]:
    """The facts in a document for paper, by name."""
    if isinstance(value, dict):
        own = Counter([value["name"]] if value.get("t") == "fact" else [])
        return sum((facts(inner) for inner in value.values()), own)
    if isinstance(value, list):
        return sum((facts(inner) for inner in value), Counter[str]())
    return Counter()


def on_web(path: Path) -> Counter[str]:
    """Those of the text; the numbers of its first screen stand there once more."""
    text = re.sub(r'<nav class="emergency.*?</nav>', "", fragment(path, "article"), flags=re.DOTALL)
    return Counter(re.findall(r'data-fact="([^"]+)"', text))


def laid_out(whole: Json, files: dict[str, bytes], root: Path) -> Counter[str]:
    """The facts that Typst has on its pages: the template marks each with its name."""
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    compiler = typst.Compiler(
        root / "booklet.typ",
        root=root,
        font_paths=[root / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(whole)},
    )
    return Counter(json.loads(compiler.query("<fact>", field="value")))


def test_a_reference_in_every_place_a_block_can_end(sound: Path, tmp_path: Path) -> None:
    chapter = sound / "content/booklets/01-sante/02-soins.md"
    numbers = sound / "content/booklets/01-sante/01-numeros.md"
    numbers.write_text(numbers.read_text(encoding="utf-8").replace("#le-médecin", ""), encoding="utf-8")
    chapter.write_text(EVERYWHERE, encoding="utf-8")
    (chapter.parent / "photo.png").write_bytes(PIXEL)
    catalog = sound / "translations/ar/sante.po"
    catalog.write_text(catalog.read_text(encoding="utf-8").replace("#le-médecin", ""), encoding="utf-8")
    expected = Counter(f"{kind}.{name}" for kind, name in REFERENCE.findall(EVERYWHERE))

    result = run("--site", sound, "--date", DAY, "--jobs", "1")

    assert result.exit_code == 0, result.output
    _, editions = translate(Options(sound, sound / "public"), Report())
    for tag in ("fr", "ar"):
        assert on_web(sound / f"public/{tag}/sante/soins.html") == expected
        document = compose(editions[tag], "sante")
        whole = document.values
        assert facts(whole["chapters"][1]) == expected
        contents = facts([b["said"] for c in whole["chapters"] for g in c["groups"] for b in g["blocks"] if b.get("level") == 2])
        assert laid_out(whole, theme(editions[tag]) | document.pictures, tmp_path / tag) == facts(whole["chapters"]) + contents


@pytest.mark.parametrize("tag", ["fr", "en", "ar", "prs", "ps", "ti", "uk", "ru", "sq", "ka", "pt", "es"])
def test_shipped_references_are_rendered(tag: str, shipped: Path) -> None:
    site, editions = guide.inputs().reading.site, guide.editions()
    for (booklet, slug), chapter in site.chapters.items():
        texts = [chapter.head.title.text, *(message.text for block in chapter.blocks for message in messages(block))]
        expected = Counter(f"{kind}.{name}" for text in texts for kind, name in REFERENCE.findall(text))
        assert on_web(shipped / tag / booklet / f"{slug}.html") == expected
    for booklet in site.booklets:
        paper: list[Json] = compose(editions[tag], booklet.slug).values["chapters"]
        for value in paper:
            slug, _, name = value["label"].partition("/")
            chapter = site.chapters[slug, name]
            texts = [chapter.head.title.text, *(message.text for block in chapter.blocks for message in messages(block))]
            assert facts([value["title"], value["groups"]]) == Counter(
                f"{k}.{n}" for text in texts for k, n in REFERENCE.findall(text)
            )


def test_plain_sites_hold_what_they_say() -> None:
    assert plain.read(plain.HERE / "sites/sound.txt").parts
