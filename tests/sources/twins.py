"""Slow readers that share nothing with the program but the sample files: the standard library, a record at a time.

Each counts the records of a file, and sums what its rows should add up to, by currency. They are what the program's
accounts are compared with.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

AMOUNTS = ("Federal Action Obligation", "federal_action_obligation", "total_obligated_amount", "subaward_amount")
AMOUNT_OF_2018 = 7
NO_PURCHASE = ("cancelled", "unsuccessful", "withdrawn")


@dataclass
class Count:
    """What is in a file. `incomplete` records lack the day or the amount; `repeated` ones are equal to an earlier one."""

    records: int = 0
    repeated: int = 0
    incomplete: int = 0
    sums: Counter[str] = field(default_factory=Counter)  # cents by currency

    def add(self, amount: Any, currency: str = "USD") -> None:
        self.records += 1
        if amount is None or amount == "":
            return
        cents = Decimal(str(amount)) * 100
        assert cents == int(cents), amount
        self.sums[currency] += int(cents)


def count(path: Path) -> Count:
    """Count whatever a sample file holds."""
    raw = gzip.decompress(path.read_bytes())
    if path.name.endswith(".csv.gz"):
        return _table(raw.decode("utf-8-sig"))
    if path.name.endswith(".xml.gz"):
        return _fpds(raw)
    return _ocds(raw) if path.parent.name == "ocds" else _sam(json.loads(raw, parse_float=Decimal))


def _table(text: str) -> Count:
    found, seen = Count(), set()
    rows = csv.reader(io.StringIO(text, newline=""))
    first = next(rows)
    names = [name for name in AMOUNTS if name in first]
    place = first.index(names[0]) if names else AMOUNT_OF_2018
    for row in rows if names else [first, *rows]:
        key = tuple(row)
        if key in seen:
            found.records += 1
            found.repeated += 1
            continue
        seen.add(key)
        found.add(row[place])
    return found


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _fpds(raw: bytes) -> Count:
    found = Count()
    for record in ElementTree.fromstring(raw).iter():
        if _local(record) in ("award", "IDV"):
            values = [one for one in record.iter() if _local(one) == "dollarValues"]
            found.add(next(one.text for one in values[0] if _local(one) == "obligatedAmount"))
    return found


def _sam(answer: dict[str, Any]) -> Count:
    found = Count()
    for one in answer.get("awardSummary", ()):
        details = one.get("awardDetails", {})
        amount, day = details.get("dollars", {}).get("actionObligation"), details.get("dates", {}).get("dateSigned")
        found.add(amount if day else None)
        found.incomplete += amount in (None, "") or not day
    for one in answer.get("opportunitiesData", ()):
        found.add((one.get("award") or {}).get("amount"))
    for one in answer.get("data", ()):
        found.add(one["subAwardAmount"])
    return found


# OCDS: all releases of a process, laid over each other, then its awards.


def _documents(text: str) -> Iterator[Any]:
    decoder, at = json.JSONDecoder(parse_float=Decimal), 0
    while match := re.compile(r"\s*(?=\S)").match(text, at):
        value, at = decoder.raw_decode(text, match.end())
        yield value


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252")


def _releases(document: Any) -> Iterator[Any]:
    if isinstance(document, list):
        for one in document:
            yield from _releases(one)
    elif "records" in document:
        for record in document["records"]:
            embedded = [one for one in record.get("releases", ()) if "url" not in one]
            if "compiledRelease" in record:
                yield record["compiledRelease"]
            elif embedded:
                yield from embedded
    elif "releases" in document:
        yield from document["releases"]
    else:
        yield document


def _over(old: Any, new: Any) -> Any:
    if isinstance(old, dict) and isinstance(new, dict):
        both = {key: _over(old.get(key), value) for key, value in new.items() if value is not None}
        return {key: value for key, value in (old | both).items() if key not in new or new[key] is not None}
    if (
        isinstance(old, list)
        and isinstance(new, list)
        and all(isinstance(one, dict) and "id" in one for one in old + new)
    ):
        placed = {str(one["id"]): one for one in old}
        for one in new:
            placed[str(one["id"])] = _over(placed.get(str(one["id"]), {}), one)
        return list(placed.values())
    return new


def _ocds(raw: bytes) -> Count:
    processes: dict[str, list[Any]] = {}
    for document in _documents(_text(raw)):
        for release in _releases(document):
            processes.setdefault(release["ocid"], []).append(release)
    found = Count()
    for releases in processes.values():
        together: Any = {}
        for release in sorted(releases, key=lambda one: str(one.get("date", ""))):
            together = _over(together, release)
        awards = together.get("awards", [])
        known = {str(award["id"]) for award in awards}
        alone = [one for one in together.get("contracts", ()) if str(one.get("awardID")) not in known]
        for award in [*awards, *(alone if len(awards) != 1 else [])]:
            value = award.get("value") or {}
            bought = award.get("status") not in NO_PURCHASE
            found.add(value.get("amount") if bought else None, value.get("currency", "unknown"))
    return found
