"""Checking that an edition's files are byte for byte what was written."""

from __future__ import annotations

from tallylight.ledger import layout
from tallylight.ledger.edition import Edition


def check(edition: Edition) -> int:
    """How many files were compared with their SHA-256. Raises LedgerError, naming the first that differs."""
    layout.check_hashes(edition.folder, edition.manifest.parts)
    return len(edition.manifest.parts)
