"""Times are resolved against the day of the text, and look back."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallylight.claims import spans
from tallylight.claims.date_forms import election_day
from tallylight.model import When
from tests.claims.english import find_text_date, find_whens

TODAY = date(2025, 9, 15)  # a Monday


def only(text: str, today: date = TODAY) -> When:
    found = find_whens(text, today)
    assert len(found) == 1, found
    assert text[found[0].start : found[0].end].strip() == found[0].when.text
    return found[0].when


def span(text: str, today: date = TODAY) -> tuple[str, str, str]:
    when = only(text, today)
    return when.kind, str(when.start), str(when.end)


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("It was signed on September 5, 2025.", "day", "2025-09-05", "2025-09-05"),
        ("It was signed on 5 September 2025.", "day", "2025-09-05", "2025-09-05"),
        ("It was signed on Sept. 5.", "day", "2025-09-05", "2025-09-05"),
        ("It was signed on October 8.", "day", "2024-10-08", "2024-10-08"),
        ("It was signed on Tuesday.", "day", "2025-09-09", "2025-09-09"),
        ("It was signed last Monday.", "day", "2025-09-08", "2025-09-08"),
        ("It was signed yesterday.", "day", "2025-09-14", "2025-09-14"),
        ("It was signed two days ago.", "day", "2025-09-13", "2025-09-13"),
        ("It was signed in September 2024.", "month", "2024-09-01", "2024-09-30"),
        ("It was signed in November.", "month", "2024-11-01", "2024-11-30"),
        ("It was signed last September.", "month", "2024-09-01", "2024-09-30"),
        ("It was signed last month.", "last_month", "2025-08-01", "2025-08-31"),
        ("It was signed last week.", "last_week", "2025-09-02", "2025-09-14"),
        ("It was signed this week.", "this_week", "2025-09-09", "2025-09-15"),
        ("It was signed in 2024.", "year", "2024-01-01", "2024-12-31"),
        ("It was signed last year.", "year", "2024-01-01", "2024-12-31"),
        ("It has cost more this year.", "this_year", "2025-01-01", "2025-09-15"),
        ("It was signed in fiscal 2024.", "fiscal_year", "2023-10-01", "2024-09-30"),
        ("It was signed in FY24.", "fiscal_year", "2023-10-01", "2024-09-30"),
        ("It was signed in the fiscal year ending September 30, 2024.", "fiscal_year", "2023-10-01", "2024-09-30"),
        ("It was signed last fiscal year.", "fiscal_year", "2023-10-01", "2024-09-30"),
        ("It was signed in early 2024.", "part_of_year", "2024-01-01", "2024-04-30"),
        ("It was signed in late 2024.", "part_of_year", "2024-09-01", "2024-12-31"),
        ("It was signed in the third quarter of 2024.", "quarter", "2024-07-01", "2024-09-30"),
        ("It was signed in Q1 2024.", "quarter", "2024-01-01", "2024-03-31"),
        ("It was signed in the first quarter of fiscal 2024.", "quarter", "2023-10-01", "2023-12-31"),
        ("It was signed in the fourth fiscal quarter of 2024.", "quarter", "2024-07-01", "2024-09-30"),
        ("It has been so since 2023.", "since", "2023-01-01", "2025-09-15"),
        ("It has been so since May 2023.", "since", "2023-05-01", "2025-09-15"),
        ("It has cost much over the past two years.", "window", "2023-09-15", "2025-09-15"),
        ("It ran from 2021 to 2023.", "window", "2021-01-01", "2023-12-31"),
        ("It was signed recently.", "recently", "2025-07-17", "2025-09-15"),
    ],
)
def test_a_time_is_resolved_against_the_day_of_the_text(text: str, kind: str, start: str, end: str) -> None:
    assert span(text) == (kind, start, end)


def test_a_number_of_years_may_stand_over_a_line_break() -> None:
    assert span("It has cost much over the past a couple\nof years.") == ("window", "2023-09-15", "2025-09-15")


def test_a_month_told_after_another_time_is_the_next_such_month() -> None:
    first, second = find_whens("It paid in May 2023, followed by more that September.", TODAY)
    assert (first.when.start, second.when.start) == (date(2023, 5, 1), date(2023, 9, 1))


def test_a_year_earlier_counts_from_the_time_told_before_it() -> None:
    _, second = find_whens("It paid in September 2024, after a deal two years earlier.", TODAY)
    assert (second.when.start, second.when.end) == (date(2022, 1, 1), date(2022, 12, 31))


def test_a_year_earlier_is_no_time_when_nothing_says_than_when() -> None:
    assert find_whens("A year earlier, it paid less.", TODAY) == []


def test_a_day_that_does_not_exist_is_no_day() -> None:
    assert all(f.when.kind != "day" for f in find_whens("It was signed on February 30, 2025.", TODAY))


@pytest.mark.parametrize(
    "text", ["It may march on.", "The 2010s were quieter.", "It runs 24 hours.", "Mark signed it."]
)
def test_words_that_only_look_like_times_are_none(text: str) -> None:
    assert find_whens(text, TODAY) == []


@pytest.mark.parametrize(
    "text",
    [
        "How it works\nBy A. Writer\nSeptember 15, 2025\n\nText.",
        "2025-09-15\nText.",
        "Published 15 September 2025\nText.",
    ],
)
def test_a_dateline_is_the_day_of_the_text(text: str) -> None:
    assert find_text_date(text) == date(2025, 9, 15)


def test_a_day_in_running_text_is_no_dateline() -> None:
    assert find_text_date("The agency signed it on September 15, 2025, and paid at once.") is None


DAYS = st.dates(date(1990, 1, 1), date(2089, 12, 31))


@given(
    DAYS,
    st.sampled_from(
        ["{d:%B} {d.day}, {d.year}", "{d.day} {d:%B} {d.year}", "{d:%b}. {d.day}, {d.year}", "{d:%Y-%m-%d}"]
    ),
)
def test_every_full_day_is_read_back(day: date, form: str) -> None:
    when = only(f"It was signed on {form.format(d=day)}, they said.")
    assert (when.kind, when.start, when.end) == ("day", day, day)


@given(st.integers(1990, 2089), st.integers(1, 12))
def test_every_month_is_read_back_whole(year: int, month: int) -> None:
    when = only(f"It was signed in {calendar.month_name[month]} {year}.")
    assert (when.start, when.end) == spans.month_span(year, month)
    assert when.end is not None
    assert (when.end + timedelta(days=1)).day == 1


@given(st.integers(1990, 2089))
def test_every_fiscal_year_begins_in_the_october_before_it(year: int) -> None:
    when = only(f"It was signed in fiscal year {year}.")
    assert (when.start, when.end) == (date(year - 1, 10, 1), date(year, 9, 30))


@given(DAYS)
def test_every_day_lies_in_its_own_fiscal_year(day: date) -> None:
    start, end = spans.fiscal_year_span(spans.fiscal_year_of(day))
    assert start <= day <= end


LOOKING_BACK = [
    "on {month} {n}",
    "in {month}",
    "last {month}",
    "on Friday",
    "last Friday",
    "last week",
    "last month",
    "last year",
    "yesterday",
    "{n} days ago",
    "{n} weeks ago",
    "recently",
    "this week",
    "this month",
    "today",
    "over the past {n} months",
    "last summer",
]


@given(DAYS, st.sampled_from(LOOKING_BACK), st.integers(1, 12), st.integers(1, 28))
def test_a_time_that_looks_back_never_begins_after_the_day_of_the_text(
    day: date, form: str, month: int, n: int
) -> None:
    for found in find_whens(f"It was signed {form.format(month=calendar.month_name[month], n=n)}.", day):
        assert found.when.start is not None
        assert found.when.start <= day


PIECES = [
    "since ",
    "early ",
    "2023",
    "May ",
    "30",
    ", ",
    "fiscal ",
    "last ",
    "week",
    "quarter of ",
    "to ",
    "the ",
    "two ",
    "years ",
    "ago",
    "Q3 ",
    "February ",
    "a year earlier",
    "that September",
]


@given(st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PIECES), max_size=12).map("".join)), DAYS)
def test_no_text_breaks_the_reading_of_times(text: str, day: date) -> None:
    found = find_whens(text, day)
    assert found == find_whens(text, day)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert one.when.start is None or one.when.end is None or one.when.start <= one.when.end
    find_text_date(text)


@pytest.mark.parametrize(
    ("told", "kind", "start", "end"),
    [
        # Since
        ("since early 2024", "since", "2024-01-01", "2025-09-15"),
        ("since the end of 2023", "since", "2023-09-01", "2025-09-15"),
        ("since spring of 2024", "since", "2024-03-01", "2025-09-15"),
        ("since March 3, 2024", "since", "2024-03-03", "2025-09-15"),
        ("since last October", "since", "2024-10-01", "2025-09-15"),
        ("since May", "since", "2025-05-01", "2025-09-15"),
        ("since Trump took office", "since", "2025-01-20", "2025-09-15"),
        ("since President Biden took office", "since", "2021-01-20", "2025-09-15"),
        ("since the inauguration", "since", "2025-01-20", "2025-09-15"),
        ("under the current administration", "since", "2025-01-20", "2025-09-15"),
        # Before an election
        ("in the three months before the election", "window", "2024-08-05", "2024-11-05"),
        ("in the last six weeks before the November election", "window", "2024-09-24", "2024-11-05"),
        ("in the two years leading up to the presidential election", "window", "2022-11-05", "2024-11-05"),
        ("in the three months leading up to November's vote", "window", "2024-08-05", "2024-11-05"),
        # Fiscal years told by their end, or from the day of the text
        ("in the fiscal year that ended in September", "fiscal_year", "2023-10-01", "2024-09-30"),
        ("in the fiscal year ended September 30", "fiscal_year", "2023-10-01", "2024-09-30"),
        ("so far this fiscal year", "fiscal_year", "2024-10-01", "2025-09-15"),
        ("in the past fiscal year", "fiscal_year", "2023-10-01", "2024-09-30"),
        # Several months
        ("from March to May 2024", "window", "2024-03-01", "2024-05-31"),
        ("between March 2023 and May 2024", "window", "2023-03-01", "2024-05-31"),
        ("in November and December", "window", "2024-11-01", "2024-12-31"),
        ("in December and January", "window", "2024-12-01", "2025-01-31"),
        ("in the first six months of 2025", "window", "2025-01-01", "2025-06-30"),
        ("over the first half of 2025", "window", "2025-01-01", "2025-06-30"),
        ("in the second half of 2024", "window", "2024-07-01", "2024-12-31"),
        # One month
        ("in May of last year", "month", "2024-05-01", "2024-05-31"),
        ("in May last year", "month", "2024-05-01", "2024-05-31"),
        ("at the end of August", "month", "2025-08-01", "2025-08-31"),
        ("by June", "month", "2025-06-01", "2025-06-30"),
        # Seasons
        ("last summer", "part_of_year", "2025-06-01", "2025-09-30"),
        ("in the fall of 2024", "part_of_year", "2024-09-01", "2024-12-31"),
        # A window of no number, and this year told otherwise
        ("over the past year", "window", "2024-09-15", "2025-09-15"),
        ("the past week", "last_week", "2025-09-02", "2025-09-14"),
        ("so far in the year", "this_year", "2025-01-01", "2025-09-15"),
        ("in recent weeks", "recently", "2025-07-17", "2025-09-15"),
    ],
)
def test_newer_forms_are_resolved_against_the_day_of_the_text(told: str, kind: str, start: str, end: str) -> None:
    assert span(f"It was bought {told}.") == (kind, start, end)


@pytest.mark.parametrize(
    "told",
    [
        "in the last days",
        "in the months before the election",
        "according to a 2023 report",
        "2023-era kit",
        "a year earlier",
    ],
)
def test_words_that_fix_no_time_are_no_time(told: str) -> None:
    assert find_whens(f"It was bought {told}.", TODAY) == []


@pytest.mark.parametrize("told", ["that year", "in March of the same year", "the same day"])
def test_a_time_that_points_to_another_has_no_days_of_its_own(told: str) -> None:
    (found,) = find_whens(f"It was bought {told}.", TODAY)
    assert (found.when.kind, found.when.start, found.when.end) == ("some_year", None, None)


def test_a_month_of_no_year_that_has_not_begun_is_that_of_the_year_before() -> None:
    assert span("It was bought in October and November.") == ("window", "2024-10-01", "2024-11-30")


def test_the_newest_election_before_the_text_is_meant() -> None:
    before, after = date(2024, 11, 4), date(2024, 11, 5)
    text = "It was bought in the three months before the election."
    assert (only(text, before).end, only(text, after).end) == (date(2022, 11, 8), date(2024, 11, 5))


def test_days_later_count_from_the_day_told_by_the_sentence_before() -> None:
    (found,) = find_whens("Two days later, it paid.", TODAY, date(2025, 3, 10))
    assert (found.when.start, found.when.end) == (date(2025, 3, 9), date(2025, 3, 15))


@given(st.integers(1800, 2800))
def test_election_day_is_a_tuesday_from_the_second_to_the_eighth_of_november(year: int) -> None:
    day = election_day(year)
    assert (day.year, day.month, day.weekday()) == (year, 11, 1)
    assert 2 <= day.day <= 8
    assert (day - timedelta(days=1)).month == 11, "the day after the first Monday, and not the first Tuesday"


NEWER = [
    "since last {month}",
    "since {month}",
    "since the {part} of {year}",
    "since Trump took office",
    "in the {n} {unit} before the election",
    "in {month} and {month2}",
    "from {month} to {month2} {year}",
    "from {month} {year} to {month2} {year2}",
    "in the first {n} months of {year}",
    "in the second half of {year}",
    "in {month} of last year",
    "in the fiscal year ended September 30",
    "so far this fiscal year",
    "last fiscal year",
    "over the past {n} {unit}",
    "over the past year",
    "last {part}",
    "in the {part} of {year}",
    "from {year} to {year2}",
    "in the first quarter of fiscal {year}",
    "at the end of {month}",
]
MONTHS = st.sampled_from(list(calendar.month_name)[1:])


@given(
    DAYS, st.sampled_from(NEWER), MONTHS, MONTHS, st.integers(1990, 2089), st.integers(1990, 2089), st.integers(1, 40),
    st.sampled_from(["days", "weeks", "months", "years"]), st.sampled_from(["spring", "summer", "fall", "autumn"]),
)  # fmt: skip
def test_no_time_ends_before_it_begins(
    day: date, form: str, month: str, month2: str, year: int, year2: int, n: int, unit: str, part: str
) -> None:
    told = form.format(month=month, month2=month2, year=year, year2=year2, n=n, unit=unit, part=part)
    for found in find_whens(f"It was bought {told}.", day):
        assert found.when.start is not None
        assert found.when.end is not None
        assert found.when.start <= found.when.end, found.when


@given(DAYS, st.sampled_from([f for f in NEWER if "{year" not in f]), MONTHS, MONTHS, st.integers(1, 12))
def test_a_time_without_a_year_has_begun_on_the_day_of_the_text(
    day: date, form: str, month: str, month2: str, n: int
) -> None:
    for found in find_whens(
        f"It was bought {form.format(month=month, month2=month2, n=n, unit='weeks', part='fall')}.", day
    ):
        assert found.when.start is not None
        assert found.when.start <= day, found.when


@pytest.mark.parametrize(("told", "year"), [("2022", 2022), ("since the autumn of 2022", 2022), ("in May 2021", 2021)])
def test_that_month_is_of_the_time_told_before_and_never_later_than_the_text(told: str, year: int) -> None:
    anchor = {"2022": date(2022, 1, 1), "since the autumn of 2022": date(2022, 9, 1), "in May 2021": date(2021, 5, 1)}[
        told
    ]
    (found,) = find_whens("The first purchase, that September, was a trial.", date(2026, 7, 24), anchor)
    assert (found.when.start, found.when.end) == (date(year, 9, 1), date(year, 9, 30))
    (late,) = find_whens("The first purchase, that September, was a trial.", date(2026, 7, 24), date(2026, 7, 1))
    assert late.when.start is not None
    assert late.when.start <= date(2026, 7, 24)


@pytest.mark.parametrize(
    ("told", "start", "end"),
    [
        ("It got $800 million since the fiscal year opened in October.", date(2025, 10, 1), date(2026, 7, 24)),
        ("From 2019 up to today, it got $2 million.", date(2019, 1, 1), date(2026, 7, 24)),
        ("May brought nothing, and June brought a $2 million contract.", date(2026, 6, 1), date(2026, 6, 30)),
        ("In one month, September, it got $2 million.", date(2025, 9, 1), date(2025, 9, 30)),
        ("Eight orders came in the course of September.", date(2025, 9, 1), date(2025, 9, 30)),
    ],
)
def test_forms_that_newsrooms_use_are_read(told: str, start: date, end: date) -> None:
    when = find_whens(told, date(2026, 7, 24))[-1].when
    assert (when.start, when.end) == (start, end)


def test_that_month_and_that_year_are_those_told_before() -> None:
    (found,) = find_whens("Records list more that month.", date(2026, 7, 24), date(2024, 9, 5))
    assert (found.when.start, found.when.end) == (date(2024, 9, 1), date(2024, 9, 30))
    (found,) = find_whens("Records list more the same year.", date(2026, 7, 24), date(2024, 9, 5))
    assert (found.when.start, found.when.end) == (date(2024, 1, 1), date(2024, 12, 31))
