"""Public buyers that no ledger of federal awards can know: police departments, cities, states, other countries.

Found so that what a city police department paid is never compared with what a federal agency paid the same vendor.
"""

from __future__ import annotations

import re
from functools import cache

from tallylight.claims.names import Mention
from tallylight.knowledge import Agency

_NAME = r"(?:[A-Z][\w.’'-]*\s+){1,4}"
_BUYER = re.compile(
    rf"""\b(?:(?:the\s+)?(?:
        {_NAME}(?:Police(?:\s+(?:Department|Service|Bureau|Force))?|police(?:\s+(?:department|officers|force))?)
      | {_NAME}(?:County|Sheriff(?:['’]s)?(?:\s+(?:Office|Department))?|sheriff(?:['’]s)?(?:\s+(?:office|department))?)\b
      | {_NAME}(?:City\s+Council|city\s+council|School\s+District|school\s+district|Home\s+Office|Highway\s+Patrol|State\s+Patrol)
      | (?:City|County|State|Commonwealth|University|Province|Ministry|Government)\s+of\s+[A-Z]\w+
      | (?:Department|Ministry|Institutes?|National\s+Institutes?|Administration|Commission|Bureau)
        \s+(?:of|for)\s+(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+)*
      | [A-Z]\w+\s+(?:government|army|police|ministry|military|parliament|authorities|regime|navy|intelligence|spy\s+agency)
      | (?:National\s+Health\s+Service|NHS|NATO|NASA|NSA|CIA|EPA|Interpol|European\s+Union|European\s+Commission)
      | (?:Home\s+Office|Metropolitan\s+Police|Royal\s+Canadian\s+Mounted\s+Police|Europol|Interpol|Bundeskriminalamt)
      | [A-Z][a-z]+(?:\s[A-Z][a-z]+)?\s+Department\s+of
        \s+(?:Public\s+Safety|Corrections|Law\s+Enforcement|Motor\s+Vehicles|Transportation)
    )|[A-Z]{{2,3}}PD|RCMP|GCHQ
    |[Tt]he\s+(?:city|county|state|province|city\s+council|police|police\s+(?:department|force)|sheriff(?:['’]s)?(?:\s+(?:office|department))?)
    )\b(?!\s+of\s+the\s+art)(?!-)""",
    re.VERBOSE,
)
_BUYS = re.compile(
    r"(?:['’]s)?\s+(?:\w+\s+){0,2}?(?:sign\w*|paid|pays?|spen[dt]\w*|bought|buys|purchas\w+|award\w*|contract\w*|inked|approved|has\s+a|had\s+a)\b"
)
_SOLD_TO = re.compile(
    r"\b(?:contracts?|deals?|agreements?|orders?|sold|sales?)\s+(?:\w+\s+){0,2}?(?:with|to|from|by)\s+$"
)


def other_buyers(text: str, known: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Buyers of a sentence that are not federal agencies. Where one of those stands too, only if they do buy in it."""
    federal = any(m.agency for m in known)
    found = []
    for mark in _BUYER.finditer(text):
        if any(m.start < mark.end() and mark.start() < m.end for m in known):
            continue
        buys = _BUYS.match(text, mark.end()) or _SOLD_TO.search(text[: mark.start()])
        if buys or not federal:
            name = mark[0].removeprefix("The ").removeprefix("the ")
            found.append(Mention(mark.start(), mark.end(), agency=_buyer(name)))
    return tuple(found)


def is_federal(agency: Agency | None) -> bool:
    """Whether an agency is one of the knowledge files: all of those have a code."""
    return agency is not None and agency.code is not None


@cache
def _buyer(name: str) -> Agency:
    return Agency(name, name, None, "", (), (), ())
