"""The questions that a wish becomes. Pure: nothing here asks anybody.

A generated download is one job for one agency, one role (awarding or funding) and at most one fiscal year. Awarding and
funding are asked apart: within one question the publisher may take them as "and". A purchase that an agency both awarded
and pays for comes twice, and the ledger keeps it once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tallylight.model import Window
from tallylight.publishers.usaspending.pieces import ARCHIVE, BULK, CONTRACT, DOWNLOAD, SEARCH, VEHICLE, Piece, Rows
from tallylight.publishers.usaspending.wanted import Buyer, Wanted, by_fiscal_year
from tallylight.sources.readers import transactions

CONTRACTS = ("A", "B", "C", "D")
VEHICLES = ("IDV_A", "IDV_B", "IDV_B_A", "IDV_B_B", "IDV_B_C", "IDV_C", "IDV_D", "IDV_E")
KINDS = [*CONTRACTS, *VEHICLES]

COLUMNS = [names[0] for name, names in transactions.COLUMNS.items() if name != "withdrawn"]
"""What is asked for where the publisher lets one choose: what the reader takes, and so nothing about officers or telephones."""


def of_agencies(wanted: Wanted, until: date) -> list[Piece]:
    """Everything that agencies awarded or paid for in a time."""
    assert wanted.since
    return [
        _search(buyer, role, start, end) if wanted.search else _bulk(buyer, role, start, end, "action_date")
        for buyer in wanted.buyers
        for start, end in by_fiscal_year(wanted.since, until)
        for role in ("awarding", "funding")
    ]


def _bulk(buyer: Buyer, role: str, start: date, end: date, date_type: str) -> Piece:
    span = {"start_date": str(start), "end_date": str(end)}
    filters = {
        "prime_award_types": KINDS,
        "date_type": date_type,
        "date_range": span,
        "agencies": [buyer.filter(role)],
    }
    tier = "sub_agency" if buyer.department else "agency"
    day = "last_modified" if date_type == "last_modified_date" else "action_date"
    changed = "changed, " if day == "last_modified" else ""
    return Piece(
        name=_file_name("usaspending", buyer.short, role, "changes" if changed else "", str(start), str(end)),
        words=f"actions {'awarded' if role == 'awarding' else 'paid for'} by {buyer.short}, {changed}{start} to {end}",
        path=BULK,
        body={"filters": filters, "columns": COLUMNS, "file_format": "csv"},
        count=_search_filters(start, end, date_type, agencies=[buyer.filter(role)]),
        rows=Rows(((tier if role == "awarding" else f"funding_{tier}", buyer.name),), ((day, str(start), str(end)),)),
        windows=(Window(buyer.name, start, end),) if role == "awarding" and buyer.department else (),
        all_agencies=(start, end) if role == "awarding" and not buyer.department else None,
    )


def _search_filters(start: date, end: date, date_type: str, **more: Any) -> dict[str, Any]:
    period = {"start_date": str(start), "end_date": str(end), "date_type": date_type}
    return {"award_type_codes": KINDS, "time_period": [period], **more}


FIELDS = [
    "Action Date", "Action Type", "Award ID", "Award Type", "Awarding Agency", "Awarding Sub Agency", "Funding Agency",
    "Funding Sub Agency", "Issued Date", "Last Date to Order", "Mod", "naics_code", "naics_description",
    "product_or_service_code", "product_or_service_description", "Recipient Name", "Recipient UEI",
    "Transaction Amount", "Transaction Description",
]  # fmt: skip
"""What a search is asked for. Places of recipients are not: a search does not say who is one person trading alone."""


def _search(buyer: Buyer, role: str, start: date, end: date) -> Piece:
    bulk = _bulk(buyer, role, start, end, "action_date")
    assert bulk.count
    body = {"filters": bulk.count, "fields": FIELDS, "sort": "Award ID", "limit": 100}
    return replace(bulk, name=f"{bulk.name}-search", path=SEARCH, body=body)


def of_vendor(name: str, spans: Iterable[tuple[date, date]]) -> list[Piece]:
    """Everything paid to recipients whose name, UEI or DUNS matches, in times that each are small enough for one download."""
    return [_vendor(name, start, end) for start, end in spans]


def _vendor(name: str, start: date, end: date) -> Piece:
    filters = vendor_filters(name, start, end)
    return Piece(
        name=_file_name("usaspending-vendor", name, str(start), str(end)),
        words=f"actions of recipients that match {name!r}, {start} to {end}",
        path=DOWNLOAD,
        body={"filters": filters, "file_format": "csv"},
        count=filters,
        rows=Rows(between=(("action_date", str(start), str(end)),)),
    )


def vendor_filters(name: str, start: date, end: date) -> dict[str, Any]:
    """The filters of a vendor's actions in a time."""
    return _search_filters(start, end, "action_date", recipient_search_text=[name])


def of_award(key: str, alias: str) -> Piece:
    """Every action of one contract or vehicle. `alias` is the key or number that a person gave."""
    return Piece(
        name=_file_name("usaspending-award", key),
        words=f"every action of {key}",
        path=VEHICLE if key.startswith("CONT_IDV_") else CONTRACT,
        body={"award_id": key, "file_format": "csv"},
        aliases=((alias, key),) if alias.startswith("CONT_") and alias != key else (),
        keys=key,
    )


def of_archive(listed: Sequence[dict[str, Any]], buyers: Sequence[Buyer], year: int) -> list[Piece]:
    """The newest full archive file of a fiscal year, of one department."""
    full = [item for item in listed if "_Full_" in str(item.get("file_name")) and item.get("fiscal_year") == year]
    if not full:
        return []
    item = max(full, key=lambda item: str(item["updated_date"]))
    shown = date.fromisoformat(str(item["updated_date"])[:10])
    start, end = date(year - 1, 10, 1), min(date(year, 9, 30), shown)
    windows = tuple(Window(buyer.name, start, end) for buyer in buyers if buyer.department)
    return [
        replace(
            _archive(item, shown),
            words=f"archive of {item.get('agency_name') or buyers[0].top}, fiscal {year}",
            rows=Rows((("agency", buyers[0].top),), (("action_date", str(start), f"{year}-09-30"),)),
            windows=windows,
            all_agencies=(start, end),
        )
    ]


def of_deltas(listed: Sequence[dict[str, Any]], after: date, taken: Iterable[str]) -> list[Piece]:
    """The archive's delta files that are newer than a day and were not taken before, oldest first."""
    old = set(taken)
    deltas = [item for item in listed if "_Delta_" in str(item.get("file_name")) and item["file_name"] not in old]
    dated = sorted(
        (date.fromisoformat(str(item["updated_date"])[:10]), str(item["file_name"]), item) for item in deltas
    )
    return [
        replace(_archive(item, shown), words=f"changes and deletions in the archive, {name}")
        for shown, name, item in dated
        if shown > after
    ]


def _archive(item: dict[str, Any], shown: date) -> Piece:
    name = str(item["file_name"])
    return Piece(
        name=_file_name("usaspending-archive", name.removesuffix(".zip")),
        words="",
        path=ARCHIVE,
        body={"file_name": name, "url": str(item["url"]), "updated_date": str(item["updated_date"])},
        shown=shown,
    )


def of_update(buyer: Buyer, held: Window, after: date, until: date) -> list[Piece]:
    """What changed at the publisher after a day, of an agency that was pulled before; `held` is what is complete then."""
    found = []
    for start, end in by_fiscal_year(after, until):
        for role in ("awarding", "funding"):
            piece = _bulk(buyer, role, start, end, "last_modified_date")
            completes = role == "awarding" and end == until  # the last of these questions; all are answered by then
            of_one = (held,) if completes and buyer.department else ()
            of_all = (held.start, held.end) if completes and not buyer.department else None
            found.append(replace(piece, windows=of_one, all_agencies=of_all, only_changes=True))
    return found


def _file_name(*parts: str) -> str:
    """A name that every file system takes, of letters, digits, dots and dashes."""
    return re.sub(r"[^A-Za-z0-9.]+", "-", "-".join(part for part in parts if part)).strip("-.")[:120]
