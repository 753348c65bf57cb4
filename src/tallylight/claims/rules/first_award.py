"""A first: "ICE signed its first contract with BI2 on September 23". Contradicted by any earlier action of the same kind.

docs/rules/first_award.md gives the method and worked examples.
"""

from __future__ import annotations

from dataclasses import replace

from tallylight.claims.records import Records, of_product
from tallylight.claims.scene import Scene
from tallylight.claims.statement import (
    Statement,
    coverage_gate,
    in_a_gap,
    judged,
    no_record,
    of_vendor_at,
    outside,
    whole_extent,
)
from tallylight.claims.tolerance import Grade, grade_day
from tallylight.claims.wording import day, row
from tallylight.model import Action, Judgement, Reading, Verdict

NAME = "first_award"
EXAMPLE = "ICE signed its first contract with BI2 Technologies on September 23."

FIRST_YEAR = 365  # days after the ledger begins in which a first action may not have been the first


def find(scene: Scene) -> list[Statement]:
    """A first purchase from a vendor, or of its product, at a time that is told."""
    words = scene.language.firsts
    mark = words.first.search(scene.text)
    if mark is None or words.of_all.search(scene.text):
        return []
    vendor = scene.vendor(mark.start(), mark.end())
    when = scene.when_told(mark.start(), mark.end())
    if vendor is None or when is None or when.when.start is None or when.when.kind == "since":
        return []
    return [of_vendor_at(NAME, scene, (mark.start(), mark.end()), vendor, when.when)]


def judge(statement: Statement, records: Records) -> Judgement | None:
    """The verdict on a first; None where nothing is held at the time told but later actions are."""
    when, vendor = statement.when, statement.vendor
    assert when is not None
    assert when.start is not None
    assert vendor is not None
    gate = coverage_gate(statement, records)
    if gate:
        return gate
    rows = records.of_vendor(vendor, statement.agency, statement.text_date)
    if statement.product:
        rows = of_product(rows, statement.product, vendor) or rows
    where = f" at {statement.agency.name}" if statement.agency else ""
    if not rows:
        told = f"The ledger holds no action of {vendor.name}{where} up to {day(statement.text_date)}."
        return no_record(statement, records, told, when.start, when.end)
    extent = whole_extent(records, statement.agency)
    inside = [r for r in rows if grade_day(when, r.action_date, statement.text_date) is not Grade.OFF]
    earlier = [r for r in rows if r.action_date < when.start and r not in inside]
    if earlier:
        return _contradicted(statement, records, earlier, inside)
    if not inside:
        return None
    if (inside[0].action_date - extent.start).days < FIRST_YEAR:
        told = f"The ledger begins on {day(extent.start)}: an earlier one cannot be seen. First held: {row(inside[0])}."
        return outside(statement, records, "period", told, inside[:1])
    if extent.selection:
        told = f"The ledger holds only some awards: an earlier one cannot be seen. First held: {row(inside[0])}."
        return outside(statement, records, None, told, inside[:1])
    gaps = records.uncovered(statement.agency, extent.start, inside[0].action_date)
    if gaps:  # an earlier one may lie in them
        return in_a_gap(statement, records, f"First held: {row(inside[0])}.", gaps, inside[:1])
    exact = grade_day(when, inside[0].action_date, statement.text_date) is Grade.MATCH
    return judged(
        statement, records, Verdict.SUPPORTED if exact else Verdict.APPROXIMATELY_SUPPORTED,
        f"No earlier action of {vendor.name}{where} is in the ledger, which begins on {day(extent.start)}: {row(inside[0])}.",
        readings=[Reading("first action in the ledger", inside[0].action_date.isoformat(), True, True, (inside[0],))],
        reason=None if exact else "date_tolerance",
        evidence=inside[:1], depends_on=(extent.start, when.start),
    )  # fmt: skip


def _contradicted(statement: Statement, records: Records, earlier: list[Action], inside: list[Action]) -> Judgement:
    first = earlier[0]
    # "Its first contract, for $1 million": the one sum of the sentence is that of the thing that was not the first.
    told = [found.amount for found in statement.scene.amounts]
    return judged(
        replace(statement, amount=told[0]) if len(told) == 1 else statement, records, Verdict.CONTRADICTED,
        f"There is an earlier one: {first.payee}, {row(first)}.",
        reason="earlier_record", direction="start_too_late",
        readings=[Reading("first action in the ledger", first.action_date.isoformat(), False, True, (first,))],
        evidence=[*earlier[:MOST_EARLIER], *inside[:1]],
    )  # fmt: skip


MOST_EARLIER = 5  # earlier actions that are shown: the first of them is enough to settle it
