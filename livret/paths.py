"""Where everything is in public/: the one map, which pages, paper, data and files to carry have in common.

Paths are relative to public/; links are relative to the page that holds them.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from posixpath import basename, relpath, splitext

CHOOSER, LOST, SITEMAP, ROBOTS, WORKER, SECURITY = (
    "index.html", "404.html", "sitemap.xml", "robots.txt", "sw.js", ".well-known/security.txt",
)  # fmt: skip
ASSETS, MEDIA, CARRIED, PRINT, ADMIN = "assets/", "media/", "offline/", "print/", "admin/"
# What no booklet, and what no service, may be called.
NAMES = frozenset(
    {
        "agora",
        "assets",
        "data",
        "index",
        "media",
        "offline",
        "packs",
        "print",
        "qr",
        "r",
        "search",
        "sentences",
        "services",
        "tell",
        "words",
    }
)
# What Windows keeps for itself, whatever stands behind a point: no such file can be unpacked there.
DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))))
OF_SERVICES = frozenset({"index", "sheet", "changes"})
LISTS = (".spoken.html", ".need.html")  # the ends of a list of services
LAWS = ("legal", "privacy", "accessibility")  # pages of the law
PAGES = ("about", "saved", *LAWS)


def pages(offline: bool) -> tuple[str, ...]:
    """The pages that every language has; what is saved has one where saving is on."""
    return tuple(name for name in PAGES if offline or name != "saved")


def home(tag: str) -> str:
    return f"{tag}/index.html"


def booklet(tag: str, slug: str) -> str:
    return f"{tag}/{slug}/index.html"


def chapter(tag: str, slug: str, chapter_slug: str) -> str:
    return f"{tag}/{slug}/{chapter_slug}.html"


def pair(tag: str, slug: str, chapter_slug: str, beside: str) -> str:
    """The chapter with another language beside."""
    return f"{tag}/{slug}/{chapter_slug}.{beside}.html"


def services(tag: str) -> str:
    return f"{tag}/services/index.html"


def service(tag: str, ident: str) -> str:
    return f"{tag}/services/{ident}.html"


def spoken(tag: str, language: str) -> str:
    """The services where a language is spoken. An id has no dot, so that what follows one is Livret's own."""
    return f"{tag}/services/{language}{LISTS[0]}"


def need(tag: str, ident: str) -> str:
    """The services for a need."""
    return f"{tag}/services/{ident}{LISTS[1]}"


def sheet(tag: str) -> str:
    """Every service with all that one takes along, to choose from and print."""
    return f"{tag}/services/sheet.html"


def changes(tag: str) -> str:
    """What has changed in the directory: of the professional edition only."""
    return f"{tag}/services/changes.html"


def tell(tag: str) -> str:
    """Messages that are ready, about each page: `#S-14` by its code."""
    return page(tag, "tell")


def words(tag: str, term: str = "") -> str:
    """The words of the administration, or one of them."""
    return f"{tag}/words.html#{term}" if term else f"{tag}/words.html"


def sentences(tag: str, name: str = "") -> str:
    """The sentences to show, or the card of one. An id of ours has a hyphen there, and none of an author's."""
    return page(tag, "sentences") + (f"#say-{name}" if name else "")


def agora(tag: str, name: str = "index") -> str:
    """A page of the Agora's: its first one, what people need, the laboratories, the partners, the minutes of a day."""
    return f"{tag}/agora/{name}.html"


def need_heard(tag: str, ident: str) -> str:
    """A need that people voiced, on the page of them all."""
    return f"{agora(tag, 'needs')}#{ident}"


def feed(tag: str) -> str:
    """What is new, for whoever follows it."""
    return f"{tag}/feed.xml"


def meetings(tag: str) -> str:
    """The meetings to come, for the calendar of a phone."""
    return f"{tag}/agora/meetings.ics"


def lab(tag: str, ident: str) -> str:
    """A laboratory. A day begins with a digit, and no other page of the Agora's has a dot, but for the language that stands beside."""
    return agora(tag, f"{ident}.lab")


def emblem(tag: str) -> str:
    """The emblem of the European Union with its statement."""
    return f"{tag}/emblem.svg"


def page(tag: str, name: str) -> str:
    return f"{tag}/{name}.html"


def about(tag: str) -> str:
    return page(tag, "about")


def missing(tag: str) -> str:
    """What a server shows where there is nothing."""
    return page(tag, "404")


def code(page_path: str) -> str:
    """The QR code of a page: a file of its own, which a phone fetches only to show it."""
    return f"qr/{splitext(page_path)[0]}.svg"


def codes(tag: str) -> str:
    """Where the codes of a language's pages are."""
    return f"qr/{tag}/"


def of_page(path: str) -> str:
    """What a page is called in every language: `urgences/numeros` of `ar/urgences/numeros.html`; by its folder where it is the index of one."""
    return splitext(path.partition("/")[2])[0].removesuffix("/index")


def manifest(tag: str) -> str:
    return f"{tag}/manifest.webmanifest"


def pack(ident: str) -> str:
    """`ident` is a language's tag, or `<booklet>.<tag>`."""
    return f"packs/{ident}.json"


def alert(tag: str) -> str:
    """The alerts of a language, for the copies that are saved on a phone; nothing is in it where there is none."""
    return f"packs/alert.{tag}.txt"


def sheaf(folder: str, number: int) -> str:
    """Pages of one folder in one file: `ar/services` has `packs/ar/services.0.json` and so on."""
    return f"packs/{folder if '/' in folder else f'{folder}/index'}.{number}.json"


def search(tag: str) -> str:
    return f"{tag}/search.html"


def search_index(tag: str) -> str:
    """Its name does not change with its bytes: only one page loads it, and asks for it anew each time."""
    return f"{tag}/search-index.js"


def search_texts(tag: str) -> str:
    """What the passages are that a search shows, which is loaded after its index."""
    return f"{tag}/search-texts.js"


def pdf(tag: str, slug: str, name: str = "a5") -> str:
    """A booklet or leaflet to read on a screen, in one of its formats."""
    return f"{PRINT}{slug}-{name}.{tag}.pdf"


def offline(tag: str) -> str:
    """The page that lists what can be carried away, where nothing can be saved; elsewhere it leads to the page of both."""
    return page(tag, "offline")


def without_internet(tag: str, saving: bool) -> str:
    """The page of what can be saved and carried away."""
    return page(tag, "saved") if saving else offline(tag)


def carried(name: str, ending: str) -> str:
    """A file to carry away; `name` is a language's tag, or `<booklet>.<tag>`."""
    return f"{CARRIED}{name}.{ending}"


def release(tag: str, name: str, document: str) -> str:
    """Where the code on a dated leaflet leads: short, for those who type it."""
    return f"{tag}/r/{name}-{document}.html"


def export(name: str) -> str:
    """Open data."""
    return f"data/{name}"


def calendar(ident: str) -> str:
    """When a service is open, for the calendar of a phone."""
    return export(f"calendars/{ident}.ics")


def asset(name: str, data: bytes) -> str:
    """A style sheet, a script, a font."""
    return hashed(ASSETS, name, data)


def recording(path: str, data: bytes) -> str:
    """A recording, at a path from the site folder."""
    return hashed(MEDIA, basename(path), data)


def from_the_right(picture: str) -> str:
    """The name of the picture that stands for another one in languages written from the right: `steps.rtl.svg` lies beside `steps.svg`."""
    stem, _, ending = picture.rpartition(".")
    return f"{stem}.rtl.{ending}"


_NAME = 60  # characters: with what is put behind them, no system finds it too long
_CAMERA = 6  # digits: the day and the time, or the number that a phone gives to its pictures


@lru_cache(maxsize=1 << 10)
def plain_name(path: str) -> str:
    """What a picture at a path from the site folder is called: letters and digits, with none of the days and times that cameras write into names."""
    name = re.sub(r"[^\w.-]+", "-", splitext(basename(path))[0]).casefold()[:_NAME].strip("-.")
    may_be = name and name.partition(".")[0] not in DEVICES and sum(map(str.isdigit, name)) < _CAMERA
    return name if may_be else "picture"


def hashed(folder: str, name: str, data: bytes) -> str:
    """`assets/style.3f2a….css`: an address that changes with its bytes and may be kept for ever."""
    stem, ending = splitext(name)
    return f"{folder}{stem}.{hashlib.blake2b(data, digest_size=5).hexdigest()}{ending}"


def absolute(site: str, path: str) -> str:
    """The address of a file on the site with the address `site`; a folder's index is the folder."""
    return f"{site.rstrip('/')}/{path.removesuffix('index.html')}"


def relative(target: str, base: str) -> str:
    """The link from one file of public/ to another, its anchor kept."""
    return _from(target, base.rpartition("/")[0])


@lru_cache(maxsize=1 << 14)
def _from(target: str, start: str) -> str:
    """From a folder: pages of one have most of their links in common."""
    path, hash_sign, anchor = target.partition("#")
    folder, _, name = path.rpartition("/")
    return _way(folder, start) + name + hash_sign + anchor


@lru_cache(maxsize=1 << 12)
def _way(folder: str, start: str) -> str:
    way = relpath(folder or ".", start or ".")
    return "" if way == "." else f"{way}/"
