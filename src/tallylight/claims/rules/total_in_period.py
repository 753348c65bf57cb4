"""A stated sum over a time: "in 2025 alone, ICE has spent $4.7 million on LexisNexis subscriptions".

Calendar year up to the day of the text first, then the whole calendar year and the fiscal year; the thing named first, then
all of the vendor, then its family. docs/rules/total_in_period.md gives the method and worked examples.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

from tallylight.claims import fits
from tallylight.claims.fits import Fit
from tallylight.claims.money_words import Wording, money_statements
from tallylight.claims.records import Records, by_award, of_product, total, with_money
from tallylight.claims.scene import Scene
from tallylight.claims.spans import fiscal_year_span, month_span, months_before
from tallylight.claims.statement import Statement, coverage_gate, judged, no_record, outside, whole_extent
from tallylight.claims.tolerance import Grade, grade_amount, is_truncated
from tallylight.claims.topics import topic_of
from tallylight.claims.wording import day, money
from tallylight.claims.words import as_written, shared
from tallylight.figures import count, usd
from tallylight.model import Action, Amount, Hedge, Judgement, Reading, Verdict, When

NAME = "total_in_period"
EXAMPLE = "So far in 2025, ICE has paid $4.7 million for LexisNexis subscriptions."


MOST_EVIDENCE = 500  # rows; a sum over more is opened through its reading
_ENOUGH_WORDS = 2  # a description that shares this many telling words is what the sentence speaks of


@dataclass(frozen=True, slots=True)
class _Window:
    """A stretch of time to add up, named as a reader would. `exact` is the one that the words ask for."""

    name: str
    start: date
    end: date
    exact: bool


@dataclass(frozen=True, slots=True)
class _Scope:
    """Rows to add up, named as a reader would."""

    name: str
    rows: tuple[Action, ...]
    firm: bool = True  # False: singled out by words that may be the writer's own, so it can agree but not refute


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
    windows = _windows(when, statement, records)
    if statement.vendor is None and statement.agency and _is_cut(statement, records, windows[0]):
        told = f"The ledger holds {_held(statement, records)}, and not all of the time told."
        return outside(statement, records, "period", told)
    scopes = _scopes(statement, records) if statement.vendor else _without_vendor(statement, records, windows)
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
    for index, (fit, window, _) in enumerate(tried):
        grade = grade_amount(amount, fit.value)
        if grade is Grade.OFF or not fit.rows or (cut and amount.hedge not in (Hedge.MORE_THAN, Hedge.MAGNITUDE)):
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


def _windows(when: When | None, statement: Statement, records: Records) -> list[_Window]:
    today = statement.text_date
    extent = whole_extent(records, statement.agency)
    if when is None or when.start is None or when.end is None:
        # "... contracts since 2023, spending millions on licenses": the sum may be meant for that time too.
        others = [w.when.start for w in statement.scene.whens if w.when.kind == "since" and w.when.start]
        return [
            _Window(f"ledger start to {today}", extent.start, today, True),
            *(_Window(f"{start} to {today}", start, today, False) for start in others),
        ]
    asked_end = min(when.end, today)
    found = [_Window(f"{when.start} to {asked_end}", when.start, asked_end, True)]
    if when.kind in ("year", "this_year"):
        year = when.start.year
        if asked_end < date(year, 12, 31):
            found.append(_Window(f"calendar {year}", date(year, 1, 1), date(year, 12, 31), False))
        found.append(_Window(f"fiscal {year}", *fiscal_year_span(year), False))
    elif when.kind == "quarter":
        # Agencies count quarters in fiscal years, which begin three months earlier.
        first, last = months_before(when.start, 3), months_before(when.end, 3)
        found.append(_Window(f"fiscal quarter, {first} to {last}", first, month_span(last.year, last.month)[1], False))
    elif when.kind == "window" and when.end == today:
        # "Over the last two years" is often counted in calendar years.
        found.append(_Window(f"{when.start.year}-01-01 to {today}", date(when.start.year, 1, 1), today, True))
    elif when.kind == "since" and (when.start.month, when.start.day) == (1, 1):
        found.append(
            _Window(f"fiscal {when.start.year} to {today}", fiscal_year_span(when.start.year)[0], today, False)
        )
    return found


def _scopes(statement: Statement, records: Records) -> list[_Scope]:
    """What to add up: rows that the words of the sentence single out, all of the vendor's, each company's, the family's."""
    vendor = statement.vendor
    assert vendor is not None
    rows = records.of_vendor(vendor, statement.agency)
    found = []
    if statement.product:
        named = {r.award_id for r in of_product(rows, statement.product, vendor)}
        found.append(_Scope(f"awards for {statement.product.name}", tuple(r for r in rows if r.award_id in named)))
    found += _spoken_of(statement, rows)
    if len(vendor.makers) > 1 and len({r.payee for r in rows}) > len({r.payee for r in rows} & set(vendor.payees)):
        found.append(_Scope(f"paid to {vendor.name} directly", tuple(r for r in rows if r.payee in set(vendor.payees))))
    found.append(_Scope(f"all of {vendor.name}", rows))
    payees = sorted({r.payee for r in rows})
    if len(payees) > 1:
        found += [
            _Scope(f"{payee} only", tuple(r for r in rows if r.payee == payee))
            for payee in payees
            if payee in vendor.payees
        ]
    if not set(vendor.family) <= set(vendor.payees):
        found.append(_Scope(f"family of {vendor.name}", records.of_family(vendor, statement.agency)))
    return _distinct(found)


def _without_vendor(statement: Statement, records: Records, windows: Sequence[_Window]) -> list[_Scope]:
    """All that an agency bought, where the sentence says that it speaks of all of it."""
    agency = statement.agency
    start, end = min(w.start for w in windows), max(w.end for w in windows)
    if agency and statement.scene.language.money.every_vendor.search(statement.scene.text):
        return [_Scope(f"all awards of {agency.short}", records.of_anyone(agency, start, end))]
    topic = topic_of(statement.scene, records, agency, start, end)
    if topic is None:
        return []
    first_orders = tuple(r for r in topic.rows if r.modification == "0")
    said = [f'awards that speak of "{topic.name}"', f'first orders that speak of "{topic.name}"']
    narrower = _spoken_of(statement, topic.rows)
    return [*narrower, _Scope(said[0], topic.rows, firm=False), _Scope(said[1], first_orders, firm=False)]


def _spoken_of(statement: Statement, rows: tuple[Action, ...]) -> list[_Scope]:
    """The awards whose descriptions share the most telling words with the sentence: "subscriptions", "forensic software"."""
    by_words: dict[str, set[str]] = {}
    for row in rows:
        by_words.setdefault(row.award_id, set()).update(shared(statement.words, row.description))
    most = min(max((len(words) for words in by_words.values()), default=0), _ENOUGH_WORDS)
    chosen = {award for award, words in by_words.items() if most and len(words) >= most}
    if not chosen or len(chosen) == len(by_words):
        return []
    said = sorted({w for award in chosen for w in by_words[award]}, key=statement.words.index)
    words = " or ".join(
        f'"{as_written(word, statement.scene.text, statement.scene.language.telling)}"' for word in said
    )
    whose = f" of {statement.vendor.name}" if statement.vendor else ""
    name = f"awards{whose} whose description speaks of {words}"
    return [_Scope(name, tuple(r for r in rows if r.award_id in chosen), firm=False)]


def _distinct(scopes: list[_Scope]) -> list[_Scope]:
    seen: set[tuple[Action, ...]] = set()
    return [s for s in scopes if s.rows and not (s.rows in seen or seen.add(s.rows))]  # type: ignore[func-returns-value]


def _fit(scope: _Scope, window: _Window) -> Fit:
    rows = tuple(r for r in with_money(scope.rows) if window.start <= r.action_date <= window.end)
    return Fit(scope.name, total(rows), rows)


def _sum_of(fit: Fit, window: _Window) -> str:
    adds = "adds" if len(fit.rows) == 1 else "add"
    return f"{count(len(fit.rows), 'action')} {adds} up to {usd(fit.value)} ({fit.name}, {window.name})."


def _asked(reading: Reading) -> Reading:
    return Reading(reading.name, reading.value, reading.agrees, True, reading.rows)


def _held(statement: Statement, records: Records) -> str:
    extent = whole_extent(records, statement.agency)
    return f"{day(extent.start)} to {day(extent.end)}"


def _is_cut(statement: Statement, records: Records, window: _Window) -> bool:
    extent = whole_extent(records, statement.agency)
    if extent.selection:
        return window.start < extent.start and statement.when is not None
    return bool(records.uncovered(statement.agency, window.start, min(window.end, statement.text_date)))


def _agreed(
    statement: Statement, records: Records, amount: Amount, fit: Fit, window: _Window, readings: list[Reading]
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
    tried: Sequence[tuple[Fit, _Window, _Scope]],
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
    if amount.value < min(values) and (narrowed or _is_sum_of_some(amount, asked)):
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


def _of_another_year(statement: Statement, amount: Amount, tried: Sequence[tuple[Fit, _Window, _Scope]]) -> str | None:
    """The year before or after the one told in which the stated sum was obligated, if there is one."""
    when = statement.when
    if when is None or when.start is None or when.end is None or when.kind not in ("year", "fiscal_year"):
        return None
    named = when.end.year  # a fiscal year has the number of the year it ends in
    for year in (named - 1, named + 1):
        start, end = fiscal_year_span(year) if when.kind == "fiscal_year" else (date(year, 1, 1), date(year, 12, 31))
        for _, _, scope in tried:
            if grade_amount(amount, _fit(scope, _Window("", start, end, True)).value) is Grade.MATCH:
                return f"{'fiscal ' if when.kind == 'fiscal_year' else ''}{year}"
    return None


_FEW_AWARDS = 6  # of more awards, some two or three always add up to about anything


def _is_sum_of_some(amount: Amount, all_of_it: Fit) -> bool:
    """Whether one award, or a few together, give the stated sum: the sentence may mean those, so that all refute nothing."""
    sums = [total(rows) for rows in by_award(all_of_it.rows).values()]
    groups = (combinations(sums, n) for n in range(1, len(sums))) if len(sums) <= _FEW_AWARDS else ()
    return any(grade_amount(amount, sum(group, Decimal(0))) is Grade.MATCH for some in groups for group in some)


def _none(statement: Statement, records: Records, window: _Window) -> Judgement:
    vendor = statement.vendor.name if statement.vendor else "the vendor"
    where = f" at {statement.agency.name}" if statement.agency else ""
    return no_record(
        statement, records, f"The ledger holds no money for {vendor}{where}, {window.name}.", window.start, window.end
    )
