"""What each current action bought: descriptions to labels, labels and awards to attributions, and the model's proposals.

`attribute` writes index/attributions.parquet. Descriptions come sorted, so that all payees of one are together and it is
looked through once; everything goes batch by batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from tallylight.ledger import engine
from tallylight.ledger.interpreter import Interpreter, Suggester
from tallylight.ledger.matches import Matches
from tallylight.ledger.workbench import Workbench

AT_ONCE = 50_000  # descriptions

NOTHING_KEPT = """create or replace temp view kept_finds as select null::ubigint as high, null::ubigint as low,
    null::struct(phrase integer, "start" integer, "end" integer)[] as finds where false"""

_TEXTS = ("description", "payee", "technology", "product", "maker")
LABELS = pa.schema(
    [
        *(pa.field(name, pa.string()) for name in _TEXTS),
        pa.field("payee_is_reseller", pa.bool_()),
        *(pa.field(name, pa.string()) for name in ("rule", "evidence")),
    ]
)
PROPOSALS = pa.schema(
    [
        *(pa.field(name, pa.string()) for name in ("description", "payee", "label", "technology")),
        pa.field("probability", pa.float64()),
        pa.field("evidence", pa.string()),
    ]
)


def attribute(bench: Workbench, interpreter: Interpreter, matches: Matches, suggester: Suggester) -> None:
    """Write index/attributions.parquet from the view `current`."""
    if matches.kept:
        bench.view("kept_finds", [matches.kept])
    else:
        bench.run_text(NOTHING_KEPT)
    said = bench.batches(engine.statement("descriptions"), AT_ONCE)
    _write(bench, "labelled", LABELS, _labels(said, interpreter, matches))
    bench.run_text("create or replace temp table codes (code varchar, technology varchar)")
    for code, technology in dict(reversed(interpreter.codes)).items():
        bench.run_text("insert into codes values (?, ?)", [code, technology])
    bench.run("attributions")
    bench.run("silent")
    silent = bench.batches(engine.statement("silent_texts"), AT_ONCE)
    _write(bench, "proposals", PROPOSALS, map(suggester.suggest, silent))
    bench.write(engine.statement("suggested"), bench.folder / "index" / "attributions.parquet", "zstd")


def _write(bench: Workbench, name: str, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> None:
    """Write batches to a scratch file, and make a view of that name of it."""
    with pq.ParquetWriter(bench.scratch(name), schema) as writer:
        for batch in batches:
            writer.write_batch(batch.cast(schema))
    bench.view(name, [bench.scratch(name)])


def _labels(said: Iterable[pa.RecordBatch], interpreter: Interpreter, matches: Matches) -> Iterator[pa.RecordBatch]:
    """What each description and payee say, where they say anything. `said` as descriptions.sql has it."""
    for batch in _whole_groups(said):
        first = _first_of_each(batch)
        places = np.cumsum(first, dtype=np.int32) - 1
        distinct = batch.filter(pa.array(first))
        texts = distinct.column("description")
        made = interpreter.decide(texts, pa.array(places, pa.int32()), batch.column("payee"), matches.of(distinct))
        yield made.filter(pc.or_(made.column("technology").is_valid(), made.column("payee_is_reseller").is_valid()))


def _whole_groups(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The same rows in other batches, which never part the rows of one description."""
    waiting: pa.RecordBatch | None = None
    for batch in batches:
        if not len(batch):
            continue
        rows = pa.concat_batches([waiting, batch]) if waiting else batch
        last = int(np.flatnonzero(_first_of_each(rows))[-1])
        if last:
            yield rows.slice(0, last)
        waiting = rows.slice(last)
    if waiting:
        yield waiting


def _first_of_each(batch: pa.RecordBatch) -> NDArray[np.bool_]:
    """For each row, whether its description is another one than that of the row before."""
    texts = batch.column("description")
    first = np.ones(len(batch), bool)
    first[1:] = pc.not_equal(texts[1:], texts[:-1]).to_numpy(zero_copy_only=False)
    return first
