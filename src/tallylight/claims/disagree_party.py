"""When no record agrees with a stated price: is it another agency's, or was another vendor paid?

Only where all the rest matches, and matches one record alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tallylight.claims import fits
from tallylight.claims.fits import Fit, candidates, digits, is_telling
from tallylight.claims.records import Records, narrow, total, with_money
from tallylight.claims.statement import Statement, judged
from tallylight.claims.tolerance import FIRM_TIMES, Grade, grade_amount, is_close
from tallylight.claims.wording import money, row
from tallylight.claims.words import shared
from tallylight.figures import usd
from tallylight.model import Action, Amount, Hedge, Judgement, Reading, Verdict

SUM_DIGITS = 2  # a sum of fewer agrees with that of all buyers by chance
PRODUCT_WORDS = 2  # telling words that the name of a product counts for


def wrong_agency(statement: Statement, amount: Amount, records: Records) -> Judgement | None:
    """Vendor, amount and day all match at another agency that the ledger covers."""
    if statement.agency is None or statement.vendor is None or statement.when is None:
        return None
    elsewhere = records.of_vendor(statement.vendor, None, statement.text_date)
    of_all = _told_of_all_buyers(statement, amount, records, elsewhere)
    if of_all:
        return of_all
    best = fits.best(candidates(elsewhere), amount, statement.when, statement.text_date)
    if best is None or best.grade is not Grade.MATCH or not is_close(amount.value, best.value):
        return None
    if statement.when.kind not in FIRM_TIMES and not is_telling(amount):
        return None  # of a whole year, some award of about that amount is easily another agency's
    return judged(
        statement, records, Verdict.CONTRADICTED,
        f"The record with this vendor, amount and time is of {best.rows[0].sub_agency}: {row(best.rows[0])}.",
        reason="wrong_agency",
        readings=[Reading(f"{best.name} at {best.rows[0].sub_agency}", money(best.value), False, True, best.rows)],
        evidence=best.rows,
    )  # fmt: skip


def _told_of_all_buyers(
    statement: Statement, amount: Amount, records: Records, rows: Sequence[Action]
) -> Judgement | None:
    """The sum is that of a vendor with every buyer of a month or day, while the one named bought for less."""
    when = statement.when
    if when is None or when.kind not in FIRM_TIMES or digits(amount) < SUM_DIGITS:
        return None
    inside = [r for r in with_money(rows) if fits.day_grade(when, r.action_date, statement.text_date) is Grade.MATCH]
    own = narrow(inside, statement.agency, None)
    if not own or len(own) == len(inside) or grade_amount(amount, total(inside)) is not Grade.MATCH:
        return None
    return judged(
        statement, records, Verdict.CONTRADICTED,
        f'{usd(total(inside))} is what all buyers obligated ("{when.text}"); {statement.agency.name if statement.agency else ""} '
        f"obligated {usd(total(own))} of it.",
        reason="wrong_scope", direction="overstated",
        readings=[
            Reading("all of the vendor at the buyer named", money(total(own)), False, True, own),
            Reading("all of the vendor at every buyer", money(total(inside)), True, False, tuple(inside)),
        ],
        evidence=inside,
    )  # fmt: skip


def wrong_vendor(statement: Statement, amount: Amount, records: Records, *, sure: bool = False) -> Judgement | None:
    """Amount, time and the words of the purchase all belong to another vendor's record, and to only one.

    `sure` asks for a figure of many digits or a single day, and for two telling words: then it goes before everything else.
    """
    when = statement.when
    if (
        when is None
        or when.start is None
        or when.end is None
        or amount.hedge is not Hedge.PLAIN
        or statement.vendor is None
    ):
        return None
    if statement.scene.is_named_in_part(statement.vendor):
        return None
    rows = paid_to_others(statement, amount, records, when.start, min(when.end, statement.text_date))
    telling = is_telling(amount)
    held = {
        r.action_id: len(shared(statement.words, r.description)) + PRODUCT_WORDS * _is_of_product_told(statement, r)
        for r in rows
    }
    most = max(held.values(), default=0)
    others = [r for r in rows if held[r.action_id] == most]
    of_product = when.kind in FIRM_TIMES and any(_is_of_product_told(statement, r) for r in others)
    if sure and (most < PRODUCT_WORDS or not (telling or when.kind == "day" or of_product)):
        return None
    if any(records.names.companies.is_spoken_of(r.payee, statement.scene.without_names()) for r in others):
        return None  # the text names who was paid, and the vendor only besides
    if not sure and telling and len(rows) == 1 and statement.vendor.makers and _sells_its_own(rows[0].payee, records):
        others = rows  # the only such payment went to another maker: no reseller stands between
    elif most < (1 if telling else 2) or len(others) != 1:
        return None
    return judged(
        statement, records, Verdict.CONTRADICTED,
        f"The record with this amount, time and purchase was paid to {others[0].payee}: {row(others[0])}.",
        reason="wrong_vendor",
        readings=[Reading(f"single action of {others[0].payee}", money(others[0].obligated), False, True, (others[0],))],
        evidence=others,
    )  # fmt: skip


def _is_of_product_told(statement: Statement, action: Action) -> bool:
    """Whether an action buys a product of another vendor that the sentence names, or says that vendor's own name."""
    return any(
        m.product.is_named_in(action.description, maker_is_paid=action.payee in m.vendor.payees)
        if m.product
        else action.payee not in m.vendor.payees and m.vendor.is_named_in(action.description)
        for m in statement.scene.mentions
        if m.vendor and m.vendor != statement.vendor
    )


def belongs_to_another(statement: Statement, amount: Amount, records: Records, found: Fit) -> Judgement | None:
    """A round figure that this vendor's row only rounds to, while another vendor's row has it to the cent and every telling
    word of the purchase: the sentence speaks of that one."""
    if found.value == amount.value or any(shared(statement.words, r.description) for r in found.rows):
        return None
    judgement = wrong_vendor(statement, amount, records)
    return judgement if judgement and judgement.evidence[0].obligated == amount.value else None


def _sells_its_own(payee: str, records: Records) -> bool:
    """Whether a payee is a maker that the knowledge files describe, and not one that resells the products of others."""
    return any(
        payee in vendor.payees and not any(m.reseller for m in vendor.makers)
        for vendor in records.names.vendors.values()
    )


def paid_to_others(statement: Statement, amount: Amount, records: Records, start: date, end: date) -> list[Action]:
    """Payments of the stated amount, by its own rounding, to anyone who is not the vendor named or of its family."""
    half = amount.unit / 2
    own = {*statement.vendor.family, *statement.vendor.payees} if statement.vendor else set()
    rows = records.of_amount(amount.value - half, amount.value + half, start, end, statement.agency)
    return [r for r in rows if r.obligated > 0 and r.payee not in own]
