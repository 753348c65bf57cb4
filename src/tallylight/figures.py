"""How figures are written: money in full, to the cent, never rounded; a count with its noun."""

from __future__ import annotations

import re
from decimal import Decimal

_MONEY = re.compile(r"-?\d+\.\d{2}")
_COUNT = re.compile(r"-?\d+")


def plain(value: Decimal) -> str:
    """Dollars as other programs read them: `"29898236.00"`. More than two decimals stay, since nothing is rounded."""
    sign, whole, cents = _parts(value)
    return f"{sign}{whole}.{cents}"


def usd(value: Decimal) -> str:
    """Dollars as people read them: `$3,750,000.00`, `-$18,000.00`."""
    sign, whole, cents = _parts(value)
    return f"{sign}${int(whole):,}.{cents}"


def dollars(value: Decimal | None) -> str:
    """As `usd`; a dash where the amount is not known."""
    return "-" if value is None else usd(value)


def money(value: Decimal | None, currency: str | None) -> str:
    """As `dollars`, in any currency: its code (ISO 4217) stands in front of amounts that are no US dollars."""
    if value is None or currency == "USD":
        return dollars(value)
    sign, whole, cents = _parts(value)
    return f"{currency or 'currency not stated'} {sign}{int(whole):,}.{cents}"


def count(number: int, noun: str) -> str:
    """`1 action`, `16 actions`; `1 body`, `2 bodies`."""
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun[:-1]}ies" if re.search(r"[^aeiou]y$", noun) else f"{number:,} {noun}s"


def movement(value: Decimal) -> str:
    """What an action did to the money of its award, in words."""
    if value > 0:
        return f"added {usd(value)}"
    if value < 0:
        return f"took back {usd(value.copy_abs())}"
    return "moved no money ($0.00)"


def reading(value: str) -> str:
    """The value of a reading for people: money with its sign, a count with separators, anything else as it is."""
    if _MONEY.fullmatch(value):
        return usd(Decimal(value))
    if _COUNT.fullmatch(value):
        return f"{int(value):,}"
    return value


def _parts(value: Decimal) -> tuple[str, str, str]:
    # copy_abs() and "f" are exact; abs(), ".2f" and quantize() round to the precision of the context.
    whole, _, cents = format(value.copy_abs(), "f").partition(".")
    return ("-" if value < 0 else ""), whole, cents.rstrip("0").ljust(2, "0")
