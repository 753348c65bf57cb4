"""The labelled development claims: how often the verdict is right, and that no claim is turned into its opposite."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tallylight.claims.spans import month_span
from tallylight.model import Judgement

pytestmark = pytest.mark.records

ACCURACY = 0.80  # measured: 55 of 67 on 22 November 2026
FALSE_CONTRADICTED = 0
FALSE_SUPPORTED = 0
AGREES = {"supported", "approximately_supported"}


def last_day(published: str) -> date:
    """The last day of what is known of a day of publication: a year, a month or a day."""
    parts = [int(part) for part in published.split("-")]
    return date(*parts) if len(parts) == 3 else month_span(*parts)[1] if len(parts) == 2 else date(parts[0], 12, 31)


def meant(found: list[Judgement], fields: dict[str, Any]) -> Judgement | None:
    """The claim with the label's amount, else the one with its vendor, else the only one."""
    value = (fields.get("amount") or {}).get("value")
    if value is not None:
        same = [j for j in found if j.claim.amount and j.claim.amount.value == Decimal(str(value))]
        if same:
            return same[0]
    vendor = {w for w in (fields.get("vendor") or "").lower().replace(",", " ").split() if len(w) > 3}
    same = [j for j in found if vendor & set((j.claim.vendor or "").lower().split())]
    if len(same) > 1 and value is None:
        same = [j for j in same if not j.claim.amount] or same
    return same[0] if same else found[0] if len(found) == 1 else None


@pytest.fixture(scope="module")
def pairs(real: Any, gold: Path) -> list[tuple[str, str, str]]:
    """(id, label, verdict) of every labelled passage; "missing" where no claim was found."""
    lines = (gold / "claims-dev.jsonl").read_text(encoding="utf-8").splitlines()
    made = []
    for label in map(json.loads, lines):
        if label["carrier"]:
            checked = real(label["carrier"], last_day(label["source"]["published"]))
            found = meant(list(checked.judgements), label["fields"])
            made.append((label["id"], label["verdict"], found.verdict.value if found else "missing"))
    return made


def test_most_verdicts_are_those_of_the_labels(pairs: list[tuple[str, str, str]]) -> None:
    wrong = [p for p in pairs if p[1] != p[2]]
    assert 1 - len(wrong) / len(pairs) >= ACCURACY, wrong


def test_nothing_right_is_called_wrong(pairs: list[tuple[str, str, str]]) -> None:
    assert len([p for p in pairs if p[2] == "contradicted" != p[1]]) <= FALSE_CONTRADICTED


def test_nothing_is_called_supported_that_is_not(pairs: list[tuple[str, str, str]]) -> None:
    assert len([p for p in pairs if p[2] in AGREES and p[1] not in AGREES]) <= FALSE_SUPPORTED


def test_no_claim_is_turned_into_its_opposite(pairs: list[tuple[str, str, str]]) -> None:
    assert [p for p in pairs if {p[1], p[2]} & AGREES and "contradicted" in (p[1], p[2])] == []
