"""Telling who is who: 185,000 published names into organisations and families, and one new name.

    python -m bench.names [--names 185000] [--ledger DIR]

Names are invented, or with --ledger made of the words of those that a ledger holds: a word of a real name put in another's
place, four in ten also with another legal form; half with an identifier that two names in five share, one in five paid on
an award with another. Runs in a process of its own on one core; peak memory includes the names themselves.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date

FORMS = ("INC", "LLC", "L.L.C.", "CORP", "CORPORATION", "CO", "LTD", "INC.")


def published(count: int, ledger: str | None) -> list[str]:
    """So many different names."""
    from bench.matching import held, invented

    rng = random.Random(185)
    some = held(ledger)[1] if ledger else [f"{name} {rng.choice(FORMS)}" for name in invented(rng, 20_000)[1]]
    words = sorted({word for name in some for word in name.split()})
    made: dict[str, None] = {}
    while len(made) < count:
        name = rng.choice(some).split()
        name[rng.randrange(len(name))] = rng.choice(words)
        made.setdefault(" ".join(name))
        if rng.random() < 0.4:
            made.setdefault(" ".join([*name[:-1], rng.choice(FORMS)]))
    return list(made)[:count]


def measure(count: int, ledger: str | None) -> dict[str, float]:
    """CPU seconds of resolving them all, and of placing one new name among them (median and worst of 1,000, ms)."""
    from tallylight import identity, knowledge
    from tallylight.identity import Known, Name

    rng = random.Random(5)
    made = published(count + 1_000, ledger)
    listed, new = made[:count], made[count:]
    names = [
        Name(
            name,
            uei=(f"U{rng.randrange(int(count * 0.65)):011d}",) if rng.random() < 0.5 else (),
            awards=(f"A{rng.randrange(count // 3)}",) if rng.random() < 0.2 else (),
            first=date(2020, 1, 1),
            last=date(2024, 1, 1),
            actions=1,
        )
        for name in listed
    ]
    start = time.process_time()
    resolver = identity.Resolver(knowledge.groups(), knowledge.makers())
    table = resolver.resolve(names, {})
    seconds = time.process_time() - start
    known = Known(zip(*(table.column(name).to_pylist() for name in ("name", "organisation")), strict=True))
    each = []
    for name in new:
        began = time.perf_counter()
        known.organisation_of(name)
        each.append((time.perf_counter() - began) * 1000)
    organisations = len(set(table.column("organisation_id").to_pylist()))
    return {
        "names": len(names),
        "organisations": organisations,
        "cpu": seconds,
        "new_ms": statistics.median(each),
        "new_worst_ms": max(each),
    }


def main(argv: Sequence[str] | None = None) -> None:
    """Print one line of a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=185_000)
    parser.add_argument("--ledger")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if args.inside:
        print(json.dumps(measure(args.names, args.ledger)))
        return
    ledger = ["--ledger", args.ledger] if args.ledger else []
    command = [sys.executable, "-m", "bench.names", "--inside", "--names", str(args.names), *ledger]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "OPENBLAS_NUM_THREADS": "1"})
    assert child.stdout is not None
    answer = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        raise SystemExit("the measurement failed")
    made = json.loads(answer)
    print(
        "| names | organisations | CPU s | peak MB | a new name, ms median / worst |\n| --- | --- | --- | --- | --- |"
    )
    print(
        f"| {made['names']:,} | {made['organisations']:,} | {made['cpu']:.1f} | {usage.ru_maxrss / 1024:,.0f} "
        f"| {made['new_ms']:.3f} / {made['new_worst_ms']:.3f} |"
    )


if __name__ == "__main__":
    main()
