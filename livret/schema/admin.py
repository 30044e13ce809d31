"""`theme/admin/admin.yaml`: the Git host on which the editor at /admin/ saves."""

from __future__ import annotations

from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from livret.schema.fields import Model, Name

GitHost = Literal["github", "gitlab", "gitea"]
Repository = Annotated[str, StringConstraints(pattern=r"^[\w.-]+(/[\w.-]+)+$")]
Folder = Annotated[str, StringConstraints(pattern=r"^[\w-][\w.-]*(/[\w-][\w.-]*)*$")]
# A page may send words there: it is an address and nothing else, and over a line that nobody reads.
Address = Annotated[
    str,
    StringConstraints(pattern=r"^(https://[A-Za-z0-9.-]+(:\d+)?(/[A-Za-z0-9._-]+)*/?|http://(localhost|127\.0\.0\.1)(:\d+)?/?)$"),
]
# Where each of them is, and where its programs answer, for whoever runs none of their own.
_PUBLIC = {"github": "https://github.com", "gitlab": "https://gitlab.com", "gitea": "https://gitea.com"}
_API = {"github": "/api/v3", "gitlab": "/api/v4", "gitea": "/api/v1"}
_GITHUB_API = "https://api.github.com"


class Admin(Model):
    """Where the editor at /admin/ saves what is written, and how one signs in there."""

    host: GitHost
    """`gitea` is Forgejo and Codeberg, too."""
    repository: Repository
    """Whose it is, and its name: `town/guide`; on GitLab with its groups."""
    branch: Name = "main"
    folder: Folder | None = None
    """Where the site lies in the repository; at its root where left out."""
    address: Address | None = None
    """Of a host of one's own, or of one that is not the public one: `https://codeberg.org`."""
    app_id: Name | None = None
    """That of the application that the host knows the editor as; without it, one signs in with an access token."""

    @model_validator(mode="after")
    def _can_sign_in(self) -> Self:
        if self.host == "github" and self.app_id:
            raise PydanticCustomError("admin-app", "GitHub wants a server for that")
        return self

    def at(self, path: str) -> str:
        """A path from the site folder as the repository has it."""
        return f"{self.folder}/{path}" if self.folder else path

    @property
    def home(self) -> str:
        """The address of the host."""
        return (self.address or _PUBLIC[self.host]).rstrip("/")

    @property
    def api(self) -> str:
        """The address at which the host answers programs."""
        return _GITHUB_API if self.host == "github" and self.address is None else f"{self.home}{_API[self.host]}"

    @property
    def asked(self) -> str:
        """What the page of the editor may ask: the host, as browsers name it."""
        parts = urlsplit(self.api)
        return f"{parts.scheme}://{parts.netloc}"
