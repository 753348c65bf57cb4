"""What a ledger covers when it is known what was asked: the times that were pulled, and nothing more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tallylight.ledger import Edition, open_ledger
from tallylight.ledger.build import Answer, add, add_answers
from tallylight.ledger.manifest import asked_in, asked_out
from tallylight.model import Asked, Coverage, CoverageState, Window
from tallylight.sources import Input
from tests.ledger.fakes import ICE, FakeFile, FakeReader, action

NEW = date(2026, 8, 22)


def asked(start: str = "2025-10-01", end: str = "2026-08-22", **more: Any) -> Asked:
    window = Window(ICE, date.fromisoformat(start), date.fromisoformat(end))
    about: dict[str, Any] = {
        "pull": "0001-0123456789ab", "words": "actions awarded by ICE", "request": "POST /x", "question": {"q": 1},
        "understood": {}, "answer_name": "x.zip", "answer_sha256": "0" * 64, "windows": (window,),
    }  # fmt: skip
    return Asked(**(about | more))


def ledger_with(folder: Path, *pulls: tuple[Asked, date, Sequence[dict[str, Any]]]) -> Edition:
    """One edition a pull, in order."""
    for number, (question, as_of, rows) in enumerate(pulls):
        name = f"f{number}"
        reader = FakeReader(**{name: FakeFile(rows, format="usaspending-transactions")})
        add_answers([Answer(Input(name, Path(name)), as_of, question)], str(folder), reader=reader)
    return open_ledger(str(folder))


def only(edition: Edition) -> Coverage:
    (block,) = edition.coverage
    return block


def span(block: Coverage) -> tuple[str, str, CoverageState]:
    return str(block.start), str(block.end), block.state


P1 = action("P1", day="2025-11-01")
P2 = action("P2", day="2026-02-01")


def test_the_time_asked_for_is_complete_up_to_a_week_before_the_publishers_day(tmp_path: Path) -> None:
    block = only(ledger_with(tmp_path, (asked(), NEW, [P1])))
    assert span(block) == ("2025-10-01", "2026-08-15", CoverageState.COMPLETE)


def test_a_time_that_was_over_long_ago_is_complete_to_its_end(tmp_path: Path) -> None:
    block = only(ledger_with(tmp_path, (asked(end="2025-12-31"), NEW, [P1])))
    assert span(block) == ("2025-10-01", "2025-12-31", CoverageState.COMPLETE)


def test_times_with_a_hole_between_them_are_not_one(tmp_path: Path) -> None:
    edition = ledger_with(
        tmp_path, (asked(end="2025-12-31"), NEW, [P1]), (asked(start="2026-02-01", end="2026-02-28"), NEW, [P2])
    )
    assert span(only(edition)) == ("2026-02-01", "2026-02-28", CoverageState.COMPLETE)


def test_times_that_touch_are_one(tmp_path: Path) -> None:
    edition = ledger_with(tmp_path, (asked(start="2026-01-01"), NEW, [P2]), (asked(end="2025-12-31"), NEW, [P1]))
    assert span(only(edition)) == ("2025-10-01", "2026-08-15", CoverageState.COMPLETE)
    assert only(edition).rows == 2


def test_an_answer_without_a_row_still_covers(tmp_path: Path) -> None:
    edition = ledger_with(tmp_path, (asked(), NEW, [P1]), (asked(start="2024-10-01", end="2025-09-30"), NEW, []))
    assert [(b.fiscal_year, b.rows, b.state) for b in edition.coverage] == [
        (2025, 0, CoverageState.COMPLETE), (2026, 1, CoverageState.COMPLETE)
    ]  # fmt: skip


def test_two_empty_answers_to_two_questions_are_two_files(tmp_path: Path) -> None:
    """They have the same bytes: what was asked tells them apart."""
    edition = ledger_with(
        tmp_path,
        (asked(), NEW, [P1]),
        (asked(start="2024-10-01", end="2025-09-30"), NEW, []),
        (asked(start="2023-10-01", end="2024-09-30"), NEW, []),
    )
    assert [b.fiscal_year for b in edition.coverage] == [2024, 2025, 2026]


def test_what_is_known_to_lack_is_partial_until_it_is_asked_for_again(tmp_path: Path) -> None:
    short = (asked(lacks="The publisher counts 2."), NEW, [P1])
    edition = ledger_with(tmp_path / "a", short)
    assert (only(edition).state, only(edition).reasons) == (CoverageState.PARTIAL, ("The publisher counts 2.",))
    edition = ledger_with(tmp_path / "b", short, (asked(), date(2026, 8, 23), [P1, P2]))
    assert only(edition).state is CoverageState.COMPLETE
    edition = ledger_with(tmp_path / "c", short, (asked(only_changes=True), date(2026, 8, 23), [P2]))
    assert only(edition).state is CoverageState.PARTIAL


def test_a_newer_search_answer_has_the_last_word_and_an_older_one_is_joined(tmp_path: Path) -> None:
    ledger_with(tmp_path, (asked(start="2026-01-01"), NEW, [P2]))
    older = FakeReader(old=FakeFile([P1, action("P3", day="2026-01-15")], as_of=date(2026, 1, 20)))
    add(["old"], str(tmp_path), reader=older)
    assert span(only(open_ledger(str(tmp_path)))) == ("2025-10-01", "2026-08-15", CoverageState.COMPLETE)
    newer = FakeReader(new=FakeFile([P1, P2], as_of=date(2026, 9, 1)))
    add(["new"], str(tmp_path), reader=newer)
    assert span(only(open_ledger(str(tmp_path)))) == ("2025-10-01", "2026-02-01", CoverageState.COMPLETE)


def test_a_selection_says_what_was_asked_for(tmp_path: Path) -> None:
    block = only(ledger_with(tmp_path, (asked(windows=(), words="actions of ACME"), NEW, [P1])))
    assert block.state is CoverageState.SELECTION
    assert block.reasons == (
        "Only what was asked for is held (actions of ACME), so silence about anything else means nothing.",
    )


def test_what_was_asked_goes_through_the_manifest_unchanged() -> None:
    for question in (asked(), asked(all_agencies=(NEW, NEW), aliases=(("A", "B"),), windows=())):
        assert asked_in(asked_out(question)) == question
