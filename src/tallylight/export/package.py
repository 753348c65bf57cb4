"""An edition as a data package (Data Package 2.0): a folder of CSV with a schema, a description and a citation."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pyarrow as pa

from tallylight.export import tables
from tallylight.export.cite import citation
from tallylight.export.write import write_csv
from tallylight.ledger.edition import Edition
from tallylight.ledger.filters import EVERYTHING, Filter

CONTENT = ("awards", "actions", "organisations", "attributions", "subawards", "changes")
KEYS = {"awards": ["award_id"], "organisations": ["name"]}


def write(edition: Edition, folder: Path, only: Filter = EVERYTHING) -> None:
    """Write the files into `folder`, which is there and empty. Texts are as published: a schema says that they are texts."""
    resources = []
    for table in CONTENT:
        reader = tables.reader(edition, table, only)
        path = folder / f"{table}.csv"
        with path.open("wb") as out:
            write_csv(reader, out, as_published=True)
        resources.append(_resource(table, path, reader.schema))
    cited = citation(edition)
    about: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"tallylight-{edition.id}",
        "id": f"urn:tallylight:edition:{edition.id}:{edition.sha256}",
        "title": f"Public award records, Tallylight edition {edition.id}",
        "description": "\n".join(("Made by Tallylight from published award records.", *edition.warnings)),
        "version": edition.id,
        "created": f"{edition.as_of}T00:00:00Z",
        "sources": [
            {
                "title": "USAspending.gov and the other publishers named in source_path",
                "path": "https://www.usaspending.gov/",
            }
        ],
        "licenses": [{"name": "other-pd", "title": "Records of the United States government are in the public domain"}],
        "resources": resources,
    }
    (folder / "datapackage.json").write_text(json.dumps(about, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / "CITATION.txt").write_text(cited.text + "\n", encoding="utf-8")
    (folder / "CITATION.bib").write_text(cited.bibtex + "\n", encoding="utf-8")


def _resource(table: str, path: Path, schema: pa.Schema) -> dict[str, Any]:
    described: dict[str, Any] = {
        "fields": [_field(field) for field in schema],
        "missingValues": [""],
    }
    if table in KEYS:
        described["primaryKey"] = KEYS[table]
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "name": table,
        "path": path.name,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": described,
    }


def _field(field: pa.Field) -> dict[str, Any]:
    kind = field.type
    if pa.types.is_decimal(kind):
        name = "number"
    elif pa.types.is_boolean(kind):
        name = "boolean"
    elif pa.types.is_integer(kind):
        name = "integer"
    elif pa.types.is_date(kind):
        name = "date"
    else:
        name = "string"
    made = {"name": field.name, "type": name}
    return made | ({"description": tables.MEANING[field.name]} if field.name in tables.MEANING else {})
