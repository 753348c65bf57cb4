"""A stated sum over a time: "in 2025 alone, ICE has spent $4.7 million on LexisNexis subscriptions".

Calendar year up to the day of the text first, then the whole calendar year and the fiscal year; the thing named first, then
all of the vendor, then its family. docs/rules/total_in_period.md gives the method and worked examples.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations

from tallylight.claims import fits
from tallylight.claims.fits import Fit
from tallylight.claims.money_words import Wording, money_statements
from tallylight.claims.records import Records, by_award, total, with_money
from tallylight.claims.scene import Scene
from tallylight.claims.spans import fiscal_year_span
from tallylight.claims.statement import (
    Statement,
    before_the_ledger,
    coverage_gate,
    judged,
    no_record,
    of_older_awards,
    outside,
    whole_extent,
)
from tallylight.claims.sums import Scope, Window, is_of_one_award, scopes_of_vendor, scopes_without_vendor, windows_of
from tallylight.claims.tolerance import Grade, grade_amount, is_truncated
from tallylight.claims.wording import day, money
from tallylight.figures import count, usd
from tallylight.model import Amount, Hedge, Judgement, Reading, Verdict

NAME = "total_in_period"
EXAMPLE = "So far in 2025, ICE has paid $4.7 million for LexisNexis subscriptions."


MOST_EVIDENCE = 500  # rows; a sum over more is opened through its reading


def find(scene: Scene) -> list[Statement]:
    """Amounts that a sentence gives as a sum."""
    return [s for s, wording in money_statements(scene, NAME) if wording is Wording.TOTAL]


def judge(statement: Statement, records: Records) -> Judgement | None:
    """The verdict on a sum over a time; None when some of the awards, but not all, add up to what is stated."""
    when = statement.when
    amount = statement.amount
    assert amount is not None  # money_statements always sets it
    gate = coverage_gate(statement, records)
    if gate:
        return gate
    windows = windows_of(when, statement, records)
    if statement.vendor is None and statement.agency and _is_cut(statement, records, windows[0]):
        told = f"The ledger holds {_held(statement, records)}, and not all of the time told."
        return outside(statement, records, "period", told)
    scopes = (
        scopes_of_vendor(statement, records) if statement.vendor else scopes_without_vendor(statement, records, windows)
    )
    if not scopes and statement.vendor:
        return _none(statement, records, windows[0])
    if not scopes:
        return outside(statement, records, None, "The sentence gives a sum without a vendor that the ledger knows.")
    tried = [(_fit(scope, window), window, scope) for scope in scopes for window in windows]
    readings = [
        Reading(
            f"{scope.name}, {window.name}",
            money(fit.value),
            grade_amount(amount, fit.value) > Grade.OFF,
            False,
            fit.rows,
        )
        for fit, window, scope in tried
    ]
    if not any(fit.rows for fit, _, _ in tried):
        return _none(statement, records, windows[0])
    cut = _is_cut(statement, records, windows[0])
    for index, (fit, window, _) in _best_first(amount, tried):
        grade = grade_amount(amount, fit.value)
        lacking = cut and (statement.agency or records.lacks_of_buyers(fit.rows, window.start, window.end))
        if lacking and amount.hedge not in (Hedge.MORE_THAN, Hedge.MAGNITUDE):
            continue
        if grade is Grade.NEAR and index and statement.amount_kind == "award":
            continue  # a worth that is only near, of what the wording asks for second, is no agreement
        if not window.exact and any(
            grade_amount(amount, f.value) for f, w, s in tried if w.exact and s is tried[index][2]
        ):
            continue
        readings[index] = _asked(readings[index])
        return _agreed(statement, records, amount, fit, window, readings)
    first = next((i for i, (fit, _, scope) in enumerate(tried) if fit.rows and scope.firm), 0)
    readings[first] = _asked(readings[first])
    return _off(statement, records, amount, tried, readings, cut=cut)


def _best_first(
    amount: Amount, tried: Sequence[tuple[Fit, Window, Scope]]
) -> list[tuple[int, tuple[Fit, Window, Scope]]]:
    """The readings that agree: those that give the sum to its last digit over the very time told, then the others in order."""
    agreeing = [(n, t) for n, t in enumerate(tried) if t[0].rows and grade_amount(amount, t[0].value) is not Grade.OFF]
    return sorted(
        agreeing, key=lambda one: not (one[1][1].exact and grade_amount(amount, one[1][0].value) is Grade.MATCH)
    )


def _fit(scope: Scope, window: Window) -> Fit:
    rows = tuple(r for r in with_money(scope.rows) if window.start <= r.action_date <= window.end)
    return Fit(scope.name, total(rows), rows)


def _sum_of(fit: Fit, window: Window) -> str:
    adds = "adds" if len(fit.rows) == 1 else "add"
    return f"{count(len(fit.rows), 'action')} {adds} up to {usd(fit.value)} ({fit.name}, {window.name})."


def _asked(reading: Reading) -> Reading:
    return Reading(reading.name, reading.value, reading.agrees, True, reading.rows)


def _held(statement: Statement, records: Records) -> str:
    extent = whole_extent(records, statement.agency)
    return f"{day(extent.start)} to {day(extent.end)}"


def _is_cut(statement: Statement, records: Records, window: Window) -> bool:
    extent = whole_extent(records, statement.agency)
    if extent.selection:
        return window.start < extent.start and statement.when is not None
    return bool(records.uncovered(statement.agency, window.start, min(window.end, statement.text_date)))


def _agreed(
    statement: Statement, records: Records, amount: Amount, fit: Fit, window: Window, readings: list[Reading]
) -> Judgement:
    reason, flags = None, set[str]()
    if grade_amount(amount, fit.value) is Grade.NEAR:
        reason = "truncated" if is_truncated(amount, fit.value) else "amount_tolerance"
        flags = {"truncated"} if reason == "truncated" else set()
    if not window.exact:
        by_year = "fiscal" in window.name or "calendar" in window.name
        reason = "fiscal_year_only" if by_year else "date_tolerance" if statement.when else reason
    return judged(
        statement,
        records,
        Verdict.SUPPORTED if reason is None else Verdict.APPROXIMATELY_SUPPORTED,
        f"{_sum_of(fit, window)} {fits.compare(amount, fit.value)}",
        reason=reason,
        readings=readings,
        evidence=fit.rows if len(fit.rows) <= MOST_EVIDENCE else (),
        flags=flags,
        depends_on=(window.start, window.end),
    )


def _off(
    statement: Statement,
    records: Records,
    amount: Amount,
    tried: Sequence[tuple[Fit, Window, Scope]],
    readings: list[Reading],
    *,
    cut: bool,
) -> Judgement | None:
    """Every reading is off. More was obligated than stated, or less; and can the ledger know?"""
    if statement.vendor is None and not any(scope.firm for _, _, scope in tried):
        return None  # rows singled out by words alone refute nothing
    asked, window, _ = next((t for t in tried if t[0].rows and t[2].firm), tried[0])
    values = [f.value for f, _, s in tried if f.rows and s.firm]
    extent = whole_extent(records, statement.agency)
    told = f"{_sum_of(asked, window)} {fits.compare(amount, asked.value)}"
    narrowed = any(not scope.firm for _, _, scope in tried) and statement.scene.language.money.summed.search(
        statement.scene.text
    )
    one_of_them = is_of_one_award(statement) and len(by_award(asked.rows)) > 1
    if amount.value < min(values) and (narrowed or one_of_them or _is_sum_of_some(amount, asked)):
        return None  # "its skip-tracing contracts add up to": some of the awards are meant
    if statement.amount_kind == "award" and not cut and not extent.selection and amount.value > asked.value:
        return outside(statement, records, "kind:ceiling", f"{told} A stated worth may include options.", asked.rows)
    # Only what is beyond the tolerance is more than stated: where the time is cut, readings that agree come here too.
    is_more = amount.value < min(values) and grade_amount(amount, min(values)) is Grade.OFF
    if is_more and amount.hedge is not Hedge.MORE_THAN:
        return judged(
            statement, records, Verdict.CONTRADICTED, told,
            reason="wrong_amount", direction="understated", readings=readings, evidence=asked.rows,
            flags={"lower_bound_only"} if cut or extent.selection else (), depends_on=(window.start, window.end),
        )  # fmt: skip
    if cut:
        return outside(
            statement,
            records,
            "period",
            f"The ledger holds {_held(statement, records)}, and not all of the time told. {told}",
            asked.rows,
        )
    if extent.selection:
        return outside(statement, records, None, f"The ledger holds only some awards. {told}", asked.rows)
    older = of_older_awards(statement, asked.rows)
    if older and amount.value > max(values):
        return before_the_ledger(statement, records, told, older)
    if min(values) < amount.value < max(values):
        return no_record(
            statement, records, f"No reading comes near {amount.raw}. {told}", window.start, window.end, readings
        )
    other = _of_another_year(statement, amount, tried)
    if other:
        told = f"{told} The figure is that of {other}."
    return judged(
        statement, records, Verdict.CONTRADICTED, told,
        reason="wrong_period" if other else "wrong_amount", direction="overstated", readings=readings, evidence=asked.rows,
        depends_on=(window.start, window.end),
    )  # fmt: skip


def _of_another_year(statement: Statement, amount: Amount, tried: Sequence[tuple[Fit, Window, Scope]]) -> str | None:
    """The year before or after the one told in which the stated sum was obligated, if there is one."""
    when = statement.when
    if when is None or when.start is None or when.end is None or when.kind not in ("year", "fiscal_year"):
        return None
    named = when.end.year  # a fiscal year has the number of the year it ends in
    for year in (named - 1, named + 1):
        start, end = fiscal_year_span(year) if when.kind == "fiscal_year" else (date(year, 1, 1), date(year, 12, 31))
        for _, _, scope in tried:
            if grade_amount(amount, _fit(scope, Window("", start, end, True)).value) is Grade.MATCH:
                return f"{'fiscal ' if when.kind == 'fiscal_year' else ''}{year}"
    return None


_FEW_AWARDS = 6  # of more awards, some two or three always add up to about anything


def _is_sum_of_some(amount: Amount, all_of_it: Fit) -> bool:
    """Whether one award, or a few together, give the stated sum: the sentence may mean those, so that all refute nothing."""
    sums = [total(rows) for rows in by_award(all_of_it.rows).values()]
    groups = (combinations(sums, n) for n in range(1, len(sums))) if len(sums) <= _FEW_AWARDS else ()
    return any(grade_amount(amount, sum(group, Decimal(0))) is Grade.MATCH for some in groups for group in some)


def _none(statement: Statement, records: Records, window: Window) -> Judgement:
    vendor = statement.vendor.name if statement.vendor else "the vendor"
    where = f" at {statement.agency.name}" if statement.agency else ""
    return no_record(
        statement, records, f"The ledger holds no money for {vendor}{where}, {window.name}.", window.start, window.end
    )
