"""English: whether a thing is told as done."""

from __future__ import annotations

import re

from tallylight.claims.languages.wording import ToldWords

TOLD = ToldWords(
    question=re.compile(r"\?[\"'”’) ]*\Z"),
    denied=re.compile(
        r"\b(?:did|does|do|has|have|had|was|were|is|are|could|would|should|will|can|may|might|must)(?:\s+not|n['’]t)\b"
        r"(?!\s+(?:only|just|merely|immediately|publicly|say|said|comment\w*|respond\w*|disclos\w+|reveal\w*|explain\w*|clear|known|answer\w*))"
        r"|\bnever\b(?!\s+(?:\w+\s+){0,3}more\s+than)|\bno\s+longer\b|\bno\s+(?:\w+\s+)?(?:contracts?|deals?|awards?|orders?|agreements?|business|money)\b|\bneither\b|\bnor\b",
        re.IGNORECASE,
    ),
    against=re.compile(
        r"\bden(?:y|ies|ied|ying)\b|\brefus\w+\s+to\b|\bdeclin\w+\s+to\s+(?!comment|say|answer|discuss)|\breject(?:s|ed|ing)\b|\bturned\s+down\b|"
        r"\bfail(?:s|ed)\s+to\b|\bavoid\w*|\bbar(?:s|red|ring)?\s+\w+\s+from\b|\bban(?:s|ned|ning)?\s+\w+\s+from\b|\bblock(?:s|ed|ing)?\b|\bprevent\w*|"
        r"\bsav(?:es?|ed|ing)\b|\binstead\s+of\b|\brather\s+than\b|\bwithout\s+\w+ing\b",
        re.IGNORECASE,
    ),
    # Small letters only: "may" is also a month. After "that" or "which" they tell what a thing is for.
    proposed=re.compile(
        r"(?<!that\s)(?<!which\s)(?<!who\s)\b(?:would|should|could|might|may\s+(?:be|have|pay|spend|sign|award|buy))\b|"
        r"\bwant(?:s|ed)?\s+(?:to|a|an|another)\b|\bseek(?:s|ing)?\b|\bsought\b|\bpropos(?:es?|ed|ing|als?)\b|\bconsider(?:s|ed|ing)\b|"
        r"\bask(?:s|ed|ing)?\s+(?:[\w’']+\s+){0,3}for\b|\brequest(?:s|ed|ing)\b|(?<!no-)(?<!no\s)\bbid(?:s|ding)?\b|\bthreaten\w*\s+to\b|"
        r"\brumou?r\w*|\bperhaps\b|\b(?:a|the|its|any)\s+plans?\s+to\b|\bpitch(?:es|ed|ing)\b|\bnegotiat\w+|\bin\s+talks\b|\bsolicit\w+|\bif\b|\bunless\b|\bwhether\b"
    ),
    condition=re.compile(r"[\"'“‘]?(?:If|Should|Unless|Were)\b"),
    proposed_after=re.compile(
        r"\s*(?:[\w’'-]+\s+){0,3}?(?:(?:bid|proposal|offer|request|solicitation|tender|plan)\b|"
        r"(?:contract|deal|agreement|award|order|purchase)\b(?:\s+(?:with|from|to|by|for)(?:\s+[A-Z][\w.&’'-]*){1,4})?\s+"
        r"(?:would\s+(?:begin|start|be)|never\b|fell\s+through|(?:was|were)\s+(?:never|not|proposed|rejected|blocked)|is\s+(?:planned|proposed)))"
    ),
    by_award=re.compile(
        r"\b(?:under|through|thanks\s+to|as\s+part\s+of)\s+(?:an?|its|the)\s+(?:[\w-]+\s+){0,3}\Z", re.IGNORECASE
    ),
    planned=re.compile(
        r"(?<!that\s)(?<!which\s)(?<!who\s)\bwill\b|\bplan(?:s|ned|ning)?\s+(?:to|on)\b|\bintend(?:s|ed|ing)?\s+to\b|\bhop(?:es|ed|ing)\s+to\b|"
        r"\bexpect(?:s|ed)?\s+to\b|\bset\s+to\b|\babout\s+to\b|\bprepar\w+\s+to\b"
    ),
    rate=re.compile(
        r"\s*(?:an?|per|each|every)\s+(?:year|month|week|day|seat|user|unit|person|search|officer|agent|device|licen[cs]e)\b|\s*(?:annually|monthly|yearly|apiece|each)\b"
    ),
    part=re.compile(
        r"(?:\b(?:half|thirds?|quarters?|fifths?|tenths?|percent|portion|fraction|part|share)|%)\s+of\s+$",
        re.IGNORECASE,
    ),
    difference=re.compile(
        r"\s*(?:lower|higher|cheaper|dearer|short\b|(?:less|more|above|below)\s+(?:than|what|the\s+(?:price|sum|amount|figure|original|first))\b)"
    ),
    cut=re.compile(
        r"\b(?:but|while|when|after|although|though|because|as)\b|\band\b(?!\s+(?:to\s+)?(?:spend|pay|buy|sign|award|purchase|procure|give|add)\b)"
    ),
)
