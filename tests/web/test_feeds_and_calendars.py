"""Feeds and calendars of the shipped site, before programs that are not ours: a RELAX NG validator with the rules of RFC 4287, a reader of feeds that is
made for all of them, and a reader of calendars (RFC 5545) that is not the one which wrote them."""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path

import feedparser
import pytest
from ical.calendar_stream import IcsCalendarStream
from ical.exceptions import CalendarParseError
from lxml import etree

TAGS = ("fr", "en", "ar", "prs", "ps", "ti", "uk", "ru", "sq", "ka", "pt", "es")
ATOM = {"a": "http://www.w3.org/2005/Atom"}
RULES = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("atom.rng"))))


def faults(data: bytes) -> list[str]:
    """What a feed has against RFC 4287: its grammar, and what it says in words."""
    feed = etree.fromstring(data)
    if not RULES.validate(feed):
        return [str(RULES.error_log.last_error)]
    entries = feed.findall("a:entry", ATOM)
    told = []
    if not feed.findall("a:author", ATOM) and not all(entry.findall("a:author", ATOM) for entry in entries):
        told.append("4.1.1: nobody is the author")
    for holder in (feed, *entries):
        links = holder.findall("a:link", ATOM)
        ways = Counter((link.get("type"), link.get("hreflang")) for link in links if link.get("rel", "alternate") == "alternate")
        told += [f"4.1.1: {way} stands twice" for way, count in ways.items() if count > 1]
        if holder is not feed and not ways and holder.find("a:content", ATOM) is None:
            told.append("4.1.2: neither a text nor an address")
    stands = Counter((entry.findtext("a:id", "", ATOM), entry.findtext("a:updated", "", ATOM)) for entry in entries)
    return told + [f"4.1.1: {ident} stands twice" for ident, count in stands.items() if count > 1]


@pytest.mark.parametrize("tag", TAGS)
def test_a_feed_is_atom(tag: str, shipped: Path) -> None:
    data = (shipped / tag / "feed.xml").read_bytes()
    assert faults(data) == []
    read = feedparser.parse(data)
    assert (read.version, read.bozo) == ("atom10", False)
    assert read.feed.links[0].rel == "self"
    assert read.feed.links[0].href == f"https://livret.example/{tag}/feed.xml"
    assert read.entries
    assert all(entry.title and entry.link and entry.updated_parsed for entry in read.entries)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<id>https://livret.example/fr/feed.xml</id>\n", ""),
        ("<id>https:", "<id>livret"),
        ("<id>tag:", "<id>no way:"),
        ("T00:00:00Z</updated>\n<author>", "</updated>\n<author>"),
        ("T00:00:00Z</updated>\n<author>", "T00:00:00</updated>\n<author>"),
        ("<title>", "<title></title><title>"),
        ("<author><name>Agora de démonstration</name></author>\n", ""),
        ("<author><name>Agora de démonstration</name></author>", "<author>Agora</author>"),
        ('rel="self" ', 'rel="" '),
        ('type="text/html"', 'type="html"'),
        ('hreflang="fr"', 'hreflang="le français"'),
        ('rel="self" type="application/atom+xml" ', 'hreflang="fr" type="text/html" '),
        ("<summary>", "<summary>Deux</summary>\n<summary>"),
        ("</entry>", "<pubDate>2026</pubDate></entry>"),
        ("<entry>\n<id>", '<entry>\n<link href="x" type="text/html"/><id>'),
    ],
)  # fmt: skip
def test_a_feed_that_is_none_is_refused(old: str, new: str, shipped: Path) -> None:
    text = (shipped / "fr/feed.xml").read_text(encoding="utf-8")
    assert old in text
    assert faults(text.replace(old, new, 1).encode())


def test_calendars_are_calendars(shipped: Path, directory: Path) -> None:
    meetings, services = [*shipped.rglob("meetings.ics")], [*(directory / "public/data/calendars").glob("*.ics")]
    assert (len(meetings), bool(services)) == (len(TAGS), True)
    for path in (*meetings, *services):
        data = path.read_bytes()
        lines = data.split(b"\r\n")
        assert lines.pop() == b"", "3.1: each line ends with CRLF"
        assert b"\n" not in b"".join(lines)
        assert max(map(len, lines)) <= 75, "3.1: octets of a line"
        read = IcsCalendarStream.calendar_from_ics(data.decode())
        assert (read.version, bool(read.prodid)) == ("2.0", True)
        assert len({event.uid for event in read.events}) == len(read.events), path
        assert all(event.summary and event.dtend > event.dtstart for event in read.events), path


def test_each_language_has_the_same_meetings(shipped: Path) -> None:
    told = {
        tag: [(event.uid, event.dtstart) for event in IcsCalendarStream.calendar_from_ics(text.read_text("utf-8")).events]
        for tag in TAGS
        for text in (shipped / tag / "agora/meetings.ics",)
    }
    assert told["fr"] == [("agora-20261210@livret.example", datetime.datetime(2026, 12, 10, 17, 0, tzinfo=datetime.UTC))]
    assert all(each == told["fr"] for each in told.values())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("DTSTART:20261210", "DTSTART:20261310"),
        ("BEGIN:VEVENT\r\n", ""),
        ("END:VCALENDAR", "END:VEVENT"),
        ("DTSTAMP:", "DTSTAMP"),
    ],
)
def test_a_calendar_that_is_none_is_refused(old: str, new: str, shipped: Path) -> None:
    text = (shipped / "fr/agora/meetings.ics").read_bytes().decode()
    assert old in text
    with pytest.raises((CalendarParseError, ValueError)):
        IcsCalendarStream.calendar_from_ics(text.replace(old, new, 1))
