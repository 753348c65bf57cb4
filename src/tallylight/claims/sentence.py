"""One sentence against the rules: what each rule found in it, and what became of that.

`check` takes the judgements and what is left over; `explain` shows all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tallylight.claims import told
from tallylight.claims.amounts import foreign_sums
from tallylight.claims.money_words import is_purchase
from tallylight.claims.records import Records
from tallylight.claims.reference import AGREEING, Judge, judged_by_evidence
from tallylight.claims.rules import RULES, award_event, single_action, total_in_period
from tallylight.claims.scene import LONGEST_SENTENCE, Scene
from tallylight.claims.statement import Statement, outside
from tallylight.claims.vendor import together
from tallylight.model import Judgement, Unparsed, Verdict

TOO_LONG = "too long to be one sentence: it is not read"
FOREIGN = "a sum in another currency: the ledger holds US dollars, and no rate of exchange is assumed"
NO_PURCHASE = "a sum of money, with no buyer, vendor or purchase that the ledger could know"
NO_BUYER = "no public buyer is named that the ledger covers, so it cannot be said which records to look through"
NO_VENDOR = "no vendor is named that the ledger knows, and amount, time and words do not point to one payment"
TOO_LITTLE = "the record does not describe enough of this to confirm or refute it: a person needs to look"
ANY_BUYER = "The text names no public buyer here, and one that the ledger does not hold may have signed this contract."
ONLY_A_GUESS = "nothing says that it is about a purchase, and no record agrees with it"
_REFUTING = (Verdict.CONTRADICTED, Verdict.NO_RECORD)
_SUMS = (single_action.NAME, total_in_period.NAME)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one statement that a rule found: a judgement, or why there is none. `listed`: a person should see it."""

    rule: str
    statement: Statement
    judgement: Judgement | None
    why: str | None
    listed: bool = True


def outcomes(scene: Scene, records: Records) -> Iterator[Outcome]:
    """Every statement that the rules find in a sentence, in the order of the rules."""
    if len(scene.text) > LONGEST_SENTENCE:
        return
    made = [_outcome(rule.judge, statement, records) for rule in RULES for statement in rule.find(scene)]
    yield from _as_one(made)


def _as_one(made: list[Outcome]) -> list[Outcome]:
    """Of an event and the price of the award that it happened to ("had its $12 million contract modified on May 5") one claim:
    the price agrees, and the event decides. Where the price does not agree by itself, each stands alone."""
    events = [o for o in made if o.rule == award_event.NAME and o.statement.amount]
    for event in events:
        price = next((o for o in made if o.rule in _SUMS and o.statement.amount == event.statement.amount), None)
        at = made.index(event)
        if event.judgement and price and price.judgement and price.judgement.verdict in AGREEING:
            made[at] = replace(event, judgement=_with_price(event.judgement, price.judgement))
            made.remove(price)
        else:
            alone = replace(event.statement, amount=None)
            judgement = event.judgement and replace(
                event.judgement, claim=replace(event.judgement.claim, amount=None, amount_kind=None)
            )
            made[at] = replace(event, statement=alone, judgement=judgement)
    return made


def _with_price(event: Judgement, price: Judgement) -> Judgement:
    """The judgement on an event, with the price of its award: only as good as the weaker of two that agree."""
    claim = replace(event.claim, span=price.claim.span, text=price.claim.text, amount_kind=price.claim.amount_kind)
    weaker = event.verdict is Verdict.SUPPORTED and price.verdict is not Verdict.SUPPORTED
    return replace(
        event,
        claim=claim,
        verdict=price.verdict if weaker else event.verdict,
        reason_code=price.reason_code if weaker else event.reason_code,
        explanation=f"{event.explanation} {price.explanation}",
        readings=(*event.readings, *price.readings),
        evidence=tuple(dict.fromkeys((*event.evidence, *price.evidence))),
        flags=tuple(sorted({*event.flags, *price.flags})),
    )


def left_over(scene: Scene, made: Iterable[Outcome]) -> list[Unparsed]:
    """What stands in a sentence and is no statement for any rule, with the reason. `made` is what became of those that are."""
    if len(scene.text) > LONGEST_SENTENCE:
        return [Unparsed(scene.span(), scene.text, TOO_LONG)]
    left = []
    if foreign_sums(scene.text, scene.language.amounts):
        left.append(Unparsed(scene.span(), scene.text, FOREIGN))
    settled = {outcome.statement.at for outcome in made if outcome.judgement}
    if any(not is_purchase(scene, found) for found in scene.amounts if found.start not in settled):
        left.append(Unparsed(scene.span(), scene.text, NO_PURCHASE))
    return left


def _outcome(judge: Judge, statement: Statement, records: Records) -> Outcome:
    why = _withheld(statement)
    if why:
        return Outcome(statement.rule, statement, None, why, listed=not statement.loose)
    judgement, unclear = judged_by_evidence(lambda s, r: _judge(judge, s, r), statement, records)
    if statement.loose and (judgement is None or judgement.verdict is not Verdict.SUPPORTED):
        return Outcome(statement.rule, statement, None, ONLY_A_GUESS, listed=False)
    if judgement is None:
        return Outcome(statement.rule, statement, None, unclear or TOO_LITTLE)
    if _has_no_buyer(judgement, statement):
        if _is_contract_of_a_vendor(statement):
            return Outcome(statement.rule, statement, outside(statement, records, "agency", ANY_BUYER), None)
        return Outcome(statement.rule, statement, None, NO_BUYER if statement.agency is None else NO_VENDOR)
    soft = told.only_agrees(statement.scene, statement.at) if statement.at is not None else None
    if soft and judgement.verdict in _REFUTING:
        return Outcome(statement.rule, statement, None, soft)
    return Outcome(statement.rule, statement, judgement, None)


def _judge(judge: Judge, statement: Statement, records: Records) -> Judgement | None:
    """The rule's verdict. One sum told of several vendors together is compared with the sum over all of them."""
    at = statement.at
    several = statement.scene.told_together(at) if at is not None and statement.rule in _SUMS else []
    if several:
        return total_in_period.judge(replace(statement, vendor=together(several), product=None), records)
    apart = statement.scene.may_be_told_together() if at is not None and statement.rule in _SUMS else []
    if apart:
        judgement = total_in_period.judge(replace(statement, vendor=together(apart), product=None), records)
        return judgement if judgement and judgement.verdict in AGREEING else None
    judgement = judge(statement, records)
    if statement.rule == single_action.NAME and statement.vendor and _is_of_several_awards(statement):
        # "Puts its delivery orders at about $200 million": of several, the sum may be meant.
        if judgement and judgement.verdict is Verdict.SUPPORTED:
            return judgement
        together_ = total_in_period.judge(replace(statement, amount_kind="total"), records)
        return together_ if together_ and together_.verdict in AGREEING else judgement
    return judgement


def _is_of_several_awards(statement: Statement) -> bool:
    """Whether the clause of an amount speaks of orders or contracts, and of no single one."""
    words, at = statement.scene.language.money, statement.at
    clause = statement.scene.text[slice(*statement.scene.clause(at or 0))]
    return bool(words.several_awards.search(clause)) and not words.single_award.search(clause)


def _withheld(statement: Statement) -> str | None:
    """Why a statement must not be compared at all, whatever the ledger holds; None when it can be."""
    if statement.at is None:
        return None
    when, kind = statement.when, statement.amount_kind
    ceiling = kind in ("ceiling", "vehicle")
    why = told.why_not(statement.scene, statement.at, priced=statement.amount is not None, ceiling=ceiling)
    if why:
        return why
    if when and when.start and when.start > statement.text_date:
        return "a time after the day of the text: the ledger holds what was done"
    return None


def _is_contract_of_a_vendor(statement: Statement) -> bool:
    """Whether a sentence prices a contract of a vendor that is known, so that it is about an award, whoever the buyer is."""
    noun = statement.scene.language.money.award_noun
    return bool(statement.amount and statement.vendor and not statement.loose and noun.search(statement.scene.text))


def _has_no_buyer(judgement: Judgement, statement: Statement) -> bool:
    """Whether a verdict would rest on records of buyers that the text never names: then silence and nearness prove nothing."""
    if judgement.verdict is Verdict.OUTSIDE_COVERAGE and judgement.reason_code is None and statement.vendor is None:
        return True  # neither who was paid nor one payment is known
    if statement.agency is not None or (statement.words and statement.amount is None):
        return False  # a contract number, too, says which records to look through
    if statement.scene.points_to_agency():
        return judgement.verdict is Verdict.NO_RECORD
    weak = judgement.verdict is Verdict.OUTSIDE_COVERAGE and judgement.reason_code is None
    return weak or judgement.verdict is Verdict.NO_RECORD or judgement.reason_code == "amount_tolerance"
