"""The accounts of every sample file are those of a slow reader that shares no line with the program."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tallylight.sources.inputs import find_inputs
from tests.conftest import SHARED
from tests.sources.support import load
from tests.sources.twins import count

NO_RECORDS = "follow_the_money_data_dictionary.csv.gz"  # a list of columns
FILES = sorted(
    path.relative_to(SHARED / "data").as_posix()
    for path in (SHARED / "data").rglob("*.gz")
    if path.name != NO_RECORDS
) or ["none"]  # fmt: skip


@pytest.mark.records
@pytest.mark.parametrize("name", FILES)
def test_rows_and_cents_are_those_of_an_independent_count(records: Path, name: str) -> None:
    path = records / name
    expected = count(path)
    report, _ = load(path)
    assert report.rows_read == expected.records
    assert report.rows_repeated == expected.repeated
    assert report.rows_rejected == expected.incomplete
    sums = {code: Decimal(cents).scaleb(-2) for code, cents in expected.sums.items()}
    assert report.obligated == sum(sums.values(), Decimal(0))
    if report.amounts:
        assert dict(report.amounts) == sums


@pytest.mark.records
def test_every_sample_file_is_counted(records: Path) -> None:
    inputs = find_inputs([str(records)])
    assert len([one for one in inputs if one.file.suffix == ".gz"]) == len(FILES) + 1
