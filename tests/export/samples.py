"""A ledger of every kind of record that the samples have but the search answers, which are many and hold no stand-ins."""

from __future__ import annotations

from pathlib import Path

from tallylight.ledger import Edition, open_ledger
from tallylight.ledger.build import add


def every_kind(records: Path, ledger: Path) -> Edition:
    """Contracts, awards, sub-awards and grants of USAspending, FPDS, OCDS and SAM.gov, in `ledger`, which is made."""
    folder = records / "usaspending"
    parts = [folder / name for name in ("award-summaries", "subawards", "assistance", "fy2013-2018")]
    add([str(part) for part in (*parts, records / "fpds", records / "ocds", records / "sam")], str(ledger))
    return open_ledger(str(ledger))
