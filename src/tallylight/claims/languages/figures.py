"""Groups of words that figures are read with: sums of money, their hedges, and times.

How a docstring speaks of a pattern is told in `reading`. Keys of tables are in small letters, with single blanks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from tallylight.claims.languages.reading import Pattern
from tallylight.model import Hedge


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class AmountWords:
    """Sums of US dollars, how firmly they are stated, and sums in other currencies."""

    money: Pattern
    """A sum of US dollars, from its first sign to its last."""
    figure: Callable[[re.Match[str]], tuple[str, str | None]]
    """Of a match of `money`: the number in digits (a point before decimals, nothing between thousands), and the key of its
    number word in `scales`, or None."""
    scales: Mapping[str, Decimal]
    """Number words and their short forms: "million", "m"."""
    magnitude: Pattern
    """An order of magnitude: "tens of millions of dollars". Groups: `many`, `word`, `of`."""
    magnitudes: Mapping[str, Decimal]
    """What `word` of a magnitude stands for: "millions"."""
    many: Mapping[str, int]
    """What `many` of a magnitude stands for: "tens", "dozens", "hundreds"."""
    of_money: frozenset[str]
    """What `of` of a magnitude may be, so that it is one of money: "dollars"."""
    spending_before: Pattern
    """At the end of what stands before a magnitude without `of`: it is one of money, because it is spent."""
    figures: Pattern
    """ "A seven-figure deal". Groups: `n`."""
    figure_counts: Mapping[str, int]
    """What `n` of that stands for."""
    foreign: Pattern
    """A sum in another currency."""
    range_joint: Pattern
    """All that stands between the two ends of a range: "to", "and", a dash."""
    range_opening: Pattern
    """At the end of what stands before a range: "between"."""
    range_and: Pattern
    """Matched after the first end: a joint that joins a range only after its opening ("and")."""
    hedges_before: tuple[tuple[Hedge, Pattern], ...]
    """At the end of what stands before a sum; the first that is found decides."""
    hedges_after: tuple[tuple[Hedge, Pattern], ...]
    """Matched after a sum, where nothing was found before it."""


class DateForm(Enum):
    """A form of words for a time. `claims.date_forms` makes the time of each from the named groups of its pattern.

    A group that is not always there may be left out of a pattern. Years are four digits, days one or two.
    """

    SINCE = "since"
    """ "Since (early) (May) (5,) 2023". Groups: `year`. If said: `part`, `month`, `day`."""
    QUARTER = "quarter"
    """ "The third (fiscal) quarter of 2024", "Q3 FY2024". Groups: `year`, `which` or `q`, a digit. If said: `fy`, `fiscal`."""
    FISCAL_YEAR = "fiscal_year"
    """ "Fiscal 2024", "FY24". Groups: `fy`, of two digits or four."""
    FISCAL_YEAR_ENDED = "fiscal_year_ended"
    """ "The fiscal year that ended in September 2024". If said: `year`; else the last one that has ended."""
    RELATIVE_FISCAL_YEAR = "relative_fiscal_year"
    """ "This fiscal year", "last fiscal year". If said: `last`."""
    DAY = "day"
    """A day with its year. Groups: `year`, `month`, a name or a number, `day`."""
    DAY_OF_NO_YEAR = "day_of_no_year"
    """A day without its year. Groups: `month`, `day`."""
    SPAN_OF_MONTHS = "span_of_months"
    """ "From May (2023) to June 2024". Groups: `month`, `month2`, `year2`. If said: `year`."""
    TWO_MONTHS_OF_NO_YEAR = "two_months_of_no_year"
    """ "In November and December". Groups: `month`, `month2`."""
    FIRST_MONTHS = "first_months"
    """ "The first eight months of 2025". Groups: `n`, `year`."""
    HALF_YEAR = "half_year"
    """ "The first half of 2025". Groups: `year`. If said: `second`."""
    MONTH_OF_LAST_YEAR = "month_of_last_year"
    """ "In June of last year". Groups: `month`."""
    SINCE_MONTH = "since_month"
    """ "Since June", the latest June that has begun. Groups: `month`."""
    SINCE_TERM = "since_term"
    """ "Since Trump took office", "under the present administration". If said: `who`; else who is in office."""
    BEFORE_ELECTION = "before_election"
    """ "In the three months before the election". Groups: `n`, `unit`."""
    SPAN_OF_YEARS = "span_of_years"
    """ "From 2021 to 2024". Groups: `year`, `year2`."""
    PART_OF_YEAR = "part_of_year"
    """ "Early 2024", "spring 2024". Groups: `part`, `year`."""
    SEASON = "season"
    """ "Last spring". Groups: `part`."""
    MONTH = "month"
    """ "In May 2024". Groups: `month`, `year`."""
    MONTH_OF_NO_YEAR = "month_of_no_year"
    """ "In May", "last May", "that May". Groups: `month`. If said: `last`."""
    PAST = "past"
    """ "Over the last two years". Groups: `unit`. If said: `n`, `plural`, an ending that says more than one."""
    AGO = "ago"
    """ "Two years ago", "a month earlier". Groups: `n`, `unit`."""
    SOME_YEAR = "some_year"
    """ "In September of the same year", "that day": a time that only the text before could fix, and that fixes none here."""
    THIS_WEEK = "this_week"
    """ "This week"."""
    LAST_WEEK = "last_week"
    """ "Last week"."""
    THIS_MONTH = "this_month"
    """ "This month"."""
    LAST_MONTH = "last_month"
    """ "Last month"."""
    THIS_YEAR = "this_year"
    """ "This year", "so far in the year"."""
    LAST_YEAR = "last_year"
    """ "Last year"."""
    YESTERDAY = "yesterday"
    """ "Yesterday"."""
    TODAY = "today"
    """ "Today"."""
    WEEKDAY = "weekday"
    """ "On Monday". Groups: `weekday`. If said: `last`."""
    RECENTLY = "recently"
    """ "Recently", "in recent weeks"."""
    YEAR = "year"
    """ "In 2024". Groups: `year`."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class DateWords:
    """Times, and the words in them."""

    forms: tuple[tuple[DateForm, Pattern], ...]
    """Every form, the longer ones before those that are part of them. One form may stand there several times."""
    full_days: tuple[Pattern, ...]
    """A day with its year, as a dateline has it. Groups: `year`, `month`, a name or a number, `day`."""
    from_before: Pattern
    """All of a time of the form `AGO` that counts from the time told before it. Groups: `n`, `unit`. If said: `earlier`."""
    next_such: Pattern
    """Matched at the head of a month without a year: it is the next one after the time told before it ("that September")."""
    same_time: Pattern
    """The month or the year told before: "that month". Groups: `unit`."""
    months: Mapping[str, int]
    """Names and abbreviations, without a full stop."""
    weekdays: Mapping[str, int]
    """Monday is 0."""
    counts: Mapping[str, int]
    """Words for a number of days or years: "two", "a", "a couple of"."""
    units: Mapping[str, str]
    """What `unit` of a form stands for: "day", "week", "month" or "year"."""
    quarters: Mapping[str, int]
    """What `which` of a quarter stands for: "first"."""
    terms: Mapping[str, tuple[tuple[date, date], ...]]
    """Terms of office, first and last day, by the name (in small letters) that `who` of a term has; the earliest first."""
    parts_of_year: Mapping[str, tuple[int, int]]
    """Its first and last month: "early", "mid", "spring", "end of"."""
