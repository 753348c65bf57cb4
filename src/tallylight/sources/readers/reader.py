"""What a reader is: the names of one published layout, and how they become the canonical ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from tallylight.model import StatedCoverage

Cells = dict[str, pa.Array]
"""Columns of equal length by canonical name, or by the name of a helper column that is used and not kept."""

Header = tuple[str, ...]


def as_they_are(cells: Cells) -> Cells:
    """Nothing to complete."""
    return cells


PLAIN_AMOUNT = r"^-?[0-9]{1,12}(\.[0-9]{1,2})?$"
"""Texts (RE2) that are this amount wherever a point stands in front of the decimals; far below `cells.LARGEST`."""


@dataclass(frozen=True)
class Reader:
    """One published layout. `columns` gives, for each canonical column, its published names, newest first.

    A name that the schema does not know is a helper: it is read, given to `complete`, and then forgotten.
    """

    name: str
    kind: str  # a key of `shape.SCHEMAS`
    columns: Mapping[str, tuple[str, ...]]
    recognises: Callable[[Header], bool]
    complete: Callable[[Cells], Cells] = as_they_are
    empty: tuple[str, ...] = ()  # texts that stand for an empty cell
    comments: bool = False  # lines that begin with # are no records
    known: frozenset[str] = frozenset()  # every column ever published; others are reported as unknown. Empty: no check
    award_kind: str | None = None  # of all its rows; None: federal contracts. See `shape.KINDS_OF_AWARD`
    optional: frozenset[str] = frozenset()  # required columns that may be empty in this layout
    also_required: tuple[str, ...] = ()  # columns that cost the row in this layout when they are empty or unreadable
    converters: Mapping[str, Callable[[str], object]] = field(default_factory=dict)  # column -> how its cells are read
    plain: Mapping[str, str] = field(default_factory=dict)  # column -> pattern (RE2) of cells that need no converter
    stated: StatedCoverage | None = None  # what a mapping file says of such a table


def length(cells: Cells) -> int:
    """The number of rows."""
    return len(next(iter(cells.values()))) if cells else 0


def joined(separator: str, *parts: pa.Array | str) -> pa.Array:
    """Texts joined row by row; a null anywhere gives a null."""
    return pc.binary_join_element_wise(*parts, separator)
