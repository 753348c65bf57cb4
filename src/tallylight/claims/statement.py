"""A statement as a rule found it in a sentence, and how a judgement on it is put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tallylight.claims.records import Extent, Records, by_award
from tallylight.claims.scene import Scene
from tallylight.claims.text import trimmed
from tallylight.claims.vendor import Vendor
from tallylight.claims.wording import day, listing
from tallylight.knowledge import Agency, Product
from tallylight.ledger.completeness import year_list
from tallylight.model import Action, Amount, Claim, Coverage, Judgement, Reading, Verdict, When


@dataclass(frozen=True, slots=True)
class Statement:
    """What one rule understood of one sentence. `start` and `end` are places in the sentence."""

    rule: str
    scene: Scene
    start: int
    end: int
    vendor: Vendor | None = None
    product: Product | None = None
    agency: Agency | None = None
    amount: Amount | None = None
    amount_kind: str | None = None
    when: When | None = None
    detail: str = ""  # what the rule wants to remember: the kind of event, the thing counted
    words: tuple[str, ...] = ()  # telling words of the sentence, as descriptions would spell them
    number: int | None = None
    loose: bool = (
        False  # nothing in the sentence says that it is about a purchase: a record may agree, and may not refute
    )
    at: int | None = None  # the place in the sentence of what is claimed: the amount, the verb, the time

    @property
    def text_date(self) -> date:
        """The day of the text."""
        return self.scene.text_date

    def claim(self) -> Claim:
        """The statement as a claim; its id is given when all claims of the text are known."""
        return Claim(
            id="",
            span=self.scene.span(self.start, self.end),
            text=self.scene.text[self.start : self.end],
            kind=self.rule,
            vendor=self.vendor.name if self.vendor else None,
            agency=self.agency.name if self.agency else None,
            product=self.product.name if self.product else None,
            amount=self.amount,
            amount_kind=self.amount_kind,
            when=self.when,
        )


def of_vendor_at(rule: str, scene: Scene, mark: tuple[int, int], vendor: Vendor, when: When) -> Statement:
    """What a whole sentence without a sum tells of a vendor at a time. `mark` is the place of the words that tell it."""
    start, end = trimmed(scene.text, 0, len(scene.text))
    return Statement(
        rule, scene, start, end, vendor=vendor, product=scene.product(*mark, vendor), agency=scene.agency(*mark),
        when=when, at=mark[0],
    )  # fmt: skip


def judged(
    statement: Statement,
    records: Records,
    verdict: Verdict,
    explanation: str,
    *,
    reason: str | None = None,
    direction: str | None = None,
    readings: Iterable[Reading] = (),
    evidence: Iterable[Action] = (),
    flags: Iterable[str] = (),
    depends_on: tuple[date, date] | None = None,
    caveats: Iterable[str] = (),
) -> Judgement:
    """Put a judgement together: the evidence in order, what happened to its awards since, and what the ledger lacks.

    `caveats` are what the reader must know of this verdict besides. `depends_on` is the time in which a missing row could
    change the verdict; leave it out when the rows shown decide alone.
    """
    shown = tuple(readings)
    rows = tuple(
        sorted(set(evidence), key=lambda r: (r.action_date, r.award_id, r.modification != "0", r.modification))
    )
    history = records.of_awards(r.award_id for r in rows)
    last = {award: max(r.action_date for r in group) for award, group in by_award(rows).items()}
    in_evidence = {r.action_id for r in rows}
    since = tuple(r for r in history if r.action_date >= last[r.award_id] and r.action_id not in in_evidence)
    marks = set(flags)
    if len({r.agrees for r in shown}) > 1:
        marks.add("interpretation_dependent")
    if statement.vendor and rows and verdict not in (Verdict.NO_RECORD, Verdict.NOT_CHECKABLE):
        marks |= _who_was_paid(statement.vendor, rows)
    weak = records.weak_blocks(statement.agency, *depends_on) if depends_on else ()
    return Judgement(
        claim=statement.claim(),
        verdict=verdict,
        explanation=explanation,
        reason_code=reason,
        direction=direction,
        readings=shown,
        evidence=rows,
        since_then=since,
        history=history,
        flags=tuple(sorted(marks)),
        caveats=(*caveats, *_partial(weak)),
    )


def _partial(blocks: Iterable[Coverage]) -> tuple[str, ...]:
    """One sentence for each agency whose coverage is known to be incomplete in the time that a verdict depends on."""
    years: dict[str, list[int]] = {}
    for block in blocks:
        years.setdefault(block.sub_agency, []).append(block.fiscal_year)
    return tuple(
        f"{agency}: coverage of fiscal {year_list(found)} is partial, so rows may be missing here. "
        "The notes on coverage say why."
        for agency, found in sorted(years.items())
    )


def _who_was_paid(vendor: Vendor, rows: Iterable[Action]) -> set[str]:
    paid = {r.payee for r in rows}
    if paid <= set(vendor.payees):
        return set()
    return {"family_needed"} if paid <= set(vendor.family) | set(vendor.payees) else {"via_reseller"}


def outside(
    statement: Statement, records: Records, reason: str | None, explanation: str, evidence: Iterable[Action] = ()
) -> Judgement:
    """The ledger cannot answer. What it does hold may still be shown."""
    return judged(statement, records, Verdict.OUTSIDE_COVERAGE, explanation, reason=reason, evidence=evidence)


def agency_gate(statement: Statement, records: Records) -> Judgement | None:
    """Outside coverage when the ledger holds nothing of the agency. None when it does."""
    if statement.agency is None or records.extent(statement.agency) is not None:
        return None
    held = sorted({block.sub_agency for block in records.coverage})
    return outside(
        statement,
        records,
        "agency",
        f"The ledger holds no records of {statement.agency.name}. It covers {listing(held)}.",
    )


def coverage_gate(statement: Statement, records: Records) -> Judgement | None:
    """Outside coverage when the ledger holds nothing of the agency, or of the time told. None when it holds both.

    Without a time, the statement is about some day up to that of the text.
    """
    gate = agency_gate(statement, records)
    if gate:
        return gate
    when = statement.when
    start, end = (when.start, when.end) if when else (None, statement.text_date)
    extent = records.extent(statement.agency)
    if extent is None:
        return None
    told: str | None
    if end is not None and end < extent.start:
        told = f"The ledger begins on {day(extent.start)}; the statement is about the time up to {day(end)}."
    elif start is not None and start > extent.end:
        told = f"The ledger ends on {day(extent.end)}; the statement is about the time from {day(start)}."
    elif start is not None and end is not None and records.holds_nothing(statement.agency, start, end):
        told = f"The ledger holds nothing from {day(start)} to {day(end)}." if not extent.selection else None
    else:
        return None
    return outside(statement, records, "period", told) if told else None


def gaps_of(statement: Statement, records: Records) -> tuple[tuple[date, date], ...]:
    """The stretches of the time told, up to the day of the text, that the ledger does not hold: the thing may lie in them."""
    when = statement.when
    start = when.start if when else None
    end = min(when.end, statement.text_date) if when and when.end else statement.text_date
    return records.uncovered(statement.agency, start, end)


def in_a_gap(
    statement: Statement,
    records: Records,
    explanation: str,
    gaps: Iterable[tuple[date, date]],
    rows: Iterable[Action] = (),
) -> Judgement:
    """Outside coverage, because part of the time told is not held."""
    spans = listing([f"{day(start)} to {day(end)}" for start, end in gaps])
    return outside(statement, records, "period", f"{explanation} The ledger does not hold {spans}.", rows)


def of_older_awards(statement: Statement, rows: Iterable[Action]) -> tuple[Action, ...]:
    """Of rows, those of awards that began before the ledger does: money told without a time may have been paid before it.

    None where the text tells from when on it counts.
    """
    if statement.when is not None and statement.when.start is not None:
        return ()
    awards = by_award(rows).values()
    return tuple(r for award in awards if not any(r.modification == "0" for r in award) for r in award)


def before_the_ledger(statement: Statement, records: Records, told: str, older: tuple[Action, ...]) -> Judgement:
    """Outside coverage, because awards that began before the ledger may have been paid more than it holds."""
    piids = listing(sorted({r.piid for r in older})[:3])
    begin = whole_extent(records, statement.agency).start
    return outside(
        statement, records, "period",
        f"{told} The ledger begins on {day(begin)} and lacks the beginning of {piids}, so that more may have been paid.", older,
    )  # fmt: skip


def no_record(
    statement: Statement,
    records: Records,
    explanation: str,
    start: date | None,
    end: date | None,
    readings: Iterable[Reading] = (),
) -> Judgement:
    """Nothing in the ledger can be the thing described: said only where the ledger would have to hold it."""
    extent = records.extent(statement.agency)
    if extent is None or extent.selection:
        return judged(
            statement,
            records,
            Verdict.OUTSIDE_COVERAGE,
            f"{explanation} The ledger holds only some awards, so that this says nothing about what else there may be. "
            "A ledger made from the agency's award files would settle it.",
            readings=readings,
        )
    gaps = records.uncovered(statement.agency, start, min(end or statement.text_date, statement.text_date))
    if gaps:
        return in_a_gap(statement, records, explanation, gaps)
    return judged(
        statement,
        records,
        Verdict.NO_RECORD,
        explanation,
        reason="no_matching_action",
        readings=readings,
        depends_on=(max(start or extent.start, extent.start), min(end or extent.end, extent.end)),
    )


def whole_extent(records: Records, agency: Agency | None) -> Extent:
    """What is covered of an agency; a point far in the past when nothing is."""
    return records.extent(agency) or Extent(date.max, date.min, True)
