"""Reading a value of JSON by the way to it: `awardDetails/dollars/actionObligation`, `principalNaics/0/code`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from msgspec import UNSET

Columns = Mapping[str, tuple[str, ...]]
"""Canonical column, or name of a helper -> the ways to it through a record, the first that leads to a value counts."""

_DAY = 10  # characters of 2025-02-20, in front of a time of day
_LONGEST = 20  # digits of a number that is written out
_EMPTY = frozenset(("", "N/A", "null", "-NONE-"))


def cell(value: object) -> str | None:
    """A value of JSON as the text of a cell. Numbers come as they are written; a list becomes the names in it."""
    kind = type(value)
    if kind is str:
        text: str = value.strip()  # type: ignore[attr-defined]
        return None if text in _EMPTY else text
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
