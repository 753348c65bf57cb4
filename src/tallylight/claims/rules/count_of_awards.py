"""A stated number of contracts, or of vendors: compared with distinct awards, or distinct payees.

docs/rules/count_of_awards.md gives the method and worked examples.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tallylight.claims.names import bare_name
from tallylight.claims.records import Records, base_awards, by_award, of_product, with_money
from tallylight.claims.scene import Scene
from tallylight.claims.statement import Statement, coverage_gate, gaps_of, judged, no_record, outside, whole_extent
from tallylight.claims.text import trimmed
from tallylight.claims.tolerance import FIRM_TIMES, Grade, grade_day
from tallylight.claims.topics import topic_of
from tallylight.claims.vendor import Vendor
from tallylight.figures import count
from tallylight.knowledge import Product, plain_name
from tallylight.model import Action, Judgement, Reading, Verdict

NAME = "count_of_awards"
EXAMPLE = "ICE holds several contracts with Palantir."


def find(scene: Scene) -> list[Statement]:
    """Numbers of contracts with a vendor that the sentence names or refers to."""
    found = []
    words = scene.language.counts
    for mark in (*words.counted.finditer(scene.text), *words.went.finditer(scene.text)):
        vendor = scene.vendor(mark.start(), mark.end())
        low, high = scene.clause(mark.start())
        word = mark["n"].lower()
        first, last = (low, high) if word in words.at_least else scene.stretch(mark.start())
        if words.numbers.get(word) == 1 or any(first <= a.start < last for a in scene.amounts):
            continue
        if vendor is None and not (scene.names_agency() and scene.when(mark.start(), mark.end())):
            continue
        start, end = trimmed(scene.text, low, high)
        later = words.ordinal.search(scene.text, mark.end())
        number = int(word) if word.isdigit() else words.numbers.get(word) or words.at_least[word]
        if later and words.ordinals[later["n"].lower()] > number:
            # "Reporters had found two; a third has turned up": the last number told is the claim.
            number, (start, end) = words.ordinals[later["n"].lower()], trimmed(scene.text, 0, len(scene.text))
        when = scene.when(mark.start(), mark.end())
        detail = "at least" if word in words.at_least else ""
        found.append(
            Statement(
                NAME, scene, start, end, vendor=vendor, product=_product_of(scene, mark, vendor),
                agency=scene.agency(mark.start(), mark.end()), amount_kind="count", number=number,
                when=when.when if when and when.when.kind != "recently" else None, detail=detail,
                at=mark.start(),
            )
        )  # fmt: skip
    return found[:1]


def _product_of(scene: Scene, mark: re.Match[str], vendor: Vendor | None) -> Product | None:
    """A product named in the same clause narrows what is counted; one named further on does not."""
    low, high = scene.clause(mark.start())
    named = any(m.product and low <= m.start < high for m in scene.mentions)
    return scene.product(mark.start(), mark.end(), vendor) if named else None


def judge(statement: Statement, records: Records) -> Judgement | None:
    """The verdict on a number of contracts; None where neither a vendor nor other words say which contracts are meant."""
    vendor, number = statement.vendor, statement.number
    assert number is not None
    when = statement.when
    gate = coverage_gate(statement, records)
    if gate:
        return gate
    if vendor is None:
        return _of_topic(statement, records, number)
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
        "distinct awards whose base award is held": by_award(base_awards(rows)),
        f"of those, awards to {vendor.name} itself": by_award(_direct(base_awards(rows), vendor, records)),
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


def _direct(rows: Sequence[Action], vendor: Vendor, records: Records) -> list[Action]:
    """Rows paid to the company of that name: neither to its family, nor to somebody who sold its products."""
    own = records.names.companies.beginning_with(bare_name(plain_name(vendor.name))) or vendor.payees
    return [r for r in rows if r.payee in own]


def _of_topic(statement: Statement, records: Records, number: int) -> Judgement | None:
    """Contracts of nobody in particular, by what the sentence says that they are for: their first orders in that time."""
    when = statement.when
    if when is None or when.start is None or when.end is None or statement.detail:
        return None
    topic = topic_of(statement.scene, records, statement.agency, when.start, when.end)
    rows = [
        r
        for r in base_awards(topic.rows if topic else ())
        if grade_day(when, r.action_date, statement.text_date) is Grade.MATCH
    ]
    if topic is None or not rows:
        return None
    held = len(by_award(rows))
    name = f'first orders that speak of "{topic.name}"'
    told = f"The ledger holds {held} {name} in that time; the text says {number}."
    readings = [Reading(name, str(held), held == number, True, tuple(rows))]
    span = (when.start, when.end)
    if held == number:
        return judged(statement, records, Verdict.SUPPORTED, told, readings=readings, evidence=rows, depends_on=span)
    if when.kind not in FIRM_TIMES or held > number or gaps_of(statement, records):
        return None  # some of them may be meant, or others that are told in other words
    return judged(
        statement, records, Verdict.CONTRADICTED, told, reason="wrong_amount", direction="overstated",
        readings=readings, evidence=rows, depends_on=span,
    )  # fmt: skip


def _evidence(rows: Sequence[Action]) -> list[Action]:
    """Rows that moved money; of an award that has none, its first row, so that every counted award can be opened."""
    chosen: list[Action] = []
    for group in by_award(rows).values():
        chosen += with_money(group) or group[:1]
    return chosen


def _span(statement: Statement, records: Records) -> tuple:  # type: ignore[type-arg]
    extent = whole_extent(records, statement.agency)
    return extent.start, statement.text_date
