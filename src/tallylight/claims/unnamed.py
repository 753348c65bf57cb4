"""The price of one thing where no vendor is named as the ledger knows it: amount, time and words must point to one record."""

from __future__ import annotations

from datetime import timedelta

from tallylight.claims import fits
from tallylight.claims.agree import agreed
from tallylight.claims.disagree_party import paid_to_others
from tallylight.claims.fits import Fit, digits, is_telling
from tallylight.claims.records import Records
from tallylight.claims.statement import Statement, no_record, outside, whole_extent
from tallylight.claims.tolerance import FIRM_TIMES
from tallylight.claims.words import shared
from tallylight.knowledge import plain_name
from tallylight.model import Action, Amount, Judgement

DAYS_AROUND = 7  # a day or month may be told with so many days' tolerance, see docs/verdicts.md


def spoken_of(statement: Statement, amount: Amount, records: Records) -> Judgement | None:
    """The one payment of that amount at that time, where the text speaks of its payee by a part of the name or initials."""
    when, scene = statement.when, statement.scene
    extent = whole_extent(records, statement.agency)
    start = when.start if when and when.start else extent.start
    end = min(when.end if when and when.end else statement.text_date, statement.text_date)
    if when is None and digits(amount) < 2:
        return None
    reach = timedelta(days=DAYS_AROUND if when else 0)
    rows = paid_to_others(statement, amount, records, start - reach, min(end + reach, statement.text_date))
    companies = records.names.companies
    # Names that are known speak for themselves: a part of one is no part of another's (Paragon Solutions, Paragon Systems).
    found = [r for r in rows if companies.is_spoken_of(r.payee, scene.without_names())]
    found = found or [r for r in rows if companies.is_spoken_of(r.payee, scene.before)]
    best = fits.best([Fit("single action", r.obligated, (r,)) for r in found], amount, when, statement.text_date)
    if best is None or not best.grade or len({r.award_id for r in found}) > 1:
        return None
    return agreed(statement, records, best, records.of_awards([best.rows[0].award_id]))


def without_vendor(statement: Statement, amount: Amount, records: Records) -> Judgement:
    """No vendor is named: amount, time and the words of the purchase must together point to one record."""
    when, scene = statement.when, statement.scene
    if scene.language.pointing.company.search(scene.text) and not (when and is_telling(amount)):
        return outside(
            statement, records, None, "The sentence speaks of a company that the ledger does not know by that name."
        )
    extent = whole_extent(records, statement.agency)
    start = when.start if when and when.start else extent.start
    end = min(when.end if when and when.end else statement.text_date, statement.text_date)
    rows = paid_to_others(statement, amount, records, start, end)
    if not rows and when and when.kind in FIRM_TIMES and is_telling(amount):  # a day is told a few days off
        reach = timedelta(days=DAYS_AROUND)
        rows = paid_to_others(statement, amount, records, start - reach, min(end + reach, statement.text_date))
    told = [r for r in rows if len(shared(statement.words, r.description)) >= 2]
    only_one = len(rows) == 1 and digits(amount) > 1 and bool(when and when.kind in FIRM_TIMES)
    if only_one and any(shared(statement.words, r.description) for r in rows):
        told = rows  # nobody else was paid that much then, and the record has a word of the purchase
    certain = told if len(told) == 1 else rows if when and is_telling(amount) else []
    best = fits.best([Fit("single action", r.obligated, (r,)) for r in certain], amount, when, statement.text_date)
    stranger = scene.unknown_party()
    if len(certain) == 1 and best and best.grade and _may_be(stranger, best.rows[0]):
        return agreed(statement, records, best, records.of_awards([best.rows[0].award_id]))
    if (
        stranger
        and statement.agency
        and when
        and when.kind in FIRM_TIMES
        and not any(shared(statement.words, r.description) for r in rows)
        and not records.of_phrase(stranger.split())
    ):
        return no_record(
            statement,
            records,
            f"No payee and no description names {stranger}, and no payment of that time is {amount.raw} for what the text tells.",
            start,
            end,
        )
    return outside(
        statement, records, None,
        "The sentence names no vendor that the ledger knows, and amount, time and words do not point to one record.",
    )  # fmt: skip


def _may_be(stranger: str | None, action: Action) -> bool:
    """Whether a name that nobody knows may be that of a payee, or of what was bought from it; none is told in most sentences."""
    if stranger is None:
        return True
    written = plain_name(f"{action.payee} {action.description}")
    return all(word in written.split() for word in plain_name(stranger).split())
