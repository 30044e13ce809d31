"""The paper formats: sizes in millimetres, panels in the order of reading, and what a print shop does with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from livret.catalogs.interface import N_

_ISO: Mapping[tuple[float, float], str] = {(148, 210): "A5", (210, 297): "A4", (297, 420): "A3"}  # mm
BLEED = 3.0  # mm on each side: what every print shop in France asks for at least


@dataclass(frozen=True, slots=True)
class PaperFormat:
    """A format. `width` and `height` are the trim of one page; `faces` are its pages, each the numbers of the panels on
    it from the side where reading starts, with their widths; panels count from 1 in the order of reading.
    """

    name: str
    template: str
    width: float
    height: float
    faces: tuple[tuple[tuple[int, float], ...], ...] = ()
    multiple: int = 1  # of pages
    size: float = 11.0  # points of its text
    large: float = 16.0  # of its large print
    grows: float = 1.3  # times its size is the text of a panel at most, where there is room
    fold: str = ""  # a key of the job ticket's words
    folds: tuple[float, ...] = ()  # mm from the starting side of the first face
    words: str = N_("Sheet")  # a message of the interface: what readers call it

    @property
    def panels(self) -> int:
        return sum(len(face) for face in self.faces)

    @property
    def paper(self) -> str:
        """The name of its page in ISO 216, where it has one."""
        return _ISO.get((min(self.width, self.height), max(self.width, self.height)), "")


A5 = PaperFormat("a5", "booklet.typ", 148, 210, multiple=4, fold="saddle", words=N_("Booklet"))
# Large print needs wider lines: a booklet of A4 pages.
A4_BOOKLET = PaperFormat("a5", "booklet.typ", 210, 297, multiple=4, size=16, fold="saddle", words=N_("Booklet"))
# Letter fold: panel 2 folds in and is 3 mm narrower. Outside, from the starting side: 2, 6 (back), 1 (front).
TRIFOLD = PaperFormat(
    "trifold",
    "panels.typ",
    297,
    210,
    (((2, 97), (6, 100), (1, 100)), ((3, 100), (4, 100), (5, 97))),
    2,
    10.5,
    fold="letter",
    folds=(97, 197),
    words=N_("Folded leaflet"),
)
SHEET = PaperFormat("sheet", "panels.typ", 210, 297, (((1, 210),), ((2, 210),)), 1, 11, grows=16 / 11)  # up to large print
_POSTER = N_("Poster")
POSTER = PaperFormat("poster", "panels.typ", 297, 420, (((1, 297),),), 1, 17, 24, words=_POSTER)
CARD = PaperFormat(
    "card",
    "panels.typ",
    171.2,
    54,
    (((4, 85.6), (1, 85.6)), ((2, 85.6), (3, 85.6))),
    2,
    8.6,
    fold="half",
    folds=(85.6,),
    words=N_("Pocket card"),
)
WELCOME = PaperFormat("poster", "welcome.typ", 297, 420, size=17, words=_POSTER)
A5_LEAF = PaperFormat("a5-leaf", "leaf.typ", 148, 210, size=12.5)
LISTED = PaperFormat("listed", "listed.typ", 210, 297, size=12)
A4_LEAF = PaperFormat("a4-leaf", "leaf.typ", 210, 297, size=11.5)
POSTER_LEAF = PaperFormat("poster-leaf", "leaf.typ", 297, 420, size=23, words=_POSTER)
PROJECT_POSTER = PaperFormat("poster-leaf", "leaf.typ", 297, 420, size=22, words=_POSTER)
CONSENT_FORM = PaperFormat("consent", "consent.typ", 210, 297, size=10.5)
FUNDER_REPORT = PaperFormat("funder", "funder.typ", 210, 297, size=9.5)
ALERT_SHEET = PaperFormat("alert", "alert.typ", 210, 297, size=14)
ATTENDANCE_SHEET = PaperFormat("attendance", "attendance.typ", 210, 297, size=11)

FORMATS = {each.name: each for each in (A5, TRIFOLD, SHEET, POSTER, CARD)}
COVERED = ("trifold", "card")  # panel 1 is a cover and the last one a back
LARGE = "-large"
