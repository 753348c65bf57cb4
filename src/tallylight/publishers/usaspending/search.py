"""The paged search, for small windows only, with what is known to go wrong there put right or refused.

The server sorts by the one chosen field and orders equal values as it likes, so that between two pages a row can come
twice and another never. So: sort by award number, where only the few actions of one award are equal; compare the rows
that differ with the publisher's count; ask again in the other order and unite; then halve the time. What still does not
add up is refused.

A search does not say which recipient is one person trading alone, as a download does. So the same is asked once more for
sole proprietorships only, and the recipients of those rows are withheld.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from tallylight.errors import PublisherError, UsageError
from tallylight.publishers.usaspending import judge
from tallylight.publishers.usaspending.pieces import SEARCH, Piece
from tallylight.publishers.usaspending.wanted import halves
from tallylight.publishers.wire import Wire
from tallylight.sources.door import WITHHELD, mask

COUNT = "/api/v2/search/spending_by_transaction_count/"
PAGE = 100  # rows, the most that the publisher gives
MOST = 10_000  # rows of one question; the publisher's own documents say 50,000, people who use it say 10,000

_CHECKED = {
    "sub_agency": "Awarding Sub Agency",
    "agency": "Awarding Agency",
    "funding_sub_agency": "Funding Sub Agency",
    "funding_agency": "Funding Agency",
    "action_date": "Action Date",
}


@dataclass(frozen=True, slots=True)
class Found:
    """Rows that differ, in an order of their own; and how many the publisher counts."""

    rows: tuple[dict[str, Any], ...]
    counted: int

    def as_json(self) -> bytes:
        """As a saved answer, with the fields that were asked for."""
        return json.dumps({"results": list(self.rows)}, ensure_ascii=False, indent=0).encode() + b"\n"


def search(wire: Wire, piece: Piece) -> Found:
    """Every row of the window. Raises UsageError when they are too many, PublisherError when they do not add up."""
    filters = piece.body["filters"]
    counted = _count(wire, filters)
    if counted > MOST:
        raise UsageError(f"{counted:,} actions are too many for a search", where=piece.words, do="Leave --search out.")
    rows = _window(wire, piece, filters, counted)
    _check(rows, piece)
    alone = _sole_proprietors(wire, piece, filters)
    kept = [_outside(row, text in alone) for text, row in rows.items()]
    return Found(tuple(sorted(kept, key=lambda row: json.dumps(row, sort_keys=True))), counted)


def _sole_proprietors(wire: Wire, piece: Piece, filters: dict[str, Any]) -> set[str]:
    """The rows whose recipient is one person trading alone. All of them, should the publisher not know that filter."""
    only = filters | {"recipient_type_names": ["sole_proprietorship"]}
    counted = _count(wire, only)
    return set(_window(wire, piece, only, counted)) if counted else set()


def _window(wire: Wire, piece: Piece, filters: dict[str, Any], counted: int) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for order in ("asc", "desc"):
        found |= _pages(wire, piece, filters, order, counted)
        if len(found) == counted:
            return found
    (period,) = filters["time_period"]
    start, end = date.fromisoformat(period["start_date"]), date.fromisoformat(period["end_date"])
    if start == end or len(found) > counted:
        raise PublisherError(
            f"the search shows {len(found):,} different actions where the publisher counts {counted:,}",
            where=f"{piece.words}; {start}",
            do="Nothing was added. Leave --search out: a download has no such gaps.",
        )
    for first, last in halves(start, end):
        half = filters | {"time_period": [period | {"start_date": str(first), "end_date": str(last)}]}
        found |= _window(wire, piece, half, _count(wire, half))
    if len(found) != counted:
        raise PublisherError(
            "the publisher's records changed while they were read",
            where=piece.words,
            do="Nothing was added. Run the same command again.",
        )
    return found


def _pages(wire: Wire, piece: Piece, filters: dict[str, Any], order: str, counted: int) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    page = 0
    more = True
    while more and page * PAGE < MOST:
        page += 1
        body = piece.body | {"filters": filters, "order": order, "page": page, "limit": PAGE}
        answer = wire.ask(SEARCH, body)
        judge.messages(answer, SEARCH)
        try:
            results, more = answer["results"], bool(answer["page_metadata"]["hasNext"])
            for row in results:
                kept = {name: row.get(name) for name in (*piece.body["fields"], "generated_internal_id")}
                found[json.dumps(kept, sort_keys=True)] = kept
        except (TypeError, KeyError, AttributeError) as error:
            raise judge.Misunderstood("the answer is no page of a search", SEARCH) from error
        wire.progress.rows(len(found), counted)
    return found


def _outside(row: dict[str, Any], alone: bool) -> dict[str, Any]:
    """The row as it may be kept: see `sources.door`."""
    kept, text = dict(row), row.get("Transaction Description")
    if isinstance(text, str) and alone and row.get("Recipient Name"):
        text = re.sub(rf"(?<!\w){re.escape(str(row['Recipient Name']))}(?!\w)", "[name]", text, flags=re.IGNORECASE)
    if isinstance(text, str):
        kept["Transaction Description"] = mask(text)
    return kept | {"Recipient Name": WITHHELD, "Recipient UEI": None} if alone else kept


def _count(wire: Wire, filters: dict[str, Any]) -> int:
    answer = wire.ask(COUNT, {"filters": filters})
    judge.messages(answer, COUNT)
    try:
        return sum(int(number) for number in answer["results"].values())
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise judge.Misunderstood("the answer is no count", COUNT) from error


def _check(rows: dict[str, dict[str, Any]], piece: Piece) -> None:
    wrong = 0
    for row in rows.values():
        same = all(str(row.get(_CHECKED[c]) or "").casefold() == text.casefold() for c, text in piece.rows.is_)
        wrong += not (same and all(a <= str(row.get(_CHECKED[c]) or "")[:10] <= b for c, a, b in piece.rows.between))
    if wrong:
        raise judge.Misunderstood(f"{wrong:,} of {len(rows):,} rows are not what was asked for", SEARCH)
