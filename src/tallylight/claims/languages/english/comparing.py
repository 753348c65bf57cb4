"""English: words for rules that compare: what came first, how many companies, how many times as much."""

from __future__ import annotations

import re

from tallylight.claims.languages.rules import FirstWords, RatioWords, VendorCountWords

_ONES = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
_NUMBERS = {word: n for n, word in enumerate(_ONES, 2)}

FIRSTS = FirstWords(
    first=re.compile(
        # "The first order, for three months" and "the first order under the agreement" are firsts of something narrower.
        r"(?:['’]s\s+|\b(?:its|their|a|any)\s+|\b(?:was|is|marked|marks|became|signed|awarded|won|got)\s+the\s+)(?:very\s+)?first(?:[- ]ever|\s+known)?\s+(?:[\w-]+\s+){0,2}?"
        r"(?:contract|deal|order|award|agreement|purchase)\b(?!s|\s+under\b)|\bfirst(?:[- ]ever|\s+known)\s+(?:[\w-]+\s+){0,2}?(?:contract|deal|order|award|agreement|purchase)\b(?!s|\s+under\b)|"
        r"\b(?:for|was|is|marked|marks)\s+(?:the|its)\s+(?:very\s+)?first\s+time\b|"
        r"\bfirst\s+(?:bought|purchased|contracted|paid|turned\s+to|hired)\b|\bnever\s+before\b|\bmarked\s+a\s+first\b|\bhad\s+never\s+(?:before\s+)?(?:bought|purchased|contracted|paid)\b",
        re.IGNORECASE,
    ),
    largest=re.compile(
        r"(?<!one\sof\sthe\s)(?<!one\sof\sits\s)(?<!among\sthe\s)(?<!second[-\s])(?<!third[-\s])\b(?:largest|biggest)\s+(?:single\s+)?(?:order|contract|award|deal|purchase)\b"
        r"(?!s)(?=\s+(?:that|which|ever|to\s+date|so\s+far|yet|[A-Z]))",
        re.IGNORECASE,
    ),
    of_all=re.compile(
        r"\bfirst\s+(?:order|award|contract|deal)\s+of\s+\$|first\s+(?:of|year|payment|installment|instalment|phase|half|quarter|delivery)\b",
        re.IGNORECASE,
    ),
)

VENDOR_COUNTS = VendorCountWords(
    counted=re.compile(
        rf"\b(?P<n>\d{{1,3}}|{'|'.join(_NUMBERS)})\s+(?:(?!(?:of|to|in|for|more\s+than)\b)[\w-]+\s+){{0,3}}?"
        r"(?:companies|vendors|firms|contractors|suppliers|outfits|bidders|recipients|winners|businesses)\b",
        re.IGNORECASE,
    ),
    won=re.compile(
        r"\b(?:won|win|wins|winning|received|receive|got|get|were\s+(?:\w+\s+)?(?:picked|chosen|selected|hired|awarded|given|tapped)|awarded|hired|picked|chose|chosen|"
        r"landed|secured|share[ds]?|signed|handed)\b",
        re.IGNORECASE,
    ),
    of_the=re.compile(
        r"\bthe\s+(?:[\w-]+\s+){0,3}?(?:contracts|orders|deals|awards|agreements|work|jobs)\b", re.IGNORECASE
    ),
)

RATIOS = RatioWords(
    times=re.compile(
        rf"\b(?P<n>\d+(?:\.\d+)?|{'|'.join(_NUMBERS)})\s+times\s+(?:as\s+(?:much|large|big|high|many)|the\s+(?:size|amount|sum|price|value|figure|total|cost)|"
        r"(?:more|larger|bigger|higher)|its?\b|what\b)",
        re.IGNORECASE,
    ),
    multiplied=re.compile(
        r"\b(?P<verb>doubled|tripled|trebled|quadrupled|quintupled|twice|double|triple)\b", re.IGNORECASE
    ),
    numbers=_NUMBERS,
    factors={
        "doubled": 2,
        "double": 2,
        "twice": 2,
        "tripled": 3,
        "triple": 3,
        "trebled": 3,
        "quadrupled": 4,
        "quintupled": 5,
    },
    year_before=re.compile(
        r"\b(?:the\s+(?:fiscal\s+)?year\s+before|a\s+year\s+(?:earlier|before)|the\s+previous\s+(?:fiscal\s+)?year|the\s+prior\s+(?:fiscal\s+)?year|year\s+on\s+year)\b",
        re.IGNORECASE,
    ),
    predecessor=re.compile(
        r"\bpredecessor\b|\b(?:the|its)\s+(?:previous|prior|last|earlier|preceding)\s+(?:one|contract|deal|award|order|agreement)\b|\bthe\s+one\s+before\b",
        re.IGNORECASE,
    ),
)
