"""A ledger built from every sample file holds nothing of the private people in them. The samples hold stand-ins for these."""

import re
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tallylight.ledger.build import add

pytestmark = pytest.mark.records

STAND_INS = re.compile(r"PRIVATE PERSON|5550100000|SOLE PROPRIETOR \d|1 EXAMPLE ST\b|123456\.78", re.IGNORECASE)
PAY = Decimal("123456.78")
"""The pay of every officer in the samples."""


@pytest.fixture(scope="module")
def ledger(records: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("everything") / "ledger"
    result = add([str(records / "usaspending")], str(folder))
    formats = {report.format for report in result.files}
    assert {"usaspending-award-summaries", "usaspending-transactions-2018", "usaspending-api-actions"} <= formats
    return folder


def test_the_samples_do_hold_stand_ins_that_a_careless_reader_would_keep(records: Path) -> None:
    import gzip

    summaries = sorted((records / "usaspending" / "award-summaries").rglob("*.csv.gz"))
    text = "".join(gzip.decompress(path.read_bytes()).decode("utf-8", "replace") for path in summaries)
    assert {found.group() for found in STAND_INS.finditer(text)} >= {"PRIVATE PERSON", "5550100000", "123456.78"}


def test_no_byte_of_a_file_of_the_ledger_shows_one(ledger: Path) -> None:
    files = [path for path in ledger.rglob("*") if path.is_file()]
    assert len(files) > 20
    for path in files:
        assert not STAND_INS.search(path.read_bytes().decode("latin-1")), path


def test_no_value_of_any_column_is_one(ledger: Path) -> None:
    """Parquet packs its pages, so that bytes alone would prove little."""
    seen = 0
    for path in ledger.rglob("*.parquet"):
        table = pq.read_table(path)
        for name in table.column_names:
            column = table[name]
            if pa.types.is_string(column.type):
                values = column.unique().to_pylist()
                seen += len(values)
                shown = [v for v in values if v and STAND_INS.search(v)]
                assert not shown, (path, name)
            elif pa.types.is_decimal(column.type):
                assert PAY not in set(column.unique().to_pylist()), (path, name)
    assert seen > 50_000


def test_sole_proprietors_are_there_without_their_names(ledger: Path) -> None:
    payees: set[str | None] = set()
    for path in ledger.rglob("*.parquet"):
        if "payee" in pq.read_schema(path).names:
            payees |= set(pq.read_table(path, columns=["payee"])["payee"].unique().to_pylist())
    assert "sole proprietor (name withheld)" in payees
