"""The embedded engine: a connection, the views of an edition, and the named statements under sql/."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # it takes longer to load than most commands take to answer
    import duckdb

STATEMENTS = Path(__file__).parent / "sql"

# A build keeps its rows on disk, and spills there what does not fit (see workbench.py). With the readers' and the libraries'
# memory it stays well below a gigabyte. Each thread needs memory of its own, so a large machine gives it no more than four.
BUILD_MEMORY = "300MB"
BUILD_THREADS = 4
# An export sorts rows, which spills well; the rest of a gigabyte is for the libraries and the rows on their way.
EXPORT_MEMORY = "400MB"


def connect(threads: int | None = None) -> duckdb.DuckDBPyConnection:
    """A connection to nothing but memory. It never looks for extensions outside the installed package."""
    import duckdb

    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    return duckdb.connect(":memory:", config=config | ({"threads": threads} if threads else {}))


def connect_to_build(scratch: Path) -> duckdb.DuckDBPyConnection:
    """A connection for a build, which spills into the folder `scratch` instead of growing."""
    connection = connect(threads=min(BUILD_THREADS, os.cpu_count() or 1))
    bound(connection, scratch, BUILD_MEMORY)
    return connection


def bound(connection: duckdb.DuckDBPyConnection, scratch: Path, memory: str = EXPORT_MEMORY) -> None:
    """From here on, spill into the folder `scratch` instead of growing: for questions to all rows of a large ledger."""
    connection.execute(f"set memory_limit = '{memory}'")
    connection.execute(f"set temp_directory = {quoted(str(scratch))}")


@cache
def statement(name: str) -> str:
    """The text of a named statement, e.g. `statement("vendor_totals")`."""
    return (STATEMENTS / f"{name}.sql").read_text(encoding="utf-8")


def create_views(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Make the views of the edition in `folder` on a connection."""
    connection.execute(views(folder))


def views(folder: Path | None) -> str:
    """The statements that make an edition's views: over `folder`, or, for views.sql, over the working folder."""
    prefix = "" if folder is None else f"{folder.absolute().as_posix()}/"
    return statement("views").replace("{folder}", prefix.replace("'", "''"))


def quoted(text: str) -> str:
    """A text as an SQL literal, for the few places where a parameter is not allowed."""
    return "'" + text.replace("'", "''") + "'"
