"""A sentence with its amounts and times, and which time belongs to which stretch of it.

In: what was found in one sentence, and the words of its language. `scene` adds whom the sentence speaks of.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tallylight.claims.amounts import FoundAmount
from tallylight.claims.dates import FoundWhen
from tallylight.claims.languages import Language
from tallylight.claims.text import Sentence, stretch
from tallylight.claims.tolerance import FIRM_TIMES


@dataclass(frozen=True, slots=True)
class TimedSentence:
    """One sentence, its amounts and its times. Places are relative to the sentence."""

    sentence: Sentence
    text_date: date
    language: Language
    amounts: tuple[FoundAmount, ...]
    whens: tuple[FoundWhen, ...]

    @property
    def text(self) -> str:
        """The sentence itself."""
        return self.sentence.text

    def span(self, start: int = 0, end: int | None = None) -> tuple[int, int]:
        """A place in the sentence as a span of the whole text."""
        return self.sentence.start + start, self.sentence.start + (len(self.text) if end is None else end)

    def stretch(self, place: int) -> tuple[int, int]:
        """What is said in one breath around a place of the sentence."""
        return stretch(self.text, place, self.language.sentences)

    def amount_at(self, place: int | None) -> FoundAmount | None:
        """The amount that begins at a place of the sentence."""
        return next((a for a in self.amounts if a.start == place), None)

    def clause(self, place: int) -> tuple[int, int]:
        """The clause of the sentence that a place lies in."""
        cuts = [0, *(m.end() for m in self.language.sentences.clause.finditer(self.text)), len(self.text)]
        for start, end in pairwise(cuts):
            if start <= place < end:
                return start, end
        return 0, len(self.text)

    def when(self, start: int, end: int) -> FoundWhen | None:
        """The time that belongs to a stretch: in its clause first, then the only one of the sentence. Deadlines do not count."""
        past = [w for w in self.whens if not self.is_deadline(w) and not self._is_of_another(w, start)]
        low, high = self.clause(start)
        inside = [w for w in past if low <= w.start < high]
        paired = self._paired(inside, start, low, high)
        if paired:
            return paired
        if inside:
            first, last = self.stretch(start)
            return min(
                inside,
                key=lambda w: (
                    w.when.kind in ("recently", "some_year"),
                    not (first <= w.start < last),
                    gap(w.start, w.end, start, end),
                ),
            )
        before = [w for w in past if w.start < low]
        if self.language.pointing.participle.match(self.text, low) and not all(
            w.when.kind in FIRM_TIMES for w in before
        ):
            return None  # "... since 2023, spending millions": the sum has no time of its own
        if len(past) == 1 and (before or low == 0 or not any(a.start >= low for a in self.amounts if a.start != start)):
            return past[0]
        return before[-1] if before and before[-1].end <= self._first_comma() else None

    def _paired(self, whens: list[FoundWhen], start: int, low: int, high: int) -> FoundWhen | None:
        """Amounts and times that take turns in a clause, as many of each, belong together in order."""
        amounts = [a for a in self.amounts if low <= a.start < high]
        if len(amounts) < 2 or len(amounts) != len(whens):
            return None
        turns = [kind for _, kind in sorted([*((a.start, "a") for a in amounts), *((w.start, "w") for w in whens)])]
        if any(one == other for one, other in pairwise(turns)):
            return None
        return next((w for a, w in zip(amounts, whens, strict=True) if a.start == start), None)

    def _is_of_another(self, found: FoundWhen, place: int) -> bool:
        """Whether a time is told in one breath with another amount: "worth $3.75 million, up from $1.1 million last year"; or
        with a factor: "$2 million, twice as much as in 2021"; or only compared with: "$10.1 million, well above last year's"."""
        if self.language.pointing.beyond.search(self.text, 0, found.start) and found.start > place:
            return True
        low, high = self.stretch(found.start)
        ratios, told = self.language.ratios, self.text[low:high]
        compared = ratios.times.search(told) or ratios.multiplied.search(told)
        return not low <= place < high and (bool(compared) or any(low <= a.start < high for a in self.amounts))

    def when_told(self, start: int, end: int) -> FoundWhen | None:
        """The time of something that is told, not priced: in its own clause, or at the head of the sentence before it."""
        past = [w for w in self.whens if not self.is_deadline(w)]
        low, high = self.clause(start)
        inside = [w for w in past if low <= w.start < high]
        if inside:  # of "its 2022 contract" and "on November 21", the day is when it happened
            return min(inside, key=lambda w: (w.when.kind not in FIRM_TIMES, gap(w.start, w.end, start, end)))
        before = [w for w in past if w.start < low]
        return before[-1] if before and len(past) == 1 else None

    def is_deadline(self, found: FoundWhen) -> bool:
        """Whether a time says when something ends or takes effect, and not when it was signed."""
        words = self.language.pointing
        before, told = self.text[max(0, found.start - 60) : found.start], self.text[found.start : found.end]
        return bool(
            (words.deadline_before.search(before) or words.deadline.match(told))
            and not words.when_clause.match(self.text, found.end)
        )

    def _first_comma(self) -> int:
        return max(0, self.text.find(self.language.sentences.comma))


def gap(one_start: int, one_end: int, start: int, end: int) -> int:
    """How many characters lie between two stretches; 0 where they touch or overlap."""
    return max(0, one_start - end, start - one_end)
