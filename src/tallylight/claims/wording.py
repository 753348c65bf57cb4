"""Figures and days as a verdict's sentence shows them: in full, to the cent, never rounded in silence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from tallylight.figures import usd
from tallylight.model import Action


def day(value: date) -> str:
    """A day as 5 September 2025."""
    return f"{value.day} {value:%B %Y}"


def money(amount: Decimal) -> str:
    """Dollars as a bare decimal text with two places, as readings carry them."""
    return f"{amount:.2f}"


def row(action: Action) -> str:
    """One action in words: what, when, on which award."""
    which = "base award" if action.modification == "0" else f"modification {action.modification}"
    return f"{usd(action.obligated)} on {day(action.action_date)} ({action.piid}, {which})"


def percent(difference: Decimal, of: Decimal) -> str:
    """A difference as a share, one decimal: 1.0 percent."""
    return f"{abs(difference) / abs(of) * 100:.1f} percent" if of else "entirely"


def listing(items: Sequence[str]) -> str:
    """One, two and three."""
    return ", ".join(items[:-1]) + f" and {items[-1]}" if len(items) > 1 else "".join(items)
