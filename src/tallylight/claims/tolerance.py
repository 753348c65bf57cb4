"""How near is near enough: the borders between supported, approximately supported and off, for amounts and for days.

The tables are those of docs/verdicts.md. Every border is inclusive, and all arithmetic is exact.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from enum import IntEnum

from tallylight.claims.spans import fiscal_year_span, months_before
from tallylight.model import Amount, Hedge, When

MONTH = timedelta(days=31)
FIVE_PERCENT = Decimal("0.05")
TEN_PERCENT = Decimal("0.10")
FIFTEEN_PERCENT = Decimal("0.15")


FIRM_TIMES = frozenset({"day", "month", "this_week", "last_week", "this_month", "last_month"})
"""Kinds of time so short that a record inside one is hardly there by chance."""


class Grade(IntEnum):
    """How well a record agrees with one facet of a claim. Larger is better, so `min` over facets is the whole."""

    OFF = 0
    NEAR = 1  # inside the tolerance
    MATCH = 2  # inside what the words themselves allow


def grade_amount(claimed: Amount, record: Decimal) -> Grade:
    """Compare a record in dollars with a stated amount, by its wording. The sign counts: money back is not a payment."""
    c, half = claimed.value, claimed.unit / 2
    if claimed.high is not None:
        low_ok, high_ok = record >= c - half, record <= claimed.high + half
        if low_ok and high_ok:
            return Grade.MATCH
        return Grade.NEAR if c * (1 - FIVE_PERCENT) <= record <= claimed.high * (1 + FIVE_PERCENT) else Grade.OFF
    match claimed.hedge:
        case Hedge.MORE_THAN:
            return Grade.MATCH if record >= c else Grade.NEAR if record >= c * (1 - FIVE_PERCENT) else Grade.OFF
        case Hedge.MAGNITUDE:
            return Grade.MATCH if record >= c else Grade.OFF
        case Hedge.ABOUT:
            return Grade.MATCH if abs(record - c) <= max(half, c * TEN_PERCENT) else Grade.OFF
        case Hedge.NEARLY:
            if c * (1 - TEN_PERCENT) <= record <= c + half:
                return Grade.MATCH
            return Grade.NEAR if abs(record - c) <= c * FIFTEEN_PERCENT else Grade.OFF
        case Hedge.PLAIN | Hedge.UP_TO:
            if abs(record - c) <= half:
                return Grade.MATCH
            return Grade.NEAR if is_truncated(claimed, record) or (record > 0 and is_close(c, record)) else Grade.OFF


def is_truncated(claimed: Amount, record: Decimal) -> bool:
    """The claim is the record cut at the claim's unit: $4.7 million for 4,752,744.00."""
    return record > 0 and claimed.value == record - record % claimed.unit and record != claimed.value


def is_close(value: Decimal, record: Decimal) -> bool:
    """Within five percent of the record: near enough to be an approximation, and to identify a record by its amount."""
    return abs(abs(record) - value) <= abs(record) * FIVE_PERCENT and record != 0


def is_loose(claimed: Amount, record: Decimal) -> bool:
    """ "More than $1 million" is true of 2.5 million, and says little: the record is above twice the bound."""
    return claimed.hedge is Hedge.MORE_THAN and record > 2 * claimed.value


_NEAR_DAYS = {"day": 7, "month": 7, "this_month": 7, "last_month": 7, "window": 7, "part_of_year": 31, "since": 31}


def grade_day(when: When, day: date, text_date: date) -> Grade:
    """Compare the day of an action with the time that a text gives for it. `text_date` is the day of the text."""
    back = (text_date - day).days
    match when.kind:
        case "this_week":
            return _band(back, (0, 6), (7, 13))
        case "last_week":
            return _band(back, (1, 13), (14, 21))
        case "recently":
            return _band(back, (0, 60), (61, 120))
    if when.start is None or when.end is None:
        return Grade.MATCH
    if when.start <= day <= when.end:
        return Grade.MATCH
    if when.kind in ("year", "this_year"):
        start, end = fiscal_year_span(when.start.year)
        return Grade.NEAR if start <= day <= end else Grade.OFF
    if when.kind == "quarter":  # the quarter of that number of the fiscal year lies three months before
        return Grade.NEAR if months_before(when.start, 3) <= day <= when.end else Grade.OFF
    reach = timedelta(days=_NEAR_DAYS.get(when.kind, 0))
    return Grade.NEAR if when.start - reach <= day <= when.end + reach and reach else Grade.OFF


def is_short(when: When) -> bool:
    """Whether a time has both ends and is no longer than a month: "twelve days later"."""
    return bool(when.start and when.end and when.end - when.start <= MONTH)


def days_outside(when: When, day: date) -> int:
    """How many days an action lies outside the time a text gives: 0 inside, negative before it, positive after."""
    if when.start is not None and day < when.start:
        return (day - when.start).days
    if when.end is not None and day > when.end:
        return (day - when.end).days
    return 0


def _band(back: int, match: tuple[int, int], near: tuple[int, int]) -> Grade:
    if match[0] <= back <= match[1]:
        return Grade.MATCH
    return Grade.NEAR if near[0] <= back <= near[1] else Grade.OFF
