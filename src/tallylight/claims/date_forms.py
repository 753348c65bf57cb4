"""What each form of words for a time means: from the named groups of its pattern to a first and a last day.

The forms and their groups are those of `languages.figures.DateForm`. A maker takes the match, the day of the text and the
words of the language; it raises ValueError for a day that no month has, and gives None for words that fix no time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from tallylight.claims.languages.figures import DateForm, DateWords
from tallylight.claims.spans import fiscal_year_of, fiscal_year_span, month_span, months_before
from tallylight.model import When

_Mark = re.Match[str]


def time_of(form: DateForm, mark: _Mark, today: date, words: DateWords) -> When | None:
    """The time that a match of a form stands for, told on a day. Raises ValueError where there is no such day."""
    return _MAKERS[form](mark, today, words)


def full_day(mark: _Mark, words: DateWords) -> date:
    """The day of a match with its year. Raises ValueError where there is no such day."""
    return date(int(mark["year"]), _month_number(mark["month"], words), int(mark["day"]))


def counted_from(mark: _Mark, before: date, words: DateWords) -> When:
    """ "Two years later", "a month earlier", counted from the time told before it."""
    if _said(mark, "earlier"):
        return _ago(mark, before, words)
    count, unit = _count(mark, words), words.units[_key(mark["unit"])]
    if unit == "year":
        return _when(mark, "year", date(before.year + count, 1, 1), date(before.year + count, 12, 31))
    if unit == "month":
        middle = months_before(before, -count)
        return _when(mark, "month", *month_span(middle.year, middle.month))
    middle = before + timedelta(days=count * (7 if unit == "week" else 1))
    return _when(mark, "window", middle - timedelta(days=3), middle + timedelta(days=3))


def _key(word: str) -> str:
    """A word as tables have it: in small letters, with single blanks."""
    return " ".join(word.lower().split())


def _said(mark: _Mark, group: str) -> str | None:
    """What a group holds that a pattern need not have."""
    return mark.groupdict().get(group)


def _count(mark: _Mark, words: DateWords) -> int:
    word = _key(mark["n"])
    return int(word) if word.isdigit() else words.counts[word]


def _month_number(name: str, words: DateWords) -> int:
    month = name.lower().rstrip(".")
    return int(month) if month.isdigit() else words.months[month]


def _when(mark: _Mark, kind: str, start: date | None, end: date | None) -> When:
    return When(mark[0].strip(), kind, start, end)


def _day(mark: _Mark, today: date, words: DateWords) -> When:
    day = full_day(mark, words)
    return _when(mark, "day", day, day)


def _day_of_no_year(mark: _Mark, today: date, words: DateWords) -> When:
    day = date(today.year, _month_number(mark["month"], words), int(mark["day"]))
    if day > today:
        day = date(today.year - 1, day.month, day.day)
    return _when(mark, "day", day, day)


def _month(mark: _Mark, today: date, words: DateWords) -> When:
    return _when(mark, "month", *month_span(int(mark["year"]), _month_number(mark["month"], words)))


def _month_of_no_year(mark: _Mark, today: date, words: DateWords) -> When:
    """ "In June", "last September", "that August": the latest such month that has begun."""
    month = _month_number(mark["month"], words)
    year = today.year if month <= today.month else today.year - 1
    if _said(mark, "last") and month == today.month:
        year -= 1
    return _when(mark, "month", *month_span(year, month))


def _year(mark: _Mark, today: date, words: DateWords) -> When:
    year = int(mark["year"])
    return _when(mark, "year", date(year, 1, 1), date(year, 12, 31))


def _fiscal_year(mark: _Mark, today: date, words: DateWords) -> When:
    digits = mark["fy"]
    year = int(digits) if len(digits) == 4 else 2000 + int(digits)
    return _when(mark, "fiscal_year", *fiscal_year_span(year))


def _fiscal_year_ended(mark: _Mark, today: date, words: DateWords) -> When:
    said = _said(mark, "year")
    year = int(said) if said else fiscal_year_of(today + timedelta(days=1)) - 1
    return _when(mark, "fiscal_year", *fiscal_year_span(year))


def _relative_fiscal_year(mark: _Mark, today: date, words: DateWords) -> When:
    start, end = fiscal_year_span(fiscal_year_of(today) - bool(_said(mark, "last")))
    return _when(mark, "fiscal_year", start, min(end, today))


def _quarter(mark: _Mark, today: date, words: DateWords) -> When:
    """A calendar quarter, or one of the fiscal year, which begins with October."""
    digit = _said(mark, "q")
    number = int(digit) if digit else words.quarters[_key(mark["which"])]
    year, last = int(mark["year"]), number * 3
    if _said(mark, "fy") or _said(mark, "fiscal"):
        year, last = (year - 1, 12) if number == 1 else (year, last - 3)
    return _when(mark, "quarter", date(year, last - 2, 1), month_span(year, last)[1])


def _since(mark: _Mark, today: date, words: DateWords) -> When:
    year, month, part, day = int(mark["year"]), _said(mark, "month"), _said(mark, "part"), _said(mark, "day")
    first = words.parts_of_year[_key(part)][0] if part else 1
    start = date(year, _month_number(month, words) if month else first, int(day or 1))
    return _when(mark, "since", start, max(start, today))


def _part_of_year(mark: _Mark, today: date, words: DateWords) -> When:
    year, (first, last) = int(mark["year"]), words.parts_of_year[_key(mark["part"])]
    return _when(mark, "part_of_year", date(year, first, 1), month_span(year, last)[1])


def _season(mark: _Mark, today: date, words: DateWords) -> When:
    first, last = words.parts_of_year[_key(mark["part"])]
    year = today.year if first <= today.month else today.year - 1
    return _when(mark, "part_of_year", date(year, first, 1), month_span(year, last)[1])


def _span_of_years(mark: _Mark, today: date, words: DateWords) -> When | None:
    first, last = int(mark["year"]), int(mark["year2"])
    return _when(mark, "window", date(first, 1, 1), date(last, 12, 31)) if first < last else None


def _span_of_months(mark: _Mark, today: date, words: DateWords) -> When | None:
    last_year = int(mark["year2"])
    first_year = int(_said(mark, "year") or last_year)
    start = month_span(first_year, _month_number(mark["month"], words))[0]
    end = month_span(last_year, _month_number(mark["month2"], words))[1]
    return _when(mark, "window", start, end) if start < end else None


def _two_months_of_no_year(mark: _Mark, today: date, words: DateWords) -> When:
    """ "In November and December": the latest two such months that have begun."""
    first, last = _month_number(mark["month"], words), _month_number(mark["month2"], words)
    year = today.year if last <= today.month else today.year - 1
    return _when(mark, "window", date(year - (first > last), first, 1), month_span(year, last)[1])


def _first_months(mark: _Mark, today: date, words: DateWords) -> When | None:
    count, year = _count(mark, words), int(mark["year"])
    return _when(mark, "window", date(year, 1, 1), month_span(year, count)[1]) if 1 <= count <= 12 else None


def _half_year(mark: _Mark, today: date, words: DateWords) -> When:
    year, second = int(mark["year"]), _said(mark, "second")
    return _when(mark, "window", date(year, 7 if second else 1, 1), date(year, 12, 31) if second else date(year, 6, 30))


def _month_of_last_year(mark: _Mark, today: date, words: DateWords) -> When:
    return _when(mark, "month", *month_span(today.year - 1, _month_number(mark["month"], words)))


def _since_month(mark: _Mark, today: date, words: DateWords) -> When:
    month = _month_number(mark["month"], words)
    return _when(mark, "since", date(today.year - (month > today.month), month, 1), today)


def _since_term(mark: _Mark, today: date, words: DateWords) -> When | None:
    """From the first day of the newest term that had begun: of who is named, or of who is in office."""
    who = _said(mark, "who") or _said(mark, "whose")
    terms = words.terms[_key(who)] if who else [term for of_one in words.terms.values() for term in of_one]
    begun = [start for start, _ in terms if start <= today]
    return _when(mark, "since", max(begun), today) if begun else None


def _before_election(mark: _Mark, today: date, words: DateWords) -> When | None:
    """Up to the newest federal election day: the Tuesday after the first Monday of November of even years (2 U.S.C. 7)."""
    year = today.year - today.year % 2
    if election_day(year) > today:
        year -= 2
    last, count, unit = election_day(year), _count(mark, words), words.units[_key(mark["unit"])]
    if unit in ("day", "week"):
        return _when(mark, "window", last - timedelta(days=count * 7 if unit == "week" else count), last)
    return _when(mark, "window", months_before(last, count * (12 if unit == "year" else 1)), last)


def election_day(year: int) -> date:
    """The day of federal elections in November of a year (2 U.S.C. 7)."""
    first = date(year, 11, 1)
    return first + timedelta(days=(7 - first.weekday()) % 7 + 1)


def _past(mark: _Mark, today: date, words: DateWords) -> When | None:
    """ "Over the last two years", "in the past 18 months": a window that ends on the day of the text."""
    numbered = _said(mark, "n")
    if not numbered and _said(mark, "plural"):
        return None  # "in the last days": nobody says how many
    count = _count(mark, words) if numbered else 1
    unit = words.units[_key(mark["unit"])]
    if unit in ("day", "week"):
        return _when(mark, "window", today - timedelta(days=count * 7 if unit == "week" else count), today)
    return _when(mark, "window", months_before(today, count * (12 if unit == "year" else 1)), today)


def _ago(mark: _Mark, today: date, words: DateWords) -> When:
    count, unit = _count(mark, words), words.units[_key(mark["unit"])]
    if unit == "day":
        return _when(mark, "day", today - timedelta(days=count), today - timedelta(days=count))
    if unit == "week":
        middle = today - timedelta(weeks=count)
        return _when(mark, "window", middle - timedelta(days=3), middle + timedelta(days=3))
    if unit == "month":
        middle = months_before(today, count)
        return _when(mark, "month", *month_span(middle.year, middle.month))
    return _when(mark, "year", date(today.year - count, 1, 1), date(today.year - count, 12, 31))


def _some_year(mark: _Mark, today: date, words: DateWords) -> When:
    return _when(mark, "some_year", None, None)


def _weekday(mark: _Mark, today: date, words: DateWords) -> When:
    back = (today.weekday() - words.weekdays[_key(mark["weekday"])]) % 7
    if _said(mark, "last") and back == 0:
        back = 7
    day = today - timedelta(days=back)
    return _when(mark, "day", day, day)


def _fixed(kind: str, span: Callable[[date], tuple[date, date]]) -> Callable[[_Mark, date, DateWords], When]:
    return lambda mark, today, _: _when(mark, kind, *span(today))


def _last_month(today: date) -> tuple[date, date]:
    end = today.replace(day=1) - timedelta(days=1)
    return end.replace(day=1), end


_MAKERS: dict[DateForm, Callable[[_Mark, date, DateWords], When | None]] = {
    DateForm.SINCE: _since,
    DateForm.QUARTER: _quarter,
    DateForm.FISCAL_YEAR: _fiscal_year,
    DateForm.FISCAL_YEAR_ENDED: _fiscal_year_ended,
    DateForm.RELATIVE_FISCAL_YEAR: _relative_fiscal_year,
    DateForm.DAY: _day,
    DateForm.DAY_OF_NO_YEAR: _day_of_no_year,
    DateForm.SPAN_OF_MONTHS: _span_of_months,
    DateForm.SPAN_OF_YEARS: _span_of_years,
    DateForm.PART_OF_YEAR: _part_of_year,
    DateForm.SEASON: _season,
    DateForm.MONTH: _month,
    DateForm.MONTH_OF_NO_YEAR: _month_of_no_year,
    DateForm.TWO_MONTHS_OF_NO_YEAR: _two_months_of_no_year,
    DateForm.FIRST_MONTHS: _first_months,
    DateForm.HALF_YEAR: _half_year,
    DateForm.MONTH_OF_LAST_YEAR: _month_of_last_year,
    DateForm.SINCE_MONTH: _since_month,
    DateForm.SINCE_TERM: _since_term,
    DateForm.BEFORE_ELECTION: _before_election,
    DateForm.PAST: _past,
    DateForm.AGO: _ago,
    DateForm.SOME_YEAR: _some_year,
    DateForm.WEEKDAY: _weekday,
    DateForm.YEAR: _year,
    DateForm.THIS_WEEK: _fixed("this_week", lambda d: (d - timedelta(days=6), d)),
    DateForm.LAST_WEEK: _fixed("last_week", lambda d: (d - timedelta(days=13), d - timedelta(days=1))),
    DateForm.THIS_MONTH: _fixed("this_month", lambda d: (d.replace(day=1), d)),
    DateForm.LAST_MONTH: _fixed("last_month", _last_month),
    DateForm.THIS_YEAR: _fixed("this_year", lambda d: (d.replace(month=1, day=1), d)),
    DateForm.LAST_YEAR: _fixed("year", lambda d: (date(d.year - 1, 1, 1), date(d.year - 1, 12, 31))),
    DateForm.YESTERDAY: _fixed("day", lambda d: (d - timedelta(days=1), d - timedelta(days=1))),
    DateForm.TODAY: _fixed("day", lambda d: (d, d)),
    DateForm.RECENTLY: _fixed("recently", lambda d: (d - timedelta(days=60), d)),
}
