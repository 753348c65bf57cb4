"""English: where sentences, clauses and breaths end."""

from __future__ import annotations

import re

from tallylight.claims.languages.reading import SentenceWords

SENTENCES = SentenceWords(
    end=re.compile(r"[.!?][\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9$])"),
    # Months and titles as newsrooms write them.
    abbreviations=frozenset(
        "inc corp co ltd llc l.l.c mr mrs ms dr st sr jr jan feb mar apr jun jul aug sep sept "
        "oct nov dec u.s u.k d.c no vs gen sen rep gov lt col sgt dept est approx e.g i.e".split()
    ),
    company_abbreviations=frozenset({"inc", "corp", "llc", "ltd", "co"}),
    opening=re.compile(r"\.\s+(The|It|In|A|An|But|That|This)\b"),
    single_letters=frozenset({"i"}),
    closing=(".", "!", "?", ":", ";"),
    line_end=(".", "!", "?", ":", "”", '"'),
    closing_quotes="\"'”’)",
    two_sentences=re.compile(r"[.!?]\s+[A-Z]"),
    goes_on=re.compile(r"That(?:\s+is|['’]s|\s+was)\s+(?:what|how|the)\b"),
    comma=",",
    pause=re.compile(r",\s+|;\s*|\s[—–-]\s|:\s"),
    clause=re.compile(
        r";|\s[—–-]\s|:\s|,\s+(?=(?:while|although|though|but|and|which|whereas|including|followed|plus|spending|after|before|with)\b)"
        r"|,\s+(?=the\s+[A-Z])",
    ),
)
