"""Bad inputs of seven kinds, each laid into the small site and given to a command: those of tests/broken/ and tests/mistakes/, and more, made here.

Of each is held: the exit code, a place, a cure, no traceback, the output of before byte for byte where nothing was published, and what it costs.
"""

from __future__ import annotations

import atexit
import os
import re
import resource
import shlex
import shutil
import socket
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import mistaken
import plain
from conftest import DAY

from livret.__main__ import run as as_called

WANTED = {"YAML": 200, "Markdown": 200, "PO": 100, "paths": 100, "theme": 120, "CLI": 90, "services": 100}
SECONDS, MEGABYTES = 5, 512  # of the processor, and more of memory
_BUILD = ("build", "--site", "SITE", "--date", DAY, "--out", "SITE/public", "--no-pdf", "--jobs", "1", "--strict")
_CHECKED = ("check", "--site", "SITE", "--date", DAY)
_PLACED = re.compile(r"^.+: (?:error|damage|warning)\[[a-z0-9-]+\]: .+\n  help: .+", re.MULTILINE)
SITE, FACTS, TERMS = "content/site.yaml", "content/facts.yaml", "translations/terms.yaml"
BOOKLET, AUTHORS, LISTING = "content/booklets/01-sante/booklet.yaml", "content/agora/authors.yaml", "content/services/health.yaml"
CHAPTER, OTHER, CATALOG = (
    "content/booklets/01-sante/02-soins.md",
    "content/booklets/01-sante/01-numeros.md",
    "translations/ar/sante.po",
)


@dataclass(frozen=True)
class Bad:
    kind: str
    name: str
    lay: Callable[[Path], object]
    command: tuple[str, ...] = _BUILD


def every() -> list[Bad]:
    """Each once; first those that no other test knows."""
    found = [*_yaml(), *_markdown(), *_po(), *_paths(), *_theme(), *_cli(), *_slips(), *_broken(), *_mistakes()]
    assert len({(bad.kind, bad.name) for bad in found}) == len(found)
    return found


def counts(inputs: list[Bad]) -> Counter[str]:
    return Counter(bad.kind for bad in inputs)


# --- those that other tests know -----------------------------------------------------------------------


def _broken() -> Iterator[Bad]:
    for path in sorted((plain.HERE / "broken").glob("*.txt")):
        broken = plain.read(path)
        yield Bad(_kind(broken.expected[0]), f"broken/{path.stem}", partial(plain.lay, broken))


def _kind(place: str) -> str:
    path = place.split(":", maxsplit=1)[0].split(" ", maxsplit=1)[0]
    if "services" in path or "agora" in path:
        return "services"
    if path.startswith("theme/"):
        return "theme"
    return {".yaml": "YAML", ".md": "Markdown", ".po": "PO", ".html": "Markdown"}.get(Path(path).suffix, "paths")


FILES = {
    "chapters": "Markdown", "services": "services", "hours": "services", "theme": "theme", "files": "paths", "commands": "CLI", "site": "YAML", "facts": "YAML",
    "booklets": "YAML", "bases": "paths", "brought": "paths", "oversight": "YAML", "waiting": "Markdown",
}  # fmt: skip


def _mistakes() -> Iterator[Bad]:
    for each in mistaken.mistakes():
        command = tuple(shlex.split(each.command)) if each.command else _CHECKED
        yield Bad(FILES[each.name.partition(":")[0]], each.name, partial(plain.lay, each.edits), command)


def _slips() -> Iterator[Bad]:
    """Those of the Agora's room."""
    text = (plain.HERE / "source/agora_slips.txt").read_text(encoding="utf-8")
    for case in text.split("\n## ")[1:]:
        name, _, rest = case.partition("\n")
        edit = re.match(r"edit (\S+)\n-(.*)\n\+(.*)\n", rest)
        if edit and ("error" in name or "> " in rest):
            yield Bad("services", f"room: {name}", partial(_in_room, edit[1], edit[2], edit[3]), _CHECKED)


def _in_room(file: str, old: str, new: str, site: Path) -> None:
    plain.lay(plain.read(plain.HERE / "sites/room.txt"), site)
    path = site / "content/agora" / file
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old.replace("\\n", "\n"), new.replace("\\n", "\n"), 1), encoding="utf-8")


# --- new ones ------------------------------------------------------------------------------------------


def _append(path: str, data: bytes, site: Path) -> None:
    with (site / path).open("ab") as file:
        file.write(data)


def _write(path: str, data: bytes, site: Path) -> None:
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_bytes(data)


_NO_YAML = {
    "a tab": b"\tx: 1\n", "a quote that is not closed": b'x: "a\n', "a bracket that is not closed": b"x: [a\n", "another document": b"---\nx: 1\n", "an alias": b"x: &a 1\ny: *a\n",
    "a tag that makes an object": b"x: !!python/object/apply:os.system [id]\n", "a sign that nobody sees": b"x: a\x07b\n", "bytes of another encoding": b"x: caf\xe9\n",
    "a nul": b"x: a\0b\n", "a key of two": b"? [a, b]\n: 1\n", "deep lists": b"x: " + b"[" * 5000 + b"\n", "deep maps": b"x: " + b"{a: " * 500 + b"\n",
    "a merge": b"<<: {a: 1}\n", "a bomb": b"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", "a percent": b"x: %a\n", "an at": b"x: @a\n", "a key alone": b"unknown_key_of_nobody: 1\n",
    "digits without end": b"x: " + b"9" * 5000 + b"\n", "half a pair": b'x: "\\ud800"\n', "a line that is turned round": 'x: "a\u202eb"\n'.encode(),
}  # fmt: skip


def _yaml() -> Iterator[Bad]:
    for path in (SITE, FACTS, TERMS):
        yield from (Bad("YAML", f"{path}: {name}", partial(_append, path, data)) for name, data in _NO_YAML.items())
    for path in (BOOKLET, AUTHORS):
        for name, data in {
            "a list": b"[a]\n",
            "a word": b"a\n",
            "nothing of it": b"\xff\xfe\x00",
            "utf-16": "title: a".encode("utf-16"),
        }.items():
            yield Bad("YAML", f"{path} is {name}", partial(_write, path, data))


_NO_FACTS = (
    "phone.absent", "deadline.absent", "price.x", "service.absent", "term.absent", "sentence.x", "x", "phone.", ".samu", "PHONE.samu", "phone.samu.x", "a b", "address.x", "email.x",
    "link.x", "date.x",
)  # fmt: skip
_NO_TEXT = {
    **{
        f"<{tag}>": f"<{tag}>a</{tag}>"
        for tag in ["script", "style", "iframe", "object", "embed", "form", "input", "svg", "math", "video", "audio", "img", "base", "link", "meta", "template", "details", "marquee"]
    },
    **{
        f"a link by {scheme}": f"[a]({scheme}:x)"
        for scheme in ["javascript", "data", "vbscript", "file", "ftp", "blob", "filesystem", "about", "jar", "chrome"]
    },
    **{
        f"a link to {path}": f"[a]({path})"
        for path in ("../../../etc/passwd", "03-absent.md", "/etc/passwd", "02-soins.md#absent", "../02-absent/01-a.md", "%2e%2e/x.md")
    },
    **{
        f"{{{name}}}": f"Voir {{{name}}}."
        for name in _NO_FACTS
    },
    **{f"!!! {name}": f"!!! {name}\n    Sortez." for name in ("absent", "warning", "tip", "info")},
    "a note that is none": "Une note.[^zz]", "a picture that is not there": "![Un plan](absent.png)", "a picture without words": "![](absent.png)",
    "a heading that jumps": "#### Trop bas", "an open code": "Un `code", "an open star": "Un **gras", "an open bracket": "Un [lien](02-soins.md",
    "a sign that nobody sees": "Un \x07 signe", "a line that is turned round": "Un \u202e signe", "brackets without end": "[a" * 4000, "stars without end": "*a" * 4000,
    "lists without end": "\n".join("    " * depth + "- a" for depth in range(60)), "quotes without end": ">" * 60 + " a",
    "a row without a table's width": "| a | b |\n| --- | --- |\n| 1 | 2 | 3 | 4 |", "a paragraph without end": "mot " * 3000, "a comment": "<!-- a -->", "an entity": "a &nbsp; b &foo;",
    "a line of Git": "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x", "a file without end": "a\n\n" * 6000, "a title twice": "# Un autre titre",
}  # fmt: skip
_NO_HEAD = {
    "an unknown key": "absent: 1", "a day that is none": "verified_on: 2026-02-30", "a day as the French write it": "verified_on: 20/11/2026", "an author of nobody": "authors: [absent]",
    "authors as a word": "authors: selam", "a draft that is a word": "draft: peut-être", "an end before its beginning": "publish_on: 2026-12-02\nwithdraw_on: 2026-12-01",
    "a summary that is a list": "summary: [a]", "a tab": "\tsummary: a", "an open quote": 'summary: "a', "a key twice": "summary: a\nsummary: b", "no map": "- a",
    "a tag": "summary: !!python/name:os.system", "an alias": "summary: *a", "sensitive as a word": "sensitive: oui-non",
}  # fmt: skip


def _markdown() -> Iterator[Bad]:
    for name, text in _NO_TEXT.items():
        yield Bad("Markdown", f"text: {name}", partial(_append, CHAPTER, f"\n{text}\n".encode()))
    for name, head in _NO_HEAD.items():
        yield Bad(
            "Markdown", f"head: {name}", partial(_write, CHAPTER, f"---\n{head}\n---\n# Les soins\n\n## Le médecin\n".encode())
        )
    for name, data in {
        "latin-1": "# Été\n".encode("latin-1"),
        "utf-16": "# Été\n".encode("utf-16"),
        "a picture": b"\x89PNG\r\n\x1a\n\0\0",
    }.items():
        yield Bad("Markdown", f"file: {name}", partial(_write, CHAPTER, data))


_SAYS = "اتصل بـ {phone.samu} أو {phone.long} قبل {deadline.form}. انظر [العلاج](02-soins.md#le-médecin)."
_NO_CATALOG = {
    "an open text": b'msgid "a\n', "a text without a key": b'msgstr "a"\n', "a key without a text": b'\nmsgid "a"\n\nmsgid "b"\nmsgstr ""\n',
    "a word": b"\nabc\n", "a quote alone": b'\n"\n', "bytes of another encoding": b'\nmsgid "a"\nmsgstr "\xe9"\n',
    "marks of Git": b'\n<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n=======\nmsgstr "c"\n>>>>>>> x\n', "plurals without a number": b'\nmsgid "a"\nmsgid_plural "b"\nmsgstr[x] "b"\n',
    "digits without end": b'\nmsgid "a"\nmsgid_plural "b"\nmsgstr[' + b"9" * 5000 + b'] "b"\n', "a context twice": b'\nmsgctxt "a"\nmsgctxt "b"\nmsgid "a"\nmsgstr "b"\n',
    "a text twice": b'\nmsgid "Que dire"\nmsgstr "a"\n',
}  # fmt: skip
_HEADS = {
    "another language": '"Language: ru\\n"', "no language that there is": '"Language: Klingon\\n"',
}  # fmt: skip


def _translations() -> Iterator[tuple[str, str]]:
    """What a translation may have become."""
    for fact in ("{phone.samu}", "{phone.long}", "{deadline.form}"):
        yield f"{fact} is gone", _SAYS.replace(fact, "")
        yield f"{fact} is another", _SAYS.replace(fact, "{phone.absent}")
        yield f"{fact} has spaces", _SAYS.replace(fact, fact.replace(".", " . "))
        yield f"{fact} in other brackets", _SAYS.replace(fact, fact.replace("{", "｛").replace("}", "｝"))
        yield f"{fact} twice", _SAYS.replace(fact, f"{fact} {fact}")
        yield f"{fact} in one bracket", _SAYS.replace(fact, fact.rstrip("}"))
        yield f"{fact} is a number", _SAYS.replace(fact, "0465 71 00 99")
    link = "(02-soins.md#le-médecin)"
    for name, to in {
        "elsewhere": "(https://evil.example)", "to a script": "(javascript:alert(1))", "to data": "(data:text/html,a)", "to another page": "(01-numeros.md)", "to nothing": "()",
        "to a phone": "(tel:0465710099)", "open": "(02-soins.md", "with a title": '(02-soins.md#le-médecin "a")', "to a file": "(file:///etc/passwd)", "out of the site": "(../../../.env)",
    }.items():  # fmt: skip
        yield f"a link {name}", _SAYS.replace(link, to)
    for name, more in {
        "a script": "<script>alert(1)</script>", "a picture": "<img src=x onerror=alert(1)>", "an element": "<b>a</b>", "a line turned round": "\u202eabc", "an isolate that is open": "\u2067abc",
        "a nul sign": "\x01", "an escape": "\x1b[2J", "a star": "**", "a code": "`a`", "a number": "12 345", "a phone": "+33 4 65 71 00 99", "a note": "[^z]", "another script": "абвгдежзий" * 20,
        "a mail": "a@evil.example", "an address": "https://evil.example", "too much": "كلمة " * 3000, "a picture of Markdown": "![a](x.png)", "a price": "500 €", "a replacement sign": "\ufffd\ufffd",
        "a tag that is open": "<script", "an isolate that is closed": "\u2069", "a heavy number": "٩٩٩",
        "an escape of C1": "\x9b31m", "a star that is open": "*a", "brackets": "[a", "a picture that is open": "![", "a brace": "{", "a brace that closes": "}}", "a mark of order": "\u200f\u200f\u202a",
        "a reference": "{service.absent}", "a comment": "<!-- a -->", "an entity": "&nbsp;",
        "a callout": "\\n!!! danger\\n    a", "a heading": "\\n\\n# a", "a list": "\\n- a\\n- b", "a table": "\\n| a |\\n| - |",
    }.items():  # fmt: skip
        yield f"{name} more", f"{_SAYS} {more}"


def _po() -> Iterator[Bad]:
    for name, data in _NO_CATALOG.items():
        yield Bad("PO", f"catalog: {name}", partial(_append, CATALOG, data))
    for name, line in _HEADS.items():
        yield Bad("PO", f"head: {name}", partial(_head, line))
    for name, said in _translations():
        yield Bad("PO", f"translation: {name}", partial(_said, said.replace('"', '\\"')))
    for name, data in {
        "utf-16": "msgid".encode("utf-16"), "a picture": b"\x89PNG\r\n\x1a\n", "compressed": b"\xde\x12\x04\x95" + bytes(40), "a page": b"<html>", "JSON": b'{"a": 1}', "YAML": b"a: 1\n",
        "XLIFF": b"<?xml version='1.0'?><xliff/>", "a table": b"a,b\nc,d\n",
    }.items():  # fmt: skip
        yield Bad("PO", f"file: {name}", partial(_write, CATALOG, data))


def _head(line: str, site: Path) -> None:
    path, key = site / CATALOG, line[1:].partition(":")[0]
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(rf'"{key}: .*"', line.replace("\\", "\\\\"), text, count=1), encoding="utf-8")


def _said(said: str, site: Path) -> None:
    path = site / CATALOG
    text = path.read_text(encoding="utf-8")
    assert _SAYS in text
    path.write_text(text.replace(_SAYS, said, 1), encoding="utf-8")


# What nobody may call a file or a folder of a site.
_NAMES = (
    "03-a\nb.md", "03-\x1b[2J.md", "03-\u202eb.md", "03-\u200f.md", "03-con:.md", "03- a.md", "03-a?.md", "03-a*.md", "03-é\u0301.md", "03-\x7f.md", "03-\u2066.md", "03-CON.md",
    "03-A_b.md", "03-a..md", "03-.md", "03-index.md", "03-numeros.md", "03-soins.md", "03-a.MD", "03-nul.md", "03-aux.md", "03-com1.md",
)  # fmt: skip
_LINKS = ("/etc/passwd", "/etc", "/proc/self/environ", "/dev/zero", "../../../../../../etc/hostname", "../../site.yaml", "../../../.git/config", "03-lien.md", "absent.md", "/", ".", "~/.ssh/id_rsa", "../../../.livret", "../../services/health.yaml")  # fmt: skip
_PLACES = (CHAPTER, LISTING, FACTS, CATALOG)


def _paths() -> Iterator[Bad]:
    folder = Path(CHAPTER).parent
    for name in _NAMES:
        yield Bad("paths", f"name: {name!a}", partial(_named, f"{folder}/{name}"))
    for target in _LINKS:
        yield Bad("paths", f"link: {target}", partial(_link, f"{folder}/03-lien.md", target))
        yield Bad("paths", f"picture by link: {target}", partial(_picture_link, target))
    for path in _PLACES:
        for kind in ("pipe", "socket", "folder", "no rights", "link to itself"):
            yield Bad("paths", f"{path} is a {kind}", partial(_instead, path, kind))
    for path in (
        "../../../etc/passwd",
        "/etc/passwd",
        "..\\x.png",
        "https://evil.example/x.png",
        "file:///etc/passwd",
        "data:image/png;base64,AA",
        "x.png\0y",
        "%2e%2e/%2e%2e/x.png",
    ):
        yield Bad("paths", f"picture: {path!a}", partial(_append, CHAPTER, f"\n![Un plan]({path})\n".encode()))
    for path in ("..", "../x", "/etc", "a/../..", "\\\\host\\x"):
        yield Bad("paths", f"base: {path}", partial(_append, SITE, f"extends: '{path}'\n".encode()))


def _named(path: str, site: Path) -> None:
    _write(path, b"# Autre\n\nTexte.\n", site)


def _link(path: str, target: str, site: Path) -> None:
    (site / path).symlink_to(target)


def _picture_link(target: str, site: Path) -> None:
    _link(f"{Path(CHAPTER).parent}/plan.png", target, site)
    _append(CHAPTER, b"\n![Un plan](plan.png)\n", site)


def _instead(path: str, kind: str, site: Path) -> None:
    whole = site / path
    whole.unlink()
    match kind:
        case "pipe":
            os.mkfifo(whole)
        case "socket":
            with socket.socket(socket.AF_UNIX) as made:
                made.bind(os.path.relpath(whole))
        case "folder":
            whole.mkdir()
        case "no rights":
            whole.symlink_to("/proc/1/mem")
        case _:
            whole.symlink_to(whole.name)


_SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{}</svg>"
_DRAWN = {
    **{f"<{name}>": _SVG.format(f"<{name} href='#a'>a</{name}>") for name in ("foreignObject", "iframe", "image", "audio", "video")},
    "an entity": "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + _SVG.format("&a;"), "a bomb": "<!DOCTYPE svg [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]>" + _SVG.format("&b;"),
    "no size": "<svg xmlns='http://www.w3.org/2000/svg'/>", "open": "<svg", "a page": "<html/>", "nothing": "", "deep": _SVG.format("<g>" * 500 + "</g>" * 500),
    "large": _SVG.format("<path d='M1 1h1'/>" * 30_000), "no space of names": "<svg width='1' height='1'/>",
}  # fmt: skip


def _pictures() -> Iterator[tuple[str, str, bytes]]:
    """What is no picture, and what is not all of one: what it is, the name of its file, its bytes."""
    yield from ((f"a drawing: {name}", "plan.svg", text.encode()) for name, text in _DRAWN.items())
    yield from ((f"no {ending}: {name}", f"plan.{ending}", data) for ending in ("png", "jpg", "webp") for name, data in {
        "nothing": b"", "text": b"hello", "a page": b"<html>", "zeros": bytes(500), "a head": {"png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff\xe0", "webp": b"RIFF\0\0\0\0WEBP"}[ending], "an archive": b"PK\3\4" + bytes(30), "PDF": b"%PDF-1.7\n",
    }.items())  # fmt: skip


def _theme() -> Iterator[Bad]:
    for name, file, data in _pictures():
        yield Bad("theme", name, partial(_shown, file, data))
    for name, data in {
        "nothing": b"",
        "text": b"hello",
        "a head": b"\0\1\0\0" + b"\xff" * 100,
        "OTTO": b"OTTO" + bytes(100),
        "zeros": bytes(1000),
    }.items():
        yield Bad("theme", f"a font: {name}", partial(_write, "theme/fonts/x.ttf", data))
    for name, text in {
        "open": "{% if", "no tag": "{% absent %}", "no end": "{% block a %}", "a stranger": "{{ absent.x }}", "a filter": "{{ 1 | absent }}", "no template": '{% include "absent.html" %}',
        "bytes": "\udcff", "an import": "{% import 'os' %}", "a call": "{{ ''.__class__.__mro__ }}", "for ever": "{% for x in range(10**12) %}{% endfor %}",
    }.items():  # fmt: skip
        yield Bad(
            "theme", f"a template: {name}", partial(_write, "theme/web/booklet.html", text.encode("utf-8", "surrogateescape"))
        )
    for name, text in {
        "open": "a {",
        "a stranger": "@import url(https://evil.example/x);",
        "a word": "hello",
        "a bracket": "}",
        "an address": "a{background:url(//evil.example)}",
    }.items():
        yield Bad("theme", f"a style: {name}", partial(_write, "theme/web/style.css", text.encode()))
    for name, text in {
        "open": "#let x = (",
        "no name": "#absent()",
        "a file": '#read("/etc/passwd")',
        "a package": '#import "@preview/x:1.0.0"',
        "for ever": "#while true {}",
    }.items():
        yield Bad(
            "theme",
            f"Typst: {name}",
            partial(_write, "theme/print/a5.typ", text.encode()),
            tuple(part for part in _BUILD if part != "--no-pdf"),
        )
    for name, text in {"a list": "[a]", "a word": "a", "no colour": "colour: {ink: absent}", "open": "a: [", "utf-16": "a"}.items():
        yield Bad(
            "theme", f"tokens: {name}", partial(_write, "theme/tokens.yaml", text.encode("utf-16" if name == "utf-16" else "utf-8"))
        )


def _shown(file: str, data: bytes, site: Path) -> None:
    _write(f"{Path(CHAPTER).parent}/{file}", data, site)
    _append(CHAPTER, f"\n![Un plan]({file})\n".encode(), site)


_COMMANDS = ("build", "check", "plan", "extract", "update", "status", "news", "due", "report", "proof", "confirm", "import", "schema", "serve", "new", "receive", "alert", "approve", "review")  # fmt: skip


def _cli() -> Iterator[Bad]:
    given: list[tuple[str, ...]] = [(command, "--absent") for command in _COMMANDS]
    given += [
        (command, "--site", "/absent/\x1b[2J") for command in ("build", "check", "plan", "extract", "update", "status", "due")
    ]
    given += [
        (command, "--site", "SITE/content/site.yaml") for command in ("build", "check", "plan", "extract", "update", "status")
    ]
    given += [
        ("check", "--site", "SITE", "--date", day)
        for day in (
            "hier",
            "2026-13-01",
            "0000-00-00",
            "2026-02-30",
            "99999-01-01",
            "٢٠٢٦-٠١-٠١",
            "-1",
            "",
            "1899-12-31",
            "2200-01-01",
            "\x1b",
        )
    ]
    given += [("build", "--site", "SITE", *more) for more in (
        ("--jobs", "-1"), ("--jobs", "x"), ("--jobs", "9" * 5000), ("--lang", "xx"), ("--lang", "fr,\x1b"), ("--lang", "../x"), ("--without", "absent"), ("--out", "SITE/content"), ("--out", "SITE"), ("--out", "/proc/x"),
        ("--out", "SITE/content/site.yaml"), ("--out", "/etc"), ("--cluster", "absent"), ("--cluster", "tcp://["), ("--cluster", "http://x"),
    )]  # fmt: skip
    given += [
        ("import", file, "--site", "SITE") for file in ("/absent", "SITE", "/dev/null", "SITE/content/site.yaml", "/etc/passwd")
    ]
    given += [("confirm", "absent/x", "--by", "selam", "--site", "SITE"),  ("new", "absent"), ("new", "language", "xx-absent", "--site", "SITE"),
              ("proof", "--lang", "xx", "--site", "SITE"), ("review", "absent/x", "--site", "SITE"), ("alert", "a", "--until", "hier", "--site", "SITE"), ("print", "preflight", "/absent.pdf"),
              ("print", "preflight", "/etc/passwd"), ("print", "press", "absent", "--site", "SITE"), ("print", "impose", "absent", "--site", "SITE"), ("\x1b[2J",), ("--absent",), ("",)]  # fmt: skip
    for arguments in given:
        yield Bad("CLI", " ".join(ascii(part)[:40] for part in arguments), lambda _: None, arguments)


# --- what is held ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Seen:
    """What came of an input: its exit code, what it told, seconds of the processor, megabytes more, and whether the output is as it was."""

    code: int
    told: str
    seconds: float
    megabytes: int
    unchanged: bool

    def fault(self, bad: Bad) -> str:
        """What is not as it shall be, or ""."""
        called = self.code == 2 and self.told.startswith(("livret: ", "Usage: "))  # the place is what was typed, or the machine
        named = bad.kind == "CLI" or bool(_PLACED.search(self.told)) or called
        faults = {
            f"exit {self.code}": self.code not in (0, 1, 2),
            "a traceback": "Traceback" in self.told,
            "nothing is told": self.code == 0 and not named,
            "no place, or no cure": not named,
            "accepted": bad.kind == "CLI" and self.code == 0,
            "the output is another": self.code != 0 and not self.unchanged,
            f"{self.seconds:.1f} s": self.seconds > SECONDS,
            f"{self.megabytes} MB": self.megabytes > MEGABYTES,
        }
        return ", ".join(fault for fault, is_there in faults.items() if is_there)


class Bench:
    """A copy of a small site that was built, for each input, in a room of its own."""

    def __init__(self, whole: Path, room: Path) -> None:
        self.room, self.whole = room, whole
        self.tree = plain.tree(self.whole / "public")

    def see(self, bad: Bad) -> Seen:
        site = self.room / "site"
        shutil.copytree(self.whole, site)
        try:
            bad.lay(site)
            code, told, used = _apart([part.replace("SITE", str(site)) for part in bad.command], self.room)
            return Seen(code, told, used[0], used[1], plain.tree(site / "public") == self.tree)
        finally:
            shutil.rmtree(site)


def _apart(arguments: list[str], room: Path) -> tuple[int, str, tuple[float, int]]:
    """A command as a person calls it, in a process of its own that has Livret loaded."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryFile() as told:
        if not (child := os.fork()):
            os.chdir(room)
            for number in (1, 2):
                os.dup2(told.fileno(), number)
            _called(arguments)
        _, status, used = os.wait4(child, 0)
        told.seek(0)
        words = told.read().decode("utf-8", "replace")
    return os.waitstatus_to_exitcode(status), words, (used.ru_utime + used.ru_stime, max(used.ru_maxrss - before, 0) // 1024)


def _called(arguments: list[str]) -> None:
    """Does not return: what the test would do when it ends is not this process's to do."""
    code = 70
    atexit._clear()
    sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))  # noqa: SIM115
    try:
        sys.argv[1:] = arguments
        as_called()
        code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException:  # noqa: BLE001 – it is what is looked for
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
