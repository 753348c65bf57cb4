"""Writes docs/mapping.schema.json anew. Run by `make golden`; a test compares."""

from pathlib import Path

from tallylight.sources.mapping import schema

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "mapping.schema.json"

if __name__ == "__main__":
    SCHEMA.write_text(schema.text(), encoding="utf-8")
