"""The child process: a line of JSON in – a template, its data, the standard – a line of JSON out. See `livret.paper.compile`.

Instead of a standard, `query` names what a document is asked for: it is laid out, and no file is made. Where nobody is left to ask, the pipe is closed by
the system, in whatever way the parent ended: then the child ends in the middle of a document, for Typst lets other threads run, and takes its folder with it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import threading
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import typst

OUTPUT = "out.pdf"
_AT = re.compile(r"┌─ (?:.*/)?(\S+\.typ:\d+:\d+)")


def main(root: Path, memory: int) -> None:
    """Sets what is asked for until nobody asks any more. `memory` in bytes."""
    _bound(memory)
    asked: SimpleQueue[str] = SimpleQueue()
    threading.Thread(target=_listen, args=(asked, root), daemon=True).start()
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[root / "fonts"])
    compiler = typst.Compiler(root=root, font_paths=fonts, ignore_system_fonts=True)
    while True:
        job = json.loads(asked.get())
        answer = ask(root, fonts, **job) if "query" in job else typeset(compiler, root, **job)
        with suppress(BrokenPipeError):  # nobody is there any more: the other thread is about to see it
            print(json.dumps(answer), flush=True)


def _listen(asked: SimpleQueue[str], root: Path) -> None:
    """Takes what is asked; ends the process, and removes its folder, when nobody is left."""
    for line in sys.stdin:
        asked.put(line)
    shutil.rmtree(root, ignore_errors=True)
    os._exit(0)


def _bound(memory: int) -> None:
    """No document may take the machine's memory; where limits are not known (Windows), the time limit alone holds."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 – POSIX only

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def typeset(compiler: typst.Compiler, root: Path, template: str, data: str, standard: Any) -> dict[str, str]:
    """The name of the file made, or what Typst says. PDF/UA-1: a missing alternative text or glyph is an error.

    So is a warning: « block may not occur inside of a paragraph and was ignored » means that words are missing.
    For the press (standard 1.6) there are no tags: PDF/UA's running headers need PDF 1.7, and a press reads none.
    """
    try:
        _, warnings = compiler.compile_with_warnings(
            root / template,
            root / OUTPUT,
            "pdf",
            sys_inputs={"data": data},
            pdf_standards=[standard],
            timestamp=0,
            pdf_tags=standard == "ua-1",
        )
    except (typst.TypstError, RuntimeError) as error:
        return _failed(error)
    return _failed(warnings[0]) if warnings else {"output": OUTPUT}


def ask(root: Path, fonts: typst.Fonts, template: str, data: str, query: str) -> dict[str, Any]:
    """The values of the metadata with a label, from a document that is told so (`measuring`)."""
    inputs = {"data": data, "measuring": query}
    try:
        compiler = typst.Compiler(root / template, root=root, font_paths=fonts, ignore_system_fonts=True, sys_inputs=inputs)
        found = json.loads(compiler.query(query, field="value"))
    except (typst.TypstError, RuntimeError) as error:
        return _failed(error)
    return {"found": found}


def _failed(error: Exception) -> dict[str, str]:
    """What Typst says, whole and in its first words, and where: `leaf.typ:12:3`, the column counted from 0."""
    whole = str(getattr(error, "diagnostic", error))
    hints = [str(hint) for hint in getattr(error, "hints", ())]
    words = "; ".join((str(getattr(error, "message", error)), *hints))
    at = _AT.search(whole)
    return {"error": _one_line(whole), "words": _one_line(words), "at": at[1] if at else ""}


def _one_line(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
