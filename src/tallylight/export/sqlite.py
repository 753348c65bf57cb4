"""An edition as one SQLite file: tables with keys between them, full-text search, and the notes that Datasette shows.

Money is text with two decimals and, beside it, whole cents as a number: SQLite has no decimal type, and what is added up
must be exact.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from tallylight.export import tables
from tallylight.export.texts import cents, pieces, texts
from tallylight.ledger.edition import Edition
from tallylight.ledger.filters import EVERYTHING, Filter

CONTENT = ("organisations", "awards", "actions", "attributions", "subawards")
KEY = {"organisations": "name", "awards": "award_id"}
LINKS = {
    "actions": {"award_id": "awards(award_id)", "payee": "organisations(name)", "source_sha256": "files(sha256)"},
    "awards": {"payee": "organisations(name)"},
    "attributions": {"action_row": "actions(action_row)"},
    "subawards": {"source_sha256": "files(sha256)"},
}
SEARCHED = {"actions": ("description", "payee"), "subawards": ("description", "payee")}


def write(edition: Edition, path: Path, only: Filter = EVERYTHING) -> None:
    """Make the file `path`, which must not exist. Rows are written as they are read, so memory does not grow with them."""
    database = sqlite3.connect(path)
    try:
        database.execute("pragma journal_mode = off")
        database.execute("pragma page_size = 8192")
        _files(database, edition)
        for table in CONTENT:
            _table(database, edition, table, only)
        for table, columns in SEARCHED.items():
            _search(database, table, columns)
        _indexes(database)
        _about(database, edition)
        database.commit()
        database.execute("vacuum")
    finally:
        database.close()


def _files(database: sqlite3.Connection, edition: Edition) -> None:
    database.execute(
        "create table files (sha256 text primary key, path text, format text, kind text, as_of text, rows_kept integer)"
    )
    for entry in edition.manifest.files:
        report = entry.report
        row = (report.sha256, report.path, report.format, report.kind, entry.as_of.isoformat(), report.rows_kept)
        database.execute("insert or replace into files values (?, ?, ?, ?, ?, ?)", row)


def _table(database: sqlite3.Connection, edition: Edition, table: str, only: Filter) -> None:
    if table == "actions":  # before the actions are asked for: two sorted answers at once would need twice the memory
        _name_every_payee(database, edition, only)
    reader = tables.reader(edition, table, only)
    money = [field.name for field in reader.schema if str(field.type).startswith("decimal")]
    columns = [f"{field.name} {_type(str(field.type))}" for field in reader.schema]
    columns += [f"{name}_cents integer" for name in money]
    if table == "actions":
        columns.insert(0, "action_row integer primary key")
    elif table == "attributions":
        columns.insert(0, "action_row integer primary key")  # the same order as that of actions, row by row
    elif table in KEY:
        columns = [f"{column} primary key" if column.split()[0] == KEY[table] else column for column in columns]
    links = [f"foreign key ({column}) references {target}" for column, target in LINKS.get(table, {}).items()]
    database.execute(f"create table {table} ({', '.join([*columns, *links])})")
    marks = ", ".join("?" * len(columns))
    numbered = table in ("actions", "attributions")
    database.executemany(f"insert into {table} values ({marks})", _rows(reader, money, numbered=numbered))


def _name_every_payee(database: sqlite3.Connection, edition: Edition, only: Filter) -> None:
    """Give a row to the payees of actions behind whom no organisation is known: a key of the actions points there."""
    known = {name for (name,) in database.execute("select name from organisations")}
    lacking = {payee for payee in tables.payees(edition, only) if payee not in known}
    database.executemany("insert into organisations (name) values (?)", ((name,) for name in sorted(lacking)))


def _rows(reader: pa.RecordBatchReader, money: list[str], *, numbered: bool) -> Iterator[tuple[object, ...]]:
    """Rows as SQLite holds them, with their number in front where they get one and whole cents behind."""
    first = 1
    for batch in pieces(reader):
        columns = [_values(column) for column in batch.columns]
        columns += [cents(batch.column(name)).to_pylist() for name in money]
        yield from zip(*([range(first, first + len(batch))] if numbered else []), *columns, strict=True)
        first += len(batch)


def _values(column: pa.Array) -> list[object]:
    kind = column.type
    if pa.types.is_boolean(kind):
        column = column.cast(pa.int8())
    elif not (pa.types.is_integer(kind) or pa.types.is_floating(kind)):
        column = texts(column)
    values: list[object] = column.to_pylist()
    return values


def _type(arrow: str) -> str:
    return "integer" if arrow.startswith(("int", "bool")) else "text"


def _search(database: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> None:
    """A full-text index that Datasette finds by itself: it names the table that holds its content."""
    listed = ", ".join(columns)
    database.execute(f'create virtual table {table}_fts using fts5({listed}, content="{table}")')
    database.execute(f"insert into {table}_fts (rowid, {listed}) select rowid, {listed} from {table}")


def _indexes(database: sqlite3.Connection) -> None:
    for table, columns in {
        "actions": ("award_id", "payee", "sub_agency", "fiscal_year", "action_date", "source_sha256"),
        "attributions": ("technology", "maker"),
        "awards": ("payee",),
        "subawards": ("award_id", "source_sha256"),
    }.items():
        for column in columns:
            database.execute(f"create index {table}_{column} on {table} ({column})")


def _about(database: sqlite3.Connection, edition: Edition) -> None:
    """What the file is, and what it lacks, as rows of its own: whoever has only the file can read it."""
    database.execute("create table about (what text, told text)")
    told = [
        ("edition", edition.id),
        ("sha256 of its manifest", edition.sha256),
        ("as of", edition.as_of.isoformat()),
        *(("warning", warning) for warning in edition.warnings),
        *((f"column {name}", meaning) for name, meaning in tables.MEANING.items()),
    ]
    database.executemany("insert into about values (?, ?)", told)


def metadata(edition: Edition, database: str) -> dict[str, object]:
    """What `datasette --metadata` shows beside the tables of the file `database` (its name without an ending)."""
    described = {
        name: {
            "description": text,
            "columns": {column: tables.MEANING[column] for column in columns},
        }
        for name, text, columns in (
            (
                "actions",
                "One row a contract action: an award or one modification of it",
                ("obligated", "payee", "ceiling"),
            ),
            ("awards", "One row an award, with the sum of its actions", ("obligated", "has_base")),
            ("attributions", "What each action bought, and the words that say so", ("technology", "maker", "evidence")),
            ("organisations", "The company behind each published name", ("organisation_id", "family_id")),
            ("subawards", "Sub-awards as prime recipients reported them", ("amount",)),
        )
    }
    return {
        "title": f"Tallylight, edition {edition.id}",
        "description": f"Public award records as of {edition.as_of}",
        "source": "USAspending.gov and the other publishers named in the table files",
        "source_url": "https://www.usaspending.gov/",
        "databases": {database: {"tables": described}},
    }
