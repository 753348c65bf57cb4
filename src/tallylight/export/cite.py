"""How to cite an edition, an award or a row: what, which edition, which source file and row, and the public page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tallylight.figures import count
from tallylight.ledger import records
from tallylight.ledger.edition import Edition
from tallylight.ledger.records import Row
from tallylight.model import FileReport

SHOWN_ROWS = 3


@dataclass(frozen=True, slots=True)
class Citation:
    """One thing that can be cited. `note` says where in which source file it stands, with SHA-256."""

    key: str  # for BibTeX
    title: str
    publisher: str
    issued: date  # the day on which the publisher showed it
    edition: str
    url: str | None
    note: str
    rows: Sequence[Row] = field(default=(), compare=False)

    @property
    def text(self) -> str:
        """One paragraph of plain text."""
        page = f" {self.url}." if self.url else ""
        return (
            f"{self.publisher}. {self.title}. Shown {self.issued}. Tallylight edition {self.edition}. {self.note}{page}"
        )

    @property
    def bibtex(self) -> str:
        """An entry for a bibliography."""
        fields = {
            "title": f"{{{_tex(self.title)}}}",
            "author": f"{{{_tex(self.publisher)}}}",
            "year": str(self.issued.year),
            "month": str(self.issued.month),
            "version": _tex(f"Tallylight edition {self.edition}"),
            "note": _tex(self.note),
        } | ({"url": self.url} if self.url else {})
        inside = ",\n".join(f"  {name} = {{{text}}}" for name, text in fields.items())
        return f"@misc{{{self.key},\n{inside}\n}}"

    @property
    def csl(self) -> dict[str, Any]:
        """An item of CSL JSON 1.0."""
        made: dict[str, Any] = {
            "id": self.key,
            "type": "dataset",
            "title": self.title,
            "author": [{"literal": self.publisher}],
            "publisher": self.publisher,
            "issued": {"date-parts": [[self.issued.year, self.issued.month, self.issued.day]]},
            "version": f"Tallylight edition {self.edition}",
            "note": self.note,
        }
        return made | ({"URL": self.url} if self.url else {})


def citation(edition: Edition) -> Citation:
    """The edition as a whole."""
    publishers = sorted({_publisher(entry.report) for entry in edition.manifest.files})
    count = len(edition.manifest.files)
    return Citation(
        key=_key("tallylight", edition.id),
        title=f"Award records in {count:,} {'file' if count == 1 else 'files'}",
        publisher=" and ".join(publishers),
        issued=edition.as_of,
        edition=edition.id,
        url=None,
        note=f"SHA-256 of the edition's manifest: {edition.sha256}.",
    )


def find(edition: Edition, wanted: str) -> tuple[Citation, ...]:
    """The award with this key, every award with this number, or the action with this id; empty when there is none."""
    asked = {"wanted": wanted.strip().upper()}
    for column in ("action_id", "award_id", "piid"):
        rows = records.actions(edition, f"upper({column}) = $wanted", asked, records.OLDEST_FIRST, every_kind=True)
        if rows:
            groups: dict[str, list[Row]] = {}
            for row in rows:
                groups.setdefault(row["action_id"] if column == "action_id" else row["award_id"], []).append(row)
            return tuple(_of(edition, key, group, whole=column != "action_id") for key, group in groups.items())
    return ()


def _of(edition: Edition, key: str, rows: Sequence[Row], *, whole: bool) -> Citation:
    last = rows[-1]
    reports = {entry.report.sha256: entry.report for entry in edition.manifest.files}
    who = f"{last['sub_agency'] or last['agency'] or 'agency not stated'} to {last['payee'] or 'a payee not stated'}"
    kept = [row for row in rows if not row["removed"]]
    money = [f"{row['obligated']:,.2f} {row['currency'] or ''}".strip() for row in rows if row["obligated"] is not None]
    if whole:
        sums = {row["currency"]: 0 for row in kept}
        for row in kept:
            sums[row["currency"]] += row["obligated"] or 0
        amount = ", ".join(f"{total:,.2f} {currency or ''}".strip() for currency, total in sums.items())
        title = f"Award {last['award_id']}, {who}: {amount} in {count(len(kept), 'action')} up to {last['action_date']}"
    else:
        title = f"Action {key}, {who}: {', '.join(money) or 'no amount stated'} on {last['action_date']}"
    return Citation(
        key=_key("tallylight", key, edition.id),
        title=title,
        publisher=_publisher(reports.get(last["source_sha256"])),
        issued=last["last_seen"],
        edition=edition.id,
        url=last["url"] or None,
        note=_places(rows),
        rows=tuple(rows),
    )


def _places(rows: Sequence[Row]) -> str:
    """The source files and rows, with the hash of each file; all of them are in the export of actions."""
    files: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        files.setdefault((row["source_path"], row["source_sha256"]), []).append(row["source_row"])
    told = [
        f"{path}, {'row' if len(numbers) == 1 else 'rows'} {', '.join(str(number) for number in sorted(numbers))} "
        f"(SHA-256 {sha256})"
        for (path, sha256), numbers in files.items()
    ]
    return f"Source: {'; '.join(told)}."


def _publisher(report: FileReport | None) -> str:
    format_name = report.format if report else ""
    if report and report.stated:
        return report.stated.publisher
    if format_name.startswith("usaspending"):
        return "USAspending.gov"
    return {
        "fpds-xml": "Federal Procurement Data System",
        "sam-contract-awards": "SAM.gov",
        "ocds": "Publisher of the OCDS releases",
        "tallylight-facts": "Tallylight, from USAspending.gov",
    }.get(format_name, "Publisher named in the source file")


def _key(*parts: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", "-".join(parts)).strip("-")


_TEX = {
    "\\": r"\textbackslash{}",
    **{c: f"\\{c}" for c in "&%$#_{}"},
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in text)
