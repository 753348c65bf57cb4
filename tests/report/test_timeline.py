from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tallylight.report.timeline import LEFT, RIGHT, timelines

from . import example

DAYS = st.dates(date(2008, 1, 1), date(2026, 12, 31))
MONEY = st.decimals(-(10**9), 10**9, places=2)


def test_each_award_has_its_own_line_and_its_own_sum() -> None:
    lines = timelines([*example.LICENCES, *example.FORENSIC], set(), example.TEXT_DATE)
    assert [(line.piid, line.total) for line in lines] == [
        ("70CMSD21P00000127", Decimal("2287500.00")),
        ("70CMSD24P00000119", Decimal("1102500.00")),
    ]


def test_money_after_the_text_is_kept_apart_from_money_before_it() -> None:
    (line,) = timelines(example.PALANTIR, set(), example.TEXT_DATE)
    assert line.total_then == Decimal("88098065.29")
    assert line.total == Decimal("137352143.61")


def test_the_way_the_money_went_is_told_by_shape_and_place() -> None:
    (line,) = timelines(example.PALANTIR, set(), example.TEXT_DATE)
    marks = {mark.action.modification: mark for mark in line.marks}
    assert (marks["0"].shape, marks["P00008"].shape, marks["P00010"].shape) == ("added", "none", "taken")
    assert marks["0"].tip < marks["P00008"].tip == line.baseline < marks["P00010"].tip


def test_evidence_is_named_in_the_picture() -> None:
    evidence = {action.action_id for action in example.LEX_2025}
    (line,) = timelines(example.LEXISNEXIS, evidence, example.TEXT_DATE)
    labels = [mark.label_y for mark in line.marks if mark.evidence]
    assert len(labels) == len(set(labels)) == 3
    assert all(mark.label_y is None for mark in line.marks if not mark.evidence)


@given(st.lists(st.tuples(DAYS, MONEY), min_size=1, max_size=30), DAYS)
def test_every_mark_is_inside_the_picture(rows: list[tuple[date, Decimal]], text_date: date) -> None:
    history = [
        example.action("A", f"P{number:05}", day.isoformat(), str(amount), "P", "")
        for number, (day, amount) in enumerate(rows)
    ]
    for line in timelines(history, {history[0].action_id}, text_date):
        assert all(LEFT <= mark.x <= RIGHT and 0 < mark.tip <= line.height for mark in line.marks)
        assert LEFT <= line.text_x <= RIGHT
        assert 0 < len(line.ticks) <= 7
        assert [mark.action.action_date for mark in line.marks] == sorted(day for day, _ in rows)


def test_a_lone_action_on_the_day_of_the_text_can_be_drawn() -> None:
    (line,) = timelines(example.NEW_ORDER, set(), example.NEW_ORDER[0].action_date + timedelta(days=0))
    assert line.text_x == line.marks[0].x
