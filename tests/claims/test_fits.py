"""Of several rows that could be meant the best is taken, and the arithmetic is told in words."""

from datetime import date
from decimal import Decimal

from tallylight.claims import fits
from tallylight.claims.fits import Fit
from tallylight.claims.tolerance import Grade
from tallylight.model import Amount, When
from tests.claims.english import find_amounts, find_whens
from tests.claims.ledger import action

TODAY = date(2025, 9, 15)


def amount(words: str) -> Amount:
    return find_amounts(f"They paid {words}.")[0].amount


def when(words: str) -> When:
    return find_whens(f"They paid it {words}.", TODAY)[0].when


def fit(value: str, day: str, rows: int = 1) -> Fit:
    made = tuple(action(f"70X{value}", day, value, "ACME LLC", modification=str(n)) for n in range(rows))
    return Fit("single action" if rows == 1 else "award to date", Decimal(value), made)


def test_the_one_that_agrees_in_amount_and_day_wins_over_the_nearer_amount() -> None:
    right, nearer = fit("2100000", "2024-05-01"), fit("2000000", "2023-05-01")
    found = fits.best([right, nearer], amount("$2 million"), when("in 2024"), TODAY)
    assert found is not None
    assert (found.value, found.grade) == (right.value, Grade.MATCH)


def test_a_single_action_wins_over_a_sum_that_agrees_as_well() -> None:
    found = fits.best(
        [fit("2000000", "2024-05-01", 2), fit("2000000", "2024-05-01")], amount("$2 million"), None, TODAY
    )
    assert found is not None
    assert found.name == "single action"


def test_of_equal_ones_the_latest_wins() -> None:
    found = fits.best([fit("2000000", "2024-05-01"), fit("2000000", "2025-05-01")], amount("$2 million"), None, TODAY)
    assert found is not None
    assert found.day == date(2025, 5, 1)


def test_nothing_to_choose_from_gives_nothing() -> None:
    assert fits.best([], amount("$2 million"), None, TODAY) is None


def test_a_cut_figure_is_told_as_cut() -> None:
    assert fits.reason(fit("825707.61", "2025-05-08"), amount("$825,000"), None, TODAY) == ("truncated", {"truncated"})


def test_a_year_that_only_the_fiscal_year_fits_is_told_so() -> None:
    assert fits.reason(fit("2000000", "2023-11-01"), amount("$2 million"), when("in 2024"), TODAY) == (
        "fiscal_year_only",
        set(),
    )


def test_an_exact_fit_needs_no_reason() -> None:
    assert fits.reason(fit("2000000", "2024-05-01"), amount("$2 million"), when("in 2024"), TODAY) == (None, set())


def test_a_loose_bound_is_flagged() -> None:
    assert fits.reason(fit("5000000", "2024-05-01"), amount("more than $2 million"), None, TODAY) == (
        None,
        {"loose_bound"},
    )


def test_the_arithmetic_names_the_difference_in_full() -> None:
    assert "$18,000.00" not in fits.compare(amount("$2 million"), Decimal("2000000"))
    assert "the same to the cent" in fits.compare(amount("$2 million"), Decimal("2000000"))
    assert "$186,187.00, 1.0 percent" in fits.compare(amount("$18.5 million"), Decimal("18686187.00"))
    assert "$101,764.00" in fits.compare(amount("$30 million"), Decimal("29898236.00"))


def test_a_day_inside_the_stated_time_needs_no_words() -> None:
    assert fits.compare_day(when("in 2024"), date(2024, 5, 1), TODAY) == ""
    assert "16 days before" in fits.compare_day(when("last week"), date(2025, 8, 30), TODAY)
