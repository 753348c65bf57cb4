"""The organisation and the family behind each payee's name: the names of a build to `identity`, and its answer to a file."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq

from tallylight.identity import Resolver
from tallylight.identity.awards import NOVATION, RENAMED
from tallylight.identity.links import Name
from tallylight.ledger import engine
from tallylight.ledger.workbench import Workbench
from tallylight.sources.door import WITHHELD

SAID = """select award_id, coalesce(min(description) filter (regexp_matches(description, $renamed, 'i')), min(description))
    from paid semi join shared using (award_id)
    where regexp_matches(description, $either, 'i') group by award_id"""
"""For an award with several names, the words of an action that speak of a change of name or a novation."""


def resolve(bench: Workbench, resolver: Resolver) -> None:
    """Write index/names.parquet from the view `current`."""
    for part in engine.statement("names_seen").replace("$withheld", engine.quoted(WITHHELD)).split(";\n"):
        if part.strip():
            bench.run_text(part)
    names = [
        Name(name, tuple(uei), tuple(duns), tuple(cage), tuple(parents), tuple(awards), first, last, actions)
        for name, uei, duns, cage, parents, awards, first, last, actions in bench.ask("select * from names_seen")
    ]
    bench.run_text("drop table names_seen")
    said = dict(bench.ask(SAID, {"renamed": RENAMED.pattern, "either": f"{RENAMED.pattern}|{NOVATION.pattern}"}))
    pq.write_table(
        pa.Table.from_batches([resolver.resolve(names, said)]),
        bench.folder / "index" / "names.parquet",
        compression="zstd",
    )
