"""Rows of actions in the words of the export, for every answer that lists some."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tallylight.ledger import engine
from tallylight.ledger.edition import Edition

Row = dict[str, Any]
"""Field name -> value: text, int, Decimal (US dollars), date, bool or None."""

OLDEST_FIRST = "action_date, award_id, modification <> '0', modification, source_sha256, source_row"
NEWEST_FIRST = "action_date desc, award_id, modification desc, source_sha256, source_row"


def ask(edition: Edition, name: str, params: Mapping[str, object] | None = None) -> list[Row]:
    """Every row of a named statement, as field name -> value."""
    return rows_of(edition, engine.statement(name).replace("{actions}", edition.actions_table()), params)


def actions(
    edition: Edition,
    where: str,
    params: Mapping[str, object],
    order: str,
    limit: int | None = None,
    *,
    every_kind: bool = False,
    table: str | None = None,
) -> list[Row]:
    """Current actions in the fields of the export. `where` and `order` come from this program, values from `params`.

    With `every_kind` also those that no figure is made from: grants, awards abroad, withdrawn actions. `table` is the one
    to ask, where the caller needs columns that the copy in memory lacks.
    """
    table = table or ("every_action" if every_kind else edition.actions_table())
    inner = engine.statement("export_actions").replace("{actions}", table)
    cut = "" if limit is None else f" limit {int(limit)}"
    return rows_of(edition, f"{inner} where {where} order by {order}{cut}", params)


def rows_of(edition: Edition, text: str, params: Mapping[str, object] | None) -> list[Row]:
    """Every row that a statement returns, as field name -> value."""
    names, rows = edition.named(text, dict(params or {}))
    return [dict(zip(names, row, strict=True)) for row in rows]
