"""A bench of tasks: twelve things that somebody who just arrived has to do on a small phone, in three languages.

Of each it is counted how often one taps, and how many screens one looks through on any page, from where it opens to what is tapped or read next; a
golden keeps the numbers. A keyboard does the same: it goes from stop to stop, and presses.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chromium import come_true
from conftest import contexts
from host import Host, hosting
from playwright.sync_api import Browser, Locator, Page
from waiting import until

SMALL = {"width": 360, "height": 640}
MONDAY = datetime.datetime.fromisoformat("2026-11-23T10:00+01:00")
TAGS = ("fr", "ar", "ti")
TAPS, SCREENS = 3, 2  # of each task, at most
# Sets the focus on the stop of the keyboard before a thing.
BEFORE = """thing => {
  const stops = [...document.querySelectorAll("a[href], button, input, select, summary, audio, [tabindex]")].filter(e => e.tabIndex >= 0 && e.getClientRects().length);
  const before = stops[stops.indexOf(thing) - 1];
  if (before) before.focus(); else document.activeElement.blur();
}"""
# Whether a thing is a link to another page of the site.
LEADS = "thing => thing.origin === location.origin && thing.pathname !== location.pathname"
# Where a thing is, from the top of the window, and how high the window is above the bar at its foot.
WHERE = """thing => {
  const box = thing.getBoundingClientRect(), bar = document.querySelector(".bars");
  const low = getComputedStyle(bar).position === "sticky" && !thing.closest(".bars") ? bar.offsetHeight : 0;
  return [box.top, box.bottom, innerHeight - low];
}"""


class Finger:
    """Somebody with a phone: taps, and looks no further than has to be."""

    def __init__(self, page: Page, host: Host, tag: str) -> None:
        self.page, self.host, self.tag = page, host, tag
        self.taps, self.screens = 0, 1

    def opens(self, path: str) -> None:
        self.page.goto(f"{self.host.url}{self.tag}/{path}")

    def sees(self, selector: str) -> Locator:
        """What is looked for, however far below it is."""
        thing = self.page.locator(f"{selector} >> visible=true").first
        thing.wait_for(state="visible")
        top, bottom, height = thing.evaluate(WHERE)
        self.screens = max(self.screens, math.ceil((min(bottom, top + height) if top >= 0 else height - top) / height))
        return thing

    def tap(self, selector: str) -> None:
        thing = self.sees(selector)
        self.taps += 1
        self.press(thing)

    def choose(self, selector: str, value: str) -> None:
        self.taps += 1
        self.sees(selector).select_option(value)

    def press(self, thing: Locator) -> None:
        """Whatever is opened is there before anything is looked for."""
        if thing.evaluate(LEADS):
            with self.page.expect_navigation(wait_until="load"):
                self.pressed(thing)
        else:
            self.pressed(thing)

    def pressed(self, thing: Locator) -> None:
        thing.click()

    def write(self, text: str) -> None:
        """In the field of the search, which has the focus as its page opens."""
        come_true(self.page, "document.activeElement.id === 'q'")
        self.page.keyboard.type(text)


class Keys(Finger):
    """The same without a finger."""

    def pressed(self, thing: Locator) -> None:
        self.reach(thing)
        self.page.keyboard.press("Space" if thing.get_attribute("type") == "checkbox" else "Enter")

    def choose(self, selector: str, value: str) -> None:
        self.taps += 1
        thing = self.sees(selector)
        self.reach(thing)
        for _ in range(thing.locator("option").count()):
            if thing.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value} cannot be chosen")

    def reach(self, thing: Locator) -> None:
        """From the stop before it, by one more press of the key; once more where what was found has just been written anew."""

        def reached() -> bool:
            thing.evaluate(BEFORE)
            self.page.keyboard.press("Tab")
            return bool(thing.evaluate("thing => thing === document.activeElement"))

        until(reached)


def sleep_tonight(reader: Finger) -> None:
    reader.opens("index.html")
    reader.tap(".steps a[href='quotidien/logement.html']")
    reader.tap("main a[href='tel:115']")


def doctor_without_papers(reader: Finger) -> None:
    reader.opens("index.html")
    reader.tap("a.ask")
    reader.write({"fr": "médecin sans papiers", "ar": "طبيب بدون أوراق", "ti": "ሓኪም ብዘይ ወረቐት"}[reader.tag])
    reader.tap(
        "#results mark >> xpath=ancestor::li//a[contains(@href, 'urgences/se-soigner') or contains(@href, 'sante/sans-papiers')]"
    )
    reader.sees("article li")


def after_a_refusal(reader: Finger) -> None:
    reader.opens("index.html")
    reader.tap(".steps a[href='refus/que-faire.html']")
    reader.tap("a.twin[href='que-faire.easy.html']")
    reader.sees("[data-fact='deadline.retention']")


def show_a_sentence(reader: Finger) -> None:
    reader.opens("index.html")
    reader.tap("a[href='sentences.html']")
    reader.tap("a.sentence")
    reader.sees(".show .said")


def school(reader: Finger) -> None:
    reader.opens("index.html")
    reader.tap(".steps a[href='quotidien/ecole.html']")
    reader.sees("article table")


def who_speaks_tigrinya_now(reader: Finger) -> None:
    reader.opens("index.html")
    reader.tap("header a[href='services/index.html']")
    reader.choose("select[name=lang]", "ti")
    reader.tap("input[name=now]")
    reader.sees("#said")


def save_and_fly(reader: Finger) -> None:
    reader.opens("index.html")
    reader.tap("a[href='saved.html']")
    reader.tap(f"[data-pack={reader.tag}] [data-do=save]")
    reader.sees(f"[data-pack={reader.tag}] [data-do=remove]")
    reader.page.context.set_offline(True)
    reader.opens("quotidien/logement.html")
    reader.page.locator("p.saved").wait_for()


def share(reader: Finger) -> None:
    reader.opens("asile/premiers-jours.html")
    reader.tap("a[href='#tools']")
    if reader.page.locator(".tools:not([open])").count():
        reader.tap(".tools summary")
    reader.tap(".tools a[href^='sms:']")


def change_language(reader: Finger) -> None:
    reader.opens("asile/cnda.html")
    reader.tap(".switch summary")
    reader.tap(".switch a[lang=uk]")
    reader.page.wait_for_url("**/uk/asile/cnda.html*")


def leave(reader: Finger) -> None:
    reader.page.route("https://meteofrance.com/**", lambda route: route.fulfill(body="Météo"))
    reader.opens("urgences/danger.html")
    reader.tap("a.exit")
    reader.page.wait_for_url("https://meteofrance.com/**")


def find_an_address_and_call(reader: Finger) -> None:
    reader.opens("index.html")
    reader.tap("a.ask")
    reader.write("permanence sante")
    reader.tap("#results mark >> xpath=ancestor::li//a[contains(@href, 'services/permanence_sante')]")
    reader.sees("main address")
    reader.tap("main a[href^='tel:']")


def print_the_directory(reader: Finger) -> None:
    reader.opens("index.html")
    reader.tap("header a[href='services/index.html']")
    reader.page.evaluate("window.print = () => { window.printed = true }")
    reader.tap("#print")
    assert reader.page.evaluate("window.printed")


TASKS: tuple[Callable[[Finger], None], ...] = (
    sleep_tonight,
    doctor_without_papers,
    after_a_refusal,
    show_a_sentence,
    school,
    who_speaks_tigrinya_now,
    save_and_fly,
    share,
    change_language,
    leave,
    find_an_address_and_call,
    print_the_directory,
)


@pytest.fixture(scope="module")
def host(shipped: Path) -> Iterator[Host]:
    with hosting(shipped) as host:
        yield host


def done(task: Callable[[Finger], None], hand: type[Finger], browser: Browser, host: Host, tag: str) -> tuple[int, int]:
    """The taps and the screens of a task."""
    with contexts(browser) as new_context:
        page = new_context(viewport=SMALL).new_page()
        page.clock.set_fixed_time(MONDAY)
        reader = hand(page, host, tag)
        task(reader)
    return reader.taps, reader.screens


@pytest.mark.parametrize("tag", TAGS)
def test_each_task_is_a_few_taps_away(tag: str, browser: Browser, host: Host, golden: Callable[[str, str], None]) -> None:
    """By finger and by keyboard alike."""
    lines = []
    for task in TASKS:
        taps, screens = done(task, Finger, browser, host, tag)
        assert (taps, screens) == done(task, Keys, browser, host, tag), task
        assert taps <= TAPS, task
        assert screens <= SCREENS, task
        lines.append(f"{task.__name__.replace('_', ' ')}: taps {taps}, screens {screens}\n")
    golden(f"tasks.{tag}.txt", "".join(lines))
