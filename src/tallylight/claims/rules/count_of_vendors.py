"""A stated number of companies that won something: "13 companies won skip-tracing work in December".

Companies that the sentence lists are looked up one by one; else the payees of the rows that the sentence is about are counted.
docs/rules/count_of_vendors.md gives the method and worked examples.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tallylight.claims.records import Records, base_awards, by_award, with_money
from tallylight.claims.scene import Scene
from tallylight.claims.statement import Statement, coverage_gate, gaps_of, judged, whole_extent
from tallylight.claims.text import trimmed
from tallylight.claims.tolerance import Grade, grade_day
from tallylight.claims.topics import is_named, topic_of
from tallylight.claims.vendor import Vendor
from tallylight.claims.wording import listing
from tallylight.figures import count
from tallylight.model import Action, Judgement, Reading, Verdict

NAME = "count_of_vendors"
EXAMPLE = "Thirteen companies won skip-tracing work from ICE in December."

FIRM_TIMES = frozenset({"day", "month", "this_month", "last_month"})
EVERY = "every"  # "ten companies won the orders" are all of them; "ten local companies won orders" may be some
ENOUGH_FOR_EVERY = 2  # words: the number, and "companies"
FEWEST_OF_NO_BUYER = 5  # a smaller number of companies agrees by chance where no buyer says which rows are meant


def find(scene: Scene) -> list[Statement]:
    """A number of companies that won, received or share something."""
    words = scene.language.vendor_counts
    mark = words.counted.search(scene.text)
    if mark is None or not words.won.search(scene.text) or any(a.start <= mark.start() < a.end for a in scene.amounts):
        return []
    said = mark["n"].lower()
    number = int(said) if said.isdigit() else scene.language.counts.numbers[said]
    has_buyer = scene.names_agency() or scene.last_agency or scene.mentions
    if not has_buyer and (number < FEWEST_OF_NO_BUYER or not is_named(scene)):
        return []
    when = scene.when_told(mark.start(), mark.end())
    start, end = trimmed(scene.text, 0, len(scene.text))
    return [
        Statement(
            NAME, scene, start, end, agency=scene.agency(mark.start(), mark.end()), amount_kind="count", number=number,
            when=when.when if when else None, at=mark.start(), loose=not has_buyer,
            detail=EVERY if len(mark[0].split()) == ENOUGH_FOR_EVERY and words.of_the.search(scene.text) else "",
        )
    ]  # fmt: skip


def judge(statement: Statement, records: Records) -> Judgement | None:
    """The verdict on a number of companies; None where the sentence does not say which rows are meant."""
    gate = coverage_gate(statement, records)
    if gate:
        return gate
    listed = _listed(statement.scene)
    if statement.number is not None and len(listed) == statement.number:
        return _of_list(statement, records, listed)
    return _of_topic(statement, records)


def _listed(scene: Scene) -> list[Vendor]:
    return list({m.vendor.name: m.vendor for m in scene.mentions if m.vendor and not m.product}.values())


def _of_list(statement: Statement, records: Records, vendors: Sequence[Vendor]) -> Judgement | None:
    """Every company that the sentence lists has an award of the time, and of what the sentence is about."""
    start, end = _window(statement, records)
    topic = topic_of(statement.scene, records, statement.agency, start, end)
    about = {r.award_id for r in topic.rows} if topic else set[str]()
    chosen: list[Action] = []
    for vendor in vendors:
        rows = _in_time(statement, records.of_vendor(vendor, statement.agency, statement.text_date))
        rows = [r for r in rows if r.award_id in about] or rows
        if not rows:
            return None
        chosen += _latest_award(with_money(rows) or rows)
    names = listing([v.name for v in vendors])
    return judged(
        statement, records, Verdict.SUPPORTED, f"The ledger holds an award to each of them: {names}.",
        readings=[Reading("companies listed that have an award", str(len(vendors)), True, True, tuple(chosen))], evidence=chosen,
    )  # fmt: skip


def _of_topic(statement: Statement, records: Records) -> Judgement | None:
    start, end = _window(statement, records)
    topic = topic_of(statement.scene, records, statement.agency, start, end)
    if topic is None:
        return None
    rows = _in_time(statement, topic.rows)
    first_orders = base_awards(rows)
    readings = [
        _reading(f'payees of first orders that speak of "{topic.name}"', first_orders, statement, records, asked=True),
        _reading(f'payees of all actions that speak of "{topic.name}"', rows, statement, records),
    ]
    agreeing = next((r for r in readings if r.agrees), None)
    told = f'{readings[0].value} companies have first orders that speak of "{topic.name}" in that time'
    if agreeing:
        return judged(
            statement, records, Verdict.SUPPORTED,
            f"{told}; the text says {statement.number} ({agreeing.name}: {agreeing.value}).",
            readings=readings, evidence=_one_each(agreeing.rows), depends_on=(start, end),
        )  # fmt: skip
    when = statement.when
    counted = max(int(r.value) for r in readings)
    if gaps_of(statement, records):
        return None
    number = statement.number
    if when is None or when.kind not in FIRM_TIMES or number is None:
        return None
    fewer = int(readings[0].value) > number and statement.detail == EVERY
    if not fewer and not 0 < counted < number:
        return None  # others may have been told in other words
    return judged(
        statement, records, Verdict.CONTRADICTED, f"{told}; the text says {number}.",
        reason="wrong_amount", direction="understated" if fewer else "overstated",
        readings=readings, evidence=_one_each(first_orders or rows), depends_on=(start, end),
    )  # fmt: skip


def _reading(
    name: str, rows: Sequence[Action], statement: Statement, records: Records, *, asked: bool = False
) -> Reading:
    payees = {records.names.companies.who(r.payee) for r in rows}
    return Reading(
        f"{name}, {count(len(by_award(rows)), 'award')}",
        str(len(payees)),
        len(payees) == statement.number,
        asked,
        tuple(rows),
    )


def _window(statement: Statement, records: Records) -> tuple[date, date]:
    """The time told, a little wider where its words have a tolerance; without one, all that the ledger holds."""
    when = statement.when
    extent = whole_extent(records, statement.agency)
    start = when.start if when and when.start else extent.start
    end = min(when.end, statement.text_date) if when and when.end else statement.text_date
    return start, end


def _in_time(statement: Statement, rows: Sequence[Action]) -> list[Action]:
    when = statement.when
    return [r for r in rows if when is None or grade_day(when, r.action_date, statement.text_date) is Grade.MATCH]


def _latest_award(rows: Sequence[Action]) -> list[Action]:
    return list(list(by_award(rows).values())[-1][:1])


def _one_each(rows: Sequence[Action]) -> list[Action]:
    return [group[0] for group in by_award(rows).values()]
