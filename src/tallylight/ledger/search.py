"""Finding actions by words of their description or payee."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tallylight.errors import UsageError
from tallylight.ledger import engine, records
from tallylight.ledger.edition import Edition
from tallylight.ledger.records import Row
from tallylight.ledger.vendors import span_warnings


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """`total` actions were found, adding up to `obligated` US dollars; `actions` are the newest, as exported."""

    total: int
    obligated: Decimal
    actions: tuple[Row, ...]
    warnings: tuple[str, ...]


def find(edition: Edition, query: Sequence[str], limit: int) -> SearchAnswer:
    """Current actions in whose description or payee every word of `query` begins a word. UsageError without words."""
    asked = " ".join(query).split()
    if not asked:
        raise UsageError("there is no word to search for", do="Give at least one.")
    if limit < 0:
        raise UsageError(f"{limit} is not a number of actions", where="--limit", do="Give 0 or more.")
    params = {f"word{number}": beginning(word) for number, word in enumerate(asked)}
    text = "(coalesce(description, '') || chr(10) || coalesce(payee, ''))"
    matches = " and ".join(f"regexp_matches({text}, ${name}, 'i')" for name in params)
    statement = engine.statement("search_blocks").replace("{matches}", matches)
    blocks = records.rows_of(edition, statement.replace("{actions}", edition.actions_table()), params)
    return SearchAnswer(
        total=sum(row["actions"] for row in blocks),
        obligated=sum((row["obligated"] for row in blocks), Decimal("0.00")),
        actions=tuple(records.actions(edition, matches, params, records.NEWEST_FIRST, limit)),
        warnings=span_warnings(edition, blocks),
    )


def beginning(word: str) -> str:
    """A pattern (RE2) for a text in which this word begins a word."""
    return r"(?:^|[^\pL\pN])" + re.sub(r"([!-/:-@\[-^`{-~])", r"\\\1", word)
