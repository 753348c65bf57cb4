"""An award told without a sum: "in August, ICE awarded BI2 a no-bid contract". Compared with the days of that vendor's awards.

docs/rules/award_made.md gives the method and worked examples.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from tallylight.claims import fits
from tallylight.claims.amounts import foreign_sums
from tallylight.claims.records import Records, base_awards, of_product, with_money
from tallylight.claims.scene import Scene
from tallylight.claims.statement import Statement, coverage_gate, gaps_of, judged, no_record, of_vendor_at
from tallylight.claims.tolerance import FIRM_TIMES, Grade, days_outside, grade_day
from tallylight.claims.vendor import Vendor, together
from tallylight.claims.wording import day, row
from tallylight.model import Action, Judgement, Reading, Verdict

NAME = "award_made"
EXAMPLE = "In August, ICE awarded BI2 Technologies a no-bid contract."

NEAR = timedelta(days=31)  # a vendor and a day so near identify a record (docs/verdicts.md, "the same thing")
FEW_AWARDS = 3  # of a vendor with more awards, a day that is off says of none of them that it is meant


def find(scene: Scene) -> list[Statement]:
    """The award of a named vendor at a time, in a sentence without a sum and without a number of awards."""
    words = scene.language
    mark = words.awards.made.search(scene.text)
    if mark is None or scene.amounts or words.awards.not_made.search(scene.text):
        return []
    if words.quantities.things.search(scene.text):
        return []  # a number of things is not in the records, so that a record of the award would confirm too much
    if foreign_sums(scene.text, words.amounts):
        return []
    if words.counts.counted.search(scene.text) or words.firsts.first.search(scene.text):
        return []
    if not any(m.vendor for m in scene.mentions):
        return []
    vendor = scene.vendor(mark.start(), mark.end())
    when = scene.when_told(mark.start(), mark.end())
    if vendor is None or when is None or when.when.start is None:
        return []
    return [of_vendor_at(NAME, scene, (mark.start(), mark.end()), vendor, when.when)]


def judge(statement: Statement, records: Records) -> Judgement | None:
    """The verdict on an award's time; None where the vendor has so many awards that a day far off shows no mistake."""
    when, vendor = statement.when, statement.vendor
    assert when is not None
    assert vendor is not None
    gate = coverage_gate(statement, records)
    if gate:
        return gate
    told = statement.scene.told_together(statement.at) if statement.at is not None else []
    several = _several(statement, records, told)
    if several is None and when.kind == "since":
        return None  # "on contract since September": how long it has gone on is judged by another rule
    if several is not None:
        return _agreed(replace(statement, vendor=together(told)), records, several) if several else None
    made = _made(statement, vendor, records)
    graded = [(grade_day(when, r.action_date, statement.text_date), r) for r in made]
    best, found = max(
        graded, key=lambda g: (g[0], -abs(days_outside(when, g[1].action_date))), default=(Grade.OFF, None)
    )
    if found is not None and best is not Grade.OFF:
        return _agreed(statement, records, [r for grade, r in graded if grade is best])
    if when.kind not in FIRM_TIMES:
        return None  # a longer time that holds nothing may be told of what the ledger has under other words
    near = [r for r in made if abs(days_outside(when, r.action_date)) <= NEAR.days]
    if len(near) == 1 and not gaps_of(statement, records) and (statement.product or len(made) <= FEW_AWARDS):
        return _off(statement, records, near[0])
    if near:
        return None
    nothing = f"The ledger holds no award to {vendor.name}{_at(statement)} in the time told ({when.text})."
    return no_record(statement, records, nothing, when.start, when.end)


def _made(statement: Statement, vendor: Vendor, records: Records) -> list[Action]:
    """The base awards of a vendor; its payments where no base award is held."""
    rows = records.of_vendor(vendor, statement.agency, statement.text_date)
    if statement.product and vendor == statement.vendor:
        rows = of_product(rows, statement.product, vendor) or rows
    return base_awards(rows) or list(with_money(rows))


def _several(statement: Statement, records: Records, vendors: Sequence[Vendor]) -> list[Action] | None:
    """Of several vendors told together, an award of each in the time told; empty where one has none. None for one vendor."""
    when = statement.when
    if not vendors or when is None:
        return None
    chosen: list[Action] = []
    for vendor in vendors:
        inside = [
            r
            for r in _made(statement, vendor, records)
            if grade_day(when, r.action_date, statement.text_date) is Grade.MATCH
        ]
        if not inside:
            return []
        chosen += inside
    return chosen


def _agreed(statement: Statement, records: Records, rows: list[Action]) -> Judgement:
    when = statement.when
    assert when is not None
    exact = fits.day_grade(when, rows[0].action_date, statement.text_date) is Grade.MATCH
    told = f"The record says so: {rows[0].payee}, {row(rows[0])}."
    return judged(
        statement,
        records,
        Verdict.SUPPORTED if exact else Verdict.APPROXIMATELY_SUPPORTED,
        told + fits.compare_day(when, rows[0].action_date, statement.text_date),
        reason=None if exact else "date_tolerance",
        readings=[
            Reading("day of the award", r.action_date.isoformat(), True, n == 0, (r,)) for n, r in enumerate(rows)
        ],
        evidence=rows,
    )


def _off(statement: Statement, records: Records, action: Action) -> Judgement:
    when = statement.when
    assert when is not None
    early = days_outside(when, action.action_date) > 0
    return judged(
        statement,
        records,
        Verdict.CONTRADICTED,
        f'The award to {action.payee} is of {day(action.action_date)} ({action.piid}); the text says "{when.text}".',
        reason="wrong_date",
        direction="stated_too_early" if early else "stated_too_late",
        readings=[Reading("day of the award", action.action_date.isoformat(), False, True, (action,))],
        evidence=[action],
    )


def _at(statement: Statement) -> str:
    return f" at {statement.agency.name}" if statement.agency else ""
