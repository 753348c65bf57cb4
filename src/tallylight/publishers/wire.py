"""The one place that opens connections: sends a question, follows redirects within the publisher's hosts, tries again.

What a failure means and how long to wait is decided in `retry.py`; where an answer may come from, in `hosts.py`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any, TypeVar
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

import tallylight
from tallylight.publishers import retry
from tallylight.publishers.clock import Clock
from tallylight.publishers.hosts import Hosts
from tallylight.publishers.progress import Progress
from tallylight.publishers.trouble import Failed, gave_up, in_words

AGENT = f"tallylight/{tallylight.__version__} (ledger of public spending; reads published award records)"
"""Who asks. No browser's name: the publisher may know, and may refuse."""

PACE = 1.0  # seconds between two questions, at least
CONNECT, READ = 20.0, 120.0  # seconds
MOST_JSON = 64 * 1024**2  # bytes of one JSON answer
CHUNK = 256 * 1024
MOST_REDIRECTS = 3
KEPT_METHOD = {307, 308}  # RFC 9110, section 15.4: these send the same question again
REDIRECTS = {301, 302, 303} | KEPT_METHOD

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that came whole: its length in bytes, and its SHA-256."""

    size: int
    sha256: str


class Wire:
    """Questions to one publisher. `pace` is the least time between two, in seconds."""

    def __init__(self, hosts: Hosts, clock: Clock, progress: Progress | None = None, pace: float = PACE) -> None:
        self.hosts, self.clock, self.pace = hosts, clock, pace
        self.progress = progress or Progress()
        self.asked = 0  # questions sent, repeated ones included
        self._last = float("-inf")
        self._reached = False
        self._pools = {address: _pool(address) for address in {hosts.api, hosts.files}}

    def ask(self, path: str, body: dict[str, Any] | None = None, *, may_miss: bool = False) -> Any:
        """The JSON answer to a GET, or to a POST of `body`. With `may_miss`, None where the publisher has no such thing.

        Raises PublisherError when it refuses, or keeps failing.
        """
        method = "GET" if body is None else "POST"
        sent = None if body is None else json.dumps(body).encode()

        def once() -> Any:
            with self._answer(method, self.hosts.address(path.lstrip("/")), sent, may_miss) as response:
                return None if response is None else _decoded(response)

        return self._until_answered(once, f"{method} {path.partition('?')[0]}")

    def fetch(self, told: str, into: IO[bytes]) -> Fetched:
        """Copy a file that the publisher named into an empty, open one. Raises PublisherError when it never comes whole."""
        address = self.hosts.address(told)

        def once() -> Fetched:
            into.seek(0)
            into.truncate()
            # A file that was just finished may take a moment to be there.
            with self._answer("GET", address, None, late=True) as response:
                assert response is not None
                return self._copied(response, into)

        return self._until_answered(once, f"GET {urlsplit(address).path}")

    def _copied(self, response: BaseHTTPResponse, into: IO[bytes]) -> Fetched:
        """urllib3 raises an error of its own when fewer bytes come than `Content-Length` promised."""
        told = response.headers.get("Content-Length", "")
        digest, size = hashlib.sha256(), 0
        for chunk in response.stream(CHUNK):
            into.write(chunk)
            digest.update(chunk)
            size += len(chunk)
            self.progress.received(size, int(told) if told.isdecimal() else None)
        into.flush()
        return Fetched(size, digest.hexdigest())

    def _until_answered(self, once: Callable[[], T], where: str) -> T:
        tries = 0
        while True:
            tries += 1
            try:
                return once()
            except Failed as failed:
                failure = failed.failure
            except HTTPError as error:  # of urllib3: no connection, a broken one, a time-out, an answer cut short
                failure = retry.Failure(in_words(error), passing=True, never_reached=not self._reached)
            wait = retry.wait_before(tries, failure)
            if wait is None:
                raise gave_up(tries, failure, where)
            self.progress.waiting(failure.why, wait)
            self.clock.sleep(wait)

    @contextmanager
    def _answer(
        self, method: str, address: str, body: bytes | None, may_miss: bool = False, late: bool = False
    ) -> Iterator[BaseHTTPResponse | None]:
        """The answer to one question, redirects followed. None for a 404 that is allowed."""
        for _ in range(MOST_REDIRECTS + 1):
            response = self._send(method, address, body)
            try:
                if response.status not in REDIRECTS:
                    yield self._judged(response, may_miss, late)
                    return
                address = self._onward(method, address, response)
            finally:
                response.drain_conn() if response.status in REDIRECTS else response.close()
        raise Failed(retry.Failure(f"more than {MOST_REDIRECTS} redirects", passing=False))

    def _send(self, method: str, address: str, body: bytes | None) -> BaseHTTPResponse:
        wait = self._last + self.pace - self.clock.now()
        if wait > 0:
            self.clock.sleep(wait)
        self._last = self.clock.now()
        self.asked += 1
        headers = {"User-Agent": AGENT, "Accept-Encoding": "identity"}
        if body is not None:
            headers |= {"Content-Type": "application/json", "Accept": "application/json"}
        pool = self._pools[self.hosts.files if _same_host(address, self.hosts.files) else self.hosts.api]
        response = pool.request(
            method, address, body=body, headers=headers, preload_content=False, redirect=False, retries=False
        )
        self._reached = True
        return response

    def _onward(self, method: str, address: str, response: BaseHTTPResponse) -> str:
        if method == "POST" and response.status not in KEPT_METHOD:
            why = f"HTTP {response.status}: the question is sent elsewhere and would be lost on the way"
            raise Failed(retry.Failure(why, passing=False))
        return self.hosts.address(response.headers.get("Location", ""), address)

    def _judged(self, response: BaseHTTPResponse, may_miss: bool, late: bool) -> BaseHTTPResponse | None:
        if response.status == 404 and may_miss:
            return None
        if response.status >= 300:
            failure = retry.of_status(response.status, _detail(response), response.headers, self.clock.utc())
            if response.status == 404 and late:
                failure = retry.Failure("HTTP 404: the file is not there", passing=True)
            raise Failed(failure)
        return response


def _pool(address: str) -> urllib3.PoolManager:
    """Connections to one service, through the proxy that the system names for it, if any. Certificates are checked."""
    parts = urlsplit(address)
    proxy = getproxies().get(parts.scheme)
    limits = urllib3.Timeout(connect=CONNECT, read=READ)
    if proxy and not proxy_bypass(parts.hostname or ""):
        return urllib3.ProxyManager(proxy if "://" in proxy else f"http://{proxy}", timeout=limits)
    return urllib3.PoolManager(timeout=limits)


def _same_host(address: str, other: str) -> bool:
    return urlsplit(address).netloc.lower() == urlsplit(other).netloc.lower()


def _decoded(response: BaseHTTPResponse) -> Any:
    """The JSON of an answer. Numbers with a point stay as they are written: money is never a float."""
    raw = response.read(MOST_JSON + 1)
    if len(raw) > MOST_JSON:
        raise Failed(retry.Failure(f"the answer has more than {MOST_JSON:,} bytes", passing=False))
    if not raw.strip():
        raise Failed(retry.Failure("an empty answer", passing=True))
    try:
        return json.loads(raw, parse_float=str)
    except (ValueError, RecursionError):
        kind = response.headers.get("Content-Type", "no stated type").partition(";")[0]
        raise Failed(retry.Failure(f"the answer is no JSON ({kind[:60]})", passing=True)) from None


def _detail(response: BaseHTTPResponse) -> str:
    """What an error's body says: `detail`, or `message`. Nothing of a page that a proxy made."""
    try:
        told = json.loads(response.read(64 * 1024) or b"{}")
    except (ValueError, RecursionError, HTTPError):
        return ""
    text = (told.get("detail") or told.get("message") or "") if isinstance(told, dict) else ""
    return " ".join(str(text).split())[:300]
