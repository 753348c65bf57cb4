"""A stated price of one thing: a signed contract, a deal, an order, a payment. Compared with single actions and whole awards.

The reading that the wording asks for comes first (one action for "signed a $2 million deal", the award to date for "the
contract has cost"), and every other is shown. docs/rules/single_action.md gives the method and worked examples.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from tallylight.claims import fits
from tallylight.claims.agree import agreed
from tallylight.claims.disagree import not_found
from tallylight.claims.disagree_amount import money_back, taken_back
from tallylight.claims.disagree_party import belongs_to_another
from tallylight.claims.fits import Fit, candidates, digits, is_telling
from tallylight.claims.money_words import Wording, money_statements
from tallylight.claims.records import CONTRACT_NUMBER, Records, base_awards, by_award, of_product, total, with_money
from tallylight.claims.scene import Scene
from tallylight.claims.statement import Statement, coverage_gate, judged
from tallylight.claims.tolerance import FIRM_TIMES, FIVE_PERCENT, Grade, grade_amount
from tallylight.claims.unnamed import spoken_of, without_vendor
from tallylight.claims.wording import day, money, row
from tallylight.claims.words import shared
from tallylight.figures import usd
from tallylight.model import Action, Amount, Judgement, Reading, Verdict

OLDEST_DAYS = 365
LATE_DAYS = 31  # by then most actions are published; a text of a known month only is often older than its last day
BOOKED_DAYS = 60  # after a letter contract, within which its money is of the same decision
MANY_AWARDS = 15  # of so many, one is near to any figure of one digit

NAME = "single_action"
EXAMPLE = "ICE awarded Paragon Solutions a $2 million contract in 2024."


def find(scene: Scene) -> list[Statement]:
    """Amounts that a sentence ties to one award or one decision."""
    return [s for s, wording in money_statements(scene, NAME) if wording in (Wording.AWARD, Wording.PAID_ONCE)]


def judge(statement: Statement, records: Records) -> Judgement | None:
    """The verdict on the price of one thing; None where its words leave open what is meant."""
    amount = statement.amount
    assert amount is not None  # money_statements always sets it
    when = statement.when
    gate = coverage_gate(statement, records)
    if gate:
        return _held_by_a_part(statement, amount, records) or gate
    by_number = _of_number(statement, amount, records)
    if by_number:
        return by_number
    if statement.vendor is None:
        return spoken_of(statement, amount, records) or without_vendor(statement, amount, records)
    rows = records.of_vendor(statement.vendor, statement.agency, statement.text_date)
    named = of_product(rows, statement.product, statement.vendor) if statement.product else ()
    back = taken_back(statement, amount, records, rows, named)
    if back and back.verdict is Verdict.SUPPORTED:
        return back
    final = _final_worth(statement, amount, records, rows)
    if final:
        return final
    vague = _is_any_of_many(statement, amount, rows)
    for scope in _scopes(_told_in_words(statement, rows) if vague else rows, named):
        fitting = [
            *candidates(scope),
            *_some_weeks_ago(amount, scope, statement.text_date),
            *_in_the_time_told(statement, scope),
            *_added_since(statement, scope),
        ]
        best = fits.best(fitting, amount, when, statement.text_date)
        if best and best.grade is Grade.NEAR and (back := _sign_only(statement, amount, records, rows)):
            return back
        if best and best.grade:
            return (
                belongs_to_another(statement, amount, records, best)
                or _not_the_largest(statement, records, best, scope)
                or agreed(statement, records, best, rows)
            )
    booked = _booked_later(statement, amount, records, rows)
    if booked:
        return booked
    found = spoken_of(statement, amount, records) or not_found(statement, amount, records, rows, named)
    return None if vague and found and found.verdict in (Verdict.NO_RECORD, Verdict.CONTRADICTED) else found


def _sign_only(statement: Statement, amount: Amount, records: Records, rows: Sequence[Action]) -> Judgement | None:
    """The stated figure at the stated time, to its last digit, with the other sign: that is meant, and nothing near it."""
    back = money_back(statement, amount, records, rows, ())
    exact = back and abs(-back.evidence[0].obligated - amount.value) <= amount.unit / 2
    return back if exact and is_telling(amount) else None


def _is_any_of_many(statement: Statement, amount: Amount, rows: Sequence[Action]) -> bool:
    """Whether a figure of one digit, told without a time, is that of a vendor with many awards: one of them is always near."""
    return statement.when is None and digits(amount) < 2 and len(by_award(with_money(rows))) > MANY_AWARDS


def _told_in_words(statement: Statement, rows: Sequence[Action]) -> list[Action]:
    """Of rows, those of awards whose descriptions have a word of the purchase."""
    told = {r.award_id for r in rows if shared(statement.words, r.description)}
    return [r for r in rows if r.award_id in told]


def _booked_later(statement: Statement, amount: Amount, records: Records, rows: Sequence[Action]) -> Judgement | None:
    """A letter contract stands at nothing when it is signed: its money is booked some weeks later, after the text perhaps."""
    new = [r for r in base_awards(rows) if not r.obligated]
    new = [r for r in new if (statement.text_date - r.action_date).days <= BOOKED_DAYS]
    new = [r for r in new if fits.day_grade(statement.when, r.action_date, statement.text_date)]
    for first in new:
        paid = [r for r in records.of_awards([first.award_id]) if r.obligated > 0]
        if (
            paid
            and (paid[0].action_date - first.action_date).days <= BOOKED_DAYS
            and grade_amount(amount, paid[0].obligated)
        ):
            exact = grade_amount(amount, paid[0].obligated) is Grade.MATCH
            return judged(
                statement, records, Verdict.SUPPORTED if exact else Verdict.APPROXIMATELY_SUPPORTED,
                f"{first.payee}: signed on {day(first.action_date)} ({first.piid}); the money was booked later, {row(paid[0])}.",
                reason=None if exact else "amount_tolerance", flags={"booked_later"},
                readings=[Reading("money of the same decision, booked later", money(paid[0].obligated), True, True, (paid[0],))],
                evidence=[first, paid[0]],
            )  # fmt: skip
    return None


def _in_the_time_told(statement: Statement, rows: Sequence[Action]) -> list[Fit]:
    """All that the vendor got on the day or in the month told: "two orders, at $45,000 for both"."""
    when = statement.when
    if when is None or when.kind not in FIRM_TIMES:
        return []
    inside = [r for r in with_money(rows) if fits.day_grade(when, r.action_date, statement.text_date) is Grade.MATCH]
    return [Fit(f'all actions, "{when.text}"', total(inside), tuple(inside))] if len(by_award(inside)) > 1 else []


def _added_since(statement: Statement, rows: Sequence[Action]) -> list[Fit]:
    """All that was added to an award after its base action: "has since added $2.4 million"."""
    if not statement.scene.language.money.added_since.search(statement.scene.text):
        return []
    added = [tuple(r for r in group if r.modification != "0") for group in by_award(with_money(rows)).values()]
    return [Fit("modifications together", total(group), group) for group in added if len(group) > 1]


def _some_weeks_ago(amount: Amount, rows: Sequence[Action], text_date: date) -> list[Fit]:
    """Awards as the record stood some time before the text: what is published late, a writer could not know.

    A month for any figure; a year for one of so many digits that it hardly is the sum of some actions by chance.
    """
    oldest = text_date - timedelta(days=OLDEST_DAYS if is_telling(amount) else LATE_DAYS)
    found = []
    for group in by_award(with_money(rows)).values():
        for kept in range(2, len(group)):
            if group[kept].action_date > oldest:  # the first one left out: until then the award stood at this sum
                earlier = group[:kept]
                found.append(Fit(f"award to {earlier[-1].action_date}", total(earlier), earlier))
    return found


def _not_the_largest(statement: Statement, records: Records, best: Fit, rows: Sequence[Action]) -> Judgement | None:
    """ "The largest order that Anduril has received": contradicted by a larger one up to the day of the text."""
    scene = statement.scene
    if not scene.language.firsts.largest.search(scene.text) or len(best.rows) > 1:
        return None
    larger = [r for r in base_awards(rows) if r.obligated > best.value]
    if not larger:
        return None
    top = max(larger, key=lambda r: r.obligated)
    return judged(
        statement, records, Verdict.CONTRADICTED,
        f"The order is there, {row(best.rows[0])}, but it is not the largest: {row(top)}.",
        reason="earlier_record",
        readings=[Reading("largest base award", money(top.obligated), False, True, (top,))],
        evidence=[*best.rows, *larger],
    )  # fmt: skip


def _final_worth(statement: Statement, amount: Amount, records: Records, rows: Sequence[Action]) -> Judgement | None:
    """A final worth is that of all actions: the one award with an action of the stated size must add up to it."""
    if not statement.scene.language.money.final.search(statement.scene.text):
        return None
    awards = [g for g in by_award(with_money(rows)).values() if any(grade_amount(amount, r.obligated) for r in g)]
    if len(awards) != 1 or total(awards[0]) <= amount.value * (1 + FIVE_PERCENT):
        return None
    award = awards[0]
    return judged(
        statement, records, Verdict.CONTRADICTED,
        f"All actions on {award[0].piid} add up to {usd(total(award))}. {fits.compare(amount, total(award))}",
        reason="wrong_amount", direction="understated",
        readings=[Reading("award to date", money(total(award)), False, True, award)], evidence=award,
    )  # fmt: skip


def _of_number(statement: Statement, amount: Amount, records: Records) -> Judgement | None:
    """The sentence quotes a contract number: then that award is meant, and no other."""
    number = CONTRACT_NUMBER.search(statement.scene.text)
    rows = [r for r in records.of_number(number[0]) if r.action_date <= statement.text_date] if number else []
    if not rows:
        return None
    back = taken_back(statement, amount, records, rows, rows) if any(r.obligated < 0 for r in rows) else None
    if back and back.verdict is Verdict.SUPPORTED:
        return back
    best = fits.best(candidates(rows), amount, statement.when, statement.text_date)
    return agreed(statement, records, best, rows) if best and best.grade else None


def _held_by_a_part(statement: Statement, amount: Amount, records: Records) -> Judgement | None:
    """A department is named and not covered as a whole, but a part of it that is holds the very record."""
    agency, vendor = statement.agency, statement.vendor
    if agency is None or vendor is None or agency.name != agency.department:
        return None
    rows = [r for r in records.of_vendor(vendor, None, statement.text_date) if r.agency == agency.name]
    best = fits.best(candidates(rows), amount, statement.when, statement.text_date)
    if best is None or not best.grade or grade_amount(amount, best.value) is not Grade.MATCH:
        return None
    return agreed(statement, records, best, rows)


def _scopes(rows: Sequence[Action], named: Sequence[Action]) -> list[Sequence[Action]]:
    """Where to look, the narrowest first: rows that name the product, awards that do, all rows of the vendor."""
    awards = {r.award_id for r in named}
    return [s for s in (named, [r for r in rows if r.award_id in awards], rows) if s]
