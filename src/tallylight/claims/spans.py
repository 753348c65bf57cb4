"""Stretches of days that texts and agencies reckon in: months, and the fiscal years of the United States."""

from __future__ import annotations

import calendar
from datetime import date


def month_span(year: int, month: int) -> tuple[date, date]:
    """First and last day of a calendar month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def fiscal_year_span(year: int) -> tuple[date, date]:
    """US fiscal year N runs from 1 October of N-1 to 30 September of N (31 U.S.C. 1102)."""
    return date(year - 1, 10, 1), date(year, 9, 30)


def fiscal_year_of(day: date) -> int:
    """The US fiscal year that a day falls in."""
    return day.year + (day.month >= 10)


def months_before(day: date, months: int) -> date:
    """The same day of the month, that many months earlier; the month's last day where it is shorter."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
