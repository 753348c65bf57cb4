"""English: times, and the words in them. The day before a month or after it; years of four digits."""

from __future__ import annotations

import re
from datetime import date

from tallylight.claims.languages.figures import DateForm, DateWords
from tallylight.claims.languages.reading import Pattern

_MONTH_NAMES = "january february march april may june july august september october november december".split()
_DAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()
_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()

_MONTH = r"(?P<month>january|february|march|april|may|june|july|august|september|october|november|december|" \
         r"jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?"  # fmt: skip
_MONTH2 = _MONTH.replace("month", "month2")
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_YEAR2 = r"(?P<year2>(?:19|20)\d\d)\b"
_N = r"(?P<n>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a\s+couple\s+of|a\s+few|several|a|an|the)"
_UNIT = r"(?P<unit>day|week|month|year)(?P<plural>s)?"


def _p(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_DAY_MDY = _p(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}")
_DAY_DMY = _p(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH},?\s+{_YEAR}")
_DAY_ISO = _p(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b")

# "A 2023 report" says when something was written, and nothing of when it was paid.
_WRITTEN = r"(?!\s+(?:\w+\s+)?(?:reports?|audit|study|stud(?:y|ies)|stor(?:y|ies)|articles?|interview|lawsuit|memo|e-?mails?|documents?|filings?|investigation|review|analysis|ruling|bill|law|letter|survey|hearing|book)\b)"

# Order matters: a longer form is tried before the forms that are part of it.
_FORMS: tuple[tuple[DateForm, Pattern], ...] = (
    (DateForm.SINCE, _p(rf"\bsince\s+(?:(?:about|at\s+least|around)\s+)?(?:(?:the\s+)?(?P<part>early|mid|late|start\s+of|beginning\s+of|end\s+of|spring(?:\s+of)?|summer(?:\s+of)?|autumn(?:\s+of)?|fall(?:\s+of)?)[\s-]+)?(?:{_MONTH}\s+)?(?:(?P<day>\d{{1,2}}),\s+)?{_YEAR}")),
    (DateForm.SINCE, _p(rf"\bfrom\s+{_YEAR}\s+(?:on(?:wards?)?\b|(?:up\s+)?(?:to|until|till|through)\s+(?:today|now|this\s+day|the\s+present|date)\b)")),
    (DateForm.SINCE, _p(rf"\b(?:go(?:es|ing)?|dat(?:es?|ing)|stretch(?:es|ing)|reach(?:es|ing))\s+(?:all\s+the\s+way\s+)?(?:back\s+)?to\s+(?:{_MONTH}\s+)?{_YEAR}")),
    (DateForm.QUARTER, _p(rf"\b(?:the\s+)?(?:(?P<which>first|second|third|fourth|last)\s+(?P<fiscal>fiscal\s+)?quarter|Q(?P<q>[1-4]))\s+(?:of\s+)?(?P<fy>fiscal\s+(?:year\s+)?|FY\s?)?{_YEAR}")),
    (DateForm.FISCAL_YEAR_ENDED, _p(rf"\b(?:the\s+)?fiscal\s+year\s+(?:that\s+|which\s+)?(?:ended|ending|closed|closing|to)\s+(?:in\s+|on\s+)?(?:{_MONTH}\s*(?:\d{{1,2}},?)?\s*)?{_YEAR}")),
    (DateForm.FISCAL_YEAR_ENDED, _p(r"\b(?:the\s+)?fiscal\s+year\s+(?:that\s+|which\s+)?(?:(?:just\s+)?(?:ended|closed)|to)\s+(?:in\s+|on\s+|last\s+|this\s+)?(?:September|Sept\.?)(?:\s+30)?\b(?!,?\s+\d{4})")),
    (DateForm.FISCAL_YEAR, _p(r"\b(?:fiscal(?:\s+year)?|fy)[\s-]?'?(?P<fy>(?:19|20)\d\d|\d\d)\b")),
    (DateForm.RELATIVE_FISCAL_YEAR, _p(r"\b(?:so\s+far\s+)?(?:this|the\s+current|(?P<last>last|the\s+previous|previous|the\s+past|past))\s+fiscal\s+year\b|"
                                     r"\bsince\s+(?:the\s+start\s+of\s+)?the\s+(?:current\s+)?fiscal\s+year(?:\s+(?:opened|began|started)(?:\s+(?:in|on)\s+October(?:\s+1)?)?)?\b")),
    (DateForm.DAY, _DAY_MDY),
    (DateForm.DAY, _DAY_DMY),
    (DateForm.DAY, _DAY_ISO),
    (DateForm.SPAN_OF_MONTHS, _p(rf"\b(?:from|between)\s+{_MONTH}\s*(?:{_YEAR}\s+)?(?:to|and|through|until|-|–)\s+{_MONTH2}\s+{_YEAR2}")),
    (DateForm.TWO_MONTHS_OF_NO_YEAR, _p(rf"\b(?:in|between|over|during|from|across)\s+{_MONTH}\s+(?:and|to|through)\s+{_MONTH2}(?!,?\s*\d)")),
    (DateForm.FIRST_MONTHS, _p(rf"\b(?:in\s+|over\s+|during\s+)?the\s+first\s+{_N}\s+months\s+of\s+{_YEAR}")),
    (DateForm.HALF_YEAR, _p(rf"\b(?:in\s+|over\s+|during\s+)?the\s+(?:first|(?P<second>second))\s+half\s+of\s+{_YEAR}")),
    (DateForm.MONTH_OF_LAST_YEAR, _p(rf"\b(?:in\s+)?{_MONTH}\s+(?:of\s+)?last\s+year\b")),
    (DateForm.BEFORE_ELECTION, _p(rf"\b(?:in|over|during)\s+the\s+(?:last\s+|final\s+)?{_N}\s+{_UNIT}\s+(?:before|leading\s+up\s+to|ahead\s+of|prior\s+to|to)\s+(?:the\s+)?(?:November(?:['’]s)?\s+)?(?:presidential\s+)?(?:election|vote|polls)\b")),
    (DateForm.SINCE_TERM, _p(r"\b(?:since\s+(?:President\s+|Donald\s+|Joe\s+){0,2}(?P<who>Trump|Biden|Obama)(?:['’]s)?\s+(?:took\s+office|returned|came\s+(?:in|back)|return|inauguration|re-?election|second\s+term)|"
                             r"since\s+the\s+(?:first\s+|second\s+)?(?P<whose>Trump|Biden|Obama)\s+administration\s+(?:began|started|took|came)|under\s+the\s+(?:present|current|incumbent)\s+(?:administration|government|president)|since\s+(?:the|his)\s+inauguration)")),
    (DateForm.SPAN_OF_YEARS, _p(rf"\b(?:(?:from|between|over\s+the\s+years|in\s+the\s+years|during|over)\s+)?(?:about\s+|around\s+)?{_YEAR}\s*(?:to|and|through|until|into|-|–|—)\s*{_YEAR2}")),
    (DateForm.PART_OF_YEAR, _p(rf"\b(?P<part>early|mid|late|beginning\s+of|start\s+of|end\s+of|spring|summer|fall|autumn)[\s-]+(?:of\s+|in\s+)?{_YEAR}")),
    (DateForm.SEASON, _p(r"\b(?:last|this|that|in\s+the|over\s+the)\s+(?P<part>spring|summer|fall|autumn)\b")),
    (DateForm.MONTH, _p(rf"\b(?:in\s+)?{_MONTH}\s+(?:of\s+)?{_YEAR}{_WRITTEN}")),
    (DateForm.MONTH_OF_NO_YEAR, _p(rf"(?<=\bthe\s|\bits\s)(?:[Ll]ast\s+)?{_MONTH}(?=(?:['’]s)?\s+(?:[\w-]+\s+)?(?:award|contract|order|deal|purchase|agreement)\b)")),
    (DateForm.SINCE_MONTH, _p(rf"\bsince\s+(?:last\s+|this\s+|early\s+|late\s+|mid-?\s*)?{_MONTH}(?!,?\s*\d)")),
    (DateForm.DAY_OF_NO_YEAR, _p(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,?\s*\d|%)")),
    (DateForm.DAY_OF_NO_YEAR, _p(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?!\s*\d)")),
    (DateForm.PAST, _p(rf"\b(?:over|in|during|for|within|across|throughout)\s+(?:the\s+)?(?:last|past|previous|preceding)\s+(?:{_N}\s+)?{_UNIT}\b(?!\s+of\b)")),
    (DateForm.AGO, _p(rf"\b{_N}\s+{_UNIT}\s+(?:ago|earlier|later)\b")),
    (DateForm.AGO, _p(r"\b(?P<n>the)\s+(?P<unit>year|month)(?P<plural>s)?\s+(?P<earlier>before)\b(?!\s+(?:that|last|the)\b)")),
    (DateForm.SOME_YEAR, _p(rf"\b(?:in\s+)?{_MONTH}\s+of\s+(?:the\s+same|that)\s+year\b|\b(?:that|the\s+same)\s+(?:year|day|month)\b")),
    (DateForm.MONTH_OF_NO_YEAR, _p(rf"\b(?:at\s+)?(?:the\s+)?(?:end|beginning|start|middle)\s+of\s+{_MONTH}(?!,?\s*\d)")),
    (DateForm.THIS_WEEK, _p(r"\b(?:earlier\s+|later\s+|just\s+)?this\s+week\b")),
    (DateForm.LAST_WEEK, _p(r"\b(?:just\s+)?(?:last|the\s+past|the\s+previous)\s+week\b")),
    (DateForm.THIS_MONTH, _p(r"\b(?:earlier\s+|later\s+)?this\s+month\b")),
    (DateForm.LAST_MONTH, _p(r"\blast\s+month\b")),
    (DateForm.THIS_YEAR, _p(r"\b(?:so\s+far\s+|earlier\s+)?this\s+year\b|\bso\s+far\s+in\s+the\s+year\b|\bthe\s+year\s+to\s+date\b")),
    (DateForm.LAST_YEAR, _p(r"\blast\s+year\b")),
    (DateForm.YESTERDAY, _p(r"\byesterday\b")),
    (DateForm.TODAY, _p(r"\btoday\b(?!['’]s)")),
    (DateForm.MONTH_OF_NO_YEAR, _p(rf"\b(?:(?P<last>last)|this|that|the|in|by|during|of|for|from|throughout|over|all)\s+(?:early\s+|mid-?|late\s+)?{_MONTH}(?!\s*\d)")),
    (DateForm.MONTH_OF_NO_YEAR, _p(r"(?:(?<=\w )|(?<=[;:,] )|\A(?!April|June|August))(?P<month>January|February|April|June|July|August|September|October|November|December)(?=['’]s\b)")),
    (DateForm.MONTH_OF_NO_YEAR, _p(r"\b(?P<month>January|February|March|April|June|July|August|September|October|November|December)(?=\s+(?:brought|saw|was|proved|turned\s+out)\b)")),
    (DateForm.MONTH_OF_NO_YEAR, _p(r"(?<=\w, )(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)(?=, )")),
    (DateForm.WEEKDAY, _p(r"\b(?:on\s+)?(?P<last>last\s+)?(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b")),
    (DateForm.RECENTLY, _p(r"\b(?:recently|in\s+recent\s+(?:days|weeks|months)|newly|most\s+recently|the\s+latest)\b|\bjust\b(?=\s+\w+ed\b|\s+(?:bought|paid|spent))")),
    (DateForm.YEAR, _p(rf"\b(?:in|during|for|by|of|throughout|back\s+in|,)?\s*{_YEAR}(?!['’]?s\b|-)(?!\s*(?:people|searches|records)){_WRITTEN}")),
)  # fmt: skip

_TERMS = {
    "obama": ((date(2009, 1, 20), date(2017, 1, 20)),),
    "trump": ((date(2017, 1, 20), date(2021, 1, 20)), (date(2025, 1, 20), date(2029, 1, 20))),
    "biden": ((date(2021, 1, 20), date(2025, 1, 20)),),
}
"""Terms of office (20th Amendment, section 1)."""

_PARTS = {
    "early": (1, 4), "beginning of": (1, 4), "start of": (1, 4), "mid": (5, 8), "late": (9, 12), "end of": (9, 12),
    "spring of": (3, 6), "summer of": (6, 9), "fall of": (9, 12), "autumn of": (9, 12), "spring": (3, 6), "summer": (6, 9), "fall": (9, 12), "autumn": (9, 12),
}  # fmt: skip

DATES = DateWords(
    forms=_FORMS,
    full_days=(_DAY_MDY, _DAY_DMY, _DAY_ISO),
    from_before=_p(rf"\b{_N}\s+{_UNIT}\s+(?:(?P<earlier>earlier|before)|later)\b"),
    next_such=re.compile(r"that ", re.IGNORECASE),
    same_time=re.compile(r"(?:that|the\s+same)\s+(?P<unit>month|year)", re.IGNORECASE),
    months={name: n for n, name in enumerate(_MONTH_NAMES, 1)}
    | {name[:3]: n for n, name in enumerate(_MONTH_NAMES, 1)}
    | {"sept": 9},
    weekdays={name: n for n, name in enumerate(_DAY_NAMES)},
    counts={word: n for n, word in enumerate(_NUMBERS)}
    | {"a": 1, "an": 1, "the": 1, "a couple of": 2, "a few": 3, "several": 3},
    units={unit: unit for unit in ("day", "week", "month", "year")},
    quarters={"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4},
    parts_of_year=_PARTS,
    terms=_TERMS,
)
