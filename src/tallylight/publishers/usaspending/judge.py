"""Whether an answer is an answer to what was asked. Pure; each function raises `Misunderstood`, or says what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tallylight.errors import PublisherError
from tallylight.publishers.usaspending.pieces import Rows
from tallylight.sources.readers.reader import Cells

STANDING = "For searches, time period start and end dates are currently limited"
"""How the note begins that every search answer carries (published contracts of USAspending.gov, May 2026)."""

_UNUSED = re.compile(
    r"\b(?:not (?:be )?(?:used|applied|recogni[sz]ed|supported)|unused|ignored|unrecogni[sz]ed|unsupported|unknown)\b",
    re.IGNORECASE,
)


class Misunderstood(PublisherError):
    """The publisher answered another question than was asked. Nothing of the answer is used."""

    def __init__(self, what: str, where: str) -> None:
        super().__init__(
            what,
            where=where,
            do="Nothing was added. The service may have changed: update Tallylight, or report it.",
        )


def messages(answer: Any, where: str) -> None:
    """Refuse an answer whose `messages` say that a filter was not used: it is wider than what was asked."""
    for text in answer.get("messages") or () if isinstance(answer, dict) else ():
        text = " ".join(str(text).split())
        if not text.startswith(STANDING) and _UNUSED.search(text):
            raise Misunderstood(f"the publisher did not use all filters: {text[:200]}", where)


def echo(asked: Mapping[str, Any], understood: Any, where: str) -> None:
    """Refuse a download whose echoed filters lack something that was asked.

    The publisher renames filters on the way (prime_award_types, award_type_codes), so what is compared is what they say:
    every code, name and day that was sent must come back. `action_date` is the default, and need not.
    """
    if not isinstance(understood, dict) or not understood:
        raise Misunderstood("the publisher does not say what it understood", where)
    back = {text.casefold() for text in _texts(understood)}
    for name, value in asked.items():
        lost = [text for text in _texts(value) if text.casefold() not in back and text != "action_date"]
        if lost:
            raise Misunderstood(f"the publisher understood something else: {name} lacks {', '.join(lost)[:200]}", where)


def _texts(value: Any) -> Iterator[str]:
    """Every text and number in a value."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def outside(cells: Cells, rows: Rows) -> int:
    """How many rows are not what was asked for. Lines that take an action back say nothing of themselves, and pass."""
    count = len(next(iter(cells.values()))) if cells else 0
    fits = pa.repeat(True, count)
    for column, text in rows.is_:
        if column in cells:
            fits = pc.and_(fits, pc.equal(pc.utf8_lower(cells[column]), text.lower()))
    for column, first, last in rows.between:
        if column in cells:
            day = pc.utf8_slice_codeunits(cells[column], 0, 10)
            fits = pc.and_(fits, pc.and_(pc.greater_equal(day, first), pc.less_equal(day, last)))
    fits = pc.fill_null(fits, False)
    if "withdrawn" in cells:
        fits = pc.or_(fits, pc.fill_null(pc.equal(cells["withdrawn"], "D"), False))
    return count - int(fits.true_count)
