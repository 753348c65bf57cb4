"""A text and an edition in, verdicts out. Start with `check_text`.

    languages/     the words that texts are read with: which language, and all that depends on it
    text.py        a text as sentences               amounts.py, dates.py   what stands in them
    names.py       vendors, products, agencies       scene.py               a sentence with all of it
    rules/         what is claimed, and what the records say to it: one rule, one file
    records.py     the rows a rule may look at       tolerance.py, fits.py  how near is near enough
    reference.py   whom "it" means, settled by the records      disagree*.py    no row agrees: which facet is wrong
    covered.py     which days the ledger does not hold          explain.py      how a verdict came about

Deterministic: no network, no clock, no model. The same text and edition give the same verdicts.
"""

from tallylight.claims.check import check_text
from tallylight.claims.explain import Explanation, explain
from tallylight.claims.records import Records

__all__ = ["Explanation", "Records", "check_text", "explain"]
