"""What files cover whose question is known: `tallylight pull` asks for an agency and a time, and keeps what it asked.

A file is then whole for that time, also where it holds no row. Times that touch are one: the block reaches from the first
day of the oldest to the last day of the newest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tallylight.ledger.manifest import Block, FileEntry
from tallylight.model import Asked, Coverage, CoverageState, Window

USASPENDING = "USAspending.gov"

REPORTED_WITHIN = timedelta(days=7)
"""An action reaches the publisher some days after it was signed: the last days before the publisher's day are not covered."""

Key = tuple[str, int]
"""A sub-agency as award records name it, and a fiscal year."""


@dataclass(frozen=True, slots=True)
class Held:
    """How many rows, and their sum in US dollars."""

    rows: int
    obligated: Decimal


NOTHING = Held(0, Decimal("0.00"))


@dataclass(frozen=True, slots=True)
class Span:
    """What one file says of one block."""

    start: date
    end: date
    entry: FileEntry


def spans_of(files: Iterable[FileEntry]) -> Mapping[Key, Sequence[Span]]:
    """The spans of every block that was asked for, the newest last: by the publisher's day, then as they were added."""
    found: dict[Key, list[Span]] = {}
    for entry in sorted(files, key=lambda entry: (entry.as_of, entry.number)):
        if entry.asked is None:
            continue
        for window in windows_of(entry.asked, entry.blocks):
            for year in range(fiscal_year(window.start), fiscal_year(window.end) + 1):
                span = Span(max(window.start, date(year - 1, 10, 1)), _end(window, year, entry), entry)
                if span.start <= span.end:
                    found.setdefault((window.sub_agency, year), []).append(span)
    return found


def windows_of(asked: Asked, blocks: Iterable[Block]) -> tuple[Window, ...]:
    """The windows that were asked for, and those of every agency in the file where it has all of a department."""
    named = {window.sub_agency for window in asked.windows}
    others = sorted({block.sub_agency for block in blocks} - named) if asked.all_agencies else []
    span = asked.all_agencies or (date.min, date.min)
    return (*asked.windows, *(Window(agency, *span) for agency in others))


def fiscal_year(day: date) -> int:
    """Fiscal year N runs from 1 October of N - 1 to 30 September of N."""
    return day.year + (day.month >= 10)


def joined(key: Key, spans: Sequence[Span], held: Coverage | None, current: Held) -> Coverage:
    """The coverage of one block: the newest span, with every span that touches it, the oldest answers included.

    `held` is what the block's other files say. A search answer that is newer than all spans has the last word. Its rows
    are the `current` actions: no single file has them all.
    """
    newest = spans[-1]
    firm = held is not None and held.state is not CoverageState.SELECTION
    if held and firm and held.as_of > newest.entry.as_of:
        return held
    start, end = newest.start, newest.end
    others = [(span.start, span.end) for span in spans]
    others += [(held.start, held.end)] if held and held.state is CoverageState.COMPLETE else []
    day = timedelta(days=1)
    while touching := [o for o in others if o[0] <= end + day and start <= o[1] + day and (o[0] < start or o[1] > end)]:
        start, end = min(start, *(o[0] for o in touching)), max(end, *(o[1] for o in touching))
    lacks = _reasons(spans)
    return Coverage(
        publisher=USASPENDING,
        sub_agency=key[0],
        fiscal_year=key[1],
        start=start,
        end=end,
        state=CoverageState.PARTIAL if lacks else CoverageState.COMPLETE,
        rows=current.rows,
        obligated=current.obligated,
        path=newest.entry.report.path,
        as_of=newest.entry.as_of,
        reasons=lacks,
    )


def _reasons(spans: Sequence[Span]) -> tuple[str, ...]:
    """Why spans are not whole, but for those that a later answer covers again."""
    found = []
    for place, span in enumerate(spans):
        again = any(
            later.start <= span.start and span.end <= later.end
            for later in spans[place + 1 :]
            if later.entry.asked and not later.entry.asked.only_changes
        )
        if span.entry.asked and span.entry.asked.lacks and not again:
            found.append(span.entry.asked.lacks)
    return tuple(dict.fromkeys(found))


def _end(window: Window, year: int, entry: FileEntry) -> date:
    """The last day that is covered: not the days just before the publisher's own, unless an action of them is there."""
    key = window.sub_agency, year
    seen = max((block.last for block in entry.blocks if (block.sub_agency, block.fiscal_year) == key), default=date.min)
    return min(window.end, date(year, 9, 30), max(entry.as_of - REPORTED_WITHIN, seen))
