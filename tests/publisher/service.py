"""The stand-in publisher's mind: it answers the documented questions from rows in memory. No sockets here.

What it must get right is the protocol, not the publisher's data base: filters are ANDed, entries of one are ORed; jobs go
through states; searches sort by one field and shuffle equal values from page to page.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.publisher.data import HEADER, Row, as_csv

STATES = ("queued", "ready", "running", "finished")

SEARCHED = {
    "Action Date": "action_date", "Action Type": "action_type", "Award ID": "award_id_piid", "Award Type": "award_type",
    "Awarding Agency": "awarding_agency_name", "Awarding Sub Agency": "awarding_sub_agency_name",
    "Funding Agency": "funding_agency_name", "Funding Sub Agency": "funding_sub_agency_name",
    "Mod": "modification_number", "Recipient Name": "recipient_name", "Recipient UEI": "recipient_uei",
    "Transaction Amount": "federal_action_obligation", "Transaction Description": "transaction_description",
    "naics_code": "naics_code", "product_or_service_code": "product_or_service_code",
}  # fmt: skip

STANDING = "For searches, time period start and end dates are currently limited to an earliest date of 2007-10-01."


class Refused(Exception):
    """An HTTP error of the publisher's own making."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail


@dataclass
class Job:
    """A download that is being made."""

    content: bytes
    total_rows: int
    states: list[str] = field(default_factory=lambda: list(STATES))
    message: str = ""


@dataclass
class Service:
    """Everything the publisher knows, and how it misbehaves."""

    rows: list[Row]
    last_updated: str = "08/20/2026"
    base: str = ""  # its own address, once it has one
    members_of: int = 1_000_000  # rows of one member of a zip
    deleted: list[Row] = field(default_factory=list)  # lines of a delta file
    archive_date: str = "20260806"
    aliases: dict[str, str] = field(default_factory=dict)
    limit: int = 500_000
    # Misbehaviour, each counted down as it happens.
    failing_jobs: int = 0
    short_zips: int = 0  # a file that ends early, with a Content-Length that says so
    lost_rows: int = 0  # jobs whose file lacks its last row
    ignored: str | None = None  # a filter that is not applied
    silent: bool = False  # and nothing is said of it, nor is it missing from the echo
    count_more: int = 0  # rows that only the count has
    jobs: dict[str, Job] = field(default_factory=dict)
    asked: list[tuple[str, Any]] = field(default_factory=list)

    def answer(self, method: str, path: str, query: dict[str, str], body: Any) -> Any:
        """The answer to one question."""
        self.asked.append((path, body))
        if path == "/api/v2/awards/last_updated/":
            return {"last_updated": self.last_updated}
        if path.startswith("/api/v2/awards/"):
            return self._award(path.removeprefix("/api/v2/awards/").strip("/"))
        if path.endswith("/status"):
            return self._status(query["file_name"])
        routes: dict[str, Callable[[Any], Any]] = {
            "/api/v2/bulk_download/awards/": self._bulk,
            "/api/v2/download/transactions/": self._download,
            "/api/v2/download/contract/": self._one_award,
            "/api/v2/download/idv/": self._one_award,
            "/api/v2/download/count/": self._count,
            "/api/v2/search/spending_by_transaction/": self._search,
            "/api/v2/search/spending_by_transaction_count/": self._search_count,
            "/api/v2/search/spending_by_award/": self._search_awards,
            "/api/v2/transactions/": self._transactions,
            "/api/v2/bulk_download/list_agencies/": self._agencies,
            "/api/v2/bulk_download/list_monthly_files/": self._monthly,
        }
        if path not in routes or method != "POST":
            raise Refused(404, "Not found.")
        return routes[path](body)

    def file(self, name: str) -> bytes | None:
        """A finished download, or a file of the archive."""
        if name in self.jobs:
            return self.jobs[name].content
        return self._archive_files().get(name)

    # Filters

    def _chosen(self, filters: dict[str, Any]) -> list[Row]:
        used = {name: value for name, value in filters.items() if name != self.ignored}
        return [row for row in self.rows if all(self._fits(row, name, value) for name, value in used.items())]

    @staticmethod
    def _fits(row: Row, name: str, value: Any) -> bool:
        if name in ("award_type_codes", "prime_award_types"):
            return row["award_type_code"] in value
        if name == "time_period":
            days = {"action_date": "action_date", "last_modified_date": "last_modified_date"}
            return any(p["start_date"] <= row[days[p.get("date_type", "action_date")]] <= p["end_date"] for p in value)
        if name == "agencies":
            return any(row[f"{a['type']}_{'sub_' * (a['tier'] == 'subtier')}agency_name"] == a["name"] for a in value)
        if name == "recipient_search_text":
            return any(
                text.casefold() in f"{row['recipient_name']} {row['recipient_uei']}".casefold() for text in value
            )
        if name == "recipient_type_names":
            return row["sole_proprietorship"] == "t" and "sole_proprietorship" in value
        if name == "award_ids":
            return row["award_id_piid"] in [text.strip('"') for text in value]
        raise Refused(400, f"Invalid filter: {name}")

    def _messages(self) -> list[str]:
        unused = [f"The following filters from the request were not used: ['{self.ignored}']."] if self.ignored else []
        return [STANDING, *([] if self.silent else unused)]

    # Downloads

    def _bulk(self, body: Any) -> Any:
        filters = body["filters"]
        span = filters["date_range"] | {"date_type": filters["date_type"]}
        as_search = {
            "award_type_codes": filters["prime_award_types"], "time_period": [span], "agencies": filters["agencies"],
        }  # fmt: skip
        return self._job(body, self._chosen(as_search), body.get("columns") or HEADER)

    def _download(self, body: Any) -> Any:
        return self._job(body, self._chosen(body["filters"]), body.get("columns") or HEADER)

    def _one_award(self, body: Any) -> Any:
        key = body["award_id"]
        return self._job(body, [row for row in self.rows if row["contract_award_unique_key"] == key], HEADER)

    def _job(self, body: Any, rows: list[Row], header: Sequence[str]) -> Any:
        number = len(self.jobs) + 1
        name = f"All_PrimeTransactions_2026-08-21_H10M00S{number:02d}.zip"
        total = len(rows)
        if self.lost_rows:
            self.lost_rows -= 1
            rows = rows[:-1]
        job = Job(self._zip(rows, header, number), total)
        if self.failing_jobs:
            self.failing_jobs -= 1
            job.states, job.message = ["ready", "failed"], "An exception was raised."
        if self.short_zips:
            self.short_zips -= 1
            job.content = job.content[: len(job.content) // 2]
        self.jobs[name] = job
        echo = {key: value for key, value in body.items() if key != "filters"}
        if "filters" in body:
            kept = {key: value for key, value in body["filters"].items() if self.silent or key != self.ignored}
            echo["filters"] = kept
        return {
            "status_url": f"{self.base}/api/v2/download/status?file_name={name}",
            "file_name": name,
            "file_url": f"{self.base}/files/{name}",
            "download_request": echo,
        }

    def _zip(self, rows: list[Row], header: Sequence[str], number: int) -> bytes:
        parts = [rows[at : at + self.members_of] for at in range(0, len(rows), self.members_of)] or [[]]
        stamp = f"2026-08-21_H10M00S{number:02d}"
        members = {f"All_Contracts_PrimeTransactions_{stamp}_{n}.csv": part for n, part in enumerate(parts, 1)}
        tables = {name: as_csv(part, header) for name, part in members.items()}
        return zipped(tables | {"Data_Dictionary_Crosswalk.xlsx": b"PK\x03\x04 not read"})

    def _status(self, name: str) -> Any:
        if name not in self.jobs:
            raise Refused(404, f"Download job with filename {name} does not exist.")
        job = self.jobs[name]
        state = job.states.pop(0) if len(job.states) > 1 else job.states[0]
        return {
            "status": state, "message": job.message or None, "file_name": name, "total_rows": job.total_rows,
            "total_columns": len(HEADER), "total_size": len(job.content) / 1000, "seconds_elapsed": "1.0",
        }  # fmt: skip

    def _count(self, body: Any) -> Any:
        counted = len(self._chosen(body["filters"])) + self.count_more
        return {
            "calculated_count": counted, "rows_gt_limit": counted > self.limit, "maximum_limit": self.limit,
            "messages": self._messages(),
        }  # fmt: skip

    # Searches

    def _search(self, body: Any) -> Any:
        if body["limit"] > 100:
            raise Refused(422, f"Field 'limit' value '{body['limit']}' is above max '100'")
        rows = self._chosen(body["filters"])
        chance = random.Random(f"{body['order']} {body['page']}")  # equal values come in another order on each page
        chance.shuffle(rows)
        rows.sort(key=lambda row: row[SEARCHED[body["sort"]]], reverse=body["order"] == "desc")
        first = (body["page"] - 1) * body["limit"]
        shown = rows[first : first + body["limit"]]
        results = [
            {name: self._searched(row, name) for name in body["fields"]}
            | {"generated_internal_id": row["contract_award_unique_key"], "internal_id": 1}
            for row in shown
        ]
        more = first + body["limit"] < len(rows)
        return {
            "results": results,
            "page_metadata": {"page": body["page"], "hasNext": more},
            "messages": self._messages(),
        }

    @staticmethod
    def _searched(row: Row, name: str) -> Any:
        value = row[SEARCHED[name]] if name in SEARCHED else None
        return float(value) if name == "Transaction Amount" and value else value

    def _search_count(self, body: Any) -> Any:
        kinds = {"contracts": len(self._chosen(body["filters"])) + self.count_more, "idvs": 0, "grants": 0, "loans": 0}
        return {"results": kinds, "messages": self._messages()}

    def _search_awards(self, body: Any) -> Any:
        keys = {row["contract_award_unique_key"]: row for row in self._chosen(body["filters"])}
        results = [{"Award ID": row["award_id_piid"], "generated_internal_id": key} for key, row in keys.items()]
        return {"results": results, "page_metadata": {"page": 1, "hasNext": False}, "messages": self._messages()}

    def _award(self, key: str) -> Any:
        key = self.aliases.get(key, key)
        rows = [row for row in self.rows if row["contract_award_unique_key"] == key]
        if not rows:
            raise Refused(404, f"No Award found with: '{key}'")
        return {"generated_unique_award_id": key, "piid": rows[0]["award_id_piid"], "category": "contract"}

    def _transactions(self, body: Any) -> Any:
        rows = [row for row in self.rows if row["contract_award_unique_key"] == body["award_id"]]
        rows.sort(key=lambda row: row["action_date"], reverse=body["order"] == "desc")
        first = (body["page"] - 1) * body["limit"]
        results = [{"id": "CONT_TX_" + row["contract_transaction_unique_key"]} for row in rows]
        page = {"page": body["page"], "hasNext": first + body["limit"] < len(rows)}
        return {"results": results[first : first + body["limit"]], "page_metadata": page}

    # Archive

    @staticmethod
    def _agencies(_: Any) -> Any:
        listed = [{"name": "Department of Homeland Security", "toptier_agency_id": 63, "toptier_code": "070"}]
        return {"agencies": {"cfo_agencies": listed, "other_agencies": []}, "sub_agencies": []}

    def _monthly(self, body: Any) -> Any:
        day = f"{self.archive_date[:4]}-{self.archive_date[4:6]}-{self.archive_date[6:]}"
        return {
            "monthly_files": [
                {
                    "fiscal_year": None if "Delta" in name else body["fiscal_year"], "agency_name":
                    "Department of Homeland Security", "agency_acronym": "DHS", "type": "contracts",
                    "updated_date": day, "file_name": name, "url": f"{self.base}/files/{name}",
                }
                for name in self._archive_files()
                if "Delta" in name or f"FY{body['fiscal_year']}_" in name
            ]
        }  # fmt: skip

    def _archive_files(self) -> dict[str, bytes]:
        made = {}
        for year in (2025, 2026):
            start, end = f"{year - 1}-10-01", f"{year}-09-30"
            rows = [r for r in self.rows if start <= r["action_date"] <= end and r["awarding_agency_code"] == "070"]
            name = f"FY{year}_070_Contracts_Full_{self.archive_date}"
            made[f"{name}.zip"] = zipped({f"{name}_1.csv": as_csv(rows, HEADER)})
        if self.deleted:
            name = f"FY(All)_070_Contracts_Delta_{self.archive_date}"
            made[f"{name}.zip"] = zipped({f"{name}_1.csv": as_csv(self.deleted, ["correction_delete_ind", *HEADER])})
        return made


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip whose bytes depend on nothing but its members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 8, 21, 10, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def deletions(rows: Iterable[Row]) -> list[Row]:
    """The lines with which a delta file takes actions back: the key and the day, and nothing else."""
    key = "contract_transaction_unique_key"
    return [{"correction_delete_ind": "D", key: row[key], "last_modified_date": "2026-08-05"} for row in rows]
