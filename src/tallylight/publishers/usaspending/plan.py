"""From a wish to questions: what must be asked first to know them (the publisher's day, an award's key, what was pulled)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tallylight.errors import PublisherError, UsageError
from tallylight.publishers import pulls
from tallylight.publishers.usaspending import archive_lists, award, pieces, questions
from tallylight.publishers.usaspending.answers import counted, last_updated
from tallylight.publishers.usaspending.held import Held, held_by
from tallylight.publishers.usaspending.pieces import Piece
from tallylight.publishers.usaspending.wanted import OLDEST, Wanted, fiscal_year, halves
from tallylight.publishers.wire import Wire

OVERLAP = timedelta(days=14)
"""`--update` begins so much before the last pull: a change reaches the publisher days after the date that it carries."""


def planned(wanted: Wanted, wire: Wire, ledger: Path) -> dict[str, Any]:
    """The plan of a new pull. Raises UsageError when there is nothing to ask, PublisherError when it cannot be known."""
    today = last_updated(wire)
    until = min(wanted.until or today, today)
    held: list[Held] = []
    if wanted.award:
        key = award.current_key(wire, wanted.award)
        asked = [questions.of_award(key, wanted.award)]
    elif wanted.vendor:
        since = wanted.since or OLDEST
        asked = questions.of_vendor(wanted.vendor, _small_enough(wanted.vendor, since, until, wire))
    elif wanted.monthly:
        asked, held = _monthly(wanted, wire, today)
    elif wanted.update:
        asked, held = _update(wanted, wire, ledger, today)
    else:
        assert wanted.since
        asked = questions.of_agencies(wanted, until)
        held = [Held(buyer, wanted.since, until, today) for buyer in wanted.buyers]
    if not asked:
        raise UsageError("there is nothing to ask", where=f"{wanted.since} to {until}", do=f"The data are of {today}.")
    return {
        "wanted": wanted.out(),
        "publisher": wire.hosts.api,
        "pieces": [pieces.piece_out(piece) for piece in asked],
        "held": [one.out() for one in held],
    }


def _small_enough(vendor: str, start: date, end: date, wire: Wire) -> Iterable[tuple[date, date]]:
    """The time, halved until each part fits into one download, which is cut at 500,000 rows."""
    if start > end:
        return
    _, too_many = counted(wire, questions.vendor_filters(vendor, start, end))
    if too_many and start < end:
        for first, last in halves(start, end):
            yield from _small_enough(vendor, first, last, wire)
        return
    if too_many:
        raise UsageError("too many actions on one day for a download", where=str(start), do="Ask for a longer name.")
    yield start, end


def _monthly(wanted: Wanted, wire: Wire, today: date) -> tuple[list[Piece], list[Held]]:
    ids = archive_lists.agency_ids(wire)
    asked: list[Piece] = []
    held: list[Held] = []
    for top, buyers in _by_department(wanted).items():
        for year in wanted.years or (fiscal_year(today),):
            listed = archive_lists.files(wire, archive_lists.id_of(ids, top), year)
            found = questions.of_archive(listed, buyers, year)
            if not found:
                raise PublisherError(
                    f"the archive has no file of {top} for fiscal {year}",
                    where=archive_lists.FILES,
                    do="Ask for another year, or use --agency with --since.",
                )
            asked += found
            held += [
                Held(buyer, window.start, window.end, window.end)
                for piece in found
                for buyer in buyers
                for window in piece.windows
                if window.sub_agency == buyer.name
            ]
    return asked, held


def _update(wanted: Wanted, wire: Wire, ledger: Path, today: date) -> tuple[list[Piece], list[Held]]:
    known, deltas = held_by(pulls.all_pulls(ledger))
    chosen = [one for one in known if not wanted.buyers or one.buyer in wanted.buyers]
    if not chosen:
        raise UsageError(
            "no agency was pulled into this ledger yet",
            where="--update",
            do="Begin with `tallylight pull usaspending --agency ICE --since 2025-10-01`.",
        )
    asked: list[Piece] = []
    for one in chosen:
        asked += questions.of_update(one.buyer, one.updated(today).window, max(OLDEST, one.as_of - OVERLAP), today)
    ids = archive_lists.agency_ids(wire)
    for top in dict.fromkeys(one.buyer.top for one in chosen):
        listed = archive_lists.files(wire, archive_lists.id_of(ids, top), fiscal_year(today))
        after = min(one.as_of for one in chosen if one.buyer.top == top)
        asked += questions.of_deltas(listed, after, deltas)
    return asked, [one.updated(today) for one in chosen]


def _by_department(wanted: Wanted) -> dict[str, Sequence[Any]]:
    found: dict[str, list[Any]] = {}
    for buyer in wanted.buyers:
        found.setdefault(buyer.top, []).append(buyer)
    return dict(found)
