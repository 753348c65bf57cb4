"""The shape of a mapping file as a JSON schema (draft 2020-12), for editors that check while one types.

`file.load` is what decides; a test holds the two together. `make golden` writes docs/mapping.schema.json.
"""

from __future__ import annotations

import json
from typing import Any

from tallylight.sources.mapping.concepts import CONCEPTS, HELPERS, REQUIRED
from tallylight.sources.mapping.file import DELIMITERS, ENCODINGS, KINDS, STATES
from tallylight.sources.mapping.nodes import FILL_IN
from tallylight.sources.mapping.values import MARKS, ORDERS

_TEXT = {"type": "string", "minLength": 1, "not": {"const": FILL_IN}}
_HEADINGS = {"oneOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]}


def schema() -> dict[str, Any]:
    """Every field, with what it means."""
    mark = _object({"column": _TEXT, "values": _HEADINGS}, ["column", "values"])
    properties: dict[str, Any] = {
        "id": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 60},
        "publisher": _TEXT | {"description": "who publishes the table"},
        "publisher_page": {"type": "string", "pattern": "^https://", "description": "its public page"},
        "kind_of_award": {"enum": list(KINDS)},
        "agency": _TEXT | {"description": "who pays, where no column says so"},
        "currency": {"type": "string", "pattern": "^[A-Z]{3}$", "description": "ISO 4217, where no column says so"},
        "dates": {"enum": list(ORDERS), "description": "the order of dates; never guessed"},
        "decimal_mark": {"enum": list(MARKS)},
        "encoding": {"enum": list(ENCODINGS), "description": "if left out: UTF-8, and Windows-1252 where it is not"},
        "delimiter": {"enum": list(DELIMITERS), "description": "if left out: told by the first lines"},
        "header_row": {
            "type": "integer",
            "minimum": 1,
            "maximum": 1000,
            "description": "rows that are not blank, from 1",
        },
        "sheet": _TEXT | {"description": "of a workbook; the first one if left out"},
        "award_key": _HEADINGS | {"description": "columns that make the key of an award; never a name"},
        "action_key": _HEADINGS | {"description": "columns that tell the rows of one award apart"},
        "columns": _object(
            {name: _TEXT | {"description": meaning} for name, meaning in (CONCEPTS | HELPERS).items()}, list(REQUIRED)
        ),
        "void": mark | {"description": "rows that paid nothing"},
        "negative": mark | {"description": "rows whose amount was taken back"},
        "organisations": {
            "type": "array",
            "items": _TEXT,
            "description": "payees that are firms though no word says so",
        },
        "coverage": _object(
            {
                "state": {"enum": list(STATES)},
                "agency": _TEXT,
                "from": {"type": "string", "format": "date"},
                "to": {"type": "string", "format": "date"},
            },
            ["state"],
        ),
    }
    required = ["id", "publisher", "kind_of_award", "dates", "decimal_mark", "award_key", "columns"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A mapping file of Tallylight: what the columns of a table mean",
        **_object(properties, required),
    }


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def text() -> str:
    """The schema as the file docs/mapping.schema.json holds it."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"
