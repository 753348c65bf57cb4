"""When no record agrees with the price of one thing: is the record identified all the same, and which facet is wrong?

Only an identified record can contradict: the vendor matches, and its amount or its day besides; or, where the vendor is the
facet in dispute, amount, day and purchase all match another's. Everything else is "no record", or a fact that the ledger does
not hold. A correct sentence called wrong is the costliest mistake here, so each step asks for more than it would need.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from tallylight.claims import fits
from tallylight.claims.fits import Fit
from tallylight.claims.records import Records, by_award, narrow, total, with_money
from tallylight.claims.statement import Statement, judged, no_record, outside
from tallylight.claims.tolerance import Grade, grade_amount, is_close, is_truncated
from tallylight.claims.wording import day, money, row, usd
from tallylight.claims.words import shared
from tallylight.model import Action, Amount, Hedge, Judgement, Reading, Verdict

_FIRM_TIMES = frozenset({"day", "month", "this_week", "last_week", "this_month", "last_month"})
_LOOKALIKES = 2  # more awards of about that amount, and an amount alone no longer says which record is meant
_FEW_ROWS = (
    15  # a vendor with at most so many payments: an amount of one digit, or within five percent, still says which
)
_TELLING_DIGITS = 3  # an amount with so many digits is hardly ever two purchases of one agency at one time


def not_found(
    statement: Statement, amount: Amount, records: Records, rows: Sequence[Action], named: Sequence[Action]
) -> Judgement:
    """No row agrees: is the record identified all the same, so that a facet is wrong, or is there none?"""
    for attempt in (_taken_back, _wrong_date, _money_back, _wrong_amount, _ceiling):
        judgement = attempt(statement, amount, records, rows, named)
        if judgement:
            return judgement
    return (
        _wrong_agency(statement, amount, records)
        or _wrong_vendor(statement, amount, records)
        or no_record(
            statement,
            records,
            _nothing(statement, amount, rows),
            statement.when.start if statement.when else None,
            statement.when.end if statement.when else None,
            readings=[_nearest(amount, rows)] if with_money(rows) else (),
        )
    )


def candidates(rows: Sequence[Action], amount: Amount) -> list[Fit]:
    """Everything that could be the thing priced: each action that moved money, and each award to date."""
    paid = with_money(rows)
    found = [Fit("single action", r.obligated, (r,)) for r in paid]
    for group in by_award(paid).values():
        if len(group) > 1:
            found.append(Fit("award to date", total(group), group))
    return found


def _wrong_date(
    statement: Statement, amount: Amount, records: Records, rows: Sequence[Action], named: Sequence[Action]
) -> Judgement | None:
    """The vendor and an amount within five percent identify a record whose day is another one."""
    when = statement.when
    if when is None:
        return None
    extent = records.extent(statement.agency)
    if extent and when.start and when.start < extent.start:
        return None  # the thing meant may be older than the ledger
    close = [c for c in candidates(named or rows, amount) if c.value > 0 and is_close(amount.value, c.value)]
    exact = [c for c in close if abs(c.value - amount.value) <= amount.unit / 2 or is_truncated(amount, c.value)]
    close = exact or close
    if not close or len(by_award([c.rows[0] for c in close])) > _LOOKALIKES:
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


def is_telling(amount: Amount) -> bool:
    """Whether an amount has so many digits that it hardly ever means two purchases of one agency at one time."""
    return digits(amount) >= _TELLING_DIGITS


def digits(amount: Amount) -> int:
    """How many digits of an amount say something: 3 for $3.75 million, 1 for $2 million."""
    return len(str(int(amount.value / amount.unit)))


def _taken_back(
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
        statement, records, _nothing(statement, amount, rows), when.start if when else None, when.end if when else None
    )


def _money_back(
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


def _wrong_amount(
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


def _ceiling(
    statement: Statement, amount: Amount, records: Records, rows: Sequence[Action], named: Sequence[Action]
) -> Judgement | None:
    """A worth above what was obligated may include options: the ledger cannot say."""
    if statement.amount_kind == "obligation" or statement.when is not None:
        return None
    scope = named or rows
    paid = with_money(scope)
    awards = by_award(paid)
    if not awards or (len(awards) > 2 * _LOOKALIKES and not named):
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


_VEHICLE = re.compile(r"[A-Z0-9]{6}\d\d[AD][A-Z0-9]{4,}$")


def _is_order_under_vehicle(action: Action) -> bool:
    """An order whose parent is an agreement or indefinite-delivery contract of the agency itself (PIID position 9: A or D,
    FAR 4.1603), and not a general schedule that every agency buys from."""
    parts = action.award_id.split("_")
    return len(parts) == 6 and parts[5] == parts[3] and bool(_VEHICLE.match(parts[4]))


def _wrong_agency(statement: Statement, amount: Amount, records: Records) -> Judgement | None:
    """Vendor, amount and day all match at another agency that the ledger covers."""
    if statement.agency is None or statement.vendor is None or statement.when is None:
        return None
    elsewhere = records.of_vendor(statement.vendor, None, statement.text_date)
    best = fits.best(candidates(elsewhere, amount), amount, statement.when, statement.text_date)
    if best is None or best.grade is not Grade.MATCH:
        return None
    return judged(
        statement, records, Verdict.CONTRADICTED,
        f"The record with this vendor, amount and time is of {best.rows[0].sub_agency}: {row(best.rows[0])}.",
        reason="wrong_agency",
        readings=[Reading(f"{best.name} at {best.rows[0].sub_agency}", money(best.value), False, True, best.rows)],
        evidence=best.rows,
    )  # fmt: skip


def _wrong_vendor(statement: Statement, amount: Amount, records: Records) -> Judgement | None:
    """Amount, time and the words of the purchase all belong to another vendor's record, and to only one."""
    when = statement.when
    if (
        when is None
        or when.start is None
        or when.end is None
        or amount.hedge is not Hedge.PLAIN
        or statement.vendor is None
    ):
        return None
    rows = paid_to_others(statement, amount, records, when.start, min(when.end, statement.text_date))
    telling = is_telling(amount)
    held = {r.action_id: len(shared(statement.words, r.description)) for r in rows}
    most = max(held.values(), default=0)
    others = [r for r in rows if held[r.action_id] == most]
    if telling and len(rows) == 1 and statement.vendor.makers and _sells_its_own(rows[0].payee, records):
        others = rows  # the only such payment went to another maker: no reseller stands between
    elif most < (1 if telling else 2) or len(others) != 1:
        return None
    return judged(
        statement, records, Verdict.CONTRADICTED,
        f"The record with this amount, time and purchase was paid to {others[0].payee}: {row(others[0])}.",
        reason="wrong_vendor",
        readings=[Reading(f"single action of {others[0].payee}", money(others[0].obligated), False, True, (others[0],))],
        evidence=others,
    )  # fmt: skip


def belongs_to_another(statement: Statement, amount: Amount, records: Records, found: Fit) -> Judgement | None:
    """A round figure that this vendor's row only rounds to, while another vendor's row has it to the cent and every telling
    word of the purchase: the sentence speaks of that one."""
    if found.value == amount.value or any(shared(statement.words, r.description) for r in found.rows):
        return None
    judgement = _wrong_vendor(statement, amount, records)
    return judgement if judgement and judgement.evidence[0].obligated == amount.value else None


def _sells_its_own(payee: str, records: Records) -> bool:
    """Whether a payee is a maker that the knowledge files describe, and not one that resells the products of others."""
    return any(
        payee in vendor.payees and not any(m.reseller for m in vendor.makers)
        for vendor in records.names.vendors.values()
    )


def paid_to_others(statement: Statement, amount: Amount, records: Records, start: date, end: date) -> list[Action]:
    """Payments of the stated amount, by its own rounding, to anyone who is not the vendor named or of its family."""
    half = amount.unit / 2
    own = {*statement.vendor.family, *statement.vendor.payees} if statement.vendor else set()
    rows = records.of_amount(amount.value - half, amount.value + half, start, end, statement.agency)
    return [r for r in rows if r.obligated > 0 and r.payee not in own]


def _nearest(amount: Amount, rows: Sequence[Action]) -> Reading:
    row_ = min(with_money(rows), key=lambda r: abs(r.obligated - amount.value))
    return Reading("nearest single action", money(row_.obligated), False, False, (row_,))


def _nothing(statement: Statement, amount: Amount, rows: Sequence[Action]) -> str:
    vendor = statement.vendor.name if statement.vendor else "the vendor"
    where = f" at {statement.agency.name}" if statement.agency else ""
    if not narrow(rows, statement.agency, None):
        return f"The ledger holds no action of {vendor}{where} up to {day(statement.text_date)}."
    when = f' ("{statement.when.text}")' if statement.when else ""
    return f"No action or award of {vendor}{where}{when} is near {amount.raw}."
