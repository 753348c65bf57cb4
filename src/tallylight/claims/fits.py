"""How well a sum of rows fits a stated amount and time, and which of several fits best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tallylight.claims.records import by_award, total, with_money
from tallylight.claims.tolerance import Grade, grade_amount, grade_day, is_loose, is_truncated
from tallylight.claims.wording import day, percent
from tallylight.figures import usd
from tallylight.model import Action, Amount, Hedge, When

LOOKALIKES = 2  # more awards of about that amount, and an amount alone no longer says which record is meant
_TELLING_DIGITS = 3  # an amount with so many digits is hardly ever two purchases of one agency at one time


@dataclass(frozen=True, slots=True)
class Fit:
    """Rows that could be the thing a text prices, and their sum. `grade` is set once compared with a claim."""

    name: str
    value: Decimal
    rows: tuple[Action, ...]
    grade: Grade = field(default=Grade.OFF)

    @property
    def day(self) -> date:
        """The day that counts: of the first row that moved money."""
        return self.rows[0].action_date


def candidates(rows: Sequence[Action]) -> list[Fit]:
    """Everything that could be the thing priced: each action that moved money, and each award to date."""
    paid = with_money(rows)
    found = [Fit("single action", r.obligated, (r,)) for r in paid]
    for group in by_award(paid).values():
        if len(group) > 1:
            found.append(Fit("award to date", total(group), group))
    return found


def day_grade(when: When | None, at: date, text_date: date) -> Grade:
    """How well a day fits a stated time; a text that gives no time agrees with any."""
    return Grade.MATCH if when is None else grade_day(when, at, text_date)


def best(candidates: Iterable[Fit], amount: Amount, when: When | None, text_date: date) -> Fit | None:
    """The candidate that agrees best: by grade, then single actions before sums, then the nearest amount, then the latest."""
    graded = []
    for c in candidates:
        by_amount = grade_amount(amount, c.value)
        whole = min(by_amount, day_grade(when, c.day, text_date))
        rank = (whole, by_amount, len(c.rows) == 1, -abs(c.value - amount.value), c.day)
        graded.append((rank, Fit(c.name, c.value, c.rows, whole)))
    return max(graded, key=lambda one: one[0], default=(None, None))[1]


def reason(fit: Fit, amount: Amount, when: When | None, text_date: date) -> tuple[str | None, set[str]]:
    """Why a fit is only approximate (None when it is exact), with the flags that go with it."""
    flags = {"loose_bound"} if is_loose(amount, fit.value) else set()
    if grade_amount(amount, fit.value) is Grade.NEAR:
        if is_truncated(amount, fit.value):
            return "truncated", flags | {"truncated"}
        return "amount_tolerance", flags
    if day_grade(when, fit.day, text_date) is Grade.NEAR:
        return "fiscal_year_only" if when and when.kind in ("year", "this_year") else "date_tolerance", flags
    return None, flags


def compare(amount: Amount, value: Decimal) -> str:
    """The arithmetic in one sentence: what the text says, what the record says, and the border between them."""
    difference = abs(value - amount.value)
    if amount.high is not None:
        return f"The text says {amount.raw}; the record gives {usd(value)}."
    if amount.hedge in (Hedge.MORE_THAN, Hedge.MAGNITUDE):
        if amount.hedge is Hedge.MAGNITUDE:
            return f'"{amount.raw}" asks for at least {usd(amount.value)}; the record gives {usd(value)}.'
        return f"The text says more than {usd(amount.value)}; the record gives {usd(value)}."
    if not difference:
        return f"The text says {amount.raw}: the same to the cent."
    if difference <= amount.unit / 2:
        return f"Rounded as the text rounds, that is {amount.raw} (the difference is {usd(difference)})."
    if is_truncated(amount, value):
        cut = f"Cut after the last digit written that is {amount.raw}; rounded it would be more"
        return f"{cut} (the difference is {usd(difference)}, {percent(difference, value)})."
    return (
        f"The text says {amount.raw}: the difference is {usd(difference)}, {percent(difference, value)} of the record."
    )


def compare_day(when: When | None, at: date, text_date: date) -> str:
    """A sentence on the time, where the record lies near what the text says and not in it."""
    if when is None or grade_day(when, at, text_date) is not Grade.NEAR:
        return ""
    back = (text_date - at).days
    if when.kind in ("this_week", "last_week", "recently"):
        return f' The text says "{when.text}"; the record is of {day(at)}, {back} days before the text.'
    return f' The text says "{when.text}"; the record is of {day(at)}.'


def is_telling(amount: Amount) -> bool:
    """Whether an amount has so many digits that it hardly ever means two purchases of one agency at one time."""
    return digits(amount) >= _TELLING_DIGITS


def digits(amount: Amount) -> int:
    """How many digits of an amount say something: 3 for $3.75 million, 1 for $2 million."""
    return len(str(int(amount.value / amount.unit)))
