"""What was spent on one technology, or on each of them: by maker, agency, year, directly or through resellers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from tallylight.ledger import engine, records
from tallylight.ledger.edition import Edition
from tallylight.ledger.records import Row
from tallylight.ledger.vendors import span_warnings

SUGGESTED = "suggested"
DIRECT, RESELLER, UNKNOWN = "direct", "reseller", "unknown"


@dataclass(frozen=True, slots=True)
class TechnologyAnswer:
    """What stands behind a technology. Money in US dollars; lists of rows are field name -> value."""

    actions: tuple[Row, ...]  # rows of the export with product, maker, rule and evidence, newest first
    awards: int
    obligated: Decimal
    by_maker: tuple[Row, ...]  # largest first; maker null: not known
    by_agency_year: tuple[Row, ...]
    by_channel: tuple[Row, ...]  # channel: direct, reseller or unknown
    suggested: tuple[Row, ...]  # what the model proposes, likeliest first; in no sum unless it was asked for
    warnings: tuple[str, ...]


def find(edition: Edition, technology: str, *, with_suggested: bool = False) -> TechnologyAnswer:
    """Everything attributed to one technology; `with_suggested`: what the model proposes counts too."""
    totals = _totals(edition, technology, with_suggested)
    inner = engine.statement("export_attributions").replace("{actions}", "actions")
    found = records.rows_of(
        edition,
        f"select * from ({inner}) where technology = $technology "
        "order by action_date desc, award_id, modification desc, source_sha256, source_row",
        {"technology": technology},
    )
    suggested = [row for row in found if row["basis"] == SUGGESTED]
    actions = found if with_suggested else [row for row in found if row["basis"] != SUGGESTED]
    return TechnologyAnswer(
        actions=tuple(actions),
        awards=len({row["award_id"] for row in actions}),
        obligated=sum((row["obligated"] for row in totals), Decimal("0.00")),
        by_maker=tuple(
            sorted(_grouped(totals, lambda row: {"maker": row["maker"]}), key=lambda row: -abs(row["obligated"]))
        ),
        by_agency_year=tuple(
            _grouped(totals, lambda row: {"sub_agency": row["sub_agency"], "fiscal_year": row["fiscal_year"]})
        ),
        by_channel=tuple(_grouped(totals, lambda row: {"channel": channel(row["payee_is_reseller"])})),
        suggested=tuple(sorted(suggested, key=lambda row: -row["probability"])),
        warnings=span_warnings(edition, totals),
    )


def overview(edition: Edition, *, with_suggested: bool = False) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """One row a technology: actions and obligated (US dollars), largest first; and what is missing from these totals."""
    totals = _totals(edition, None, with_suggested)
    rows = _grouped(totals, lambda row: {"technology": row["technology"]})
    return tuple(sorted(rows, key=lambda row: -abs(row["obligated"]))), span_warnings(edition, totals)


def of_award(edition: Edition, award_id: str) -> tuple[Row, ...]:
    """What one award bought; rows whose basis is `suggested` are what the model proposes, and come last."""
    return tuple(records.ask(edition, "award_technologies", {"award_id": award_id}))


def channel(payee_is_reseller: bool | None) -> str:
    """How it was bought, in one word."""
    return UNKNOWN if payee_is_reseller is None else RESELLER if payee_is_reseller else DIRECT


def _totals(edition: Edition, technology: str | None, with_suggested: bool) -> list[Row]:
    asked = {"technology": technology, "with_suggested": with_suggested}
    return records.rows_of(edition, engine.statement("technology_totals"), asked)


def _grouped(rows: Iterable[Row], by: Callable[[Row], Row]) -> list[Row]:
    """Sums by what `by` gives of a row, in the order of its values."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[str(list(by(row).values()))].append(row)
    return [
        {
            **by(group[0]),
            "actions": sum(row["actions"] for row in group),
            "obligated": sum((row["obligated"] for row in group), Decimal("0.00")),
        }
        for _, group in sorted(groups.items())
    ]
