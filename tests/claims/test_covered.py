"""Gaps are what the ledger lacks of a time: never a day that it holds, and none so short that it hides nothing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallylight.claims.buyers import together
from tallylight.claims.covered import SHORTEST_GAP, holds_nothing, uncovered
from tallylight.knowledge import agencies
from tallylight.model import Coverage, CoverageState
from tests.claims.ledger import CBP, ICE, covered

(ICE_,) = (a for a in agencies() if a.short == "ICE")
(CBP_,) = (a for a in agencies() if a.short == "CBP")
HOLE = (covered(ICE, "2022-10-01", "2023-09-30"), covered(ICE, "2024-10-01", "2025-09-30"))


def gaps(start: str, end: str, coverage: tuple[Coverage, ...] = HOLE) -> list[tuple[str, str]]:
    found = uncovered(coverage, ICE_, date.fromisoformat(start), date.fromisoformat(end))
    return [(str(first), str(last)) for first, last in found]


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2023-01-01", "2023-09-30", []),
        ("2023-01-01", "2025-01-01", [("2023-10-01", "2024-09-30")]),
        ("2024-05-01", "2024-05-31", [("2024-05-01", "2024-05-31")]),
        ("2024-05-08", "2024-05-08", [("2024-05-08", "2024-05-08")]),  # one day in the middle of a long gap
        ("2023-09-25", "2023-10-05", [("2023-10-01", "2023-10-05")]),
        ("2022-01-01", "2022-12-31", [("2022-01-01", "2022-09-30")]),
        ("2025-09-01", "2025-12-31", [("2025-10-01", "2025-12-31")]),
        ("2025-09-01", "2025-10-10", []),  # so near the end, what is not published yet is not known either
    ],
)
def test_a_gap_is_cut_to_the_time_asked_for(start: str, end: str, found: list[tuple[str, str]]) -> None:
    assert gaps(start, end) == found


def test_days_between_two_files_that_are_few_are_passed_over() -> None:
    near = (covered(ICE, "2022-10-01", "2023-09-20"), covered(ICE, "2023-10-01", "2024-09-30"))
    assert gaps("2023-01-01", "2024-01-01", near) == []
    assert gaps("2023-09-25", "2023-09-25", near) == []


def test_a_selection_of_awards_holds_no_day() -> None:
    some = (covered(ICE, "2022-10-01", "2023-09-30", CoverageState.SELECTION),)
    assert gaps("2023-05-08", "2023-05-08", some) == [("2023-05-08", "2023-05-08")]


def test_a_block_that_is_known_to_be_incomplete_counts_as_held() -> None:
    part = (covered(ICE, "2022-10-01", "2023-09-30", CoverageState.PARTIAL),)
    assert gaps("2023-01-01", "2023-02-01", part) == []


def test_of_several_agencies_what_any_of_them_lacks_is_lacking() -> None:
    both = (covered(ICE, "2022-10-01", "2024-09-30"), covered(CBP, "2022-10-01", "2023-09-30"))
    whole = (date(2023, 1, 1), date(2024, 9, 30))
    lacking = ((date(2023, 10, 1), date(2024, 9, 30)),)
    assert uncovered(both, together((ICE_, CBP_)), *whole) == lacking
    assert uncovered(both, None, *whole) == lacking, "no agency told: it may be either"
    assert uncovered(both, ICE_, *whole) == ()


DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 31))
SPANS = st.tuples(DAYS, DAYS).map(lambda two: (min(two), max(two)))


@given(st.lists(SPANS, max_size=6), SPANS)
def test_gaps_lie_in_the_time_and_hold_no_covered_day(spans: list[tuple[date, date]], time: tuple[date, date]) -> None:
    blocks = tuple(covered(ICE, str(start), str(end)) for start, end in spans)
    found = uncovered(blocks, ICE_, *time)
    before = time[0] - timedelta(days=1)
    for first, last in found:
        assert before < first <= last <= time[1], "in order, in the time, and apart"
        before = last
        assert not any(start <= last and first <= end for start, end in spans)


@given(st.lists(SPANS, min_size=1, max_size=6), SPANS)
def test_every_day_is_held_or_in_a_gap_or_in_one_too_short_to_count(
    spans: list[tuple[date, date]], time: tuple[date, date]
) -> None:
    blocks = tuple(covered(ICE, str(start), str(end)) for start, end in spans)
    missing = [time[0] + timedelta(days=n) for n in range((time[1] - time[0]).days + 1)]
    missing = [d for d in missing if not any(s <= d <= e for s, e in spans)]
    missing = [d for d in missing if not any(s <= d <= e for s, e in uncovered(blocks, ICE_, *time))]
    runs = 0
    for day in missing:
        runs = runs + 1 if day - timedelta(days=1) in missing else 1
        assert runs <= SHORTEST_GAP.days


@given(st.integers(1, 60), SPANS)
def test_between_two_blocks_a_gap_counts_from_its_fifteenth_day(length: int, time: tuple[date, date]) -> None:
    end = date(2023, 9, 30)
    blocks = (covered(ICE, "2019-01-01", str(end)), covered(ICE, str(end + timedelta(days=length + 1)), "2028-12-31"))
    inside = time[0] <= end + timedelta(days=length) and end + timedelta(days=1) <= time[1]
    assert bool(uncovered(blocks, ICE_, *time)) is (inside and length > SHORTEST_GAP.days)


def test_a_time_is_not_held_where_no_buyer_that_may_be_meant_has_it() -> None:
    both = (covered(ICE, "2020-10-01", "2026-08-20"), covered(CBP, "2020-10-01", "2023-09-30"))
    day = (date(2026, 6, 4), date(2026, 6, 4))
    assert holds_nothing(both, CBP_, *day)
    assert not holds_nothing(both, ICE_, *day)
    assert not holds_nothing(both, None, *day), "the buyer that is not named may be the one that is held"
    assert holds_nothing(both, None, date(2019, 1, 1), date(2019, 12, 31))
