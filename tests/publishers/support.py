"""Pulling from the stand-in publisher, with a clock on which no wait takes any time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tallylight.ledger import Edition, open_ledger
from tallylight.ledger.build import AddResult, Answer, add_answers
from tallylight.publishers.hosts import Hosts
from tallylight.publishers.progress import Progress
from tallylight.publishers.usaspending.pull import Pulled, finish, pull
from tallylight.publishers.usaspending.wanted import Buyer, Wanted
from tallylight.publishers.wire import Wire
from tests.publisher.data import CBP, DHS, ICE
from tests.publisher.server import Publisher

BUYERS = {"ICE": Buyer("ICE", ICE[1], DHS), "CBP": Buyer("CBP", CBP[1], DHS)}


@dataclass
class FakeClock:
    """A clock that goes on only when somebody waits. It remembers the waits."""

    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.seconds

    def utc(self) -> datetime:
        return datetime(2026, 8, 21, 12, 0, tzinfo=UTC) + timedelta(seconds=self.seconds)

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.seconds += seconds


def agencies(*names: str, since: str = "2025-10-01", **more: object) -> Wanted:
    """Everything of some agencies."""
    buyers = tuple(BUYERS[name] for name in names)
    return Wanted(buyers=buyers, since=date.fromisoformat(since), **more)  # type: ignore[arg-type]


def wire_to(publisher: Publisher, clock: FakeClock | None = None, progress: Progress | None = None) -> Wire:
    """A line to the stand-in."""
    return Wire(Hosts(publisher.address, publisher.address), clock or FakeClock(), progress)


def pulled(wanted: Wanted, ledger: Path, publisher: Publisher, clock: FakeClock | None = None) -> Pulled:
    """Pull and build, as the command does."""
    return pulled_and_added(wanted, ledger, wire_to(publisher, clock))[0]


def pulled_and_added(wanted: Wanted, ledger: Path, wire: Wire) -> tuple[Pulled, AddResult]:
    """The same with what the build said."""
    with pull(wanted, ledger, wire) as found:
        made = add_answers([Answer(one.source, one.as_of, one.asked) for one in found.files(ledger)], str(ledger))
        assert made is not None
        finish(found, made.edition)
    return found, made


def actions(ledger: Path) -> list[tuple[str, str, str]]:
    """Award number, modification and amount of every current action, in order."""
    edition: Edition = open_ledger(str(ledger))
    return sorted((row.piid, row.modification, str(row.obligated)) for row in edition.actions("true"))


def expected(rows: Iterable[dict[str, str]]) -> list[tuple[str, str, str]]:
    """The same of rows of the publisher."""
    return sorted({(r["award_id_piid"], r["modification_number"], r["federal_action_obligation"]) for r in rows})


def tables(ledger: Path) -> dict[str, bytes]:
    """Every table of the current edition, byte for byte."""
    folder = open_ledger(str(ledger)).folder
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.parquet"))}
