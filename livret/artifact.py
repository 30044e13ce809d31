"""An artifact: an address of something to publish. Its bytes are a pure function of what it looks up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Artifact:
    """One file of public/. `kind` names its maker, `language` its edition (a tag, "" for the
    source language's), `subject` what it shows (`urgences/numeros`, a service's id).

    It carries addresses and no content, so that a task can be sent to another process.
    """

    path: str
    kind: str
    language: str = ""
    subject: str = ""
