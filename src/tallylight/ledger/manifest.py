"""The manifest of an edition: what went in, what it covers, and the size and SHA-256 of every file. Plain JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tallylight.errors import LedgerError
from tallylight.model import Asked, Coverage, CoverageState, FileReport, StatedCoverage, Window
from tallylight.settings import LEDGER_FORMAT

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an edition. `path` is relative to the edition's folder, with forward slashes."""

    path: str
    size: int  # bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Block:
    """What one file holds of one sub-agency and fiscal year. Money in US dollars."""

    sub_agency: str
    fiscal_year: int
    rows: int  # exact repeats included: the length of the publisher's answer
    repeats: int
    negative: int  # kept rows that take money back
    obligated: Decimal  # sum over the kept rows
    first: date  # first and last action date
    last: date


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One input of an edition: the reader's accounts, and what the ledger adds to them."""

    number: int  # names its files: actions/0007.parquet, rows/0007.parquet, ...
    report: FileReport  # without the lists of rejected and repeated rows, which lie in rejected/ and repeated/
    as_of: date  # the day on which the publisher showed the file
    as_of_from: str  # "given", "file" or "today"
    selection: bool  # added with --selection: only some awards were asked for
    blocks: tuple[Block, ...] = ()
    asked: Asked | None = None  # what the publisher was asked, where that is known


RICHNESS = {
    "tallylight-facts": 1,
    "usaspending-award-transactions": 2,
    "usaspending-transactions-2018": 3,
    "usaspending-api-actions-9": 4,
    "usaspending-api-actions": 5,
    "usaspending-transaction-search": 6,
    "fpds-xml": 7,
    "sam-contract-awards": 8,
    "usaspending-transactions": 9,
}
"""Which format says more about an action, for files that a publisher showed on the same day."""


def newest_last(files: Iterable[FileEntry]) -> list[FileEntry]:
    """Files in the order in which they speak for an action, the last one having the last word.

    That is the order of the days on which a publisher showed them. Of two files of one day the richer format wins, then
    the one whose bytes are newer: a file that was shown before, unchanged, may be a copy that nobody fetched again.
    """
    files = list(files)
    first_shown: dict[str, date] = {}
    for entry in files:
        sha256 = entry.report.sha256
        first_shown[sha256] = min(first_shown.get(sha256, entry.as_of), entry.as_of)

    def rank(entry: FileEntry) -> tuple[date, int, date, str, int]:
        report = entry.report
        richness = RICHNESS.get(report.format, 0)
        return entry.as_of, richness, first_shown[report.sha256], report.sha256, entry.number

    return sorted(files, key=rank)


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything about an edition that is not a row."""

    id: str
    parent: str | None
    as_of: date
    created: str  # UTC, to the second
    software: str
    files: tuple[FileEntry, ...]
    coverage: tuple[Coverage, ...]
    warnings: tuple[str, ...]
    counts: dict[str, int]
    changes: dict[str, int]
    parts: tuple[Part, ...] = field(default=())


def to_json(manifest: Manifest) -> str:
    """The manifest as indented JSON. Money and days are strings."""
    return json.dumps(
        {
            "format": LEDGER_FORMAT,
            "id": manifest.id,
            "parent": manifest.parent,
            "as_of": manifest.as_of.isoformat(),
            "created": manifest.created,
            "software": manifest.software,
            "files": [_entry_out(entry) for entry in manifest.files],
            "coverage": [coverage_out(block) for block in manifest.coverage],
            "warnings": list(manifest.warnings),
            "counts": manifest.counts,
            "changes": manifest.changes,
            "parts": [{"path": part.path, "size": part.size, "sha256": part.sha256} for part in manifest.parts],
        },
        indent=1,
        ensure_ascii=False,
    )


def read_manifest(folder: Path) -> tuple[Manifest, bytes]:
    """The manifest of an edition and its bytes. Raises LedgerError when it is missing, damaged or of a newer format."""
    path = folder / NAME
    try:
        raw = path.read_bytes()
        told = json.loads(raw)
        if told["format"] > LEDGER_FORMAT:
            raise LedgerError("the ledger was made by a newer Tallylight", where=str(path), do="Update Tallylight.")
        if told["format"] < LEDGER_FORMAT:
            raise LedgerError(
                "the ledger was made by an older Tallylight", where=str(path), do="Make a new one from the same files."
            )
        return _manifest_in(told), raw
    except OSError as error:
        raise LedgerError(f"the ledger cannot be read: {error.strerror}", where=str(path), do=_DO) from error
    except (ValueError, KeyError, TypeError, ArithmeticError) as error:
        raise LedgerError("the ledger is damaged: its manifest cannot be read", where=str(path), do=_DO) from error


_DO = "Read an older edition with --edition, or restore the folder from a copy."


def _manifest_in(told: dict[str, Any]) -> Manifest:
    return Manifest(
        id=told["id"],
        parent=told["parent"],
        as_of=date.fromisoformat(told["as_of"]),
        created=told["created"],
        software=told["software"],
        files=tuple(_entry_in(entry) for entry in told["files"]),
        coverage=tuple(_coverage_in(block) for block in told["coverage"]),
        warnings=tuple(told["warnings"]),
        counts=dict(told["counts"]),
        changes=dict(told["changes"]),
        parts=tuple(Part(part["path"], part["size"], part["sha256"]) for part in told["parts"]),
    )


def report_out(report: FileReport) -> dict[str, Any]:
    """The accounts of a file, in the words of the command line's JSON. Different currencies are never one sum."""
    return {
        "path": report.path,
        "sha256": report.sha256,
        "format": report.format,
        "kind": report.kind,
        "rows_read": report.rows_read,
        "rows_kept": report.rows_kept,
        "rows_repeated": report.rows_repeated,
        "rows_rejected": report.rows_rejected,
        "obligated": str(report.obligated) if len(report.amounts) < 2 else None,
        "notes": list(report.notes),
        **({"amounts": {code: str(amount) for code, amount in report.amounts}} if report.amounts else {}),
        **({"stated": _stated_out(report.stated)} if report.stated else {}),
    }


def _stated_out(stated: StatedCoverage) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, date) else value for name, value in asdict(stated).items()}


def _stated_in(told: dict[str, Any]) -> StatedCoverage:
    days = {name: date.fromisoformat(told[name]) if told[name] else None for name in ("start", "end")}
    return StatedCoverage(**told | days)


def _entry_out(entry: FileEntry) -> dict[str, Any]:
    blocks = [
        {
            "sub_agency": block.sub_agency,
            "fiscal_year": block.fiscal_year,
            "rows": block.rows,
            "repeats": block.repeats,
            "negative": block.negative,
            "obligated": str(block.obligated),
            "first": block.first.isoformat(),
            "last": block.last.isoformat(),
        }
        for block in entry.blocks
    ]
    about = {"as_of": entry.as_of.isoformat(), "as_of_from": entry.as_of_from, "selection": entry.selection}
    asked = {"asked": asked_out(entry.asked)} if entry.asked else {}
    return {"number": entry.number} | report_out(entry.report) | about | asked | {"blocks": blocks}


def asked_out(asked: Asked) -> dict[str, Any]:
    """What a publisher was asked, as JSON."""
    span = asked.all_agencies
    return {
        "pull": asked.pull,
        "words": asked.words,
        "request": asked.request,
        "question": asked.question,
        "understood": asked.understood,
        "answer_name": asked.answer_name,
        "answer_sha256": asked.answer_sha256,
        "windows": [[window.sub_agency, str(window.start), str(window.end)] for window in asked.windows],
        "all_agencies": [str(span[0]), str(span[1])] if span else None,
        "only_changes": asked.only_changes,
        "lacks": asked.lacks,
        "aliases": [list(pair) for pair in asked.aliases],
    }


def asked_in(told: dict[str, Any]) -> Asked:
    """The same from JSON."""
    windows = tuple(Window(name, date.fromisoformat(a), date.fromisoformat(b)) for name, a, b in told["windows"])
    span = tuple(map(date.fromisoformat, told["all_agencies"] or ()))
    texts = ("pull", "words", "request", "question", "understood", "answer_name", "answer_sha256", "lacks")
    return Asked(
        **{name: told[name] for name in texts},
        windows=windows,
        all_agencies=(span[0], span[1]) if span else None,
        only_changes=told["only_changes"],
        aliases=tuple((old, new) for old, new in told["aliases"]),
    )


def _entry_in(told: dict[str, Any]) -> FileEntry:
    as_of = date.fromisoformat(told["as_of"])
    amounts = {code: Decimal(amount) for code, amount in told.get("amounts", {}).items()}
    return FileEntry(
        number=told["number"],
        report=FileReport(
            path=told["path"],
            sha256=told["sha256"],
            format=told["format"],
            kind=told["kind"],
            rows_read=told["rows_read"],
            rows_kept=told["rows_kept"],
            rows_repeated=told["rows_repeated"],
            rows_rejected=told["rows_rejected"],
            obligated=Decimal(told["obligated"]) if told["obligated"] else sum(amounts.values(), Decimal("0.00")),
            as_of=as_of,
            notes=tuple(told["notes"]),
            amounts=tuple(amounts.items()),
            stated=_stated_in(told["stated"]) if told.get("stated") else None,
        ),
        as_of=as_of,
        as_of_from=told["as_of_from"],
        selection=told["selection"],
        blocks=tuple(
            Block(
                sub_agency=block["sub_agency"],
                fiscal_year=block["fiscal_year"],
                rows=block["rows"],
                repeats=block["repeats"],
                negative=block["negative"],
                obligated=Decimal(block["obligated"]),
                first=date.fromisoformat(block["first"]),
                last=date.fromisoformat(block["last"]),
            )
            for block in told["blocks"]
        ),
        asked=asked_in(told["asked"]) if told.get("asked") else None,
    )


def without_lists(report: FileReport) -> FileReport:
    """The accounts without the lists of rows, which are kept in files of their own."""
    return replace(report, rejected=(), repeats=())


def coverage_out(block: Coverage) -> dict[str, Any]:
    """One block of coverage as JSON; `start` and `end` are the first and last day that it covers."""
    return {
        "publisher": block.publisher,
        "sub_agency": block.sub_agency,
        "fiscal_year": block.fiscal_year,
        "start": block.start.isoformat(),
        "end": block.end.isoformat(),
        "state": block.state.value,
        "rows": block.rows,
        "obligated": str(block.obligated),
        "path": block.path,
        "as_of": block.as_of.isoformat(),
        "reasons": list(block.reasons),
        "cut_short": block.cut_short,
        "repeats": block.repeats,
    }


def _coverage_in(told: dict[str, Any]) -> Coverage:
    return Coverage(
        publisher=told["publisher"],
        sub_agency=told["sub_agency"],
        fiscal_year=told["fiscal_year"],
        start=date.fromisoformat(told["start"]),
        end=date.fromisoformat(told["end"]),
        state=CoverageState(told["state"]),
        rows=told["rows"],
        obligated=Decimal(told["obligated"]),
        path=told["path"],
        as_of=date.fromisoformat(told["as_of"]),
        reasons=tuple(told["reasons"]),
        cut_short=told["cut_short"],
        repeats=told["repeats"],
    )
