"""The ledger for other programs. In: rows of an edition. Out: tables, SQLite, OCDS, FollowTheMoney, a data package.

Start with `write`.
"""

from tallylight.export.write import write

__all__ = ["write"]
