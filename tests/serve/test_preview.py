"""The preview at work: who goes first, what a burst of saves costs, and what happens when files change while an answer is made."""

from __future__ import annotations

import datetime
import threading
import time
from pathlib import Path

import declared
import plain
import pytest
from conftest import DAY
from previews import asked, previewing
from waiting import LAST_RESORT, until

from livret.options import Options
from livret.paper.compile import PaperError
from livret.problems import Place
from livret.serve import preview as previews_at_work
from livret.serve.draft import Draft, Failed, GivesWay
from livret.serve.follow import follow
from livret.serve.preview import Preview

CHAPTER, PAGE = "content/booklets/01-sante/01-numeros.md", "fr/sante/numeros.html"


def titled(site: Path, title: str) -> None:
    """Saves the chapter under a title."""
    lines = (site / CHAPTER).read_text(encoding="utf-8").split("\n")
    changed = [f"# {title}" if line.startswith("# ") else line for line in lines]
    (site / CHAPTER).write_text("\n".join(changed), encoding="utf-8")


def options(site: Path) -> Options:
    return Options(site, site / "out", date=datetime.date.fromisoformat(DAY), pdf=False)


def test_a_burst_of_saves_is_at_most_two_readings(
    sound: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The long run tries more bursts: `--sequences 1000`. However late word of a change comes, the preview waits for it."""
    monkeypatch.setattr(previews_at_work, "_PATIENCE", LAST_RESORT)
    stop = threading.Event()
    with previewing(sound) as preview:
        thread = threading.Thread(
            target=follow, args=(sound, stop, preview.due, preview.current), kwargs={"poll": False}, daemon=True
        )
        thread.start()
        wanted, bursts = request.config.getoption("--sequences") // 20, 0
        for attempt in range(3 * wanted):  # on a busy machine few saves come together, and no more is asked of it
            bursts += burst(preview, sound, f"État {attempt}")
            if bursts == wanted:
                break
        stop.set()
        thread.join(LAST_RESORT)


def burst(preview: Preview, site: Path, title: str) -> bool:
    """Saves twenty times. Whether the machine let that be a burst."""
    until(lambda: quiet(preview))
    before, began = preview.readings, time.monotonic()
    for number in range(20):
        titled(site, f"{title} {number}")
        time.sleep(0.01)
    together = time.monotonic() - began < 0.3
    until(lambda: f"{title} 19" in shown(preview))
    until(lambda: quiet(preview))
    assert not together or preview.readings - before <= 2
    return together


def quiet(preview: Preview) -> bool:
    """Whether no word of a change comes any more: for longer than a burst lasts there was none."""
    before = preview.readings
    time.sleep(1)
    return preview.readings == before


def shown(preview: Preview) -> str:
    """The page; nothing where the file was read while it was being written."""
    try:
        return asked(preview, [PAGE])[PAGE].decode()
    except Failed:
        return ""


def test_a_page_goes_before_what_is_made_of_many(sound: Path) -> None:
    preview, order = Preview(options(sound)), list[str]()
    futures = [preview.ask(path) for path in ("offline/fr.zip", "packs/fr.json", "fr/about.html")]
    for name, future in zip(("zip", "pack", "page"), futures, strict=True):
        future.add_done_callback(lambda _, name=name: order.append(name))
    thread = threading.Thread(target=preview.run, daemon=True)
    thread.start()
    for future in futures:
        future.result(LAST_RESORT)
    preview.stop()
    thread.join(LAST_RESORT)
    assert order == ["page", "zip", "pack"]


def test_what_can_wait_gives_way_between_two_steps(sound: Path) -> None:
    """However often it is interrupted, it comes to its end, and to the same pages."""
    calls = [0]

    def waited_for() -> bool:
        calls[0] += 1
        return calls[0] % 2 == 0

    patient = Draft.read(options(sound), None, waited_for)
    ways = 0
    while True:
        try:
            for _ in patient.prepare("index.html"):
                pass
        except GivesWay:
            ways += 1
        else:
            break
    assert ways > 10
    with previewing(sound) as preview:
        paths = [path for path in patient.table("ar") if path.endswith("soins.html")]
        assert paths
        assert asked(preview, paths) == {path: patient.make(patient.artifact(path)).data for path in paths}


def test_no_answer_mixes_what_was_before_a_change_with_what_came_after(sound: Path) -> None:
    """A catalog changes after the reading, and is read after it; nobody is told. The answer is of a new reading, whole."""
    with previewing(sound) as preview:
        asked(preview, ["robots.txt"])
        catalog = sound / "translations/ar/sante.po"
        catalog.write_text(catalog.read_text(encoding="utf-8").replace("ماذا تقول", "ما الذي تقوله"), encoding="utf-8")
        titled(sound, "Les nombres")
        page = asked(preview, ["ar/sante/numeros.fr.html"])["ar/sante/numeros.fr.html"].decode()
        assert ("ما الذي تقوله" in page) == ("Les nombres" in page)


def test_a_mistake_of_ours_concerns_one_page(
    sound: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    declared.changed(monkeypatch, "about", make=lambda edition, artifact: 1 / 0)
    with previewing(sound) as preview:
        failed = preview.ask("fr/about.html").exception(LAST_RESORT)
        assert isinstance(failed, Failed)
        assert failed.mistake == "ZeroDivisionError: division by zero"
        assert asked(preview, ["fr/index.html"])
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_mistake_of_ours_in_reading_ends_no_afternoon(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with previewing(sound) as preview:
        page = asked(preview, [PAGE])
        with monkeypatch.context() as patch:
            patch.setattr("livret.serve.draft.Workshop.open", lambda *_: 1 / 0)
            (sound / "content/agora/authors.yaml").touch()
            preview.due()
            failed = preview.ask(PAGE).exception(LAST_RESORT)
            assert isinstance(failed, Failed)
            assert "ZeroDivisionError" in failed.mistake
        preview.due()
        assert asked(preview, [PAGE]) == page


def test_what_was_read_is_not_read_again(sound: Path) -> None:
    """Word of a change that came late, or of a file that was saved as it was, is no reading."""
    with previewing(sound) as preview:
        asked(preview, [PAGE])
        preview.due()
        asked(preview, [PAGE])
        assert preview.readings == 1
        titled(sound, "Les numéros 1")
        preview.due()
        assert b"num\xc3\xa9ros 1" in asked(preview, [PAGE])[PAGE]
        titled(sound, "Les numéros 2")  # as many bytes, perhaps in the same moment
        preview.due()
        assert b"num\xc3\xa9ros 2" in asked(preview, [PAGE])[PAGE]
        assert preview.readings == 3


def test_paper_that_fails_fails_alone(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> bytes:
        raise PaperError("paper-slow", Place(CHAPTER), seconds=1)

    declared.changed(monkeypatch, "pdf", make=fails)
    with previewing(sound, pdf=True) as preview:
        failed = preview.ask("print/sante-a5.fr.pdf").exception(LAST_RESORT)
        assert isinstance(failed, Failed)
        assert [problem.code for problem in failed.problems] == ["paper-slow"]
        assert asked(preview, [PAGE])


def test_some_languages_alone(sound: Path) -> None:
    with previewing(sound, languages=("fr",)) as preview:
        asked(preview, [PAGE, "sitemap.xml"])
        assert preview.ask(PAGE.replace("fr", "ar", 1)).exception(LAST_RESORT) is not None
    with previewing(sound, languages=("de",)) as preview:
        failed = preview.ask(PAGE).exception(LAST_RESORT)
        assert isinstance(failed, Failed)
        assert [problem.code for problem in failed.problems] == ["language-absent"]


def test_nothing_is_written_but_what_was_learnt(sound: Path) -> None:
    before = plain.tree(sound)
    with previewing(sound) as preview:
        asked(preview, [PAGE, "packs/fr.json"])
        until((sound / ".livret/steps/fr.0.rows..json").exists)
    fresh = plain.tree(sound)
    assert {path: data for path, data in fresh.items() if not path.startswith((".livret/steps/", ".livret/readings/"))} == before
