"""The door: what concerns private people stays outside. Applied to every batch before it is stored, listed or hashed.

Columns about people (officers and their pay, telephones, street lines, ZIP codes) are in no reader's list, so they are
never taken out of a file at all; `PRIVATE_COLUMN` is how a test proves that. Here: a payee that is one person trading
alone loses its name and everything that leads to it, and e-mail addresses and telephone numbers in descriptions are
masked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tallylight.sources import native
from tallylight.sources.readers.reader import Cells

WITHHELD = "sole proprietor (name withheld)"

PRIVATE_COLUMN = re.compile(r"officer_\d|phone|fax|address|zip|email|created_?by|modified_?by|contact", re.IGNORECASE)
"""Published column names that no reader may list."""

_OF_THE_PAYEE = (
    "payee_as_reported", "payee_dba", "payee_uei", "payee_duns", "payee_cage", "payee_id",
    "payee_parent", "payee_parent_uei", "payee_city", "payee_state", "payee_country",
)  # fmt: skip
_OF_THE_PRIME = ("prime_payee_uei", "prime_payee_parent")
_NAMES = ("payee", "payee_as_reported", "payee_dba", "payee_parent")  # columns end so that hold names
_FREE_TEXT = ("description", "base_description")
_YES = pa.array(["t", "T", "true", "TRUE", "True", "y", "Y", "yes", "YES", "Yes", "1"])

_PERSON = r"(^|[;,:]) *(individuals?|sole[ _]proprietorship) *($|[;,])"
"""In a list of business types. "Individual or concern other than one of the preceding" is no person: see the tests."""

_EMAIL = re.compile(r"[\w.%+'-]+@(?:[\w-]+\.)+[A-Za-z]{2,}", re.ASCII)
# North American numbers: an area code that begins with 2 to 9, in the groupings that occur. Bare runs of ten digits in
# published descriptions are telephones too. Not touched: anything glued to letters, other digits, $ or #, such as
# contract numbers, stock numbers (5995-01-234-5678), amounts and dates.
_TELEPHONE = re.compile(
    r"(?<![\w$#/.,-])(?:\+?1[-. ]{1,2})?"
    r"(?:\([2-9]\d\d\)\s?[-. ]?\s?\d{3}\s?[-. ]\s?\d{4}"
    r"|[2-9]\d\d\s?[-./]\s?\d{3}\s?[-.]\s?\d{4}"
    r"|[2-9]\d\d [2-9]\d\d[- ]\d{4}"
    r"|[2-9]\d{9})"
    r"(?![\w/!-]|[.,]\d)",  # 4549096622!CANOPY is an item of the Defense Logistics Agency
    re.ASCII,
)
_DIGITS = 10  # that the shortest telephone number has
_WORTH_A_LOOK = r"@|[2-9]\d\d\D{0,4}\d{3}\D{0,3}\d{4}"  # for the vectorised search: wider, and without context


def mask(text: str) -> str:
    """The text with e-mail addresses and telephone numbers replaced by `[e-mail]` and `[telephone]`."""
    return _TELEPHONE.sub("[telephone]", _EMAIL.sub("[e-mail]", text))


def through_the_door(cells: Cells) -> Cells:
    """The cells as they may be kept. The helpers that tell of a person end here.

    They are `sole_proprietor` and `business_types` of the payee, and `prime_business_types` of a sub-award's prime recipient.
    """
    cells = dict(cells)
    flag, types, prime = (
        cells.pop(name, None) for name in ("sole_proprietor", "business_types", "prime_business_types")
    )
    alone = pc.is_in(flag, value_set=_YES) if flag is not None else None
    person = _is_person(types)
    if person is not None:
        alone = person if alone is None else pc.or_(alone, person)
    for who, withheld, others in (
        (alone, "payee", _OF_THE_PAYEE),
        (_is_person(prime), "prime_payee", _OF_THE_PRIME),
    ):
        if who is not None and who.true_count and withheld in cells:
            cells = _withhold(cells, who, withheld, others)
    for name in _FREE_TEXT:
        if name in cells:
            cells[name] = _masked(cells[name])
    return cells


def _is_person(types: pa.Array | None) -> pa.BooleanArray | None:
    """Whether a list of business types says that it is one person; None where no list is given."""
    if types is None or types.null_count == len(types):
        return None
    return pc.fill_null(pc.match_substring_regex(types, _PERSON, ignore_case=True), False)


def _withhold(cells: Cells, alone: pa.BooleanArray, payee: str, others: Sequence[str]) -> Cells:
    """Take out the name in the column `payee`, what stands in `others`, and the name wherever a text repeats it."""
    names = [cells[name] for name in (payee, *others) if name in cells and name.endswith(_NAMES)]
    for name in _FREE_TEXT:
        if name in cells:
            cells[name] = _without_names(cells[name], names, alone)
    nothing = pa.scalar(None, pa.string())
    for name in others:
        if name in cells:
            cells[name] = pc.if_else(alone, nothing, cells[name])
    cells[payee] = pc.if_else(alone, WITHHELD, cells[payee])
    return cells


def _without_names(texts: pa.Array, names: Sequence[pa.Array], alone: pa.BooleanArray) -> pa.Array:
    """Descriptions of sole proprietors' awards with their own names taken out."""
    changed: dict[int, str | None] = {}
    for row in pc.indices_nonzero(alone).to_pylist():
        text = texts[row].as_py()
        for name in {column[row].as_py() for column in names} - {None}:
            text = text and re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "[name]", text, flags=re.IGNORECASE)
        changed[row] = text
    return _replaced(texts, changed)


def _masked(texts: pa.Array) -> pa.Array:
    rows = _suspects(texts)
    changed: dict[int, str | None] = {row: mask(texts[row].as_py()) for row in rows}
    return _replaced(texts, changed)


def _suspects(texts: pa.Array) -> list[int]:
    """The rows that may hold an address or a number: worth the slower look of `mask`."""
    rows = native.with_digits(texts, _DIGITS) if native.is_there() else np.arange(len(texts))
    worth = pc.match_substring_regex(texts.take(pa.array(rows)), _WORTH_A_LOOK)
    found: list[int] = rows[pc.fill_null(worth, False).to_numpy(zero_copy_only=False)].tolist()
    return found


def _replaced(texts: pa.Array, changed: dict[int, str | None]) -> pa.Array:
    if not changed:
        return texts
    rows = pa.array([i in changed for i in range(len(texts))], pa.bool_())
    return pc.replace_with_mask(texts, rows, pa.array([changed[row] for row in sorted(changed)], pa.string()))
