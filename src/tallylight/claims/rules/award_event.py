"""Something that happened to an award: stopped, resumed, ended, closed, changed. Compared with the words of its actions.

Who decided it is not an award fact; the day is. An administration named is a time in office. docs/rules/award_event.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tallylight.claims import fits
from tallylight.claims.languages.reading import Pattern
from tallylight.claims.languages.rules import EventWords
from tallylight.claims.records import CONTRACT_NUMBER, Records
from tallylight.claims.scene import Scene
from tallylight.claims.statement import Statement, coverage_gate, judged, no_record
from tallylight.claims.text import trimmed
from tallylight.claims.tolerance import MONTH, Grade, days_outside, grade_amount, grade_day
from tallylight.claims.wording import day, row
from tallylight.knowledge import plain_name
from tallylight.model import Action, Amount, Judgement, Reading, Verdict, When

NAME = "award_event"
EXAMPLE = "The contract was put on hold on October 8, and reactivated last week."


@dataclass(frozen=True, slots=True)
class _Event:
    """A kind of event: which words of a language tell it, and how the descriptions of actions do, which are in English."""

    name: str
    in_texts: Callable[[EventWords], Pattern]
    in_records: Callable[[Action], bool]


def _words(pattern: str) -> Callable[[Action], bool]:
    compiled = re.compile(pattern, re.IGNORECASE)
    return lambda row_: bool(compiled.search(row_.description))


# Descriptions of actions are in English, whatever the language of the text.
_LIFTS = (
    r"\b(?:lift\w*|rescind\w*|cancel\w*|remov\w*|withdraw\w*|end(?:s|ing)?)\b[^.]{0,40}\bstop[- ]work|"
    r"\bresum\w+|\brestart\w*|\breinstat\w+"
)
_STOPS = re.compile(r"\bstop[- ]work|\bstay\s+of\s+(?:performance|work)|\bsuspen(?:d|sion)\w*|\bpaus\w+", re.IGNORECASE)

_EVENTS = (
    _Event("resumed", lambda words: words.resumed, _words(_LIFTS)),
    _Event(
        "stopped",
        lambda words: words.stopped,
        lambda row_: bool(_STOPS.search(row_.description)) and not re.search(_LIFTS, row_.description, re.IGNORECASE),
    ),
    _Event("terminated", lambda words: words.terminated, _words(r"\bterminat\w+|\bcancel\w*")),
    _Event("closed out", lambda words: words.closed_out, _words(r"\bclos(?:e|es|ed|ing)[- ]?out")),
    _Event("extended or modified", lambda words: words.modified, lambda row_: row_.modification != "0"),
)


_SHORTEST_NAME = 4  # letters of a name that says which award is meant

_IN_OFFICE = (
    (re.compile(r"\bBiden\b"), (date(2021, 1, 20), date(2025, 1, 20))),
    (re.compile(r"\bTrump\b"), (date(2025, 1, 20), date(2029, 1, 20))),
    (re.compile(r"\bObama\b"), (date(2009, 1, 20), date(2017, 1, 20))),
)
"""Terms of office that news texts of the ledger's years mean by "the ... administration" (20th Amendment, section 1)."""


def find(scene: Scene) -> list[Statement]:
    """Every event that a sentence tells of an award of a vendor it names or refers to."""
    found: list[Statement] = []
    words = scene.language.events
    for event in _EVENTS:
        for mark in event.in_texts(words).finditer(scene.text):
            low, high = scene.clause(mark.start())
            number = CONTRACT_NUMBER.search(scene.text)
            if scene.language.statistics.decided.search(scene.text):
                break
            if any(s.start <= mark.start() < s.end for s in found) or not (words.award.search(scene.text) or number):
                continue
            vendor = scene.vendor(mark.start(), mark.end())
            when = scene.when_told(mark.start(), mark.end())
            of_nobody = vendor is None and number is None
            if of_nobody and (when is None or when.when.kind != "day"):
                continue
            start, end = trimmed(scene.text, low, high)
            found.append(
                Statement(
                    NAME, scene, start, end, vendor=vendor, product=scene.product(mark.start(), mark.end(), vendor),
                    agency=scene.agency(mark.start(), mark.end()), detail=event.name,
                    when=when.when if when else _in_office(scene.text[low:high]), words=(number[0],) if number else (),
                    at=mark.start(), loose=of_nobody, amount=_price(scene, low, high) if vendor else None,
                )
            )  # fmt: skip
            break
    return found


def _price(scene: Scene, low: int, high: int) -> Amount | None:
    """The sum by which a clause tells the award that something happened to: "had its $12.6 million contract modified"."""
    found = [a for a in scene.amounts if low <= a.start < high]
    words = scene.language.money
    is_price = len(found) == 1 and words.award_after.match(scene.text, found[0].end)
    return found[0].amount if is_price and not words.taken_back.search(scene.text[low:high]) else None


def judge(statement: Statement, records: Records) -> Judgement | None:
    """The verdict on an event: is there such an action of that vendor, and on the stated day? None where neither a vendor nor a
    name in the sentence says which award it happened to."""
    when = statement.when
    gate = coverage_gate(statement, records)
    if gate:
        return gate
    event = next(e for e in _EVENTS if e.name == statement.detail)
    if statement.words:
        rows = tuple(r for r in records.of_number(statement.words[0]) if r.action_date <= statement.text_date)
    elif statement.vendor is None:
        return _of_that_day(statement, records, event)
    else:
        rows = _priced(statement, records.of_vendor(statement.vendor, statement.agency, statement.text_date))
    happened = [r for r in rows if event.in_records(r)]
    if not happened:
        return no_record(statement, records, _none(statement, event.name), *_span(when))
    if when is None:
        return _agreed(statement, records, happened[-1], Grade.MATCH)
    graded = [(_grade(when, r, statement.text_date), r) for r in happened]
    grade, nearest = max(graded, key=lambda g: (g[0], -abs(days_outside(when, g[1].action_date))))
    if grade is Grade.OFF:
        # A modification is one of many: a day that does not fit identifies none of them. Of several events of a kind, the
        # award with one within 31 days is identified by vendor and day (docs/verdicts.md).
        near = {r.award_id for r in happened if abs(days_outside(when, r.action_date)) <= MONTH.days}
        if event.name == "extended or modified" or (len(happened) > 1 and near != {nearest.award_id}):
            return no_record(
                statement, records, f"{_none(statement, event.name)} Nearest: {row(nearest)}.", *_span(when)
            )
        early = when.end is not None and nearest.action_date > when.end
        return judged(
            statement, records, Verdict.CONTRADICTED,
            f"The action that says so is of {day(nearest.action_date)} ({nearest.piid}, modification {nearest.modification}); "
            f'the text puts it in "{when.text}".',
            reason="wrong_date", direction="stated_too_early" if early else "stated_too_late",
            readings=[_reading(nearest, agrees=False)], evidence=[nearest],
        )  # fmt: skip
    return _agreed(statement, records, nearest, grade)


def _priced(statement: Statement, rows: tuple[Action, ...]) -> tuple[Action, ...]:
    """Of a vendor's rows those of the awards that have the price told; all of them where none is told or none has it."""
    amount = statement.amount
    if amount is None:
        return rows
    awards = {c.rows[0].award_id for c in fits.candidates(rows) if grade_amount(amount, c.value)}
    return tuple(r for r in rows if r.award_id in awards) or rows


def _of_that_day(statement: Statement, records: Records, event: _Event) -> Judgement | None:
    """The one event of its kind on a day, on an award whose payee or descriptions have a name that the sentence has too."""
    when = statement.when
    names = tuple(a for a in statement.scene.names() if len(a) >= _SHORTEST_NAME)
    if when is None or when.start is None or when.end is None or not names:
        return None
    rows = [r for r in records.of_anyone(statement.agency, when.start, when.end) if event.in_records(r)]
    found = []
    for row_ in rows:
        award = records.of_awards([row_.award_id])
        written = plain_name(" ".join([row_.payee, *(r.description for r in award)])).split()
        if any(plain_name(name) in written for name in names):
            found.append(row_)
    return _agreed(statement, records, found[0], Grade.MATCH) if len(found) == 1 else None


def _agreed(statement: Statement, records: Records, action: Action, grade: Grade) -> Judgement:
    exact = grade is Grade.MATCH
    return judged(
        statement,
        records,
        Verdict.SUPPORTED if exact else Verdict.APPROXIMATELY_SUPPORTED,
        f"The record says so on {day(action.action_date)} ({action.piid}, modification {action.modification}): "
        f'"{action.description}".{fits.compare_day(statement.when, action.action_date, statement.text_date)} '
        "Who decided it is not an award fact.",
        reason=None if exact else "date_tolerance",
        readings=[_reading(action, agrees=True)],
        evidence=[action],
    )


def _reading(action: Action, *, agrees: bool) -> Reading:
    return Reading("day of the action", action.action_date.isoformat(), agrees, True, (action,))


def _grade(when: When, action: Action, text_date: date) -> Grade:
    return grade_day(when, action.action_date, text_date)


def _in_office(clause: str) -> When | None:
    for name, (start, end) in _IN_OFFICE:
        mark = name.search(clause)
        if mark:
            return When(f"the {mark[0]} administration", "term", start, end)
    return None


def _none(statement: Statement, event: str) -> str:
    whose = statement.words[0] if statement.words else statement.vendor.name if statement.vendor else "the vendor"
    at = f' ("{statement.when.text}")' if statement.when else ""
    return f"No action of {whose}{at} says that the award was {event}."


def _span(when: When | None) -> tuple[date | None, date | None]:
    return (when.start, when.end) if when else (None, None)
