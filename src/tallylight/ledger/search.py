"""Finding actions by words of their description or payee."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from tallylight.errors import UsageError
from tallylight.ledger import engine, records
from tallylight.ledger.edition import Edition
from tallylight.ledger.filters import EVERYTHING, Filter
from tallylight.ledger.records import Row
from tallylight.ledger.vendors import span_warnings


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """`total` actions were found, adding up to `obligated` US dollars; `actions` are the newest, as exported."""

    total: int
    obligated: Decimal
    actions: tuple[Row, ...]
    warnings: tuple[str, ...]
    beside: tuple[Row, ...] = ()  # grants, payments, awards abroad that match: award_kind, currency, actions, obligated


def find(edition: Edition, query: Sequence[str], limit: int, only: Filter = EVERYTHING) -> SearchAnswer:
    """Current actions in whose description or payee every word of `query` begins a word, and that `only` lets through.

    Raises UsageError where neither asks anything.
    """
    only = replace(only, words=(*only.words, *query))
    if not only.asks:
        raise UsageError("there is no word to search for", do="Give at least one, or an option such as --agency.")
    if limit < 0:
        raise UsageError(f"{limit} is not a number of actions", where="--limit", do="Give 0 or more.")
    matches, params = only.condition()
    table = "actions" if only.technology else edition.actions_table()  # the copy in memory has no row hashes
    statement = engine.statement("search_blocks").replace("{matches}", matches)
    blocks = records.rows_of(edition, statement.replace("{actions}", table), params)
    return SearchAnswer(
        total=sum(row["actions"] for row in blocks),
        obligated=sum((row["obligated"] for row in blocks), Decimal("0.00")),
        actions=tuple(records.actions(edition, matches, params, records.NEWEST_FIRST, limit, table=table)),
        warnings=span_warnings(edition, blocks),
        beside=_beside(edition, matches, params),
    )


def _beside(edition: Edition, matches: str, params: dict[str, Any]) -> tuple[Row, ...]:
    """What matches and is in no total of contracts: one row a kind and currency. Asked only where such records are held."""
    if not any(report.amounts or report.format in OTHER_KINDS for report in edition.files):
        return ()
    statement = engine.statement("search_beside").replace("{matches}", matches)
    return tuple(records.rows_of(edition, statement, params))


OTHER_KINDS = {
    "usaspending-assistance-transactions",
    "usaspending-award-transactions",
    "usaspending-transaction-search",
}
"""Formats that can hold other kinds of awards than federal contracts, besides those whose accounts name currencies."""
