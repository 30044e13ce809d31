"""The editor in Chromium, as a volunteer uses it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import plain
import pytest
from chromium import NewContext, bring_axe, violations
from PIL import Image
from playwright.sync_api import Page, expect
from previews import TOKEN, written
from test_desk import CHAPTER
from waiting import LAST_RESORT

from livret.serve.editing import ADDRESS
from livret.serve.here import HOST

ARABIC, TIGRINYA = "content/booklets/01-sante/01-numeros.ar.md", "content/booklets/01-sante/01-numeros.ti.md"
# As Word 365 lays it on the clipboard.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style></head><body><!--StartFragment-->
<h1>À la mairie<o:p></o:p></h1>
<p class=MsoNormal><span style='font-family:"Calibri"'>Prenez <b>votre
carte</b><b> </b>et {tout}*.</span><o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>une photo</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp; </span></span>récente</p>
<p class=MsoNormal>Voir <a href="https://exemple.fr/a">le <i>site</i></a>.</p>
<table><tr><td><p>Quoi</p></td><td><p><b>Où</b></p></td></tr><tr><td>Carte</td><td>Ici | là</td></tr></table>
<!--EndFragment--></body></html>"""
PASTED = """## À la mairie

Prenez **votre carte** et \\{tout\\}\\*.

- une photo
    - récente

Voir [le *site*](https://exemple.fr/a).

| Quoi | Où |
| --- | --- |
| Carte | Ici \\| là |"""


# What other programs lay there, and what comes of it.
OTHERS = {
    '<b style="font-weight:normal"><p><span style="font-weight:700">Gras</span><span> et</span></p><ul><li><p>un</p></li><li>deux<ul><li>trois</li></ul></li></ul></b>':
        "**Gras** et\n\n- un\n- deux\n    - trois",
    "<p><font>Une<br>\n  ligne<br></font></p><ol><li>un<li>deux<br>encore</ol>": "Une\\\nligne\n\n1. un\n1. deux\\\n    encore",
    '<p>Le <a href="tel:15">15</a>, <a href="javascript:x">là</a>, <a href="https://a.fr/(b)">ici</a>.</p><script>x</script><style>y</style>': "Le 15, là, [ici](https://a.fr/(b%29).",
    "<p>a < b, <b> </b>c <i></i>d\\e &lt;script&gt; `f`</p>": "a < b, c d\\\\e \\<script> \\`f\\`",
    "<h1>Un</h1><h4>Quatre</h4><p></p><p>&nbsp;</p><div>Sans<div>bloc</div></div>": "## Un\n\n### Quatre\n\nSans\n\nbloc",
    "<table><tr><th>A<th>B</tr><tr><td>1<br>2</tr></table>": "| A | B |\n| --- | --- |\n| 1 2 |  |",
    "<p dir=RTL>\u0627\u062a\u0635\u0644 <b>\u0627\u0644\u0622\u0646</b></p>": "\u0627\u062a\u0635\u0644 **\u0627\u0644\u0622\u0646**",
    "<p></p>": "",
}  # fmt: skip


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    site = plain.site(tmp_path_factory.mktemp("editor"), "sound")
    config = site / "content/site.yaml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("languages: [fr, ar]", "languages: [fr, ar, ti]"), encoding="utf-8"
    )
    (site / ARABIC).write_text("# أرقام الطوارئ\n\nاتصل بالرقم {phone.samu}.\n", encoding="utf-8")
    (site / TIGRINYA).write_text("# ቁጽርታት\n\nናብ {phone.samu} ደውሉ።\n", encoding="utf-8")
    with written(site) as port:
        yield site, port


@pytest.fixture
def site(served: tuple[Path, int]) -> Iterator[Path]:
    """The same for all, as each found it."""
    before = {path: (served[0] / path).read_bytes() for path in (CHAPTER, ARABIC, TIGRINYA)}
    yield served[0]
    for path, data in before.items():
        (served[0] / path).write_bytes(data)


@pytest.fixture
def editor(site: Path, served: tuple[Path, int], new_context: NewContext) -> Page:
    page = new_context(viewport={"width": 1200, "height": 800}).new_page()
    page.set_default_timeout(LAST_RESORT * 1000)
    bring_axe(page)
    page.goto(f"http://{HOST}:{served[1]}{ADDRESS}?file={CHAPTER}#{TOKEN}")
    expect(page.locator("#said")).to_have_text("There is no mistake in this file.")
    return page


expect.set_options(timeout=LAST_RESORT * 1000)


def block(editor: Page, words: str) -> int:
    """The number of the block that holds some words."""
    return next(n for n, text in enumerate(texts(editor)) if words in text)


def texts(editor: Page) -> list[str]:
    found: list[str] = editor.evaluate("[...document.querySelectorAll('#blocks textarea')].map(area => area.value)")
    return found


def said(editor: Page, words: str) -> None:
    expect(editor.locator("#said")).to_have_text(words)


def test_write_save_see_and_take_back(editor: Page, site: Path) -> None:
    before = (site / CHAPTER).read_bytes()
    area = editor.locator("#blocks textarea").nth(block(editor, "Le prix est"))
    area.press("Control+End")
    editor.locator("#fact").select_option("{phone.samu}")
    area.press("Enter")
    area.press("Enter")
    editor.locator("#callout").select_option("danger")
    area.press_sequentially("Attention.")
    said(editor, "Not saved yet.")
    editor.keyboard.press("Control+s")
    said(editor, "Saved.")
    assert "- Le prix est {price.day}{phone.samu}\n\n\n\n!!! danger\n    Attention.\n\n{sentence" in (site / CHAPTER).read_text(
        encoding="utf-8"
    )
    editor.frame_locator("#preview").get_by_text("Attention.").wait_for()
    editor.locator("#undo").click()
    said(editor, "The last save is taken back.")
    assert (site / CHAPTER).read_bytes() == before
    assert editor.locator("#undo").is_disabled()


def test_a_mistake_stands_at_its_block_and_goes_away(editor: Page) -> None:
    number = block(editor, "Appelez")
    area = editor.locator("#blocks textarea").nth(number)
    sound = area.input_value()
    area.fill(sound.replace("{phone.samu}", "{phone.smau}"))
    editor.locator("#save").click()
    wrong = editor.locator(".wrong")
    expect(wrong).to_have_count(1)
    assert wrong.locator("textarea").input_value() == area.input_value()
    assert "{phone.samu}" in wrong.locator("li").inner_text()
    wrong.locator("li button").click()
    assert area.evaluate("area => area.value.slice(area.selectionStart, area.selectionStart + 12)") == "{phone.smau}"
    editor.frame_locator("#preview").get_by_text("did you mean {phone.samu}?").wait_for()
    assert violations(editor) == []
    area.fill(sound)
    editor.locator("#save").click()
    expect(wrong).to_have_count(0)


def test_two_who_write_at_once_lose_nothing(editor: Page, site: Path) -> None:
    path = site / CHAPTER
    editor.locator("#blocks textarea").nth(1).fill("# Mon titre")
    theirs = path.read_text(encoding="utf-8").replace("# Les numéros", "# Leur titre")
    path.write_text(theirs, encoding="utf-8")
    editor.locator("#save").click()
    expect(editor.locator("#conflict")).to_be_visible()
    assert (path.read_text(encoding="utf-8"), editor.locator("#other").input_value(), texts(editor)[1]) == (
        theirs,
        theirs,
        "# Mon titre",
    )
    editor.locator("#theirs").click()
    expect(editor.locator("#blocks textarea").nth(1)).to_have_value("# Leur titre")
    assert "# Mon titre" in editor.locator("#other").input_value()
    editor.locator("#close").click()

    editor.locator("#blocks textarea").nth(1).fill("# Encore le mien")
    path.write_text(theirs.replace("Leur titre", "Encore le leur"), encoding="utf-8")
    editor.locator("#save").click()
    editor.locator("#mine").click()
    said(editor, "Saved.")
    assert "# Encore le mien" in path.read_text(encoding="utf-8")
    editor.locator("#undo").click()
    said(editor, "The last save is taken back.")
    assert "# Encore le leur" in path.read_text(encoding="utf-8")


def test_what_is_pasted_from_word_is_brought_to_plain_text(editor: Page) -> None:
    area = editor.locator("#blocks textarea").nth(block(editor, "Appelez"))
    area.fill("")
    area.evaluate(
        """(area, html) => {
          const data = new DataTransfer();
          data.setData("text/html", html);
          area.focus();
          area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        WORD,
    )
    assert area.input_value() == PASTED
    said(editor, "What you pasted is plain text now: compare it before you save.")
    brought = "htmls => htmls.map(html => pasted(new DOMParser().parseFromString(html, 'text/html').body))"
    assert dict(zip(OTHERS, editor.evaluate(brought, list(OTHERS)), strict=True)) == OTHERS


PNG = """async colour => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 60, height: 40 }), pen = canvas.getContext("2d");
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 60, 40);
  return new Promise(done => canvas.toBlob(done));
}"""
PASTE = f"""async (area, html) => {{
  const data = new DataTransfer();
  data.items.add(new File([await ({PNG})("red")], "image.png", {{ type: "image/png" }}));
  if (html) data.setData("text/html", html);
  area.focus();
  area.dispatchEvent(new ClipboardEvent("paste", {{ clipboardData: data, bubbles: true, cancelable: true }}));
}}"""


def test_a_picture_is_chosen_described_saved_seen_and_taken_back(editor: Page, site: Path, tmp_path: Path) -> None:
    before = plain.tree(site / "content")
    picture = tmp_path / "IMG 2034.png"
    Image.new("RGB", (60, 40), "blue").save(picture)
    area = editor.locator("#blocks textarea").nth(block(editor, "Appelez"))
    area.press("Control+End")
    with editor.expect_file_chooser() as chooser:
        editor.locator("#upload").click()
    chooser.value.set_files(picture)
    expect(editor.locator("#which")).to_have_text("IMG 2034.png")
    editor.locator("#put").click()
    expect(editor.locator("#described")).to_be_visible()  # nobody has said yet what is to be seen
    assert violations(editor) == []
    editor.locator("#alt").fill("  La porte [bleue] ")
    editor.locator("#alt").press("Enter")
    said(editor, "The picture is in the text. It is saved with it.")
    assert area.input_value().endswith("![La porte \\[bleue\\]](numeros-1.png)")
    assert plain.tree(site / "content") == before
    editor.keyboard.press("Control+s")
    said(editor, "Saved.")
    editor.frame_locator("#preview").get_by_alt_text("La porte [bleue]").wait_for()
    assert (site / CHAPTER).with_name("numeros-1.png").is_file()
    editor.locator("#undo").click()
    said(editor, "The last save is taken back.")
    assert plain.tree(site / "content") == before


def test_a_picture_is_pasted_and_text_of_word_stays_text(editor: Page) -> None:
    area = editor.locator("#blocks textarea").nth(block(editor, "Appelez"))
    area.fill("")
    area.evaluate(PASTE, "<p>Texte de <b>Word</b></p>")
    assert area.input_value() == "Texte de **Word**"
    area.evaluate(PASTE, "<meta><img src='https://exemple.fr/x.png'>")
    editor.locator("#leave").click()
    area.evaluate(PASTE, "")
    editor.locator("#alt").fill("La porte")
    editor.locator("#put").click()
    said(editor, "The picture is in the text. It is saved with it.")
    assert area.input_value().startswith("Texte de **Word**![La porte](numeros-")


@pytest.mark.parametrize(
    ("path", "language", "direction", "words"), [(ARABIC, "ar", "rtl", "اتصل بنا."), (TIGRINYA, "ti", "ltr", "ደውሉ።")]
)
def test_a_chapter_is_written_in_its_own_direction(
    path: str, language: str, direction: str, words: str, editor: Page, site: Path
) -> None:
    before = (site / path).read_text(encoding="utf-8")
    editor.locator("#file").select_option(path)
    area = editor.locator("#blocks textarea").nth(1)
    expect(area).to_have_attribute("lang", language)
    assert area.get_attribute("dir") == direction
    area.fill(words)
    editor.locator("#save").click()
    said(editor, "Saved. Mistakes of this file stand at their blocks, and what to write instead.")
    assert (site / path).read_text(encoding="utf-8") == before.partition("\n\n")[0] + f"\n\n{words}\n"
    assert editor.locator("#preview").get_attribute("src") == f"/{language}/sante/numeros.html"


def test_a_text_that_nobody_touched_is_the_same_again(editor: Page) -> None:
    """However it is parted: whatever stands between its blocks."""
    odd = [
        "",
        "\n",
        "x",
        "\n\n# T\n\n\n- a\n\n    b\n \t\nc",
        "---\na: 1\n---\n\n# T\n",
        "---\na: 1\n---",
        "---\na: 1\n---\n",
        "a\n\n\n",
        "\u00a0a\n\n\u00a0b\n\u00a0\n",
    ]
    again = editor.evaluate("odd => odd.map(text => parted(text).flat().join(''))", odd)
    assert json.dumps(again) == json.dumps(odd)
