"""What a build needs from whoever says what a description means: `technology.Labeller`. Tests put their own in its place."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Finds = NDArray[np.int32]
"""One row a find, sorted: text and phrase (their places in the lists), start and end in the text."""


class Interpreter(Protocol):
    """Finds phrases in descriptions, and says what they and the payee speak of."""

    @property
    def codes(self) -> Sequence[tuple[str, str]]:
        """A product or service code, or its label in capitals; and the technology that it means."""

    @property
    def phrases(self) -> Sequence[str]:
        """Every phrase that is looked for."""

    def find(self, texts: pa.StringArray, only: Collection[str] | None = None) -> Finds:
        """See `technology.Labeller.find`."""

    def decide(
        self, texts: pa.StringArray, places: pa.Int32Array, payees: pa.StringArray, finds: Finds
    ) -> pa.RecordBatch:
        """See `technology.Labeller.decide`."""


class Suggester(Protocol):
    """Proposes technologies where no rule speaks: `technology.Suggester`."""

    def suggest(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """See `technology.Suggester.suggest`."""
