"""From canonical rows to an immutable edition, and from an edition to answers.

In: the batches that `sources.read` hands over. Out: `editions/<id>/` (Parquet, a manifest, `views.sql`), and the read
side that every other part uses. Start with `open_ledger` (read) and `build.add` (write), which is imported by itself so
that reading never waits for the readers of files.
"""

from tallylight.ledger.edition import Edition, open_ledger

__all__ = ["Edition", "open_ledger"]
