"""A small mapping and table that tests change one thing of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tallylight.model import FileReport
from tallylight.sources import find_inputs
from tallylight.sources.mapping import Mapping, load
from tests.sources.support import Kept
from tests.sources.support import load as read

FIELDS: dict[str, Any] = {
    "id": "town",
    "publisher": "Town of Example",
    "kind_of_award": "payment",
    "agency": "Town of Example",
    "currency": "USD",
    "dates": "month first",
    "decimal_mark": ".",
    "award_key": ["No"],
    "columns": {"action_date": "Date", "obligated": "Amount", "payee": "Vendor", "description": "Purpose"},
}
HEADER = "No,Date,Amount,Vendor,Purpose,Phone"
ROW = "7,03/04/2024,12.50,EXAMPLE OPTICS INC,CAMERAS,5550100000"


def mapping_file(folder: Path, name: str = "town.yaml", without: tuple[str, ...] = (), **changed: Any) -> Path:
    """A mapping file; keyword names are its fields, None takes one out."""
    fields = {key: value for key, value in (FIELDS | changed).items() if value is not None and key not in without}
    path = folder / name
    path.write_text(yaml.safe_dump(fields, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return path


def mapping(folder: Path, **changed: Any) -> Mapping:
    return load(str(mapping_file(folder, **changed)), "town.yaml")


def table(folder: Path, *lines: str, name: str = "t.csv", encoding: str = "utf-8", header: str = HEADER) -> Path:
    """A table file with these records."""
    path = folder / name
    path.write_bytes("\n".join([header, *lines, ""]).encode(encoding))
    return path


def mapped(
    folder: Path, *lines: str, header: str = HEADER, encoding: str = "utf-8", **changed: Any
) -> tuple[FileReport, Kept]:
    """The table read by the mapping."""
    path = table(folder, *lines, header=header, encoding=encoding)
    return read_with(path, mapping(folder, **changed))


def read_with(path: Path, *mappings: Mapping) -> tuple[FileReport, Kept]:
    (source,) = find_inputs([str(path)])
    return read(source.with_mappings(mappings))
