"""A stated ceiling, or the worth of a vehicle: facts that award actions do not hold, unless obligations already pass them.

docs/rules/value_ceiling.md gives the method and worked examples.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tallylight.claims.money_words import Wording, money_statements
from tallylight.claims.records import CONTRACT_NUMBER, Records, by_award, of_product, total, with_money
from tallylight.claims.scene import Scene
from tallylight.claims.statement import Statement, coverage_gate, judged, outside
from tallylight.claims.tolerance import FIVE_PERCENT, Grade, grade_day
from tallylight.claims.wording import money
from tallylight.figures import usd
from tallylight.model import Action, Judgement, Reading, Verdict

NAME = "value_ceiling"
EXAMPLE = "If every option is used, the Clearview contract could be worth up to $9.2 million."


def find(scene: Scene) -> list[Statement]:
    """Amounts stated as an upper bound, or as the worth of an umbrella agreement."""
    return [
        replace(s, detail=wording.value)
        for s, wording in money_statements(scene, NAME)
        if wording in (Wording.CEILING, Wording.VEHICLE)
    ]


def judge(statement: Statement, records: Records) -> Judgement:
    """Outside coverage, with the award shown; contradicted when more than the stated ceiling was obligated already."""
    amount = statement.amount
    assert amount is not None  # money_statements always sets it
    vehicle = statement.detail == Wording.VEHICLE.value
    shown = _rows(statement, records)
    if not shown:
        gate = coverage_gate(statement, records)
        if gate and not vehicle:
            return gate
    sums = {group[0].piid: (total(group), group) for group in by_award(shown).values()}
    passed = [
        (value, group)
        for value, group in sums.values()
        if value > amount.value * (1 + FIVE_PERCENT) and amount.value > Decimal(0) and not vehicle and len(sums) == 1
    ]
    if passed:
        value, group = passed[0]
        return judged(
            statement, records, Verdict.CONTRADICTED,
            f"{usd(value)} was obligated on {group[0].piid} by the day of the text, "
            f"more than the stated ceiling of {amount.raw}.",
            reason="wrong_amount", direction="understated",
            readings=[Reading("obligated to date", money(value), False, True, group)], evidence=group,
        )  # fmt: skip
    what = (
        "The worth of a vehicle under which orders are placed"
        if vehicle
        else "A ceiling, the worth if every option is used,"
    )
    held = "; ".join(f"{usd(value)} on {piid}" for piid, (value, _) in sorted(sums.items()))
    return outside(
        statement, records, "kind:idv" if vehicle else "kind:ceiling",
        f"{what} is not in the ledger, which holds what was obligated{': ' + held if held else ''}.", shown,
    )  # fmt: skip


def _rows(statement: Statement, records: Records) -> tuple[Action, ...]:
    """The awards that the ceiling may be of: those that name the product, or were signed at the stated time."""
    number = CONTRACT_NUMBER.search(statement.scene.text)
    if number:
        quoted = [r for r in records.of_number(number[0]) if r.action_date <= statement.text_date]
        if quoted:
            return tuple(quoted)
    if statement.vendor is None:
        return ()
    agency = statement.agency if records.extent(statement.agency) else None
    rows = with_money(records.of_vendor(statement.vendor, agency, statement.text_date))
    if statement.product:
        rows = of_product(rows, statement.product, statement.vendor) or rows
    if statement.when:
        dated = {
            r.award_id for r in rows if grade_day(statement.when, r.action_date, statement.text_date) is not Grade.OFF
        }
        rows = tuple(r for r in rows if r.award_id in dated)
    return rows if len(by_award(rows)) <= 3 else ()
