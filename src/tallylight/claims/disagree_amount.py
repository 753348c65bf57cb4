"""When no record agrees with a stated price: is it the amount that is wrong, the sign, or is more meant than was obligated?

Each takes a statement with its amount, the rows that it may be about (`named` are those that name its product), and gives a
judgement, or None where this is not what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from tallylight.claims import fits
from tallylight.claims.fits import LOOKALIKES, digits
from tallylight.claims.records import Records, by_award, narrow, total, with_money
from tallylight.claims.statement import Statement, judged, no_record, outside
from tallylight.claims.tolerance import Grade, is_close
from tallylight.claims.wording import day, money, row, usd
from tallylight.model import Action, Amount, Judgement, Reading, Verdict

_FIRM_TIMES = frozenset({"day", "month", "this_week", "last_week", "this_month", "last_month"})
_VEHICLE = re.compile(r"[A-Z0-9]{6}\d\d[AD][A-Z0-9]{4,}$")


def taken_back(
    statement: Statement, amount: Amount, records: Records, rows: Sequence[Action], named: Sequence[Action]
) -> Judgement | None:
    """The sentence itself speaks of money taken back: then a negative action is what it means, and no payment refutes it."""
    if not statement.scene.language.money.taken_back.search(statement.scene.text):
        return None
    back = [r for r in rows if r.obligated < 0 and abs(-r.obligated - amount.value) <= amount.unit / 2]
    back = [r for r in back if fits.day_grade(statement.when, r.action_date, statement.text_date) is Grade.MATCH]
    if back:
        return judged(
            statement,
            records,
            Verdict.SUPPORTED,
            f"The action took money back: {row(back[-1])}.",
            readings=[Reading("single action", money(back[-1].obligated), True, True, (back[-1],))],
            evidence=back[-1:],
        )
    when = statement.when
    return no_record(
        statement,
        records,
        nothing_near(statement, amount, rows),
        when.start if when else None,
        when.end if when else None,
    )


def money_back(
    statement: Statement, amount: Amount, records: Records, rows: Sequence[Action], named: Sequence[Action]
) -> Judgement | None:
    """A de-obligation of the stated size: the sign decides."""
    back = [r for r in rows if r.obligated < 0 and is_close(amount.value, r.obligated)]
    back = [r for r in back if statement.when and fits.day_grade(statement.when, r.action_date, statement.text_date)]
    if len(back) != 1:
        return None
    return judged(
        statement,
        records,
        Verdict.CONTRADICTED,
        f"The action of this size took money back: {row(back[0])}.",
        reason="wrong_sign",
        readings=[Reading("single action", money(back[0].obligated), False, True, (back[0],))],
        evidence=back,
    )


def wrong_amount(
    statement: Statement, amount: Amount, records: Records, rows: Sequence[Action], named: Sequence[Action]
) -> Judgement | None:
    """The vendor and the day identify a record whose amount is another one."""
    when = statement.when
    if when is None or when.kind not in _FIRM_TIMES or when.start is None or when.end is None:
        return None
    inside = [
        r
        for r in with_money(named or rows)
        if fits.day_grade(when, r.action_date, statement.text_date) is Grade.MATCH and r.obligated > 0
    ]
    if not inside or len(by_award(inside)) > 3:
        return None
    best = min(inside, key=lambda r: abs(r.obligated - amount.value))
    reach = max(total(inside), best.obligated)
    if amount.value > reach and statement.amount_kind != "obligation":
        return _above_obligations(statement, amount, records, inside)
    if not _is_same_order(amount, best.obligated) and not _is_slip(amount, best.obligated):
        return None  # so far off that another purchase is meant
    over = amount.value > best.obligated
    return judged(
        statement,
        records,
        Verdict.CONTRADICTED,
        f"The record of that vendor at that time is {row(best)}. {fits.compare(amount, best.obligated)}",
        reason="wrong_amount",
        direction="overstated" if over else "understated",
        readings=[
            Reading("single action", money(best.obligated), False, True, (best,)),
            *(
                [Reading(f'all actions, "{when.text}"', money(total(inside)), False, False, tuple(inside))]
                if len(inside) > 1
                else []
            ),
        ],
        evidence=inside if len(by_award(inside)) == 1 else [best],
    )


def _is_same_order(amount: Amount, record: Decimal) -> bool:
    """Whether a record is at most ten times a stated amount, and at least a tenth of it."""
    return record <= 10 * amount.value and amount.value <= 10 * record


def _is_slip(amount: Amount, record: Decimal) -> bool:
    """The right digits with the wrong number word or point: a hundred or a thousand times too much, or too little."""
    return digits(amount) > 1 and any(
        abs(amount.value * factor - record) <= amount.unit * factor / 2
        for factor in (Decimal(n) for n in ("0.001", "0.01", "100", "1000"))
    )


def ceiling(
    statement: Statement, amount: Amount, records: Records, rows: Sequence[Action], named: Sequence[Action]
) -> Judgement | None:
    """A worth above what was obligated may include options: the ledger cannot say."""
    if statement.amount_kind == "obligation" or statement.when is not None:
        return None
    scope = named or rows
    paid = with_money(scope)
    awards = by_award(paid)
    if not awards or (len(awards) > 2 * LOOKALIKES and not named):
        return None
    if amount.value <= max(total(g) for g in awards.values()):
        return None
    return _above_obligations(statement, amount, records, paid)


def _above_obligations(statement: Statement, amount: Amount, records: Records, rows: Sequence[Action]) -> Judgement:
    """The stated worth is more than was obligated. Orders under a vehicle: the worth may be the vehicle's."""
    vehicle = all(_is_order_under_vehicle(r) for r in rows)
    sums = ", ".join(f"{usd(total(g))} on {g[0].piid}" for g in by_award(rows).values())
    why = (
        "These are orders under a vehicle, whose own worth is not in the ledger."
        if vehicle
        else "A stated worth may include options that were not exercised, which the ledger does not hold."
    )
    return outside(
        statement, records, "kind:idv" if vehicle else "kind:ceiling",
        f"Obligated so far: {sums}. That is less than {amount.raw}. {why}", rows,
    )  # fmt: skip


def _is_order_under_vehicle(action: Action) -> bool:
    """An order whose parent is an agreement or indefinite-delivery contract of the agency itself (PIID position 9: A or D,
    FAR 4.1603), and not a general schedule that every agency buys from."""
    parts = action.award_id.split("_")
    return len(parts) == 6 and parts[5] == parts[3] and bool(_VEHICLE.match(parts[4]))


def nothing_near(statement: Statement, amount: Amount, rows: Sequence[Action]) -> str:
    """That nothing is near a stated amount, or that the ledger holds nothing of the vendor at all, in one sentence."""
    vendor = statement.vendor.name if statement.vendor else "the vendor"
    where = f" at {statement.agency.name}" if statement.agency else ""
    if not narrow(rows, statement.agency, None):
        return f"The ledger holds no action of {vendor}{where} up to {day(statement.text_date)}."
    when = f' ("{statement.when.text}")' if statement.when else ""
    return f"No action or award of {vendor}{where}{when} is near {amount.raw}."
