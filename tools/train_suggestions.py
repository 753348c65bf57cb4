"""Train the model that proposes technologies where no rule speaks, and write what it was trained on and how good it is.

    python tools/train_suggestions.py LABELLED.csv [--out FOLDER]

LABELLED.csv has the columns generated_award_id, recipient, description, psc, technology, in_random_sample, ambiguous. The rows
stay where they are: the model holds hashes of words. The same file gives the same bytes. Needs the `test` dependencies.

One logistic regression a technology (scikit-learn, liblinear, L2). Everything that is told of it was measured on rows whose
award and payee no training row had (ten folds). Probabilities are made for actions of which no rule speaks, and such rows
differ from the others in more than their number (telling words are what rules look for). So the curve from score to
probability is fitted to rows of which no rule speaks, alone; and these being richer in surveillance technology than the
actions of the random sample are, each counts as often as rows like it stand in that sample.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # the same order of sums, the same bytes

import numpy as np
import pyarrow as pa
import sklearn
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from tallylight import knowledge
from tallylight.identity.normal import normal_form
from tallylight.technology import Labeller, features, suggest

FOLDS = 10
STRENGTH = 30.0  # C of the regression, chosen among 3, 30, 100 and 300
LEAST = 4  # rows of a technology; below that nothing can be learned
THRESHOLD = 0.5
BINS = (0.0, 0.01, 0.03, 0.1, 0.3, 0.5, 1.0)
Rows = list[dict[str, str]]


def read(path: Path) -> Rows:
    """The labelled rows."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def matrix(rows: Rows) -> sparse.csr_matrix:
    """Rows by buckets; each row's features weigh one over the root of their number."""
    parts = []
    for kind, name in ((features.DESCRIPTION, "description"), (features.PAYEE, "recipient"), (features.LABEL, "psc")):
        buckets, counts = features.features(kind, [row[name] for row in rows])
        owners = np.repeat(np.arange(len(rows)), counts)
        parts.append(sparse.coo_matrix((np.ones(len(buckets)), (owners, buckets)), (len(rows), 1 << features.BITS)))
    whole = sum(part.tocsr() for part in parts)
    return sparse.diags(1 / np.sqrt(np.maximum(np.asarray(whole.sum(axis=1)).ravel(), 1))) @ whole


def folds(rows: Rows) -> np.ndarray:
    """A fold for each row: rows that share an award or a payee are in the same one."""
    up = list(range(len(rows)))

    def head(row: int) -> int:
        while up[row] != row:
            row = up[row]
        return row

    seen: dict[tuple[str, str], int] = {}
    for number, row in enumerate(rows):
        for key in (("award", row["generated_award_id"]), ("payee", normal_form(row["recipient"]))):
            up[head(number)] = head(seen.setdefault(key, number))
    keys = [rows[head(number)]["generated_award_id"] for number in range(len(rows))]
    return np.array([int(hashlib.sha256(key.encode()).hexdigest(), 16) % FOLDS for key in keys])


def silent(rows: Rows) -> np.ndarray:
    """Of which rows no rule speaks, by themselves (the rest of their award is not at hand)."""
    labeller = Labeller(knowledge.makers(), knowledge.technologies())
    batch = pa.record_batch(
        {
            "description": pa.array([row["description"] for row in rows]),
            "payee": pa.array([row["recipient"] for row in rows]),
        }
    )
    rules = labeller.label(batch).column("rule").to_pylist()
    codes = {code for code, _ in labeller.codes}
    return np.array([rule is None and row["psc"].upper() not in codes for rule, row in zip(rules, rows, strict=True)])


def fit(x: sparse.csr_matrix, is_it: np.ndarray) -> LogisticRegression:
    """One technology against all else."""
    return LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0, tol=1e-4, max_iter=1000).fit(x, is_it)


def out_of_fold(x: sparse.csr_matrix, said: np.ndarray, kinds: Sequence[str], of: np.ndarray) -> np.ndarray:
    """Scores (rows, technologies), each by a model that saw no row of the same award or payee."""
    scores = np.full((len(said), len(kinds)), -np.inf)
    for fold in range(FOLDS):
        train, test = of != fold, of == fold
        for number, kind in enumerate(kinds):
            if (said[train] == kind).sum() >= 2:
                scores[test, number] = fit(x[train], said[train] == kind).decision_function(x[test])
    return scores


def measured(name: str, some: np.ndarray, chosen: np.ndarray, right: np.ndarray, said: np.ndarray) -> dict[str, Any]:
    """What would be suggested of some rows, and how much of it is right."""
    positive = said != "none"
    return {
        "rows": name,
        "count": int(some.sum()),
        "surveillance": int((some & positive).sum()),
        "suggested": int((some & chosen).sum()),
        "technology_right": int((some & chosen & right).sum()),
        "surveillance_at_all": int((some & chosen & positive).sum()),
    }


def main() -> None:
    """Train, measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path, default=suggest.FOLDER)
    args = parser.parse_args()
    rows = read(args.file)
    said = np.array([row["technology"] for row in rows])
    kinds = sorted(kind for kind, count in Counter(said.tolist()).items() if kind != "none" and count >= LEAST)
    whole, quiet, of = matrix(rows), silent(rows), folds(rows)
    met = np.unique(whole.indices)  # the other columns are empty, and would only cost time
    x = whole[:, met].tocsr()
    scores = out_of_fold(x, said, kinds, of)
    best, top = np.array(kinds)[scores.argmax(axis=1)], scores.max(axis=1)
    right, positive = best == said, said != "none"

    random = np.array([row["in_random_sample"] == "true" for row in rows])
    share = (quiet & random & positive).sum() / (quiet & random).sum()
    held = (quiet & positive).sum() / quiet.sum()
    weight = np.where(positive, share / held, (1 - share) / (1 - held)) * quiet
    curve = LogisticRegression(C=1e6, solver="lbfgs", tol=1e-8)
    curve.fit(top[quiet][:, None], right[quiet], sample_weight=weight[quiet])
    slope, offset = float(curve.coef_[0, 0]), float(curve.intercept_[0])
    likely = 1 / (1 + np.exp(-(slope * top + offset)))
    chosen = likely >= THRESHOLD
    clear = np.array([row["ambiguous"] != "true" for row in rows])

    final = [fit(x, said == kind) for kind in kinds]
    weights = np.stack([model.coef_[0] for model in final], axis=1)
    scales = np.abs(weights).max(axis=0) / 127
    small = np.round(weights / scales).astype(np.int8)
    buckets, small = met[small.any(axis=1)], small[small.any(axis=1)]
    content = buckets.astype("<u4").tobytes() + small.tobytes()
    table = []
    for low, high in pairwise(BINS):
        within = quiet & (likely >= low) & (likely < high)
        if within.any():
            table.append(
                {
                    "from": low, "to": high, "rows": int(within.sum()), "right": int((within & right).sum()),
                    "mean_probability": round(float(np.average(likely[within], weights=weight[within])), 3),
                    "share_right": round(float(np.average(right[within], weights=weight[within])), 3),
                }
            )  # fmt: skip
    told = {
        "what": "Proposes a technology where no rule speaks. Made by tools/train_suggestions.py; see docs/technology.md.",
        "version": 1,
        "trained_on": {
            "file": args.file.name,
            "sha256": hashlib.sha256(args.file.read_bytes()).hexdigest(),
            "rows": len(rows),
            "awards": len({row["generated_award_id"] for row in rows}),
        },
        "trained_with": f"scikit-learn {sklearn.__version__}, liblinear, L2, C={STRENGTH:g}",
        "features": {
            "version": features.VERSION,
            "buckets": 1 << features.BITS,
            "of": "words and pairs of words of the description; words of the payee's name; words and whole of the service label",
        },
        "weights": {"rows": len(buckets), "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)},
        "technologies": [
            {
                "id": kind,
                "rows": int((said == kind).sum()),
                "scale": float(f"{scale:.7g}"),
                "intercept": float(f"{model.intercept_[0]:.7g}"),
            }
            for kind, scale, model in zip(kinds, scales, final, strict=True)
        ],
        "calibration": {"slope": round(slope, 5), "offset": round(offset, 5)},
        "threshold": THRESHOLD,
        "cross_validation": {
            "folds": FOLDS,
            "grouped_by": "award and payee",
            "share_of_surveillance_where_no_rule_speaks": round(float(share), 4),
            "brier": round(float(np.average((likely - right) ** 2, weights=weight)), 5),
            "brier_of_a_constant": round(
                float(np.average((np.average(right, weights=weight) - right) ** 2, weights=weight)), 5
            ),
            "reliability": table,
            "at_the_threshold": [
                measured("all", np.ones(len(rows), bool), chosen, right, said),
                measured("all that are not ambiguous", clear, chosen, right, said),
                measured("no rule speaks", quiet, chosen, right, said),
                measured("no rule speaks, not ambiguous", quiet & clear, chosen, right, said),
                measured("random sample, no rule speaks", quiet & random, chosen, right, said),
            ],
        },
    }
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "weights.bin").write_bytes(content)
    (args.out / "manifest.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    json.dump(told["cross_validation"], sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
