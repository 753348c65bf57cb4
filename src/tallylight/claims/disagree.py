"""When no record agrees with the price of one thing: is the record identified all the same, and which facet is wrong?

Only an identified record can contradict: the vendor matches, and its amount or its day besides; or, where the vendor is the
facet in dispute, amount, day and purchase all match another's. Everything else is "no record", or a fact that the ledger does
not hold. A correct sentence called wrong is the costliest mistake here, so each step asks for more than it would need.
"""

from __future__ import annotations

from collections.abc import Sequence

from tallylight.claims.disagree_amount import ceiling, money_back, nothing_near, taken_back, wrong_amount
from tallylight.claims.disagree_party import wrong_agency, wrong_vendor
from tallylight.claims.fits import LOOKALIKES, candidates, digits
from tallylight.claims.records import Records, by_award, total, with_money
from tallylight.claims.statement import Statement, before_the_ledger, gaps_of, judged, no_record, of_older_awards
from tallylight.claims.tolerance import grade_amount, is_close, is_truncated
from tallylight.claims.wording import money, row
from tallylight.model import Action, Amount, Judgement, Reading, Verdict

_FEW_ROWS = (
    15  # a vendor with at most so many payments: an amount of one digit, or within five percent, still says which
)


def not_found(
    statement: Statement, amount: Amount, records: Records, rows: Sequence[Action], named: Sequence[Action]
) -> Judgement | None:
    """No row agrees: is the record identified all the same, so that a facet is wrong, or is there none? None where a time that is
    not told decides."""
    certain = wrong_vendor(statement, amount, records, sure=True)
    if certain:
        return certain
    for attempt in (taken_back, _wrong_date, money_back, _wrong_agency, wrong_amount):
        judgement = attempt(statement, amount, records, rows, named)
        if judgement:
            return judgement
    found = wrong_vendor(statement, amount, records) or ceiling(statement, amount, records, rows, named)
    if found is None and _may_be_a_sum(statement, amount, rows):
        return None
    older = of_older_awards(statement, with_money(rows)) if statement.amount_kind == "obligation" else ()
    if found is None and older and amount.value > total(older):
        return before_the_ledger(statement, records, nothing_near(statement, amount, rows), older)
    return found or no_record(
        statement,
        records,
        nothing_near(statement, amount, rows),
        statement.when.start if statement.when else None,
        statement.when.end if statement.when else None,
        readings=[_nearest(amount, rows)] if with_money(rows) else (),
    )


def _wrong_agency(
    statement: Statement, amount: Amount, records: Records, rows: Sequence[Action], named: Sequence[Action]
) -> Judgement | None:
    return wrong_agency(statement, amount, records)


def _may_be_a_sum(statement: Statement, amount: Amount, rows: Sequence[Action]) -> bool:
    """Whether money told without a time ("had been allotted $81 million in twelve months") may be some of many payments."""
    untimed = statement.when is None or statement.when.start is None
    return (
        untimed and statement.amount_kind == "obligation" and total(rows) >= amount.value > 0 and len(rows) > _FEW_ROWS
    )


def _wrong_date(
    statement: Statement, amount: Amount, records: Records, rows: Sequence[Action], named: Sequence[Action]
) -> Judgement | None:
    """The vendor and an amount within five percent identify a record whose day is another one."""
    when = statement.when
    if when is None:
        return None
    if _may_lie_outside(statement, records):
        return None
    close = [c for c in candidates(named or rows) if c.value > 0 and is_close(amount.value, c.value)]
    exact = [c for c in close if abs(c.value - amount.value) <= amount.unit / 2 or is_truncated(amount, c.value)]
    close = exact or close
    if not close or len(by_award([c.rows[0] for c in close])) > LOOKALIKES:
        return None
    if not named and digits(amount) < 2 and len(with_money(rows)) > _FEW_ROWS:
        return None  # one digit, and many rows: some row is always near
    if not named and not exact and len(with_money(rows)) > _FEW_ROWS:
        return None
    best = min(close, key=lambda c: (-grade_amount(amount, c.value), len(c.rows), abs(c.value - amount.value)))
    early = when.start is not None and best.day > (when.end or when.start)
    return judged(
        statement,
        records,
        Verdict.CONTRADICTED,
        f"The record with this vendor and amount is {best.rows[0].payee}, {row(best.rows[0])}. "
        f'The text says "{when.text}".',
        reason="wrong_date",
        direction="stated_too_early" if early else "stated_too_late",
        readings=[Reading(best.name, money(best.value), False, True, best.rows)],
        evidence=best.rows,
    )


def _may_lie_outside(statement: Statement, records: Records) -> bool:
    """Whether the thing meant may lie in a time that the ledger does not hold."""
    extent = records.extent(statement.agency)
    if extent is None or extent.selection:
        start = statement.when.start if statement.when else None
        return bool(extent and start and start < extent.start)
    return bool(gaps_of(statement, records))


def _nearest(amount: Amount, rows: Sequence[Action]) -> Reading:
    row_ = min(with_money(rows), key=lambda r: abs(r.obligated - amount.value))
    return Reading("nearest single action", money(row_.obligated), False, False, (row_,))
