"""`releases/<name>.yaml`: what leaflets said when they were printed. Livret writes it; a person may delete what is no longer about."""

from __future__ import annotations

import datetime

from pydantic import Field

from livret.schema.fields import Model, Name


class Printed(Model):
    """A document in a language: `subject` is its address (`urgences/trifold`), `facts` are its facts as they were shown."""

    document: Name
    subject: Name
    language: Name
    title: Name
    date: datetime.date
    facts: dict[str, Name] = Field(default_factory=dict)
    texts: tuple[Name, ...] = ()


class Release(Model):
    documents: tuple[Printed, ...] = ()
