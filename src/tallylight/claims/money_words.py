"""What the words around an amount ask for: one award, one payment, a sum over a time, a ceiling, or a vehicle."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from tallylight.claims.amounts import FoundAmount
from tallylight.claims.buyers import is_federal
from tallylight.claims.dates import FoundWhen
from tallylight.claims.fits import digits, is_telling
from tallylight.claims.scene import Scene
from tallylight.claims.statement import Statement
from tallylight.claims.text import trimmed
from tallylight.claims.tolerance import FIRM_TIMES, is_short
from tallylight.claims.topics import is_named
from tallylight.claims.words import telling_words
from tallylight.model import Hedge


class Wording(Enum):
    """Which figure of the record a stated amount is to be compared with."""

    AWARD = "award"  # signed, awarded, a deal for: the value of one award or decision
    PAID_ONCE = "obligation"  # paid, spent, with nothing that asks for a sum
    TOTAL = "total"  # spent over a time, in all, on several contracts
    CEILING = "ceiling"  # up to, if every option is used
    VEHICLE = "vehicle"  # an umbrella agreement under which orders are placed


EXACT_DIGITS = 5  # a figure told to so many digits is that of one payment, or of none
DATED_DIGITS = 2  # a figure of one digit agrees with somebody's record too easily, even of a day or month
MANY_VENDORS = 3  # so many names of vendors tell which awards are meant, without a buyer

_SPANS = frozenset({"year", "this_year", "fiscal_year", "since", "window", "quarter"})


def money_statements(scene: Scene, rule: str) -> list[tuple[Statement, Wording]]:
    """Every amount of a sentence that speaks of a purchase, with what its wording asks for."""
    return [
        (replace(_statement(scene, found, rule), loose=not is_purchase(scene, found)), wording_of(scene, found))
        for found in scene.amounts
        if is_purchase(scene, found) or _may_be_purchase(scene, found)
    ]


def _may_be_purchase(scene: Scene, found: FoundAmount) -> bool:
    """Whether an amount without a word of a purchase goes on with purchases told before: "a day later, $1.5 billion"."""
    words = scene.language.money
    low, high = scene.clause(found.start)
    if words.other_money.search(scene.without_names()[low:high]) or _is_other_money(scene, found):
        return False
    if scene.others:
        return False
    vendor = any(m.vendor for m in scene.mentions) or scene.vendors_before
    agency = any(is_federal(a) for a in (*scene.agencies_before, *(m.agency for m in scene.mentions)))
    many = len(scene.told_together(found.start)) >= MANY_VENDORS
    goes_on = vendor and (agency or scene.refers_back())
    exact = digits(found.amount) >= EXACT_DIGITS
    when = scene.when(found.start, found.end)
    dated = when is not None and when.when.kind in FIRM_TIMES
    told = any(m.vendor for m in scene.mentions) or (dated and words.award_noun.search(scene.text[low:high]))
    telling = told and (is_telling(found.amount) or (dated and digits(found.amount) >= DATED_DIGITS))
    return bool(goes_on or many or exact or telling or (is_named(scene) and when))


def is_purchase(scene: Scene, found: FoundAmount) -> bool:
    """Whether an amount is tied to a purchase by someone the ledger could know, and not to a valuation or a fine."""
    words = scene.language.money
    low, high = scene.clause(found.start)
    clause = scene.without_names()[low:high]
    both = any(m.vendor for m in scene.mentions) and any(low <= m.start < high and m.agency for m in scene.mentions)
    if words.other_money.search(clause) and not words.award_noun.search(clause) and not both:
        return False
    if _is_other_money(scene, found):
        return False
    bought = words.purchase.search(scene.text)
    in_context = is_federal(scene.last_agency) or scene.points_to_agency()
    if any(m.vendor for m in scene.mentions):
        # A company's name alone makes no purchase of a sum: companies have prices, debts and revenues too.
        named = scene.names_agency() or scene.others or words.award_noun.search(scene.text)
        named = named or words.ceiling.search(scene.text)
        return bool(named or words.received.search(scene.text) or (bought and in_context) or scene.is_row)
    if not bought:
        return False
    if words.vehicle.search(scene.text) and words.award_noun.search(clause):
        return True  # what several compete for, whoever opened it
    if scene.vendor(found.start, found.end) is not None:
        return True
    award = words.award_noun.search(scene.text)
    return scene.names_agency() or (in_context and bool(award or scene.refers_back()))


def _is_other_money(scene: Scene, found: FoundAmount) -> bool:
    """What a vendor earned in all, or itself paid, what a law provides or people are given: no agency's purchase."""
    words = scene.language.money
    if words.of_a_law.match(scene.text, found.end) or words.to_people.match(scene.text, found.end):
        return True
    if not any(m.agency for m in scene.mentions) and words.takeover.match(scene.text, found.end):
        return True
    low, high = scene.stretch(found.start)
    after = words.award_after.match(scene.text[found.end : high])
    if words.earnings.search(scene.without_names()[low:high]) and not after:
        return True
    if words.whose.match(scene.text, low):
        return True
    payers = [m for m in scene.mentions if m.vendor and low <= m.end <= found.start]
    pays = words.pays.match(scene.text, payers[-1].end) if payers else None
    return pays is not None and not any(m.agency for m in scene.mentions if pays.start() <= m.start < pays.end())


def wording_of(scene: Scene, found: FoundAmount) -> Wording:
    """What an amount is to be compared with, from the words of its clause first and of the sentence next."""
    words = scene.language.money
    low, high = scene.clause(found.start)
    clause, text = scene.text[low:high], scene.text
    if scene.is_row:
        return Wording.PAID_ONCE
    if words.vehicle.search(text):
        return Wording.VEHICLE
    if found.amount.hedge is Hedge.UP_TO or words.ceiling.search(text):
        return Wording.CEILING
    when = scene.when(found.start, found.end)
    paid = words.paid.search(clause) or (None if words.value.search(clause) else words.paid.search(text))
    if paid and words.priced.match(text, found.end):
        paid = None  # "September brought a $112 million contract": the worth of it
    if paid and when and _says_which_award(scene, when):
        return Wording.PAID_ONCE
    if when and when.when.kind in FIRM_TIMES and scene.language.pointing.participle.match(text, low):
        return Wording.PAID_ONCE  # "turned to Acme in June, spending $753,000"
    several = words.all_of_it.search(text) or found.amount.hedge is Hedge.MAGNITUDE
    if words.at_once.search(text[slice(*scene.stretch(found.start))]):
        return Wording.PAID_ONCE
    if words.summed.search(text):
        return Wording.TOTAL
    counted = scene.language.counts.counted.search(text)
    if several and (paid or counted or found.amount.hedge is Hedge.MAGNITUDE):
        return Wording.TOTAL
    if not paid and words.received.search(clause) and not words.value.search(clause):
        # "Got $4 million" is money that moved; "has earned $14 million since 2022" adds it up.
        return Wording.TOTAL if when and (_is_long(when) or when.when.kind in _SPANS) else Wording.PAID_ONCE
    if paid:
        return Wording.TOTAL if when and when.when.kind in _SPANS else Wording.PAID_ONCE
    if when and (_is_long(when) or when.when.kind == "fiscal_year") and not words.single_award.search(clause):
        return Wording.TOTAL  # what a vendor sold since 2023, and not "a $5 million contract" of that time
    return Wording.AWARD


def _is_long(when: FoundWhen) -> bool:
    """Whether a time is one to add up over: since a day, or a stretch of more than a month."""
    fixed = when.when.start and when.when.end
    return when.when.kind in ("since", "window") and bool(fixed) and not is_short(when.when)


def _says_which_award(scene: Scene, when: FoundWhen) -> bool:
    """ "Its 2022 contract has cost $2 million": the year is that of the award, and not that of the money."""
    words = scene.language.money
    bare = when.when.text.isdigit() and words.award_after.match(scene.text, when.end)
    return bool(bare or words.award_of.search(scene.text[: when.start]))


def _time_of_purchase(scene: Scene, found: FoundAmount) -> FoundWhen | None:
    """The time that belongs to an amount, unless its words give that of something else: when it was cancelled, or reported."""
    when = scene.when(found.start, found.end)
    if when is None:
        return None
    words = scene.language.money
    low, high = scene.stretch(found.start)
    told = scene.text[low:high]
    time = scene.text[slice(*scene.stretch(when.start))]
    is_of_purchase = words.signing.search(told) or words.signing.search(time)
    return None if words.later_event.search(f"{told} {time}") and not is_of_purchase else when


def _statement(scene: Scene, found: FoundAmount, rule: str) -> Statement:
    low, high = scene.clause(found.start)
    vendor = scene.vendor(found.start, found.end)
    when = _time_of_purchase(scene, found)
    wording = wording_of(scene, found)
    value = scene.language.money.value.search(scene.text[low:high]) and not scene.language.money.paid.search(
        scene.text[low:high]
    )
    kind = (
        "award"
        if wording is Wording.TOTAL and value
        else {Wording.PAID_ONCE: "obligation", Wording.TOTAL: "total"}.get(wording, wording.value)
    )
    names = [scene.text[m.start : m.end] for m in scene.mentions]
    start, end = trimmed(scene.text, low, high) if len(scene.amounts) > 1 else (0, len(scene.text))
    return Statement(
        rule=rule,
        scene=scene,
        start=start,
        end=end,
        vendor=vendor,
        product=scene.product(found.start, found.end, vendor),
        agency=scene.agency(found.start, found.end),
        amount=found.amount,
        amount_kind=kind,
        when=when.when if when else None,
        words=telling_words(scene.text, scene.language.telling, names),
        at=found.start,
    )
