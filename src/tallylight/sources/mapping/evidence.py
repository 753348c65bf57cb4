"""What the cells of a column show: whether they are dates or amounts, in which order and form."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tallylight.sources.mapping.values import (
    DAY_FIRST,
    MARKS,
    MONTH_FIRST,
    ORDERS,
    SIGNS,
    YEAR_FIRST,
    amount_reader,
    date_reader,
)

_SHORT = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](?:\d{4}|\d{2})\b", re.ASCII)
_MOST = 0.8  # of the cells of a column have to be of a kind


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and the cells below it that are not empty."""

    heading: str
    cells: Sequence[str]

    def is_of(self, ways: Sequence[Callable[[str], object]]) -> bool:
        """Whether most cells can be read in one of these ways; true when there is no cell."""
        return sum(any(_reads(read, cell) for read in ways) for cell in self.cells) >= _MOST * len(self.cells)

    @property
    def is_date(self) -> bool:
        """Whether most cells are dates, in whatever order."""
        return self.is_of(_DATES)

    @property
    def is_amount(self) -> bool:
        """Whether most cells are amounts, in whatever form."""
        return self.is_of(_AMOUNTS)


_DATES = [date_reader(order) for order in ORDERS]
_AMOUNTS = [amount_reader(mark, None) for mark in MARKS]


def _reads(read: Callable[[str], object], cell: str) -> bool:
    try:
        read(cell)
    except ValueError:
        return False
    return True


def date_order(columns: Sequence[Column]) -> tuple[str | None, str]:
    """The order of the dates, None where the cells leave it open; and what says so."""
    pairs = [(int(m[1]), int(m[2])) for column in columns for cell in column.cells if (m := _SHORT.match(cell.strip()))]
    if not pairs:
        return YEAR_FIRST, "as all cells seen have it"
    day, month = sum(first > 12 for first, _ in pairs), sum(second > 12 for _, second in pairs)
    choice = f"`{DAY_FIRST}` or `{MONTH_FIRST}`"
    if day and month:
        return None, f"{choice}: cells of both orders are there, {day:,} and {month:,} of {len(pairs):,}"
    if not day and not month:
        return None, f"{choice}: none of the {len(pairs):,} cells seen decides"
    return (DAY_FIRST if day else MONTH_FIRST), f"as {day or month:,} of {len(pairs):,} cells seen show"


def decimal_mark(columns: Sequence[Column]) -> tuple[str | None, str]:
    """What stands in front of the decimals, None where the cells leave it open; and what says so."""
    cells = [re.sub(r"[^\d.,]", "", cell) for column in columns for cell in column.cells]
    point, comma, open_ones = 0, 0, 0
    for cell in cells:
        last = re.search(r"([.,])(\d*)$", cell)
        if not last:
            continue
        mark, digits = last.groups()
        other = "," if mark == "." else "."
        if cell.count(mark) > 1:
            mark = other  # what stands there several times separates thousands
        elif len(digits) == 3 and other not in cell:
            open_ones += 1
            continue
        point, comma = point + (mark == "."), comma + (mark == ",")
    if point and comma:
        return None, f'"." or ",": cells of both forms are there, {point:,} and {comma:,}'
    if point or comma:
        return ("." if point else ","), f"as {point or comma:,} of {len(cells):,} cells seen show"
    if open_ones:
        return None, f'"." or ",": none of the {len(cells):,} cells seen decides'
    return ".", "all amounts seen are whole"


def currency(columns: Sequence[Column]) -> tuple[str | None, str]:
    """The currency that a sign or code in the cells tells."""
    text = " ".join(cell for column in columns for cell in column.cells[:500])
    codes = set(re.findall(r"\b(?:USD|EUR|GBP|CAD|AUD|MXN|CHF|SEK|NOK|DKK|PLN|CZK|BRL|INR)\b", text))
    if len(codes) == 1:
        return codes.pop(), "as the cells say"
    signs = [sign for sign in SIGNS if sign in text and sign != "kr"]
    if len(signs) == 1 and not codes:
        several = "; several currencies have it" if signs[0] == "$" else ""
        return SIGNS[signs[0]], f"as the sign {signs[0]} suggests{several}"
    return None, "the code of the currency (ISO 4217)"
