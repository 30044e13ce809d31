"""`livret clean` and `new chapter --from`, as they are called: shown first, written when asked, in words where nothing can be done."""

from __future__ import annotations

from pathlib import Path

import plain
import pytest
from conftest import DAY, run
from documents import docx, paragraph

from livret.writing import documents

FOLDER = "content/booklets/01-sante"
PASTED = "# Titre\r\n\r\nOù aller\r\n--------\r\n\r\n- [ ] passeport\r\n\r\nAppelez 04 76 00 00 00.\r\n"


def test_a_difference_is_shown_and_written_only_when_that_is_asked_for(sound: Path) -> None:
    page = sound / FOLDER / "03-ou.md"
    page.write_bytes(PASTED.encode())
    shown = run("clean", sound / FOLDER, "--site", sound)
    assert "-Où aller\n---------\n+## Où aller\n" in shown.stdout
    assert "3 files: 1 would change." in shown.stdout
    assert "03-ou.md:8:9: error[phone-bare]" in shown.stderr
    assert shown.exit_code == 1
    assert page.read_bytes() == PASTED.encode()
    assert "3 files: 1 mended." in run("clean", page.parent, "--site", sound, "--write").stdout
    assert page.read_bytes().decode() == "# Titre\r\n\r\n## Où aller\r\n\r\n- passeport\r\n\r\nAppelez 04 76 00 00 00.\r\n"
    assert "1 file: nothing to mend" in run("clean", page, "--site", sound, "--write").stdout


def test_what_cannot_be_cleaned_is_told_and_the_rest_is_cleaned(sound: Path, tmp_path: Path) -> None:
    (sound / FOLDER / "03-latin.md").write_bytes("# Été".encode("latin-1"))
    (sound / FOLDER / "04-git.md").write_text("# T\n\n<<<<<<< a\nun\n=======\ndeux\n>>>>>>> b\n", encoding="utf-8")
    (sound / FOLDER / "05-bon.md").write_text("# T\n\nUn\u200b mot.\n", encoding="utf-8")
    found = run("clean", sound / "content", "--site", sound, "--write")
    assert [code for code in ("file-not-utf8", "file-versions", "sign-unseen") if code in found.stderr] == [
        "file-not-utf8",
        "file-versions",
    ]
    assert (sound / FOLDER / "05-bon.md").read_text(encoding="utf-8") == "# T\n\nUn mot.\n"
    (tmp_path / "texte.txt").write_text("# T\n\n1984. Une année\n", encoding="utf-8")
    assert "+1984\\. Une année" in run("clean", tmp_path / "texte.txt", "--site", tmp_path).stdout
    (tmp_path / "texte.docx").write_bytes(b"x")
    refused = run("clean", tmp_path / "texte.docx", "--site", sound)
    assert (refused.exit_code, "new chapter --from" in refused.stderr) == (2, True)


def test_a_document_becomes_a_draft_that_builds(sound: Path, tmp_path: Path) -> None:
    document = tmp_path / "medecin.docx"
    document.write_bytes(docx(paragraph("Chez le médecin", style="Heading1"), paragraph("Un ", "~vieux ", "mot.")))
    before = plain.tree(sound)
    shown = run("new", "chapter", "sante", "--from", document, "--site", sound)
    assert "+# Chez le médecin\n+\n+Un mot." in shown.stdout
    assert f"{FOLDER}/03-chez-le-medecin.md:6: warning[left-out-words]" in shown.stderr
    assert plain.tree(sound / "content") == {
        path.removeprefix("content/"): data for path, data in before.items() if path.startswith("content/")
    }
    written = run("new", "chapter", "sante", "--from", document, "--site", sound, "--write", "--slug", "medecin")
    assert written.exit_code == 0, written.output
    assert (sound / FOLDER / "03-medecin.md").read_text(encoding="utf-8") == "---\ndraft: true\n---\n# Chez le médecin\n\nUn mot.\n"
    assert run("check", "--site", sound, "--date", DAY).output == "no problem\n"


def test_a_document_that_cannot_be_taken_is_told_in_a_sentence(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, data, words in (
        ("a.pdf", b"%PDF", "is none of .docx, .odt, .html, .htm"), ("a.docx", b"PK\x03\x04", "it is cut short, or no such document"),
        ("a.html", b"%PDF", "it is no page of the web"), ("b.docx", docx(paragraph("!!!")), "this document has no title"),
    ):  # fmt: skip
        (tmp_path / name).write_bytes(data)
        result = run("new", "chapter", "sante", "--from", tmp_path / name, "--site", sound, "--write")
        assert (result.exit_code, words in result.stderr) == (2, True), result.stderr
    (tmp_path / "c.html").write_text("<h1>Soins</h1>", encoding="utf-8")
    assert (
        "[duplicate]"
        in run("new", "chapter", "sante", "--from", tmp_path / "c.html", "--site", sound, "--write", "--slug", "soins").stderr
    )
    assert "[booklet-unknown]" in run("new", "chapter", "rien", "--from", tmp_path / "c.html", "--site", sound, "--write").stderr
    monkeypatch.setattr(documents, "LIBRARIES", ("no_such_library",))
    assert "livret[word]" in run("new", "chapter", "sante", "--from", tmp_path / "c.html", "--site", sound).stderr
