"""What the words around an amount ask for: one award, one payment, a sum over a time, a ceiling, or a vehicle."""

from __future__ import annotations

import re
from enum import Enum

from tallylight.claims.amounts import FoundAmount
from tallylight.claims.buyers import is_federal
from tallylight.claims.dates import FoundWhen
from tallylight.claims.scene import Scene
from tallylight.claims.statement import Statement
from tallylight.claims.text import stretch
from tallylight.claims.words import telling_words
from tallylight.model import Hedge


class Wording(Enum):
    """Which figure of the record a stated amount is to be compared with."""

    AWARD = "award"  # signed, awarded, a deal for: the value of one award or decision
    PAID_ONCE = "obligation"  # paid, spent, with nothing that asks for a sum
    TOTAL = "total"  # spent over a time, in all, on several contracts
    CEILING = "ceiling"  # up to, if every option is used
    VEHICLE = "vehicle"  # an umbrella agreement under which orders are placed


# "work" is here for its noun: "$30 million of work". Words of other money (valuations, profits) are in _OTHER_MONEY.
PURCHASE = re.compile(
    r"\b(?:contract\w*|deals?|award\w*|agreements?|orders?|ordered|purchas\w+|procur\w+|licen[cs]\w+|subscriptions?|bought|buy\w*|paid|pays?|"
    r"paying|spen[dt]\w*|obligat\w+|sign\w*|inked|cost\w*|worth|hand(?:ed|s)|commit\w*|invest\w*|pour\w*|put|set\s+aside|earmark\w*|"
    r"award\w*|land(?:ed|s)|won|win(?:s|ning)?|secur\w+|received|collected|gets?|got|tak(?:en|es)\s+in|took\s+in|build\w*|tool|work|"
    r"top-ups?|added|fund(?:s|ed|ing)|task\s+order|brought|went|take|tab|fees?|bills?)\b",
    re.IGNORECASE,
)
_OTHER_MONEY = re.compile(
    r"\b(?:valuation|valued\s+at|ipo|raised|raising|funding\s+round|series\s+[a-e]\b|market\s+cap|revenues?|profits?|earnings|shares?|"
    r"stock|salar(?:y|ies)|fine[ds]?|penalt(?:y|ies)|settle\w*|lawsuit|damages|donat\w+|bail|bond\s+of|budget\w*|appropriat\w+|box\s+office|"
    r"tickets?|prize|acquir\w+|acquisition|takeover|merger|sold\s+for|lobby\w*|campaign)\b",
    re.IGNORECASE,
)
_CEILING = re.compile(
    r"\bif\s+(?:all|every)\b[^.]{0,40}\boptions?\b|\b(?:all|every)\s+options?\b|\bceiling\b|\bcould\s+(?:be\s+worth|reach|grow|total)|"
    r"\bmaximum\s+(?:value|worth)|\bpotential(?:ly)?\b|\bmay\s+be\s+worth|\btotal\s+potential",
    re.IGNORECASE,
)
_VEHICLE = re.compile(
    r"\bumbrella\b|\bblanket\s+purchas\w+|\bframework\b|\bIDIQ\b|\bindefinite[- ](?:delivery|quantity)|\bcontract\s+vehicle\b|"
    r"\bordering\s+agreement\b|\bBPA\b|\bshared\s+(?:by|among)\b",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"\b(?:spen[dt]\w*|paid|pays?|paying|obligat\w+|commit(?:ted|s)|cost(?:s|ing)?(?!\s+of\s+(?:the|a)\s+contract)|poured|pouring|put|"
    r"taken\s+in|took\s+in|takes\s+in|received|collected|shelled\s+out|laid\s+out|brought|billed|(?:went|go|goes|going)\s+to|set\s+aside|take)\b",
    re.IGNORECASE,
)
_VALUE = re.compile(
    r"\b(?:contracts?|deals?|agreements?|awards?|worth|orders?|award(?:ed|s)|sign(?:ed|s)?|inked|purchase|won|landed|secured|top-ups?|"
    r"licen[cs]e|building|build|tool)\b",
    re.IGNORECASE,
)
_ALL_OF_IT = re.compile(
    r"\b(?:in\s+(?:all|total)|all\s+told|altogether|combined|in\s+contracts|on\s+contracts|contracts\s+(?:worth|totall?ing)|total(?:s|ed|ling|ing)?|"
    r"cumulative\w*|alone|overall|so\s+far|to\s+date|taken\s+in|kept\s+growing|take\b|has\s+(?:already\s+)?(?:put|spent|paid|obligated)|"
    r"have\s+(?:already\s+)?(?:put|spent|paid|cost)|spending)\b",
    re.IGNORECASE,
)
_SPANS = frozenset({"year", "this_year", "fiscal_year", "since", "window", "quarter"})


def money_statements(scene: Scene, rule: str) -> list[tuple[Statement, Wording]]:
    """Every amount of a sentence that speaks of a purchase, with what its wording asks for."""
    return [
        (_statement(scene, found, rule), wording_of(scene, found))
        for found in scene.amounts
        if is_purchase(scene, found)
    ]


def is_purchase(scene: Scene, found: FoundAmount) -> bool:
    """Whether an amount is tied to a purchase by someone the ledger could know, and not to a valuation or a fine."""
    low, high = scene.clause(found.start)
    clause = scene.text[low:high]
    if _OTHER_MONEY.search(clause) and not re.search(
        r"\b(?:contract|award|purchase|order)\w*\b", clause, re.IGNORECASE
    ):
        return False
    if _is_vendors_own_money(scene, found):
        return False
    if any(m.vendor for m in scene.mentions):
        return True  # a vendor that the ledger or a knowledge file knows stands in the sentence itself
    if not PURCHASE.search(scene.text):
        return False
    if scene.vendor(found.start, found.end) is not None:
        return True
    return scene.names_agency() or (is_federal(scene.last_agency) and scene.refers_back())


def _is_vendors_own_money(scene: Scene, found: FoundAmount) -> bool:
    """What a vendor earned in all, or itself paid: no agency's purchase."""
    low, high = stretch(scene.text, found.start)
    after = re.match(r"\s*(?:[\w-]+\s+){0,3}?(?:contracts?|deals?|awards?|orders?)\b", scene.text[found.end : high])
    if _EARNINGS.search(scene.text[low:high]) and not after:
        return True
    if re.match(r"whose\b", scene.text[low:]):
        return True
    payers = [m for m in scene.mentions if m.vendor and low <= m.end <= found.start]
    pays = _PAYS.match(scene.text, payers[-1].end) if payers else None
    return pays is not None and not any(m.agency for m in scene.mentions if pays.start() <= m.start < pays.end())


_EARNINGS = re.compile(
    r"\b(?:revenues?|profits?|earnings|valuation|market\s+cap\w*|net\s+income|sales\s+of)\b", re.IGNORECASE
)
_PAYS = re.compile(
    r"\s+(?:(?!(?:was|were|is|are|been|being|and|to|from|for|by|with|in|on|at|that|which|contracts?|deals?|orders?)\b)[\w-]+\s+){0,2}(?:paid|pays|gave|gives|donated|donates|spent|spends|invested|invests|bought|acquired|"
    r"borrowed|lost|agreed\s+to\s+pay)\b"
)


def wording_of(scene: Scene, found: FoundAmount) -> Wording:
    """What an amount is to be compared with, from the words of its clause first and of the sentence next."""
    low, high = scene.clause(found.start)
    clause, text = scene.text[low:high], scene.text
    if _VEHICLE.search(text):
        return Wording.VEHICLE
    if found.amount.hedge is Hedge.UP_TO or _CEILING.search(text):
        return Wording.CEILING
    when = scene.when(found.start, found.end)
    paid = _PAID.search(clause) or (None if _VALUE.search(clause) else _PAID.search(text))
    several = _ALL_OF_IT.search(text) or found.amount.hedge is Hedge.MAGNITUDE
    if several and (paid or found.amount.hedge is Hedge.MAGNITUDE):
        return Wording.TOTAL
    if paid:
        return Wording.TOTAL if when and when.when.kind in _SPANS else Wording.PAID_ONCE
    if when and when.when.kind in ("window", "since") and _ALL_OF_IT.search(clause):
        return Wording.TOTAL
    return Wording.AWARD


_SIGNING = re.compile(
    r"\b(?:sign(?:ed|s|ing)?|inked|award(?:ed|s|ing)|paid|pays?|paying|spen[dt]\w*|bought|buy\w*|purchased|won|wins?|obligat\w+|ordered|landed|"
    r"secured|received|got|gets?|gave|gives?|handed|add(?:ed|s|ing)|procured|committed|put|poured|went|struck|reached|began|begun|made|cost)\b",
    re.IGNORECASE,
)
_LATER_EVENT = re.compile(
    r"\b(?:extended|renewed|terminated|cancel(?:l?ed|s)|scrapped|fr[oe]zen?|froze|paused|halted|suspended|reactivated|revived|resumed|lifted|"
    r"modified|amended|expire[ds]?|ended|closed|reported|revealed|disclosed|announced|published|uncovered|discovered|criticized|criticised|"
    r"questioned|condemned|defended|reviewed|investigated|audited|protested|ran\s+out|came\s+to\s+light|emerged|surfaced)\b",
    re.IGNORECASE,
)


def _time_of_purchase(scene: Scene, found: FoundAmount) -> FoundWhen | None:
    """The time that belongs to an amount, unless its words give the time of something else: when it was cancelled, or reported."""
    when = scene.when(found.start, found.end)
    if when is None:
        return None
    low, high = stretch(scene.text, found.start)
    told = scene.text[low:high]
    time = scene.text[slice(*stretch(scene.text, when.start))]
    is_of_purchase = _SIGNING.search(told) or _SIGNING.search(time)
    return None if _LATER_EVENT.search(f"{told} {time}") and not is_of_purchase else when


def _statement(scene: Scene, found: FoundAmount, rule: str) -> Statement:
    low, high = scene.clause(found.start)
    vendor = scene.vendor(found.start, found.end)
    when = _time_of_purchase(scene, found)
    wording = wording_of(scene, found)
    kind = {Wording.PAID_ONCE: "obligation", Wording.TOTAL: "total"}.get(wording, wording.value)
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
        words=telling_words(scene.text, names),
        at=found.start,
    )


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without blanks and joining marks at its ends."""
    while start < end and text[start] in " ,;:–—-":
        start += 1
    while end > start and text[end - 1] in " ,;:–—-":
        end -= 1
    return start, end
