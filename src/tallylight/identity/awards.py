"""What two names paid on one award say of each other: one company renamed, a company that took over, or nothing.

The record calls a transfer to another legal entity a novation (FAR subpart 42.12, which also has change-of-name agreements).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations

from rapidfuzz.distance import Levenshtein

from tallylight.identity.links import FAMILY, RENAMED_RULE, SAME, SUCCESSOR, Link, Name
from tallylight.identity.normal import bare_words
from tallylight.identity.parts import DIVISION

# Payees that stand for many: nothing may be concluded from what they share.
PLACEHOLDER = re.compile(
    "UNDISCLOSED|MISCELLANEOUS|NAME WITHHELD|REDACTED|SOURCEAMERICA|ABILITYONE|NATIONAL INDUSTRIES FOR THE BLIND"
    "|FEDERAL PRISON INDUSTRIES"
)
RENAMED = re.compile(
    r"\b(?:NAME CHANGE|CHANGE (?:OF|IN) (?:THE )?(?:\w+ )?NAME|CHANGE-OF-NAME|CHANGED ITS NAME|RENAMED)\b", re.I
)
NOVATION = re.compile(r"\bNOVAT|\bSUCCESSOR IN INTEREST\b|\bMERGE[RD]\b|\bACQUI(?:RED|SITION) (?:BY|OF)\b", re.I)
TRANSFERRED = re.compile(
    r"\bTRANSFER(?:RED|S)? (?:\w+ ){0,6}ASSETS\b|\bSALE OF (?:\w+ ){0,4}(?:LINE|DIVISION|UNIT)\b", re.I
)
MOVED_AT_ONCE = 3  # awards that changed their payee's name from one to the other: a rename, or a sale of everything
AT_ONCE = timedelta(days=366)
ALIKE = 8  # letters of a name for each that may differ
WOUND_UP = timedelta(days=548)
"""How long a company that sold its business is still paid on old awards. One that is paid longer sold a part and lives on."""


def by_award(names: Iterable[Name], said: Mapping[str, str]) -> Iterator[Link]:
    """Two names paid on one award: a rename where the record says or shows it, else a successor; nothing of a line sold.

    `said` has, for an award, the words of an action that speak of a change of name or a novation.
    """
    on_award: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        if not PLACEHOLDER.search(name.name.upper()):
            for award in name.awards:
                on_award[award].append(name)
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    by_name = {name.name: name for name in names}
    for award, paid in sorted(on_award.items()):
        for one, other in combinations(sorted(paid, key=lambda n: n.name), 2):
            shared[one.name, other.name].append(award)
    for (a, b), awards in shared.items():
        one, other = by_name[a], by_name[b]
        words = [said[award] for award in awards if award in said]
        novated = any(NOVATION.search(text) for text in words)
        # "Novation and change of name": the award went to another entity, whatever that was called before.
        renamed = any(RENAMED.search(text) and not NOVATION.search(text) for text in words)
        if any(TRANSFERRED.search(text) for text in words) or (novated and not renamed and _lives_on(one, other)):
            continue
        if not renamed and not novated:
            renamed = _follows(one, other) and _shows_a_rename(one, other, len(awards))
        if not renamed and not novated and _spelled_nearly_alike(one, other):
            yield Link(a, b, SAME, "spelled differently on one award", awards[0], "record")
            continue
        kind, rule = (SAME, RENAMED_RULE) if renamed else (FAMILY, SUCCESSOR)
        yield Link(a, b, kind, rule, words[0] if words else f"{len(awards)} shared awards: {awards[0]}", "record")


def _shows_a_rename(one: Name, other: Name, awards: int) -> bool:
    """Many awards that moved at once, or one name that is the other one cut short. A part for the government is no rename.

    At once can only be said where both are seen about then: years without records may hold a novation that nobody sees.
    """
    short, long = sorted((bare_words(one.name), bare_words(other.name)), key=len)
    begins = long[: len(short)] == short
    if begins and " ".join(long[len(short) :]) in DIVISION:
        return False
    days = _in_order(one, other)
    at_once = days is not None and abs(days[0][1] - days[1][0]) <= AT_ONCE
    return begins or (awards >= MOVED_AT_ONCE and at_once)


def _spelled_nearly_alike(one: Name, other: Name) -> bool:
    """Whether two names differ in a few letters of many and in no number: TELECOMMUNICATION SYSTEM, TELECOMMUNICATIONS SYSTEMS.

    On one award that is one payee; without an award in common it proves nothing (see near.py).
    """
    longest = max(len(one.form), len(other.form))
    digits = [re.sub(r"\D", "", name.form) for name in (one, other)]
    return digits[0] == digits[1] and Levenshtein.distance(one.form, other.form) * ALIKE <= longest


def _in_order(one: Name, other: Name) -> tuple[tuple[date, date], tuple[date, date]] | None:
    """First and last day of both, the one that stopped first before the other; None where a day is not known."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return None
    early, late = sorted(((one.first, one.last), (other.first, other.last)), key=lambda days: days[1])
    return early, late


def _follows(one: Name, other: Name) -> bool:
    """Whether one name stops about when the other begins."""
    days = _in_order(one, other)
    return days is not None and days[0][1] < days[1][1] and days[0][0] < days[1][0]


def _lives_on(one: Name, other: Name) -> bool:
    """Whether the older of two names is still paid long after the younger began."""
    if _in_order(one, other) is None:
        return False
    older, younger = sorted((one, other), key=lambda name: name.first or date.max)
    return bool(older.last and younger.first and older.last - younger.first > WOUND_UP)
