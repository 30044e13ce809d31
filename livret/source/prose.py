"""Booklets and chapters: from `content/booklets/` to blocks, with every link followed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import product
from posixpath import basename, dirname, join, normpath, relpath, splitext
from typing import Any, NamedTuple, TypeVar

from livret import limits, paths
from livret.model import Block, Heading, Message
from livret.problems import Place, Report, detail, near
from livret.schema.booklet import BookletMeta, ChapterMeta, NativeMeta, PageMeta
from livret.schema.site_config import SiteConfig
from livret.site import EASY, Booklet, Chapter, ChapterHead
from livret.source import meant, unseen, yaml
from livret.source.addresses import addressed
from livret.source.door import Door, Refused
from livret.source.inherited import Hidden
from livret.source.layers import plain
from livret.source.strays import original_of
from livret.source.variants import Name, changed, compare, fingerprint, inherited, name_of, titled
from livret.text import blocks

M = TypeVar("M", bound=PageMeta)

FOLDER = "content/booklets"
RESERVED = paths.NAMES | {
    "interface",
    "site",
    "terms",
    "needs",
    "meetings",
    "minutes",
    "labs",
    "partners",
    "alerts",
}  # where messages stand
PICTURES = (".jpg", ".jpeg", ".jfif", ".png", ".webp", ".heic", ".heif", ".avif", ".svg")
SOUNDS = (".opus", ".opus.yaml")  # read in `recordings`
_SLUG = re.compile(r"^(?:\d+-)?([a-z0-9]+(?:-[a-z0-9]+)*)$")


@dataclass(slots=True)
class Contents:
    """What reading the booklets gives: the booklets, their chapters, and what the checks need to look further."""

    booklets: list[Booklet] = field(default_factory=list)
    chapters: dict[tuple[str, str], Chapter] = field(default_factory=dict)
    by_path: dict[str, tuple[str, str]] = field(default_factory=dict)
    messages: dict[str, list[Message]] = field(default_factory=dict)  # by domain
    notes: dict[str, dict[str, int]] = field(default_factory=dict)  # by chapter address
    folders: dict[str, str] = field(default_factory=dict)  # domain to its folder
    natives: dict[str, list[Message]] = field(default_factory=dict)  # by domain: `health.ar` is in no catalog
    native_chapters: dict[tuple[str, str, str], Chapter] = field(default_factory=dict)
    heads: list[yaml.Mapping] = field(default_factory=list)  # booklet.yaml and front matters as they are written
    hidden: dict[str, str] = field(default_factory=dict)  # the paths of pages that a site hides of its base, with their addresses

    def like(self, folder: str, href: str) -> str:
        """The path, from a folder, of the chapter that was perhaps meant: by its name alone, its address, or with a slip; "" for none."""
        path, _, anchor = href.partition("#")
        stem = splitext(basename(path))[0]
        slug = slug_of(stem) if path.endswith((".md", ".html", "/")) or not splitext(path)[1] else None
        named = [each for each, where in self.by_path.items() if where[1] == slug]
        around = {basename(each): each for each in self.by_path if dirname(each) == folder}
        found = named[0] if len(named) == 1 else around.get(near(basename(path), around, cutoff=0.85), "")
        return f"{relpath(found, folder)}{f'#{anchor}' if anchor else ''}" if found else ""

    def hidden_at(self, domain: str, href: str) -> str:
        """The address of the hidden page that a link of a domain would lead to, or ""."""
        return self.hidden.get(normpath(join(self.folders.get(domain, "content"), href.partition("#")[0])), "")

    @property
    def targets(self) -> str:
        """The digest of what a link can lead to."""
        texts = (f"{path}\x04{'/'.join(where)}" for path, where in sorted(self.by_path.items()))
        return hashlib.blake2b("\n".join(texts).encode(), digest_size=8).hexdigest()


def slug_of(name: str) -> str | None:
    """The slug of a file or folder name: `02-soins` is `soins`; None for a name that makes no address."""
    found = _SLUG.match(name)
    return found[1] if found else None


def read(door: Door, config: SiteConfig | None, report: Report, hidden: Hidden) -> Contents:
    """Every booklet that is not hidden. Without a configuration, whose mistakes are told elsewhere, no language is known."""
    contents = Contents()
    seen: dict[str, str] = {}
    names = tuple(name for name in originals(door, FOLDER, report) if not _is_page(name, report))
    _numbered_twice(names, FOLDER, door, report)
    for name in names:
        folder = f"{FOLDER}/{name}"
        slug = _checked(name, folder, seen, report)
        if slug:
            _Reader(door, folder, slug, config, contents, hidden, report).read()
    if door.layers.bases:
        _called_otherwise(door, contents)
    return contents


def _called_otherwise(door: Door, contents: Contents) -> None:
    """A link may name a page as a base does, or as a town: the numbers in front of one address differ. So may one to what is hidden."""
    folders = {slug: {each for each in door.named_alike(FOLDER) if slug_of(each) == slug} for slug in contents.folders}
    there = {(slug, plain(basename(path))): (slug, page) for path, (slug, page) in contents.by_path.items()}
    for slug, its in folders.items():
        files = {each for folder in its for each in door.named_alike(f"{FOLDER}/{folder}") if (slug, plain(each)) in there}
        for folder, file in product(sorted(its), sorted(files)):
            contents.by_path.setdefault(f"{FOLDER}/{folder}/{file}", there[slug, plain(file)])
    for path, address in tuple(contents.hidden.items()):
        for folder in folders.get(address.partition("/")[0], ()):
            contents.hidden.setdefault(f"{FOLDER}/{folder}/{basename(path)}", address)


def _is_page(name: str, report: Report) -> bool:
    """Whether a page lies beside the booklets and in none of them, which is told."""
    if found := splitext(name)[1].lower() in (".md", *_DOCUMENTS):
        report.add("page-outside", Place(f"{FOLDER}/{name}"), name=name)
    return found


def originals(door: Door, folder: str, report: Report) -> Iterator[str]:
    """The names in a folder without the copies that a shared drive or a slip of the hand has laid beside them: these are told."""
    names = door.folder(folder)
    for name in names:
        original = original_of(name)
        if original in names and not name.endswith(PICTURES):
            report.add("file-copy", Place(f"{folder}/{name}"), name=name, original=original)
        else:
            yield name


def _numbered_twice(names: Iterable[str], folder: str, door: Door, report: Report) -> None:
    """Numbers in front of names are their order. A town may put its own beside one of its base: their names decide then."""
    seen: dict[tuple[str, str], str] = {}
    for name in names:
        number, hyphen, _ = name.partition("-")
        its = door.layer_of(f"{folder}/{name}"), number
        if hyphen and number.isdigit() and (other := seen.setdefault(its, name)) != name:
            report.add("number-twice", Place(door.at(f"{folder}/{name}")), name=name, other=other)


def reserved(name: str, names: Collection[str]) -> str:
    """The code of why nothing that is published may have a name; "" where it may. `names` are those that Livret uses there."""
    return "slug-reserved" if name in names else "slug-device" if name in paths.DEVICES else ""


def _checked(name: str, path: str, seen: dict[str, str], report: Report) -> str | None:
    slug = slug_of(name)
    if slug is None:
        plain = meant.slug(name)
        report.add("slug-invalid", Place(path), name=name, near=path.rpartition("/")[2].replace(name, plain) if plain else "")
    elif code := reserved(slug, RESERVED):
        report.add(code, Place(path), name=slug)
    elif slug in seen:
        report.add("duplicate", Place(path), value=slug, where=seen[slug])
    else:
        seen[slug] = path
        return slug
    return None


@dataclass(frozen=True, slots=True)
class _Written:
    """A file as it is written: its head, None where that cannot be had, the same as a tree, and its text."""

    meta: Any
    tree: yaml.Mapping | None
    prose: blocks.Prose


@dataclass(frozen=True, slots=True)
class _Page:
    """The text of a file; `tree` is its head as it is written, `messages` are the head's and the text's."""

    tree: yaml.Mapping | None
    prose: blocks.Prose
    title: Message
    messages: tuple[Message, ...]


_DOCUMENTS = (".docx", ".doc", ".odt", ".rtf", ".pages", ".pdf", ".txt")


@dataclass(slots=True)
class _Reader:
    """Reads one booklet into the contents."""

    door: Door
    folder: str
    slug: str
    config: SiteConfig | None
    contents: Contents
    hidden: Hidden
    report: Report
    language: str = ""
    pages: dict[Name, tuple[_Page, Chapter]] = field(default_factory=dict)  # those that are written in the booklet's language

    def read(self) -> None:
        contents, slug = self.contents, self.slug
        if self.hidden.takes(slug, own=self.door.is_own(self.folder)):
            pages = (name for name in self.door.folder(self.folder) if name.endswith(".md"))
            contents.hidden.update((f"{self.folder}/{name}", f"{slug}/{plain(name).removesuffix('.md')}") for name in pages)
            return
        contents.folders[slug] = self.folder
        messages = contents.messages.setdefault(slug, [])
        meta, tree = yaml.load(self.door, f"{self.folder}/booklet.yaml", BookletMeta, self.report, slug)
        self.language = self.spoken(meta, tree)
        heads = tuple(self.chapters(sorted(self.names())))
        if meta:
            contents.heads.append(tree)
            meta = addressed(meta, f"{slug}#")
            messages[:0] = [meta.title, meta.summary]
            contents.booklets.append(Booklet(slug, self.language, meta, heads))

    def spoken(self, meta: BookletMeta | None, tree: yaml.Mapping) -> str:
        """The language that the booklet is written in: one of the site's."""
        if self.config is None:
            return ""
        own, tags = self.config.language, self.config.languages
        if meta is None or meta.language is None or meta.language in tags:
            return (meta and meta.language) or own
        place = yaml.place_of(tree, "language")
        if self.door.is_own(place.path):
            self.report.add("language-absent", place, value=meta.language, choices=", ".join(tags), near=near(meta.language, tags))
        else:
            self.report.add("booklet-foreign", place, value=meta.language, slug=self.slug)
        return own

    def names(self) -> Iterator[Name]:
        """The pages of the folder. What is neither page nor picture is told."""
        for file in originals(self.door, self.folder, self.report):
            ending = splitext(file)[1]
            if ending == ".md":
                found = Report()
                if name := name_of(file, self.folder, self.config.languages if self.config else (), found):
                    yield name
                elif self.door.is_own(f"{self.folder}/{file}"):  # a base may have more languages
                    self.report.take_all(found)
            elif not (file == "booklet.yaml" or ending.lower() in PICTURES or file.endswith(SOUNDS) or self.is_of_pictures(file)):
                self.report.add(
                    "file-document" if ending.lower() in _DOCUMENTS else "file-unexpected",
                    Place(f"{self.folder}/{file}"),
                    name=file,
                    expected=detail("booklet.yaml, 01-title.md, pictures, recordings"),
                    near=_name_meant(file),
                )

    def is_of_pictures(self, name: str) -> bool:
        """Whether it says who is in a picture, `photo.jpg.yaml` beside `photo.jpg`, or is a folder of pictures, which chapters may show."""
        picture, ending = splitext(name)
        if ending == ".yaml" and picture.lower().endswith(PICTURES):
            return self.door.has(f"{self.folder}/{picture}")
        return any(each.lower().endswith(PICTURES) for each in self.door.folder(f"{self.folder}/{name}"))

    def chapters(self, names: list[Name]) -> Iterator[ChapterHead]:
        """Reads every page, each chapter before what stands beside it; gives the heads of the chapters."""
        seen: dict[str, str] = {}
        present = frozenset(names)
        _numbered_twice((str(name) for name in names if name == name.original), self.folder, self.door, self.report)
        hidden = {each.stem for each in names if each == each.original and self.is_hidden(each)}
        for name in (each for each in names if each.stem not in hidden):
            path = f"{self.folder}/{name}"
            if name == name.original:
                slug = _checked(name.stem, path, seen, self.report)
                if slug and (head := self.chapter(name, path, slug, easy=replace(name, easy=True) in present)):
                    yield head
            elif name.language and name.language == self.language:
                self.report.add("variant-source", Place(path), language=name.language, original=name.original)
            elif name.original not in present:
                self.report.add("variant-alone", Place(path), original=name.original, near=_renamed(name, names))
            elif name.original in self.pages:
                (self.native if name.language else self.easy)(name, path, *self.pages[name.original])
        if not seen:
            self.report.add("booklet-empty", Place(self.door.at(f"{self.folder}/booklet.yaml")))

    def is_hidden(self, name: Name) -> bool:
        """Whether a chapter of a base is hidden, and all that stands beside it."""
        path, address = f"{self.folder}/{name}", f"{self.slug}/{slug_of(name.stem)}"
        if self.hidden.takes(address, own=self.door.is_own(path)):
            self.contents.hidden[path] = address
        return path in self.contents.hidden

    def chapter(self, name: Name, path: str, slug: str, *, easy: bool) -> ChapterHead | None:
        self.contents.by_path[path] = (self.slug, slug)
        found = self.page(path, ChapterMeta, f"{self.slug}/{slug}", self.contents.messages[self.slug])
        if found is None:
            return None
        meta, page = found
        return self.keep(
            name, page, Chapter(self.door.at(path), ChapterHead(slug, page.title, meta, easy), page.prose.blocks, self.language)
        )

    def easy(self, name: Name, path: str, _: _Page, full: Chapter) -> None:
        """The easy-to-read page of a chapter: a page of the same catalog, at an address of its own."""
        slug = full.head.slug + EASY
        self.contents.by_path[path] = (self.slug, slug)
        if found := self.page(path, PageMeta, f"{self.slug}/{slug}", self.contents.messages[self.slug]):
            meta, page = found
            head = ChapterHead(slug, page.title, inherited(meta, full.head.meta))
            self.keep(name, page, Chapter(self.door.at(path), head, page.prose.blocks, self.language))

    def keep(self, name: Name, page: _Page, chapter: Chapter) -> ChapterHead:
        self.contents.chapters[self.slug, chapter.head.slug] = chapter
        self.pages[name] = page, chapter
        return chapter.head

    def native(self, name: Name, path: str, beside: _Page, original: Chapter) -> None:
        """A page in a language of its own, in the place of the translated one; its messages are in no catalog."""
        tag, slug, domain = name.language, original.head.slug, f"{self.slug}.{name.language}"
        self.contents.folders[domain] = self.folder
        messages = self.contents.natives.setdefault(domain, [])
        found = self.page(path, NativeMeta, f"{self.slug}/{slug}.{tag}", messages, domain, beside.prose.headings)
        if found is None:
            return
        meta, page = found
        compare(page.prose, beside.prose, original.path, self.report)
        head = replace(original.head, title=page.title, meta=inherited(meta, original.head.meta))
        told = self.door.at(path)
        late = changed(meta, told, page.tree, original.path, fingerprint(beside.messages), self.report)
        self.contents.native_chapters[self.slug, slug, tag] = Chapter(told, head, page.prose.blocks, tag, late)

    def page(
        self, path: str, model: type[M], address: str, messages: list[Message], domain: str = "", original: tuple[Heading, ...] = ()
    ) -> tuple[M, _Page] | None:
        """A file's head and text; None when one of them cannot be had. `messages` receives its own, of a domain or the booklet's."""
        languages = (domain.rpartition(".")[2] or self.language, self.config.language) if self.config else None
        depends = model, address, domain or self.slug, original, languages
        try:
            told = self.door.at(
                path
            )  # whatever a town calls the folder: what is made of a page of the base is known in all of them
            written = self.door.once("page", told, depends, partial(_parsed_file, self.door, told, *depends), self.report)
        except Refused as refused:
            self.report.take(refused.problem)
            return None
        meta, tree, prose = written.meta, written.tree, written.prose
        if meta and tree:
            self.contents.heads.append(tree)
        self.contents.notes[address] = prose.notes
        own = (*((meta.summary,) if meta and meta.summary else ()), *prose.messages)
        messages += own
        return (meta, _Page(tree, prose, prose.title, own)) if meta and prose.title else None


def _parsed_file(
    door: Door,
    path: str,
    model: type[PageMeta],
    address: str,
    domain: str,
    original: tuple[Heading, ...],
    languages: tuple[str, str] | None,
    report: Report,
) -> _Written:
    """A file by itself; `languages` are the page's own and the site's, where they are known. Raises Refused."""
    text = prose_text(door, path, report)
    head, head_line, body, first_line = split(text, path)
    tree = yaml.parse(head, path, head_line, report) if head else None
    meta = yaml.validate(tree, model, report, domain, Place(path, 1, 1))
    if meta and languages:
        meta = titled(meta, *languages)
    tag = languages[0] if languages else ""
    prose = blocks.parse(body, path, domain, address, first_line, report, original, language=tag, page=_linked(path, domain))
    return _Written(addressed(meta, f"{address}#") if meta else None, tree, prose)


def prose_text(door: Door, path: str, report: Report) -> str:
    """The text of a file in Markdown. Raises Refused, also `lines-many`: each line may begin a block, and each block is one of a page."""
    text = door.text(path)
    unseen.check(text, path, report)
    unseen.refuse_versions(text, path)
    if text.count("\n") > limits.TEXT_LINES:
        raise Refused("lines-many", Place(path, limits.TEXT_LINES, 1), limit=limits.TEXT_LINES)
    return text


def _linked(path: str, domain: str) -> str:
    """The name of the file that a link to a page names: that of its original, where it is a native one."""
    tag = domain.partition(".")[2]
    return basename(path).removesuffix(f".{tag}.md") + ".md" if tag else basename(path)


def _renamed(name: Name, names: list[Name]) -> str:
    """What the file of a page without a chapter was perhaps to be called: a number changed, or a slip of the pen."""
    stems = [each.stem for each in names if replace(name, stem=each.stem).original in names]
    words = re.sub(r"^\d+-", "", name.stem)
    close = next((stem for stem in stems if re.sub(r"^\d+-", "", stem) == words), "") or near(name.stem, stems)
    return str(replace(name, stem=close)) if close else ""


# White space before the head, and behind its lines, is none that anybody sees. YAML ends a document with three points, too.
_BEGIN = re.compile(r"\s*^(---)[ \t]*\n", re.MULTILINE)
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
# A head that begins with its first key, or with another line than “---”: word processors make one dash of three, and Hugo has plus signs.
_KEY = rf"(?:{'|'.join(ChapterMeta.model_fields)}|source)[ \t]*[:=][ \t]"
_KEYS = re.compile(rf"\s*^(?={_KEY})", re.MULTILINE)
_OTHER_SIGN = re.compile(rf"\s*^([-–—_*=~+]+)[ \t]*\n(?=\s*^{_KEY})", re.MULTILINE)


_ENDINGS = {".yml": ".yaml", ".yaml": ".yaml", ".markdown": ".md", ".mkd": ".md", ".mdown": ".md", ".md": ".md"}


def _name_meant(file: str) -> str:
    """What a file was perhaps to be called: `booklet.yaml` for Booklet.yml, `03-soins.md` for 03-soins.MD; "" where only its author knows."""
    stem, ending = splitext(file)
    if (known := _ENDINGS.get(ending.lower(), "")) == ".yaml":
        return "booklet.yaml" if stem.lower() == "booklet" else ""
    return stem + known if known else ""


class _Parts(NamedTuple):
    """The YAML head and the Markdown body of a chapter, and the lines at which they begin."""

    head: str
    head_line: int
    body: str
    body_line: int


def split(text: str, path: str) -> _Parts:
    """The head and the text of a file. Raises Refused: `front-matter-open`, `front-matter-start`."""
    if not (begin := _BEGIN.match(text)):
        if keys := _KEYS.match(text):
            more = "" if _END.search(text, keys.end()) else detail(", and one after its last")
            raise Refused("front-matter-start", Place(path, text.count("\n", 0, keys.end()) + 1, 1), more=more)
        if sign := _OTHER_SIGN.match(text):
            more = "" if _END.search(text, sign.end()) else detail(", and in a line after the last key")
            raise Refused("front-matter-sign", Place(path, text.count("\n", 0, sign.start(1)) + 1, 1), text=sign[1], more=more)
        return _Parts("", 1, text, 1)
    end = _END.search(text, begin.end())
    if not end:
        raise Refused("front-matter-open", Place(path, text.count("\n", 0, begin.start(1)) + 1, 1))
    head = text[begin.end() : end.start()]
    return _Parts(head, text.count("\n", 0, begin.end()) + 1, text[end.end() :], text.count("\n", 0, end.end()) + 1)


def anchors(items: tuple[Block, ...]) -> Iterator[str]:
    """The ids of a chapter's headings. Headings inside lists and callouts have none to link to."""
    return (block.anchor for block in items if isinstance(block, Heading))
