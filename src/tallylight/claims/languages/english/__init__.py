"""English, as newsrooms in the United States and Britain write it. One module for each group of words."""

from __future__ import annotations

import re

from tallylight.claims.languages.english.amounts import AMOUNTS
from tallylight.claims.languages.english.comparing import FIRSTS, RATIOS, VENDOR_COUNTS
from tallylight.claims.languages.english.dates import DATES
from tallylight.claims.languages.english.money import MONEY
from tallylight.claims.languages.english.parties import BUYERS, PARTIES
from tallylight.claims.languages.english.pointing import POINTING
from tallylight.claims.languages.english.rules import (
    AWARDS,
    BEGINNINGS,
    CONTENTS,
    COUNTS,
    EVENTS,
    QUANTITIES,
    STATISTICS,
)
from tallylight.claims.languages.english.sentences import SENTENCES
from tallylight.claims.languages.english.telling import TELLING
from tallylight.claims.languages.english.told import TOLD
from tallylight.claims.languages.english.topics import SPOKEN_AS, TOPICS
from tallylight.claims.languages.language import Language

ENGLISH = Language(
    code="en",
    name="English",
    letters=re.compile(r"[A-Za-zÀ-ɏ]"),
    # None that other languages have too: "in", "die", "on", "a" and "was" would make German, French or Italian of it.
    frequent=frozenset(
        """the of and to that for with is by at from has have had it its this which are were been be said not but they
        their who than more would about or his her he she we you there when what will after also into over""".split()
    ),
    sentences=SENTENCES,
    pointing=POINTING,
    parties=PARTIES,
    buyers=BUYERS,
    telling=TELLING,
    amounts=AMOUNTS,
    dates=DATES,
    told=TOLD,
    money=MONEY,
    topics=TOPICS,
    spoken=SPOKEN_AS,
    awards=AWARDS,
    firsts=FIRSTS,
    vendor_counts=VENDOR_COUNTS,
    ratios=RATIOS,
    contents=CONTENTS,
    events=EVENTS,
    counts=COUNTS,
    statistics=STATISTICS,
    quantities=QUANTITIES,
    beginnings=BEGINNINGS,
)
