"""Checking an article: the whole command, from the interpreter's start to its end, beside a program that only starts.

    python -m bench.check [--ledger DIR] [--text FILE] [--date DATE] [--rounds 9] [--long 50 200 800]

Without a ledger, the starter ledger and its sample article are used. `--long` then checks texts of so many invented
sentences, each with a claim, and divides the time by the claims.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
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


VENDORS = """Clearview AI, Palantir, Paragon Solutions, Cellebrite, LexisNexis, GEO Group, Axon Enterprise, Leidos, Babel Street,
    Magnet Forensics, Thomson Reuters, Booz Allen Hamilton, General Dynamics, Guidehouse, Peraton, Elbit Systems"""
SENTENCES = (
    "{agency} paid {vendor} ${amount} million in {year}.",
    "In {year}, {agency} signed a contract with {vendor} that is worth ${amount} million.",
    "Since {year}, {vendor} has had contracts with {agency}.",
    "{vendor} got more than ${amount} million from {agency} in fiscal {year}.",
    "The company's deal may reach ${amount} million.",
    "{agency} spent about ${amount} million on drones in {year}.",
)


def long_text(sentences: int) -> str:
    """A text of so many sentences, each with a claim, five to a paragraph. The same every time."""
    chosen = random.Random(sentences)
    vendors = [" ".join(name.split()) for name in VENDORS.split(",")]
    made = [
        chosen.choice(SENTENCES).format(
            agency=chosen.choice(("ICE", "CBP")),
            vendor=chosen.choice(vendors),
            amount=round(chosen.uniform(0.3, 40), chosen.choice((0, 1, 2))),
            year=chosen.randint(2020, 2025),
        )
        for _ in range(sentences)
    ]
    return "\n\n".join(" ".join(made[place : place + 5]) for place in range(0, sentences, 5)) + "\n"


def time_long_texts(check: list[str], date: str, sizes: Sequence[int], rounds: int) -> None:
    """Print CPU seconds of checking long texts, and milliseconds a claim beyond what a text of one sentence takes."""
    with tempfile.TemporaryDirectory() as folder:
        files = {size: Path(folder) / f"{size}.txt" for size in (1, *sizes)}
        for size, path in files.items():
            path.write_text(long_text(size), encoding="utf-8")
        commands = {size: [*check, str(path), "--date", date] for size, path in files.items()}
        found: dict[int, list[float]] = {size: [] for size in files}
        for _ in range(rounds):
            for size, command in commands.items():
                found[size].append(run(command)[0])
        print("\n| sentences | claims | kB | CPU s, median | CPU ms a claim |\n| --- | --- | --- | --- | --- |")
        start = statistics.median(found[1])
        for size in sizes:
            told = subprocess.run([*commands[size], "--json"], capture_output=True, check=True).stdout
            claims = len(json.loads(told)["claims"])
            cpu, kb = statistics.median(found[size]), files[size].stat().st_size / 1000
            print(f"| {size} | {claims} | {kb:.0f} | {cpu:.2f} | {1000 * (cpu - start) / claims:.1f} |")


def main(argv: Sequence[str] | None = None) -> None:
    """Print medians, and the ratio of CPU seconds to an interpreter that only loads the engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ledger", help="default: the starter ledger")
    parser.add_argument("--text", type=Path, default=SAMPLE)
    parser.add_argument("--date", default="2025-09-15")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--long", type=int, nargs="*", default=[], metavar="SENTENCES")
    args = parser.parse_args(argv)
    named = ["--ledger", args.ledger] if args.ledger else []
    check = [sys.executable, "-m", "tallylight", *named, "check"]
    commands = {
        "bare interpreter": [sys.executable, "-c", "pass"],
        "interpreter and engine": [sys.executable, "-c", "import duckdb; duckdb.connect()"],
        "tallylight --help": [sys.executable, "-m", "tallylight", "--help"],
        "tallylight check": [*check, str(args.text), "--date", args.date],
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
    if args.long:
        time_long_texts(check, args.date, args.long, min(args.rounds, 3))


if __name__ == "__main__":
    main()
