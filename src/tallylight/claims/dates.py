"""Times in running English, resolved against the day of the text and never against the checker's clock.

Each form of words has a kind, and the kind has a tolerance: see `tallylight.claims.tolerance`. Days without a year are the
latest such day not after the text's date, because news looks back.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from tallylight.model import When

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_DAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
_COUNTS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
_COUNTS |= {"a": 1, "an": 1, "couple": 2, "few": 3, "several": 3, "the": 1}

_MONTH = r"(?P<month>january|february|march|april|may|june|july|august|september|october|november|december|" \
         r"jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?"  # fmt: skip
_MONTH2 = _MONTH.replace("month", "month2")
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_YEAR2 = r"(?P<year2>(?:19|20)\d\d)\b"
_N = r"(?P<n>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a\s+couple\s+of|a\s+few|several|a|an|the)"
_UNIT = r"(?P<unit>day|week|month|year)s?"


@dataclass(frozen=True, slots=True)
class FoundWhen:
    """A time and its place in the text it was found in."""

    start: int
    end: int
    when: When


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


def find_whens(text: str, today: date) -> list[FoundWhen]:
    """All times in a text, in order, resolved against `today`, the day of the text. Longer forms win over their parts."""
    found: list[FoundWhen] = []
    for pattern, make in _FORMS:
        for mark in pattern.finditer(text):
            if any(f.start < mark.end() and mark.start() < f.end for f in found):
                continue
            try:
                when = make(mark, today)
            except ValueError:  # "February 30" is not a day
                continue
            if when is not None:
                found.append(FoundWhen(mark.start(), mark.end(), when))
    return _that_month(sorted(found, key=lambda f: f.start))


def _that_month(found: list[FoundWhen]) -> list[FoundWhen]:
    """ "... in May 2024, followed by more that September": the month meant is the next one after the time before it."""
    fixed: list[FoundWhen] = []
    for item in found:
        before = fixed[-1].when.start if fixed else None
        start = item.when.start
        earlier = _EARLIER.fullmatch(item.when.text)
        if earlier:
            # "A year earlier" counts from the time told before it; with none in the sentence nobody knows from when.
            if before:
                fixed.append(FoundWhen(item.start, item.end, _from(earlier, before)))
            continue
        if before and start and item.when.kind == "month" and item.when.text.lower().startswith("that "):
            year = before.year if start.month >= before.month else before.year + 1
            item = FoundWhen(item.start, item.end, When(item.when.text, "month", *month_span(year, start.month)))
        fixed.append(item)
    return fixed


def find_text_date(text: str) -> date | None:
    """The day a text gives as its own: a full date in a line of its own near the top (a dateline), or None."""
    for line in text.splitlines()[:12]:
        bare = line.strip().strip("()[]")
        if not bare or len(bare) > 60:
            continue
        for pattern in (_DAY_MDY, _DAY_DMY, _DAY_ISO):
            mark = pattern.search(bare)
            # A headline may name a day too: what is left beside a dateline is a few words ("Published", "By", a place).
            if mark and len((bare[: mark.start()] + bare[mark.end() :]).split()) <= 4:
                try:
                    return _full_day(mark)
                except ValueError:
                    continue
    return None


def _count(word: str) -> int:
    word = word.lower()
    return int(word) if word.isdigit() else _COUNTS[word.split()[-2] if " of" in word else word.split()[-1]]


def _full_day(mark: re.Match[str]) -> date:
    month = mark["month"].lower().rstrip(".")
    return date(int(mark["year"]), int(month) if month.isdigit() else _MONTHS[month], int(mark["day"]))


def _month_number(mark: re.Match[str], group: str = "month") -> int:
    return _MONTHS[mark[group].lower().rstrip(".")]


def _when(mark: re.Match[str], kind: str, start: date | None, end: date | None) -> When:
    return When(mark[0].strip(), kind, start, end)


def _day(mark: re.Match[str], today: date) -> When:
    day = _full_day(mark)
    return _when(mark, "day", day, day)


def _day_no_year(mark: re.Match[str], today: date) -> When:
    day = date(today.year, _month_number(mark), int(mark["day"]))
    if day > today:
        day = date(today.year - 1, day.month, day.day)
    return _when(mark, "day", day, day)


def _month(mark: re.Match[str], today: date) -> When:
    return _when(mark, "month", *month_span(int(mark["year"]), _month_number(mark)))


def _month_no_year(mark: re.Match[str], today: date) -> When:
    """ "In June", "last September", "that August": the latest such month that has begun."""
    month = _month_number(mark)
    year = today.year if month <= today.month else today.year - 1
    if mark["which"] and mark["which"].lower() == "last" and month == today.month:
        year -= 1
    return _when(mark, "month", *month_span(year, month))


def _year(mark: re.Match[str], today: date) -> When:
    year = int(mark["year"])
    return _when(mark, "year", date(year, 1, 1), date(year, 12, 31))


def _fiscal_year(mark: re.Match[str], today: date) -> When:
    digits = mark["fy"]
    year = int(digits) if len(digits) == 4 else 2000 + int(digits)
    return _when(mark, "fiscal_year", *fiscal_year_span(year))


def _fiscal_year_ended(mark: re.Match[str], today: date) -> When:
    return _when(mark, "fiscal_year", *fiscal_year_span(int(mark["year"])))


_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}


def _quarter(mark: re.Match[str], today: date) -> When:
    """A calendar quarter, or one of the fiscal year, which begins with October."""
    number = int(mark["q"]) if mark["q"] else _QUARTERS[mark["which"].lower()]
    year, last = int(mark["year"]), number * 3
    if mark["fy"] or "fiscal" in mark[0].lower():
        year, last = (year - 1, 12) if number == 1 else (year, last - 3)
    return _when(mark, "quarter", date(year, last - 2, 1), month_span(year, last)[1])


def _relative_fiscal_year(mark: re.Match[str], today: date) -> When:
    year = fiscal_year_of(today) - (mark["which"].lower() in ("last", "previous", "past"))
    start, end = fiscal_year_span(year)
    return _when(mark, "fiscal_year", start, min(end, today))


_FIRST_MONTHS = {"mid": 5, "lat": 9, "end": 9}


def _since(mark: re.Match[str], today: date) -> When:
    year = int(mark["year"])
    part = _FIRST_MONTHS.get((mark["part"] or "early")[:3].lower(), 1)
    start = date(year, _month_number(mark) if mark["month"] else part, int(mark["day"] or 1))
    return _when(mark, "since", start, max(start, today))


def _part_of_year(mark: re.Match[str], today: date) -> When:
    year, part = int(mark["year"]), mark["part"].lower()
    first, last = {"ear": (1, 4), "mid": (5, 8), "lat": (9, 12), "beg": (1, 4), "sta": (1, 4), "end": (9, 12),
                   "spr": (3, 6), "sum": (6, 9), "fal": (9, 12), "aut": (9, 12)}[part[:3]]  # fmt: skip
    return _when(mark, "part_of_year", date(year, first, 1), month_span(year, last)[1])


def _season(mark: re.Match[str], today: date) -> When:
    first, last = {"spring": (3, 6), "summer": (6, 9), "fall": (9, 12), "autumn": (9, 12)}[mark["season"].lower()]
    year = today.year if first <= today.month else today.year - 1
    return _when(mark, "part_of_year", date(year, first, 1), month_span(year, last)[1])


def _span_of_years(mark: re.Match[str], today: date) -> When | None:
    first, last = int(mark["year"]), int(mark["year2"])
    return _when(mark, "window", date(first, 1, 1), date(last, 12, 31)) if first < last else None


def _span_of_months(mark: re.Match[str], today: date) -> When | None:
    last_year = int(mark["year2"])
    first_year = int(mark["year"]) if mark["year"] else last_year
    start, end = month_span(first_year, _month_number(mark))[0], month_span(last_year, _month_number(mark, "month2"))[1]
    return _when(mark, "window", start, end) if start < end else None


def _past(mark: re.Match[str], today: date) -> When | None:
    """ "Over the last two years", "in the past 18 months": a window that ends on the day of the text."""
    if not mark["n"] and mark[0].lower().endswith("s"):
        return None  # "in the last days": nobody says how many
    count = _count(mark["n"]) if mark["n"] else 1
    unit = mark["unit"].lower()
    start = today - timedelta(days=count * 7 if unit == "week" else count) if unit in ("day", "week") else \
        months_before(today, count * (12 if unit == "year" else 1))  # fmt: skip
    return _when(mark, "window", start, today)


def _ago(mark: re.Match[str], today: date) -> When:
    count, unit = _count(mark["n"]), mark["unit"].lower()
    if unit == "day":
        return _when(mark, "day", today - timedelta(days=count), today - timedelta(days=count))
    if unit == "week":
        middle = today - timedelta(weeks=count)
        return _when(mark, "window", middle - timedelta(days=3), middle + timedelta(days=3))
    if unit == "month":
        middle = months_before(today, count)
        return _when(mark, "month", *month_span(middle.year, middle.month))
    return _when(mark, "year", date(today.year - count, 1, 1), date(today.year - count, 12, 31))


def _from(mark: re.Match[str], before: date) -> When:
    """ "Two years later", "a month earlier", counted from the time told before it."""
    if mark["way"].lower() == "earlier":
        return _ago(mark, before)
    count, unit = _count(mark["n"]), mark["unit"].lower()
    if unit == "year":
        return _when(mark, "year", date(before.year + count, 1, 1), date(before.year + count, 12, 31))
    if unit == "month":
        middle = months_before(before, -count)
        return _when(mark, "month", *month_span(middle.year, middle.month))
    middle = before + timedelta(days=count * (7 if unit == "week" else 1))
    return _when(mark, "window", middle - timedelta(days=3), middle + timedelta(days=3))


def _weekday(mark: re.Match[str], today: date) -> When:
    back = (today.weekday() - _DAYS[mark["weekday"].lower()]) % 7
    if mark["last"] and back == 0:
        back = 7
    day = today - timedelta(days=back)
    return _when(mark, "day", day, day)


def _fixed(kind: str, span: Callable[[date], tuple[date, date]]) -> Callable[[re.Match[str], date], When]:
    return lambda mark, today: _when(mark, kind, *span(today))


def _last_month(today: date) -> tuple[date, date]:
    end = today.replace(day=1) - timedelta(days=1)
    return end.replace(day=1), end


def _p(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_DAY_MDY = _p(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}")
_DAY_DMY = _p(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH},?\s+{_YEAR}")
_DAY_ISO = _p(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b")

_EARLIER = _p(rf"\b{_N}\s+{_UNIT}\s+(?P<way>earlier|later)\b")

# "A 2023 report" says when something was written, and nothing of when it was paid.
_WRITTEN = r"(?!\s+(?:\w+\s+)?(?:reports?|audit|study|stud(?:y|ies)|stor(?:y|ies)|articles?|interview|lawsuit|memo|e-?mails?|documents?|filings?|investigation|review|analysis|ruling|bill|law|letter|survey|hearing|book)\b)"

# Order matters: a longer form is tried before the forms that are part of it.
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], When | None]], ...] = (
    (_p(rf"\bsince\s+(?:(?:about|at\s+least|around)\s+)?(?:(?:the\s+)?(?P<part>early|mid|late|start\s+of|beginning\s+of|end\s+of)[\s-]+)?(?:{_MONTH}\s+)?(?:(?P<day>\d{{1,2}}),\s+)?{_YEAR}"), _since),
    (_p(rf"\b(?:the\s+)?(?:(?P<which>first|second|third|fourth|last)\s+(?:fiscal\s+)?quarter|Q(?P<q>[1-4]))\s+(?:of\s+)?(?P<fy>fiscal\s+(?:year\s+)?|FY\s?)?{_YEAR}"), _quarter),
    (_p(rf"\b(?:the\s+)?fiscal\s+year\s+(?:that\s+)?(?:ended|ending|to|which\s+ended)\s+(?:in\s+|on\s+)?(?:{_MONTH}\s*(?:\d{{1,2}},?)?\s*)?{_YEAR}"), _fiscal_year_ended),
    (_p(r"\b(?:fiscal(?:\s+year)?|fy)[\s-]?'?(?P<fy>(?:19|20)\d\d|\d\d)\b"), _fiscal_year),
    (_p(r"\b(?:so\s+far\s+)?(?P<which>this|the\s+current|last|the\s+previous|previous|past)\s+fiscal\s+year\b"), _relative_fiscal_year),
    (_DAY_MDY, _day), (_DAY_DMY, _day), (_DAY_ISO, _day),
    (_p(rf"\b(?:from|between)\s+{_MONTH}\s*(?:{_YEAR}\s+)?(?:to|and|through|until|-|–)\s+{_MONTH2}\s+{_YEAR2}"), _span_of_months),
    (_p(rf"\b(?:(?:from|between|over\s+the\s+years|in\s+the\s+years|during|over)\s+)?(?:about\s+|around\s+)?{_YEAR}\s*(?:to|and|through|until|into|-|–|—)\s*{_YEAR2}"), _span_of_years),
    (_p(rf"\b(?P<part>early|mid|late|beginning\s+of|start\s+of|end\s+of|spring|summer|fall|autumn)[\s-]+(?:of\s+|in\s+)?{_YEAR}"), _part_of_year),
    (_p(r"\b(?:last|this|that|in\s+the|over\s+the)\s+(?P<season>spring|summer|fall|autumn)\b"), _season),
    (_p(rf"\b(?P<which>)(?:in\s+)?{_MONTH}\s+(?:of\s+)?{_YEAR}{_WRITTEN}"), _month),
    (_p(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,?\s*\d|%)"), _day_no_year),
    (_p(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?!\s*\d)"), _day_no_year),
    (_p(rf"\b(?:over|in|during|for|within|across|throughout)\s+(?:the\s+)?(?:last|past|previous|preceding)\s+(?:{_N}\s+)?{_UNIT}\b(?!\s+of\b)"), _past),
    (_p(rf"\b{_N}\s+{_UNIT}\s+(?:ago|earlier|later)\b"), _ago),
    (_p(r"\b(?:earlier\s+|later\s+|just\s+)?this\s+week\b"), _fixed("this_week", lambda d: (d - timedelta(days=6), d))),
    (_p(r"\b(?:just\s+)?(?:last|the\s+past|the\s+previous)\s+week\b"), _fixed("last_week", lambda d: (d - timedelta(days=13), d - timedelta(days=1)))),
    (_p(r"\b(?:earlier\s+|later\s+)?this\s+month\b"), _fixed("this_month", lambda d: (d.replace(day=1), d))),
    (_p(r"\blast\s+month\b"), _fixed("last_month", _last_month)),
    (_p(r"\b(?:so\s+far\s+|earlier\s+)?this\s+year\b|\bso\s+far\s+in\s+the\s+year\b|\bthe\s+year\s+to\s+date\b"),
     _fixed("this_year", lambda d: (d.replace(month=1, day=1), d))),
    (_p(r"\blast\s+year\b"), _fixed("year", lambda d: (date(d.year - 1, 1, 1), date(d.year - 1, 12, 31)))),
    (_p(r"\byesterday\b"), _fixed("day", lambda d: (d - timedelta(days=1), d - timedelta(days=1)))),
    (_p(r"\btoday\b(?!['’]s)"), _fixed("day", lambda d: (d, d))),
    (_p(rf"\b(?P<which>last|this|that|in|since|by|during|of|for)\s+(?:early\s+|mid-?|late\s+)?{_MONTH}(?!\s*\d)"), _month_no_year),
    (_p(r"(?<=\w )(?P<which>)(?P<month>January|February|April|June|July|August|September|October|November|December)(?=['’]s\b)"), _month_no_year),
    (_p(r"\b(?:on\s+)?(?P<last>last\s+)?(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"), _weekday),
    (_p(r"\b(?:recently|in\s+recent\s+(?:days|weeks|months)|newly|most\s+recently|the\s+latest)\b|\bjust\b(?=\s+\w+ed\b|\s+(?:bought|paid|spent))"),
     _fixed("recently", lambda d: (d - timedelta(days=60), d))),
    (_p(rf"\b(?:in|during|for|by|of|throughout|back\s+in|,)?\s*{_YEAR}(?!['’]?s\b|-)(?!\s*(?:people|searches|records)){_WRITTEN}"), _year),
)  # fmt: skip
