"""Reading a large file: Tallylight against a bare conversion to Parquet by the fastest engines there are.

    python -m bench.ingest --size-mb 1024 --rounds 3

Each case runs in a process of its own, the cases of a round one after the other, so that a busy machine is busy for all.
CPU seconds (user and system, of the process and its threads) and peak memory are taken from the operating system.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

ROWS_A_GROUP = 100_000
ZSTD_LEVEL = 1  # for all

Case = Callable[[Path, Path], None]


def _names_and_types() -> dict[str, str]:
    """The published columns that Tallylight keeps of this file, each with its kind; and the public page."""
    from bench.wide_file import HEADER
    from tallylight.sources.parse import Layout
    from tallylight.sources.readers import award_summaries

    layout = Layout(award_summaries.READER, tuple(HEADER))
    kinds = {}
    for name, place in layout.places.items():
        kind = layout.types[name]
        known = [
            ("date", pa.types.is_date(kind)),
            ("money", pa.types.is_decimal(kind)),
            ("count", pa.types.is_integer(kind)),
        ]
        kinds[HEADER[place]] = next((word for word, fits in known if fits), "text")
    kinds["period_of_performance_potential_end_date"] = "date"
    return {**kinds, "usaspending_permalink": "text"}


def bare_pyarrow(source: Path, target: Path, kinds: dict[str, str] | None = None) -> None:
    """open_csv, block by block, into a ParquetWriter."""
    from pyarrow import csv

    types = {"date": pa.date32(), "money": pa.decimal128(20, 2), "count": pa.int32(), "text": pa.string()}
    kinds = kinds or _names_and_types()
    reader = csv.open_csv(
        source,
        read_options=csv.ReadOptions(block_size=1024**2),
        parse_options=csv.ParseOptions(newlines_in_values=True),
        convert_options=csv.ConvertOptions(
            include_columns=list(kinds), column_types={n: types[k] for n, k in kinds.items()}, strings_can_be_null=True
        ),
    )
    with parquet.ParquetWriter(target, reader.schema, compression="zstd", compression_level=ZSTD_LEVEL) as writer:
        waiting: list[pa.RecordBatch] = []
        for batch in reader:
            waiting.append(batch)
            if sum(map(len, waiting)) >= ROWS_A_GROUP:
                writer.write_table(pa.Table.from_batches(waiting))
                waiting = []
        writer.write_table(pa.Table.from_batches(waiting, reader.schema))


def bare_polars(source: Path, target: Path, kinds: dict[str, str] | None = None) -> None:
    """scan_csv into sink_parquet."""
    import polars as pl

    types: dict[str, pl.DataType] = {
        "date": pl.Date(),
        "money": pl.Decimal(20, 2),
        "count": pl.Int32(),
        "text": pl.String(),
    }
    kinds = kinds or _names_and_types()
    scan = pl.scan_csv(source, schema_overrides={n: types[k] for n, k in kinds.items()}, infer_schema=False)
    scan.select(list(kinds)).sink_parquet(
        target, compression="zstd", compression_level=ZSTD_LEVEL, row_group_size=ROWS_A_GROUP
    )


def bare_duckdb(source: Path, target: Path) -> None:
    """read_csv into COPY."""
    import duckdb

    types = {"date": "DATE", "money": "DECIMAL(20, 2)", "count": "INTEGER", "text": "VARCHAR"}
    kinds = _names_and_types()
    from bench.wide_file import HEADER

    columns = ", ".join(f"'{n}': '{types[kinds.get(n, 'text')]}'" for n in HEADER)
    kept = ", ".join(f'"{n}"' for n in kinds)
    duckdb.execute("set preserve_insertion_order=false; set memory_limit='2GB'")
    duckdb.execute(
        f"copy (select {kept} from read_csv('{source}', auto_detect=false, header=true, delim=',', quote='\"', "
        f"escape='\"', new_line='\\r\\n', columns={{{columns}}})) to '{target}' "
        f"(format parquet, compression zstd, compression_level {ZSTD_LEVEL}, row_group_size {ROWS_A_GROUP})"
    )


def tallylight(source: Path, target: Path) -> None:
    """A first reading: typing, keys, the door, hashes, accounts, and the memory for the next time."""
    folder = target.parent / f"{target.stem}-memory"
    shutil.rmtree(folder, ignore_errors=True)
    _tallylight(source, target, folder)


def again(source: Path, target: Path) -> None:
    """The reading of a file of which all but 0.5% of the rows were read before, with the memory of that."""
    folder = target.parent / f"{target.stem}-memory"
    shutil.copytree(target.parent / "tallylight-memory", folder, dirs_exist_ok=True)
    _tallylight(source, target, folder)


def _tallylight(source: Path, target: Path, folder: Path) -> None:
    from tallylight.ledger.parts import Parts, StoredRows
    from tallylight.sources import Memory, find_inputs, read

    def rows_of(sha256: str) -> StoredRows | None:
        earlier = target.parent / f"{sha256}.parquet"
        return StoredRows(earlier) if earlier.exists() else None

    memory = Memory(folder, rows_of)
    (found,) = find_inputs([str(source)])
    with Parts(folder, 1, folder) as parts:
        report = read(found, parts, memory=memory)
    memory.save()
    (folder / "rows" / "0001.parquet").replace(target.parent / f"{report.sha256}.parquet")
    (folder / "summaries" / "0001.parquet").replace(target)
    assert report.rows_read == report.rows_kept + report.rows_repeated


CASES: dict[str, Case] = {
    "pyarrow": bare_pyarrow,
    "polars": bare_polars,
    "duckdb": bare_duckdb,
    "tallylight": tallylight,
    "tallylight, zip": tallylight,
    "tallylight, again": again,
}
BARE = ("pyarrow", "polars", "duckdb")


def run(case: str, source: Path, folder: Path) -> tuple[float, float, float]:
    """CPU seconds, wall seconds and peak megabytes of one case in a process of its own."""
    target = folder / f"{case.replace(', ', '-')}.parquet"
    found = timed([sys.executable, "-m", "bench.ingest", "--case", case, str(source), str(target)])
    target.unlink(missing_ok=True)
    return found


def timed(command: list[str]) -> tuple[float, float, float]:
    """CPU seconds, wall seconds and peak megabytes of a program."""
    start = time.perf_counter()
    # The command line starts no idle threads of numpy's (settings.start_no_idle_threads); here the others neither.
    child = subprocess.Popen(command, env={**os.environ, "OPENBLAS_NUM_THREADS": "1"})
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{command} failed")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1024


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size-mb", type=int, default=1024)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where the files go (default: a temporary folder)")
    parser.add_argument("--only", nargs="+", choices=CASES, default=list(CASES))
    parser.add_argument("--case", nargs=3, help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if args.case:
        CASES[args.case[0]](Path(args.case[1]), Path(args.case[2]))
        return
    with tempfile.TemporaryDirectory(dir=args.folder) as folder:
        measure(Path(folder), args.size_mb, args.rounds, args.only)


def measure(folder: Path, size_mb: int, rounds: int, cases: list[str]) -> None:
    from bench import wide_file

    plain, packed, changed = folder / "wide.csv", folder / "wide.zip", folder / "changed.csv"
    print(f"making a file of {size_mb:,} MB ...", file=sys.stderr)
    rows = wide_file.write(plain, size_mb)
    if "tallylight, again" in cases:
        wide_file.write(changed, size_mb, changed=0.005)
    if "tallylight, zip" in cases:
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            archive.write(plain, "wide.csv")
    sources = {"tallylight, zip": packed, "tallylight, again": changed}
    results: dict[str, list[tuple[float, float, float]]] = {case: [] for case in cases}
    for number in range(rounds):
        for case in cases:
            results[case].append(run(case, sources.get(case, plain), folder))
            print(f"round {number + 1}: {case:18} {results[case][-1][0]:6.1f} CPU s", file=sys.stderr)
    report(rows, size_mb, results)


def report(rows: int, size_mb: int, results: dict[str, list[tuple[float, float, float]]]) -> None:
    """Medians, as a table in Markdown, with ratios of CPU seconds."""
    medians = {
        case: [statistics.median(column) for column in zip(*runs, strict=True)] for case, runs in results.items()
    }
    bare = [medians[case][0] for case in BARE if case in medians]
    first = medians.get("tallylight", [0.0])[0]
    versions = ", ".join(f"{name} {version(name)}" for name in ("pyarrow", "polars", "duckdb", "isal", "xxhash"))
    print(f"\n{rows:,} rows, 286 columns, {size_mb:,} MB; Python {sys.version.split()[0]}, {versions}\n")
    print(
        "| case | CPU s, median [range] | wall s | peak MB | CPU to the fastest bare one | CPU to the first reading |"
    )
    print("| --- | --- | --- | --- | --- | --- |")
    for case, (cpu, wall, peak) in medians.items():
        seconds = [run[0] for run in results[case]]
        to_bare = f"{cpu / min(bare):.2f}" if bare else "-"
        to_first = f"{cpu / first:.2f}" if first and case.startswith("tallylight") else "-"
        print(
            f"| {case} | {cpu:.1f} [{min(seconds):.1f}-{max(seconds):.1f}] | {wall:.1f} | {peak:,.0f} "
            f"| {to_bare} | {to_first} |"
        )
    print(json.dumps({case: [round(run[0], 2) for run in runs] for case, runs in results.items()}), file=sys.stderr)


if __name__ == "__main__":
    main()
