"""The part of a build that is SQL: keep each version once, check the accounts, and work out what is current.

`Index` asks the named statements under sql/ on the workbench of a running build. What each action bought is worked out by
`attributing`, who was paid by `resolving`.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq

from tallylight.ledger import engine
from tallylight.ledger.completeness import Filled, is_search_answer
from tallylight.ledger.current import STORED, STORED_OPTIONS, keep_current
from tallylight.ledger.manifest import Block, FileEntry, newest_last
from tallylight.ledger.parts import Writer
from tallylight.ledger.windows import NOTHING, Held
from tallylight.ledger.workbench import Workbench
from tallylight.model import FileReport
from tallylight.sources.shape import SCHEMAS

FILES = "number integer, path varchar, sha256 varchar, format varchar, kind varchar, as_of date, selection boolean"

REWRITTEN_AT_ONCE = 10_000  # rows


class Index:
    """Questions to the folder of a running build, in the order in which they stand here."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._folder = bench.folder
        (bench.folder / "index").mkdir()

    def keep_new_versions(self, kind: str, number: int) -> None:
        """Rewrite the part of input `number` without the rows that an earlier part holds, or that it holds twice.

        Each version is stored once, where it was first read; rows/NNNN.parquet keeps every place where it stands.
        """
        path = self._folder / kind / f"{number:04d}.parquet"
        if not path.exists():
            return
        earlier = [other for other in sorted(path.parent.glob("*.parquet")) if other.name < path.name]
        self._bench.view("part", [path])
        self._bench.view("earlier", earlier)
        rows = _rows(path)
        self._bench.expect(rows + sum(map(_rows, earlier)))
        self._bench.run("new_versions")
        (kept,) = self._bench.ask("select count(*) from new_versions")[0]
        if kept < rows:
            self._keep_only_new(kind, path, kept)
        self._bench.run_text("drop table new_versions")  # it would take room from all that follows

    def _keep_only_new(self, kind: str, path: Path, kept: int) -> None:
        """Rewrite a part with its `kept` new versions only."""
        shorter = path.with_suffix(".shorter")
        writer = Writer(shorter, SCHEMAS[kind])
        selected = "select p.* from part p semi join new_versions using (source_row) order by source_row"
        for batch in self._bench.batches(selected, REWRITTEN_AT_ONCE):
            writer.write(batch.cast(SCHEMAS[kind]))
        writer.close()
        if kept:
            shorter.replace(path)
        else:
            shorter.unlink()
            path.unlink()

    def blocks(self, report: FileReport, number: int) -> tuple[Held, tuple[Block, ...]]:
        """What the ledger can show again of one input: in all, and by sub-agency and fiscal year where both are known."""
        self._stored(report.kind, [number])
        rows = self._bench.ask(
            engine.statement(f"file_blocks_{report.kind}"),
            {"file": number, "repeated": [repeat.same_as for repeat in report.repeats]},
        )
        held = Held(
            sum(row[2] for row in rows) + self._withdrawals(number),
            sum((row[5] or Decimal(0) for row in rows), Decimal("0.00")),
        )
        return held, tuple(
            Block(label, year, kept + repeats, repeats, negative, obligated, first, last)
            for label, year, kept, repeats, negative, obligated, first, last, is_contract in rows
            if is_contract and year is not None and first is not None
        )

    def _withdrawals(self, number: int) -> int:
        """How many notices of withdrawal the ledger can show again of one input."""
        self._bench.view("stored_withdrawals", sorted((self._folder / "withdrawals").glob("*.parquet")))
        ((rows,),) = self._bench.ask(
            "select count(*) from stored_rows join stored_withdrawals using (row_hash) where file = $file",
            {"file": number},
        )
        return int(rows)

    def build(self, kind: str, files: Sequence[FileEntry]) -> None:
        """Write index/{kind}.parquet: what is current, from which file, first and last seen."""
        of_kind = newest_last(entry for entry in files if entry.report.kind == kind)
        self._bench.expect(sum(entry.report.rows_kept for entry in of_kind))
        self._bench.view("stored_withdrawals", sorted((self._folder / "withdrawals").glob("*.parquet")))
        self._stored(kind, [entry.number for entry in of_kind])
        self._bench.run_text(
            "create or replace temp table inputs (number integer, as_of date, rank integer, search boolean)"
        )
        for rank, entry in enumerate(of_kind):
            row = [entry.number, entry.as_of, rank, is_search_answer(entry)]
            self._bench.run_text("insert into inputs values (?, ?, ?, ?)", row)
        told = bool(self._bench.ask("select 1 from stored_withdrawals limit 1"))
        if [entry.number for entry in files] == [1] and not told:
            self._bench.run_text(f"create or replace temp view stored as select id, row_hash from stored_{kind}")
            self._bench.run("index_of_one_file")
        else:
            if kind == "actions":
                self._bench.run("ties")
            self._bench.run(f"identity_{kind}")
            self._bench.run("withdrawn" if kind == "actions" and told else "nothing_withdrawn")
            self._bench.run("index")
        self._bench.write(
            "select * exclude (id) from built_index", self._folder / "index" / f"{kind}.parquet", "snappy"
        )

    def counts(self, kind: str) -> dict[str, int]:
        """How many versions the index that was built last holds, how many of them are current, how many missing."""
        self._bench.run("again")
        ((versions, current, missing, removed),) = self._bench.ask(
            "select count(*) - (select coalesce(sum(times - 1), 0) from again), count(*) filter (current), "
            "count(*) filter (missing), count(*) filter (current and removed) from built_index"
        )
        found = {kind: current, f"{kind}_versions": int(versions), f"{kind}_missing": missing}
        return found | {f"{kind}_removed": removed} if removed else found

    def changes(self, parent: Path | None) -> dict[str, int]:
        """Actions added, removed, altered and missing since the parent edition; all zero when there is none.

        `removed` counts what a publisher said it withdrew since.
        """
        found = (0, 0, 0, 0)
        if parent is not None:
            self._bench.view("parent_index", [parent / "index" / "actions.parquet"])
            (found,) = self._bench.ask(engine.statement("changes"))
        added, altered, missing, removed = found
        return {"added": added, "removed": removed, "altered": altered, "missing": missing}

    def current(self) -> None:
        """Make the view `current`: what the current actions say. All questions from here on are to that."""
        keep_current(self._bench)
        self._bench.run_text("drop table built_index; drop table again; drop table if exists identity")

    def filled(self) -> dict[tuple[str, int], Filled]:
        """For each block: current actions that its newest search answer lacks."""
        rows = self._bench.ask(engine.statement("filled_blocks"))
        return {(agency, year): Filled(actions, as_of) for agency, year, actions, as_of in rows}

    def totals(self) -> dict[tuple[str, int], Held]:
        """Current contract actions of each block, and their sum."""
        found: dict[tuple[str, int], Held] = {}
        for agency, year, actions, obligated in self._bench.ask(engine.statement("current_blocks")):
            so_far = found.get(
                (agency, year), NOTHING
            )  # of files that give the agency's code, and of those that do not
            found[agency, year] = Held(so_far.rows + actions, so_far.obligated + obligated)
        return found

    def keyless(self) -> int:
        """Current actions without an award key, which could not be tied to one."""
        ((rows,),) = self._bench.ask("select count(*) from current where keyless")
        return int(rows)

    def files(self, files: Sequence[FileEntry]) -> None:
        """Write index/files.parquet: one row an input."""
        self._bench.run_text(f"create or replace temp table files ({FILES})")
        for entry in files:
            report = entry.report
            row = [entry.number, report.path, report.sha256, report.format, report.kind, entry.as_of, entry.selection]
            self._bench.run_text("insert into files values (?, ?, ?, ?, ?, ?, ?)", row)
        self._bench.write("from files", self._folder / "index" / "files.parquet", "zstd")

    def _stored(self, kind: str, numbers: Sequence[int]) -> None:
        self._bench.view(f"stored_{kind}", sorted((self._folder / kind).glob("*.parquet")), STORED, STORED_OPTIONS)
        rows = [self._folder / "rows" / f"{number:04d}.parquet" for number in (0, *numbers)]
        columns = "cast(parse_filename(filename, true) as integer) as file, row_hash, source_row"
        self._bench.view("stored_rows", [path for path in rows if path.exists()], columns, "filename = true")


def _rows(path: Path) -> int:
    return int(pq.ParquetFile(path).metadata.num_rows)
