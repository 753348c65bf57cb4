"""What publishers changed: on real snapshots, against what is known of them, and on invented rows at the edges."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tallylight.errors import LedgerError, UsageError
from tallylight.ledger import Edition, changes, open_ledger
from tallylight.ledger.build import add
from tests.ledger.fakes import FakeFile, FakeReader, action

DAYS = ("2026-02-17", "2026-03-24", "2026-05-05", "2026-08-04", "2026-08-12", "2026-08-19")


@pytest.fixture(scope="module")
def snapshots(records: Path, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """Seven showings of two fiscal years."""
    ledger = str(tmp_path_factory.mktemp("snapshots"))
    folder = records / "usaspending"
    for day in DAYS:
        add([str(folder / "snapshots" / day)], ledger, as_of=date.fromisoformat(day))
    newest = [str(folder / "cbp-ice-actions" / f"FY{year}.csv.gz") for year in (2025, 2026)]
    add(newest, ledger, as_of=date(2026, 8, 22))
    return open_ledger(ledger)


KNOWN = [  # award, modification, field, before, after, seen before, seen after: the changes described with the sample files
    ("70CTD024FR0000007", "P00006", "obligated", "1054343.15", "0.00", "2026-05-05", "2026-08-04"),
    ("70CTD024FR0000007", "P00006", "action_date", "2026-02-25", "2026-04-10", "2026-05-05", "2026-08-04"),
    ("70CMSD26FR0000033", "0", "description", "MAGNET AXIOM", "THIS PROVIDES LAW", "2026-05-05", "2026-08-04"),
    ("70CMSW22FR0000035", "P00002", "obligated", "0.00", "-12541.46", "2026-05-05", "2026-08-04"),
    ("70B06C23C00000030", "P00004", "obligated", "1600000.00", "3200000.00", "2026-05-05", "2026-08-04"),
    ("70B06C23C00000030", "P00005", "obligated", "-33346.63", "-71693.26", "2026-05-05", "2026-08-04"),
    ("70CMSD25FC0000011", "P00005", "payee", "GENERAL DYNAMICS", "CELERITY", "2026-02-17", "2026-03-24"),
    ("70B06C25F00000483", "P00001", "obligated", "0.00", "825803.42", "2026-08-04", "2026-08-12"),
    ("70B06C26F00000074", "P00002", "obligated", "199660.59", "299281.80", None, None),
    ("70B06C26F00000074", "P00002", "obligated", "299281.80", "99281.80", None, None),
]


@pytest.mark.records
@pytest.mark.parametrize(("piid", "modification", "field", "before", "after", "seen", "then"), KNOWN)
def test_a_known_silent_change_is_found(
    snapshots: Edition,
    piid: str,
    modification: str,
    field: str,
    before: str,
    after: str,
    seen: str | None,
    then: str | None,
) -> None:
    found = [
        change
        for change in changes.between(snapshots, DAYS[0])
        if f"_{piid}_" in change.award_id and (change.modification, change.field) == (modification, field)
        and (change.before or "").startswith(before) and (change.after or "").startswith(after)
    ]  # fmt: skip
    assert len(found) == 1
    if seen and then:
        assert (str(found[0].seen_before), str(found[0].seen_after)) == (seen, then)


@pytest.mark.records
def test_an_absence_from_a_search_answer_is_no_removal(snapshots: Edition) -> None:
    kinds = Counter(change.kind for change in changes.between(snapshots, DAYS[0]))
    assert kinds["removed"] == 0
    assert kinds["added"] > 5_000
    assert 50 < kinds["backfilled"] < 500


@pytest.mark.records
def test_the_changes_of_the_newest_edition_are_those_that_adding_it_counted(snapshots: Edition) -> None:
    found = changes.between(snapshots)
    told = snapshots.manifest.changes
    assert sum(change.kind in ("added", "backfilled") for change in found) == told["added"]
    assert (
        len({(change.award_id, change.modification) for change in found if change.kind == "altered"}) == told["altered"]
    )


@pytest.mark.records
def test_an_award_tells_its_own_history(snapshots: Edition) -> None:
    told = changes.of_award(snapshots, "CONT_AWD_70B06C23C00000030_7014_-NONE-_-NONE-")
    assert [(change.modification, change.after) for change in told] == [
        ("P00004", "3200000.00"),
        ("P00005", "-71693.26"),
    ]


JAN, FEB, MAR = date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 31)


def editions(folder: Path, **files: FakeFile) -> Edition:
    for name, file in files.items():
        add([name], str(folder), reader=FakeReader(**{name: file}))
    return open_ledger(str(folder))


def kinds(found: tuple[changes.Change, ...]) -> list[tuple[str, str | None]]:
    return [(change.kind, change.field) for change in found]


def test_a_value_that_comes_back_changed_twice(tmp_path: Path) -> None:
    edition = editions(
        tmp_path,
        a=FakeFile([action("P1", obligated="1.00")], as_of=JAN),
        b=FakeFile([action("P1", obligated="2.00")], as_of=FEB),
        c=FakeFile([action("P1", obligated="1.00")], as_of=MAR),
    )
    told = changes.of_award(edition, action("P1")["award_id"])
    assert [(change.before, change.after) for change in told] == [("1.00", "2.00"), ("2.00", "1.00")]


def test_what_a_format_does_not_say_is_no_change(tmp_path: Path) -> None:
    edition = editions(
        tmp_path,
        a=FakeFile([action("P1", naics=None)], as_of=JAN),
        b=FakeFile([action("P1", naics="511210")], as_of=FEB),
    )
    assert changes.between(edition) == ()


def test_an_old_action_that_is_new_to_the_publisher_is_backfilled(tmp_path: Path) -> None:
    edition = editions(
        tmp_path,
        a=FakeFile([action("P1", day="2025-01-30")], as_of=JAN),
        b=FakeFile(
            [action("P2", day="2024-11-01"), action("P3", day="2025-01-20"), action("P4", day="2025-02-20")], as_of=FEB
        ),
    )
    found = {change.award_id.split("_")[2]: change.kind for change in changes.between(edition)}
    assert found == {"P2": "backfilled", "P3": "added", "P4": "added"}


def test_days_and_editions_choose_the_same_changes(tmp_path: Path) -> None:
    edition = editions(
        tmp_path,
        a=FakeFile([action("P1")], as_of=JAN),
        b=FakeFile([action("P1", obligated="2.00")], as_of=FEB),
        c=FakeFile([action("P1", obligated="2.00", payee="OTHER LLC")], as_of=MAR),
    )
    first, second, _ = sorted(path.name for path in (tmp_path / "editions").iterdir())
    assert kinds(changes.between(edition, first)) == kinds(changes.between(edition, "2025-01-31")) == [
        ("altered", "obligated"), ("altered", "payee"),
    ]  # fmt: skip
    assert kinds(changes.between(edition, first, second)) == [("altered", "obligated")]
    assert kinds(changes.between(edition, "2025-02-28")) == kinds(changes.between(edition)) == [("altered", "payee")]


def test_two_rows_under_one_key_are_compared_each_with_its_own(tmp_path: Path) -> None:
    one, two = action("P1", obligated="1.00"), action("P1", obligated="5.00")
    edition = editions(
        tmp_path,
        a=FakeFile([one, two], as_of=JAN),
        b=FakeFile([one, action("P1", obligated="6.00")], as_of=FEB),
    )
    assert [(change.before, change.after) for change in changes.between(edition)] == [("5.00", "6.00")]


def test_the_first_edition_has_nothing_to_compare_with(tmp_path: Path) -> None:
    assert changes.between(editions(tmp_path, a=FakeFile([action("P1")], as_of=JAN))) == ()


@pytest.mark.parametrize("start", ["yesterday", "2025-13-01", "2025-1-1"])
def test_what_is_neither_an_edition_nor_a_day_is_refused(tmp_path: Path, start: str) -> None:
    edition = editions(tmp_path, a=FakeFile([action("P1")], as_of=JAN))
    with pytest.raises(UsageError, match="neither an edition nor a day"):
        changes.between(edition, start)


def test_an_edition_that_is_not_there_is_named(tmp_path: Path) -> None:
    edition = editions(tmp_path, a=FakeFile([action("P1")], as_of=JAN))
    with pytest.raises(LedgerError, match="no edition"):
        changes.between(edition, "2020-01-01.1")


def test_an_older_copy_that_is_added_later_makes_nothing_new_of_what_was_held(tmp_path: Path) -> None:
    edition = editions(
        tmp_path,
        a=FakeFile([action("P1", day="2024-10-05"), action("P2", day="2025-01-30")], as_of=MAR),
        b=FakeFile([action("P1", day="2024-10-05"), action("P3", day="2024-10-06")], as_of=JAN),
    )
    found = [(change.kind, change.award_id.split("_")[2]) for change in changes.between(edition)]
    assert found == [("added", "P3")]
    assert edition.manifest.changes["added"] == 1


def test_the_first_file_of_an_agency_and_year_fills_nothing_in(tmp_path: Path) -> None:
    edition = editions(
        tmp_path,
        a=FakeFile([action("P1")], as_of=JAN),
        b=FakeFile([action("C1", day="2020-01-15"), action("C2", day="2019-11-15")], as_of=FEB),
    )
    assert {change.kind for change in changes.between(edition)} == {"added"}
