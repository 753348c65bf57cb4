"""Reading a value of JSON by the way to it: `awardDetails/dollars/actionObligation`, `principalNaics/0/code`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from msgspec import UNSET, UnsetType

Columns = Mapping[str, tuple[str, ...]]
"""Canonical column, or name of a helper -> the ways to it through a record, the first that leads to a value counts."""

_DAY = 10  # characters of 2025-02-20, in front of a time of day
_DIGITS = frozenset("0123456789")
_LONGEST = 20  # digits of a number that is written out
_EMPTY = frozenset(("", "N/A", "null", "-NONE-"))
_NONE = pa.array(sorted(_EMPTY))
_UNKNOWN = frozenset((type(None), UnsetType))
_SIMPLE = _UNKNOWN | {str}
_LONGEST_EMPTY = max(map(len, _EMPTY))  # a longer text need not be looked up, which would hash all of it


def cell(value: object) -> str | None:
    """A value of JSON as the text of a cell. Numbers come as they are written; a list becomes the names in it."""
    kind = type(value)
    if kind is str:
        text: str = value.strip()  # type: ignore[attr-defined]
        return None if len(text) <= _LONGEST_EMPTY and text in _EMPTY else text
    if value is None or value is UNSET:
        return None
    if kind is int:
        return str(value)
    if kind is bool:
        return "true" if value else "false"
    if kind is list:
        texts = [cell(one.get("name") if isinstance(one, dict) else one) for one in value]  # type: ignore[attr-defined]
        return ";".join(text for text in texts if text) or None
    return None


def texts_of(values: Sequence[Any]) -> pa.StringArray:
    """Texts, and None where there is none, as a column."""
    try:
        return pa.array(values, pa.string())
    except UnicodeEncodeError:  # JSON can write half of a character, such as \\ud83d, which is no text
        whole = [None if value is None else value.encode(errors="replace").decode() for value in values]
        return pa.array(whole, pa.string())


def column_of(values: Sequence[object]) -> pa.StringArray:
    """Values of JSON as a column of texts: `cell` for all of them at once."""
    kinds = set(map(type, values))
    if kinds <= _UNKNOWN:
        return pa.nulls(len(values), pa.string())
    if not kinds <= _SIMPLE:
        values = [cell(value) for value in values]
    elif UnsetType in kinds:
        values = [None if value is UNSET else value for value in values]
    made = pc.utf8_trim_whitespace(texts_of(values))
    empty = pc.is_in(made, _NONE)
    return pc.if_else(empty, pa.scalar(None, pa.string()), made) if pc.any(empty).as_py() else made


def as_written(number: str) -> str:
    """A number of JSON that has a point or an exponent, as text. 2.5e3 is exact here, so it is written out as 2500."""
    if "e" not in number and "E" not in number:
        return number
    try:
        exact = Decimal(number)
    except ArithmeticError:  # an exponent beyond all bounds
        return number
    return format(exact, "f") if abs(exact.adjusted()) <= _LONGEST else number


def day(value: object) -> str | None:
    """The day of a moment as it is written there, whatever the time zone: it is the day that the publisher shows."""
    if type(value) is str and value[_DAY : _DAY + 1] == "T" and value[0] in _DIGITS:
        return value[:_DAY]  # nearly all are so, and need no other look
    text = cell(value)
    return text[:_DAY] if text and text[_DAY : _DAY + 1] in ("T", " ") else text


def follow(record: object, way: tuple[str, ...]) -> object:
    """The value at the end of the way, None where it ends early."""
    for step in way:
        if isinstance(record, dict):
            record = record.get(step)
        elif isinstance(record, list):
            index = int(step) if step.isdigit() else len(record)
            record = record[index] if index < len(record) else None
        else:
            return None
    return record


def row_of(columns: Columns, days: frozenset[str]) -> Callable[[Any], list[str | None]]:
    """A function from a record to its row; `days` are the canonical names of columns that hold moments."""
    plan = [(day if name in days else cell, [tuple(way.split("/")) for way in ways]) for name, ways in columns.items()]

    def row(record: Any) -> list[str | None]:
        return [
            next((text for way in ways if (text := read(follow(record, way))) is not None), None) for read, ways in plan
        ]

    return row
