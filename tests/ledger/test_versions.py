"""Which version of an action is the current one, checked by sentences and by a slow twin of the SQL."""

from __future__ import annotations

import itertools
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tallylight.ledger import open_ledger
from tallylight.ledger.build import add
from tallylight.ledger.manifest import RICHNESS
from tests.ledger.fakes import CBP, FakeFile, FakeReader, action

DAYS = [date(2026, 2, 13), date(2026, 5, 5), date(2026, 8, 22)]
OLD, MIDDLE, NEW = DAYS
KEYLESS = "usaspending-api-actions-9"


def shown(ledger: Path, **files: FakeFile) -> list[tuple[str, str, Decimal]]:
    """The current actions (award, modification, dollars) of a ledger made from these files at once."""
    add(list(files), str(ledger), reader=FakeReader(**files))
    return [(row.award_id, row.modification, row.obligated) for row in open_ledger(str(ledger)).actions("true")]


def money(found: Sequence[tuple[str, str, Decimal]]) -> list[Decimal]:
    return [row[2] for row in found]


def test_the_newest_file_that_has_an_action_says_what_it_is(tmp_path: Path) -> None:
    old, new = FakeFile([action("P1", obligated="5.00")], OLD), FakeFile([action("P1", obligated="7.00")], NEW)
    assert money(shown(tmp_path, new=new, old=old)) == [Decimal("7.00")]


def test_both_versions_of_an_altered_action_stay(tmp_path: Path) -> None:
    old, new = FakeFile([action("P1", obligated="5.00")], OLD), FakeFile([action("P1", obligated="7.00")], NEW)
    shown(tmp_path, old=old, new=new)
    versions = open_ledger(str(tmp_path)).query(
        "select obligated, first_seen, last_seen, current from versions order by first_seen"
    )
    assert versions == [(Decimal("5.00"), OLD, OLD, False), (Decimal("7.00"), NEW, NEW, True)]


def test_a_version_that_returns_is_current_again(tmp_path: Path) -> None:
    files = {f"f{n}": FakeFile([action("P1", obligated=money)], day) for n, (money, day) in enumerate(
        zip(["5.00", "7.00", "5.00"], DAYS, strict=True))}  # fmt: skip
    files["f2"].notes = ["not the same file as the first"]
    files["f2"].rows = [*files["f2"].rows, action("P2", obligated="1.00")]
    assert money(shown(tmp_path, **files)) == [Decimal("5.00"), Decimal("1.00")]
    (row,) = open_ledger(str(tmp_path)).actions("piid = 'P1'")
    assert (row.first_seen, row.last_seen) == (OLD, NEW)


def test_two_different_rows_of_one_file_that_share_an_action_are_both_kept_and_shown(tmp_path: Path) -> None:
    rows = [action("P1", obligated="5.00"), action("P1", obligated="7.00")]
    assert money(shown(tmp_path, a=FakeFile(rows, OLD))) == [Decimal("5.00"), Decimal("7.00")]


def test_rows_that_differ_only_in_what_is_dropped_are_both_counted(tmp_path: Path) -> None:
    rows = [action("P1", obligated="5.00"), action("P1", obligated="5.00")]
    assert money(shown(tmp_path, a=FakeFile(rows, OLD))) == [Decimal("5.00"), Decimal("5.00")]


def test_an_action_that_the_newest_copy_lacks_is_kept_and_marked_missing_not_removed(tmp_path: Path) -> None:
    old = FakeFile([action("P1", obligated="5.00"), action("P2")], OLD)
    shown(tmp_path, old=old, new=FakeFile([action("P2")], NEW))
    edition = open_ledger(str(tmp_path))
    assert edition.query("select piid, missing, removed from actions order by piid") == [
        ("P1", True, False),
        ("P2", False, False),
    ]
    assert any("1 action is absent from the newest answer" in warning for warning in edition.warnings)


def test_going_missing_is_counted_as_missing_and_not_as_removed(tmp_path: Path) -> None:
    reader = FakeReader(old=FakeFile([action("P1"), action("P2")], OLD), new=FakeFile([action("P2")], NEW))
    add(["old"], str(tmp_path), reader=reader)
    changes = add(["new"], str(tmp_path), reader=reader).changes
    assert changes == {"added": 0, "removed": 0, "altered": 0, "missing": 1}


def test_an_action_of_another_year_or_agency_is_not_missing(tmp_path: Path) -> None:
    old = FakeFile([action("P1", day="2024-01-15"), action("P2", sub_agency=CBP)], OLD)
    shown(tmp_path, old=old, new=FakeFile([action("P3")], NEW))
    assert open_ledger(str(tmp_path)).query("select count(*) from actions where missing") == [(0,)]


def test_of_two_formats_shown_on_one_day_the_richer_one_speaks(tmp_path: Path) -> None:
    api = FakeFile([action("P1", obligated="5.00")], NEW)
    full = FakeFile([action("P1", obligated="5.00", ceiling=Decimal("9.00"))], NEW, format="usaspending-transactions")
    assert len(shown(tmp_path, full=full, api=api)) == 1
    (row,) = open_ledger(str(tmp_path)).actions("true")
    assert row.ceiling == Decimal("9.00")


def test_of_two_files_shown_on_one_day_the_one_that_is_not_a_stale_copy_speaks(tmp_path: Path) -> None:
    """A year's file that nobody fetched again still shows an action on the day from which it was moved away."""
    for number in range(6):  # whatever the hashes, which would decide otherwise
        stale = [action("P1", day="2025-09-30"), action(f"S{number}")]
        fresh = [action("P1", day="2025-10-02"), action(f"F{number}")]
        reader = FakeReader(stale=FakeFile(stale), fresh=FakeFile(fresh))
        ledger = str(tmp_path / str(number))
        add(["stale"], ledger, as_of=OLD, reader=reader)
        add(["stale", "fresh"], ledger, as_of=NEW, reader=reader)
        (row,) = open_ledger(ledger).actions("piid = 'P1'")
        assert row.action_date == date(2025, 10, 2)


def test_a_row_without_an_award_key_is_tied_to_the_only_award_with_its_number_and_agency(tmp_path: Path) -> None:
    old = FakeFile([action("P1", obligated="5.00", keyless=True)], OLD, format=KEYLESS)
    found = shown(tmp_path, old=old, new=FakeFile([action("P1", obligated="5.00")], NEW))
    assert found == [("CONT_AWD_P1_7012_-NONE-_-NONE-", "0", Decimal("5.00"))]
    versions = open_ledger(str(tmp_path)).query("select published_award_id, action_id, url from versions order by 1")
    assert versions == [
        ("CONT_AWD_P1_7012_-NONE-_-NONE-", "CONT_AWD_P1_7012_-NONE-_-NONE-:0",
         "https://www.usaspending.gov/award/CONT_AWD_P1_7012_-NONE-_-NONE-/"),
        ("PIID_P1_7012", "CONT_AWD_P1_7012_-NONE-_-NONE-:0",
         "https://www.usaspending.gov/award/CONT_AWD_P1_7012_-NONE-_-NONE-/"),
    ]  # fmt: skip


def test_gaining_a_key_alters_nothing_when_all_else_agrees(tmp_path: Path) -> None:
    reader = FakeReader(
        old=FakeFile([action("P1", keyless=True)], OLD, format=KEYLESS), new=FakeFile([action("P1")], NEW)
    )
    add(["old"], str(tmp_path), reader=reader)
    assert add(["new"], str(tmp_path), reader=reader).changes == {"added": 0, "removed": 0, "altered": 0, "missing": 0}


def test_a_row_without_a_key_whose_number_two_awards_carry_is_left_alone_and_said(tmp_path: Path) -> None:
    keyed = [action("0001", award_id=f"CONT_AWD_0001_7012_{parent}_7012") for parent in ("V1", "V2")]
    old = FakeFile([action("0001", keyless=True)], OLD, format=KEYLESS)
    found = shown(tmp_path, old=old, new=FakeFile(keyed, NEW))
    assert sorted(row[0] for row in found) == [
        "CONT_AWD_0001_7012_V1_7012", "CONT_AWD_0001_7012_V2_7012", "PIID_0001_7012",
    ]  # fmt: skip
    assert any("could not be tied" in warning for warning in open_ledger(str(tmp_path)).warnings)


def test_the_same_number_of_another_agency_ties_nothing(tmp_path: Path) -> None:
    old = FakeFile([action("P1", keyless=True)], OLD, format=KEYLESS)
    found = shown(tmp_path, old=old, new=FakeFile([action("P1", sub_agency=CBP)], NEW))
    assert sorted(row[0] for row in found) == ["CONT_AWD_P1_7014_-NONE-_-NONE-", "PIID_P1_7012"]


# The slow twin: what build and views do in SQL, as loops over rows.

Row = dict[str, Any]


def twin(files: dict[str, FakeFile]) -> Counter[tuple[str, Decimal, str | None]]:
    """The current actions of a ledger made from these files: (action id, dollars, description), each as often as shown."""
    keys: dict[tuple[str, str], set[str]] = {}
    for row in itertools.chain.from_iterable(file.rows for file in files.values()):
        if not row["award_id"].startswith("PIID_"):
            keys.setdefault((row["piid"], row["sub_agency_code"]), set()).add(row["award_id"])

    def action_id(row: Row) -> str:
        known = keys.get((row["piid"], row["sub_agency_code"]), set())
        award = row["award_id"]
        if award.startswith("PIID_") and len(known) == 1:
            award = next(iter(known))
        return f"{award}:{row['modification']}"

    newest: dict[str, tuple[tuple[Any, ...], list[Row]]] = {}
    for file in files.values():
        by_action: dict[str, list[Row]] = {}
        for row in file.rows:
            by_action.setdefault(action_id(row), []).append(row)
        rank = (file.as_of, RICHNESS[file.format], FakeReader(x=file).sha256("x"))
        for name, rows in by_action.items():
            if name not in newest or newest[name][0] < rank:
                newest[name] = (rank, rows)
    return Counter((name, row["obligated"], row["description"]) for name, (_, rows) in newest.items() for row in rows)


@st.composite
def _row(draw: st.DrawFn, keyless: bool) -> Row:
    piid = draw(st.sampled_from(["P1", "P2"]))
    parent = draw(st.sampled_from(["-NONE-_-NONE-", "V1_7012"]))
    return action(
        piid,
        draw(st.sampled_from(["0", "P00001"])),
        draw(st.sampled_from(["5.00", "7.00"])),
        award_id=f"PIID_{piid}_7012" if keyless else f"CONT_AWD_{piid}_7012_{parent}",
    )


@st.composite
def _files(draw: st.DrawFn) -> dict[str, FakeFile]:
    made = {}
    for number in range(draw(st.integers(1, 4))):
        form = draw(st.sampled_from([KEYLESS, "usaspending-api-actions", "usaspending-transactions"]))
        # A row of its own keeps files apart that would otherwise be the same bytes.
        rows = [*draw(st.lists(_row(form == KEYLESS), max_size=4)), action(f"OWN{number}")]
        made[f"f{number}"] = FakeFile(rows, draw(st.sampled_from(DAYS)), format=form)
    return made


def _current(ledger: Path) -> Counter[tuple[str, Decimal, str | None]]:
    return Counter((row.action_id, row.obligated, row.description) for row in open_ledger(str(ledger)).actions("true"))


@settings(max_examples=25, deadline=None)
@given(files=_files(), data=st.data())
def test_files_added_in_any_order_and_in_any_parts_give_the_same_current_actions(
    files: dict[str, FakeFile], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(list(files)))
    cut = data.draw(st.integers(0, len(order)))
    with tempfile.TemporaryDirectory() as ledger:
        for part in (order[:cut], order[cut:]):
            if part:
                add(part, ledger, reader=FakeReader(**files))
        assert _current(Path(ledger)) == twin(files)
