"""`releases/<name>.yaml`: what leaflets said when they were printed. Livret writes it; a person may delete what is no longer about."""

from __future__ import annotations

from pydantic import Field

from livret.schema.fields import Day, Model, Name


class Said(Model):
    """A text, and the tag of the language it is in: not every text of a leaflet was translated."""

    language: Name
    text: Name


class Printed(Model):
    """A document in a language: `subject` is its address (`urgences/trifold`), `facts` are its facts as they were shown."""

    document: Name
    subject: Name
    language: Name
    title: Name
    date: Day
    facts: dict[str, Name] = Field(default_factory=dict)
    texts: tuple[Said, ...] = ()


class Release(Model):
    documents: tuple[Printed, ...] = ()
