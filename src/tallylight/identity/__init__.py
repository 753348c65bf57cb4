"""From published payee names to organisations (one legal entity, however it is spelled) and families (common ownership).

In:  one row a published name, with the identifiers, parents and award numbers that it was seen with, and the knowledge
     files. Out: one row a name (`resolve.SCHEMA`), each link with its rule, its words and its source.

Start with `resolve`. `normal.py` brings names to the form in which two spellings of one name are equal; `links.py` has
the rules, one function each. Nothing is merged on likeness alone: names that are merely near each other are candidates
for a person (`near.py`). `known.py` places a name that the ledger has not seen.
"""

from __future__ import annotations

from tallylight.identity.known import Known
from tallylight.identity.links import Name
from tallylight.identity.resolve import SCHEMA, Resolver

__all__ = ["SCHEMA", "Known", "Name", "Resolver"]
