"""`photo.jpg.yaml`, beside a picture: who can be recognised in it."""

from __future__ import annotations

from livret.schema.fields import Ident, Model


class PictureMeta(Model):
    """The ids of the people, as `.livret-private/members.yaml` has them, each of whom agrees to be shown (`photograph`). Empty: nobody can be recognised."""

    people: tuple[Ident, ...]
