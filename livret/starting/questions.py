"""What is asked on a terminal where no option says it. Nobody is asked where nobody answers: there, what was left out has a default or is wrong use."""

from __future__ import annotations

import sys

import click

from livret.tongue import told


def answer(given: str | None, question: str, *, default: str = "", hint: str = "") -> str:
    """What was given, or what a person answers; `hint` names the option or argument for whoever cannot be asked."""
    if given:
        return given
    if is_a_terminal():
        return str(click.prompt(question, default=default or None, err=True))
    if default:
        return default
    raise click.UsageError(told("{hint} is missing: {question}", hint=hint, question=f"{question[0].lower()}{question[1:]}"))


def is_a_terminal() -> bool:
    """Whether somebody can answer."""
    return sys.stdin.isatty()
