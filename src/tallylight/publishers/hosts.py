"""Which addresses may be asked: those of the publisher that was configured, and no other, wherever an answer points."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from tallylight.errors import PublisherError, UsageError

PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Hosts:
    """The two services of a publisher, without a slash at the end: where questions go, and where files lie."""

    api: str
    files: str

    def address(self, told: str, base: str | None = None) -> str:
        """An address that the publisher named, whole. Raises PublisherError when it leads to another host.

        Nor may it lead from https to http: what was asked over an encrypted line is not fetched over an open one.
        """
        whole = urljoin((base or self.api) + ("" if base else "/"), told)
        if _place(whole) not in {_place(self.api), _place(self.files)}:
            raise PublisherError(
                f"the answer points to another host, {urlsplit(whole).hostname or 'none'}",
                where=urlsplit(self.api).hostname or self.api,
                do="Nothing was fetched from there. If it is a mirror that you trust, name it with --files-url.",
            )
        return whole


def checked(address: str, option: str) -> str:
    """An address as a person gave it. Raises UsageError unless it is http or https, with a host, and nothing else."""
    try:
        parts = urlsplit(address)
        place = _place(address)
    except ValueError:
        parts, place = urlsplit(""), ("", "", 0)
    plain = not (parts.query or parts.fragment or parts.username or parts.password)
    if place[0] not in PORTS or not place[1] or not plain:
        raise UsageError(
            f"{address!r} is no address of a service", where=option, do="Write it like https://api.usaspending.gov."
        )
    return address.rstrip("/")


def _place(address: str) -> tuple[str, str, int]:
    parts = urlsplit(address)
    return parts.scheme, (parts.hostname or "").lower(), parts.port or PORTS.get(parts.scheme, 0)
