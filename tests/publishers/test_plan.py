"""How times are cut, named and joined: no day is asked twice, and none is left out."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tallylight.publishers import pulls
from tallylight.publishers.usaspending.held import Held, held_by
from tallylight.publishers.usaspending.pieces import piece_in, piece_out
from tallylight.publishers.usaspending.questions import COLUMNS, of_agencies, of_award, of_deltas, of_vendor
from tallylight.publishers.usaspending.wanted import Wanted, by_fiscal_year, halves
from tallylight.sources.door import PRIVATE_COLUMN
from tests.publishers.support import BUYERS, agencies

DAYS = st.dates(date(2007, 10, 1), date(2030, 12, 31))
DAY = timedelta(days=1)


@given(DAYS, DAYS)
def test_every_day_is_in_exactly_one_part(one: date, other: date) -> None:
    since, until = min(one, other), max(one, other)
    parts = list(by_fiscal_year(since, until))
    assert (parts[0][0], parts[-1][1]) == (since, until)
    assert all(b == a + DAY for (_, a), (b, _) in pairwise(parts))
    assert all(a <= b and (b - a).days < 366 for a, b in parts)


@given(DAYS, st.integers(1, 5_000))
def test_halves_touch(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    (a, b), (c, d) = halves(start, end)
    assert (a, d, c - b) == (start, end, DAY)


def test_a_question_goes_through_the_plan_unchanged() -> None:
    asked = [
        *of_agencies(agencies("ICE", "CBP"), date(2026, 8, 20)),
        *of_agencies(agencies("ICE", search=True), date(2026, 8, 20)),
        *of_vendor("Ünïcode & Sons", [(date(2025, 1, 1), date(2026, 1, 1))]),
        of_award("CONT_AWD_1_7012_-NONE-_-NONE-", "CONT_AWD_0_7012_-NONE-_-NONE-"),
    ]
    for piece in asked:
        again = piece_in(json.loads(json.dumps(piece_out(piece))))
        assert again == piece
        assert again.name.isascii()
        assert not set(again.name) & set("/\\: \0")


def test_no_two_questions_share_a_name() -> None:
    names = [piece.name for piece in of_agencies(agencies("ICE", "CBP", since="2020-10-01"), date(2026, 8, 20))]
    assert len(set(names)) == len(names) == 24


def test_no_column_about_people_is_asked_for() -> None:
    assert not [name for name in COLUMNS if PRIVATE_COLUMN.search(name)]


@given(
    st.builds(
        Wanted, award=st.none() | st.text(max_size=5), vendor=st.none() | st.text(max_size=5), since=st.none() | DAYS
    )
)
def test_a_wish_is_found_again_by_its_key(wanted: Wanted) -> None:
    assert Wanted.read(json.loads(json.dumps(wanted.out()))) == wanted
    assert wanted.key == Wanted.read(wanted.out()).key
    assert wanted.key != Wanted(update=True).key


def test_delta_files_come_oldest_first_and_once() -> None:
    def item(day: str) -> dict[str, str]:
        return {"file_name": f"FY(All)_070_Contracts_Delta_{day}.zip", "url": "/x", "updated_date": day}

    listed = [item("2026-09-06"), item("2026-07-06"), item("2026-08-06")]
    found = of_deltas(listed, date(2026, 7, 20), [])
    assert [piece.shown for piece in found] == [date(2026, 8, 6), date(2026, 9, 6)]
    taken = [listed[2]["file_name"]]
    assert [piece.shown for piece in of_deltas(listed, date(2026, 7, 20), taken)] == [date(2026, 9, 6)]


def a_pull(ledger: Path, held: Held, *, update: bool = False, done: bool = True) -> None:
    wanted = Wanted(buyers=(held.buyer,), update=update)
    made = pulls.begin(ledger, wanted.key, {"wanted": wanted.out(), "pieces": [], "held": [held.out()]})
    if done:
        made.write("done", {"edition": "x"})


def span(start: str, end: str, as_of: str) -> Held:
    days = [date.fromisoformat(text) for text in (start, end, as_of)]
    return Held(BUYERS["ICE"], days[0], days[1], days[2])


def test_what_is_held_is_joined_as_old_as_its_older_part(tmp_path: Path) -> None:
    a_pull(tmp_path, span("2025-10-01", "2026-03-31", "2026-04-01"))
    a_pull(tmp_path, span("2026-04-01", "2026-08-20", "2026-08-20"))
    a_pull(tmp_path, span("2010-10-01", "2026-12-31", "2026-12-31"), done=False)
    assert held_by(pulls.all_pulls(tmp_path))[0] == [span("2025-10-01", "2026-08-20", "2026-04-01")]


def test_an_update_makes_all_of_it_new(tmp_path: Path) -> None:
    a_pull(tmp_path, span("2025-10-01", "2026-08-20", "2026-08-20"))
    a_pull(tmp_path, span("2025-10-01", "2026-09-20", "2026-09-20"), update=True)
    assert held_by(pulls.all_pulls(tmp_path))[0] == [span("2025-10-01", "2026-09-20", "2026-09-20")]


def test_a_plan_of_another_format_is_not_gone_on_with(tmp_path: Path) -> None:
    a_pull(tmp_path, span("2025-10-01", "2026-08-20", "2026-08-20"), done=False)
    (made,) = pulls.all_pulls(tmp_path)
    assert pulls.unfinished(tmp_path, made.id[-12:]) == made
    made.write("plan", {"format": 999})
    assert pulls.unfinished(tmp_path, made.id[-12:]) is None
    (made.folder / "plan.json").write_text("{")
    assert pulls.all_pulls(tmp_path) == []
