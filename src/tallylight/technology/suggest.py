"""Proposals of a statistical model for actions of which no rule speaks: a label and how likely it is right.

A sparse table of weights (one row a bucket of `features`, one column a technology), made by tools/train_suggestions.py and
described in suggestions/manifest.json. It needs numpy and nothing else. A proposal is never an attribution: it is shown
apart, and is in no sum unless asked for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from tallylight.errors import LedgerError
from tallylight.technology import features
from tallylight.technology.features import DESCRIPTION, LABEL, PAYEE

FOLDER = Path(__file__).parent / "suggestions"
SCHEMA = pa.schema(
    [
        pa.field("description", pa.string()),
        pa.field("payee", pa.string()),
        pa.field("label", pa.string()),
        pa.field("technology", pa.string()),
        pa.field("probability", pa.float64()),
        pa.field("evidence", pa.string()),  # the features that weighed most, in plain words
    ]
)
SHOWN = 3  # features in the evidence
AT_ONCE = 100_000  # buckets

Floats = NDArray[np.float32]
KINDS = ((DESCRIPTION, "description"), (PAYEE, "payee"), (LABEL, "label"))


@dataclass(frozen=True)
class Model:
    """Weights and how a score becomes a probability.

    A row's score for a technology is its intercept and the sum of the weights of its features, divided by the root of how
    many features there are.
    """

    technologies: tuple[str, ...]
    buckets: NDArray[np.int64]  # sorted
    weights: Floats  # (buckets and one row of zeros, technologies)
    intercepts: Floats
    slope: float
    offset: float
    threshold: float  # the least probability that is proposed

    def sums(self, buckets: NDArray[np.int64], counts: NDArray[np.int64]) -> Floats:
        """For each text the sum of the weights of its features; see `features.features`."""
        made = np.zeros((len(counts), len(self.technologies)), np.float32)
        places = np.searchsorted(self.buckets, buckets)
        known = np.flatnonzero(self.buckets[np.minimum(places, len(self.buckets) - 1)] == buckets)
        owner = np.repeat(np.arange(len(counts)), counts)
        for start in range(0, len(known), AT_ONCE):
            some = known[start : start + AT_ONCE]
            np.add.at(made, owner[some], self.weights[places[some]])
        return made

    def probability(self, score: Floats) -> NDArray[np.float64]:
        """How likely a label with this score is right."""
        return np.asarray(1 / (1 + np.exp(-(self.slope * score.astype(np.float64) + self.offset))), np.float64)


def load(folder: Path = FOLDER) -> Model:
    """The model that is shipped. Raises LedgerError when its two files do not belong together."""
    try:
        told = json.loads((folder / "manifest.json").read_bytes())
        content = (folder / "weights.bin").read_bytes()
        fits = told["features"]["version"] == features.VERSION
        if not fits or hashlib.sha256(content).hexdigest() != told["weights"]["sha256"]:
            raise ValueError("its parts do not belong together")
        return _model(told, content)
    except (OSError, ValueError, KeyError) as error:
        raise LedgerError(
            f"the model of suggestions cannot be read: {error}", where=str(folder), do="Install Tallylight again."
        ) from error


def _model(told: Mapping[str, Any], content: bytes) -> Model:
    rows, kinds = told["weights"]["rows"], told["technologies"]
    buckets = np.frombuffer(content, "<u4", count=rows).astype(np.int64)
    small = np.frombuffer(content, np.int8, offset=4 * rows).reshape(rows, len(kinds))
    scales = np.array([kind["scale"] for kind in kinds], np.float32)
    weights = np.concatenate([small * scales, np.zeros((1, len(kinds)), np.float32)]).astype(np.float32)
    return Model(
        tuple(kind["id"] for kind in kinds), buckets, weights,
        np.array([kind["intercept"] for kind in kinds], np.float32),
        told["calibration"]["slope"], told["calibration"]["offset"], told["threshold"],
    )  # fmt: skip


class Suggester:
    """Asks the model. `suggest` is a pure function over Arrow batches."""

    def __init__(self, model: Model) -> None:
        self.model = model

    def scores(self, batch: pa.RecordBatch) -> Floats:
        """(rows, technologies) for rows of `description`, `payee` and `label` (text, null allowed)."""
        total = np.zeros((batch.num_rows, len(self.model.technologies)), np.float32)
        many = np.zeros(batch.num_rows, np.int64)
        for kind, name in KINDS:
            encoded = pc.fill_null(batch.column(name), "").dictionary_encode()
            places = encoded.indices.to_numpy()
            buckets, counts = features.features(kind, encoded.dictionary.to_pylist())
            total += self.model.sums(buckets, counts)[places]
            many += counts[places]
        return np.asarray(total / np.sqrt(np.maximum(many, 1))[:, None] + self.model.intercepts, np.float32)

    def suggest(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The rows for which the model proposes a technology. See SCHEMA."""
        scores = self.scores(batch)
        best = scores.argmax(axis=1) if batch.num_rows else np.zeros(0, np.int64)
        likely = self.model.probability(scores.max(axis=1, initial=-np.inf))
        chosen = np.flatnonzero(likely >= self.model.threshold)
        rows = batch.select([name for _, name in KINDS]).take(pa.array(chosen))
        kinds = [self.model.technologies[best[row]] for row in chosen.tolist()]
        evidence = [self._evidence(row, int(best[place])) for row, place in zip(rows.to_pylist(), chosen, strict=True)]
        made = [pa.array(kinds, pa.string()), pa.array(np.round(likely[chosen], 3)), pa.array(evidence, pa.string())]
        return pa.RecordBatch.from_arrays([*rows.columns, *made], schema=SCHEMA)

    def _evidence(self, row: Mapping[str, str | None], technology: int) -> str:
        """The features that weighed most, the heaviest first."""
        weighed: list[tuple[float, str]] = []
        for kind, name in KINDS:
            for words, bucket in features.named(kind, row[name] or ""):
                weight = self._weight(bucket, technology)
                if weight > 0:
                    weighed.append((-weight, words.removeprefix("=")))
        return "; ".join(_first(words for _, words in sorted(weighed)))

    def _weight(self, bucket: int, technology: int) -> float:
        place = int(np.searchsorted(self.model.buckets, bucket))
        known = place < len(self.model.buckets) and self.model.buckets[place] == bucket
        return float(self.model.weights[place, technology]) if known else 0.0


def _first(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))[:SHOWN]
