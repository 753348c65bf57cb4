"""A stated beginning: "the agency has had contracts with the company since 2023". Compared with the first action held.

docs/rules/relationship_since.md gives the method and worked examples.
"""

from __future__ import annotations

from datetime import date, timedelta

from tallylight.claims.languages.rules import BeginningWords
from tallylight.claims.records import Records, with_money
from tallylight.claims.scene import Scene
from tallylight.claims.spans import month_span
from tallylight.claims.statement import Statement, agency_gate, judged, no_record, outside, whole_extent
from tallylight.claims.text import trimmed
from tallylight.claims.wording import day, row
from tallylight.model import Action, Judgement, Reading, Verdict

NAME = "relationship_since"
EXAMPLE = "ICE has had Clearview AI under contract since 2023."

_NEAR = timedelta(days=31)


def find(scene: Scene) -> list[Statement]:
    """A beginning in the words "since ...", in a clause that speaks of contracts and states no sum."""
    found = []
    words = scene.language.beginnings
    for when in scene.whens:
        low, high = scene.clause(when.start)
        clause = scene.text[low:high]
        before = scene.text[low : when.start].strip() if words.with_day.search(when.when.text) else clause
        if (
            when.when.kind != "since"
            # Since a single day goes on what is told before it; what is told after it happened on that day.
            or not words.relation.search(before or clause)
            or words.ranked.search(clause)
            or words.in_office.search(when.when.text)  # a time in which something was done, and not when it began
            or any(low <= a.start < high for a in scene.amounts)
        ):
            continue
        vendor = scene.vendor(when.start, when.end)
        if vendor is None:
            continue
        start, end = trimmed(scene.text, low, high)
        agency = scene.agency(when.start, when.end)
        found.append(Statement(NAME, scene, start, end, vendor=vendor, agency=agency, when=when.when, at=when.start))
    return found


def judge(statement: Statement, records: Records) -> Judgement:
    """The verdict on a beginning. An earlier action contradicts it; that the ledger begins later proves nothing."""
    when, vendor, words = statement.when, statement.vendor, statement.scene.language.beginnings
    assert when is not None
    assert when.start is not None
    assert vendor is not None
    gate = agency_gate(statement, records)
    if gate:
        return gate
    extent = whole_extent(records, statement.agency)
    rows = records.of_vendor(vendor, statement.agency, statement.text_date)
    stated_end = _end_of_stated(when.text, when.start, words)
    if not rows:
        told = f"The ledger holds no action of {vendor.name} up to {day(statement.text_date)}."
        return no_record(statement, records, told, when.start, statement.text_date)
    first = rows[0]
    inside = [r for r in rows if when.start <= r.action_date <= stated_end]
    if words.at_least.search(when.text) and first.action_date <= stated_end:
        return judged(
            statement, records, Verdict.SUPPORTED, f"The first action in the ledger is {row(first)}.",
            readings=[Reading("first action in the ledger", first.action_date.isoformat(), True, True, (first,))],
            evidence=[first],
        )  # fmt: skip
    readings = [
        Reading(
            "first action in the ledger",
            first.action_date.isoformat(),
            when.start <= first.action_date <= stated_end,
            True,
            (first,),
        )
    ]
    if inside and inside[0] is not first:
        since = words.since.match(when.text)
        readings.append(
            Reading(
                f"first action in {when.text[since.end() if since else 0 :]}",
                inside[0].action_date.isoformat(),
                True,
                False,
                (inside[0],),
            )
        )
    if first.action_date < when.start - _NEAR:
        return judged(
            statement, records, Verdict.CONTRADICTED,
            f"{first.payee} was under contract earlier than the text says: {row(first)}.",
            reason="wrong_date", direction="start_too_late", readings=readings, evidence=_earlier(rows, inside),
        )  # fmt: skip
    if extent.start > when.start or (extent.start.year == when.start.year and not extent.selection):
        return outside(
            statement, records, "period",
            f"The ledger begins on {day(extent.start)}: an earlier beginning cannot be seen. First action held: {row(first)}.",
            [first],
        )  # fmt: skip
    if when.start <= first.action_date <= stated_end:
        return judged(
            statement, records, Verdict.SUPPORTED, f"The first action in the ledger is {row(first)}.",
            readings=readings, evidence=[first], depends_on=(extent.start, when.start),
        )  # fmt: skip
    if when.start - _NEAR <= first.action_date <= stated_end + _NEAR:
        return judged(
            statement, records, Verdict.APPROXIMATELY_SUPPORTED,
            f"The first action in the ledger is {row(first)}: within 31 days of what the text says.",
            reason="date_tolerance", readings=readings, evidence=[first], depends_on=(extent.start, when.start),
        )  # fmt: skip
    told = f"The ledger holds no action of {vendor.name} before {row(first)}."
    return no_record(statement, records, told, when.start, first.action_date, readings)


def _end_of_stated(text: str, start: date, words: BeginningWords) -> date:
    """ "Since 2023" means some day in that year; "since May 2023" some day in that month."""
    if words.with_day.search(text):
        return start
    if words.with_part.search(text) and start.day == 1:
        return month_span(start.year, start.month + 3)[1] if start.month in (1, 5, 9) else date(start.year, 12, 31)
    if words.year_only.fullmatch(text):
        return date(start.year, 12, 31)
    return (start.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _earlier(rows: tuple[Action, ...], inside: list[Action]) -> list[Action]:
    """The actions with money that came before the stated beginning, and the first one in it: the reader's comparison."""
    stated = inside[0].action_date if inside else rows[-1].action_date
    paid = [r for r in with_money(rows) if r.action_date < stated]
    return (paid or [rows[0]]) + list(with_money(inside)[:1])
