"""The invented private people of the stand-in are in no byte of a ledger after a pull, whichever way was asked."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tallylight.errors import UsageError
from tallylight.publishers.usaspending.wanted import Wanted
from tests.publisher.data import HEADER, STAND_INS, as_csv
from tests.publisher.server import Publisher
from tests.publisher.service import deletions
from tests.publishers.support import BUYERS, agencies, pulled

WAYS = {
    "agency": agencies("ICE", "CBP"),
    "vendor": Wanted(vendor="example"),
    "award": Wanted(award="70CTD026P00000003"),
    "monthly": Wanted(buyers=(BUYERS["ICE"],), monthly=True),
    "search": agencies("ICE", search=True),
}


def shown(ledger: Path) -> dict[str, str]:
    """Where a stand-in is found: in names and bytes, in what is packed, and in every text of every table."""
    found = {}
    for path in ledger.rglob("*"):
        texts = [str(path.relative_to(ledger))]
        if path.is_file():
            raw = path.read_bytes()
            texts.append(raw.decode("latin-1"))
            if raw[:2] == b"\x1f\x8b":
                texts.append(gzip.decompress(raw).decode())
            if path.suffix == ".parquet":
                table = pq.read_table(path)
                columns = [table[n] for n in table.column_names if pa.types.is_string(table.schema.field(n).type)]
                texts += [text for column in columns for text in column.unique().to_pylist() if text]
        for text in texts:
            for stand_in in STAND_INS:
                if stand_in.casefold() in text.casefold():
                    found[stand_in] = str(path)
    return found


def test_the_publisher_does_serve_them(publisher: Publisher) -> None:
    """Else the tests below would prove nothing."""
    table = as_csv(publisher.service.rows, HEADER).decode()
    assert all(stand_in in table for stand_in in STAND_INS)


@pytest.mark.parametrize("wanted", WAYS.values(), ids=WAYS)
def test_nothing_of_them_is_kept(publisher: Publisher, ledger: Path, wanted: Wanted) -> None:
    pulled(wanted, ledger, publisher)
    assert shown(ledger) == {}
    assert any(path.name.endswith(".gz") for path in (ledger / "sources").rglob("*"))


def test_one_person_is_not_looked_up_by_name(publisher: Publisher, ledger: Path) -> None:
    with pytest.raises(UsageError, match="Tallylight does not look people up"):
        pulled(Wanted(vendor="SOLE PROPRIETOR 7"), ledger, publisher)
    assert shown(ledger) == {}
    assert not list(ledger.rglob("*.gz"))


def test_nothing_of_them_is_kept_by_an_update(publisher: Publisher, ledger: Path) -> None:
    pulled(agencies("ICE"), ledger, publisher)
    publisher.service.deleted = [*publisher.service.rows, *deletions(publisher.service.rows[:1])]
    publisher.service.last_updated, publisher.service.archive_date = "09/10/2026", "20260906"
    pulled(Wanted(update=True), ledger, publisher)
    assert shown(ledger) == {}


def test_a_download_is_asked_for_the_columns_that_are_read_and_no_others(publisher: Publisher, ledger: Path) -> None:
    pulled(agencies("ICE"), ledger, publisher)
    bodies = [body for path, body in publisher.service.asked if path == "/api/v2/bulk_download/awards/"]
    assert bodies
    for body in bodies:
        assert "federal_action_obligation" in body["columns"]
        assert not [name for name in body["columns"] if "officer" in name or "phone" in name or "address" in name]


def test_the_row_of_one_person_alone_is_there_without_a_name(publisher: Publisher, ledger: Path) -> None:
    from tallylight.ledger import open_ledger

    for wanted in (agencies("ICE"), agencies("ICE", search=True)):
        pulled(wanted, ledger, publisher)
        (action,) = open_ledger(str(ledger)).actions("piid = '70CTD026P00000003'")
        assert action.payee == "sole proprietor (name withheld)"
        assert action.payee_uei is None
        assert action.description.startswith("TRAINING BY [name]")
