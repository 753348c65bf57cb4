"""Which candidates are byte for byte an earlier row, told against the plainest way to find out."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tallylight.sources.records import Block
from tallylight.sources.repeats import blocks_of, byte_equal


def _blocks(records: list[bytes], size: int) -> list[Block]:
    made = []
    for start in range(0, len(records), size):
        some = [record + b"\n" for record in records[start : start + size]]
        ends = np.cumsum([len(one) for one in some])
        starts = ends - [len(one) for one in some]
        made.append(Block(memoryview(b"".join(some)), starts, ends, start + 1, breaks_inside=False, doubtful=False))
    return made


@given(st.lists(st.sampled_from([b"a", b"b", b"c", b""]), min_size=1), st.integers(1, 5), st.data())
def test_an_equal_row_is_a_repeat_of_the_first_candidate_that_it_equals(
    records: list[bytes], size: int, data: st.DataObject
) -> None:
    rows = sorted(data.draw(st.sets(st.integers(1, len(records)))))
    candidates = np.array(rows, np.int64)
    firsts: dict[bytes, int] = {}
    expected = [(row, firsts.setdefault(records[row - 1], row)) for row in rows]
    repeats, same_as = byte_equal(_blocks(records, size), candidates)
    assert list(zip(repeats.tolist(), same_as.tolist(), strict=True)) == [(a, b) for a, b in expected if a != b]
    packed = [block.record(i) for block in blocks_of(_blocks(records, size), candidates) for i in range(len(block))]
    assert packed == [records[row - 1] for row in rows]
