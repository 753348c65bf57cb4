"""What an edition covers, and what it finds to be missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallylight.ledger import Edition, open_ledger
from tallylight.ledger.build import add
from tallylight.ledger.completeness import is_cut_short, last_day, warnings_for, year_list
from tallylight.ledger.manifest import Block
from tallylight.model import Coverage, CoverageState
from tests.ledger.fakes import CBP, ICE, FakeFile, FakeReader, action, summary

NEW = date(2026, 8, 22)


def block(**more: Any) -> Block:
    about: dict[str, Any] = {
        "sub_agency": ICE, "fiscal_year": 2022, "rows": 3_000, "repeats": 0, "negative": 0, "obligated": Decimal(1),
        "first": date(2021, 10, 1), "last": date(2022, 9, 30),
    }  # fmt: skip
    return Block(**(about | more))


def test_an_exact_multiple_of_the_page_size_without_money_taken_back_is_cut_short() -> None:
    assert is_cut_short(block(rows=3_000, negative=0))
    assert is_cut_short(block(rows=100, negative=0))


def test_a_multiple_of_the_page_size_with_money_taken_back_is_not_cut_short() -> None:
    assert not is_cut_short(block(rows=5_200, negative=1))


@given(rows=st.integers(0, 100_000).filter(lambda rows: rows % 100 != 0 or rows == 0))
def test_any_other_length_is_not_cut_short(rows: int) -> None:
    assert not is_cut_short(block(rows=rows))


def test_a_year_that_was_over_when_it_was_fetched_ends_on_the_30th_of_september() -> None:
    assert last_day(block(last=date(2022, 9, 28)), date(2026, 1, 1)) == date(2022, 9, 30)


def test_an_open_year_ends_with_its_last_action() -> None:
    assert last_day(block(last=date(2022, 8, 20)), date(2022, 8, 22)) == date(2022, 8, 20)


def test_a_year_whose_answer_breaks_off_in_august_ends_there_even_if_it_was_added_later() -> None:
    assert last_day(block(last=date(2022, 8, 20)), date(2026, 1, 1)) == date(2022, 8, 20)


def edition_of(ledger: Path, *, selection: bool = False, **files: FakeFile | Sequence[dict[str, Any]]) -> Edition:
    add(list(files), str(ledger), as_of=None, selection=selection, reader=FakeReader(**files))
    return open_ledger(str(ledger))


def page(number: int = 100, **more: Any) -> list[dict[str, Any]]:
    return [action(f"P{count}", **more) for count in range(number)]


def only(coverage: Sequence[Coverage]) -> Coverage:
    (found,) = coverage
    return found


def test_a_block_is_complete_when_nothing_shows_that_anything_is_missing(tmp_path: Path) -> None:
    found = only(edition_of(tmp_path, a=FakeFile(page(99), NEW)).coverage)
    assert (found.state, found.reasons, found.rows, found.obligated) == (CoverageState.COMPLETE, (), 99, Decimal(9_900))


def test_a_block_that_is_cut_short_is_partial_and_says_why(tmp_path: Path) -> None:
    found = only(edition_of(tmp_path, a=FakeFile(page(300), NEW)).coverage)
    assert (found.state, found.cut_short) == (CoverageState.PARTIAL, True)
    assert found.reasons == (
        "300 rows are exactly 3 pages of 100 and none is negative: the answer was cut short; what is lost is at the "
        "low end, zero-dollar actions and money taken back, so a sum is too high.",
    )


def test_repeats_count_towards_the_length_of_an_answer(tmp_path: Path) -> None:
    found = only(edition_of(tmp_path, a=FakeFile(page(98), NEW, repeats=[(99, 1), (100, 1)])).coverage)
    assert (found.rows, found.cut_short, found.repeats) == (100, True, 2)


def test_exact_repeats_make_a_block_partial_but_not_cut_short(tmp_path: Path) -> None:
    found = only(edition_of(tmp_path, a=FakeFile(page(50), NEW, repeats=[(51, 7)])).coverage)
    assert (found.state, found.cut_short) == (CoverageState.PARTIAL, False)
    assert found.reasons == ("1 exact repeat: about 1 other row is probably missing.",)


def test_each_repeat_is_counted_in_the_block_of_the_row_that_it_repeats(tmp_path: Path) -> None:
    rows = [action("P1"), action("P2", sub_agency=CBP)]
    edition = edition_of(tmp_path, a=FakeFile(rows, NEW, repeats=[(3, 2), (4, 2)]))
    assert {block.sub_agency: block.repeats for block in edition.coverage} == {ICE: 0, CBP: 2}


def test_an_older_fuller_copy_fills_the_hole_and_it_is_said(tmp_path: Path) -> None:
    full = FakeFile([*page(150), action("N1", obligated="-5.00")], date(2026, 2, 13))
    edition = edition_of(tmp_path, full=full, short=FakeFile(page(100), NEW))
    found = only(edition.coverage)
    assert (found.rows, found.as_of, found.state) == (100, NEW, CoverageState.PARTIAL)
    assert (
        found.reasons[-1] == "51 actions that the newest lacks are taken from an older copy (2026-02-13) and counted."
    )
    assert edition.query("select count(*), sum(obligated) from actions") == [(151, Decimal("14995.00"))]


@pytest.mark.parametrize("form", ["usaspending-transactions", "usaspending-transactions-2018", "tallylight-facts"])
def test_a_format_that_does_not_say_what_was_asked_for_covers_a_selection(tmp_path: Path, form: str) -> None:
    found = only(edition_of(tmp_path, a=FakeFile(page(100), NEW, format=form)).coverage)
    assert (found.state, found.cut_short) == (CoverageState.SELECTION, False)
    assert "silence means nothing" in found.reasons[0]


def test_summaries_cover_a_selection_and_no_single_actions(tmp_path: Path) -> None:
    form = "usaspending-award-summaries"
    found = only(edition_of(tmp_path, a=FakeFile([summary("P1")], NEW, kind="summaries", format=form)).coverage)
    assert found.state is CoverageState.SELECTION
    assert "Only award summaries are held" in found.reasons[0]


def test_whatever_is_added_as_a_selection_covers_a_selection(tmp_path: Path) -> None:
    found = only(edition_of(tmp_path, selection=True, a=FakeFile(page(100), NEW)).coverage)
    assert (found.state, found.cut_short) == (CoverageState.SELECTION, False)


def test_a_newer_selection_takes_nothing_away_from_the_coverage_of_a_whole_answer(tmp_path: Path) -> None:
    whole = FakeFile(page(99), date(2026, 2, 13))
    few = FakeFile(page(3), NEW, format="usaspending-transactions")
    assert only(edition_of(tmp_path, whole=whole, few=few).coverage).state is CoverageState.COMPLETE


def test_warnings_are_given_for_the_agency_and_the_time_of_a_total(tmp_path: Path) -> None:
    short = [*page(100), *(action(f"C{count}", sub_agency=CBP) for count in range(7))]
    edition = edition_of(tmp_path, a=FakeFile(short, NEW))
    assert len(warnings_for(edition)) == 1
    assert warnings_for(edition, ICE)[0].startswith(f"{ICE}, fiscal 2025: 100 rows are exactly one page of 100")
    assert warnings_for(edition, CBP) == ()
    assert warnings_for(edition, ICE, date(2025, 9, 1), date(2025, 12, 31)) != ()
    assert warnings_for(edition, ICE, date(2025, 10, 1)) == ()
    assert warnings_for(edition, ICE, None, date(2024, 9, 30)) == ()


@pytest.mark.parametrize(
    ("years", "told"),
    [
        ([2024], "2024"),
        ([2024, 2025], "2024 and 2025"),
        ([2021, 2022, 2023], "2021 to 2023"),
        ([2026, 2021, 2022, 2023, 2025], "2021 to 2023, 2025 and 2026"),
    ],
)
def test_years_that_share_a_reason_are_told_in_one_sentence(years: list[int], told: str) -> None:
    assert year_list(years) == told
