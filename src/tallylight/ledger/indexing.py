"""The part of a build that is SQL: keep each version once, check the accounts, and work out what is current.

`Index` wraps one connection over the folder of a running build. Its questions are the named statements under sql/.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tallylight.identity import Resolver
from tallylight.identity.awards import NOVATION, RENAMED
from tallylight.identity.links import Name
from tallylight.ledger import engine
from tallylight.ledger.completeness import Filled, is_search_answer
from tallylight.ledger.interpreter import Interpreter, Suggester
from tallylight.ledger.manifest import Block, FileEntry, newest_last
from tallylight.ledger.matches import Matches
from tallylight.ledger.parts import Writer
from tallylight.ledger.windows import NOTHING, Held
from tallylight.model import FileReport
from tallylight.sources.door import WITHHELD
from tallylight.sources.shape import SCHEMAS

FILES = "number integer, path varchar, sha256 varchar, format varchar, kind varchar, as_of date, selection boolean"


LABELLED_AT_ONCE = 100_000  # descriptions

NOTHING_KEPT = """create or replace temp view kept_finds as select null::ubigint as high, null::ubigint as low,
    null::struct(phrase integer, "start" integer, "end" integer)[] as finds where false"""
NOTHING_PROPOSED = """create or replace temp view proposals as select null::varchar as description, null::varchar as payee,
    null::varchar as label, null::varchar as technology, null::double as probability, null::varchar as evidence where false"""

ATTRIBUTIONS = pa.schema(
    [
        pa.field("row_hash", pa.binary()),
        *(pa.field(name, pa.string()) for name in ("technology", "product", "maker")),
        pa.field("payee_is_reseller", pa.bool_()),
        *(pa.field(name, pa.string()) for name in ("basis", "rule", "evidence")),
        pa.field("probability", pa.float64()),  # of a suggestion
    ]
)
"""index/attributions.parquet."""


class Index:
    """Questions to the folder of a running build. Close it before the folder is published: it may spill into it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._scratch = folder / ".scratch"
        (folder / "index").mkdir()
        self._engine = engine.connect_to_build(self._scratch)

    def close(self) -> None:
        """Give back memory and scratch space."""
        self._engine.close()
        if self._scratch.exists():
            for left in self._scratch.iterdir():
                left.unlink()
            self._scratch.rmdir()

    def keep_new_versions(self, kind: str, number: int) -> None:
        """Rewrite the part of input `number` without the rows that an earlier part holds, or that it holds twice.

        Each version is stored once, where it was first read; rows/NNNN.parquet keeps every place where it stands.
        """
        path = self._folder / kind / f"{number:04d}.parquet"
        if not path.exists():
            return
        earlier = [other for other in sorted(path.parent.glob("*.parquet")) if other.name < path.name]
        self._view("part", [path])
        self._view("earlier", earlier)
        self._run("new_versions")
        rows = pq.ParquetFile(path).metadata.num_rows
        (kept,) = self._ask("select count(*) from new_versions")[0]
        if kept == rows:
            return
        shorter = path.with_suffix(".shorter")
        writer = Writer(shorter, SCHEMAS[kind])
        selected = self._engine.sql(
            "select p.* from part p semi join new_versions using (source_row) order by source_row"
        )
        for batch in selected.to_arrow_reader():
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
        rows = self._ask(
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
        self._view("stored_withdrawals", sorted((self._folder / "withdrawals").glob("*.parquet")))
        ((rows,),) = self._ask(
            "select count(*) from stored_rows join stored_withdrawals using (row_hash) where file = $file",
            {"file": number},
        )
        return int(rows)

    def build(self, kind: str, files: Sequence[FileEntry]) -> None:
        """Write index/{kind}.parquet: what is current, from which file, first and last seen."""
        of_kind = newest_last(entry for entry in files if entry.report.kind == kind)
        self._view("stored_withdrawals", sorted((self._folder / "withdrawals").glob("*.parquet")))
        self._stored(kind, [entry.number for entry in of_kind])
        self._run_text("create or replace temp table inputs (number integer, as_of date, rank integer, search boolean)")
        for rank, entry in enumerate(of_kind):
            row = [entry.number, entry.as_of, rank, is_search_answer(entry)]
            self._engine.execute("insert into inputs values (?, ?, ?, ?)", row).fetchall()
        if [entry.number for entry in files] == [1] and not self._ask("select 1 from stored_withdrawals limit 1"):
            self._run("index_of_one_file")
        else:
            if kind == "actions":
                self._run("ties")
            self._run(f"identity_{kind}")
            self._run("withdrawn" if kind == "actions" else "nothing_withdrawn")
            self._run("index")
        target = engine.quoted(str(self._folder / "index" / f"{kind}.parquet"))
        self._run_text(f"copy built_index to {target} (format parquet, compression snappy)")

    def counts(self, kind: str) -> dict[str, int]:
        """How many versions the index that was built last holds, how many of them are current, how many missing."""
        ((versions, current, missing, removed),) = self._ask(
            "select count(distinct row_hash), count(*) filter (current), count(*) filter (missing), "
            "count(*) filter (current and removed) from built_index"
        )
        found = {kind: current, f"{kind}_versions": versions, f"{kind}_missing": missing}
        return found | {f"{kind}_removed": removed} if removed else found

    def filled(self) -> dict[tuple[str, int], Filled]:
        """For each block: current actions that its newest search answer lacks. Build the index of actions last."""
        rows = self._ask(engine.statement("filled_blocks"))
        return {(agency, year): Filled(actions, as_of) for agency, year, actions, as_of in rows}

    def totals(self) -> dict[tuple[str, int], Held]:
        """Current contract actions of each block, and their sum. Build the index of actions last."""
        found: dict[tuple[str, int], Held] = {}
        for agency, year, actions, obligated in self._ask(engine.statement("current_blocks")):
            so_far = found.get(
                (agency, year), NOTHING
            )  # of files that give the agency's code, and of those that do not
            found[agency, year] = Held(so_far.rows + actions, so_far.obligated + obligated)
        return found

    def keyless(self) -> int:
        """Current actions without an award key, which could not be tied to one."""
        ((rows,),) = self._ask(
            "select count(*) from built_index b join stored_actions a using (row_hash) "
            "where b.current and b.award_id is null and starts_with(a.award_id, 'PIID_')"
        )
        return int(rows)

    def changes(self, parent: Path | None) -> dict[str, int]:
        """Actions added, removed, altered and missing since the parent edition; all zero when there is none.

        `removed` counts what a publisher said it withdrew since.
        """
        found = (0, 0, 0, 0)
        if parent is not None:
            self._view("parent_index", [parent / "index" / "actions.parquet"])
            (found,) = self._ask(engine.statement("changes"))
        added, altered, missing, removed = found
        return {"added": added, "removed": removed, "altered": altered, "missing": missing}

    def files(self, files: Sequence[FileEntry]) -> None:
        """Write index/files.parquet: one row an input."""
        self._run_text(f"create or replace temp table files ({FILES})")
        for entry in files:
            report = entry.report
            row = [entry.number, report.path, report.sha256, report.format, report.kind, entry.as_of, entry.selection]
            self._engine.execute("insert into files values (?, ?, ?, ?, ?, ?, ?)", row).fetchall()
        target = engine.quoted(str(self._folder / "index" / "files.parquet"))
        self._run_text(f"copy files to {target} (format parquet, compression zstd)")

    def attribute(self, interpreter: Interpreter, matches: Matches, suggester: Suggester) -> None:
        """Write index/attributions.parquet: what each current action bought, and by which words. Build actions first."""
        self._scratch.mkdir(exist_ok=True)
        labels = self._scratch / "labels.parquet"
        if matches.kept:
            self._view("kept_finds", [matches.kept])
        else:
            self._run_text(NOTHING_KEPT)
        said = self._engine.sql(engine.statement("descriptions"))
        writer: pq.ParquetWriter | None = None
        for batch in said.to_arrow_reader(LABELLED_AT_ONCE):
            payees = batch.column("payees")
            made = interpreter.decide(
                batch.column("description"),
                payees.value_parent_indices().cast(pa.int32()),
                payees.flatten(),
                matches.of(batch),
            )
            writer = writer or pq.ParquetWriter(labels, made.schema)
            writer.write_batch(made)
        if writer is None:
            pq.write_table(ATTRIBUTIONS.empty_table(), self._folder / "index" / "attributions.parquet")
            return
        writer.close()
        self._view("labels", [labels])
        self._run_text("create or replace temp table codes (code varchar, technology varchar)")
        for code, technology in interpreter.codes:
            self._engine.execute("insert into codes values (?, ?)", [code, technology]).fetchall()
        self._run("attributions")
        self._propose(suggester)
        target = engine.quoted(str(self._folder / "index" / "attributions.parquet"))
        self._run_text(f"copy ({engine.statement('suggested')}) to {target} (format parquet, compression zstd)")

    def _propose(self, suggester: Suggester) -> None:
        """Makes the table `proposals`: what the model proposes where no rule speaks."""
        proposals = self._scratch / "proposals.parquet"
        silent = self._engine.sql(engine.statement("silent").rstrip().rstrip(";"))
        writer: pq.ParquetWriter | None = None
        for batch in silent.to_arrow_reader(LABELLED_AT_ONCE):
            made = suggester.suggest(batch)
            writer = writer or pq.ParquetWriter(proposals, made.schema)
            writer.write_batch(made)
        if writer:
            writer.close()
            self._view("proposals", [proposals])
        else:
            self._run_text(NOTHING_PROPOSED)

    def resolve(self, resolver: Resolver) -> None:
        """Write index/names.parquet: the organisation and family behind each payee's name. Build actions first."""
        for part in engine.statement("names_seen").replace("$withheld", engine.quoted(WITHHELD)).split(";\n"):
            if part.strip():
                self._run_text(part)
        names = [
            Name(name, tuple(uei), tuple(duns), tuple(cage), tuple(parents), tuple(awards), first, last, actions)
            for name, uei, duns, cage, parents, awards, first, last, actions in self._ask("select * from names_seen")
        ]
        said = dict(
            self._ask(
                "select award_id, coalesce(min(description) filter (regexp_matches(description, $renamed, 'i')), "
                "min(description)) from paid semi join shared using (award_id) "
                "where regexp_matches(description, $either, 'i') group by award_id",
                {"renamed": RENAMED.pattern, "either": f"{RENAMED.pattern}|{NOVATION.pattern}"},
            )
        )
        pq.write_table(
            pa.Table.from_batches([resolver.resolve(names, said)]),
            self._folder / "index" / "names.parquet",
            compression="zstd",
        )

    def _stored(self, kind: str, numbers: Sequence[int]) -> None:
        self._view(f"stored_{kind}", sorted((self._folder / kind).glob("*.parquet")))
        rows = [self._folder / "rows" / f"{number:04d}.parquet" for number in (0, *numbers)]
        columns = "cast(parse_filename(filename, true) as integer) as file, row_hash, source_row"
        self._view("stored_rows", [path for path in rows if path.exists()], columns, "filename = true")

    def _view(self, name: str, paths: Sequence[Path], columns: str = "*", option: str = "union_by_name = true") -> None:
        listed = ", ".join(engine.quoted(str(path)) for path in paths)
        self._run_text(
            f"create or replace temp view {name} as select {columns} from read_parquet([{listed}], {option})"
        )

    def _run(self, name: str) -> None:
        self._run_text(engine.statement(name))

    def _run_text(self, text: str) -> None:
        self._engine.execute(text).fetchall()

    def _ask(self, text: str, params: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        return self._engine.execute(text, params).fetchall()
