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
    if {name.lower() for name in header} & _NAMES:
        nearest = max(READERS, key=lambda reader: _likeness(reader, header))
        if lacking := sorted(_needed(nearest) - set(header)):
            what += f"; it looks like {nearest.name}, but lacks {', '.join(lacking)}"
            if {name.lower() for name in lacking} <= {name.lower() for name in header}:
                return UnknownFormat(what, where=where, do="Write the names of the columns as they were published.")
        return UnknownFormat(what, where=where, do="Ask for the file with all of its columns.")
    return UnknownFormat(what, where=where, do="Run `tallylight add --help` for what is read.")


def _needed(reader: Reader) -> set[str]:
    """The names by which a reader knows its files: those of its own columns that it does not recognise a file without."""
    names = {names[0] for names in reader.columns.values()}
    return {name for name in names if not reader.recognises(tuple(names - {name}))} or names


def _likeness(reader: Reader, header: Header) -> tuple[float, float]:
    """How many of the names that a reader needs are there, then how many of all that it reads; as shares, from 0 to 1."""
    lower = {name.lower() for name in header}
    needed, read = _needed(reader), list(reader.columns.values())
    there = sum(name.lower() in lower for name in needed) / len(needed)
    return there, sum(any(name.lower() in lower for name in names) for names in read) / len(read)


_NAMES = {name.lower() for reader in READERS for names in reader.columns.values() for name in names}


def _short(name: str) -> str:
    """A column name fit for one line. What a file without a header has here is data, perhaps a name, and not repeated."""
    usual = re.fullmatch(r"[a-z]\w{0,60}|[A-Z]\w*[a-z]\w*([ /][A-Z]\w*){0,5}|[A-Z]{1,4}", name)
    return name if usual or name.lower() in _NAMES else "(a value)"
