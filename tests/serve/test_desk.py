"""The desk: a text is saved whole or not at all, over the one that was read and no other, and nowhere but in its place."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import plain
import pytest

from livret import limits
from livret.serve.desk import Changed, Desk
from livret.source.door import Refused

CHAPTER = "content/booklets/01-sante/01-numeros.md"
CATALOG = "translations/ar/sante.po"
NOWHERE = (
    "", "/", ".", "content", "content/", "content/booklets", "/etc/passwd", "theme/web/style.css", "public/fr/index.html", ".livret-private/members.yaml",
    "content/../theme/tokens.yaml", "content/../content/site.yaml", "content/./site.yaml", "content//site.yaml", "./content/site.yaml", "content/site.yaml/",
    "../site/content/site.yaml", "content/..%2ftheme/tokens.yaml", "content/%2e%2e/theme/tokens.yaml", "content\\site.yaml", "content/booklets\\..\\..\\x.md",
    "content/site.yaml\0.md", "content/site.yaml ", "content/site.yaml.", "content/SITE.yaml", "content/site.yaml::$DATA", "content/site.yaml:x.md",
    "C:/content/site.yaml", "\\\\server\\content\\site.yaml", "content/CON.md", "content/nul.yaml", "content/COM1.md", "content/booklets/01-sante/new.md",
    "content/.hidden.md", "content/.git/config.yaml", "content/site.yaml~", "content/booklets/01-sante/01-numeros.md.tmp", "translations/ar/sante.mo",
    "translations/fr/interface.po", "translations/../content/site.yaml", "content/\u202esite.yaml", "content/ſite.yaml",
)  # fmt: skip


def saved(desk: Desk, path: str, text: str) -> None:
    desk.save(path, desk.read(path).digest, text)


def test_a_text_is_written_whole_and_taken_back_byte_for_byte(sound: Path) -> None:
    desk, before = Desk(sound), (sound / CHAPTER).read_bytes()
    for number in (1, 2):
        saved(desk, CHAPTER, f"# Titre\n\nTexte {number}.\n")
    assert (sound / CHAPTER).read_text(encoding="utf-8") == "# Titre\n\nTexte 2.\n"
    desk.undo(CHAPTER, desk.read(CHAPTER).digest)
    assert (sound / CHAPTER).read_text(encoding="utf-8") == "# Titre\n\nTexte 1.\n"
    desk.undo(CHAPTER, desk.read(CHAPTER).digest)
    assert (sound / CHAPTER).read_bytes() == before
    assert not desk.can_undo(desk.read(CHAPTER))
    with pytest.raises(Changed):
        desk.undo(CHAPTER, desk.read(CHAPTER).digest)


def test_what_somebody_else_wrote_is_never_written_over(sound: Path) -> None:
    desk = Desk(sound)
    read = desk.read(CHAPTER)
    saved(desk, CHAPTER, "# Nos mots\n")
    (sound / CHAPTER).write_text("# Leurs mots\n", encoding="utf-8")
    for write in (lambda: desk.save(CHAPTER, read.digest, "# Les miens\n"), lambda: desk.undo(CHAPTER, desk.read(CHAPTER).digest)):
        with pytest.raises(Changed) as changed:
            write()
        assert changed.value.now.text == "# Leurs mots\n"
    assert (sound / CHAPTER).read_text(encoding="utf-8") == "# Leurs mots\n"
    (sound / CHAPTER).unlink()
    with pytest.raises(Refused):
        desk.save(CHAPTER, read.digest, "# Les miens\n")
    assert not (sound / CHAPTER).exists()


def test_line_ends_and_the_mark_of_windows_stay(sound: Path) -> None:
    (sound / CHAPTER).write_bytes("\ufeff# Titre\r\n\r\nTexte.\r\n".encode())
    desk = Desk(sound)
    assert desk.read(CHAPTER).text == "# Titre\n\nTexte.\n"
    saved(desk, CHAPTER, "# Titre\n\nAutre texte.\n")
    assert (sound / CHAPTER).read_bytes() == "\ufeff# Titre\r\n\r\nAutre texte.\r\n".encode()


def test_what_is_the_same_is_not_written(sound: Path) -> None:
    """Of mixed line ends too: who presses a button has not changed anything."""
    (sound / CHAPTER).write_bytes(b"# Titre\r\n\r\nUn.\nDeux.\r\n")
    before = (sound / CHAPTER).stat()
    desk = Desk(sound)
    saved(desk, CHAPTER, desk.read(CHAPTER).text)
    assert (sound / CHAPTER).stat() == before
    assert not desk.can_undo(desk.read(CHAPTER))


def test_a_name_stays_as_the_disk_has_it(sound: Path) -> None:
    name = unicodedata.normalize("NFD", "03-été.md")
    (sound / CHAPTER).rename((sound / CHAPTER).with_name(name))
    path = f"content/booklets/01-sante/{unicodedata.normalize('NFC', name)}"
    saved(Desk(sound), path, "# Été\n")
    assert sorted(each.name for each in (sound / CHAPTER).parent.glob("03*")) == [name]
    assert (sound / CHAPTER).with_name(name).read_text(encoding="utf-8") == "# Été\n"


@pytest.mark.parametrize("path", NOWHERE)
def test_nothing_is_written_anywhere_else(path: str, sound: Path) -> None:
    (sound / "theme").mkdir()
    (sound / "theme/tokens.yaml").write_text("", encoding="utf-8")
    before = plain.tree(sound.parent)
    desk = Desk(sound)
    for write in (lambda: desk.read(path), lambda: desk.save(path, "", "x"), lambda: desk.undo(path, "")):
        with pytest.raises(Refused):
            write()
    assert plain.tree(sound.parent) == before


def test_nothing_is_written_through_a_link(sound: Path) -> None:
    """To a folder or a file, outside or inside of the site: who follows it would write where nobody looks."""
    outside = sound.parent / "outside"
    outside.mkdir()
    (outside / "page.md").write_text("# Dehors\n", encoding="utf-8")
    booklet = (sound / CHAPTER).parent
    (booklet / "out").symlink_to(outside)
    (booklet / "03-dehors.md").symlink_to(outside / "page.md")
    (booklet / "04-dedans.md").symlink_to(sound / CHAPTER)
    desk, folder = Desk(sound), "content/booklets/01-sante"
    for path in (f"{folder}/out/page.md", f"{folder}/03-dehors.md", f"{folder}/04-dedans.md"):
        for write in (lambda path=path: desk.read(path), lambda path=path: desk.save(path, "", "x")):
            with pytest.raises(Refused):
                write()
    assert (outside / "page.md").read_text(encoding="utf-8") == "# Dehors\n"


def test_what_can_be_written_are_texts_that_are_there(sound: Path) -> None:
    booklet = (sound / CHAPTER).parent
    for name in ("photo.jpg", ".03-cachee.md", "01-numeros.md~"):
        (booklet / name).write_bytes(b"x")
    (booklet / "04-dedans.md").symlink_to(sound / CHAPTER)
    files = Desk(sound).files()
    assert {CHAPTER, CATALOG, "content/site.yaml"} <= set(files)
    assert {Path(path).suffix for path in files} == {".md", ".yaml", ".po"}
    assert not [path for path in files if "04-" in path or "/." in path]


@pytest.mark.parametrize("text", ["x" * (limits.TEXT_FILE_BYTES + 1), "\ud800"], ids=["too long", "half a sign"])
def test_what_is_no_text_is_not_written(text: str, sound: Path) -> None:
    desk, before = Desk(sound), (sound / CHAPTER).read_bytes()
    with pytest.raises((Refused, UnicodeEncodeError)):
        saved(desk, CHAPTER, text)
    assert (sound / CHAPTER).read_bytes() == before
