"""English: words that say what was bought, cut to stems so that spelling variants meet.

Descriptions of awards are in English too: this group also reads those, whatever the language of the text.
"""

from __future__ import annotations

import re

from tallylight.claims.languages.reading import TellingWords

_COMMON = frozenset(
    """the and for with from that this these those its their his her who whom which what when where while has have had was were
    been being are will would could should may might can into over under more than about some any all also such other another
    each per via not but out off one two three new old own only just very much many most first last next same contract contracts
    deal deals award awards awarded agreement agreements order orders purchase purchases agency agencies company companies firm
    firms vendor vendors government federal department officials agents record records money dollar dollars million billion
    thousand paid pay pays spent spend spending bought buy buying signed sign worth cost costs including includes include
    included covers cover comprises package used use uses using support supports supporting particularly especially notably
    mainly chiefly cases case year years month months week weeks day days united states public work recent recently called
    named building provide provides providing alone deals tool tools system systems made make makes maker
    border agents officials fleet add adds added adding totals total totaling totalling sum combined far since january february march april june july august september october november december""".split()
)
_SPELLINGS = (
    ("licence", "license"),
    ("programme", "program"),
    ("defence", "defense"),
    ("centre", "center"),
    ("armour", "armor"),
)


def stem(word: str) -> str:
    """A word without its commonest endings, in American spelling: licences and LICENSE both become licens."""
    low = word.lower()
    for british, american in _SPELLINGS:
        low = low.replace(british, american)
    low = re.sub(r"is(?=(?:e|ed|es|ing|ation)$)", "iz", low)
    for ending in ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ers", "er", "ed", "es", "s", "y", "e"):
        if low.endswith(ending) and len(low) - len(ending) >= 4:
            return low[: -len(ending)]
    return low


TELLING = TellingWords(common=_COMMON, stem=stem)
