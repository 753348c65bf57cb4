"""Whom a sentence means that only says "it", "the company" or "the agency", settled by the records and not by grammar alone.

The vendor or agency last named is tried first. Where the record does not agree with it, those named before are tried: one that
agrees in amount and time is the one that is meant. Where none agrees and several could be meant, nothing is refuted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from tallylight.claims.fits import digits, is_telling
from tallylight.claims.money_words import DATED_DIGITS, MANY_VENDORS
from tallylight.claims.records import Records
from tallylight.claims.statement import Statement
from tallylight.claims.tolerance import FIRM_TIMES, is_short
from tallylight.claims.topics import is_named
from tallylight.claims.vendor import Vendor
from tallylight.knowledge import Agency
from tallylight.model import Judgement, Verdict

Judge = Callable[[Statement, Records], Judgement | None]

AMBIGUOUS = "it is not clear which company or agency of those named before is meant: a person needs to look"
AGREEING = (Verdict.SUPPORTED, Verdict.APPROXIMATELY_SUPPORTED)


def judged_by_evidence(judge: Judge, statement: Statement, records: Records) -> tuple[Judgement | None, str | None]:
    """The verdict on a statement whose vendor or agency may only be referred to; or None, with why it is withheld."""
    first = judge(statement, records)
    scene = statement.scene
    if statement.amount is None or (first is not None and first.verdict in AGREEING):
        return (None if statement.loose and not _is_telling(statement) else first), None
    vendor_told = any(m.vendor for m in scene.mentions)
    agency_told = any(m.agency for m in scene.mentions) or bool(scene.others)
    for other in _others(statement, vendor_told=vendor_told, agency_told=agency_told):
        judgement = judge(other, records)
        if judgement and judgement.verdict is Verdict.SUPPORTED and _is_telling(other):
            return judgement, None
        if judgement and judgement.reason_code == "wrong_sign" and first and first.verdict is Verdict.NO_RECORD:
            return judgement, None  # "Four Points saw CBP add $7.6 million to its Amazon order": the reseller was paid
    wider = records.names.widened(statement.vendor) if statement.vendor and not statement.loose else None
    if wider:
        judgement = judge(replace(statement, vendor=wider, product=None), records)
        if judgement and judgement.verdict in AGREEING and digits(statement.amount) >= DATED_DIGITS:
            return _in_the_name_of(judgement, statement), None
    if statement.loose:
        return None, None
    if vendor_told and agency_told:
        return first, None
    if first is None or first.verdict is Verdict.NOT_CHECKABLE:
        return first, None
    several_vendors = not vendor_told and _are_several(scene.vendors_before)
    several_agencies = not agency_told and len({a.name for a in scene.agencies_before}) > 1
    refuted_by_agency = first.reason_code in ("wrong_agency", "agency") and not agency_told
    if several_agencies and vendor_told and _is_of_whatever_agency(judge, statement, records, first):
        return first, None
    some_of_them = not vendor_told and bool(scene.language.pointing.several.search(scene.text))
    unclear = several_vendors or several_agencies or refuted_by_agency or some_of_them
    # What the ledger cannot know, it cannot know of any of them, unless that hangs on which agency is meant.
    matters = first.verdict is not Verdict.OUTSIDE_COVERAGE or (refuted_by_agency and several_agencies)
    return (None, AMBIGUOUS) if unclear and matters else (first, None)


def _in_the_name_of(judgement: Judgement, statement: Statement) -> Judgement:
    """A judgement on a family, told of the company that the text names."""
    vendor = statement.vendor.name if statement.vendor else None
    flags = tuple(sorted({*judgement.flags, "family_needed"}))
    return replace(judgement, claim=replace(judgement.claim, vendor=vendor), flags=flags)


def _is_of_whatever_agency(judge: Judge, statement: Statement, records: Records, first: Judgement) -> bool:
    """Whether a verdict on a vendor is the same for every agency that may be meant, so that it matters not which."""
    vendor = statement.vendor
    held = [
        a
        for a in statement.scene.agencies_before
        if vendor and not _never_bought(records, vendor, a, statement.text_date)
    ]
    may_be = [judge(replace(statement, agency=a), records) for a in (*held, None)]
    return all(j is not None and (j.verdict, j.reason_code) == (first.verdict, first.reason_code) for j in may_be)


def _never_bought(records: Records, vendor: Vendor, agency: Agency, until: date) -> bool:
    """Whether the ledger covers an agency and holds nothing that it bought of a vendor."""
    return records.extent(agency) is not None and not records.of_vendor(vendor, agency, until)


def _others(statement: Statement, *, vendor_told: bool, agency_told: bool) -> Iterator[Statement]:
    """The statement with each vendor and agency that it may mean, the last named first."""
    scene = statement.scene
    vendors: list[Vendor | None] = [statement.vendor]
    if not scene.is_given_to(statement.vendor, statement.at):
        vendors += [m.vendor for m in scene.mentions if m.vendor and m.vendor != statement.vendor]
    if not vendor_told:
        vendors += [v for v in (*scene.vendors_before, *scene.vendors_after) if v != statement.vendor]
    agencies: list[Agency | None] = [statement.agency]
    if not agency_told:
        agencies += [a for a in scene.agencies_before if a != statement.agency]
    for vendor in vendors:
        for agency in agencies:
            if (vendor, agency) != (statement.vendor, statement.agency) and vendor is not None:
                product = statement.product if vendor == statement.vendor else None
                yield replace(statement, vendor=vendor, agency=agency, product=product)


def _are_several(vendors: Sequence[Vendor]) -> bool:
    """Whether vendors, the last named first, are of several families: of a company and its owner the last named is meant."""
    last = {*vendors[0].payees, *vendors[0].family} if vendors else set[str]()
    return any(last.isdisjoint(one.payees) for one in vendors[1:])


def _is_telling(statement: Statement) -> bool:
    """Whether amount and time say enough: two digits on a day, in a month or of many vendors, or a rare figure.

    Of what has no amount the rule has seen to it.
    """
    if statement.amount is None:
        return True
    dated = statement.when is not None and (statement.when.kind in FIRM_TIMES or is_short(statement.when))
    many = statement.at is not None and len(statement.scene.told_together(statement.at)) >= MANY_VENDORS
    narrow = dated or (statement.when is not None and (many or is_named(statement.scene)))
    return is_telling(statement.amount) or (narrow and digits(statement.amount) >= DATED_DIGITS)
