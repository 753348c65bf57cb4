"""A mapped table as the table of one format: which mapping fits a file, its `Reader`, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import chain, islice

import pyarrow as pa

from tallylight.errors import SourceError
from tallylight.model import StatedCoverage
from tallylight.sources.archive import Content
from tallylight.sources.documents.tabulated import Tabulated, lines_of, lines_of_columns
from tallylight.sources.mapping.blocks import Block, blocks, columns, parts_of, reading
from tallylight.sources.mapping.complete import Completing
from tallylight.sources.mapping.file import KINDS, Mapping
from tallylight.sources.mapping.nodes import FIX, nearest
from tallylight.sources.mapping.table import (
    SAMPLE_LINES,
    UTF_16,
    WORKBOOK,
    Table,
    likely_delimiter,
    open_table,
    rows_in,
)
from tallylight.sources.mapping.text_rows import Told
from tallylight.sources.mapping.values import POINT, amount_reader, date_reader
from tallylight.sources.mapping.written import as_written
from tallylight.sources.readers.reader import PLAIN_AMOUNT, Header, Reader
from tallylight.sources.records import ReadInto
from tallylight.sources.shape import ACTIONS, MONEY, NoRow

LONGEST_KEY_PART = 100  # characters


@dataclass(frozen=True, slots=True)
class Fitting:
    """A mapping, and for each heading that it names the place of that column in one file."""

    mapping: Mapping
    header: Header
    places: dict[str, int]


def choose(
    mappings: Sequence[Mapping], opener: Callable[[], AbstractContextManager[Content]], where: str
) -> tuple[Mapping | None, SourceError]:
    """The first mapping whose columns the file has; else the complaint about the one that lacks fewest."""
    complaints: list[tuple[int, SourceError]] = []
    for one in mappings:
        try:
            with opener() as content:
                header = _header(_opened(one, content.readinto, where), one, where)
            lacking = _lacking(one, header)
            if not lacking:
                return one, SourceError("")
            complaints.append((len(lacking), _missing(one, header, lacking[0], where)))
        except SourceError as error:
            complaints.append((1 << 20, error))
    return None, min(complaints, key=lambda pair: pair[0])[1]


def tabulate(mapping: Mapping, readinto: ReadInto, where: str) -> Tabulated:
    """The table as CSV with the reader that the mapping makes. Raises SourceError where the file is not as stated."""
    table, rest = _begun(mapping, readinto, where)
    header = _header(table, mapping, where)
    fitting = Fitting(mapping, header, {column: _place(mapping, what, column, header, where)
                                        for what, column in mapping.needed()})  # fmt: skip
    completing = Completing(mapping)

    def notes() -> Iterator[str]:
        if table.recoded[0]:
            yield f"{table.recoded[0]:,} lines are not UTF-8 and were read as Windows-1252"
        yield from completing.notes()

    def written(again: ReadInto) -> Iterator[bytes]:
        return as_written(
            again, where, header_row=mapping.header_row, encoding=mapping.encoding, delimiter=table.delimiter,
            sheet=mapping.sheet,
        )  # fmt: skip

    told = Told()
    return Tabulated(
        _reader(fitting, completing), _distinct(header), lines=_lines(table, rest, len(header), where, told), notes=notes,
        as_written=written, reasons=told.reasons,
    )  # fmt: skip


def _begun(mapping: Mapping, readinto: ReadInto, where: str) -> tuple[Table, Iterator[Block]]:
    """The table up to the end of its first block, and its other blocks; all of it where it is no text in UTF-8."""
    parts = parts_of(readinto)
    head = next(parts, b"")
    parts = chain([head], parts)
    if mapping.encoding or mapping.sheet or head.startswith((WORKBOOK, *UTF_16)) or b"\0" in head:
        return _opened(mapping, reading(parts), where), iter(())

    def between(data: bytes) -> str:
        lines = data.decode("latin-1").split("\n")[:SAMPLE_LINES]
        return mapping.delimiter or likely_delimiter([f"{line}\n" for line in lines])

    found = blocks(parts, between)
    first = next(found, Block(b""))
    data = [first.data] if first.sure else chain([first.data], (block.data for block in found))
    return _opened(mapping, reading(data), where), found


def _lines(table: Table, rest: Iterator[Block], width: int, where: str, told: Told) -> Iterator[bytes]:
    """Every record, unmapped cells included, so that each heading has its place. Nobody keeps them."""
    yield from lines_of(_rows(told.cells(table.rows), width), width)
    for block in rest:
        cells = columns(block, width, table.delimiter)
        if cells:
            told.rows += len(cells[0])
            yield lines_of_columns(cells)
        else:
            data = [block.data] if block.sure else chain([block.data], (later.data for later in rest))
            rows = rows_in(reading(data), where, table.delimiter, table.recoded)
            yield from lines_of(_rows(told.cells(rows), width), width)


def _opened(mapping: Mapping, readinto: ReadInto, where: str) -> Table:
    return open_table(
        readinto, where, encoding=mapping.encoding, delimiter=mapping.delimiter, sheet=mapping.sheet,
        mark=mapping.decimal_mark,
    )  # fmt: skip


def _header(table: Table, mapping: Mapping, where: str) -> Header:
    found = next(islice(table.rows, mapping.header_row - 1, None), None)
    if found is None or isinstance(found, NoRow):
        field = mapping.where.get("header_row", mapping.path)
        what = f"the row of headings cannot be read: {found.reason}" if found else "the file has no such row"
        raise SourceError(what, where=f"{field}; {where}", do=FIX)
    return tuple(" ".join(heading.split()) for heading in found)


def _distinct(header: Header) -> Header:
    """Headings with a number behind those that are there before; a mapping can name none of these."""
    return tuple(f"{name} ({place})" if header.index(name) != place else name for place, name in enumerate(header))


def _found(column: str, header: Header) -> list[int]:
    exact = [place for place, heading in enumerate(header) if heading == column]
    return exact or [place for place, heading in enumerate(header) if heading.casefold() == column.casefold()]


def _lacking(mapping: Mapping, header: Header) -> list[tuple[str, str]]:
    return [(what, column) for what, column in mapping.needed() if not _found(column, header)]


def _missing(mapping: Mapping, header: Header, lacking: tuple[str, str], where: str) -> SourceError:
    what, column = lacking
    close = nearest(column, header)
    return SourceError(f"the file has no column '{column}'{close}", where=f"{mapping.where[what]}; {where}", do=FIX)


def _place(mapping: Mapping, what: str, column: str, header: Header, where: str) -> int:
    places = _found(column, header)
    if not places:
        raise _missing(mapping, header, (what, column), where)
    if len(places) > 1:
        said = f"the file has {len(places)} columns '{column}'"
        raise SourceError(said, where=f"{mapping.where[what]}; {where}", do="Give them different headings.")
    return places[0]


def _rows(rows: Iterable[list[str]], width: int) -> Iterator[list[str]]:
    for row in rows:
        # Many programs leave out, or add, empty cells at the end of a line.
        while len(row) > width and not row[-1].strip():
            row.pop()
        yield [cell.strip() for cell in row]


def _reader(fitting: Fitting, completing: Completing) -> Reader:
    mapping, headings = fitting.mapping, _distinct(fitting.header)
    columns = {concept: (headings[fitting.places[column]],) for concept, column in mapping.columns.items()}
    parts = {**completing.key_parts, **completing.marks}
    columns |= {helper: (headings[fitting.places[column]],) for helper, column in parts.items()}
    keys = list(completing.key_parts)
    return Reader(
        name=f"table:{mapping.id}",
        kind="actions",
        columns=columns,
        recognises=lambda _: False,
        complete=completing.complete,
        award_kind=KINDS[mapping.kind_of_award],
        optional=frozenset(("piid",)),
        also_required=(*(["currency"] if "currency" in columns else []), *keys[:1]),
        converters=_converters(mapping, keys),
        plain=_plain(mapping, keys),
        stated=_stated(mapping),
    )


def _converters(mapping: Mapping, keys: Sequence[str]) -> dict[str, Callable[[str], object]]:
    day, amount = date_reader(mapping.dates), amount_reader(mapping.decimal_mark, mapping.currency)
    made: dict[str, Callable[[str], object]] = dict.fromkeys(keys, _key_part)
    for concept in mapping.columns:
        kind = ACTIONS.field(concept).type if concept in ACTIONS.names else pa.string()
        if pa.types.is_date(kind):
            made[concept] = day
        elif kind == MONEY:
            made[concept] = amount
    if "currency" in mapping.columns:
        made["currency"] = _currency
    return made


def _plain(mapping: Mapping, keys: Sequence[str]) -> dict[str, str]:
    """What no converter would read otherwise, so that it need not be asked."""
    made = dict.fromkeys(keys, rf"^(?s:.{{0,{LONGEST_KEY_PART}}})$")
    money = [one for one in mapping.columns if one in ACTIONS.names and ACTIONS.field(one).type == MONEY]
    return made | (dict.fromkeys(money, PLAIN_AMOUNT) if mapping.decimal_mark == POINT else {})


def _key_part(text: str) -> str:
    if len(text) > LONGEST_KEY_PART:
        raise ValueError(f"over {LONGEST_KEY_PART} characters are no part of a key")
    return text


def _currency(text: str) -> str:
    code = text.strip().upper()
    if len(code) != 3 or not code.isascii() or not code.isalpha():
        raise ValueError("not the code of a currency (ISO 4217)")
    return code


def _stated(mapping: Mapping) -> StatedCoverage:
    held = mapping.coverage
    return StatedCoverage(
        publisher=mapping.publisher,
        page=mapping.publisher_page,
        mapping=mapping.path,
        mapping_sha256=mapping.sha256,
        complete=held.complete,
        agency=held.agency or mapping.agency,
        start=held.start,
        end=held.end,
    )
