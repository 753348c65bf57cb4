"""Which publisher's answer a JSON file holds, and its records as a table. Start with `tabulate`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from tallylight.errors import SourceError
from tallylight.sources.documents import ocds, sam, usaspending_answers, usaspending_searches
from tallylight.sources.documents.answer import Answer
from tallylight.sources.documents.json_values import Texts, decoded, values
from tallylight.sources.documents.tabulated import Tabulated
from tallylight.sources.records import ReadInto
from tallylight.sources.shape import UnknownFormat

ANSWERS: tuple[Answer, ...] = (
    sam.CONTRACT_AWARDS,
    sam.SUBCONTRACTS,
    sam.OPPORTUNITIES,
    usaspending_searches.TRANSACTION_SEARCH,
    usaspending_answers.TRANSACTIONS,
    usaspending_searches.AWARD_SEARCH,
    usaspending_searches.SUBAWARD_SEARCH,
    usaspending_answers.AWARD,
    usaspending_answers.ORDERS,
)
"""Every answer that is a list of records, in the order in which they are tried."""


def tabulate(readinto: ReadInto, where: str) -> Tabulated:
    """The records of a JSON file. Raises UnknownFormat when it holds nothing known, SourceError when it is not whole."""
    texts = Texts(readinto, where)
    documents = iter(texts)
    opening = next(documents, None)
    if opening is None:
        raise _nothing(where)

    def notes() -> list[str]:
        return ["the file is not UTF-8 and was read as Windows-1252"] if texts.recoded else []

    ours = ocds.opened(opening)
    if ours is not None:
        return ocds.tabulate(ours, documents, notes)
    first = next(_flat(decoded(next(opening.alone()))), None)
    every = chain([opening], documents)
    if first is None:
        raise _nothing(where)
    for answer in ANSWERS:
        if answer.elements(first) is not None:
            rows = _rows(answer, (one for text in every for value in values(text) for one in _flat(value)), where)
            return Tabulated(answer.reader, answer.header, rows, notes=notes)
    raise _unknown(first, where)


def _nothing(where: str) -> UnknownFormat:
    return UnknownFormat("JSON without a record", where=where, do="Fetch it again, or leave it out.")


def _flat(value: Any) -> Iterator[Any]:
    """A document, or those in a list one by one."""
    if isinstance(value, list):
        yield from value
    else:
        yield value


def _rows(answer: Answer, values: Iterable[Any], where: str) -> Iterator[list[str | None]]:
    for number, value in enumerate(values, 1):
        elements = answer.elements(value)
        if elements is None:
            raise SourceError(
                f"document {number} is no {answer.reader.name}, as the first one is", where=where, do="Split the file."
            )
        yield from map(answer.row, elements)


def _unknown(value: Any, where: str) -> UnknownFormat:
    if why := usaspending_answers.why_not(value):
        return UnknownFormat(why, where=where, do="Ask for the download of that award instead.")
    keys = ", ".join(list(value)[:4]) if isinstance(value, dict) else type(value).__name__
    return UnknownFormat(
        f"JSON of no known kind: {keys[:100]}", where=where, do="See docs/formats.md for what is read."
    )
