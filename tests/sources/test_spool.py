"""Hashes of a file's rows: the same answers whether they lie in memory or in a scratch file."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallylight.sources.spool import Spool, hashes_of
from tests.sources.support import Kept

_HASH = st.builds(lambda high, low: bytes([high, *[7] * 7, low, *[9] * 7]), st.integers(0, 9), st.integers(0, 2))


@given(st.lists(st.lists(_HASH, max_size=9), max_size=9), st.sampled_from([1, 3, 8, 1000]), st.integers(0, 3))
def test_rows_come_back_in_order_and_equal_hashes_are_found_however_few_are_held(
    blocks: list[list[bytes]], held: int, gap: int
) -> None:
    sink, number, given_ = Kept(), 1, []
    spool = Spool(sink, held)
    for block in blocks:
        numbers = np.arange(number, number + len(block), dtype=np.int64)
        spool.add(np.frombuffer(b"".join(block), np.uint8).reshape(-1, 16), numbers)
        given_ += list(zip(numbers.tolist(), block, strict=True))
        number += len(block) + gap  # rows that were rejected have no hash
    back = [
        (number, hash_.tobytes())
        for rows in spool.rows()
        for number, hash_ in zip(rows["number"].tolist(), hashes_of(rows), strict=True)
    ]
    assert (back, len(spool)) == (given_, len(given_))
    times = Counter(hash_ for _, hash_ in given_)
    assert spool.met_twice().tolist() == [number for number, hash_ in given_ if times[hash_] > 1]
    spool.close()
    assert all(scratch.closed for scratch in sink.scratches)


@pytest.mark.parametrize(("rows", "scratches"), [(10, 0), (11, 1), (30, 1)])
def test_a_scratch_file_is_asked_for_when_more_rows_come_than_are_held(rows: int, scratches: int) -> None:
    sink = Kept()
    spool = Spool(sink, held=10)
    for row in range(rows):
        spool.add(np.full((1, 16), row, np.uint8), np.array([row]))
    assert len(sink.scratches) == scratches
