"""A sum or an award so many times another: "more than five times its predecessor", "quadrupled in fiscal 2025".

docs/rules/ratio_of_sums.md gives the method and worked examples.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tallylight.claims.records import Records, by_award, total, with_money
from tallylight.claims.scene import Scene
from tallylight.claims.spans import months_before
from tallylight.claims.statement import Statement, coverage_gate, judged, whole_extent
from tallylight.claims.text import trimmed
from tallylight.claims.tolerance import FIFTEEN_PERCENT, FIVE_PERCENT
from tallylight.claims.topics import topic_of
from tallylight.figures import usd
from tallylight.model import Action, Hedge, Judgement, Reading, Verdict

NAME = "ratio_of_sums"
EXAMPLE = "Palantir's business with ICE quadrupled in fiscal 2025 compared with the fiscal year before."

_SPANS = frozenset(
    {"day", "year", "fiscal_year", "month", "quarter", "last_month", "this_month", "this_year", "part_of_year"}
)


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two sums that are compared, and the time that it is of."""

    name: str
    rows: tuple[Action, ...]
    start: date
    end: date

    @property
    def value(self) -> Decimal:
        return total(self.rows)


def find(scene: Scene) -> list[Statement]:
    """A factor between two sums, of a vendor or of what the sentence is about, without either sum told."""
    words = scene.language.ratios
    times = words.times.search(scene.text)
    verb = None if times else words.multiplied.search(scene.text)
    mark = times or verb
    if mark is None or scene.amounts:
        return []
    said = (times["n"] if times else verb["verb"] if verb else "").lower()
    factor = words.numbers.get(said) or words.factors.get(said)
    if factor is None and not said.isdigit():
        return []
    vendor = scene.vendor(mark.start(), mark.end())
    money = scene.language.money
    bought = money.purchase.search(scene.text) and (scene.names_agency() or scene.last_agency)
    if vendor is None and not bought and not money.award_noun.search(scene.text):
        return []
    start, end = trimmed(scene.text, 0, len(scene.text))
    return [
        Statement(
            NAME, scene, start, end, vendor=vendor, product=scene.product(mark.start(), mark.end(), vendor),
            agency=scene.agency(mark.start(), mark.end()), amount_kind="ratio", number=factor or int(said), at=mark.start(),
            detail=_hedge(scene, mark.start()),
        )
    ]  # fmt: skip


def judge(statement: Statement, records: Records) -> Judgement | None:
    """The verdict on a factor; None where the sentence does not say which two sums are meant, or the factor is only near."""
    gate = coverage_gate(statement, records)
    if gate:
        return gate
    rows = _rows(statement, records)
    sides = _sides(statement, rows) if rows else None
    if sides is None or sides[1].value <= 0 or statement.number is None:
        return None
    larger, smaller = sides
    ratio = larger.value / smaller.value
    factor = Decimal(statement.number)
    more = statement.detail == Hedge.MORE_THAN
    agrees = ratio >= factor if more else abs(ratio - factor) <= FIVE_PERCENT * factor
    if statement.detail in (Hedge.NEARLY, Hedge.ABOUT):
        agrees = agrees or abs(ratio - factor) <= FIFTEEN_PERCENT * factor
    near = ratio >= factor * (1 - FIVE_PERCENT) if more else abs(ratio - factor) <= 2 * FIFTEEN_PERCENT * factor
    turned = smaller.value >= factor * larger.value * (1 - FIVE_PERCENT)  # "twice as much in 2022 as in 2023"
    if not agrees and (near or turned or statement.vendor is None or _has_gap(statement, records, larger, smaller)):
        return None  # rows singled out by words alone, and a time that is not held, refute nothing
    told = f"{usd(larger.value)} ({larger.name}) is {ratio:.2f} times {usd(smaller.value)} ({smaller.name})."
    return judged(
        statement, records, Verdict.SUPPORTED if agrees else Verdict.CONTRADICTED,
        f"{told} The text says {'more than ' if more else ''}{statement.number} times.",
        reason=None if agrees else "wrong_amount",
        direction=None if agrees else "overstated" if ratio < factor else "understated",
        readings=[Reading("one sum divided by the other", f"{ratio:.2f}", agrees, True, larger.rows + smaller.rows)],
        evidence=larger.rows + smaller.rows, depends_on=(smaller.rows[0].action_date, larger.rows[-1].action_date),
    )  # fmt: skip


def _has_gap(statement: Statement, records: Records, newer: _Side, older: _Side) -> bool:
    return bool(records.uncovered(statement.agency, older.start, min(newer.end, statement.text_date)))


def _hedge(scene: Scene, place: int) -> str:
    words = scene.language.amounts
    return next(
        (hedge for hedge, before in words.hedges_before if before.search(scene.text[max(0, place - 40) : place])),
        Hedge.PLAIN,
    )


def _rows(statement: Statement, records: Records) -> tuple[Action, ...]:
    if statement.vendor:
        return with_money(records.of_vendor(statement.vendor, statement.agency, statement.text_date))
    extent = whole_extent(records, statement.agency)
    topic = topic_of(statement.scene, records, statement.agency, extent.start, statement.text_date)
    return with_money(topic.rows) if topic else ()


def _sides(statement: Statement, rows: Sequence[Action]) -> tuple[_Side, _Side] | None:
    """The newer sum and the older one: of two times told, of one time and the one before it, or of the two newest awards."""
    scene = statement.scene
    spans = [
        (w.when.text, w.when.start, w.when.end)
        for w in scene.whens
        if w.when.kind in _SPANS and w.when.start and w.when.end
    ]
    words = scene.language.ratios
    for window in (w.when for w in scene.whens if w.when.kind == "window"):
        if (
            not spans and window.start and window.end and window.end.year == window.start.year + 1
        ):  # "between 2023 and 2024"
            years = (window.start.year, window.end.year)
            spans = [(str(year), date(year, 1, 1), date(year, 12, 31)) for year in years]
    if len(spans) == 1 and words.year_before.search(scene.text):
        name, start, end = spans[0]
        assert start is not None
        assert end is not None
        spans.append((f"the time before {name}", months_before(start, 12), months_before(end, 12)))
    if len(spans) == 2:
        ordered = sorted(spans, key=lambda s: s[1] or date.min, reverse=True)
        sides = [
            _Side(name, _between(rows, start, end), start or date.min, end or date.min) for name, start, end in ordered
        ]
        return (sides[0], sides[1]) if all(side.rows for side in sides) else None
    awards = [group for group in by_award(r for r in rows if r.obligated > 0).values() if group[0].modification == "0"]
    if words.predecessor.search(scene.text) and len(awards) > 1:
        newest, before = awards[-1][0], awards[-2][0]
        return (
            _Side(f"the newest award, {newest.piid}", (newest,), newest.action_date, statement.text_date),
            _Side(f"the one before, {before.piid}", (before,), before.action_date, before.action_date),
        )
    return None


def _between(rows: Sequence[Action], start: date | None, end: date | None) -> tuple[Action, ...]:
    return tuple(r for r in rows if start is not None and end is not None and start <= r.action_date <= end)
