"""What a person wants of USAspending.gov, as the command line said it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

API = "https://api.usaspending.gov"
FILES = "https://files.usaspending.gov"
NAME = "USAspending.gov"

OLDEST = date(2007, 10, 1)
"""Search reaches back to here (downloads to 2000-10-01): the one beginning that every way of asking has."""


@dataclass(frozen=True, slots=True)
class Buyer:
    """An agency whose purchases are wanted, in the publisher's own names."""

    short: str  # what a person calls it: ICE
    name: str  # U.S. Immigration and Customs Enforcement
    department: str | None = None  # the top-tier agency above it; None when it is one itself

    @property
    def top(self) -> str:
        """The name of its top-tier agency."""
        return self.department or self.name

    def filter(self, kind: str) -> dict[str, str]:
        """How the publisher's filters name it; `kind` is `awarding` or `funding`."""
        if self.department is None:
            return {"type": kind, "tier": "toptier", "name": self.name}
        return {"type": kind, "tier": "subtier", "name": self.name, "toptier_name": self.department}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One wish. Exactly one of: buyers with `since`; `award`; `vendor`; buyers with `monthly`; `update`."""

    buyers: tuple[Buyer, ...] = ()
    since: date | None = None
    until: date | None = None  # None: the publisher's newest day
    award: str | None = None
    vendor: str | None = None
    monthly: bool = False
    years: tuple[int, ...] = ()  # fiscal years of archive files; empty: the present one
    update: bool = False
    search: bool = False  # by paged search, for a small window, in place of a generated download

    @property
    def key(self) -> str:
        """The same for the same wish: so an interrupted pull is found again."""
        return hashlib.sha256(json.dumps(self.out(), sort_keys=True).encode()).hexdigest()[:12]

    def out(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "buyers": [[buyer.short, buyer.name, buyer.department] for buyer in self.buyers],
            "since": str(self.since) if self.since else None,
            "until": str(self.until) if self.until else None,
            "award": self.award,
            "vendor": self.vendor,
            "monthly": self.monthly,
            "years": list(self.years),
            "update": self.update,
            "search": self.search,
        }

    @staticmethod
    def read(told: dict[str, Any]) -> Wanted:
        """From JSON."""
        return Wanted(
            buyers=tuple(Buyer(*names) for names in told["buyers"]),
            since=date.fromisoformat(told["since"]) if told["since"] else None,
            until=date.fromisoformat(told["until"]) if told["until"] else None,
            award=told["award"],
            vendor=told["vendor"],
            monthly=told["monthly"],
            years=tuple(told["years"]),
            update=told["update"],
            search=told["search"],
        )


def fiscal_year(day: date) -> int:
    """Fiscal year N runs from 1 October of N - 1 to 30 September of N."""
    return day.year + (day.month >= 10)


def by_fiscal_year(since: date, until: date) -> Iterator[tuple[date, date]]:
    """The time from `since` to `until`, cut at the ends of fiscal years: no part has more than the 366 days of one question."""
    while since <= until:
        end = min(until, date(fiscal_year(since), 9, 30))
        yield since, end
        since = end + timedelta(days=1)


def halves(start: date, end: date) -> Iterable[tuple[date, date]]:
    """A time of two days and more as two that touch."""
    middle = start + (end - start) // 2
    return (start, middle), (middle + timedelta(days=1), end)
