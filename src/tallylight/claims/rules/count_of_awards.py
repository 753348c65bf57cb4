"""A stated number of contracts, or of vendors: compared with distinct awards, or distinct payees.

docs/rules/count_of_awards.md gives the method and worked examples.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tallylight.claims.money_words import trimmed
from tallylight.claims.names import Vendor
from tallylight.claims.records import Records, by_award, of_product, with_money
from tallylight.claims.scene import Scene
from tallylight.claims.statement import Statement, coverage_gate, judged, no_record, outside, whole_extent
from tallylight.claims.tolerance import Grade, grade_day
from tallylight.claims.wording import count
from tallylight.knowledge import Product
from tallylight.model import Action, Judgement, Reading, Verdict

NAME = "count_of_awards"
EXAMPLE = "ICE holds several contracts with Palantir."

_NUMBERS = {w: n for n, w in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split()
)}  # fmt: skip
_AT_LEAST = {
    "several": 3,
    "multiple": 2,
    "many": 3,
    "numerous": 3,
    "a number of": 3,
    "a few": 3,
    "a handful of": 3,
    "various": 2,
    "dozens of": 24,
}
_ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}
_COUNTED = re.compile(
    rf"\b(?P<n>\d{{1,4}}|{'|'.join(_NUMBERS)}|{'|'.join(_AT_LEAST)})\s+(?:(?:separate|different|distinct|active|such|new|federal|no-bid|current|other|ICE|CBP)\s+){{0,2}}"
    r"(?P<what>contracts|awards|orders|deals|agreements|purchases)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    rf"\b(?:a|the|its|another)\s+(?P<n>{'|'.join(_ORDINALS)})\b(?!\s+(?:of|time|year|month|quarter|week))",
    re.IGNORECASE,
)


def find(scene: Scene) -> list[Statement]:
    """Numbers of contracts with a vendor that the sentence names or refers to."""
    found = []
    for mark in _COUNTED.finditer(scene.text):
        vendor = scene.vendor(mark.start(), mark.end())
        low, high = scene.clause(mark.start())
        if vendor is None or mark["n"].lower() == "one" or any(low <= a.start < high for a in scene.amounts):
            continue
        start, end = trimmed(scene.text, low, high)
        word = mark["n"].lower()
        later = _ORDINAL.search(scene.text, mark.end())
        number = int(word) if word.isdigit() else _NUMBERS.get(word) or _AT_LEAST[word]
        if later and _ORDINALS[later["n"].lower()] > number:
            # "Reporters had found two; a third has turned up": the last number told is the claim.
            number, (start, end) = _ORDINALS[later["n"].lower()], trimmed(scene.text, 0, len(scene.text))
        when = scene.when(mark.start(), mark.end())
        found.append(
            Statement(
                NAME, scene, start, end, vendor=vendor, product=_product_of(scene, mark, vendor),
                agency=scene.agency(mark.start(), mark.end()), amount_kind="count", number=number,
                when=when.when if when and when.when.kind != "recently" else None, detail="at least" if word in _AT_LEAST else "",
                at=mark.start(),
            )
        )  # fmt: skip
    return found[:1]


def _product_of(scene: Scene, mark: re.Match[str], vendor: Vendor) -> Product | None:
    """A product named in the same clause narrows what is counted; one named further on does not."""
    low, high = scene.clause(mark.start())
    named = any(m.product and low <= m.start < high for m in scene.mentions)
    return scene.product(mark.start(), mark.end(), vendor) if named else None


def judge(statement: Statement, records: Records) -> Judgement:
    """The verdict on a number of contracts."""
    vendor, number = statement.vendor, statement.number
    assert vendor is not None
    assert number is not None
    when = statement.when
    gate = coverage_gate(statement, records)
    if gate:
        return gate
    rows = records.of_vendor(vendor, statement.agency, statement.text_date)
    if statement.product:
        named = {r.award_id for r in of_product(rows, statement.product, vendor)}
        rows = tuple(r for r in rows if r.award_id in named) or rows
    if when:
        rows = tuple(r for r in rows if grade_day(when, r.action_date, statement.text_date) is not Grade.OFF)
    counted = {
        "distinct awards with any action" + (f', "{when.text}"' if when else f" to {statement.text_date}"): by_award(
            rows
        ),
        "distinct awards with money": by_award(with_money(rows)),
        "distinct awards whose base award is held": by_award([r for r in rows if r.modification == "0"]),
    }
    at_least = statement.detail == "at least"
    readings = [
        Reading(name, str(len(awards)), len(awards) >= number if at_least else len(awards) == number, index == 0,
                tuple(r for group in awards.values() for r in group))
        for index, (name, awards) in enumerate(counted.items())
    ]  # fmt: skip
    agreeing = next((r for r in readings if r.agrees), None)
    every = readings[0]
    told = f"The ledger holds {count(int(every.value), 'distinct award')} of {vendor.name} up to the day of the text."
    if agreeing:
        asked = "at least " if at_least else ""
        return judged(
            statement, records, Verdict.SUPPORTED,
            f"{told} The text asks for {asked}{number} ({agreeing.name}: {agreeing.value}).",
            readings=readings, evidence=_evidence(agreeing.rows), depends_on=_span(statement, records),
        )  # fmt: skip
    if int(every.value) > 0:
        # Awards from before the ledger and purchases through others may exist: a smaller number held refutes nothing.
        return outside(
            statement,
            records,
            None,
            f"{told} The text speaks of {number}, and may count others.",
            _evidence(every.rows),
        )
    return no_record(statement, records, told, when.start if when else None, when.end if when else None, readings)


def _evidence(rows: Sequence[Action]) -> list[Action]:
    """Rows that moved money; of an award that has none, its first row, so that every counted award can be opened."""
    chosen: list[Action] = []
    for group in by_award(rows).values():
        chosen += with_money(group) or group[:1]
    return chosen


def _span(statement: Statement, records: Records) -> tuple:  # type: ignore[type-arg]
    extent = whole_extent(records, statement.agency)
    return extent.start, statement.text_date
