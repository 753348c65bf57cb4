"""Sums of money in running text: the figure, the value of its last digit, and how firmly it is stated.

The unit decides how exact a claim is: "$3.75 million" is exact to 10,000, "$825,000" to 1,000. In a figure written out,
trailing zeros do not count; before a number word every digit does. (Tallylight's verdict rules, docs/verdicts.md.)
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tallylight.claims.languages.figures import AmountWords
from tallylight.model import Amount, Hedge


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """An amount and its place in the text it was found in. `hedge_start` is where its hedging words begin."""

    start: int
    end: int
    amount: Amount


def find_amounts(text: str, words: AmountWords) -> list[FoundAmount]:
    """All sums of money in a text, in order. A range ("between $30m and $35m") is one amount, its ends in `value`, `high`."""
    found: list[FoundAmount] = []
    for mark in words.money.finditer(text):
        number, word = words.figure(mark)
        scale = words.scales[word] if word else None
        value, unit = _value(number, scale)
        hedge = _hedge(text[: mark.start()], text[mark.end() :], words)
        previous = found[-1] if found else None
        if (
            previous
            and words.range_joint.match(text[previous.end : mark.start()])
            and _is_range(text, previous, value, words)
        ):
            low = previous.amount
            # "between $3 and $5 million": the number word belongs to both ends.
            low_value, low_unit = (
                (low.value, low.unit) if low.value >= 1000 or value < 1000 else _value(str(low.value), scale)
            )
            found[-1] = FoundAmount(
                previous.start,
                mark.end(),
                Amount(text[previous.start : mark.end()], low_value, max(unit, low_unit), Hedge.PLAIN, value),
            )
            continue
        found.append(FoundAmount(mark.start(), mark.end(), Amount(mark[0].strip(), value, unit, hedge)))
    taken = [(f.start, f.end) for f in found]
    for item in _magnitudes(text, words):
        if not any(start < item.end and item.start < end for start, end in taken):
            found.append(item)
    return sorted(found, key=lambda f: f.start)


def foreign_sums(text: str, words: AmountWords) -> list[tuple[int, int]]:
    """Places of sums in another currency. Awards are in US dollars, so that these are listed and never compared."""
    return [mark.span() for mark in words.foreign.finditer(text)]


def _is_range(text: str, previous: FoundAmount, value: Decimal, words: AmountWords) -> bool:
    opened = words.range_opening.search(text[: previous.start])
    return bool(opened or not words.range_and.match(text, previous.end)) and previous.amount.value < value


def _value(bare: str, scale: Decimal | None) -> tuple[Decimal, Decimal]:
    """The value in dollars and the value of the last digit that counts. `scale` is that of the number word, if there is one."""
    value = Decimal(bare)
    if scale is not None or "." in bare:
        places = len(bare.partition(".")[2])
        scale = scale or Decimal(1)
        return value * scale, scale / (Decimal(10) ** places)
    zeros = len(bare) - len(bare.rstrip("0"))
    return value, Decimal(10) ** min(zeros, max(len(bare) - 1, 0))


def _hedge(before: str, after: str, words: AmountWords) -> Hedge:
    tail = before[-40:]
    for hedge, pattern in words.hedges_before:
        if pattern.search(tail):
            return hedge
    for hedge, pattern in words.hedges_after:
        if pattern.match(after[:20]):
            return hedge
    return Hedge.PLAIN


def _magnitudes(text: str, words: AmountWords) -> list[FoundAmount]:
    """ "millions", "tens of millions of dollars", "a seven-figure deal": an order of magnitude, not a figure.

    "Millions" of anything but money is left to the reader of the sentence: only the bare word or "of dollars" counts.
    """
    found = []
    for mark in words.magnitude.finditer(text):
        of = (mark["of"] or "").lower()
        if of and of not in words.of_money:
            continue
        if not of and not words.spending_before.search(text[: mark.start()]):
            continue
        scale = words.magnitudes[mark["word"].lower()]
        many = words.many.get((mark["many"] or "").lower())
        # "Millions" asks for at least two, "tens of millions" for at least two tens (docs/verdicts.md).
        value = scale * (2 * many if many in (10, 100) else many or 2)
        found.append(
            FoundAmount(mark.start(), mark.end(), Amount(mark[0], value, scale * (many or 1), Hedge.MAGNITUDE))
        )
    for mark in words.figures.finditer(text):
        value = Decimal(10) ** (words.figure_counts[mark["n"].lower()] - 1)
        found.append(FoundAmount(mark.start(), mark.end(), Amount(mark[0], value, value, Hedge.MAGNITUDE)))
    return found
