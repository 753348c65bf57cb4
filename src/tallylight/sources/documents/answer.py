"""What a publisher's saved answer in JSON is: a list of records, and the ways to their values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tallylight.sources.documents.paths import Columns, row_of
from tallylight.sources.readers.reader import Cells, Header, Reader, as_they_are


@dataclass(frozen=True)
class Answer:
    """One kind of answer. `elements` gives its records, or None when a value is another kind of answer."""

    reader: Reader
    header: Header
    elements: Callable[[Any], Sequence[Any] | None]
    row: Callable[[Any], list[str | None]]


def answer(
    name: str,
    kind: str,
    columns: Columns,
    elements: Callable[[Any], Sequence[Any] | None],
    *,
    days: frozenset[str] = frozenset(),
    complete: Callable[[Cells], Cells] = as_they_are,
    optional: frozenset[str] = frozenset(),
    checks: Mapping[str, Callable[[str], object]] | None = None,
) -> Answer:
    """An answer whose records are read by the ways in `columns`; the first way to a column is its published name.

    `checks` are columns without which a record says nothing, with what raises ValueError for a text that is none.
    """
    header = tuple(ways[0] for ways in columns.values())
    reader = Reader(
        name=name,
        kind=kind,
        columns={canonical: (ways[0],) for canonical, ways in columns.items()},
        recognises=lambda _: False,
        complete=complete,
        optional=optional,
        also_required=tuple(checks or ()),
        converters=checks or {},
    )
    return Answer(reader, header, elements, row_of(columns, days))


def listed_under(key: str, *needed: str, bare: tuple[str, ...] = ()) -> Callable[[Any], Sequence[Any] | None]:
    """Records that stand in a list under `key`, where the first has all the fields `needed`. An empty list is one too.

    A record that was saved without the answer around it is told by the fields `bare`.
    """

    def elements(value: Any) -> Sequence[Any] | None:
        if bare and isinstance(value, dict) and value.keys() >= set(bare):
            return [value]
        found = value.get(key) if isinstance(value, dict) else None
        if not isinstance(found, list):
            return None
        if needed and found and not (isinstance(found[0], dict) and found[0].keys() >= set(needed)):
            return None
        return found

    return elements
