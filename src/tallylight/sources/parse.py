"""From a block of records to typed cells, the fast way where the records are pristine, the careful way where not.

1. `_typed`: all columns are typed at once. One cell out of place, and it gives the block back.
2. `_texts`: cells stay text, and each distinct text is typed by `cells.py`.
3. `_one_by_one`: the standard library's parser, record by record, for blocks that both refuse.

All three give the same for a pristine block; tests hold them together. The first two find the cells by the compiled loops
of `native`, or where those are missing or give the block back, by pyarrow.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyarrow import csv as arrow_csv

from tallylight import figures
from tallylight.sources import native
from tallylight.sources.cells import LARGEST, SLASHED, DateOrder, to_amount, to_date, to_integer
from tallylight.sources.door import mask
from tallylight.sources.readers.reader import PLAIN_AMOUNT, Cells, Header, Reader
from tallylight.sources.records import MAX_RECORD, Block, as_utf_8
from tallylight.sources.shape import MONEY, REQUIRED, SCHEMAS

_PIECE = 1024**2  # bytes that pyarrow parses together; larger pieces fall out of the processor's cache

_FIRST_YEAR, _LAST_YEAR = 1900, 2099
"""Years of an action's own day. Those of its other days are as the file has them: 9999 may be the end of what has none."""
_YEAR_ONE = (date.min - date(1970, 1, 1)).days

_LONGEST_AMOUNT = 38  # characters; a decimal of 128 bits has no more digits

_LONGEST_KEY = 300  # characters; the longest award key met has below 100


@dataclass(frozen=True, slots=True)
class Bad:
    """A record that is not kept. `index` counts records of the block."""

    index: int
    field: str  # the canonical column; empty when the whole record is meant
    value: str
    reason: str
    column: str = ""  # the published name of it


@dataclass(frozen=True, slots=True)
class Parsed:
    """Typed cells of the records `kept` of a block; the others are in `bad`."""

    cells: Cells
    kept: NDArray[np.int64]
    bad: list[Bad] = field(default_factory=list)
    blanked: dict[str, list[int]] = field(default_factory=dict)  # published column -> records whose cell was unreadable
    by_spreadsheet: bool = False
    recoded: list[int] = field(default_factory=list)  # records that were not UTF-8 and were read as Windows-1252
    withdrawn: dict[int, str] = field(default_factory=dict)  # record -> key of the action that the publisher withdrew


class Layout:
    """A reader's columns as one file has them: which are there, under which name, at which place."""

    def __init__(self, reader: Reader, header: Header) -> None:
        self.reader, self.header = reader, header
        self.places: dict[str, int] = {}
        for name, published in reader.columns.items():
            there = [header.index(p) for p in published if p in header]
            if there:
                self.places[name] = there[0]
        schema = SCHEMAS[reader.kind]
        self.types = {n: schema.field(n).type if n in schema.names else pa.string() for n in reader.columns}
        self.moments = {"period_potential_end"} & set(self.places)  # date columns whose cells carry a time of day
        self.orders: dict[str, DateOrder] | None = None  # None until a slashed date is met
        self.find_orders: Callable[[], dict[str, DateOrder]] = dict  # looks through the whole file for them
        # A cell of these that cannot be read costs the row.
        self.refused = (*REQUIRED[reader.kind], *reader.also_required)
        self.required = [n for n in self.refused if n in self.places and n not in reader.optional]  # an empty one too

    @property
    def dates(self) -> list[str]:
        """Canonical names of the date columns that the file has."""
        return [name for name in self.places if pa.types.is_date(self.types[name])]

    def published(self, name: str) -> str:
        """The file's own name of a canonical column."""
        return self.header[self.places[name]] if name in self.places else name


def parse(block: Block, layout: Layout) -> Parsed:
    """Type every record of the block, or say why not."""
    parsed = None if block.doubtful or layout.reader.converters else _typed(block, layout)
    if parsed is None:
        block, recoded = as_utf_8(block)
        parsed = replace(_careful(block, layout), recoded=recoded)
    return _without_empty(parsed, layout)


def slashed_dates(block: Block, layout: Layout) -> dict[str, set[tuple[int, int]]]:
    """The first two numbers of every slashed date, by column: what decides the date order of the file."""
    block, _ = as_utf_8(block)
    table = _texts(block, layout, layout.dates)
    if table is None:
        table = _one_by_one(block, layout, layout.dates)[0]
    found: dict[str, set[tuple[int, int]]] = {}
    for name, column in table.items():
        matches = (SLASHED.fullmatch(text.strip()) for text in pc.unique(column).to_pylist() if text)
        found[name] = {(int(m[1]), int(m[2])) for m in matches if m}
    return found


def texts(block: Block, layout: Layout) -> tuple[Cells, NDArray[np.int64], list[Bad]]:
    """The cells of every column that the reader takes, as they are written; the records that have them; and the others."""
    block, _ = as_utf_8(block)
    names = list(layout.places)
    cells = _texts(block, layout, names)
    return (cells, np.arange(len(block)), []) if cells is not None else _one_by_one(block, layout, names)


def _read(block: Block, layout: Layout, types: dict[str, pa.DataType]) -> Cells | None:
    """Columns of the block by canonical name, or None when a cell is not of its type or the records are not pristine."""
    cells = _read_natively(block, layout, types) if native.is_there() and not layout.reader.empty else None
    return cells or _read_by_pyarrow(block, layout, types)


def _read_natively(block: Block, layout: Layout, types: dict[str, pa.DataType]) -> Cells | None:
    """As `_read`, by the compiled loops; None also when a cell is not of its type."""
    names = list(types)
    try:
        texts = native.text_columns(block.data, len(layout.header), [layout.places[name] for name in names], len(block))
        if texts is None:
            return None
        return {
            name: text
            if types[name] == pa.string()
            else _amounts(text)
            if types[name] == MONEY
            else text.cast(types[name])
            for name, text in zip(names, texts, strict=True)
        }
    except pa.ArrowInvalid:
        return None


def _amounts(texts: pa.StringArray) -> pa.Decimal128Array:
    """Texts as money. Raises pa.ArrowInvalid for one that is none, and for 1e3, whose digits a program may have cut."""
    _, places, content = texts.buffers()
    if content is not None:
        ends = np.frombuffer(places, np.int32)[texts.offset : texts.offset + len(texts) + 1]
        letters = bytes(memoryview(content)[ends[0] : ends[-1]])  # behind them, a buffer holds anything
        if b"e" in letters or b"E" in letters:
            raise pa.ArrowInvalid("an amount with an exponent")
    # A cast counts past 128 bits, and makes -1.00 of 400 nines.
    if (pc.max(pc.binary_length(texts)).as_py() or 0) > _LONGEST_AMOUNT:
        raise pa.ArrowInvalid("an amount with more characters than any can have")
    return texts.cast(MONEY)


def _read_by_pyarrow(block: Block, layout: Layout, types: dict[str, pa.DataType]) -> Cells | None:
    """As `_read`; None also when pyarrow does not see the records that we see."""
    places = {name: f"{layout.places[name]}" for name in types}
    longest = int((block.ends - block.starts).max())
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(pa.py_buffer(block.data)),
            read_options=arrow_csv.ReadOptions(
                column_names=[f"{i}" for i in range(len(layout.header))],
                block_size=max(_PIECE, 2 * longest),
                use_threads=False,
            ),
            parse_options=arrow_csv.ParseOptions(newlines_in_values=block.breaks_inside),
            convert_options=arrow_csv.ConvertOptions(
                include_columns=list(dict.fromkeys(places.values())),
                column_types={places[name]: pa.string() if kind == MONEY else kind for name, kind in types.items()},
                null_values=["", *layout.reader.empty],
                strings_can_be_null=True,
            ),
        )
        if table.num_rows != len(block):
            return None
        cells = {name: _whole(table.column(place)) for name, place in places.items()}
        return {name: _amounts(column) if types[name] == MONEY else column for name, column in cells.items()}
    except pa.ArrowInvalid:
        return None


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _typed(block: Block, layout: Layout) -> Parsed | None:
    """Way 1. A time of day, which some date columns carry, is dropped."""
    cells = _read(block, layout, _types(layout))
    if cells is None and layout.moments != set(layout.dates):
        layout.moments = set(layout.dates)
        cells = _read(block, layout, _types(layout))
    if cells is None:
        return None
    if any(not _fits(cells[name]) for name in layout.places if layout.types[name] == MONEY):
        return None
    for name in layout.moments:
        cells[name] = cells[name].cast(pa.date32(), safe=False)
    if any(_before_year_one(cells[name]) for name in layout.dates):
        return None
    return Parsed(cells, np.arange(len(block)))


def _types(layout: Layout) -> dict[str, pa.DataType]:
    return {name: pa.timestamp("s") if name in layout.moments else layout.types[name] for name in layout.places}


def _fits(amounts: pa.Decimal128Array) -> bool:
    """Whether all amounts are below the largest accepted: the fast parser does not look."""
    cents = np.frombuffer(amounts.buffers()[1], np.int64).reshape(-1, 2)
    low, high = cents[:, 0], cents[:, 1]
    limit = LARGEST * 100
    odd = (high != low >> 63) | (low >= limit) | (low <= -limit)
    return not odd.any() or not (odd & amounts.is_valid().to_numpy(zero_copy_only=False)).any()


def _before_year_one(days: pa.Date32Array) -> bool:
    """Whether a day is none: the fast parser accepts the year 0, which no calendar of ours has."""
    counted = np.frombuffer(days.buffers()[1], np.int32)[days.offset : days.offset + len(days)]
    return bool((counted < _YEAR_ONE).any()) and bool(pc.any(pc.less(days.cast(pa.int32()), _YEAR_ONE)).as_py())


def _texts(block: Block, layout: Layout, names: Sequence[str]) -> Cells | None:
    """Way 2, before typing."""
    return _read(block, layout, {name: pa.string() for name in names})


def _one_by_one(block: Block, layout: Layout, names: Sequence[str]) -> tuple[Cells, NDArray[np.int64], list[Bad]]:
    """Way 3, before typing."""
    csv.field_size_limit(MAX_RECORD + 1)
    empty = {"", *layout.reader.empty}
    rows, kept, bad = [], [], []
    for index in range(len(block)):
        fields, reason = _fields(block.record(index).decode())
        if not reason and len(fields) != len(layout.header):
            reason = f"{figures.count(len(fields), 'cell')} where the header has {len(layout.header)}"
        if reason:
            bad.append(Bad(index, "", "", reason))
        else:
            kept.append(index)
            rows.append([fields[layout.places[name]] for name in names])
    columns = zip(*rows, strict=True) if rows else [() for _ in names]
    cells = {
        name: pa.array([None if text in empty else text for text in column], pa.string())
        for name, column in zip(names, columns, strict=True)
    }
    return cells, np.array(kept, dtype=np.int64), bad


def _fields(record: str) -> tuple[list[str], str]:
    """The cells of one record, or why it has none."""
    try:
        return next(csv.reader([record], strict=True)), ""
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            return [], "a quoted cell is never closed, so that this record reaches to the end of the file"
    try:
        return next(csv.reader([record])), ""
    except csv.Error:
        return [], "a line break stands in a cell without quotes"


def _careful(block: Block, layout: Layout) -> Parsed:
    """Ways 2 and 3, with typing."""
    names = list(layout.places)
    kept = np.arange(len(block))
    bad: list[Bad] = []
    texts = _texts(block, layout, names)
    if texts is None:
        texts, kept, bad = _one_by_one(block, layout, names)
    own = layout.reader.converters  # then the layout says how dates and amounts are read, whatever they look like
    if not own and layout.orders is None and any(_has_slashes(texts[name]) for name in layout.dates):
        layout.orders = layout.find_orders()
    cells: Cells = {}
    wrong: dict[str, dict[int, tuple[str, str]]] = {}  # column -> row of `kept` -> text and reason
    for name, column in texts.items():
        convert = _converter(name, layout)
        if convert:
            plain = PLAIN_AMOUNT if layout.types[name] == MONEY and not own else layout.reader.plain.get(name)
            cells[name], wrong[name] = _typed_or_not(column, convert, layout.types[name], plain)
        else:
            cells[name] = column
    blanked: dict[str, list[int]] = {}
    refused: dict[int, Bad] = {}
    for name, rows in wrong.items():
        for row, (text, reason) in rows.items():
            if name in layout.refused:
                fits = sum(row in others for others in wrong.values()) == 1
                shown = _shown(text, fits and not (own and any(map(str.isalpha, text))))
                refused.setdefault(row, Bad(int(kept[row]), name, shown, reason, layout.published(name)))
            else:
                blanked.setdefault(layout.published(name), []).append(int(kept[row]))
    fine = np.array([row not in refused for row in range(len(kept))], dtype=bool)
    bad = sorted([*bad, *refused.values()], key=lambda b: b.index)
    cells = {name: column.filter(pa.array(fine)) for name, column in cells.items()} if refused else cells
    return Parsed(
        cells, kept[fine], bad, blanked, by_spreadsheet=not own and (bool(layout.orders) or _digits_lost(wrong))
    )


def _has_slashes(column: pa.StringArray) -> bool:
    return any(text and SLASHED.fullmatch(text.strip()) for text in pc.unique(column).to_pylist())


def _digits_lost(wrong: dict[str, dict[int, tuple[str, str]]]) -> bool:
    return any("spreadsheet" in reason for rows in wrong.values() for _, reason in rows.values())


def _converter(name: str, layout: Layout) -> Callable[[str], object] | None:
    kind = layout.types[name]
    if name in layout.reader.converters:
        return layout.reader.converters[name]
    if pa.types.is_date(kind):
        order = (layout.orders or {}).get(name, DateOrder.UNKNOWN)
        return lambda text: to_date(text, order)
    if kind == MONEY:
        return to_amount
    return to_integer if pa.types.is_integer(kind) else None


def _typed_or_not(
    texts: pa.StringArray, convert: Callable[[str], object], kind: pa.DataType, plain: str | None
) -> tuple[pa.Array, dict[int, tuple[str, str]]]:
    """As `_convert`, but texts that match the pattern `plain` are cast together, which is much faster."""
    if plain is None:
        return _convert(texts, convert, kind)
    simple = pc.match_substring_regex(texts, plain)
    if pc.all(simple).as_py() is not False:  # of those that are there
        return texts.cast(kind), {}
    nothing = pa.scalar(None, pa.string())
    others, wrong = _convert(pc.if_else(simple, nothing, texts), convert, kind)
    return pc.coalesce(pc.if_else(simple, texts, nothing).cast(kind), others), wrong


def _convert(
    texts: pa.StringArray, convert: Callable[[str], object], kind: pa.DataType
) -> tuple[pa.Array, dict[int, tuple[str, str]]]:
    """Each distinct text is converted once. Gives the column, and the rows whose text could not be read."""
    encoded = texts.dictionary_encode()
    values: list[object] = []
    unreadable: dict[int, tuple[str, str]] = {}
    for code, text in enumerate(encoded.dictionary.to_pylist()):
        try:
            values.append(convert(text))
        except ValueError as error:
            values.append(None)
            unreadable[code] = (text, str(error))
    typed = pa.array(values, kind).take(encoded.indices)
    if not unreadable:
        return typed, {}
    codes = encoded.indices.to_pylist()
    return typed, {row: unreadable[code] for row, code in enumerate(codes) if code in unreadable}


def _shown(text: str, everything_else_fits: bool) -> str:
    """The text of a cell, as it may be shown. In a row whose cells have slipped, a name may stand where a date should.

    Of a table that a mapping explains, no cell with a letter is shown: nobody knows what else stands in such tables.
    """
    if not everything_else_fits:
        return f"(a text of {len(text)} characters)"
    return mask(text if len(text) <= 60 else text[:60] + "…")


def _without_empty(parsed: Parsed, layout: Layout) -> Parsed:
    """Refuses the records that lack a cell without which they say nothing, or whose day is none that an action can have, and
    sets apart notices of withdrawal."""
    holes = [n for n in layout.required if parsed.cells[n].null_count]
    needs_key = "award_id" in layout.refused and "award_id" not in layout.places
    keyed_by_number = needs_key and "piid" not in layout.reader.optional
    if "piid" in parsed.cells and keyed_by_number and parsed.cells["piid"].null_count:
        holes.append("piid")
    too_long = _too_long(parsed, layout)
    odd_days = _odd_days(parsed.cells)
    if not holes and not too_long and not odd_days:
        return parsed
    fine = np.ones(len(parsed.kept), dtype=bool)
    bad = list(parsed.bad)
    withdrawn: dict[int, str] = {}
    for place in too_long:
        fine[place] = False
        what = f"a text of over {_LONGEST_KEY} characters is no award key"
        bad.append(Bad(int(parsed.kept[place]), "award_id", "", what, layout.published("award_id")))
    for place, day in odd_days.items():
        fine[place] = False
        what = f"no action was signed before {_FIRST_YEAR} or is dated after {_LAST_YEAR}"
        bad.append(Bad(int(parsed.kept[place]), "action_date", day.isoformat(), what, layout.published("action_date")))
    for name in holes:
        for row in np.flatnonzero(parsed.cells[name].is_null().to_numpy(zero_copy_only=False) & fine):
            fine[row] = False
            if key := _withdrawn_key(parsed.cells, int(row)):
                withdrawn[int(parsed.kept[row])] = key
            else:
                bad.append(Bad(int(parsed.kept[row]), name, "", "the cell is empty", layout.published(name)))
    bad.sort(key=lambda b: b.index)
    cells = {name: column.filter(pa.array(fine)) for name, column in parsed.cells.items()}
    return replace(parsed, cells=cells, kept=parsed.kept[fine], bad=bad, withdrawn=withdrawn)


def _odd_days(cells: Cells) -> dict[int, date]:
    """The rows whose action is dated in a year that stands for something else, such as 9999 for "never"."""
    days = cells.get("action_date")
    if days is None or not len(days):
        return {}
    ends = pc.min_max(days)
    low, high = ends["min"].as_py(), ends["max"].as_py()
    if low is None or (low.year >= _FIRST_YEAR and high.year <= _LAST_YEAR):
        return {}
    odd = pc.or_(pc.less(days, date(_FIRST_YEAR, 1, 1)), pc.greater(days, date(_LAST_YEAR, 12, 31)))
    return {row: days[row].as_py() for row in pc.indices_nonzero(pc.fill_null(odd, False)).to_pylist()}


def _too_long(parsed: Parsed, layout: Layout) -> list[int]:
    keys = parsed.cells.get("award_id" if "award_id" in layout.places else "piid")
    if keys is None or not len(keys) or (pc.max(pc.binary_length(keys)).as_py() or 0) <= _LONGEST_KEY:
        return []
    found: list[int] = pc.indices_nonzero(pc.greater(pc.fill_null(pc.binary_length(keys), 0), _LONGEST_KEY)).to_pylist()
    return found


def _withdrawn_key(cells: Cells, row: int) -> str | None:
    """What names the action that a line of a delta file takes back: its key, or else its award and modification.

    All other cells of such a line are empty.
    """
    if "withdrawn" not in cells or cells["withdrawn"][row].as_py() != "D":
        return None
    key, award, modification = (
        cells[name][row].as_py() if name in cells else None for name in ("action_key", "award_id", "modification")
    )
    return key or (f"{award}:{modification}" if award and modification else None)
