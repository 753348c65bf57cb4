"""Award keys: built where a file has none, taken apart where it has nothing else.

The form is the publisher's: CONT_AWD_{PIID}_{agency}_{parent PIID}_{parent agency}, with -NONE- for an absent parent,
and CONT_IDV_{PIID}_{agency} for a vehicle (USAspending.gov, contract_award_unique_key).
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from tallylight.sources.readers.reader import Cells, joined

NONE = "-NONE-"

_PARTS_OF_AWARD, _PARENT = 6, 4  # parts of the key of an award, and which of them is the number of its parent


def with_award_key(cells: Cells) -> Cells:
    """Adds `award_id` where it is null or missing. Needs piid, sub_agency_code, parent_piid, parent_agency_code, flag."""
    given = cells.get("award_id")
    if given is not None and given.null_count == 0:
        return cells
    agency = pc.fill_null(cells["sub_agency_code"], NONE)
    award = joined(
        "_",
        "CONT_AWD",
        cells["piid"],
        agency,
        pc.fill_null(cells["parent_piid"], NONE),
        pc.fill_null(cells["parent_agency_code"], NONE),
    )
    vehicle = joined("_", "CONT_IDV", cells["piid"], agency)
    is_vehicle = pc.fill_null(pc.equal(cells["award_or_idv"], "IDV"), False)
    built = pc.if_else(is_vehicle, vehicle, award)
    return {**cells, "award_id": built if given is None else pc.coalesce(given, built)}


def with_parent_from_key(cells: Cells) -> Cells:
    """Adds `parent_piid` from the award key."""
    keys = cells["award_id"]
    parts = pc.split_pattern(keys, "_")
    whole = pc.fill_null(pc.equal(pc.list_value_length(parts), _PARTS_OF_AWARD), False)
    parents = pc.list_element(parts.filter(whole), _PARENT)
    parents = pc.if_else(pc.equal(parents, NONE), pa.scalar(None, pa.string()), parents)
    return {**cells, "parent_piid": pc.replace_with_mask(pa.nulls(len(keys), pa.string()), whole, parents)}


def with_piid_from_key(cells: Cells) -> Cells:
    """Adds `piid` from the award key."""
    parts = [key.split("_") if key else [] for key in cells["award_id"].to_pylist()]
    piids = [p[2] if len(p) in (4, 6) and p[0] == "CONT" else None for p in parts]
    return {**cells, "piid": pa.array(piids, pa.string())}


def with_keys_from_parts(cells: Cells) -> Cells:
    """Adds `award_id` and `action_key`, in the publisher's forms, to records that give the parts of a key apart.

    Needs piid, key_agency (the agency that numbered the award), modification, transaction_number, parent_piid,
    parent_agency_code and award_or_idv. The type of a vehicle gets its prefix, as in `usaspending.with_vehicle_types`.
    """
    parts = {name: pc.fill_null(pc.utf8_upper(cells[name]), NONE) for name in _PARTS}
    agency, piid, parent, parent_agency = (
        parts[n] for n in ("key_agency", "piid", "parent_piid", "parent_agency_code")
    )
    is_vehicle = pc.fill_null(pc.equal(pc.utf8_upper(cells["award_or_idv"]), "IDV"), False)
    award = pc.if_else(
        is_vehicle,
        joined("_", "CONT_IDV", piid, agency),
        joined("_", "CONT_AWD", piid, agency, parent, parent_agency),
    )
    number = pc.fill_null(cells["transaction_number"], "0")
    key = joined("_", agency, parent_agency, piid, parts["modification"], parent, number)
    code = cells["award_type_code"]
    return {
        **cells,
        "award_id": pc.if_else(pc.is_null(cells["piid"]), pa.scalar(None, pa.string()), award),
        "action_key": key,
        "award_type_code": pc.if_else(is_vehicle, joined("", "IDV_", code), code),
    }


_PARTS = ("key_agency", "piid", "modification", "parent_piid", "parent_agency_code")
