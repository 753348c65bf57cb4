"""The plain English of verdicts, reasons and flags. Neutral: a verdict speaks of the record, never of the writer."""

from __future__ import annotations

from dataclasses import dataclass

from tallylight.model import CheckedText, Claim, Coverage, CoverageState, Judgement, SourceRef, Verdict
from tallylight.report.shown import one_line


@dataclass(frozen=True, slots=True)
class Words:
    """A verdict for people: its name, a mark that works without colour, and what it means."""

    label: str
    mark: str
    meaning: str


VERDICTS: dict[Verdict, Words] = {
    Verdict.CONTRADICTED: Words(
        "contradicted", "✕", "The record of the same thing was found, and it says something else."
    ),
    Verdict.NO_RECORD: Words(
        "no record", "○", "The ledger covers this agency, period and kind of award, and holds nothing that fits."
    ),
    Verdict.APPROXIMATELY_SUPPORTED: Words(
        "approximately supported", "≈", "The record was found; a figure or a day is close, but not what is written."
    ),
    Verdict.SUPPORTED: Words("supported", "✓", "The record was found and agrees with everything the statement says."),
    Verdict.OUTSIDE_COVERAGE: Words(
        "outside coverage", "◌", "The ledger cannot answer this. Silence here is not evidence."
    ),
    Verdict.NOT_CHECKABLE: Words(
        "not checkable", "–", "Not a fact that award records hold, so it was neither confirmed nor refuted."
    ),
}
"""In the order in which a reader should look at them; where statements overlap, the first one colours the text."""

REASONS = {
    "wrong_amount": "the amount differs",
    "wrong_date": "the date differs",
    "wrong_vendor": "the record names another payee",
    "wrong_agency": "the record names another agency",
    "wrong_period": "the figure belongs to another period",
    "wrong_scope": "the figure belongs to a wider or narrower total",
    "wrong_sign": "the money went the other way",
    "earlier_record": "there is an earlier record",
    "amount_tolerance": "the amount is close",
    "truncated": "the amount was cut off, not rounded",
    "date_tolerance": "the date is close",
    "fiscal_year_only": "true of the fiscal year only",
    "no_matching_action": "no action fits",
    "agency": "the agency is not in the ledger",
    "period": "the period is not in the ledger",
    "kind:ceiling": "the ledger lacks ceilings and options",
    "kind:idv": "the ledger lacks shared contract vehicles",
    "kind:quantity": "the ledger lacks quantities",
    "not_an_award_fact": "not a fact about an award",
}
DIRECTIONS = {
    "overstated": "the statement is higher than the record",
    "understated": "the statement is lower than the record",
    "stated_too_early": "the stated day is too early",
    "stated_too_late": "the stated day is too late",
    "start_too_late": "the stated beginning is too late",
}
FLAGS = {
    "interpretation_dependent": "other readings give another answer; compare them below",
    "truncated": "the figure was cut off at its last digit, not rounded",
    "via_reseller": "bought through a reseller; the product is named in the description",
    "family_needed": "the payee belongs to the company family that the statement names",
    "booked_later": "the money was booked after the text appeared",
    "loose_bound": "the record is more than twice the stated lower bound",
    "lower_bound_only": "only part of the period is covered; the full figure can only be higher",
}
STATES = {
    CoverageState.COMPLETE: "nothing seems missing",
    CoverageState.PARTIAL: "partial: rows are missing",
    CoverageState.SELECTION: "selected awards only",
}
DATE_SOURCES = {
    "given": "given when the text was checked",
    "metadata": "found in the page's metadata",
    "text": "found in the text",
    "today": "not known; the day of the check was used",
}
STARTER = (
    "Checked against the starter ledger that comes with Tallylight. It holds a few chosen awards and nothing else, "
    "so a record that is missing from it says nothing."
)
SILENCE = (
    "The ledger holds the blocks below and nothing else. Other agencies, years and kinds of award are outside its "
    "coverage: that they do not appear here is not evidence that nothing was bought."
)


def words(table: dict[str, str], code: str) -> str:
    """The entry for a code, or the code itself with spaces, so that a new code is still readable."""
    return table.get(code) or one_line(code.replace("_", " "))


def why(judgement: Judgement) -> str:
    """Reason and direction of a verdict in one line; empty when the record agrees."""
    reason = words(REASONS, judgement.reason_code) if judgement.reason_code else ""
    direction = words(DIRECTIONS, judgement.direction) if judgement.direction else ""
    return "; ".join(part for part in (reason, direction) if part)


_OPENERS = frozenset("In On Since From Last This Earlier During Over Between Recently Within Until By".split())
"""Words that a time may start a sentence with; inside a line they lose their capital."""


def about(claim: Claim) -> str:
    """What a claim is about, short enough for a table: vendor, product, amount, time. Several can share a sentence.

    Empty when the claim names none of these.
    """
    amount = claim.amount.raw if claim.amount else None
    when = claim.when.text if claim.when else None
    if when and when.partition(" ")[0] in _OPENERS:
        when = when[0].lower() + when[1:]
    parts = [one_line(part) for part in (claim.vendor, claim.product, amount, when) if part]
    return ", ".join(dict.fromkeys(parts))


def excerpt(text: str, length: int) -> str:
    """At most `length` characters of a text, cut at a word, with dots where something was left out."""
    line = one_line(text)
    if len(line) <= length:
        return line
    return (line[:length].rpartition(" ")[0] or line[:length]) + " …"


def tally(checked: CheckedText) -> list[tuple[Verdict, int]]:
    """How many statements got each verdict, in the order of `VERDICTS`, leaving out those that nothing got."""
    given = [judgement.verdict for judgement in checked.judgements]
    return [(verdict, given.count(verdict)) for verdict in VERDICTS if verdict in given]


def cited(checked: CheckedText) -> list[SourceRef]:
    """Every file that a row of the report is from, once each, in the order of their paths."""
    found = {}
    for item in checked.judgements:
        behind = [row for reading in item.readings for row in reading.rows]
        for row in (*item.evidence, *item.since_then, *item.history, *behind):
            found[row.source.path, row.source.sha256] = row.source
    return [found[key] for key in sorted(found)]


def partial(coverage: tuple[Coverage, ...]) -> list[Coverage]:
    """The blocks from which rows are provably missing."""
    return [block for block in coverage if block.state is CoverageState.PARTIAL]
