"""A small ledger in memory, so that the claims engine is tested without files. Vendors are invented unless a test says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache

import duckdb
import pyarrow as pa

from tallylight import settings
from tallylight.knowledge import makers, technologies
from tallylight.ledger import open_ledger
from tallylight.model import Action, Coverage, CoverageState, SourceRef
from tallylight.technology import Labeller

ICE = "U.S. Immigration and Customs Enforcement"
CBP = "U.S. Customs and Border Protection"
DEPARTMENT = "Department of Homeland Security"
CODES = {ICE: "7012", CBP: "7014"}
TEXT_DATE = date(2025, 9, 15)


def action(
    piid: str,
    day: str,
    obligated: str,
    payee: str,
    description: str = "",
    *,
    modification: str = "0",
    agency: str = ICE,
) -> Action:
    """One action; everything that is not given is made from the number and the agency."""
    award_id = f"CONT_AWD_{piid}_{CODES[agency]}_-NONE-_-NONE-"
    when = date.fromisoformat(day)
    return Action(
        action_id=f"{award_id}:{modification}",
        award_id=award_id,
        piid=piid,
        modification=modification,
        action_date=when,
        obligated=Decimal(obligated),
        ceiling=None,
        agency=DEPARTMENT,
        sub_agency=agency,
        payee=payee,
        payee_uei=None,
        description=description,
        psc=None,
        naics=None,
        source=SourceRef("rows.csv", "0" * 64, 1),
        url=f"https://www.usaspending.gov/award/{award_id}/",
        first_seen=when,
        last_seen=when,
    )


def covered(agency: str, start: str, end: str, state: CoverageState = CoverageState.COMPLETE) -> Coverage:
    """A block of coverage, whole unless said otherwise."""
    last = date.fromisoformat(end)
    reasons = ("the answer was cut short",) if state is CoverageState.PARTIAL else ()
    return Coverage(
        "USAspending.gov",
        agency,
        last.year,
        date.fromisoformat(start),
        last,
        state,
        1,
        Decimal(0),
        "rows.csv",
        last,
        reasons,
    )


BOTH = (covered(ICE, "2020-10-01", "2026-08-20"), covered(CBP, "2020-10-01", "2026-08-20"))
SOME = (covered(ICE, "2020-10-01", "2026-08-20", CoverageState.SELECTION),)


class FakeLedger:
    """What a check needs of an edition, from a list of actions."""

    id = "2026-08-20.1"
    sha256 = "0" * 64
    starter = False
    warnings: tuple[str, ...] = ()

    def __init__(self, rows: Sequence[Action], coverage: tuple[Coverage, ...] = BOTH) -> None:
        self.rows = tuple(rows)
        self.coverage = coverage
        self._sql = duckdb.connect(":memory:")
        self._sql.execute(
            "create table actions (place int, action_date date, award_id varchar, piid varchar, modification varchar, "
            "obligated decimal(20,2), agency varchar, sub_agency varchar, payee varchar, description varchar, "
            "technology varchar, maker varchar)"
        )
        for place, (r, bought) in enumerate(zip(self.rows, bought_with(self.rows), strict=True)):
            values = [place, r.action_date, r.award_id, r.piid, r.modification, r.obligated, r.agency, r.sub_agency]
            values += [r.payee, r.description, *bought]
            self._sql.execute(f"insert into actions values ({','.join('?' * len(values))})", values)

    def payees(self) -> tuple[str, ...]:
        return tuple(sorted({r.payee for r in self.rows}))

    def families(self) -> dict[str, str]:
        return {}

    def actions(self, where: str, params: Sequence[object]) -> tuple[Action, ...]:
        order = "action_date, award_id, modification <> '0', modification"
        found = self._sql.execute(f"select place from actions where {where} order by {order}", list(params)).fetchall()
        return tuple(self.rows[place] for (place,) in found)


@cache
def labeller() -> Labeller:
    return Labeller(makers(), technologies())


def bought_with(rows: Sequence[Action]) -> list[tuple[str | None, str | None]]:
    """Technology and maker of each row, from its own words or else from the first row of its award that says."""
    batch = pa.RecordBatch.from_pydict(
        {"description": [r.description for r in rows], "payee": [r.payee for r in rows]},
        schema=pa.schema([("description", pa.string()), ("payee", pa.string())]),
    )
    said = labeller().label(batch).to_pylist()
    of_award: dict[str, tuple[str | None, str | None]] = {}
    for r, label in zip(rows, said, strict=True):
        if label["technology"]:
            of_award.setdefault(r.award_id, (label["technology"], label["maker"]))
    return [
        (label["technology"], label["maker"]) if label["technology"] else of_award.get(r.award_id, (None, None))
        for r, label in zip(rows, said, strict=True)
    ]


def facts() -> FakeLedger:
    """The public facts that the package ships, taken as if they were all that ICE and CBP ever bought."""
    return FakeLedger(open_ledger(str(settings.starter_ledger())).actions("true", []))
