"""A page is got from its address, and no address leads a draft into a private network. The server here is on loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from tallylight import settings
from tallylight.articles.fetch import Answer, fetch, is_public
from tallylight.articles.read import read_article
from tallylight.errors import SourceError


class Site(BaseHTTPRequestHandler):
    """A small site: pages, redirects and faults, by path."""

    seen: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self) -> None:
        Site.seen.append((self.headers["Host"], self.path))
        match self.path:
            case "/page":
                self._answer(200, "text/html; charset=utf-8", b"<html>ok</html>")
            case "/moved":
                self._answer(302, "text/html", b"", location="/page")
            case "/inside":
                self._answer(302, "text/html", b"", location="http://metadata.internal/secret")
            case "/scheme":
                self._answer(302, "text/html", b"", location="file:///etc/passwd")
            case "/round":
                self._answer(302, "text/html", b"", location="/round")
            case "/picture":
                self._answer(200, "image/png", b"\x89PNG")
            case "/long":
                self._answer(200, "text/plain", b"x" * 5000)
            case "/cut":
                self.send_response(200)
                self.send_header("Content-Length", "100")
                self.end_headers()
                self.wfile.write(b"half")
            case _:
                self._answer(404, "text/html", b"no")

    def _answer(self, code: int, kind: str, body: bytes, location: str = "") -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def look_up(host: str, port: int) -> list[str]:
    """news.example is the server here; metadata.internal is a private address that the test must never ask."""
    return {"news.example": ["127.0.0.1"], "metadata.internal": ["169.254.169.254"]}[host]


def get(url: str) -> Answer:
    return fetch(url, look_up=look_up, allowed=lambda address: address == "127.0.0.1")


def test_a_page_is_got_by_its_name_from_the_address_that_was_judged(port: int) -> None:
    Site.seen.clear()
    assert get(f"http://news.example:{port}/page") == Answer(
        b"<html>ok</html>", f"http://news.example:{port}/page", "utf-8"
    )
    assert Site.seen == [(f"news.example:{port}", "/page")]


def test_a_redirect_is_followed(port: int) -> None:
    assert get(f"http://news.example:{port}/moved").url == f"http://news.example:{port}/page"


def test_a_redirect_to_a_private_address_is_refused_and_never_asked(port: int) -> None:
    with pytest.raises(SourceError, match=r"private network.*\(http://metadata.internal/secret\)"):
        get(f"http://news.example:{port}/inside")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/scheme", "not the address of a page"),
        ("/round", "redirects more than 5 times"),
        ("/picture", "no text but image/png"),
        ("/nothing", "answered 404"),
        ("/cut", "cannot be fetched"),
    ],
)
def test_what_is_no_page_is_one_line(port: int, path: str, told: str) -> None:
    with pytest.raises(SourceError, match=told) as raised:
        get(f"http://news.example:{port}{path}")
    assert len(str(raised.value).splitlines()) == 1


def test_a_page_longer_than_any_article_is_given_up(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MAX_PAGE_BYTES", 1000)
    with pytest.raises(SourceError, match="longer than 1,000 bytes"):
        get(f"http://news.example:{port}/long")


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.9", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "::", "not an address", "255.255.255.255"],
)  # fmt: skip
def test_a_private_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_an_address_of_the_open_internet_is_public(address: str) -> None:
    assert is_public(address)


def test_a_name_with_one_private_address_among_public_ones_is_refused() -> None:
    with pytest.raises(SourceError, match="private network"):
        fetch("http://news.example/", look_up=lambda *_: ["8.8.8.8", "10.0.0.1"])


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "http://localhost:9/", "http://[::1]:9/", "http://2130706433/"])
def test_the_machine_itself_is_refused(url: str) -> None:
    with pytest.raises(SourceError, match=r"private network|no such host"):
        read_article(url)


@pytest.mark.parametrize(
    "url", ["http://", "http:///a", "http://user:word@news.example/", "https://[::1", "http://a b/"]
)
def test_what_is_no_address_is_one_line(url: str) -> None:
    with pytest.raises(SourceError) as raised:
        read_article(url)
    assert len(str(raised.value).splitlines()) == 1


def test_without_a_network_there_is_one_line() -> None:
    def no_network(*_: object) -> list[str]:
        raise OSError("Temporary failure in name resolution")

    with pytest.raises(SourceError, match="no such host, or no network"):
        fetch("https://news.example/a", look_up=no_network)
