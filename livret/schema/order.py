"""`orders/<name>.yaml`: what to print, how many of each, on which paper, for whom."""

from __future__ import annotations

from pydantic import Field

from livret.schema.fields import Day, Email, Model, Name, Phone, Tag


class Contact(Model):
    """Who answers the shop's questions."""

    name: Name
    email: Email | None = None
    phone: Phone | None = None


class Line(Model):
    """A document, such as `urgences-trifold`, its paper and finish, and the copies of each language."""

    document: Name
    paper: Name
    copies: dict[Tag, int] = Field(min_length=1)


class Order(Model):
    """`ordered_on` is the day it went to the shop: a funder is told the copies of a period."""

    contact: Contact
    ordered_on: Day | None = None
    deliver: Name | None = None
    documents: tuple[Line, ...] = Field(min_length=1)
