"""What the statistical model sees of an action: hashes of words, and nothing that could be read back.

Of the description its words and pairs of neighbouring words, of the payee its words without the legal form, of the product
or service label its words and the label as a whole. Each is hashed to one of 2^20 buckets; training and asking share this.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import xxhash
from numpy.typing import NDArray

from tallylight.identity.normal import bare_words
from tallylight.knowledge.names import plain_name

VERSION = 1
"""Raise it when a text gives other buckets than before: a model of another version is refused."""

BITS = 20
DESCRIPTION, PAYEE, LABEL = b"d", b"p", b"s"

_SMALL = frozenset(
    "A AN AND AS AT BY FOR FROM IN IS OF ON OR THE THIS TO WITH".split()
)  # say nothing of what was bought

Buckets = NDArray[np.int64]
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


def features(kind: bytes, texts: Sequence[str]) -> tuple[Buckets, Buckets]:
    """The buckets of all texts behind each other, and how many each text has."""
    places: dict[str, int] = {}
    ids: list[int] = []
    counts = np.zeros(len(texts), np.int64)
    for number, text in enumerate(texts):
        words = _words(kind, text)
        counts[number] = len(words)
        ids += [places.setdefault(word, len(places)) for word in words]
    hashes = np.array([xxhash.xxh3_64_intdigest(kind + word.encode()) for word in places], np.uint64)
    singles = hashes[np.array(ids, np.int64)] if ids else hashes
    owner = np.repeat(np.arange(len(texts)), counts)
    made, owners = [singles], [owner]
    if kind == DESCRIPTION:
        together = owner[1:] == owner[:-1]
        made.append((_mixed(singles[:-1] + np.uint64(1)) ^ singles[1:])[together])
        owners.append(owner[1:][together])
    order = np.argsort(np.concatenate(owners), kind="stable")
    buckets = (_mixed(np.concatenate(made)[order]) >> np.uint64(64 - BITS)).astype(np.int64)
    return buckets, np.bincount(np.concatenate(owners), minlength=len(texts))


def named(kind: bytes, text: str) -> Iterator[tuple[str, int]]:
    """Each feature of one text in words, with its bucket."""
    words = _words(kind, text)
    pairs = [f"{one} {other}" for one, other in pairwise(words)] if kind == DESCRIPTION else []
    buckets, _ = features(kind, [text])
    yield from zip([*words, *pairs], buckets.tolist(), strict=True)


def _words(kind: bytes, text: str) -> list[str]:
    if kind == PAYEE:
        return bare_words(text)
    plain = plain_name(text)
    words = [word for word in plain.split() if word not in _SMALL]
    return [*words, f"={plain}"] if kind == LABEL and words else words


def _mixed(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    with np.errstate(over="ignore"):
        mixed = hashes * _MULTIPLIER
        return (mixed ^ (mixed >> np.uint64(32))) * _MULTIPLIER
