"""Which publisher's answer a JSON file holds, and its records as a table. Start with `tabulate`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from tallylight.errors import SourceError
from tallylight.sources.documents import ocds, sam, usaspending_answers
from tallylight.sources.documents.answer import Answer
from tallylight.sources.documents.json_values import Values
from tallylight.sources.documents.tabulated import Tabulated
from tallylight.sources.records import ReadInto
from tallylight.sources.shape import UnknownFormat

ANSWERS: tuple[Answer, ...] = (
    sam.CONTRACT_AWARDS,
    sam.SUBCONTRACTS,
    sam.OPPORTUNITIES,
    usaspending_answers.TRANSACTION_SEARCH,
    usaspending_answers.TRANSACTIONS,
    usaspending_answers.AWARD_SEARCH,
    usaspending_answers.AWARD,
)
"""Every answer that is a list of records, in the order in which they are tried."""


def tabulate(readinto: ReadInto, where: str) -> Tabulated:
    """The records of a JSON file. Raises UnknownFormat when it holds nothing known, SourceError when it is not whole."""
    values = Values(readinto, where)
    flat = _flat(values)
    first = next(flat, None)
    if first is None:
        raise UnknownFormat("JSON without a record", where=where, do="Fetch it again, or leave it out.")
    every = chain([first], flat)
    if ocds.is_ours(first):
        return ocds.tabulate(every, values)
    for answer in ANSWERS:
        if answer.elements(first) is not None:
            rows = _rows(answer, every, where)
            return Tabulated(answer.reader, answer.header, rows, notes=lambda: recoded(values))
    raise _unknown(first, where)


def recoded(values: Values) -> list[str]:
    """What to say of a file that was not UTF-8."""
    return ["the file is not UTF-8 and was read as Windows-1252"] if values.recoded else []


def _flat(values: Iterable[Any]) -> Iterator[Any]:
    """The documents of a file, those in a list one by one."""
    for value in values:
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
    if usaspending_answers.is_subaward_answer(value):
        return UnknownFormat(
            "an answer of sub-awards that does not name their prime award",
            where=where,
            do="Ask for the sub-award download instead.",
        )
    keys = ", ".join(list(value)[:4]) if isinstance(value, dict) else type(value).__name__
    return UnknownFormat(
        f"JSON of no known kind: {keys[:100]}", where=where, do="See docs/formats.md for what is read."
    )
