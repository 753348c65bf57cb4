"""From the words of a description to what was bought: product, maker, technology, and the words that decided.

In:  a batch of distinct descriptions with their payees, and the knowledge files.
Out: a batch of labels, one a row (`label.SCHEMA`), which the ledger joins to its actions.

Start with `label`. `automaton.py` finds thousands of phrases in one pass, `decide.py` says which of them counts,
`evidence.py` finds the words again as they were published.
`suggest.py` asks a statistical model where no rule speaks.
"""

from __future__ import annotations

from tallylight.technology.label import SCHEMA, Labeller
from tallylight.technology.suggest import Suggester
from tallylight.technology.suggest import load as load_model

__all__ = ["SCHEMA", "Labeller", "Suggester", "load_model"]
