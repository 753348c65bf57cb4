"""Sums of money in running English: the figure, the value of its last digit, and how firmly it is stated.

The unit decides how exact a claim is: "$3.75 million" is exact to 10,000, "$825,000" to 1,000. In a figure written out,
trailing zeros do not count; before a number word every digit does. (Tallylight's verdict rules, docs/verdicts.md.)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from tallylight.model import Amount, Hedge

_SCALE = {
    "thousand": Decimal(1_000), "k": Decimal(1_000),
    "million": Decimal(1_000_000), "m": Decimal(1_000_000), "mn": Decimal(1_000_000), "mln": Decimal(1_000_000),
    "billion": Decimal(1_000_000_000), "b": Decimal(1_000_000_000), "bn": Decimal(1_000_000_000),
    "trillion": Decimal(1_000_000_000_000), "tn": Decimal(1_000_000_000_000),
}  # fmt: skip
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_TENS = r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_SPELLED = (
    {word: n for n, word in enumerate(_ONES.split(), 1)}
    | {w: 10 * n for n, w in enumerate(_TENS.split("|"), 2)}
    | {"a": 1}
)
_IN_WORDS = rf"(?:(?:{_TENS})-(?:{'|'.join(_ONES.split()[:9])})|{_TENS}|{'|'.join(reversed(_ONES.split()))}|a)"
_WORD = r"thousand|million|billion|trillion"
_SHORT = r"mln|mn|bn|tn|[kmb](?![a-z])"
_MONEY = re.compile(
    rf"""(?<![\w.])(?:
        (?:US\s?\$|USD\s?\$?|\$)\s?(?P<n1>{_NUMBER})(?:[\s-]?(?P<w1>{_WORD})\b|\s?(?P<s1>{_SHORT}))?
      | (?P<n2>{_NUMBER})[\s-]?(?P<w2>{_WORD})?[\s-](?:U\.?S\.?\s)?dollars?\b
      | (?P<n4>{_IN_WORDS})[\s-](?P<w4>{_WORD})[\s-](?:U\.?S\.?\s)?dollars?\b
      | (?P<n3>{_NUMBER})\s?(?P<w3>{_WORD})?\s?USD\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_MAGNITUDE = re.compile(
    r"\b(?:(?P<many>tens|dozens|hundreds)\s+of\s+)?(?P<word>thousands|millions|billions)\b(?:\s+of\s+(?P<of>[a-z-]+))?",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\b(?P<n>six|seven|eight|nine|ten)[- ]figure\b", re.IGNORECASE)
_MANY = {"tens": 10, "dozens": 24, "hundreds": 100}
_FIGURE_COUNT = {"six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_FOREIGN = re.compile(
    rf"(?:[£€¥₪₹]|\b(?:C|CA|A|AU|NZ|HK|S|MX|R)\$|\b(?:GBP|EUR|CHF|JPY|CAD|AUD|NIS|ILS)\s)\s?(?:{_NUMBER})(?:[\s-]?(?:{_WORD})\b|\s?(?:{_SHORT}))?|"
    rf"\b(?:{_NUMBER})\s?(?:{_WORD})?\s(?:euros?|pounds|shekels|yen|Canadian\s+dollars)\b",
    re.IGNORECASE,
)
_RANGE = re.compile(r"^\s*(?:to|and|-|–|—)\s*$", re.IGNORECASE)

_BEFORE: tuple[tuple[Hedge, re.Pattern[str]], ...] = tuple(
    (hedge, re.compile(rf"(?:\b(?:{words})|{marks})\s*(?:an?\s+|the\s+|another\s+|what\s+is\s+)?$", re.IGNORECASE))
    for hedge, words, marks in (
        (Hedge.UP_TO, r"up to|as much as|as high as|a maximum of|maximum of|potentially|capped at|a ceiling of|"
                      r"could reach|could be worth|could total|potential value of|no more than|not more than|at most|fewer than|"
                      r"(?<!no\s)(?<!not\s)less than|(?<!just\s)(?<!little\s)(?:under|below)(?=\s*$)", r"<"),
        (Hedge.MORE_THAN, r"more than|over|at least|upwards? of|north of|in excess of|exceed(?:s|ed|ing)|"
                          r"topp(?:ed|ing)|above|no less than|not less than|surpass(?:es|ed|ing)|well over", r">"),
        (Hedge.NEARLY, r"nearly|almost|close to|just under|just shy of|just below|approaching|not quite|a little under", r"(?!)"),
        (Hedge.ABOUT, r"about|around|roughly|approximately|some|an? estimated|estimated|circa|in the region of|"
                      r"somewhere around|more or less|reported(?:ly)?\s+around", r"[~≈]"),
    )
)  # fmt: skip
_AFTER: tuple[tuple[Hedge, re.Pattern[str]], ...] = (
    (Hedge.MORE_THAN, re.compile(r"^\s*(?:or more|and counting|-plus|\+)", re.IGNORECASE)),
    (Hedge.ABOUT, re.compile(r"^\s*(?:or so|give or take)\b", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """An amount and its place in the text it was found in. `hedge_start` is where its hedging words begin."""

    start: int
    end: int
    amount: Amount


def find_amounts(text: str) -> list[FoundAmount]:
    """All sums of money in a text, in order. A range ("between $30m and $35m") is one amount, its ends in `value`, `high`."""
    found: list[FoundAmount] = []
    for mark in _MONEY.finditer(text):
        spelled = mark["n4"] and str(sum(_SPELLED[part] for part in mark["n4"].lower().split("-")))
        number = mark["n1"] or mark["n2"] or mark["n3"] or spelled
        word = mark["w1"] or mark["s1"] or mark["w2"] or mark["w3"] or mark["w4"]
        if mark["n1"] is None and word is None and "dollar" not in mark[0].lower() and "usd" not in mark[0].lower():
            continue
        value, unit = _value(number, word)
        hedge = _hedge(text[: mark.start()], text[mark.end() :])
        previous = found[-1] if found else None
        if previous and _RANGE.match(text[previous.end : mark.start()]) and _is_range(text, previous, value):
            low = previous.amount
            # "between $3 and $5 million": the number word belongs to both ends.
            low_value, low_unit = (
                (low.value, low.unit) if low.value >= 1000 or value < 1000 else _value(str(low.value), word)
            )
            found[-1] = FoundAmount(
                previous.start,
                mark.end(),
                Amount(text[previous.start : mark.end()], low_value, max(unit, low_unit), Hedge.PLAIN, value),
            )
            continue
        found.append(FoundAmount(mark.start(), mark.end(), Amount(mark[0].strip(), value, unit, hedge)))
    taken = [(f.start, f.end) for f in found]
    for item in _magnitudes(text):
        if not any(start < item.end and item.start < end for start, end in taken):
            found.append(item)
    return sorted(found, key=lambda f: f.start)


def foreign_sums(text: str) -> list[tuple[int, int]]:
    """Places of sums in another currency. Awards are in US dollars, so that these are listed and never compared."""
    return [mark.span() for mark in _FOREIGN.finditer(text)]


def _is_range(text: str, previous: FoundAmount, value: Decimal) -> bool:
    before = text[: previous.start].rstrip().lower()
    joint = text[previous.end :].lstrip()[:3].lower()
    return (before.endswith("between") or not joint.startswith("and")) and previous.amount.value < value


def _value(number: str, word: str | None) -> tuple[Decimal, Decimal]:
    """The value in dollars and the value of the last digit that counts."""
    bare = number.replace(",", "")
    scale = _SCALE[word.lower()] if word else Decimal(1)
    value = Decimal(bare)
    if word or "." in bare:
        places = len(bare.partition(".")[2])
        return value * scale, scale / (Decimal(10) ** places)
    zeros = len(bare) - len(bare.rstrip("0"))
    return value, Decimal(10) ** min(zeros, max(len(bare) - 1, 0))


def _hedge(before: str, after: str) -> Hedge:
    tail = before[-40:]
    for hedge, pattern in _BEFORE:
        if pattern.search(tail):
            return hedge
    for hedge, pattern in _AFTER:
        if pattern.match(after[:20]):
            return hedge
    return Hedge.PLAIN


def _magnitudes(text: str) -> list[FoundAmount]:
    """ "millions", "tens of millions of dollars", "a seven-figure deal": an order of magnitude, not a figure.

    "Millions" of anything but money is left to the reader of the sentence: only the bare word or "of dollars" counts.
    """
    found = []
    for mark in _MAGNITUDE.finditer(text):
        of = (mark["of"] or "").lower()
        if of and of not in {"dollars", "dollar", "taxpayer", "taxpayers", "public", "federal"}:
            continue
        if not of and not re.search(r"\b(?:spen[dt]\w*|spending|paid|pay\w*|cost\w*|worth|invest\w*|pour\w*|obligat\w*|award\w*)\b[^.;]{0,30}$",
                                    text[: mark.start()], re.IGNORECASE):  # fmt: skip
            continue
        scale = _SCALE[mark["word"].lower().rstrip("s")]
        many = _MANY.get((mark["many"] or "").lower())
        # "Millions" asks for at least two, "tens of millions" for at least two tens (docs/verdicts.md).
        value = scale * (2 * many if many in (10, 100) else many or 2)
        found.append(
            FoundAmount(mark.start(), mark.end(), Amount(mark[0], value, scale * (many or 1), Hedge.MAGNITUDE))
        )
    for mark in _FIGURES.finditer(text):
        value = Decimal(10) ** (_FIGURE_COUNT[mark["n"].lower()] - 1)
        found.append(FoundAmount(mark.start(), mark.end(), Amount(mark[0], value, value, Hedge.MAGNITUDE)))
    return found
