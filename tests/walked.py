"""The documentation, walked as it is written: what a section shows is written, each command that it names is run to the letter, one after the other, in one site.

A fence says what it is:

    ```sh                        commands; whoever reads them is in the folder of the site
    ```markdown content/x.md     a whole file
    ```text                      what the command before has said; it is a failure where that is an error
    ```yaml                      lines to be added to a file that the sentence above names
"""

from __future__ import annotations

import datetime
import os
import re
import shlex
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Thread
from typing import Any

import polib
import pytest
from conftest import DAY, ROOT, run
from waiting import LAST_RESORT

from livret.options import Options
from livret.serve import server
from livret.serve.preview import Preview

_PART = re.compile(r"^## (.+)$|^```(\S+)(?: (\S+))?\n((?s:.*?))^```", re.MULTILINE)  # a heading, or a fence
_MISTAKE = re.compile(r"\b(?:error|erreur)\[")


@dataclass(frozen=True, slots=True)
class Step:
    kind: str  # of the fence
    path: str  # of a whole file
    text: str  # a command, or what stands in the fence
    fails: bool = False  # a command that is to find a mistake


def steps(page: str, heading: str = "") -> list[Step]:
    """Those of a section, in their order, or of the whole page."""
    found, here = list[Step](), ""
    for match in _PART.finditer((ROOT / "docs" / page).read_text(encoding="utf-8")):
        title, kind, path, text = match.groups(default="")
        here = title or here
        if not kind or heading not in ("", here):
            continue
        if kind == "text" and _MISTAKE.search(text):
            found[-1] = replace(found[-1], fails=True)
        lines = filter(None, text.splitlines()) if kind == "sh" else [text]
        found += [Step(kind, path, line) for line in lines]
    return found


@dataclass
class Walk:
    """`site` is the folder in which whoever walks is; `said` what each command has answered."""

    patch: pytest.MonkeyPatch
    site: Path
    said: list[str] = field(default_factory=list)
    shown: dict[str, str] = field(default_factory=dict)  # what the preview showed when it was called
    ahead: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        midday = datetime.datetime.fromisoformat(f"{DAY}T12:00:00+00:00")
        self.patch.setenv("SOURCE_DATE_EPOCH", str(int(midday.timestamp())))
        self.patch.setattr(server, "serve", self._serve)
        self.patch.chdir(self.site)

    def along(self, page: str, heading: str = "") -> Walk:
        """Begins a section, the one before being done."""
        assert self.ahead == []
        self.ahead = steps(page, heading)
        assert self.ahead, f"{page}: {heading} has no commands"
        return self

    def to(self, command: str = "") -> str:
        """Goes on until the next command that begins so has been run, or to the end of the section. Returns what the last command said."""
        while self.ahead:
            step = self.ahead.pop(0)
            self._take(step)
            if command and step.kind == "sh" and step.text.startswith(command):
                return self.said[-1]
        assert not command, f"the section has no “{command}” (any more)"
        return self.said[-1]

    def publish(self) -> str:
        """As every walk ends."""
        self._take(Step("sh", "", "livret build"))
        return self.said[-1]

    def adds(self, path: str) -> None:
        """Adds the lines that come next to the file which the documentation names in words."""
        step = self.ahead.pop(0)
        assert (step.kind, step.path) == ("yaml", "")
        with (self.site / path).open("a", encoding="utf-8") as file:
            file.write(step.text)

    def put(self, path: str, data: bytes) -> None:
        """Puts a file where the documentation says."""
        (self.site / path).write_bytes(data)

    def edit(self, path: str, before: str, after: str) -> None:
        """What somebody writes who follows a sentence of the documentation."""
        text = (self.site / path).read_text(encoding="utf-8")
        assert before in text
        (self.site / path).write_text(text.replace(before, after), encoding="utf-8")

    def translate(self, path: str, words: dict[str, str]) -> None:
        """As a translator does in Poedit: below each of these texts its translation, and the file saved."""
        catalog = polib.pofile(str(self.site / "translations" / path))
        for text, translation in words.items():
            found = catalog.find(text)
            assert found, text
            found.msgstr = translation
        catalog.save()

    def page(self, path: str) -> str:
        """What is published at an address: what a reader gets."""
        return (self.site / "public" / path).read_text(encoding="utf-8")

    def pages(self) -> dict[str, str]:
        """Each page in the frame of the site, by its address."""
        public = self.site / "public"
        found = {path.relative_to(public).as_posix(): path.read_text(encoding="utf-8") for path in public.rglob("*.html")}
        return {path: text for path, text in found.items() if 'class="top"' in text}

    def _take(self, step: Step) -> None:
        match step.kind:
            case "sh":
                self._run(step)
            case "text":
                assert step.text in re.sub("[\u202f\u00a0]", " ", self.said[-1])
            case _:
                assert step.path, f"nobody said to which file these lines are added: {step.text}"
                (self.site / step.path).parent.mkdir(parents=True, exist_ok=True)
                self.put(step.path, step.text.encode())

    def _run(self, step: Step) -> None:
        program, *words = shlex.split(step.text.partition(" #")[0])  # what explains it; a `#` in an address is none
        if program == "cd":
            self.site /= words[0]
            os.chdir(self.site)
            return
        assert program == "livret"
        result = run(*words)
        assert result.exit_code == int(step.fails), f"{step.text}\n{result.output}"
        self.said.append(result.output)

    def _serve(self, options: Options, *_: Any, **__: Any) -> None:
        """A preview runs until somebody ends it: this one is asked for the home page and each chapter of the site's first language, and ended."""
        preview = Preview(options)
        thread = Thread(target=preview.run, daemon=True)
        thread.start()
        chapters = [path.relative_to(self.site / "content/booklets") for path in self.site.glob("content/booklets/*/*.md")]
        addresses = ["/".join(re.sub(r"^\d+-", "", part) for part in path.with_suffix(".html").parts) for path in chapters]
        for address in ("index.html", *addresses):
            self.shown[address] = preview.ask(f"fr/{address}").result(LAST_RESORT).data.decode()
        preview.stop()
        thread.join(LAST_RESORT)
