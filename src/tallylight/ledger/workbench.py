"""The engine over the folder of a running build: named statements, views of its files, and intermediate results.

Memory stays bounded however many rows there are. The engine spills what does not fit, which it can do with everything but
what an aggregate gathers: texts and lists. So no statement of a build aggregates texts over a group for each row, and what
many questions read is written once, to Parquet files in a scratch folder (see docs/decisions/0017).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from tallylight.ledger import engine

ROWS_A_SHARE = 2_000_000
"""A join or a grouping of so many rows fits into the memory of a build, with what else is in there."""

_IN_SHARE = "in_share("
_MADE = re.compile(r"create or replace temp table (\w+) as\b")


class Workbench:
    """One connection of a build. Close it before the folder is published: it works in there.

    A large join that is told to spill still wants room for each of its partitions, and fails where they outgrow it. So a
    statement may say `in_share(column)` of each table it reads, of columns that are equal where rows belong together: it is
    then run once for each share of their values.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._scratch = folder / ".scratch"
        self._engine = engine.connect_to_build(self._scratch)
        self.expect(0)

    def close(self) -> None:
        """Give back memory and scratch space; safe to call twice."""
        self._engine.close()
        if self._scratch.exists():
            for left in self._scratch.iterdir():
                left.unlink()
            self._scratch.rmdir()

    def scratch(self, name: str) -> Path:
        """Where an intermediate result may be written."""
        self._scratch.mkdir(exist_ok=True)
        return self._scratch / f"{name}.parquet"

    def expect(self, rows: int) -> None:
        """How many rows the tables of the following statements have, at most."""
        self._shares = max(1, -(-rows // ROWS_A_SHARE))

    def run(self, name: str) -> None:
        """Run a named statement, or several in one file."""
        for statement in self._engine.extract_statements(engine.statement(name)):
            self._run_in_shares(statement.query) if _IN_SHARE in statement.query else self.run_text(statement.query)

    def _run_in_shares(self, text: str) -> None:
        for share in range(self._shares):
            condition = f"hash(x) % {self._shares} = {share}" if self._shares > 1 else "true"
            self.run_text(f"create or replace temp macro in_share(x) as {condition}")
            self.run_text(_MADE.sub(r"insert into \1", text, count=1) if share else text)

    def run_text(self, text: str, params: Sequence[object] | None = None) -> None:
        """Run a statement whose answer does not matter."""
        self._engine.execute(text, params).fetchall()

    def ask(self, text: str, params: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """Every row of an answer."""
        return self._engine.execute(text, params).fetchall()

    def batches(self, text: str, rows: int) -> Iterator[pa.RecordBatch]:
        """An answer of any size, about so many rows at a time. Ask nothing else before its end."""
        yield from self._engine.sql(_inner(text)).to_arrow_reader(rows)

    def view(self, name: str, paths: Sequence[Path], columns: str = "*", option: str = "union_by_name = true") -> None:
        """A view of the rows of some Parquet files."""
        listed = ", ".join(engine.quoted(str(path)) for path in paths)
        self.run_text(f"create or replace temp view {name} as select {columns} from read_parquet([{listed}], {option})")

    def write(self, text: str, target: Path, compression: str) -> None:
        """Write the rows of a statement to a Parquet file."""
        path = engine.quoted(str(target))
        self.run_text(f"copy ({_inner(text)}) to {path} (format parquet, compression {compression})")


def _inner(statement: str) -> str:
    """A statement as it stands inside another one."""
    return statement.strip().removesuffix(";")
