"""Finding thousands of aliases in millions of descriptions: Tallylight beside google-re2 with the same aliases.

    python -m bench.matching [--ledger DIR] [--actions 5000000] [--aliases 5000] [--rounds 3]

Descriptions are put together from halves: of invented ones, or with --ledger of those that a ledger holds; so are the
aliases (half of them payees' names, half words and pairs of words). Each case runs in a process of its own on one core.
CPU seconds are those of the matching alone, without starting and loading; peak memory is that of the whole process.
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
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import parquet

DISTINCT = 0.58  # share of distinct descriptions among actions, as measured in six fiscal years of two agencies
Made = dict[str, object]


def invented(rng: random.Random, count: int) -> tuple[list[str], list[str]]:
    """Descriptions and payees' names of words that nobody wrote, some common and most rare."""
    letters = "ETAOINSRHLDCUMFPGWYBVK"
    words = ["".join(rng.choices(letters, k=rng.randint(2, 11))) for _ in range(20_000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    lengths = [rng.randint(3, 16) for _ in range(count)]
    drawn = iter(rng.choices(words, weights, k=sum(lengths)))
    descriptions = [" ".join(next(drawn) for _ in range(length)) for length in lengths]
    return descriptions, [" ".join(rng.sample(words, 2)) for _ in range(count // 4)]


def held(ledger: str) -> tuple[list[str], list[str]]:
    """The distinct descriptions and payees' names of a ledger."""
    from tallylight.ledger import open_ledger

    edition = open_ledger(ledger)
    rows = edition.query("select distinct description from actions where description <> '' order by 1")
    return [row[0] for row in rows], list(edition.payees())


def make(folder: Path, ledger: str | None, actions: int, aliases: int) -> None:
    """Writes actions.parquet (description) and aliases.json."""
    from tallylight.knowledge.names import plain_name

    rng = random.Random(20261124)
    some, payees = held(ledger) if ledger else invented(rng, 40_000)
    halves = [(text[: len(text) // 2], text[len(text) // 2 :]) for text in some]
    distinct = list(
        dict.fromkeys(rng.choice(halves)[0] + rng.choice(halves)[1] for _ in range(int(actions * DISTINCT)))
    )
    texts = distinct + rng.choices(distinct, k=actions - len(distinct))
    rng.shuffle(texts)
    parquet.write_table(pa.table({"description": pa.array(texts, pa.string())}), folder / "actions.parquet")
    counts: Counter[str] = Counter()
    for text in rng.sample(distinct, min(20_000, len(distinct))):
        words = plain_name(text).split()
        counts.update(words[:4])
        counts.update(" ".join(words[n : n + 2]) for n in range(0, max(0, len(words) - 1), 3))
    rare = [phrase for phrase, times in counts.items() if len(phrase) > 3 and times <= 12]
    stems = [" ".join(plain_name(name).split()[:2]) for name in payees]
    chosen = [*dict.fromkeys(rng.sample(stems, min(len(stems), aliases * 2)))][: aliases // 2]
    chosen += rng.sample(rare, aliases - len(chosen))
    (folder / "aliases.json").write_text(json.dumps(sorted(set(chosen) - {""})), encoding="utf-8")


def read(folder: Path) -> tuple[pa.StringArray, list[str]]:
    table = parquet.read_table(folder / "actions.parquet")
    return table["description"].combine_chunks(), json.loads((folder / "aliases.json").read_text(encoding="utf-8"))


def timed(work: Callable[[], Made]) -> Made:
    start = time.process_time()
    made = work()
    return {"cpu": time.process_time() - start, **made}


def google_re2(folder: Path) -> Made:
    """One alternation of all aliases between word boundaries, over each description in capitals; every match."""
    import re2

    texts, aliases = read(folder)
    options = re2.Options()
    options.max_mem = 1 << 30  # the default gives up on so many aliases
    listed = [text.upper() for text in texts.to_pylist()]
    longest_first = sorted(aliases, key=lambda alias: (-len(alias), alias))

    def work() -> Made:
        pattern = re2.compile(r"\b(?:" + "|".join(map(re2.escape, longest_first)) + r")\b", options)
        return {"hit": sum(1 for text in listed if pattern.findall(text)), "texts": len(listed)}

    return timed(work)


def each(folder: Path) -> Made:
    """Tallylight, every description by itself."""
    from tallylight.technology.automaton import Automaton

    texts, aliases = read(folder)

    def work() -> Made:
        found = Automaton(aliases).find(texts)
        return {"hit": int(np.count_nonzero(np.diff(found[:, 0], prepend=-1))), "texts": len(texts)}

    return timed(work)


def distinct(folder: Path) -> Made:
    """Tallylight, each distinct description once, and which of them each action has."""
    from tallylight.technology.automaton import Automaton

    texts, aliases = read(folder)

    def work() -> Made:
        encoded = texts.dictionary_encode()
        found = Automaton(aliases).find(encoded.dictionary)
        hit = int(np.count_nonzero(np.diff(found[:, 0], prepend=-1)))
        return {"hit": hit, "texts": len(texts), "distinct": len(encoded.dictionary)}

    return timed(work)


def one_more(folder: Path) -> Made:
    """Tallylight, one alias changed: the distinct descriptions again, for that one."""
    from tallylight.technology.automaton import Automaton

    texts, aliases = read(folder)
    known = texts.unique()

    def work() -> Made:
        found = Automaton(aliases[:1]).find(known)
        return {"hit": len(found), "texts": len(known)}

    return timed(work)


def labels(folder: Path) -> Made:
    """Tallylight, the whole labelling with the knowledge files as shipped: product, maker, technology, words."""
    from tallylight import knowledge
    from tallylight.technology import Labeller

    texts, _ = read(folder)
    payees = pa.array(["SOMEBODY LLC"] * len(texts), pa.string())
    batch = pa.record_batch({"description": texts, "payee": payees})
    labeller = Labeller(knowledge.makers(), knowledge.technologies())

    def work() -> Made:
        made = labeller.label(batch)
        return {"hit": len(made) - made.column("technology").null_count, "texts": len(made)}

    return timed(work)


CASES: dict[str, Callable[[Path], Made]] = {
    "google-re2": google_re2,
    "tallylight": each,
    "tallylight, distinct": distinct,
    "tallylight, one alias changed": one_more,
    "tallylight, labels": labels,
}


def run(case: str, folder: Path) -> tuple[Made, float]:
    """What a case printed, and its peak in megabytes."""
    out = folder / "answer.json"
    with out.open("wb") as answer:
        child = subprocess.Popen(
            [sys.executable, "-m", "bench.matching", "--case", case, "--folder", str(folder)],
            stdout=answer,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        )
        _, status, usage = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{case} failed")
    return json.loads(out.read_bytes()), usage.ru_maxrss / 1024


def main(argv: Sequence[str] | None = None) -> None:
    """Print medians of CPU seconds, descriptions a CPU second, and the ratio to google-re2."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ledger")
    parser.add_argument("--actions", type=int, default=5_000_000)
    parser.add_argument("--aliases", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--case", choices=CASES, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help="where the files go (default: a temporary folder)")
    args = parser.parse_args(argv)
    if args.case:
        print(json.dumps(CASES[args.case](args.folder)))
        return
    with tempfile.TemporaryDirectory(dir=args.folder) as name:
        folder = Path(name)
        make(folder, args.ledger, args.actions, args.aliases)
        results: dict[str, list[tuple[Made, float]]] = {case: [] for case in CASES}
        for _ in range(args.rounds):
            for case, runs in results.items():
                runs.append(run(case, folder))
                print(f"{case}: {runs[-1]}", file=sys.stderr)
    report(results)


def report(results: dict[str, list[tuple[Made, float]]]) -> None:
    first = statistics.median(float(str(made["cpu"])) for made, _ in results["google-re2"])
    print("| case | CPU s, median [range] | actions a CPU s | with a find | peak MB | google-re2's CPU to this |")
    print("| --- | --- | --- | --- | --- | --- |")
    for case, runs in results.items():
        seconds = [float(str(made["cpu"])) for made, _ in runs]
        median, made = statistics.median(seconds), runs[0][0]
        print(
            f"| {case} | {median:.2f} [{min(seconds):.2f}-{max(seconds):.2f}] | {int(str(made['texts'])) / median:,.0f} "
            f"| {made['hit']:,} of {made.get('distinct', made['texts']):,} | {max(peak for _, peak in runs):,.0f} "
            f"| {first / median:.1f} |"
        )


if __name__ == "__main__":
    main()
