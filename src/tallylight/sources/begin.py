"""Recognise one file: which format it has, where its rows begin, and, of a document, the table that is made of it."""

from __future__ import annotations

import csv
from dataclasses import dataclass

from tallylight.errors import SourceError
from tallylight.sources import documents, mapping
from tallylight.sources.archive import GZIP_MAGIC, ZIP_MAGICS, Content
from tallylight.sources.inputs import Input
from tallylight.sources.mapping.table import open_table
from tallylight.sources.mapping.text_rows import Told
from tallylight.sources.mapping.written import as_written
from tallylight.sources.readers import recognise
from tallylight.sources.readers.reader import Header, Reader
from tallylight.sources.records import ReadInto, Records
from tallylight.sources.shape import NoRow, PackedTwice, UnknownFormat

_FEW_COLUMNS = 5  # no table of a publisher has fewer

# Contents that are met beside the tables, told by their first bytes.
_NOT_TABLES = (
    (b"PK\x03\x04", "a workbook or an archive in an archive", "Save its sheet as CSV, or unpack it first."),
    (b"%PDF", "a PDF document", "Name the CSV file."),
)


@dataclass(frozen=True, slots=True)
class Begun:
    """A file whose layout is recognised; `records` stands before the first row."""

    records: Records
    reader: Reader
    header: Header
    document: documents.Tabulated | None = None  # when it is XML or JSON


def begin(source: Input, content: Content) -> Begun:
    """Recognise the layout. A document (XML, JSON) is made into a table first, and goes the way of every table."""
    head, readinto = documents.peek(content.readinto)
    zipped = head.startswith(ZIP_MAGICS) and (source.member or "").lower().endswith(".zip")
    if source.member and (head.startswith(GZIP_MAGIC) or zipped):
        # Workbooks are zips too, and have other names.
        raise PackedTwice("an archive in an archive is not read", where=source.path, do="Unpack the outer one first.")
    if not documents.is_document(head) and source.mappings and (document := _mapped(source, readinto)):
        return _begin_tabulated(source, document)
    if documents.is_document(head):
        return _begin_tabulated(source, documents.tabulate(head, readinto, source.path))
    if mark := _other_delimiter(head):
        return _begin_tabulated(source, _with_commas(source, readinto, mark))
    return _begin_table(source, readinto)


def _other_delimiter(head: bytes) -> str | None:
    """What stands between the columns of a download that was asked for with tabs or bars; None for commas."""
    line = head.partition(b"\n")[0]
    marks = [mark for mark in "\t|;" if line.count(mark.encode()) > max(_FEW_COLUMNS, line.count(b","))]
    return marks[0] if marks and b"\0" not in line else None


def _with_commas(source: Input, readinto: ReadInto, mark: str) -> documents.Tabulated:
    table = open_table(readinto, source.path, encoding=None, delimiter=mark, sheet=None)
    first = next(table.rows, None)
    if isinstance(first, NoRow):
        raise UnknownFormat(f"the first line is no header: {first.reason}", where=source.path, do="Name a CSV file.")
    reader, header, _ = recognise(tuple(first or ()), source.path)
    recoded = "lines are not UTF-8 and were read as Windows-1252"
    told = Told()
    return documents.Tabulated(
        reader,
        header,
        told.cells(table.rows),
        reasons=told.reasons,
        notes=lambda: [f"{table.recoded[0]:,} {recoded}"] if table.recoded[0] else [],
        as_written=lambda again: as_written(again, source.path, header_row=1, encoding=None, delimiter=mark),
    )


def _begin_tabulated(source: Input, document: documents.Tabulated) -> Begun:
    records = Records(document.readinto, source.path)
    records.head()
    records.skip_head()
    return Begun(records, document.reader, document.header, document)


def _mapped(source: Input, readinto: ReadInto) -> documents.Tabulated | None:
    """The table as the first mapping that fits reads it. None when none does, and a known format may be in it."""
    chosen, complaint = mapping.choose(source.mappings, source.open, source.path)
    if chosen:
        return mapping.tabulate(chosen, readinto, source.path)
    if source.own_mapping:
        raise complaint
    try:
        with source.open() as content:
            _begin_table(source, content.readinto)
    except SourceError:
        raise UnknownFormat(complaint.what, where=complaint.where, do=complaint.do) from None
    return None


def _begin_table(source: Input, readinto: ReadInto) -> Begun:
    records = Records(readinto, source.path)
    head = records.head()
    if not head.strip():
        raise UnknownFormat("the file is empty", where=source.path, do="Fetch it again, or leave it out.")
    for magic, what, advice in _NOT_TABLES:
        if head.startswith(magic):
            raise UnknownFormat(what, where=source.path, do=advice)
    try:
        first = next(csv.reader([head.decode("utf-8", errors="replace")]), [])
    except csv.Error as error:
        raise UnknownFormat(
            "no table: its first line is no header", where=source.path, do="Name a CSV file."
        ) from error
    reader, header, is_header = recognise(tuple(first), source.path)
    records.comments = reader.comments
    if is_header:
        records.skip_head()
    return Begun(records, reader, header)
