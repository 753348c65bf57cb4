"""What changed at the publishers: new, altered, withdrawn and backfilled actions, from what each file showed.

An action that is absent from a newer search answer is no change: such answers lose rows by themselves (see
docs/decisions/0004). Only what a publisher says it withdrew is `removed`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tallylight.errors import LedgerError, UsageError
from tallylight.ledger import engine, layout
from tallylight.ledger.edition import Edition
from tallylight.ledger.manifest import read_manifest

ORDER = "seen_after, award_id, modification, kind, field, before, after"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference of two showings. Money and days in `before` and `after` are texts, as the field is no single kind."""

    kind: str  # added, altered, removed, backfilled
    award_id: str
    modification: str | None
    field: str | None  # of an altered action
    before: str | None
    after: str | None
    seen_before: date | None  # the last day on which the publisher showed it as before
    seen_after: date  # the first day on which it showed it as after
    payee: str | None
    agency: str | None
    action_date: date
    obligated: Decimal | None  # US dollars unless the award is one of another currency; as after
    description: str | None


COLUMNS = ", ".join(Change.__slots__)


def between(edition: Edition, start: str | None = None, end: str | None = None) -> tuple[Change, ...]:
    """The changes after `start` up to `end`, each the id of an edition or a day; by default since the parent edition.

    Between editions, a change counts when a file that the older edition lacks shows it. Raises UsageError for what is
    neither, and LedgerError for an edition that is not there.
    """
    if start is None:
        start = edition.parent
        if start is None:
            return ()
    conditions: list[str] = []
    params: dict[str, Any] = {}
    known = _files_of(edition, start)
    if known is None:
        conditions.append("seen_after > $start")
        params["start"] = _day(start)
    else:
        conditions.append("file not in (select unnest($known::integer[]))")
        params["known"] = known
    if end is not None:
        last = _files_of(edition, end)
        if last is None:
            conditions.append("seen_after <= $end")
            params["end"] = _day(end)
        else:
            conditions.append("file in (select unnest($last::integer[]))")
            params["last"] = last
    return _ask(edition, "true", " and ".join(conditions), params)


def of_award(edition: Edition, award_id: str) -> tuple[Change, ...]:
    """What changed about the actions of one award after they were first shown, oldest first."""
    found = _ask(edition, "award_id = $award_id", "true", {"award_id": award_id})
    return tuple(change for change in found if change.kind in ("altered", "removed"))


def statement(edition: Edition, where: str, wanted: str) -> str:
    """The question for changes, once the blocks of the edition's files are known to its connection."""
    rows = [
        (block.sub_agency, block.fiscal_year, entry.number, entry.as_of, block.last)
        for entry in edition.manifest.files
        if entry.report.kind == "actions"
        for block in entry.blocks
    ]
    connection = edition.sql.cursor()
    connection.execute(
        "create or replace table blocks (agency varchar, fiscal_year smallint, number integer, as_of date, newest date)"
    ).fetchall()
    for row in rows:
        connection.execute("insert into blocks values (?, ?, ?, ?, ?)", row).fetchall()
    question = engine.statement("changes_seen").replace("{where}", where)
    return f"select {COLUMNS} from ({question}) where {wanted} order by {ORDER}"


def _ask(edition: Edition, where: str, wanted: str, params: dict[str, Any]) -> tuple[Change, ...]:
    return tuple(Change(*row) for row in edition.query(statement(edition, where, wanted), params))


def _files_of(edition: Edition, name: str) -> list[int] | None:
    """The numbers of the files of an edition; None when the name is a day."""
    if not layout.EDITION_ID.fullmatch(name):
        return None
    if name == edition.id:
        return [entry.number for entry in edition.manifest.files]
    ledger = edition.folder.parent.parent
    found, _ = read_manifest(layout.edition_folder(ledger, name))
    numbers = {entry.number: entry.report.sha256 for entry in found.files}
    ours = {entry.number: entry.report.sha256 for entry in edition.manifest.files}
    if any(ours.get(number, sha256) != sha256 for number, sha256 in numbers.items()):
        raise LedgerError(
            f"edition {name} is not of the same line as {edition.id}",
            where=str(ledger),
            do="Compare it with an edition that was built on it, or give a day.",
        )
    return sorted(numbers)


def _day(text: str) -> date:
    try:
        if len(text) != len("YYYY-MM-DD"):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"{text!r} is neither an edition nor a day", do="Write 2026-08-20.1 or 2026-08-20; see `tallylight status`."
        ) from None


def summary(found: Sequence[Change]) -> dict[str, int]:
    """How many changes there are of each kind; an action that changed in two fields is two."""
    kinds = ("added", "altered", "backfilled", "removed")
    return {kind: sum(change.kind == kind for change in found) for kind in kinds}
