"""A stated number of things bought: 106 drones, 40 kits. Award actions hold money, not quantities.

docs/rules/quantity_bought.md gives the method and worked examples.
"""

from __future__ import annotations

from tallylight.claims.records import Records, by_award, of_product, with_money
from tallylight.claims.scene import Scene
from tallylight.claims.statement import Statement, coverage_gate, outside
from tallylight.claims.words import shared, telling_words
from tallylight.model import Judgement

_NO_QUANTITIES = "Award actions hold money, not quantities: {} cannot be counted in them."

NAME = "quantity_bought"
EXAMPLE = "Teal is to deliver 106 of its second-generation drones to border agents."


def find(scene: Scene) -> list[Statement]:
    """A number of things that a named vendor delivers, in a sentence without a sum of money."""
    wanted = scene.language.quantities
    mark = wanted.things.search(scene.text)
    if mark is None or scene.amounts or not wanted.bought.search(scene.text):
        return []
    vendor = scene.vendor(mark.start(), mark.end())
    if vendor is None and not scene.names_agency():
        return []
    when = scene.when(mark.start(), mark.end())
    return [
        Statement(
            NAME, scene, 0, len(scene.text), vendor=vendor, product=scene.product(mark.start(), mark.end(), vendor),
            agency=scene.agency(mark.start(), mark.end()), amount_kind="quantity", when=when.when if when else None,
            words=telling_words(mark["what"], scene.language.telling), detail=mark[0],
        )
    ]  # fmt: skip


def judge(statement: Statement, records: Records) -> Judgement:
    """Outside coverage, with the awards of that vendor that may be meant."""
    gate = coverage_gate(statement, records)
    if gate:
        return gate
    if statement.vendor is None:
        return outside(statement, records, "kind:quantity", _NO_QUANTITIES.format(statement.detail))
    rows = with_money(records.of_vendor(statement.vendor, statement.agency, statement.text_date))
    named = of_product(rows, statement.product, statement.vendor) if statement.product else ()
    named = named or tuple(r for r in rows if shared(statement.words, r.description))
    shown = list(by_award(named or rows).values())[-1:]
    return outside(
        statement, records, "kind:quantity",
        _NO_QUANTITIES.format(statement.detail),
        [r for group in shown for r in group],
    )  # fmt: skip
