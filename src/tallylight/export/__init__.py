"""The ledger for other programs: rows of an edition in, CSV, JSON Lines or Parquet out. Start with `write`."""

from tallylight.export.write import write

__all__ = ["write"]
