"""Asking servers whether an address still answers, politely: one request at a time to each host, a pause between two, and no more than its first bytes.

An answer is *dead* only where that is certain – the server says so, or nobody has the name any more. A server that refuses a program, or a certificate that
this machine does not know, is *blocked*: a person has to look. Whoever does not answer today, or answers with a failure of theirs, is *slow*.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from urllib.parse import urlsplit

import urllib3
from urllib3 import exceptions

from livret import __version__, limits
from livret.problems import MachineFailed, detail


class Standing(StrEnum):
    """How an address stands."""

    FINE = "fine"
    DEAD = "dead"
    BLOCKED = "blocked"
    SLOW = "slow"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking for an address on a day; `reason` is a value for the words of a problem, "" where all is well."""

    url: str
    standing: Standing
    reason: str
    on: datetime.date


@dataclass(frozen=True, slots=True)
class Manners:
    """How servers are asked: who asks, seconds between two requests to a host, seconds that one may take, how often a failure is tried again, and
    how many hosts are asked at one time."""

    agent: str = f"Livret/{__version__}"
    pause: float = 1.0
    patience: float = limits.LINK_SECONDS
    retries: int = 2
    hosts: int = 8
    wait: Callable[[float], None] = time.sleep

    def retry(self) -> urllib3.Retry:
        """Failures of the way, and of servers for a moment. Another address is followed a few times."""
        return urllib3.Retry(
            total=self.retries + limits.LINK_REDIRECTS,
            connect=self.retries,
            read=self.retries,
            status=self.retries,
            other=0,
            redirect=limits.LINK_REDIRECTS,
            status_forcelist=_OVERLOADED,
            backoff_factor=self.pause,
            raise_on_status=False,
            retry_after_max=limits.LINK_SECONDS,
        )


_OVERLOADED = frozenset(
    {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT}
)
_FAILURES = 5  # the hundreds of a status by which a server says that it failed
_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_NO_NAME = detail("nobody has this name any more")


def ask(urls: Iterable[str], today: datetime.date, manners: Manners) -> Iterator[Answer]:
    """What each address answers, as they come. Raises MachineFailed where not one host is known: then it is this machine that is not connected."""
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(_host(url), []).append(url)
    connected, waiting = False, []
    people = ThreadPoolExecutor(manners.hosts)
    try:
        for done in as_completed([people.submit(_ask_host, its, today, manners) for its in hosts.values()]):
            waiting += done.result()
            connected |= any(answer.reason != _NO_NAME for answer in done.result())
            if connected:
                yield from waiting
                waiting.clear()
    finally:  # whoever ends it does not wait for hosts that nobody has asked yet
        people.shutdown(wait=False, cancel_futures=True)
    if waiting:
        raise MachineFailed(detail("no address can be found: is this machine connected to the internet?"))


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        return url


def _ask_host(urls: Iterable[str], today: datetime.date, manners: Manners) -> list[Answer]:
    """One after the other, with a pause between two."""
    found: list[Answer] = []
    with urllib3.PoolManager(headers={"User-Agent": manners.agent, "Accept": "*/*"}, timeout=manners.patience) as pool:
        for url in urls:
            if found:
                manners.wait(manners.pause)
            found.append(_asked(pool, url, today, manners))
    return found


def _asked(pool: urllib3.PoolManager, url: str, today: datetime.date, manners: Manners) -> Answer:
    try:
        answer = pool.request("GET", url, preload_content=False, retries=manners.retry())
        answer.close()
    except exceptions.HTTPError as error:
        standing, reason = _failure(error)
    else:
        standing, reason = _standing(answer.status)
    return Answer(url, standing, reason, today)


def _standing(status: int) -> tuple[Standing, str]:
    """By what the server says: https://www.rfc-editor.org/rfc/rfc9110#section-15."""
    if status < HTTPStatus.BAD_REQUEST:
        return Standing.FINE, ""
    said = detail("its server answers {status}", status=status)
    if status in _GONE:
        return Standing.DEAD, said
    failing = status // 100 == _FAILURES or status == HTTPStatus.REQUEST_TIMEOUT
    return (Standing.SLOW if failing else Standing.BLOCKED), said


def _failure(error: exceptions.HTTPError) -> tuple[Standing, str]:
    """By what the way there says."""
    reason = error.reason if isinstance(error, exceptions.MaxRetryError) else error
    if isinstance(reason, exceptions.NameResolutionError):
        return Standing.DEAD, _NO_NAME
    if isinstance(reason, exceptions.LocationValueError):
        return Standing.DEAD, detail("this is no address")
    if isinstance(reason, exceptions.SSLError):
        return Standing.BLOCKED, detail("its certificate is not known to this machine")
    if isinstance(reason, exceptions.ResponseError):
        return Standing.BLOCKED, detail("it leads from one address to another without an end")
    return Standing.SLOW, detail("nobody answers there now")
