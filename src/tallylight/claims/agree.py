"""A record that agrees with the price of one thing: the judgement, and what the same award gives read in other ways."""

from __future__ import annotations

from collections.abc import Sequence

from tallylight.claims import fits
from tallylight.claims.fits import Fit
from tallylight.claims.records import Records, total, with_money
from tallylight.claims.spans import fiscal_year_of, fiscal_year_span
from tallylight.claims.statement import Statement, judged
from tallylight.claims.tolerance import Grade, grade_amount
from tallylight.claims.wording import day, money, row
from tallylight.figures import usd
from tallylight.model import Action, Judgement, Reading, Verdict


def agreed(statement: Statement, records: Records, best: Fit, rows: Sequence[Action]) -> Judgement:
    """The verdict on a price that `best` agrees with; `rows` are those of the vendor, for the other readings."""
    amount = statement.amount
    assert amount is not None
    reason, flags = fits.reason(best, amount, statement.when, statement.text_date)
    first = best.rows[0]
    product = statement.product
    unnamed = product is not None and not any(
        product.is_named_in(r.description, maker_is_paid=False) for r in best.rows
    )
    caveat = (
        f"The record does not name {product.name}: the row is tied to it by vendor, amount and time."
        if product and unnamed
        else ""
    )
    told = (
        f"{first.payee}: {row(first)}."
        if len(best.rows) == 1
        else f"{first.payee}: {len(best.rows)} actions on {first.piid} add up to {usd(best.value)}, "
        f"the first on {day(first.action_date)}."
    )
    return judged(
        statement,
        records,
        Verdict.SUPPORTED if reason is None else Verdict.APPROXIMATELY_SUPPORTED,
        f"{told} {fits.compare(amount, best.value)}{fits.compare_day(statement.when, best.day, statement.text_date)}",
        reason=reason,
        readings=_readings(statement, best, rows),
        evidence=best.rows,
        flags=flags,
        caveats=(caveat,) if caveat else (),
    )


def _readings(statement: Statement, best: Fit, rows: Sequence[Action]) -> list[Reading]:
    """The reading that decided, and what the same award gives read in other ways."""
    amount = statement.amount
    assert amount is not None

    def reading(name: str, chosen: Sequence[Action], asked: bool = False) -> Reading:
        value = total(chosen)
        return Reading(name, money(value), grade_amount(amount, value) > Grade.OFF, asked, tuple(chosen))

    award = [r for r in with_money(rows) if r.award_id == best.rows[0].award_id]
    first = best.rows[0]
    label = "base award" if first.modification == "0" else f"modification {first.modification}"
    shown = [reading(f"{best.name}, {label}" if len(best.rows) == 1 else best.name, best.rows, asked=True)]
    if len(award) > 1:
        if best.name != "award to date":
            shown.append(reading(f"all actions on {first.piid} to {statement.text_date}", award))
        else:
            nearest = min(award, key=lambda r: abs(r.obligated - amount.value))
            shown.append(reading(f"single action, {nearest.modification} of {nearest.action_date}", [nearest]))
        year = fiscal_year_of(best.day)
        start, end = fiscal_year_span(year)
        in_year = [r for r in award if start <= r.action_date <= end]
        if len(in_year) < len(award):
            shown.append(reading(f"fiscal {year} on {first.piid}", in_year))
    return shown
