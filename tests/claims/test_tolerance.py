"""The borders between agreeing, nearly agreeing and being off, to the cent and to the day (docs/verdicts.md)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tallylight.claims.tolerance import Grade, days_outside, grade_amount, grade_day, is_close, is_loose, is_truncated
from tallylight.model import Amount, Hedge
from tests.claims.english import find_amounts, find_whens

CENT = Decimal("0.01")
TODAY = date(2025, 9, 15)


def amount(words: str) -> Amount:
    return find_amounts(f"They paid {words} for it.")[0].amount


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("$2 million", "1500000", "2500000"),
        ("$3.75 million", "3745000", "3755000"),
        ("$818,000", "817500", "818500"),
        ("$787,500", "787450", "787550"),
        ("about $2 million", "1500000", "2500000"),
        ("about $20 million", "18000000", "22000000"),
        ("nearly $4 million", "3600000", "4500000"),
        ("between $3 million and $5 million", "2500000", "5500000"),
    ],
)
def test_a_record_on_the_border_is_supported_and_one_cent_beyond_is_not(words: str, low: str, high: str) -> None:
    claimed = amount(words)
    for edge, out in ((Decimal(low), -CENT), (Decimal(high), CENT)):
        assert grade_amount(claimed, edge) is Grade.MATCH
        assert grade_amount(claimed, edge + out) is not Grade.MATCH


def test_a_plain_figure_is_near_up_to_five_percent_of_the_record() -> None:
    claimed = amount("$9,500,000")  # exact to 100,000
    assert grade_amount(claimed, Decimal(10_000_000)) is Grade.NEAR
    assert grade_amount(claimed, Decimal("10000000.01")) is Grade.OFF
    low = Decimal(9_500_000) / Decimal("1.05")
    assert grade_amount(claimed, low.quantize(CENT) + CENT) is Grade.NEAR
    assert grade_amount(claimed, low.quantize(CENT) - CENT) is Grade.OFF


def test_a_figure_cut_where_rounding_would_go_up_is_near() -> None:
    assert grade_amount(amount("$825,000"), Decimal("825707.61")) is Grade.NEAR
    assert is_truncated(amount("$825,000"), Decimal("825707.61"))
    assert grade_amount(amount("$4.7 million"), Decimal("4752744.00")) is Grade.NEAR
    assert grade_amount(amount("$818,000"), Decimal("818422.02")) is Grade.MATCH


def test_nearly_reaches_fifteen_percent_and_not_one_cent_further() -> None:
    claimed = amount("nearly $4 million")
    assert grade_amount(claimed, Decimal(3_400_000)) is Grade.NEAR
    assert grade_amount(claimed, Decimal(3_400_000) - CENT) is Grade.OFF


def test_about_has_no_second_tolerance() -> None:
    assert grade_amount(amount("about $20 million"), Decimal(22_000_000) + CENT) is Grade.OFF


def test_more_than_is_near_down_to_five_percent_below() -> None:
    claimed = amount("more than $2 million")
    assert grade_amount(claimed, Decimal(2_000_000)) is Grade.MATCH
    assert grade_amount(claimed, Decimal(2_000_000) - CENT) is Grade.NEAR
    assert grade_amount(claimed, Decimal(1_900_000)) is Grade.NEAR
    assert grade_amount(claimed, Decimal(1_900_000) - CENT) is Grade.OFF


def test_a_bound_is_loose_above_twice_its_value() -> None:
    claimed = amount("more than $2 million")
    assert not is_loose(claimed, Decimal(4_000_000))
    assert is_loose(claimed, Decimal(4_000_000) + CENT)


def test_millions_need_two() -> None:
    assert grade_amount(amount("millions"), Decimal(2_000_000)) is Grade.MATCH
    assert grade_amount(amount("millions"), Decimal(2_000_000) - CENT) is Grade.OFF


def test_money_taken_back_is_no_payment_of_that_size() -> None:
    assert grade_amount(amount("$18,000"), Decimal(-18_000)) is Grade.OFF
    assert grade_amount(amount("about $18,000"), Decimal(-18_000)) is Grade.OFF


def test_closeness_that_identifies_a_record_is_of_absolute_values() -> None:
    assert is_close(Decimal(95), Decimal(-100))
    assert not is_close(Decimal("94.99"), Decimal(100))
    assert not is_close(Decimal(0), Decimal(0))


MONEY = st.decimals(Decimal("0.01"), Decimal("9999999999"), places=2)
CLAIMED = st.builds(
    lambda digits, exponent, hedge: Amount("$", Decimal(digits).scaleb(exponent), Decimal(1).scaleb(exponent), hedge),
    st.integers(1, 9999), st.integers(-2, 7), st.sampled_from(Hedge),
)  # fmt: skip


@given(CLAIMED, MONEY, MONEY)
def test_a_record_nearer_to_the_figure_never_agrees_less(claimed: Amount, one: Decimal, other: Decimal) -> None:
    assume(claimed.hedge not in (Hedge.MORE_THAN, Hedge.MAGNITUDE))
    near, far = sorted((one, other), key=lambda r: abs(r - claimed.value))
    assume((near >= claimed.value) == (far >= claimed.value))  # the two sides have borders of their own
    assume(not is_truncated(claimed, far))  # a cut figure agrees whatever the distance
    assert grade_amount(claimed, near) >= grade_amount(claimed, far)


@given(CLAIMED, MONEY, MONEY)
def test_more_money_never_agrees_less_with_a_lower_bound(claimed: Amount, one: Decimal, other: Decimal) -> None:
    assume(claimed.hedge in (Hedge.MORE_THAN, Hedge.MAGNITUDE))
    assert grade_amount(claimed, max(one, other)) >= grade_amount(claimed, min(one, other))


@given(CLAIMED)
def test_the_very_figure_always_agrees(claimed: Amount) -> None:
    assert grade_amount(claimed, claimed.value) is Grade.MATCH


@pytest.mark.parametrize(
    ("words", "match", "near", "off"),
    [
        ("on September 5, 2025", ["2025-09-05"], ["2025-08-29", "2025-09-12"], ["2025-08-28", "2025-09-13"]),
        ("in August 2025", ["2025-08-01", "2025-08-31"], ["2025-07-25", "2025-09-07"], ["2025-07-24", "2025-09-08"]),
        ("last month", ["2025-08-01", "2025-08-31"], ["2025-07-25", "2025-09-07"], ["2025-07-24", "2025-09-08"]),
        ("in 2024", ["2024-01-01", "2024-12-31"], ["2023-10-01", "2023-12-31"], ["2023-09-30", "2025-01-01"]),
        ("in fiscal 2024", ["2023-10-01", "2024-09-30"], [], ["2023-09-30", "2024-10-01"]),
        ("in early 2024", ["2024-01-01", "2024-04-30"], ["2023-12-01", "2024-05-31"], ["2023-11-30", "2024-06-01"]),
        ("in mid 2024", ["2024-05-01", "2024-08-31"], ["2024-04-01", "2024-09-30"], ["2024-03-30", "2024-10-02"]),
        ("in late 2024", ["2024-09-01", "2024-12-31"], ["2024-08-01", "2025-01-31"], ["2024-07-30", "2025-02-01"]),
        ("this week", ["2025-09-15", "2025-09-09"], ["2025-09-08", "2025-09-02"], ["2025-09-01"]),
        ("last week", ["2025-09-14", "2025-09-02"], ["2025-09-01", "2025-08-25"], ["2025-08-24", "2025-09-15"]),
        ("recently", ["2025-09-15", "2025-07-17"], ["2025-07-16", "2025-05-18"], ["2025-05-17"]),
        ("in Q3 2025", ["2025-07-01", "2025-09-30"], ["2025-04-01", "2025-06-30"], ["2025-03-31", "2025-10-01"]),
    ],
)
def test_days_at_the_borders_of_a_stated_time(words: str, match: list[str], near: list[str], off: list[str]) -> None:
    when = find_whens(f"It was signed {words}.", TODAY)[0].when
    for days, grade in ((match, Grade.MATCH), (near, Grade.NEAR), (off, Grade.OFF)):
        for day in days:
            assert grade_day(when, date.fromisoformat(day), TODAY) is grade, day


def test_days_outside_are_counted_from_the_nearer_end() -> None:
    when = find_whens("It was signed in August 2025.", TODAY)[0].when
    assert [days_outside(when, date.fromisoformat(d)) for d in ("2025-07-30", "2025-08-05", "2025-09-03")] == [-2, 0, 3]


@given(st.dates(date(2020, 1, 1), date(2026, 12, 31)), st.integers(0, 400), st.integers(0, 400))
def test_a_day_further_from_a_month_never_agrees_more(day: date, one: int, other: int) -> None:
    when = find_whens(f"It was signed on {day:%B} {day.day}, {day.year}.", TODAY)[0].when
    near, far = (day + timedelta(days=n) for n in sorted((one, other)))
    assert grade_day(when, near, TODAY) >= grade_day(when, far, TODAY)
