"""Small invented rows in the published layouts, and a sink that keeps what it is given."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from tallylight.errors import SourceError
from tallylight.model import FileReport
from tallylight.sources import SCHEMAS, Input, Memory, find_inputs, read
from tallylight.sources.readers import transactions_2018

API_HEADER = (
    "Agency", "Award ID", "Recipient Name", "Federal Action Obligation", "Action Date", "Modification",
    "Product/Service Description", "NAICS Description", "Transaction Description", "Generated Award ID",
)  # fmt: skip

KEY = "CONT_AWD_70CTD024P00000099_7012_-NONE-_-NONE-"

API_ROW = {
    "Agency": "ICE",
    "Award ID": "70CTD024P00000099",
    "Recipient Name": "EXAMPLE OPTICS, INC.",
    "Federal Action Obligation": "1250.5",
    "Action Date": "2024-03-05",
    "Modification": "0",
    "Product/Service Description": "SOFTWARE",
    "NAICS Description": "SOFTWARE PUBLISHERS",
    "Transaction Description": "LICENSES",
    "Generated Award ID": KEY,
}

TRANSACTION = {
    "contract_transaction_unique_key": "7012_-NONE-_70CTD024P00000099_0_-NONE-_0",
    "contract_award_unique_key": KEY,
    "award_id_piid": "70CTD024P00000099",
    "modification_number": "0",
    "transaction_number": "0",
    "parent_award_id_piid": "",
    "federal_action_obligation": "1250.50",
    "total_dollars_obligated": "2000.00",
    "total_outlayed_amount_for_overall_award": "100.00",
    "current_total_value_of_award": "3000.00",
    "potential_total_value_of_award": "4000.00",
    "action_date": "2024-03-05",
    "period_of_performance_potential_end_date": "2025-03-05 00:00:00",
    "awarding_agency_code": "070",
    "awarding_agency_name": "Department of Homeland Security",
    "awarding_sub_agency_code": "7012",
    "awarding_sub_agency_name": "U.S. Immigration and Customs Enforcement",
    "recipient_uei": "ABCDEFGHJKL1",
    "recipient_duns": "012345678",
    "recipient_name": "EXAMPLE OPTICS, INC.",
    "recipient_name_raw": "EXAMPLE OPTICS INC",
    "cage_code": "0AB12",
    "recipient_phone_number": "5550100000",
    "recipient_fax_number": "5550100000",
    "recipient_address_line_1": "1 EXAMPLE ST",
    "recipient_city_name": "SPRINGFIELD",
    "recipient_state_code": "VA",
    "recipient_country_code": "USA",
    "transaction_description": "LICENSES",
    "number_of_offers_received": "3",
    "sole_proprietorship": "f",
    "highly_compensated_officer_1_name": "PRIVATE PERSON 1",
    "highly_compensated_officer_1_amount": "123456.78",
    "last_modified_date": "2024-03-06",
}

SUMMARY = {
    "contract_award_unique_key": KEY,
    "award_id_piid": "70CTD024P00000099",
    "total_obligated_amount": "1250.50",
    "potential_total_value_of_award": "4000.00",
    "award_base_action_date": "2023-11-05",
    "award_latest_action_date": "2024-03-05",
    "awarding_sub_agency_code": "7012",
    "recipient_name": "EXAMPLE OPTICS, INC.",
    "sole_proprietorship": "f",
}


class Held:
    """A scratch file in memory."""

    def __init__(self) -> None:
        self.content, self.closed = bytearray(), False

    def append(self, content: bytes) -> None:
        self.content += content

    def read(self, start: int, size: int) -> bytes:
        return bytes(self.content[start : start + size])

    def close(self) -> None:
        self.closed = True


class Kept:
    """A sink that keeps everything."""

    def __init__(self) -> None:
        self.batches: list[pa.RecordBatch] = []
        self.kinds: set[str] = set()
        self.withdrawn: list[str] = []
        self.hashes: list[bytes] = []
        self.numbers: list[int] = []
        self.scratches: list[Held] = []

    def rows(self, kind: str, batch: pa.RecordBatch) -> None:
        assert batch.schema == SCHEMAS[kind]
        batch.validate(full=True)
        self.kinds.add(kind)
        if kind == "withdrawals":
            self.withdrawn += batch.column("action_id").to_pylist()
        else:
            self.batches.append(batch)

    def seen(self, row_hashes: pa.FixedSizeBinaryArray, source_rows: pa.Int64Array) -> None:
        self.hashes += row_hashes.to_pylist()
        self.numbers += source_rows.to_pylist()

    def scratch(self) -> Held:
        self.scratches.append(Held())
        return self.scratches[-1]

    @property
    def table(self) -> pa.Table:
        return pa.Table.from_batches(self.batches)

    @property
    def row(self) -> dict[str, object]:
        """The only row."""
        (row,) = self.table.to_pylist()
        return dict(row)


def csv_text(rows: Sequence[Mapping[str, str]], header: Sequence[str] | None = None, end: str = "\r\n") -> str:
    """A table as the publisher writes it."""
    out = io.StringIO()
    writer = csv.DictWriter(out, header or list(rows[0]), lineterminator=end)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def api(**changed: str) -> dict[str, str]:
    """One search answer; keyword names are the header's, with _ for anything but letters."""
    names = {"".join(c if c.isalpha() else "_" for c in name): name for name in API_HEADER}
    return {**API_ROW, **{names[name]: value for name, value in changed.items()}}


def row_2018(**changed: str) -> list[str]:
    """One record of the headerless generation, saved by a spreadsheet that writes the day first."""
    cells = {
        "award_id_piid": "HSCEMS13P00099",
        "modification_number": "P00001",
        "transaction_number": "0",
        "federal_action_obligation": "7000",
        "potential_total_value_of_award": "28000",
        "action_date": "25/07/2013",
        "period_of_performance_start_date": "05/07/13 00:00",
        "awarding_agency_code": "70",
        "awarding_agency_name": "DEPARTMENT OF HOMELAND SECURITY (DHS)",
        "awarding_sub_agency_code": "7012",
        "awarding_sub_agency_name": "U.S. IMMIGRATION AND CUSTOMS ENFORCEMENT",
        "recipient_duns": "4108176",
        "recipient_name": "EXAMPLE OPTICS, INC.",
        "recipient_phone_number": "5550100000",
        "award_or_idv_flag": "AWARD",
        "award_description": "LICENSES",
        "sole_proprietorship": "f",
        "for_profit_organization": "t",
        "annual_revenue": "1.40E+11",
        "research": "NAN",
        "last_modified_date": "26/07/13 10:12",
        **changed,
    }
    return [cells.get(name, "") for name in transactions_2018.HEADER]


def listed(rows: Sequence[Sequence[str]], end: str = "\n") -> str:
    """Records without a header."""
    out = io.StringIO()
    csv.writer(out, lineterminator=end).writerows(rows)
    return out.getvalue()


def write(folder: Path, content: str | bytes, name: str = "records.csv") -> Path:
    """A file, packed when its name says so."""
    data = content.encode() if isinstance(content, str) else content
    path = folder / name
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


def write_zip(folder: Path, members: Mapping[str, str | bytes], name: str = "records.zip") -> Path:
    """A zip of some members."""
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return path


def load(path: Path | Input, memory: Memory | None = None) -> tuple[FileReport, Kept]:
    """Read the only input of a path."""
    if isinstance(path, Path):
        (path,) = find_inputs([str(path)])
    kept = Kept()
    report = read(path, kept, memory=memory)
    assert report.rows_read == report.rows_kept + report.rows_repeated + report.rows_rejected
    assert len(kept.numbers) == report.rows_kept
    assert kept.numbers == sorted(kept.numbers)
    return report, kept


def complaint_of(reading: Callable[[], object]) -> str:
    """What the program says when it refuses a damaged file: one line. Empty when it reads it; anything else is a bug."""
    try:
        reading()
    except SourceError as error:
        said = str(error)
    else:
        return ""
    assert said
    assert "\n" not in said
    return said


def load_text(folder: Path, content: str | bytes, name: str = "records.csv") -> tuple[FileReport, Kept]:
    """Write and read one file."""
    return load(write(folder, content, name))
