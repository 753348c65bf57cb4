"""English: words that point to what was spoken of before."""

from __future__ import annotations

import re

from tallylight.claims.languages.reading import PointingWords

POINTING = PointingWords(
    vendor=re.compile(
        r"\b(?:the\s+(?:[\w’'-]+\s+){0,3}?(?:company|firm|vendor|contractor|start-?up|supplier|maker|manufacturer|provider|outfit|exchange|broker|seller|developer|"
        r"giant|reseller|middleman|charity|nonprofit|lab|subsidiary|group|builder|publisher|operator|carrier|consultancy|two|three|pair)|both|"
        r"its?|their|they|he|she|there)\b",
        re.IGNORECASE,
    ),
    company=re.compile(
        r"\bthe\s+(?:[\w-]+\s+)?(?:company|firm|vendor|contractor|start-?up|supplier|builder|reseller|manufacturer|consultancy|exchange)\b",
        re.IGNORECASE,
    ),
    several=re.compile(r"\b(?:the\s+(?:pair|two|three|four)|both|together|combined|between\s+them)\b", re.IGNORECASE),
    award=re.compile(
        r"\b(?:the|this|that|its|a)\s+(?:[\w-]+\s+){0,2}(?:contract|deal|agreement|award|order|package|purchase|licen[cs]e|subscription|arrangement|price|cost|bill|sum|tab|total|two|three|pair|extension|renewal|modification|top-up)s?\b"
        r"|\bit\b|\bwork\b",
        re.IGNORECASE,
    ),
    agency=re.compile(
        r"\b(?:the|that)\s+(?:agency|bureau|service|department)\b|\b(?:federal\s+)?agents\b", re.IGNORECASE
    ),
    department=re.compile(r"\bthe\s+department\b"),
    which=re.compile(r"(?:which|who)\b"),
    aside=re.compile(r"(?:which|who|whose)\b"),
    participle=re.compile(r"\s*(?:spending|paying|costing|totall?ing)\b", re.IGNORECASE),
    deadline_before=re.compile(
        r"\b(?:(?:by|until|till|through|before)(?:\s+the)?|expir\w+(?:\s+in|\s+on)?|run(?:s|ning)?\s+(?:to|until|through|into)|"
        r"start(?:s|ing)?(?:\s+(?:in|at|from))?|begin(?:s|ning)?(?:\s+(?:in|at))?|ends?(?:\s+in)?|effective|kicks?\s+in\s+at(?:\s+the)?|"
        r"founded|established|incorporated|formed|created|launched|elected|acquired|hired|born|sworn\s+in)(?:\s+back)?\s*$",
        re.IGNORECASE,
    ),
    deadline=re.compile(r"(?:by|until|through)\b", re.IGNORECASE),
    when_clause=re.compile(r",?\s+when\b"),
    compared_to=re.compile(
        r"\b(?:as\s+\w+\s+as|than|like|unlike|compared\s+(?:with|to)|not)\s+(?:the\s+)?\Z", re.IGNORECASE
    ),
    beyond=re.compile(
        r"\b(?:above|below|beyond|up\s+from|down\s+from|compared\s+(?:with|to))\s+(?:its\s+|the\s+)?\Z", re.IGNORECASE
    ),
    together=re.compile(r"\s*(?:and|&|as\s+well\s+as)\s+(?:the\s+)?"),
)
