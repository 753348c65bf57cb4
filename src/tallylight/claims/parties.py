"""Which of several vendors an amount belongs to: "Clearview AI and Paragon for $3.75 million and $2 million respectively".

In: the vendors of a sentence in their order, its amounts, its words. Where the words name somebody that nobody knows, or
several vendors share one sum, no vendor is better than a wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tallylight.claims.amounts import FoundAmount
from tallylight.claims.languages.reading import PartyWords
from tallylight.claims.names import Mention


def in_order(
    text: str, vendors: Sequence[Mention], amounts: Sequence[FoundAmount], words: PartyWords
) -> dict[int, Mention]:
    """Vendors told first and amounts after (or the other way round), as many of each: they belong together in order.

    The answer is by the place of the amount; empty when the words do not ask for it.
    """
    firsts = [m for n, m in enumerate(vendors) if n == 0 or vendors[n - 1].vendor != m.vendor]
    if len(firsts) < 2 or len(firsts) != len(amounts):
        return {}
    apart = firsts[-1].end <= amounts[0].start or amounts[-1].end <= firsts[0].start
    if not apart and not words.respectively.search(text):
        return {}
    if not all(words.joined.fullmatch(text, a.end, b.start) for a, b in pairwise(firsts)):
        return {}
    return {amount.start: vendor for amount, vendor in zip(amounts, firsts, strict=True)}


def is_somebody_else(
    text: str, amount: FoundAmount, known: Sequence[Mention], amounts: Sequence[FoundAmount], words: PartyWords
) -> bool:
    """Whether the words beside an amount give it to a name that neither the ledger nor a knowledge file knows."""
    after = words.to_somebody.match(text, amount.end)
    if after and not _in(known, after.start("who")):
        low, high = after.span("rest")
        later = min((a.start for a in amounts if a.start >= low), default=len(text))
        return not any(low <= m.start < min(high, later) for m in known if m.vendor)
    previous = max((a.end for a in amounts if a.end <= amount.start), default=0)
    before = words.somebody_got.search(text[previous : amount.start])
    return bool(before and not any(_in(known, previous + n) for n in range(*before.span("who"))))


def in_one_row(text: str, mention: Mention, vendors: Sequence[Mention], words: PartyWords) -> list[Mention]:
    """The vendors that stand in one row with a vendor, itself among them: "with Cellebrite, Paragon and Clearview"."""
    row = [mention]
    for other in vendors:  # in order of place: first those after it, then those before it
        if other.start >= row[-1].end and words.joined.fullmatch(text, row[-1].end, other.start):
            row.append(other)
    for other in reversed(vendors):
        if other.end <= row[0].start and words.joined.fullmatch(text, other.end, row[0].start):
            row.insert(0, other)
    firsts: dict[str, Mention] = {}
    for one in row:
        if one.vendor:
            firsts.setdefault(one.vendor.name, one)
    return list(firsts.values())


def _in(mentions: Sequence[Mention], place: int) -> bool:
    return any(m.start <= place < m.end for m in mentions)
