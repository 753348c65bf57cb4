"""What can be set from outside, declared once. Light to import: the command line reads it at start-up."""

import os
from pathlib import Path

LEDGER_VARIABLE = "TALLYLIGHT_LEDGER"
"""Names the ledger's folder when `--ledger` is not given."""

MAX_TEXT_BYTES = 1_000_000
"""The longest text that `check` reads, in bytes of UTF-8: some 160,000 words. More than this is not an article."""

MAX_PAGE_BYTES = 5_000_000
"""The longest page that `check` reads, in bytes: pages carry many times their article in scripts and markup."""

USASPENDING_VARIABLE = "TALLYLIGHT_USASPENDING"
"""Names another address of the USAspending API, such as a mirror, when `--publisher-url` is not given."""

USASPENDING_FILES_VARIABLE = "TALLYLIGHT_USASPENDING_FILES"
"""The same for where its files lie, when `--files-url` is not given."""

LEDGER_FORMAT = 4
"""The layout of an edition's folder. A program that meets a higher number asks for an update instead of guessing."""


def ledger_from_environment() -> str | None:
    """The ledger's folder as TALLYLIGHT_LEDGER names it; None where it is unset or empty."""
    return os.environ.get(LEDGER_VARIABLE) or None


def starter_ledger() -> Path:
    """The small ledger that the package ships. The folder may be missing in a checkout that has not built it yet."""
    return Path(__file__).parent / "starter" / "ledger"


def start_no_idle_threads() -> None:
    """Keep numpy's linear algebra, which nothing here uses, from starting threads: waiting, they cost a tenth of a reading.

    For a program's own start, before numpy is imported. What the user set stays.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
