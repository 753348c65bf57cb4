"""What the ledger holds on one award: its actions in order, what they add up to, and what that sum lacks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tallylight.ledger import records
from tallylight.ledger.completeness import warnings_for
from tallylight.ledger.edition import Edition
from tallylight.ledger.records import Row

BASE_MISSING = "Sum of the actions held; the base award is not among them, so the award's total is not known."


@dataclass(frozen=True, slots=True)
class Award:
    """One award. `actions` are rows of the export, oldest first, each with `running` (the sum so far)."""

    award_id: str
    piid: str
    sub_agency: str
    payee: str  # of the latest action
    obligated: Decimal  # sum of the actions held, US dollars
    ceiling: Decimal | None
    has_base: bool
    actions: tuple[Row, ...]
    summary: Row | None  # what an award summary states; the same money, never added
    subawards: tuple[Row, ...]  # as the prime recipient reported them; the same money once more
    notices: tuple[Row, ...]  # solicitations and award notices that name it
    warnings: tuple[str, ...] = field(default=())


def find(edition: Edition, award_id_or_piid: str) -> tuple[Award, ...]:
    """The award with this key, else every award that carries this number, ordered by key; empty when there is none.

    A key that the award had before is as good, where a pull met it.
    Awards that are known from summaries only have no actions, and obligate 0.00 as far as actions show.
    """
    asked = award_id_or_piid.strip().upper()
    wanted = {"wanted": _earlier_keys(edition).get(asked, asked)}
    for column in ("award_id", "piid"):
        rows = records.actions(edition, f"upper({column}) = $wanted", wanted, records.OLDEST_FIRST, every_kind=True)
        summaries = records.rows_of(edition, f"select {SUMMARY} from summaries where upper({column}) = $wanted", wanted)
        keys = sorted({row["award_id"] for row in (*rows, *summaries)})
        if keys:
            return tuple(_award(edition, key, rows, summaries) for key in keys)
    return ()


def _earlier_keys(edition: Edition) -> dict[str, str]:
    """Keys that awards had before, with the keys that they have now: what pulls were answered to old ones."""
    pairs = [pair for entry in edition.manifest.files if entry.asked for pair in entry.asked.aliases]
    return {old.upper(): new.upper() for old, new in pairs}


SUMMARY = """award_id, piid, sub_agency, payee, obligated, ceiling, current_value, outlayed, first_action_date,
    last_action_date, base_description as description, source_path, source_sha256, source_row, first_seen, last_seen,
    url"""


def _award(edition: Edition, key: str, rows: list[Row], summaries: list[Row]) -> Award:
    own = [row for row in rows if row["award_id"] == key]
    summary = next((row for row in summaries if row["award_id"] == key), None)
    running = Decimal("0.00")
    actions = []
    for row in own:
        # A withdrawn action is shown and not counted; an award abroad may have no stated value.
        running += row["obligated"] or 0 if not row["removed"] else 0
        actions.append(row | {"running": running})
    about = own[-1] if own else summary
    assert about is not None  # a key comes from one of the two
    has_base = any(is_base(row["modification"]) for row in own)
    ceilings = [row["ceiling"] for row in (*([summary] if summary else ()), *own) if row["ceiling"] is not None]
    return Award(
        award_id=key,
        piid=about["piid"] or "",
        sub_agency=about["sub_agency"] or "",
        payee=about["payee"] or "",
        obligated=running,
        ceiling=ceilings[-1] if ceilings else None,
        has_base=has_base,
        actions=tuple(actions),
        summary=summary,
        subawards=tuple(records.ask(edition, "award_subawards", {"award_id": key})),
        notices=tuple(records.ask(edition, "award_notices", {"award_id": key})),
        warnings=(
            *_own_warnings(own, has_base or (own[:1] != [] and own[0]["award_kind"] == "payment")),
            *_block_warnings(edition, own),
        ),
    )


def is_base(modification: str | None) -> bool:
    """Whether a modification number is that of the base award: "0", in some files "00"."""
    return bool(modification) and set(str(modification)) == {"0"}


def _own_warnings(own: list[Row], has_base: bool) -> tuple[str, ...]:
    if not own:
        return ("No action of this award is held, only an award summary.",)
    payments = own[0]["award_kind"] == "payment"  # of a cheque book, which has no base award
    found = [] if has_base or payments else [BASE_MISSING]
    missing = sum(row["missing"] for row in own)
    if missing:
        are = "action is" if missing == 1 else "actions are"
        found.append(f"{missing} {are} absent from the newest answer for the same agency and year.")
    return tuple(found)


def _block_warnings(edition: Edition, own: list[Row]) -> tuple[str, ...]:
    """Every gap in the agency's years from the first action on: later modifications may be among what is missing."""
    found: dict[str, None] = {}
    starts: dict[str, date] = {}
    for row in own:
        starts.setdefault(row["sub_agency"], row["action_date"])
    for sub_agency, start in starts.items():
        found |= dict.fromkeys(warnings_for(edition, sub_agency, start))
    return tuple(found)
