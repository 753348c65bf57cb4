"""A reader that makes its rows up, so that the ledger is tested without any file format."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from tallylight.errors import SourceError
from tallylight.model import FileReport, Rejected, Repeat
from tallylight.sources import ACTIONS, SCHEMAS, Input, Memory, Sink, UnknownFormat

ICE = "U.S. Immigration and Customs Enforcement"
CBP = "U.S. Customs and Border Protection"
CODES = {ICE: "7012", CBP: "7014"}


def action(
    piid: str, modification: str = "0", obligated: str = "100.00", day: str = "2025-01-15", **more: Any
) -> dict[str, Any]:
    """A row in the canonical shape, with everything that is not given made from the number and the agency."""
    sub_agency = more.pop("sub_agency", ICE)
    code = CODES[sub_agency]
    keyless = more.pop("keyless", False)
    award_id = more.pop("award_id", f"PIID_{piid}_{code}" if keyless else f"CONT_AWD_{piid}_{code}_-NONE-_-NONE-")
    when = date.fromisoformat(day)
    row = dict.fromkeys(ACTIONS.names) | {
        "action_id": f"{award_id}:{modification}",
        "award_id": award_id,
        "piid": piid,
        "modification": modification,
        "action_date": when,
        "fiscal_year": when.year + (when.month >= 10),
        "obligated": Decimal(obligated),
        "agency": "Department of Homeland Security",
        "agency_code": "070",
        "sub_agency": sub_agency,
        "sub_agency_code": code,
        "payee": "ACME, INC.",
        "description": "TEN TEST WIDGETS",
        "url": "" if keyless else f"https://www.usaspending.gov/award/{award_id}/",
    }
    return row | more


def summary(piid: str, obligated: str = "100.00", **more: Any) -> dict[str, Any]:
    """An award summary in the canonical shape."""
    award_id = f"CONT_AWD_{piid}_7012_-NONE-_-NONE-"
    return dict.fromkeys(SCHEMAS["summaries"].names) | {
        "award_id": award_id,
        "piid": piid,
        "first_action_date": date(2025, 1, 15),
        "last_action_date": date(2025, 6, 15),
        "fiscal_year": 2025,
        "obligated": Decimal(obligated),
        "sub_agency": ICE,
        "sub_agency_code": "7012",
        "payee": "ACME, INC.",
        "base_description": "TEN TEST WIDGETS",
        "url": f"https://www.usaspending.gov/award/{award_id}/",
    } | more  # fmt: skip


@dataclass
class FakeFile:
    """What a file holds. `repeats` are (row, row that it repeats)."""

    rows: Sequence[dict[str, Any]] = ()
    as_of: date | None = None
    format: str = "usaspending-api-actions"
    kind: str = "actions"
    rejected: Sequence[Rejected] = ()
    repeats: Sequence[tuple[int, int]] = ()
    notes: Sequence[str] = ()
    unknown: bool = False
    named: bool = True
    hidden_from_rows: int = 0  # rows at the start that the reader takes for known, as a memory that is wrong would
    wait: Callable[[], None] = field(default=lambda: None)  # called when half of the rows were handed over


class FakeReader:
    """Stands in for `tallylight.sources`: `files` are found by name, in the order asked for."""

    def __init__(self, **files: FakeFile | Sequence[dict[str, Any]]) -> None:
        self.files = {name: file if isinstance(file, FakeFile) else FakeFile(file) for name, file in files.items()}
        self.memories: list[Memory | None] = []

    def find_inputs(self, paths: Sequence[str]) -> list[Input]:
        return [Input(path, Path(path), named=self.files[path].named) for path in paths]

    def read(self, source: Input, sink: Sink, *, memory: Memory | None = None) -> FileReport:
        self.memories.append(memory)
        file = self.files[source.path]
        if file.unknown:
            raise UnknownFormat("no header that is known", where=source.path)
        schema = SCHEMAS[file.kind]
        hashes = [row_hash(row) for row in file.rows]
        places = [row.get("source_row") or number for number, row in enumerate(file.rows, 1)]
        full = [row | {"row_hash": h, "source_row": n} for row, h, n in zip(file.rows, hashes, places, strict=True)]
        fresh = full[file.hidden_from_rows :] if memory is not None else full
        half = len(fresh) // 2
        for part in (fresh[:half], fresh[half:]):
            if part:
                sink.rows(file.kind, pa.RecordBatch.from_pylist(part, schema=schema))
            file.wait()
        if full:
            sink.seen(pa.array(hashes, pa.binary(16)), pa.array(places, pa.int64()))
        return FileReport(
            path=source.path,
            sha256=self.sha256(source.path),
            format=file.format,
            kind=file.kind,
            rows_read=len(full) + len(file.repeats) + len(file.rejected),
            rows_kept=len(full),
            rows_repeated=len(file.repeats),
            rows_rejected=len(file.rejected),
            obligated=sum((row["obligated"] for row in full), Decimal("0.00")),
            as_of=file.as_of,
            rejected=tuple(file.rejected),
            repeats=tuple(Repeat(row, same_as) for row, same_as in file.repeats),
            notes=tuple(file.notes),
        )

    def sha256(self, name: str) -> str:
        """Of what the file holds; the day on which it was shown is not part of it."""
        file = self.files[name]
        return hashlib.sha256(repr((list(file.rows), file.repeats)).encode()).hexdigest()


def row_hash(row: dict[str, Any]) -> bytes:
    """128 bits of everything that the row says."""
    said = {name: value for name, value in sorted(row.items()) if value is not None and name != "source_row"}
    return hashlib.blake2b(repr(said).encode(), digest_size=16).digest()


def refuse(*_: object) -> None:
    """A reader that fails in the middle of a file."""
    raise SourceError("the file ends too early", where="broken.csv", do="Fetch it again.")
