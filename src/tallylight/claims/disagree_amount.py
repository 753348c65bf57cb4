"""When no record agrees with a stated price: is it the amount that is wrong, the sign, or is more meant than was obligated?

Each takes a statement with its amount, the rows that it may be about (`named` are those that name its product), and gives a
judgement, or None where this is not what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from tallylight.claims import fits
from tallylight.claims.fits import digits
from tallylight.claims.records import Records, by_award, narrow, total, with_money
from tallylight.claims.spans import months_before
from tallylight.claims.statement import Statement, gaps_of, judged, no_record, outside, whole_extent
from tallylight.claims.tolerance import FIRM_TIMES, Grade, is_close
from tallylight.claims.wording import day, money, row
from tallylight.figures import usd
from tallylight.model import Action, Amount, Judgement, Reading, Verdict

MOST_SHOWN = 3  # awards of a vendor, the largest, that are shown beside a worth which is none of theirs
BEYOND_BELIEF = 20  # times what was obligated: no options explain a worth that is more (docs/verdicts.md)
YEARS_FOR_OPTIONS = (
    4  # after so many years the options of an award have mostly been exercised or not (docs/verdicts.md)
)
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
    if when is None or when.kind not in FIRM_TIMES or when.start is None or when.end is None:
        return None
    if gaps_of(statement, records) and not whole_extent(records, statement.agency).selection:
        return None  # the payment meant may be one that the ledger does not hold
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
    """The right digits with the wrong number word or point: ten, a hundred or a thousand times too much, or too little."""
    return digits(amount) > 1 and any(
        abs(amount.value * factor - record) <= amount.unit * factor / 2
        for factor in (Decimal(n) for n in ("0.001", "0.01", "0.1", "10", "100", "1000"))
    )


def ceiling(
    statement: Statement, amount: Amount, records: Records, rows: Sequence[Action], named: Sequence[Action]
) -> Judgement | None:
    """A worth above what was obligated may include options: the ledger cannot say, unless it is beyond belief."""
    if statement.amount_kind == "obligation":
        return None
    paid = with_money(named or rows)
    awards = list(by_award(paid).values())
    if statement.when is not None:
        # An award of that time: it was signed then, or (where its signing is not held) money moved then.
        awards = [
            g for g in awards if fits.day_grade(statement.when, g[0].action_date, statement.text_date) is Grade.MATCH
        ]
    if not awards or amount.value <= max(total(g) for g in awards):
        return None
    if len(awards) > MOST_SHOWN and not named:
        awards = sorted(awards, key=total)[-MOST_SHOWN:]
    beyond = _beyond_belief(statement, amount, records, awards, rows)
    return beyond or _above_obligations(statement, amount, records, [r for g in awards for r in g])


def _beyond_belief(
    statement: Statement, amount: Amount, records: Records, awards: Sequence[Sequence[Action]], rows: Sequence[Action]
) -> Judgement | None:
    """More than twenty times what was obligated on the awards of that time, which all began four years before the ledger ends."""
    extent = records.extent(statement.agency)
    largest = max((total(g) for g in by_award(with_money(rows)).values()), default=Decimal(0))
    if (
        extent is None
        or statement.when is None
        or not awards
        or is_close(amount.value, largest)
        or amount.value < largest
    ):
        return None
    rows_ = tuple(r for award in awards for r in award)
    if amount.value <= BEYOND_BELIEF * total(rows_):
        return None
    if months_before(extent.end, 12 * YEARS_FOR_OPTIONS) < max(award[0].action_date for award in awards):
        return None
    told = ", ".join(f"{usd(total(g))} on {g[0].piid}, which began on {day(g[0].action_date)}" for g in awards)
    return judged(
        statement, records, Verdict.CONTRADICTED,
        f"Obligated: {told}. {amount.raw} is more than {BEYOND_BELIEF} times that, and no award of {rows_[0].payee} comes near.",
        reason="wrong_amount", direction="overstated",
        readings=[Reading("award to date", money(total(g)), False, True, tuple(g)) for g in awards], evidence=rows_,
    )  # fmt: skip


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
