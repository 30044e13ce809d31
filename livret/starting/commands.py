"""`new site`, `new booklet`, `new chapter`, `new service`, `new language`, `new admin`, and `host`."""

from __future__ import annotations

import datetime
import re
import shlex
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from livret import wording
from livret.console import DATE, FOLDER, SITE, Group, echo, names, tell
from livret.problems import Report
from livret.tongue import marked, told

if TYPE_CHECKING:
    from livret.source.door import Door
    from livret.source.read import Reading
    from livret.starting.new_language import Lacking
    from livret.writing.brought_in import BroughtIn

HOSTS = (
    "netlify",
    "gitlab",
    "github",
    "github-review",
    "apache",
    "nginx",
)  # those of `livret.starting.hosting`, which is not to be waited for
GIT_HOSTS = ("github", "gitlab", "gitea")  # those of `livret.schema.admin`
SLUG = click.option("--slug", default="", help="Its address, in small letters [default: made of the title].")


@click.group(cls=Group)
def new() -> None:
    """Start something new."""


@new.command("site")
@click.argument("folder", type=FOLDER)
@click.option("--name", help="What the site is called.")
@names("--languages", "tags", help="Its languages, separated by commas; the first is the one you write in.")
@click.option("--country", help="Two letters: FR, BE, CH.")
@click.option("--url", help="Where it will be published [default: an address that nobody has].")
@click.option("--host", "hosts", type=click.Choice(HOSTS), multiple=True, help="Also what this host reads; may be repeated.")
def new_site(
    folder: Path, name: str | None, tags: tuple[str, ...], country: str | None, url: str | None, hosts: tuple[str, ...]
) -> None:
    """Write a site into FOLDER that builds as it is; what your team has to say is marked (???)."""
    from livret import workshop
    from livret.running import whole
    from livret.source.door import Door
    from livret.starting import hosting
    from livret.starting import new_site as beginning
    from livret.starting.questions import answer
    from livret.translating import update

    if Door(folder, datetime.date.min).folder("."):
        raise click.BadParameter(
            told("{folder} is not empty: name a folder that is not there yet", folder=folder), param_hint="FOLDER"
        )
    called = answer(name, told("What the site is called"), hint="--name")
    spoken = tags or tuple(
        answer(None, told("Its languages, the one you write in first"), default="fr, en", hint="--languages").split(",")
    )
    asked = beginning.Asked(
        called,
        tuple(dict.fromkeys(_tag(each) for each in spoken)),
        _country(answer(country, told("The country, in two letters"), default="FR", hint="--country")),
        answer(url, told("Where it will be published"), default=beginning.ADDRESS, hint="--url"),
    )
    written = list(beginning.write(folder, asked))
    report = Report()
    inputs = workshop.gather(whole(folder, None), report)
    if inputs:
        written += [path for host in hosts for path in hosting.written(inputs.door, host, inputs.reading.site.config)]
        written += update.update(folder, Door(folder, datetime.date.min), report)
    tell(report)
    words = marked("{folder}: {count} files. What is marked (???) is to be filled in, first in content/site.yaml.")
    echo(told(words, folder=folder, count=len(written)))
    _next(f"cd {shlex.quote(str(folder))}", "livret serve --open", "git init", *(() if hosts else ("livret host …",)))


@new.command("booklet")
@click.argument("title", default="")
@SLUG
@click.option("--chapter", "first", help="The title of its first chapter.")
@SITE
def new_booklet(title: str, slug: str, first: str | None, site: Path) -> None:
    """Write a booklet with a first chapter, behind the others."""
    from livret.starting import new_prose
    from livret.starting.questions import answer

    title = answer(title, told("The title of the booklet"), hint="TITLE")
    first = answer(first, told("The title of its first chapter"), default="(???)", hint="--chapter")
    door, reading = _read(site)
    report = Report()
    _done(site, new_prose.booklet(door, reading, title, _slug(slug, title), "" if first == "(???)" else first, report), report)


@new.command("chapter")
@click.argument("booklet", default="")
@click.argument("title", default="")
@SLUG
@click.option(
    "--from",
    "document",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A text of Word (.docx), LibreOffice (.odt) or the web (.html) to make it of; shown first.",
)
@click.option("--write", is_flag=True, help="With --from: write what is shown.")
@SITE
def new_chapter(booklet: str, title: str, slug: str, document: Path | None, write: bool, site: Path) -> None:
    """Write a chapter at the end of BOOKLET, which is named by its address: sante."""
    from livret.starting import new_prose
    from livret.starting.questions import answer

    door, reading = _read(site)
    there = [each.slug for each in reading.site.booklets]
    booklet = answer(
        booklet,
        told("The booklet ({choices})", choices=", ".join(there)),
        default=there[0] if len(there) == 1 else "",
        hint="BOOKLET",
    )
    if document:
        _bring_in(site, (door, reading), booklet, title, slug, document, write=write)
        return
    title = answer(title, told("The title of the chapter"), hint="TITLE")
    report = Report()
    _done(site, new_prose.chapter(door, reading, booklet, title, _slug(slug, title), report), report)


def _bring_in(site: Path, there: tuple[Door, Reading], booklet: str, title: str, slug: str, document: Path, *, write: bool) -> None:
    """Shows the chapter that a document would become, and what of it is lost; writes it where that is asked for."""
    from livret.starting import new_prose
    from livret.writing.difference import difference

    door, reading = there
    report = Report()
    found = _brought_in(document, title)
    if not found.written.title:
        raise click.UsageError(told("this document has no title: write one behind the booklet, between quotation marks"))
    chapter = new_prose.chapter_of(door, reading, booklet, _slug(slug, found.written.title), found, report)
    if chapter:
        for line in difference("", chapter.text, chapter.path):
            echo(line)
        for path, data in chapter.pictures.items():
            echo(told("{path}: a picture of {kilobytes} kB", path=path, kilobytes=len(data) // 1000 + 1))
    if chapter and not write:
        tell(report)
        echo(told("Nothing is written yet: call this again with --write."))
        return
    first = marked("read {path}, and take “draft: true” away when it is right")
    _done(site, new_prose.write(door, chapter) if chapter else (), report, first)


def _brought_in(document: Path, title: str) -> BroughtIn:
    """A document in the dialect; where nothing can be made of it, the command ends here."""
    from livret.source.door import Door, Refused
    from livret.writing import brought_in, documents

    ending = document.suffix.lower()
    if ending not in documents.READERS:
        words = marked("{file} is none of {endings}: save it as one of these in the program that made it")
        raise click.BadParameter(told(words, file=document, endings=", ".join(documents.READERS)), param_hint="--from")
    if missing := documents.missing():
        words = marked("what reads documents is not installed ({names}): pip install “livret[word]”")
        raise click.UsageError(told(words, names=", ".join(missing)))
    try:
        around = Door(document.resolve().parent, datetime.date.min)
        return brought_in.read(around.read(document.name), ending, title, partial(_beside, around))
    except documents.Unreadable as error:
        raise click.BadParameter(f"{document}: {told(str(error))}", param_hint="--from") from None
    except Refused as refused:
        raise click.BadParameter(f"{document}: {wording.words(refused.problem)}", param_hint="--from") from None


def _beside(around: Door, address: str) -> bytes:
    """A picture beside a page that was saved, or below it: what lies elsewhere is not looked for."""
    from urllib.parse import unquote

    from livret.source.door import Refused
    from livret.writing.brought_pictures import elsewhere

    try:
        return around.read(unquote(address).removeprefix("./"))
    except Refused:
        raise elsewhere(address) from None


@new.command("service")
@click.argument("category", default="")
@click.argument("id", default="")
@SITE
@DATE
def new_service(category: str, id: str, site: Path, date: datetime.date | None) -> None:  # noqa: A002 – as it is called in the file
    """Write a listing that validates and says it is an example, at the end of content/services/CATEGORY.yaml."""
    from livret.starting import editor_files, new_listing
    from livret.starting.questions import answer

    door, reading = _read(site, date)
    there = ", ".join(each.id for each in reading.site.config.categories)
    category = answer(category, told("The category ({choices})", choices=there), hint="CATEGORY")
    ident = answer(id, told("A short name for links, such as dentist"), hint="ID")
    if not re.fullmatch("[a-z][a-z0-9_]*", ident):
        raise click.BadParameter(told("small letters, digits and _, a letter first"), param_hint="ID")
    report = Report()
    place = new_listing.service(door, reading, category, ident, door.today, report)
    tell(report)
    if place is None:
        sys.exit(1)
    echo(told("{place}: {ident}, an example to fill in", place=place, ident=ident))
    for path in editor_files.write_schemas(site):
        echo(path)


@new.command("language")
@click.argument("tag", default="")
@click.option(
    "--font",
    "fonts",
    multiple=True,
    metavar="FILE|FOLDER|PACKAGE",
    help="Where the fonts of its script are: nothing is downloaded. May be repeated.",
)
@SITE
@DATE
def new_language(tag: str, fonts: tuple[str, ...], site: Path, date: datetime.date | None) -> None:
    """Add a language, by its tag or its name: catalogs, pair, fonts, search, hosts; then look at what is missing."""
    from livret import pipeline
    from livret.running import whole
    from livret.starting import new_language as adding
    from livret.starting.questions import answer

    door, reading = _read(site, date)
    tag = _tag(answer(tag, told("The language, by its tag or its name"), hint="TAG"))
    if tag in reading.site.config.languages and not fonts:
        there = ", ".join(reading.site.config.languages)
        raise click.BadParameter(told("the site has it already: {choices}", choices=there), param_hint="TAG")
    report = Report()
    try:
        for path in adding.add(door, reading, tag, fonts, report):
            echo(path)
    except adding.NoFont as error:
        raise click.BadParameter(str(error), param_hint="--font") from None
    pipeline.translated(whole(site, date, (tag,)), report)
    tell(report)
    _tell_lacking(tag, adding.lacking(*_read(site, date), tag))


@new.command("admin")
@click.option(
    "--from",
    "source",
    metavar="PACKAGE",
    help="The npm package @sveltia/cms: a folder, or what “npm pack” gives. Nothing is downloaded.",
)
@click.option(
    "--host",
    type=click.Choice(GIT_HOSTS),
    help="Where the repository is; gitea is Forgejo and Codeberg, too [default: as git knows it].",
)
@click.option("--repository", help="Whose it is, and its name: town/guide [default: as git knows it].")
@click.option("--branch", help="The branch that is published [default: the one git is on, else main].")
@click.option("--folder", help="Where the site lies in the repository [default: as git knows it].")
@click.option("--address", help="Of a Git host of your own: https://git.town.example")
@click.option("--app-id", help="The id by which GitLab or Gitea knows the editor; without it, one signs in with an access token.")
@SITE
def new_admin(source: str | None, site: Path, **given: str | None) -> None:
    """Add an editor on the web, at /admin/, that saves on a Git host; called again, it lays a newer one."""
    from livret.source.admin_folder import HEADERS
    from livret.starting import new_admin as adding
    from livret.starting.editor_package import NAME, NoEditor
    from livret.starting.questions import answer

    door, reading = _read(site)
    said = {**adding.known(door), **{name: value for name, value in given.items() if value}}
    said["host"] = answer(said.get("host"), told("The Git host ({choices})", choices=", ".join(GIT_HOSTS)), hint="--host")
    said["repository"] = answer(said.get("repository"), told("The repository, such as town/guide"), hint="--repository")
    report = Report()
    text = adding.checked(said, report)
    if text is None:
        tell(report)
        sys.exit(1)
    try:
        written = list(adding.write(door, reading, text, source or (None if adding.is_whole(door) else NAME), report))
    except NoEditor as error:
        raise click.BadParameter(str(error), param_hint="--from") from None
    tell(report)
    for path in written:
        echo(path)
    where = _where(site)
    hosts = (f"livret host …{where}",) if not any(door.has(path) for path in HEADERS.values()) else ()
    _next(f"livret serve --open{where}", told("open /admin/ there; docs/admin.md says how one signs in"), *hosts)


def _tell_lacking(tag: str, lacking: Lacking) -> None:
    if lacking.letters:
        words = marked("No font has {letters}: there is no paper. Say where one is: --font FILE, or a package that is installed.")
        echo(told(words, letters=" ".join(lacking.letters)))
    if lacking.terms:
        words = marked("translations/terms.yaml: {count} terms have no word in it yet: write “{tag}: …” into their “glosses”.")
        echo(told(words, count=lacking.terms, tag=tag))
    _next(
        told("translate {files}", files=f"translations/{tag}/*.po"),
        f"livret status --lang {tag}",
        f"livret serve --lang {tag} --open",
    )


@click.command()
@click.argument("name", type=click.Choice(HOSTS))
@SITE
def host(name: str, site: Path) -> None:
    """Write what a host reads: headers, pages for what is not there, how to build."""
    from livret.starting import hosting

    door, reading = _read(site)
    path = hosting.HOSTS[name].path
    if not hosting.is_ours(door, name):
        raise click.UsageError(told("{path} was written by somebody else: move it away first", path=path))
    for each in hosting.written(door, name, reading.site.config):
        echo(each)


def _read(site: Path, date: datetime.date | None = None) -> tuple[Door, Reading]:
    """A site that can be read, else the command ends here."""
    from livret.running import gather

    inputs = gather(site, (), date, drafts=True)[0].inputs
    return inputs.door, inputs.reading


def _tag(value: str) -> str:
    """A language as a site names it, by its tag or its name."""
    from livret.languages import known, suggestion, tag_here, tag_of

    value = value.strip()
    found = value if known(value) else tag_of(value)
    if not (found and known(found)):
        close = suggestion(value)
        if close:
            words = told("no language is called “{value}”: did you mean “{near}”?", value=value, near=close)
        else:
            words = told("no language is called “{value}”", value=value)
        raise click.BadParameter(words, param_hint="language")
    return tag_here(found)


def _slug(given: str, title: str) -> str:
    from livret.source import meant

    if not (slug := given or meant.slug(title)):
        raise click.UsageError(
            told("“{title}” has no letters for an address: say one with --slug, such as --slug sante", title=title)
        )
    return slug


def _country(value: str) -> str:
    from livret.languages import country_of

    code = value.strip().upper() if re.fullmatch("[A-Za-z]{2}", value.strip()) else country_of(value)
    if not code:
        words = told("no country is called “{value}”: write two letters, such as FR", value=value)
        raise click.BadParameter(words, param_hint="--country")
    return code


_FILL_IN = marked("fill in what is marked (???) in {path}")


def _done(site: Path, written: Iterable[str], report: Report, first: str = _FILL_IN) -> None:
    """Says what was written and what comes next; ends with 1 where nothing was."""
    paths = list(written)
    tell(report)
    for path in paths:
        echo(path)
    if not paths:
        sys.exit(1)
    where = _where(site)
    _next(told(first, path=paths[-1]), f"livret serve --open{where}", f"livret update{where}")


def _where(site: Path) -> str:
    """How a command that comes next names the site."""
    return "" if site == Path() else f" --site {shlex.quote(str(site))}"


def _next(*steps: str) -> None:
    echo(told("Next:"))
    for step in steps:
        echo(f"  {step}")


COMMANDS = (new, host)
