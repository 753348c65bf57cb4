"""One small file a published layout. In: a header. Out: the `Reader` that knows it.

Start with `recognise`. To add a layout, copy a neighbour and add its reader to `READERS`.
"""

from __future__ import annotations

import re

from tallylight.sources.readers import (
    assistance,
    award_summaries,
    facts,
    opportunities,
    search_answers,
    subawards,
    transactions,
    transactions_2018,
)
from tallylight.sources.readers.reader import Header, Reader
from tallylight.sources.readers.usaspending import KNOWN
from tallylight.sources.shape import UnknownFormat

READERS: tuple[Reader, ...] = (
    search_answers.READER,
    search_answers.READER_WITHOUT_KEY,
    award_summaries.READER,
    transactions.READER,
    transactions_2018.READER,
    subawards.READER,
    assistance.SUMMARIES,
    assistance.TRANSACTIONS,
    opportunities.READER,
    facts.READER,
)


def recognise(first: Header, where: str) -> tuple[Reader, Header, bool]:
    """The reader for a file whose first record is `first`, its column names, and whether `first` is a header.

    Raises UnknownFormat, naming what was seen and which known layout is nearest.
    """
    header = tuple(name.strip() for name in first)
    for reader in READERS:
        if reader.recognises(header):
            return reader, header, True
    if transactions_2018.recognises_record(first):
        return transactions_2018.READER, transactions_2018.HEADER, False
    if len(header) <= 2 and any(name in KNOWN for name in header):
        raise UnknownFormat("a list of column names, not records", where=where, do="Leave it out.")
    raise _unknown(header, where)


def _unknown(header: Header, where: str) -> UnknownFormat:
    if len(header) == 1:
        for mark, name in (("\t", "tabs"), ("|", "bars"), (";", "semicolons")):
            if mark in header[0]:
                return UnknownFormat(f"the columns are separated by {name}", where=where, do="Ask for commas instead.")
    seen = ", ".join(_short(name) for name in header[:4]) + (", ..." if len(header) > 4 else "")
    columns = "column" if len(header) == 1 else "columns"
    what = f"no known format has {'this' if len(header) == 1 else 'these'} {len(header)} {columns}: {seen}"
    nearest = max(READERS, key=lambda reader: _overlap(reader, header))
    if share := _overlap(nearest, header):
        what += f"; {share} of them are in {nearest.name}"
    return UnknownFormat(what, where=where, do=f"Known formats: {', '.join(reader.name for reader in READERS)}.")


def _overlap(reader: Reader, header: Header) -> int:
    return len((reader.known | {name for names in reader.columns.values() for name in names}) & set(header))


def _short(name: str) -> str:
    """A column name fit for one line. What a file without a header has here is data, perhaps a name, and not repeated."""
    usual = re.fullmatch(r"[a-z]\w{0,60}|[A-Z]\w*[a-z]\w*([ /][A-Z]\w*){0,5}|[A-Z]{1,4}", name)
    return name if usual else "(a value)"
