"""A sentence with the names in it, and which vendor an amount is told of: one, several together, or somebody unknown.

In: what was found in one sentence, and the words of its language. `scene` adds whom the text spoke of before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tallylight.claims.names import Mention, tokens
from tallylight.claims.parties import in_one_row, in_order, is_somebody_else
from tallylight.claims.text import blanked
from tallylight.claims.timed import TimedSentence, gap
from tallylight.claims.vendor import Vendor

_CAPITALISED = re.compile(r"\b[A-Z][a-z]{2,}\b")


@dataclass(frozen=True, slots=True)
class NamedSentence(TimedSentence):
    """One sentence with its amounts, its times and the names in it."""

    mentions: tuple[Mention, ...]

    def named_for(self, start: int, end: int) -> Mention | None:
        """The vendor of the sentence that a stretch of it speaks of; None where the sentence names none."""
        named = [m for m in self.mentions if m.vendor]
        if not named:
            return None
        in_turn = in_order(self.text, named, self.amounts, self.language.parties).get(start)
        told = in_turn or self._antecedent(start, named) or self._awardee(named, start) or self._recipient(named, start)
        return told or nearest(named, start, end, self.clause(start))

    def is_of_somebody_else(self, place: int) -> bool:
        """Whether the words beside the amount at a place give it to a name that nobody knows."""
        amount = self.amount_at(place)
        words = self.language.parties
        return amount is not None and is_somebody_else(self.text, amount, self.mentions, self.amounts, words)

    def _awardee(self, named: list[Mention], place: int) -> Mention | None:
        """Who "sold federal agents $5 million of GrayKey licenses": the vendor before the only amount of a sentence that is
        said to sell or win, whatever product stands nearer."""
        low, _ = self.clause(place)
        awardee = self.language.parties.awardee
        found = [m for m in named if not m.product and low <= m.start < place and awardee.match(self.text, m.end)]
        is_only = [a.start for a in self.amounts] == [place]
        return found[-1] if found and is_only else None

    def is_given_to(self, vendor: Vendor | None, place: int | None) -> bool:
        """Whether the sentence gives an amount to a vendor outright: "$22 million for BI2 Technologies", "BI2 won"."""
        own = [m for m in self.mentions if m.vendor == vendor and not m.product]
        if place is None or not own:
            return False
        wins = any(self.language.parties.awardee.match(self.text, m.end) for m in own if m.end <= place)
        return wins or self._recipient(own, place) is not None

    def _recipient(self, named: list[Mention], place: int) -> Mention | None:
        """The vendor to whom the words after an amount give it."""
        amount = self.amount_at(place)
        after = [m for m in named if amount and not m.product and m.start >= amount.end]
        given = self.language.parties.given_to
        return next((m for m in after if amount and given.fullmatch(self._without_times(amount.end, m.start))), None)

    def _without_times(self, start: int, end: int) -> str:
        """A stretch of the sentence without the times in it: "$22 million in May to BI2" gives it to BI2 outright, too."""
        return blanked(self.text, self.whens)[start:end]

    def _antecedent(self, start: int, named: list[Mention]) -> Mention | None:
        """Whom "which got $30 million" speaks of: the vendor just before, where none stands in the same breath."""
        low, high = self.stretch(start)
        if not self.language.pointing.which.match(self.text, low) or any(low <= m.start < high for m in named):
            return None
        return max((m for m in named if m.end <= low), key=lambda m: m.end, default=None)

    def told_together(self, place: int) -> list[Vendor]:
        """The vendors of one row that an amount is told of, so that it may be that of all together; none for one vendor."""
        words = self.language.parties
        named = [m for m in self.mentions if m.vendor]
        if len(named) < 2 or place in in_order(self.text, named, self.amounts, words):
            return []
        row = in_one_row(self.text, nearest(named, place, place, self.clause(place)), named, words)
        return [m.vendor for m in row if m.vendor] if len(row) > 1 else []

    def may_be_told_together(self) -> list[Vendor]:
        """The vendors of a sentence whose only amount is told as a sum, though they stand apart: "two makers split $26 million: A
        for one thing and B for the other"."""
        vendors = {m.vendor.name: m.vendor for m in self.mentions if m.vendor and not m.product}
        summed = self.language.money.summed.search(self.text)
        return list(vendors.values()) if summed and len(self.amounts) == 1 and len(vendors) > 1 else []

    def is_named_in_part(self, vendor: Vendor) -> bool:
        """Whether the sentence has only a part of the name of a vendor that no knowledge file describes."""
        own = [self.text[m.start : m.end] for m in self.mentions if m.vendor == vendor]
        return bool(own) and not vendor.makers and all(len(tokens(name)) < len(tokens(vendor.name)) for name in own)

    def names(self) -> tuple[str, ...]:
        """Capitalised words inside the sentence that are neither its first, nor part of a known name or a time."""
        known = [(m.start, m.end) for m in self.mentions] + [(w.start, w.end) for w in self.whens]
        marks = [m for m in _CAPITALISED.finditer(self.text) if m.start()]
        return tuple(m[0] for m in marks if not any(low <= m.start() < high for low, high in known))

    def without_names(self) -> str:
        """The sentence with blanks for names, so that Internal Revenue Service speaks of no revenue."""
        return blanked(self.text, self.mentions)


def nearest(mentions: list[Mention], start: int, end: int, clause: tuple[int, int]) -> Mention:
    """The name nearest to a stretch, those of its clause before all others."""
    low, high = clause
    return min(mentions, key=lambda m: (not low <= m.start < high, gap(m.start, m.end, start, end)))
