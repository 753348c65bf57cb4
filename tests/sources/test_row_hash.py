"""The identity of a row's content does not move."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import xxhash

from tallylight.sources.row_hash import LEFT_OUT, row_hashes
from tallylight.sources.shape import ACTIONS
from tests.sources.support import SUMMARY, TRANSACTION, api, csv_text, listed, load_text, row_2018


def test_the_hash_of_each_layout_is_what_it_was_when_it_was_published(tmp_path: Path) -> None:
    """Fixed vectors: when one of these changes, every ledger would see every row as altered."""
    texts = {
        "search": csv_text([api()]),
        "transaction": csv_text([TRANSACTION]),
        "summary": csv_text([SUMMARY]),
        "2018": listed([row_2018()]),
    }
    assert {name: load_text(tmp_path, text)[1].hashes[0].hex() for name, text in texts.items()} == VECTORS


VECTORS = {
    "search": "4cc01e09dd4ca646ecf8491cf3abc625",
    "transaction": "cb5a692d639b862908007f1a93554578",
    "summary": "ce7a17d57318c98893b49e67282e128b",
    "2018": "d1cdbac1cc5f8bfab01afaeb06143efb",
}


def test_the_hash_follows_its_description(tmp_path: Path) -> None:
    """A slow twin, written from the words of the docstring."""
    odd = {
        **TRANSACTION,
        "recipient_name": 'SAY\n"OPTICS",\nCAFÉ',
        "recipient_city_name": "A CITY\x1fWITH A CONTROL SIGN",
        "cage_code": "",
        "federal_action_obligation": "-0.01",
    }
    report, kept = load_text(tmp_path, csv_text([odd, TRANSACTION]))
    assert report.rows_kept == 2
    for row, row_hash in zip(kept.table.to_pylist(), kept.hashes, strict=True):
        assert row_hash == xxhash.xxh3_128_digest(b"\xff".join([packed(row), *texts(row)]))


def packed(row: dict[str, Any]) -> bytes:
    content = b""
    for field in ACTIONS:
        if field.name in LEFT_OUT or pa.types.is_string(field.type):
            continue
        value, width = row[field.name], 8 if pa.types.is_decimal(field.type) else field.type.bit_width // 8
        if pa.types.is_decimal(field.type):
            value = None if value is None else int(value * 100)
        elif pa.types.is_date(field.type):
            value = None if value is None else value.toordinal() - 719163
        content += b"\0" * (width + 1) if value is None else b"\1" + value.to_bytes(width, "little", signed=True)
    return content


def texts(row: dict[str, Any]) -> list[bytes]:
    names = [f.name for f in ACTIONS if pa.types.is_string(f.type) and f.name not in LEFT_OUT]
    return [(row[name] or "").encode() for name in names]


def test_the_row_number_is_no_part_of_it(tmp_path: Path) -> None:
    _, kept = load_text(tmp_path, csv_text([TRANSACTION, {**TRANSACTION, "recipient_phone_number": ""}]))
    assert kept.hashes[0] == kept.hashes[1]


def test_a_batch_that_is_a_slice_hashes_as_the_whole(tmp_path: Path) -> None:
    _, kept = load_text(tmp_path, csv_text([api(Modification=str(i)) for i in range(9)]))
    (batch,) = kept.batches
    part = batch.slice(3, 4)
    hashes = row_hashes(dict(zip(part.schema.names, part.columns, strict=True)), "actions")
    assert hashes.to_pylist() == kept.hashes[3:7]
