from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallylight import figures

CENTS = st.decimals(allow_nan=False, allow_infinity=False, places=2)


def test_money_for_people_is_written_in_full() -> None:
    assert figures.usd(Decimal("3750000")) == "$3,750,000.00"
    assert figures.usd(Decimal("-18000.5")) == "-$18,000.50"
    assert figures.usd(Decimal("-0.00")) == "$0.00"


@given(CENTS)
def test_money_for_programs_has_two_decimals_and_loses_nothing(value: Decimal) -> None:
    written = figures.plain(value)
    assert Decimal(written) == value
    assert len(written.partition(".")[2]) == 2


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30))
def test_money_is_never_rounded(value: Decimal) -> None:
    assert Decimal(figures.plain(value)) == value
    assert Decimal(figures.usd(value).replace("$", "").replace(",", "")) == value


@pytest.mark.parametrize(
    ("value", "shown"),
    [("29898236.00", "$29,898,236.00"), ("-5.10", "-$5.10"), ("1200", "1,200"), ("2021-09-03", "2021-09-03")],
)
def test_a_reading_is_money_or_a_count_or_a_day(value: str, shown: str) -> None:
    assert figures.reading(value) == shown


def test_a_movement_says_which_way_the_money_went() -> None:
    assert figures.movement(Decimal("5")) == "added $5.00"
    assert figures.movement(Decimal("-5")) == "took back $5.00"
    assert figures.movement(Decimal("0")) == "moved no money ($0.00)"
