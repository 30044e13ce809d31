"""Apache and nginx, as Debian has them: each begun for a test on a port of its own, and ended with it; and what they have to answer, as netlify.toml says it."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any

from waiting import LAST_RESORT, until

HOST = "127.0.0.1"
_WRITTEN = 1_700_000_000  # long ago: Apache is not sure of a file that was written just now
_SYSTEM = f"{os.environ.get('PATH', '')}:/usr/sbin"  # where Debian has both; only root looks there by itself
_APACHE_MODULES = (
    "mpm_event",
    "authz_core",
    "dir",
    "mime",
    "headers",
    "alias",
    "autoindex",
    "negotiation",
    "asis",
    "filter",
    "deflate",
)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Message
    body: bytes


@dataclass(frozen=True, slots=True)
class Server:
    """`name` is that of `livret host`; `base` the folder of the host in which the site lies."""

    name: str
    base: str
    port: int

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """What is answered for an address on the host, as it stands in a request."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=LAST_RESORT)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()


@contextmanager
def hosted(name: str, base: str, written: Path, files: Mapping[str, bytes]) -> Iterator[Server]:
    """A server that has these files of a site in the folder `base`, with a host's file as Livret wrote it."""
    with tempfile.TemporaryDirectory() as folder:  # outside pytest's, where a server that gives up root may not read
        Path(folder).chmod(0o755)
        _lay(files, Path(folder) / "www" / base.strip("/"))
        with _serving(name, base, written, Path(folder)) as server:
            yield server


def _lay(files: Mapping[str, bytes], www: Path) -> None:
    for path, data in files.items():
        (www / path).parent.mkdir(parents=True, exist_ok=True)
        (www / path).write_bytes(data)
        os.utime(www / path, (_WRITTEN, _WRITTEN))


@contextmanager
def _serving(name: str, base: str, written: Path, folder: Path) -> Iterator[Server]:
    """A server whose files are `folder`/www, with a host's file as Livret wrote it."""
    port = _free_port()
    command = {"apache": _apache, "nginx": _nginx}[name](port, written, folder)
    program = shutil.which(command[0], path=_SYSTEM)
    assert program, f"{command[0]} is missing: scripts/test brings it"
    said = folder / "said.txt"
    with said.open("ab") as log, subprocess.Popen([program, *command[1:]], stdout=log, stderr=log) as process:
        try:
            until(lambda: process.poll() is not None or _answers(port))
            assert process.poll() is None, said.read_text()
            yield Server(name, base, port)
        finally:
            process.kill()
    assert not re.search(r"\b(warn|crit|alert|emerg)\]", said.read_text()), said.read_text()


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as found:
        return int(found.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        socket.create_connection((HOST, port)).close()
    except ConnectionRefusedError:
        return False
    return True


def _apache(port: int, written: Path, folder: Path) -> list[str]:
    """A host that lists folders, guesses what is meant, and takes tags in names for languages and programs, as some do."""
    www = folder / "www"
    shutil.copy(written, _site(www) / ".htaccess")
    modules = "".join(f"LoadModule {each}_module /usr/lib/apache2/modules/mod_{each}.so\n" for each in _APACHE_MODULES)
    (folder / "apache.conf").write_text(
        f"""\
{modules}
ServerName {HOST}
Listen {HOST}:{port}
User nobody
Group nogroup
DefaultRuntimeDir {folder}
PidFile {folder}/pid
ErrorLog {folder}/said.txt
TypesConfig /dev/null
AddLanguage ar .ar
AddLanguage fr .fr
AddHandler send-as-is .ar .fr
DirectoryIndex index.php
DocumentRoot {www}
<Directory {www}>
    Options +Indexes +MultiViews +FollowSymLinks
    AllowOverride All
</Directory>
""",
        encoding="utf-8",
    )
    return ["apache2", "-X", "-f", str(folder / "apache.conf")]


def _nginx(port: int, written: Path, folder: Path) -> list[str]:
    """A host with a list of types of its own, whose server block says where its files are."""
    conf = folder / "livret.conf"
    conf.write_text(written.read_text(encoding="utf-8").replace("/var/www/html", str(folder / "www")), encoding="utf-8")
    (folder / "nginx.conf").write_text(
        f"""\
daemon off;
master_process off;
pid {folder}/pid;
error_log stderr warn;
events {{}}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen {HOST}:{port};
        root {folder};
        index index.php;
        autoindex on;
        include {conf};
    }}
}}
""",
        encoding="utf-8",
    )
    return ["nginx", "-e", "stderr", "-p", str(folder), "-c", str(folder / "nginx.conf")]


def _site(www: Path) -> Path:
    """Where the site lies in the host's folder."""
    return next(mark.parent for mark in www.rglob(".livret-output"))


# --- what they have to answer --------------------------------------------------------------------------


def headers_of(said: Any, path: str) -> dict[str, str]:
    """What is sent with a file: a later rule has the last word."""
    rules = [rule for rule in said["headers"] if f"/{path}".startswith(rule["for"].removesuffix("*"))]
    return {name: value for rule in rules for name, value in rule["values"].items()}


def lost_page(said: Any, path: str) -> str:
    """What answers for a file that is not there: the first rule that matches has it."""
    rules = (rule for rule in said["redirects"] if f"/{path}".startswith(rule["from"].removesuffix("*")))
    return str(next(rules)["to"]).removeprefix("/")


def assert_sent(said: Any, path: str, answer: Answer) -> None:
    """Each header of the table once, with its value, where the table has it; and nowhere else."""
    expected = headers_of(said, path)
    names = {name for rule in said["headers"] for name in rule["values"]}
    assert {name: answer.headers.get_all(name) for name in names} == {
        name: [expected[name]] if name in expected else None for name in names
    }, path


def assert_lost(said: Any, files: Mapping[str, bytes], path: str, answer: Answer) -> None:
    page = lost_page(said, path)
    assert (answer.headers["Content-Type"], answer.body) == ("text/html; charset=utf-8", files[page]), path
    assert_sent(said, page, answer)


def is_shown(path: str) -> bool:
    return not re.search(r"(^|/)\.(?!well-known/)", path)
