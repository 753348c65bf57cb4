"""From the text of one cell to a day, an amount, a number: exact, or not at all.

The fast parser reads pristine cells. These functions read the rest: what a spreadsheet program made of them. Each
takes the text of a cell that is not empty and raises `ValueError` with a reason in plain words.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum


class DateOrder(StrEnum):
    """How to read `05/06/2021`. A file that leaves it open is refused; a cell of a mixed column may be."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    UNKNOWN = "unknown"


_TIME = r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AP]M)?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?"
_ISO = re.compile(rf"(\d{{4}})[-/](\d{{1,2}})[-/](\d{{1,2}}){_TIME}", re.ASCII)
SLASHED = re.compile(rf"(\d{{1,2}})/(\d{{1,2}})/(\d{{4}}|\d{{2}}){_TIME}", re.ASCII)

_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE]-\d{1,3})?", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?", re.ASCII)
_EXPONENT = re.compile(r"[+-]?\d+(?:\.\d*)?[eE]\+?\d+", re.ASCII)  # spreadsheets write 1.40E+11, others 1.4e11
LARGEST = 10**12  # dollars; no award comes near, and the cents of a whole block can be added up in 64 bits


def full_year(text: str) -> int:
    """A year of two or four digits. Two digits: 00 to 68 is 2000 to 2068, 69 to 99 is 1969 to 1999 (the POSIX rule)."""
    year = int(text)
    if len(text) == 4:
        return year
    return year + (2000 if year < 69 else 1900)


def to_date(text: str, order: DateOrder) -> date:
    """A day; the time of day that some columns carry is dropped. Slashed dates are read in `order`."""
    text = text.strip()
    if match := _ISO.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    match = SLASHED.fullmatch(text)
    if not match:
        raise ValueError("not a date")
    first, second, year = int(match[1]), int(match[2]), full_year(match[3])
    if order is DateOrder.UNKNOWN:
        if first <= 12 and second <= 12 and first != second:
            raise ValueError("day and month cannot be told apart")
        order = DateOrder.DAY_FIRST if first > 12 else DateOrder.MONTH_FIRST
    return _day(year, second, first) if order is DateOrder.DAY_FIRST else _day(year, first, second)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError("there is no such day") from None


def to_amount(text: str) -> Decimal:
    """Dollars and cents. Accepts `$`, thousands separators and parentheses for negative where they are unambiguous."""
    text = text.strip()
    if _EXPONENT.fullmatch(text):
        raise ValueError("a spreadsheet cut its digits")
    bare, negative = text, False
    if bare.startswith("(") and bare.endswith(")"):
        bare, negative = bare[1:-1].strip(), True
    sign = bare[:1] if bare[:1] in "+-" else ""
    bare = bare[len(sign) :].strip()
    if bare.startswith("$"):
        bare = bare[1:].strip()
    if negative and (sign or bare[:1] in ("+", "-")):
        raise ValueError("not an amount")
    if _GROUPED.fullmatch(bare):
        bare = bare.replace(",", "")
    if not _PLAIN.fullmatch(bare) or (sign and bare[:1] in ("+", "-")):
        raise ValueError("not an amount")
    value = Decimal(bare)
    if value >= LARGEST:
        raise ValueError("too large to be an amount")
    cents = value.quantize(Decimal("0.01"))
    if cents != value:
        raise ValueError("more than two decimals")
    return -cents if negative or sign == "-" else cents


def to_integer(text: str) -> int:
    """A count below two thousand million; `3.0` is 3."""
    match = re.fullmatch(r"\s*(-?\d{1,9})(?:\.0*)?\s*", text, re.ASCII)
    if not match:
        raise ValueError("not a count")
    return int(match[1])
