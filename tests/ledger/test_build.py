"""What a build promises: nothing is lost, nothing half done, the same file twice is nothing new."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tallylight.errors import LedgerError, SourceError
from tallylight.ledger import layout, open_ledger
from tallylight.ledger.build import add
from tallylight.model import Rejected
from tallylight.settings import LEDGER_FORMAT
from tests.ledger.fakes import FakeFile, FakeReader, action, refuse, summary

FIRST, SECOND = date(2026, 2, 13), date(2026, 8, 22)


def test_the_first_edition_is_named_by_the_day_the_publisher_showed_the_files(tmp_path: Path) -> None:
    result = add(["a"], str(tmp_path), reader=FakeReader(a=FakeFile([action("P1")], as_of=FIRST)))
    assert (result.edition, result.parent, result.as_of) == ("2026-02-13.1", None, FIRST)
    assert result.changes == {"added": 0, "removed": 0, "altered": 0, "missing": 0}
    assert (tmp_path / "current").read_text() == "2026-02-13.1\n"
    assert open_ledger(str(tmp_path)).id == "2026-02-13.1"


def test_a_day_given_by_hand_wins_over_the_day_in_the_file(tmp_path: Path) -> None:
    reader = FakeReader(a=FakeFile([action("P1")], as_of=FIRST))
    assert add(["a"], str(tmp_path), as_of=SECOND, reader=reader).edition == "2026-08-22.1"


def test_adding_the_same_file_again_makes_no_new_edition(tmp_path: Path) -> None:
    reader = FakeReader(a=[action("P1")])
    first = add(["a"], str(tmp_path), reader=reader)
    again = add(["a"], str(tmp_path), reader=reader)
    assert again.unchanged
    assert (again.edition, again.files) == (first.edition, first.files)
    assert layout.editions(tmp_path) == (first.edition,)


def test_the_same_file_named_twice_is_counted_once(tmp_path: Path) -> None:
    add(["a", "a"], str(tmp_path), reader=FakeReader(a=[action("P1", obligated="5.00")]))
    (only,) = open_ledger(str(tmp_path)).actions("true")
    assert only.obligated == Decimal("5.00")


def test_the_same_file_shown_on_a_later_day_is_a_new_sighting(tmp_path: Path) -> None:
    reader = FakeReader(a=[action("P1")])
    add(["a"], str(tmp_path), as_of=FIRST, reader=reader)
    result = add(["a"], str(tmp_path), as_of=SECOND, reader=reader)
    assert not result.unchanged
    assert result.changes == {"added": 0, "removed": 0, "altered": 0, "missing": 0}
    (only,) = open_ledger(str(tmp_path)).actions("true")
    assert (only.first_seen, only.last_seen) == (FIRST, SECOND)


def test_each_version_is_stored_once_in_the_file_where_it_was_first_read(tmp_path: Path) -> None:
    reader = FakeReader(
        a=FakeFile([action("P1"), action("P2")], as_of=FIRST), b=FakeFile([action("P1"), action("P3")], as_of=SECOND)
    )
    add(["a", "b"], str(tmp_path), reader=reader)
    edition = open_ledger(str(tmp_path))
    stored = edition.query(f"select count(*) from read_parquet('{edition.folder}/actions/*.parquet')")
    assert stored == [(3,)]
    assert edition.manifest.counts["actions"] == 3


def test_a_file_without_anything_new_leaves_no_part_behind(tmp_path: Path) -> None:
    reader = FakeReader(a=FakeFile([action("P1"), action("P2")]), b=FakeFile([action("P1")]))
    add(["a", "b"], str(tmp_path), reader=reader)
    names = [part.path for part in open_ledger(str(tmp_path)).manifest.parts]
    assert "actions/0001.parquet" in names
    assert "actions/0002.parquet" not in names


def test_an_edition_shares_the_parts_of_its_parent(tmp_path: Path) -> None:
    reader = FakeReader(a=[action("P1")], b=[action("P2")])
    first = add(["a"], str(tmp_path), as_of=FIRST, reader=reader)
    second = add(["b"], str(tmp_path), as_of=SECOND, reader=reader)
    parts = [tmp_path / "editions" / name / "actions" / "0001.parquet" for name in (first.edition, second.edition)]
    assert parts[0].samefile(parts[1])


def test_an_older_edition_still_says_what_it_said(tmp_path: Path) -> None:
    reader = FakeReader(a=[action("P1", obligated="5.00")], b=[action("P1", obligated="7.00")])
    first = add(["a"], str(tmp_path), as_of=FIRST, reader=reader)
    add(["b"], str(tmp_path), as_of=SECOND, reader=reader)
    (then,) = open_ledger(str(tmp_path), first.edition).actions("true")
    (now,) = open_ledger(str(tmp_path)).actions("true")
    assert (then.obligated, now.obligated) == (Decimal("5.00"), Decimal("7.00"))


def test_added_and_altered_actions_are_counted_against_the_parent(tmp_path: Path) -> None:
    reader = FakeReader(a=[action("P1"), action("P2")], b=[action("P1", obligated="7.00"), action("P2"), action("P3")])
    add(["a"], str(tmp_path), as_of=FIRST, reader=reader)
    result = add(["b"], str(tmp_path), as_of=SECOND, reader=reader)
    assert result.changes == {"added": 1, "removed": 0, "altered": 1, "missing": 0}


def test_an_older_copy_added_later_alters_nothing(tmp_path: Path) -> None:
    reader = FakeReader(a=[action("P1", obligated="7.00")], b=[action("P1", obligated="5.00"), action("P2")])
    add(["a"], str(tmp_path), as_of=SECOND, reader=reader)
    result = add(["b"], str(tmp_path), as_of=FIRST, reader=reader)
    assert (result.changes["added"], result.changes["altered"]) == (1, 0)
    assert result.as_of == SECOND


def test_rejected_and_repeated_rows_are_listed_in_files_of_their_own(tmp_path: Path) -> None:
    bad = Rejected("a", 3, "action_date", "13/45/2024", "not a date")
    reader = FakeReader(a=FakeFile([action("P1")], rejected=[bad], repeats=[(2, 1)]))
    result = add(["a"], str(tmp_path), reader=reader)
    assert result.rejected == (bad,)
    folder = open_ledger(str(tmp_path)).folder
    listed = json.loads((folder / "rejected/0001.jsonl").read_text())
    assert listed == {"path": "a", "row": 3, "field": "action_date", "value": "13/45/2024", "reason": "not a date"}
    assert json.loads((folder / "repeated/0001.jsonl").read_text()) == {"path": "a", "row": 2, "same_as": 1}


def test_strict_refuses_a_file_with_a_rejected_row_and_names_it(tmp_path: Path) -> None:
    bad = Rejected("a", 3, "action_date", "13/45/2024", "not a date")
    reader = FakeReader(a=FakeFile([action("P1")], rejected=[bad]))
    with pytest.raises(SourceError, match=r"action_date '13/45/2024': not a date \(a, row 3\)"):
        add(["a"], str(tmp_path), strict=True, reader=reader)
    assert layout.current(tmp_path) is None


def test_an_unknown_file_named_directly_is_an_error_and_builds_nothing(tmp_path: Path) -> None:
    reader = FakeReader(a=[action("P1")], b=FakeFile(unknown=True))
    with pytest.raises(SourceError, match="no header that is known"):
        add(["a", "b"], str(tmp_path), reader=reader)
    assert layout.current(tmp_path) is None
    assert list((tmp_path / "editions").iterdir()) == []


def test_an_unknown_file_met_in_a_folder_is_passed_over_and_listed(tmp_path: Path) -> None:
    reader = FakeReader(a=[action("P1")], b=FakeFile(unknown=True, named=False))
    result = add(["a", "b"], str(tmp_path), reader=reader)
    assert [(skipped.path, skipped.reason) for skipped in result.skipped] == [("b", "no header that is known")]


def test_a_folder_with_nothing_known_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="none of the files holds records"):
        add(["a"], str(tmp_path), reader=FakeReader(a=FakeFile(unknown=True, named=False)))


def test_a_file_that_breaks_off_leaves_the_current_edition_untouched(tmp_path: Path) -> None:
    reader = FakeReader(a=[action("P1")], b=FakeFile([action("P2"), action("P3")], wait=refuse))
    first = add(["a"], str(tmp_path), reader=reader)
    with pytest.raises(SourceError, match="ends too early"):
        add(["b"], str(tmp_path), reader=reader)
    assert layout.current(tmp_path) == first.edition
    assert [entry.name for entry in (tmp_path / "editions").iterdir()] == [first.edition]


def test_a_memory_that_is_wrong_is_noticed_and_the_file_read_again_without_it(tmp_path: Path) -> None:
    reader = FakeReader(a=FakeFile([action("P1"), action("P2")], hidden_from_rows=1))
    add(["a"], str(tmp_path), reader=reader)
    assert [memory is None for memory in reader.memories] == [False, True]
    assert len(open_ledger(str(tmp_path)).actions("true")) == 2


def test_an_empty_file_is_a_valid_answer(tmp_path: Path) -> None:
    result = add(["a"], str(tmp_path), reader=FakeReader(a=FakeFile([])))
    edition = open_ledger(str(tmp_path))
    assert edition.actions("true") == ()
    assert result.files[0].rows_read == 0


def test_summaries_stay_apart_from_actions(tmp_path: Path) -> None:
    reader = FakeReader(a=[action("P1", obligated="5.00")], b=FakeFile([summary("P1", "100.00")], kind="summaries"))
    add(["a", "b"], str(tmp_path), reader=reader)
    edition = open_ledger(str(tmp_path))
    assert [row.obligated for row in edition.actions("true")] == [Decimal("5.00")]
    assert edition.query("select obligated from summaries") == [(Decimal("100.00"),)]


def test_the_newer_summary_of_an_award_is_the_current_one(tmp_path: Path) -> None:
    old, new = (
        FakeFile([summary("P1", money)], kind="summaries", as_of=day)
        for money, day in (("1.00", FIRST), ("2.00", SECOND))
    )
    add(["new", "old"], str(tmp_path), reader=FakeReader(old=old, new=new))
    assert open_ledger(str(tmp_path)).query("select obligated from summaries") == [(Decimal("2.00"),)]


def test_the_views_file_can_be_used_from_the_folder_of_an_edition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import duckdb

    add(["a"], str(tmp_path), reader=FakeReader(a=[action("P1", obligated="5.00")]))
    folder = open_ledger(str(tmp_path)).folder
    monkeypatch.chdir(folder)
    connection = duckdb.connect()
    connection.execute((folder / "views.sql").read_text())
    assert connection.execute("select sum(obligated) from actions").fetchall() == [(Decimal("5.00"),)]


def test_a_ledger_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    add(["a"], str(tmp_path), reader=FakeReader(a=[action("P1")]))
    path = open_ledger(str(tmp_path)).folder / "manifest.json"
    path.write_text(path.read_text().replace(f'"format": {LEDGER_FORMAT}', '"format": 99', 1))
    with pytest.raises(LedgerError, match="newer Tallylight"):
        open_ledger(str(tmp_path))


def test_a_ledger_of_an_older_program_is_refused(tmp_path: Path) -> None:
    add(["a"], str(tmp_path), reader=FakeReader(a=[action("P1")]))
    path = open_ledger(str(tmp_path)).folder / "manifest.json"
    path.write_text(path.read_text().replace(f'"format": {LEDGER_FORMAT}', '"format": 1', 1))
    with pytest.raises(LedgerError, match="older Tallylight"):
        open_ledger(str(tmp_path))


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    reader = FakeReader(
        a=FakeFile([action(f"P{number}") for number in range(200)], as_of=FIRST, repeats=[(201, 1)]),
        b=FakeFile([action(f"P{number}", obligated="7.00") for number in range(100)], as_of=SECOND),
    )
    made = []
    for name in ("one", "two"):
        add(["a", "b"], str(tmp_path / name), reader=reader)
        made.append(open_ledger(str(tmp_path / name)).manifest.parts)
    assert made[0] == made[1]
