"""Which language whoever calls is spoken to in, and what the command line says of itself in it: the help of our commands, and the words of click.

A command is declared once, in English. `spoken_command` gives it as it is shown now: nothing of it is changed, for the next one in this process may be
asked for in another language. click looks its own words up as gettext does; `listen` lets it look them up in ours.
"""

from __future__ import annotations

import copy
import datetime
import itertools
import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import click

from livret.source.door import Door, Refused
from livret.tongue import SOURCE, form, knows, marked, spoken, told

Declared = TypeVar("Declared", click.Command, click.Parameter)
# What click says to those who call our commands; another version may say it otherwise, and is then heard in English.
CLICK = (
    marked("Usage:"),
    marked("Options"),
    marked("Positional arguments"),
    marked("Commands"),
    marked("Aborted!"),
    marked("default: {default}"),
    marked("env var: {var}"),
    marked("required"),
    marked("Show the version and exit."),
    marked("Show this message and exit."),
    marked("%(prog)s, version %(version)s"),
    marked("Error: {message}"),
    marked("Try '{command} {option}' for help."),
    marked("Missing command."),
    marked("Missing argument"),
    marked("Missing option"),
    marked("Missing parameter"),
    marked("Missing {param_type}"),
    marked("Invalid value: {message}"),
    marked("Invalid value for {param_hint}: {message}"),
    marked("No such option {name!r}."),
    marked("No such command {name!r}."),
    marked("Option {name!r} does not take a value."),
    marked("Could not open file {filename!r}: {message}"),
    marked("Choose from:\n\t{choices}"),
    marked("{value!r} is not a valid {number_type}."),
    marked("{value} is not in the range {range}."),
    marked("{name} {filename!r} does not exist."),
    marked("{name} {filename!r} is a file."),
    marked("{name} {filename!r} is a directory."),
    marked("{name} {filename!r} is not readable."),
    marked("file"),
    marked("directory"),
    marked("path"),
)
CLICK_MANY = (
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)


COMMAND = marked("COMMAND [ARGS]...")  # click's own, in the usage of a group
LANGUAGE = "LIVRET_LANG"  # of the environment
_SYSTEM = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set counts, as POSIX has it
_SITE = re.compile(r"""^language:\s*["']?([a-z]+)""", re.MULTILINE)


def language_for(arguments: Sequence[str]) -> str:
    """The language to speak to whoever calls with these arguments: what they ask for, that of their system, that of the site, English. One that Livret
    does not speak, or a system that says none – “C”, a server –, leaves it to the next."""
    return next((tag for tag in _wishes(arguments) if knows(tag)), SOURCE)


def _wishes(arguments: Sequence[str]) -> Iterator[str]:
    said = (os.environ.get(LANGUAGE, ""), next(filter(None, map(os.environ.get, _SYSTEM)), "") or _of_windows())
    for name in filter(None, said):  # fr_FR.UTF-8
        yield re.split("[_.@-]", name)[0]
    yield _of_site(arguments)


def _of_windows() -> str:
    """The language in which Windows shows itself; "" elsewhere."""
    if sys.platform != "win32":
        return ""
    import ctypes  # noqa: PLC0415 – Windows alone asks for them
    import locale  # noqa: PLC0415

    return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")


def _of_site(arguments: Sequence[str]) -> str:
    named = [one.removeprefix("--site=") for one in arguments if one.startswith("--site=")]
    named += [value for option, value in itertools.pairwise(arguments) if option == "--site"]
    return language_of(Path(next(iter(named), ".")))


def language_of(site: Path) -> str:
    """The language that a site is written in; "" where that cannot be known at once."""
    try:
        text = Door(site, datetime.date.min).text("content/site.yaml")
    except (Refused, OSError, ValueError):
        return ""
    found = _SITE.search(text)
    return found[1] if found else ""


def listen() -> None:
    """From here on click looks its words up in the language that is spoken."""
    for module in (click.core, click.decorators, click.exceptions, click.formatting, click.parser, click.types):
        for name, ours in (("_", told), ("ngettext", form)):
            if hasattr(module, name):
                setattr(module, name, ours)


def spoken_command(declared: Declared) -> Declared:
    """A command, an option or an argument with its help in the language that is spoken."""
    if spoken() == SOURCE:
        return declared
    shown = copy.copy(declared)
    if text := getattr(shown, "help", None):  # an argument has none
        vars(shown)["help"] = told(one_line(text))
    if isinstance(shown, click.Parameter) and (name := metavar(shown)):
        shown.metavar = told(name)
    if isinstance(shown, click.Command):
        shown.params = [spoken_command(param) for param in shown.params]
        shown._help_option = None  # noqa: SLF001 – click's own, which it makes once
    if isinstance(shown, click.Group):
        shown.subcommand_metavar = told(COMMAND)
        shown.commands = {name: spoken_command(command) for name, command in shown.commands.items()}
    return shown


def metavar(param: click.Parameter) -> str:
    """What stands for a value in usage, FILE; "" where none does, or its choices."""
    if param.metavar or isinstance(param, click.Argument):
        return param.metavar or str(param.name).upper()
    return "" if getattr(param, "is_flag", False) or isinstance(param.type, click.Choice) else param.type.name.upper()


def one_line(text: str) -> str:
    """A docstring as one line: what is looked up."""
    return " ".join(text.split())
