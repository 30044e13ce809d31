"""The child process: what it says when a document cannot be set."""

from __future__ import annotations

import pytest

from livret import limits
from livret.paper.compile import PaperError, Typesetter


def test_a_document(tmp_path: object) -> None:
    typesetter = Typesetter({"x.typ": b'#set document(title: "x", date: none)\n#set page(height: auto)'})
    assert typesetter.typeset("x.typ", {}, {}).startswith(b"%PDF")
    typesetter.close()


@pytest.mark.parametrize(
    ("template", "words"),
    [
        (b"#panic(1)", "panicked"),
        (b"#set document(date: none)\n", "title"),
        (b'#set document(title: "x", date: none)\n#par(block[y])', "ignored"),
    ],
)
def test_an_error_and_a_warning_are_told(template: bytes, words: str) -> None:
    typesetter = Typesetter({"x.typ": template})
    with pytest.raises(PaperError) as caught:
        typesetter.typeset("x.typ", {}, {})
    assert caught.value.code == "paper-failed"
    assert words in str(caught.value.values["reason"])
    typesetter.close()


def test_what_takes_too_long_is_stopped_and_the_next_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PAPER_SECONDS", 1.5)
    typesetter = Typesetter(
        {
            "slow.typ": b"#let i = 0\n#for a in range(100000) { for b in range(100000) { i += 1 } }",
            "x.typ": b'#set document(title: "x", date: none)',
        }
    )
    with pytest.raises(PaperError) as caught:
        typesetter.typeset("slow.typ", {}, {})
    assert caught.value.code == "paper-slow"
    assert typesetter.typeset("x.typ", {}, {}).startswith(b"%PDF")
    typesetter.close()


def test_what_takes_too_much_memory_is_stopped_and_the_next_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PAPER_BYTES", 700_000_000)
    typesetter = Typesetter(
        {"large.typ": b"#let a = range(100000000)\n#a.len()", "x.typ": b'#set document(title: "x", date: none)'}
    )
    with pytest.raises(PaperError) as caught:
        typesetter.typeset("large.typ", {}, {})
    assert "stopped with code" in str(caught.value.values["reason"])
    assert typesetter.typeset("x.typ", {}, {}).startswith(b"%PDF")
    typesetter.close()
