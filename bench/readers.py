"""Reading the other tables: each beside the fastest bare conversion of the same columns to Parquet.

    python -m bench.readers --size-mb 256 --rounds 3

As `bench.ingest`, which has the method and measures award summaries; a bare conversion of the mapped table makes no days of
`03/15/2024`, which no engine reads, and leaves them text.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from bench import ingest, tables


def case(name: str, engine: str, source: Path, target: Path) -> None:
    """One conversion, in a process of its own."""
    kinds = tables.TABLES[name].kinds
    if engine == "pyarrow":
        ingest.bare_pyarrow(source, target, kinds)
    elif engine == "polars":
        ingest.bare_polars(source, target, kinds)
    else:
        _tallylight(name, source, target)


def _tallylight(name: str, source: Path, target: Path) -> None:
    from tallylight.ledger.parts import Parts
    from tallylight.sources import Memory, find_inputs, mapping, read

    with tempfile.TemporaryDirectory(dir=target.parent) as made:
        folder = Path(made)
        (folder / "cheques.yaml").write_text(tables.MAPPING)
        mappings = [mapping.load(str(folder / "cheques.yaml"))] if name == "mapped" else []
        memory = Memory(folder, lambda _: None)
        (found,) = find_inputs([str(source)])
        with Parts(folder, 1, folder) as parts:
            report = read(found.with_mappings(mappings), parts, memory=memory)
        memory.save()
    assert report.rows_read == report.rows_kept + report.rows_repeated, report


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size-mb", type=int, default=256)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where the files go (default: a temporary folder)")
    parser.add_argument("--only", nargs="+", choices=tables.TABLES, default=list(tables.TABLES))
    parser.add_argument("--case", nargs=4, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.case:
        case(args.case[0], args.case[1], Path(args.case[2]), Path(args.case[3]))
        return
    engines = ("pyarrow", "polars", "tallylight")
    print(
        "| table | columns | rows | "
        + " | ".join(f"{one}, CPU s" for one in engines)
        + " | to the fastest bare one | peak MB |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory(dir=args.folder) as made:
        folder = Path(made)
        for name in args.only:
            source = folder / "table.csv"
            rows = tables.write(source, name, args.size_mb)
            found: dict[str, list[tuple[float, float, float]]] = {engine: [] for engine in engines}
            for _ in range(args.rounds):
                for engine in engines:
                    words = ["-m", "bench.readers", "--case", name, engine, str(source), str(folder / "out.parquet")]
                    found[engine].append(ingest.timed([sys.executable, *words]))
                    (folder / "out.parquet").unlink(missing_ok=True)
            cpu = {engine: statistics.median(run[0] for run in runs) for engine, runs in found.items()}
            ratio = cpu["tallylight"] / min(cpu["pyarrow"], cpu["polars"])
            peak = max(run[2] for run in found["tallylight"])
            seconds = " | ".join(f"{cpu[engine]:.2f}" for engine in engines)
            print(
                f"| {name} | {len(tables.TABLES[name].header)} | {rows:,} | {seconds} | {ratio:.2f} | {peak:,.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
