"""English: sums of money, how firmly they are stated, and sums in other currencies."""

from __future__ import annotations

import re
from decimal import Decimal

from tallylight.claims.languages.figures import AmountWords
from tallylight.claims.languages.reading import Pattern
from tallylight.model import Hedge

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


def _figure(mark: re.Match[str]) -> tuple[str, str | None]:
    """The number and its number word: of "$3.75m" 3.75 and m, of "twenty-one million dollars" 21 and million."""
    spelled = mark["n4"] and str(sum(_SPELLED[part] for part in mark["n4"].lower().split("-")))
    number = mark["n1"] or mark["n2"] or mark["n3"] or spelled
    word = mark["w1"] or mark["s1"] or mark["w2"] or mark["w3"] or mark["w4"]
    return number.replace(",", ""), word.lower() if word else None


_BEFORE: tuple[tuple[Hedge, Pattern], ...] = tuple(
    (hedge, re.compile(rf"(?:\b(?:{words})|{marks})\s*(?:an?\s+|the\s+|another\s+|what\s+is\s+)?$", re.IGNORECASE))
    for hedge, words, marks in (
        (Hedge.UP_TO, r"(?<!add\s)(?<!adds\s)(?<!added\s)(?<!adding\s)(?<!came\s)(?<!come\s)(?<!comes\s)up to|as much as|as high as|a maximum of|maximum of|potentially|capped at|a ceiling of|"
                      r"could reach|could be worth|could total|potential value of|(?:may|could|can|might)\s+(?:run|grow|rise|climb|swell|go)\s+(?:up\s+)?to|no more than|not more than|never\s+(?:\w+\s+){0,3}more than|at most|fewer than|"
                      r"(?<!no\s)(?<!not\s)less than|(?<!just\s)(?<!little\s)(?:under|below)(?=\s*$)", r"<"),
        (Hedge.MORE_THAN, r"more than|over|at least|upwards? of|north of|in excess of|exceed(?:s|ed|ing)|"
                          r"topp(?:ed|ing)|above|no less than|not less than|surpass(?:es|ed|ing)|well over|(?:run|ran|gone|went|grown|grew|risen|rose|climbed|moved)\s+(?:past|beyond)", r">"),
        (Hedge.NEARLY, r"nearly|almost|close to|just under|just shy of|just below|approaching|not quite|a little under", r"(?!)"),
        (Hedge.ABOUT, r"about|around|roughly|approximately|some|an? estimated|estimated|circa|in the region of|"
                      r"somewhere around|more or less|reported(?:ly)?\s+around", r"[~≈]"),
    )
)  # fmt: skip

AMOUNTS = AmountWords(
    money=re.compile(
        rf"""(?<![\w.])(?:
        (?:US\s?\$|USD\s?\$?|\$)\s?(?P<n1>{_NUMBER})(?:[\s-]?(?P<w1>{_WORD})\b|\s?(?P<s1>{_SHORT}))?
      | (?P<n2>{_NUMBER})[\s-]?(?P<w2>{_WORD})?[\s-](?:U\.?S\.?\s)?dollars?\b
      | (?P<n4>{_IN_WORDS})[\s-](?P<w4>{_WORD})[\s-](?:U\.?S\.?\s)?dollars?\b
      | (?P<n3>{_NUMBER})\s?(?P<w3>{_WORD})?\s?USD\b
    )""",
        re.IGNORECASE | re.VERBOSE,
    ),
    figure=_figure,
    scales=_SCALE,
    magnitude=re.compile(
        r"\b(?:(?P<many>tens|dozens|hundreds)\s+of\s+)?(?P<word>thousands|millions|billions)\b(?:\s+of\s+(?P<of>[a-z-]+))?",
        re.IGNORECASE,
    ),
    magnitudes={f"{word}s": _SCALE[word] for word in ("thousand", "million", "billion")},
    many={"tens": 10, "dozens": 24, "hundreds": 100},
    of_money=frozenset({"dollars", "dollar", "taxpayer", "taxpayers", "public", "federal"}),
    spending_before=re.compile(
        r"\b(?:spen[dt]\w*|spending|paid|pay\w*|cost\w*|worth|invest\w*|pour\w*|obligat\w*|award\w*)\b[^.;]{0,30}$",
        re.IGNORECASE,
    ),
    figures=re.compile(r"\b(?P<n>six|seven|eight|nine|ten)[- ]figure\b", re.IGNORECASE),
    figure_counts={"six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10},
    foreign=re.compile(
        rf"(?:[£€¥₪₹]|\b(?:C|CA|A|AU|NZ|HK|S|MX|R)\$|\b(?:GBP|EUR|CHF|JPY|CAD|AUD|NIS|ILS)\s)\s?(?:{_NUMBER})(?:[\s-]?(?:{_WORD})\b|\s?(?:{_SHORT}))?|"
        rf"\b(?:{_NUMBER})\s?(?:{_WORD})?\s(?:euros?|pounds|shekels|yen|Canadian\s+dollars)\b",
        re.IGNORECASE,
    ),
    range_joint=re.compile(r"^\s*(?:to|and|-|–|—)\s*$", re.IGNORECASE),
    range_opening=re.compile(r"between\s*$", re.IGNORECASE),
    range_and=re.compile(r"\s*and", re.IGNORECASE),
    hedges_before=_BEFORE,
    hedges_after=(
        (Hedge.MORE_THAN, re.compile(r"^\s*(?:or more|and counting|-plus|\+)", re.IGNORECASE)),
        (Hedge.ABOUT, re.compile(r"^\s*(?:or so|give or take)\b", re.IGNORECASE)),
    ),
)
