"""The command line: `python build.py …`, or `livret …`. Exit 0: done; 1: the content has errors; 2: wrong use or a failing machine; 3: a mistake in Livret.

The commands for the whole site are written here; those of a room are in its `commands.py`. Each imports what it works with when it is called.
"""

from __future__ import annotations

import datetime
import errno
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from livret import __version__, ending
from livret import check as checking
from livret.console import ADDRESS, DATE, FOLDER, JOBS, JSON, LANG, SITE, Group, echo, names, progress_line, tell
from livret.directory import commands as directory
from livret.oversight import commands as overseeing
from livret.printing import commands as printing
from livret.problems import Report
from livret.report import commands as reporting
from livret.starting import commands as starting
from livret.tongue import marked, speak, told, told_many
from livret.translating import commands as translating
from livret.usage import language_for, listen, spoken_command
from livret.voice import commands as voicing
from livret.wording import shown
from livret.writing import commands as writing

if TYPE_CHECKING:
    from livret.options import Options
    from livret.publish.watch import Found, Watch
    from livret.source.door import Known


_TAKEN = frozenset({errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", errno.EADDRINUSE)})


class _Livret(Group):
    """Without a command, it builds: `python build.py --out DIR` is `python build.py build --out DIR`."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **settings: Any) -> Any:
        """Everything that is said from here on is said in the language of whoever calls."""
        speak(language_for(sys.argv[1:] if args is None else args))
        return click.Group.main(spoken_command(self), args, *rest, **settings)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if "--version" in args:  # of whichever command
            args[:] = ["--version"]
        elif not ctx.resilient_parsing and (not args or (args[0].startswith("-") and args[0] not in ("-h", "--help"))):
            args.insert(0, "build")  # but to complete a line: its first word is a command
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """What stops a command, and is no mistake of Livret's, is told in words."""
        with ending.told(), progress_line():
            return super().invoke(ctx)


@click.group(cls=_Livret, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="livret")
def main() -> None:
    """Build, preview and check a site of booklets in many languages. Without a command: build."""


@main.command()
@SITE
@click.option("--out", type=FOLDER, help="Where to publish [default: public/ in the site folder].")
@names("--lang", "languages", help="Only these languages, separated by commas; wants --out.")
@click.option("--no-pdf", is_flag=True, help="No paper; wants --out.")
@DATE
@JOBS
@click.option("--why", is_flag=True, help="Say for each file that was made anew why it was.")
@click.option("--verify", is_flag=True, help="Trust no file's date and size: read every one.")
@names("--without", "without", help="Leave these formats out, by the names that `plan` gives, separated by commas; wants --out.")
@click.option(
    "--cluster", default="", metavar="ADDRESS", help="Let the workers of a Dask scheduler do the work: tcp://127.0.0.1:8786."
)
@click.option("--strict", is_flag=True, help="A damaged translation stops the build.")
@click.option(
    "--sites",
    type=FOLDER,
    help="Build every site of a folder, each into its own public/; what towns have of one base is read once.",
)
@click.option(
    "--professional", is_flag=True, help="Also the listings for professionals, and what has changed; wants --out, never public/."
)
def build(
    site: Path,
    out: Path | None,
    languages: tuple[str, ...],
    no_pdf: bool,
    date: datetime.date | None,
    workers: int,
    why: bool,
    verify: bool,
    without: tuple[str, ...],
    cluster: str,
    strict: bool,
    sites: Path | None,
    professional: bool,
) -> None:
    """Build content/, translations/ and theme/ into public/."""
    _combined(
        whole=not (out or languages or no_pdf or without or professional or site != Path()),
        part=bool(languages or no_pdf or without),
        professional=professional,
        sites=sites is not None,
        out=out is not None,
    )
    from livret.options import Options

    def options(folder: Path) -> Options:
        return Options(
            folder,
            out or folder / "public",
            languages,
            not no_pdf,
            date,
            workers,
            why,
            strict,
            professional,
            frozenset(without),
            cluster,
            verify,
        )

    known: Known = {}
    if sites is None:
        sys.exit(int(not _built(options(site), known)))
    published = [_built_alone(options(folder), known) for folder in _sites_in(sites)]
    sys.exit(int(not all(published)))


def _combined(*, whole: bool, part: bool, professional: bool, sites: bool, out: bool) -> None:
    """Refuses options of a build that do not go together: `whole` with nothing chosen, `part` of a site alone, `out` where to."""
    words = None
    if sites and not whole:
        words = marked("--sites builds each site of a folder whole, into its own public/: leave the other options out")
    elif professional and not out:
        words = marked("--professional holds what is not for everybody: say with --out where to put it, outside public/")
    elif part and not out:
        words = marked("--lang, --no-pdf and --without make a part of the site: say with --out where to put it")
    if words:
        raise click.UsageError(told(words))


def _sites_in(folder: Path) -> list[Path]:
    """The sites of a folder, by their names; one to which a link leads, too, is one."""
    from livret.source.layers import SITE as FILE

    every = sorted((each.parents[1] for each in folder.glob(f"*/{FILE}")), key=lambda site: (site.is_symlink(), site))
    found = sorted({site.resolve(): site for site in reversed(every)}.values())
    if not found:
        raise click.BadParameter(told("there is no site in {folder}", folder=folder), param_hint="--sites")
    return found


def _built_alone(options: Options, known: Known) -> bool:
    """Builds one site of several, named before its problems; but for `known`, nothing of it is kept for the next."""
    from livret.workshop import let_go

    echo(f"{options.site}:", err=True)
    published = _built(options, known)
    let_go()
    return published


def _built(options: Options, known: Known) -> bool:
    """Builds a site, unless all is as it was; whether it is published."""
    from livret import scratch
    from livret.publish.watch import Request, Watch

    start = time.monotonic()
    asked = {
        "languages": list(options.languages),
        "pdf": options.pdf,
        "strict": options.strict,
        "professional": options.professional,
        "without": sorted(options.without),
    }
    watch = Watch(Request("build", options.site, options.date, options.out, asked), verify=options.verify)
    if found := watch.found():
        scratch.sweep()  # of a build whose disk refused even that; one with something to do sweeps as it begins
        tell(found.report)
        return _ended(options.out, found, 0, start)
    return _build(options, watch, start, known)


def _build(options: Options, watch: Watch, start: float, known: Known) -> bool:
    from livret import formats, pipeline
    from livret.publish.watch import Found

    if unknown := sorted(options.without - formats.names()):
        words = told("no format is called {names}: see `livret plan`", names=", ".join(unknown))
        raise click.BadParameter(words, param_hint="--without")
    report = Report()
    outcome = pipeline.build(options, report, watch, known)
    tell(report)
    if options.why:
        for reason in outcome.reasons:
            echo(shown(reason))
    return _ended(options.out, Found(report, len(outcome.digests) if outcome.published else None), outcome.made, start)


def _ended(out: Path, found: Found, made: int, start: float) -> bool:
    if found.files is None:
        echo(told("Nothing was published: {summary}.", summary=checking.summary(found.report)), err=True)
        return False
    seconds = time.monotonic() - start
    said = told_many(
        "{out}: {count} file, {made} made anew, in {seconds:.1f} s ({summary}).",
        "{out}: {count} files, {made} made anew, in {seconds:.1f} s ({summary}).",
        found.files,
        out=out,
        made=made,
        seconds=seconds,
        summary=checking.summary(found.report),
    )
    echo(said)
    return True


@main.command()
@SITE
@LANG
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Where to listen.")
@click.option("--open", "show", is_flag=True, help="Open the browser.")
@click.option("--poll", is_flag=True, help="Look at the files time and again, where the system does not tell what was saved.")
@click.option(
    "--private", is_flag=True, help="Also show what is for the team alone, marked: .livret-private/, at an address of its own."
)
@click.option("--write", is_flag=True, help="Also an editor in the browser, for whoever has the address that is shown.")
def serve(site: Path, languages: tuple[str, ...], port: int, show: bool, poll: bool, private: bool, write: bool) -> None:
    """Preview on 127.0.0.1: save a file, see the page."""
    import secrets

    from livret.running import whole
    from livret.serve.server import serve as run

    token = secrets.token_urlsafe() if write else ""
    try:
        run(whole(site, None, languages, drafts=True), port, show=show, poll=poll, private=private, token=token)
    except OSError as error:
        if error.errno not in _TAKEN:
            raise
        words = marked("another program listens at port {port}: choose another one with --port, such as {other}")
        raise click.UsageError(told(words, port=port, other=port % 65535 + 1)) from None


@main.command()
@SITE
@DATE
@JSON
@click.option("--online", is_flag=True, help="Also ask whether the addresses that the site links to still answer.")
@click.option("--comment", is_flag=True, help="As Markdown, for a comment on a merge request.")
@click.option(
    "--changed",
    is_flag=False,
    flag_value="HEAD",
    metavar="[COMMIT]",
    help="Only what concerns files that are others than in a commit of git, and all that stops a build [default: the last commit].",
)
def check(site: Path, date: datetime.date | None, as_json: bool, online: bool, comment: bool, changed: str | None) -> None:
    """Find every problem; change nothing."""
    from livret.publish.watch import Request, Watch

    watch = Watch(Request("check", site, date))
    if found := watch.found():
        report = found.report
    else:
        from livret.running import checked

        report = checked(site, date, watch)
    if online:
        from livret.running import ask_outside

        ask_outside(site, date, report)
    if changed is not None:
        from livret import uncommitted

        report = checking.concerning(report, uncommitted.changed(site, changed))
    if as_json:
        echo(checking.as_json(report))
    elif comment:
        echo(checking.as_comment(report))
    else:
        tell(report, err=False)
        echo(checking.summary(report))
    sys.exit(checking.exit_code(report))


@main.command()
@SITE
@DATE
def plan(site: Path, date: datetime.date | None) -> None:
    """How many files of each kind a build makes."""
    from livret import pipeline
    from livret.running import whole

    report, options = Report(), whole(site, date)
    artifacts = pipeline.planned(options, report)
    tell(report)
    if artifacts is None:
        sys.exit(1)
    for kind, count in pipeline.count(artifacts):
        echo(f"{count:6} {kind}")


@main.command()
@SITE
@DATE
@click.option(
    "--section", type=click.IntRange(0), default=0, help="Only this section, counted from 1 [default: the whole chapter]."
)
@click.argument("language")
@click.argument("chapter", type=ADDRESS)
def script(site: Path, date: datetime.date | None, section: int, language: str, chapter: str) -> None:
    """Print a CHAPTER (urgences/numeros) in LANGUAGE for whoever reads it aloud into a recording."""
    from livret import script as reading_aloud
    from livret.running import whole

    report = Report()
    text = reading_aloud.script(replace(whole(site, date, (language,), drafts=True), pdf=False), chapter, section, report)
    tell(report)
    if text is None:
        sys.exit(checking.exit_code(report) or 2)
    echo(text)


@main.command()
@SITE
def schema(site: Path) -> None:
    """Write docs/schema/*.json: what an editor needs to complete the keys of YAML files; and its settings and a hook for git, where there are none."""
    from livret.source.door import Door
    from livret.starting import editor_files
    from livret.usage import language_of

    door = Door(site, datetime.date.min)
    for path in (*editor_files.write_schemas(site), *editor_files.write(door, language_of(site))):
        echo(path)


@main.command()
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
def completion(shell: str) -> None:
    """Print what a shell runs to complete commands, options and folders."""
    from click.shell_completion import get_completion_class

    if complete := get_completion_class(shell):
        echo(complete(main, {}, "livret", "_LIVRET_COMPLETE").source())


for _command in (
    *directory.COMMANDS,
    *translating.COMMANDS,
    *reporting.COMMANDS,
    *voicing.COMMANDS,
    *overseeing.COMMANDS,
    *starting.COMMANDS,
    *writing.COMMANDS,
    printing.group,
):
    main.add_command(_command)
listen()
