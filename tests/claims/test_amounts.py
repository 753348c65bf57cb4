"""Sums of money are found where they stand, with their value, the value of their last digit, and how firmly they are told."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallylight.model import Amount, Hedge
from tests.claims.english import find_amounts, foreign_sums


def only(text: str) -> Amount:
    found = find_amounts(text)
    assert len(found) == 1, found
    assert text[found[0].start : found[0].end].strip() == found[0].amount.raw
    return found[0].amount


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("$3.75 million", "3750000", "10000"),
        ("$2 million", "2000000", "1000000"),
        ("$30 million", "30000000", "1000000"),
        ("$825,000", "825000", "1000"),
        ("$800,000", "800000", "100000"),
        ("$1,046,806", "1046806", "1"),
        ("$29,898,236.05", "29898236.05", "0.01"),
        ("$2M", "2000000", "1000000"),
        ("$2.5m", "2500000", "100000"),
        ("$1.4bn", "1400000000", "100000000"),
        ("$500k", "500000", "1000"),
        ("US$2 million", "2000000", "1000000"),
        ("USD 2 million", "2000000", "1000000"),
        ("2 million dollars", "2000000", "1000000"),
        ("2-million-dollar", "2000000", "1000000"),
        ("two million dollars", "2000000", "1000000"),
        ("two-million-dollar", "2000000", "1000000"),
        ("twenty-five million dollars", "25000000", "1000000"),
        ("787,500 dollars", "787500", "100"),
    ],
)
def test_a_figure_is_read_with_the_value_of_its_last_digit(written: str, value: str, unit: str) -> None:
    found = only(f"ICE signed a deal for {written} in 2024.")
    assert (found.value, found.unit) == (Decimal(value), Decimal(unit))


@pytest.mark.parametrize(
    ("written", "hedge"),
    [
        ("$2 million", Hedge.PLAIN),
        ("nearly $2 million", Hedge.NEARLY),
        ("just under $2 million", Hedge.NEARLY),
        ("about $2 million", Hedge.ABOUT),
        ("an estimated $2 million", Hedge.ABOUT),
        ("more than $2 million", Hedge.MORE_THAN),
        ("at least $2 million", Hedge.MORE_THAN),
        ("not less than $2 million", Hedge.MORE_THAN),
        ("$2 million or more", Hedge.MORE_THAN),
        ("up to $2 million", Hedge.UP_TO),
        ("no more than $2 million", Hedge.UP_TO),
        ("less than $2 million", Hedge.UP_TO),
        ("under $2 million", Hedge.UP_TO),
    ],
)
def test_the_words_before_a_figure_say_how_firm_it_is(written: str, hedge: Hedge) -> None:
    assert only(f"ICE paid {written} for it.").hedge is hedge


def test_a_range_is_one_amount_with_two_ends() -> None:
    found = only("ICE paid between $25 million and $35 million.")
    assert (found.value, found.high) == (Decimal(25_000_000), Decimal(35_000_000))


def test_the_number_word_of_a_range_belongs_to_both_ends() -> None:
    found = only("a contract of $3 to $5 million")
    assert (found.value, found.high) == (Decimal(3_000_000), Decimal(5_000_000))


def test_two_sums_are_no_range() -> None:
    assert [f.amount.value for f in find_amounts("It paid $2 million and $3 million.")] == [2_000_000, 3_000_000]


@pytest.mark.parametrize(
    ("written", "least"),
    [("millions", 2_000_000), ("tens of millions", 20_000_000), ("hundreds of millions", 200_000_000)],
)
def test_a_magnitude_asks_for_at_least_two_of_it(written: str, least: int) -> None:
    found = only(f"The agency spent {written} of dollars on it.")
    assert (found.value, found.hedge) == (Decimal(least), Hedge.MAGNITUDE)


@pytest.mark.parametrize(
    "text", ["It holds millions of images.", "Thousands marched.", "2 million people", "In 2024 it grew 5%."]
)
def test_other_numbers_are_not_money(text: str) -> None:
    assert find_amounts(text) == []


@pytest.mark.parametrize(
    "written", ["£3.75 million", "€5 million", "C$5 million", "A$5m", "EUR 5 million", "330 million pounds"]
)
def test_another_currency_is_never_read_as_dollars(written: str) -> None:
    text = f"The firm signed a contract for {written} in 2025."
    assert find_amounts(text) == []
    ((start, end),) = foreign_sums(text)
    assert text[start:end] == written


def test_dollars_are_no_foreign_money() -> None:
    assert foreign_sums("ICE paid $5 million, US$3 million and USD 2 million.") == []


SCALES = {"thousand": 3, "million": 6, "billion": 9, "M": 6, "m": 6, "bn": 9, "k": 3}


@given(st.integers(1, 999), st.integers(0, 2), st.sampled_from(sorted(SCALES)))
def test_any_figure_with_a_number_word_is_read_back_exactly(digits: int, places: int, word: str) -> None:
    figure = Decimal(digits).scaleb(-places)
    blank = " " if len(word) > 2 else ""
    found = only(f"They paid ${figure}{blank}{word} for it.")
    assert found.value == figure.scaleb(SCALES[word])
    assert found.unit == Decimal(1).scaleb(SCALES[word] - places)


@given(st.integers(1, 10**12))
def test_any_figure_written_out_is_read_back_exactly(value: int) -> None:
    found = only(f"They paid ${value:,} for it.")
    assert found.value == value
    assert found.unit == Decimal(10) ** (len(str(value)) - len(str(value).rstrip("0")))


@given(st.decimals(Decimal("0.01"), Decimal("999999999.99"), places=2))
def test_any_figure_with_cents_is_read_back_to_the_cent(value: Decimal) -> None:
    found = only(f"They paid ${value:,} for it.")
    assert (found.value, found.unit) == (value, Decimal("0.01"))


FRAGMENTS = [
    "$",
    "2",
    "3.75",
    " million",
    "-",
    ",000",
    " to ",
    " and ",
    "between ",
    "US",
    "€",
    "millions of ",
    "dollars",
    "k",
    " ",
    ".",
]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join))
def test_places_lie_in_the_text_in_order_and_never_overlap(text: str) -> None:
    end = 0
    for found in find_amounts(text):
        assert end <= found.start < found.end <= len(text)
        assert found.amount.unit > 0
        end = found.end


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading_of_amounts(text: str) -> None:
    assert find_amounts(text) == find_amounts(text)
    foreign_sums(text)


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("up to $5 million", "up_to"),
        ("worth as much as $5 million", "up_to"),
        ("never more than $5 million", "up_to"),
        ("never paid it more than $5 million", "up_to"),
        ("no more than $5 million", "up_to"),
        ("less than $5 million", "up_to"),
        ("no less than $5 million", "more_than"),
        ("not less than $5 million", "more_than"),
        ("more than $5 million", "more_than"),
        ("just under $5 million", "nearly"),
        # A sum that some contracts come to is no ceiling.
        ("contracts that add up to $5 million", "plain"),
        ("the contract adds up to $5 million", "plain"),
        ("the contracts added up to $5 million", "plain"),
        ("contracts adding up to $5 million", "plain"),
        ("the bill came up to $5 million", "plain"),
    ],
)
def test_words_that_look_alike_hedge_differently(text: str, hedge: str) -> None:
    (found,) = find_amounts(text)
    assert found.amount.hedge == hedge


@given(st.integers(1, 99), st.sampled_from(["add", "adds", "added", "adding"]))
def test_what_adds_up_to_a_figure_is_that_figure(number: int, verb: str) -> None:
    (found,) = find_amounts(f"Its contracts {verb} up to ${number} million.")
    assert (found.amount.hedge, found.amount.value) == ("plain", Decimal(number) * 1_000_000)
