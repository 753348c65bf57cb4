"""A question, as plain data: what is sent, what the answer must be, and what it completes. It goes into the plan as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from tallylight.model import Window

BULK = "/api/v2/bulk_download/awards/"
DOWNLOAD = "/api/v2/download/transactions/"
CONTRACT, VEHICLE = "/api/v2/download/contract/", "/api/v2/download/idv/"
SEARCH = "/api/v2/search/spending_by_transaction/"
ARCHIVE = "/award_data_archive/"


@dataclass(frozen=True, slots=True)
class Rows:
    """What every row of an answer must be, by canonical column: else a filter was not applied."""

    is_: tuple[tuple[str, str], ...] = ()  # column, text; case does not count
    between: tuple[tuple[str, str, str], ...] = ()  # column, first and last day


@dataclass(frozen=True, slots=True)
class Piece:
    """One question and everything that is known before it is asked. Its answer becomes one file a member, or more."""

    name: str  # of the files that it becomes, without an ending
    words: str  # for a person
    path: str
    body: dict[str, Any]
    count: dict[str, Any] | None = None  # the same as filters of /download/count/; None where there is no such count
    rows: Rows = Rows()
    windows: tuple[Window, ...] = ()
    all_agencies: tuple[date, date] | None = None
    only_changes: bool = False
    shown: date | None = None  # the day of an archive file's data; None: the publisher's day when it is asked
    aliases: tuple[tuple[str, str], ...] = ()
    keys: str | None = None  # the award whose action keys the answer must have, no more and no fewer


def piece_out(piece: Piece) -> dict[str, Any]:
    """As JSON, for the plan of a pull."""
    told: dict[str, Any] = json.loads(json.dumps(asdict(piece), default=str))
    return told


def piece_in(told: dict[str, Any]) -> Piece:
    """The same from JSON."""
    day = date.fromisoformat
    span = [day(text) for text in told["all_agencies"] or ()]
    made = Piece(**told)
    return replace(
        made,
        rows=Rows(tuple(map(tuple, told["rows"]["is_"])), tuple(map(tuple, told["rows"]["between"]))),
        windows=tuple(Window(w["sub_agency"], day(w["start"]), day(w["end"])) for w in told["windows"]),
        all_agencies=(span[0], span[1]) if span else None,
        shown=day(told["shown"]) if told["shown"] else None,
        aliases=tuple((old, new) for old, new in told["aliases"]),
    )
