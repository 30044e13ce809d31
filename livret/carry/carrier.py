"""A file that carries several pages: how the slots of their texts are filled there."""

from __future__ import annotations

import base64
import mimetypes
from dataclasses import dataclass

from livret.web.slots import Binding


@dataclass(frozen=True, slots=True)
class InFile(Binding):
    """A link to a page that is `inside` leads to a place of the file, any other to the site."""

    inside: frozenset[str] = frozenset()

    def to(self, target: str) -> str:
        path, _, anchor = target.partition("#")
        return f"#{place(path, anchor)}" if path in self.inside else self.edition.absolute(target)

    def own(self, anchor: str) -> str:
        return place(self.path, anchor)

    def picture(self, path: str) -> str:
        return data_address(self.edition.rendition(path), f"picture{self.edition.picture(path).small.ending}")


def place(path: str, anchor: str = "") -> str:
    """The id of a page in the file, or of something in that page: `/asile/ofpra`, `/asile/ofpra:le-récit`. No other id has a slash."""
    page = "/" + path.partition("/")[2].removesuffix(".html").removesuffix("/index")
    return f"{page}:{anchor}" if anchor else page


def data_address(data: bytes, name: str) -> str:
    """The bytes as an address of their own."""
    return f"data:{mimetypes.guess_type(name)[0] or 'font/woff2'};base64,{base64.b64encode(data).decode()}"
