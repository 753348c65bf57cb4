"""The rows of an input that are not in its parts, and why: rejected/NNNN.jsonl and repeated/NNNN.jsonl."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tallylight.model import FileReport, Rejected


def write(folder: Path, number: int, report: FileReport) -> None:
    """List the rejected and the repeated rows of input `number`. No file is made where there are none."""
    _lines(folder / "rejected" / f"{number:04d}.jsonl", (rejected_out(row) for row in report.rejected))
    _lines(
        folder / "repeated" / f"{number:04d}.jsonl",
        ({"path": report.path, "row": repeat.row, "same_as": repeat.same_as} for repeat in report.repeats),
    )


def rejected_out(row: Rejected) -> dict[str, Any]:
    """A rejected row as JSON. `row` counts the records of the file from 1; `column` is the file's own name of `field`."""
    told = {"path": row.path, "row": row.row, "field": row.field, "value": row.value, "reason": row.reason}
    return told | ({"column": row.column} if row.column else {})


def _lines(path: Path, records: Iterable[dict[str, Any]]) -> None:
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    if lines:
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
