"""Checking an article: the whole command, from the interpreter's start to its end, beside a program that only starts.

    python -m bench.check [--ledger DIR] [--text FILE] [--date DATE] [--rounds 9]

Without a ledger, the starter ledger and its sample article are used.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import tallylight

SAMPLE = Path(tallylight.__file__).parent / "starter" / "sample-article.txt"


def run(command: list[str]) -> tuple[float, float]:
    """CPU seconds and wall seconds of a command."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - start


def main(argv: Sequence[str] | None = None) -> None:
    """Print medians, and the ratio of CPU seconds to an interpreter that only loads the engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ledger", help="default: the starter ledger")
    parser.add_argument("--text", type=Path, default=SAMPLE)
    parser.add_argument("--date", default="2025-09-15")
    parser.add_argument("--rounds", type=int, default=9)
    args = parser.parse_args(argv)
    named = ["--ledger", args.ledger] if args.ledger else []
    commands = {
        "bare interpreter": [sys.executable, "-c", "pass"],
        "interpreter and engine": [sys.executable, "-c", "import duckdb; duckdb.connect()"],
        "tallylight --help": [sys.executable, "-m", "tallylight", "--help"],
        "tallylight check": [sys.executable, "-m", "tallylight", *named, "check", str(args.text), "--date", args.date],
    }
    results: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(args.rounds):
        for name, command in commands.items():
            results[name].append(run(command))
    engine = statistics.median(cpu for cpu, _ in results["interpreter and engine"])
    print("| command | CPU s, median | wall s, median | CPU to the engine alone |\n| --- | --- | --- | --- |")
    for name, runs in results.items():
        cpu, wall = (statistics.median(column) for column in zip(*runs, strict=True))
        print(f"| {name} | {cpu:.3f} | {wall:.3f} | {cpu / engine:.2f} |")


if __name__ == "__main__":
    main()
