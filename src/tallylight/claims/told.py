"""Is a thing told as done? What is planned, asked for, denied or asked about cannot be compared with a record of what happened.

A sentence that says "did not sign a $2 million contract" must never be called supported by that contract, nor one that says
"plans to spend $7 million" be contradicted by what was spent. No verdict is given; the sentence is listed with the reason.
"""

from __future__ import annotations

import re

from tallylight.claims.scene import Scene
from tallylight.claims.text import stretch

_NOT = re.compile(
    r"\b(?:did|does|do|has|have|had|was|were|is|are|could|would|should|will|can|may|might|must)(?:\s+not|n['’]t)\b"
    r"(?!\s+(?:only|just|merely|immediately|publicly|say|said|comment\w*|respond\w*|disclos\w+|reveal\w*|explain\w*|clear|known|answer\w*))"
    r"|\bnever\b|\bno\s+longer\b|\bno\s+(?:\w+\s+)?(?:contracts?|deals?|awards?|orders?|agreements?|business|money)\b|\bneither\b|\bnor\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\bden(?:y|ies|ied|ying)\b|\brefus\w+\s+to\b|\bdeclin\w+\s+to\s+(?!comment|say|answer|discuss)|\breject(?:s|ed|ing)\b|\bturned\s+down\b|"
    r"\bfail(?:s|ed)\s+to\b|\bavoid\w*|\bbar(?:s|red|ring)?\s+\w+\s+from\b|\bban(?:s|ned|ning)?\s+\w+\s+from\b|\bblock(?:s|ed|ing)?\b|\bprevent\w*|"
    r"\bsav(?:es?|ed|ing)\b|\binstead\s+of\b|\brather\s+than\b|\bwithout\s+\w+ing\b",
    re.IGNORECASE,
)
# Small letters only: "may" is also a month. After "that" or "which" they tell what a thing is for.
_PROPOSED = re.compile(
    r"(?<!that\s)(?<!which\s)(?<!who\s)\b(?:would|should|could|might|may\s+(?:be|have|pay|spend|sign|award|buy))\b|"
    r"\bwant(?:s|ed)?\s+(?:to|a|an|another)\b|\bseek(?:s|ing)?\b|\bsought\b|\bpropos(?:es?|ed|ing|als?)\b|\bconsider(?:s|ed|ing)\b|"
    r"\bask(?:s|ed|ing)?\s+(?:[\w’']+\s+){0,3}for\b|\brequest(?:s|ed|ing)\b|\bbid(?:s|ding)?\b|\bthreaten\w*\s+to\b|"
    r"\bpitch(?:es|ed|ing)\b|\bnegotiat\w+|\bin\s+talks\b|\bsolicit\w+|\bif\b|\bunless\b|\bwhether\b"
)
_PLANNED = re.compile(
    r"(?<!that\s)(?<!which\s)(?<!who\s)\bwill\b|\bplan(?:s|ned|ning)?\s+(?:to|on)\b|\bintend(?:s|ed|ing)?\s+to\b|\bhop(?:es|ed|ing)\s+to\b|"
    r"\bexpect(?:s|ed)?\s+to\b|\bset\s+to\b|\babout\s+to\b|\bprepar\w+\s+to\b"
)
_RATE = re.compile(
    r"\s*(?:an?|per|each|every)\s+(?:year|month|week|day|seat|user|unit|person|search|officer|agent|device|licen[cs]e)\b|\s*(?:annually|monthly|yearly|apiece)\b"
)
_PART = re.compile(
    r"(?:\b(?:half|thirds?|quarters?|fifths?|tenths?|percent|portion|fraction|part|share)|%)\s+of\s+$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s*(?:[\w’'-]+\s+){0,3}?(?:(?:bid|proposal|offer|request|solicitation|tender|plan)\b|"
    r"(?:contract|deal|agreement|award|order|purchase)\b(?:\s+(?:with|from|to|by|for)(?:\s+[A-Z][\w.&’'-]*){1,4})?\s+"
    r"(?:would\s+(?:begin|start|be)|never\b|fell\s+through|(?:was|were)\s+(?:never|not|proposed|rejected|blocked)|is\s+(?:planned|proposed)))"
)
_CONDITION = re.compile(r"[\"'“‘]?(?:If|Should|Unless|Were)\b")
_CUT = re.compile(
    r"\b(?:but|while|when|after|although|though|because|as)\b|\band\b(?!\s+(?:to\s+)?(?:spend|pay|buy|sign|award|purchase|procure|give|add)\b)"
)


def why_not(scene: Scene, place: int, *, priced: bool, ceiling: bool = False) -> str | None:
    """Why what stands at a place of a sentence is not told as done, in plain words; None when it is.

    `priced` says that the place is that of an amount: what follows it then often belongs to something else. A `ceiling` is
    always told in words such as "could", so that only a denial or a question takes it away.
    """
    text = scene.text
    if text.rstrip("\"'”’) ").endswith("?"):
        return "a question, and not a statement"
    low, _ = stretch(text, place)
    before = _CUT.split(text[low:place])[-1]
    if _NOT.search(before if priced else text[slice(*scene.clause(place))]) or _AGAINST.search(before):
        return "the sentence denies it or speaks against it: there is no record of what did not happen"
    if ceiling:
        return None
    if priced and _RATE.match(text, _end(scene, place)):
        return "a price by the year or by the piece, which cannot be compared with a sum"
    if priced and _PART.search(text, 0, place):
        return "a part of a sum, which is not worked out"
    if _PROPOSED.search(before) or _CONDITION.match(text) or (priced and _AFTER.match(text, _end(scene, place))):
        return "proposed, asked for or only possible, and not told as done: the ledger holds what was done"
    return None


def only_agrees(scene: Scene, place: int) -> str | None:
    """Why a record may agree with what stands at a place of a sentence, and may not refute it; None when it may do both.

    A plan may have come about as told; but that nothing fits it shows no mistake.
    """
    low, _ = stretch(scene.text, place)
    if _PLANNED.search(_CUT.split(scene.text[low:place])[-1]):
        return "planned, and not told as done: no record of it is no mistake"
    return None


def _end(scene: Scene, place: int) -> int:
    return next((a.end for a in scene.amounts if a.start == place), place)
