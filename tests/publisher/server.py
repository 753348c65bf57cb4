"""The stand-in publisher on a real socket of this machine, and the ways in which a connection goes wrong."""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.publisher.service import Refused, Service


@dataclass
class Fault:
    """The next `times` requests whose path contains `path` end in this way."""

    path: str
    kind: str  # status, reset, redirect, html, empty, half
    times: int = 1
    status: int = 503
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


class Publisher:
    """A running stand-in. `faults` may be added at any time."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.faults: list[Fault] = []
        self.agents: set[str] = set()
        self._lock = threading.Lock()
        publisher = self

        class Handler(_Handler):
            stand_in = publisher

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        service.base = self.address

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_port}"

    @contextmanager
    def running(self) -> Iterator[Publisher]:
        """Answer until the block ends."""
        thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()

    def fault(self, path: str) -> Fault | None:
        """The fault that this request meets, if any."""
        with self._lock:
            for fault in self.faults:
                if fault.times and fault.path in path:
                    fault.times -= 1
                    return fault
        return None

    def answer(self, method: str, path: str, query: dict[str, str], body: Any) -> Any:
        """One question at a time."""
        with self._lock:
            return self.service.answer(method, path, query, body)


class _Handler(BaseHTTPRequestHandler):
    stand_in: Publisher
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body leave together: apart, each answer would wait for the system's delayed receipt
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        """Keep quiet."""

    def do_GET(self) -> None:
        self._handle(None)

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self._handle(json.loads(raw))

    def _handle(self, body: Any) -> None:
        parts = urlsplit(self.path)
        self.stand_in.agents.add(self.headers.get("User-Agent", ""))
        fault = self.stand_in.fault(parts.path)
        if fault and fault.kind != "half":
            self._go_wrong(fault)
            return
        if parts.path.startswith("/files/"):
            self._file(parts.path.removeprefix("/files/"), bool(fault))
            return
        try:
            told = self.stand_in.answer(self.command, parts.path, dict(parse_qsl(parts.query)), body)
            self._send(200, json.dumps(told).encode())
        except Refused as refused:
            self._send(refused.status, json.dumps({"detail": refused.detail}).encode())

    def _file(self, name: str, half: bool) -> None:
        from urllib.parse import unquote

        content = self.stand_in.service.file(unquote(name))
        if content is None:
            self._send(404, b"<Error><Code>NoSuchKey</Code></Error>", {"Content-Type": "application/xml"})
            return
        self._send(200, content, {"Content-Type": "application/zip"}, len(content) // 2 if half else None)

    def _go_wrong(self, fault: Fault) -> None:
        if fault.kind == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
        elif fault.kind == "html":
            self._send(200, b"<html><body>Maintenance</body></html>", {"Content-Type": "text/html"})
        elif fault.kind == "empty":
            self._send(200, b"")
        else:
            self._send(fault.status, fault.body, fault.headers)

    def _send(
        self, status: int, content: bytes, headers: dict[str, str] | None = None, only: int | None = None
    ) -> None:
        self.send_response(status)
        for name, value in ({"Content-Type": "application/json"} | (headers or {})).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[:only])
        if only is not None:  # the connection ends before the file does
            self.close_connection = True
