"""Which files the award data archive has. Its agency number is not the Treasury's code: a list gives it."""

from __future__ import annotations

from typing import Any

from tallylight.errors import UsageError
from tallylight.publishers.usaspending import judge
from tallylight.publishers.wire import Wire

AGENCIES = "/api/v2/bulk_download/list_agencies/"
FILES = "/api/v2/bulk_download/list_monthly_files/"


def agency_ids(wire: Wire) -> dict[str, int]:
    """The archive's number of each top-tier agency, by name in small letters."""
    told = wire.ask(AGENCIES, {"type": "award_agencies"})
    try:
        listed = [*told["agencies"]["cfo_agencies"], *told["agencies"]["other_agencies"]]
    except (TypeError, KeyError):
        listed = _flat(told)
    found = {
        str(one.get("name", "")).casefold(): int(one["toptier_agency_id"])
        for one in listed
        if isinstance(one, dict) and isinstance(one.get("toptier_agency_id"), int)
    }
    if not found:
        raise judge.Misunderstood("the answer is no list of agencies", AGENCIES)
    return found


def _flat(told: Any) -> list[Any]:
    """Every object in a nested answer: how the agencies are grouped may change."""
    if isinstance(told, dict):
        return [told, *(inner for value in told.values() for inner in _flat(value))]
    return [inner for value in told for inner in _flat(value)] if isinstance(told, list) else []


def id_of(ids: dict[str, int], name: str) -> int:
    """The archive's number of one agency. Raises UsageError when the archive does not have it."""
    if name.casefold() not in ids:
        raise UsageError("the archive has no agency of that name", where=name, do="Use --agency with --since.")
    return ids[name.casefold()]


def files(wire: Wire, agency: int, year: int) -> list[dict[str, Any]]:
    """The archive's files of contracts of an agency and a fiscal year; delta files have no year. May be empty."""
    told = wire.ask(FILES, {"agency": agency, "fiscal_year": year, "type": "contracts"})
    judge.messages(told, FILES)
    listed = told.get("monthly_files") if isinstance(told, dict) else None
    needed = {"file_name", "url", "updated_date"}
    if not isinstance(listed, list) or not all(isinstance(one, dict) and one.keys() >= needed for one in listed):
        raise judge.Misunderstood("the answer is no list of files", FILES)
    return listed
