"""The catalogs of what Livret says to whoever runs it: `livret/locale/livret.pot`, and `<language>.po` beside it.

`python scripts/words.py` takes up what the code says now: new texts are empty in each catalog, those that are gone are left out; the signs of print that a
keyboard lacks are put in. It ends with 1 where a catalog has something empty, and names it.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from livret.cli import main
from livret.usage import CLICK_MANY, metavar, one_line
from livret.wording import RULES

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "livret" / "locale"
CALLS = {"told": 1, "marked": 1, "detail": 1, "told_many": 2}  # and how many texts each begins with
KEYWORDS = {"told": None, "told_many": (1, 2)}  # the same, as Babel has it
HEAD = "What Livret says to whoever runs it: by scripts/words.py."
Said = tuple[str | tuple[str, str], str]  # a text, or one and many, and where it is said

# What a French typesetter puts where a keyboard has a space or a straight apostrophe; what is to be typed stays as it is.
NARROW = "\u202f"
_SIGNS = ((re.compile(r"(?<=[^\s:]) (?=[;:!?»](?:\s|[.,)]|$))|(?<=«) "), NARROW), (re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_«])"), "’"))
PRINT = {"fr": _SIGNS}


def said() -> Iterator[Said]:
    """Everything that is to be translated, in the order in which a translator wants to read it."""
    for code, rule in RULES.items():
        yield from ((text, code) for text in (rule.words, rule.cure, rule.cure_near) if text)
    yield from _of_command(main, "livret")
    yield from ((pair, "click") for pair in CLICK_MANY)
    for path in sorted((ROOT / "livret").rglob("*.py")):
        yield from ((text, path.relative_to(ROOT).as_posix()) for text in _of_code(path.read_text(encoding="utf-8")))
    found = extract_from_dir(ROOT / "theme" / "report", [("**.html", "jinja2")], keywords=KEYWORDS)
    yield from sorted(((text, f"theme/report/{name}") for name, _, text, _, _ in found), key=lambda each: each[1])


def _of_code(source: str) -> Iterator[str | tuple[str, str]]:
    """What our calls say, also inside of an f-string, where Babel does not look."""
    for node in ast.walk(ast.parse(source)):
        name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
        if isinstance(node, ast.Call) and (count := CALLS.get(name)):
            texts = [each.value for each in node.args[:count] if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            if len(texts) == count:
                yield texts[0] if count == 1 else (texts[0], texts[1])


def _of_command(command: click.Command, name: str) -> Iterator[Said]:
    helps = (command.help, *(getattr(param, "help", None) for param in command.params))
    yield from ((one_line(text), name) for text in helps if text)
    yield from ((text, name) for text in map(metavar, command.params) if text)
    if isinstance(command, click.Group):
        for each in command.commands.values():
            yield from _of_command(each, f"{name} {each.name}")


def template() -> Catalog:
    """The template: each text once, with the first place where it is said."""
    made = Catalog(project="Livret", header_comment=f"# {HEAD}", fuzzy=False)
    for text, where in said():
        one = text if isinstance(text, str) else text[0]
        if one and one not in made:
            made.add(text, auto_comments=[where], flags=["python-brace-format"] if "{" in one else [])
    return made


def updated(old: Catalog, new: Catalog) -> Catalog:
    """A catalog with the texts of the template, in its order, and its own words for them."""
    made = Catalog(locale=old.locale, project="Livret", header_comment=f"# {HEAD}", fuzzy=False)
    for message in list(new)[1:]:
        known = old.get(one_of(message))
        string = known.string if known and isinstance(known.id, str) == isinstance(message.id, str) else None
        made.add(message.id, printed(string, str(old.locale)), auto_comments=message.auto_comments, flags=message.flags)
    return made


def printed(string: object, language: str) -> object:
    """A translation with the signs of print."""
    if isinstance(string, list | tuple):
        return tuple(printed(form, language) for form in string)
    text = str(string or "")
    for sign, instead in PRINT.get(language, ()):
        text = sign.sub(instead, text)
    return text


def one_of(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def empty(catalog: Catalog) -> list[str]:
    """What has no words yet."""
    return [one_of(message) for message in list(catalog)[1:] if not all(forms(message))]


def forms(message: Message) -> Iterable[str]:
    return (message.string,) if isinstance(message.string, str) else message.string


def written(catalog: Catalog) -> bytes:
    """A catalog as a file: without a day, and no line of it broken."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=0, no_location=True, omit_header=True)
    head = [
        f"# {HEAD}",
        'msgid ""',
        'msgstr ""',
        '"Content-Type: text/plain; charset=utf-8\\n"',
        '"Content-Transfer-Encoding: 8bit\\n"',
    ]
    if catalog.locale:
        head += [f'"Language: {catalog.locale}\\n"', f'"Plural-Forms: {catalog.plural_forms}\\n"']
    return "\n".join((*head, "", buffer.getvalue().decode())).encode()


def files() -> dict[Path, Catalog]:
    """The template and every catalog as they are to be."""
    new = template()
    found = {FOLDER / "livret.pot": new}
    for path in sorted(FOLDER.glob("*.po")):
        found[path] = updated(read_po(io.BytesIO(path.read_bytes()), locale=path.stem), new)
    return found


def run() -> int:
    left = 0
    for path, catalog in files().items():
        path.write_bytes(written(catalog))
        for text in empty(catalog) if path.suffix == ".po" else ():
            left += 1
            print(f"{path.relative_to(ROOT)}: no words yet for “{text}”")
    return int(left > 0)


if __name__ == "__main__":
    sys.exit(run())
