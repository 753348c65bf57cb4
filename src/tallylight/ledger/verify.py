"""Checking that an edition's files are byte for byte what was written."""

from __future__ import annotations

from tallylight.errors import LedgerError
from tallylight.ledger import layout
from tallylight.ledger.edition import Edition
from tallylight.ledger.publish import part_of


def check(edition: Edition) -> int:
    """How many files were compared with their SHA-256. Raises LedgerError, naming the first that differs."""
    for part in edition.manifest.parts:
        path = edition.folder / part.path
        try:
            found = part_of(edition.folder, path)
        except OSError as error:
            raise layout.cannot_read(path, error) from error
        if found.sha256 != part.sha256:
            raise LedgerError(
                "the ledger is damaged: a file is not what was written",
                where=str(path),
                do="Read an older edition with --edition, or restore the file from a copy.",
            )
    return len(edition.manifest.parts)
