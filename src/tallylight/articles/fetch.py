"""One page from one address. Nothing else is asked for: no scripts, no pictures, no cookies.

An address is refused when it, or anything it redirects to, leads into a private network: a link in somebody's draft must not
reach a router, a cloud's metadata service or a newsroom's own servers. The name is looked up once, and the connection goes to
the very address that was judged, so that a name that changes its mind between look-up and connection gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

import tallylight
from tallylight import settings
from tallylight.errors import SourceError

if TYPE_CHECKING:
    import urllib3

MOST_REDIRECTS = 5
TIMEOUT_S = 20.0
_PORTS = {"http": 80, "https": 443}
_TEXTS = ("application/xhtml+xml", "application/octet-stream")
_SAVE = "Save the article as text or HTML, and check that file."
_HEADERS = {
    "User-Agent": f"tallylight/{tallylight.__version__} (checks statements about contracts; one page on request)",
    "Accept": "text/html,text/plain",
}

LookUp = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address gave: the bytes, the address in the end, and the encoding that the server named."""

    body: bytes
    url: str
    charset: str | None


def addresses(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system finds them. Raises OSError when it finds none."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet: not private, local, reserved or shared (RFC 6890)."""
    try:
        told = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(told, "ipv4_mapped", None)
    return (mapped or told).is_global and not told.is_multicast


def fetch(url: str, *, look_up: LookUp = addresses, allowed: Callable[[str], bool] = is_public) -> Answer:
    """The page at an address, at most MAX_PAGE_BYTES long, after at most five redirects.

    Raises SourceError when the address cannot be reached, leads to a private one, answers with an error, or is no text.
    """
    here = url
    for _ in range(MOST_REDIRECTS + 1):
        answer = _ask(here, look_up, allowed)
        if isinstance(answer, Answer):
            return answer
        here = urljoin(here, answer)
    raise SourceError(f"it redirects more than {MOST_REDIRECTS} times", where=url, do=_SAVE)


def _ask(url: str, look_up: LookUp, allowed: Callable[[str], bool]) -> Answer | str:
    """One request: the answer, or the address that it sends on to."""
    import urllib3

    scheme, host, port, path = _parts(url)
    pool = _pool(scheme, _judged(url, host, port, look_up, allowed), host, port)
    usual = port == _PORTS[scheme]
    headers = _HEADERS | {"Host": host if usual else f"{host}:{port}"}
    try:
        with closing(pool), closing(pool.urlopen(
            "GET", path, headers=headers, redirect=False, retries=False, preload_content=False, decode_content=True
        )) as response:  # fmt: skip
            onward = response.get_redirect_location()
            if onward:
                return onward
            if response.status != HTTPStatus.OK:
                raise SourceError(f"the server answered {response.status}", where=url, do=_SAVE)
            kind, charset = _kind(response.headers.get("content-type", ""))
            if kind and not kind.startswith("text/") and kind not in _TEXTS:
                raise SourceError(f"this is no text but {kind}", where=url, do=_SAVE)
            return Answer(_body(response, url), url, charset)
    except urllib3.exceptions.HTTPError as error:
        why = " ".join(str(error).split()) or type(error).__name__
        raise SourceError(f"the page cannot be fetched: {why}", where=url, do=f"Check the network. {_SAVE}") from error


def _parts(url: str) -> tuple[str, str, int, str]:
    """Scheme, host (in ASCII), port, and path with query. Raises SourceError for what is no address of a page."""
    try:
        told = urlsplit(url)
        host = (told.hostname or "").encode("idna").decode()
        port = told.port or _PORTS.get(told.scheme, 0)
    except (ValueError, UnicodeError):
        told, host, port = urlsplit(""), "", 0
    if told.scheme not in _PORTS or not host or " " in host or told.username is not None:
        raise SourceError("this is not the address of a page", where=url, do="Begin it with https:// or http://.")
    path = quote(told.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return told.scheme, host, port, f"{path}?{quote(told.query, safe='/%:@!$&()*+,;=~-._?')}" if told.query else path


def _judged(url: str, host: str, port: int, look_up: LookUp, allowed: Callable[[str], bool]) -> str:
    """The one address to connect to; every address of the host must be allowed."""
    try:
        found = look_up(host, port)
    except (OSError, UnicodeError) as error:
        raise SourceError(
            "there is no such host, or no network", where=url, do=f"Check the network. {_SAVE}"
        ) from error
    if not found or not all(allowed(address) for address in found):
        raise SourceError("this address leads into a private network, and is not asked", where=url, do=_SAVE)
    return found[0]


def _pool(scheme: str, address: str, host: str, port: int) -> urllib3.HTTPConnectionPool:
    """A connection to the judged address itself, over TLS with the name of the host."""
    import urllib3

    if scheme == "https":
        return urllib3.HTTPSConnectionPool(
            address, port, timeout=TIMEOUT_S, cert_reqs="CERT_REQUIRED", assert_hostname=host, server_hostname=host
        )
    return urllib3.HTTPConnectionPool(address, port, timeout=TIMEOUT_S)


def _kind(told: str) -> tuple[str, str | None]:
    """The media type and the encoding that a server names."""
    message = Message()
    message["content-type"] = told
    return (message.get_content_type() if told else ""), message.get_content_charset()


def _body(response: urllib3.BaseHTTPResponse, url: str) -> bytes:
    """The whole body, or a complaint once it is longer than any article."""
    body = bytearray()
    for piece in response.stream(2**16):
        body += piece
        if len(body) > settings.MAX_PAGE_BYTES:
            raise SourceError(f"the page is longer than {settings.MAX_PAGE_BYTES:,} bytes", where=url, do=_SAVE)
    return bytes(body)
