"""Dates and money are read as the mapping states them, or not at all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallylight.sources.mapping.values import (
    COMMA,
    DAY_FIRST,
    MONTH_FIRST,
    POINT,
    YEAR_FIRST,
    amount_reader,
    date_reader,
)

DAYS = st.dates(date(1970, 1, 1), date(2068, 12, 31))
CENTS = st.integers(-(10**13), 10**13)


@given(DAYS, st.sampled_from("-/."), st.sampled_from(("", " 10:30", "T10:30:00Z", " 1:05 PM")))
def test_a_day_is_read_back_in_the_order_that_is_stated(day: date, between: str, time: str) -> None:
    parts = {YEAR_FIRST: "%Y{}%m{}%d", DAY_FIRST: "%d{}%m{}%Y", MONTH_FIRST: "%m{}%d{}%Y"}
    for order, form in parts.items():
        assert date_reader(order)(day.strftime(form.format(between, between)) + time) == day


@given(DAYS, st.sampled_from((DAY_FIRST, MONTH_FIRST)))
def test_the_other_order_never_gives_a_day_that_is_written_otherwise(day: date, order: str) -> None:
    text = day.strftime("%d/%m/%Y")
    try:
        read = date_reader(order)(text)
    except ValueError:
        assert order == MONTH_FIRST
        assert day.day > 12
        return
    assert read == (day if order == DAY_FIRST else date(day.year, day.day, day.month))


@pytest.mark.parametrize(
    "text", ["05-MAR-2024", "5 March 2024", "Mar 5, 2024", "March 5 2024", "20240305", "2024-03-05"]
)
def test_a_date_that_leaves_nothing_open_is_read_in_every_order(text: str) -> None:
    assert {date_reader(order)(text) for order in (YEAR_FIRST, DAY_FIRST, MONTH_FIRST)} == {date(2024, 3, 5)}


@pytest.mark.parametrize("text", ["03/04/2024", "13/05/24"])
def test_an_ambiguous_date_is_not_guessed_when_the_year_is_said_to_come_first(text: str) -> None:
    with pytest.raises(ValueError, match="the year comes first"):
        date_reader(YEAR_FIRST)(text)


@pytest.mark.parametrize(
    "text", ["0000-01-01", "0/0/0", "2024-02-30", "Ma 5 2024", "June", "99999", "1e5", "x" * 10**6]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    for order in (YEAR_FIRST, DAY_FIRST, MONTH_FIRST):
        with pytest.raises(ValueError):
            date_reader(order)(text)


def written(cents: int, mark: str, between: str) -> str:
    """An amount with thousands in groups."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole:,}".replace(",", between) + f"{mark}{rest:02d}"


@given(
    CENTS, st.sampled_from((POINT, COMMA)), st.sampled_from((" ", "", "other", "’")), st.sampled_from(("", "$", "USD "))
)
def test_an_amount_is_read_back_to_the_cent(cents: int, mark: str, between: str, sign: str) -> None:
    other = "." if mark == COMMA else ","
    text = written(cents, mark, other if between == "other" else between)
    text = f"-{sign}{text[1:]}" if cents < 0 else sign + text
    assert amount_reader(mark, "USD")(text) == Decimal(cents).scaleb(-2)


@given(CENTS.filter(bool))
def test_money_taken_back_is_written_in_many_ways(cents: int) -> None:
    plain, read = written(abs(cents), ".", ","), amount_reader(POINT, "USD")
    for text in (f"({plain})", f"{plain}-", f"-{plain}", f"${plain} CR", f"(${plain})", f"-${plain}", f"$-{plain}"):
        assert read(text) == -Decimal(abs(cents)).scaleb(-2), text


@given(st.text(max_size=20))
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    for mark in (POINT, COMMA):
        try:
            value = amount_reader(mark, "USD")(text)
        except ValueError:
            continue
        assert value == value.quantize(Decimal("0.01"))
        assert abs(value) < 10**12


@pytest.mark.parametrize(
    "text",
    ["1,234", "1,23,456.00", "1.2345", "1e400", "1e5", "--5", "(-5)", "1 2", "5.-", "NaN", "Infinity", "٣", "9" * 400],
)
def test_what_could_be_read_in_two_ways_is_refused(text: str) -> None:
    if text == "1,234":
        with pytest.raises(ValueError, match="more than two decimals"):
            amount_reader(COMMA, "EUR")(text)
    else:
        with pytest.raises(ValueError):
            amount_reader(POINT, "USD")(text)


@pytest.mark.parametrize("text", ["€ 5.00", "EUR 5.00", "5.00 GBP"])
def test_another_currency_than_the_stated_one_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="another currency than the USD"):
        amount_reader(POINT, "USD")(text)


@pytest.mark.parametrize(
    ("sign", "theirs", "others"),
    [
        ("$", "USD CAD AUD MXN HKD", "EUR GBP JPY SEK"),
        ("£", "GBP EGP GIP", "EUR USD"),
        ("¥", "JPY CNY", "EUR USD"),
        ("kr", "SEK NOK DKK ISK", "EUR USD"),
    ],
)
def test_a_sign_of_several_currencies_is_read_for_these_and_refused_for_all_others(
    sign: str, theirs: str, others: str
) -> None:
    for text in (f"{sign}10.00", f"10.00 {sign}", f"({sign}10.00)"):
        for currency in theirs.split():
            assert abs(amount_reader(POINT, currency)(text)) == Decimal("10.00")
        for currency in others.split():
            with pytest.raises(ValueError, match=f"another currency than the {currency}"):
                amount_reader(POINT, currency)(text)
        assert abs(amount_reader(POINT, None)(text)) == Decimal("10.00")


def test_the_sign_of_the_stated_currency_is_understood() -> None:
    for text, currency in (
        ("€ 5.00", "EUR"),
        ("US$5.00", "USD"),
        ("A$ 5.00", "AUD"),
        ("5.00 kr", "NOK"),
        ("R$ 5.00", "BRL"),
    ):
        assert amount_reader(POINT, currency)(text) == Decimal("5.00")
