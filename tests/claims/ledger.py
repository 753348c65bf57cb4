"""A small ledger in memory, so that the claims engine is tested without files. Vendors are invented unless a test says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, cast

import duckdb
import pyarrow as pa

from tallylight import settings
from tallylight.claims import check_text
from tallylight.knowledge import makers, technologies
from tallylight.ledger import open_ledger
from tallylight.ledger.question import Question
from tallylight.model import Action, CheckedText, Coverage, CoverageState, SourceRef
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

    def ask(self, question: Question) -> tuple[Action, ...]:
        where, params = question.sql()
        order = "action_date, award_id, modification <> '0', modification"
        found = self._sql.execute(f"select place from actions where {where} order by {order}", params).fetchall()
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


def check_on(ledger: FakeLedger, text: str, day: date = TEXT_DATE) -> CheckedText:
    """Check a text against any ledger, as of 15 September 2025 unless a day is given."""
    return check_text(cast(Any, ledger), text, text_date=day, today=day)


def outcome(checked: CheckedText, kind: str | None = None) -> tuple[str, str | None, str | None]:
    """Verdict, reason and direction of the only judgement on a text (of one kind, if one is named)."""
    found = [j for j in checked.judgements if kind in (None, j.claim.kind)]
    assert len(found) == 1, [(j.claim.kind, j.verdict, j.explanation) for j in found]
    return found[0].verdict.value, found[0].reason_code, found[0].direction


ACME, BOREAL, NORTHSTAR = "ACME NIGHT VISION, LLC", "BOREAL OPTICS, INC.", "NORTHSTAR LOCATORS INC"


def invented() -> FakeLedger:
    """Awards of invented companies: optics, batteries, and skip tracing by four companies in one month."""
    tracing = "SKIP TRACING SERVICES"
    return FakeLedger(
        [
            action("70X22C00000000001", "2022-05-10", "1000000.00", ACME, "NIGHT VISION GOGGLES"),
            action("70X22C00000000001", "2023-05-10", "500000.00", ACME, "OPTION YEAR 1", modification="P00001"),
            action("70X22C00000000001", "2024-05-10", "250000.00", ACME, "OPTION YEAR 2", modification="P00002"),
            action("70X24C00000000002", "2024-11-04", "2350000.00", ACME, "THERMAL WEAPON SIGHTS"),
            action("70X24C00000000003", "2024-02-20", "640000.00", BOREAL, "SPOTTING SCOPES"),
            action("70X24C00000000003", "2024-06-20", "-40000.00", BOREAL, "UNUSED MONEY", modification="P00001"),
            action("70X25C00000000004", "2025-03-12", "1920000.00", BOREAL, "SPOTTING SCOPES, SECOND ORDER"),
            action("70X25C00000000005", "2025-08-20", "0.00", BOREAL, "LETTER CONTRACT FOR TRIPODS"),
            action("70X25C00000000005", "2025-09-18", "875000.00", BOREAL, "FUNDS TRIPODS", modification="P00001"),
            action("70X24C00000000006", "2024-12-16", "100000.00", "ALDER FINDERS LLC", tracing),
            action("70X24C00000000007", "2024-12-16", "110000.00", "BIRCH TRACE INC", tracing),
            action("70X24C00000000008", "2024-12-18", "120000.00", "CEDAR LOOKUPS CO", tracing),
            action("70X23C00000000009", "2023-12-18", "90000.00", NORTHSTAR, tracing),
            action("70X23C00000000009", "2024-12-19", "95000.00", NORTHSTAR, tracing, modification="P00001"),
            action("70B25C00000000010", "2025-04-07", "310000.00", ACME, "HELMET MOUNTS", agency=CBP),
        ]
    )
