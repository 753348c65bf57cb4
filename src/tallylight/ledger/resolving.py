"""The organisation and the family behind each payee's name: the names of a build to `identity`, and its answer to a file.

Names come from the actions, and from what stands beside them: award summaries, and both sides of sub-awards. Those lend a
name its identifiers and make it known; the days and counts of a name are of actions only.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq

from tallylight.identity import Resolver
from tallylight.identity.awards import NOVATION, RENAMED
from tallylight.identity.links import Name
from tallylight.ledger import engine
from tallylight.ledger.workbench import Workbench
from tallylight.sources.door import WITHHELD

BESIDE = ("summaries", "subawards")
"""The kinds of records, besides actions, whose payees get an organisation."""

SAID = """select award_id, coalesce(min(description) filter (regexp_matches(description, $renamed, 'i')), min(description))
    from paid semi join shared using (award_id)
    where regexp_matches(description, $either, 'i') group by award_id"""
"""For an award with several names, the words of an action that speak of a change of name or a novation."""


SEEN = "select name, uei, paid_uei, duns, cage, parents, awards, first, last, actions, counted, seen_in from names_seen"


def keep_payees(bench: Workbench, kind: str) -> None:
    """Write down the payees of one kind of BESIDE; its index must be the one that was built last."""
    bench.write(engine.statement(f"payees_{kind}"), bench.scratch(f"payees-{kind}"), "snappy")


def resolve(bench: Workbench, resolver: Resolver) -> None:
    """Write index/names.parquet from the view `current` and what `keep_payees` wrote down."""
    bench.view("beside", [bench.scratch(f"payees-{kind}") for kind in BESIDE])
    for part in engine.statement("names_seen").replace("$withheld", engine.quoted(WITHHELD)).split(";\n"):
        if part.strip():
            bench.run_text(part)
    names, where = [], {}
    for name, uei, paid, duns, cage, parents, awards, first, last, actions, counted, seen_in in bench.ask(SEEN):
        identifiers = tuple(uei), tuple(duns), tuple(cage)
        names.append(Name(name, *identifiers, tuple(parents), tuple(awards), first, last, actions, tuple(paid)))
        where[name] = counted, seen_in
    bench.run_text("drop table names_seen")
    said = dict(bench.ask(SAID, {"renamed": RENAMED.pattern, "either": f"{RENAMED.pattern}|{NOVATION.pattern}"}))
    made = pa.Table.from_batches([resolver.resolve(names, said)])
    seen = [where[name] for name in made["name"].to_pylist()]
    made = made.append_column("actions", pa.array([counted for counted, _ in seen], pa.int64()))
    made = made.append_column("seen_in", pa.array([seen_in for _, seen_in in seen], pa.string()))
    pq.write_table(made, bench.folder / "index" / "names.parquet", compression="zstd")
