"""One page from one address. Nothing else is asked for: no scripts, no pictures, no cookies.

An address is refused when it, or anything it redirects to, leads into a private network: a link in somebody's draft must not
reach a router, a cloud's metadata service or a newsroom's own servers. The name is looked up once, and the connection goes to
the very address that was judged, so that a name that changes its mind between look-up and connection gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import tallylight
from tallylight import settings
from tallylight.errors import SourceError

if TYPE_CHECKING:
    import httpx

MOST_REDIRECTS = 5
TIMEOUT_S = 20.0
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
    import httpx

    with httpx.Client(timeout=TIMEOUT_S, trust_env=False, headers=_HEADERS) as client:
        here = url
        for _ in range(MOST_REDIRECTS + 1):
            answer, onward = _ask(client, here, look_up, allowed)
            if answer is not None:
                return answer
            here = urljoin(here, onward)
    raise SourceError(f"it redirects more than {MOST_REDIRECTS} times", where=url, do=_SAVE)


def _ask(client: httpx.Client, url: str, look_up: LookUp, allowed: Callable[[str], bool]) -> tuple[Answer | None, str]:
    """One request: the answer, or the address to go on to."""
    import httpx

    request = _request(client, url, look_up, allowed)
    try:
        response = client.send(request, stream=True)
        try:
            if response.has_redirect_location:
                return None, response.headers["location"]
            if response.status_code != httpx.codes.OK:
                raise SourceError(f"the server answered {response.status_code}", where=url, do=_SAVE)
            kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
            if (
                kind
                and not kind.startswith("text/")
                and kind not in ("application/xhtml+xml", "application/octet-stream")
            ):
                raise SourceError(f"this is no text but {kind}", where=url, do=_SAVE)
            return Answer(_body(response, url), url, response.charset_encoding), ""
        finally:
            response.close()
    except httpx.HTTPError as error:
        why = str(error) or type(error).__name__
        raise SourceError(f"the page cannot be fetched: {why}", where=url, do=f"Check the network. {_SAVE}") from error


def _request(client: httpx.Client, url: str, look_up: LookUp, allowed: Callable[[str], bool]) -> httpx.Request:
    """A request to the judged address itself, which still names the host to the server."""
    import httpx

    try:
        told = httpx.URL(url)
        port = told.port or (443 if told.scheme == "https" else 80)
    except httpx.InvalidURL:
        told = httpx.URL("")
    if told.scheme not in ("http", "https") or not told.host or told.userinfo:
        raise SourceError("this is not the address of a page", where=url, do="Begin it with https:// or http://.")
    try:
        found = look_up(told.host, port)
    except (OSError, UnicodeError) as error:
        raise SourceError(
            "there is no such host, or no network", where=url, do=f"Check the network. {_SAVE}"
        ) from error
    if not found or not all(allowed(address) for address in found):
        raise SourceError("this address leads into a private network, and is not asked", where=url, do=_SAVE)
    host = told.netloc.decode("ascii")
    return client.build_request(
        "GET", told.copy_with(host=found[0]), headers={"Host": host}, extensions={"sni_hostname": told.host}
    )


def _body(response: httpx.Response, url: str) -> bytes:
    """The whole body, or a complaint once it is longer than any article."""
    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if len(body) > settings.MAX_PAGE_BYTES:
            raise SourceError(f"the page is longer than {settings.MAX_PAGE_BYTES:,} bytes", where=url, do=_SAVE)
    return bytes(body)
