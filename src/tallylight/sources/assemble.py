"""From typed cells to a batch of the one shape: keys, padding, the door, the row's hash."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import xxhash

from tallylight.sources.door import through_the_door
from tallylight.sources.readers.award_keys import NONE
from tallylight.sources.readers.reader import Cells, Reader, joined
from tallylight.sources.row_hash import row_hashes
from tallylight.sources.shape import DAY, HASH, SCHEMAS, WITHDRAWALS

# Codes of fixed length, whose leading zeros a spreadsheet takes away.
_LENGTHS = {
    "agency_code": 3,
    "funding_agency_code": 3,
    "sub_agency_code": 4,
    "funding_sub_agency_code": 4,
    "payee_duns": 9,
    "payee_cage": 5,
}
_AGENCY_LENGTH = _LENGTHS["agency_code"]


def assemble(cells: Cells, rows: pa.Int64Array, reader: Reader) -> pa.RecordBatch:
    """One batch of the reader's kind. `rows` are the source rows."""
    schema = SCHEMAS[reader.kind]
    count = len(rows)
    cells = {name: cells.get(name, pa.nulls(count, pa.string())) for name in reader.columns} | cells
    cells = through_the_door(reader.complete(_padded(cells)))
    day = DAY[reader.kind]
    cells["fiscal_year"] = _fiscal_year(cells[day] if day in cells else pa.nulls(count))
    if reader.award_kind:
        cells["award_kind"] = pa.repeat(reader.award_kind, count)
    if reader.kind == "actions":
        cells["action_id"] = _action_id(cells)
    if "url" not in cells or cells["url"].type != pa.string() or cells["url"].null_count:
        cells["url"] = _url(cells)
    for field in schema:
        if field.name not in cells or pa.types.is_null(cells[field.name].type):
            cells[field.name] = pa.nulls(count, field.type)
        elif cells[field.name].type != field.type:  # an absent column was given as text
            cells[field.name] = cells[field.name].cast(field.type)
    cells["source_row"] = rows
    cells["row_hash"] = row_hashes(cells, reader.kind)
    return pa.RecordBatch.from_arrays([cells[name] for name in schema.names], schema=schema)


def withdrawals(keys: dict[int, str]) -> pa.RecordBatch:
    """One batch of withdrawals. `keys`: source row -> key of the action, as the publisher of transactions writes it.

    Such a key is {agency}_{parent agency}_{PIID}_{modification}_{parent PIID}_{transaction number}, with -NONE- for an
    absent part (USAspending.gov, contract_transaction_unique_key).
    """
    hashes = [xxhash.xxh3_128_digest(f"withdrawn\n{key}".encode()) for key in keys.values()]
    return pa.RecordBatch.from_arrays(
        [
            pa.array(hashes, HASH),
            pa.array(list(keys), pa.int64()),
            pa.array(list(keys.values()), pa.string()),
            pa.array([action_id_of(key) for key in keys.values()], pa.string()),
        ],
        schema=WITHDRAWALS,
    )


def action_id_of(key: str) -> str:
    """The id of the action with this key, in our words: of the contract, not of the vehicle, that the key names.

    What is no key of a contract's action is an id already, or stays as it is.
    """
    parts = key.split("_")
    if len(parts) != 6 or ":" in key:
        return key
    agency, parent_agency, piid, modification, parent, number = parts
    award = f"CONT_AWD_{piid}_{agency}_{parent}_{parent_agency}:{modification}"
    return award if number in ("0", NONE, "") else f"{award}:{number}"


def lost_zeros(cells: Cells) -> bool:
    """Whether an agency's code is too short, as a spreadsheet leaves it."""
    codes = cells.get("agency_code")
    if codes is None or codes.null_count == len(codes):
        return False
    return bool(pc.min(pc.utf8_length(codes)).as_py() < _AGENCY_LENGTH)


def _padded(cells: Cells) -> Cells:
    """Short codes that are all digits, with their zeros."""
    padded = dict(cells)
    for name, width in _LENGTHS.items():
        codes = cells.get(name)
        if codes is None or codes.null_count == len(codes):
            continue
        if pc.min(pc.binary_length(codes)).as_py() < width:
            digits = pc.ascii_is_decimal(codes)
            padded[name] = pc.if_else(digits, pc.utf8_lpad(codes, width, "0"), codes)
    return padded


def _fiscal_year(days: pa.Date32Array) -> pa.Int16Array:
    """Fiscal year N runs from 1 October of N-1 to 30 September of N. The last year that there is has three months more."""
    if not pa.types.is_date(days.type):  # the layout has no such column
        return pa.nulls(len(days), pa.int16())
    later = pc.greater_equal(pc.month(days), 10).cast(pa.int64())
    return pc.min_element_wise(pc.add(pc.year(days), later), date.max.year, skip_nulls=False).cast(pa.int16())


def _action_id(cells: Cells) -> pa.StringArray:
    plain = joined(":", cells["award_id"], pc.fill_null(cells["modification"], ""))
    number = cells.get("transaction_number")
    if number is None or number.null_count == len(number):
        return plain
    first = pc.fill_null(pc.is_in(number, value_set=pa.array(["0", ""])), True)
    return (
        plain
        if first.false_count == 0
        else pc.if_else(pc.or_(first, pc.is_null(number)), plain, joined(":", plain, number))
    )


def _url(cells: Cells) -> pa.StringArray:
    """The award's public page; empty where the key is not the publisher's."""
    keys = cells.get("award_id")
    if keys is None:
        return pc.fill_null(cells["url"], "")
    built = joined("", "https://www.usaspending.gov/award/", keys, "/")
    real = pc.match_substring_regex(keys, "^(CONT|ASST)_")
    built = built if real.false_count == 0 else pc.if_else(real, built, "")
    return pc.coalesce(cells["url"], built) if "url" in cells else built
