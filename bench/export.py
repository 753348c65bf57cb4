"""How much memory and time exports of a large ledger take.

    python -m bench.export --rows 5000000 --folder /somewhere/with/space

makes search answers of invented actions (two agencies, many years of them), adds them to a ledger, and writes every export in
a process of its own. Judge by the peak of memory: it must not grow with the ledger. `--ledger` measures one that is there.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

EXPORTS = (
    ("actions", "csv"),
    ("actions", "jsonl"),
    ("actions", "parquet"),
    ("awards", "csv"),
    ("attributions", "csv"),
    ("actions", "sqlite"),
    ("awards", "ocds"),
    ("awards", "ftm"),
    ("actions", "datapackage"),
)

MEASURED = """
import resource, sys, time
from tallylight import cli
start = time.perf_counter()
code = cli.main(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_SELF)
print(code, used.ru_maxrss // 1024, f"{used.ru_utime + used.ru_stime:.0f}", f"{time.perf_counter() - start:.0f}")
"""

HEADER = (
    "Agency,Award ID,Recipient Name,Federal Action Obligation,Action Date,Modification,Product/Service Description,"
    "NAICS Description,Transaction Description,Generated Award ID\n"
)
WORDS = (
    "CAMERAS LICENSES SUPPORT SERVICES RENEWAL SOFTWARE FORENSIC MOBILE DEVICE TRAINING MAINTENANCE OPTION YEAR FUNDING "
    "VEHICLES TOWERS DRONE ANALYTICS DATA SUBSCRIPTION EQUIPMENT UNIFORMS GUARD TRANSLATION MODIFICATION OFFICE REPAIR"
).split()


def make(path: Path, rows: int, seed: int) -> None:
    """A file of search answers: awards of some five actions each, a hundred thousand payees, descriptions of ten words."""
    chance = random.Random(seed)
    with path.open("w") as out:
        out.write(HEADER)
        for row in range(rows):
            award = row // 5
            agency, code = (("ICE", "7012"), ("CBP", "7014"))[award % 2]
            piid = f"70CT{code[-1]}{seed:02d}P{award:08d}"
            text = " ".join(chance.choices(WORDS, k=10))
            day = f"20{10 + award % 15:02d}-{chance.randrange(12) + 1:02d}-{chance.randrange(28) + 1:02d}"
            out.write(
                f"{agency},{piid},PAYEE {award % 99_991} LLC,{chance.randrange(-9_999, 999_999) / 100},{day},"
                f"{row % 5 and f'P{row % 5:05d}'},SUPPORT,SOFTWARE,{text} LOT {row},CONT_AWD_{piid}_{code}_-NONE-_-NONE-\n"
            )


def run(*words: str) -> list[str]:
    """Exit code, peak megabytes, CPU seconds and wall seconds of one command."""
    done = subprocess.run([sys.executable, "-c", MEASURED, *words], capture_output=True, text=True, check=True)
    told = done.stdout.splitlines()[-1].split()
    if told[0] not in ("0", "1"):
        sys.exit(done.stderr)
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--folder", help="where the files go (a temporary folder)")
    parser.add_argument("--ledger", help="a ledger that is there already")
    parser.add_argument("--only", nargs="*", help="formats to measure")
    args = parser.parse_args()
    folder = Path(tempfile.mkdtemp(dir=args.folder))
    try:
        ledger = args.ledger or str(folder / "ledger")
        print("| what | peak MB | CPU s | wall s | size MB |\n| --- | --- | --- | --- | --- |")
        if not args.ledger:
            files = [folder / f"part{part}.csv" for part in range(5)]
            for part, path in enumerate(files):
                make(path, args.rows // len(files), part)
            size = sum(path.stat().st_size for path in files) // 1024**2
            _, peak, cpu, wall = run("--ledger", ledger, "add", "--json", *map(str, files))
            print(f"| add of {args.rows:,} rows | {peak} | {cpu} | {wall} | {size} |", flush=True)
            for path in files:
                path.unlink()
        for what, form in EXPORTS:
            if args.only and form not in args.only:
                continue
            target = folder / f"out.{form}"
            _, peak, cpu, wall = run("--ledger", ledger, "export", what, "--format", form, "--out", str(target))
            found = [path for path in (target, *target.rglob("*")) if path.is_file()]
            size = sum(path.stat().st_size for path in found) // 1024**2
            print(f"| {what} as {form} | {peak} | {cpu} | {wall} | {size} |", flush=True)
            shutil.rmtree(target) if target.is_dir() else target.unlink()
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
